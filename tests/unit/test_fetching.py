"""Visits to a server that misbehaves: each ends in time, with a reason."""

import gzip
import socket
import time
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tests.unit.net_room import QUICK, Site, article, behave_badly, serving
from thoisu.errors import FetchFailed, UsageError
from thoisu.lexicon.texts import all_texts
from thoisu.sources import network
from thoisu.sources.addresses import check_address, is_public
from thoisu.sources.fetching import PAGE_TYPES, Known, parse_wait
from thoisu.sources.packing import unpack_file
from thoisu.sources.visiting import Visitor, agent_name

BAD = sorted(behave_badly(Site()).items())


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as found:
        behave_badly(found)
        yield found


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    found = Visitor(QUICK)
    yield found
    found.stop()


@pytest.mark.parametrize(("path", "reason"), BAD)
def test_each_misbehaviour_ends_in_time_with_its_reason(site: Site, visitor: Visitor, path: str, reason: str) -> None:
    started = time.monotonic()
    with pytest.raises(FetchFailed) as failed:
        visitor.visit(site.origin + path, types=PAGE_TYPES)
    assert failed.value.reason == reason, failed.value
    assert time.monotonic() - started < 3
    assert f"reason_{reason}" in all_texts()


def test_transient_failures_may_be_tried_again_and_others_not(site: Site, visitor: Visitor) -> None:
    again = {}
    for path in ("/broken", "/cut-length", "/gone", "/bomb", "/loop-a"):
        with pytest.raises(FetchFailed) as failed:
            visitor.visit(site.origin + path)
        again[path] = failed.value.again
    assert again == {"/broken": True, "/cut-length": True, "/gone": False, "/bomb": False, "/loop-a": False}


def test_a_page_comes_with_its_bytes_address_and_charset(site: Site, visitor: Visitor) -> None:
    body = article("Cầu Bịa mở lại")
    site.page("/tin", body, "text/html; charset=windows-1258", etag='"1"')
    site.page("/old", b"", status=301, location="/tin")
    answer = visitor.visit(site.origin + "/old", types=PAGE_TYPES)
    assert (answer.body, answer.url, answer.charset, answer.etag) == (body, site.origin + "/tin", "windows-1258", '"1"')
    assert visitor.visit(site.origin + "/tin", known=Known('"1"')).status == 304


def test_we_say_who_we_are_and_send_no_cookies(site: Site) -> None:
    site.page("/tin", b"x", set_cookie="a=1")
    visitor = Visitor(replace(QUICK, contact="https://doc-gia.example/robot"))
    visitor.visit(site.origin + "/tin")
    visitor.visit(site.origin + "/tin")
    headers = site.asked[-1][1]
    assert headers["user-agent"].startswith("thoisu/")
    assert headers["user-agent"].endswith("(+https://doc-gia.example/robot)")
    assert "cookie" not in headers
    with pytest.raises(UsageError, match="--contact"):
        agent_name("xuống\r\ndòng")


def test_a_server_that_says_when_is_left_alone_until_then(site: Site, visitor: Visitor) -> None:
    site.page("/busy", b"", status=429, retry_after="70")
    with pytest.raises(FetchFailed) as failed:
        visitor.visit(site.origin + "/busy")
    assert (failed.value.reason, failed.value.wait_seconds) == ("too_many_requests", 70.0)
    assert visitor.host(site.origin).next_visit > time.time() + 60


def test_no_connection_and_no_host(visitor: Visitor) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchFailed) as failed:
        visitor.visit(f"http://127.0.0.1:{port}/")
    assert failed.value.reason == "no_connection"

    def nowhere(host: str, port: int) -> list[str]:
        raise FetchFailed("no_host", host)

    with pytest.raises(FetchFailed) as failed:
        Visitor(QUICK, resolver=nowhere).visit("http://khong-co.example/")
    assert failed.value.reason == "no_host"


def test_plain_http_where_tls_is_asked_for(site: Site, visitor: Visitor) -> None:
    with pytest.raises(FetchFailed) as failed:
        visitor.visit(site.origin.replace("http", "https") + "/tin")
    assert failed.value.reason in ("tls", "cut_off", "no_connection")


