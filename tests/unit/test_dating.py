"""When an article was published, as far as its words say."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from thoisu.annotate.dating import find_clues, find_published, infer
from thoisu.annotate.dating.anchor import find_anchor
from thoisu.annotate.dating.clues import Clue, _years_long
from thoisu.annotate.dating.fame import Fame, names_in, score_years, telling_names
from thoisu.annotate.times import find_times
from thoisu.extract.given import article_from_text
from thoisu.lexicon import load_rows
from thoisu.model import Document, Mention
from thoisu.text.normalize import lower

EMPTY = Fame((), (), {})


def document(text: str, *people: tuple[str, str]) -> Document:
    mentions = tuple(Mention(text.index(name), text.index(name) + len(name), "PER", id, "test") for name, id in people)
    doc = Document(article_from_text("a", text), mentions=mentions)
    return replace(doc, times=tuple(find_times(doc)))


def clues(text: str, *people: tuple[str, str]) -> list[Clue]:
    return find_clues(document(text, *people), lower(text))


def rules(text: str, *people: tuple[str, str]) -> set[str]:
    return {clue.rule for clue in clues(text, *people)}


def years(text: str, rule: str, *people: tuple[str, str]) -> list[int]:
    """The years that the clues of a rule leave whole."""
    found = [c for c in clues(text, *people) if c.rule == rule]
    return [y for y in range(2008, 2027) if all(c.weigh(y, date(y, 1, 1), date(y, 12, 31)) == 0 for c in found)]


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
    windows = [c.windows for c in clues(text, ("Rex Tillerson", "Rex Tillerson")) if c.rule == "tenure.end"]
    assert windows == [((date(2000, 1, 1), date(2018, 3, 31)),)]


def test_former_holders_bound_nothing() -> None:
    assert not rules("Cựu Ngoại trưởng Mỹ Rex Tillerson đã tới Rome.", ("Rex Tillerson", "Rex Tillerson")) & {"tenure.start", "tenure.end"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Lễ kỷ niệm 22 năm ngày ký hiệp ước năm 1991.", "anniversary"), ("Trong 5 năm qua (2008-2013) có nhiều vụ.", "anniversary"),
        ("Nghi phạm Nam (SN 1985, 28 tuổi).", "age"), ("Thứ Hai 21/10 họp.", "weekday"), ("Ông từng nói năm 2014.", "year.past"),
        ("Nhà máy sẽ xong vào năm 2020.", "year.future"), ("Năm 2017 đánh dấu 50 năm quan hệ.", "year.future"),
        ("Các nước NATO họp tại Vilnius ngày 11/7.", "meeting"), ("Theo Nghị định 12/2016/NĐ-CP, phí sẽ tăng.", "decree"),
        ("Đội tuyển dự World Cup 2018.", "year.edition"), ("Kỳ họp thứ 6, Quốc hội khóa XIII khai mạc.", "event"),
    ],
)
def test_clue_is_found(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize("text", ["Giải bóng đá nữ.", "Thắng 2-1 trên sân nhà.", "Đây là lần thứ hai ông 36 tuổi tới Lào.", ""])
def test_texts_without_clues_stay_open(text: str) -> None:
    assert clues(text) == []
    assert infer(document(text), EMPTY) is None


def anchor(text: str) -> tuple[int, int, int] | None:
    found = find_anchor(text.lower(), document(text).times or ())
    return (found.month, found.day, found.slack) if found else None


def test_day_of_the_news() -> None:
    assert anchor("Sáng nay (22/10), trường khai giảng. Kỳ thi ngày 5/6 đã xong.") == (10, 22, 1)
    assert anchor("Ngày 13/5, hai bên ký kết. Trước đó, hôm 2/5, họ đã gặp nhau.") == (5, 13, 2)
    assert anchor("Ngày 13/5, hai bên ký kết. Hôm 14/5, một bên rút lui.") == (5, 14, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Cháy chợ huyện\n\nVụ cháy xảy ra vào khoảng 16 giờ ngày 23/10, tại chợ Bến.", (10, 23, 2)),
        ("Mở lớp mới\n\nLễ khai giảng diễn ra chiều nay (13.10, giờ Việt Nam) tại trường.", (10, 13, 1)),
        ("Chiều 22/10, tàu cập bến. Tối 31/10, lãnh đạo cảng cho biết tàu đã rời đi.", (10, 31, 2)),
        ("Cầu mới\n\nNgày 17.7.2012, tại xã Bạch Hạc, cầu được khánh thành.", (7, 17, 2)),
        ("Cầu mới\n\nBH.VN - Ngày 17.7.2012, tại xã Bạch Hạc, cầu được khánh thành.", (7, 17, 2)),
        ("Khai trương\n\nQuán mở cửa vào sáng 5/9/2013, chủ quán cho biết khách đến đông.", (9, 5, 2)),
        ("Bộ trưởng Gỗ ngày 22/10 cho biết cầu sẽ mở lại.", (10, 22, 2)),
        ("Ngày 23/10, đội đã tập. " + "Đội mạnh. " * 80 + "Giải ngày 8/11.", (10, 23, 2)),
        ("Trường có ba buổi gặp (lớp một ngày 5/11; lớp hai ngày 6/11).", None), ("Từ lần cháy cuối vào 8 giờ ngày 29/10 đến nay chưa có gì.", None),
        ("Ngày 23/10, đội đã tập. " + "Đội mạnh. " * 80 + "Ngày 24/10, đội tiếp tục.", (10, 23, 2)),
        ("Tuần lễ nước sạch\n\nNhân Ngày Nước thế giới (22/3), trường phát quà.", None),
        ("Phiên tòa cũ\n\nBà Lan nói phiên tòa ngày 18/8/2010 xử sai.", None),
        ("Đội tập trung vào ngày 8/11 tới, ông nói.", None),
    ],
)
def test_which_day_is_the_day_of_the_news(text: str, day: tuple[int, int, int] | None) -> None:
    assert anchor(text) == day


def test_a_day_far_down_leaves_more_days() -> None:
    found = anchor("Mở đầu. " * 120 + "Hôm 7/9, ông cho biết đã ký.")
    assert found is not None
    assert found[2] > 2


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


@pytest.mark.parametrize(
    ("text", "rule", "first", "last"),
    [
        ("Sau vụ MH370 mất tích, hãng đổi lịch bay.", "event", 2014, 2015), ("Bão Damrey quật đổ hàng cây.", "event", 2012, 2018),
        ("Ngoại trưởng các nước NATO họp tại Tallinn, Estonia ngày 22/4.", "meeting", 2010, 2010),
        ("Bộ trưởng Quốc phòng các nước NATO họp ở Brussels ngày 5/2.", "meeting", 2015, 2015),
        ("Cuộc bầu cử tổng thống Mỹ ngày 8/11 đã ngã ngũ.", "meeting", 2016, 2016),
        ("Theo Thông tư 30/2014/TT-BGDĐT, trường bỏ chấm điểm.", "decree", 2014, 2014),
    ],
)
def test_public_facts_leave_the_years_that_fit(text: str, rule: str, first: int, last: int) -> None:
    found = years(text, rule)
    assert (found[0], found[-1]) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["Bộ trưởng Du lịch họp tại Tallinn ngày 22/4.", "Họ gặp nhau ở Brussels ngày 5/2.", "Cơn bão lòng của cô.", "Trẻ bị mh3701.",
     "Chương 12/2016 trang."],
)
def test_like_words_are_no_public_facts(text: str) -> None:
    assert not rules(text) & {"meeting", "event", "decree"}


def test_of_words_within_words_the_longer_count() -> None:
    assert [c.windows[0][0].year for c in clues("Chiếc iPhone 6 Plus bán chạy.") if c.rule == "event"] == [2014, 2000]


def test_ministers_are_known_by_the_title_before_them() -> None:
    person = ("Phạm Vũ Luận", "Phạm Vũ Luận")
    assert years("Bộ trưởng Giáo dục và Đào tạo Phạm Vũ Luận phát biểu.", "tenure.end", person)[-1] == 2016
    assert years("Ngoại trưởng Trung Quốc Tần Cương tới Hà Nội.", "tenure.end", ("Tần Cương", "Qin Gang"))[-1] == 2023
    assert not rules("Nguyên Bộ trưởng Giáo dục và Đào tạo Phạm Vũ Luận phát biểu.", person)
    assert not rules("Trợ lý của Bộ trưởng Giáo dục Trần Mới cho biết ông Phạm Vũ Luận đã đến.", person)


def test_two_terms_leave_the_years_between_out() -> None:
    found = years("Tổng thống Mỹ Donald Trump ký lệnh.", "tenure.between", ("Donald Trump", "Donald Trump"))
    assert 2019 in found
    assert 2025 in found
    assert not {2016, 2022, 2023} & set(found)


def test_a_month_with_its_year_lies_little_behind_the_day_of_the_news() -> None:
    text = "Ngày 22/10, hai bên ký kết. Hợp đồng cũ đã hết hạn hồi tháng 9/2015."
    (clue,) = (c for c in clues(text) if c.rule == "year.past")
    near, far, ahead = (clue.weigh(y, date(y, 10, 22), date(y, 10, 24)) for y in (2015, 2016, 2014))
    assert near > far > ahead


def test_an_answer_by_names_alone_shows_the_names() -> None:
    fame = Fame(((2013, 2013), (2016, 2019)), (400, 8000), {f"cầu bạch {n}": (40, 0) for n in "abcdefghijklmnop"})
    text = " ".join(f"Vụ Cầu Bạch {n.upper()} gây xôn xao." for n in "abcdefghijklmnop")
    found = infer(document(text), fame)
    assert found is not None
    assert found.rule == "names"
    assert [text[s.start : s.end] for s in found.evidence] == ["Cầu Bạch A", "Cầu Bạch B", "Cầu Bạch C"]
    assert telling_names(text, fame, 1999) == ()


@pytest.mark.parametrize("table", ["dated_events", "dated_meetings"])
def test_tables_of_days_are_whole(table: str) -> None:
    rows = load_rows(table)
    assert len(rows) == len(set(rows))
    for row in rows:
        first, last = (date.fromisoformat(cell) for cell in (row[1:3] if table == "dated_events" else row[3:5]))
        assert date(2000, 1, 1) < first <= last <= date(2030, 1, 1), row
        assert row[0] == row[0].lower().strip(), row
        assert table == "dated_meetings" or row[3] in ("then", "since"), row
        assert table == "dated_events" or (row[2] and (last - first).days < 40), row


def test_only_a_bare_year_after_a_name_is_that_of_a_contest() -> None:
    assert "year.edition" in rules("Bà dự World Cup 2018.")
    assert "year.edition" not in rules("Bà ở Mỹ năm 2018.")


def test_the_end_of_a_term_cuts_no_interval() -> None:
    text = "Giám đốc FBI James Comey bị nhắc tới. Hồi tháng 2/2017, ông đã khai. Cuối năm 2017 sẽ có kết luận. "
    text += "Cơ quan kỷ niệm 20 năm ngày thành lập năm 1997."
    found = infer(document(text, ("James Comey", "James Comey")), EMPTY)
    assert found is not None
    assert found.between == ("2017-01-01", "2017-12-31")


@given(st.lists(st.sampled_from(["1", "23", "2013", "٣", "²", " năm", "năm", " ", "sau ", "-", "x"]), max_size=14).map("".join))
def test_years_counted_are_found_by_their_word(text: str) -> None:
    expected = [(m.start(), m.end(), int(m[1])) for m in re.finditer(r"(?<!\d)(\d{1,3}) năm", text)]
    assert list(_years_long(text)) == expected
