"""The record of the samples: every offset holds, every line opens at its words, what is exported reads back."""

import html
import re
from pathlib import Path

import pytest

from thoisu.export.jsonl import read_jsonl, write_jsonl
from thoisu.extract.encoding import decode_page
from thoisu.model import Channel, Document, Event, Statement, Story
from thoisu.store import Store
from thoisu.text.normalize import clean_line

_TAGS = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def store(record: Path) -> Store:
    return Store(record, read_only=True)


def test_offsets_of_every_annotation_lie_within_the_text(store: Store) -> None:
    for doc in store.articles.all_documents():
        length = len(doc.text)
        for layer in (doc.sentences, doc.mentions, doc.referents, doc.times, doc.sources, doc.quotes):
            assert layer is not None
            for item in layer:
                assert 0 <= item.start < item.end <= length
        for quote in doc.quotes or ():
            for span in (quote.cue, quote.speaker_span):
                assert span is None or 0 <= span.start < span.end <= length
        for event in doc.events or ():
            for span in (*event.triggers, *event.actor_spans, *event.recipient_spans, event.date_span, event.status_span):
                assert span is None or 0 <= span.start < span.end <= length


def test_every_line_of_the_record_opens_at_its_words(store: Store) -> None:
    lines = [t.evidence for s in store.record.all_statements() for t in s.tellings]
    lines += [t.evidence for e in store.record.all_events() for t in e.tellings]
    lines += [e for c in store.record.channels() for change in c.changes for e in change.evidence]
    lines += [e for d in store.record.discrepancies() for _, e in d.sides]
    assert len(lines) > 500
    for evidence in lines:
        doc = store.articles.document(evidence.article, evidence.digest)
        assert doc is not None
        assert doc.text[evidence.start : evidence.end] == evidence.words


def test_every_block_has_one_span_in_the_raw_page(store: Store) -> None:
    for doc in store.articles.all_documents():
        page = store.pages.of_article(doc.article.id, doc.article.digest)
        assert page is not None
        if page.format == "json":
            continue  # a row that came clean has no such place
        raw = decode_page(page.body).text
        for block in doc.article.blocks:
            assert block.raw_start is not None
            assert block.raw_end is not None
            words = clean_line(html.unescape(_TAGS.sub(" ", raw[block.raw_start : block.raw_end])).replace("\n", " "))
            assert re.sub(r"\W", "", doc.text[block.start : block.end]) in re.sub(r"\W", "", words), page.location


def test_what_is_exported_reads_back(store: Store, tmp_path: Path) -> None:
    kinds: dict[str, tuple[type[Document | Story | Statement | Event | Channel], list[object]]] = {
        "documents": (Document, list(store.articles.all_documents())), "stories": (Story, list(store.record.all_stories())),
        "statements": (Statement, list(store.record.all_statements())), "events": (Event, list(store.record.all_events())),
        "channels": (Channel, list(store.record.channels())),
    }
    for kind, (type_, records) in kinds.items():
        path, lines = write_jsonl(kind, type_, records, tmp_path)  # type: ignore[arg-type]
        assert lines == len(records)
        assert list(read_jsonl(path, type_)) == records
