"""Rules on the order and the neighbours of a page's lines, on invented lines; each with a case in which it must not speak."""

import pytest

from thoisu.extract.items import Item, words_of
from thoisu.extract.lines import label_lines
from thoisu.extract.merged import read_lines
from thoisu.extract.neighbours import settle_end, settle_neighbours
from thoisu.extract.order import foreign_language, settle_lead, settle_order
from thoisu.extract.verdicts import Verdict
from thoisu.model import LineRole

P1 = "Ông Lâm Thử, chủ tịch xã Mẫu, cho biết cây cầu tre đã được thay bằng cầu sắt dài bốn mươi mét từ đầu tháng này."
P2 = "Theo ông, tiền làm cầu do bà con góp một nửa, nửa còn lại lấy từ quỹ của huyện và của một hội từ thiện."
P3 = "Từ nay học trò bên kia suối không phải nghỉ học vào mùa mưa, còn xe cấp cứu thì vào được tận bản."
TITLES = ("Chợ phiên vùng cao mở lại sau mùa mưa", "Đội bóng làng Thử thắng trận thứ năm liền")


def settled(rule: object, *lines: tuple[str, LineRole]) -> list[str]:
    items = [Item(text, 0, 0) for text, _ in lines]
    verdicts = [Verdict(role, "lines_text") for _, role in lines]
    rule(items, [words_of(text) for text, _ in lines], verdicts)  # type: ignore[operator]
    return [verdict.role for verdict in verdicts]


def test_a_sentence_cut_short_gives_way_to_the_full_one() -> None:
    cut, full = "Cầu sắt dài bốn mươi mét thay cầu tre...", "Cầu sắt dài bốn mươi mét thay cầu tre ở xã Mẫu."
    assert settled(settle_order, ("Tít", "title"), (cut, "lead"), (full, "body"))[1:] == ["duplicate", "lead"]
    assert settled(settle_order, ("Tít", "title"), (cut, "lead"), (P1, "body"))[1:] == ["lead", "body"]


def test_sentences_between_the_head_and_the_first_paragraph_are_text() -> None:
    assert settled(settle_order, ("Tít", "title"), (P1, "teaser"), (P2, "teaser"), (P3, "body"))[1:] == ["body", "body", "body"]
    listed = settled(settle_order, ("Tít", "title"), (TITLES[0], "teaser"), (P1, "teaser"), (P3, "body"))
    assert listed[1:3] == ["teaser", "teaser"]


def test_headings_that_count_on_are_all_headings() -> None:
    lines = [(f"{n}. Việc thứ {n} nên làm", role) for n, role in ((1, "heading"), (2, "boilerplate"), (3, "heading"))]
    page = [line for heading in lines for line in (heading, (P1, "body"))]
    assert settled(settle_order, ("Tít", "title"), *page)[1::2] == ["heading"] * 3  # type: ignore[arg-type]
    alone = [("1. Tin thứ nhất trong ngày", "teaser"), (P1, "body"), (P2, "body"), (P3, "body")]
    assert settled(settle_order, ("Tít", "title"), *alone)[1] == "teaser"  # type: ignore[arg-type]


def test_a_second_article_on_the_page_is_told_from_the_first() -> None:
    first: list[tuple[str, LineRole]] = [("Tít của bài đầu", "title"), *((p, "body") for p in (P1, P2, P3)), ("Lò Thị Mẫu", "byline")]
    second: list[tuple[str, LineRole]] = [(TITLES[0], "heading"), ("12/10/2017 09:10", "date"), (P1, "body"), (P2, "body")]
    assert settled(settle_order, *first, *second)[5:] == ["teaser"] * 4
    behind = [(TITLES[0], "body"), (TITLES[1], "body")]
    assert settled(settle_order, *first, *behind)[5:] == ["teaser"] * 2  # type: ignore[arg-type]
    goes_on = [("Tít", "title"), (P1, "body"), (P2, "body"), (P3, "body"), ("Cầu treo cũ ra sao", "heading"), (P2, "body"), (P3, "body")]
    assert settled(settle_order, *goes_on)[4:] == ["heading", "body", "body"]  # type: ignore[arg-type]


