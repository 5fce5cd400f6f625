"""Who said what: extents, speakers and paths on invented sentences."""

import msgspec
import pytest

from thoisu.annotate.credits import find_sources
from thoisu.annotate.quotes import find_quotes
from thoisu.annotate.referents import find_referents
from thoisu.annotate.sentences import find_sentences
from thoisu.extract.given import article_from_text
from thoisu.model import Document, Mention, MentionType, Quote

NAMES: dict[str, tuple[MentionType, str]] = {
    "Lê Văn Mẫu": ("PER", "Lê Văn Mẫu"), "Mẫu": ("PER", "Lê Văn Mẫu"), "Trần Thị Thử": ("PER", "Trần Thị Thử"), "Thử": ("PER", "Trần Thị Thử"),
    "Nga": ("LOC", "Russia"), "Pháp": ("LOC", "France"), "Reuters": ("ORG", "Reuters"), "TASS": ("ORG", "TASS"),
    "Bộ Cầu đường": ("ORG", "Bộ Cầu đường"),
}


def read(text: str) -> list[Quote]:
    """The quotes of a text with every stage of this room run."""
    found: list[Mention] = []
    for words in sorted(NAMES, key=len, reverse=True):
        at = text.find(words)
        while at >= 0:
            if not any(m.start < at + len(words) and at < m.end for m in found):
                found.append(Mention(at, at + len(words), *NAMES[words], "given"))
            at = text.find(words, at + 1)
    doc = Document(article_from_text("a", text), mentions=tuple(sorted(found, key=lambda m: m.start)), times=())
    doc = msgspec.structs.replace(doc, sentences=tuple(find_sentences(doc)))
    doc = msgspec.structs.replace(doc, referents=tuple(find_referents(doc)), sources=tuple(find_sources(doc)))
    return list(find_quotes(doc))


def told(text: str) -> list[tuple[str | None, str]]:
    return [(q.speaker, text[q.start : q.end]) for q in read(text)]


BRIDGE = "cầu Gỗ sẽ được mở lại vào tháng tới"


