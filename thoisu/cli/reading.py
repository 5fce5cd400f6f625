"""Commands that read the record: stories, story, quotes, events, channels, timeline, relations, discrepancies."""

from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from thoisu.cli.options import DEFAULT_DB, Db, From, Json, Language, Limit, Sure, To, check_date, check_lang, find_actor, open_record
from thoisu.cli.printing import names, print_json, print_line, print_table, shorten, title_of
from thoisu.cli.streams import assign_stories
from thoisu.errors import NotFound, UsageError
from thoisu.lexicon.texts import Lang, event_words, name_of, say, write_date
from thoisu.model import ChannelKind, Discrepancy, Event, EventType, Statement, Status, Story
from thoisu.pipeline.reading import read_summary, read_timeline
from thoisu.store import Store

Out = Annotated[Path | None, typer.Option("-o", "--output", help="Where to write; - or nothing is standard output.")]


def stories(
    file: Annotated[Path | None, typer.Argument(help="Group the articles of this JSONL file instead of listing the record's stories.")] = None,
    output: Out = None, db: Db = DEFAULT_DB, limit: Limit = 30, start: From = None, end: To = None,
    at_least: Annotated[int, typer.Option("--at-least", min=1, help="Only stories told by so many articles.")] = 1,
    order: Annotated[str, typer.Option("--order", help="date or size.")] = "date", json: Json = False, lang: Language = "vi",
) -> None:
    """List the stories of the record; or, given FILE, group its articles: {id, title, lead, text, published} -> {id, story}."""
    if file is not None:
        assign_stories(file, output)
        return
    language = check_lang(lang)
    if order not in ("date", "size"):
        raise UsageError(f"--order {order}: the orders are date and size")
    with open_record(db) as store:
        rows = store.record.stories(start=check_date(start, "--from"), end=check_date(end, "--to"), at_least=at_least, order=order, limit=limit)
    if json:
        print_json(rows)
    elif not rows:
        print_line(say("none_stories", language))
    else:
        columns = [say(k, language) for k in ("col_date", "col_articles", "col_origins", "col_discrepancies", "col_title", "col_id")]
        cells = [(write_date(r.date, language), r.articles, r.origins, r.discrepancies or "", title_of(r.title, language), r.id) for r in rows]
        print_table(say("head_stories", language), columns, cells, right=(1, 2, 3))


def story(id: Annotated[str, typer.Argument(help="A story's id or the start of one.")], db: Db = DEFAULT_DB, json: Json = False,
          lang: Language = "vi") -> None:
    """Print one story: summary, articles, statements, events, discrepancies."""
    language = check_lang(lang)
    with open_record(db) as store:
        found = store.record.story(id)
        if found is None:
            raise NotFound(say("unknown_story", language, id=id))
        statements, events = store.record.statements(story=found.id, limit=500), store.record.events(story=found.id, limit=500)
        discrepancies = store.record.discrepancies(found.id)
        if json:
            print_json([found, *statements, *events, *discrepancies])
            return
        _print_story(store, found, language)
    print_statements(statements, language)
    print_events(events, language)
    if discrepancies:
        print_discrepancies(discrepancies, language)


def _print_story(store: Store, found: Story, lang: Lang) -> None:
    counts = f"{say('articles_n', lang, n=len(found.articles))}, {say('origins_n', lang, n=found.independent_origins)}"
    print_line(f"{found.title or say('untitled', lang)}\n{write_date(found.date, lang)} · {counts} · {names(found.actors, lang)}\n")
    summary = read_summary(store, found)
    if summary:
        print_line(say("head_summary", lang))
        for number, sentence in enumerate(summary, start=1):
            print_line(f"  {sentence.text} [{sentence.evidence.article[:10]}]" if number else "")
        print_line("")
    rows = store.articles.rows(found.articles)
    columns = [say(k, lang) for k in ("col_date", "col_outlet", "col_title", "copy_of", "col_id")]
    print_table(say("head_articles", lang), columns, [
        (write_date(r.published or "/".join(r.published_between or ()), lang), r.outlet, title_of(r.title, lang), (r.copy_of or "")[:10], r.id[:10])
        for r in rows
    ])


