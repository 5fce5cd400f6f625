"""JSON-LD in a page's head: read as it is, repaired where it is broken, with references between its objects followed."""

import re
from collections.abc import Iterator, Sequence

import msgspec

_ARTICLE_TYPES = frozenset((
    "article", "newsarticle", "reportagenewsarticle", "blogposting", "liveblogposting", "analysisnewsarticle", "backgroundnewsarticle",
    "opinionnewsarticle", "reviewnewsarticle", "report", "webpage",
))
_MOST = 400  # objects; a page may hold thousands
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "breadcrumb")
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*;?\s*$")
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*$", re.DOTALL | re.MULTILINE)
_TRAILING = re.compile(r",(?=\s*[}\]])")
_MISSING = re.compile(r'(?<=["}\]])(\s*\n\s*)(?="[\w@]+"\s*:)')
_CONTROL = re.compile(r"[\x00-\x1f]+")
_FIELD = re.compile(r'"(headline|datePublished|articleSection|description)"\s*:\s*"((?:[^"\\]|\\.){1,600})"')
_NAMED = re.compile(r'"(author|publisher)"\s*:\s*\[?\s*\{[^{}]*?"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"')

Node = dict[str, object]


class LinkedData:
    """The objects of a page's JSON-LD scripts, in order."""

    def __init__(self, scripts: Sequence[str]) -> None:
        self.nodes = [node for script in scripts for node in _flat(read_script(script))]
        self._known: dict[str, Node] | None = None

    def article(self) -> Node:
        """The object that describes the article, one with a headline first; empty where there is none."""
        found = [n for n in self.nodes if types_of(n) & _ARTICLE_TYPES and ("headline" in n or "datePublished" in n)]
        return next((n for n in found if "webpage" not in types_of(n)), found[0] if found else {})

    def names(self, value: object) -> str | None:
        """The names in a value: text, an object with a name, a reference to one, or a list of these."""
        parts = value if isinstance(value, list) else [value]
        names = [self._name(part) for part in parts]
        return ", ".join([n for n in names if n]) or None

    def crumbs(self) -> list[str]:
        """The names of the breadcrumb trail, from the front page on; empty where there is none."""
        trail = next((n.get("itemListElement") for n in self.nodes if "breadcrumblist" in types_of(n)), None)
        if not isinstance(trail, list):
            return []
        names = []
        for step in trail:
            if isinstance(step, dict):
                name = step.get("name") or self._name(step.get("item"))
                if isinstance(name, str) and name.strip():
                    names.append(name.strip())
        return names

    def _name(self, part: object) -> str | None:
        if isinstance(part, dict) and "name" not in part and isinstance(part.get("@id"), str):
            if self._known is None:
                self._known = {str(n["@id"]): n for n in self.nodes if isinstance(n.get("@id"), str) and "name" in n}
            part = self._known.get(str(part["@id"]), part)
        name = part.get("name") if isinstance(part, dict) else part
        return name.strip() if isinstance(name, str) and name.strip() else None


def types_of(node: Node) -> frozenset[str]:
    """The types of an object, in lower case without the vocabulary's address.

    >>> sorted(types_of({"@type": ["NewsArticle", "http://schema.org/Report"]}))
    ['newsarticle', 'report']
    """
    kinds = node.get("@type")
    return frozenset(str(k).rsplit("/", 1)[-1].lower() for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str))


def read_script(script: str) -> object:
    """What a JSON-LD script says; of one that stays broken after repair, its plain fields as one article; None where it says nothing.

    >>> read_script('{"@type": "NewsArticle", "headline": "Tít\\nbài",}')
    {'@type': 'NewsArticle', 'headline': 'Tít bài'}
    """
    text = _WRAPPED.sub("", script).strip().rstrip(";")
    if not text:
        return None
    found = _decoded(text)
    if found is None:
        text = _MISSING.sub(r",\1", _COMMENT.sub("", text))
        found = _decoded(_TRAILING.sub("", _CONTROL.sub(" ", text)))
    return _plain_fields(text) if found is None else found


def _decoded(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None  # broken JSON-LD is common; what can be told from it is told by the caller


def _plain_fields(text: str) -> Node | None:
    fields: Node = {}
    for pattern in (_FIELD, _NAMED):
        for key, value in pattern.findall(text[:100_000]):
            fields.setdefault(key, " ".join(value.replace('\\"', '"').replace("\\n", " ").replace("\\/", "/").split()))
    return {"@type": "NewsArticle", **fields} if "headline" in fields or "datePublished" in fields else None


def _flat(found: object) -> Iterator[Node]:
    queue = [found]
    for at in range(_MOST):
        if at >= len(queue):
            return
        node = queue[at]
        if isinstance(node, list):
            queue += node[:_MOST]
        elif isinstance(node, dict):
            yield node
            queue += [v for k, v in node.items() if k in _NESTED and isinstance(v, dict | list)]
