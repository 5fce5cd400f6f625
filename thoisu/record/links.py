"""References back: events of several stories that are one happening, told when it was news and recalled later."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from thoisu.model import Event
from thoisu.record.dates import overlap, specificity
from thoisu.record.parties import home_of
from thoisu.record.tellings import Weights, share_words, weigh_words

# Acts of which there is one between two parties, so that a telling without a date can be known by its words; talks and words recur.
_SINGULAR = frozenset({"COERCE", "SANCTION", "RETREAT", "ASSAULT"})
_CANDIDATES = 40  # events of the same type and parties that one is compared with, the latest


def link_events(events: Iterable[Event], *, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Event id to the id of the event of an earlier story that it tells again; events that tell nothing again are left out.

    Both have the same type and parties (those acted for; `known` maps names to them beside the entity base), and either days that agree, or
    months that agree and words alike, or, for acts that do not recur, words alike. Linking is transitive: every id leads to the first telling.

    >>> from thoisu.model import Evidence, Telling
    >>> words = {"a": "Nga sáp nhập Crimea sau trưng cầu ý dân.", "b": "Từ khi Nga sáp nhập Crimea sau trưng cầu ý dân, NATO im."}
    >>> told = {s: (Telling(Evidence(s, "", 0, 9, words[s]), published=f"201{4 + (s == 'b')}-03-18"),) for s in words}
    >>> link_events(Event(s, "COERCE", None, ("Russia",), ("Crimea",), None, "asserted", told[s], 1, story=s) for s in words)
    {'b': 'a'}
    """
    ordered = sorted(events, key=lambda e: (_told(e), e.id))
    index: dict[tuple[str, ...], list[tuple[Event, Weights]]] = {}
    out: dict[str, str] = {}
    for event in ordered:
        words = weigh_words(" ".join(t.evidence.words for t in event.tellings[:3]))
        places = index.setdefault(_key(event, known or {}), [])
        best = max(
            ((_likeness(event, words, other, theirs), other.id) for other, theirs in places[-_CANDIDATES:] if other.story != event.story),
            default=(0.0, ""), key=lambda x: (x[0], x[1]),
        )
        if best[0] > 0:
            out[event.id] = out.get(best[1], best[1])
        places.append((event, words))
    return out


def merge_linked(first: Event, others: Iterable[Event]) -> Event:
    """The first event with the tellings of those that tell it again; its own date, place and mode stay where it has them."""
    rest = sorted(others, key=lambda e: (_told(e), e.id))
    tellings = first.tellings + tuple(t for e in rest for t in e.tellings)
    history = first.history + tuple(h for e in rest for h in e.history)
    return replace(
        first, tellings=tellings, independent_origins=len({t.origin for t in tellings}),
        date=max((e.date for e in (first, *rest) if e.date), key=specificity, default=None) if specificity(first.date) < 3 else first.date,
        place=first.place or next((e.place for e in rest if e.place), None), mode=first.mode or next((e.mode for e in rest if e.mode), None),
        history=tuple(h for i, h in enumerate(history) if i == 0 or history[i - 1][1] != h[1]),
    )


def _told(event: Event) -> str:
    return min((t.published or "" for t in event.tellings), default="")


def _key(event: Event, known: Mapping[str, str]) -> tuple[str, ...]:
    actors = sorted({home_of(n, known) for n in event.actors})
    recipients = sorted({home_of(n, known) for n in event.recipients})
    return (event.type, *actors, "->", *recipients)


def _likeness(event: Event, words: Weights, other: Event, theirs: Weights) -> float:
    """How sure it is that two events of one type and the same parties are one; 0 where it is not."""
    if event.mode and other.mode and event.mode != other.mode:
        return 0.0
    if "conditional" in (event.status, other.status) or (event.status, other.status) in (("planned", "asserted"), ("denied", "denied")):
        return 0.0
    share, _ = share_words(words, theirs)
    if event.date and other.date:
        if not overlap(event.date, other.date):
            return 0.0
        least = min(specificity(event.date), specificity(other.date))
        return 2.0 + share if least == 3 and share >= 0.3 else 1.0 + share if least == 2 and share >= 0.45 else 0.0
    return share if event.type in _SINGULAR and share >= (0.65 if event.type == "ASSAULT" else 0.5) else 0.0
