"""Measure how dated articles bound those beside them whose date is hidden.

    python -m training.neighbours         data/stories: one date of each story hidden, half of them, all but one
    python -m training.neighbours apart   data/news: how far apart articles of one story are, by the days of the news that they name

The text's own interval is that of cross-validation over stories (training/dating.py). The second figure is the harder one: the articles
are few a day, over years, so what a story gathers there are often reports of other days; the days are told by the texts themselves.
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from bench.corpus import read_news
from bench.stories import Row, read_clusters
from thoisu.annotate.dating import infer
from thoisu.annotate.dating.fame import names_in
from thoisu.extract.given import article_from_text
from thoisu.model import Document
from thoisu.pipeline.bounding import read_days
from thoisu.pipeline.stages import annotate_document
from thoisu.record.copies import Pair, compare_signatures, make_keys, make_signature
from thoisu.record.neighbours import LIKE, TextDays, bound_date, find_grounds
from thoisu.record.stories import StoryFeatures, make_features, parse_day
from thoisu.record.stories_group import find_edges, group_stories
from thoisu.record.story_marks import mark_features
from training.dating import FOLDS, count_names, read_dated, read_labelled, undated
from training.dating import Dated as Report
from training.dating import _ids as ids_of
from training.dating import read_news as read_names

Between = tuple[str, str]
OPEN: Between = ("0001-01-01", "9999-12-31")
DRAWS, APART, PART_HIDDEN = 10, 40_000, 0.6
HIDE: dict[str, Callable[[random.Random, list[str]], list[str]]] = {
    "one": lambda rng, story: rng.sample(story, 1),
    "half": lambda rng, story: rng.sample(story, len(story) // 2),
    "all but one": lambda rng, story: rng.sample(story, len(story) - 1),
}


class Told(NamedTuple):
    """An article of a story with what the passes know of it, its date known and hidden."""

    day: str
    dated: StoryFeatures
    hidden: StoryFeatures
    days: TextDays
    own: Between | None


def text_of(row: Row) -> str:
    """The text of an article, title and lead before it."""
    return "\n\n".join(p for p in (row["title"], row["lead"], row["text"]) if p)


def features_of(row: Row, published: str | None) -> StoryFeatures:
    """The features that the pass gives an article; nothing is inferred from the text, which would know the years of these very stories."""
    article = article_from_text(row["id"], text_of(row), published)
    doc = annotate_document(Document(replace(article, published_between=None if published else OPEN)))
    return mark_features(make_features(row["id"], row["title"], row["lead"], row["text"], published), doc)


def own_intervals(rows: list[Row]) -> dict[str, Between | None]:
    """What the text of each article says of its date, by counts of names in which its story has no part."""
    counted, clusters = list(read_dated()), sorted({r["cluster"] for r in rows})
    news = list(read_names(ids_of(counted, list(read_labelled()))))
    names = [(r, names_in(r.text)) for r in counted]
    fold = {c: i % FOLDS for i, c in enumerate(random.Random(7).sample(clusters, len(clusters)))}
    out = {}
    for k in range(FOLDS):
        held = {f"story {c}" for c in clusters if fold[c] == k}
        fame = count_names([*((int(r.day[:4]), n) for r, n in names if r.group not in held), *news])
        for row in rows:
            if fold[row["cluster"]] == k:
                found = infer(undated(Report(row["published"][:10], row["id"], text_of(row))), fame)
                out[row["id"]] = found.between if found else None
    return out


def find_pairs(rows: Iterable[Row]) -> list[Pair]:
    """The articles that share text."""
    read = [(row["id"], make_signature(text_of(row)), set(make_keys(text_of(row)))) for row in rows]
    out = []
    for (a, x, keys), (b, y, others) in combinations(read, 2):
        shares = compare_signatures(x, y) if keys & others else None
        if shares is not None:
            out.append(Pair(a, b, shares.jaccard, shares.a_in_b, shares.b_in_a))
    return out


def check() -> None:
    """Print, for each way of hiding dates, what neighbours, the text and both say of the hidden ones."""
    rows = read_clusters()
    own, pairs = own_intervals(rows), find_pairs(rows)
    told = {
        r["id"]: Told(r["published"][:10], features_of(r, r["published"]), features_of(r, None),
                      read_days(Document(article_from_text(r["id"], text_of(r)))), own[r["id"]])
        for r in rows
    }
    stories: dict[str, list[str]] = defaultdict(list)
    for r in rows:
        stories[r["cluster"]].append(r["id"])
    for name, hide in HIDE.items():
        tally: dict[str, Counter[str]] = defaultdict(Counter)
        for draw in range(DRAWS):
            rng = random.Random(draw)
            hidden = {i for story in stories.values() for i in hide(rng, story)}
            features = {i: t.hidden if i in hidden else t.dated for i, t in told.items()}
            edges = list(find_edges(list(features.values())))
            grounds = find_grounds({i: f.published for i, f in features.items()}, group_stories(features, edges), edges, pairs)
            for i in sorted(hidden):
                _tally(tally, told[i], bound_date(grounds.get(i, ()), told[i].days), bound_date(grounds.get(i, ()), told[i].days, told[i].own))
        for way, row in sorted(tally.items()):
            print(f"{name:12s} {way:22s} {_figures(row)}")


def _tally(tally: dict[str, Counter[str]], told: Told, alone: object, both: object) -> None:
    beside = getattr(alone, "between", None)
    ways = {"text alone": told.own, "neighbours": beside, "both": getattr(both, "between", told.own)}
    if beside is not None:
        ways[f"neighbours by {getattr(alone, 'how', '')}"] = beside
    for way, between in ways.items():
        row = tally[way]
        row["n"] += 1
        if between is not None:
            right, short = between[0] <= told.day <= between[1], (_day(between[1]) - _day(between[0])) <= 2
            row["answered"] += 1
            row["right"] += right
            row["year"] += between[0][:4] == between[1][:4]
            row["short"] += short
            row["short right"] += short and right


def _figures(row: Counter[str]) -> str:
    n, answered, short = row["n"], max(row["answered"], 1), max(row["short"], 1)
    return (
        f"n {n:5d}  answered {100 * row['answered'] / n:5.1f}  right {100 * row['right'] / answered:5.1f}  "
        f"year named {100 * row['year'] / n:5.1f}  <=3 days {100 * row['short'] / n:5.1f}  right of these {100 * row['short right'] / short:5.1f}"
    )


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def apart() -> None:
    """Print how far from the dated articles of its story an article lies: by their number, likeness, and days between them."""
    days = {}
    dated, hidden = {}, {}
    for row in read_news(APART):
        told = read_days(Document(article_from_text(row["id"], text_of(row)[:6000]))).news
        if told is not None and told.slack <= 2 and told.year in (None, 2017) and (told.month, told.day) != (2, 29):
            day = f"2017-{told.month:02d}-{told.day:02d}"
            days[row["id"]] = parse_day(day) or 0.0
            hidden[row["id"]] = make_features(row["id"], row["title"], row["lead"], row["text"])
            dated[row["id"]] = replace(hidden[row["id"]], published=day, day=days[row["id"]])
    rng = random.Random(3)
    features = {i: hidden[i] if rng.random() < PART_HIDDEN else dated[i] for i in sorted(days)}
    edges = list(find_edges(list(features.values())))
    tally: dict[tuple[str, str, str], Counter[int]] = defaultdict(Counter)
    published = {i: f.published for i, f in features.items()}
    for article, near in find_grounds(published, group_stories(features, edges), edges, []).items():
        others = [parse_day(g.published) or 0.0 for g in near]
        low, high = min(others), max(others)
        share = max(g.share for g in near)
        key = ("1" if len(near) == 1 else "2" if len(near) == 2 else "3+", "<=2 days" if high - low <= 2 else "wider",
               "0.1" if share < LIKE else "0.2" if share < 0.4 else "0.4" if share < 0.6 else "0.6")
        out = max(low - days[article], days[article] - high, 0.0)
        tally[key][-1] += 1
        for width in (1, 2, 7, 30):
            tally[key][width] += out <= width
    print(f"{len(days)} articles, of one year for want of a better; dates of {PART_HIDDEN:.0%} hidden")
    for (n, spread, likest), counts in sorted(tally.items()):
        parts = "  ".join(f"{w:2d} days {100 * counts[w] / counts[-1]:5.1f}" for w in (1, 2, 7, 30))
        print(f"neighbours {n:2s}  {spread:8s}  likeness from {likest}  n {counts[-1]:5d}  within {parts}")


if __name__ == "__main__":
    apart() if "apart" in sys.argv else check()