def quotes(
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who spoke: any name, accents optional.")] = None,
    about: Annotated[str | None, typer.Option("--about", help="Whom or what the words name.")] = None,
    start: From = None, end: To = None, sure: Sure = None, limit: Limit = 30, db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi",
) -> None:
    """Print who said what: statements with their tellings."""
    language = check_lang(lang)
    with open_record(db) as store:
        if speaker is not None and not speaker.strip():
            raise UsageError("--speaker is empty: give a name, or leave the option out")
        who = (store.articles.entity_named(speaker) or speaker) if speaker else None
        matter = find_actor(store, about, language) if about is not None else None
        found = store.record.statements(
            speaker=who, about=matter, start=check_date(start, "--from"), end=check_date(end, "--to"), min_confidence=sure, limit=limit
        )
    if json:
        print_json(found)
    else:
        print_statements(found, language)


def print_statements(found: list[Statement], lang: Lang) -> None:
    """Statements as a table."""
    if not found:
        print_line(say("none_statements", lang))
        return
    columns = [say(k, lang) for k in ("col_date", "col_who", "col_said", "col_path", "col_origins")]
    rows = [
        (write_date(s.date, lang), name_of(s.speaker, lang), shorten(s.text, 220), names(s.tellings[0].path[1:], lang) if s.tellings else "",
         s.independent_origins)
        for s in found
    ]
    print_table(say("head_statements", lang), columns, rows, right=(4,))


def events(
    actor: Annotated[list[str] | None, typer.Option("--actor", help="Who takes part; repeat for events between several.")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", help="A PLOVER type, e.g. CONSULT; repeat for several.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="asserted, planned, denied or conditional.")] = None,
    start: From = None, end: To = None, sure: Sure = None, limit: Limit = 30, db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi",
) -> None:
    """Print who did what to whom."""
    language = check_lang(lang)
    types = [t.upper() for t in type_ or []]
    for t in types:
        if t not in get_args(EventType):
            raise UsageError(f"--type {t}: the types are {', '.join(get_args(EventType))}")
    if status is not None and status not in get_args(Status):
        raise UsageError(f"--status {status}: the statuses are {', '.join(get_args(Status))}")
    with open_record(db) as store:
        parties = [find_actor(store, a, language) for a in actor or []]
        found = store.record.events(
            actors=parties, types=types, status=status, start=check_date(start, "--from"), end=check_date(end, "--to"), min_confidence=sure,
            limit=limit,
        )
    if json:
        print_json(found)
    else:
        print_events(found, language)


def print_events(found: list[Event], lang: Lang) -> None:
    """Events as a table."""
    if not found:
        print_line(say("none_events", lang))
        return
    columns = [say(k, lang) for k in ("col_date", "col_type", "col_actors", "col_recipients", "col_status", "col_origins", "col_words")]
    rows = [
        (write_date(e.date, lang), event_words(e.type, e.mode, lang), names(e.actors, lang), names(e.recipients, lang),
         say(f"status_{e.status}", lang), e.independent_origins, shorten(e.tellings[0].evidence.words, 90) if e.tellings else "")
        for e in found
    ]
    print_table(say("head_events", lang), columns, rows, right=(5,))


