"""When an article without a date was published, by the dated ones beside it: what they settle, and what they do not."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from thoisu.cli import app
from thoisu.model import Span
from thoisu.pipeline.bounding import read_bounds
from thoisu.pipeline.explaining import explain
from thoisu.pipeline.ingest import ingest
from thoisu.pipeline.reading import story_timeline
from thoisu.record.copies import Pair
from thoisu.record.neighbours import Ground, NewsDay, TextDays, bound_date, find_grounds
from thoisu.record.stories_group import Edge
from thoisu.store import Store
from thoisu.store.schema import APPLICATION_ID, MIGRATIONS
from thoisu.web import make_app

RUN = CliRunner()
SILENT = TextDays(None, ())
FLOOD = (
    "Lũ quét cuốn trôi cầu treo bản Nà Mây\n\n{day}, lũ quét trên suối Nậm Mơ cuốn trôi cầu treo bản Nà Mây, huyện Mù Sương, khiến ba trăm hộ dân bị"
    " cô lập. {more}\n\nÔng Lò Văn Ánh, trưởng bản Nà Mây, cho biết nước suối Nậm Mơ dâng cao gần hai mét chỉ trong một giờ, cuốn theo gỗ và đá lớn"
    " làm đứt cáp treo. Huyện Mù Sương đã đưa bè mảng tới chở người già và trẻ nhỏ qua suối Nậm Mơ.\n\n{end}"
)
MORE = ("Không ai bị thương nhưng hơn hai mươi con trâu mất tích.", "Trường học ở bản Nà Mây phải đóng cửa.",
        "Đây là trận lũ quét thứ hai trong năm.", "Bộ đội biên phòng đồn Nậm Mơ đã có mặt trong đêm.")
ENDS = ("Cầu treo được dựng mười năm trước bằng tiền góp của dân bản, dài bảy mươi mét, rộng hơn một mét.",
        "Theo kế hoạch, một chiếc cầu tạm sẽ được bắc qua suối trong tuần, còn gạo và mì tôm được chở vào bằng thuyền máy.",
        "Chủ tịch huyện Mù Sương yêu cầu các xã ven suối cử người trực suốt ngày đêm, chuẩn bị sẵn chỗ ở cho dân.",
        "Đài khí tượng dự báo mưa còn kéo dài, nguy cơ sạt lở ở các sườn núi phía tây của huyện rất cao.")


def near(day: str, share: float = 0.5, article: str = "a", relation: str = "story") -> Ground:
    return Ground(article, relation, day, share)  # type: ignore[arg-type]


def news(month: int, day: int, slack: int = 2, year: int | None = None) -> TextDays:
    return TextDays(NewsDay(month, day, slack, 0, 5, year), ())


def report(n: int, published: str | None, day: str = "Sáng 22/10") -> dict[str, str | None]:
    title, lead, text = FLOOD.format(day=day, more=MORE[n], end=ENDS[n]).split("\n\n", 2)
    return {"id": f"lu-{n}", "title": title, "lead": lead, "text": text, "published": published, "outlet": f"Báo Bịa {n}"}


def keep(path: Path, *rows: dict[str, str | None]) -> Path:
    """The rows as a file of pages beside the record `path`, taken in."""
    pages = path.with_suffix(f".{len(list(path.parent.glob('*.jsonl')))}.jsonl")
    pages.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    with Store(path) as store:
        ingest([pages], store)
    return path


@pytest.mark.parametrize(("grounds", "days", "own", "between"), [
    # the day that the article names, in the year of its story
    ([near("2013-10-23")], news(10, 22), None, ("2013-10-22", "2013-10-24")),
    ([near("2013-12-31")], news(1, 1, 1), None, ("2014-01-01", "2014-01-02")),
    ([near("2013-10-23", 0.15), near("2013-10-23", 0.0, "b")], news(10, 22), None, ("2013-10-22", "2013-10-24")),
    ([near("2013-10-23")], news(10, 22), ("2013-01-01", "2013-10-23"), ("2013-10-22", "2013-10-23")),
    ([near("2016-02-29")], news(2, 29), None, ("2016-02-29", "2016-03-02")),
    # its names had told a wrong year
    ([near("2012-10-23")], news(10, 22), ("2013-10-22", "2013-10-24"), ("2012-10-22", "2012-10-24")),
    # copies
    ([near("2013-10-23", 0.97, relation="copy")], SILENT, None, ("2013-10-22", "2013-10-24")),
    ([near("2013-10-23", 0.97, relation="copy"), near("2013-10-25", 1.0, "b", "copy")], SILENT, None, ("2013-10-22", "2013-10-26")),
    ([near("2013-10-23", 1.0, relation="copy")], news(10, 23, 1), None, ("2013-10-23", "2013-10-24")),
    # no day of its own, but several likely ones beside it: a wide interval
    ([near("2013-10-23", 0.45), near("2013-10-24", 0.2, "b")], SILENT, None, ("2013-09-23", "2013-11-23")),
    ([near("2013-10-23", 0.25)], TextDays(None, ((10, 22),)), None, ("2013-09-23", "2013-11-22")),
])
def test_what_the_others_settle(grounds: list[Ground], days: TextDays, own: tuple[str, str] | None, between: tuple[str, str]) -> None:
    found = bound_date(grounds, days, own)
    assert found is not None
    assert (found.between, found.own) == (between, own)


@pytest.mark.parametrize(("grounds", "days", "own"), [
    ([], news(10, 22), None),
    ([near("2013-10-23", 0.9)], SILENT, None),  # a report of the same affair may be weeks older
    ([near("2013-10-23", 0.15)], news(10, 22), None),  # a single faint likeness, whose day may agree by chance
    ([near("2013-06-23")], news(10, 22), None),
    ([near("2013-10-23"), near("2014-10-22", article="b")], news(10, 22), None),  # two years fit
    ([near("2013-10-23")], news(10, 22, year=2012), None),  # the text writes another year
    ([near("2013-10-23"), near("2013-11-23", article="b")], SILENT, None),
    ([near("2013-10-23", 0.25)], TextDays(None, ((10, 22), (11, 20))), None),  # it goes on to name a later day
    ([near("2013-10-23", 1.0, relation="copy"), near("2014-10-23", 1.0, "b", "copy")], SILENT, None),
    ([near("2013-10-23", 1.0, relation="copy")], news(5, 3), None),  # a bulletin written to one form
    ([near("2013-10-23")], news(10, 22), ("2013-10-23", "2013-10-23")),  # the text knows more
    ([near("2013-10-23", 0.25)], news(10, 22), ("2012-10-22", "2012-10-24")),
    ([near("2013-02-30")], news(2, 28), None),
])
def test_what_they_leave_open(grounds: list[Ground], days: TextDays, own: tuple[str, str] | None) -> None:
    assert bound_date(grounds, days, own) is None


def test_only_dates_that_articles_give_are_grounds() -> None:
    published = {"a": "2013-10-23", "b": "", "c": "", "d": "2013", "e": "2013-10-24"}
    pairs = [Pair("a", "b", 0.6, 0.8, 0.7), Pair("b", "c", 1.0, 1.0, 1.0), Pair("c", "e", 0.5, 0.96, 0.5), Pair("a", "e", 1.0, 1.0, 1.0)]
    found = find_grounds(published, [("a", "b", "d"), ("c",), ("e",)], [Edge("a", "b", 0.5)], pairs)
    assert found == {"b": (near("2013-10-23"),), "c": (near("2013-10-24", 0.96, "e", "copy"),)}


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three reports of one flood, the second without a date."""
    path = tmp_path_factory.mktemp("lu") / "a.db"
    return keep(path, report(0, "2015-10-22T10:00:00+07:00"), report(1, None), report(2, "2015-10-23T09:00:00+07:00"))


