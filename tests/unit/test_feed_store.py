"""What the store keeps of feeds, addresses and hosts; and a record of before there were any."""

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import document
from thoisu.model import Page, Refusal, Told
from thoisu.store import Store
from thoisu.store.feeds import FeedRow, HostRow
from thoisu.store.schema import APPLICATION_ID, MIGRATIONS

FEED = "https://bao.example/rss"
NOW = 1_479_950_000.0


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "a.db")


def told(title: str = "Tin", published: str | None = None) -> Told:
    return Told(FEED, title, published=published, tags=("cầu", "chợ"))


def test_a_record_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    db = sqlite3.connect(path, isolation_level=None)
    MIGRATIONS[0](db)
    db.execute("PRAGMA user_version = 1")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("INSERT INTO page (location, digest, format, body, outcome) VALUES ('a.txt', 'd', 'text', x'', 'refused')")
    db.close()
    with Store(path) as store:
        assert store.pages.counts().pages == 1
        assert store.feeds.all() == []


def test_what_a_page_was_told_by_is_kept_with_it(store: Store) -> None:
    doc = document("Tít\n\nThân bài.")
    page = Page(FEED, b"x", "html", FEED, "2016-11-24", charset="utf-8", told=told())
    store.articles.add(doc, "names=1")
    store.pages.add(page, "article", article=doc.article.id, article_digest=doc.article.digest)
    assert store.pages.of_article(doc.article.id, doc.article.digest) == page


def test_a_feed_is_kept_whole_but_what_it_brought_in_is_counted_by_the_pages(store: Store) -> None:
    row = FeedRow(FEED, "Báo Bịa", kind="feed", etag='"1"', last_poll=NOW, next_poll=NOW + 900, named=3)
    store.feeds.put(row)
    store.feeds.name_pages(FEED, [("https://bao.example/1", told())], NOW)
    store.feeds.done("https://bao.example/1", NOW, None, None, new=True)
    store.feeds.put(replace(row, failures=2, reason="timeout", taken=99))
    found = store.feeds.get(FEED)
    assert found == replace(row, failures=2, reason="timeout", taken=1)


def test_a_named_page_waits_until_it_is_done_or_given_up(store: Store) -> None:
    urls = [f"https://bao.example/{n}" for n in range(3)]
    assert store.feeds.name_pages(FEED, [(u, told()) for u in urls], NOW) == 3
    assert store.feeds.name_pages(FEED, [(u, told()) for u in urls], NOW) == 0
    assert [(a.url, a.told) for a in store.feeds.waiting(NOW)] == [(u, told()) for u in urls]
    store.feeds.done(urls[0], NOW, '"e"', None, new=True)
    store.feeds.failed(urls[1], NOW, NOW + 60)
    store.feeds.failed(urls[2], NOW, None)
    assert store.feeds.count_waiting() == 1
    assert store.feeds.waiting(NOW) == []
    (again,) = store.feeds.waiting(NOW + 61)
    assert (again.url, again.tries) == (urls[1], 1)
    assert store.feeds.next_try() == NOW + 60


def test_a_page_that_its_feed_tells_anew_waits_again_after_an_hour(store: Store) -> None:
    url = "https://bao.example/1"
    store.feeds.name_pages(FEED, [(url, told())], NOW)
    store.feeds.done(url, NOW, None, None, new=True)
    assert store.feeds.name_pages(FEED, [(url, told("Tin sửa"))], NOW + 60) == 0
    assert store.feeds.name_pages(FEED, [(url, told())], NOW + 7200) == 0
    assert store.feeds.name_pages("https://bao.example/khac", [(url, told("Tít khác"))], NOW + 7200) == 0, "another feed only words it otherwise"
    assert store.feeds.name_pages(FEED, [(url, told("Tin sửa"))], NOW + 7200) == 1


def test_an_address_given_by_a_person_waits_again_at_once(store: Store) -> None:
    store.feeds.ask_for(FEED)
    store.feeds.done(FEED, NOW, '"e"', "Thu", new=True)
    store.feeds.ask_for(FEED)
    (address,) = store.feeds.waiting(NOW)
    assert (address.kind, address.etag, address.last_modified) == ("any", '"e"', "Thu")


def test_hosts_and_reasons_are_kept_and_replaced(store: Store) -> None:
    host = HostRow("https://bao.example", b"User-agent: *", NOW, NOW + 2)
    store.feeds.put_host(host)
    store.feeds.put_host(replace(host, robots=None, next_visit=NOW + 9))
    assert store.feeds.hosts() == [replace(host, robots=None, next_visit=NOW + 9)]
    store.pages.put_fetch_failure(Refusal(FEED, "timeout", "lâu"))
    store.pages.put_fetch_failure(Refusal(FEED, "not_found", "404"))
    assert store.pages.refusals() == [Refusal(FEED, "not_found", "404")]
    store.pages.drop_fetch_failure(FEED)
    assert store.pages.refusals() == []
