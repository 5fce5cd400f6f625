"""A layout laid on a page: which block is what, and whether that is what the layout expects."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from thoisu.extract.hints import zones_of
from thoisu.extract.items import Item
from thoisu.extract.layouts import ROLES, Layout
from thoisu.extract.lines import KEPT, Verdict, label_lines
from thoisu.extract.phrases import furniture_class, phrase_key
from thoisu.extract.scan import Element
from thoisu.extract.selectors import Chooser, Selector, compile_selector
from thoisu.model import LineRole

_PLAIN: dict[str, LineRole] = {
    "related": "teaser", "skip": "boilerplate", "byline": "byline", "source": "source", "date": "date", "caption": "caption", "section": "section",
    "tags": "tags",
}
_NO_TEXT = frozenset(("teaser", "boilerplate", "comment", "section", "tags", "title"))
_LINK_WORDS = 4
_ABOVE, _BELOW = 4, 6  # blocks
_ENDS = (".", "!", "?", "”", '"', ":", ";", "…")


class Fit(NamedTuple):
    """What a layout makes of a page: a verdict for each block, and what misses its expectations ('' where nothing does)."""

    verdicts: list[Verdict]
    misses: str


def fit_layout(layout: Layout, items: Sequence[Item], elements: Sequence[Element | None]) -> Fit:
    """The verdicts of a page's blocks by the layout of its outlet.

    The selectors tell title, lead, the text's place and what stands in it that is none; within the text's place captions, signatures, headings
    and quotes are told as on every page.
    """
    chooser = Chooser(_roles(layout))
    chosen = [chooser.choose(element) for element in elements]
    parts = [found[0] if found else None for found in chosen]
    items = [_within(item, element, found) for item, element, found in zip(items, elements, chosen, strict=True)]
    _added(layout, items, parts)
    _keep_first(parts, items, "title")
    _keep_first(parts, items, "lead")
    counted = {"title": parts.count("title"), "lead": parts.count("lead"), "body": parts.count("body")}
    if misses := _misses(layout, counted, ("title", "lead", "body")):
        return Fit([], misses)
    rule = f"layout_{layout.name}"
    verdicts = [_outside(item, part, rule) for item, part in zip(items, parts, strict=True)]
    missing = {part for part in ("lead", "byline", "date", "section") if part not in parts}
    around = _around(parts) if missing else range(0)
    inner = [i for i, part in enumerate(parts) if part in ("title", "lead", "body") or (part is None and i in around)]
    body = parts.index("body")
    for i, told in zip(inner, label_lines([items[i] for i in inner]), strict=True):
        if parts[i] is not None:
            verdicts[i] = _inside(items[i], str(parts[i]), told, rule, has_lead="lead" not in missing)
        elif told.role in missing and (told.role != "lead" or i < body):
            verdicts[i] = told
    _one_lead(verdicts, body)
    kept = {"body": sum(v.role in KEPT and v.role not in ("title", "lead") for v in verdicts)}
    return Fit(verdicts, _misses(layout, kept, ("body",)))


def _around(parts: Sequence[str | None]) -> range:
    """Where blocks stand that belong to the article without a selector that says so: a little above its title to a little below its text."""
    known = [i for i, part in enumerate(parts) if part in ("title", "body")]
    return range(max(0, known[0] - _ABOVE), known[-1] + 1 + _BELOW)


def _one_lead(verdicts: list[Verdict], body: int) -> None:
    """A lead found above the text makes a lead in the text a paragraph."""
    if any(v.role == "lead" for v in verdicts[:body]):
        for i in range(body, len(verdicts)):
            if verdicts[i].role == "lead":
                verdicts[i] = Verdict("body", verdicts[i].rule)


@lru_cache(maxsize=64)
def _roles(layout: Layout) -> tuple[tuple[str, tuple[Selector, ...]], ...]:
    return tuple((role, tuple(compile_selector(s) for s in layout.selectors(role))) for role in ROLES)


def _keep_first(parts: list[str | None], items: Sequence[Item], role: str) -> None:
    """The same words twice in one part count once; a link in a lead leads elsewhere."""
    seen: set[str] = set()
    for i, part in enumerate(parts):
        if part != role:
            continue
        markup = items[i].markup
        if role == "lead" and markup is not None and markup.linked > 0.7:
            parts[i] = "related"
        elif items[i].text in seen:
            parts[i] = "skip"
        seen.add(items[i].text)


def _within(item: Item, element: Element | None, found: tuple[str, Element] | None) -> Item:
    """A block of the text without the hints of what the text's place stands in: `cate-24h-foot-arti-deta-info` is no foot."""
    if found is None or found[0] != "body" or item.markup is None or not any(h.startswith("in_") for h in item.markup.hints):
        return item
    zones: frozenset[str] = frozenset()
    while element is not None and element is not found[1]:
        zones |= zones_of(element.tag, element.names)
        element = element.up
    hints = frozenset(h for h in item.markup.hints if not h.startswith("in_") or h in zones)
    return replace(item, markup=replace(item.markup, hints=hints, inside=True))


def _added(layout: Layout, items: Sequence[Item], parts: list[str | None]) -> None:
    """Paragraphs that the outlet adds to its texts are told by how they begin."""
    keys = tuple(phrase_key(words) for words in layout.no_text)
    if keys:
        for i, part in enumerate(parts):
            if part == "body" and phrase_key(items[i].text[:120]).startswith(keys):
                parts[i] = "skip"


def _misses(layout: Layout, counted: dict[str, int], names: Sequence[str]) -> str:
    out = []
    for name in names:
        least, most = getattr(layout.expect, name)
        if not least <= counted[name] <= most:
            out.append(f"{name} {counted[name]}, expected {least} to {most}")
    return "; ".join(out)


def _outside(item: Item, part: str | None, rule: str) -> Verdict:
    if part in _PLAIN:
        return Verdict(_PLAIN[part], rule)
    return Verdict("teaser" if item.markup is not None and item.markup.linked > 0.5 else "boilerplate", rule)


def _inside(item: Item, part: str, told: Verdict, rule: str, has_lead: bool) -> Verdict:
    """The role of a block in the text's place: what the general way tells, unless that is at odds with where it stands."""
    if part != "body":
        return Verdict("title" if part == "title" else "lead", rule)
    linked = item.markup.linked if item.markup else 0.0
    if told.role == "lead" and has_lead:
        return Verdict("body", rule)
    if told.role == "heading" and linked > 0.95 and len(item.text.split()) >= _LINK_WORDS:
        return Verdict("teaser", rule)
    if told.role not in _NO_TEXT or linked > 0.7 or not told.rule.startswith("lines_"):
        return told
    furniture = furniture_class(item.text) if len(item.text) < 80 else None
    if furniture and furniture[1] > 0.6:
        return told
    return Verdict("body", rule) if item.text.endswith(_ENDS) or len(item.text) > 60 else told
