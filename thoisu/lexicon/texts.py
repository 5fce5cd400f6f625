"""What the interface says, in Vietnamese and English; names of entities, types and states for people; dates as people write them."""

import re
from functools import cache
from typing import Literal

from thoisu.errors import LexiconError
from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import find_entity

Lang = Literal["vi", "en"]
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@cache
def _texts() -> dict[str, dict[Lang, str]]:
    return {key: {"vi": vi, "en": en} for key, vi, en in load_rows("texts")}


def all_texts() -> dict[str, dict[Lang, str]]:
    """Every text of the interface by key."""
    return _texts()


def say(key: str, lang: Lang, **values: object) -> str:
    """The text of a key with its {places} filled; LexiconError for a key that the table lacks.

    Where `n` is 1 and the table has a text `<key>_one`, that one is taken: English counts differ, Vietnamese ones do not.

    >>> say("articles_n", "vi", n=3), say("articles_n", "en", n=1)
    ('3 bài', '1 article')
    """
    found = _texts().get(f"{key}_one") if values.get("n") == 1 else None
    found = found or _texts().get(key)
    if found is None:
        raise LexiconError(f"texts.tsv has no text {key!r}")
    return found[lang].format(**values) if values else found[lang]


@cache
def _rules() -> dict[str, dict[str, dict[Lang, str]]]:
    out: dict[str, dict[str, dict[Lang, str]]] = {}
    for layer, rule, vi, en in load_rows("rules"):
        out.setdefault(layer, {})[rule] = {"vi": vi, "en": en}
    return out


def rule_words(layer: str, rule: str, lang: Lang) -> str | None:
    """What a rule or model says in words, by the longest known beginning of its name; None where the table has none.

    >>> rule_words("time", "day.relative", "en"), rule_words("time", "no-such-rule", "en")
    ('a day', None)
    """
    known = _rules().get(layer, {})
    found = [k for k in known if rule.startswith(k)]
    return known[max(found, key=len)][lang] if found else None


def name_of(entity: str, lang: Lang) -> str:
    """How to call an entity: the usual Vietnamese name, or the canonical one.

    >>> name_of("Russia", "vi"), name_of("Russia", "en"), name_of("Nguyễn Văn Đua", "vi")
    ('Nga', 'Russia', 'Nguyễn Văn Đua')
    """
    if lang == "en" or entity.isupper():  # NATO, TASS and the like are called so in Vietnamese too
        return entity
    known = find_entity(entity)
    # people are called by their own spelling; places and bodies have Vietnamese names
    return known.names[0] if known and known.names and known.type != "PER" else entity


def event_words(type: str, mode: str | None, lang: Lang) -> str:
    """An event type with its mode, in words.

    >>> event_words("CONSULT", "phone", "vi")
    'tiếp xúc (điện đàm)'
    """
    word = say(f"event_{type}", lang)
    return f"{word} ({say(f'mode_{mode}', lang)})" if mode else word


def office_words(office: str, lang: Lang) -> str:
    """What an office is called; its own word where the table has none.

    >>> office_words("secretary-general", "vi")
    'tổng thư ký'
    """
    key = "office_" + office.replace(" ", "_").replace("-", "_")
    return say(key, lang) if key in _texts() else office


def write_date(value: str | None, lang: Lang) -> str:
    """A date or interval as people write it; an unknown one says so.

    >>> write_date("2016-11-24", "vi"), write_date("2016-02/2016-03", "vi"), write_date("2016-11-24T09:15:00+07:00", "en")
    ('24/11/2016', 'tháng 2/2016 – tháng 3/2016', '24 November 2016, 09:15')
    """
    if not value:
        return say("date_unknown", lang)
    first, slash, last = value.partition("/")
    return f"{_one_date(first, lang)} – {_one_date(last, lang)}" if slash else _one_date(first, lang)


def _one_date(value: str, lang: Lang) -> str:
    m = _DATE.match(value)
    if m is None:
        return value
    year, month, day, hour, minute = m.groups()
    clock = f"{hour}:{minute}" if hour else ""
    if lang == "vi":
        if day:
            return f"{int(day)}/{int(month)}/{year}" + (f" {clock}" if clock else "")
        return f"tháng {int(month)}/{year}" if month else f"năm {year}"
    if not month or not 1 <= int(month) <= 12:
        return year
    written = f"{_MONTHS[int(month) - 1]} {year}"
    return (f"{int(day)} {written}" if day else written) + (f", {clock}" if clock else "")
