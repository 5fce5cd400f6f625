"""Feeds, sitemaps, robots.txt and lists of feeds as they are written in the wild."""

import re
import time
from pathlib import Path

import pytest

from thoisu.errors import FetchFailed, InputError, UsageError
from thoisu.extract.article import extract_article
from thoisu.extract.encoding import decode_page
from thoisu.extract.told import complete_article
from thoisu.lexicon.texts import all_texts
from thoisu.model import Article, Page, Told
from thoisu.sources.feedlist import choose_feeds, read_feed_list, shipped_feeds
from thoisu.sources.feeds import decode_xml, kind_of, parse_feed, parse_feed_date
from thoisu.sources.robots import parse_robots
from thoisu.sources.sitemaps import parse_sitemap
from thoisu.sources.visiting import _REASONS

BASE = "https://bao.example/rss/the-gioi.rss"


def rss(items: str, head: str = "") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Báo Bịa</title>{head}{items}</channel></rss>'


def test_an_entry_of_rss_2_tells_title_date_author_and_categories() -> None:
    feed = parse_feed(rss(
        "<item><title><![CDATA[Cầu Bịa &amp; chợ Bịa]]></title><link>https://bao.example/1.html?utm_source=rss</link>"
        "<description><![CDATA[<a href='x'><img src='y'></a></br>Hai làng họp lại.]]></description>"
        "<pubDate>Thu, 24 Nov 2016 14:05:00 +0700</pubDate><author>Đỗ Văn Thử</author><category>Thế giới</category></item>", "<ttl>30</ttl>",
    ), BASE)
    (entry,) = feed.entries
    assert entry.url == "https://bao.example/1.html"
    told = entry.told
    assert (told.title, told.lead, told.published, told.byline, told.section) == (
        "Cầu Bịa & chợ Bịa", "Hai làng họp lại.", "2016-11-24T14:05:00+07:00", "Đỗ Văn Thử", "Thế giới",
    )
    assert (feed.title, feed.every_seconds) == ("Báo Bịa", 1800.0)


def test_rss_1_and_atom() -> None:
    one = parse_feed(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="a"><title>Báo Bịa</title></channel><item rdf:about="https://bao.example/1"><title>Tin một</title>'
        "<link>https://bao.example/1</link><dc:date>2016-11-24T07:00:00Z</dc:date><dc:creator>Lý Thị Giả</dc:creator></item></rdf:RDF>", BASE,
    )
    assert [(e.url, e.told.byline) for e in one.entries] == [("https://bao.example/1", "Lý Thị Giả")]
    atom = parse_feed(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo Bịa</title><entry><title type="html">Tin &amp;amp; hai</title><id>tag:2</id>'
        '<link rel="edit" href="/sua"/><link rel="alternate" href="/2"/><published>2016-11-24T07:00:00+07:00</published>'
        "<updated>2016-11-25T07:00:00Z</updated></entry></feed>", BASE,
    )
    assert [(e.url, e.told.title, e.told.published, e.told.updated) for e in atom.entries] == [
        ("https://bao.example/2", "Tin & hai", "2016-11-24T07:00:00+07:00", "2016-11-25T14:00:00+07:00"),
    ]


@pytest.mark.parametrize(
    ("items", "titles", "lost"),
    [
        ("<item><title>A & B</title><link>/1?a=1&b=2</link></item>", ["A & B"], False),
        ("<item><title>Giá&nbsp;gạo</title><link>/1</link></item>", ["Giá gạo"], False),
        ("<item><title>Tin\x0b một</title><link>/1</link></item>", ["Tin một"], False),
        ("<item><title>Một</title><link>/1</link></item><item><title>Hai</title><li", ["Một"], True),
        ("<item><title>Một</title><link>ftp://x/1</link></item><item><title>Hai</title><link>/2</link></item>", ["Hai"], True),
        ("<item><title>Một</title><guid>https://bao.example/1</guid></item>", ["Một"], False),
        ("<item><title>Một</title><guid>so-1</guid></item>", [], True),
        ("", [], False),
    ],
)
def test_broken_feeds_give_what_can_be_read(items: str, titles: list[str], lost: bool) -> None:
    feed = parse_feed(rss(items), BASE)
    assert [e.told.title for e in feed.entries] == titles
    assert bool(feed.lost) == lost


