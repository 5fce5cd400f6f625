"""Commands that find and show: search, show, entity, status."""

from collections.abc import Mapping
from typing import Annotated

import msgspec
import typer

from thoisu.cli.feeds import place_name, print_feeds, reason_name
from thoisu.cli.options import DEFAULT_DB, Db, From, Json, Language, Limit, To, check_date, check_lang, find_actor, open_record
from thoisu.cli.printing import names, print_json, print_line, print_table, shorten, title_of
from thoisu.errors import NotFound, UsageError
from thoisu.export.rows import document_row
from thoisu.lexicon.entities import Entity, find_entity, offices_of
from thoisu.lexicon.texts import Lang, event_words, name_of, office_words, say, write_date
from thoisu.model import Document
from thoisu.pipeline.bounding import read_bounds
from thoisu.record.neighbours import Bounds
from thoisu.store import Store
from thoisu.store.articles import ArticleRow
from thoisu.store.pages import PageCounts
from thoisu.store.record import Speaker
from thoisu.store.search import Hit, parse_query

_KINDS = ("article", "statement", "event")


def search(
    words: Annotated[list[str], typer.Argument(help="Words, or “phrases in marks”; accents optional.")],
    kind: Annotated[str, typer.Option("--in", help="article, statement or event.")] = "article",
    actor: Annotated[str | None, typer.Option("--actor", help="Only articles that name this actor.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Only of this outlet.")] = None,
    start: From = None, end: To = None, limit: Limit = 20, db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi",
) -> None:
    """Search the words of articles, statements or events."""
    language = check_lang(lang)
    if kind not in _KINDS:
        raise UsageError(f"--in {kind}: search in {', '.join(_KINDS)}")
    query = " ".join(f'"{w}"' if " " in w else w for w in words)
    if not parse_query(query):
        raise UsageError("nothing to search for: give words of letters or digits")
    with open_record(db) as store:
        who = find_actor(store, actor, language) if actor else None
        results = store.search.find(
            query, kind=kind, start=check_date(start, "--from"), end=check_date(end, "--to"), outlet=outlet, actor=who, limit=limit  # type: ignore[arg-type]
        )
    if json:
        print_json(results.hits)
    elif not results.hits:
        print_line(say("none_hits", language, words=query))
    else:
        columns = [say(k, language) for k in ("col_date", "col_outlet", "col_title", "col_words", "col_id")]
        rows = [(write_date(h.date, language), h.outlet, _hit_title(h, language), shorten(h.snippet, 200), h.ref[:10]) for h in results.hits]
        print_table(f"{say('head_search', language)}: {query} — {say('hits_n', language, n=results.total)}", columns, rows)


def _hit_title(hit: Hit, lang: Lang) -> str:
    if hit.kind == "article":
        return title_of(hit.title, lang)
    return name_of(hit.title, lang) if hit.kind == "statement" else say(f"event_{hit.title}", lang)


