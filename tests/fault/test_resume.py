"""A run that is killed at any point goes on and ends with the same record as one that was not."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"


def ingest(db: Path, *, kill_after: float | None = None) -> int:
    command = [sys.executable, "-m", "thoisu", "ingest", str(SAMPLES), "--db", str(db), "--quiet", "--jobs", "1"]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    try:
        return process.wait(timeout=kill_after or 120)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return process.wait(timeout=30)


def exported(db: Path, folder: Path) -> dict[str, bytes]:
    subprocess.run([sys.executable, "-m", "thoisu", "export", "--db", str(db), "--to", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[float, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("whole")
    started = time.monotonic()
    assert ingest(folder / "a.db") == 0
    return time.monotonic() - started, exported(folder / "a.db", folder / "out")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_killed_and_resumed(undisturbed: tuple[float, dict[str, bytes]], tmp_path: Path, seed: int) -> None:
    seconds, whole = undisturbed
    chance = random.Random(seed)
    db = tmp_path / "a.db"
    for _ in range(2):
        ingest(db, kill_after=seconds * chance.uniform(0.25, 0.95))
    assert ingest(db) == 0
    assert exported(db, tmp_path / "out") == whole
