"""Train the models of the quotes stage on gold train and our own labels, and write thoisu/models/quotes.json.

    python -m training.quotes

The layers under the quotes are those of our own pipeline, names by taggers that did not see the article: so they are on unseen articles too.
Figures on held-out articles: `python -m training.quotes_check`.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from thoisu.annotate.quotes import make_quote, read_parts
from thoisu.annotate.quotes.model import QuoteModels, Surety
from thoisu.annotate.quotes.scene import make_scene
from thoisu.model import Document
from training.gold import load_scorer
from training.labels import load_training
from training.quotes_examples import Row, examples_of, speaker_groups
from training.quotes_fit import Example, Group, Trial, fit, fit_ranking, fit_surety
from training.quotes_layers import held_out
from training.quotes_more import more_examples

FOLDS = 5
UNKNOWN = Surety(0.0, 1.0, 0.0, 0.0, {})
STRENGTH = {"right": 3.0, "left": 1.0, "mark": 1.0, "stop": 3.0, "speaker": 4.0}  # L2, chosen by cross-validation over train


@cache
def _more() -> dict[str, list[Example]]:
    return more_examples()


class Lesson(Struct, frozen=True):
    """What one document teaches: examples for each yes/no model, and the candidates of its quotes."""

    examples: dict[str, list[Example]]
    speakers: list[Group]


def read_lesson(row: Row, doc: Document, scorer: Any) -> Lesson:
    """What a labelled document with all layers under the quotes teaches."""
    scene = make_scene(doc)
    return Lesson(examples_of(row, scene), speaker_groups(scene, row, scorer.Names(row).same))


def train(lessons: Sequence[Lesson], sure: Surety = UNKNOWN) -> QuoteModels:
    """The models of a set of documents, with a surety that was fitted before."""
    models = {}
    for name in ("right", "left", "mark", "stop"):
        examples = [e for lesson in lessons for e in lesson.examples[name]] + _more().get(name, [])
        models[name] = fit(examples, c2=STRENGTH[name])
    groups = [g for lesson in lessons for g in lesson.speakers]
    return QuoteModels(**models, speaker=fit_ranking(groups, c2=STRENGTH["speaker"]), sure=sure)


def make_trials(row: Row, doc: Document, models: QuoteModels, scorer: Any) -> list[Trial]:
    """The quotes that models find in a held-out document: how sure they are, and whether content and speaker are right."""
    scene, names = make_scene(doc), scorer.Names(row)
    out: list[Trial] = []
    for part in read_parts(scene, doc, models):
        quote = make_quote(scene, part, models.sure)
        best = max(row["quotes"], key=lambda g: scorer.iou(scorer.span(g), (quote.start, quote.end)), default=None)
        hit = best is not None and scorer.iou(scorer.span(best), (quote.start, quote.end)) >= 0.8 and names.same(best["speaker"], quote.speaker)
        out.append((part.found.option.side, part.found.score, part.found.ending, part.choice.share, bool(hit)))
    return out


def read_trials(rows: Sequence[Row], docs: Sequence[Document], lessons: Sequence[Lesson]) -> list[Trial]:
    """The trials of all documents, each by models of the other folds."""
    scorer = load_scorer()
    out: list[Trial] = []
    for fold in range(FOLDS):
        models = train([lesson for i, lesson in enumerate(lessons) if i % FOLDS != fold])
        out += [trial for i in range(fold, len(rows), FOLDS) for trial in make_trials(rows[i], docs[i], models, scorer)]
    return out


def main() -> None:
    """Write the models that ship."""
    rows = [row for row, _ in load_training()]
    scorer = load_scorer()
    docs = held_out(rows)
    lessons = [read_lesson(row, doc, scorer) for row, doc in zip(rows, docs, strict=True)]
    models = train(lessons, fit_surety(read_trials(rows, docs, lessons)))
    path = Path(__file__).resolve().parents[1] / "thoisu" / "models" / "quotes.json"
    path.write_bytes(msgspec.json.encode(models))


if __name__ == "__main__":
    main()
