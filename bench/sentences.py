"""Sentence boundaries at quoted speech: how often a splitter cuts through the words of a direct quote, and how often it ends where the marks close.

    python -m bench sentences

Direct quotes of the gold articles and of our labels that stand between marks within one paragraph; underthesea's `sent_tokenize` beside ours.
"""

import importlib.util
from collections.abc import Callable

from thoisu.text.segment import find_sentences
from training.gold import load_gold
from training.labels import load_own

CLOSING = {"“": "”", '"': '"', "«": "»", "‘": "’", "'": "'"}
Split = Callable[[str], list[tuple[int, int]]]


def ours(text: str) -> list[tuple[int, int]]:
    """Our sentences."""
    return [(s.start, s.end) for s in find_sentences(text)]


def underthesea(text: str) -> list[tuple[int, int]]:
    """Sentences of underthesea, paragraph by paragraph, put back into the text."""
    from underthesea import sent_tokenize

    out, at = [], 0
    for paragraph in text.split("\n"):
        for sentence in sent_tokenize(paragraph):
            start = text.find(sentence, at)
            if start >= 0:
                out.append((start, start + len(sentence)))
                at = start + len(sentence)
    return out


def quoted(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The pair of marks around a quote's content, within one paragraph; None where it stands in none."""
    left = start - 1 if text[start - 1 : start] in CLOSING and text[start - 1 : start] else start
    if text[left : left + 1] not in CLOSING:
        return None
    close = text.find(CLOSING[text[left]], left + 1)
    if close < 0 or "\n" in text[left:close] or close < end - 2:
        return None
    return left, close + 1


def main() -> None:
    """Print a line a splitter."""
    splitters: dict[str, Split] = {"ours": ours}
    if importlib.util.find_spec("underthesea"):
        splitters["underthesea"] = underthesea
    else:
        print("underthesea is not installed: pip install -r requirements-bench.lock in an environment of its own")
    rows = [row for row, _ in load_gold("train") + load_gold("dev") + load_own()]
    for name, split in splitters.items():
        pairs = cut = closed = several = 0
        for row in rows:
            text = row["text"]
            sentences = split(text)
            inner = {s for s, _ in sentences}
            ends = {e for _, e in sentences}
            for q in row["quotes"]:
                marks = quoted(text, q["start"], q["end"]) if q["type"] == "direct" else None
                if marks is None:
                    continue
                pairs += 1
                cut += any(marks[0] < s < marks[1] for s in inner)
                # speech that a full stop ends within its marks, with a capital after them, is a sentence's end
                after = text[marks[1] : marks[1] + 2]
                if text[marks[1] - 2 : marks[1] - 1] in ".!?…" and after[:1] == " " and after[1:].isupper():
                    several += 1
                    closed += any(e in ends for e in (marks[1], marks[1] - 1))
        print(f"{name:12s} {pairs} quotes in marks, cut through {cut} ({100 * cut / pairs:.1f} %); ends at closing marks {closed} of {several}")
