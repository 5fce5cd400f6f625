"""Labels of our own over ../shared/data/news, kept as offsets without the texts.

    python -m training.labels 03        check every row of training/labels/news-03.jsonl against its text

The rows have the fields of gold rows, but for the text, which is put back from the news set, and with `digest`, its SHA-256. The
articles are undated: `published` is assumed from what they say. They are written as sheets, see `training.labels_sheet`.
"""

import gzip
import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from thoisu.model import ConsultMode, Document, EventType, MentionType, QuoteType, Status, TimeType
from training.gold import SHARED, gold_document, load_gold

FOLDER = Path(__file__).parent / "labels"
HELD = "-h"  # ends the name of a part that is held out

Place = tuple[int, int]


class EntityLabel(Struct, frozen=True):
    """A name in the text."""

    start: int
    end: int
    type: MentionType
    id: str


class TimeLabel(Struct, frozen=True):
    """A TIMEX3 expression."""

    start: int
    end: int
    type: TimeType
    value: str


class QuoteLabel(Struct, frozen=True):
    """Attributed content."""

    start: int
    end: int
    type: QuoteType
    speaker: str
    cue: Place | None


class EventLabel(Struct, frozen=True):
    """An occurrence with its triggers."""

    type: EventType
    mode: ConsultMode | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    status: Status
    triggers: tuple[Place, ...]


class Labels(Struct, frozen=True):
    """All layers over one article of the news set; `published` is assumed, `digest` that of the text that the offsets point into."""

    id: str
    digest: str
    published: str
    entities: tuple[EntityLabel, ...]
    times: tuple[TimeLabel, ...]
    quotes: tuple[QuoteLabel, ...]
    events: tuple[EventLabel, ...]
    sources: tuple[str, ...]


class NewsRow(Struct, frozen=True):
    """An article as the news set holds it."""

    id: str
    title: str
    lead: str
    text: str


def news_text(row: NewsRow) -> str:
    """The text that labels of a news article point into: title, lead and body with blank lines between, NFC."""
    return unicodedata.normalize("NFC", f"{row.title}\n\n{row.lead}\n\n{row.text}")


def news_texts(part: str, ids: Iterable[str]) -> dict[str, str]:
    """The texts of the articles of one part of the news set that `ids` names; `03-b` is a second set of labels of part 03."""
    wanted = set(ids)
    decode = msgspec.json.Decoder(NewsRow).decode
    with gzip.open(SHARED / "data" / "news" / f"part-{part[:2]}.jsonl.gz") as lines:
        return {row.id: news_text(row) for row in map(decode, lines) if row.id in wanted}


def text_digest(text: str) -> str:
    """SHA-256 of the text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def check_labels(labels: Labels, text: str) -> Iterator[str]:
    """What is wrong with labels over their text: digest, bounds, order, overlap, blanks at the edges."""
    if labels.digest != text_digest(text):
        yield "the text is another one"
    if not re.fullmatch(r"20\d\d-\d\d-\d\d", labels.published):
        yield "no day of publication"
    spans = [(i.start, i.end) for layer in (labels.entities, labels.times, labels.quotes) for i in layer]
    spans += [q.cue for q in labels.quotes if q.cue] + [t for e in labels.events for t in e.triggers]
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            yield f"out of bounds: {start}, {end}"
        elif text[start:end] != text[start:end].strip():
            yield f"blank at the edge: {text[start:end]!r}"
    flat = [[(e.start, e.end) for e in labels.entities], [(t.start, t.end) for t in labels.times], *(sorted(e.triggers) for e in labels.events)]
    for places in flat:
        for (start, end), (then, close) in pairwise(places):
            if then < end:
                yield f"overlap: {text[start:close]}"
    if len({(q.start, q.end) for q in labels.quotes}) < len(labels.quotes):
        yield "one quote twice"


def read_labels(part: str) -> list[Labels]:
    """The rows of training/labels/news-<part>.jsonl."""
    decode = msgspec.json.Decoder(Labels).decode
    return [decode(line) for line in (FOLDER / f"news-{part}.jsonl").read_bytes().splitlines()]


def load_labels(part: str) -> list[tuple[dict[str, Any], Document]]:
    """The rows of training/labels/news-<part>.jsonl as `training.gold.load_gold` gives gold rows, their texts put back from the news set."""
    rows = read_labels(part)
    texts = news_texts(part, (row.id for row in rows))
    loaded = []
    for row in rows:
        if faults := [*check_labels(row, texts[row.id])]:
            raise ValueError(f"{row.id}: {faults[0]}")
        gold_row = {"text": texts[row.id], "cluster": None, "outlet": None, **msgspec.to_builtins(row)}
        loaded.append((gold_row, gold_document(gold_row)))
    return loaded


def own_files() -> list[Path]:
    """The files of our labels that train models, in order."""
    return [path for path in sorted(FOLDER.glob("news-*.jsonl")) if not path.stem.endswith(HELD)]


def held_files() -> list[Path]:
    """The files of our labels that no model may learn from: they measure unseen articles (`python -m training.held`)."""
    return sorted(FOLDER.glob(f"news-*{HELD}.jsonl"))


def load_own() -> list[tuple[dict[str, Any], Document]]:
    """Every part of our own labels that trains models, in order."""
    return [row for path in own_files() for row in load_labels(path.stem.removeprefix("news-"))]


def load_training() -> list[tuple[dict[str, Any], Document]]:
    """What models are trained on: gold train, then our own labels."""
    return load_gold("train") + load_own()


if __name__ == "__main__":
    print(f"{len(load_labels(sys.argv[1]))} articles in order")
