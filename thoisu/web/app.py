"""Routes and views of the desk."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast, get_args
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from thoisu.errors import NotFound, StoreError, ThoisuError
from thoisu.lexicon.entities import find_entity, offices_of
from thoisu.lexicon.texts import say
from thoisu.model import ChannelKind, EventType, Span, Status
from thoisu.pipeline.bounding import read_bounds
from thoisu.pipeline.reading import read_summary, read_timeline, story_timeline
from thoisu.record.copies import likely_source, shared_passages
from thoisu.record.timeline import make_timeline
from thoisu.record.versions import find_changes
from thoisu.store import Store
from thoisu.store.search import Hit
from thoisu.web.api import api_routes
from thoisu.web.charts import draw_months
from thoisu.web.comparing import mark_side
from thoisu.web.guard import Guard
from thoisu.web.marking import mark_paragraphs
from thoisu.web.rawpage import read_raw_lines
from thoisu.web.rendering import render, request_lang
from thoisu.web.results import atom_feed, csv_file

View = Callable[[Store, Request], Response]
PAGE_SIZE, _FOLLOWED = 30, 200


def make_app(db: Path) -> Starlette:
    """The desk over one record file."""

    def route(path: str, view: View, name: str) -> Route:
        return Route(path, partial(_answer, db, view), name=name)

    routes = [
        route("/", front, "front"),
        route("/tin/{id}", story, "story"),
        route("/bai/{id:path}", article, "article"),
        route("/so-sanh", compare, "compare"),
        route("/ai", actors, "actors"),
        route("/ai/{name:path}", actor, "actor"),
        route("/cap", pair, "pair"),
        route("/mach/{id}", thread, "thread"),
        route("/kenh", channels, "channels"),
        route("/phat-bieu", statements, "statements"),
        route("/su-kien", events, "events"),
        route("/tim", search, "search"),
        route("/tinh-trang", status, "status"),
        Route("/ngon-ngu/{lang}", set_language, name="language"),
        *api_routes(db),
        Mount("/static", StaticFiles(packages=[("thoisu.web", "static")]), name="static"),
    ]
    handlers = {HTTPException: _http_error, ThoisuError: _our_error, 404: _http_error, 500: _crash}
    return Starlette(routes=routes, middleware=[Middleware(Guard)], exception_handlers=handlers)


async def _answer(db: Path, view: View, request: Request) -> Response:
    def run() -> Response:
        with Store(db, read_only=True, create=False) as store:
            return view(store, request)

    return await run_in_threadpool(run)


async def _http_error(request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 404
    return render(request, "error.html", status=code, message=say("web_not_found", request_lang(request)) if code == 404 else str(error))


async def _our_error(request: Request, error: Exception) -> Response:
    code = 404 if isinstance(error, NotFound) else 503 if isinstance(error, StoreError) else 400
    return render(request, "error.html", status=code, message=str(error))


async def _crash(request: Request, _error: Exception) -> Response:
    return render(request, "error.html", status=500, message=say("web_crash", request_lang(request)))


async def set_language(request: Request) -> Response:
    """Keep the language in a cookie and go back to where the reader was."""
    lang = request.path_params["lang"]
    if lang not in ("vi", "en"):
        raise HTTPException(404)
    back = request.query_params.get("ve", "/")
    if not back.startswith("/") or back.startswith(("//", "/\\")):
        back = "/"  # only to our own pages
    response = RedirectResponse(back, status_code=303)
    response.set_cookie("lang", lang, max_age=365 * 86400, samesite="lax", httponly=True)
    return response


def _page(request: Request) -> int:
    text = request.query_params.get("trang", "1")
    return max(1, min(int(text), 10_000)) if text.isdecimal() and len(text) < 8 else 1


def _more(request: Request, page: int, shown: int) -> str | None:
    if shown <= PAGE_SIZE:
        return None
    return "?" + urlencode({**request.query_params, "trang": page + 1})


def _span(request: Request) -> tuple[str | None, str | None]:
    dates = []
    for name in ("tu", "den"):
        value = request.query_params.get(name, "").strip()
        dates.append(value if value[:4].isdigit() else None)
    return dates[0], dates[1]


def _entity(store: Store, name: str) -> str:
    return store.articles.entity_named(name) or name


def front(store: Store, request: Request) -> Response:
    """The stories, and what else moves."""
    page, (start, end) = _page(request), _span(request)
    order = "size" if request.query_params.get("xep") == "nguon" else "date"
    rows = store.record.stories(start=start, end=end, order=order, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
    found = [s for r in rows[:PAGE_SIZE] if (s := store.record.story(r.id))]
    marks = {r.id: r.discrepancies for r in rows}
    return render(
        request, "front.html", stories=found, marks=marks, more=_more(request, page, len(rows)), order=order, start=start, end=end,
        channels=store.record.channels()[:6], speakers=store.record.speakers(8), counts=store.pages.counts(), sizes=store.record.sizes(),
        unfinished=store.features.count_unfinished(),
    )


def story(store: Store, request: Request) -> Response:
    """One story: summary, timeline, events, statements, discrepancies, articles."""
    found = store.record.story(request.path_params["id"])
    if found is None:
        raise HTTPException(404)
    if found.id != request.path_params["id"]:
        return RedirectResponse(f"/tin/{found.id}", status_code=301)
    return render(
        request, "story.html", story=found, summary=read_summary(store, found), timeline=story_timeline(store, found.id, 20),
        events=store.record.events(story=found.id, limit=200), statements=store.record.statements(story=found.id, limit=200),
        discrepancies=store.record.discrepancies(found.id), articles=store.articles.rows(found.articles),
    )


def article(store: Store, request: Request) -> Response:
    """One article: its text with everything marked, beside the page as it came."""
    id_ = store.articles.find_id(request.path_params["id"])
    doc = store.articles.document(id_, request.query_params.get("ban") or None) if id_ else None
    if doc is None:
        raise HTTPException(404)
    focus = None
    start, _, end = request.query_params.get("chu", "").partition("-")
    if start.isdecimal() and end.isdecimal() and len(start + end) < 16 and int(start) < int(end) <= len(doc.text):
        focus = Span(int(start), int(end))
    page, versions = store.pages.of_article(doc.article.id, doc.article.digest), store.articles.versions(doc.article.id)
    original = versions[0].copy_of if versions else None
    bounds = read_bounds(store, doc.article.id) if doc.article.published_how in ("copies", "story") else None
    return render(
        request, "article.html", doc=doc, bounds=bounds,
        beside={r.id: r for r in store.articles.rows([g.article for g in bounds.grounds] if bounds else [])},
        paragraphs=list(mark_paragraphs(doc, focus)), page=page,
        raw=read_raw_lines(doc.article, page) if page else [], versions=versions,
        original=next(iter(store.articles.rows([original] if original else [])), None),
        copies=store.articles.copies_of(doc.article.id), story=store.record.story(store.record.story_of(doc.article.id) or ""),
    )


def compare(store: Store, request: Request) -> Response:
    """Two articles with the passages they share, or two versions of one article with what changed."""
    sides = []
    for key in ("a", "b"):
        id_ = store.articles.find_id(request.query_params.get(key, ""))
        doc = store.articles.document(id_, request.query_params.get(f"ban_{key}") or None) if id_ else None
        if doc is None:
            raise HTTPException(404)
        sides.append(doc)
    a, b = sides
    if a.article.id == b.article.id:
        changes = find_changes(a.text, b.text)
        left, right = mark_side(a, (c.old for c in changes if c.old)), mark_side(b, (c.new for c in changes if c.new))
        return render(request, "compare.html", sides=(left, right), edited=True, count=len(changes), source=None)
    passages = shared_passages(a.text, b.text)
    left, right = mark_side(a, (p for p, _ in passages)), mark_side(b, (p for _, p in passages))
    return render(request, "compare.html", sides=(left, right), edited=False, count=len(passages), source=likely_source(a, b))


def _partners(store: Store, name: str) -> list[str]:
    """With whom the actor had most to do, by events."""
    counts: Counter[str] = Counter()
    for r in store.record.relations(name):
        counts[r.recipient if r.actor == name else r.actor] += len(r.events)
    return [n for n, _ in counts.most_common(8)]


def actors(store: Store, request: Request) -> Response:
    """Who and what the record names most."""
    words = request.query_params.get("q", "").strip()
    return render(request, "actors.html", words=words, actors=store.articles.actors(words, limit=100))


def actor(store: Store, request: Request) -> Response:
    """One actor: who it is, statements, events, lines of contact."""
    name = _entity(store, request.path_params["name"])
    surfaces = store.articles.surfaces(name)
    if not surfaces:
        raise HTTPException(404)
    return render(
        request, "actor.html", actor=name, known=find_entity(name), offices=offices_of(name), surfaces=surfaces,
        statements=store.record.statements(speaker=name, limit=20), events=store.record.events(actors=[name], limit=30),
        channels=store.record.channels([name]), timeline=read_timeline(store, (name,), limit=15),
        chart=draw_months(store.record.events(actors=[name], limit=1000)), partners=_partners(store, name),
    )


def pair(store: Store, request: Request) -> Response:
    """Two actors: their lines of contact, what they did to each other month by month, what one said of the other, in order."""
    asked = [p.strip() for p in request.query_params.getlist("ben") if p.strip()][:2]
    names = [_entity(store, p) for p in asked]
    if len(set(names)) < 2:
        return render(request, "pair.html", asked=asked, names=[], channels=[], events=[], timeline=(), chart=draw_months([]))
    events = store.record.events(actors=names, limit=1000)
    return render(
        request, "pair.html", asked=asked, names=names, channels=store.record.channels(names), events=events[:30], chart=draw_months(events),
        timeline=read_timeline(store, names, limit=25),
    )


def thread(store: Store, request: Request) -> Response:
    """A running affair: its stories in order, and what stands in them by date."""
    found = next((t for t in store.record.threads() if t.id == request.path_params["id"]), None)
    if found is None:
        raise HTTPException(404)
    told = sorted((s for i in found.stories if (s := store.record.story(i))), key=lambda s: (s.date or "9", s.id))
    events = [e for s in told for e in store.record.events(story=s.id, limit=200)]
    statements = [x for s in told for x in store.record.statements(story=s.id, limit=100)]
    return render(
        request, "thread.html", thread=found, stories=told, chart=draw_months(events), timeline=make_timeline(events, statements, limit=40),
    )


def channels(store: Store, request: Request) -> Response:
    """The board of all lines of contact."""
    asked = [p.strip() for p in request.query_params.getlist("ben") if p.strip()]
    kind = request.query_params.get("loai", "")
    chosen = cast(ChannelKind, kind) if kind in get_args(ChannelKind) else None
    found = store.record.channels([_entity(store, p) for p in asked], kind=chosen)
    return render(request, "channels.html", channels=found, asked=asked, kind=chosen, kinds=get_args(ChannelKind))


def statements(store: Store, request: Request) -> Response:
    """Who said what."""
    page, (start, end) = _page(request), _span(request)
    speaker, about = (request.query_params.get(k, "").strip() for k in ("ai", "ve"))
    found = store.record.statements(
        speaker=_entity(store, speaker) if speaker else None, about=_entity(store, about) if about else None, start=start, end=end,
        limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE,
    )
    return render(
        request, "statements.html", statements=found[:PAGE_SIZE], speaker=speaker, about=about, start=start, end=end,
        more=_more(request, page, len(found)),
    )


def events(store: Store, request: Request) -> Response:
    """Who did what to whom."""
    page, (start, end) = _page(request), _span(request)
    who = [w.strip() for w in request.query_params.getlist("ai") if w.strip()]
    kind, state = request.query_params.get("loai", ""), request.query_params.get("tinh", "")
    found = store.record.events(
        actors=[_entity(store, w) for w in who], types=[kind] if kind in get_args(EventType) else [],
        status=state if state in get_args(Status) else None, start=start, end=end, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE,
    )
    return render(
        request, "events.html", events=found[:PAGE_SIZE], who=who, kind=kind, state=state, start=start, end=end,
        kinds=get_args(EventType), states=get_args(Status), more=_more(request, page, len(found)),
    )


def search(store: Store, request: Request) -> Response:
    """Words in articles, statements and events."""
    words, page = request.query_params.get("q", "").strip()[:300], _page(request)
    kind = request.query_params.get("trong", "article")
    kind = kind if kind in ("article", "statement", "event") else "article"
    start, end = _span(request)
    form, outlet, who = (request.query_params.get(k, "").strip() for k in ("dang", "bao", "ai"))
    many = form in ("atom", "csv")
    results = store.search.find(
        words, kind=kind, start=start, end=end, outlet=outlet or None, actor=_entity(store, who) if who else None,  # type: ignore[arg-type]
        limit=_FOLLOWED if many else PAGE_SIZE, offset=0 if many else (page - 1) * PAGE_SIZE,
    )
    if many:
        return _other_form(request, form, results.hits, words)
    more = _more(request, page, PAGE_SIZE + 1) if results.total > page * PAGE_SIZE else None
    known = store.articles.actors(words, limit=5) if words else []
    forms = {f: "?" + urlencode({**{k: v for k, v in request.query_params.items() if k != "trang"}, "dang": f}) for f in ("atom", "csv")}
    return render(
        request, "search.html", words=words, kind=kind, results=results, more=more, actors=known, start=start, end=end, outlet=outlet, who=who,
        forms=forms,
    )


def _other_form(request: Request, form: str, hits: tuple[Hit, ...], words: str) -> Response:
    lang = request_lang(request)
    if form == "csv":
        return csv_file(hits, lang)
    query = "/tim?" + urlencode({k: v for k, v in request.query_params.items() if k not in ("dang", "trang")})
    return atom_feed(hits, words, str(request.base_url).rstrip("/"), query, lang)


def status(store: Store, request: Request) -> Response:
    """What came in, what was refused and why."""
    copies = store.articles.copies(200)
    originals = {r.id: r for r in store.articles.rows(sorted({c.copy_of for c in copies if c.copy_of}))}
    return render(
        request, "status.html", counts=store.pages.counts(), refusals=store.pages.refusals()[:500], sizes=store.record.sizes(),
        copies=copies, originals=originals, unfinished=store.features.count_unfinished(), feeds=store.feeds.all(),
        waiting=store.feeds.count_waiting(),
    )
