"""Folders and JSONL to pages: order, refusals, nothing lost."""

import gzip
import json
import os
from pathlib import Path

import pytest

from thoisu.errors import UsageError
from thoisu.model import Page, Refusal
from thoisu.sources import read_pages, reading


def pages(*paths: Path) -> list[Page | Refusal]:
    return list(read_pages(paths))


def test_a_folder_is_read_in_sorted_order_with_its_subfolders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/2.html", "b/1.txt", "a.htm"):
        (tmp_path / name).write_text("x")
    found = pages(tmp_path)
    assert [str(Path(p.location).relative_to(tmp_path)) for p in found] == ["a.htm", "b/1.txt", "b/2.html", "c.txt"]
    assert [p.format for p in found if isinstance(p, Page)] == ["html", "text", "html", "text"]


def test_other_and_hidden_files_in_a_folder_are_left_out_but_a_named_file_is_read(tmp_path: Path) -> None:
    for name in (".hidden.txt", "image.png", "notes.md"):
        (tmp_path / name).write_text("x")
    assert pages(tmp_path) == []
    assert [p.format for p in pages(tmp_path / "notes.md") if isinstance(p, Page)] == ["text"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert len(pages(tmp_path, tmp_path / "a.txt", tmp_path)) == 1


def test_the_exact_bytes_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\x00\r\nabc")
    page = pages(tmp_path)[0]
    assert isinstance(page, Page)
    assert page.body == b"\xff\x00\r\nabc"


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nirgends"):
        read_pages([tmp_path, tmp_path / "nirgends"])


def test_an_unreadable_file_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text("x")
    first, second = pages(tmp_path)
    assert isinstance(first, Refusal)
    assert first.reason == "unreadable"
    assert isinstance(second, Page)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everywhere")
def test_a_folder_that_cannot_be_listed_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o000)
    (tmp_path / "b.txt").write_text("x")
    first, second = pages(tmp_path)
    assert first == Refusal(str(tmp_path / "a"), "unreadable", "Permission denied")
    assert isinstance(second, Page)


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 10)
    (tmp_path / "a.txt").write_text("x" * 11)
    (refused,) = pages(tmp_path)
    assert isinstance(refused, Refusal)
    assert refused.reason == "too_large"


ROWS = [
    {"id": "một", "raw": "Tít\n\nThân bài."},
    {"id": 2, "raw": "<p>Thân bài</p>", "url": "https://bao.example/2"},
    {"id": "ba", "title": "Tít", "lead": "Sapô.", "text": "Thân.", "published": "2017-01-02"},
]


def test_a_jsonl_file_gives_a_page_a_line_with_its_number_and_id(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in ROWS[:2]) + "\n\n" + json.dumps(ROWS[2]))
    found = [p for p in pages(path) if isinstance(p, Page)]
    assert [(p.location.removeprefix(str(path)), p.id, p.format, p.url) for p in found] == [
        (":1", "một", "text", None),
        (":2", "2", "html", "https://bao.example/2"),
        (":4", "ba", "json", None),
    ]
    assert found[0].body == "Tít\n\nThân bài.".encode()


def test_a_gzipped_file_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(r) for r in ROWS).encode()))
    assert [p.id for p in pages(tmp_path) if isinstance(p, Page)] == ["một", "2", "ba"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": 1, "raw": ', "invalid_json"),
        (b"[1]", "invalid_row"),
        (b'{"raw": 7}', "invalid_row"),
        (b'{"id": 1}', "invalid_row"),
        (b'{"raw": "\xff"}', "invalid_json"),
        (b'{"raw": "x", "format": "pdf"}', "invalid_row"),
    ],
)
def test_a_bad_line_is_refused_with_file_and_line_and_the_rest_goes_on(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'{"raw": "a"}\n' + line + b'\n{"raw": "b"}\n')
    first, bad, last = pages(path)
    assert isinstance(bad, Refusal)
    assert (bad.location, bad.reason) == (f"{path}:2", reason)
    assert isinstance(first, Page)
    assert isinstance(last, Page)


def test_a_gzip_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"raw": "a"}\n' * 50_000, 1)[:-300])
    found = pages(path)
    assert isinstance(found[0], Page)
    assert isinstance(found[-1], Refusal)
    assert "breaks off" in found[-1].detail


def test_a_file_that_is_no_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl.gz"
    path.write_bytes(b"not gzip")
    (refused,) = pages(path)
    assert isinstance(refused, Refusal)


def warc(*records: tuple[str, str, bytes]) -> bytes:
    out = b""
    for kind, content, body in records:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://bao.example/1\r\nWARC-Date: 2016-11-24T07:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        out += head.encode() + http + b"\r\n\r\n"
    return out


def test_a_warc_gives_its_html_responses_with_address_and_crawl_time(tmp_path: Path) -> None:
    data = warc(
        ("response", "text/html", b"<p>x</p>"), ("request", "text/html", b"y"), ("response", "image/png", b"z"), ("response", "text/plain", b"t")
    )
    (tmp_path / "a.warc").write_bytes(data)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(data))
    found = [p for p in pages(tmp_path) if isinstance(p, Page)]
    assert [(p.format, p.body, p.url) for p in found[:2]] == [("html", b"<p>x</p>", "https://bao.example/1"), ("text", b"t", "https://bao.example/1")]
    assert (found[0].fetched_at or "").startswith("2016-11-24T07:00:00")
    assert len(found) == 4


def test_a_warc_that_breaks_off_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"no archive at all")
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(warc(("response", "text/html", b"<p>x</p>")))[:-20])
    (tmp_path / "c.txt").write_text("x")
    assert isinstance(pages(tmp_path)[-1], Page)
