"""What a page's head says: JSON-LD, OpenGraph, meta tags, `<time>`."""

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from thoisu.extract.dates import parse_visible_date
from thoisu.extract.linked_data import LinkedData, types_of
from thoisu.extract.scan import Scanned
from thoisu.text.normalize import clean_line

# What sites call their front page in a trail of links.
FRONT = frozenset(("trang chủ", "trang nhất", "home", "trangchu", "trang chu", "tin tức", "mới nhất", "đầu trang"))
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
    live: bool = False  # a report that grows
    free: bool = True  # False where it says that not all may read all of it
    whole_title: str = ""  # with what the outlet adds to it


def read_metadata(page: Scanned) -> Metadata:
    """The metadata of a scanned page: JSON-LD before OpenGraph before other meta tags before `<time>`.

    >>> from thoisu.extract.scan import scan_html
    >>> read_metadata(scan_html('<meta property="article:published_time" content="2017-03-05T10:20:00+07:00">')).published
    '2017-03-05T10:20:00+07:00'
    """
    metas = page.metas
    linked = LinkedData(page.json_ld)
    data = linked.article()
    published = _first_date([_text(data.get("datePublished")), *(metas.get(k) for k in _DATES)]) or _first_date(page.times[:1])
    keywords = _text(data.get("keywords")) or metas.get("news_keywords") or metas.get("keywords") or ""
    title = _clean(_text(data.get("headline")) or next((metas[k] for k in _TITLES if metas.get(k)), None) or page.title)
    return Metadata(
        title=title,
        lead=_clean(_text(data.get("description")) or next((metas[k] for k in _LEADS if metas.get(k)), None)),
        author=_clean(linked.names(data.get("author")) or metas.get("article:author_name") or metas.get("author") or metas.get("dc.creator")),
        outlet=_clean(
            metas.get("og:site_name") or linked.names(data.get("publisher")) or metas.get("publisher.name") or metas.get("application-name")
        ),
        published=published,
        section=_clean(_section(data.get("articleSection"), linked, title) or metas.get("article:section")),
        tags=tuple(dict.fromkeys(t for k in keywords.split(",") if (t := clean_line(k)))),
        url=_address(page.canonical) or _address(metas.get("og:url")), image=_address(metas.get("og:image")),
        live="liveblogposting" in types_of(data), free=str(data.get("isAccessibleForFree", True)).lower() != "false", whole_title=page.title,
    )


def _section(stated: object, linked: LinkedData, title: str | None) -> str | None:
    """The nearest section: the last of those stated, else the last step of the trail that is neither the front page nor the article."""
    if isinstance(stated, list):
        stated = next((s for s in reversed(stated) if isinstance(s, str) and s.strip()), None)
    if isinstance(stated, str) and stated.strip():
        return stated
    steps = [c for c in linked.crumbs() if c.lower() not in FRONT and c != title]
    return steps[-1] if steps and len(steps[-1].split()) <= 6 else None


def _text(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(v for v in value if isinstance(v, str)) or None
    return value if isinstance(value, str) and value.strip() else None


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
