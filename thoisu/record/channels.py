"""Channels: standing lines of contact between parties and how their state changed, from the events that tell of contact."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from thoisu.lexicon.entities import find_entity
from thoisu.model import Channel, ChannelChange, ChannelKind, Document, Event, Evidence
from thoisu.record.contacts import LEADERS, Contact, read_contacts, read_councils
from thoisu.record.dates import day_of, days_of, gap_in_days, overlap, specificity
from thoisu.record.happenings import Happening
from thoisu.record.parties import Known, Parties, home_of, learn_parties
from thoisu.record.tellings import Reading, make_id, sort_documents

_DENIAL_DAYS = 10  # a denial without a date answers what was told so shortly before or after
_TYPES = frozenset({"CONSULT", "SANCTION", "SUPPORT", "COOPERATE", "AGREE"})


class ContactTold(Struct, frozen=True):
    """One article's word of a contact: what find_contacts gives of a story and group_channels makes channels from."""

    contact: Contact
    event: str
    date: str | None  # of the event, else of the contact
    origin: str
    published: str | None


def find_channels(events: Iterable[Event], docs: Iterable[Document], *, known: Known = None) -> Iterator[Channel]:
    """The channels that some events tell of, by kind and parties; changes in the order of their dates.

    A change without a date stands where it was told. `docs` are the articles of the events' tellings; tellings of others are left out.

    >>> from thoisu.extract.given import article_from_text
    >>> from thoisu.model import EventMention, Mention, Span, Telling
    >>> names = (Mention(0, 3, "LOC", "Russia", ""), Mention(7, 11, "ORG", "NATO", ""))
    >>> told = EventMention("CONSULT", "hotline", (Span(23, 37),), ("Russia", "NATO"), (), None, "asserted", "")
    >>> doc = Document(article_from_text("a", "Nga và NATO đã nối lại đường dây nóng."), mentions=names, events=(told,))
    >>> event = Event("ev-1", "CONSULT", "hotline", ("Russia", "NATO"), (), None, "asserted", (Telling(Evidence("a", "", 0, 38, ""), index=0),), 1)
    >>> [(c.kind, c.parties, c.state) for c in find_channels([event], [doc])]
    [('hotline', ('NATO', 'Russia'), 'resumed')]
    """
    return group_channels(find_contacts(events, docs, known=known))


def find_contacts(events: Iterable[Event], docs: Iterable[Document], *, known: Known = None) -> Iterator[ContactTold]:
    """What some articles tell of contacts, telling by telling: their events, and what they say of joint bodies besides.

    A store keeps these by `key_of`.
    """
    ordered = sort_documents(docs)
    parties = learn_parties(ordered, known)
    readings = {d.article.id: Reading(d) for d in ordered}
    told: list[ContactTold] = []
    origins: dict[str, str] = {}
    for event in sorted(events, key=lambda e: e.id):
        for telling in event.tellings:
            article, origin = telling.evidence.article, telling.origin or telling.evidence.article
            origins.setdefault(article, origin)
            reading = readings.get(article)
            layer = reading.doc.events if reading else None
            if event.type not in _TYPES or not reading or layer is None or telling.index is None or telling.index >= len(layer):
                continue
            for contact in read_contacts(Happening(reading, telling.index, layer[telling.index], parties), parties):
                if any(map(_only_reports, contact.parties)):
                    continue
                date = contact.date if contact.own or not event.date else event.date
                told.append(ContactTold(contact, event.id, date, origin, telling.published))
    yield from _with_councils(told, readings, parties, origins)


def _only_reports(party: str) -> bool:
    """Whether a party is an agency or outlet: it tells of contacts and has none, so an event that has it as a party was read wrongly."""
    entity = find_entity(party)
    return entity is not None and entity.kind in ("agency", "outlet", "platform")


def _with_councils(
    told: list[ContactTold], readings: Mapping[str, Reading], parties: Parties, origins: Mapping[str, str]
) -> Iterator[ContactTold]:
    """The contacts and what the articles say of joint bodies besides; talks that stop where the article has the council stop are the council's."""
    councils = {(t.contact.evidence[0].article, t.contact.homes, t.contact.state) for t in told if t.contact.kind == "council"}
    more = []
    for article, reading in readings.items():
        for contact in read_councils(reading, parties):
            if (article, contact.homes, contact.state) not in councils:
                councils.add((article, contact.homes, contact.state))
                place = make_id("ev", article, str(contact.evidence[0].start))
                more.append(ContactTold(contact, place, contact.date, origins.get(article, article), reading.doc.published))
    for t in told:
        key = (t.contact.evidence[0].article, t.contact.homes, t.contact.state)
        if t.contact.kind in ("talks", "meeting") and t.contact.state in ("suspended", "broken") and key in councils:
            t = replace(t, contact=replace(t.contact, kind="council", parties=t.contact.homes))
        yield t
    yield from more


