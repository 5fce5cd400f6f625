"""WARC files as crawls leave them: pages, damage, and what goes on after it."""

import gzip
from pathlib import Path

import pytest

from thoisu.model import Page, Refusal
from thoisu.sources import archives
from thoisu.sources.archives import read_archive


def record(
    body: bytes, *, url: str = "https://bao.example/1", kind: str = "response", status: str = "200 OK", type_: str = "text/html; charset=utf-8",
    http: str = "", raw: bytes | None = None,
) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {type_}\r\n{http}\r\n".encode()
    block = (head + body if kind in ("response", "revisit") else body) if raw is None else raw
    content = "application/http; msgtype=response" if kind in ("response", "revisit") else type_
    warc = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2016-11-24T07:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return warc.encode() + block + b"\r\n\r\n"


def member(n: int) -> bytes:
    """A gzip member whose bytes do not compress to almost nothing."""
    text = "".join(f"<p>Đoạn {n} thứ {i * 7919 % 1009}</p>" for i in range(200))
    return gzip.compress(record(text.encode(), url=f"https://bao.example/{n}"))


def read(tmp_path: Path, data: bytes, name: str = "a.warc.gz") -> list[Page | Refusal]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_archive(path))


def urls(found: list[Page | Refusal]) -> list[str | None]:
    return [p.url for p in found if isinstance(p, Page)]


def refusals(found: list[Page | Refusal]) -> list[str]:
    return [p.reason for p in found if isinstance(p, Refusal)]


def test_members_of_a_crawl_give_pages_with_address_time_and_charset(tmp_path: Path) -> None:
    request = record(b"", kind="request", raw=b"GET / HTTP/1.1\r\n\r\n")
    data = gzip.compress(record(b"", kind="warcinfo")) + member(1) + gzip.compress(request) + member(2)
    found = read(tmp_path, data)
    assert urls(found) == ["https://bao.example/1", "https://bao.example/2"]
    page = found[0]
    assert isinstance(page, Page)
    assert (page.charset, page.format) == ("utf-8", "html")
    assert (page.fetched_at or "").startswith("2016-11-24T07:00:00")


DAMAGE = {
    "cut in the middle of a member": lambda a, b, c: a + b[:-40] + c,
    "a byte that is wrong": lambda a, b, c: a + b[:60] + bytes([b[60] ^ 0xFF]) + b[61:] + c,
    "bytes that belong nowhere": lambda a, b, c: a + b"rac roi vai" * 9 + c,
    "a member that is no gzip": lambda a, b, c: a + b"\x1f\x8b\x08" + b"x" * 300 + c,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_costs_one_member_and_is_told_once(tmp_path: Path, damage: str) -> None:
    found = read(tmp_path, DAMAGE[damage](member(1), member(2), member(3)))
    assert urls(found)[0] == "https://bao.example/1"
    assert urls(found)[-1] == "https://bao.example/3"
    assert refusals(found) == ["unreadable"]


@pytest.mark.parametrize("cut", [30, 200, 700])
def test_a_file_that_breaks_off_keeps_what_came_before(tmp_path: Path, cut: int) -> None:
    found = read(tmp_path, member(1) + member(2) + member(3)[:-cut])
    assert urls(found) == ["https://bao.example/1", "https://bao.example/2"]
    assert len(refusals(found)) == 1


def test_a_plain_file_that_breaks_off_or_lost_bytes(tmp_path: Path) -> None:
    a, b, c = (record(b"<p>trang</p>" * 50, url=f"https://bao.example/{n}") for n in (1, 2, 3))
    assert refusals(read(tmp_path, a + b[:-300], "a.warc")) == ["cut_off"]
    found = read(tmp_path, a + b[:-300] + c, "b.warc")
    assert urls(found)[-1] == "https://bao.example/3"
    assert len(refusals(found)) == 1


def test_packed_and_chunked_answers_are_read_also_where_the_header_is_out_of_date(tmp_path: Path) -> None:
    body = "<p>Cầu Bịa mở lại</p>".encode()
    packed = gzip.compress(body)
    chunked = "Transfer-Encoding: chunked\r\n"
    data = (
        record(packed, http="Content-Encoding: gzip\r\n") + record(body, http="Content-Encoding: gzip\r\n")
        + record(b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body), http=chunked) + record(body, http=chunked)
        + record(body, http="Content-Encoding: br\r\n") + record(body, http="X-Crawler-Content-Encoding: gzip\r\n")
    )
    assert [p.body for p in read(tmp_path, data, "a.warc") if isinstance(p, Page)] == [body] * 6


def test_answers_that_cannot_be_unpacked_are_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    chunked = "Transfer-Encoding: chunked\r\n"
    data = (
        record(gzip.compress(b"0" * 40_000_000), http="Content-Encoding: gzip\r\n") + record(b"\x0b\x02\x80xyz", http="Content-Encoding: br\r\n")
        + record(b"40\r\nngan\r\n" + b"x" * 70, http=chunked) + record(b"5\r\nngan.\r\n40\r\nx", http=chunked)
        + record(b"", raw=b"xin chao\r\n\r\n") + record(b"<p>tin</p>")
    )
    found = read(tmp_path, data, "a.warc")
    assert refusals(found) == ["bomb", "bad_packing", "cut_off", "cut_off", "unreadable"]
    assert isinstance(found[-1], Page)


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    data = b"".join((
        record(b"", kind="revisit"), record(b"", status="301 Moved"), record(b"x", status="404 Not Found"), record(b"\x89PNG", type_="image/png"),
        record(b"{}", type_="application/json"),
    ))
    assert read(tmp_path, data, "a.warc") == []


def test_resources_and_texts_of_a_wet_file_are_pages(tmp_path: Path) -> None:
    text = record("Cầu Bịa mở lại.".encode(), kind="conversion", type_="text/plain")
    data = text + record(b"<p>x</p>", kind="resource", type_="text/html", url="<https://bao.example/2>")
    found = [p for p in read(tmp_path, data, "a.warc") if isinstance(p, Page)]
    assert [(p.format, p.url) for p in found] == [("text", "https://bao.example/1"), ("html", "https://bao.example/2")]


def test_a_large_record_is_refused_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_RECORD_BYTES", 1000)
    found = read(tmp_path, gzip.compress(record(b"<p>" + b"x" * 5000)) + gzip.compress(record(b"<p>tin</p>")))
    assert refusals(found) == ["too_large"]
    assert isinstance(found[-1], Page)


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    for data in (b"no archive at all", gzip.compress(b"no archive at all"), b"\x00" * 5000):
        assert refusals(read(tmp_path, data)) == ["unreadable"]
    assert read(tmp_path, b"") == []
