"""Statements of invented stories: one utterance told many times."""

from tests.unit.record_room import Said, doc
from thoisu.model import Document
from thoisu.record.origins import group_origins
from thoisu.record.statements import group_statements

SPOKEN = "Chúng tôi sẽ không bao giờ bán cảng Vịnh Trăng cho bất kỳ tập đoàn nước ngoài nào"
TITLE = "Ông Bảo An: Không bán cảng Vịnh Trăng cho tập đoàn nước ngoài"


def test_a_title_and_the_words_in_the_body_are_one_statement_the_fullest_first() -> None:
    text = f'{TITLE}\n\nTổng thống Hòa Lan Châu Trịnh Bảo An lên tiếng.\n\n"{SPOKEN}", ông Trịnh Bảo An nói hôm 3/5.'
    said = (Said("Trịnh Bảo An", "Không bán cảng Vịnh Trăng cho tập đoàn nước ngoài"), Said("Trịnh Bảo An", SPOKEN, "nói", "direct"))
    (statement,) = group_statements([doc("a", text, "2031-05-04", said=said, times=(("hôm 3/5", "DATE", "2031-05-03"),))], story="s")
    assert (statement.text, statement.speaker, statement.date, statement.story) == (SPOKEN, "Trịnh Bảo An", "2031-05-03", "s")
    assert [t.evidence.start > 60 for t in statement.tellings] == [True, False]
    assert statement.about == ("Vịnh Trăng",)
    assert statement.independent_origins == 1


def test_quoted_here_and_paraphrased_there_is_one_statement_of_two_origins() -> None:
    docs = [
        doc("a", f'Ông Trịnh Bảo An nói: "{SPOKEN}".', "2031-05-04", "mot.vn", said=(Said("Trịnh Bảo An", SPOKEN, "nói", "direct"),)),
        doc("b", "Ông Trịnh Bảo An khẳng định Hòa Lan Châu không bán cảng Vịnh Trăng cho tập đoàn nước ngoài.", "2031-05-04", "hai.vn",
            said=(Said("Trịnh Bảo An", "Hòa Lan Châu không bán cảng Vịnh Trăng cho tập đoàn nước ngoài", "khẳng định"),)),
    ]
    (statement,) = group_statements(docs, group_origins(docs))
    assert (len(statement.tellings), statement.independent_origins) == (2, 2)


def test_two_sentences_of_a_speech_on_one_subject_are_two_statements() -> None:
    text = 'Tít\n\nSapô.\n\nÔng Trịnh Bảo An nói: "Cảng Vịnh Trăng là cửa ngõ của chúng ta". Ông thêm: "Đường sắt ra Vịnh Trăng cần thêm ba năm nữa".'
    said = (Said("Trịnh Bảo An", "Cảng Vịnh Trăng là cửa ngõ của chúng ta", None, "direct"),
            Said("Trịnh Bảo An", "Đường sắt ra Vịnh Trăng cần thêm ba năm nữa", None, "direct"))
    assert len(list(group_statements([doc("a", text, said=said)]))) == 2


def test_the_same_words_of_two_people_are_two_statements_but_a_body_speaks_through_its_leader() -> None:
    base = "Tổng thư ký Liên minh Sao Biển Lục Thế Phong và ông Ngô Minh Triết cùng nói."
    words = "Liên minh không muốn một cuộc đua vũ trang mới trên biển"

    def by(id: str, speaker: str) -> Document:
        return doc(id, f"{base} {words}.", "2031-05-04", said=(Said(speaker, words),))

    assert len(list(group_statements([by("a", "Lục Thế Phong"), by("b", "Ngô Minh Triết")]))) == 2
    (statement,) = group_statements([by("a", "Lục Thế Phong"), by("b", "Sao Bien Alliance")])
    assert statement.speaker == "Lục Thế Phong"


