"""Count in how many articles of ../shared/data/news each syllable and pair of syllables stands: thoisu/models/background.npz.

    python -m training.background
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from thoisu.record.terms import find_syllables, hash_ngrams, hash_syllables

NEWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "news"
TARGET = Path(__file__).resolve().parents[1] / "thoisu" / "models" / "background.npz"
LEAST = 20  # pairs and syllables in fewer articles are told apart by nothing but this bound


def read_news(limit: int | None = None) -> Iterator[dict[str, str]]:
    """The articles of data/news in the order of their files, at most `limit`."""
    left = limit
    for path in sorted(NEWS.glob("part-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if left == 0:
                    return
                left = None if left is None else left - 1
                yield json.loads(line)


def main() -> None:
    """Count, keep what stands in at least LEAST articles, write."""
    chunk: list[np.ndarray] = []
    totals: Counter[int] = Counter()
    articles = 0

    def flush() -> None:
        if chunk:
            terms, counts = np.unique(np.concatenate(chunk), return_counts=True)
            for term, count in zip(terms.tolist(), counts.tolist(), strict=True):
                totals[term] += count
            chunk.clear()

    for row in read_news():
        hashes = hash_syllables(find_syllables(f"{row['title']}\n{row['lead']}\n{row['text']}"))
        chunk.append(np.unique(np.concatenate([hashes, hash_ngrams(hashes, 2)])))
        articles += 1
        if articles % 5000 == 0:
            flush()
    flush()
    kept = sorted((t, c) for t, c in totals.items() if c >= LEAST)
    np.savez_compressed(
        TARGET, articles=np.int64(articles), least=np.int64(LEAST),
        terms=np.array([t for t, _ in kept], dtype=np.uint32), counts=np.array([c for _, c in kept], dtype=np.uint16),
    )
    print(f"{articles} articles, {len(totals)} terms, {len(kept)} kept, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
