"""HTML to blocks: every block at its words in the source, whatever the page."""

import random
import time

import pytest

from thoisu.errors import PageRefused
from thoisu.extract.blocks import make_items, stands_outside
from thoisu.extract.hints import hints_of
from thoisu.extract.items import Item
from thoisu.extract.metadata import Metadata, read_metadata
from thoisu.extract.scan import scan_html


def items(text: str) -> list[Item]:
    return make_items(scan_html(text), Metadata())


def test_a_block_ends_where_its_element_does() -> None:
    found = items("<div>Một<p>Hai <b>ba</b> bốn</p>Năm<br>Sáu</div><ul><li>Bảy<li>Tám</ul>")
    assert [i.text for i in found] == ["Một", "Hai ba bốn", "Năm", "Sáu", "Bảy", "Tám"]


def test_a_block_knows_its_span_in_the_source() -> None:
    raw = "<p>Hai &amp; <b>ba</b>&nbsp;bốn</p>"
    (item,) = items(raw)
    assert item.text == "Hai & ba bốn"
    assert raw[item.start : item.end] == "Hai &amp; <b>ba</b>&nbsp;bốn"


def test_what_readers_do_not_see_is_left_out() -> None:
    raw = (
        "<script>var a='<p>không</p>'</script><style>p{}</style><!-- <p>không</p> --><noscript>không</noscript><p>có</p><svg><text>không</text></svg>"
    )
    assert [i.text for i in items(raw)] == ["có"]


@pytest.mark.parametrize("raw", ["<p>có", "</div></p>có", "<p<p>có</p>", "<p class='a\">x</p>'>có</p>", "có</p>", "<table><tr><td>có"])
def test_broken_markup_keeps_its_words(raw: str) -> None:
    assert "có" in " ".join(i.text for i in items(raw))


def test_markup_says_what_the_tags_say() -> None:
    raw = (
        '<div class="box-lienquan"><ul><li><a href="/x">Tin khác</a></li></ul></div><p class="sapo">Sapô</p>'
        '<p style="text-align: right"><strong>Tên</strong></p>'
    )
    link, lead, name = (i.markup for i in items(raw))
    assert link is not None
    assert lead is not None
    assert name is not None
    assert (link.tag, link.linked) == ("li", 1.0)
    assert "in_related" in link.hints
    assert "lead" in lead.hints
    assert name.right
    assert "bold" in name.hints


def test_links_among_links_outside_the_text_are_sure_furniture() -> None:
    text = "Hai bên đã gặp nhau và bàn về việc mở lại đường dây nóng trong tuần tới, theo lời người phát ngôn. "
    body = f'<p>{text}</p><p>{text * 2}</p><p><a href="/a">Liên kết trong bài</a></p>'
    raw = f'<div class="content">{body}</div><nav><a href="/b">Mục</a></nav>'
    assert [stands_outside(i) for i in items(raw)] == [False, False, False, True]


@pytest.mark.parametrize(
    ("names", "hint"),
    [("detail-sapo", "lead"), ("tin-lien-quan", "related"), ("PhotoCMS_Caption", "caption"), ("breadcrumbs", "crumb"), ("author_mail", "author")],
)
def test_class_names_are_read(names: str, hint: str) -> None:
    assert hint in hints_of(names.lower())


def test_the_head_is_read_json_ld_first() -> None:
    raw = (
        '<title>Tít | Báo</title><meta property="og:title" content="Tít og">'
        '<meta property="article:published_time" content="2015-01-01T00:00:00+07:00">'
        '<link rel="canonical" href="https://bao.example/1"><meta name="keywords" content="a, b">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Tít ld", "datePublished": "2015-02-03T10:00:00+07:00", '
        '"author": [{"name": "Lê Thí Dụ"}]}]}</script>'
    )
    found = read_metadata(scan_html(raw))
    assert (found.title, found.published, found.author, found.url, found.tags) == (
        "Tít ld",
        "2015-02-03T10:00:00+07:00",
        "Lê Thí Dụ",
        "https://bao.example/1",
        ("a", "b"),
    )


@pytest.mark.parametrize(
    "script", ["{", "[1, 2", '{"@type": 7}', '"x"', '{"@type": "NewsArticle", "headline": ["a"], "author": 5, "datePublished": {}}']
)
def test_broken_json_ld_says_nothing(script: str) -> None:
    found = read_metadata(scan_html(f'<title>Tít</title><script type="application/ld+json">{script}</script>'))
    assert found.published is None


@pytest.mark.parametrize(
    "raw",
    [
        "<" * 100_000,
        "<div>" * 30_000 + "x",
        '"<a "' * 20_000,
        '<div class="' * 10_000,
        "</p>" * 30_000,
        "<p " * 50_000 + ">",
        "<button>" * 20_000,
        "<b>x" * 30_000,
        "<!--" * 10_000,
    ],
)
def test_hostile_markup_is_scanned_in_time(raw: str) -> None:
    began = time.process_time()
    items(raw)
    assert time.process_time() - began < 3


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(PageRefused, match="tags"):
        scan_html("<i>" * 250_000)


def test_random_markup_never_raises_and_spans_stay_inside() -> None:
    rng = random.Random(3)
    parts = [
        "<p>",
        "</p>",
        "<div class=x>",
        "</div>",
        "<a href='",
        "'>",
        '"',
        "<br>",
        "&amp;",
        "&#x1F;",
        "&bad;",
        "chữ ",
        "<td>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "\x00",
        "😀",
    ]
    for _ in range(200):
        raw = "".join(rng.choice(parts) for _ in range(60))
        for item in items(raw):
            assert 0 <= item.start <= item.end <= len(raw)


def test_elements_of_the_pages_own_are_blocks_between_blocks_and_words_within_them() -> None:
    found = items("<body><app-lead>Sapô</app-lead><app-body><p>Một <x-tip>hai</x-tip> ba</p></app-body><app-foot>Chân</app-foot></body>")
    assert [i.text for i in found] == ["Sapô", "Một hai ba", "Chân"]


def test_a_place_set_apart_by_style_only_stands_apart() -> None:
    found = items("<p><span>Hòa Châu</span>Sáng nay</p><p><span>T</span>heo cáo trạng</p>")
    assert [i.text for i in found] == ["Hòa Châu Sáng nay", "Theo cáo trạng"]


def test_a_wrapper_that_holds_one_block_lends_it_its_name() -> None:
    one, two, three = items('<div class="sapo"><p>Một</p></div><div class="sapo"><p>Hai</p><p>Ba</p></div>')
    assert ["lead" in i.markup.hints for i in (one, two, three) if i.markup is not None] == [True, False, False]
