"""Lines of contact: set up, taken up again, kept, suspended, broken, denied and planned between two parties, and what only sounds like one."""

import pytest

from thoisu.annotate.events import find_events
from thoisu.annotate.events.context import read_context
from thoisu.annotate.events.triggers import find_candidates
from thoisu.extract.given import article_from_text
from thoisu.model import Document, EventMention, Mention, MentionType

NAMES: dict[str, tuple[MentionType, str]] = {
    "Nga": ("LOC", "Russia"), "Mỹ": ("LOC", "United States"), "Pháp": ("LOC", "France"), "Đức": ("LOC", "Germany"), "Ukraine": ("LOC", "Ukraine"),
    "NATO": ("ORG", "NATO"), "Ba Lan": ("LOC", "Poland"), "Nhật Bản": ("LOC", "Japan"), "Ấn Độ": ("LOC", "India"), "Pakistan": ("LOC", "Pakistan"),
    "Hà Nội": ("LOC", "Hanoi"), "Công ty Mẫu Thử": ("ORG", "Công ty Mẫu Thử"), "Sở Y tế Hà Nội": ("ORG", "Sở Y tế Hà Nội"),
}


def document(text: str) -> Document:
    mentions: list[Mention] = []
    for words, (kind, entity) in sorted(NAMES.items(), key=lambda n: -len(n[0])):
        at = text.find(words)
        while at >= 0:
            if not any(m.start < at + len(words) and at < m.end for m in mentions):
                mentions.append(Mention(at, at + len(words), kind, entity, "given"))
            at = text.find(words, at + 1)
    return Document(article_from_text("a", text), mentions=tuple(sorted(mentions, key=lambda m: m.start)))


def told(text: str, words: str) -> list[EventMention]:
    """The events of a text with a trigger in or around some words."""
    at = text.index(words)
    return [e for e in find_events(document(text)) if any(t.start < at + len(words) and at < t.end for t in e.triggers)]


