"""Count how names are written in the unlabelled articles: thoisu/models/names_{syllables,words,tokens,runs,contexts}.tsv.

    python -m training.names_counts collect     counts to a work file (two to four minutes)
    python -m training.names_counts words       the packaged table of syllables that belong together
    python -m training.names_counts cluster     the packaged tables from the counts

Syllables: how often each is capitalised inside sentences. Runs (capital runs, as `thoisu.annotate.names.runs` finds them) and the words
around them: a factorised table of who stands next to what, in clusters, so that names and titles never seen in training are like known ones.
"""

import gzip
import itertools
import json
import pickle
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, diags
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from thoisu.annotate.names.gazetteer import TITLE_CLASSES
from thoisu.annotate.names.keys import name_key
from thoisu.annotate.names.runs import find_runs, is_capital, is_initial, run_key
from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import load_entities
from thoisu.text.match import find_tokens
from thoisu.text.normalize import clean_line, tone_key
from training.gold import SHARED

WORK = Path(__file__).resolve().parents[1] / "scratch" / "names" / "counts.pickle"
MODELS = Path(__file__).resolve().parents[1] / "thoisu" / "models"
MIN_PAIR = 40
_CLAUSE = re.compile(r"[^\w\s]+")
MIN_RUN, MIN_CONTEXT, MIN_SYLLABLE = 5, 25, 15
SEED = 13