def test_lists_search_and_documents_show_the_days_and_the_row_keeps_its_own(flood: Path) -> None:
    with Store(flood, read_only=True) as store:
        doc = store.articles.document("lu-1")
        assert doc is not None
        assert (doc.published, doc.article.published_between, doc.article.published_how) == (None, ("2015-10-22", "2015-10-24"), "story")
        assert [d.article.published_between for d in store.articles.all_documents() if d.article.id == "lu-1"] == [("2015-10-22", "2015-10-24")]
        assert store.articles.rows(["lu-1"])[0].published_between == ("2015-10-22", "2015-10-24")
        assert [r.id for r in store.articles.latest(3)] == ["lu-1", "lu-2", "lu-0"]
        own = store.articles.own_between("lu-1")
        assert own is None or own[0] <= "2015-10-22" <= "2015-10-24" <= own[1]
        inside = store.search.find("lũ quét", start="2015-10-01", end="2015-10-31")
        assert {h.ref: h.date for h in inside.hits}["lu-1"] == "2015-10-22/2015-10-24"
        assert [h.ref for h in store.search.find("lũ quét", start="2015-10-23", end="2015-10-31").hits] == ["lu-2"]
        assert all(e.date is None or len(e.date) < 21 for e in store.record.events(limit=None))


def test_the_reasons_open_at_the_articles(flood: Path) -> None:
    with Store(flood, read_only=True) as store:
        bounds = read_bounds(store, "lu-1")
        assert bounds is not None
        assert {(g.article, g.relation, g.published) for g in bounds.grounds} == {("lu-0", "story", "2015-10-22"), ("lu-2", "story", "2015-10-23")}
        doc = store.articles.document("lu-1")
        assert doc is not None
        assert bounds.words is not None
        assert "22/10" in doc.text[slice(*bounds.words)]
        step = next(s for s in explain(store, doc, Span(0, 5), None).steps if s.layer == "published")
        assert (step.what, step.rule) == ("2015-10-22/2015-10-24", "story")
        assert {k for k, _ in step.words} >= {"date", "story"}
        assert read_bounds(store, "lu-0") is None
        assert story_timeline(store, store.record.story_of("lu-1") or "") == story_timeline(store, store.record.story_of("lu-0") or "")
    shown = RUN.invoke(app, ["show", "lu-1", "--db", str(flood)]).stdout
    assert "suy từ các bài cùng câu chuyện" in shown
    assert "Vì sao là ngày này" in shown
    assert "Báo Bịa 0" in shown
    assert "Published" in RUN.invoke(app, ["explain", "lu-1:0-5", "--db", str(flood), "--lang", "en"]).stdout


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_desk_links_the_articles_and_the_words(flood: Path, lang: str) -> None:
    page = TestClient(make_app(flood)).get(f"/bai/lu-1?lang={lang}").text
    assert 'href="/bai/lu-0"' in page
    assert re.search(r'href="/bai/lu-1\?chu=\d+-\d+#chu">Sáng 22/10</a>', page)
    assert "<details" not in TestClient(make_app(flood)).get("/bai/lu-0").text


