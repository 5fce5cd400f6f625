"""Quotation marks: mixed pairs, spaced marks, forgotten marks, several lines, apostrophes."""

import pytest

from thoisu.text.marks import find_marks


def inside(text: str) -> list[str]:
    return [text[m.inner_start : m.inner_end] for m in find_marks(text)]


@pytest.mark.parametrize(("text", "words"), [
    ("Ông nói: “Cầu đã xong.”", ["Cầu đã xong."]),
    ('Ông nói: "Cầu đã xong".', ["Cầu đã xong"]),
    ("Ông nói: «Cầu đã xong».", ["Cầu đã xong"]),
    ('Ông nói: “Cầu đã xong".', ["Cầu đã xong"]),
    ('Ông nói: "Cầu đã xong”.', ["Cầu đã xong"]),
    ('" Cầu đã xong ", ông nói.', ["Cầu đã xong"]),
    ('"Một" rồi "hai"', ["Một", "hai"]),
    ("Chuyện ' lạ ' ở làng", ["lạ"]),
])
def test_pairs(text: str, words: list[str]) -> None:
    assert inside(text) == words


def test_apostrophes_inside_names_are_no_marks() -> None:
    assert inside("Tờ L’Exemple và ông O'Thu") == []


def test_a_forgotten_close_ends_with_the_sentence() -> None:
    found = find_marks("Ông gọi đó là “cầu vồng. Hôm sau trời mưa.")
    assert [m.closed for m in found] == [False]
    assert inside("Ông gọi đó là “cầu vồng. Hôm sau trời mưa.") == ["cầu vồng"]


def test_a_speech_may_run_over_lines() -> None:
    assert inside('" Cầu đã xong.\nMời bà con qua ", ông nói.') == ["Cầu đã xong.\nMời bà con qua"]


def test_a_new_opening_mark_ends_a_forgotten_one() -> None:
    assert inside("“Cầu đã xong.\n“Mời bà con qua”, ông nói.") == ["Cầu đã xong.", "Mời bà con qua"]


@pytest.mark.parametrize("text", ["", '"', "“”", "'''''", '"' * 1000, "“" * 500, "a" * 5000, "\n\n”\n"])
def test_odd_texts_give_spans_within_the_text(text: str) -> None:
    for mark in find_marks(text):
        assert 0 <= mark.start <= mark.inner_start < mark.inner_end <= mark.end <= len(text)
