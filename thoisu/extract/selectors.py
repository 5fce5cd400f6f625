"""Selectors of elements by tag and names: `h1.title-detail`, `div.detail-content [type=RelatedOneNews]`, `ul.breadcrumb li`."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from thoisu.errors import LexiconError
from thoisu.extract.scan import Element

_STEP = re.compile(r"(?P<tag>[a-z][a-z0-9-]*)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+=[\w-]+\])*)$")
_NAME = re.compile(r"[.#]([\w-]+)|\[[\w-]+=([\w-]+)\]")


class Step(NamedTuple):
    """An element: its tag, if one is asked for, and names that it must all have."""

    tag: str | None
    names: frozenset[str]


Selector = tuple[Step, ...]  # the element itself first, then elements that it stands in, from the inside out


@lru_cache(maxsize=1024)
def compile_selector(text: str) -> Selector:
    """A selector from its text; case does not count. Raises LexiconError.

    Class, id, `itemprop`, `data-role`, `role` and a box's `type` are one set of names here: `#x` and `.x` ask for the same.

    >>> compile_selector("div.main h1#title")[0]
    Step(tag='h1', names=frozenset({'title'}))
    """
    steps = []
    for part in reversed(text.lower().split()):
        match = _STEP.match(part)
        if match is None or not part:
            raise LexiconError(f"selector {text!r}: {part!r} is not tag, .class, #id or [type=...]")
        names = frozenset(a or b for a, b in _NAME.findall(match["rest"]))
        steps.append(Step(match["tag"], names))
    if not steps:
        raise LexiconError("an empty selector")
    return tuple(steps)


@lru_cache(maxsize=8192)
def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Chooser:
    """Chooses for elements of one page the first of some roles whose selectors point at them or at what they stand in, nearest first."""

    def __init__(self, roles: Sequence[tuple[str, Sequence[Selector]]]) -> None:
        self.by_name: dict[str, list[tuple[int, str, Selector]]] = {}
        self.others: list[tuple[int, str, Selector]] = []
        for order, (role, selectors) in enumerate(roles):
            for selector in selectors:
                entry = (order, role, selector)
                if selector[0].names:
                    self.by_name.setdefault(min(selector[0].names), []).append(entry)
                else:
                    self.others.append(entry)
        self.known: dict[int, tuple[str, Element] | None] = {}

    def choose(self, element: Element | None) -> tuple[str, Element] | None:
        """The role of an element and the element that a selector points at; None where none does."""
        passed = []
        found: tuple[str, Element] | None = None
        while element is not None:
            key = id(element)
            if key in self.known:
                found = self.known[key]
                break
            passed.append(key)
            role = self._role(element)
            if role is not None:
                found = (role, element)
                break
            element = element.up
        for key in passed:
            self.known[key] = found
        return found

    def _role(self, element: Element) -> str | None:
        names = _names(element.names)
        best: tuple[int, str] | None = None
        for name in names:
            for order, role, selector in self.by_name.get(name, ()):
                if (best is None or order < best[0]) and _matches(selector, element, names):
                    best = (order, role)
        for order, role, selector in self.others:
            if (best is None or order < best[0]) and _matches(selector, element, names):
                best = (order, role)
        return best[1] if best else None


def _matches(selector: Selector, element: Element, names: frozenset[str]) -> bool:
    first = selector[0]
    if (first.tag is not None and first.tag != element.tag) or not first.names <= names:
        return False
    at = element.up
    for step in selector[1:]:
        while at is not None and not ((step.tag is None or step.tag == at.tag) and step.names <= _names(at.names)):
            at = at.up
        if at is None:
            return False
        at = at.up
    return True
