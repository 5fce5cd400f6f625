"""Versions: what an edited page says now that it did not say before, and what it no longer says."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from thoisu.model import Span
from thoisu.text.segment import find_sentences

_ALIKE = 0.5  # two sentences that share half of their words are one sentence edited
_REACH = 12  # sentences looked ahead for it, so that the cost stays linear


class Change(Struct, frozen=True):
    """A sentence that was taken out (`new` is None), put in (`old` is None) or edited; spans in the older and the newer text."""

    old: Span | None
    new: Span | None


def find_changes(old: str, new: str) -> tuple[Change, ...]:
    """What became of the sentences of a text, in the order of the newer one; sentences that only moved within a run count as changed.

    >>> [(c.old, c.new) for c in find_changes("Hội đàm mở ra. Có 3 người dự.", "Hội đàm mở ra. Có 4 người dự.")]
    [(Span(start=15, end=29), Span(start=15, end=29))]
    >>> find_changes("Hội đàm mở ra.", "Hội đàm mở ra.")
    ()
    """
    left, right = list(find_sentences(old)), list(find_sentences(new))
    a, b = [_plain(old, s) for s in left], [_plain(new, s) for s in right]
    changes: list[Change] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        partners = dict(_pair_up(a[i1:i2], b[j1:j2])) if kind == "replace" else {}
        edited = {i1 + i for i in partners.values()}
        changes += [Change(left[i], None) for i in range(i1, i2) if i not in edited]
        changes += [Change(left[i1 + partners[j - j1]] if j - j1 in partners else None, right[j]) for j in range(j1, j2)]
    return tuple(changes)


def _plain(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _pair_up(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """(place in `new`, place in `old`) of sentences that are one sentence edited, in order on both sides."""
    at = 0
    for j, sentence in enumerate(new):
        words = sentence.split()
        for i in range(at, min(at + _REACH, len(old))):
            if SequenceMatcher(None, old[i].split(), words, autojunk=False).ratio() >= _ALIKE:
                yield j, i
                at = i + 1
                break
