"""The record passes over any documents: blind to order, never out of the text, addresses unique."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from thoisu.extract.given import article_from_text
from thoisu.model import Copy, Document, EventMention, Mention, Quote, Source, Span, Time
from thoisu.record.channels import find_channels
from thoisu.record.discrepancies import find_discrepancies
from thoisu.record.events import group_events
from thoisu.record.origins import group_origins
from thoisu.record.statements import group_statements
from thoisu.record.timeline import make_timeline

WORDS = ["Nga", "NATO", "Hội đồng Nga-NATO", "đã ngừng", "đối thoại", "ông", "không nói rõ", "Tuy nhiên,", "12 người thiệt mạng",
         "9 người thiệt mạng", "gọi trước", "mới đây", "2,5 triệu USD", "“", "”", ".", "\n\n", "tại xã Mây", "Lê Văn Ánh (30 tuổi)", "\u00a0", "𝒳"]
TEXT = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=60)
NAMES = st.sampled_from(["Russia", "NATO", "NATO-Russia Council", "Vladimir Putin", "phiến quân"])
DATES = st.sampled_from([None, "2016", "2016-11", "2016-11-14", "2016-11-15", "2016-02/2016-03", "PAST_REF", "x"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(TEXT)

    def spans(**limits: int) -> list[tuple[int, int]]:
        ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: (min(p), max(p)))
        return draw(st.lists(ends, **limits))  # type: ignore[arg-type]

    names = st.lists(NAMES, max_size=3).map(tuple)
    article = article_from_text(
        draw(st.sampled_from(string.ascii_lowercase)), text, draw(st.sampled_from([None, "2016", "2016-11-14", "2016-11-15T08:00+07:00"])),
        draw(st.sampled_from([None, "bao-mot.vn", "Báo Hai"])),
    )
    types = st.sampled_from(["CONSULT", "SANCTION", "SUPPORT", "COOPERATE", "AGREE", "ACCUSE", "ASSAULT", "REJECT"])
    events = [
        EventMention(draw(types), draw(st.sampled_from([None, "phone", "meeting", "hotline"])), (Span(a, b),), draw(names), draw(names), draw(DATES),
                     draw(st.sampled_from(["asserted", "planned", "denied", "conditional"])), "test")
        for a, b in spans(max_size=4)
    ]
    return Document(
        article=article, events=tuple(events),
        mentions=tuple(Mention(a, b, draw(st.sampled_from(["PER", "ORG", "LOC", "MISC"])), draw(NAMES), "test") for a, b in spans(max_size=5)),
        quotes=tuple(Quote(a, b, draw(st.sampled_from(["direct", "indirect"])), draw(NAMES), "test") for a, b in spans(max_size=4)),
        times=tuple(Time(a, b, "DATE", draw(DATES) or "P20M", "test") for a, b in spans(max_size=3)),
        sources=tuple(Source(a, b, "TASS", "content", "test") for a, b in spans(max_size=1)),
    )


@settings(max_examples=120, deadline=None)
@given(st.lists(documents(), max_size=6, unique_by=lambda d: d.article.id), st.randoms(use_true_random=False))
def test_the_record_of_any_articles(docs: list[Document], random: object) -> None:
    copies = [Copy(docs[0].article.id, docs[-1].article.id, 1.0, 1.0)] if docs else []

    def record(given_docs: list[Document]) -> tuple[object, ...]:
        origins = group_origins(given_docs, copies)
        events, statements = list(group_events(given_docs, origins)), list(group_statements(given_docs, origins))
        found = list(find_discrepancies(given_docs, statements, events, origins))
        return origins, events, statements, found, list(find_channels(events, given_docs)), make_timeline(events, statements)

    first = record(docs)
    shuffled = docs[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert record(shuffled) == first
    texts = {(d.article.id, d.article.digest): d.text for d in docs}
    for kind in first[1:4]:
        ids = [x.id for x in kind]  # type: ignore[attr-defined]
        assert len(ids) == len(set(ids))
    for item in (*first[1], *first[2]):  # type: ignore[misc]
        assert 1 <= item.independent_origins <= len(item.tellings)
        for t in item.tellings:
            assert texts[t.evidence.article, t.evidence.digest][t.evidence.start : t.evidence.end] == t.evidence.words
