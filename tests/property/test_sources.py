"""Whatever a server, a feed or an archive holds: it ends as what it is or as a reason, never as another error."""

import gzip
import tempfile
import xml.parsers.expat
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.unit.net_room import LIMITS, QUICK, Site, article, serving
from tests.unit.test_archives import record
from thoisu.errors import FetchFailed
from thoisu.sources.addresses import check_address, is_address, is_public
from thoisu.sources.archives import read_archive
from thoisu.sources.feeds import decode_xml, kind_of, parse_feed, parse_feed_date
from thoisu.sources.mending import mend
from thoisu.sources.packing import unpack_file
from thoisu.sources.robots import parse_robots
from thoisu.sources.sitemaps import parse_sitemap
from thoisu.sources.visiting import Visitor

FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Bịa</title><ttl>5</ttl><item><title>Cầu &amp; chợ</title>'
    "<link>https://bao.example/1</link><pubDate>Thu, 24 Nov 2016 14:05:00 +0700</pubDate><category>Thế giới</category><guid>x</guid></item>"
    "<item><title><![CDATA[Hai]]></title><link>/2</link></item></channel></rss>"
)
MAP = "<urlset><url><loc>https://bao.example/1</loc><lastmod>2016-11-24</lastmod></url><url><loc>/2</loc></url></urlset>"
BITS = st.sampled_from([
    "<", ">", "&", "]]>", "<![CDATA[", "<!--", "<item>", "</item>", "<link>", "&#0;", "&#x1F;", "&nbsp;", "<a b='", "\x00", "\ud800", "ế",
    "</channel>", "<?x ",
])


@st.composite
def spoiled(draw: st.DrawFn, text: str) -> str:
    """A text with pieces cut out and put in."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(BITS | st.text(max_size=5)) + text[at + draw(st.integers(0, 12)) :]
    return text


@settings(max_examples=300, deadline=None)
@given(spoiled(FEED) | spoiled(MAP))
def test_a_spoiled_feed_is_read_or_refused(text: str) -> None:
    body = text.encode("utf-8", "surrogatepass")
    plain = decode_xml(body)
    try:
        feed = parse_sitemap(plain, "https://bao.example/m") if kind_of(plain) == "sitemap" else parse_feed(plain, "https://bao.example/rss")
    except FetchFailed:
        return
    for entry in feed.entries:
        assert entry.url is None or check_address(entry.url) == entry.url


@settings(max_examples=200, deadline=None)
@given(spoiled(FEED))
def test_what_is_mended_is_well_formed(text: str) -> None:
    try:
        mended = mend(text.partition("?>")[2], 10)
    except FetchFailed:
        return
    assert xml.parsers.expat.ParserCreate().Parse(mended.text.encode("utf-8", "replace"), True)  # raises where it is not well formed


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | spoiled("https://toa-soan.bao.example:8080/tin/cầu-bịa.html?id=5&utm_source=rss#binh-luan"))
def test_an_address_has_one_spelling_or_is_refused(text: str) -> None:
    is_address(text)
    try:
        first = check_address(text)
    except FetchFailed:
        return
    assert check_address(first) == first
    assert first.isascii()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=60))
def test_robots_dates_and_ip_addresses_never_fail(body: bytes, text: str) -> None:
    assert parse_robots(b"User-agent: *\nDisallow: /a*b$\n" + body).allows("https://bao.example/" + "a" * 50) in (True, False)
    assert parse_feed_date(text) is None or parse_feed_date(text)
    assert is_public(text) in (True, False)


ARCHIVE = b"".join(gzip.compress(record(article(f"Cầu Bịa {n}"), url=f"https://bao.example/{n}")) for n in range(3))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(ARCHIVE)), st.integers(0, 200), st.binary(max_size=20))
def test_a_spoiled_archive_gives_pages_and_reasons(at: int, gone: int, put: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc.gz"
        path.write_bytes(ARCHIVE[:at] + put + ARCHIVE[at + gone :])
        assert len(list(read_archive(path))) <= 7
        with suppress(FetchFailed):
            unpack_file(path.read_bytes(), 100_000)


ANSWER = (
    'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 9\r\nETag: "ế"\r\nContent-Encoding: identity\r\n\r\n<p>tin</p>'
)
HEADS = st.sampled_from([
    "Transfer-Encoding: chunked\r\n", "Content-Length: -1\r\n", "Content-Length: 5, 6\r\n", "Location: //\r\n", "Location: http://[::1\r\n",
    "HTTP/2 200\r\n", "Retry-After: x\r\n", "Content-Encoding: gzip, br\r\n", 'Content-Type: text/html; charset="\r\n', ": \r\n", "\r\n", "\x00",
    "301", "304", "429", "999", "\t", "1",
])


@st.composite
def spoiled_answer(draw: st.DrawFn) -> bytes:
    text = ANSWER
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(HEADS) + text[at + draw(st.integers(0, 8)) :]
    return text.encode("utf-8")


def test_a_spoiled_answer_is_read_or_refused() -> None:
    visitor = Visitor(replace(QUICK, limits=replace(LIMITS, read_seconds=0.05, seconds=0.2)))
    with serving() as site:

        @settings(max_examples=150, deadline=None)
        @given(spoiled_answer())
        def check(raw: bytes) -> None:
            site.raw("/x", raw)
            visitor.host(site.origin).next_visit = 0.0
            try:
                visitor.visit(site.origin + "/x")
            except FetchFailed:
                return

        check()
        assert isinstance(site, Site)