def test_a_date_that_comes_later_takes_the_place_of_the_bounds(tmp_path: Path) -> None:
    path = keep(tmp_path / "a.db", report(0, None), report(1, None))
    with Store(path, read_only=True) as store:
        assert read_bounds(store, "lu-0") is None
    keep(path, report(1, "2015-10-22T10:00:00+07:00") | {"text": "Bản mới. " + str(report(1, None)["text"])})
    with Store(path, read_only=True) as store:
        assert read_bounds(store, "lu-1") is None
        found = read_bounds(store, "lu-0")
        assert found is not None
        assert [g.article for g in found.grounds] == ["lu-1"]


def test_a_record_of_the_second_schema_is_bounded_by_the_next_run(flood: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with sqlite3.connect(flood) as source, sqlite3.connect(path) as old:
        source.backup(old)
        old.execute("DROP TABLE bound")
        old.execute("DROP TABLE text_days")
        old.execute("PRAGMA user_version = 2")
        assert old.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    old.close()
    source.close()
    assert len(MIGRATIONS) >= 3
    with Store(path) as store:
        assert store.features.changed() == ["lu-1"]
        assert read_bounds(store, "lu-1") is None
    keep(path, report(0, "2015-10-22T10:00:00+07:00"))
    with Store(path, read_only=True) as store, Store(flood, read_only=True) as whole:
        assert read_bounds(store, "lu-1") == read_bounds(whole, "lu-1") is not None
