"""Feeds (RSS 0.9 to 2.0, Atom) and what they say about the pages that they name."""

import datetime
import email.utils
import html
import re
from typing import Any, Literal

import feedparser
from msgspec import Struct

from thoisu.errors import FetchFailed
from thoisu.model import Told
from thoisu.sources.addresses import check_address
from thoisu.sources.mending import mend, refuse_entities
from thoisu.text.charsets import find_codec

Kind = Literal["feed", "sitemap", "html", "other"]
_VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
_MOST_ENTRIES = 1_000
_DECLARED = re.compile(rb"""^[^<]{0,40}<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ROOT = re.compile(r"<\s*(?:[a-z0-9]+:)?(rss|feed|rdf|urlset|sitemapindex|html|!doctype\s+html)\b", re.I)
_KINDS: dict[str, Kind] = {"rss": "feed", "feed": "feed", "rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap", "html": "html"}
_TAG = re.compile(r"<[^>]*>")
_ALTERNATE = re.compile(r"""<link\b[^>]*application/(?:rss|atom)\+xml[^>]*>""", re.I)
_HREF = re.compile(r"""href\s*=\s*["']([^"']+)["']""", re.I)
_ZONE = re.compile(r"\s*(?:GMT|UTC)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\s*$", re.I)
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?$", re.I)
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?$")


class Entry(Struct, frozen=True):
    """A page that a feed or sitemap names, and what it says about it; `content` where the feed brings a page that has no address."""

    url: str | None
    told: Told
    content: str | None = None
    guid: str | None = None


class Feed(Struct, frozen=True):
    """What a feed or sitemap holds, newest first where it says when; `more` are the sitemaps that an index names, `lost` why entries fell out."""

    kind: Kind
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    more: tuple[Entry, ...] = ()
    total: int = 0  # entries in the file, those included that were not read
    every_seconds: float | None = None
    lost: str | None = None


def decode_xml(body: bytes, charset: str | None = None) -> str:
    """The text of an XML file: by its mark, its own declaration, what the server said, else UTF-8; a broken byte becomes U+FFFD."""
    for bom, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(bom):
            return body.decode(name, "replace")
    declared = _DECLARED.match(body)
    names = ("utf-8", find_codec(declared.group(1).decode() if declared else None), find_codec(charset))
    for name in filter(None, names):
        try:
            return body.decode(name)
        except UnicodeError:
            continue
    return body.decode("utf-8", "replace")


def kind_of(text: str) -> Kind:
    """What a text is by its first element.

    >>> kind_of('<?xml version="1.0"?><!-- báo --><rss version="2.0">'), kind_of("<!DOCTYPE html><p>Tin")
    ('feed', 'html')
    """
    head = re.sub(r"<!--.*?-->|<\?.*?\?>", " ", text[:6_000], flags=re.S).lstrip("\ufeff \t\r\n")
    found = _ROOT.match(head) or re.match(r"<!doctype\s+(rss)\b", head, re.I)
    if found is None and head.lower().startswith("<!doctype"):
        found = _ROOT.search(head)
    if found is None:
        return "html" if re.match(r"<(?:head|body|div|p|meta|script)\b", head, re.I) else "other"
    return _KINDS.get(found.group(1).lower(), "html")


def parse_feed(text: str, address: str) -> Feed:
    """The entries of a feed. Raises FetchFailed: `entities`, `not_a_feed` (with the feeds that an HTML page names), `bad_feed`.

    >>> feed = parse_feed('<rss version="2.0"><channel><item><title>Tin</title><link>/1.html</link></item></channel></rss>', "https://bao.example/rss")
    >>> [(e.url, e.told.title) for e in feed.entries]
    [('https://bao.example/1.html', 'Tin')]
    """
    kind = kind_of(text)
    if kind != "feed":
        raise FetchFailed("not_a_feed", _what_else(text, kind, address))
    refuse_entities(text)
    mended = mend(_redeclared(text), _MOST_ENTRIES)
    parsed = _parsed(mended.text)
    entries, lost = [], 0
    for item in parsed.entries:
        try:
            entries.append(_entry(item, address))
        except FetchFailed:
            lost += 1
    entries = _newest_first(_trusted_dates(entries))
    left = [*([mended.lost] if mended.lost else []), *([f"{lost} entries without a usable address"] if lost else [])]
    every = _ttl(parsed.feed.get("ttl"))
    return Feed("feed", _line(parsed.feed.get("title")), tuple(entries), every_seconds=every, total=mended.entries, lost="; ".join(left) or None)


def _parsed(text: str) -> Any:
    """What feedparser makes of well-formed XML; its own mistakes on odd dates or names are the feed's reason, not the end of the run."""
    try:
        return feedparser.parse(text.encode("utf-8"), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise FetchFailed("bad_feed", f"{type(error).__name__}: {error}"[:300]) from error


def _what_else(text: str, kind: Kind, address: str) -> str:
    if kind != "html":
        return "neither RSS nor Atom" if kind == "other" else "a sitemap"
    named = [m.group(1) for link in _ALTERNATE.findall(text[:200_000]) if (m := _HREF.search(link))][:3]
    feeds = []
    for href in named:
        try:
            feeds.append(check_address(html.unescape(href), address))
        except FetchFailed:
            continue
    return "an HTML page" + (f"; it names the feeds {', '.join(feeds)}" if feeds else "")


def _redeclared(text: str) -> str:
    """Without the encoding that the text was declared in: it is UTF-8 now."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"), count=1)


def _entry(item: Any, address: str) -> Entry:
    told = Told(
        address, title=_line(item.get("title")), lead=_line(item.get("summary"), 2_000), byline=_line(item.get("author"), 100),
        published=parse_feed_date(item.get("published")), updated=parse_feed_date(dict.get(item, "updated")),
        tags=tuple(dict.fromkeys(t for tag in item.get("tags", [])[:30] if (t := _line(tag.get("term"), 80)))),
    )
    told = _with_section(told)
    link = item.get("feedburner_origlink") or item.get("link")
    guid = item.get("id")
    content = next((c.get("value") for c in item.get("content", []) if c.get("value")), None)
    if link == guid and not str(guid or "").startswith(("http://", "https://")):
        link = None  # a guid that is no address, which the parser offers as one
    if link:
        return Entry(check_address(html.unescape(link), address), told, None, guid)
    if content and told.title:
        return Entry(None, told, content, guid)
    raise FetchFailed("bad_feed", "an entry without address and content")


def _with_section(told: Told) -> Told:
    """One category alone is the section; several are tags."""
    if len(told.tags) != 1:
        return told
    return Told(told.feed, told.title, told.lead, told.byline, told.published, told.updated, told.tags[0])


def _trusted_dates(entries: list[Entry]) -> list[Entry]:
    """Where three entries or more all bear the same date with a time, it is that of the file, not of the pages: it is dropped."""
    dates = {e.told.published for e in entries}
    only = next(iter(dates), None)
    if len(entries) < 3 or len(dates) != 1 or only is None or "T" not in only:
        return entries
    return [Entry(e.url, _undated(e.told), e.content, e.guid) for e in entries]


def _newest_first(entries: list[Entry]) -> list[Entry]:
    """The entries by their dates; as they stand where one has none."""
    dates = [e.told.published for e in entries]
    return sorted(entries, key=lambda e: e.told.published or "", reverse=True) if all(dates) else entries


def _undated(told: Told) -> Told:
    return Told(told.feed, told.title, told.lead, told.byline, None, None, told.section, told.tags)


def _line(value: object, most: int = 500) -> str | None:
    """A text of a feed as one line, without tags and codes."""
    if not isinstance(value, str):
        return None
    plain = html.unescape(_TAG.sub(" ", html.unescape(value[:20_000])))
    return " ".join(plain.split())[:most].strip() or None


def _ttl(value: object) -> float | None:
    return min(float(value), 24 * 60.0) * 60 if isinstance(value, str) and re.fullmatch(r"\d{1,6}", value) and int(value) else None


def parse_feed_date(value: object) -> str | None:
    """A feed's date as ISO, in the zone of Vietnam where it names none; None where it is no date.

    >>> parse_feed_date("Thu, 24 Nov 2016 14:05:00 GMT+7"), parse_feed_date("2016-11-24T07:05:00Z"), parse_feed_date("hôm qua")
    ('2016-11-24T14:05:00+07:00', '2016-11-24T14:05:00+07:00', None)
    """
    if not isinstance(value, str) or not 6 < len(value.strip()) < 60 or re.search(r"(?<![-+:.\d])0\d{3}(?!\d)", value):
        return None  # a year 0001 is what some servers write for none
    text = value.strip()
    zone: datetime.tzinfo = _VIETNAM
    if re.search(r"(?:\d|\s)Z$|\b(?:GMT|UTC)$", text):
        text, zone = re.sub(r"\s*(?:Z|GMT|UTC)$", "", text), datetime.UTC
    elif (match := _ZONE.search(text)) and ":" in text[: match.start()]:
        minutes = int(match.group(2)) * 60 + int(match.group(3) or 0) if len(match.group(2)) < 3 else 0
        if minutes > 14 * 60:
            return None
        zone = datetime.timezone(datetime.timedelta(minutes=minutes if match.group(1) == "+" else -minutes))
        text = text[: match.start()]
    moment = _moment(text.strip())
    if moment is None or not 1990 <= moment.year <= 2100:
        return None
    if len(text.strip()) == 10:
        return moment.date().isoformat()
    return moment.replace(tzinfo=zone).astimezone(_VIETNAM).isoformat()


def _moment(text: str) -> datetime.datetime | None:
    try:
        if match := _ISO.match(text):
            year, month, day, hour, minute, second = (int(g or 0) for g in match.groups())
            return datetime.datetime(year, month, day, hour, minute, second)
        if match := _SLASHED.match(text):
            day, month, year, hour, minute, second = (int(g or 0) for g in match.groups()[:6])
            half = (match.group(7) or "").upper()
            if half or month > 12:  # the month first is how servers of American make write it, and they write AM and PM
                month, day = day, month
            if half:
                hour = hour % 12 + (12 if half == "PM" else 0)
            return datetime.datetime(year, month, day, hour, minute, second)
        parsed = email.utils.parsedate(text)
        return datetime.datetime(*parsed[:6]) if parsed else None
    except (ValueError, TypeError):
        return None
