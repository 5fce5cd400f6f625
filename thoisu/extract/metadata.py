"""What a page's head says: JSON-LD, OpenGraph, meta tags, `<time>`."""

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from thoisu.extract.dates import parse_visible_date
from thoisu.extract.scan import Scanned
from thoisu.text.normalize import clean_line

_ARTICLE_TYPES = ("article", "newsarticle", "reportagenewsarticle", "blogposting", "liveblogposting", "analysisnewsarticle", "report", "webpage")
_TITLES = ("og:title", "twitter:title", "headline", "title", "dc.title")
_LEADS = ("og:description", "description", "twitter:description", "dc.description")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date",
    "dc.date.issued", "dc.date",
    "dcterms.created", "article:published", "parsely-pub-date", "sailthru.date", "date", "article.published", "cxenseparse:recs:publishtime",
    "dc.date.created",
)
_ISO = re.compile(
    r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{1,2}:\d{2})?)?",
    re.IGNORECASE,
)
_VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


class Metadata(NamedTuple):
    """Statements of the head; None where it is silent. `published` is ISO."""

    title: str | None = None
    lead: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    url: str | None = None
    image: str | None = None


def read_metadata(page: Scanned) -> Metadata:
    """The metadata of a scanned page: JSON-LD before OpenGraph before other meta tags before `<time>`.

    >>> from thoisu.extract.scan import scan_html
    >>> read_metadata(scan_html('<meta property="article:published_time" content="2017-03-05T10:20:00+07:00">')).published
    '2017-03-05T10:20:00+07:00'
    """
    metas = page.metas
    data = next(_articles(page.json_ld), {})
    published = _first_date([_text(data.get("datePublished")), *(metas.get(k) for k in _DATES)]) or _first_date(page.times[:1])
    keywords = _text(data.get("keywords")) or metas.get("news_keywords") or metas.get("keywords") or ""
    return Metadata(
        title=_clean(_text(data.get("headline")) or next((metas[k] for k in _TITLES if metas.get(k)), None) or page.title),
        lead=_clean(_text(data.get("description")) or next((metas[k] for k in _LEADS if metas.get(k)), None)),
        author=_clean(_names(data.get("author")) or metas.get("article:author_name") or metas.get("author") or metas.get("dc.creator")),
        outlet=_clean(metas.get("og:site_name") or metas.get("application-name")),
        published=published,
        section=_clean(_text(data.get("articleSection")) or metas.get("article:section")),
        tags=tuple(dict.fromkeys(t for k in keywords.split(",") if (t := clean_line(k)))),
        url=_address(page.canonical) or _address(metas.get("og:url")), image=_address(metas.get("og:image")),
    )


def _articles(scripts: list[str]) -> Iterator[dict[str, object]]:
    """The JSON-LD objects that are articles, in order."""
    for script in scripts:
        try:
            found = msgspec.json.decode(script.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip())
        except (msgspec.DecodeError, UnicodeError):
            continue
        queue = [found]
        for _ in range(200):
            if not queue:
                break
            node = queue.pop(0)
            if isinstance(node, list):
                queue += node
            elif isinstance(node, dict):
                kinds = node.get("@type")
                names = [str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])]
                if any(name in _ARTICLE_TYPES for name in names) and ("headline" in node or "datePublished" in node):
                    yield node
                queue += [v for k, v in node.items() if k in ("@graph", "mainEntity", "mainEntityOfPage") and isinstance(v, dict | list)]


def _text(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(v for v in value if isinstance(v, str)) or None
    return value if isinstance(value, str) and value.strip() else None


def _names(value: object) -> str | None:
    people = value if isinstance(value, list) else [value]
    names = [p.get("name") if isinstance(p, dict) else p for p in people]
    return ", ".join(n for n in names if isinstance(n, str) and n.strip()) or None


def _clean(value: str | None) -> str | None:
    return clean_line(value.replace("\n", " ")) or None if value else None


def _address(value: str | None) -> str | None:
    return value.strip() if value and value.strip().startswith(("http://", "https://", "//")) else None


def _first_date(values: Iterable[str | None]) -> str | None:
    for value in values:
        found = iso_date(value) if value else None
        if found:
            return found
    return None


def iso_date(value: str) -> str | None:
    """A machine's date as ISO, with the zone of Vietnam where it says none; None where it is no date.

    >>> iso_date("2016-11-24 14:05"), iso_date("24/11/2016")
    ('2016-11-24T14:05:00+07:00', '2016-11-24')
    """
    match = _ISO.match(value.strip())
    if not match:
        visible = parse_visible_date(value[:100])
        return visible.value if visible else None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        moment = datetime.datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    if year < "1990" or hour is None:
        return moment.date().isoformat() if year >= "1990" else None
    if zone and zone.upper() == "Z":
        return moment.replace(tzinfo=datetime.UTC).astimezone(_VIETNAM).isoformat()
    if zone and not zone.replace(":", "").endswith("0700"):
        digits = zone[1:].replace(":", "").zfill(4)
        offset = datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) * (1 if zone[0] == "+" else -1)
        return moment.replace(tzinfo=datetime.timezone(offset)).astimezone(_VIETNAM).isoformat() if offset < datetime.timedelta(hours=24) else None
    return moment.replace(tzinfo=_VIETNAM).isoformat()
