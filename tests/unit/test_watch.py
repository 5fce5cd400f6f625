"""Feeds watched on a local server: what comes in, what is kept of failures, and going on after a kill."""

import gzip
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.unit.net_room import QUICK, Handler, Site, article, behave_badly, serving
from thoisu.lexicon.texts import all_texts
from thoisu.pipeline import watch
from thoisu.pipeline.watch import FeedSpec, Round, Watcher, Wishes
from thoisu.sources.visiting import Manners, Visitor
from thoisu.store import Store

WISHES = Wishes(interval_seconds=60, backoff_seconds=0.2, patience_seconds=0.5)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "a.db") as found:
        yield found


def item(link: str, title: str = "", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def rss(*items: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Bịa</title>{"".join(items)}</channel></rss>'.encode()


def poll(store: Store, site: Site, *paths: str, wishes: Wishes = WISHES, manners: Manners = QUICK) -> Round:
    watcher = Watcher(store, Visitor(manners), wishes)
    watcher.poll([FeedSpec(site.origin + p) for p in paths])
    return watcher.run()


def ask(store: Store, *addresses: str, wishes: Wishes = WISHES) -> Round:
    watcher = Watcher(store, Visitor(QUICK), wishes)
    watcher.ask_for(addresses)
    return watcher.run()


def reasons(store: Store) -> dict[str, str]:
    return {"/" + r.location.split("/", 3)[-1]: r.reason for r in store.pages.refusals()}


def make_paper(site: Site) -> None:
    site.page("/rss", rss(item("/1.html", "Cầu Bịa mở lại"), item("/2.html?utm_source=rss", "Chợ Bịa dời chỗ")), "application/rss+xml", etag='"r1"')
    site.page("/1.html", article("Cầu Bịa mở lại"), etag='"p1"')
    site.page("/2.html", article("Chợ Bịa dời chỗ", more="Chợ mới nằm bên bờ sông Giả, cách chỗ cũ hai cây số về phía đông."))


def test_what_a_feed_names_comes_in_once(site: Site, store: Store) -> None:
    make_paper(site)
    first = poll(store, site, "/rss")
    assert (first.feeds, first.named, first.fetched, first.articles, first.waiting) == (1, 2, 2, 2, 0)
    second = poll(store, site, "/rss")
    assert (second.feeds, second.feeds_unchanged, second.named, second.fetched) == (1, 1, 0, 0)
    assert [site.count(p) for p in ("/robots.txt", "/rss", "/1.html", "/2.html")] == [1, 2, 1, 1]
    feed = store.feeds.get(site.origin + "/rss")
    assert feed is not None
    assert (feed.name, feed.named, feed.taken, feed.failures) == ("Báo Bịa", 2, 2, 0)
    assert store.articles.find_id(site.origin + "/2.html") is not None


def test_a_changed_page_is_a_new_version_and_an_unchanged_one_is_none(site: Site, store: Store) -> None:
    make_paper(site)
    url = site.origin + "/1.html"
    ask(store, url)
    assert ask(store, url).unchanged == 1
    assert site.asked[-1][1]["if-none-match"] == '"p1"'
    site.page("/1.html", article("Cầu Bịa mở lại", more="Phần chi phí do hai làng chia đều, theo biên bản ký chiều nay."))
    changed = ask(store, url)
    assert (changed.versions, changed.articles) == (1, 0)
    id_ = store.articles.find_id(url)
    assert id_ is not None
    versions = store.articles.versions(id_)
    assert len(versions) == 2
    assert ask(store, url).unchanged == 1


def test_a_feed_that_says_a_page_changed_has_it_fetched_again_but_not_at_once(site: Site, store: Store) -> None:
    make_paper(site)
    poll(store, site, "/rss")
    site.page("/rss", rss(item("/1.html", "Cầu Bịa mở lại (cập nhật)")), "application/rss+xml")
    assert poll(store, site, "/rss").fetched == 0
    store.connection.run("UPDATE address SET fetched = fetched - 7200")
    site.page("/rss", rss(item("/1.html", "Cầu Bịa mở lại (cập nhật 2)")), "application/rss+xml")
    again = poll(store, site, "/rss")
    assert (again.named, again.unchanged) == (1, 1)


@pytest.mark.parametrize(("path", "reason"), sorted(behave_badly(Site()).items()))
def test_each_failure_is_kept_with_its_reason(site: Site, store: Store, path: str, reason: str) -> None:
    behave_badly(site)
    done = ask(store, site.origin + path)
    assert (done.failed, done.articles) == (1, 0)
    assert reasons(store) == {path: reason}
    assert f"reason_{reason}" in all_texts()


FEEDS = {
    "/html": (b'<!DOCTYPE html><html><link rel="alternate" type="application/rss+xml" href="/rss"><p>Trang</p></html>', "not_a_feed"),
    "/bomb": (
        b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>',
        "entities",
    ),
    "/outside": (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel/></rss>', "entities"),
    "/map-bomb": (b'<!DOCTYPE u [<!ENTITY a "1">]><urlset><url><loc>&a;</loc></url></urlset>', "entities"),
    "/json": (b'{"items": []}', "not_a_feed"),
    "/torn": (b'<rss version="2.0"><channel><', "bad_feed"),
    "/torn-map": (b"<urlset><url><loc>", "bad_feed"),
}


@pytest.mark.parametrize("path", FEEDS)
def test_what_is_no_feed_is_told(site: Site, store: Store, path: str) -> None:
    body, reason = FEEDS[path]
    site.page(path, body, "text/xml")
    done = poll(store, site, path)
    assert done.feeds_failed == 1
    assert reasons(store) == {path: reason}
    feed = store.feeds.get(site.origin + path)
    assert feed is not None
    assert (feed.failures, feed.reason) == (1, reason)
    if path == "/html":
        assert f"{site.origin}/rss" in (feed.detail or "")


def test_a_feed_that_fails_pauses_longer_each_time_and_recovers(site: Site, store: Store) -> None:
    site.page("/rss", b"", status=500)
    pauses = []
    for _ in range(4):
        store.connection.run("UPDATE feed SET next_poll = 0")
        store.connection.run("UPDATE host SET next_visit = 0")
        started = time.time()
        poll(store, site, "/rss")
        feed = store.feeds.get(site.origin + "/rss")
        assert feed is not None
        pauses.append(feed.next_poll - started)
    assert feed.failures == 4
    assert pauses[3] > 3 * pauses[0]
    assert poll(store, site, "/rss").feeds == 0, "it is in its pause"
    make_paper(site)
    store.connection.run("UPDATE feed SET next_poll = 0")
    store.connection.run("UPDATE host SET next_visit = 0")
    assert poll(store, site, "/rss").articles == 2
    assert reasons(store) == {}


def test_a_server_that_names_its_pause_gets_it(site: Site, store: Store) -> None:
    make_paper(site)
    site.page("/1.html", b"", status=503, retry_after="40")
    done = poll(store, site, "/rss")
    assert (done.failed, done.articles, done.waiting) == (1, 0, 2), "the other page waits too: it is one host"
    assert reasons(store) == {"/1.html": "server_error"}
    site.page("/1.html", article("Cầu Bịa mở lại"))
    assert poll(store, site).fetched == 0
    store.connection.run("UPDATE host SET next_visit = 0")
    store.connection.run("UPDATE address SET next_try = 0")
    assert poll(store, site).articles == 2
    assert reasons(store) == {}


def test_a_page_that_fails_is_given_up_after_its_tries(site: Site, store: Store) -> None:
    site.page("/1.html", b"", status=500)
    site.page("/rss", rss(item("/1.html")), "text/xml")
    for _ in range(4):
        poll(store, site, "/rss", wishes=replace(WISHES, tries=3))
        store.connection.run("UPDATE host SET next_visit = 0")
        store.connection.run("UPDATE address SET next_try = 0")
    assert site.count("/1.html") == 3
    assert store.feeds.count_waiting() == 0


def test_robots_txt_is_asked_first_and_kept_to(site: Site, store: Store) -> None:
    make_paper(site)
    site.page("/robots.txt", b"User-agent: *\nDisallow: /2\nCrawl-delay: 0.2\n", "text/plain")
    done = poll(store, site, "/rss")
    assert (done.articles, done.failed) == (1, 1)
    assert reasons(store) == {"/2.html": "robots"}
    assert site.asked[0][0] == "/robots.txt"
    gaps = [b - a for a, b in zip(site.times[1:], site.times[2:], strict=False)]
    assert gaps
    assert min(gaps) >= 0.2


@pytest.mark.parametrize("answer", ["html", "garbage", "404", "large"])
def test_a_robots_txt_that_is_none_forbids_nothing(site: Site, store: Store, answer: str) -> None:
    make_paper(site)
    bodies = {"html": b"<html>Disallow: /</html>", "garbage": bytes(range(256)) * 9, "large": b"# x\n" * 300_000}
    if answer in bodies:
        site.page("/robots.txt", bodies[answer], "text/plain")
    assert poll(store, site, "/rss").articles == 2


def test_a_robots_txt_that_cannot_be_read_keeps_us_out_for_now(site: Site, store: Store) -> None:
    make_paper(site)
    site.page("/robots.txt", b"", status=500)
    done = poll(store, site, "/rss")
    assert done.feeds_failed == 1
    assert reasons(store) == {"/rss": "robots_unreachable"}
    assert site.count("/rss") == 0


def test_a_sitemap_index_leads_to_its_newest_sitemaps_and_pages(site: Site, store: Store) -> None:
    make_paper(site)
    maps = "".join(f"<sitemap><loc>{site.origin}/map-{n}.xml.gz</loc><lastmod>2016-0{n}-01</lastmod></sitemap>" for n in range(1, 4))
    site.page("/sitemap.xml", f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'.encode(), "text/xml")
    news = (
        f'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{site.origin}/1.html</loc><news:news>'
        "<news:publication_date>2016-03-02T08:00:00+07:00</news:publication_date><news:title>Cầu Bịa mở lại</news:title></news:news></url></urlset>"
    )
    site.page("/map-3.xml.gz", gzip.compress(news.encode()), "application/x-gzip")
    site.page("/map-2.xml.gz", gzip.compress(f"<urlset><url><loc>{site.origin}/2.html</loc></url></urlset>".encode()), "application/x-gzip")
    done = poll(store, site, "/sitemap.xml", wishes=replace(WISHES, most_sitemaps=2))
    assert (done.feeds, done.articles) == (3, 2)
    assert site.count("/map-1.xml.gz") == 0
    id_ = store.articles.find_id(site.origin + "/1.html")
    assert id_ is not None
    doc = store.articles.document(id_)
    assert doc is not None
    assert (doc.article.published, doc.article.published_how) == ("2016-03-02T08:00:00+07:00", "feed")


def test_the_sitemaps_of_an_index_that_stays_the_same_are_asked_again(site: Site, store: Store) -> None:
    make_paper(site)
    site.page("/sitemap.xml", f"<sitemapindex><sitemap><loc>{site.origin}/map.xml</loc></sitemap></sitemapindex>".encode(), "text/xml", etag='"i"')
    site.page("/map.xml", f"<urlset><url><loc>{site.origin}/1.html</loc></url></urlset>".encode(), "text/xml")
    poll(store, site, "/sitemap.xml")
    site.page("/map.xml", f"<urlset><url><loc>{site.origin}/2.html</loc></url></urlset>".encode(), "text/xml")
    again = poll(store, site, "/sitemap.xml")
    assert (again.feeds_unchanged, again.named, again.articles) == (1, 1, 1)


def test_a_watch_sleeps_while_a_host_wants_to_be_left_alone(site: Site, store: Store) -> None:
    make_paper(site)
    site.page("/robots.txt", b"", status=503, retry_after="120")
    watcher = Watcher(store, Visitor(QUICK), WISHES)
    feeds = [FeedSpec(site.origin + p) for p in ("/rss", "/rss-2")]
    watcher.poll(feeds)
    watcher.run()
    assert 100 < watcher.pause_seconds(feeds) <= 160
    make_paper(site)
    watcher.ask_for([site.origin + "/1.html"])
    assert 100 < watcher.pause_seconds(feeds) <= 160


def test_only_the_newest_pages_of_a_long_sitemap_are_taken(site: Site, store: Store) -> None:
    urls = "".join(f"<url><loc>{site.origin}/{n}.html</loc><lastmod>2016-01-{n:02}</lastmod></url>" for n in range(1, 29))
    site.page("/sitemap.xml", f"<urlset>{urls}</urlset>".encode(), "text/xml")
    done = poll(store, site, "/sitemap.xml", wishes=replace(WISHES, most_pages=2))
    assert (done.named, done.left_out) == (2, 26)
    assert {p for p, _ in site.asked} >= {"/28.html", "/27.html"}


def test_a_feed_given_as_an_address_or_a_file_is_taken_in_once(site: Site, store: Store, tmp_path: Path) -> None:
    make_paper(site)
    assert ask(store, site.origin + "/rss").articles == 2
    assert store.feeds.all() == []
    watcher = Watcher(store, Visitor(QUICK), WISHES)
    watcher.take_file("feed.xml", rss(item(site.origin + "/3.html", "Đò Bịa nghỉ")))
    watcher.take_file("broken.xml", b"<rss")
    site.page("/3.html", article("Đò Bịa nghỉ", more="Chủ đò nói sẽ chạy lại khi nước rút xuống dưới mốc ba mét."))
    assert watcher.run().articles == 1
    assert {r.location: r.reason for r in store.pages.refusals()} == {"broken.xml": "bad_feed"}


def test_an_entry_without_address_is_taken_from_the_feed_itself(site: Site, store: Store) -> None:
    text = article("Cầu Bịa mở lại").decode().partition("<body>")[2].removesuffix("</body></html>").replace("<", "&lt;")
    told = "<id>tag:1</id><title>Cầu Bịa mở lại</title><published>2016-11-24T00:00:00Z</published>"
    entry = f"<entry>{told}<content type='html'>{text}</content></entry>"
    site.page("/atom", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo Bịa</title>{entry}</feed>'.encode(), "application/atom+xml")
    done = poll(store, site, "/atom")
    assert done.articles == 1
    row = store.articles.latest(1)[0]
    assert (row.title, row.published) == ("Cầu Bịa mở lại", "2016-11-24T07:00:00+07:00")


def test_a_run_that_is_killed_goes_on_where_it_was(site: Site, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    make_paper(site)

    class Killed(BaseException):
        pass

    seen = []

    def killed_at_second(page: object) -> object:
        seen.append(page)
        if len(seen) == 2:
            raise Killed
        return process(page)

    process = watch.process_page
    monkeypatch.setattr(watch, "process_page", killed_at_second)
    with pytest.raises(Killed):
        poll(store, site, "/rss")
    assert store.feeds.count_waiting() == 1
    assert store.pages.counts().pages == 1
    monkeypatch.setattr(watch, "process_page", process)
    done = poll(store, site, "/rss")
    assert (done.feeds_unchanged, done.articles, done.waiting) == (1, 1, 0)
    assert store.pages.counts().pages == 2


def test_a_page_cannot_take_the_address_of_another_outlet(site: Site, store: Store) -> None:
    site.page("/1.html", article("Cầu Bịa mở lại", head='<link rel="canonical" href="https://bao-khac.example/tin.html">'))
    site.page("/2.html", article("Chợ Bịa dời chỗ", head=f'<link rel="canonical" href="{site.origin}/">'))
    ask(store, site.origin + "/1.html", site.origin + "/2.html")
    assert sorted(r.url or "" for r in store.articles.latest(5)) == [site.origin + "/1.html", site.origin + "/2.html"]


def test_a_wrong_charset_does_not_spoil_a_page(site: Site, store: Store) -> None:
    site.page("/1.html", article("Cầu Bịa mở lại"), "text/html; charset=iso-8859-1")
    old = article("Chợ Bịa dời chỗ").decode()
    body = b"".join(_cp1258(c) for c in unicodedata.normalize("NFC", old))
    site.page("/2.html", body, "text/html; charset=utf-8")
    ask(store, site.origin + "/1.html", site.origin + "/2.html")
    assert sorted(r.title for r in store.articles.latest(5)) == ["Chợ Bịa dời chỗ", "Cầu Bịa mở lại"]


def _cp1258(character: str) -> bytes:
    """A letter in windows-1258: with its tone mark after it where the code page has no letter for both."""
    try:
        return character.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", character)
        base, marks = parts[0], parts[1:]
        tones = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
        shape = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in tones))
        return (shape + "".join(tones)).encode("cp1258")


def test_hosts_do_not_wait_for_each_other(store: Store) -> None:
    with serving() as slow, serving() as fast:
        slow.raw("/1.html", b"x", pause=1.0)
        make_paper(fast)
        started = time.monotonic()
        watcher = Watcher(store, Visitor(QUICK), WISHES)
        watcher.ask_for([slow.origin + "/1.html", fast.origin + "/1.html", fast.origin + "/2.html"])
        order: list[str] = []
        take = watcher._take
        watcher._take = lambda job, result: (order.append(job.url), take(job, result))[1]  # type: ignore[method-assign,func-returns-value]
        watcher.run()
        assert order[-1] == slow.origin + "/1.html"
        assert time.monotonic() - started < 5


def test_a_host_is_never_visited_twice_at_once(site: Site, store: Store) -> None:
    running = []
    most = []

    def slowly(handler: Handler) -> None:
        running.append(1)
        most.append(len(running))
        time.sleep(0.05)
        handler.answer(200, article("Cầu Bịa mở lại"), content_type="text/html")
        running.pop()

    for n in range(6):
        site.pages[f"/{n}.html"] = slowly
    ask(store, *(f"{site.origin}/{n}.html" for n in range(6)))
    assert max(most) == 1
