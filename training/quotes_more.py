"""More labels for the quotes models: cues and ends in articles of data/news, read by hand one by one where the model was unsure.

`quotes_labels.jsonl` keeps them as stand-off: the article's id and digest and offsets, never its text. `opens` says whether the cue opens a quote to
its right, `ends` whether the quote of the cue ends at `stop`.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from thoisu.annotate.names import find_mentions
from thoisu.annotate.quotes.features import right_features, stop_features
from thoisu.annotate.quotes.options import find_right
from thoisu.annotate.quotes.scene import Scene, make_scene
from thoisu.annotate.referents import find_referents
from thoisu.annotate.sentences import find_sentences
from thoisu.annotate.times import find_times
from thoisu.extract.given import article_from_text
from thoisu.model import Document
from training.gold import SHARED

Example = tuple[Sequence[str], bool]
LABELS = Path(__file__).with_name("quotes_labels.jsonl")


def _load_documents(ids: set[str]) -> dict[str, Document]:
    """The labelled articles of data/news by digest, with the layers that the quotes stage needs."""
    out: dict[str, Document] = {}
    for path in sorted((SHARED / "data" / "news").glob("part-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] in ids:
                    doc = _annotate(row)
                    out[doc.article.digest] = doc
                    ids.discard(row["id"])
                    if not ids:
                        return out
    return out


def _annotate(row: dict[str, Any]) -> Document:
    text = row["text"] if not row.get("title") else f"{row['title']}\n\n{row.get('lead') or ''}\n\n{row['text']}"
    doc = Document(article_from_text(row["id"], text, "2018-06-01"))
    doc = msgspec.structs.replace(doc, sentences=tuple(find_sentences(doc)))
    doc = msgspec.structs.replace(doc, mentions=tuple(find_mentions(doc)))
    doc = msgspec.structs.replace(doc, referents=tuple(find_referents(doc)))
    return msgspec.structs.replace(doc, times=tuple(find_times(doc)))


def more_examples() -> dict[str, list[Example]]:
    """The labelled examples for the models `right` and `stop`."""
    by_digest: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        by_digest[row["digest"]].append(row)
    out: dict[str, list[Example]] = {"right": [], "stop": []}
    documents = _load_documents({row["article"] for row in rows})
    for digest, labels in by_digest.items():
        if digest in documents:
            scene = make_scene(documents[digest])
            for label in labels:
                _add(scene, label, out)
    return out


def _add(scene: Scene, label: dict[str, Any], out: dict[str, list[Example]]) -> None:
    cue = scene.token_from(label["cue"][0])
    option = find_right(scene, cue) if cue in scene.cues else None
    if option is None:
        return
    if "opens" in label:
        out["right"].append((right_features(scene, option), label["opens"]))
    elif option.first < scene.token_from(label["stop"]) < option.last:
        out["stop"].append((stop_features(scene, option, scene.token_from(label["stop"])), label["ends"]))
