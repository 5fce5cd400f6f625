"""Clean articles to compose pages from: data/news and data/stories, without the picture lines that the news texts kept unmarked.

Texts come from ../shared and are never written to the repository.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from thoisu.extract.bylines import parse_signature
from thoisu.text.normalize import lower
from thoisu.text.segment import find_sentences
from training.gold import SHARED

# What a sentence has and a picture's caption mostly has not.
_TELLS = re.compile(
    r"\b(?:đã|sẽ|đang|là|được|bị|cho|nói|có|phải|cần|muốn|cũng|không|chưa|vẫn|vừa|mới|nên|từng|thì|mà|khi|nếu|để|do|vì|theo|hãy|còn|rằng|"
    r"biết|thấy|nghĩ|tin|nhưng|gồm|thuộc|hoàn toàn|rất|quá|càng)\b|[?!\"“”]"
)
_WHEN = re.compile(
    r"(?:Trong|Sau|Khi|Tại|Hiện|Đầu|Giữa|Cuối|Năm|Ngày|Sáng|Trưa|Chiều|Tối|Đêm|Hôm|Lúc|Đến|Từ|Còn|Đó|Nhân|Theo|Vụ|Thời gian|Khoảng)\b|[^A-ZĐÀ-Ỹ]"
)
_CREDITED = re.compile(r"(?i)(?:ảnh|hình|video|clip|đồ họa|nguồn)\s*[:：]")


class Story(NamedTuple):
    """A clean article to compose from; `mates` tell the same story; `captions` are picture lines that stood in its text."""

    title: str
    lead: str
    body: list[str]
    signature: str | None
    mates: list["Story"]
    captions: tuple[str, ...] = ()


def load_stories(part: int = 0, count: int = 4000, clusters: bool = True) -> list[Story]:
    """Articles of data/stories (clusters that no gold page comes from) and of one part of data/news."""
    stories = list(_read_news(part, count))
    return (list(_read_clusters()) if clusters else []) + stories


def _read_news(part: int, count: int) -> Iterator[Story]:
    with gzip.open(SHARED / f"data/news/part-{part:02d}.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number >= count:
                return
            row = json.loads(line)
            body = [p.strip() for p in row["text"].split("\n") if p.strip()]
            signature = None
            if len(body) > 2 and len(body[-1]) < 60 and parse_signature(body[-1]):
                signature = body.pop()
            body, captions = _without_captions(body)
            if len(body) > 1 and row["title"].strip() and row["lead"].strip():
                yield Story(row["title"].strip(), row["lead"].strip(), body, signature, [], captions)


def _without_captions(body: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Paragraphs and, apart, a first line that is a picture's caption; later lines that may be captions or headings are dropped."""
    kept, captions = [], []
    for place, text in enumerate(body):
        count, ended = len(text.split()), text.endswith((".", "!", "?", "”", '"', "…"))
        may_be = _may_be_caption(text, 28 if place == 0 else 20)
        if place == 0 and may_be and count > 2 and ended:
            captions.append(text)
        elif not (may_be or (count <= 60 and _CREDITED.search(text)) or (not ended and count < 20)):
            kept.append(text)
    return kept, tuple(captions)


def _may_be_caption(text: str, most: int) -> bool:
    """Short, with a name, and without a word that tells what happened or when."""
    words = text.split()
    named = any(w[:1].isupper() for w in words[1:])
    return len(words) <= most and named and not _TELLS.search(lower(text)) and not _WHEN.match(text)


def _read_clusters() -> Iterator[Story]:
    pages = (SHARED / "gold/pages.jsonl").read_text(encoding="utf-8")
    used = {json.loads(line)["id"].removeprefix("dev-") for line in pages.splitlines()}
    groups: dict[int, list[dict[str, Any]]] = {}
    for line in (SHARED / "data/stories/articles.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        row = json.loads(line)
        groups.setdefault(row["cluster"], []).append(row)
    for rows in groups.values():
        if any(row["id"] in used for row in rows):
            continue
        group = [Story(r["title"].strip(), r["lead"].strip(), [r["text"].strip()], None, []) for r in rows if r["lead"] and r["text"]]
        for story in group:
            yield story._replace(mates=[s for s in group if s is not story])


def paragraphs(story: Story, rng: random.Random) -> list[str]:
    """The body in paragraphs: news keeps its own, texts of one piece are cut after one to four sentences."""
    if len(story.body) > 1:
        if rng.random() < 0.5:
            return list(story.body)
        return _joined(story.body, rng)
    text = story.body[0]
    return _joined([text[s.start : s.end] for s in find_sentences(text)], rng)


def _joined(sentences: list[str], rng: random.Random) -> list[str]:
    out, i = [], 0
    most = rng.choice([1, 2, 3, 3, 4])
    while i < len(sentences):
        n = rng.randint(1, most)
        out.append(" ".join(sentences[i : i + n]))
        i += n
    return out
