"""Work on batches in several processes, results in the order of the batches, with few batches in memory at a time."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
BATCH = 40
_FEW = 2  # batches below which starting processes costs more than it saves




def batched(items: Iterable[A], size: int = BATCH) -> Iterator[list[A]]:
    """The items in lists of at most `size`."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def run_batches(function: Callable[[A], B], batches: Iterable[list[A]], jobs: int) -> Iterator[tuple[list[A], list[B]]]:
    """Each batch with what `function` makes of its items, in order; at most two batches a process wait in memory.

    `function` must be a module's own function. The caller sees what it raises.
    """
    stream = iter(batches)
    first = list(islice(stream, _FEW + 1))
    if jobs <= 1 or len(first) <= _FEW:
        for batch in _chain(first, stream):
            yield batch, [function(item) for item in batch]
        return
    with _pool(jobs) as pool:
        waiting: deque[tuple[list[A], Future[list[B]]]] = deque((b, pool.submit(_work, function, b)) for b in first)
        while waiting:
            for batch in islice(stream, max(0, 2 * jobs - len(waiting))):
                waiting.append((batch, pool.submit(_work, function, batch)))
            batch, future = waiting.popleft()
            yield batch, future.result()


def _chain(first: list[list[A]], rest: Iterator[list[A]]) -> Iterator[list[A]]:
    while first:
        yield first.pop(0)
    yield from rest


def _work(function: Callable[[A], B], items: list[A]) -> list[B]:
    return [function(item) for item in items]


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_die_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _die_with_parent() -> None:
    """End a worker whose parent was killed: it would wait for work for ever."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
