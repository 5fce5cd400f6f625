"""Discrepancies between invented articles, and the differences that are none."""

import pytest

from tests.unit.record_room import Act, Said, doc
from thoisu.model import Discrepancy, Document
from thoisu.record.discrepancies import find_discrepancies
from thoisu.record.events import group_events
from thoisu.record.origins import group_origins
from thoisu.record.statements import group_statements


def check(*docs: Document) -> list[Discrepancy]:
    origins = group_origins(docs)
    events = list(group_events(docs, origins, story="s"))
    statements = list(group_statements(docs, origins, story="s"))
    return list(find_discrepancies(docs, statements, events, origins))


def toll(id: str, words: str, published: str, outlet: str | None = None) -> Document:
    text = f"Chìm phà ở Vịnh Trăng, {words} thiệt mạng\n\nChiếc phà chở khách lật ở Vịnh Trăng lúc sóng lớn."
    return doc(id, text, published, outlet or f"{id}.vn")


def test_two_tolls_of_one_day_that_cannot_both_be_true() -> None:
    (found,) = check(toll("a", "12 người", "2031-05-03T09:00"), toll("b", "9 người", "2031-05-03T10:00"))
    assert (found.field, [value for value, _ in found.sides]) == ("number", ["12 chết", "9 chết"])
    assert ("12 người" in found.sides[0][1].words and found.story == found.about == "s") or found.story is None


@pytest.mark.parametrize(
    ("first", "second", "later"),
    [
        ("9 người", "12 người", "2031-05-03T18:00"),  # the later count is higher
        ("hơn 10 người", "12 người", "2031-05-03T09:00"),  # both can be true
        ("khoảng 10 người", "11 người", "2031-05-03T09:00"),
        ("mười hai người", "12 người", "2031-05-03T09:00"),
    ],
)
def test_updates_and_rounding_are_none(first: str, second: str, later: str) -> None:
    assert check(toll("a", first, "2031-05-03T09:00"), toll("b", second, later)) == []


def test_articles_of_one_outlet_are_not_set_against_each_other() -> None:
    assert check(toll("a", "12 người", "2031-05-03", "mot.vn"), toll("b", "9 người", "2031-05-03", "www.mot.vn")) == []


def test_numbers_of_different_things_are_none() -> None:
    docs = (
        doc("a", "Bão làm chìm 40 tàu cá ở Vịnh Trăng.", "2031-05-03", "a.vn"),
        doc("b", "Hòa Lan Châu điều 12 tàu cá ra Bắc Sơn Quốc tránh bão.", "2031-05-03", "b.vn"),
    )
    assert check(*docs) == []


def test_an_article_that_knows_both_numbers_speaks_of_two_things() -> None:
    one = doc("a", "Hãng hàng không ký mua 18 máy bay và thuê 22 máy bay. Lễ ký mua 22 máy bay kéo dài.", "2031-05-03", "a.vn")
    two = doc("b", "Hãng hàng không ký mua 18 máy bay.", "2031-05-03", "b.vn")
    assert check(one, two) == []


def meeting(id: str, day: str, iso: str, extra: str = "") -> Document:
    text = f"Tổng thống Hòa Lan Châu Trịnh Bảo An và Thủ tướng Bắc Sơn Quốc Lục Thế Phong hội đàm tại Vịnh Trăng {day}.{extra}"
    act = Act("CONSULT", ("hội đàm",), ("Trịnh Bảo An", "Lục Thế Phong"), date=iso, mode="meeting")
    return doc(id, text, "2031-05-10", f"{id}.vn", acts=(act,), times=((day, "DATE", iso),))


def test_two_dates_of_one_meeting() -> None:
    (found,) = check(meeting("a", "hôm 5/5", "2031-05-05"), meeting("b", "hôm 7/5", "2031-05-07"))
    assert (found.field, [v for v, _ in found.sides]) == ("date", ["2031-05-05", "2031-05-07"])
    assert found.about.startswith("ev-")


def test_a_night_between_two_days_is_another_time_zone() -> None:
    assert check(meeting("a", "đêm 5/5", "2031-05-05"), meeting("b", "rạng sáng 6/5", "2031-05-06")) == []


def test_told_here_and_denied_there() -> None:
    told = doc("a", "Quân Hòa Lan Châu nã pháo vào đồn biên phòng Bắc Sơn Quốc gần Vịnh Trăng.", "2031-05-03", "a.vn",
               acts=(Act("ASSAULT", ("nã pháo",), ("Hoa Lan Chau",), ("Bac Son",)),))
    denied = doc("b", "Hòa Lan Châu phủ nhận đã nã pháo vào đồn biên phòng Bắc Sơn Quốc gần Vịnh Trăng.", "2031-05-03", "b.vn",
                 acts=(Act("ASSAULT", ("nã pháo",), ("Hoa Lan Chau",), ("Bac Son",), status="denied"),))
    (found,) = check(told, denied)
    assert (found.field, [v for v, _ in found.sides]) == ("status", ["asserted", "denied"])


