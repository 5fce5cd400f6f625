"""A page with tags: its blocks, what each was taken for, what its head says, and what kind of page it is."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from thoisu.errors import PageRefused
from thoisu.extract.blocks import Blocks, read_blocks
from thoisu.extract.boxes import link_boxes, picture_texts
from thoisu.extract.bylines import is_label, parse_signature
from thoisu.extract.dates import parse_visible_date
from thoisu.extract.items import Item
from thoisu.extract.kinds import find_others, settle_kinds
from thoisu.extract.layouts import outlet_layouts, valid_layouts
from thoisu.extract.layouts.fit import fit_layout
from thoisu.extract.lines import KEPT, Verdict, label_lines
from thoisu.extract.metadata import FRONT, Metadata, read_metadata
from thoisu.extract.outlets import outlet_from_mark
from thoisu.extract.phrases import CREDIT, furniture_class
from thoisu.extract.scan import Element, Picture, Scanned, scan_html
from thoisu.model import Image, Note, Page

_RELATED, _CAPTION = frozenset(("in_related",)), frozenset(("caption",))
_ELSEWHERE = frozenset(("in_related", "in_comment", "in_tags", "in_share", "in_foot", "in_nav", "in_footer", "in_aside", "in_form", "in_ad"))
_UNSURE_RULES = frozenset(("lines_html", "after_the_end"))
_LEADS = frozenset(("lead", "meta_lead"))
_BY_MODEL = Verdict("caption", "lines_html")
_PICTURED = frozenset(("caption", "in_caption", "in_figure", "in_figcaption", "in_table", "in_related"))
_BESIDE = 2  # blocks between a picture and its words
_BELOW, _LOOKED_AT = 8, 4  # blocks
_NEAR = 6  # blocks between a title and its date
_DAY = re.compile(r"(?:thứ|chủ nhật|cập nhật|đăng|ngày|lúc)\b", re.IGNORECASE)
_COUNTER = re.compile(r"(?:ảnh\s*)?\d{1,3}\s?/\s?\d{1,3}$", re.IGNORECASE)
_HASHTAGS = re.compile(r"(?:#[^#.!?]{1,60}){1,20}$")
# `* Mời quý độc giả theo dõi các chương trình ...`
_INVITATION = re.compile(
    r"\W*(?:kính )?mời (?:quý |các )?(?:vị |bạn )?(?:độc giả|bạn đọc|khán giả|quý vị|bạn)\b.{0,40}\b(?:theo dõi|đón (?:xem|đọc)|xem|đọc|truy cập)\b",
    re.IGNORECASE,
)
_AUTHOR_CARD = 12  # words
_UNLINKED = frozenset(("teaser", "boilerplate", "comment", "body", "lead"))


class HtmlPage(NamedTuple):
    """A page with tags as read."""

    items: list[Item]
    verdicts: list[Verdict]
    metadata: Metadata
    images: tuple[Image, ...]
    notes: tuple[Note, ...]
    section: str | None


def read_html(page: Page, text: str, most_lines: int) -> HtmlPage:
    """An HTML page as read, from its decoded text. Raises PageRefused: `too_large`, `no_article`."""
    scanned = scan_html(text)
    metadata = read_metadata(scanned)
    blocks = _marked(read_blocks(scanned, metadata), scanned)
    items = blocks.items
    if not items:
        raise PageRefused("no_article", "no line of text")
    if len(items) > most_lines:
        raise PageRefused("too_large", f"{len(items):,} lines; a page may have {most_lines:,}")
    others = find_others(blocks, metadata)
    end = others.start if others else len(items)
    own = items[:end]
    verdicts, notes = _by_layout(page, metadata, own, blocks.elements[:end])
    if verdicts:
        notes += settle_kinds(own, verdicts, metadata)
    else:
        verdicts = _labelled(own)
        _captions(own, verdicts)
        _without_picture(own, verdicts, blocks, scanned.images)
        _sure_title(own, verdicts)
        notes += settle_kinds(own, verdicts, metadata)
        _settle_tags(own, verdicts)
        _siblings(own, blocks.elements, verdicts)
        _lists_in_text(own, verdicts)
    verdicts += [Verdict("teaser", "other_article")] * (len(items) - end)
    if others:
        notes += [Note("other_article", title) for title in others.titles]
    return HtmlPage(items, verdicts, metadata, _images(scanned, blocks, verdicts), tuple(notes), _section(own, verdicts, metadata))


def _labelled(items: Sequence[Item]) -> list[Verdict]:
    """The roles of a page's blocks; of long lists of other stories far below the text only the first blocks are looked at."""
    last = max((i for i, item in enumerate(items) if item.markup is not None and item.markup.inside), default=len(items))
    below = [i for i in range(last + 1 + _BELOW, len(items)) if _hints(items[i]) & _ELSEWHERE]
    skipped = set(below[_LOOKED_AT:])
    if not skipped:
        return label_lines(items)
    told = iter(label_lines([item for i, item in enumerate(items) if i not in skipped]))
    far = Verdict("comment", "far_below"), Verdict("teaser", "far_below")
    return [far["in_comment" not in _hints(item)] if i in skipped else next(told) for i, item in enumerate(items)]


