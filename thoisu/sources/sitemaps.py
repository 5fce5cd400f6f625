"""Sitemaps, sitemap indexes and news sitemaps: the pages that a site names, with dates and titles where it gives them."""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import islice

from thoisu.errors import FetchFailed
from thoisu.model import Told
from thoisu.sources.addresses import check_address
from thoisu.sources.feeds import Entry, Feed, kind_of, parse_feed_date
from thoisu.sources.mending import refuse_entities

_MOST_ENTRIES = 100_000  # twice what the protocol allows
_MOST_READ = 2_000  # the newest, of which the run takes as many as it is told to
_MOST_DEPTH = 100
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_sitemap(text: str, address: str) -> Feed:
    """The pages (`entries`) and further sitemaps (`more`) of a sitemap, newest first. What stands before a break is kept; `lost` tells the rest.

    Raises FetchFailed: `entities`, `not_a_feed`, `bad_feed`.

    >>> text = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://bao.example/1</loc><lastmod>2016-11-24</lastmod></url></urlset>'
    >>> parse_sitemap(text, "https://bao.example/sitemap.xml").entries[0].told.updated
    '2016-11-24'
    """
    if kind_of(text) != "sitemap":
        raise FetchFailed("not_a_feed", "no sitemap")
    refuse_entities(text)
    found: dict[str, list[dict[str, str]]] = {"url": [], "sitemap": []}
    broken: str | None = None
    nodes = _nodes(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    try:
        for name, fields in islice(nodes, _MOST_ENTRIES):
            found[name].append(fields)
    except ET.ParseError as error:
        broken = f"broken XML: {error}"
    total = len(found["url"]) + len(found["sitemap"])
    if broken and not total:
        raise FetchFailed("bad_feed", broken)
    entries, bad = _entries(found["url"], address)
    more, bad_more = _entries(found["sitemap"], address)
    lost = [*([broken] if broken else []), *([f"{bad + bad_more} entries without a usable address"] if bad + bad_more else [])]
    return Feed("sitemap", None, entries, more, len(found["url"]), lost="; ".join(lost) or None)


def _entries(rows: list[dict[str, str]], address: str) -> tuple[tuple[Entry, ...], int]:
    """The newest entries, and how many of them have no usable address."""
    newest = sorted(rows, key=lambda f: f.get("publication_date") or f.get("lastmod") or "", reverse=True)[:_MOST_READ]
    entries = []
    for fields in newest:
        try:
            entries.append(_entry(fields, address))
        except FetchFailed:
            continue
    return tuple(entries), len(newest) - len(entries)


def _nodes(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `url` or `sitemap` element with the texts below it by local name; memory holds one at a time."""
    root: ET.Element | None = None
    depth = 0
    for event, node in ET.iterparse(io.BytesIO(text.encode("utf-8", "replace")), events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MOST_DEPTH:
            raise ET.ParseError(f"elements nested more than {_MOST_DEPTH} deep")
        if event == "start":
            root = node if root is None else root
            continue
        name = _local(node.tag)
        if name not in ("url", "sitemap"):
            continue
        fields: dict[str, str] = {}
        for child in node:
            for below in child.iter() if _local(child.tag) == "news" else [child]:
                if below.text and below.text.strip():
                    fields.setdefault(_local(below.tag), " ".join(below.text.split()))
        yield name, fields
        if root is not None:
            root.clear()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _entry(fields: dict[str, str], address: str) -> Entry:
    url = check_address(fields.get("loc", ""), address)
    keywords = tuple(dict.fromkeys(k.strip()[:80] for k in fields.get("keywords", "").split(",")[:30] if k.strip()))
    told = Told(
        address, title=fields.get("title") if "publication_date" in fields else None,
        published=parse_feed_date(fields.get("publication_date")), updated=parse_feed_date(fields.get("lastmod")), tags=keywords,
    )
    return Entry(url, told)
