"""Count which words behave as verbs in unlabelled news and write thoisu/models/verbs.json.

A word that often stands right after `đã`, `sẽ`, `đang`, `chưa`, `không`, `bị`, `hãy` and the like is a verb. Words of one and of two syllables are
counted over data/news; each kept word has a level 1 to 3 by the share of its occurrences that follow such a word.

    python -m training.quotes_verbs
"""

import gzip
import json
from collections import Counter
from pathlib import Path

from thoisu.text.match import find_tokens
from training.gold import SHARED

MARKERS = frozenset(("đã", "sẽ", "đang", "chưa", "không", "vừa", "từng", "phải", "cần", "muốn", "hãy", "đừng", "vẫn", "cũng", "sắp"))
LEVELS = (0.05, 0.1, 0.2)
LEAST = 80  # occurrences
ARTICLES = 12000


def count() -> tuple[Counter[str], Counter[str]]:
    """How often each word of one or two syllables stands, and how often right after a marker."""
    total: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    read = 0
    for path in sorted((SHARED / "data" / "news").glob("part-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                keys = [t.key for t in find_tokens(json.loads(line)["text"])]
                for before, first, second in zip(keys, keys[1:], keys[2:], strict=False):
                    for word in (first, f"{first} {second}"):
                        total[word] += 1
                        if before in MARKERS:
                            marked[word] += 1
                read += 1
                if read == ARTICLES:
                    return total, marked
    return total, marked


def main() -> None:
    """Write the words with their levels."""
    total, marked = count()
    verbs = {
        word: sum(marked[word] / n >= level for level in LEVELS)
        for word, n in total.items()
        if n >= LEAST and marked[word] / n >= LEVELS[0] and word.replace(" ", "").isalpha() and word not in MARKERS
    }
    path = Path(__file__).resolve().parents[1] / "thoisu" / "models" / "verbs.json"
    path.write_text(json.dumps(dict(sorted(verbs.items())), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