def test_accused_and_denied_in_one_sentence_has_both_clauses() -> None:
    text = "Lệnh cấm vận có từ khi Bắc Sơn Quốc cáo buộc Hòa Lan Châu can thiệp vào Vịnh Trăng - điều mà Hòa Lan Châu luôn phủ nhận."
    acts = (Act("ACCUSE", ("cáo buộc",), ("Bac Son",), ("Hoa Lan Chau",)),
            Act("ASSAULT", ("can thiệp",), ("Hoa Lan Chau",), ("Vịnh Trăng",), status="denied"),
            Act("REJECT", ("phủ nhận",), ("Hoa Lan Chau",), ("Bac Son",)))
    (found,) = check(doc("a", text, "2031-05-03", acts=acts))
    assert [(v, e.words) for v, e in found.sides] == [
        ("asserted", "Lệnh cấm vận có từ khi Bắc Sơn Quốc cáo buộc Hòa Lan Châu can thiệp vào Vịnh Trăng"),
        ("denied", "điều mà Hòa Lan Châu luôn phủ nhận."),
    ]


def test_one_side_leaves_open_what_the_other_says() -> None:
    text = ("Trịnh Bảo An và Lục Thế Phong đã điện đàm. Hòa Lan Châu không nói rõ ai gọi trước. "
            "Tuy nhiên, văn phòng của ông Thế Phong cho biết phía Hòa Lan Châu chủ động gọi điện.")
    said = Said("văn phòng của ông Thế Phong", "phía Hòa Lan Châu chủ động gọi điện", "cho biết")
    (found,) = check(doc("a", text, "2031-05-03", said=(said,)))
    assert found.field == "one_sided"
    assert found.sides[0][0] == "Hoa Lan Chau: không nói rõ"
    assert found.sides[1][0].endswith("phía Hòa Lan Châu chủ động gọi điện")


def test_going_on_oneself_is_not_one_sided() -> None:
    text = "Hòa Lan Châu không tiết lộ ngày cụ thể, nhưng nói rằng lễ ký sẽ diễn ra trong năm nay."
    said = Said("Ngô Minh Triết", "lễ ký sẽ diễn ra trong năm nay", "nói rằng")
    assert check(doc("a", text, "2031-05-03", said=(said,))) == []


def test_each_says_that_the_other_fired_first() -> None:
    text = ("Hòa Lan Châu nói lính Bắc Sơn Quốc đã nổ súng trước ở biên giới Vịnh Trăng.\n\n"
            "Ông Lục Thế Phong nói lính Hòa Lan Châu đã nổ súng trước ở biên giới.")
    said = (Said("Hoa Lan Chau", "lính Bắc Sơn Quốc đã nổ súng trước ở biên giới Vịnh Trăng"),
            Said("Lục Thế Phong", "lính Hòa Lan Châu đã nổ súng trước ở biên giới"))
    (found,) = check(doc("a", text, "2031-05-03", said=said))
    assert (found.field, {v for v, _ in found.sides}) == ("initiator", {"Bac Son", "Hoa Lan Chau"})


def test_nothing_is_found_in_nothing() -> None:
    assert check() == []
    assert check(doc("a", "")) == []


def test_the_day_of_a_report_is_not_the_day_of_the_call() -> None:
    who = "Tổng thống Hòa Lan Châu Trịnh Bảo An và Thủ tướng Bắc Sơn Quốc Lục Thế Phong"
    act = Act("CONSULT", ("điện đàm",), ("Trịnh Bảo An", "Lục Thế Phong"), mode="phone")
    told = doc("a", f"{who} đã điện đàm ngày 14/11.", "2031-11-16", "a.vn", acts=(act._replace(date="2031-11-14"),),
               times=(("ngày 14/11", "DATE", "2031-11-14"),))
    report = doc("b", f"Hôm 15/11, báo chí đưa tin {who} đã điện đàm.", "2031-11-16", "b.vn", acts=(act._replace(date="2031-11-15"),),
                 times=(("Hôm 15/11", "DATE", "2031-11-15"),))
    assert check(told, report) == []


def call(id: str, day: str, iso: str | None, time: str, extra: str = "") -> Document:
    text = f"Trịnh Bảo An và Lục Thế Phong nói chuyện qua điện thoại {day}.{extra}"
    act = Act("CONSULT", ("nói chuyện qua điện thoại",), ("Trịnh Bảo An", "Lục Thế Phong"), date=iso, mode="phone")
    return doc(id, text, "2031-11-16" if iso else None, f"{id}.vn", acts=(act,), times=((day, "DATE", time),))