@pytest.mark.parametrize(
    ("text", "words", "kinds", "parties"),
    [
        ("Nga và NATO lập đường dây nóng\n\nHôm qua, Nga và NATO đã thiết lập một đường dây nóng giữa hai bộ tổng tham mưu.",
         "thiết lập một đường dây nóng", "SUPPORT", ("Russia", "NATO")),
        ("Căng thẳng biên giới\n\nUkraine đã cắt đường dây nóng với Ba Lan.", "cắt đường dây nóng", "SANCTION", ("Ukraine", "Poland")),
        ("Quân đội hai nước\n\nMỹ và Nga nối lại kênh liên lạc quân sự để tránh đụng độ.", "nối lại kênh liên lạc", "SUPPORT CONSULT",
         ("Russia", "United States")),
        ("Khủng hoảng\n\nNATO đình chỉ mọi hợp tác quân sự với Nga.", "đình chỉ", "SANCTION", ("NATO", "Russia")),
        ("Quan hệ hai nước\n\nPháp và Đức khôi phục các cuộc tham vấn quốc phòng.", "khôi phục các cuộc tham vấn", "SUPPORT CONSULT",
         ("France", "Germany")),
        ("Quan hệ xấu đi\n\nChính phủ Nga tuyên bố chấm dứt mọi tiếp xúc với Ba Lan.", "chấm dứt", "SANCTION RETREAT", ("Russia", "Poland")),
        ("An ninh\n\nĐường dây nóng giữa Mỹ và Nga vẫn hoạt động, quân đội cho biết.", "Đường dây nóng", "CONSULT", ("Russia", "United States")),
        ("Ngoại giao\n\nẤn Độ phủ nhận đang đàm phán bí mật với Pakistan.", "phủ nhận đang đàm phán bí mật", "CONSULT REJECT", ("India",)),
        ("Ngoại giao\n\nMỹ và Nga dự kiến mở kênh đối thoại mới về vũ khí hạt nhân vào tháng tới.", "mở kênh đối thoại",
         "SUPPORT CONSULT", ("Russia", "United States")),
        ("Hội đồng\n\nNgoại trưởng Pháp cho biết Nga và NATO sẽ nối lại hoạt động của Hội đồng Nga - NATO.", "nối lại hoạt động",
         "SUPPORT CONSULT", ("Russia", "NATO")),
        ("Căng thẳng\n\nTổng thống Pakistan ra lệnh ngắt liên lạc với quân đội Ấn Độ ở biên giới.", "ngắt liên lạc", "SANCTION", ("India",)),
        ("Ngoại giao\n\nNhật Bản và Ấn Độ tái khởi động đàm phán.", "tái khởi động đàm phán", "SUPPORT CONSULT", ("Japan", "India")),
        ("Ngoại giao\n\nMỹ hoãn vòng đối thoại chiến lược với Pakistan.", "hoãn", "SANCTION", ("United States", "Pakistan")),
    ],
)
def test_what_becomes_of_a_line_of_contact_is_told_with_its_parties(text: str, words: str, kinds: str, parties: tuple[str, ...]) -> None:
    found = [e for e in told(text, words) if e.type in kinds.split()]
    assert found, [(e.type, e.rule) for e in find_events(document(text))]
    assert any(set(parties) <= {*e.actors, *e.recipients} for e in found), [(e.actors, e.recipients) for e in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bạn đọc gọi đường dây nóng\n\nMọi thông tin về tai nạn, bạn đọc ở Hà Nội xin gọi đường dây nóng của tòa soạn.", "đường dây nóng của"),
        ("Đường dây nóng\n\nMọi thông tin về quan hệ Nga và Mỹ xin gửi về đường dây nóng: 0900000000.", "đường dây nóng: 09"),
        ("Hãng xe\n\nCông ty Mẫu Thử lập đường dây nóng cho khách hàng ở Pháp và Đức.", "lập đường dây nóng"),
        ("Y tế\n\nSở Y tế Hà Nội công bố đường dây nóng cho người bệnh.", "đường dây nóng"),
        ("Hình sự\n\nCảnh sát Đức và Ba Lan theo dõi đường dây buôn lậu thuốc lá.", "đường dây buôn lậu"),
        ("Truyền hình\n\nKhán giả Mỹ và Nga xem trận đấu trên kênh truyền hình trực tiếp.", "kênh truyền hình"),
        ("Kênh đào\n\nPháp và Đức khai thông kênh đào cho tàu chở hàng.", "kênh đào"),
        ("Mạng\n\nNgười dùng ở Mỹ và Nga mở kênh YouTube dạy nấu ăn.", "mở kênh"),
        ("Bảo an\n\nMỹ và Nga họp ở Hội đồng Bảo an.", "Hội đồng"),
    ],
)
def test_lines_that_serve_callers_viewers_and_smugglers_are_none(text: str, words: str) -> None:
    assert [(e.type, e.rule) for e in told(text, words) if e.type in ("CONSULT", "SUPPORT", "SANCTION")] == []


def test_a_line_has_two_ends_in_its_sentence_or_words_for_both() -> None:
    def lines(text: str) -> set[str]:
        return {c.line for c in find_candidates(read_context(document(text), 2.0))} - {""}

    assert lines("Nga và NATO mở đường dây nóng.") == {"opens", "names"}
    assert lines("Nga mở đường dây nóng.") == set()
    assert lines("Nga và Mỹ im lặng. Hai bên vẫn giữ liên lạc.") == {"opens", "names"}
    assert "closes" not in lines("Mỹ và Nga ngừng, vì hợp tác quân sự đã cũ.")


def test_verbs_of_stopping_and_of_opening_reach_over_a_few_words_to_the_line() -> None:
    def line(text: str, verb: str) -> str:
        return next(c.line for c in find_candidates(read_context(document(text), 2.0)) if c.lemma == verb)

    assert line("Nga tạm dừng tất cả các kênh liên lạc với Mỹ.", "tạm dừng") == "closes"
    assert line("Nga tạm dừng bay tới Mỹ.", "tạm dừng") == ""
    assert line("Nga khôi phục các kênh ngoại giao với Mỹ.", "khôi phục") == "opens"
    assert line("Nga khôi phục nền kinh tế cùng Mỹ.", "khôi phục") == ""
