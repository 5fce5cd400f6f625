"""Mentions: in order, inside the text, without overlaps, whatever the text; and the plain cases right."""

from itertools import pairwise

import pytest

from thoisu.annotate.names import find_mentions
from thoisu.extract.given import article_from_text
from thoisu.model import Document


def mentions(text: str, published: str | None = "2016-05-01") -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], m.type, m.entity) for m in find_mentions(Document(article_from_text("a", text, published)))]


def test_plain_news_sentence() -> None:
    assert mentions("Tổng thống Nga Vladimir Putin và Thủ tướng Đức Angela Merkel hội đàm tại Moscow, hãng tin TASS cho biết.") == [
        ("Nga", "LOC", "Russia"),
        ("Vladimir Putin", "PER", "Vladimir Putin"),
        ("Đức", "LOC", "Germany"),
        ("Angela Merkel", "PER", "Angela Merkel"),
        ("Moscow", "LOC", "Moscow"),
        ("TASS", "ORG", "TASS"),
    ]


def test_a_council_of_two_is_one_body_and_two_states_are_two_places() -> None:
    found = mentions("Hội đồng Nga-NATO sẽ họp tại Brussels. Quan hệ Mỹ - Trung căng thẳng.")
    assert ("Hội đồng Nga-NATO", "ORG", "NATO–Russia Council") in found
    assert ("Mỹ", "LOC", "United States") in found
    assert ("Trung", "LOC", "China") in found


def test_vietnamese_people_and_bodies() -> None:
    found = mentions("Ông Nguyễn Thử Nghiệm, Giám đốc Sở Y tế Hà Nội, cho biết như vậy. Ông Nghiệm nói thêm với báo chí.")
    assert ("Nguyễn Thử Nghiệm", "PER", "Nguyễn Thử Nghiệm") in found
    assert ("Sở Y tế Hà Nội", "ORG", "Sở Y tế Hà Nội") in found
    assert found[-1] == ("Nghiệm", "PER", "Nguyễn Thử Nghiệm")


def test_the_kremlin_is_always_a_body() -> None:
    assert ("Kremlin", "ORG", "Kremlin") in mentions("Người phát ngôn điện Kremlin hôm qua bác bỏ thông tin này.")


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "a", "A", "(", "...", "\u0301\u0323 \u200b", "😀 Hà Nội 😀", "İstanbul İ", "ẞ ﬁ ǅ", "-" * 500, "\ud800 Nga", "Ж中文 العربية"],
)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    last = 0
    for m in find_mentions(Document(article_from_text("a", text))):
        assert last <= m.start < m.end <= len(text)
        assert m.entity
        last = m.end


def test_a_very_long_line_without_sentences_is_read_in_linear_time() -> None:
    text = "Ông Trần Văn Thử gặp bà Lê Thị Mẫu ở Hà Nội và " * 4000
    found = list(find_mentions(Document(article_from_text("a", text))))
    assert len(found) > 4000
    assert all(a.end <= b.start for a, b in pairwise(found))
