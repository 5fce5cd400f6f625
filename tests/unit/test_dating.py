"""When an article was published, as far as its words say."""

from datetime import date

import pytest
from msgspec.structs import replace

from thoisu.annotate.dating import find_published, infer
from thoisu.annotate.dating.anchor import find_anchor
from thoisu.annotate.dating.clues import find_clues
from thoisu.annotate.dating.fame import Fame, names_in, score_years
from thoisu.annotate.times import find_times
from thoisu.extract.given import article_from_text
from thoisu.model import Document, Mention

EMPTY = Fame((), (), {})


def document(text: str, *people: tuple[str, str]) -> Document:
    mentions = tuple(Mention(text.index(name), text.index(name) + len(name), "PER", id, "test") for name, id in people)
    doc = Document(article_from_text("a", text), mentions=mentions)
    return replace(doc, times=tuple(find_times(doc)))


def rules(text: str, *people: tuple[str, str]) -> set[str]:
    return {clue.rule for clue in find_clues(document(text, *people))}


def test_weekday_and_event_give_the_days() -> None:
    text = "Hội đàm tại Paris\n\nHôm thứ Ba (15/11), hai bộ trưởng bàn về Tổng thống đắc cử Donald Trump, người sẽ nhậm chức ngày 20/1/2017."
    found = infer(document(text), EMPTY)
    assert found is not None
    assert found.between == ("2016-11-15", "2016-11-17")
    assert "weekday" in found.rule
    assert "event" in found.rule
    assert {text[s.start : s.end] for s in found.evidence} >= {"Tổng thống đắc cử Donald Trump"}


def test_terms_of_office_bound_the_days() -> None:
    text = "Gặp gỡ tại Rome\n\nNgoại trưởng Mỹ Rex Tillerson đã tới Rome hôm 12/4."
    windows = [c.windows for c in find_clues(document(text, ("Rex Tillerson", "Rex Tillerson"))) if c.rule == "tenure.end"]
    assert windows == [((date(2000, 1, 1), date(2018, 3, 31)),)]


def test_former_holders_bound_nothing() -> None:
    assert not rules("Cựu Ngoại trưởng Mỹ Rex Tillerson đã tới Rome.", ("Rex Tillerson", "Rex Tillerson")) & {"tenure.start", "tenure.end"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Lễ kỷ niệm 22 năm ngày ký hiệp ước năm 1991.", "anniversary"), ("Trong 5 năm qua (2008-2013) có nhiều vụ.", "anniversary"),
        ("Nghi phạm Nam (SN 1985, 28 tuổi).", "age"), ("Thứ Hai 21/10 họp.", "weekday"), ("Ông từng nói năm 2014.", "year.past"),
        ("Nhà máy sẽ xong vào năm 2020.", "year.future"), ("Năm 2017 đánh dấu 50 năm quan hệ.", "year.future"),
        ("Các bộ trưởng NATO họp tại Vilnius ngày 11/7.", "meeting"), ("Kỳ họp thứ 6, Quốc hội khóa XIII khai mạc.", "event"),
    ],
)
def test_clue_is_found(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize("text", ["Giải bóng đá nữ.", "Thắng 2-1 trên sân nhà.", "Đây là lần thứ hai ông 36 tuổi tới Lào.", ""])
def test_texts_without_clues_stay_open(text: str) -> None:
    assert find_clues(document(text)) == []
    assert infer(document(text), EMPTY) is None


def anchor(text: str) -> tuple[int, int, int] | None:
    found = find_anchor(text.lower(), document(text).times or ())
    return (found.month, found.day, found.slack) if found else None


def test_day_of_the_news() -> None:
    assert anchor("Sáng nay (22/10), trường khai giảng. Kỳ thi ngày 5/6 đã xong.") == (10, 22, 1)
    assert anchor("Ngày 13/5, hai bên ký kết. Trước đó, hôm 2/5, họ đã gặp nhau.") == (5, 13, 2)
    assert anchor("Ngày 13/5, hai bên ký kết. Hôm 14/5, một bên rút lui.") == (5, 14, 2)


def test_days_to_come_are_no_news_days() -> None:
    assert anchor("Hội nghị sẽ diễn ra ngày 13/5.") is None
    assert anchor("Hạn chót đến hết ngày 30/6.") is None
    assert anchor("Ngày mai (24/10), đội sẽ lên đường.") is None


def test_names_tell_times_apart() -> None:
    fame = Fame(((2013, 2013), (2016, 2019)), (400, 8000), {"cầu bạch hạc": (40, 0), "hà nội": (100, 2000)})
    scores = score_years(names_in("Vụ việc tại Cầu Bạch Hạc, Hà Nội gây xôn xao."), fame)
    assert scores[2013] > scores[2017] == scores[2016]
    assert scores[2012] < scores[2013]


def test_odd_texts_do_not_break() -> None:
    for text in ("İ" * 50, "Thứ Hai (30/2)", "kỷ niệm 999 năm " * 500, "\x00", "31/12/9999 " * 50, "Ngày 29/2, họp."):
        found = find_published(document(text))
        assert found is None or found.between[0] <= found.between[1]