def show(article: Annotated[str, typer.Argument(help="An article's id, the start of one, or its address.")],
         db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi") -> None:
    """Print one article with everything that was found in it."""
    language = check_lang(lang)
    with open_record(db) as store:
        id_ = store.articles.find_id(article)
        doc = store.articles.document(id_) if id_ else None
        if doc is None:
            raise NotFound(say("unknown_article", language, id=article))
        versions, copies = store.articles.versions(doc.article.id), store.articles.copies_of(doc.article.id)
        bounds = read_bounds(store, doc.article.id)
        beside = {r.id: r for r in store.articles.rows([g.article for g in bounds.grounds] if bounds else [])}
    if json:
        print_json([doc])
        return
    _print_head(doc, language)
    if bounds:
        print_grounds(doc, bounds, beside, language)
    print_line(doc.text + "\n")
    _print_layers(doc, language)
    if len(versions) > 1:
        cells = [(v.digest[:10], title_of(v.title, language)) for v in versions]
        print_table(say("head_versions", language), ["digest", say("col_title", language)], cells)
    if copies:
        cells = [(c.outlet or "", title_of(c.title, language)) for c in copies]
        print_table(say("head_copies", language), _heads(language, "col_outlet", "col_title"), cells)


def _print_head(doc: Document, lang: Lang) -> None:
    a = doc.article
    if a.published:
        date = f"{say('published', lang)}: {write_date(a.published, lang)} ({say(f'published_how_{a.published_how}', lang)})"
    elif a.published_between:
        how = f"({say(f'published_how_{a.published_how}', lang)})"
        date = f"{say('published_between', lang)}: {write_date('/'.join(a.published_between), lang)} {how}"
    else:
        date = f"{say('published', lang)}: {write_date(None, lang)}"
    parts = [date, f"{say('byline', lang)}: {a.byline}" if a.byline else "", a.outlet or "", a.url or ""]
    notes = [f"{say(f'note_{n.kind}', lang)}{': ' + n.text if n.text else ''}" for n in a.notes]
    print_line("\n".join([" · ".join(p for p in parts if p), *notes]) + "\n")


def print_grounds(doc: Document, bounds: Bounds, beside: Mapping[str, ArticleRow], lang: Lang) -> None:
    """Why an article without a date is taken to be of these days: the articles beside it, the words of its own."""
    rows = [
        (write_date(g.published, lang), say(f"ground_{g.relation}", lang, share=round(100 * g.share)), _outlet(beside, g.article),
         title_of(beside[g.article].title, lang) if g.article in beside else "", g.article[:10])
        for g in bounds.grounds
    ]
    print_table(say("head_grounds", lang), _heads(lang, "col_date", "col_type", "col_outlet", "col_title", "col_id"), rows)
    if bounds.words:
        print_line(say("ground_words", lang, words=doc.text[slice(*bounds.words)]))
    if bounds.own:
        print_line(say("ground_own", lang, days=write_date("/".join(bounds.own), lang)))
    print_line("")


def _outlet(beside: Mapping[str, ArticleRow], article: str) -> str:
    return (beside[article].outlet or "") if article in beside else ""


def _print_layers(doc: Document, lang: Lang) -> None:
    text, row = doc.text, document_row(doc)
    quotes = [
        (name_of(q.speaker, lang) if q.speaker else "?", say(f"quote_{q.type}", lang), shorten(text[q.start : q.end], 200), names(q.path[1:], lang))
        for q in row.quotes
    ]
    print_table(say("head_quotes", lang), _heads(lang, "said_by", "col_type", "col_said", "col_path"), quotes)
    events = [
        (write_date(e.date, lang), event_words(e.type, e.mode, lang), names(e.actors, lang), names(e.recipients, lang),
         say(f"status_{e.status}", lang), ", ".join(text[a:b] for a, b in e.triggers))
        for e in row.events
    ]
    heads = _heads(lang, "col_date", "col_type", "col_actors", "col_recipients", "col_status", "col_words")
    print_table(say("head_events", lang), heads, events)
    entities: dict[str, list[str]] = {}
    for m in row.entities:
        entities.setdefault(m.id, []).append(text[m.start : m.end])
    rows = [(e, ", ".join(sorted(set(w)))) for e, w in entities.items()]
    print_table(say("head_entities", lang), _heads(lang, "col_who", "col_words"), rows)
    times = [(text[t.start : t.end], t.value) for t in row.times]
    print_table(say("head_times", lang), [say("col_words", lang), "TIMEX3"], times)
    if row.sources:
        print_line(f"{say('head_sources', lang)}: {names(row.sources, lang)}")


def _heads(lang: Lang, *keys: str) -> list[str]:
    return [say(k, lang) for k in keys]


def entity(name: Annotated[str, typer.Argument(help="Any name, accents optional.")], db: Db = DEFAULT_DB,
           json: Json = False, lang: Language = "vi") -> None:
    """Print what is known of an entity, and how this record names it."""
    language = check_lang(lang)
    with open_record(db) as store:
        id_ = find_actor(store, name, language)
        surfaces = store.articles.surfaces(id_)
        articles = store.articles.naming(id_)
    known = find_entity(id_)
    if json:
        print_json([{"id": id_, "base": msgspec.to_builtins(known) if known else None, "surfaces": surfaces,
                     "offices": [msgspec.to_builtins(t) for t in offices_of(id_)], "articles": [{"id": a.id, "times": n} for a, n in articles]}])
        return
    title = name_of(id_, language)
    both = title if title == id_ else f"{title} ({id_})"
    print_line(both + (f" · {say(f'type_{known.type}', language)}" if known else "") + _of(known, language))
    if known and known.names:
        print_line(", ".join(known.names))
    print_line(say("entity_source", language, source=_base_source(known, language)) if known else say("entity_new", language))
    print_table(say("head_entities", language), [say("col_words", language), say("col_number", language)], surfaces, right=(1,))
    terms = offices_of(id_)
    if terms:
        print_table("", [say(k, language) for k in ("head_offices", "col_of", "col_date")], [
            (office_words(t.office, language), name_of(t.country, language),
             write_date(f"{t.start}/{t.end}", language) if t.end else say("since_day", language, date=write_date(t.start, language)))
            for t in terms
        ])
    columns = [say(k, language) for k in ("col_date", "col_outlet", "col_title", "col_number", "col_id")]
    rows = [(write_date(a.published, language), a.outlet, title_of(a.title, language), n, a.id[:10]) for a, n in articles]
    print_table(say("head_entity_articles", language), columns, rows, right=(3,))


def _base_source(known: Entity, lang: Lang) -> str:
    kind = "cldr" if known.source.startswith("CLDR") else "geonames" if known.source.startswith("GeoNames") else "written"
    return say(f"base_{kind}", lang)


def _of(known: Entity | None, lang: Lang) -> str:
    return f" · {name_of(known.country, lang)}" if known and known.country else ""


def status(db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi", limit: Limit = 30) -> None:
    """Print what came in, what was refused and why, and what the record holds."""
    language = check_lang(lang)
    with open_record(db) as store:
        counts, refusals, sizes = store.pages.counts(), store.pages.refusals(), store.record.sizes()
        speakers, unfinished = store.record.speakers(8), store.features.count_unfinished()
        feeds, waiting = store.feeds.all(), store.feeds.count_waiting()
    if json:
        told = {"pages": counts, "record": sizes, "refusals": refusals, "feeds": feeds, "waiting": waiting}
        print_json([msgspec.to_builtins(told)])
        return
    print_counts(counts, language)
    if unfinished:
        print_line(say("unfinished_n", language, n=unfinished))
    rows = [(say(f"size_{table}", language), n) for table, n in sizes.items()]
    print_table(say("head_record", language), ["", say("col_number", language)], rows, right=(1,))
    print_speakers(speakers, language)
    print_feeds(feeds, waiting, language)
    if refusals:
        lines = [(place_name(r.location), reason_name(r.reason, language), shorten(r.detail, 90)) for r in refusals[:limit]]
        print_table(say("head_refused", language), [say("col_page", language), say("col_reason", language), ""], lines)
    else:
        print_line(say("none_refused", language))


def print_counts(counts: PageCounts, lang: Lang) -> None:
    """What pages became, as a table that adds up."""
    columns = ("pages", "articles", "copies", "versions", "same", "refused")
    print_table("", [say(f"col_{c}", lang) for c in columns], [[getattr(counts, c) for c in columns]], right=range(6))


def print_speakers(speakers: list[Speaker], lang: Lang) -> None:
    """Who spoke most."""
    columns = [say("col_who", lang), say("head_statements", lang)]
    print_table(say("head_speakers", lang), columns, [(name_of(s.name, lang), s.statements) for s in speakers], right=(1,))


def top_record(store: Store, lang: Lang, limit: int = 8) -> None:
    """The summary that ends a run: stories, speakers, channels, refusals."""
    rows = store.record.stories(order="size", limit=limit)
    columns = [say(k, lang) for k in ("col_date", "col_articles", "col_origins", "col_title")]
    cells = [(write_date(r.date, lang), r.articles, r.origins, title_of(r.title, lang)) for r in rows]
    print_table(say("head_stories", lang), columns, cells, right=(1, 2))
    print_speakers(store.record.speakers(limit), lang)
    lines = []
    for c in store.record.channels()[:limit]:
        change = c.changes[-1]
        state = f"{say(f'state_{change.state}', lang)}"
        words = shorten(change.evidence[0].words, 90)
        lines.append((say(f"kind_{c.kind}", lang), names(c.parties, lang), state, write_date(change.date, lang), words))
    print_table(say("head_channels", lang), [say(k, lang) for k in ("col_channel", "col_parties", "col_state", "col_date", "col_words")], lines)
    refusals = [(place_name(r.location), reason_name(r.reason, lang)) for r in store.pages.refusals()[:limit]]
    if refusals:
        print_table(say("head_refused", lang), [say("col_page", lang), say("col_reason", lang)], refusals)