HURT = {
    "open sections": "<![CDATA[" * 50_000, "open comments": "<!--" * 50_000, "nested": "<a>" * 200_000, "ampersands": "&" * 200_000,
    "brackets": "<" * 200_000, "attributes": "<item " + "a='1' " * 50_000 + ">",
}


@pytest.mark.parametrize("how", HURT)
def test_feeds_made_to_hurt_end_soon(how: str) -> None:
    started = time.monotonic()
    for text in (rss(f"<item><title>Một</title><link>/1</link></item><item><title>{HURT[how]}"), f"<urlset><url><loc>/1</loc></url>{HURT[how]}"):
        feed = parse_feed(text, BASE) if kind_of(text) == "feed" else parse_sitemap(text, BASE)
        assert len(feed.entries) == 1
        assert feed.lost
    assert time.monotonic() - started < 4


def test_a_long_feed_is_read_up_to_its_first_thousand() -> None:
    feed = parse_feed(rss("".join(f"<item><title>Tin {n}</title><link>/{n}</link></item>" for n in range(1100))), BASE)
    assert len(feed.entries) == 1000
    assert "1,000" in (feed.lost or "")


def test_a_date_that_all_entries_share_is_that_of_the_file() -> None:
    shared = "".join(f"<item><link>/{n}</link><pubDate>Thu, 24 Nov 2016 14:05:00 +0700</pubDate></item>" for n in range(3))
    assert {e.told.published for e in parse_feed(rss(shared), BASE).entries} == {None}
    two = "".join(f"<item><link>/{n}</link><pubDate>Thu, 24 Nov 2016 14:0{n}:00 +0700</pubDate></item>" for n in range(3))
    assert len({e.told.published for e in parse_feed(rss(two), BASE).entries}) == 3


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Thu, 24 Nov 2016 14:05:00 +0700", "2016-11-24T14:05:00+07:00"),
        ("Thu, 24 Nov 2016 14:05:00 GMT+7", "2016-11-24T14:05:00+07:00"),
        ("Thu, 24 Nov 2016 14:05:00 +07:00", "2016-11-24T14:05:00+07:00"),
        ("Thu, 24 Nov 2016 07:05:00 GMT", "2016-11-24T14:05:00+07:00"),
        ("Thu, 24 Nov 16 14:05:00 +0700", "2016-11-24T14:05:00+07:00"),
        ("Thu, 24 Nov 2016 14:05:00", "2016-11-24T14:05:00+07:00"),
        ("2016-11-24T14:05:00.123", "2016-11-24T14:05:00+07:00"),
        ("2016-11-24 14:05", "2016-11-24T14:05:00+07:00"),
        ("2016-11-24", "2016-11-24"),
        ("11/24/2016 2:05:00 PM", "2016-11-24T14:05:00+07:00"),
        ("24/11/2016 14:05", "2016-11-24T14:05:00+07:00"),
        ("05/11/2016 14:05", "2016-11-05T14:05:00+07:00"),
        ("11/05/2016 2:05 PM", "2016-11-05T14:05:00+07:00"),
        ("Thu, 24 Nov 2016 23:30:00 -0500", "2016-11-25T11:30:00+07:00"),
        ("Thu, 31 Feb 2016 14:05:00 +0700", None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
        ("hôm qua", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_as_feeds_write_them(written: str | None, iso: str | None) -> None:
    assert parse_feed_date(written) == iso


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("Tin mới".encode(), "iso-8859-1"),
        ('<?xml version="1.0" encoding="utf-16"?>Tin mới'.encode("utf-16"), None),
        (b"\xef\xbb\xbf" + "Tin mới".encode(), None),
    ],
)
def test_xml_is_decoded_by_what_it_is(body: bytes, charset: str | None) -> None:
    assert decode_xml(body, charset).endswith("Tin mới")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("  <!-- báo --><rss>", "feed"), ('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">', "feed"), ("<rdf:RDF>", "feed"),
        ('<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://bao.example/rss.dtd"><rss>', "feed"), ("<sitemapindex>", "sitemap"),
        ("<!doctype html>", "html"), ("<HTML>", "html"), ("<div>", "html"), ("{}", "other"), ("", "other"),
    ],
)
def test_what_a_text_is(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_pictures_in_a_sitemap_do_not_take_the_place_of_the_page() -> None:
    (entry,) = parse_sitemap(
        '<urlset xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><image:image><image:loc>https://anh.example/a.jpg</image:loc>'
        "<image:title>Ảnh</image:title></image:image><loc>https://bao.example/1</loc></url></urlset>", BASE,
    ).entries
    assert (entry.url, entry.told.title) == ("https://bao.example/1", None)


ROBOTS = b"""
User-agent: quet-bao
Disallow: /

User-agent: *
Disallow: /tim-kiem
Allow: /tim-kiem/moi
Disallow: /*.pdf$
Disallow: /nh\xc3\xa1p
Crawl-delay: 3
Sitemap: https://bao.example/sitemap.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True), ("/tin-1.html", True), ("/tim-kiem?q=a", False), ("/tim-kiem/moi/1", True), ("/a/b.pdf", False), ("/a/b.pdf?x=1", True),
        ("/nh%C3%A1p/1", False), ("/robots.txt", True),
    ],
)
def test_the_longest_rule_that_fits_decides(path: str, allowed: bool) -> None:
    assert parse_robots(ROBOTS).allows(f"https://bao.example{path}") is allowed


def test_our_own_group_goes_before_that_of_all() -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Thoisu/1.0\nUser-agent: khac\nDisallow: /rieng\nCrawl-delay: 7,5\n"
    robots = parse_robots(rules)
    assert robots.allows("https://bao.example/tin")
    assert not robots.allows("https://bao.example/rieng/1")
    assert robots.delay_seconds == 7.5
    assert not parse_robots(rules, "nguoi-khac").allows("https://bao.example/tin")


def test_rules_full_of_stars_end_soon() -> None:
    started = time.monotonic()
    parse_robots(b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"$").allows("https://bao.example/" + "a" * 2000)
    assert time.monotonic() - started < 1


TEXT = "Cầu Bịa mở lại\n\nSáng nay hai làng đã gặp nhau tại nhà văn hóa để bàn về cây cầu chung của hai bên.\n\nHai bên sẽ họp lại vào tuần sau."


def told_article(told: Told, *, url: str = "https://bao.example/1", text: str = TEXT) -> Article:
    page = Page(url, text.encode(), "text", url, "2016-11-26T00:00:00+00:00", told=told)
    return complete_article(extract_article(page), page)


def test_what_the_feed_knows_completes_the_page() -> None:
    told = Told("r", title="Khác", byline="Đỗ Văn Thử", published="2016-11-24T08:00:00+07:00", section="Thế giới", tags=("cầu",))
    article = told_article(told)
    assert (article.published, article.published_how) == ("2016-11-24T08:00:00+07:00", "feed")
    assert (article.byline, article.section, article.tags) == ("Đỗ Văn Thử", "Thế giới", ("cầu",))
    assert article.title == "Cầu Bịa mở lại"


def test_the_page_itself_goes_first() -> None:
    shown = told_article(Told("r", published="2016-11-24"), text=TEXT.replace("\n\nSáng", "\n\nThứ Tư, 23/11/2016 | 14:20 GMT+7\n\nSáng", 1))
    assert (shown.published, shown.published_how) == ("2016-11-23T14:20:00+07:00", "visible")
    url = "https://bao.example/2016/11/24/tin-1.html"
    same, other = (told_article(Told("r", published=f"2016-11-{d}T08:00:00+07:00"), url=url) for d in (24, 25))
    assert (same.published, same.published_how) == ("2016-11-24T08:00:00+07:00", "feed")
    assert (other.published, other.published_how) == ("2016-11-24", "url")


def test_a_feed_from_the_future_is_not_believed() -> None:
    assert told_article(Told("r", published="2026-11-24")).published is None


def test_a_page_without_a_title_gets_that_of_the_feed() -> None:
    page = Page("https://bao.example/1", TEXT.encode(), "text", "https://bao.example/1", told=Told("r", title="Hai làng bàn chuyện cầu"))
    bare = extract_article(page)
    without = Article(**{**{f: getattr(bare, f) for f in bare.__struct_fields__}, "title": ""})
    article = complete_article(without, page)
    assert article.text.startswith("Hai làng bàn chuyện cầu\n\n")
    assert [article.text[b.start : b.end] for b in article.blocks[1:]] == [bare.text[b.start : b.end] for b in bare.blocks]
    assert article.digest != bare.digest


def test_every_shipped_feed_says_where_its_address_is_known_from() -> None:
    feeds = shipped_feeds().feed
    assert len({f.url for f in feeds}) == len(feeds) > 40
    assert all(f.outlet and f.section and f.known_from for f in feeds)


def test_feeds_are_chosen_by_outlet_host_address_or_file(tmp_path: Path) -> None:
    by_name, by_host = choose_feeds(["Tuổi Trẻ"]), choose_feeds(["tuoitre.vn"])
    assert by_name == by_host
    assert len(by_name.feed) == 3
    assert [f.section for f in choose_feeds(["tuoi tre", "vnexpress.net"], "the gioi").feed] == ["Thế giới", "Thế giới"]
    assert len(choose_feeds(["all"]).feed) == len(shipped_feeds().feed)
    path = tmp_path / "a.toml"
    feed = '[[feed]]\nurl = "HTTPS://Bao.example/rss#x"\noutlet = "Báo Bịa"\nsection = "Thế giới"\n'
    path.write_text(f'contact = "mailto:a@b.example"\n{feed}', encoding="utf-8")
    found = choose_feeds([str(path), "https://bao.example/rss"])
    assert [(f.url, f.name) for f in found.feed] == [("https://bao.example/rss", "Báo Bịa: Thế giới")]
    assert found.contact == "mailto:a@b.example"


@pytest.mark.parametrize("words", [["bao-khong-co"], [], ["http://a:b@c/"], ["khong-co.toml"]])
def test_words_that_choose_nothing(words: list[str]) -> None:
    with pytest.raises(UsageError):
        choose_feeds(words)


@pytest.mark.parametrize("text", ["feed = 1", "[[feed]]\nadress = 'x'", "[[feed]]\nurl = 'ftp://x'", "[[feed", "\xff"])
def test_a_list_that_is_wrong_is_told_with_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(InputError, match=r"a\.toml"):
        read_feed_list(path)


def test_entities_are_refused_in_every_place() -> None:
    for text in ('<!DOCTYPE rss [ <!ENTITY a "b"> ]><rss></rss>', '<!doctype rss[<!entity % a "b">]><rss></rss>', '<rss><!ENTITY a "b"></rss>'):
        with pytest.raises(FetchFailed, match="entities"):
            parse_feed(text, BASE)
    parse_feed(rss("<item><title><![CDATA[<!ENTITY a>]]></title><link>/1</link></item>"), BASE)


def test_every_reason_of_the_code_has_words_and_stands_in_the_docs() -> None:
    root = Path(__file__).parents[2]
    code = "".join(p.read_text(encoding="utf-8") for p in (root / "thoisu").rglob("*.py"))
    reasons = set(re.findall(r'(?:FetchFailed|PageRefused|Refusal)\((?:\s*[\w.]+,)?\s*(?:f"[^"]*",\s*)?"([a-z_]+)"', code)) | set(_REASONS.values())
    docs = (root / "docs" / "sources.md").read_text(encoding="utf-8")
    assert {"timeout", "entities", "bomb", "not_a_feed", "empty", "cut_off", "forbidden", "unreadable"} <= reasons
    for reason in reasons - {"stopped"}:  # of a run that ends: never kept
        assert f"reason_{reason}" in all_texts(), reason
    for reason in re.findall(r'FetchFailed\("([a-z_]+)"', code):
        assert reason == "stopped" or f"`{reason}`" in docs, reason


def test_the_charset_of_the_server_is_evidence_not_an_order() -> None:
    text = "Cầu Bịa mở lại sau ba tháng sửa chữa, người dân hai làng đi lại như trước."
    for charset in ("iso-8859-1", "utf-16", "punycode", "unicode_escape", "hex", "khong-co", "x" * 500, "báo"):
        assert decode_page(text.encode(), charset).text == text
    russian = "Мост снова открыт после трёх месяцев ремонта, жители двух деревень ходят по нему как прежде."
    assert decode_page(russian.encode("koi8-r"), "koi8-r").encoding == "koi8-r"
