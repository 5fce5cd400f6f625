"""Pages in the manner of many content systems, each read whole."""

import re
from collections.abc import Callable
from typing import get_args

import pytest

from tests.pages import more_sites, sites
from tests.pages.more_sites import MAKERS as MORE
from tests.pages.score import f1
from tests.pages.sites import MAKERS, Made
from tests.pages.stories import BRIDGE, COFFEE, OTHERS, SCHOOL, STORIES, TALKS
from thoisu.extract.article import extract_article
from thoisu.lexicon.texts import say
from thoisu.model import Article, NoteKind, Page


def read(html: str, url: str | None = None) -> Article:
    return extract_article(Page("trang.html", html.encode(), "html", url=url))


@pytest.mark.parametrize("maker", [*MAKERS, *MORE], ids=lambda m: m.__name__)
def test_a_page_of_any_system_gives_its_article_and_nothing_else(maker: Callable[[], Made]) -> None:
    made = maker()
    article = read(made.html)
    assert (article.title, article.lead, article.body) == (made.title, made.lead, made.body)
    assert made.byline is None or article.byline == made.byline
    assert made.published is None or (article.published or "")[:10] == made.published
    assert made.outlet is None or article.outlet == made.outlet
    assert made.section is None or article.section == made.section
    assert tuple(note.kind for note in article.notes) == made.notes


@pytest.mark.parametrize("maker", [*MAKERS, *MORE], ids=lambda m: m.__name__)
def test_every_block_opens_at_its_words(maker: Callable[[], Made]) -> None:
    made = maker()
    article = read(made.html)
    for block in article.blocks:
        assert block.raw_start is not None
        assert block.raw_end is not None
        first = article.text[block.start : block.end].split()[0]
        assert made.html[block.raw_start : block.raw_end].replace("</span>", "").lstrip().startswith(first[:1])


def body_page(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>{TALKS.title}</title>{head}</head><body><nav><a href='/'>Trang chủ</a></nav><div class='main'><h1>{TALKS.title}</h1>"
        f"<p class='sapo'>{TALKS.lead}</p><div class='text'>{body}</div></div><footer>Tòa soạn: 1 phố Mây</footer></body></html>"
    )


TEXT = "".join(f"<p>{p}</p>" for p in TALKS.body)


def test_other_articles_below_are_told_by_title_and_left_out() -> None:
    below = "".join(
        f"<section><h1>{s.title}</h1><p class='sapo'>{s.lead}</p>{''.join(f'<p>{p}</p>' for p in s.body)}</section>" for s in (BRIDGE, COFFEE)
    )
    article = read(f"<html><body><section><h1>{TALKS.title}</h1><p class='sapo'>{TALKS.lead}</p>{TEXT}</section>{below}</body></html>")
    assert article.body == TALKS.body
    assert [(n.kind, n.text) for n in article.notes] == [("other_article", BRIDGE.title), ("other_article", COFFEE.title)]
    assert [line.rule for line in article.lines].count("other_article") == 16


def test_headings_of_one_article_are_no_other_articles() -> None:
    texts = ["".join(f"<p>{p}</p>" for p in s.body[:4]) for s in (TALKS, BRIDGE)]
    parts = "".join(f"<h2 class='tieu-muc'>Phần {i}: {TALKS.heading}</h2>{text}" for i, text in enumerate(texts))
    article = read(body_page(parts))
    assert not article.notes
    assert TALKS.body[0] in article.body
    assert BRIDGE.body[3] in article.body


def test_a_list_of_headlines_in_h1_is_no_list_of_articles() -> None:
    more = "".join(f"<div class='item'><h1><a href='/{i}'>{t}</a></h1><p>{x}</p></div>" for i, (t, x) in enumerate(OTHERS))
    article = read(body_page(TEXT).replace("<footer>", f"<div class='more'>{more}</div><footer>"))
    assert not article.notes
    assert article.body == TALKS.body


def test_an_hour_in_the_text_makes_no_live_report() -> None:
    article = read(body_page(TEXT + "<p>22:15</p><p>Đó là giờ in trên tấm vé mà ông Lục Thế Phong còn giữ lại từ chuyến đi năm ấy.</p>"))
    assert not [n for n in article.notes if n.kind == "live"]


def test_minutes_of_a_match_head_the_entries_of_a_live_report() -> None:
    rows = "".join(f"<div class='ev'><span class='min'>{m}'</span></div><p>{p}</p>" for m, p in zip((7, 38, 61, 84), TALKS.body, strict=False))
    article = read(body_page(rows))
    assert [b for b in article.body if b.endswith("'")] == ["7'", "38'", "61'", "84'"]
    assert [n.kind for n in article.notes] == ["live"]


