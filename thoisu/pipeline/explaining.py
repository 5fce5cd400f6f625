"""Why the record says what it says of some words: each decision about them in the order in which it was made."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from thoisu.model import Article, Document, EventMention, Page, Quote, Span
from thoisu.pipeline.bounding import find_told, read_bounds
from thoisu.store import Store


class Step(Struct, frozen=True):
    """One decision: `layer` says of what kind, `what` the outcome, `words` the words that decided, each with what they decided."""

    layer: str
    what: str
    rule: str = ""
    confidence: float | None = None
    words: tuple[tuple[str, str], ...] = ()


class Explanation(Struct, frozen=True):
    """What was decided about the words of a span of an article, from the page to the record."""

    article: str
    digest: str
    start: int
    end: int
    text: str
    steps: tuple[Step, ...]


def explain(store: Store, doc: Document, span: Span, page: Page | None) -> Explanation:
    """The chain of decisions about a span: page line, block, sentence, every layer, and the lines of the record that rest on it."""
    steps = (*_page_steps(doc, span, page), *_date_steps(store, doc), *_layer_steps(doc, span), *_record_steps(store, doc, span))
    return Explanation(doc.article.id, doc.article.digest, span.start, span.end, doc.text[span.start : span.end], steps)


def find_words(doc: Document, words: str) -> tuple[Span, ...]:
    """Every place where these words stand in the text, letter for letter.

    >>> from thoisu.extract.given import article_from_text
    >>> find_words(Document(article_from_text("a", "Họp rồi lại Họp.")), "Họp")
    (Span(start=0, end=3), Span(start=12, end=15))
    """
    out, at = [], doc.text.find(words) if words else -1
    while at >= 0:
        out.append(Span(at, at + len(words)))
        at = doc.text.find(words, at + len(words))
    return tuple(out)


def _page_steps(doc: Document, span: Span, page: Page | None) -> Iterator[Step]:
    if page is not None:
        yield Step("page", page.location, page.format)
    for block in doc.article.blocks:
        if _meet(span, block.start, block.end):
            for line_role, rule in _lines_of(doc.article, block.raw_start, block.raw_end):
                yield Step("line", line_role, rule)
            yield Step("block", block.kind)
    for s in doc.sentences or ():
        if _meet(span, s.start, s.end):
            yield Step("sentence", doc.text[s.start : s.end])


def _date_steps(store: Store, doc: Document) -> Iterator[Step]:
    """When the article was published and how that is known: by the page, the words of its text, or the articles beside it."""
    article = doc.article
    if article.published:
        yield Step("published", article.published, article.published_how or "")
        return
    if article.published_between is None:
        return
    day = "/".join(article.published_between)
    bounds = read_bounds(store, article.id) if article.published_how in ("copies", "story") else None
    if bounds is None:
        found = find_told(doc)
        spans = found.evidence if found and found.between == article.published_between else ()
        yield Step("published", day, article.published_how or "", words=tuple(("date", doc.text[s.start : s.end]) for s in spans))
        return
    words = [("date", doc.text[slice(*bounds.words)])] if bounds.words else []
    words += [(g.relation, f"{g.published} · {100 * g.share:.0f} % · {_titled(store, g.article)}") for g in bounds.grounds]
    if bounds.own:
        words.append(("own_text", "/".join(bounds.own)))
    yield Step("published", day, bounds.how, words=tuple(words))


def _titled(store: Store, article: str) -> str:
    rows = store.articles.rows([article])
    return f"{rows[0].title} ({article})" if rows else article


def _lines_of(article: Article, start: int | None, end: int | None) -> list[tuple[str, str]]:
    if start is None or end is None:
        return []
    return list(dict.fromkeys((x.role, x.rule) for x in article.lines if x.raw_start < end and start < x.raw_end))


def _layer_steps(doc: Document, span: Span) -> Iterator[Step]:
    text = doc.text
    for m in doc.mentions or ():
        if _meet(span, m.start, m.end):
            yield Step("mention", f"{m.type} {m.entity}", m.rule, m.confidence, (("name", text[m.start : m.end]),))
    for r in doc.referents or ():
        if _meet(span, r.start, r.end):
            yield Step("referent", r.entity, r.rule, None, (("name", text[r.start : r.end]),))
    for t in doc.times or ():
        if _meet(span, t.start, t.end):
            anchor = (("anchor", doc.published[:10]),) if doc.published else ()
            yield Step("time", f"{t.type} {t.value}", t.rule, t.confidence, (("time", text[t.start : t.end]), *anchor))
    for s in doc.sources or ():
        if _meet(span, s.start, s.end):
            yield Step("source", s.name, s.rule, None, (("name", text[s.start : s.end]),))
    for q in doc.quotes or ():
        if any(_meet(span, s.start, s.end) for s in _quote_spans(q)):
            yield _quote_step(doc, q)
    for e in doc.events or ():
        if any(_meet(span, s.start, s.end) for s in _event_spans(e)):
            yield _event_step(doc, e)


def _quote_spans(q: Quote) -> list[Span]:
    return [Span(q.start, q.end), *(s for s in (q.cue, q.speaker_span) if s)]


def _quote_step(doc: Document, q: Quote) -> Step:
    words = [("content", doc.text[q.start : q.end])]
    words += [(k, doc.text[s.start : s.end]) for k, s in (("cue", q.cue), ("speaker", q.speaker_span)) if s]
    if len(q.path) > 1:
        words.append(("path", " ← ".join(q.path)))
    return Step("quote", f"{q.type} {q.speaker or '?'}", q.rule, q.confidence, tuple(words))


def _event_spans(e: EventMention) -> list[Span]:
    return [*e.triggers, *e.actor_spans, *e.recipient_spans, *(s for s in (e.date_span, e.status_span) if s)]


def _event_step(doc: Document, e: EventMention) -> Step:
    named: list[tuple[str, Sequence[Span]]] = [
        ("trigger", e.triggers), ("actor", e.actor_spans), ("recipient", e.recipient_spans),
        ("date", (e.date_span,) if e.date_span else ()), ("status", (e.status_span,) if e.status_span else ()),
    ]
    words = tuple((key, doc.text[s.start : s.end]) for key, spans in named for s in spans)
    parties = " → ".join(", ".join(p) for p in (e.actors, e.recipients) if p)
    mode = f"/{e.mode}" if e.mode else ""
    return Step("event", f"{e.type}{mode} · {parties} · {e.date or '?'} · {e.status}", e.rule, e.confidence, words)


def _record_steps(store: Store, doc: Document, span: Span) -> Iterator[Step]:
    article, digest = doc.article.id, doc.article.digest
    story = store.record.story_of(article)
    if story is None:
        return
    found = store.record.story(story)
    if found is not None:
        origin = next((o for o in found.origins if article in o.articles), None)
        yield Step("story", f"{found.title} ({found.id})", words=(("origin", origin.name),) if origin else ())
    for s in store.record.statements(story=story, limit=-1):
        if any(_rests(t.evidence.article, t.evidence.digest, t.evidence.start, t.evidence.end, article, digest, span) for t in s.tellings):
            yield Step("statement", f"{s.speaker}: {s.text} ({s.id})", words=_counts(len(s.tellings), s.independent_origins))
    for e in store.record.events(story=story, limit=-1):
        if any(_rests(t.evidence.article, t.evidence.digest, t.evidence.start, t.evidence.end, article, digest, span) for t in e.tellings):
            parties = " → ".join(", ".join(p) for p in (e.actors, e.recipients) if p)
            what = f"{e.type} · {parties} · {e.date or '?'} · {e.status} ({e.id})"
            yield Step("happening", what, words=_counts(len(e.tellings), e.independent_origins))
    for c in store.record.channels():
        for change in c.changes:
            if any(_rests(x.article, x.digest, x.start, x.end, article, digest, span) for x in change.evidence):
                yield Step("channel", f"{c.kind} {', '.join(c.parties)}: {change.state} {change.date or '?'} ({c.id})")


def _counts(tellings: int, origins: int) -> tuple[tuple[str, str], ...]:
    return ("tellings", str(tellings)), ("origins", str(origins))


def _rests(article: str, digest: str, start: int, end: int, own: str, own_digest: str, span: Span) -> bool:
    return article == own and digest == own_digest and _meet(span, start, end)


def _meet(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end
