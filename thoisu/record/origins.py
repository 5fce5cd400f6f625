"""Origins: how many sources tell a story that did not take it from one another.

Articles are joined where one copies another, where they credit the same agency, and where one outlet's family publishes them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from thoisu.lexicon import load_rows
from thoisu.model import Copy, Document, Origin
from thoisu.record.tellings import sort_documents

_SECOND_LEVEL = frozenset({"com", "net", "org", "gov", "edu", "info", "co", "chinhphu"})


@cache
def load_families() -> dict[str, str]:
    """Names and hosts of the known outlets to the name under which their newsroom counts as one source.

    >>> load_families()["vietnamplus.vn"], load_families()["VnExpress"]
    ('TTXVN', 'VnExpress')
    """
    owners = {row[0]: row[1] for row in load_rows("outlet_owners")}
    out: dict[str, str] = {}
    for host, name, _, marks in load_rows("outlets"):
        for key in (host, name, *marks.split("|")):
            out.setdefault(key, owners.get(name, name))
    return out


def outlet_family(outlet: str, families: Mapping[str, str] | None = None) -> str:
    """The name under which all sites and sections of an outlet count as one.

    `families` maps an outlet's name or host to it and goes before the shipped table; a host in neither is cut to the part that one owner
    registers.

    >>> [outlet_family(o) for o in ("kinhdoanh.vnexpress.net", "VnExpress", "www.bao-nao-do.com.vn", "Tờ Mây")]
    ['VnExpress', 'VnExpress', 'bao-nao-do.com.vn', 'Tờ Mây']
    """
    known = {**load_families(), **families} if families else load_families()
    name = outlet.strip()
    host = name.lower().removeprefix("https://").removeprefix("http://").partition("/")[0].partition(":")[0].removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2 or " " in host or not all(labels):
        return known.get(name, name)
    keep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    domain = ".".join(labels[-keep:])
    return known.get(name) or known.get(host) or known.get(domain) or domain


def credited(doc: Document) -> str | None:
    """The agency or outlet that an article takes its content from: the one credited most often, the first of several.

    >>> from thoisu.extract.given import article_from_text
    >>> from thoisu.model import Source
    >>> credited(Document(article_from_text("a", "Theo TTXVN, mưa."), sources=(Source(5, 10, "TTXVN", "content", ""),)))
    'TTXVN'
    """
    counts = Counter(s.name for s in doc.sources or () if s.role == "content")
    first = {s.name: s.start for s in sorted(doc.sources or (), key=lambda s: -s.start)}
    return min(counts, key=lambda name: (-counts[name], first[name])) if counts else None


def group_origins(docs: Iterable[Document], copies: Iterable[Copy] = (), families: Mapping[str, str] | None = None) -> tuple[Origin, ...]:
    """The independent sources of some articles, the one with most articles first; each article stands under one.

    An article whose outlet is not known and that credits nobody is a source of its own, of kind `unknown`.

    >>> from thoisu.extract.given import article_from_text
    >>> pairs = (("a", "VnExpress"), ("b", "thethao.vnexpress.net"))
    >>> [o.articles for o in group_origins(Document(article_from_text(id, "Nga và NATO họp.", outlet=name)) for id, name in pairs)]
    [('a', 'b')]
    """
    ordered = sort_documents(docs)
    parent = {d.article.id: d.article.id for d in ordered}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    rank = {d.article.id: i for i, d in enumerate(ordered)}
    for copy in copies:
        if copy.article in rank and copy.of in rank:
            a, b = sorted((root(copy.article), root(copy.of)), key=rank.__getitem__)
            parent[b] = a
    families = families or {}
    groups: dict[str, list[Document]] = {}
    for doc in ordered:
        groups.setdefault(root(doc.article.id), []).append(doc)
    named: dict[tuple[str, str], list[str]] = {}
    for first, members in groups.items():
        named.setdefault(_name(first, members, families), []).extend(d.article.id for d in members)
    return tuple(
        Origin(name, kind, tuple(sorted(articles, key=rank.__getitem__)))  # type: ignore[arg-type]
        for (kind, name), articles in sorted(_one_kind(named).items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _name(first: str, members: list[Document], families: Mapping[str, str]) -> tuple[str, str]:
    """Kind and name of the source of a group of copies: the agency most of them credit, else the outlet of the first that has one."""
    agencies = Counter(name for doc in members if (name := credited(doc)))
    if agencies:
        best = min(agencies, key=lambda n: (-agencies[n], n))
        return "agency", families.get(best) or load_families().get(best, best)
    outlet = next((d.article.outlet for d in members if d.article.outlet), None)
    return ("outlet", outlet_family(outlet, families)) if outlet else ("unknown", first)


def _one_kind(named: dict[tuple[str, str], list[str]]) -> dict[tuple[str, str], list[str]]:
    """An outlet that others credit is one source, not two: what it publishes joins what is taken from it."""
    out: dict[tuple[str, str], list[str]] = {}
    for (kind, name), articles in sorted(named.items()):  # `agency` sorts before `outlet`
        key = ("agency", name) if kind == "outlet" and ("agency", name) in out else (kind, name)
        out.setdefault(key, []).extend(articles)
    return out


def index_origins(origins: Iterable[Origin]) -> dict[str, Origin]:
    """Article id to the origin it stands under."""
    return {article: origin for origin in origins for article in origin.articles}


def origin_of(article: str, origins: Iterable[Origin]) -> Origin | None:
    """The origin that an article stands under, None where none has it."""
    return next((o for o in origins if article in o.articles), None)