def test_a_report_about_subscribers_is_not_cut() -> None:
    about = "<p>Tờ báo cho biết bạn đọc phải đăng ký gói đọc báo để xem tiếp các bài điều tra, theo thông báo hôm qua.</p>"
    article = read(body_page(about + TEXT))
    assert not article.notes
    assert len(article.body) == 7


def test_a_short_opening_that_the_head_calls_not_free_is_cut() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "isAccessibleForFree": "False"}</script>'
    article = read(body_page("".join(f"<p>{p}</p>" for p in TALKS.body[:2]), head))
    assert [(n.kind, n.text) for n in article.notes] == [("cut", "isAccessibleForFree: false")]


def test_captions_beside_a_text_stay_captions() -> None:
    figures = "".join(f"<figure><img src='/{i}.jpg'><figcaption>{p}</figcaption></figure>" for i, p in enumerate(SCHOOL.body[:3]))
    article = read(body_page(TEXT + figures))
    assert article.body == TALKS.body
    assert not article.notes
    assert [image.caption for image in article.images][:2] == list(SCHOOL.body[:2])


def test_a_paragraph_with_a_link_and_a_short_answer_is_no_box() -> None:
    inner = f"<div><p><a href='/x'>{OTHERS[0][0]}</a></p>" + TEXT + "</div>"
    assert read(body_page(inner)).body[-6:] == TALKS.body


@pytest.mark.parametrize(
    ("head", "url", "outlet"),
    [
        ('<meta property="og:site_name" content="Báo điện tử Mây Trắng - Tin nhanh mỗi ngày">', None, "Báo điện tử Mây Trắng"),
        ('<meta property="og:site_name" content="VNEXPRESS">', None, "VnExpress"),
        ('<meta property="og:site_name" content="https://may-trang.example/">', None, "may-trang.example"),
        ('<meta property="og:site_name" content="Trang chủ">', "https://www.may-trang.example/1", "may-trang.example"),
        ('<script type="application/ld+json">{"@type":"Article","headline":"x","publisher":{"name":"Tạp chí Mây"}}</script>', None, "Tạp chí Mây"),
        ('<meta property="og:site_name" content="Tin Khác">', "https://thethao.tuoitre.vn/1.htm", "Tuổi Trẻ"),
        ("", "https://may-trang.example/1", "may-trang.example"),
    ],
)
def test_the_outlet_is_named_as_readers_know_it(head: str, url: str | None, outlet: str) -> None:
    assert read(body_page(TEXT, head), url).outlet == outlet


def test_the_title_of_the_page_may_name_the_outlet() -> None:
    page = body_page(TEXT).replace(f"<title>{TALKS.title}</title>", f"<title>{TALKS.title} | Thế giới | Báo Mây Trắng</title>")
    assert read(page, "https://may-trang.example/1").outlet == "Báo Mây Trắng"
    page = body_page(TEXT).replace(f"<title>{TALKS.title}</title>", f"<title>{TALKS.title} | Thế giới</title>")
    assert read(page, "https://may-trang.example/1").outlet == "may-trang.example"


def test_the_trail_of_links_names_the_section() -> None:
    trail = '{"@type":"BreadcrumbList","itemListElement":[{"name":"Trang chủ"},{"item":{"@id":"/tg","name":"Thế giới"}},{"name":"Quân sự"}]}'
    assert read(body_page(TEXT, f'<script type="application/ld+json">[{trail}]</script>')).section == "Quân sự"
    shown = body_page(TEXT).replace("<h1>", "<ul class='breadcrumb'><li><a>Trang chủ</a></li><li><a>Biển đảo</a></li></ul><h1>")
    assert read(shown).section == "Biển đảo"


def test_a_list_of_points_is_text_and_a_list_of_links_is_not() -> None:
    points = "<ul><li>Tàu phải báo tên.</li><li>Tàu phải giữ tốc độ.</li></ul>"
    paragraphs = TEXT.split("</p>")
    article = read(body_page("</p>".join(paragraphs[:3]) + "</p>" + points + "</p>".join(paragraphs[3:])))
    assert article.body == (*TALKS.body[:3], "Tàu phải báo tên.", "Tàu phải giữ tốc độ.", *TALKS.body[3:])
    links = "<ul>" + "".join(f"<li><a href='/{i}'>{t}</a></li>" for i, (t, _) in enumerate(OTHERS[:3])) + "</ul>"
    assert read(body_page("</p>".join(paragraphs[:3]) + "</p>" + links + "</p>".join(paragraphs[3:]))).body == TALKS.body


