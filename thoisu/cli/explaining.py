"""The command that tells why: the chain of decisions about some words of an article."""

import re
from typing import Annotated

import typer

from thoisu.cli.options import DEFAULT_DB, Db, Json, Language, check_lang, open_record
from thoisu.cli.printing import print_json, print_line, shorten
from thoisu.errors import NotFound, UsageError
from thoisu.lexicon.texts import Lang, rule_words, say
from thoisu.model import Document, Span
from thoisu.pipeline.explaining import Explanation, Step, find_words
from thoisu.pipeline.explaining import explain as run_explain

_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})")
_PLACES = 5


def explain(
    where: Annotated[str, typer.Argument(metavar="ARTICLE:SPAN", help="An article's id or address; then START-END, or words of its text.")],
    db: Db = DEFAULT_DB, json: Json = False, lang: Language = "vi",
) -> None:
    """Print why the record says what it says of some words: every decision about them, from the page to the record."""
    language = check_lang(lang)
    name, _, place = where.rpartition(":")
    if not name or not place:
        raise UsageError(say("explain_usage", language, where=where))
    with open_record(db) as store:
        id_ = store.articles.find_id(name)
        doc = store.articles.document(id_) if id_ else None
        if doc is None:
            raise NotFound(say("unknown_article", language, id=name))
        page = store.pages.of_article(doc.article.id, doc.article.digest)
        found = [run_explain(store, doc, span, page) for span in _spans(doc, place, language)[:_PLACES]]
    if json:
        print_json(found)
        return
    for explanation in found:
        _print(explanation, language)


def _spans(doc: Document, place: str, lang: Lang) -> tuple[Span, ...]:
    offsets = _OFFSETS.fullmatch(place)
    if offsets:
        start, end = int(offsets[1]), int(offsets[2])
        if not start < end <= len(doc.text):
            raise UsageError(say("explain_offsets", lang, span=place, length=len(doc.text)))
        return (Span(start, end),)
    found = find_words(doc, place)
    if not found:
        raise NotFound(say("explain_no_words", lang, words=place))
    return found


def _print(e: Explanation, lang: Lang) -> None:
    print_line(f"{e.article[:10]}:{e.start}-{e.end}  “{shorten(e.text, 120)}”")
    for step in e.steps:
        print_line("  " + _line(step, lang))
        for key, words in step.words:
            print_line(f"      {say(f'explain_{key}', lang)}: {shorten(words, 200)}")
    if not any(s.layer in ("mention", "referent", "time", "source", "quote", "event") for s in e.steps):
        print_line("  " + say("explain_nothing", lang))
    print_line("")


def _line(step: Step, lang: Lang) -> str:
    what = say(f"role_{step.what}", lang) if step.layer == "line" else step.what
    parts = [f"{say(f'explain_layer_{step.layer}', lang)}: {shorten(what, 300)}"]
    if step.rule and step.layer != "page":
        words = rule_words(step.layer, step.rule, lang)
        parts.append(f"{words} [{step.rule}]" if words else f"[{step.rule}]")
    if step.confidence is not None:
        parts.append(f"{100 * step.confidence:.0f} %")
    return " · ".join(parts)
