"""Outlets' layouts: every file keeps its rules, and its golden page is read to the word."""

import datetime
import json
import re
from pathlib import Path

import pytest

from tests.pages.score import f1
from tests.pages.sites import Made
from tests.pages.stories import TALKS
from thoisu.errors import LexiconError
from thoisu.extract.article import extract_article
from thoisu.extract.layouts import ROLES, layout_files, load_outlet
from thoisu.extract.outlets import main_host, outlet_from_url
from thoisu.extract.scan import scan_html
from thoisu.extract.selectors import Chooser, compile_selector
from thoisu.model import Page

GOLDEN = Path(__file__).parents[1] / "golden" / "layouts"
HOSTS = sorted(layout_files())


@pytest.mark.parametrize("host", HOSTS)
def test_the_golden_page_is_read_to_the_word_by_the_layout(host: str) -> None:
    wanted = json.loads((GOLDEN / f"{host}.json").read_text(encoding="utf-8"))
    article = extract_article(Page(f"{host}.html", (GOLDEN / f"{host}.html").read_bytes(), "html", url=wanted["url"]))
    assert [(n.kind, n.text) for n in article.notes] == [("layout", f"{host} {load_outlet(host).layout[0].name}")]
    assert (article.title, article.lead, list(article.body)) == (wanted["title"], wanted["lead"], wanted["body"])
    assert (article.byline, (article.published or "")[:10] or None) == (wanted["byline"], wanted["published"])
    assert wanted["caption"] in [image.caption for image in article.images]


@pytest.mark.parametrize("host", HOSTS)
def test_a_file_keeps_its_rules(host: str) -> None:
    outlet = load_outlet(host)
    assert outlet.hosts[0] == host
    assert len({outlet_from_url(f"https://{h}/") for h in outlet.hosts}) == 1, "each host stands in outlets.tsv under one name"
    assert all(main_host(f"https://www.{h}/a.html") == host for h in outlet.hosts)
    for layout in outlet.layout:
        assert layout.seen, "where the selectors are known from"
        assert layout.title
        assert layout.body
        for role in ROLES:
            for selector in layout.selectors(role):
                compile_selector(selector)
    ends = [layout.until for layout in outlet.layout]
    assert ends == sorted(ends, key=lambda day: day or datetime.date.max, reverse=True), "from the newest to the oldest"


def page(host: str, html: str, url: str | None = None, fetched: str | None = None) -> Page:
    return Page("a.html", html.encode(), "html", url=url or f"https://{host}/bai.html", fetched_at=fetched)


OLD = """<html><head><title>{title}</title>{head}</head><body>
<div class="sidebar_1"><span class="time">1/2/2018</span><h1 class="title_news_detail">{title}</h1>
<p class="description">{lead}</p><article class="content_detail fck_detail">{body}<p class="author_mail"><strong>{author}</strong></p></article>
<ul class="list_title"><li><a href="/x">Chợ nổi Cá Linh mở lại sau mùa lũ</a></li></ul></div></body></html>"""


def old(head: str = "") -> str:
    body = "".join(f"<p class='Normal'>{p}</p>" for p in TALKS.body)
    return OLD.format(title=TALKS.title, lead=TALKS.lead, body=body, author=TALKS.author, head=head)


def test_an_older_layout_is_found_where_the_newer_does_not_fit() -> None:
    article = extract_article(page("vnexpress.net", old()))
    assert [(n.kind, n.text) for n in article.notes] == [("layout", "vnexpress.net title_news_detail")]
    assert (article.lead, article.body, article.byline) == (TALKS.lead, TALKS.body, TALKS.author)


@pytest.mark.parametrize(
    ("head", "fetched"), [("", "2026-03-01T10:00:00Z"), ('<meta property="article:published_time" content="2025-01-01T08:00:00+07:00">', None)]
)
def test_a_layout_whose_days_are_over_is_not_used_and_that_is_told(head: str, fetched: str | None) -> None:
    article = extract_article(page("vnexpress.net", old(head), fetched=fetched))
    assert [n.kind for n in article.notes] == ["layout_failed"]
    assert article.notes[0].text == "vnexpress.net title-detail: title 0, expected 1 to 1"
    assert article.body == TALKS.body


