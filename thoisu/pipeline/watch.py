"""Feeds, sitemaps and addresses taken in: asked politely, every answer and every failure kept, ready to be killed at any point.

A feed and the pages that it names are written in one transaction; each page and what it became in another, with its address. What was
named and not visited waits in the store for the next run.
"""

import datetime
import random
import time
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from thoisu.errors import FetchFailed
from thoisu.model import Document, Page, Refusal, Told
from thoisu.pipeline.crew import Agenda, Job, run_visits
from thoisu.pipeline.ingest import Progress, keep_result, process_page
from thoisu.pipeline.passes import update_record
from thoisu.sources.addresses import check_address, origin_of
from thoisu.sources.feeds import Entry, Feed, decode_xml, kind_of, parse_feed
from thoisu.sources.fetching import Answer, Known
from thoisu.sources.packing import unpack_file
from thoisu.sources.rows import guess_format
from thoisu.sources.sitemaps import parse_sitemap
from thoisu.sources.visiting import Host, Visitor
from thoisu.store import Store
from thoisu.store.feeds import FeedRow, HostRow
from thoisu.store.pages import Outcome, digest_bytes

_LONGEST_BACKOFF_SECONDS = 24 * 3600.0
_LONGEST_TTL_SECONDS = 6 * 3600.0
_STRIKES = 3
_OURS = ("private_address", "bad_address", "robots", "stopped")  # what an option or a word of the command line can change: no pause


class Wishes(Struct, frozen=True):
    """What a run is to do."""

    interval_seconds: float = 900.0  # between two polls of a feed
    most_pages: int = 200  # of one feed or sitemap in a poll, the newest
    most_sitemaps: int = 5  # of one index in a poll, the newest
    tries: int = 5  # for a page, over several runs
    backoff_seconds: float = 60.0  # after the first failure; twice as long after each more
    patience_seconds: float = 60.0  # a host that asks for a longer pause is left for the next run


class FeedSpec(Struct, frozen=True):
    """A feed to watch: its address and what to call it."""

    url: str
    name: str | None = None


class Round(Struct):
    """What one round did; `waiting` are addresses that are left for the next."""

    feeds: int = 0
    feeds_unchanged: int = 0
    feeds_failed: int = 0
    feeds_paused: int = 0  # after a failure
    named: int = 0
    left_out: int = 0
    fetched: int = 0
    unchanged: int = 0
    articles: int = 0
    versions: int = 0
    same: int = 0
    refused: int = 0
    failed: int = 0
    waiting: int = 0
    stories_changed: int = 0
    seconds: float = 0.0


