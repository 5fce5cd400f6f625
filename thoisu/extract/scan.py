"""One pass over HTML: blocks of text with their place in the source, and what the head says.

HTML libraries give a tree without the offsets of its text, and every block of an article must open at its words in the raw page; so the
page is scanned here, forgivingly: unmatched tags are ignored, open paragraphs end where a block begins.
"""

import html
import re
from functools import lru_cache
from typing import NamedTuple

from thoisu.errors import PageRefused
from thoisu.extract.hints import hints_of

MAX_TAGS = 200_000
_TAG = re.compile(r"<!--|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)|<[!?/]")
# A tag as most are written: quoted values are short and closed. Anything else is found by `_TAG` and its end by hand.
_PLAIN_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)(?P<attributes>(?:[^<>"']|"[^"<>]{0,1000}"|'[^'"<>]{0,1000}')*+)>"""
)
_TAG_LENGTH = 20_000
_ATTRIBUTE = re.compile(r"([a-zA-Z_:@][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_SKIPPED = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "textarea", "select", "button", "object", "canvas", "math",
    "amp-ad"))
_VOID = frozenset(("br", "img", "hr", "input", "meta", "link", "source", "wbr", "col", "embed", "area", "base", "track", "param", "amp-img"))
BLOCKS = frozenset((
    "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "label", "option", "summary", "details", "caption", "head", "title", "picture", "video", "audio",
))
_CLOSES = {"li": ("li",), "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"), "dt": ("dt", "dd"), "dd": ("dt", "dd"),
"option": ("option",)}
_CLOSE_DEPTH = 60
_HOLDERS = frozenset(("html", "body", "div", "main", "article", "section", "header", "footer", "aside", "nav"))
_FIELDS = frozenset(("author", "date"))
_SAYS = re.compile(r"\b(?:class|id|itemprop|data-role|role|rel|type|style|align|size|datetime)\b", re.IGNORECASE)
_NAMES = ("class", "id", "itemprop", "data-role", "role", "rel")
_TYPED = frozenset(("div", "figure", "section"))  # some systems say in `type` what a box of theirs holds


class Element(NamedTuple):
    """An open element: its tag, its names (class, id, itemprop, role, a box's type; lower case), its nearest block element and that one's
    parent by number, whether it is set to the right, and the element that it stands in."""

    tag: str
    names: str
    block: int
    parent: int
    right: bool
    up: "Element | None"


class Run(NamedTuple):
    """A stretch of source text inside one block; white space between tags has no element."""

    start: int
    end: int
    text: str
    linked: bool
    bold: bool
    element: Element | None


class Scanned(NamedTuple):
    """A page as scanned: blocks of runs in order, parent of each block element, and the head's statements."""

    blocks: list[list[Run]]
    parents: list[int]
    metas: dict[str, str]
    title: str
    canonical: str | None
    json_ld: list[str]
    times: list[str]
    images: list["Picture"]


class Picture(NamedTuple):
    """An image: its address, which of the page's blocks of text comes next, and the block element that it stands in."""

    url: str
    next: int
    block: int


_ROOT = Element("body", "", 0, -1, False, None)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[Element] = []
        self.parents: list[int] = [-1]
        self.block = 0
        self.runs: list[Run] = []
        self.page = Scanned([], self.parents, {}, "", None, [], [], [])
        self.title = ""
        self.canonical: str | None = None
        self.links = self.bolds = 0
        self.unclosed: set[str] = set()

    def scan(self) -> Scanned:
        text, at = self.text, 0
        plain = _PLAIN_TAG.match
        for _ in range(MAX_TAGS):
            start = text.find("<", at)
            if start < 0:
                break
            tag = plain(text, start)
            if tag is None:
                at = self._odd_tag(start, at)
                continue
            if start > at:
                self._text(at, start)
            at = self._tag(tag["name"].lower(), bool(tag["close"]), tag["attributes"], tag.end())
        else:
            raise PageRefused("too_large", f"more than {MAX_TAGS:,} tags")
        self._text(at, len(text))
        self._flush()
        return self.page._replace(title=self.title, canonical=self.canonical)

    def _odd_tag(self, start: int, at: int) -> int:
        """What begins with `<` and is no plain tag: a comment, a tag with odd quotes, or text; where the scan goes on."""
        text = self.text
        match = _TAG.match(text, start)
        if match is None:
            self._text(at, start + 1)
            return start + 1
        if start > at:
            self._text(at, start)
        if match.group() == "<!--":
            end = text.find("-->", match.end())
            return len(text) if end < 0 else end + 3
        end = self._tag_end(match.end())
        if end < 0:
            self._text(match.start(), match.end())
            return match.end()
        return self._tag(match["name"].lower(), bool(match["close"]), text[match.end() : end], end + 1) if match["name"] else end + 1

    def _tag_end(self, at: int) -> int:
        """Where the tag's `>` stands that is in no quotation marks; -1 where there is none near."""
        text, first, end = self.text, -1, at
        for _ in range(8):
            end = text.find(">", end, at + _TAG_LENGTH)
            if end < 0:
                break
            if first < 0:
                first = end
            if text.count('"', at, end) % 2 == 0 and (text.count("'", at, end) % 2 == 0 or text.count('"', at, end)):
                return end
            end += 1
        return first

    def _tag(self, name: str, closes: bool, attributes: str, at: int) -> int:
        if closes:
            self._close(name)
            return at
        if name in _SKIPPED:
            return self._skip(name, attributes, at)
        if name in _VOID:
            self._void(name, attributes)
            return at
        if name == "title" and not self.title:
            end = self.text.find("<", at)
            self.title = html.unescape(self.text[at : end if end >= 0 else at]).strip()
            return end if end >= 0 else at
        if not attributes.endswith("/") or name in ("p", "div", "a"):
            self._open(name, attributes)
        return at

    def _skip(self, name: str, attributes: str, at: int) -> int:
        close = None if name in self.unclosed else re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, at)
        if close is None:
            self.unclosed.add(name)
            return len(self.text) if name in ("script", "style") else at
        if name == "script" and "ld+json" in attributes:
            self.page.json_ld.append(self.text[at : close.start()])
        return close.end()

    def _void(self, name: str, attributes: str) -> None:
        if name in ("br", "hr"):
            self._flush()
        elif name == "meta":
            found = read_attributes(attributes)
            key = found.get("property") or found.get("name") or found.get("itemprop")
            if key and found.get("content"):
                inside = "publisher." if key == "name" and self.stack and "publisher" in self.stack[-1].names else ""
                self.page.metas.setdefault(inside + key.lower(), found["content"])
        elif name == "link" and "canonical" in attributes:
            self.canonical = read_attributes(attributes).get("href") or self.canonical
        elif name in ("img", "amp-img"):
            found = read_attributes(attributes)
            source = found.get("data-src") or found.get("data-original") or found.get("src")
            if source and len(self.page.images) < 500:
                self.page.images.append(Picture(source, len(self.page.blocks) + bool(self.runs), self.block))

    def _open(self, name: str, attributes: str) -> None:
        own = name if "-" in name else ""  # an element of the page's own; between blocks it is one
        if own and (not self.stack or self.stack[-1].tag in _HOLDERS):
            name = "div"
        if name in BLOCKS:
            self._flush()
            if self.stack:
                self._close_implied(name)
        names, set_right, moment = _described(name, attributes) if _SAYS.search(attributes) else ("", False, None)
        if own:
            names = f"{names} {own}".strip()
        if moment:
            self.page.times.append(moment)
        parent = self.block
        if name in BLOCKS:
            self.block = len(self.parents)
            self.parents.append(parent)
        up = self.stack[-1] if self.stack else None
        right = set_right or (up is not None and up.right and name not in BLOCKS)
        self.stack.append(Element(name, names, self.block, parent, right, up))
        if name == "a" and self.runs and self.runs[-1].linked:  # two links side by side are two words
            self.runs.append(Run(self.runs[-1].end, self.runs[-1].end, " ", False, False, None))
        self.links += name == "a"
        self.bolds += name in ("b", "strong")

    def _close_implied(self, name: str) -> None:
        closes = _CLOSES.get(name, ())
        for depth in range(1, min(len(self.stack), 8) + 1):
            tag = self.stack[-depth].tag
            if tag == "p" or tag in closes:
                self._pop(len(self.stack) - depth)
                return
            if tag in BLOCKS:
                return

    def _close(self, name: str) -> None:
        if name in BLOCKS:
            self._flush()
        for depth in range(1, min(len(self.stack), _CLOSE_DEPTH) + 1):
            element = self.stack[-depth]
            if element.tag == name or ("-" in name and element.tag == "div" and element.names.rsplit(" ", 1)[-1] == name):
                if element.tag != name:
                    self._flush()
                self._pop(len(self.stack) - depth)
                return

    def _pop(self, size: int) -> None:
        for element in self.stack[size:]:
            self.links -= element.tag == "a"
            self.bolds -= element.tag in ("b", "strong")
        self.block = self.stack[size].parent
        del self.stack[size:]

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        raw = self.text[start:end]
        if raw.isspace():
            if self.runs:
                self.runs.append(Run(start, end, " ", self.links > 0, self.bolds > 0, None))
            return
        element = self.stack[-1] if self.stack else _ROOT
        self.runs.append(Run(start, end, html.unescape(raw) if "&" in raw else raw, self.links > 0, self.bolds > 0, element))

    def _flush(self) -> None:
        if self.runs:
            self.page.blocks.extend(_fields(self.runs))
            self.runs = []