def test_a_page_of_another_shape_goes_the_general_way_and_that_is_told() -> None:
    body = "".join(f"<p>{p}</p>" for p in TALKS.body)
    html = f"<html><body><h1 class='new'>{TALKS.title}</h1><p class='sapo'>{TALKS.lead}</p><div class='text'>{body}</div></body></html>"
    article = extract_article(page("tuoitre.vn", html))
    assert [n.kind for n in article.notes] == ["layout_failed"]
    assert article.notes[0].text.startswith("tuoitre.vn detail-sapo: title 0, expected 1 to 1")
    assert (article.title, article.body) == (TALKS.title, TALKS.body)


def test_too_much_is_a_miss_as_well() -> None:
    titles = "".join(f"<h1 class='detail-title'>{t}</h1>" for t in (TALKS.title, "Một tít khác hẳn"))
    body = "".join(f"<p>{p}</p>" for p in TALKS.body)
    html = f"<html><body>{titles}<h2 class='detail-sapo'>{TALKS.lead}</h2><div class='detail-content'>{body}</div></body></html>"
    article = extract_article(page("tuoitre.vn", html))
    assert article.notes[0].kind == "layout_failed"
    assert "title 2, expected 1 to 1" in article.notes[0].text


def test_the_canonical_address_tells_the_outlet_of_a_page_without_one() -> None:
    raw = (GOLDEN / "dantri.com.vn.html").read_bytes()
    assert extract_article(Page("tệp.html", raw, "html")).notes[0].kind == "layout"


def test_a_page_of_no_known_outlet_reads_no_layout() -> None:
    load_outlet.cache_clear()
    assert not extract_article(page("bao-mau.example", old())).notes
    assert load_outlet.cache_info().currsize == 0


def test_several_articles_of_a_known_outlet_are_told_too() -> None:
    raw = (GOLDEN / "vnexpress.net.html").read_text(encoding="utf-8")
    inner = raw.split('<div class="container">')[1].split('<div class="box-category">')[0]
    second = inner.replace(json.loads((GOLDEN / "vnexpress.net.json").read_text(encoding="utf-8"))["title"], "Bài thứ hai nạp thêm khi cuộn trang")
    mark = '<div class="box-category">'
    article = extract_article(page("vnexpress.net", raw.replace(mark, f'<div class="next">{second}</div>{mark}')))
    assert [n.kind for n in article.notes] == ["layout", "other_article"]
    assert len(article.body) == 6


@pytest.mark.parametrize("text", ["", "div > p", "p:first-child", "[class*=x]", "a[href]", "div,p"])
def test_a_selector_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(LexiconError):
        compile_selector(text)


def test_selectors_point_at_elements_by_tag_names_and_what_they_stand_in() -> None:
    scanned = scan_html('<div id="a" class="Box x"><p class="y">một</p></div><div type="RelatedNews"><p class="y">hai</p></div><p class="y">ba</p>')
    asked = (("one", "div#a.box p.y"), ("two", "[type=RelatedNews]"), ("three", "p"))
    chooser = Chooser([(role, [compile_selector(text)]) for role, text in asked])
    chosen = [chooser.choose(runs[0].element) for runs in scanned.blocks]
    assert [c[0] for c in chosen if c] == ["one", "three", "three"]
    chooser = Chooser([("two", [compile_selector("[type=relatednews]")])])
    assert [bool(chooser.choose(runs[0].element)) for runs in scanned.blocks] == [False, True, False]


def test_the_golden_pages_are_read_nearly_as_well_the_general_way() -> None:
    common, sizes = 0, 0
    for host in HOSTS:
        wanted = json.loads((GOLDEN / f"{host}.json").read_text(encoding="utf-8"))
        raw = re.sub(r'<link rel="canonical"[^>]*>', "", (GOLDEN / f"{host}.html").read_text(encoding="utf-8"))
        article = extract_article(Page(f"{host}.html", raw.encode(), "html"))
        assert not article.notes
        assert (article.title, article.byline) == (wanted["title"], wanted["byline"])
        found = f1(article, Made(host, raw, wanted["title"], wanted["lead"], tuple(wanted["body"])))
        common, sizes = common + 2 * found[0], sizes + found[1] + found[2]
    assert common / sizes >= 0.995
