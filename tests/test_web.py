"""The desk on the samples: every page in both languages, links that lead somewhere, hostile text that stays text."""

import json
import re
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from tests.conftest import document
from tests.unit.test_store import keep, part
from thoisu.pipeline.ingest import ingest
from thoisu.store import Store
from thoisu.web import make_app
from thoisu.web.charts import draw_months

PAGES = ("/", "/kenh", "/phat-bieu", "/su-kien", "/ai", "/tinh-trang", "/tim?q=hoi+dong", "/tim", "/?xep=nguon", "/su-kien?ai=nga&loai=CONSULT",
         "/cap", "/cap?ben=nga&ben=nato", "/cap?ben=nga&ben=khong-co-ai")
LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


@pytest.fixture
def client(record: Path) -> TestClient:
    """A reader of its own for each test: the language chosen in one is a cookie that another must not have."""
    return TestClient(make_app(record))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_pages_answer_in_both_languages(client: TestClient, page: str, lang: str) -> None:
    answer = client.get(page, headers={"Accept-Language": lang})
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    assert len(answer.content) < 100_000
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_every_link_leads_to_a_page_of_ours(client: TestClient) -> None:
    seen, todo = set(), ["/"]
    while todo and len(seen) < 150:
        page = todo.pop(0)
        answer = client.get(page)
        assert answer.status_code == 200, page
        for link in LINK.findall(answer.text):
            assert not link.startswith(("http:", "https:", "//")), f"{page} asks for {link}"
            target = link.replace("&amp;", "&").partition("#")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                todo.append(target)


def test_evidence_opens_at_its_words(client: TestClient) -> None:
    story = next(link for link in LINK.findall(client.get("/?xep=nguon").text) if link.startswith("/tin/"))
    link = next(x for x in LINK.findall(client.get(story).text) if "chu=" in x).replace("&amp;", "&")
    answer = client.get(link)
    assert answer.text.count('id="chu"') >= 1
    assert "focus" in answer.text


def test_the_raw_page_shows_what_was_taken_out(client: TestClient) -> None:
    hit = next(x for x in LINK.findall(client.get("/tim?q=nato").text) if x.startswith("/bai/"))
    text = client.get(hit).text
    assert 'class="kept"' in text
    assert 'class="out"' in text


def test_search_needs_no_accents(client: TestClient) -> None:
    text = client.get("/tim", params={"q": "hoi dong"}).text
    assert "<mark>" in text
    assert "Không thấy" in client.get("/tim", params={"q": "xyzzyq"}, headers={"Accept-Language": "vi"}).text


