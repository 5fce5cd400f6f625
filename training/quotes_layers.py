"""The layers under the quotes as they are on unseen articles: names by taggers that were not trained on the article.

The taggers of the folds are kept in `scratch/` under a key of the labels and of the code that they stand on; they take minutes to train.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from thoisu.annotate.credits import find_sources
from thoisu.annotate.names import features, find_mentions, sheet, stats, tagger
from thoisu.annotate.names.tagger import Crf, read_crf, save_crf
from thoisu.annotate.referents import find_referents
from thoisu.annotate.sentences import find_sentences
from thoisu.annotate.times import find_times
from thoisu.model import Document
from training import names
from training.gold import bare_document
from training.labels import load_training

FOLDS = 2
Row = dict[str, Any]
_CACHE = Path(__file__).resolve().parents[1] / "scratch" / "quotes_names"


def _key() -> str:
    """A key of all that the taggers are made from."""
    digest = hashlib.sha256()
    sources = [Path(str(module.__file__)) for module in (features, sheet, stats, tagger, names)]
    for path in [*sources, *sorted(names.MODELS.glob("names_*.tsv"))]:
        digest.update(path.read_bytes())
    for row, _ in load_training():
        digest.update(msgspec.json.encode((row["id"], row["entities"])))
    return digest.hexdigest()[:16]


def load_taggers() -> list[Crf]:
    """For each fold the tagger of all articles that are not in it; trained where they are not in `scratch/` yet."""
    folder = _CACHE / _key()
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{fold}.npz" for fold in range(FOLDS)]
    if not all(path.exists() for path in paths):
        everything = names.read(["train", "own"])
        for fold, path in enumerate(paths):
            if not path.exists():
                save_crf(path, *everything.fit([i for i in range(len(everything.docs)) if i % FOLDS != fold]))
    return [read_crf(path) for path in paths]


def with_layers(row: Row, crf: Crf | None = None) -> Document:
    """The document of a row with every layer under the quotes by our own pipeline; names by `crf`, or by the model that ships."""
    doc = bare_document(row)
    if crf is None:
        found = tuple(find_mentions(doc))
    else:
        laid = sheet.make_sheet(doc.text)
        found = tuple(names.read_mentions(doc, laid, crf.tag(laid)))
    doc = msgspec.structs.replace(doc, mentions=found, sentences=tuple(find_sentences(doc)), times=tuple(find_times(doc)))
    doc = msgspec.structs.replace(doc, referents=tuple(find_referents(doc)))
    return msgspec.structs.replace(doc, sources=tuple(find_sources(doc)))


def held_out(rows: Sequence[Row]) -> list[Document]:
    """The documents of the training rows in order, names by the tagger of each one's fold (`i % FOLDS`)."""
    taggers = load_taggers()
    return [with_layers(row, taggers[i % FOLDS]) for i, row in enumerate(rows)]
