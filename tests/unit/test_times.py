"""Each rule for times with its examples and counter-examples (tests/golden/times), and what holds for any text."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thoisu.annotate.times import find_times
from thoisu.annotate.times.scene import reading_key
from thoisu.extract.given import article_from_text
from thoisu.lexicon.texts import rule_words
from thoisu.model import Document, Time

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "times"
TIMES = ROOT / "thoisu" / "annotate" / "times"
RULE = re.compile(
    r"(?:day|clock|part|week|weekend|month|months|days|quarter|half|same_period|season|year|decade|century|length|ago|set|present|past|"
    r"future)(?:\.[a-z_]+)?"
)
ROW = re.compile(r"^\| `([a-z_.+]+)` \| [^|]+ \| ([^|]+) \| `([^|]+)` \|$", re.M)
MARK = re.compile(r"\*\*(.+?)\*\*")
MARKED = re.compile(r"\{([^{}=]+)=([^{}=]+)\}")


class Case(NamedTuple):
    rule: str
    text: str
    published: str | None
    times: tuple[tuple[str, str], ...]
    holds: bool


def load_cases() -> list[Case]:
    cases = []
    for path in sorted(GOLDEN.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for rule in data["rule"]:
            published = rule.get("published", data["published"]) or None
            for example in rule["examples"]:
                times = tuple(MARKED.findall(example))
                cases.append(Case(rule["name"], MARKED.sub(r"\1", example), published, times, True))
            for counter in rule.get("counter", []):
                cases.append(Case(rule["name"], MARKED.sub(r"\1", counter), published, tuple(MARKED.findall(counter)), False))
    return cases


def times_of(text: str, published: str | None = "2016-11-24") -> list[Time]:
    return list(find_times(Document(article_from_text("a", text, published))))


def spans(text: str, published: str | None = "2016-11-24") -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.value) for t in times_of(text, published)]


@pytest.mark.parametrize("case", load_cases(), ids=lambda c: f"{c.rule}: {c.text[:50]}")
def test_rule_reads_its_examples_and_no_counter_example(case: Case) -> None:
    found = times_of(case.text, case.published)
    if case.holds:
        assert [(case.text[t.start : t.end], t.value) for t in found] == list(case.times)
        assert case.rule in {t.rule for t in found}
    else:
        assert case.rule not in {t.rule for t in found}
        if case.times:  # where a counter-example is marked, that is all there is
            assert [(case.text[t.start : t.end], t.value) for t in found] == list(case.times)


def rules_named() -> set[str]:
    """Every name that the code gives a rule; `day` and `day.relative` get `+date` where a date stands beside them."""
    named = {"day.relative+date", "day.weekday+date"}
    for path in TIMES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value):
                named.add(node.value)
    return named - {"day"}  # a kind of rules


def test_every_rule_has_ten_examples_and_five_counter_examples() -> None:
    kept, against = (Counter(c.rule for c in load_cases() if c.holds == holds) for holds in (True, False))
    assert set(kept) == rules_named()
    assert {rule: kept[rule] for rule in kept if kept[rule] < 10} == {}
    assert {rule: against[rule] for rule in kept if against[rule] < 5} == {}


def test_every_rule_is_documented_with_an_example_that_it_reads() -> None:
    rows = ROW.findall((ROOT / "docs" / "times.md").read_text(encoding="utf-8"))
    assert sorted(rule for rule, _, _ in rows) == sorted(rules_named())
    for rule, example, value in rows:
        text = MARK.sub(r"\1", example)
        found = [(t.rule, text[t.start : t.end], t.value) for t in times_of(text)]
        assert (rule, MARK.findall(example)[0], value) in found, rule


def test_every_rule_has_words_in_both_languages() -> None:
    assert [rule for rule in rules_named() if not (rule_words("time", rule, "vi") and rule_words("time", rule, "en"))] == []


def test_without_a_publication_day_the_year_stays_open() -> None:
    assert spans("Ngày 24/11, ông nói hôm qua và tháng 9 đều mưa.", None) == [
        ("Ngày 24/11", "XXXX-11-24"), ("hôm qua", "XXXX-XX-XX"), ("tháng 9", "XXXX-09"),
    ]


def test_publication_day_is_read_in_hanoi() -> None:
    assert spans("Sáng nay trời mưa.", "2016-11-24T22:30:00+00:00") == [("Sáng nay", "2016-11-25TMO")]


def test_misplaced_tone_marks_are_read() -> None:
    assert reading_key("Hôì tháng Tám, tơí nay") == "hồi tháng tám, tới nay"
    assert spans("Hôì tháng Tám vưà qua") == [("tháng Tám vưà qua", "2016-08")]


def test_decomposed_text_keeps_its_offsets() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "Ngày 24/11, hội nghị tuần trước đã kết thúc.")
    assert [(unicodedata.normalize("NFC", w), v) for w, v in spans(text)] == [("Ngày 24/11", "2016-11-24"), ("tuần trước", "2016-W46")]


@given(st.text(alphabet="ngàythánmôu 0123456789/-.:hgộqưở\n,()\u00a0İ̀", max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_ordered_spans_within_it(text: str) -> None:
    end = 0
    for time in times_of(text):
        assert end <= time.start < time.end <= len(text)
        end = time.end


def test_long_and_odd_texts_do_not_break() -> None:
    for text in ("", "\x00" * 10, "ngày " * 20000, "1/" * 20000, "năm" * 5000, "một hai ba bốn năm " * 3000, "9" * 20000, "8h (" * 20000,
                 "ngày 1, " * 20000, "đầu ngày " * 20000, "sáng 1 và " * 20000, "9h giờ Lào " * 10000, "năm Tết Giáp Tý " * 10000, "1-2 " * 20000):
        for time in times_of(text):
            assert 0 <= time.start < time.end <= len(text)
