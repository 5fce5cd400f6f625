"""The page as it came, line by line, with what each line was taken for."""

import re
from collections.abc import Iterator

from msgspec import Struct

from thoisu.errors import PageRefused
from thoisu.extract.encoding import decode_page
from thoisu.model import Article, Page

_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.S | re.I)
_ENTITY = re.compile(r"&(?:nbsp|#160);")
_KEPT = frozenset({"title", "lead", "body", "heading", "pull_quote"})
_MOST_LINES = 2000


class RawLine(Struct, frozen=True):
    """A line of the page: its words, its role, the rule that decided, and whether it is in the article."""

    text: str
    role: str
    rule: str
    kept: bool


def read_raw_lines(article: Article, page: Page) -> list[RawLine]:
    """The lines of a page with their roles; empty where the page's bytes are no longer read as text."""
    if page.format == "json":
        return []
    try:
        raw = decode_page(page.body, page.charset).text
    except PageRefused:
        return []
    return list(_lines(article, raw))[:_MOST_LINES]


def _lines(article: Article, raw: str) -> Iterator[RawLine]:
    for line in article.lines:
        text = " ".join(_ENTITY.sub(" ", _TAGS.sub(" ", raw[line.raw_start : line.raw_end])).split())
        if text:
            yield RawLine(text, line.role, line.rule, line.role in _KEPT)
