"""Pages to articles, end to end, on pages written for these tests."""

import json
import random

import pytest

from thoisu.errors import PageRefused
from thoisu.extract.article import extract_article, page_id
from thoisu.extract.items import split_lines
from thoisu.extract.lines import label_lines
from thoisu.extract.repeats import find_repeats
from thoisu.extract.rows import article_row
from thoisu.extract.sheet import read_sheet
from thoisu.model import Article, Page
from thoisu.pipeline.streams import PageIn, extract_rows

TITLE = "Hội đồng Bắc Nam nối lại đối thoại sau hai năm"
LEAD = "Hội đồng Bắc Nam hôm qua nhất trí nối lại các cuộc đối thoại đã bị gián đoạn hai năm qua vì tranh chấp biên giới giữa hai bên."
BODY = [
    (
        "Phát biểu sau cuộc họp kín kéo dài bốn giờ, Chủ tịch hội đồng Lâm Thử cho biết các bên sẽ gặp lại nhau vào "
        "tháng tới để bàn về lịch trình đối thoại cụ thể."
    ),
    (
        "Ông Lâm Thử nhấn mạnh rằng việc nối lại đối thoại không có nghĩa là tranh chấp biên giới đã được giải quyết, "
        "nhưng đó là bước đi đầu tiên theo hướng đúng đắn."
    ),
    (
        "Trong khi đó, đại diện phía Nam tuyên bố sẽ tiếp tục duy trì lực lượng ở khu vực biên giới cho đến khi hội "
        "đồng thông qua một thỏa thuận có tính ràng buộc."
    ),
    (
        "Hội đồng Bắc Nam được thành lập cách đây mười năm và từng tổ chức các cuộc đối thoại hằng quý trước khi bị "
        "gián đoạn bởi tranh chấp biên giới giữa hai bên."
    ),
]
TEASERS = [
    (
        "Giá cà phê tăng mạnh phiên cuối tuần",
        "Người trồng cà phê ở Tây Nguyên phấn khởi khi giá thu mua tăng thêm gần hai nghìn đồng mỗi kilôgam so với tuần trước.",
    ),
    (
        "Đội tuyển bơi lội lên đường tập huấn",
        "Mười hai vận động viên trẻ sẽ có ba tuần tập huấn ở nước ngoài để chuẩn bị cho giải vô địch khu vực diễn ra vào mùa hè.",
    ),
]


def text_page(*lines: str, blank: bool = True) -> Page:
    return Page("trang.txt", ("\n\n" if blank else "\n").join(lines).encode(), "text")


def noisy(blank: bool = True) -> Page:
    return text_page(
        "Thế giới",
        TITLE,
        "Thứ Ba, 24/11/2015 | 10:20 GMT+7",
        "Chia sẻ",
        LEAD,
        LEAD,
        BODY[0],
        TITLE + " - ảnh 1",
        *BODY[1:3],
        "Xem thêm: " + TEASERS[0][0],
        BODY[3],
        "Lê Thí Dụ (Theo RT)",
        "Từ khóa: hội đồng, đối thoại",
        "Tin liên quan",
        *TEASERS[0],
        *TEASERS[1],
        "Gửi bình luận",
        "Đường dây nóng: 0900 111 222",
        "Về đầu trang",
        blank=blank,
    )


@pytest.mark.parametrize("blank", [True, False])
def test_a_text_page_gives_title_lead_and_body_and_nothing_else(blank: bool) -> None:
    article = extract_article(noisy(blank))
    assert article.title == TITLE
    assert article.lead == LEAD
    assert list(article.body) == BODY
    assert (article.byline, article.published, article.published_how) == ("Lê Thí Dụ", "2015-11-24T10:20:00+07:00", "visible")


def test_the_text_is_title_lead_and_body_and_blocks_point_into_text_and_page() -> None:
    page = noisy()
    article = extract_article(page)
    raw = page.body.decode()
    assert article.text == "\n\n".join([TITLE, LEAD, *BODY])
    for block in article.blocks:
        assert block.raw_start is not None
        assert raw[block.raw_start : block.raw_end] == article.text[block.start : block.end]


def test_every_line_of_the_page_has_a_role_and_a_rule() -> None:
    page = noisy()
    article = extract_article(page)
    assert len(article.lines) == len(split_lines(page.body.decode()))
    assert all(line.rule for line in article.lines)
    rows = article_row(article, page)["lines"]
    assert isinstance(rows, list)
    roles = dict(rows)
    assert roles["Xem thêm: " + TEASERS[0][0]] == "boilerplate"  # the one word of the gold rows
    assert roles["Lê Thí Dụ (Theo RT)"] == "byline"