def _by_layout(page: Page, metadata: Metadata, items: Sequence[Item], elements: Sequence[Element | None]) -> tuple[list[Verdict], list[Note]]:
    """The verdicts by the first layout of the page's outlet that fits; none, with a note, where no layout of it does."""
    outlet = outlet_layouts(page.url) or outlet_layouts(metadata.url)
    if outlet is None:
        return [], []
    missed = []
    for layout in valid_layouts(outlet, page.fetched_at, metadata.published):
        fit = fit_layout(layout, items, elements)
        if not fit.misses:
            return fit.verdicts, [Note("layout", f"{outlet.hosts[0]} {layout.name}")]
        missed.append(f"{outlet.hosts[0]} {layout.name}: {fit.misses}")
    return [], [Note("layout_failed", missed[0] if missed else f"{outlet.hosts[0]}: no layout of that day")]


def _sure_title(items: Sequence[Item], verdicts: list[Verdict]) -> None:
    """The only block in h1 that says the head's title is the title, even where a column of other stories stands before it in the source."""
    sure = [i for i, item in enumerate(items) if {"in_h1", "meta_title"} <= _hints(item)]
    if len(sure) != 1:
        return
    title = sure[0]
    moved = verdicts[title].role != "title"
    for i in range(len(items)):
        if i != title and verdicts[i].role == "title" and moved:
            verdicts[i] = Verdict("teaser", "sure_title")
        elif i < title and verdicts[i].role in KEPT and (moved or verdicts[i].role == "lead") and not _hints(items[i]) & _LEADS:
            verdicts[i] = Verdict("teaser", "sure_title")
            moved = True
    if not moved:
        return
    verdicts[title] = Verdict("title", "sure_title")
    first = next((i for i in range(title + 1, len(items)) if verdicts[i].role in ("lead", "body") or "meta_lead" in _hints(items[i])), None)
    if first is not None and verdicts[first].role != "lead" and _hints(items[first]) & {"bold", *_LEADS}:
        verdicts[first] = Verdict("lead", "sure_title")


def _captions(items: Sequence[Item], verdicts: list[Verdict]) -> None:
    """What stands in a `figcaption` is one, whatever the model said."""
    for i, item in enumerate(items):
        if verdicts[i].role in ("body", "lead") and item.markup and (item.markup.tag == "figcaption" or "in_figcaption" in item.markup.hints):
            verdicts[i] = Verdict("caption", "figcaption")


def _without_picture(items: Sequence[Item], verdicts: list[Verdict], blocks: Blocks, pictures: Sequence[Picture]) -> None:
    """A sentence in the text that the model took for words under a picture, where no picture is near and no tag or credit says so, is text."""
    places = [blocks.places[min(picture.next, len(blocks.places) - 1)] for picture in pictures]
    for i, item in enumerate(items):
        if verdicts[i] != _BY_MODEL or item.markup is None or item.markup.tag != "p" or not item.markup.inside or not item.text.endswith("."):
            continue
        if not _hints(item) & _PICTURED and CREDIT.search(item.text) is None and not any(abs(place - i) <= _BESIDE for place in places):
            verdicts[i] = Verdict("body", "without_picture")