@pytest.mark.parametrize("page", ["/tin/khong-co", "/bai/khong-co", "/ai/khong-ai-ca", "/khong-co"])
def test_what_is_not_there_says_so(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 404
    assert "Thời Sự" in answer.text


@pytest.mark.parametrize("query", ["?trang=-1", "?trang=99999999999", "?trang=x", "?tu=%00&den=%22", "?xep=';--", '?q=""', "?q=***"])
def test_odd_queries_are_harmless(client: TestClient, query: str) -> None:
    for page in ("/", "/su-kien", "/phat-bieu", "/tim"):
        assert client.get(page + query).status_code == 200


def test_the_language_switch_goes_back_only_to_our_pages(client: TestClient) -> None:
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        answer = client.get("/ngon-ngu/en", params={"ve": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"
    answer = client.get("/ngon-ngu/en", params={"ve": "/kenh?ben=nga"}, follow_redirects=False)
    assert answer.headers["location"] == "/kenh?ben=nga"
    assert "lang=en" in answer.headers["set-cookie"]


def test_an_empty_record_has_pages_that_say_so(tmp_path: Path) -> None:
    Store(tmp_path / "a.db").close()
    empty = TestClient(make_app(tmp_path / "a.db"))
    for page in PAGES:
        answer = empty.get(page)
        assert answer.status_code == 200, page
        assert "“”" not in answer.text, page
    assert "Chưa có tin nào" in empty.get("/").text


def test_an_unfinished_record_says_what_is_left(client: TestClient, tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        keep(store, document("Cầu Bịa mở lại\n\nXe đã qua cầu.", id="a"))
    half = TestClient(make_app(tmp_path / "a.db"))
    for page in ("/", "/tinh-trang"):
        assert "chưa ghép xong: còn 1 bài" in half.get(page).text
        assert "chưa ghép xong" not in client.get(page, params={"lang": "vi"}).text


def test_offices_and_types_are_words_of_the_reader(client: TestClient) -> None:
    vi, en = (client.get("/ai/Jens Stoltenberg", params={"lang": lang}).text for lang in ("vi", "en"))
    assert "tổng thư ký, NATO: 1/10/2014" in vi
    assert "secretary-general, NATO: 1 October 2014" in en
    assert "PER" not in re.sub(r"<[^>]*>", "", vi)


def test_a_copy_names_what_it_repeats(client: TestClient) -> None:
    text = client.get("/tinh-trang?lang=vi").text
    assert len(re.findall(r'chép từ <a href="/bai/[^"]+">[^<]*\s[^<]*</a>', text)) >= 3


def test_an_article_without_a_title_has_links_that_can_be_seen(tmp_path: Path) -> None:
    body = "Hôm nay 3/3/2016, ông Đỗ Văn Thử nói cầu đã mở lại cho xe tải và người đi bộ sau nhiều tháng sửa chữa."
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": body}) + "\n", encoding="utf-8")
    with Store(tmp_path / "a.db") as store:
        ingest([tmp_path / "a.jsonl"], store)
    bare = TestClient(make_app(tmp_path / "a.db"))
    for page in ("/?lang=vi", "/bai/a?lang=vi", "/tim?q=cau&lang=vi"):
        text = bare.get(page).text
        assert "(không có tít)" in text, page
        assert not re.search(r"<a [^>]*>\s*</a>", text), page


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    evil = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'><b>'
    with Store(path) as store:
        keep(store, document(f"{evil} tít\n\n{evil} sapô\n\nThân \u202e{evil}", id='a"><script>'))
        store.record.replace_stories([], [part('s"><script>', ('a"><script>',))])
    client = TestClient(make_app(path))
    for page in ("/", "/tim?q=script", f"/tim?q={evil}", '/bai/a"><script>', "/phat-bieu", "/tinh-trang", f"/ai?q={evil}"):
        text = client.get(page).text
        assert "<script>" not in text
        assert "<img" not in text
        assert "<b>" not in text.replace("<b>tiếp xúc (điện đàm)</b>", "").replace("<b>consult (phone)</b>", "")


def test_a_thread_tells_its_stories_and_its_months(client: TestClient, record: Path) -> None:
    with Store(record, read_only=True, create=False) as store:
        thread = max(store.record.threads(), key=lambda t: len(t.stories))
    text = client.get(f"/mach/{thread.id}").text
    assert all(f'href="/tin/{s}"' in text for s in thread.stories)
    assert client.get("/mach/khong-co").status_code == 404


def test_months_are_counted_once_and_told_as_a_table(client: TestClient, record: Path) -> None:
    with Store(record, read_only=True, create=False) as store:
        events = store.record.events(actors=["Russia", "NATO"], limit=None)
    chart = draw_months(events)
    known = [e for e in events if e.status == "asserted" and e.date and len(e.date) >= 7]
    assert sum(b.cooperation + b.conflict for b in chart.bars) == len(known)
    assert max(max(b.up, b.down) for b in chart.bars) == chart.half
    text = client.get("/cap?ben=nga&ben=nato&lang=en").text
    assert text.count("<rect") == sum((b.up > 0) + (b.down > 0) for b in chart.bars)
    assert "As a table" in text
    assert draw_months([]).bars == ()


def test_a_search_is_followed_as_atom_and_taken_as_csv(client: TestClient) -> None:
    answer = client.get("/tim", params={"q": "hoi dong", "dang": "atom"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.entries
    for entry in feed.entries:
        assert entry.id.startswith("urn:thoisu:article:")
        assert client.get(entry.link.removeprefix("http://testserver")).status_code == 200
    dates = [entry.updated for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    sheet = client.get("/tim", params={"q": "hoi dong", "dang": "csv"})
    assert sheet.text.startswith("\ufeffkind,id,title")
    assert len(sheet.text.splitlines()) > len(feed.entries) / 2
    assert 'type="application/atom+xml"' in client.get("/tim?q=hoi+dong").text


@pytest.mark.parametrize("words", ["<script>", "]]>", "a\x0bb", "&amp; \"q\"", "\ud7ff\ufffe"])
def test_hostile_words_stay_text_in_the_feed(client: TestClient, words: str) -> None:
    answer = client.get("/tim", params={"q": words, "dang": "atom"})
    assert answer.status_code == 200
    assert not feedparser.parse(answer.content).bozo


def test_search_by_actor_and_outlet_narrows(client: TestClient) -> None:
    def count(query: str) -> int:
        found = re.search(r"(\d+) found", client.get(f"{query}&lang=en").text)
        return int(found[1]) if found else 0

    everything = count("/tim?q=nga")
    assert 0 < count("/tim?q=nga&ai=tho+nhi+ky") < everything
    assert count("/tim?q=nga&bao=khong-co") == 0
