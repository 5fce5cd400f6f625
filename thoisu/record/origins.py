"""Origins: how many sources tell a story that did not take it from one another.

Articles are joined where one copies another, where they credit the same agency, and where one outlet's family publishes them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from thoisu.model import Copy, Document, Origin
from thoisu.record.tellings import sort_documents

_SECOND_LEVEL = frozenset({"com", "net", "org", "gov", "edu", "info", "co", "chinhphu"})


def outlet_family(outlet: str, families: Mapping[str, str] | None = None) -> str:
    """The name under which all sites and sections of an outlet count as one.

    `families` maps an outlet's name or domain to it; else a domain is cut to the part that one owner registers.

    >>> outlet_family("kinhdoanh.vnexpress.net"), outlet_family("www.qdnd.vn"), outlet_family("vov.com.vn"), outlet_family("Báo Mới Đây")
    ('vnexpress.net', 'qdnd.vn', 'vov.com.vn', 'Báo Mới Đây')
    """
    families = families or {}
    name = outlet.strip()
    host = name.lower().removeprefix("https://").removeprefix("http://").partition("/")[0].partition(":")[0]
    labels = host.split(".")
    if len(labels) > 1 and " " not in host and all(labels):
        keep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
        host = ".".join(labels[-keep:])
        return families.get(name) or families.get(host) or host
    return families.get(name, name)


def credited(doc: Document) -> str | None:
    """The agency or outlet that an article takes its content from: the one credited most often, the first of several."""
    counts = Counter(s.name for s in doc.sources or () if s.role == "content")
    first = {s.name: s.start for s in sorted(doc.sources or (), key=lambda s: -s.start)}
    return min(counts, key=lambda name: (-counts[name], first[name])) if counts else None


def group_origins(docs: Iterable[Document], copies: Iterable[Copy] = (), families: Mapping[str, str] | None = None) -> tuple[Origin, ...]:
    """The independent sources of some articles, the one with most articles first; each article stands under one.

    An article whose outlet is not known and that credits nobody is a source of its own, of kind `unknown`.
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
        return "agency", families.get(best, best)
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