def _marked(blocks: Blocks, scanned: Scanned) -> Blocks:
    """The blocks with what no class name says: which stand in a box of links, which below a picture."""
    boxes, captions = link_boxes(blocks), picture_texts(blocks, scanned.images)
    for i in boxes | captions:
        item = blocks.items[i]
        assert item.markup is not None
        hints = item.markup.hints | (_RELATED if i in boxes else _CAPTION)
        blocks.items[i] = replace(item, markup=replace(item.markup, hints=hints))
    return blocks


def _settle_tags(items: Sequence[Item], verdicts: list[Verdict]) -> None:
    """What tags leave no doubt of: a date by the title, words in a box of links, furniture alone, the card of an author, a list of tags."""
    title = next((i for i, v in enumerate(verdicts) if v.role == "title"), None)
    last_text = max((i for i, v in enumerate(verdicts) if v.role == "body" and "in_author" not in _hints(items[i])), default=-1)
    for i, item in enumerate(items):
        role, hints = verdicts[i].role, _hints(item)
        if title is not None and role in _UNLINKED and abs(i - title) <= _NEAR and _is_date(item):
            verdicts[i] = Verdict("date", "date_by_title")
        elif role in ("section", "boilerplate") and "author" in hints and _is_signed(item):
            verdicts[i] = Verdict("byline", "named_author")
        elif role == "byline" and _HASHTAGS.match(item.text):
            verdicts[i] = Verdict("tags", "hashtags")
        elif role == "byline" and item.text[0].islower() and parse_signature(item.text) is None:
            verdicts[i] = Verdict("tags" if "in_tags" in hints else "boilerplate", "no_name")
        elif role == "caption" and _COUNTER.match(item.text):
            verdicts[i] = Verdict("boilerplate", "counter")
        elif role not in ("body", "heading", "pull_quote"):
            continue
        elif role == "heading" and item.markup is not None and item.markup.linked > 0.95 and len(item.text.split()) >= 4:
            verdicts[i] = Verdict("teaser", "heading_linked")
        elif "in_related" in hints and item.markup is not None and item.markup.inside and verdicts[i].rule.startswith("lines_"):
            verdicts[i] = Verdict("teaser", "link_box")
        elif _COUNTER.match(item.text):
            verdicts[i] = Verdict("boilerplate", "counter")
        elif len(item.text) < 40 and (found := furniture_class(item.text)) is not None and found[1] == 1.0 and verdicts[i].rule.startswith("lines_"):
            verdicts[i] = Verdict("boilerplate", "furniture_alone")
        elif i > last_text and "in_author" in hints and len(item.text.split()) > _AUTHOR_CARD:
            verdicts[i] = Verdict("boilerplate", "author_card")
        elif _HASHTAGS.match(item.text):
            verdicts[i] = Verdict("tags", "hashtags")
        elif _INVITATION.match(item.text) and i >= last_text - 1 and len(item.text) < 250:
            verdicts[i] = Verdict("boilerplate", "invitation")
        elif "tags" in hints and not item.text.endswith((".", "!", "?", "”", '"')) and len(item.text) < 200:
            verdicts[i] = Verdict("tags", "tags_markup")


def _siblings(items: Sequence[Item], elements: Sequence[Element | None], verdicts: list[Verdict]) -> None:
    """A whole sentence without links that stands in the same element as most paragraphs, under the same names, is one of them."""
    places = [(e.parent, e.tag, e.names) if e is not None and e.tag == "p" else None for e in elements[: len(items)]]
    paragraphs = [places[i] for i, v in enumerate(verdicts) if v.role == "body" and places[i] is not None]
    if len(paragraphs) < 3:
        return
    usual = max(set(paragraphs), key=paragraphs.count)
    for i, item in enumerate(items):
        if places[i] != usual or verdicts[i].role not in ("teaser", "comment") or verdicts[i].rule not in _UNSURE_RULES:
            continue
        if item.markup is not None and item.markup.linked < 0.3 and len(item.text.split()) >= 10 and item.text.endswith((".", "!", "?", "”", '"')):
            verdicts[i] = Verdict("body", "siblings")


