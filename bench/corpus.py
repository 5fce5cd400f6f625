"""Real articles to measure on, from ../shared/data/news."""

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"


def read_news(n: int, skip: int = 0) -> list[dict[str, str]]:
    """The first n articles after `skip`: {id, title, lead, text}. Ends the program where ../shared is absent."""

    def rows() -> Iterator[dict[str, str]]:
        for part in sorted((SHARED / "data" / "news").glob("part-*.jsonl.gz")):
            with gzip.open(part, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)

    if not (SHARED / "data" / "news").is_dir():
        sys.exit("bench: ../shared/data/news is absent")
    return list(islice(rows(), skip, skip + n))


def write_news(n: int, path: Path) -> Path:
    """A JSONL file of n articles, each dated so that they spread over a year."""
    with path.open("w", encoding="utf-8") as out:
        for i, row in enumerate(read_news(n)):
            day = f"2016-{1 + i * 12 // n:02d}-{1 + i % 28:02d}T08:00:00+07:00"
            out.write(json.dumps({**row, "published": day}, ensure_ascii=False) + "\n")
    return path
