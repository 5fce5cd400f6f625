"""Commands that run: ingest, serve, export."""

import os
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from thoisu.cli.options import DEFAULT_DB, Db, Json, Language, check_lang, open_record
from thoisu.cli.printing import print_json, print_line, print_note
from thoisu.cli.searching import print_counts, top_record
from thoisu.cli.watching import AllowPrivate, Contact, Delay, Megabytes, Most, Seconds, make_manners, take_addresses
from thoisu.errors import NothingReadable, UsageError
from thoisu.export import FORMATS
from thoisu.lexicon.texts import Lang, say
from thoisu.pipeline.export import export_record
from thoisu.pipeline.ingest import check_pages
from thoisu.pipeline.ingest import ingest as run_ingest
from thoisu.pipeline.watch import Wishes
from thoisu.sources import read_pages, sort_inputs
from thoisu.store import Store
from thoisu.web import serve_desk


def ingest(
    paths: Annotated[list[str], typer.Argument(
        help="Folders, read with all below them, and files: .txt, .html, .jsonl(.gz), .warc(.gz); addresses; feeds and sitemaps: .xml, .rss, .atom.",
    )],
    db: Db = DEFAULT_DB,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes to read with.", show_default="one a core")] = None,
    most: Most = 200, delay: Delay = None, contact: Contact = None, allow_private: AllowPrivate = False, timeout: Seconds = 60.0,
    max_mb: Megabytes = 16.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no summary.")] = False,
    json: Json = False, lang: Language = "vi",
) -> None:
    """Take pages in and bring the record up to date; run again, it takes only what is new, and goes on where it was stopped."""
    language = check_lang(lang)
    given = sort_inputs(paths)
    if given.paths:
        check_pages(given.paths)
    manners = make_manners(contact, delay, allow_private, timeout, max_mb)
    with Store(db) as store:
        if given.paths:
            _ingest_paths(store, given.paths, jobs or os.cpu_count() or 1, language, quiet=quiet, json=json)
        if given.addresses or given.feeds:
            done = take_addresses(
                store, given.addresses, given.feeds, manners, Wishes(most_pages=most, tries=1), language, quiet=quiet, json=json,
            )
            if not given.paths and store.pages.counts().articles == 0 and done.failed + done.refused:
                raise NothingReadable("; ".join(f"{r.location}: {r.reason}: {r.detail}" for r in store.pages.refusals()[:3]))
        if not quiet and not json:
            print_counts(store.pages.counts(), language)
            top_record(store, language)


def _ingest_paths(store: Store, paths: list[Path], jobs: int, lang: Lang, *, quiet: bool, json: bool) -> None:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet or json, transient=not console.is_terminal) as bar:
        total = None if quiet or json else sum(1 for _ in read_pages(paths))
        tasks = {"pages": bar.add_task(say("ingest_pages", lang), total=total)}

        def progress(what: str, n: int) -> None:
            if what not in tasks:
                left = {"features": store.features.count_missing, "record": store.features.count_changed}.get(what, int)()
                tasks[what] = bar.add_task(say(f"ingest_{what}", lang), total=n + left)
            bar.update(tasks[what], advance=n)

        try:
            report = run_ingest(paths, store, jobs=jobs, progress=progress)
        except KeyboardInterrupt:
            bar.stop()
            print_note(say("ingest_stopped", lang))
            raise
    if json:
        print_json([report])
    elif not quiet:
        new = report.pages - report.known
        text = say("report_done", lang, pages=report.pages, seconds=f"{report.seconds:.1f}")
        print_line(text if new else say("report_nothing_new", lang, pages=report.pages))


def export(
    to: Annotated[Path, typer.Option("--to", help="The folder to write into.")],
    format_: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "jsonl",
    db: Db = DEFAULT_DB, lang: Language = "vi",
) -> None:
    """Write the whole record into files."""
    check_lang(lang)
    if format_ not in FORMATS:
        raise UsageError(f"--format {format_}: the formats are {', '.join(FORMATS)}")
    with open_record(db) as store:
        for path, lines in export_record(store, format_, to):
            print_line(f"{path}  {lines}")


def serve(
    db: Db = DEFAULT_DB,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 8765,
    lang: Language = "vi",
) -> None:
    """Serve the desk: the record in a browser."""
    language = check_lang(lang)
    with open_record(db):
        pass  # an unreadable record is told before the server starts
    serve_desk(db, host, port, lambda address: print_note(say("serving", language, address=address)))


def mcp(
    db: Db = DEFAULT_DB,
    http: Annotated[bool, typer.Option("--http", help="Speak HTTP on 127.0.0.1 instead of standard input and output.")] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port of --http.")] = 8766,
    lang: Language = "vi",
) -> None:
    """Give the record to language models as tools (Model Context Protocol)."""
    language = check_lang(lang)
    with open_record(db):
        pass  # an unreadable record is told before the first question
    try:
        server = import_module("thoisu.mcp")  # its protocol library is an extra, which no other command needs
    except ImportError as error:
        raise UsageError(say("mcp_missing", language)) from error
    if http:
        print_note(say("serving", language, address=f"http://127.0.0.1:{port}/mcp"))
        server.serve_http(db, port)
    else:
        server.serve_stdio(db)
