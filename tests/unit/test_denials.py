"""What somebody denies, and where it is told as so, in invented articles."""

import pytest

from tests.unit.record_room import Said, doc
from thoisu.record.denials import find_denials, find_told
from thoisu.record.parties import learn_parties
from thoisu.record.tellings import Reading

ACCUSED = "Bắc Sơn Quốc cáo buộc quân đội Hòa Lan Châu nã pháo vào đồn biên phòng ở Vịnh Trăng."


def told(*texts: str, said: tuple[Said, ...] = ()) -> list[tuple[str, str | None]]:
    """Pairs of a denying sentence and the sentence that tells what is denied, of articles with these texts."""
    docs = [doc(f"a{i}", text, "2031-05-03", f"a{i}.vn", said=said if i == 0 else ()) for i, text in enumerate(texts)]
    readings, parties = [Reading(d) for d in docs], learn_parties(docs)
    out = []
    for reading in readings:
        for denial in find_denials(reading, parties):
            evidence = find_told(denial, readings, parties)
            out.append((denial.evidence.words, evidence.words if evidence else None))
    return out


@pytest.mark.parametrize(
    "denial",
    ["Hòa Lan Châu phủ nhận việc quân đội nước này nã pháo vào đồn biên phòng Vịnh Trăng.",
     "Hòa Lan Châu bác bỏ thông tin cho rằng nước này đã nã pháo vào đồn biên phòng Vịnh Trăng.",
     "Hòa Lan Châu nói cáo buộc quân đội nã pháo vào đồn biên phòng Vịnh Trăng là sai sự thật."],
)
def test_a_denial_finds_what_another_article_tells(denial: str) -> None:
    assert told(ACCUSED, denial) == [(denial, ACCUSED)]


@pytest.mark.parametrize(
    "denial", ["Hòa Lan Châu bác bỏ cáo buộc này.", "Tuy nhiên, Hòa Lan Châu đã bác bỏ cáo buộc.", "Hòa Lan Châu phủ nhận điều này."]
)
def test_what_this_means_stands_right_before(denial: str) -> None:
    assert told(f"{ACCUSED} {denial}") == [(denial, ACCUSED)]


def test_a_contrary_account_is_set_against_what_was_said_before() -> None:
    text = ("Ông Lục Thế Phong kể rằng không ai gọi cho ông tối hôm đó. Ông về nhà lúc nửa đêm. "
            "Lời kể ấy trái ngược với Hòa Lan Châu, bên nói đã gọi ba cuộc.")
    said = Said("Lục Thế Phong", "không ai gọi cho ông tối hôm đó", "kể rằng")
    assert told(text, said=(said,)) == [(text[text.index("Lời kể") :], "Ông Lục Thế Phong kể rằng không ai gọi cho ông tối hôm đó.")]


@pytest.mark.parametrize(
    "other",
    ["Bắc Sơn Quốc mở lễ hội bánh tét ở Vịnh Trăng.",  # another matter
     "Hòa Lan Châu không nã pháo vào đồn biên phòng ở Vịnh Trăng.",  # says no itself
     "Bắc Sơn Quốc cáo buộc Hòa Lan Châu đánh cá trộm ở Vịnh Trăng."],  # another act
)
def test_what_is_not_told_as_so_is_not_found(other: str) -> None:
    denial = "Hòa Lan Châu phủ nhận việc quân đội nước này nã pháo vào đồn biên phòng Vịnh Trăng."
    assert told(other, denial) == [(denial, None)]


def test_who_does_not_deny_is_no_denial() -> None:
    assert told("Hòa Lan Châu không phủ nhận việc quân đội nước này nã pháo vào đồn biên phòng Vịnh Trăng.", ACCUSED) == []


def test_the_word_of_the_same_party_is_not_the_other_side() -> None:
    text = "Hòa Lan Châu khẳng định quân của mình chỉ bắn pháo hoa. Hòa Lan Châu bác bỏ cáo buộc này."
    assert told(text, said=(Said("Hoa Lan Chau", "quân của mình chỉ bắn pháo hoa", "khẳng định"),)) == []


def test_the_words_after_a_colon_are_not_what_is_denied() -> None:
    accused = "Hòa Lan Châu tố con tàu Sao Mai xâm nhập vùng biển Vịnh Trăng trái phép."
    denial = 'Ông Ngô Minh Triết bác bỏ thông tin tàu xâm nhập vùng biển Vịnh Trăng: "Hải đăng mời chúng tôi vào bến nghỉ đêm và ăn cháo hàu".'
    assert told(accused, denial) == [(denial, accused)]
