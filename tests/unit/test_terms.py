"""Terms: the same integer for the same syllable anywhere, and how common it is."""

from hypothesis import given
from hypothesis import strategies as st

from thoisu.record.terms import find_syllable_spans, find_syllables, hash_ngrams, hash_syllables, load_background


def test_a_syllable_has_the_same_integer_in_every_process() -> None:
    assert hash_syllables(["nga", "đàm"]).tolist() == hash_syllables(["nga", "đàm"]).tolist()
    assert hash_syllables(["nga"]).tolist() == [2902561686]


def test_pairs_depend_on_their_order() -> None:
    ab, ba = (hash_ngrams(hash_syllables(p), 2).tolist() for p in (["hội", "đồng"], ["đồng", "hội"]))
    assert ab != ba


def test_too_few_syllables_give_no_ngrams() -> None:
    assert len(hash_ngrams(hash_syllables(["một"]), 2)) == 0
    assert len(hash_ngrams(hash_syllables([]), 4)) == 0


def test_common_syllables_tell_less_than_rare_ones_and_unknown_ones_most() -> None:
    idf = load_background().idf(hash_syllables(["và", "quốc", "kremlin", "xyzzyq"])).tolist()
    assert idf == sorted(idf)
    assert idf[0] < 0.5


@given(st.text())
def test_spans_and_syllables_go_together(text: str) -> None:
    spans = find_syllable_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert len(hash_syllables(find_syllables(text))) == len(find_syllables(text))