@pytest.mark.parametrize(("text", "speaker", "content"), [
    (f"Ông Lê Văn Mẫu cho biết {BRIDGE}.", "Lê Văn Mẫu", BRIDGE),
    (f"Ông Lê Văn Mẫu nói rằng {BRIDGE}.", "Lê Văn Mẫu", BRIDGE),
    (f"Ông Lê Văn Mẫu nói với các phóng viên rằng {BRIDGE}.", "Lê Văn Mẫu", BRIDGE),
    (f"Theo ông Lê Văn Mẫu, {BRIDGE}.", "Lê Văn Mẫu", BRIDGE),
    (f"Theo Reuters, {BRIDGE}.", "Reuters", BRIDGE),
    (f"Bộ Cầu đường tuyên bố {BRIDGE}.", "Bộ Cầu đường", BRIDGE),
    (f"Các chuyên gia cho rằng {BRIDGE}.", "Các chuyên gia", BRIDGE),
    (f"Phía Nga khẳng định {BRIDGE}.", "Russia", BRIDGE),
    ("“Cầu Gỗ sẽ được mở lại. Bà con yên tâm”, ông Lê Văn Mẫu nói.", "Lê Văn Mẫu", "Cầu Gỗ sẽ được mở lại. Bà con yên tâm"),
    ('" Cầu Gỗ sẽ được mở lại " - bà Trần Thị Thử nhấn mạnh.', "Trần Thị Thử", "Cầu Gỗ sẽ được mở lại"),
    ("Bà Trần Thị Thử nói: «Chúng tôi sẽ mở lại cầu Gỗ».", "Trần Thị Thử", "Chúng tôi sẽ mở lại cầu Gỗ"),
    ("Cầu Gỗ sẽ được mở lại vào tháng tới, theo Reuters.", "Reuters", "Cầu Gỗ sẽ được mở lại vào tháng tới"),
])
def test_content_and_speaker(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in told(text)


@pytest.mark.parametrize(("text", "speaker"), [
    (f"Một cố vấn của thị trưởng Lê Văn Mẫu cho biết {BRIDGE}.", "Một cố vấn của thị trưởng Lê Văn Mẫu"),
    (f"Gia đình của Thử nói rằng {BRIDGE}.", "Gia đình của Thử"),
    (f"Một quan chức cấp cao giấu tên của Bộ Cầu đường nói rằng {BRIDGE}.", "Một quan chức cấp cao giấu tên của Bộ Cầu đường"),
    (f"Ông Lê Văn Mẫu đã gặp bà Trần Thị Thử, nói rằng {BRIDGE}.", "Lê Văn Mẫu"),
    (f"Lê Văn Mẫu, thị trưởng làng, cho biết {BRIDGE}.", "Lê Văn Mẫu"),
    (f"Theo thông cáo của Bộ Cầu đường, {BRIDGE}.", "Bộ Cầu đường"),
    (f"Reuters dẫn lời bà Trần Thị Thử cho biết {BRIDGE}.", "Trần Thị Thử"),
    (f"Reuters dẫn nguồn tin riêng cho biết {BRIDGE}.", "Reuters"),
])
def test_who_speaks_among_several(text: str, speaker: str) -> None:
    assert (speaker, BRIDGE) in told(text)


INTERVIEW = (
    "Chuyện cây cầu\n\nLàng hỏi thị trưởng Lê Văn Mẫu.\n\nPV: Thưa ông, bao giờ cầu xong?\n\n"
    "Ông Lê Văn Mẫu: Chúng tôi đang đo lại từng nhịp và sẽ đóng những chiếc đinh cuối trong tháng này.\n\n"
    "PV: Ai trả tiền?\n\nMỗi nhà góp một ít gỗ, còn đinh thì lò rèn của làng cho không, ai cũng vui."
)


def test_turns_of_an_interview_and_no_questions() -> None:
    found = told(INTERVIEW)
    assert ("Lê Văn Mẫu", "Chúng tôi đang đo lại từng nhịp và sẽ đóng những chiếc đinh cuối trong tháng này") in found
    assert ("Lê Văn Mẫu", "Mỗi nhà góp một ít gỗ, còn đinh thì lò rèn của làng cho không, ai cũng vui") in found
    assert not any("bao giờ" in words or "trả tiền" in words for _, words in found)


def test_voices_set_side_by_side() -> None:
    text = (
        "Làng nói gì\n\nHai người thợ kể. * Lê Văn Mẫu, thợ mộc làng Thí Dụ: Tôi muốn cầu mới có mái che để bà con trú mưa khi đi chợ. "
        "* Trần Thị Thử, thợ rèn: Đinh phải to hơn trước thì ván mới không bị bật lên mỗi mùa nước."
    )
    assert [who for who, _ in told(text)] == ["Lê Văn Mẫu", "Trần Thị Thử"]


@pytest.mark.parametrize("text", [
    "Làng vui\n\nCầu Gỗ nhìn từ bờ bắc - Ảnh: Lê Văn Mẫu Như tin đã đưa, cầu đã được sửa xong và mở lại vào sáng nay.",
    "Làng vui\n\nLịch của Lê Văn Mẫu: sáng đo ván, trưa ăn cơm.",
    "Làng vui\n\nLê Văn Mẫu, Trần Thị Thử: hai người thợ đã làm cây cầu này trong ba mươi ngày không nghỉ.",
])
def test_lines_with_a_colon_that_nobody_speaks(text: str) -> None:
    assert not any(quote.rule.startswith("turn") for quote in read(text))


def test_what_a_source_calls_something_is_the_words_in_marks() -> None:
    assert ("Lê Văn Mẫu", "bộ xương") in told("Ông Lê Văn Mẫu gọi cầu Gỗ là “bộ xương” của làng.")


def test_nobody_speaks_where_nothing_was_said() -> None:
    assert told("Ông Lê Văn Mẫu không nói rõ khi nào cầu sẽ được mở lại.") == []


def test_headline_with_a_speaker_and_a_colon() -> None:
    text = "Lê Văn Mẫu: Cầu Gỗ phải được mở lại\n\nThị trưởng muốn cầu xong sớm."
    assert told(text)[0] == ("Lê Văn Mẫu", "Cầu Gỗ phải được mở lại")


def test_pronouns_and_follow_on_quotes_keep_the_speaker() -> None:
    text = "“Cầu đã cũ lắm rồi”, ông Lê Văn Mẫu nói. Ông cho biết cầu mới sẽ dài hơn. “Chúng tôi đã đo hai lần”."
    assert {speaker for speaker, _ in told(text)} == {"Lê Văn Mẫu"}
    assert len(told(text)) == 3


def test_nested_reports_give_both_layers_and_the_path() -> None:
    text = f"Theo TASS, ông Lê Văn Mẫu nói rằng {BRIDGE}."
    outer, inner = read(text)
    assert (outer.speaker, inner.speaker) == ("TASS", "Lê Văn Mẫu")
    assert outer.start < inner.start
    assert inner.path == ("Lê Văn Mẫu", "TASS")


def test_a_relayed_speech_has_its_relay_in_the_path() -> None:
    quote = read("“Cầu Gỗ sẽ được mở lại vào tháng tới”, Reuters dẫn lời ông Lê Văn Mẫu cho biết.")[0]
    assert quote.path == ("Lê Văn Mẫu", "Reuters")


def test_types() -> None:
    assert [q.type for q in read(f"Ông Lê Văn Mẫu cho biết {BRIDGE}.")] == ["indirect"]
    assert [q.type for q in read("Ông Lê Văn Mẫu nói: “Cầu Gỗ sẽ được mở lại”.")] == ["direct"]
    assert [q.type for q in read("Ông Lê Văn Mẫu cho rằng cầu Gỗ “đã quá cũ” và phải được sửa lại.")] == ["mixed"]


@pytest.mark.parametrize("text", [
    "Ông Lê Văn Mẫu yêu cầu thợ sửa cầu Gỗ.",
    "Cây cầu “thần kỳ” vẫn đứng vững.",
    "Theo kế hoạch, cầu Gỗ mở vào sáng mai.",
    "Hai nước triển khai dự án cầu Gỗ.",
    "Người phát ngôn đi qua cầu.",
    "(Theo Reuters, TASS)",
    "Thợ kiếm bộn tiền từ Nga, Pháp, Reuters: Cầu Gỗ chưa xong\n\nLàng vui.",
])
def test_what_is_no_quote(text: str) -> None:
    assert told(text) == []


def test_confidence_and_evidence() -> None:
    text = f"Ông Lê Văn Mẫu cho biết {BRIDGE}."
    (quote,) = read(text)
    assert quote.cue
    assert text[quote.cue.start : quote.cue.end] == "cho biết"
    assert quote.speaker_span
    assert text[quote.speaker_span.start : quote.speaker_span.end] == "Lê Văn Mẫu"
    assert quote.confidence
    assert 0.5 < quote.confidence <= 1


@pytest.mark.parametrize("text", [
    "", "nói", "nói rằng", "“", "theo", "Theo ", "cho biết: ", "“” nói", "nói: “", "a" * 5000, "nói " * 800, "\n".join(['"nói'] * 60),
    "Theo X, " * 200,
])
def test_odd_texts_give_spans_within_the_text(text: str) -> None:
    for quote in read(text):
        assert 0 <= quote.start < quote.end <= len(text)
