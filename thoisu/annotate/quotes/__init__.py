"""Quotes with their speakers: marked speech, reported clauses, and both mixed.

Cues and marks give possible quotes (`options`); small logistic models over named features say which hold and where they end (`assemble`) and who
speaks (`speakers`). Nested reports give both layers.
"""

from collections.abc import Iterator

from msgspec import Struct

from thoisu.annotate.quotes.assemble import Found, find_all
from thoisu.annotate.quotes.candidates import Told, make_context
from thoisu.annotate.quotes.model import QuoteModels, Surety, load_models
from thoisu.annotate.quotes.options import Option
from thoisu.annotate.quotes.paths import find_path
from thoisu.annotate.quotes.scene import Scene, make_scene
from thoisu.annotate.quotes.speakers import Choice, rank_candidates
from thoisu.model import Document, Quote, QuoteType, Span


def find_quotes(doc: Document) -> Iterator[Quote]:
    """The quotes of the article in order (needs sentences, mentions, referents and times).

    >>> from thoisu.extract.given import article_from_text
    >>> from thoisu.model import Mention, Sentence
    >>> text = "Ông Lê Văn Mẫu cho biết cầu Gỗ sẽ mở lại vào tháng tới."
    >>> doc = Document(article_from_text("a", text), sentences=(Sentence(0, 55),), mentions=(Mention(4, 14, "PER", "Lê Văn Mẫu", "given"),))
    >>> [(q.speaker, text[q.start:q.end]) for q in find_quotes(doc)]
    [('Lê Văn Mẫu', 'cầu Gỗ sẽ mở lại vào tháng tới')]
    """
    yield from read_quotes(doc, load_models())


class Part(Struct, frozen=True, gc=False):
    """A quote as it was found: its content, who was chosen as its speaker, and its path."""

    found: Found
    choice: Choice
    path: tuple[str, ...]


def read_quotes(doc: Document, models: QuoteModels) -> Iterator[Quote]:
    """The quotes of the article by the given models."""
    scene = make_scene(doc)
    for part in read_parts(scene, doc, models):
        yield make_quote(scene, part, models.sure)


def read_parts(scene: Scene, doc: Document, models: QuoteModels) -> Iterator[Part]:
    """What each quote of the article is made of, in order."""
    told: list[Told] = []
    for found in find_all(scene, models):
        option = found.option
        around = _around(option, told)
        choice = rank_candidates(scene, option, make_context(option, told), models.speaker)
        speaker = choice.candidate.entity if choice.candidate else None
        path = find_path(scene, option, speaker, around, doc.sources or ())
        told.append(Told(option.first, option.last, speaker, path, choice.paper))
        yield Part(found, choice, path)


def _around(option: Option, told: list[Told]) -> tuple[str, ...]:
    """The path of the innermost earlier quote whose content holds this one's cue."""
    cue = option.cue if option.cue >= 0 else option.first
    return next((t.path for t in reversed(told) if t.first <= cue < t.last), ())


def make_quote(scene: Scene, part: Part, sure: Surety) -> Quote:
    """The record of a quote."""
    option, candidate = part.found.option, part.choice.candidate
    start, end = scene.tokens[option.first].start, scene.tokens[option.last - 1].end
    if option.side == "mark":
        start, end = scene.marks[option.mark].inner_start, scene.marks[option.mark].inner_end
    cue = scene.cues.get(option.cue)
    span = None
    if candidate and candidate.first >= 0:
        span = Span(scene.tokens[candidate.first].start, scene.tokens[candidate.last - 1].end)
    confidence = sure.confidence(option.side, part.found.score, part.found.ending, part.choice.share)
    return Quote(
        start, end, _type(scene, option), candidate.entity if candidate else None, f"{option.side}_{option.bridge}",
        Span(cue.start, cue.end) if cue else None, span, part.path, round(confidence, 3),
    )


def _type(scene: Scene, option: Option) -> QuoteType:
    if option.side in ("mark", "turn"):
        return "direct"
    inside = (scene.mark_at[i] for i in range(option.first, option.last))
    return "mixed" if any(n >= 0 and scene.mark_tokens[n][0] >= option.first for n in inside) else "indirect"
