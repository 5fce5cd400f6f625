"""What the order of a page's lines settles: cut leads, text before the first paragraph, numbered headings, a second article.

Each function is one rule; its name stays on the lines that it decided.
"""

import re
from collections.abc import Sequence

from thoisu.extract.bylines import parse_signature
from thoisu.extract.dates import parse_visible_date
from thoisu.extract.features import calls_by_name
from thoisu.extract.items import Item
from thoisu.extract.language import name_language, score_vietnamese
from thoisu.extract.neighbours import go_on
from thoisu.extract.phrases import BULLET, LINK, brand_of, furniture_class
from thoisu.extract.verdicts import KEPT, TEXT, Verdict

_NUMBER = re.compile(r"^(\d{1,2})[.)]\s+\S")
_ENDED = (".", "!", "?", "”", '"', "…", "/.", ")")
_NEAR = 5


def settle_lead(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """What is no lead of a text page: a few words without an end mark; a long first paragraph whose person the next one calls by the short name.

    Among 2,100 articles of data/news 1 % of leads are so, and 6 % of first paragraphs.
    """
    lead = next((i for i, v in enumerate(verdicts) if v.role == "lead"), None)
    titled = any(v.role == "title" for v in verdicts[:lead])
    if lead is not None and titled and len(words[lead]) < 8 and items[lead].markup is None and not items[lead].text.endswith((*_ENDED, ":")):
        verdicts[lead] = Verdict("boilerplate", "short_lead")
        return
    if lead is None or len(words[lead]) < 40 or items[lead].markup is not None or brand_of(items[lead].text):
        return
    following = next((i for i in range(lead + 1, len(items)) if verdicts[i].role in TEXT or verdicts[i].role == "duplicate"), None)
    if following is not None and verdicts[following].role == "body" and calls_by_name(items[following].text, items[lead].text):
        verdicts[lead] = Verdict("body", "no_lead")


def foreign_language(text: str) -> str | None:
    """The language of a paragraph that is not Vietnamese; None for Vietnamese, for what is too short to tell, and where the language is not known.

    >>> foreign_language("The council met on Monday and said that it will not take part in the talks.")
    'en'
    >>> foreign_language("Hội đồng họp hôm thứ Hai và cho biết sẽ không tham gia đàm phán.") is None
    True
    """
    if len(text) < 40 or text.count(" ") < 7 or not _few_marks(text) or score_vietnamese(text) > 0.5:
        return None
    language = name_language(text)
    return None if language in ("vi", "und") else language


_MARKS = re.compile(r"[ăâđêôơưạ-ỹ]")


def _few_marks(text: str) -> bool:
    least = 0.02 * min(200, len(text))
    return len(_MARKS.findall(text[:50])) < least and len(_MARKS.findall(text[:200])) < least


def settle_order(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Apply the rules of this module, in place."""
    _cut_short(items, words, verdicts)
    _before_text(items, words, verdicts)
    _no_text_seen(items, words, verdicts)
    _numbered_headings(items, words, verdicts)
    _second_article(items, words, verdicts)


def _cut_short(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """A sentence that breaks off with dots and stands in full a few lines below is the lesser of the two; the full one takes its place."""
    for i, verdict in enumerate(verdicts):
        if verdict.role not in ("lead", "body") or not items[i].text.endswith(("...", "…")) or len(words[i]) < 6:
            continue
        start = list(words[i][: max(6, len(words[i]) - 1)])
        for j in range(i + 1, min(len(items), i + _NEAR)):
            if len(words[j]) > len(words[i]) and list(words[j][: len(start)]) == start:
                verdicts[j] = Verdict(verdict.role, "cut_short") if verdicts[j].role != "title" else verdicts[j]
                verdicts[i] = Verdict("duplicate", "cut_short")
                break


def _before_text(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Whole sentences right between the page's head and its first paragraph are text, unless a list of titles is among them."""
    title = next((i for i, v in enumerate(verdicts) if v.role == "title"), None)
    first = next((i for i, v in enumerate(verdicts) if v.role == "body"), None)
    if title is None or first is None:
        return
    run = []
    for i in range(first - 1, title, -1):
        if verdicts[i].role in ("caption", "duplicate"):
            continue
        text = items[i].text
        if verdicts[i].role == "teaser" and LINK.match(text):
            continue
        if verdicts[i].role != "teaser" or len(words[i]) < 10 or not text.endswith(_ENDED) or BULLET.match(text):
            break
        markup = items[i].markup
        if markup is not None and (markup.linked > 0.5 or not markup.inside):
            break
        run.append(i)
    above = verdicts[min(run) - 1].role if run else None
    if run and above != "teaser" and not (above == "boilerplate" and _heads_a_list(items[min(run) - 1].text)):
        for i in run:
            verdicts[i] = Verdict("body", "before_text")


def _no_text_seen(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Where no line was taken for a paragraph, the first whole sentence below the title begins the text, and the lines go on from there."""
    title = next((i for i, v in enumerate(verdicts) if v.role == "title"), None)
    if title is None or any(v.role == "body" for v in verdicts):
        return
    for i in range(title + 1, len(items)):
        text, role = items[i].text, verdicts[i].role
        whole = len(words[i]) >= 8 and text.endswith((".", "”", '"')) and not LINK.match(text)
        if whole and role in ("teaser", "comment") and items[i].markup is None:
            verdicts[i] = Verdict("body", "no_text_seen")
            go_on(items, words, verdicts)
            return
        date, signature = parse_visible_date(text), parse_signature(text)
        if date and date.alone:
            verdicts[i] = Verdict("date", "no_text_seen")
        elif signature:
            verdicts[i] = Verdict(signature.kind, "no_text_seen")
        elif role in ("teaser", "comment", "tags"):
            return


def _heads_a_list(text: str) -> bool:
    found = furniture_class(text) if len(text) < 60 else None
    return found is not None and found[0] == "related"


def _numbered_headings(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Of headings that count on (`1. ...`, `2. ...`), each followed by text, all are headings where two are."""
    run: list[int] = []
    for i, item in enumerate(items):
        found = _NUMBER.match(item.text)
        if not found or len(words[i]) > 20:
            continue
        follows = i + 1 < len(items) and verdicts[i + 1].role == "body" and len(words[i + 1]) >= 4
        if not follows:
            continue
        if int(found[1]) == len(run) + 1:
            run.append(i)
        elif int(found[1]) == 1:
            run = [i]
    kept = [i for i in run if verdicts[i].role in TEXT]
    if len(run) >= 3 and len(kept) >= 2:
        for i in run:
            if verdicts[i].role not in TEXT and verdicts[i].role != "title":
                verdicts[i] = Verdict("heading", "numbered_heading")


def _second_article(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Behind the text, a title with a date line of its own, or one behind a signature, opens another article: all that is its text is set aside."""
    body = [i for i, v in enumerate(verdicts) if v.role == "body"]
    if len(body) < 4:
        return
    title = next((i for i, v in enumerate(verdicts) if v.role == "title"), 0)
    opens = next((i for i in range(max(body[2], title) + 1, len(items) - 1) if _opens(items, words, verdicts, i)), None)
    if opens is None:
        return
    above = sum(len(words[i]) for i in body if i < opens)
    below = sum(len(words[i]) for i in body if i >= opens)
    dated = parse_visible_date(items[opens + 1].text) is not None
    if above < 60 or (not dated and below > 0.6 * above):
        return
    for i in range(opens, len(items)):
        if verdicts[i].role in KEPT or verdicts[i].role in ("byline", "source", "date", "duplicate", "caption", "heading"):
            verdicts[i] = Verdict("teaser", "second_article")


def _opens(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: Sequence[Verdict], i: int) -> bool:
    text = items[i].text
    if not 4 <= len(words[i]) <= 25 or text.endswith((".", ":", ";", "…")):
        return False
    if verdicts[i].role not in ("title", "teaser", "heading", "boilerplate", "body"):
        return False
    if items[i].markup is not None or furniture_class(text) or BULLET.match(text):
        return False
    following = items[i + 1].text
    date = parse_visible_date(following) if len(following) < 60 else None
    if date is not None and date.alone and i + 2 < len(items):
        return verdicts[i + 2].role in ("body", "lead", "teaser") and len(words[i + 2]) >= 10 and items[i + 2].text.endswith(_ENDED)
    return _behind_a_signature(items, verdicts, i) and len(words[i + 1]) >= 4


def _behind_a_signature(items: Sequence[Item], verdicts: Sequence[Verdict], i: int) -> bool:
    """Whether a signature stands above, with nothing but tags and lines of the site between."""
    for j in range(i - 1, max(0, i - 6), -1):
        if verdicts[j].role in ("byline", "source"):
            return True
        if verdicts[j].role not in ("boilerplate", "tags", "date"):
            return False
    return False