def key_of(told: ContactTold) -> str:
    """What contacts must have in common to be told of one channel: the kind, and whom the entity base has the parties act for.

    Not what the articles say of that: it may differ from story to story, and one channel may have only one key.
    """
    return "\x1f".join((told.contact.kind, *sorted({home_of(party, {}) for party in told.contact.parties})))


def group_channels(told: Iterable[ContactTold]) -> Iterator[Channel]:
    """The channels of contacts, by kind and parties; all contacts of a key have to be given together."""
    for (kind, names), group in sorted(_by_channel(list(told)).items()):
        yield Channel(make_id("ch", kind, *names), kind, names, tuple(_changes(group)))


def _by_channel(told: list[ContactTold]) -> dict[tuple[ChannelKind, tuple[str, ...]], list[ContactTold]]:
    """Contacts by kind and parties. `Trump gọi cho Nga` joins the line of Putin and Trump where theirs is the only one between the two."""
    lines: dict[tuple[ChannelKind, tuple[str, ...]], set[tuple[str, ...]]] = {}
    for t in told:
        lines.setdefault((t.contact.kind, t.contact.homes), set()).add(t.contact.parties)
    out: dict[tuple[ChannelKind, tuple[str, ...]], list[ContactTold]] = {}
    for t in told:
        names = t.contact.parties
        if t.contact.kind in LEADERS:
            fuller = [n for n in lines[t.contact.kind, t.contact.homes] if _persons(n, t) > _persons(names, t) and _agree(names, n, t)]
            names = fuller[0] if len(fuller) == 1 else names
        out.setdefault((t.contact.kind, names), []).append(t)
    return out


def _persons(names: tuple[str, ...], told: ContactTold) -> int:
    return len(set(names) - set(told.contact.homes))


def _agree(names: tuple[str, ...], fuller: tuple[str, ...], told: ContactTold) -> bool:
    """Whether every person of one line stands in the other too."""
    return set(names) - set(told.contact.homes) <= set(fuller)


def _changes(told: list[ContactTold]) -> Iterator[ChannelChange]:
    groups: list[list[ContactTold]] = []
    for t in sorted(told, key=lambda t: (_when(t), t.event, t.contact.evidence[0].article, t.contact.evidence[0].start)):
        group = next((g for g in groups if any(_same_change(x, t) for x in g)), None)
        if group is None:
            groups.append([t])
        else:
            group.append(t)
    for group in sorted(groups, key=lambda g: (min(_when(t) for t in g), g[0].contact.state, g[0].event)):
        dates = sorted({t.date for t in group if t.date}, key=lambda d: (-specificity(d), d))
        yield ChannelChange(
            state=group[0].contact.state, date=dates[0] if dates else None, evidence=tuple(_evidence(group)),
            independent_origins=len({t.origin for t in group}), contested=_contested(group, told),
        )


def _when(told: ContactTold) -> str:
    span = days_of(told.date)
    return span[0] if span else day_of(told.published) or "9999"


def _same_change(a: ContactTold, b: ContactTold) -> bool:
    if a.contact.state != b.contact.state:
        return False
    first, second = days_of(a.date), days_of(b.date)
    if a.event == b.event:
        return True
    if first and second:
        return overlap(a.date, b.date)
    # `ông đã điện đàm với A, B và C` beside the dated call with A: the article looks back at the same state
    return a.contact.state != "planned" and a.contact.evidence[0].article == b.contact.evidence[0].article


def _contested(group: list[ContactTold], told: list[ContactTold]) -> bool:
    """Whether one telling denies what another tells, of the same event or of the same days."""
    denial = group[0].contact.state == "denied"
    for a in group:
        for b in told:
            if (b.contact.state == "denied") == denial:
                continue
            gap = gap_in_days(a.date or day_of(a.published), b.date or day_of(b.published))
            if a.event == b.event or (gap is not None and gap <= _DENIAL_DAYS):
                return True
    return False


def _evidence(group: list[ContactTold]) -> Iterator[Evidence]:
    """The best words of each telling first, then what else they say; each once."""
    rows = [t.contact.evidence for t in sorted(group, key=lambda t: -specificity(t.contact.date))]
    flat = [row[i] for i in range(max(map(len, rows))) for row in rows if i < len(row)]
    seen: set[tuple[str, int]] = set()
    for evidence in flat:
        if (evidence.article, evidence.start) not in seen:
            seen.add((evidence.article, evidence.start))
            yield evidence
