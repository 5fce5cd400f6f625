"""Figures on articles that no model has seen and no rule was written on: our held-out labels, judged by the scorer beside the gold data.

    python -m training.held
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from thoisu.pipeline.streams import DocumentIn, annotate_rows
from training.gold import SHARED
from training.labels import held_files, load_labels


def main() -> None:
    """Print the figures over all held-out parts."""
    rows = [row for path in held_files() for row, _ in load_labels(path.stem.removeprefix("news-"))]
    if not rows:
        sys.exit("no held-out labels: training/labels/news-*-h.jsonl")
    encode = msgspec.json.Encoder().encode
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        gold.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        documents = (DocumentIn(id=row["id"], text=row["text"], published=row["published"], outlet=None) for row in rows)
        found.write_bytes(b"".join(encode(out) + b"\n" for out in annotate_rows(documents)))
        command = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), str(found)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="")


if __name__ == "__main__":
    main()