PRIVATE = [
    "127.0.0.1", "localhost", "localhost.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "[fe80::1]", "[fc00::1]", "100.64.0.1", "224.0.0.1",
    "255.255.255.255", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_are_refused_in_every_spelling(site: Site, host: str) -> None:
    port = site.origin.rpartition(":")[2]
    asked = len(site.asked)
    with pytest.raises(FetchFailed) as failed:
        Visitor(replace(QUICK, allow_private=False)).visit(check_address(f"http://{host}:{port}/tin"))
    assert failed.value.reason in ("private_address", "no_host", "bad_address"), failed.value
    assert len(site.asked) == asked


def test_a_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 stands for a machine of the internet here, 127.0.0.2 for one of the network inside."""
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
    port = site.origin.rpartition(":")[2]
    site.page("/tin", b"x")
    site.page("/in", b"", status=302, location=f"http://127.0.0.2:{port}/tin")
    visitor = Visitor(replace(QUICK, allow_private=False))
    assert visitor.visit(site.origin + "/tin").body == b"x"
    asked = site.count("/tin")
    with pytest.raises(FetchFailed) as failed:
        visitor.visit(site.origin + "/in")
    assert failed.value.reason == "private_address"
    assert "127.0.0.2" in failed.value.detail
    assert site.count("/tin") == asked


def test_a_name_server_that_points_inside_is_refused() -> None:
    visitor = Visitor(replace(QUICK, allow_private=False), resolver=lambda host, port: ["10.0.0.1", "::1"])
    with pytest.raises(FetchFailed) as failed:
        visitor.visit("http://bao.example/")
    assert failed.value.reason == "private_address"


def test_the_address_looked_at_is_the_one_connected_to(site: Site) -> None:
    """A name server that changes its answer between the look and the connection finds no second look-up."""
    port = int(site.origin.rpartition(":")[2])
    answers = [["127.0.0.1"], ["127.0.0.1"]]

    def changing(host: str, port_: int) -> list[str]:
        return answers.pop(0)

    site.page("/tin", b"x")
    visitor = Visitor(QUICK, resolver=changing)
    assert visitor.visit(f"http://bao.example:{port}/tin").body == b"x"
    assert not answers  # one look-up for robots.txt, one for the page: none is made by the connection itself
    assert site.asked[-1][1]["host"] == f"bao.example:{port}"


@pytest.mark.parametrize("address", ["203.113.131.2", "2001:ee0::1", "8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["ftp://bao.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://a:b@bao.example/", "http://bao.example:99999/",
     "bao.example/tin", "http://[::1", "http://" + "a" * 2500],
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(FetchFailed, match="bad_address"):
        check_address(address)


@pytest.mark.parametrize(
    ("address", "spelling"),
    [
        ("HTTP://BAO.example:80", "http://bao.example/"),
        ("https://bao.example/tin bão.html", "https://bao.example/tin%20b%C3%A3o.html"),
        ("https://bao.example/a?id=1&utm_source=rss&fbclid=x#top", "https://bao.example/a?id=1"),
        ("https://bao.example/a?q=t%C3%ADn&x=a b", "https://bao.example/a?q=t%C3%ADn&x=a%20b"),
        ("https://báo.example/", "https://xn--bo-mia.example/"),
    ],
)
def test_one_spelling_for_each_page(address: str, spelling: str) -> None:
    assert check_address(address) == spelling
    assert check_address(spelling) == spelling


def test_a_packed_file_is_unpacked_within_its_limit() -> None:
    two = gzip.compress(b"mot") + gzip.compress(b"hai")
    assert unpack_file(two, 100) == b"mothai"
    with pytest.raises(FetchFailed, match="bomb"):
        unpack_file(gzip.compress(b"0" * 50_000_000), 1_000_000)


def test_broken_waits_are_none() -> None:
    assert [parse_wait(w) for w in ("", "-1", "x", "9" * 30)] == [None, None, None, 86400.0]
