"""Copies: recall and precision on copies planted in real articles, and growth of time and memory.

    python -m bench copies
"""

import random
import resource
import time
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from bench.corpus import read_news
from thoisu.record.copies import Pair, compare_signatures, is_copy, make_keys, make_signature
from thoisu.text.segment import find_sentences

ARTICLES, PLANTED, SIZES = 30_000, 300, (10_000, 20_000, 30_000, 40_000, 50_000)


class Planted(NamedTuple):
    """A text made from others and what it was made from."""

    kind: str
    text: str
    originals: tuple[str, ...]


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[s.start : s.end] for s in find_sentences(text)]


def plant(rows: list[dict[str, str]], rng: random.Random) -> Iterator[Planted]:
    """PLANTED copies of each kind."""
    for share in (0.05, 0.1, 0.2):
        for _ in range(PLANTED):
            r, own = pick(rows, rng)
            for i in rng.sample(range(len(own)), max(1, round(share * len(own)))):
                own[i] = rng.choice(pick(rows, rng)[1])
            yield Planted(f"{share:.0%} of sentences changed", " ".join(own), (r["id"],))
    for _ in range(PLANTED):
        r, own = pick(rows, rng)
        teasers = [t for _ in range(rng.randint(3, 8)) for t in (rng.choice(rows)["title"], rng.choice(rows)["lead"])]
        yield Planted("teasers added", "\n".join([*own, *teasers]), (r["id"],))
    for _ in range(PLANTED):
        r, own = pick(rows, rng)
        lead = rng.choice(rows)
        yield Planted("lead rewritten", "\n".join([lead["title"], lead["lead"], *own[2:]]), (r["id"],))
    for _ in range(PLANTED):
        (a, x), (b, y) = pick(rows, rng), pick(rows, rng)
        yield Planted("two merged", " ".join(x + y), (a["id"], b["id"]))
    for _ in range(PLANTED):
        (a, x), (b, y) = pick(rows, rng), pick(rows, rng)
        cut = [own[: max(4, len(own) * 7 // 10)] for own in (x, y)]
        mixed = [s for at in range(0, 200, 4) for own in cut for s in own[at : at + 4]]
        yield Planted("two merged, a third cut, by turns", " ".join(mixed), (a["id"], b["id"]))


def pick(rows: list[dict[str, str]], rng: random.Random) -> tuple[dict[str, str], list[str]]:
    """An article of at least six sentences and its sentences."""
    while True:
        r = rng.choice(rows)
        own = sentences_of(text_of(r))
        if len(own) >= 6:
            return r, own


def text_of(row: dict[str, str]) -> str:
    """The whole text of an article."""
    return f"{row['title']}\n{row['lead']}\n{row['text']}"


class Index:
    """Articles by their keys, as the store keeps them."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.signatures: list[bytes] = []
        self.places: dict[bytes, array[int]] = {}

    def add(self, id: str, text: str) -> list[Pair]:
        """Take in an article; the pairs that it makes with earlier ones."""
        signature, keys = make_signature(text), make_keys(text)
        found = {i for key in keys for i in self.places.get(key, ())}
        pairs = []
        for i in sorted(found):
            shares = compare_signatures(signature, self.signatures[i])
            if shares:
                pairs.append(Pair(id, self.ids[i], shares.jaccard, shares.a_in_b, shares.b_in_a))
        for key in keys:
            self.places.setdefault(key, array("I")).append(len(self.ids))
        self.ids.append(id)
        self.signatures.append(signature)
        return pairs


def measure_planted() -> None:
    """Print recall by kind, and precision over all pairs of planted copies."""
    rows = read_news(ARTICLES)
    index = Index()
    real: dict[str, set[str]] = {}
    for r in rows:
        for p in index.add(r["id"], text_of(r)):
            real.setdefault(p.a, set()).add(p.b)
            real.setdefault(p.b, set()).add(p.a)
    print(f"{ARTICLES} articles; {sum(map(len, real.values())) // 2} real pairs among them")
    asked: dict[str, int] = {}
    found: dict[str, int] = {}
    copied: dict[str, int] = {}
    right = wrong = 0
    for n, p in enumerate(plant(rows, random.Random(7))):
        pairs = {pair.b: pair for pair in index.add(f"copy{n}", p.text) if not pair.b.startswith("copy")}
        got = set(pairs)
        copied[p.kind] = copied.get(p.kind, 0) + sum(i in pairs and is_copy(pairs[i]) for i in p.originals)
        asked[p.kind] = asked.get(p.kind, 0) + len(p.originals)
        found[p.kind] = found.get(p.kind, 0) + len(got & set(p.originals))
        allowed = {j for i in p.originals for j in (i, *real.get(i, ()))}  # a copy of its original is a copy of it too
        right, wrong = right + len(got & allowed), wrong + len(got - allowed)
    for kind, count in asked.items():
        print(f"{kind:40s} recall {100 * found[kind] / count:6.2f}  as copies {100 * copied[kind] / count:6.2f} of {count}")
    recall, precision = sum(found.values()) / sum(asked.values()), right / (right + wrong)
    print(f"{'all':40s} recall {100 * recall:6.2f}  precision {100 * precision:.2f} of {right + wrong}")


def measure_growth() -> None:
    """Print CPU time and memory as the index grows."""
    index, start, before = Index(), time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pairs = 0
    for n, r in enumerate(read_news(SIZES[-1]), start=1):
        pairs += len(index.add(r["id"], text_of(r)))
        if n in SIZES:
            memory = sum(map(len, index.signatures)) + sum(56 + a.itemsize * len(a) for a in index.places.values())
            peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
            print(f"{n:6d} articles  {time.process_time() - start:6.1f} s CPU  index {memory / 1e6:6.1f} MB  peak +{peak} MB  {pairs} pairs")


def main() -> None:
    """Measure both."""
    measure_planted()
    measure_growth()