def _lists_in_text(items: Sequence[Item], verdicts: list[Verdict]) -> None:
    """A list without links between two paragraphs is text."""
    at = 0
    while at < len(items):
        end = at
        while end < len(items) and _is_point(items[end]):
            end += 1
        if end > at > 0 and end < len(items) and verdicts[at - 1].role == "body" and "body" in [v.role for v in verdicts[end : end + 2]]:
            for i in range(at, end):
                if verdicts[i].role in ("teaser", "boilerplate", "comment", "tags", "caption"):
                    verdicts[i] = Verdict("body", "list_in_text")
        at = max(end, at + 1)


def _is_point(item: Item) -> bool:
    markup = item.markup
    return markup is not None and markup.tag == "li" and markup.inside and markup.linked < 0.3 and not markup.hints & _ELSEWHERE


def _hints(item: Item) -> frozenset[str]:
    return item.markup.hints if item.markup else frozenset()


def _is_date(item: Item) -> bool:
    if len(item.text) > 80 or (item.markup and item.markup.linked > 0.5):
        return False
    date = parse_visible_date(item.text)
    return date is not None and date.alone


def _is_signed(item: Item) -> bool:
    """Whether a block that its tags name for an author holds a person's name and no link elsewhere."""
    signature = parse_signature(item.text) if len(item.text) <= 60 else None
    return signature is not None and signature.kind == "byline" and len(item.text.split()) > 1 and not is_label(item.text)


def _section(items: Sequence[Item], verdicts: Sequence[Verdict], metadata: Metadata) -> str | None:
    """The section that the trail of links above the title names, or the line that says so (`Danh mục: ...`); None where neither is there."""
    title = next((i for i, v in enumerate(verdicts) if v.role == "title"), len(items))
    trail = [
        item.text for item in items[:title]
        if _hints(item) & {"crumb", "in_crumb"} and 0 < len(item.text.split()) <= 5 and item.text.lower() not in FRONT and len(item.text) > 2
    ]
    steps = [t.strip(" ›»>/|") for t in trail if t != metadata.title and (furniture_class(t) or ("menu", 1.0))[0] == "menu"]
    if steps and steps[-1]:
        return steps[-1]
    for item in items:
        label, _, name = item.text.partition(":")
        if name and label.lower() in ("danh mục", "chuyên mục", "mục") and 0 < len(name.split()) <= 5:
            return name.strip()
    before = (_before_date(items[i].text) for i, v in enumerate(verdicts) if v.role == "date")
    return next((name for name in before if name), None)


def _before_date(line: str) -> str | None:
    """The section that a date line begins with (`Giao thông - 12/05/2021`), where it is neither a person nor an outlet."""
    name = re.split(r"\s[-–|•]\s", line, maxsplit=1)[0].strip()
    if name == line or not 1 <= len(name.split()) <= 4 or not name[0].isupper() or any(c.isdigit() or c in ":," for c in name):
        return None
    if _DAY.match(name) or parse_signature(name):
        return None
    return name if outlet_from_mark(name) is None or (furniture_class(name) or ("", 0))[0] == "menu" else None


def _images(scanned: Scanned, blocks: Blocks, verdicts: Sequence[Verdict]) -> tuple[Image, ...]:
    """Pictures inside the article, each with the caption that stands within two blocks after it."""
    kept = [i for i, v in enumerate(verdicts) if v.role in KEPT]
    if not kept:
        return ()
    found, end = [], kept[-1] + 1
    while end < len(verdicts) and verdicts[end].role == "caption":
        end += 1
    for picture in scanned.images:
        place = blocks.places[min(picture.next, len(blocks.places) - 1)]
        if kept[0] <= place <= end:
            near = (
                blocks.items[i].text for i in range(place, min(place + 2, len(blocks.items)))
                if verdicts[i].role == "caption" or verdicts[i].rule == "photo_story"
            )
            found.append(Image(picture.url, next(near, None)))
    return tuple(found)
