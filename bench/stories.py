"""Stories: B-cubed F1 on real clusters alone and among unrelated articles; growth of time and memory.

    python -m bench stories
"""

import json
import resource
import time
from collections import Counter

from bench.corpus import SHARED, read_news
from thoisu.record.stories import StoryFeatures, make_features
from thoisu.record.stories_group import find_edges, find_parts, group_stories

DISTRACTORS, SIZES = 20_000, (5_000, 10_000, 20_000)
Row = dict[str, str]


def read_clusters() -> list[Row]:
    """The articles of data/stories."""
    lines = (SHARED / "data" / "stories" / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def features_of(rows: list[Row], dated: bool) -> dict[str, StoryFeatures]:
    """Their features, with or without their dates."""
    return {r["id"]: make_features(r["id"], r["title"], r["lead"], r["text"], r.get("published") if dated else None) for r in rows}


def score_groups(gold: dict[str, str], groups: list[tuple[str, ...]]) -> tuple[float, float, float]:
    """B-cubed F1, precision and recall in percent over the articles of `gold`."""
    story = {i: n for n, group in enumerate(groups) for i in group}
    sizes, clusters = Counter(story.values()), Counter(gold.values())
    both = Counter((story[i], c) for i, c in gold.items())
    p = sum(both[story[i], c] / sizes[story[i]] for i, c in gold.items()) / len(gold)
    r = sum(both[story[i], c] / clusters[c] for i, c in gold.items()) / len(gold)
    return 200 * p * r / (p + r), 100 * p, 100 * r


def measure_quality() -> None:
    """Print the figures of `score_stories.py` for the articles alone and among unrelated ones, with dates and without."""
    rows, news = read_clusters(), read_news(DISTRACTORS)
    gold = {r["id"]: r["cluster"] for r in rows}
    others = features_of(news, dated=False)
    for among in (False, True):
        for dated in (True, False):
            features = {**features_of(rows, dated), **(others if among else {})}
            f, p, r = score_groups(gold, group_stories(features, find_edges(list(features.values()))))
            print(f"{len(features):6d} articles  {'dated' if dated else 'without dates':14s} B-cubed F1 {f:.2f}  P {p:.2f}  R {r:.2f}", flush=True)


def measure_growth() -> None:
    """Print CPU time and memory as undated articles, the hardest case, grow in number."""
    news = read_news(SIZES[-1])
    for size in SIZES:
        start = time.process_time()
        features = features_of(news[:size], dated=False)
        made = time.process_time()
        edges = list(find_edges(list(features.values())))
        joined = time.process_time()
        groups = group_stories(features, edges)
        end = time.process_time()
        kept = sum(len(f.terms) + len(f.weights) for f in features.values()) / size
        print(
            f"{size:6d} articles  {size / (end - start):5.0f}/s CPU "
            f"(features {made - start:.1f} s, edges {joined - made:.1f} s, groups {end - joined:.1f} s)  "
            f"{kept:.0f} bytes each, {len(edges)} edges, largest part {max(map(len, find_parts(features, edges)))}, {len(groups)} stories, "
            f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB", flush=True,
        )


def main() -> None:
    """Measure both."""
    measure_quality()
    measure_growth()
