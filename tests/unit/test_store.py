"""The store: what it keeps, what it finds, and what it says of files that it cannot use."""

import sqlite3
import threading
from pathlib import Path

import msgspec
import pytest

from tests.conftest import document
from thoisu.errors import NewerStore, NotOurStore, StoreFull, StoreLocked, StoreReadOnly, UsageError
from thoisu.model import Channel, ChannelChange, Document, Event, Evidence, Mention, Origin, Page, Refusal, Statement, Story, Telling
from thoisu.store import Store
from thoisu.store.features import CopyPair
from thoisu.store.record import StoryPart


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "a.db")


def keep(store: Store, doc: Document, location: str = "a.txt", fetched_at: str | None = None) -> None:
    page = Page(location, doc.text.encode(), "text", fetched_at=fetched_at)
    store.articles.add(doc, "names=1")
    store.pages.add(page, "article", article=doc.article.id, article_digest=doc.article.digest)
    store.articles.choose_current(doc.article.id)


def evidence(article: str = "bai-1", words: str = "Hai bên nối lại đường dây nóng.") -> Evidence:
    return Evidence(article, "d" * 64, 0, len(words), words)


def part(story: str, articles: tuple[str, ...], *, date: str = "2016-11-24") -> StoryPart:
    telling = Telling(evidence(articles[0]), path=("Đỗ Văn Thử", "Hãng tin Bịa"))
    statement = Statement(f"st-{story}", "Đỗ Văn Thử", "Cầu sẽ mở lại.", (telling,), 1, date, ("Cầu Bịa",), story)
    event = Event(f"ev-{story}", "CONSULT", "phone", ("Nga", "Mỹ"), (), date, "asserted", (telling,), 1, story=story)
    return StoryPart(Story(story, f"Tin {story}", articles, (Origin("x", "outlet", articles),), date), (statement,), (event,), ())


def test_a_document_comes_back_as_it_was_kept(store: Store) -> None:
    doc = msgspec.structs.replace(document("Tít bài\n\nSapô của bài.\n\nThân bài."), mentions=(Mention(0, 3, "MISC", "Tít", "test"),))
    keep(store, doc)
    assert store.articles.document("bai-1") == doc
    assert list(store.articles.all_documents()) == [doc]


def test_a_page_is_known_by_place_and_bytes(store: Store) -> None:
    page = Page("a.txt", b"abc", "text")
    assert not store.pages.seen(page)
    store.pages.add(page, "refused", refusal=Refusal("a.txt", "empty", "nothing"))
    assert store.pages.seen(page)
    assert not store.pages.seen(Page("a.txt", b"abd", "text"))
    assert store.pages.refusals() == [Refusal("a.txt", "empty", "nothing")]


def test_counts_add_up(store: Store) -> None:
    for number in range(3):
        keep(store, document(f"Tít {number}\n\nSapô.", id=f"bai-{number}"), f"{number}.txt")
    store.pages.add(Page("x", b"", "text"), "refused", refusal=Refusal("x", "empty", ""))
    store.pages.add_input_error(Refusal("f.jsonl:3", "invalid_json", "…"))
    store.features.set_originals(["bai-0", "bai-1"], [("bai-1", "bai-0", 0.9, 0.95)])
    counts = store.pages.counts()
    assert (counts.pages, counts.articles, counts.copies, counts.versions, counts.same, counts.refused) == (5, 2, 1, 0, 0, 2)
    assert dict(counts.reasons) == {"empty": 1, "invalid_json": 1}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_latest_version_is_current_whatever_the_order(store: Store, order: tuple[int, int]) -> None:
    docs = [
        document("Tít cũ\n\nCó 3 nước.", "2016-11-24T08:00:00+07:00"),
        document("Tít sửa\n\nCó 4 nước.", "2016-11-24T10:00:00+07:00"),
    ]
    for i in order:
        keep(store, docs[i], f"{i}.txt")
    current = store.articles.document("bai-1")
    assert current is not None
    assert current.article.title == "Tít sửa"
    assert [v.title for v in store.articles.versions("bai-1")] == ["Tít sửa", "Tít cũ"]
    assert store.search.find("nước").total == 1
    assert store.search.find('"3 nước"').total == 0


def test_search_needs_no_accents_and_ranks_the_accented_form_first(store: Store) -> None:
    keep(store, document("Duong ray\n\nNói về duong day nong thời xưa.", id="a"), "a.txt")
    keep(store, document("Hai nước\n\nĐường dây nóng đã được nối lại giữa hai nước.", id="b"), "b.txt")
    assert {h.ref for h in store.search.find("duong day nong").hits} == {"a", "b"}
    assert [h.ref for h in store.search.find('"Đường dây nóng"').hits] == ["b", "a"]
    hit = store.search.find("day nong").hits[0]
    assert hit.snippet[hit.marks[0].start : hit.marks[0].end].lower() in ("dây", "day")


@pytest.mark.parametrize("words", ['"', "'; DROP TABLE article; --", "AND OR NOT NEAR(", "*", "a:b^2", "()", "\x00", "𝓐", "%_\\"])
def test_search_takes_any_words(store: Store, words: str) -> None:
    keep(store, document("Tít\n\nThân."))
    assert store.search.find(words).total == 0
    assert store.record.statements(speaker=words) == []
    assert store.articles.actors(words) == []


