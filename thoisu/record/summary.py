"""Summaries: sentences of the articles, word for word, that cover what a reader would retell.

Every pair of neighbouring syllables gets a probability of standing in a summary, from where and in how many of the articles it
stands (logistic regression, `training/summary.py`); sentences are chosen so that the pairs covered weigh most for the length
(the concept coverage of Gillick and Favre 2009, with learned weights after Li, Qian and Liu 2013), greedily, then improved by
exchanges. A repeated pair counts once, so repetition does not pay.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.json import decode
from numpy.typing import NDArray

from thoisu.model import Article, Evidence, SummarySentence
from thoisu.record.terms import find_syllables, hash_ngrams, hash_syllables, load_background
from thoisu.text.segment import find_sentences

MIN_SYLLABLES = 6  # what is shorter is a heading, a name or a caption
MAX_ARTICLES, MAX_SENTENCES = 60, 60  # of a story, by publication; of an article, from its start
OVER = 1.05  # the last sentence may pass the length asked for by a twentieth
COST = 0.2  # what a syllable must bring in, in expected pairs: about half of the F1 that is reached
EXCHANGES, TRIES = 6, 4
_FAR = 99
_JOINT = (0, 4, 6, 7, 8, 9, 10)  # columns whose products the model weighs too: spread, place, lead and title work together


class Candidate(NamedTuple):
    """A sentence that could stand in the summary; `place` counts the sentences of its article's body before it, -1 in the lead."""

    article: int
    start: int
    end: int
    place: int
    length: int  # in syllables
    pairs: frozenset[int]


class PairModel(Struct, frozen=True):
    """Weights of the logistic regression, one for each column of `describe_pairs`."""

    weights: tuple[float, ...]
    bias: float


@cache
def load_model() -> PairModel:
    """The shipped weights."""
    data: PairModel = decode((files("thoisu") / "models" / "summary.json").read_bytes(), type=PairModel)
    return data


def summarize(articles: Sequence[Article], *, syllables: int = 200) -> tuple[SummarySentence, ...]:
    """A summary of about `syllables` syllables in reading order; of the same articles the same one, whatever their order.

    >>> from thoisu.extract.given import article_from_text
    >>> a = article_from_text("a", "Cầu mới\\n\\nSáng nay tỉnh An Bình mở cây cầu mới qua sông.\\n\\nCầu dài hai cây số.")
    >>> [s.text for s in summarize([a], syllables=12)]
    ['Sáng nay tỉnh An Bình mở cây cầu mới qua sông.']
    """
    told = sorted(articles, key=lambda a: (a.published or "", a.id))[:MAX_ARTICLES]
    candidates = find_candidates(told)
    if not candidates:
        return ()
    keys, table = describe_pairs(told, candidates)
    model = load_model()
    odds = table @ np.array(model.weights) + model.bias
    value = dict(zip(keys, (1 / (1 + np.exp(-odds))).tolist(), strict=True))
    chosen = choose(candidates, value, round(syllables * OVER))
    out = []
    for i in sorted(chosen, key=lambda i: (max(0, candidates[i].place), candidates[i].article, candidates[i].start)):
        c = candidates[i]
        article = told[c.article]
        words = article.text[c.start : c.end]
        out.append(SummarySentence(words, Evidence(article.id, article.digest, c.start, c.end, words)))
    return tuple(out)


def find_candidates(articles: Sequence[Article]) -> list[Candidate]:
    """The sentences of leads and bodies that are long enough to say something."""
    out: list[Candidate] = []
    for number, article in enumerate(articles):
        place, taken = 0, 0
        for block in article.blocks:
            if block.kind not in ("lead", "body") or taken >= MAX_SENTENCES:
                continue
            for s in find_sentences(article.text[block.start : block.end]):
                start, end = block.start + s.start, block.start + s.end
                hashes = hash_syllables(find_syllables(article.text[start:end]))
                if len(hashes) >= MIN_SYLLABLES:
                    pairs = frozenset(hash_ngrams(hashes, 2).tolist())
                    out.append(Candidate(number, start, end, -1 if block.kind == "lead" else place, len(hashes), pairs))
                    taken += 1
                place += block.kind == "body"
    return out


class _Seen:
    """Where a pair of syllables stands in the articles."""

    __slots__ = ("articles", "first", "lead", "near", "opening", "second", "times")

    def __init__(self) -> None:
        self.articles: set[int] = set()
        self.times = self.opening = self.second = self.lead = 0
        self.first = _FAR
        self.near = 0.0