def channels(
    parties: Annotated[list[str] | None, typer.Argument(help="One or two parties: Nga NATO.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=f"One of {', '.join(get_args(ChannelKind))}.")] = None,
    db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi",
) -> None:
    """Print the lines of contact between parties and how their state changed."""
    language = check_lang(lang)
    if kind is not None and kind not in get_args(ChannelKind):
        raise UsageError(f"--kind {kind}: the kinds are {', '.join(get_args(ChannelKind))}")
    with open_record(db) as store:
        found = store.record.channels([find_actor(store, p, language) for p in parties or []], kind=cast(ChannelKind | None, kind))
    if json:
        print_json(found)
        return
    if not found:
        print_line(say("none_channels", language))
        return
    columns = [say(k, language) for k in ("col_channel", "col_parties", "col_date", "col_state", "col_origins", "col_words")]
    rows = []
    for c in found:
        for number, change in enumerate(c.changes):
            state = say(f"state_{change.state}", language) + (f" ({say('contested', language)})" if change.contested else "")
            head = (say(f"kind_{c.kind}", language), names(c.parties, language)) if number == 0 else ("", "")
            rows.append((*head, write_date(change.date, language), state, change.independent_origins, shorten(change.evidence[0].words, 110)))
    print_table(say("head_channels", language), columns, rows, right=(4,))


def timeline(
    actors: Annotated[list[str], typer.Argument(help="One actor, or several for what lies between them.")],
    start: From = None, end: To = None, limit: Limit = 30, db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi",
) -> None:
    """Print the dated record of an actor, or between actors, in order."""
    language = check_lang(lang)
    with open_record(db) as store:
        parties = tuple(find_actor(store, a, language) for a in actors)
        entries = read_timeline(store, parties, check_date(start, "--from"), check_date(end, "--to"), limit)
    if json:
        print_json(entries)
    elif not entries:
        print_line(say("none_timeline", language))
    else:
        columns = [say(k, language) for k in ("col_date", "col_words", "col_origins")]
        rows = [(write_date(e.date, language), shorten(e.text, 240), e.independent_origins) for e in entries]
        print_table(f"{say('head_timeline', language)}: {names(parties, language)}", columns, rows, right=(2,))


def discrepancies(
    story_id: Annotated[str | None, typer.Option("--story", help="Only of this story.")] = None, limit: Limit = 30,
    db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi",
) -> None:
    """Print where tellings of one thing disagree, both sides beside each other."""
    language = check_lang(lang)
    with open_record(db) as store:
        told = store.record.story(story_id) if story_id is not None else None
        if story_id is not None and told is None:
            raise NotFound(say("unknown_story", language, id=story_id))
        found = store.record.discrepancies(told.id if told else None, limit)
    if json:
        print_json(found)
    else:
        print_discrepancies(found, language)


def print_discrepancies(found: list[Discrepancy], lang: Lang) -> None:
    """Discrepancies as a table, a line a side."""
    if not found:
        print_line(say("none_discrepancies", lang))
        return
    columns = [say(k, lang) for k in ("col_type", "col_said", "col_words", "col_page")]
    rows = []
    for d in found:
        for number, (value, evidence) in enumerate(d.sides):
            rows.append((say(f"field_{d.field}", lang) if number == 0 else "", value, shorten(evidence.words, 180), evidence.article[:10]))
    print_table(say("head_discrepancies", lang), columns, rows)


def relations(actor: Annotated[str | None, typer.Argument(help="An actor: any name, accents optional.")] = None, limit: Limit = 40,
              db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi") -> None:
    """Print what actors did to each other: cooperation and conflict, in words and in deeds, month by month."""
    language = check_lang(lang)
    with open_record(db) as store:
        found = store.record.relations(find_actor(store, actor, language) if actor else None)[:limit]
    if json:
        print_json(found)
    elif not found:
        print_line(say("none_relations", language))
    else:
        columns = [say(k, language) for k in ("col_date", "col_actors", "col_recipients", "quad_vc", "quad_mc", "quad_vx", "quad_mx")]
        rows = [
            (write_date(r.month, language), name_of(r.actor, language), name_of(r.recipient, language), r.verbal_cooperation or "",
             r.material_cooperation or "", r.verbal_conflict or "", r.material_conflict or "")
            for r in found
        ]
        print_table(say("head_relations", language), columns, rows, right=(3, 4, 5, 6))
