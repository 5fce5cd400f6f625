"""The stages beside their peers on the same articles: names beside underthesea, times beside dateparser's search.

Each contender runs in a process of its own, so that its memory is its own, and is timed after a few articles to warm up. Ratios are of CPU time,
which other work on the machine stretches least.
"""

import importlib.util
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from bench.corpus import read_news

PUBLISHED = "2016-06-15"
WARM = 40  # articles that are read before the clock starts
CONTENDERS = {  # name: what it does, the package it needs, and what it is compared with
    "ours": ("all stages", "thoisu", ""),
    "names": ("sentences and names", "thoisu", ""),
    "underthesea": ("underthesea.ner", "underthesea", "names"),
    "times": ("times", "thoisu", ""),
    "dateparser": ("dateparser.search", "dateparser", "times"),
}


def _document(row: dict[str, str]) -> Any:
    from thoisu.extract.given import article_from_text
    from thoisu.model import Document

    return Document(article=article_from_text(row["id"], _text(row), PUBLISHED))


def _text(row: dict[str, str]) -> str:
    return f"{row['title']}\n\n{row['lead']}\n\n{row['text']}"


def _reader(name: str) -> Callable[[dict[str, str]], object]:
    """A function that reads one article as a contender does."""
    if name == "underthesea":
        from underthesea import ner

        return lambda row: [ner(line) for line in _text(row).split("\n") if line]
    if name == "dateparser":
        from dateparser.search import search_dates

        return lambda row: search_dates(_text(row), languages=["vi"])
    from thoisu.pipeline.stages import annotate_document

    only = {"names": ("sentences", "names"), "times": ("times",)}.get(name)
    return lambda row: annotate_document(_document(row), only)


def work(name: str, n: int, skip: int) -> None:
    """Print as JSON what one process of a contender needs for n articles: CPU and elapsed seconds, start-up, peak megabytes."""
    warm, rows = read_news(WARM, skip=40_000), read_news(n, skip=skip)
    before = time.process_time()
    read = _reader(name)
    read(warm[0])
    first = time.process_time() - before
    for row in warm:
        read(row)
    cpu, elapsed = time.process_time(), time.perf_counter()
    for row in rows:
        read(row)
    cpu, elapsed = time.process_time() - cpu, time.perf_counter() - elapsed
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "elapsed": elapsed, "first": first, "peak": peak}))


def _measure(name: str, n: int, processes: int) -> list[dict[str, float]]:
    """What each of some processes needed, each with its own part of n articles, all at the same time."""
    share = n // processes
    commands = [[sys.executable, "-m", "bench.annotate", "work", name, str(share), str(k * share)] for k in range(processes)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    out = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        sys.exit(f"bench: {name} failed")
    return [json.loads(text.splitlines()[-1]) for text in out]


def _compare(n: int) -> None:
    print(f"{n} articles; CPU milliseconds an article, articles a second by the clock in 1 and 2 processes, start-up, peak of a process")
    print(f"{'':12} {'':20} {'ms':>8} {'x ours':>7} {'art./s (1)':>11} {'art./s (2)':>11} {'first, s':>9} {'peak MB':>8}")
    cost: dict[str, float] = {}
    for name, (what, package, ours) in CONTENDERS.items():
        if importlib.util.find_spec(package) is None:
            print(f"{name:12} {package} is not installed; `pip install -r requirements-bench.lock` in an environment of its own brings it")
            continue
        one, two = _measure(name, n, 1)[0], _measure(name, n, 2)
        cost[name] = 1000 * one["cpu"] / n
        ratio = f"{cost[name] / cost[ours]:.1f}" if ours else ""
        both = n / max(t["elapsed"] for t in two)
        print(f"{name:12} {what:20} {cost[name]:>8.2f} {ratio:>7} {n / one['elapsed']:>11.1f} {both:>11.1f} {one['first']:>9.2f} {one['peak']:>8.0f}",
              flush=True)


def stage_times(rows: Iterable[dict[str, str]]) -> dict[str, float]:
    """CPU seconds of each stage over articles, one article after another as a worker reads them.

    What stages share is counted where it is asked for first.
    """
    from thoisu.pipeline.stages import STAGES, annotate_document

    spent = dict.fromkeys((s.name for s in STAGES), 0.0)
    for row in rows:
        doc = _document(row)
        for stage in STAGES:
            started = time.process_time()
            doc = annotate_document(doc, only=(stage.name,))
            spent[stage.name] += time.process_time() - started
    return spent


def profile(n: int = 300) -> None:
    """Print what each stage costs an article, in CPU time of one process."""
    stage_times(read_news(WARM, skip=n))
    spent = stage_times(read_news(n))
    total = sum(spent.values())
    print(f"\n{'stage':12} {'ms/article':>11} {'share':>7}")
    for name, seconds in spent.items():
        print(f"{name:12} {1000 * seconds / n:>11.2f} {100 * seconds / total:>6.1f}%")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'all':12} {1000 * total / n:>11.2f} {n / total:>6.1f} articles/s; peak {peak:.0f} MB")


def main(n: int = 60) -> None:
    """Print the comparison and the cost of each stage."""
    _compare(n)
    profile()


if __name__ == "__main__":
    if sys.argv[1:2] == ["work"]:
        work(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        main(*map(int, sys.argv[1:2]))
