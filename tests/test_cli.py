"""The commands as a person uses them: on the samples, and with input that is wrong."""

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.console import Console

from thoisu.cli import main, printing
from thoisu.cli.printing import print_table, shorten
from thoisu.pipeline.ingest import ingest
from thoisu.store import Store

SAMPLES = Path(__file__).parents[1] / "samples"


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("THOISU_DB", raising=False)

    def run_(*args: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["thoisu", *map(str, args)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode(), err.decode())

    return run_


def rows(result: Result) -> list[dict[str, object]]:
    assert result.code == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_every_page_of_the_samples_is_accounted_for(run: Run, record: Path) -> None:
    (status,) = rows(run("status", "--db", record, "--json"))
    pages = status["pages"]
    assert isinstance(pages, dict)
    assert pages["pages"] == sum(pages[k] for k in ("articles", "copies", "versions", "same", "refused"))
    assert pages["refused"] == len(status["refusals"])  # type: ignore[arg-type]
    assert pages["versions"] >= 1
    assert pages["copies"] >= 3
    assert dict(pages["reasons"]).keys() >= {"empty", "binary", "not_vietnamese", "invalid_json"}


def test_ingest_again_adds_nothing(run: Run, record: Path, tmp_path: Path) -> None:
    db = tmp_path / "again.db"
    shutil.copy(record, db)
    before = rows(run("status", "--db", db, "--json"))
    (report,) = rows(run("ingest", SAMPLES, "--db", db, "--json"))
    assert report["known"] == report["pages"]
    assert report["stories_changed"] == 0
    assert rows(run("status", "--db", db, "--json")) == before
    said = run("ingest", SAMPLES, "--db", db).out
    assert "Không có gì mới" in said


def test_a_folder_that_moved_changes_nothing_but_the_count_of_pages(run: Run, record: Path, tmp_path: Path) -> None:
    db, moved = tmp_path / "moved.db", tmp_path / "nơi khác"
    shutil.copy(record, db)
    (before,) = rows(run("status", "--db", db, "--json"))
    shutil.copytree(SAMPLES, moved)
    (report,) = rows(run("ingest", moved, "--db", db, "--json"))
    assert report["articles"] == report["versions"] == report["stories_changed"] == 0
    (after,) = rows(run("status", "--db", db, "--json"))
    assert after["record"] == before["record"]
    assert after["pages"]["same"] == report["same"] > 0  # type: ignore[index,operator]
    assert after["pages"]["pages"] == 2 * before["pages"]["pages"]  # type: ignore[index]


def test_stories_are_listed_and_shown(run: Run, record: Path) -> None:
    listed = rows(run("stories", "--db", record, "--order", "size", "--json"))
    assert listed[0]["articles"] >= 3  # type: ignore[operator]
    assert listed[0]["origins"] <= listed[0]["articles"]  # type: ignore[operator]
    shown = run("story", listed[0]["id"], "--db", record)
    assert shown.code == 0
    assert str(listed[0]["title"]) in shown.out
    assert "Phát biểu" in shown.out


def test_quotes_of_a_speaker_typed_without_accents(run: Run, record: Path) -> None:
    said = rows(run("quotes", "--speaker", "stoltenberg", "--db", record, "--json"))
    assert said
    assert {s["speaker"] for s in said} == {"Jens Stoltenberg"}
    about = rows(run("quotes", "--speaker", "stoltenberg", "--about", "nga", "--db", record, "--json"))
    assert 0 < len(about) <= len(said)


def test_events_between_two_in_a_span_of_time(run: Run, record: Path) -> None:
    found = rows(run("events", "--actor", "nga", "--type", "consult", "--from", "2016", "--to", "12/2016", "--db", record, "--json"))
    assert found
    assert all(e["type"] == "CONSULT" and str(e["date"]).startswith("2016") for e in found)


def test_channels_between_nato_and_russia(run: Run, record: Path) -> None:
    found = rows(run("channels", "Nga", "NATO", "--db", record, "--json"))
    assert {"council", "hotline"} & {c["kind"] for c in found}
    text = run("channels", "nga", "nato", "--db", record).out
    assert "NATO" in text


def test_timeline_is_in_order(run: Run, record: Path) -> None:
    dates = [str(e["date"]) for e in rows(run("timeline", "NATO", "Nga", "--db", record, "--json"))]
    assert dates
    assert dates == sorted(dates)


def test_search_without_accents_finds_accented_text(run: Run, record: Path) -> None:
    plain, accented = (rows(run("search", w, "--db", record, "--json")) for w in ("hoi dong", "hội đồng"))
    assert accented
    assert {h["ref"] for h in accented} <= {h["ref"] for h in plain}
    assert "Không thấy" in run("search", "xyzzyq", "--db", record).out


def test_show_prints_an_article_with_its_layers(run: Run, record: Path) -> None:
    hit = rows(run("search", "NATO", "--db", record, "--json"))[0]
    shown = run("show", hit["ref"], "--db", record)
    assert str(hit["title"]) in shown.out
    (doc,) = rows(run("show", str(hit["ref"])[:12], "--db", record, "--json"))
    assert doc["article"]["id"] == hit["ref"]  # type: ignore[index]


def test_other_readings(run: Run, record: Path) -> None:
    for command in (("copies",), ("relations", "nga"), ("discrepancies",), ("entity", "nga"), ("stories",), ("events",), ("status",)):
        result = run(*command, "--db", record)
        assert result.code == 0, (command, result.err)
        assert result.out.strip()
        assert run(*command, "--db", record, "--lang", "en").code == 0


def test_an_entity_says_where_it_is_known_from_and_which_articles_name_it(run: Run, record: Path) -> None:
    shown = run("entity", "nga", "--db", record, "--lang", "en").out
    assert "Known from: " in shown
    (known,) = rows(run("entity", "nga", "--db", record, "--json"))
    articles: list[dict[str, object]] = known["articles"]  # type: ignore[assignment]
    assert articles
    assert all(str(a["id"])[:10] in shown for a in articles)


def test_export_writes_every_kind_and_reads_back(run: Run, record: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    assert run("export", "--format", "jsonl", "--to", out, "--db", record).code == 0
    stories = [json.loads(line) for line in (out / "stories.jsonl").read_text(encoding="utf-8").splitlines()]
    (status,) = rows(run("status", "--db", record, "--json"))
    assert len(stories) == status["record"]["story"]  # type: ignore[index]


def test_streams_read_and_write_jsonl(run: Run, tmp_path: Path) -> None:
    text = "Cầu Bịa mở lại\n\nNgày 24/11, ông Đỗ Văn Thử nói: “Cầu đã mở lại cho xe.”\n\nTheo TASS, hai bên đã họp."
    docs = tmp_path / "docs.jsonl"
    docs.write_text(json.dumps({"id": "a", "text": text, "published": "2016-11-25T08:00:00+07:00"}) + "\n", encoding="utf-8")
    (row,) = rows(run("annotate", docs))
    assert {"id", "entities", "times", "quotes", "events", "sources"} <= row.keys()
    assert run("annotate", docs, "-o", tmp_path / "out.jsonl").code == 0
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8")) == row
    packed = tmp_path / "docs.jsonl.gz"
    packed.write_bytes(gzip.compress(docs.read_bytes()))
    assert rows(run("annotate", packed)) == [row]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("ingest", "khong-co"), 2, "khong-co"),
        (("stories", "--db", "khong-co.db"), 2, "thoisu ingest"),
        (("annotate", "khong-co.jsonl"), 2, "no such file"),
        (("stories", "--order", "mau"), 2, "--order"),
        (("events", "--type", "NHẢY", "--db", "{record}"), 2, "CONSULT"),
        (("events", "--from", "hôm qua", "--db", "{record}"), 2, "2016-11-24"),
        (("export", "--format", "pdf", "--to", "x", "--db", "{record}"), 2, "jsonl"),
        (("story", "khong-co", "--db", "{record}"), 7, "thoisu stories"),
        (("show", "khong-co", "--db", "{record}"), 7, "khong-co"),
        (("timeline", "Xyzzyq", "--db", "{record}"), 7, "Xyzzyq"),
        (("stories", "--lang", "fr", "--db", "{record}"), 2, "vi and en"),
        (("stories", "--limit", "0", "--db", "{record}"), 2, "--limit"),
        (("serve", "--port", "99999", "--db", "{record}"), 2, "--port"),
        (("search", "", "--db", "{record}"), 2, "nothing to search for"),
        (("search", '""', "***", "--db", "{record}"), 2, "nothing to search for"),
        (("search", "nga", "--limit", "99999999999999999999", "--db", "{record}"), 2, "--limit"),
        (("timeline", "", "--db", "{record}"), 2, "empty"),
        (("quotes", "--speaker", " ", "--db", "{record}"), 2, "--speaker"),
        (("discrepancies", "--story", "khong-co", "--db", "{record}"), 7, "thoisu stories"),
        (("ingest", "a" * 300), 2, "too long"),
    ],
)
def test_bad_input_is_told_clearly(run: Run, record: Path, args: tuple[str, ...], code: int, words: str) -> None:
    result = run(*(a.format(record=record) for a in args))
    assert result.code == code, result
    assert words in result.err + result.out
    assert "Traceback" not in result.err


