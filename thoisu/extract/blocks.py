"""Scanned HTML to items: each block of text with what its tags say, and the container that holds the article."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from thoisu.extract.hints import hints_of, zones_of
from thoisu.extract.items import Item, Markup, tidy
from thoisu.extract.metadata import Metadata
from thoisu.extract.phrases import phrase_key
from thoisu.extract.scan import BLOCKS, Element, Run, Scanned

_ASIDE = frozenset(("in_comment", "in_related", "in_foot", "in_nav", "in_footer", "in_aside", "in_form"))
_MISLEADING = frozenset(("in_related", "in_foot", "in_nav"))  # names that some systems give the text's own place
_MUCH, _LITTLE = 800, 500  # characters
_OWN = frozenset(("meta_title", "meta_lead", "title", "lead", "author", "date", "crumb", "in_h1"))
_INLINE = frozenset(("p", "li", "h2", "h3", "blockquote", "span", "strong", "em", "b", "i", "a", "font"))
_SPREAD, _SPREAD_BLOCK = (0.6, 1.0, 0.5, 0.3), (1.0, 0.7, 0.4, 0.2)
_PART = frozenset(("lead", "title", "author", "date", "caption", "tags"))
_DEPTH = 40


class Blocks(NamedTuple):
    """The blocks of a page that hold text: as items, with the innermost element of each, where each block of the scan went
    (one more place stands for the end), and the container of the article."""

    items: list[Item]
    elements: list[Element | None]
    places: list[int]
    parents: Sequence[int]
    container: int


class _Found:
    """A block on its way to an item."""

    __slots__ = ("element", "linked", "runs", "text")

    def __init__(self, text: str, runs: list[Run]) -> None:
        self.text = text
        self.runs = [r for r in runs if r.element is not None]
        self.element = max(self.runs, key=lambda r: r.end - r.start).element if self.runs else None
        size = sum([len(r.text) for r in self.runs])
        self.linked = sum([len(r.text) for r in self.runs if r.linked]) / size if size else 0.0


def read_blocks(page: Scanned, metadata: Metadata) -> Blocks:
    """The blocks of a scanned page that hold text."""
    found: list[_Found] = []
    places: list[int] = []
    for runs in page.blocks:
        places.append(len(found))
        text = tidy("".join([run.text for run in runs]))
        if text:
            found.append(_Found(_apart_mark(text, runs) if len(runs) > 1 else text, runs))
    places.append(len(found))
    container = _container(page.parents, found)
    within = _descendants(page.parents, container)
    above = _ancestors(page.parents, container)
    title, lead = phrase_key(metadata.title or ""), phrase_key(metadata.lead or "")
    held = Counter([_wrapper(f.element) for f in found])
    items = []
    for f in found:
        said = _said_in_head(f.text, title, lead) if f.linked < 0.9 else frozenset()
        wrapper = _wrapper(f.element)
        if wrapper >= 0 and held[wrapper] == 1 and f.element is not None:
            said |= _wrapper_hints(f.element)
        items.append(_item(f, within, above, said))
    return Blocks(items, [f.element for f in found], places, page.parents, container)


def _apart_mark(text: str, runs: Sequence[Run]) -> str:
    """A text whose first words, a place in an element of its own, are set apart by style sheets only: `<span>Hà Nội</span>Sáng nay`."""
    first, second = runs[0], runs[1]
    mark = first.text.strip()
    if (
        len(mark) > 2 and mark == first.text and mark[-1].islower() and second.text[:1].isupper() and first.element is not None
        and first.element.tag in ("span", "b", "strong") and first.element is not second.element and len(mark) < 40 and text.startswith(mark)
    ):
        return f"{mark} {text[len(mark):]}"
    return text


def make_items(page: Scanned, metadata: Metadata) -> list[Item]:
    """The blocks of a scanned page that hold text, as items with markup."""
    return read_blocks(page, metadata).items


def _wrapper(element: Element | None) -> int:
    """The block element around a block, -1 where it has none."""
    if element is None:
        return -1
    return element.parent if element.tag in BLOCKS else element.block


def _wrapper_hints(element: Element) -> frozenset[str]:
    """What the names of the elements around a block's own block say, where they hold nothing but it."""
    at: Element | None = element
    for _ in range(4):
        if at is None or at.tag in BLOCKS:
            break
        at = at.up
    hints: frozenset[str] = frozenset()
    at = at.up if at is not None else None
    while at is not None:
        hints |= hints_of(at.names) & _PART
        if at.tag in BLOCKS:
            break
        at = at.up
    return hints


