"""Learn which pairs of syllables stand in a reference summary: thoisu/models/summary.json, from ../shared/data/stories.

    python -m training.summary        ROUGE-2 by ten-fold cross-validation over clusters, then the model of all clusters
"""

import json
import sys
from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thoisu.extract.given import article_from_text
from thoisu.model import Article
from thoisu.record import summary
from thoisu.record.terms import find_syllables, hash_ngrams, hash_syllables
from training.gold import SHARED, load_scorer

TARGET = "thoisu/models/summary.json"
FOLDS, PENALTY, STEPS = 10, 1.0, 25


def read_clusters() -> list[tuple[dict[str, Any], list[Article]]]:
    """The clusters of data/stories with their articles."""
    by_cluster: dict[str, list[Article]] = defaultdict(list)
    for r in read_rows("articles"):
        text = "\n\n".join(p for p in (r["title"], r["lead"], r["text"]) if p)
        by_cluster[str(r["cluster"])].append(article_from_text(r["id"], text, r["published"]))
    return [(r, sorted(by_cluster[str(r["cluster"])], key=lambda a: (a.published or "", a.id))) for r in read_rows("clusters")]


def read_rows(name: str) -> list[dict[str, Any]]:
    """The rows of data/stories/<name>.jsonl."""
    lines = (SHARED / "data" / "stories" / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def table(references: list[str], articles: list[Article]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Features of the pairs of a cluster and the share of references that hold each."""
    keys, rows = summary.describe_pairs(articles, summary.find_candidates(articles))
    said = [set(hash_ngrams(hash_syllables(find_syllables(t)), 2).tolist()) for t in references]
    return rows, np.array([sum(k in s for s in said) / len(said) for k in keys])


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> summary.PairModel:
    """Logistic regression with a ridge penalty on standardised columns, by Newton's method."""
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    w = np.zeros(z.shape[1])
    ridge = np.diag([PENALTY] * x.shape[1] + [0.0])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-z @ w))
        w -= np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (p - y) + ridge @ w)
    weights = w[:-1] / scale
    return summary.PairModel(tuple(round(float(v), 6) for v in weights), round(float(w[-1] - weights @ mean), 6))


def main() -> None:
    """Cross-validate, then write the model of all clusters."""
    clusters = read_clusters()
    tables = [table(r["references"], a) for r, a in clusters]
    scorer = load_scorer("score_summaries")
    fold = np.random.RandomState(0).permutation(len(clusters)) % FOLDS
    scores, lengths, repeated, covered = [], [], [], []
    for k in range(FOLDS):
        model = fit(*(np.concatenate([t[c] for t, f in zip(tables, fold, strict=True) if f != k]) for c in (0, 1)))
        summary.load_model.cache_clear()
        summary.load_model = lambda m=model: m  # type: ignore[assignment,misc]
        for (row, articles), f in zip(clusters, fold, strict=True):
            if f == k:
                sentences = summary.summarize(articles)
                words = scorer.syllables(" ".join(s.text for s in sentences))
                scores.append([np.mean([scorer.ngram_f1(words, scorer.syllables(t), n) for t in row["references"]]) for n in (1, 2)])
                lengths.append(len(words))
                repeated.append(summary.score_redundancy(sentences))
                covered.append(summary.score_coverage(sentences, articles))
        summary.load_model = original  # type: ignore[assignment]
    print(f"unseen clusters: ROUGE-1 {np.mean(scores, 0)[0]:.2f} ROUGE-2 {np.mean(scores, 0)[1]:.2f} length {np.mean(lengths):.0f} "
          f"redundancy {np.mean(repeated):.3f} coverage {np.mean(covered):.3f}")
    if "--dry" not in sys.argv:
        model = fit(np.concatenate([t[0] for t in tables]), np.concatenate([t[1] for t in tables]))
        with open(TARGET, "w", encoding="utf-8") as out:
            json.dump({"weights": model.weights, "bias": model.bias}, out)
            out.write("\n")


original = summary.load_model
if __name__ == "__main__":
    main()