def test_a_whole_sentence_between_paragraphs_is_text_also_over_a_link() -> None:
    link = ("Xem thêm: " + TITLES[0], "teaser")
    assert settled(settle_neighbours, ("Tít", "title"), (P1, "body"), link, (P2, "comment"), (P3, "body"))[3] == "body"  # type: ignore[arg-type]
    assert settled(settle_neighbours, ("Tít", "title"), (P1, "body"), link, (P3, "body"))[2] == "teaser"  # type: ignore[arg-type]


def test_what_a_colon_announces_is_a_list_of_the_text() -> None:
    intro = ("Điểm chuẩn của ba trường trong huyện như sau:", "body")
    items = [("Trường Thử: 31,5", "teaser"), ("Trường Mẫu: 28", "teaser")]
    assert settled(settle_neighbours, (P1, "body"), intro, *items, (P2, "body"))[2:4] == ["body", "body"]  # type: ignore[arg-type]
    assert settled(settle_neighbours, (P1, "body"), intro, *items)[2:4] == ["teaser", "teaser"]  # type: ignore[arg-type]


def test_short_lines_shown_again_and_again_are_the_sites() -> None:
    page = [("Tít", "title"), (P1, "body"), ("Kéo để xem tiếp", "heading"), (P2, "body"), ("Kéo để xem tiếp", "body"), (P3, "body")]
    assert settled(settle_neighbours, *page)[2::2] == ["boilerplate", "boilerplate"]  # type: ignore[arg-type]
    clock = [("Tít", "title"), (P1, "body"), ("11h30", "heading"), (P2, "body"), ("[11:45]", "heading"), (P3, "body"), ("45", "heading")]
    assert settled(settle_neighbours, *clock)[2::2] == ["heading", "heading", "boilerplate"]  # type: ignore[arg-type]
    once = [line if n != 4 else ("Cầu cũ ra sao", "heading") for n, line in enumerate(page)]
    assert settled(settle_neighbours, *once)[4] == "heading"  # type: ignore[arg-type]


def test_sentences_right_behind_a_paragraph_go_on_with_it() -> None:
    assert settled(settle_neighbours, ("Tít", "title"), (P1, "body"), (P2, "teaser"), (P3, "teaser"))[2:] == ["body", "body"]
    assert settled(settle_neighbours, ("Tít", "title"), (P1, "body"), (TITLES[0], "teaser"), (P3, "teaser"))[2:] == ["teaser", "teaser"]
    assert settled(settle_neighbours, ("Tít", "title"), (P1, "body"), ("- Bà có lo không?", "teaser"), ("- Không.", "teaser"))[2:] == ["body", "body"]
    assert settled(settle_neighbours, ("Tít", "title"), (P1, "body"), ("» Bản Mẫu có cầu mới.", "teaser"))[2] == "teaser"


def test_a_long_first_paragraph_that_the_next_one_goes_on_with_is_no_lead() -> None:
    long = P1[:-1] + " và bà con hai bản bên suối đã cùng nhau ăn mừng suốt một buổi chiều với trống chiêng và rượu cần như ngày hội."
    again = "Ông Thử nói thêm rằng tiền làm cầu do bà con góp một nửa, nửa còn lại lấy từ quỹ của huyện."
    assert settled(settle_lead, ("Tít", "title"), (long, "lead"), (again, "body"))[1] == "body"
    assert settled(settle_lead, ("Tít", "title"), (long, "lead"), (P2, "body"))[1] == "lead"
    assert settled(settle_lead, ("Tít", "title"), (P1, "lead"), (again, "body"))[1] == "lead"


def test_an_office_and_a_name_before_words_in_the_first_person_are_a_pull_quote() -> None:
    said = "Chúng tôi sẽ không rời bản khi cầu chưa xong."
    page = [("Tít", "title"), (P1, "body"), ("Chủ tịch xã", "caption"), ("Lâm Thử", "byline"), (said, "body"), (P2, "body")]
    assert settled(settle_neighbours, *page)[2:5] == ["pull_quote"] * 3  # type: ignore[arg-type]
    goes_on = [line if n != 5 else (P2, "pull_quote") for n, line in enumerate(page)]
    assert settled(settle_neighbours, *goes_on)[5] == "body"  # type: ignore[arg-type]
    told = [line if n != 4 else (P3, "body") for n, line in enumerate(page)]
    assert settled(settle_neighbours, *told)[2:5] == ["caption", "byline", "body"]  # type: ignore[arg-type]


