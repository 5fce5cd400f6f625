"""Visits in a few threads at once, never two to one host: slow hosts do not hold up the others."""

import queue
import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from thoisu.errors import FetchFailed
from thoisu.model import Told
from thoisu.sources.addresses import origin_of
from thoisu.sources.fetching import FEED_TYPES, PAGE_TYPES, Answer, Known
from thoisu.sources.visiting import Visitor

THREADS = 6
_LOOK_SECONDS = 0.5  # how often the main thread looks up, so that Ctrl-C is heard
_TYPES = {"page": PAGE_TYPES, "feed": (*FEED_TYPES, "text/html", "text/plain"), "any": (*PAGE_TYPES, *FEED_TYPES)}


class Job(Struct, frozen=True):
    """An address to visit, and why."""

    url: str
    kind: Literal["page", "feed", "any"]
    known: Known = Known()
    feed: str | None = None
    told: Told | None = None
    tries: int = 0


Result = tuple[Job, Answer | FetchFailed]


class Agenda:
    """The jobs of a run by host; feeds go before pages."""

    def __init__(self) -> None:
        self._hosts: dict[str, deque[Job]] = {}
        self._urls: set[tuple[str, str]] = set()

    def add(self, job: Job) -> bool:
        """Put a job on the list; False where it was on it in this run."""
        if (job.url, job.kind) in self._urls:
            return False
        self._urls.add((job.url, job.kind))
        jobs = self._hosts.setdefault(origin_of(job.url), deque())
        if job.kind == "feed":
            jobs.appendleft(job)
        else:
            jobs.append(job)
        return True

    def __len__(self) -> int:
        return sum(map(len, self._hosts.values()))

    def soonest(self, visitor: Visitor, busy: set[str]) -> float | None:
        """The seconds until a host that nobody visits may be visited; None where there is none."""
        waits = [visitor.host(name).next_visit for name in self._hosts if name not in busy]
        return max(0.0, min(waits) - time.time()) if waits else None

    def take(self, visitor: Visitor, busy: set[str]) -> Job | None:
        """A job whose host may be visited now, that of the host that waited longest."""
        ready = [n for n in self._hosts if n not in busy and visitor.host(n).next_visit <= time.time()]
        if not ready:
            return None
        name = min(ready, key=lambda n: visitor.host(n).next_visit)
        job = self._hosts[name].popleft()
        if not self._hosts[name]:
            del self._hosts[name]
        return job


def run_visits(visitor: Visitor, agenda: Agenda, *, patience_seconds: float, threads: int = THREADS) -> Iterator[Result]:
    """The results of the jobs as they come; the caller may add jobs meanwhile.

    Ends when nothing is left, or when every host that is left asks for a pause longer than the patience. The threads are daemons: a run that
    ends early leaves them to their deadlines.
    """
    todo: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
    done: queue.SimpleQueue[Result] = queue.SimpleQueue()
    for _ in range(threads):
        threading.Thread(target=_work, args=(visitor, todo, done), daemon=True).start()
    busy: set[str] = set()
    try:
        while True:
            while len(busy) < threads and (job := agenda.take(visitor, busy)) is not None:
                busy.add(origin_of(job.url))
                todo.put(job)
            soonest = agenda.soonest(visitor, busy)
            if not busy and (soonest is None or soonest > patience_seconds):
                return
            wait = _LOOK_SECONDS if soonest is None or len(busy) >= threads else min(soonest, _LOOK_SECONDS)
            try:
                job, result = done.get(timeout=max(wait, 0.001))
            except queue.Empty:
                continue
            busy.discard(origin_of(job.url))
            yield job, result
    finally:
        for _ in range(threads):
            todo.put(None)


def _work(visitor: Visitor, todo: "queue.SimpleQueue[Job | None]", done: "queue.SimpleQueue[Result]") -> None:
    while (job := todo.get()) is not None:
        try:
            done.put((job, visitor.visit(job.url, known=job.known, types=_TYPES[job.kind])))
        except FetchFailed as failed:
            done.put((job, failed))
        except Exception as error:  # a mistake of ours: kept with the address, so that one page does not stop a watch for ever
            done.put((job, FetchFailed("unexpected", f"{type(error).__name__}: {error}"[:300])))
