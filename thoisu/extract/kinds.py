"""Pages that are more or less than one article: several articles in one page, reports that grow, stories told in pictures, openings before a wall."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from thoisu.extract.blocks import Blocks
from thoisu.extract.items import Item
from thoisu.extract.lines import KEPT, Verdict
from thoisu.extract.metadata import Metadata
from thoisu.extract.phrases import phrase_key
from thoisu.extract.scan import Element
from thoisu.model import Note

_CLOCK = re.compile(
    r"^(?:lúc\s+)?(?:[01]?\d|2[0-3])\s?(?:[:hg]|giờ)\s?(?:[0-5]\d)?(?:[:'’][0-5]\d)?(?:\s?phút)?(?:\s*[-|,·]?\s*(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-](?:20)?\d\d)?)?$"
    r"|^(?:phút\s+(?:thứ\s+)?)?\d{1,3}(?:\+\d{1,2})?\s?['’′]$",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:đăng ký|đăng nhập|mua gói|trả phí|gói đọc|trở thành (?:hội viên|thành viên)|nâng cấp tài khoản)\b.{0,80}"
    r"(?:(?:để|và) (?:đọc|xem)\b|(?:đọc|xem) tiếp|toàn (?:bộ|văn)|không giới hạn|đầy đủ)"
    r"|(?:dành (?:riêng )?cho|chỉ dành cho) (?:độc giả |bạn đọc |người dùng )?(?:thuê bao|hội viên|thành viên|trả phí|đăng ký|premium|vip|plus)"
    r"|hết (?:số )?(?:bài|lượt)(?: đọc)?(?: viết)? miễn phí|nội dung (?:trả phí|thu phí)|bạn đang đọc bài viết (?:trả phí|premium)",
    re.IGNORECASE,
)
_WALL_WORDS = ("ăng ", "gói", "hí", "ành cho", "ành riêng", "iễn phí", "hội viên", "hành viên", "âng cấp", "ĂNG ")
_TITLES = frozenset(("h1", "h2", "h3"))
_LAST, _BEHIND = 4, 16  # a wall is one of so many last blocks of the text, or stands so near behind it
_TEXT = 80  # characters of a paragraph that shows a text is there


class Others(NamedTuple):
    """Other articles below the first: the item with which they begin, and their titles."""

    start: int
    titles: tuple[str, ...]


def find_others(blocks: Blocks, metadata: Metadata) -> Others | None:
    """Articles that a page shows below its first one, as pages do that load the next when a reader nears the end; None where there are none.

    Each begins with a title in the same element, of the same names, as the first one's title, and has paragraphs of its own.
    """
    first = _first_title(blocks, metadata)
    if first is None:
        return None
    shape, title = _heading(blocks.elements[first]), blocks.items[first].text
    if shape is None:
        return None
    same = [
        i for i in range(first + 1, len(blocks.items))
        if _tag(blocks.items[i]) == shape.tag and _is_alike(shape, blocks.elements[i]) and blocks.items[i].text != title
    ]
    begins = [i for n, i in enumerate(same) if _has_text(blocks.items, i + 1, same[n + 1] if n + 1 < len(same) else len(blocks.items))]
    if not begins or not _has_text(blocks.items, first + 1, begins[0]):
        return None
    return Others(_wrapper_start(blocks, first, begins[0]), tuple(blocks.items[i].text for i in begins))


def _first_title(blocks: Blocks, metadata: Metadata) -> int | None:
    for i, item in enumerate(blocks.items):
        element = blocks.elements[i]
        if item.markup is None or element is None or len(item.text.split()) < 3:
            continue
        if "in_h1" in item.markup.hints or (item.markup.tag in _TITLES and _is_title(item, metadata)):
            return i
    return None


def _is_title(item: Item, metadata: Metadata) -> bool:
    """Whether a heading says the title that the head states; where it is a link, by its words."""
    assert item.markup is not None
    return "meta_title" in item.markup.hints or (item.markup.linked > 0.5 and phrase_key(item.text) == phrase_key(metadata.title or ""))


def _heading(element: Element | None) -> Element | None:
    for _ in range(4):
        if element is None or element.tag in _TITLES:
            return element
        element = element.up
    return None


def _is_alike(shape: Element, other: Element | None) -> bool:
    """Whether a block stands in a heading like another: both h1, or h2 or h3 of the same, telling names."""
    heading = _heading(other)
    if heading is None or shape.tag != heading.tag or shape.names != heading.names:
        return False
    return shape.tag == "h1" or "tit" in shape.names or "headline" in shape.names


def _tag(item: Item) -> str:
    return item.markup.tag if item.markup else ""


def _has_text(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether paragraphs stand between two titles, and more of them than links to other stories."""
    texts = [i for i in items[start:end] if _linked(i) < 0.3 and len(i.text) >= _TEXT]
    links = [i for i in items[start:end] if _linked(i) > 0.9 and len(i.text.split()) >= 4]
    return len(texts) >= 3 and sum(len(i.text) for i in texts) >= 400 and len(texts) > len(links)


