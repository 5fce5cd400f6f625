"""Marks of a happening: parties and day, which two articles on one happening share even where they share few words.

A mark is a pair of parties with a day: of an event that both take part in, or of two names of the title or lead with a day that the first
half of the text gives. Marks stand beside the words of an article: what they add to a likeness is at most MARK_WEIGHT squared.
Chosen on the samples' stories and `data/stories` (B-cubed 75.9 -> 87.9 and 96.8 -> 96.8).
"""

import zlib
from itertools import combinations

import msgspec
import numpy as np

from thoisu.model import Document
from thoisu.record.parties import home_of
from thoisu.record.stories import SCALE, StoryFeatures

MARK_WEIGHT = 0.4
MOST_MARKS = 40
_SECOND_KEY = 0x5BD1E995  # a shared mark alone makes candidates: it gives two keys


def find_marks(doc: Document) -> tuple[str, ...]:
    """The marks of a document with names, times and events, sorted; at most MOST_MARKS."""
    found: set[str] = set()
    for event in doc.events or ():
        day = event.date if event.date and len(event.date) == 10 else None
        if day is None:
            continue
        homes = sorted({home_of(name, {}, day) for name in (*event.actors, *event.recipients)})
        for a, b in combinations(homes, 2):
            found.add(f"{a}|{b}|{day}")
            if event.status != "conditional":
                found.add(f"{event.type}|{a}|{b}|{day}")
    for a, b in combinations(sorted(_headline_homes(doc)), 2):
        found.update(f"head|{a}|{b}|{day}" for day in _early_days(doc))
    return tuple(sorted(found)[:MOST_MARKS])


def _headline_homes(doc: Document) -> set[str]:
    blocks = doc.article.blocks
    if not blocks:
        return set()
    end = blocks[min(1, len(blocks) - 1)].end
    return {home_of(m.entity, {}, None) for m in doc.mentions or () if m.end <= end}


def _early_days(doc: Document) -> set[str]:
    half = len(doc.text) // 2
    return {t.value for t in doc.times or () if len(t.value) == 10 and t.value[4:5] == "-" and t.value[:2].isdigit() and t.start < half}


def mark_features(features: StoryFeatures, doc: Document) -> StoryFeatures:
    """The features of an article with the marks of its document beside its words."""
    marks = find_marks(doc)
    if not marks:
        return features
    hashes = np.unique(np.array([zlib.crc32(f"\x01{m}".encode("utf-8", "surrogatepass")) for m in marks], dtype=np.uint32))
    terms = np.concatenate([np.frombuffer(features.terms, "<u4"), hashes])
    own = np.full(len(hashes), round(MARK_WEIGHT * SCALE / len(hashes) ** 0.5), dtype=np.uint16)
    terms, first = np.unique(terms, return_index=True)
    weights = np.concatenate([np.frombuffer(features.weights, "<u2"), own])[first]
    keys = (*features.keys, *hashes.tolist(), *(h ^ _SECOND_KEY for h in hashes.tolist()))
    return msgspec.structs.replace(
        features, terms=terms.astype("<u4").tobytes(), weights=weights.astype("<u2").tobytes(), keys=tuple(dict.fromkeys(keys))
    )