def test_a_long_list_of_other_stories_far_below_is_told_by_its_place() -> None:
    cells = "".join(f"<div class='item'><h3><a href='/{i}'>Tin khác số {i} ở nơi khác</a></h3><p>{OTHERS[i % 6][1]}</p></div>" for i in range(60))
    page = body_page(TEXT).replace("<footer>", f"<div class='tin-lien-quan'>{cells}</div><div class='binh-luan'>{cells}</div><footer>")
    article = read(page)
    assert article.body == TALKS.body
    rules = [(line.role, line.rule) for line in article.lines]
    assert rules.count(("teaser", "far_below")) > 60
    assert rules.count(("comment", "far_below")) > 60


def test_every_kind_of_note_has_words_in_both_languages() -> None:
    for kind in get_args(NoteKind):
        assert say(f"note_{kind}", "vi") != say(f"note_{kind}", "en")


@pytest.mark.parametrize(("named", "floor"), [(True, 0.995), (False, 0.98)])
def test_pages_are_read_as_well_with_other_words_and_without_names(monkeypatch: pytest.MonkeyPatch, named: bool, floor: float) -> None:
    """Each manner around each of the stories; then without a class, id or itemprop anywhere."""
    names = ("BRIDGE", "TALKS", "COFFEE", "SCHOOL", "FOOTBALL", "COURT")
    common, sizes = 0, 0
    for shift in range(1, 6) if named else (0, 3):
        for module in (sites, more_sites):
            for i, name in enumerate(names):
                monkeypatch.setattr(module, name, STORIES[(i + shift) % 6])
            for maker in module.MAKERS:
                made = maker()
                html = made.html if named else re.sub(r"\s(?:class|id|itemprop)=(\"[^\"]*\"|'[^']*')", "", made.html)
                found = f1(read(html), made)
                common, sizes = common + 2 * found[0], sizes + found[1] + found[2]
    assert common / sizes >= floor


def test_a_caption_in_the_middle_and_in_italics_is_one() -> None:
    picture = "<p style='text-align:center'><img src='/a.jpg'></p><p style='text-align:center'><em>Hai bộ trưởng trước giờ họp.</em></p>"
    assert read(body_page(TEXT.replace("</p>", "</p>" + picture, 1))).body == TALKS.body
    note = "<p><em>Bài viết thể hiện quan điểm riêng của tác giả.</em></p>"
    assert "Bài viết thể hiện quan điểm riêng của tác giả." in read(body_page(TEXT + note)).body


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("#quốc phòng#đường dây nóng", "tags"),
        ("* Mời quý độc giả theo dõi các chương trình của đài trên ứng dụng mới!", "boilerplate"),
        ("Ông mời độc giả của tờ báo cũ gửi thư về, theo dõi và góp ý cho cuốn sách sắp in của mình.", "body"),
    ],
)
def test_what_outlets_add_below_their_texts_is_no_text(words: str, role: str) -> None:
    article = read(body_page(TEXT + f"<p>{words}</p>"))
    page = body_page(TEXT + f"<p>{words}</p>")
    assert [line.role for line in article.lines if page[line.raw_start : line.raw_end] == words] == [role]


def test_a_place_of_the_text_that_is_named_for_the_foot_is_found() -> None:
    page = body_page("").replace("<div class='text'></div>", f"<article class='cate-foot-info'>{TEXT}</article>")
    assert read(page).body == TALKS.body


def test_the_word_before_a_writers_name_signs_nothing() -> None:
    card = "<div class='author'><div class='label'>Tác giả</div><div class='name'>Hà Giả Định</div></div>"
    article = read(body_page(TEXT + card))
    assert (article.byline, article.body[-1]) == ("Hà Giả Định", TALKS.body[-1])


def test_counters_under_pictures_are_no_words_of_theirs() -> None:
    pictures = "".join(f"<div><img src='/{n}.jpg'><div class='caption'>{n}/3</div></div>" for n in (1, 2, 3))
    article = read(body_page(TEXT + pictures))
    assert article.body == TALKS.body
    assert not any(image.caption for image in article.images)


def test_a_sentence_without_a_picture_near_it_is_text_and_one_below_a_picture_is_not() -> None:
    said = "Chiếc tàu đánh cá bị tạm giữ ở cảng Mẫu."
    picture = "<figure><img src='/tau.jpg'><figcaption>" + said + "</figcaption></figure>"
    assert said in read(body_page(TEXT.replace("</p><p>", f"</p><p>{said}</p><p>", 1))).body
    assert said not in read(body_page(TEXT.replace("</p><p>", f"</p>{picture}<p>", 1))).body


def test_a_first_paragraph_with_the_outlets_mark_is_the_lead() -> None:
    marked = [f"<div>(Báo Thử) - {TALKS.body[0]}</div>", *(f"<div>{p}</div>" for p in TALKS.body[1:])]
    page = f"<html><head><title>{TALKS.title}</title></head><body><h2>{TALKS.title}</h2><div class='x'>{''.join(marked)}</div></body></html>"
    assert (read(page).lead or "").endswith(TALKS.body[0])