@lru_cache(maxsize=4096)
def _described(name: str, attributes: str) -> tuple[str, bool, str | None]:
    """The names of an element, whether it is set to the right, and the moment that a `time` states."""
    found = read_attributes(attributes)
    names = " ".join([found[k] for k in _NAMES if found.get(k)])[:300].lower()
    if name in _TYPED and "type" in found:
        names += " " + found["type"].lower()
    if name == "font" and found.get("size", "") in ("4", "5", "6", "7", "+1", "+2", "+3"):
        names += " fontbig"
    style = (found.get("style", "") + " align:" + found.get("align", "")).replace(" ", "").lower()
    if "align:center" in style:
        names = f"{names} centred".strip()
    return names, "align:right" in style, (found.get("datetime") or None) if name == "time" else None


def _fields(runs: list[Run]) -> list[list[Run]]:
    """The runs of a block, cut where an inline element that is named for an author or a date begins or ends."""
    names = [_field(run.element) for run in runs]
    if not any(names):
        return [runs]
    parts: list[list[Run]] = []
    last: Element | None = None
    for run, name in zip(runs, names, strict=True):
        if not parts or (name is not last and run.element is not None):
            parts.append([])
            last = name
        parts[-1].append(run)
    return parts


def _field(element: Element | None) -> Element | None:
    for _ in range(3):
        if element is None or element.tag in BLOCKS:
            return None
        if element.tag == "time" or hints_of(element.names) & _FIELDS:
            return element
        element = element.up
    return None


def read_attributes(text: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, entities resolved; the first of a name counts.

    >>> read_attributes(' class="sapo" id=x')
    {'class': 'sapo', 'id': 'x'}
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text[:20_000]):
        value = double or single or bare
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return found


def scan_html(text: str) -> Scanned:
    """The blocks of text and the head's statements of an HTML page, in one pass.

    >>> page = scan_html('<title>Tít - Báo</title><p>Thân <b>bài</b></p>')
    >>> page.title, ["".join(r.text for r in b) for b in page.blocks]
    ('Tít - Báo', ['Thân bài'])
    """
    return _Scanner(text).scan()