def _wrapper_start(blocks: Blocks, first: int, second: int) -> int:
    """The first item of the element that holds the second article and not the first."""
    own, other = blocks.elements[first], blocks.elements[second]
    assert own is not None
    assert other is not None
    above = set()
    number = own.block
    while number >= 0:
        above.add(number)
        number = blocks.parents[number]
    wrapper = number = other.block
    while number >= 0 and number not in above:
        wrapper, number = number, blocks.parents[number]
    start = second
    while start > first + 1 and _under(blocks, start - 1, wrapper):
        start -= 1
    return start


def _under(blocks: Blocks, i: int, wrapper: int) -> bool:
    element = blocks.elements[i]
    number = element.block if element is not None else -1
    while number >= 0 and number != wrapper:
        number = blocks.parents[number]
    return number == wrapper


def settle_kinds(items: Sequence[Item], verdicts: list[Verdict], metadata: Metadata) -> list[Note]:
    """What kind of page it is, with the roles that follow from it; the verdicts are changed in place."""
    notes = _wall(items, verdicts, metadata)
    notes += _live(items, verdicts, metadata)
    if not notes:
        notes = _photo_story(items, verdicts)
    return notes


def _wall(items: Sequence[Item], verdicts: list[Verdict], metadata: Metadata) -> list[Note]:
    """The words with which a page stops its reader: nothing below them is text. Without them the head's word counts."""
    body = [i for i, v in enumerate(verdicts) if v.role in KEPT and v.role != "title"]
    if not body:
        return []
    last = body[-_LAST:]
    walls = [i for i in (*last, *range(last[-1] + 1, min(len(items), last[-1] + _BEHIND))) if _is_wall(items[i].text)]
    last_text = max((i for i in body if i not in walls and (not walls or i < walls[0])), default=-1)
    after = [i for i in body if walls and i > walls[0] and i not in walls and len(items[i].text) >= _TEXT]
    if walls and last_text >= 0 and not after:
        for i in range(walls[0], len(items)):
            if verdicts[i].role in KEPT:
                verdicts[i] = Verdict("boilerplate", "wall")
        return [Note("cut", items[walls[0]].text)]
    if not metadata.free and sum(len(items[i].text) for i in body) < 1500:
        return [Note("cut", "isAccessibleForFree: false")]
    return []


def _is_wall(text: str) -> bool:
    if len(text) > 400 or not any(word in text for word in _WALL_WORDS):
        return False
    return _WALL.search(text) is not None and not _talks(text)


def _talks(text: str) -> bool:
    """Whether a sentence reports about somebody's wall rather than being one: it names a speaker or quotes."""
    return text.startswith(("“", '"')) or bool(re.search(r"[”\"],? (?:ông|bà|anh|chị|theo)\b", text))


def _live(items: Sequence[Item], verdicts: list[Verdict], metadata: Metadata) -> list[Note]:
    """The entries of a report that grows: their times and titles are headings, in the order of the page."""
    title = next((i for i, v in enumerate(verdicts) if v.role == "title"), 0)
    clocks = [i for i in range(title + 1, len(items)) if len(items[i].text) <= 24 and _CLOCK.match(items[i].text) and _linked(items[i]) < 0.5]
    entries = []
    for n, i in enumerate(clocks):
        end = min(clocks[n + 1] if n + 1 < len(clocks) else len(items), i + 8)
        if any(verdicts[j].role in ("body", "lead") and len(items[j].text) > 30 for j in range(i + 1, end)):
            entries.append((i, end))
    if len(entries) < 3:
        return [Note("live", "")] if metadata.live else []
    for start, end in entries:
        verdicts[start] = Verdict("heading", "live_time")
        for j in range(start + 1, end):
            if verdicts[j].role == "body":
                break
            if _titles_entry(items[j]):
                verdicts[j] = Verdict("heading", "live_title")
    return [Note("live", f"{len(entries)}")]


def _titles_entry(item: Item) -> bool:
    markup = item.markup
    if markup is None or markup.linked > 0.5 or len(item.text) > 160 or item.text.endswith(":"):
        return False
    return markup.tag in ("h2", "h3", "h4", "h5") or "bold" in markup.hints


def _linked(item: Item) -> float:
    return item.markup.linked if item.markup else 0.0


def _photo_story(items: Sequence[Item], verdicts: list[Verdict]) -> list[Note]:
    """Where a page has next to no text but what stands under its pictures, that is the text."""
    title = next((i for i, v in enumerate(verdicts) if v.role == "title"), 0)
    captions = [i for i in range(title, len(items)) if verdicts[i].role == "caption" and len(items[i].text.split()) >= 8 and _linked(items[i]) < 0.5]
    body = sum(len(items[i].text) for i, v in enumerate(verdicts) if v.role in ("body", "pull_quote"))
    if len(captions) < 3 or body * 3 > sum(len(items[i].text) for i in captions):
        return []
    seen: set[str] = set()
    for i in captions:
        key = phrase_key(items[i].text)
        verdicts[i] = Verdict("duplicate" if key in seen else "body", "photo_story")
        seen.add(key)
    return [Note("photo_story", f"{len(seen)}")]