def describe_pairs(articles: Sequence[Article], candidates: Sequence[Candidate]) -> tuple[list[int], NDArray[np.float64]]:
    """The pairs of the candidates and, for each, a row of numbers that the model weighs."""
    seen: dict[int, _Seen] = {}
    for c in candidates:
        for pair in c.pairs:
            at = seen.get(pair)
            if at is None:
                at = seen[pair] = _Seen()
            at.articles.add(c.article)
            at.times += 1
            if c.place < 0:
                at.lead = 1
            else:
                at.first = min(at.first, c.place)
                at.near += 1 / (1 + c.place)
                at.opening += c.place == 0
                at.second += c.place == 1
    titles = {p for a in articles for p in hash_ngrams(hash_syllables(find_syllables(a.title)), 2).tolist()}
    n, keys = len(articles), list(seen)
    rarity = load_background().idf(np.array(keys, dtype=np.uint32)).tolist()
    rows = [
        (
            len(at.articles) / n, len(at.articles) > 1, len(at.articles) > 2, np.log(at.times), np.log1p(min(at.first, 20)), at.first == _FAR,
            min(at.near, 3.0) / n, at.lead, at.opening / n, at.second / n, key in titles, rare, 1 / n,
        )
        for (key, at), rare in zip(seen.items(), rarity, strict=True)
    ]
    table = np.array(rows, dtype=np.float64)
    products = [table[:, a] * table[:, b] for n, a in enumerate(_JOINT) for b in _JOINT[n:]]
    return keys, np.column_stack([table, *products])


def choose(candidates: Sequence[Candidate], value: dict[int, float], limit: int) -> list[int]:
    """The candidates, at most `limit` syllables long together, whose pairs are worth most; the first of equals."""
    best = _fill(candidates, value, limit, [])
    worth = _worth(candidates, value, best)
    for _ in range(EXCHANGES):
        found = None
        for out in best:
            rest = [i for i in best if i != out]
            for trial in _exchanges(candidates, value, limit, rest, set(best)):
                w = _worth(candidates, value, trial)
                if w > worth + 1e-9:
                    worth, found = w, trial
        if found is None:
            break
        best = found
    return best


def _exchanges(candidates: Sequence[Candidate], value: dict[int, float], limit: int, rest: list[int], used: set[int]) -> list[list[int]]:
    """The rest with each of the most promising other sentences, filled up again."""
    room = limit - sum(candidates[i].length for i in rest)
    covered = {p for i in rest for p in candidates[i].pairs}
    gains = sorted(
        (-sum(value[p] for p in c.pairs if p not in covered), i) for i, c in enumerate(candidates) if i not in used and c.length <= room
    )
    return [_fill(candidates, value, limit, [*rest, i]) for _, i in gains[:TRIES]]


def _fill(candidates: Sequence[Candidate], value: dict[int, float], limit: int, start: list[int]) -> list[int]:
    chosen = list(start)
    room = limit - sum(candidates[i].length for i in chosen)
    covered = {p for i in chosen for p in candidates[i].pairs}
    left = [i for i in range(len(candidates)) if i not in set(chosen)]
    while True:
        best, rate = -1, COST if chosen else 0.0  # a summary of one weak sentence is better than none
        left = [i for i in left if candidates[i].length <= room]
        for i in left:
            r = sum([value[p] for p in candidates[i].pairs if p not in covered]) / candidates[i].length
            if r > rate + 1e-12:
                best, rate = i, r
        if best < 0:
            return chosen
        chosen.append(best)
        left.remove(best)
        room -= candidates[best].length
        covered |= candidates[best].pairs


def _worth(candidates: Sequence[Candidate], value: dict[int, float], chosen: Sequence[int]) -> float:
    covered = {p for i in chosen for p in candidates[i].pairs}
    return sum(value[p] for p in covered) - COST * sum(candidates[i].length for i in chosen)


def score_redundancy(sentences: Sequence[SummarySentence]) -> float:
    """The share of the summary's pairs of syllables that it has already said, 0..1."""
    pairs = [p for s in sentences for p in hash_ngrams(hash_syllables(find_syllables(s.text)), 2).tolist()]
    return 1 - len(set(pairs)) / len(pairs) if pairs else 0.0


def score_coverage(sentences: Sequence[SummarySentence], articles: Sequence[Article]) -> float:
    """The share of what at least two of the articles say (pairs of syllables, by rarity) that stands in the summary, 0..1."""
    where: dict[int, set[str]] = {}
    for a in articles:
        for p in hash_ngrams(hash_syllables(find_syllables(a.text)), 2).tolist():
            where.setdefault(p, set()).add(a.id)
    common = [p for p, ids in where.items() if len(ids) > 1]
    if not common:
        return 0.0
    weight = load_background().idf(np.array(common, dtype=np.uint32))
    said = {p for s in sentences for p in hash_ngrams(hash_syllables(find_syllables(s.text)), 2).tolist()}
    return float(weight[[p in said for p in common]].sum() / weight.sum())