class Watcher:
    """Polls feeds and takes in what they name. `progress` is told `("feeds", n)`, `("pages", n)`, `("named", n)` and the steps of the record."""

    def __init__(self, store: Store, visitor: Visitor, wishes: Wishes, progress: Progress = lambda _what, _n: None) -> None:
        self.store = store
        self.visitor = visitor
        self.wishes = wishes
        self.progress = progress
        self.round = Round()
        self._agenda = Agenda()
        self._strikes: dict[str, int] = {}  # failures in a row, by host
        for host in store.feeds.hosts():
            visitor.hosts.setdefault(host.name, Host(host.name, host.robots, host.robots_at, host.next_visit))

    def poll(self, feeds: Iterable[FeedSpec], *, due_only: bool = False) -> None:
        """Put feeds on the list of this round: those that do not pause after a failure, or, with `due_only`, those whose time has come."""
        now = time.time()
        for spec in feeds:
            row = self.store.feeds.get(spec.url) or FeedRow(spec.url)
            if spec.name and spec.name != row.name:
                row = replace(row, name=spec.name)
            with self.store.connection.transaction():
                self.store.feeds.put(row)
            paused = row.failures > 0 and row.reason not in _OURS
            if row.next_poll <= now or not (due_only or paused):
                self._agenda.add(Job(row.url, "feed", Known(row.etag, row.last_modified)))
            elif paused:
                self.round.feeds_paused += 1

    def ask_for(self, addresses: Iterable[str]) -> None:
        """Let addresses wait for their visit in this round: pages, feeds or sitemaps."""
        with self.store.connection.transaction():
            for url in addresses:
                self.store.feeds.ask_for(url)

    def take_file(self, location: str, body: bytes) -> None:
        """Let what a feed or sitemap on disk names wait for its visit. What cannot be read is kept as a refusal."""
        try:
            text = decode_xml(unpack_file(body, self.visitor.manners.limits.most_bytes))
            with self.store.connection.transaction():
                self._name_pages(location, self._read(text, location), nested=False)
                self.store.pages.drop_fetch_failure(location)
        except FetchFailed as failed:
            self.round.refused += 1
            with self.store.connection.transaction():
                self.store.pages.put_fetch_failure(Refusal(location, failed.reason, failed.detail))

    def run(self) -> Round:
        """Visit what is due until nothing is left that can be visited now, and bring the record up to date."""
        started = time.monotonic()
        for address in self.store.feeds.waiting(time.time()):
            self._agenda.add(Job(
                address.url, address.kind, Known(address.etag, address.last_modified), address.feed, address.told, address.tries,
            ))
        self.progress("named", len(self._agenda))
        try:
            for job, result in run_visits(self.visitor, self._agenda, patience_seconds=self.wishes.patience_seconds):
                self._take(job, result)
        finally:
            self.round.seconds = time.monotonic() - started
        self.finish()
        self.round.seconds = time.monotonic() - started
        return self.round

    def finish(self) -> Round:
        """Bring the record up to date with what came in."""
        self.round.stories_changed += update_record(self.store, self.progress)
        self.round.waiting = self.store.feeds.count_waiting()
        return self.round

    def pause_seconds(self, feeds: Iterable[FeedSpec]) -> float:
        """How long nothing can be done: no feed of these and no page that waits is due, or their hosts want to be left alone."""
        now = time.time()
        rows = [row for spec in feeds if (row := self.store.feeds.get(spec.url))]
        times = [max(row.next_poll, self.visitor.host(row.url).next_visit) for row in rows]
        again = self.store.feeds.next_try()
        if again is not None:
            resting = [h.next_visit for h in self.visitor.hosts.values() if h.next_visit > now]
            times.append(again if again > now else min(resting, default=now + self.wishes.interval_seconds))
        return max(1.0, min(times, default=now) - now)

    def _take(self, job: Job, result: Answer | FetchFailed) -> None:
        """Keep one result, with its host, so that a later run goes on from here."""
        try:
            if isinstance(result, FetchFailed):
                raise result
            page = self._page(job, result)
        except FetchFailed as failed:
            if failed.reason == "stopped":
                return
            with self.store.connection.transaction():
                self._fail(job, failed)
                self._keep_host(job)
        else:
            self._strikes.pop(origin_of(job.url), None)
            document = process_page(page) if page is not None and not self.store.pages.seen(page) else None
            with self.store.connection.transaction():
                self._keep_host(job)
                if page is not None:
                    self._keep(job, result, page, document)
                elif job.kind != "feed":
                    self._done(job, result)
        self.progress("feeds" if job.kind == "feed" else "pages", 1)

    def _keep_host(self, job: Job) -> None:
        host = self.visitor.host(job.url)
        self.store.feeds.put_host(HostRow(host.name, host.robots, host.robots_at, host.next_visit))

    def _page(self, job: Job, answer: Answer) -> Page | None:
        """The page that an answer is; None where it is a feed, which is read at once, or nothing new."""
        if answer.status == 304:
            self._unchanged(job)
            return None
        body = answer.body
        if job.kind != "page":
            unpacked = unpack_file(body, self.visitor.manners.limits.most_bytes)
            kind = kind_of(decode_xml(unpacked[:20_000], answer.charset))
            if job.kind == "feed" or kind in ("feed", "sitemap"):
                self._take_feed(job, answer, decode_xml(unpacked, answer.charset))
                return None
        if not body.strip():
            raise FetchFailed("empty", "the server sent nothing", again=True)
        fetched_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        format_ = "html" if answer.content_type in ("text/html", "application/xhtml+xml") else guess_format(body)
        return Page(job.url, body, format_, check_address(answer.url), fetched_at, charset=answer.charset, told=job.told)

    def _keep(self, job: Job, answer: Answer, page: Page, result: Document | Refusal | None) -> None:
        if result is None:
            self.round.unchanged += 1
        else:
            self._count(keep_result(self.store, page, result))
        self._done(job, answer, new=result is not None)

    def _count(self, outcome: Outcome) -> None:
        self.round.fetched += 1
        field = {"article": "articles", "version": "versions"}.get(outcome, outcome)
        setattr(self.round, field, getattr(self.round, field) + 1)

    def _done(self, job: Job, answer: Answer, *, new: bool = False) -> None:
        self.store.pages.drop_fetch_failure(job.url)
        if answer.status == 304:
            self.store.feeds.done(job.url, time.time(), job.known.etag, job.known.last_modified, new=False)
        else:
            self.store.feeds.done(job.url, time.time(), answer.etag, answer.last_modified, new=new)

    def _unchanged(self, job: Job) -> None:
        if job.kind != "feed":
            self.round.unchanged += 1
            return
        with self.store.connection.transaction():
            self._polled(self._feed_row(job), None)
        self.round.feeds_unchanged += 1
        for below in self.store.feeds.below(job.url):  # an index may stay the same while its sitemaps change
            self._agenda.add(Job(below.url, "feed", Known(below.etag, below.last_modified), job.url))

    def _feed_row(self, job: Job) -> FeedRow:
        return self.store.feeds.get(job.url) or FeedRow(job.url, parent=job.feed)

    def _take_feed(self, job: Job, answer: Answer, text: str) -> None:
        """Read a feed and let the pages that it names wait, in one transaction."""
        if job.kind == "any":  # asked for once: it is not watched
            feed = self._read(text, answer.url)
            with self.store.connection.transaction():
                self._name_pages(job.url, feed, nested=False)
            return
        digest = digest_bytes(answer.body)
        row = replace(self._feed_row(job), etag=answer.etag, last_modified=answer.last_modified)
        if digest == row.digest:
            self._unchanged(job)
            return
        feed = self._read(text, answer.url)
        with self.store.connection.transaction():
            row = replace(row, name=row.name or feed.title, kind=feed.kind, digest=digest, named=max(feed.total, len(feed.entries)), detail=feed.lost)
            self._polled(row, feed.every_seconds)
            self._name_pages(job.url, feed, nested=job.feed is not None)

    def _polled(self, row: FeedRow, every_seconds: float | None) -> None:
        """Keep that a poll went well, and when the next one is."""
        now = time.time()
        pause = max(self.wishes.interval_seconds, min(every_seconds or 0.0, _LONGEST_TTL_SECONDS))
        self.store.feeds.put(replace(row, failures=0, reason=None, last_poll=now, next_poll=now + _jitter(pause, 0.05)))
        self.store.pages.drop_fetch_failure(row.url)
        self.round.feeds += 1

    def _read(self, text: str, address: str) -> Feed:
        return parse_sitemap(text, address) if kind_of(text) == "sitemap" else parse_feed(text, address)

    def _name_pages(self, feed_url: str, feed: Feed, *, nested: bool) -> None:
        most = self.wishes.most_pages
        pages = [(e.url, replace(e.told, feed=feed_url)) for e in feed.entries if e.url is not None]
        self.round.left_out += max(0, max(feed.total, len(feed.entries)) - most)
        new = self.store.feeds.name_pages(feed_url, pages[:most], time.time())
        self.round.named += new
        self._take_contents(feed_url, [e for e in feed.entries if e.url is None][:most])
        for below in [] if nested else feed.more[: self.wishes.most_sitemaps]:
            assert below.url is not None
            known = self.store.feeds.get(below.url)
            self._agenda.add(Job(below.url, "feed", Known(known.etag, known.last_modified) if known else Known(), feed_url))
        if new:
            for address in self.store.feeds.waiting(time.time()):
                job = Job(address.url, address.kind, Known(address.etag, address.last_modified), address.feed, address.told, address.tries)
                if address.feed == feed_url and self._agenda.add(job):
                    self.progress("named", 1)

    def _take_contents(self, feed_url: str, entries: list[Entry]) -> None:
        """Pages that the feed brings itself, because they have no address."""
        for entry in entries:
            told: Told = replace(entry.told, feed=feed_url)
            body = (entry.content or "").encode("utf-8", "surrogatepass")
            page = Page(f"{feed_url}#{entry.guid or digest_bytes(body)[:16]}", body, guess_format(body), told=told)
            if not self.store.pages.seen(page):
                self._count(keep_result(self.store, page, process_page(page)))

    def _fail(self, job: Job, failed: FetchFailed) -> None:
        """Keep why a visit gave nothing, and when it is tried again."""
        now = time.time()
        self.store.pages.put_fetch_failure(Refusal(job.url, failed.reason, failed.detail))
        if failed.again:
            self._rest(job, failed)
        if job.kind == "feed":
            row = self._feed_row(job)
            pause = self._backoff(row.failures, failed)
            self.round.feeds_failed += 1
            self.store.feeds.put(replace(
                row, failures=row.failures + 1, reason=failed.reason, detail=failed.detail, last_poll=now, next_poll=now + pause,
            ))
            return
        self.round.failed += 1
        again = failed.again and job.tries + 1 < self.wishes.tries
        self.store.feeds.failed(job.url, now, now + self._backoff(job.tries, failed) if again else None)

    def _rest(self, job: Job, failed: FetchFailed) -> None:
        """Leave a host alone for a while that fails again and again, or says itself that it is too much."""
        name = origin_of(job.url)
        self._strikes[name] = self._strikes.get(name, 0) + 1
        if self._strikes[name] >= _STRIKES or failed.reason in ("too_many_requests", "robots_unreachable"):
            host = self.visitor.host(job.url)
            pause = max(failed.wait_seconds or 0.0, self.wishes.backoff_seconds * self._strikes[name])
            host.next_visit = max(host.next_visit, time.time() + pause)

    def _backoff(self, failures: int, failed: FetchFailed) -> float:
        """Twice as long after each failure, with jitter, at most a day; never shorter than the server asks."""
        pause = min(self.wishes.backoff_seconds * 2.0 ** min(failures, 20), _LONGEST_BACKOFF_SECONDS)
        return max(_jitter(pause, 0.25), failed.wait_seconds or 0.0)


def _jitter(seconds: float, share: float) -> float:
    """A pause a little longer or shorter, so that many feeds and many readers do not come at once."""
    return seconds * random.uniform(1 - share, 1 + share)

