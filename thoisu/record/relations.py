"""Relations: what one actor did to another, month by month, counted by PLOVER quad class over events."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Literal

from thoisu.model import Event, EventType, Relation
from thoisu.record.dates import days_of
from thoisu.record.parties import home_of

Quad = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]

QUADS: Mapping[EventType, Quad] = {
    "AGREE": "verbal_cooperation", "CONSULT": "verbal_cooperation", "SUPPORT": "verbal_cooperation", "CONCEDE": "verbal_cooperation",
    "COOPERATE": "material_cooperation", "AID": "material_cooperation", "RETREAT": "material_cooperation",
    "REQUEST": "verbal_conflict", "ACCUSE": "verbal_conflict", "REJECT": "verbal_conflict", "THREATEN": "verbal_conflict",
    "PROTEST": "material_conflict", "SANCTION": "material_conflict", "MOBILIZE": "material_conflict", "COERCE": "material_conflict",
    "ASSAULT": "material_conflict",
}  # the quad class of each PLOVER type (PLOVER codebook, table of root codes)
_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_ONE_TO_EACH = frozenset({"phone", "visit", "letter"})  # the first party with each of the others, who may have nothing to do with each other


def count_relations(events: Iterable[Event], *, known: Mapping[str, str] | None = None) -> Iterator[Relation]:
    """Edges between actors by month, sorted; only what is told to have happened counts, each event once.

    The edge between the states or bodies acted for counts too (`Putin` meets `Obama`: Russia and United States); `known` maps names to them
    where the entity base does not know better.
    What both do together (CONSULT, AGREE, COOPERATE) counts in both directions. A month of None is not known.

    >>> event = Event("ev-1", "ACCUSE", None, ("Russia",), ("NATO",), "2015-05-13", "asserted", (), 1)
    >>> [(r.actor, r.recipient, r.month, r.verbal_conflict) for r in count_relations([event])]
    [('Russia', 'NATO', '2015-05', 1)]
    """
    known = known or {}
    edges: dict[tuple[str, str, str], list[Event]] = {}
    for event in sorted(events, key=lambda e: e.id):
        if event.status != "asserted":
            continue
        month = _month(event) or ""
        for actor, recipient in sorted(_pairs(event, known)):
            edges.setdefault((actor, recipient, month), []).append(event)
    for (actor, recipient, month), group in sorted(edges.items()):
        counts: dict[Quad, int] = dict.fromkeys(("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"), 0)
        for event in group:
            counts[QUADS[event.type]] += 1
        yield Relation(actor, recipient, month or None, **counts, events=tuple(e.id for e in group))


def _pairs(event: Event, known: Mapping[str, str]) -> set[tuple[str, str]]:
    if event.type in _MUTUAL and not event.recipients:
        left = right = event.actors
    else:
        left, right = event.actors, event.recipients
    out: set[tuple[str, str]] = set()
    days = days_of(event.date)
    day = days[1] if days else None
    hub = home_of(left[0], known, day) if left and event.mode in _ONE_TO_EACH else None
    for a, b in product(left, right):
        first, second = home_of(a, known, day), home_of(b, known, day)
        if a != b and first != second and (hub is None or hub in (first, second)):  # two names of one party are no relation
            out |= {(a, b), (first, second)}
            if event.type in _MUTUAL:
                out |= {(b, a), (second, first)}
    return out


def _month(event: Event) -> str | None:
    """The month of the event; None where its date is not known or spans several: the month of a telling would be another fact."""
    span = days_of(event.date)
    if span:
        return span[0][:7] if span[0][:7] == span[1][:7] else None
    return None