def test_a_day_without_its_year_is_set_against_one_with() -> None:
    (found,) = check(call("a", "hôm 14/11", "2031-11-14", "2031-11-14"), call("b", "ngày 15/11", None, "XXXX-11-15"))
    assert (found.field, {v for v, _ in found.sides}) == ("date", {"2031-11-14", "XXXX-11-15"})
    assert check(call("a", "hôm 14/11", "2031-11-14", "2031-11-14"), call("b", "ngày 14/11", None, "XXXX-11-14")) == []
    assert check(call("a", "hôm 14/11", "2031-11-14", "2031-11-14"), call("b", "ngày 2/3", None, "XXXX-03-02")) == []


def test_denied_here_and_told_there_without_events() -> None:
    told = doc("a", "Bắc Sơn Quốc cáo buộc quân đội Hòa Lan Châu nã pháo vào đồn biên phòng Vịnh Trăng.", "2031-05-03", "a.vn")
    denied = doc("b", "Hòa Lan Châu phủ nhận việc quân đội nước này nã pháo vào đồn biên phòng Vịnh Trăng.", "2031-05-03", "b.vn")
    (found,) = check(told, denied)
    assert (found.field, [(v, e.article) for v, e in found.sides]) == ("status", [("asserted", "a"), ("denied", "b")])


def troops(id: str, count: str, published: str = "2031-05-03") -> Document:
    words = {"a": f"Bắc Sơn Quốc chốt đưa {count} lính dù tới sườn đông.", "b": f"Bắc Sơn Quốc khép lại cuộc họp và gửi {count} lính dù."}
    return doc(id, f"{words[id]}\n\nThân bài nói chuyện khác.", published, f"{id}.vn")


def test_titles_tell_the_main_happening_however_they_word_it() -> None:
    (found,) = check(troops("a", "4.000"), troops("b", "3.000"))
    assert (found.field, {v for v, _ in found.sides}) == ("number", {"4.000 lính dù", "3.000 lính dù"})
    assert check(troops("a", "gần 4.000"), troops("b", "3.900")) == []
    assert check(troops("a", "4.000"), troops("b", "3.000", "2031-07-03")) == []  # of another time


def test_one_place_with_and_without_its_region_is_one() -> None:
    words = "Trịnh Bảo An và Lục Thế Phong sẽ hội đàm tại thành phố {}Vịnh Trăng trong tuần này về nghề cá và hải đăng."
    assert check(doc("a", words.format(""), "2031-05-03", "a.vn"), doc("b", words.format("Viễn Đông "), "2031-05-03", "b.vn")) == []


def silent(sentence: str, answer: str, speaker: str = "Lục Thế Phong", words: str = "con tàu chở gạo sẽ cập bến vào thứ ba") -> list[Discrepancy]:
    said = Said(speaker, words, "cho biết")
    return check(doc("a", f"{sentence} {answer.format(words)}", "2031-05-03", said=(said,)))


def test_who_refuses_a_comment_leaves_open_only_what_it_is_about() -> None:
    answer = "Tuy nhiên, ông Lục Thế Phong cho biết {}."
    (found,) = silent("Hòa Lan Châu không bình luận về giờ cập bến của con tàu chở gạo.", answer)
    assert found.field == "one_sided"
    assert silent("Hòa Lan Châu không bình luận về việc này.", answer) == []
    assert silent("Hòa Lan Châu không bình luận về lễ hội đèn lồng.", answer) == []


def test_the_aide_of_the_silent_is_not_another_side() -> None:
    answer = "Tuy nhiên, cố vấn của ông Bảo An cho biết {}."
    assert silent("Ông Bảo An không nói rõ con tàu chở gạo cập bến khi nào.", answer, "cố vấn của ông Bảo An") == []


@pytest.mark.parametrize(
    ("second", "published", "count"),
    [("28", "2031-05-03", 1), ("28", "2033-05-03", 0), ("28", None, 0), ("20", None, 1)],  # two years older two years on, or who knows when
)
def test_ages_differ_but_people_grow(second: str, published: str | None, count: int) -> None:
    words = "Trịnh Bảo An, {} tuổi, được bổ nhiệm làm trưởng ban hải đăng Vịnh Trăng của Hòa Lan Châu."
    docs = (doc("a", words.format("30"), "2031-05-03", "a.vn"), doc("b", words.format(second), published, "b.vn"))
    assert [d.field for d in check(*docs)] == ["number"] * count
