"""Scanned HTML to items: each block of text with what its tags say, and the container that holds the article."""

import re
from collections.abc import Iterable
from functools import lru_cache

from thoisu.extract.items import Item, Markup, words_of
from thoisu.extract.metadata import Metadata
from thoisu.extract.phrases import phrase_key
from thoisu.extract.scan import BLOCKS, Element, Run, Scanned
from thoisu.text.normalize import clean_line

# Parts of class names and ids, Vietnamese and English, by what they stand for; the first that fits counts for each class name.
_HINTS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("comment", r"comment|binhluan|binh-luan|ykien|y-kien|feedback|cmt|disqus"),
        ("related", r"relat|lienquan|lien-quan|other|suggest|recommend|cungchuyenmuc|cung-chuyen-muc|tinkhac|tin-khac|readmore|read-more|seealso|see-also|"
                    r"tinlq|morenews|more-news|box-?news|popular|most|trend|sidebar|widget|hot|same|next|docthem|xemthem|xem-them|links?\b|moinhat|list-news|news-list|tin-lien"),
        ("tags", r"\btags?\b|tag-|-tag|keyword|tukhoa|tu-khoa"),
        ("share", r"share|social|facebook|zalo|tool|print|like|rating|vote|action|button|audio|player|follow|font-?size|google"),
        ("ad", r"\bads?\b|ads-|-ads|banner|advert|quangcao|quang-cao|sponsor|promo"),
        ("foot", r"foot|bottom|copyright|toasoan|toa-soan"),
        ("lead", r"sapo|chapp?eau|lead|summary|desc|intro|abstract|mota|mo-ta|standfirst|excerpt|tomtat|trichdan|brief"),
        ("author", r"author|tacgia|tac-gia|byline|writer|nguon|source|signature|butdanh|reporter|creator"),
        ("date", r"date|time|publish|ngay|clock"),
        ("caption", r"caption|photo|image|\bimg|picture|figure|chuthich|chu-thich|credit|pic\b|media|thumb"),
        ("title", r"title|headline|heading|tieude|tieu-de|\btit"),
        ("nav", r"\bnav|menu|breadcrumb|header|topbar|categor|\bcate|folder|chuyenmuc|chuyen-muc|bread"),
        ("quote", r"quote|trich"),
        ("content", r"content|detail|body|article|post|noidung|noi-dung|text|main|fck|cms|entry|story|normal"),
    )
)
_ZONES = frozenset(("comment", "related", "tags", "share", "ad", "foot", "nav", "caption", "author", "quote"))
_ZONE_TAGS = frozenset(("nav", "header", "footer", "aside", "figure", "form", "table", "ul", "ol", "main", "article", "blockquote", "h1", "figcaption"))
_WRAPPERS = frozenset(("html", "body"))


@lru_cache(maxsize=4096)
def hints_of(names: str) -> frozenset[str]:
    """What the class names and ids of an element hint at.

    >>> sorted(hints_of("detail-sapo"))
    ['lead']
    """
    found = set()
    for name in names.split():
        for hint, pattern in _HINTS:
            if pattern.search(name):
                found.add(hint)
                break
    return frozenset(found)


def make_items(page: Scanned, metadata: Metadata) -> list[Item]:
    """The blocks of a scanned page that hold text, as items with markup."""
    found: list[tuple[str, list[Run], Element | None]] = []
    for runs in page.blocks:
        text = clean_line("".join(run.text for run in runs).replace("\n", " ").replace("\r", " "))
        if text:
            said = [r for r in runs if r.stack]
            main = max(said, key=lambda r: len(r.text)) if said else None
            found.append((text, said, main.stack[-1] if main else None))
    container = _container(page, found)
    within = _descendants(page.parents, container)
    title, lead = phrase_key(metadata.title or ""), phrase_key(metadata.lead or "")
    items = []
    for text, said, _ in found:
        key = phrase_key(text[:400])
        hints = set(_markup_hints(said))
        if key and title and len(key) > 8 and (title == key or title.startswith(key + " ") or key.startswith(title)):
            hints.add("meta_title")
        if key and lead and len(key) > 30 and (lead[:60] == key[:60]):
            hints.add("meta_lead")
        items.append(Item(text, said[0].start if said else 0, said[-1].end if said else 0, True, _markup(said, frozenset(hints), within)))
    return items


def _markup(said: list[Run], hints: frozenset[str], within: set[int]) -> Markup:
    if not said:
        return Markup("text", hints, False, 0.0)
    size = sum(len(r.text) for r in said)
    main = max(said, key=lambda r: len(r.text))
    block = next((e for e in reversed(main.stack) if e.tag in BLOCKS), None)
    tag = block.tag if block else "text"
    if main.stack and main.stack[-1].tag == "time":
        tag = "time"
    right = any(e.right for e in main.stack[-4:])
    return Markup(tag, hints, main.stack[-1].block in within, sum(len(r.text) for r in said if r.linked) / size, right)


def _markup_hints(said: list[Run]) -> Iterable[str]:
    """Own hints of a block from its innermost elements up to its block element, and zones from all above."""
    if not said:
        return
    main = max(said, key=lambda r: len(r.text))
    own = True
    for element in reversed(main.stack):
        if element.tag in _WRAPPERS:
            break
        if own:
            yield from hints_of(element.names)
        else:
            yield from (f"in_{hint}" for hint in hints_of(element.names) & _ZONES)
        if element.tag in _ZONE_TAGS:
            yield f"in_{element.tag}"
        if element.tag in BLOCKS:
            own = False
    if all(r.bold for r in said):
        yield "bold"


def _container(page: Scanned, found: list[tuple[str, list[Run], Element | None]]) -> int:
    """The block element that holds most text outside links, nearer ones first (as Readability weighs them)."""
    scores: dict[int, float] = {}
    for text, said, element in found:
        if element is None or len(text) < 40:
            continue
        linked = sum(len(r.text) for r in said if r.linked) / max(1, len(text))
        zones = {h for e in said[0].stack for h in hints_of(e.names)} & {"comment", "related", "foot", "nav"}
        if linked > 0.5 or zones or any(e.tag in ("nav", "footer", "aside", "form") for e in said[0].stack):
            continue
        value = min(len(text), 600) * (1 - linked) + 30
        at = element.block
        tag_is_paragraph = element.tag in ("p", "li", "h2", "h3", "blockquote", "span", "strong", "em", "b", "i", "a", "font")
        weights = (0.6, 1.0, 0.5, 0.3) if tag_is_paragraph else (1.0, 0.7, 0.4, 0.2)
        for share in weights:
            if at <= 0:
                break
            scores[at] = scores.get(at, 0.0) + value * share
            at = page.parents[at]
    return max(scores, key=lambda e: scores[e]) if scores else 0


def _descendants(parents: list[int], root: int) -> set[int]:
    """The block elements under one, itself included; parents always come before their children."""
    if root <= 0:
        return set(range(len(parents)))
    inside = {root}
    for number in range(root + 1, len(parents)):
        if parents[number] in inside:
            inside.add(number)
    return inside
