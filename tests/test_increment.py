"""The record is a function of the pages: neither their order nor how they were dealt out over runs makes a difference."""

import random
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
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
