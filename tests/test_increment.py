"""The record is a function of the pages: neither their order nor how they were dealt out over runs makes a difference."""

import random
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.unit.test_neighbours import keep, report
from thoisu.pipeline.export import export_record
from thoisu.pipeline.ingest import ingest
from thoisu.store import Store

RECORD = ("stories", "threads", "statements", "events", "discrepancies", "channels", "relations", "copies")


def exported(path: Path, folder: Path) -> dict[str, bytes]:
    with Store(path, read_only=True) as store:
        for _ in export_record(store, "jsonl", folder):
            pass
    return {kind: (folder / f"{kind}.jsonl").read_bytes() for kind in RECORD}


@pytest.mark.parametrize("seed", [1, 2])
def test_pages_in_another_order_over_several_runs(record: Path, tmp_path: Path, seed: int) -> None:
    whole = exported(record, tmp_path / "whole")
    folders = sorted(p for p in SAMPLES.iterdir() if p.is_dir())
    random.Random(seed).shuffle(folders)
    path = tmp_path / "a.db"
    with Store(path) as store:
        for part in (folders[:5], folders[5:6], folders[6:]):
            ingest(part, store)
    parts = exported(path, tmp_path / "parts")
    for kind in RECORD:
        assert parts[kind] == whole[kind], kind


@pytest.mark.parametrize("seed", range(4))
def test_dates_from_neighbours_are_the_same_one_by_one(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    days = ["2015-10-22T10:00:00+07:00", None, None, "2015-10-23T09:00:00+07:00"]
    rng.shuffle(days)
    rows = [report(n, day) for n, day in enumerate(days)]
    rows += [r | {"id": f"chep-{r['id']}", "published": None, "outlet": "Báo Chép"} for r in rows[:2]]
    whole = keep(tmp_path / "whole.db", *rows)
    rng.shuffle(rows)
    for row in rows:
        parts = keep(tmp_path / "parts.db", row)
    found = [_bounds(whole), _bounds(parts)]
    assert found[0] == found[1]
    assert len(found[0]) >= 3
    keep(parts, *rows)  # a run that brings nothing new changes nothing
    assert _bounds(parts) == found[0]


def _bounds(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT * FROM bound ORDER BY article").fetchall()
    db.close()
    return rows
