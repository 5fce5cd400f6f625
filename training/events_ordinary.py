"""Count the events that are read into ordinary crime, sport, show and business news, where next to none belong.

    python -m training.events_ordinary          200 unlabelled articles of ../shared/data/news; prints each event that is read

Articles are taken evenly from parts 00 and 01: those whose title and lead hold words of crime, accidents, sport, show or business and
none of politics (the same words that `training.events_topics` counts by).
"""

import gzip
import json
from collections.abc import Iterator
from typing import Any

from thoisu.extract.given import article_from_text
from thoisu.model import Document
from thoisu.pipeline.stages import annotate_document
from thoisu.text.normalize import clean_line
from training.events_topics import ORDINARY, POLITICAL
from training.gold import SHARED

COUNT, STEP = 200, 37  # every 37th such article


def read_ordinary() -> Iterator[dict[str, Any]]:
    """The ordinary articles of two parts of the news set."""
    for part in ("00", "01"):
        with gzip.open(SHARED / "data" / "news" / f"part-{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                head = clean_line(f"{row['title']}. {row.get('lead') or ''}").lower()
                if ORDINARY.search(head) and not POLITICAL.search(head):
                    yield row


def main() -> None:
    """Print the events and how many there are in 20 articles."""
    events = articles = 0
    for row in list(read_ordinary())[::STEP][:COUNT]:
        text = "\n\n".join(part for part in (row["title"], row.get("lead") or "", row["text"]) if part)
        doc = annotate_document(Document(article_from_text(row["id"], text)))
        articles += 1
        for event in doc.events or ():
            events += 1
            words = [text[t.start : t.end] for t in event.triggers]
            print(f"{row['id']} {event.rule} {event.confidence} {words} {event.actors} > {event.recipients} | {row['title'][:60]}")
    print(f"{events} events in {articles} articles: {20 * events / max(1, articles):.2f} in 20")


if __name__ == "__main__":
    main()
