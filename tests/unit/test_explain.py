"""Why the record says what it says: every decision about some words, in both languages; precision by confidence."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from thoisu.cli import app
from thoisu.errors import NotFound, ThoisuError, UsageError
from thoisu.lexicon.texts import rule_words
from thoisu.model import Span
from thoisu.pipeline.explaining import explain, find_words
from thoisu.store import Store

RUN = CliRunner()


@pytest.fixture(scope="module")
def event(record: Path) -> dict[str, object]:
    out = RUN.invoke(app, ["events", "--db", str(record), "--type", "CONSULT", "--json", "-n", "1"])
    return json.loads(out.stdout.splitlines()[0])


def test_an_event_is_explained_from_the_page_to_the_record(record: Path, event: dict[str, object]) -> None:
    words = event["tellings"][0]["evidence"]  # type: ignore[index]
    out = RUN.invoke(app, ["explain", f"{words['article']}:{words['start']}-{words['end']}", "--db", str(record), "--json"])
    assert out.exit_code == 0
    steps = json.loads(out.stdout)["steps"]
    layers = [s["layer"] for s in steps]
    assert layers[:2] == ["page", "line"]
    assert {"block", "sentence", "event", "story", "happening"} <= set(layers)
    assert any(event["id"] in s["what"] for s in steps if s["layer"] == "happening")
    trigger = next(w for s in steps if s["layer"] == "event" for k, w in s["words"] if k == "trigger")
    assert trigger in words["words"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_words_are_looked_up_and_told_in_both_languages(record: Path, event: dict[str, object], lang: str) -> None:
    words = event["tellings"][0]["evidence"]  # type: ignore[index]
    out = RUN.invoke(app, ["explain", f"{words['article']}:{words['words']}", "--db", str(record), "--lang", lang])
    assert out.exit_code == 0
    assert ("Sự kiện trong bài" if lang == "vi" else "Event in the article") in out.stdout


@pytest.mark.parametrize(("where", "error"), [
    ("khongco:1-2", NotFound), ("bare", UsageError), ("{id}:9-3", UsageError), ("{id}:0-99999999", UsageError), ("{id}:chữ này không có", NotFound),
])
def test_what_cannot_be_explained_is_said(record: Path, event: dict[str, object], where: str, error: type[ThoisuError]) -> None:
    article = event["tellings"][0]["evidence"]["article"]  # type: ignore[index]
    out = RUN.invoke(app, ["explain", where.format(id=article), "--db", str(record)])
    assert isinstance(out.exception, error)


def test_every_step_of_every_article_has_words_for_its_rule(record: Path) -> None:
    unknown = set()
    with Store(record, read_only=True, create=False) as store:
        for doc in store.articles.all_documents():
            for step in explain(store, doc, Span(0, len(doc.text)), None).steps:
                if step.rule and rule_words(step.layer, step.rule, "vi") is None:
                    unknown.add((step.layer, step.rule))
    assert not unknown


def test_words_are_found_letter_for_letter(record: Path) -> None:
    with Store(record, read_only=True, create=False) as store:
        doc = next(store.articles.all_documents())
    word = doc.text.split()[0]
    assert all(doc.text[s.start : s.end] == word for s in find_words(doc, word))
    assert find_words(doc, "") == ()


@pytest.mark.parametrize("command", ["events", "quotes"])
def test_more_confidence_leaves_fewer_and_surer_lines(record: Path, command: str) -> None:
    counts = []
    for least in ("0", "0.5", "0.9"):
        out = RUN.invoke(app, [command, "--db", str(record), "--json", "-n", "100000", "--min-confidence", least])
        rows = [json.loads(line) for line in out.stdout.splitlines()]
        assert all(any(t["confidence"] >= float(least) for t in r["tellings"]) for r in rows)
        counts.append(len(rows))
    assert counts[0] > counts[1] > counts[2]
