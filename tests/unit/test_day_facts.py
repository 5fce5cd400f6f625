"""Days that two invented articles give to one thing."""

import pytest

from tests.unit.record_room import Act, doc
from thoisu.model import Document
from thoisu.record.day_facts import compare_days, find_day_facts
from thoisu.record.tellings import Reading

CUP = "Chum gốm men lam vỡ làm ba mảnh trong phòng trưng bày của bảo tàng Vịnh Trăng ở Hòa Lan Châu {}."


def article(id: str, day: str, iso: str, published: str = "2031-05-10", text: str = CUP, **more: str) -> Document:
    words = text.format(day)
    times = ((day, "DATE", iso), *((w, "DATE", v) for w, v in more.items()))
    return doc(id, words, published, f"{id}.vn", times=times)


def days(a: Document, b: Document) -> list[tuple[str, str]]:
    return [(x.day, y.day) for x, y in compare_days(*(list(find_day_facts(Reading(d))) for d in (a, b)))]


def test_two_days_of_one_mishap() -> None:
    assert days(article("a", "ngày 5/5", "2031-05-05"), article("b", "ngày 7.5", "2031-05-07")) == [("XXXX-05-05", "XXXX-05-07")]
    assert days(article("a", "ngày 5/5/2031", "2031-05-05"), article("b", "ngày 5/5/2030", "2030-05-05")) == [("2031-05-05", "2030-05-05")]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (article("a", "ngày 5/5", "2031-05-05"), article("b", "5 tháng 5", "2031-05-05")),  # one day
        (article("a", "đêm 5/5", "2031-05-05"), article("b", "sáng 6/5", "2031-05-06")),  # by another clock
        (article("a", "từ ngày 5/5", "2031-05-05"), article("b", "đến ngày 9/5", "2031-05-09")),  # ends of a span
        (article("a", "ngày 5/5", "2031-05-05", "2031-05-05"), article("b", "ngày 7/5", "2031-05-07", "2031-05-07")),  # told anew each day
        (article("a", "hôm qua", "2031-05-05"), article("b", "ngày 7/5", "2031-05-07")),  # worked out
        (article("a", "ngày 5/5", "2031-05-05"), article("b", "ngày 9/6", "2031-06-09", "2031-06-10")),  # of another time
        (article("a", "ngày 5/5", "2031-05-05"), article("b", "ngày 7/5", "2031-05-07", text="Bắc Sơn Quốc mở chợ nổi bán khoai lang và bí ngô {}.")),
        (article("a", "ngày 5/5", "2031-05-05"),
         article("b", "Ngày 7/5", "2031-05-07", text="{}, giám đốc bảo tàng Vịnh Trăng cho biết chum gốm men lam vỡ làm ba mảnh.")),  # of the saying
    ],
)
def test_other_days_are_no_disagreement(a: Document, b: Document) -> None:
    assert days(a, b) == []


def test_an_article_that_gives_both_days_to_the_thing_tells_of_two() -> None:
    text = f"{CUP} Trước đó, một chum gốm men lam khác của bảo tàng Vịnh Trăng cũng vỡ ngày 7/5 trong phòng trưng bày."
    both = doc("b", text.format("ngày 5/5"), "2031-05-10", "b.vn", times=(("ngày 5/5", "DATE", "2031-05-05"), ("ngày 7/5", "DATE", "2031-05-07")))
    assert days(both, article("a", "ngày 7/5", "2031-05-07")) == []


def seized(id: str, text: str, day: str, iso: str, word: str = "bắt giữ") -> Document:
    act = Act("COERCE", (word,), ("Hoa Lan Chau",), ())
    return doc(id, text.format(f"{word} {day}"), "2031-05-20", f"{id}.vn", acts=(act,), times=((day, "DATE", iso),))


def test_a_day_right_behind_the_same_verb_is_set_against_another() -> None:
    told = "Tòa án Hòa Lan Châu truy tố thủy thủ của con tàu bị {} trong vùng biển nước này."
    other = "Con tàu Sao Mai bị lực lượng tuần tra Hòa Lan Châu {}, hiện thả neo ở Vịnh Trăng."
    first = seized("a", told, "hôm 13/5", "2031-05-13")
    assert days(first, seized("b", other, "hôm 12/5", "2031-05-12")) == [("XXXX-05-13", "XXXX-05-12")]
    assert days(first, seized("b", other, "hôm 13/5", "2031-05-13")) == []
    assert days(first, seized("b", other, "hôm 12/5", "2031-05-12", "kiểm tra")) == []
