"""Boxes inside an article's container that no class name betrays: links to other stories with their teasers, texts under pictures."""

from collections.abc import Iterator, Sequence

from thoisu.extract.blocks import Blocks
from thoisu.extract.items import Item
from thoisu.extract.phrases import CREDIT
from thoisu.extract.scan import BLOCKS, Picture

_LINK_WORDS = 4
_TEASER, _CAPTION, _CELL = 320, 260, 200  # characters
_KNOWN = frozenset(("in_related", "in_caption", "in_figure", "in_figcaption", "caption"))
_PICTURED = frozenset(("in_related", "in_figure", "in_figcaption"))  # a box of links may be named for its pictures


def link_boxes(blocks: Blocks) -> set[int]:
    """The items that stand in a box of links to other stories inside the container: as many links as teasers, nothing longer than a teaser."""
    inside = [i for i, item in enumerate(blocks.items) if _inside(item, _PICTURED)]
    linked = [i for i in inside if _is_link(blocks.items[i])]
    if not linked:
        return set()
    sums: dict[int, list[int]] = {}
    for i in inside:
        item = blocks.items[i]
        for number in _up(blocks, i):
            total = sums.setdefault(number, [0, 0, 0, 0])
            size = len(item.text)
            if _is_link(item):
                total[0] += 1
            elif size > 12:
                total[1] += 1
                total[2] = max(total[2], size)
            total[3] += size
    boxes = {number for i in linked for number in _up(blocks, i) if _is_box(sums[number])}
    return {i for i in inside if any(number in boxes for number in _up(blocks, i))}


def _is_box(total: Sequence[int]) -> bool:
    links, texts, longest, _ = total
    return 0 < texts <= links and longest <= _TEASER


def _is_link(item: Item) -> bool:
    markup = item.markup
    return markup is not None and markup.linked > 0.95 and len(item.text.split()) >= _LINK_WORDS


def _inside(item: Item, known: frozenset[str] = frozenset()) -> bool:
    return item.markup is not None and item.markup.inside and not item.markup.hints & (known or _KNOWN)


def _up(blocks: Blocks, i: int) -> Iterator[int]:
    """The block elements around an item, nearest first, up to below the container."""
    element = blocks.elements[i]
    number = element.block if element is not None else -1
    for _ in range(30):
        if number < 0 or number == blocks.container:
            return
        yield number
        number = blocks.parents[number]


def picture_texts(blocks: Blocks, pictures: Sequence[Picture]) -> set[int]:
    """The items that share a wrapper with nothing but a picture: the text below it, short or with the picture's credit."""
    if not pictures:
        return set()
    alone: dict[int, list[int]] = {}
    for i, item in enumerate(blocks.items):
        if _inside(item):
            for number in _up(blocks, i):
                alone.setdefault(number, []).append(i)
    found = set()
    for picture in pictures:
        number = picture.block
        below = blocks.places[min(picture.next, len(blocks.places) - 1)]
        if below < len(blocks.items) and _is_set_apart(blocks, below, picture):
            found.add(below)
        for _ in range(3):  # the picture may stand in a wrapper of its own
            held = alone.get(number, [])
            if number < 0 or number == blocks.container or len(held) > 2:
                break
            if held:
                found |= {i for i in held if i >= below - 1 and _may_be_caption(blocks.items[i], len(held) == 1)}
                break
            number = blocks.parents[number]
    return found


def _is_set_apart(blocks: Blocks, i: int, picture: Picture) -> bool:
    """Whether the block right below a picture is in italics in the middle of the line, as captions are and paragraphs are not."""
    item, element = blocks.items[i], blocks.elements[i]
    if not _inside(item) or len(item.text) > _CAPTION or element is None or element.block == picture.block:
        return False
    italic = centred = False
    for _ in range(4):
        if element is None:
            break
        italic |= element.tag in ("em", "i")
        centred |= "centred" in element.names
        if element.tag in BLOCKS:
            break
        element = element.up
    return italic and centred


def _may_be_caption(item: Item, alone: bool) -> bool:
    markup = item.markup
    assert markup is not None
    if len(item.text) > _CAPTION or markup.linked > 0.5:
        return False
    if markup.tag == "td" and alone:  # a table of a picture and its words
        return len(item.text) < _CELL
    return markup.tag not in ("p", "td", "li") or CREDIT.search(item.text) is not None