def test_invalid_json_names_the_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n{"id": \n', encoding="utf-8")
    result = run("annotate", path, "-o", tmp_path / "out.jsonl")
    assert result.code == 3
    assert "bad.jsonl, line 2" in result.err
    assert not (tmp_path / "out.jsonl").exists()


def test_a_database_of_another_program(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    result = run("ingest", SAMPLES, "--db", path)
    assert result.code == 4
    assert "another program" in result.err


def test_folders_without_a_readable_page(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "trong"
    empty.mkdir()
    assert run("ingest", empty, "--db", tmp_path / "a.db").code == 3
    assert not (tmp_path / "a.db").exists()
    (empty / "rong.txt").write_text("", encoding="utf-8")
    result = run("ingest", empty, "--db", tmp_path / "a.db")
    assert result.code == 3
    assert "empty 1" in result.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "khoa"
    folder.mkdir(mode=0o500)
    assert run("ingest", SAMPLES, "--db", folder / "a.db").code == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_record_is_read_where_nothing_can_be_written(run: Run, record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "khoa"
    folder.mkdir()
    shutil.copy(record, folder / "a.db")
    folder.chmod(0o500)
    assert rows(run("stories", "--db", folder / "a.db", "--json"))
    assert run("ingest", SAMPLES, "--db", folder / "a.db").code == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device that is always full")
@pytest.mark.parametrize("args", [("stories",), ("events", "--json"), ("show", "{article}")])
def test_output_to_a_full_disk_is_told(run: Run, record: Path, args: tuple[str, ...]) -> None:
    article = rows(run("search", "NATO", "-n", "1", "--db", record, "--json"))[0]["ref"]
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "thoisu", *(a.format(article=article) for a in args), "--db", str(record)]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 6
    assert result.stderr == "thoisu: the output cannot be written (No space left on device)\n"


def test_the_record_of_a_stopped_run_says_what_is_left(run: Run, tmp_path: Path) -> None:
    def stop(_what: str, _n: int) -> None:
        raise KeyboardInterrupt

    with Store(tmp_path / "a.db") as store, pytest.raises(KeyboardInterrupt):
        ingest([SAMPLES / "tre-nga"], store, progress=stop)
    assert "chưa ghép xong" in run("status", "--db", tmp_path / "a.db").out
    assert run("ingest", SAMPLES / "tre-nga", "--db", tmp_path / "a.db").code == 0
    assert "chưa ghép xong" not in run("status", "--db", tmp_path / "a.db").out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_tables_keep_words_whole_at_every_width(width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "console", lambda: Console(width=width, highlight=False))
    rows = [("9/7/2016", 4, "Recep Tayyip Erdoğan, Nga, NATO", "Tổng thư ký Jens Stoltenberg nói các bên cần giữ kênh liên lạc " * 3)] * 2
    print_table("Đầu bảng dài hơn cả bảng ở dưới nó", ["Ngày", "Nguồn", "Ai", "Nói gì"], rows, right=(1,))
    out = capsys.readouterr().out
    assert out.startswith("Đầu bảng dài hơn cả bảng ở dưới nó\n")
    assert all(len(line) <= width and line == line.rstrip() for line in out.splitlines())
    assert {"Stoltenberg", "Erdoğan,", "9/7/2016"} <= set(out.split())


def test_a_table_without_rows_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    print_table("Trống", ["Ngày"], [])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("text", "short"), [("ngắn", "ngắn"), ("một hai ba", "một …"), ("x" * 12, "xxxxxxxx …")])
def test_long_texts_are_cut_at_a_space_or_anywhere(text: str, short: str) -> None:
    assert shorten(text, 8 if len(text) > 10 else 7) == short
