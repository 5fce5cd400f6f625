"""The record as linked data: schema.org NewsArticle, Quotation and Event; the words behind each as targets of W3C web annotations."""

from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote

import msgspec
from msgspec import Struct

from thoisu.export.files import whole_file
from thoisu.lexicon.entities import find_entity
from thoisu.model import Document, Event, Evidence, Statement, Story, Telling

Node = dict[str, object]
CONTEXT: dict[str, object] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "ts": "urn:thoisu:term:",
}
_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Thing"}


def write_jsonld(kind: str, record: type[Struct], records: Iterable[Struct], folder: Path) -> tuple[Path, int]:
    """Write `<kind>.jsonld`, one document whose graph has a node a record; the file's path and how many nodes it has.

    Identifiers are `urn:thoisu:KIND:ID`; what schema.org has no word for stands under `ts:`.
    """
    path, encoder, nodes, make = folder / f"{kind}.jsonld", msgspec.json.Encoder(), 0, _NODES[record]
    with whole_file(path) as part, part.open("wb") as out:
        out.write(b'{"@context": ' + encoder.encode(CONTEXT) + b', "@graph": [')
        for line in records:
            out.write((b",\n" if nodes else b"\n") + encoder.encode(_known(make(line))))
            nodes += 1
        out.write(b"\n]}\n")
    return path, nodes


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {k: v for k, v in node.items() if v not in (None, [], ())}


def _id(kind: str, id: str) -> str:
    return f"urn:thoisu:{kind}:{quote(id, safe='')}"


def _entity(name: str) -> Node:
    known = find_entity(name)
    return {"@type": _TYPES[known.type] if known else "Thing", "@id": _id("entity", name), "name": name}


def _article(d: Document) -> Node:
    a = d.article
    return {
        "@id": _id("article", a.id), "@type": "NewsArticle", "headline": a.title, "abstract": a.lead, "articleBody": "\n\n".join(a.body),
        "inLanguage": a.language, "datePublished": a.published, "url": a.url, "articleSection": a.section, "keywords": list(a.tags),
        "author": {"@type": "Person", "name": a.byline} if a.byline else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": a.outlet} if a.outlet else None,
        "mentions": [_entity(e) for e in dict.fromkeys(m.entity for m in d.mentions or ())],
        "citation": [{"@type": "Organization", "name": n} for n in dict.fromkeys(s.name for s in d.sources or () if s.role == "content")],
        "ts:digest": a.digest,
        "ts:publishedBetween": list(a.published_between) if a.published_between else None,
    }


def _story(s: Story) -> Node:
    return {
        "@id": _id("story", s.id), "@type": "Collection", "name": s.title, "temporalCoverage": s.date,
        "hasPart": [{"@id": _id("article", a)} for a in s.articles], "about": [_entity(e) for e in s.actors],
        "spatialCoverage": [_entity(e) for e in s.places], "ts:independentOrigins": s.independent_origins,
        "ts:origins": [o.name for o in s.origins],
    }


def _target(evidence: Evidence) -> Node:
    """The exact words, as a target of the web annotation model: position in the article's text, and the words themselves."""
    return {
        "@type": "oa:Annotation",
        "oa:hasTarget": {
            "oa:hasSource": {"@id": _id("article", evidence.article)}, "ts:digest": evidence.digest,
            "oa:hasSelector": [
                {"@type": "oa:TextPositionSelector", "oa:start": evidence.start, "oa:end": evidence.end},
                {"@type": "oa:TextQuoteSelector", "oa:exact": evidence.words},
            ],
        },
    }


def _telling(t: Telling) -> Node:
    return _known({
        **_target(t.evidence), "ts:path": list(t.path), "ts:origin": t.origin, "ts:date": t.date, "ts:status": t.status,
        "datePublished": t.published, "ts:confidence": t.confidence,
    })


def _statement(s: Statement) -> Node:
    return {
        "@id": _id("statement", s.id), "@type": "Quotation", "text": s.text, "spokenByCharacter": _entity(s.speaker), "dateCreated": s.date,
        "about": [_entity(e) for e in s.about], "isPartOf": {"@id": _id("story", s.story)} if s.story else None,
        "ts:independentOrigins": s.independent_origins, "ts:tellings": [_telling(t) for t in s.tellings],
    }


def _event(e: Event) -> Node:
    day = e.date.partition("/") if e.date else ("", "", "")
    return {
        "@id": _id("event", e.id), "@type": "Event", "additionalType": f"urn:thoisu:plover:{e.type}", "name": f"{e.type}: {', '.join(e.actors)}",
        "actor": [_entity(a) for a in e.actors], "ts:recipient": [_entity(r) for r in e.recipients], "startDate": day[0] or None,
        "endDate": day[2] or None, "location": _entity(e.place) if e.place else None, "ts:mode": e.mode, "ts:status": e.status,
        "ts:history": [{"ts:date": date, "ts:status": status} for date, status in e.history],
        "superEvent": {"@id": _id("story", e.story)} if e.story else None, "ts:independentOrigins": e.independent_origins,
        "ts:tellings": [_telling(t) for t in e.tellings],
    }


_NODES: dict[type[Struct], Callable[..., Node]] = {Document: _article, Story: _story, Statement: _statement, Event: _event}
