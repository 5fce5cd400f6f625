"""Copies: what counts as one, which is the original, what they share."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bench.corpus import read_news
from tests.conftest import document
from thoisu.model import Document, Source
from thoisu.record.copies import (
    Pair,
    compare_signatures,
    group_copies,
    likely_source,
    make_keys,
    make_signature,
    shared_passages,
    tell_shared,
)

WORDS = [f"{a}{b}" for a in ("ba", "cô", "dê", "gà", "hồ", "kẹo", "lá", "mưa", "núi", "phố") for b in ("", "m", "n", "ng", "t")]


def report(seed: int, sentences: int = 14) -> list[str]:
    """Sentences of an invented report: words in an order of their own."""
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=22)).capitalize() + "." for _ in range(sentences)]


def shares(a: str, b: str):
    return compare_signatures(make_signature(a), make_signature(b))


def candidates(a: str, b: str) -> bool:
    return bool(set(make_keys(a)) & set(make_keys(b)))


def test_a_text_with_a_fifth_of_its_sentences_changed_is_a_copy() -> None:
    own = report(1)
    changed = " ".join(report(2)[i] if i % 5 == 0 else s for i, s in enumerate(own))
    found = shares(" ".join(own), changed)
    assert candidates(" ".join(own), changed)
    assert found is not None
    assert 0.6 < found.a_in_b < 0.95


def test_a_report_merged_with_a_longer_one_is_found_by_containment() -> None:
    short, long = " ".join(report(3, 8)), " ".join(report(4, 30))
    merged = f"{long} {short}"
    found = shares(short, merged)
    assert candidates(short, merged)
    assert found is not None
    assert found.a_in_b > 0.95
    assert found.jaccard < 0.4


def test_a_shared_background_paragraph_is_no_copy() -> None:
    background = report(5, 4)
    assert shares(" ".join(report(6) + background), " ".join(report(7) + background)) is None


def test_unrelated_and_empty_texts_are_no_copies() -> None:
    assert shares(" ".join(report(8)), " ".join(report(9))) is None
    assert shares("", "") is None
    assert make_keys("") == ()


def test_case_tone_style_and_marks_do_not_hide_a_copy() -> None:
    text = "Hòa đàm ở thủ đô đã kết thúc sau ba ngày, hai bên thỏa thuận sẽ gặp lại vào mùa thu. " + " ".join(report(10, 6))
    found = shares(text, text.upper().replace("HÒA", "HOÀ").replace(",", " –"))
    assert found is not None
    assert found.jaccard == 1.0


def test_the_earliest_of_equal_sources_is_the_original_and_an_undated_one_comes_last() -> None:
    pairs = [Pair("a", "b", 0.9, 0.95, 0.95), Pair("a", "c", 0.9, 0.95, 0.95), Pair("b", "c", 0.9, 0.95, 0.95)]
    copies = {c.article: c.of for c in group_copies(pairs, {"a": "", "b": "2020-03-02", "c": "2020-03-01T08:00"})}
    assert copies == {"b": "c", "a": "c"}


def test_shared_passages_are_the_same_words_in_both() -> None:
    own, other = report(11), report(12)
    a, b = " ".join(own), " ".join([*other[:3], *own[4:7], *other[3:]])
    found = shared_passages(a, b)
    assert len(found) == 1
    (x, y), = found
    assert a[x.start : x.end] == b[y.start : y.end]
    assert own[5] in a[x.start : x.end]


@given(st.permutations([Pair(a, b, 0.8, 0.9, 0.85) for a, b in (("a", "b"), ("b", "c"), ("a", "d"), ("c", "d"))]))
def test_originals_do_not_depend_on_the_order_of_pairs(pairs: list[Pair]) -> None:
    dates = {"a": "2020-01-02", "b": "2020-01-01", "c": "", "d": "2020-01-03"}
    assert list(group_copies(pairs, dates)) == list(group_copies(sorted(pairs, key=lambda p: (p.a, p.b)), dates))


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared_and_both_ways_agree(a: str, b: str) -> None:
    one, other = shares(a, b), shares(b, a)
    assert (one is None) == (other is None)
    for x, y in shared_passages(a, b):
        assert 0 <= x.start < x.end <= len(a)
        assert 0 <= y.start < y.end <= len(b)


def told(id: str, text: str, outlet: str, published: str | None = None, credits: str | None = None) -> Document:
    doc = document(text, published, id, outlet)
    return replace(doc, sources=(Source(0, 1, credits, "content", "test"),) if credits else ())


def test_who_is_credited_comes_before_who_is_earlier() -> None:
    early, late = told("a", "Tin.", "Báo Mây", "2016-11-23T08:00:00+07:00", "Báo Gió"), told("b", "Tin.", "Báo Gió", "2016-11-24T08:00:00+07:00")
    assert likely_source(early, late) == likely_source(late, early)
    assert (likely_source(early, late).name, likely_source(early, late).reason) == ("b", "credit")


def test_an_agency_that_both_credit_is_the_source() -> None:
    pair = told("a", "Tin.", "Báo Mây", "2016-11-23T08:00:00+07:00", "TASS"), told("b", "Tin.", "Báo Gió", None, "TASS")
    assert (likely_source(*pair).kind, likely_source(*pair).name) == ("agency", "TASS")


def test_the_source_stays_open_without_days_or_credits() -> None:
    assert likely_source(told("a", "Tin.", "Báo Mây"), told("b", "Tin.", "Báo Gió", "2016-11-23T08:00:00+07:00")).name is None


def test_passages_are_the_same_words_on_both_sides() -> None:
    own, other = report(20), report(21)
    a, b = " ".join(own), " ".join([*other[:3], *own[4:9], *other[3:]])
    shared = tell_shared(told("a", a, "Báo Mây"), told("b", b, "Báo Gió"), 0.3, 0.4, 0.3)
    assert shared.passages
    assert all(a[x.start : x.end].lower() == b[y.start : y.end].lower() for x, y in shared.passages)
    assert sum(x.end - x.start for x, _ in shared.passages) >= 0.9 * len(" ".join(own[4:9]))


@pytest.mark.shared
def test_hand_checked_pairs_of_real_news_are_found_and_told_by_their_share(shared: Path) -> None:
    """Sixty pairs read by hand: the same text twice, a report carried in a round-up, a follow-up that repeats its first report."""
    verdicts = json.loads((Path(__file__).parents[1] / "golden" / "copy_verdicts.json").read_text(encoding="utf-8"))
    wanted = {v[side] for v in verdicts for side in ("a", "b")}
    texts = {r["id"]: f"{r['title']}\n{r['lead']}\n{r['text']}" for r in read_news(30_000) if r["id"] in wanted}
    told: dict[str, int] = {}
    for v in verdicts:
        found = shares(texts[v["a"]], texts[v["b"]])
        assert found is not None, v
        copies = list(group_copies([Pair("a", "b", found.jaccard, found.a_in_b, found.b_in_a)], {}))
        told[v["verdict"]] = told.get(v["verdict"], 0) + bool(copies)
    assert told["same text"] == 18
    assert told["round-up"] + told["follow-up"] <= 2