def test_actors_are_found_by_any_name_without_accents(store: Store) -> None:
    doc = document("Đỗ Văn Thử gặp ông Thử\n\nSapô.")
    mentions = (Mention(0, 10, "PER", "Đỗ Văn Thử", "t"), Mention(19, 22, "PER", "Đỗ Văn Thử", "t"))
    keep(store, msgspec.structs.replace(doc, mentions=mentions))
    assert store.articles.entity_named("do van thu") == "Đỗ Văn Thử"
    assert store.articles.entity_named("thử") == "Đỗ Văn Thử"
    assert store.articles.entity_named("ai đó") is None
    assert [a.entity for a in store.articles.actors("van")] == ["Đỗ Văn Thử"]


def test_a_story_that_merges_keeps_its_address(store: Store) -> None:
    store.record.replace_stories([], [part("s1", ("a",)), part("s2", ("b", "c"))])
    store.record.replace_stories(["s1", "s2"], [part("s3", ("a", "b", "c"))])
    merged = store.record.story("s1")
    assert merged is not None
    assert merged.id == "s3"
    assert [s.id for s in store.record.statements()] == ["st-s3"]
    assert store.search.find("nối lại", kind="event").total == 1


def test_filters_of_events_and_statements(store: Store) -> None:
    store.record.replace_stories([], [part("s1", ("a",), date="2016-11-14"), part("s2", ("b",), date="2016-12")])
    assert [e.id for e in store.record.events(actors=["Nga", "Mỹ"])] == ["ev-s2", "ev-s1"]
    assert store.record.events(actors=["Nga", "Anh"]) == []
    assert [e.id for e in store.record.events(start="2016-12")] == ["ev-s2"]
    assert [e.id for e in store.record.events(end="2016-11")] == ["ev-s1"]
    assert [s.id for s in store.record.statements(about="Cầu Bịa", end="2016-11-14")] == ["st-s1"]
    assert store.record.statements(speaker="do van")[0].speaker == "Đỗ Văn Thử"


def test_channels_between_parties(store: Store) -> None:
    change = ChannelChange("resumed", "2015-05", (evidence(),), 1)
    store.record.replace_channels("hotline", [Channel("c1", "hotline", ("NATO", "Nga"), (change,))])
    store.record.replace_channels("phone", [Channel("c2", "phone", ("Nga", "Mỹ"), (change,))])
    assert [c.id for c in store.record.channels(["Nga", "NATO"])] == ["c1"]
    assert store.record.channels(kind="phone")[0].state == "resumed"


def test_neighbours_of_an_article_that_changes_count_as_changed(store: Store) -> None:
    for id_ in "ab":
        keep(store, document(f"Tít {id_}\n\nSapô.", id=id_), f"{id_}.txt")
        store.features.add(id_, b"s", [b"1"], b"f", [7])
    store.features.add_edges([("a", "b", 0.5)])
    store.features.add_copies([CopyPair("a", "b", 0.5, 0.5, 0.5)])
    store.features.forget_changed("ab")
    store.features.drop_edges("a")
    assert store.features.changed() == ["b"]
    assert store.features.neighbours("a") == []


def test_the_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    with pytest.raises(NotOurStore, match="another program"):
        Store(path)
    text = tmp_path / "text.db"
    text.write_text("không phải cơ sở dữ liệu" * 100, encoding="utf-8")
    with pytest.raises(NotOurStore):
        Store(text)


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(NewerStore, match="999"):
        Store(path)


def test_a_missing_file_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="thoisu ingest"):
        Store(tmp_path / "none.db", read_only=True, create=False)
    with pytest.raises(UsageError, match="folder"):
        Store(tmp_path)


def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thoisu.store.connection._LOCK_WAIT_SECONDS", 0.1)
    first, second = Store(tmp_path / "a.db"), Store(tmp_path / "a.db")
    with first.connection.transaction(), pytest.raises(StoreLocked, match="another process"), second.connection.transaction():
        pass
    first.close()
    second.close()


def test_errors_of_sqlite_become_ours(store: Store) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"  # type: ignore[misc]
    assert isinstance(store.connection.explain(full), StoreFull)
    denied = sqlite3.OperationalError("attempt to write a readonly database")
    denied.sqlite_errorname = "SQLITE_READONLY"  # type: ignore[misc]
    assert isinstance(store.connection.explain(denied), StoreReadOnly)


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.connection.transaction():
            keep(store, document("Tít\n\nSapô."))
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert store.pages.counts().pages == 0


def test_readers_see_a_whole_record_while_a_writer_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    writer = Store(path)
    seen: list[tuple[int, int]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            with Store(path, read_only=True, create=False) as reader:
                seen.append((reader.record.sizes()["story"], reader.record.sizes()["statement"]))

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(30):
        with writer.connection.transaction():
            writer.record.replace_stories([], [part(f"s{number}", (f"a{number}",))])
    done.set()
    thread.join()
    writer.close()
    assert seen
    assert all(a == b for a, b in seen)