def test_a_body_printed_twice_is_kept_once() -> None:
    article = extract_article(text_page(TITLE, LEAD, *BODY, *BODY))
    assert list(article.body) == BODY
    assert sum(line.role == "duplicate" for line in article.lines) == len(BODY)


def test_a_bare_article_is_kept_whole() -> None:
    article = extract_article(text_page(TITLE, LEAD, *BODY, blank=False))
    assert article.text == "\n\n".join([TITLE, LEAD, *BODY])
    assert article.published is None
    assert article.published_how is None


HTML = """<!DOCTYPE html><html><head><title>{title} - Báo Thử</title><meta property="article:published_time" content="2015-11-24T10:20:00+07:00">
<link rel="canonical" href="https://baothu.example/the-gioi/1.html"></head><body>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/tg">Thế giới</a></li></ul></nav>
<div class="wrap"><h1 class="title">{title}</h1><span class="time">24/11/2015 10:20</span><h2 class="sapo">{lead}</h2>
<div class="content">{body}
<p style="text-align:right"><strong>Lê Thí Dụ</strong></p></div></div>
<div class="related"><h3>Tin liên quan</h3><ul>{links}</ul></div>
<footer><p>Tòa soạn: số 1 phố Thử. Điện thoại: 0900 111 222</p></footer></body></html>"""


def html_page(body: str) -> Page:
    links = "".join(f'<li><a href="/x">{title}</a><p>{lead}</p></li>' for title, lead in TEASERS)
    return Page("trang.html", HTML.format(title=TITLE, lead=LEAD, body=body, links=links).encode(), "html")


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>{p}</p>" for p in BODY),
        "<br><br>".join(BODY) + "<br>",
        "".join(f"<div>{p}</div>" for p in BODY),
        "<table><tr><td>" + "</td></tr><tr><td>".join(BODY) + "</td></tr></table>",
        f"<p>{BODY[0]}</p><figure><img src='/a.jpg'><figcaption>Cuộc họp của hội đồng. Ảnh: RT</figcaption></figure>"
        + "".join(f"<p>{p}</p>" for p in BODY[1:]),
    ],
)
def test_an_html_page_gives_title_lead_and_body_and_nothing_else(body: str) -> None:
    article = extract_article(html_page(body))
    assert article.text == "\n\n".join([TITLE, LEAD, *BODY])
    assert (article.byline, article.published, article.published_how) == ("Lê Thí Dụ", "2015-11-24T10:20:00+07:00", "metadata")
    assert (article.outlet, article.url) == ("Báo Thử", "https://baothu.example/the-gioi/1.html")


def test_pictures_come_with_their_captions() -> None:
    body = f"<p>{BODY[0]}</p><figure><img src='/a.jpg'><figcaption>Cuộc họp của hội đồng. Ảnh: RT</figcaption></figure>" + "".join(
        f"<p>{p}</p>" for p in BODY[1:]
    )
    assert [(i.url, i.caption) for i in extract_article(html_page(body)).images] == [("/a.jpg", "Cuộc họp của hội đồng. Ảnh: RT")]


