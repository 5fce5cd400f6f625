"""The five seed pages, from the bytes that a crawl left to the record: what a careful reader gets out of them."""

import json
from pathlib import Path

import pytest

from thoisu.evaluate import measure_seed_lines, read_floors
from thoisu.pipeline.ingest import ingest
from thoisu.store import Store

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("seeds") / "a.db")
    report = ingest([shared / "data" / "seeds"], store)
    assert (report.articles, report.refused) == (5, 0)
    return store


def test_line_roles_hold_their_floors(shared: Path, tmp_path: Path) -> None:
    floors = read_floors(ROOT / "evaluation" / "floors.json").figures["seed_pages"]
    for figure, value in measure_seed_lines(shared, "", tmp_path, 1).items():
        assert value >= floors[figure], figure


def test_titles_are_right(shared: Path, seeds: Store) -> None:
    gold = {g["title"] for g in json.loads((shared / "gold" / "seed_pages.json").read_text(encoding="utf-8"))}
    assert {d.article.title for d in seeds.articles.all_documents()} == gold


def test_nothing_of_the_teasers_and_footers_is_in_the_record(seeds: Store) -> None:
    for words in ("S-400", "Komar", "FLEET-2024", "Karolinska", "EVFTA", "0943", "Kim Jong Un"):
        assert seeds.search.find(words).total == 0, words


def test_channels_between_nato_and_russia(seeds: Store) -> None:
    states = {(c.kind, change.state) for c in seeds.record.channels(["NATO", "Russia"]) for change in c.changes}
    assert states >= {("hotline", "resumed"), ("council", "suspended"), ("council", "planned"), ("cooperation", "suspended")}


def test_the_call_of_putin_and_trump(seeds: Store) -> None:
    (phone,) = [c for c in seeds.record.channels(["Vladimir Putin", "Donald Trump"]) if c.kind == "phone"]
    assert "2016-11-14" in {change.date for change in phone.changes if change.state == "open"}


def test_every_line_opens_at_its_words(seeds: Store) -> None:
    lines = [t.evidence for e in seeds.record.all_events() for t in e.tellings]
    lines += [t.evidence for s in seeds.record.all_statements() for t in s.tellings]
    lines += [e for c in seeds.record.channels() for change in c.changes for e in change.evidence]
    assert lines
    for evidence in lines:
        doc = seeds.articles.document(evidence.article, evidence.digest)
        assert doc is not None
        assert doc.text[evidence.start : evidence.end] == evidence.words


def test_offsets_of_all_layers_and_blocks(shared: Path, seeds: Store) -> None:
    for doc in seeds.articles.all_documents():
        for layer in (doc.sentences, doc.mentions, doc.referents, doc.times, doc.sources, doc.quotes):
            for item in layer or ():
                assert 0 <= item.start < item.end <= len(doc.text)
        for event in doc.events or ():
            for span in (*event.triggers, *event.actor_spans, *event.recipient_spans):
                assert 0 <= span.start < span.end <= len(doc.text)
        page = seeds.pages.of_article(doc.article.id, doc.article.digest)
        assert page is not None
        raw = page.body.decode()
        for block in doc.article.blocks:
            assert block.raw_start is not None
            assert block.raw_end is not None
            words = raw[block.raw_start : block.raw_end].split()
            assert " ".join(words) == " ".join(doc.text[block.start : block.end].split())
