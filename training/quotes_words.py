"""Classes of words by what stands beside them in unlabelled news: thoisu/models/quotes_words.tsv.

    python -m training.quotes_words

Words are syllables and pairs of syllables that stand together far more often than by chance. Their neighbours are counted, factorised
(truncated SVD of positive pointwise mutual information) and clustered, so that a verb or noun never seen in the labels is like known ones.
"""

import gzip
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, diags
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from thoisu.text.match import find_tokens
from training.gold import SHARED

EVERY = 3  # so many articles are one counted
LEAST_PAIR, LEAST_WORD = 60, 40
TOGETHER = 6.0  # log2 of how much more often than by chance two syllables stand together in a word
CLASSES, DIMENSIONS, SEED = 160, 100, 7


def read_lines() -> Iterator[list[str]]:
    """The token keys of each article; numbers are one token."""
    number = 0
    for path in sorted((SHARED / "data" / "news").glob("part-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if number % EVERY == 0:
                    yield ["0" if t.key[0].isdigit() else t.key for t in find_tokens(json.loads(line)["text"])]
                number += 1


def find_pairs(texts: Iterable[list[str]]) -> set[str]:
    """The pairs of syllables that make a word."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for keys in texts:
        single.update(keys)
        pairs.update(itertools.pairwise(keys))
    total = single.total()
    return {
        f"{a} {b}" for (a, b), n in pairs.items()
        if n >= LEAST_PAIR and a.isalpha() and b.isalpha() and np.log2(n * total / (single[a] * single[b])) >= TOGETHER
    }


def to_words(keys: list[str], pairs: set[str]) -> list[str]:
    """The keys with pairs joined from left to right."""
    out, i = [], 0
    while i < len(keys):
        both = f"{keys[i]} {keys[i + 1]}" if i + 1 < len(keys) else ""
        out.append(both if both in pairs else keys[i])
        i += 1 + (both in pairs)
    return out


def count(texts: Iterable[list[str]], pairs: set[str]) -> tuple[list[str], coo_matrix]:
    """The words seen often enough, and how often each neighbour stands to their left and right."""
    words: Counter[str] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    for keys in texts:
        line = to_words(keys, pairs)
        words.update(line)
        beside.update(itertools.pairwise(line))
    kept = sorted(w for w, n in words.items() if n >= LEAST_WORD)
    index = {w: i for i, w in enumerate(kept)}
    cells = [(index[a], index[b], n) for (a, b), n in beside.items() if a in index and b in index]
    a, b, n = (np.array(x) for x in zip(*cells, strict=True))
    size = len(kept)
    table = coo_matrix((np.concatenate([n, n]).astype(float), (np.concatenate([a, b]), np.concatenate([b, a + size]))), shape=(size, 2 * size))
    return kept, table


def cluster(table: coo_matrix) -> np.ndarray:
    """The class of each row, from 0."""
    table = table.tocsr()
    by_row, by_column = np.asarray(table.sum(1)).ravel(), np.asarray(table.sum(0)).ravel() ** 0.75
    table = diags(1 / np.maximum(by_row, 1)) @ table @ diags(by_column.sum() / np.maximum(by_column, 1))
    table.data = np.maximum(0, np.log(table.data))
    table.eliminate_zeros()
    u, s, _ = svds(table, k=DIMENSIONS, random_state=SEED)
    vectors = u * np.sqrt(s)
    vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
    classes: np.ndarray = MiniBatchKMeans(CLASSES, random_state=SEED, batch_size=4096, n_init=3, max_iter=80).fit_predict(vectors)
    return classes


def main() -> None:
    """Write the words with their classes."""
    texts = list(read_lines())
    words, table = count(texts, find_pairs(texts))
    path = Path(__file__).resolve().parents[1] / "thoisu" / "models" / "quotes_words.tsv"
    with path.open("w", encoding="utf-8") as out:
        for word, number in zip(words, cluster(table), strict=True):
            if word.replace(" ", "").isalpha():
                out.write(f"{word}\t{number}\n")


if __name__ == "__main__":
    main()
