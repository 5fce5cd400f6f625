"""The training of the event models: thresholds are chosen within it, and it gives the same bytes however Python hashes."""

import os
import subprocess
import sys
from pathlib import Path

from thoisu.annotate.events.weights import load_models
from training.events_limits import BARS, CONTACT, LIMITS, Read, choose_limits, contact_bar

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys, hashlib
from training.events import Corpus, encode, train
from training.events_layers import given_layers
from training.events_samples import make_sample
from training.gold import load_gold
corpus = Corpus([make_sample(row, doc, given_layers(doc)) for row, doc in load_gold("train")[:8]])
print(hashlib.sha256(encode(train(corpus))).hexdigest())
"""


def test_two_runs_give_the_same_bytes_whatever_the_hash_seed(shared: Path) -> None:
    digests = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=True)
        digests.add(run.stdout.strip())
    assert len(digests) == 1
    assert len(digests.pop()) == 64


def test_the_packaged_thresholds_are_those_that_training_sets() -> None:
    limits = load_models().thresholds
    assert set(limits) == set(LIMITS)
    for name, (low, high) in BARS.items():
        assert low / 100 <= limits[name] <= high / 100
    assert CONTACT[0] / 100 <= limits["contact"] <= limits["event"]
    assert {n: v for n, v in limits.items() if n not in ("event", "status", "contact")} == {
        n: v for n, v in LIMITS.items() if n not in ("event", "status", "contact")
    }


def test_of_equal_bars_the_lowest_of_contact_and_the_middle_of_others_are_taken() -> None:
    reads: list[Read] = []
    assert contact_bar(reads) == CONTACT[0] / 100
    chosen = choose_limits(reads)
    assert (chosen["event"], chosen["status"]) == (0.46, 0.4)
