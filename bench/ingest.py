"""Ingest end to end: articles a second, peak memory, growth with size; and where the time goes, stage by stage.

The peer of the end-to-end figure is SQLite itself: the same rows inserted into one table with a full text index, in the same run.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.annotate import profile
from bench.corpus import read_news, write_news


def _run(pages: Path, db: Path, jobs: int) -> tuple[float, float]:
    """Seconds and peak megabytes of one ingest in a process of its own."""
    command = [sys.executable, "-m", "thoisu", "ingest", str(pages), "--db", str(db), "--quiet", "--jobs", str(jobs)]
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"bench: ingest failed with status {status}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def _insert_only(n: int, folder: Path) -> float:
    rows = [(r["title"], r["text"]) for r in read_news(n)]
    started = time.perf_counter()
    with sqlite3.connect(folder / "peer.db") as db:
        db.execute("CREATE VIRTUAL TABLE t USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2')")
        db.executemany("INSERT INTO t VALUES (?, ?)", rows)
    db.close()
    return time.perf_counter() - started


def main(sizes: tuple[int, ...] = (500, 1000, 2000, 4000, 8000)) -> None:
    """Print the growth table and the profile."""
    print(f"{'articles':>9} {'jobs':>5} {'seconds':>8} {'art./s':>7} {'peak MB':>8} {'MB/1000 art. on disk':>21} {'x FTS insert':>13}")
    for n in sizes:
        for jobs in (1, 2) if n == 2000 else (1,):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                seconds, peak = _run(write_news(n, folder / "news.jsonl"), folder / "a.db", jobs)
                disk = (folder / "a.db").stat().st_size / 2**20
                peer = _insert_only(n, folder)
            row = f"{n:>9} {jobs:>5} {seconds:>8.1f} {n / seconds:>7.1f} {peak:>8.0f} {1000 * disk / n:>21.1f} {seconds / peer:>13.1f}"
            print(row, flush=True)
    profile()


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or (500, 1000, 2000, 4000, 8000))