def collect() -> None:
    """Count syllables, runs and pairs of run and context over all of data/news."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    runs: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for path in sorted((SHARED / "data" / "news").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = "\n".join(clean_line(p) for p in f"{row['title']}\n{row.get('lead') or ''}\n{row['text']}".split("\n") if p.strip())
                count(text, lower, upper, runs, pairs)
        print(path.name, len(runs), len(pairs), flush=True)
        rare = {run for run, n in runs.items() if n == 1}
        pairs = Counter({pair: n for pair, n in pairs.items() if pair[0] not in rare or n > 1})
    with open(WORK, "wb") as out:
        pickle.dump((lower, upper, runs, pairs), out)


def count(text: str, lower: Counter[str], upper: Counter[str], runs: Counter[str], pairs: Counter[tuple[str, str]]) -> None:
    """Add the counts of one text."""
    tokens = find_tokens(text)
    for i, token in enumerate(tokens):
        if token.key[0].isalpha() and not is_initial(text, tokens, i):
            (upper if is_capital(text, token) else lower)[token.key] += 1
    for run in find_runs(text, tokens):
        if run.last - run.first > 7 or is_initial(text, tokens, run.first):
            continue
        key = run_key(tokens, run.first, run.last)
        runs[key] += 1
        for context in contexts([t.key for t in tokens[max(0, run.first - 2) : run.first]], [t.key for t in tokens[run.last : run.last + 2]]):
            pairs[key, context] += 1


def contexts(before: list[str], after: list[str]) -> list[str]:
    """The names of the contexts of a run: one and two tokens on each side."""
    out = []
    if before:
        out += [f"l {before[-1]}", "L " + " ".join(before)]
    if after:
        out += [f"r {after[0]}", "R " + " ".join(after)]
    return out


def words() -> None:
    """Write which syllables belong together: normalised pointwise mutual information of neighbours in every second article."""
    single: Counter[str] = Counter()
    double: Counter[tuple[str, str]] = Counter()
    for path in sorted((SHARED / "data" / "news").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for k, line in enumerate(lines):
                if k % 2 == 0:
                    for clause in _CLAUSE.split(tone_key(clean_line(json.loads(line)["text"].replace("\n", ". ")))):
                        keys = clause.split()
                        single.update(keys)
                        double.update(itertools.pairwise(keys))
        double = Counter({pair: n for pair, n in double.items() if n > 2})
    total = single.total()
    with open(MODELS / "names_words.tsv", "w", encoding="utf-8") as out:
        for (a, b), n in sorted(double.items()):
            if n >= MIN_PAIR and a.isalpha() and b.isalpha():
                npmi = np.log(n * total / single[a] / single[b]) / -np.log(n / total)
                if npmi >= 0.36:
                    out.write(f"{a} {b}\t{1 + (npmi > 0.48) + (npmi > 0.62)}\n")


def cluster() -> None:
    """Write the packaged tables."""
    with open(WORK, "rb") as file:
        lower, upper, runs, pairs = pickle.load(file)
    write_syllables(lower, upper)
    names = without_states({r for r, n in runs.items() if n >= MIN_RUN})
    totals: Counter[str] = Counter()
    for (_, context), n in pairs.items():
        totals[context] += n
    around = sorted(c for c, n in totals.items() if n >= MIN_CONTEXT)
    left, right = factorise(names, around, pairs)
    coarse, fine = kmeans(left, 60), kmeans(left, 400)
    votes, of_tokens = count_votes(pairs)
    known = dict(zip(names, zip(coarse.tolist(), fine.tolist(), strict=True), strict=True))
    with open(MODELS / "names_runs.tsv", "w", encoding="utf-8") as out:
        for name in sorted(known.keys() | votes.keys()):
            a, b = known.get(name, (0, 0))
            if a or votes[name]:
                out.write(f"{name}\t{a}\t{b}\t{votes.get(name, 0)}\n")
    with open(MODELS / "names_tokens.tsv", "w", encoding="utf-8") as out:
        out.writelines(f"{token}\t{code}\n" for token, code in sorted(of_tokens.items()))
    side = kmeans(right, 150)
    with open(MODELS / "names_contexts.tsv", "w", encoding="utf-8") as out:
        out.writelines(f"{name}\t{a}\n" for name, a in zip(around, side, strict=True))
    print(len(names), "runs", len(around), "contexts")


def without_states(names: set[str]) -> list[str]:
    """The names without those that are a state and another name (`Nga Sergei Lavrov`), sorted."""
    states = {name_key(n) for e in load_entities().values() if e.kind == "state" for n in e.names}
    pairs = {n for n in names for at in [i for i, c in enumerate(n) if c == " "] if n[:at] in states and n[at + 1 :] in names}
    return sorted(names - pairs)


def count_votes(pairs: Counter[tuple[str, str]]) -> tuple[dict[str, int], dict[str, int]]:
    """What the words before a run say it is, for runs and for the single tokens of runs: class * 4 + strength."""
    classes = {title: TITLE_CLASSES[kind] for title, kind, _ in load_rows("titles") if kind in ("person", "place", "org", "misc", "people")}
    runs: dict[str, Counter[int]] = defaultdict(Counter)
    tokens: dict[str, Counter[int]] = defaultdict(Counter)
    for (run, context), n in pairs.items():
        side, _, words = context.partition(" ")
        kind = classes.get(words)
        if side in "Ll" and kind:
            runs[run][kind] += n
            for token in {*run.split()}:
                tokens[token][kind] += n
    return {k: code for k, v in runs.items() if (code := vote(v, 3))}, {k: code for k, v in tokens.items() if (code := vote(v, 5))}


def vote(counts: Counter[int], least: int) -> int:
    """The leading class and how clear it is (1 to 3), 0 where too little is known."""
    total = counts.total()
    kind, n = counts.most_common(1)[0]
    if total < least:
        return 0
    return kind * 4 + (3 if n > 0.9 * total else 2 if n > 0.7 * total else 1)


def write_syllables(lower: Counter[str], upper: Counter[str]) -> None:
    """The share of capitals, in tenths, of every syllable seen often enough inside sentences."""
    with open(MODELS / "names_syllables.tsv", "w", encoding="utf-8") as out:
        for key in sorted(lower.keys() | upper.keys()):
            n = lower[key] + upper[key]
            if n >= MIN_SYLLABLE:
                out.write(f"{key}\t{min(9, 10 * upper[key] // n)}\n")


def factorise(names: list[str], around: list[str], pairs: Counter[tuple[str, str]]) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors of names and of contexts: truncated SVD of shifted positive pointwise mutual information."""
    row, column = {n: i for i, n in enumerate(names)}, {c: i for i, c in enumerate(around)}
    cells = [(row[r], column[c], n) for (r, c), n in pairs.items() if r in row and c in column]
    i, j, n = (np.array(x) for x in zip(*cells, strict=True))
    table = coo_matrix((n.astype(float), (i, j)), shape=(len(names), len(around))).tocsr()
    by_row, by_column = np.asarray(table.sum(1)).ravel(), np.asarray(table.sum(0)).ravel() ** 0.75
    table = diags(1 / np.maximum(by_row, 1)) @ table @ diags(by_column.sum() / by_column)
    table.data = np.maximum(0, np.log(table.data))
    table.eliminate_zeros()
    u, s, vt = svds(table, k=100, random_state=SEED)
    left, right = u * np.sqrt(s), vt.T * np.sqrt(s)
    return tuple(x / np.maximum(1e-9, np.linalg.norm(x, axis=1, keepdims=True)) for x in (left, right))  # type: ignore[return-value]


def kmeans(vectors: np.ndarray, k: int) -> np.ndarray:
    """Cluster numbers from 1 of unit vectors."""
    return MiniBatchKMeans(k, random_state=SEED, batch_size=4096, n_init=3, max_iter=60).fit_predict(vectors) + 1


if __name__ == "__main__":
    {"collect": collect, "cluster": cluster, "words": words}[sys.argv[1]]()
