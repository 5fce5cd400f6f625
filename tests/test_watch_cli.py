"""`thoisu watch` and addresses given to `thoisu ingest`, as a person uses them, against a server on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.net_room import Handler, Site, article, serving
from thoisu.cli import main
from thoisu.store import Store

NAMES = ("Cầu Bịa mở lại", "Chợ Bịa dời chỗ", "Đò Bịa nghỉ chạy", "Trường Bịa xây xong", "Đê Bịa được vá", "Hội Bịa lùi ngày")
MORE = (
    "Mặt cầu được lát lại bằng gỗ lim, tay vịn sơn màu xanh.", "Chợ mới nằm bên bờ sông Giả, cách chỗ cũ hai cây số về phía đông.",
    "Chủ đò hẹn chạy lại khi nước rút xuống dưới mốc ba mét.", "Mười hai phòng học đón học trò từ đầu tháng sau.",
    "Đoạn đê dài bốn trăm mét đã được đắp thêm đất và kè đá.", "Ban tổ chức muốn đợi hết mưa rồi mới dựng rạp.",
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        items = "".join(f"<item><title>{t}</title><link>/{n}.html</link></item>" for n, t in enumerate(NAMES))
        found.page("/rss", f'<rss version="2.0"><channel><title>Báo Bịa</title>{items}</channel></rss>'.encode(), "text/xml")
        for n, title in enumerate(NAMES):
            found.page(f"/{n}.html", article(title, more=MORE[n]))
        yield found


def start(*args: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "thoisu", *map(str, args)]
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "160"}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run_(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["thoisu", *map(str, args)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run_


def wait_for(site: Site, path: str, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not site.count(path):
        assert time.monotonic() < end, f"{path} was never asked for"
        time.sleep(0.02)


def stories(db: Path) -> list[tuple[str, str]]:
    with Store(db, read_only=True) as store:
        return sorted((r.title, r.story or "") for r in store.articles.latest(100))


def options(db: Path, delay: float = 0.0) -> tuple[object, ...]:
    return ("--db", db, "--allow-private", "--delay", delay)


def test_watch_once_twice_and_status(run: Run, site: Site, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    site.page("/3.html", b"", status=404)
    code, out, err = run("watch", site.origin + "/rss", "--once", *options(db))
    assert code == 0, err
    assert "trang không còn" in out
    code, out, _ = run("watch", site.origin + "/rss", "--once", "--json", *options(db))
    assert code == 0
    done = json.loads(out)
    assert (done["feeds_unchanged"], done["fetched"], done["waiting"]) == (1, 0, 0)
    _, out, _ = run("status", "--db", db)
    assert "Báo Bịa" in out
    assert "tốt" in out
    assert f"{site.origin}/3.html" in out
    _, out, _ = run("status", "--db", db, "--json", "--lang", "en")
    status = json.loads(out)
    assert [(f["name"], f["taken"]) for f in status["feeds"]] == [("Báo Bịa", 5)]
    assert [r["reason"] for r in status["refusals"]] == ["not_found"]


def test_a_private_address_is_refused_without_the_option_and_the_option_is_named(run: Run, site: Site, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    code, out, _ = run("watch", site.origin + "/rss", "--once", "--db", db)
    assert code == 0
    assert "--allow-private" in out
    assert site.asked == []
    code, _, err = run("ingest", site.origin + "/0.html", "--db", tmp_path / "b.db")
    assert code == 3
    assert "private_address" in err
    code, out, _ = run("watch", site.origin + "/rss", "--once", *options(db))
    assert len(stories(db)) == len(NAMES), "what an option lets in now does not wait for the pause after its refusal"


def test_addresses_files_and_feeds_together(run: Run, site: Site, tmp_path: Path) -> None:
    db, page, feed = tmp_path / "a.db", tmp_path / "x.html", tmp_path / "feed.xml"
    page.write_bytes(article("Giếng Bịa cạn", more="Dân làng phải sang Gò Mơ gánh nước từ hai tuần nay."))
    feed.write_text(f'<rss version="2.0"><channel><item><link>{site.origin}/1.html</link></item></channel></rss>', encoding="utf-8")
    code, out, err = run("ingest", page, f"{site.origin}/0.html", feed, "--json", *options(db))
    assert code == 0, err
    report, done = map(json.loads, out.splitlines())
    assert (report["articles"], done["articles"]) == (1, 2)
    assert [t for t, _ in stories(db)] == ["Chợ Bịa dời chỗ", "Cầu Bịa mở lại", "Giếng Bịa cạn"]


def test_ctrl_c_leaves_a_whole_record_and_the_next_run_goes_on(run: Run, site: Site, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    process = start("watch", site.origin + "/rss", *options(db, 0.4))
    wait_for(site, "/3.html")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert "Đang dừng" in err
    with Store(db, read_only=True) as store:
        assert 0 < store.feeds.count_waiting() < len(NAMES)
        assert store.features.count_unfinished() == 0
        assert all(r.story for r in store.articles.latest(10))
    assert "Còn chờ" in out
    assert run("watch", site.origin + "/rss", "--once", *options(db))[0] == 0
    assert len(stories(db)) == len(NAMES)
    assert [site.count(f"/{n}.html") for n in range(len(NAMES))].count(1) >= len(NAMES) - 1


def test_a_watch_polls_again_and_takes_what_is_new(site: Site, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    process = start("watch", site.origin + "/rss", "--interval", 0.02, "--quiet", *options(db))
    try:
        wait_for(site, "/5.html")
        site.page("/rss", f'<rss version="2.0"><channel><item><link>{site.origin}/moi.html</link></item></channel></rss>'.encode(), "text/xml")
        wait_for(site, "/moi.html")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/1.html", "/4.html"])
def test_killed_runs_end_with_the_record_of_one_that_was_not(run: Run, site: Site, tmp_path: Path, path: str) -> None:
    whole, db = tmp_path / "whole.db", tmp_path / "a.db"
    assert run("watch", site.origin + "/rss", "--once", "--quiet", *options(whole))[0] == 0
    site.asked.clear()
    process = start("watch", site.origin + "/rss", "--once", "--quiet", *options(db, 0.15))
    wait_for(site, path)
    process.kill()
    process.communicate(timeout=30)
    assert run("watch", site.origin + "/rss", "--once", "--quiet", *options(db))[0] == 0
    assert stories(db) == stories(whole)


def test_a_slow_server_does_not_hold_up_ctrl_c(site: Site, tmp_path: Path) -> None:
    def never(handler: Handler) -> None:
        time.sleep(20)

    site.pages["/0.html"] = never
    process = start("ingest", f"{site.origin}/0.html", *options(tmp_path / "a.db"))
    wait_for(site, "/0.html")
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=15)
    assert process.returncode == 130
    assert time.monotonic() - started < 10