def test_last_lines_that_speak_to_the_page_are_comments() -> None:
    page = [("Tít", "title"), (P1, "body"), (P2, "body"), (P3, "body"), ("Cảm ơn tác giả, quê tôi cũng cần cầu.", "body")]
    assert settled(settle_end, *page)[3:] == ["body", "comment"]  # type: ignore[arg-type]
    thanked = [*page[:4], ("Ông Thử nói lời cảm ơn với huyện và hội từ thiện.", "body")]
    assert settled(settle_end, *thanked)[4] == "body"  # type: ignore[arg-type]


def test_titles_behind_the_text_and_its_signature_are_other_stories() -> None:
    page = [("Tít", "title"), (P1, "body"), (P2, "body"), ("Lò Thị Mẫu", "byline"), (TITLES[0], "body"), (TITLES[1], "heading")]
    assert settled(settle_end, *page)[4:] == ["teaser", "teaser"]  # type: ignore[arg-type]
    assert settled(settle_end, *page[:3], (TITLES[0], "heading"))[3] == "heading"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The village bridge was opened on Monday and will be free for all, said the head of the commune.", "en"),
        ("Le pont du village est ouvert depuis lundi et il sera gratuit pour les habitants, a dit le maire.", "fr"),
        (P1, None),
        ("Ong Lam Thu cho biet cay cau tre da duoc thay bang cau sat tu dau thang nay o xa Mau", None),
        ("Real Madrid 3-1 Barcelona", None),
    ],
)
def test_a_paragraph_of_another_language_is_named(text: str, language: str | None) -> None:
    assert foreign_language(text) == language


def test_a_mixed_page_keeps_its_vietnamese_paragraphs() -> None:
    english = "The village bridge was opened on Monday and will be free for all, said the head of the commune."
    lines = ["Cầu sắt thay cầu tre ở xã Mẫu", P1, english, P2, P3]
    verdicts = label_lines([Item(line, 0, 0) for line in lines])
    assert verdicts[2] == Verdict("foreign", "language_en")
    assert [v.role in ("lead", "body") for v in verdicts] == [False, True, False, True, True]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Cầu sắt ở xã Mẫu - ảnh 1" + P1, ["Cầu sắt ở xã Mẫu - ảnh 1", P1]),
        ("Cầu sắt. (Nguồn: Báo Thử)" + P1, ["Cầu sắt. (Nguồn: Báo Thử)", P1]),
        ("Cầu sắt ở xã Mẫu ảnh 1Chủ tịch xã Lâm Thử. (Nguồn: Báo Thử)", ["Cầu sắt ở xã Mẫu ảnh 1Chủ tịch xã Lâm Thử. (Nguồn: Báo Thử)"]),
        ("Ảnh: VnTest " + P1, ["Ảnh: VnTest " + P1]),
    ],
)
def test_a_paragraph_glued_to_a_pictures_words_is_cut_off(line: str, parts: list[str]) -> None:
    found = read_lines("Tít\n" + line)[1:]
    assert [item.text for item in found] == parts
    assert [("Tít\n" + line)[item.start : item.end] for item in found] == parts


def test_a_page_in_which_no_paragraph_was_seen_begins_with_its_first_sentence() -> None:
    intro = ("Nhiệt độ thấp nhất ở ba nơi như sau:", "teaser")
    page = [("Tít", "title"), ("12/10/2017", "teaser"), (P1, "teaser"), intro, ("Xã Mẫu: 3 độ", "teaser"), ("Xã Thử: 7 độ", "teaser"), (P2, "teaser")]
    assert settled(settle_order, *page)[1:] == ["date", *["body"] * 5]  # type: ignore[arg-type]
    listed = [("Tít", "title"), (TITLES[0], "teaser"), (P1, "teaser"), (TITLES[1], "teaser")]
    assert settled(settle_order, *listed)[1:] == ["teaser"] * 3  # type: ignore[arg-type]


def test_a_signed_letter_to_the_page_is_its_text() -> None:
    letter = [("Tít", "title"), (P1, "body"), (P2, "body"), (P3, "body"), ("Mong tòa soạn đăng giúp lời này.", "body"), ("Lò Thị Mẫu", "byline")]
    assert settled(settle_end, *letter)[4] == "body"  # type: ignore[arg-type]
    assert settled(settle_end, *letter[:5])[4] == "comment"  # type: ignore[arg-type]
