"""Commands that go out: watch, and addresses given to ingest."""

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from thoisu.cli.feeds import print_refusals
from thoisu.cli.options import DEFAULT_DB, Db, Json, Language, check_lang
from thoisu.cli.printing import print_json, print_line, print_note, print_table
from thoisu.errors import UsageError
from thoisu.lexicon.texts import Lang, say
from thoisu.pipeline.watch import FeedSpec, Round, Watcher, Wishes
from thoisu.sources.feedlist import FeedList, choose_feeds, shipped_feeds
from thoisu.sources.network import Limits
from thoisu.sources.visiting import Manners, Visitor
from thoisu.store import Store

AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Also ask machines of this network and this one; refused otherwise.")]
Contact = Annotated[str | None, typer.Option("--contact", envvar="THOISU_CONTACT", help="An address in the name we give to servers.")]
Delay = Annotated[float | None, typer.Option("--delay", min=0, help="Seconds between two visits to a host.", show_default="2")]
Most = Annotated[int, typer.Option("--most", min=1, help="At most so many pages of one feed or sitemap, the newest.")]
Seconds = Annotated[float, typer.Option("--timeout", min=0.01, help="Seconds for one page, redirects with it.")]
Megabytes = Annotated[float, typer.Option("--max-mb", min=0.001, help="Megabytes that one page may have, packed or unpacked.")]
DEFAULT_DELAY = 2.0
COUNTS = (
    "feeds", "feeds_unchanged", "feeds_failed", "feeds_paused", "named", "fetched", "articles", "versions", "same", "unchanged", "refused", "failed",
    "waiting",
)


def make_manners(contact: str | None, delay: float | None, allow_private: bool, timeout: float, max_mb: float) -> Manners:
    """How we behave, from the options of a command."""
    silence = min(timeout, Limits().read_seconds)
    limits = Limits(most_bytes=int(max_mb * 2**20), seconds=timeout, read_seconds=silence, connect_seconds=min(timeout, Limits().connect_seconds))
    return Manners(contact, DEFAULT_DELAY if delay is None else delay, allow_private, limits)


def watch(
    feeds: Annotated[list[str] | None, typer.Argument(help="A TOML file of feeds, addresses of feeds or sitemaps, outlets of --list, all.")] = None,
    shipped: Annotated[bool, typer.Option("--list", help="Print the feeds that ship with Thời Sự, and how to choose.")] = False,
    section: Annotated[str | None, typer.Option("--section", help="Only feeds of this section: 'the gioi'.")] = None,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    interval: Annotated[float | None, typer.Option("--interval", min=0.01, help="Minutes between two polls.", show_default="15")] = None,
    most: Most = 200, delay: Delay = None, contact: Contact = None, allow_private: AllowPrivate = False, timeout: Seconds = 60.0,
    max_mb: Megabytes = 16.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no summary.")] = False,
    db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi",
) -> None:
    """Poll feeds and take in the pages that they name, politely; goes on where it was stopped."""
    language = check_lang(lang)
    if shipped:
        _print_list(choose_feeds(feeds, section) if feeds else choose_feeds(["all"], section), language, json)
        return
    if not feeds:
        raise UsageError(say("watch_nothing_chosen", language))
    chosen = choose_feeds(feeds, section)
    manners = make_manners(contact or chosen.contact, chosen.delay_seconds if delay is None else delay, allow_private, timeout, max_mb)
    minutes = interval or chosen.interval_minutes or 15.0
    wishes = Wishes(interval_seconds=60 * minutes, most_pages=most)
    specs = [FeedSpec(f.url, f.name) for f in chosen.feed]
    with Store(db) as store:
        run = _Run(store, Visitor(manners), wishes, language, quiet=quiet, json=json)
        if once:
            run.once(specs)
        else:
            run.on(specs)