def _item(found: _Found, within: Sequence[bool], above: frozenset[int], said: frozenset[str]) -> Item:
    element = found.element
    if element is None:
        return Item(found.text, 0, 0, True, Markup("text", said, False, 0.0))
    own: frozenset[str] = said
    at: Element | None = element
    for _ in range(4):  # from the innermost element up to its block
        if at is None or at.tag in ("html", "body"):
            break
        own |= hints_of(at.names) | zones_of(at.tag, "")
        if at.tag in BLOCKS:
            at = at.up
            break
        at = at.up
    zones: frozenset[str] = frozenset()
    for _ in range(_DEPTH):
        if at is None or at.block in above:  # what holds the article too says nothing about this block
            break
        zones |= zones_of(at.tag, at.names)
        at = at.up
    if all(r.bold for r in found.runs):
        own |= {"bold"}
    tag = "time" if element.tag == "time" else _block_tag(element)
    inside = element.block < len(within) and within[element.block]
    return Item(found.text, found.runs[0].start, found.runs[-1].end, True, Markup(tag, own | zones, inside, found.linked, element.right))


def _block_tag(element: Element) -> str:
    at: Element | None = element
    for _ in range(12):
        if at is None:
            break
        if at.tag in BLOCKS:
            return at.tag
        at = at.up
    return "text"


_first_key = lru_cache(maxsize=4096)(phrase_key)


def _said_in_head(text: str, title: str, lead: str) -> frozenset[str]:
    """Whether the head gives these words as the title or begins its description with them."""
    if len(text) < 8 or not (title or lead):
        return frozenset()
    first = _first_key(text.split(None, 1)[0])
    if first and first not in title and not lead.startswith(first):
        return frozenset()
    key = phrase_key(text[:200])
    around = title.startswith(key + " ") or title.endswith(" " + key)
    if title and len(key) > 12 and (title == key or around or (len(text) < 200 and key.startswith(title))):
        return frozenset(("meta_title",))
    return frozenset(("meta_lead",)) if lead and len(key) > 30 and lead[:60] == key[:60] else frozenset()


def _ancestors(parents: Sequence[int], number: int) -> frozenset[int]:
    found = set()
    while number >= 0:
        found.add(number)
        number = parents[number]
    return frozenset(found)


def _zones_near(element: Element) -> frozenset[str]:
    """What the element and the four around it say of lists of links, comments, the foot."""
    zones: frozenset[str] = frozenset()
    at: Element | None = element
    for _ in range(5):
        if at is None:
            break
        zones |= zones_of(at.tag, at.names) & _ASIDE
        at = at.up
    return zones


def _container(parents: Sequence[int], found: Sequence[_Found]) -> int:
    """The block element that holds most text outside links, nearer ones first (as Readability weighs them).

    What stands in lists, comments or the foot does not count, unless next to all text of the page stands in places of such names.
    """
    scores: dict[int, float] = {}
    misnamed: dict[int, float] = {}
    for f in found:
        if f.element is None or len(f.text) < 40 or f.linked > 0.5:
            continue
        zones = _zones_near(f.element)
        if zones and not zones <= _MISLEADING:
            continue
        _spread(misnamed if zones else scores, parents, f)
    best = max(scores, key=lambda e: scores[e]) if scores else 0
    if misnamed:
        other = max(misnamed, key=lambda e: misnamed[e])
        if misnamed[other] > _MUCH and scores.get(best, 0.0) < _LITTLE:
            return other
    return best


def _spread(scores: dict[int, float], parents: Sequence[int], f: _Found) -> None:
    assert f.element is not None
    value = min(len(f.text), 600) * (1 - f.linked) + 30
    at = f.element.block
    for share in _SPREAD if f.element.tag in _INLINE else _SPREAD_BLOCK:
        if at <= 0:
            break
        scores[at] = scores.get(at, 0.0) + value * share
        at = parents[at]


def _descendants(parents: Sequence[int], root: int) -> list[bool]:
    """For each block element whether it stands under one, itself included; parents always come before their children."""
    inside = [root <= 0] * len(parents)
    if root > 0:
        inside[root] = True
        for number in range(root + 1, len(parents)):
            inside[number] = inside[parents[number]]
    return inside


def stands_outside(item: Item) -> bool:
    """True for a block that is nothing but a link and stands among links outside the article's container: sure furniture."""
    markup = item.markup
    return (
        markup is not None and markup.linked > 0.99 and not markup.inside and bool(markup.hints & _ASIDE) and not markup.hints & _OWN
    )
