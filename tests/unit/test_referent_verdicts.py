"""Stand-ins of real articles judged by hand: those found right stay so, those found wrong do not grow (needs ../shared)."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from thoisu.annotate.names import find_mentions
from thoisu.annotate.referents import find_referents
from thoisu.annotate.sentences import find_sentences
from thoisu.model import Document
from training.gold import bare_document, load_gold
from training.labels import load_labels

VERDICTS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "golden" / "referent_verdicts.json").read_text(encoding="utf-8"))
DOCS = Path(__file__).parents[2] / "docs" / "evaluation" / "names.md"
KINDS = ("title", "pronoun", "pointed", "both", "outlet")


def test_verdicts_are_well_formed_and_the_table_counts_them() -> None:
    assert {v["verdict"] for v in VERDICTS} == {"right", "wrong", "open"}
    assert len({(v["article"], v["start"]) for v in VERDICTS}) == len(VERDICTS)
    counts = Counter((v["set"], v["kind"], v["verdict"]) for v in VERDICTS)
    text = DOCS.read_text(encoding="utf-8")
    for kind in KINDS:
        cells = " | ".join("/".join(str(counts[part, kind, verdict]) for verdict in ("right", "wrong", "open")) for part in ("dev", "02-c"))
        assert f"| {kind} | {cells} |" in text, (kind, cells)


def documents() -> Iterator[Document]:
    """The judged articles with the layers that stand-ins are read from."""
    wanted = {v["article"] for v in VERDICTS}
    for row, _ in load_gold("dev") + load_labels("02-c"):
        if row["id"] in wanted:
            doc = bare_document(row)
            doc = msgspec.structs.replace(doc, sentences=tuple(find_sentences(doc)))
            yield msgspec.structs.replace(doc, mentions=tuple(find_mentions(doc)))


@pytest.mark.shared
def test_what_was_judged_right_is_still_found(shared: Path) -> None:
    found = {(d.article.id, r.start): r.entity for d in documents() for r in find_referents(d)}
    kept = Counter(v["verdict"] for v in VERDICTS if found.get((v["article"], v["start"])) == v["entity"])
    judged = Counter(v["verdict"] for v in VERDICTS)
    assert kept["right"] >= 0.95 * judged["right"]
    assert kept["wrong"] <= judged["wrong"]