class _Run:
    """A command that goes out, and how it shows what it does."""

    def __init__(self, store: Store, visitor: Visitor, wishes: Wishes, lang: Lang, *, quiet: bool, json: bool) -> None:
        self.store = store
        self.visitor = visitor
        self.wishes = wishes
        self.lang = lang
        self.quiet = quiet
        self.json = json

    def once(self, feeds: list[FeedSpec]) -> None:
        with self._shown() as watcher:
            watcher.poll(feeds)
            watcher.run()
        self.tell(watcher.round)

    def on(self, feeds: list[FeedSpec]) -> None:
        """Round after round, until the process is told to stop; each polls the feeds whose time has come."""
        print_note(say("watch_runs", self.lang, n=len(feeds)))
        due_only = False
        while True:
            with self._shown() as watcher:
                watcher.poll(feeds, due_only=due_only)
                watcher.run()
            self.tell(watcher.round)
            due_only = True
            time.sleep(watcher.pause_seconds(feeds))

    def take(self, addresses: list[str], files: list[tuple[str, bytes]]) -> Round:
        """One round over addresses and files that a person gave."""
        with self._shown() as watcher:
            watcher.ask_for(addresses)
            for location, body in files:
                watcher.take_file(location, body)
            watcher.run()
        self.tell(watcher.round)
        return watcher.round

    @contextmanager
    def _shown(self) -> Iterator[Watcher]:
        """A watcher with a progress bar. Ctrl-C ends the visits; the record is brought up to date with what came in before it is told."""
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, disable=self.quiet or self.json, transient=not console.is_terminal) as bar:
            tasks = {"pages": bar.add_task(say("watch_pages", self.lang), total=0)}
            totals = {"pages": 0}

            def progress(what: str, n: int) -> None:
                if what == "named":
                    totals["pages"] += n
                    bar.update(tasks["pages"], total=totals["pages"])
                elif what in ("pages", "feeds"):
                    bar.update(tasks["pages"], advance=n)
                else:
                    left = {"features": self.store.features.count_missing, "record": self.store.features.count_changed}.get(what, int)()
                    if what not in tasks:
                        tasks[what] = bar.add_task(say(f"ingest_{what}", self.lang), total=n + left)
                    bar.update(tasks[what], advance=n)

            watcher = Watcher(self.store, self.visitor, self.wishes, progress)
            try:
                yield watcher
            except KeyboardInterrupt:
                bar.stop()
                print_note(say("watch_stopping", self.lang))
                self.visitor.stop()
                watcher.finish()
                self.tell(watcher.round)
                raise

    def tell(self, done: Round) -> None:
        """What came in, and what did not."""
        if self.json:
            print_json([done])
        elif not self.quiet:
            clock = datetime.datetime.now().strftime("%H:%M")
            print_line(say("watch_done", self.lang, clock=clock, seconds=f"{done.seconds:.1f}"))
            shown = [c for c in COUNTS if getattr(done, c) or c in ("fetched", "articles")]
            print_table("", [say(f"watch_{c}", self.lang) for c in shown], [[getattr(done, c) for c in shown]], right=range(len(shown)))
            if done.left_out:
                print_line(say("watch_left_out", self.lang, n=done.left_out))
            if done.failed or done.feeds_failed or done.refused:
                print_refusals(self.store, self.lang, 8)


def take_addresses(
    store: Store, addresses: list[str], files: list[tuple[str, bytes]], manners: Manners, wishes: Wishes, lang: Lang, *, quiet: bool, json: bool
) -> Round:
    """Fetch addresses, and what feeds and sitemaps among them and on disk name, and take it into the store."""
    return _Run(store, Visitor(manners), wishes, lang, quiet=quiet, json=json).take(addresses, files)


def _print_list(chosen: FeedList, lang: Lang, json: bool) -> None:
    if json:
        print_json(chosen.feed)
        return
    columns = [say(k, lang) for k in ("col_outlet", "col_section", "col_address")]
    print_table(say("head_shipped_feeds", lang), columns, [(f.outlet, f.section, f.url) for f in chosen.feed])
    print_line(say("watch_how_to_choose", lang, n=len(shipped_feeds().feed)))

