"""The entity base: who and what Vietnamese news names, with kinds, countries, names in press spelling and terms of office.

Tables `entity_*.tsv`: `id` (canonical name), `type`, `kind`, `country` (the id of a state, empty where there is none), `names` (separated by `|`,
the usual Vietnamese name first). Table `tenures.tsv`: `person`, `office`, `country` (a state or an international body), `start`, `end`.

Kinds. LOC: state, territory, state_part, region, city, capital, province, district, sea, island, water, mountain, place.
ORG: government, ministry, parliament, court, body, party, armed_group, military, international, agency, outlet, company, platform, bank,
university, institute, ngo, club, team. PER: person. MISC: treaty, weapon, ship, aircraft, exercise, storm, people, product, competition,
conference, law, award, programme, period, disease.
"""

from collections import defaultdict
from functools import cache

from msgspec import Struct

from thoisu.lexicon import load_rows
from thoisu.model import MentionType

_KNOWN = "public facts written down for Thời Sự, 2025"
TABLES = {
    "entity_states": f"CLDR (Unicode licence) and {_KNOWN}",
    "entity_places": _KNOWN,
    "entity_vietnam": _KNOWN,
    "entity_bodies": _KNOWN,
    "entity_media": _KNOWN,
    "entity_things": _KNOWN,
    "entity_people": _KNOWN,
    "entity_cities": "GeoNames (CC BY 4.0)",
}


class Entity(Struct, frozen=True, gc=False):
    """A thing in the world that news names; `names` holds its press spellings, the usual one in Vietnamese first."""

    id: str
    type: MentionType
    kind: str
    country: str | None
    names: tuple[str, ...]
    source: str


class Tenure(Struct, frozen=True, gc=False):
    """A term of office. `start` and `end` are ISO dates or years; an end of None is not known to have come."""

    person: str
    office: str
    country: str
    start: str
    end: str | None

    def covers(self, date: str) -> bool:
        """Whether an ISO date lies in the term, compared at the precision that both have."""
        return self.start <= date[: len(self.start)] and (self.end is None or date[: len(self.end)] <= self.end)


@cache
def load_entities() -> dict[str, Entity]:
    """Every entity of the base by canonical id, in table order.

    >>> load_entities()["Russia"].names[0]
    'Nga'
    """
    out: dict[str, Entity] = {}
    for table, source in TABLES.items():
        for id, type, kind, country, names in load_rows(table):
            if id not in out:
                out[id] = Entity(id, type, kind, country or None, tuple(n for n in names.split("|") if n), source)  # type: ignore[arg-type]
    return out


def find_entity(id: str) -> Entity | None:
    """The entity of a canonical id, None where the base does not know it.

    >>> find_entity("Hanoi").kind
    'capital'
    """
    return load_entities().get(id)


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entity in load_entities().values():
        for name in (entity.id, *entity.names):
            if entity.id not in found[name]:
                found[name].append(entity.id)
    return {name: tuple(ids) for name, ids in found.items()}


def entities_named(name: str) -> tuple[Entity, ...]:
    """The entities that bear exactly this name or id, in table order.

    >>> [e.id for e in entities_named("Hoa Kỳ")]
    ['United States']
    """
    base = load_entities()
    return tuple(base[id] for id in _by_name().get(name, ()))


def state_of(id: str) -> str | None:
    """The state that a state, its capital or one of its bodies, places or people stands for; None where there is none.

    >>> state_of("Moscow"), state_of("Russia")
    ('Russia', 'Russia')
    """
    entity = load_entities().get(id)
    if entity is None:
        return None
    return entity.id if entity.kind == "state" else entity.country


@cache
def load_tenures() -> tuple[Tenure, ...]:
    """Every known term of office, in table order."""
    return tuple(Tenure(p, office, country, start, end or None) for p, office, country, start, end in load_rows("tenures"))


@cache
def _tenures_by(field: str) -> dict[str | tuple[str, str], tuple[Tenure, ...]]:
    found: dict[str | tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in load_tenures():
        found[tenure.person if field == "person" else (tenure.office, tenure.country)].append(tenure)
    return {key: tuple(values) for key, values in found.items()}


def offices_of(person: str) -> tuple[Tenure, ...]:
    """The terms of office of a person by canonical id.

    >>> [t.office for t in offices_of("Antony Blinken")]
    ['foreign minister']
    """
    return _tenures_by("person").get(person, ())


def office_holder(office: str, country: str, date: str | None) -> str | None:
    """Who held an office of a state or body on an ISO date; None where that, or the date, is not known.

    Offices: president, vice president, prime minister, deputy prime minister, monarch, leader (the person who leads whatever the title),
    party leader, foreign minister, defence minister, finance minister, interior minister, speaker, secretary-general, chief of staff,
    security adviser, spokesperson, ambassador, and others as the table has them.

    >>> office_holder("foreign minister", "United States", "2016-11-24")
    'John Kerry'
    """
    if not date:
        return None
    holders = {t.person for t in _tenures_by("office").get((office, country), ()) if t.covers(date)}
    return next(iter(holders)) if len(holders) == 1 else None