def test_a_report_within_a_report_is_not_told_twice() -> None:
    text = "Theo Thông tấn Mây, ông Ngô Minh Triết nói rằng cảng Vịnh Trăng sẽ mở lại vào mùa thu tới."
    outer = Said("Thông tấn Mây", "ông Ngô Minh Triết nói rằng cảng Vịnh Trăng sẽ mở lại vào mùa thu tới", "Theo")
    inner = Said("Ngô Minh Triết", "cảng Vịnh Trăng sẽ mở lại vào mùa thu tới", "nói")
    statements = {s.speaker: s for s in group_statements([doc("a", text, said=(outer, inner), agency="Thông tấn Mây")])}
    assert statements["Ngô Minh Triết"].tellings[0].path == ("Ngô Minh Triết", "Thông tấn Mây")
    assert len(statements["Thông tấn Mây"].tellings) == 1


def test_a_word_or_two_is_not_found_in_every_speech() -> None:
    docs = [
        doc("a", 'Tít\n\nSapô.\n\nÔng Trịnh Bảo An gọi đó là bước "tích cực".', said=(Said("Trịnh Bảo An", "tích cực", None, "direct"),)),
        doc("b", "Ông Trịnh Bảo An nói nước ông đóng vai trò tích cực ở Vịnh Trăng.",
            said=(Said("Trịnh Bảo An", "nước ông đóng vai trò tích cực ở Vịnh Trăng", "nói"),)),
    ]
    assert len(list(group_statements(docs))) == 2


def test_addresses_hold_when_a_later_telling_arrives_and_are_never_shared() -> None:
    first = doc("a", f'Ông Trịnh Bảo An nói: "{SPOKEN}".', "2031-05-04", said=(Said("Trịnh Bảo An", SPOKEN, "nói", "direct"),))
    longer = SPOKEN + ", kể cả khi được trả giá gấp mười lần"
    later = doc("b", f'Ông Trịnh Bảo An nói: "{longer}".', "2031-05-05", said=(Said("Trịnh Bảo An", longer, "nói", "direct"),))
    (before,) = group_statements([first])
    (after,) = group_statements([later, first])
    assert before.id == after.id
    assert after.text == longer


def test_no_quotes_no_statements() -> None:
    assert list(group_statements([Document(article=doc("a", "Chữ.").article)])) == []


def quoted(id: str, speaker: str, words: str = SPOKEN) -> Document:
    return doc(id, f'Người ta đọc thấy: "{words}".', "2031-05-04", f"{id}.vn", said=(Said(speaker, words, "đọc thấy", "direct"),))


def test_long_quoted_words_are_one_utterance_whomever_an_article_takes_for_the_speaker() -> None:
    (statement,) = group_statements([quoted("a", "Trịnh Bảo An"), quoted("b", "một tấm biển ở cổng cảng")])
    assert len(statement.tellings) == 2
    other = "Chúng tôi sẽ bán cá Vịnh Trăng cho bất kỳ ai trả giá cao nhất trong phiên chợ"
    assert len(list(group_statements([quoted("a", "Trịnh Bảo An"), quoted("b", "một tấm biển ở cổng cảng", other)]))) == 2


def test_a_name_with_its_title_or_a_letter_wrong_is_the_same_speaker() -> None:
    paraphrase = "Hòa Lan Châu không bán cảng Vịnh Trăng cho tập đoàn nước ngoài"

    def by(id: str, speaker: str, words: str) -> Document:
        return doc(id, f"Tin cảng.\n\n{speaker} khẳng định {words}.", "2031-05-04", f"{id}.vn", said=(Said(speaker, words, "khẳng định"),))

    for other in ("TS.Ngô Minh Triết", "Ngô Minh Triêt"):
        assert len(list(group_statements([by("a", "Ngô Minh Triết", SPOKEN), by("b", other, paraphrase)]))) == 1
    assert len(list(group_statements([by("a", "Ngô Minh Triết", SPOKEN), by("b", "Ngô Minh Hạnh", paraphrase)]))) == 2