def test_a_clean_row_is_taken_as_it_is() -> None:
    row = {"id": "a", "title": TITLE, "lead": LEAD, "text": "\n".join(BODY), "published": "2015-11-24", "outlet": "Báo Thử"}
    article = extract_article(Page("a.jsonl:1", json.dumps(row).encode(), "json", id="a"))
    assert article.text == "\n\n".join([TITLE, LEAD, *BODY])
    assert (article.id, article.published, article.published_how, article.outlet) == ("a", "2015-11-24", "given", "Báo Thử")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x0e\x0f" * 50, "binary"),
        ("Chia sẻ\nGửi bình luận\nVề đầu trang".encode(), "no_article"),
        (
            b"Council resumes talks\n\nThe council said on Monday that it will resume the talks which have been suspended.\n",
            "not_vietnamese",
        ),
        (f"{TITLE}\n\n{LEAD}\n\n{BODY[0][:-20]}".encode(), "truncated"),
    ],
)
def test_a_page_without_an_article_is_refused_with_its_reason(body: bytes, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        extract_article(Page("a.txt", body, "text"))
    assert refused.value.reason == reason


def test_random_pages_are_refused_or_read_but_never_raise() -> None:
    rng = random.Random(5)
    words = [*TITLE.split(), *LEAD.split(), "\n", "\n\n", "<p>", "0900", "Ảnh:", "|", "\u200b", "e\u0301", "Ð", "24/11/2015", "(", '"']
    for round_ in range(120):
        body = " ".join(rng.choice(words) for _ in range(rng.randrange(1, 150))).encode() if round_ % 3 else rng.randbytes(300)
        page = Page("a", body, rng.choice(["text", "html", "json"]))  # type: ignore[arg-type]
        try:
            article = extract_article(page)
        except PageRefused:
            continue
        assert isinstance(article, Article)
        assert all(0 <= b.start < b.end <= len(article.text) for b in article.blocks)


def test_ids_come_from_the_input_else_from_the_address() -> None:
    page = Page("a.html", b"", "html", url="https://bao.example/1")
    assert page_id(page) == page_id(Page("b.html", b"", "html", url="https://bao.example/1"))
    assert page_id(page) != page_id(Page("a.html", b"", "html"))


def test_repeats_are_found_by_likeness() -> None:
    lines = [LEAD, BODY[0], "(BÁO THỬ) - " + LEAD, BODY[0].replace("kín", "dài"), BODY[1], "Chia sẻ", "Chia sẻ"]
    found = find_repeats(read_sheet(lines))
    assert [r.of if r else None for r in found] == [None, None, 0, 1, None, None, 5]


def test_labels_of_no_lines_are_none() -> None:
    assert label_lines([]) == []


def test_a_line_may_hold_writer_and_date() -> None:
    article = extract_article(text_page("Trang chủ / Thế giới", TITLE, "Thí Dụ | 24/11/2015 | 10h20", LEAD, *BODY))
    assert (article.byline, article.published) == ("Thí Dụ", "2015-11-24T10:20:00+07:00")
    assert list(article.body) == BODY


def test_short_sentences_of_teasers_below_the_tags_are_no_text() -> None:
    below = [
        "Từ khóa: hội đồng",
        "Xem thêm",
        "Chợ nổi mở lại sau lũ",
        "Phiên chợ đầu tiên có hơn trăm ghe.",
        "Cá về nhiều trên sông",
        "Mùa nước năm nay đến sớm.",
    ]
    assert list(extract_article(text_page(TITLE, LEAD, *BODY, *below)).body) == BODY


def test_a_pull_quote_that_repeats_the_text_is_left_out_with_its_speaker() -> None:
    quote = "Việc nối lại đối thoại không có nghĩa là tranh chấp biên giới đã được giải quyết"
    told = f"Ông Lâm Thử nói với báo giới: “{quote}, nhưng đó là bước đi đầu tiên theo hướng đúng đắn và hội đồng sẽ còn đi tiếp”."
    article = extract_article(text_page(TITLE, LEAD, BODY[0], "Chủ tịch hội đồng", "Lâm Thử", f"{quote}.", told, *BODY[2:]))
    assert list(article.body) == [BODY[0], told, *BODY[2:]]
    assert [line.rule for line in article.lines[3:6]] == ["quote_repeated"] * 3


def test_of_two_signatures_the_outlets_own_counts_and_the_first_stays_in_the_text() -> None:
    article = extract_article(text_page(TITLE, LEAD, *BODY, "Ngọc Mẫu", "Lê Thí Dụ (lược dịch)"))
    assert article.byline == "Lê Thí Dụ"
    assert list(article.body) == [*BODY, "Ngọc Mẫu"]


def test_a_caption_glued_to_the_title_is_a_caption() -> None:
    article = extract_article(text_page(TITLE, LEAD, BODY[0], f"{TITLE} ảnh 1Chủ tịch hội đồng Lâm Thử. (Nguồn: RT)", *BODY[1:]))
    assert list(article.body) == BODY


def test_a_page_cut_off_inside_its_tags_is_truncated() -> None:
    raw = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div class='content'><p>{LEAD}</p><p>{BODY[0][:40]}"
    with pytest.raises(PageRefused) as refused:
        extract_article(Page("a.html", raw.encode(), "html"))
    assert refused.value.reason == "truncated"


def test_a_day_in_the_address_counts_where_the_page_shows_none() -> None:
    body = "\n\n".join([TITLE, LEAD, *BODY]).encode()
    article = extract_article(Page("a.txt", body, "text", url="https://bao.example/2015/11/24/tin.html"))
    assert (article.published, article.published_how) == ("2015-11-24", "url")


def test_the_stream_writes_the_roles_of_the_gold_rows_and_ours_beside_them() -> None:
    page = noisy()
    (row,) = extract_rows([PageIn("a", page.body.decode(), "text")])
    roles = {text: (gold, ours) for (text, gold), ours in zip(row.lines, row.roles, strict=True)}
    assert roles["Xem thêm: " + TEASERS[0][0]] == ("boilerplate", "teaser")
    assert roles[TITLE] == ("title", "title")
    assert row.sources == ("RT",)  # on the signature line only, which is no part of the text
