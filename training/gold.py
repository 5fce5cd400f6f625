"""Gold documents of ../shared as Documents with gold layers, and the figures of the gold scorers over any stage.

    python -m training.gold dev            figures of the whole pipeline on a gold file
"""

import importlib.util
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from thoisu.extract.given import article_from_text
from thoisu.model import Document, EventMention, Mention, Quote, Span, Time

SHARED = Path(__file__).resolve().parents[2] / "shared"


def load_gold(name: str) -> list[tuple[dict[str, Any], Document]]:
    """The rows of gold/<name>.jsonl (`dev`, `train`, `seeds`), each with a Document that carries the gold layers."""
    rows = [json.loads(line) for line in (SHARED / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(row, gold_document(row)) for row in rows]


def gold_document(row: dict[str, Any]) -> Document:
    """The Document of a gold row with its gold mentions, times, quotes and events."""
    article = article_from_text(row["id"], row["text"], row.get("published"), row.get("outlet"))
    return Document(
        article=article,
        mentions=tuple(Mention(e["start"], e["end"], e["type"], e["id"], "gold") for e in row["entities"]),
        times=tuple(Time(t["start"], t["end"], t["type"], t["value"], "gold") for t in row["times"]),
        quotes=tuple(
            Quote(q["start"], q["end"], q["type"], q["speaker"], "gold", Span(*q["cue"]) if q.get("cue") else None) for q in row["quotes"]
        ),
        events=tuple(
            EventMention(e["type"], e["mode"], tuple(Span(*t) for t in e["triggers"]), tuple(e["actors"]), tuple(e["recipients"]),
                         e["date"], e["status"], "gold")
            for e in row["events"]
        ),
    )


def bare_document(row: dict[str, Any]) -> Document:
    """The Document of a gold row without any layer: what a stage sees in real life."""
    return Document(article=article_from_text(row["id"], row["text"], row.get("published"), row.get("outlet")))


def to_prediction(doc: Document) -> dict[str, Any]:
    """The row that score.py reads; layers that did not run are left out."""
    row: dict[str, Any] = {"id": doc.article.id}
    if doc.mentions is not None:
        row["entities"] = [{"start": m.start, "end": m.end, "type": m.type, "id": m.entity} for m in doc.mentions]
    if doc.times is not None:
        row["times"] = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in doc.times]
    if doc.quotes is not None:
        row["quotes"] = [
            {"start": q.start, "end": q.end, "type": q.type, "speaker": q.speaker, "cue": [q.cue.start, q.cue.end] if q.cue else None}
            for q in doc.quotes
        ]
    if doc.events is not None:
        row["events"] = [
            {"type": e.type, "mode": e.mode, "actors": list(e.actors), "recipients": list(e.recipients), "date": e.date,
             "status": e.status, "triggers": [[t.start, t.end] for t in e.triggers]}
            for e in doc.events
        ]
    return row


def load_scorer(name: str = "score") -> ModuleType:
    """The scorer module gold/<name>.py of ../shared."""
    spec = importlib.util.spec_from_file_location(f"gold_{name}", SHARED / "gold" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(rows: Iterable[dict[str, Any]], documents: Iterable[Document]) -> dict[str, tuple[float, float, float]]:
    """F1, precision and recall in percent for each figure of score.py over rows and the documents predicted for them."""
    scorer = load_scorer()
    total: dict[str, tuple[int, int, int]] = {}
    for row, doc in zip(rows, documents, strict=True):
        for key, value in scorer.score_document(row, to_prediction(doc)).items():
            old = total.get(key, (0, 0, 0))
            total[key] = (old[0] + value[0], old[1] + value[1], old[2] + value[2])
    return {k: (scorer.f1(h, g, p), 100 * h / p if p else 0.0, 100 * h / g if g else 0.0) for k, (h, g, p) in total.items()}


def evaluate(name: str, annotate: Callable[[Document], Document], *, gold_layers: tuple[str, ...] = ()) -> None:
    """Print the figures of `annotate` over a gold file; `gold_layers` (`mentions`, `times`, ...) are given to it as gold."""
    import msgspec

    rows, docs = [], []
    for row, gold in load_gold(name):
        doc = msgspec.structs.replace(bare_document(row), **{layer: getattr(gold, layer) for layer in gold_layers})
        rows.append(row)
        docs.append(annotate(doc))
    for key, (f, p, r) in score(rows, docs).items():
        print(f"{name:6s} {key:14s} F1 {f:6.2f}   P {p:6.2f}   R {r:6.2f}")


if __name__ == "__main__":
    from thoisu.pipeline.stages import annotate_document

    for gold_name in sys.argv[1:] or ["dev"]:
        evaluate(gold_name, annotate_document)
