"""The sentences layer: abbreviations, quoted speech, places that look like initials."""

from itertools import pairwise

import pytest

from thoisu.annotate.sentences import find_sentences
from thoisu.extract.given import article_from_text
from thoisu.model import Document


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_sentences(Document(article_from_text("a", text)))]


@pytest.mark.parametrize(("text", "count"), [
    ("Cầu đã xong. Mời bà con qua.", 2),
    ("PGS.TS Lê Văn Mẫu đến TP.HCM. Ông họp.", 2),
    ("Bà H. T. Mẫu cười.", 1),
    ("Họ đi khắp Đông Nam Á. Rồi về.", 2),
    ("Giá là 3.5 đồng. Rẻ.", 2),
    ("Ông nói: “Cầu đã xong. Mời qua.” Rồi ông về.", 2),
    ('"Cầu đã xong. Mời qua", ông nói. Bà cười.', 2),
    ("Tít\n\nSapô\nThân", 3),
    ("Xong./. Hết", 2),
])
def test_number_of_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_forgotten_mark_does_not_swallow_the_rest() -> None:
    assert len(sentences('Ông nói "cầu. Hôm sau mưa. Bà nói “vui”. Hết.')) >= 3


@pytest.mark.parametrize("text", ["", "\n\n\n", "...", "a" * 3000, ". . . .", "\u200b"])
def test_odd_texts_give_spans_in_order(text: str) -> None:
    spans = list(find_sentences(Document(article_from_text("a", text))))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
