"""Tokens as numbers: filters never lose what they were given, pairs are found and nothing else, a matcher finds what its trie holds."""

import numpy as np

from thoisu.text.codes import Filter, PairTable, code_of, mix, text_codes
from thoisu.text.match import Matcher, find_tokens


def test_codes_follow_the_text_at_hand() -> None:
    one, two = find_tokens("Nga và Mỹ"), find_tokens("Mỹ và Nga và Anh")
    for tokens in (one, two, one):
        codes = text_codes(tokens)
        assert codes.keys == [t.key for t in tokens]
        assert codes.codes.tolist() == [code_of(t.key) for t in tokens]
        assert codes.pairs.tolist() == mix(codes.codes, np.append(codes.codes[1:], 0)).tolist()


def test_an_empty_text_has_no_codes() -> None:
    assert text_codes(find_tokens("")).codes.tolist() == []
    assert list(Matcher([("Nga", 1)]).find(find_tokens(""))) == []


def test_a_filter_never_says_no_to_what_it_holds() -> None:
    rng = np.random.default_rng(7)
    given, others = rng.integers(0, 2**32, 500), rng.integers(0, 2**32, 5000)
    held = Filter(given)
    assert held.may_hold(given).all()
    assert held.may_hold(others).mean() < 0.3


def test_pairs_keep_their_order_and_their_empty_sides() -> None:
    table = PairTable([("hà", "nội", 1), ("nội", "hà", 2), ("", "hà", 3), ("hà", "", 4)])
    sides = [("hà", "nội"), ("nội", "hà"), ("", "hà"), ("hà", ""), ("hà", "hà"), ("", "")]
    one, two = (np.array([code_of(side[k]) for side in sides]) for k in (0, 1))
    assert table.find(one, two).tolist() == [1, 2, 3, 4, 0, 0]


def test_a_name_of_one_token_is_found_before_any_token_and_at_the_end() -> None:
    matcher = Matcher([("Nga", "one"), ("Nga Hoàng", "two"), ("Hội đồng Mẫu", "three"), ("Hội", "four")])
    text = "Nga, Nga Hoàng, Hội đồng Thử, Hội đồng Mẫu và Nga"
    assert [m.value for m in matcher.find(find_tokens(text))] == ["one", "two", "four", "three", "one"]


def test_what_is_found_is_what_the_trie_holds_at_each_place() -> None:
    matcher = Matcher([("a b c", 1), ("b", 2), ("c d", 3), ("a", 4), ("d d d", 5)])
    rng = np.random.default_rng(11)
    for _ in range(200):
        tokens = find_tokens(" ".join(rng.choice(list("abcde"), 30)))
        expected, at = [], 0
        while at < len(tokens):
            match = matcher.at(tokens, at)
            if match:
                expected.append(match)
            at = match.last if match else at + 1
        assert list(matcher.find(tokens)) == expected
