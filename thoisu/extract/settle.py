"""What holds on every page, whatever the model said: one title, one lead, one signature; repeats, forms that leave no doubt.

Each function is one rule; its name stays on the lines that it decided.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from thoisu.extract.bylines import is_label, parse_signature
from thoisu.extract.dates import parse_visible_date
from thoisu.extract.items import Item, words_of
from thoisu.extract.neighbours import settle_end, settle_neighbours
from thoisu.extract.order import settle_lead, settle_order
from thoisu.extract.phrases import LINK, NUMBERED, brand_of, furniture_class
from thoisu.extract.repeats import Repeat
from thoisu.extract.verdicts import KEPT, TEXT, Verdict
from thoisu.model import LineRole

_QUOTED = re.compile(r"[“\"«]([^“”\"«»]+)[”\"»]")
_FAR = 300  # lines
_SIGNING = frozenset(("byline", "body", "heading", "pull_quote"))
_UNSURE: frozenset[LineRole] = frozenset(("byline", "source", "boilerplate"))


def settle(
    items: Sequence[Item], words: Sequence[Sequence[str]], repeats: Sequence[Repeat | None], verdicts: list[Verdict],
    title_odds: Callable[[int], float],
) -> list[Verdict]:
    """The verdicts of a model made to agree with each other and with what the lines' forms leave no doubt of; changed in place and returned.

    `title_odds` gives the model's probability that a line is the title.

    >>> lines = [Item(t, 0, 0) for t in ("Tít", "10:20 03/05/2019", "Một câu.")]
    >>> verdicts = [Verdict("title", "m"), Verdict("body", "m"), Verdict("body", "m")]
    >>> [v.role for v in settle(lines, [words_of(i.text) for i in lines], [None] * 3, verdicts, lambda i: 0.5)]
    ['title', 'date', 'body']
    """
    _sure_forms(items, words, verdicts)
    _repeats(items, words, verdicts, repeats)
    settle_neighbours(items, words, verdicts)
    _bare_page(items, verdicts)
    _one_title(items, verdicts, title_odds)
    settle_order(items, words, verdicts)
    _one_lead(verdicts)
    settle_lead(items, words, verdicts)
    _marked_lead(items, verdicts)
    _numbered(items, words, verdicts)
    _pull_quotes(items, words, verdicts)
    _speakers(items, words, verdicts)
    _name_at_the_end(items, verdicts)
    _labels_alone(items, verdicts)
    _one_signature(items, words, verdicts)
    _after_the_end(items, words, verdicts)
    settle_end(items, words, verdicts)
    return verdicts


def _sure_forms(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Lines whose form leaves no doubt: a date alone, a marked signature, a link to another story."""
    for i, verdict in enumerate(verdicts):
        text = items[i].text
        if len(text) > 250 or (verdict.role not in TEXT and verdict.role not in _UNSURE):
            continue
        signature = parse_signature(text)
        date = parse_visible_date(text) if len(text) < 120 else None
        furniture = furniture_class(text, words[i])
        if verdict.role == "byline" and signature and signature.kind == "source":
            verdicts[i] = Verdict("source", "source_form")
        elif text[0] in "©®":
            verdicts[i] = Verdict("boilerplate", "rights_form")
        elif date and (date.alone or (len(date.rest) < 50 and parse_signature(date.rest))):
            verdicts[i] = Verdict("date", "date_alone")
        elif furniture and furniture[0] == "tags" and ":" in text[:25] and not text.endswith("."):
            verdicts[i] = Verdict("tags", "tags_form")
        elif verdict.role in _UNSURE:
            continue
        elif signature and signature.marked:
            verdicts[i] = Verdict(signature.kind, "signature_form")
        elif LINK.match(text) and (len(text) < 140 or not text.endswith((".", "”", '"'))):
            verdicts[i] = Verdict("teaser", "link_form")


def _repeats(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict], repeats: Sequence[Repeat | None]) -> None:
    """A paragraph that a kept line above has said already, word for word or all but a few words."""
    for i, found in enumerate(repeats):
        if found and verdicts[i].role in ("lead", "body") and verdicts[found.of].role in KEPT and len(items[i].text) > 60:
            verdicts[i] = Verdict("duplicate", "repeat")
        elif found is None and verdicts[i].role == "duplicate" and len(words[i]) >= 8 and not _told_elsewhere(words, i):
            verdicts[i] = Verdict("body", "no_repeat")


def _told_elsewhere(words: Sequence[Sequence[str]], i: int) -> bool:
    """Whether most words of a line stand in one line above it, or in a longer one below: a lead with a mark before it, a lead cut short, a quote."""
    said = set(words[i])
    near = range(max(0, i - _FAR), min(len(words), i + _FAR))
    others = (j for j in near if j != i and len(words[j]) >= (8 if j < i else len(words[i])))
    return any(len(said.intersection(words[j])) >= 0.75 * len(said) for j in others)


def _bare_page(items: Sequence[Item], verdicts: list[Verdict]) -> None:
    """A page of few lines in which the model saw no text: its whole sentences are the text."""
    if len(items) > 12 or any(v.role in TEXT for v in verdicts):
        return
    for i, item in enumerate(items):
        whole = len(words_of(item.text)) >= 12 and item.text.endswith((".", "!", "?", "”", '"'))
        if whole and verdicts[i].role in ("teaser", "comment", "caption", "boilerplate"):
            verdicts[i] = Verdict("body", "bare_page")


def _one_title(items: Sequence[Item], verdicts: list[Verdict], title_odds: Callable[[int], float]) -> None:
    """Several titles: the likeliest stays. None: the likeliest short line above the text becomes it."""
    titles = [i for i, v in enumerate(verdicts) if v.role == "title"]
    if len(titles) > 1:
        sure = {i: title_odds(i) for i in titles}
        best = next(i for i in titles if sure[i] >= 0.5 * max(sure.values()))
        for i in titles:
            if i != best:
                same = words_of(items[i].text) == words_of(items[best].text)
                lead = not same and _leads_in(verdicts, best, i)
                verdicts[i] = Verdict("duplicate" if same else "lead" if lead else "teaser", "one_title")
    elif not titles:
        first = next((i for i, v in enumerate(verdicts) if v.role in TEXT), len(items))
        above = [i for i in range(first) if 2 <= len(words_of(items[i].text)) <= 35]
        if first < len(items) and verdicts[first].role == "lead" and _may_be_title(items[first]):
            verdicts[first] = Verdict("title", "no_title_seen")
            return
        if above:
            best = max(above, key=title_odds)
            if title_odds(best) > 0.02 or (len(items) <= 12 and not items[best].text.endswith(".")):
                verdicts[best] = Verdict("title", "no_title_seen")


def _may_be_title(item: Item) -> bool:
    return item.markup is None and item.text[-1].isalnum() and 4 <= len(words_of(item.text)) <= 25


def _leads_in(verdicts: Sequence[Verdict], title: int, i: int) -> bool:
    """Whether a line that looks like a second title stands between the title and the text, where a short lead would."""
    between = {v.role for v in verdicts[title + 1 : i]}
    following = next((v.role for v in verdicts[i + 1 :] if v.role not in ("boilerplate", "date", "byline", "caption", "duplicate")), None)
    return title < i <= title + 6 and not between & {"body", "lead", "teaser"} and following in ("body", "lead")


def _one_lead(verdicts: list[Verdict]) -> None:
    """Only the first lead is one, and only above the body."""
    seen = False
    for i, verdict in enumerate(verdicts):
        if verdict.role == "lead" and seen:
            verdicts[i] = Verdict("body", "one_lead")
        elif verdict.role in ("lead", "body"):
            seen = True


def _marked_lead(items: Sequence[Item], verdicts: list[Verdict]) -> None:
    """Without a lead, a first paragraph that the page sets apart (bold, a class, the head's description, the outlet's mark) is it."""
    first = next((i for i, v in enumerate(verdicts) if v.role in ("lead", "body")), None)
    if first is not None and verdicts[first].role == "body":
        markup = items[first].markup
        if markup and (markup.hints & {"bold", "lead", "meta_lead"} or brand_of(items[first].text)):
            verdicts[first] = Verdict("lead", "marked_lead")


def _numbered(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """The title again with a picture's number behind it, and whatever caption the crawl glued to it."""
    title = next((words[i] for i, v in enumerate(verdicts) if v.role == "title"), [])
    for i, verdict in enumerate(verdicts):
        text = items[i].text
        if verdict.role in TEXT and title and len(text) < 400 and words[i][: len(title)] == title and NUMBERED.search(text):
            verdicts[i] = Verdict("caption", "title_numbered")


def _pull_quotes(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """A sentence set apart that a paragraph near it quotes as well says nothing new, nor do the lines that name its speaker."""
    @cache
    def quotes(j: int) -> list[str]:
        text = items[j].text
        return [f" {' '.join(words_of(quoted))} " for quoted in _QUOTED.findall(text)] if any(mark in text for mark in "“\"«") else []

    for i, verdict in enumerate(verdicts):
        markup = items[i].markup
        if verdict.role == "body" and markup and markup.hints & {"quote", "in_quote", "in_blockquote"} and len(words[i]) < 60:
            for j in (i, *_speaker_lines(items, words, verdicts, i)):
                verdicts[j] = Verdict("pull_quote", "quote_markup")
        if verdict.role not in ("body", "caption", "pull_quote") or not 8 <= len(words[i]) <= 40:
            continue
        near = range(max(0, i - 4), min(len(items), i + 5))
        quoting = [j for j in near if verdicts[j].role == "body" and len(words[j]) > len(words[i]) + 4 and quotes(j)]
        said = " " + " ".join(words[i]) + " " if quoting else ""
        if any(said in quoted for j in quoting for quoted in quotes(j)):
            for j in (i, *_speaker_lines(items, words, verdicts, i)):
                verdicts[j] = Verdict("duplicate", "quote_repeated")


def _speakers(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Short names of persons or offices right beside a pull quote are its speaker's, no captions."""
    for i, verdict in enumerate(verdicts):
        if verdict.role == "pull_quote" and len(words[i]) > 8:
            for j in _speaker_lines(items, words, verdicts, i):
                signed = items[j].markup is not None and _is_marked(items[j].text)
                if verdicts[j].role in ("caption", "byline", "body", "heading", "teaser") and not signed:
                    verdicts[j] = Verdict("pull_quote", "speaker")


def _speaker_lines(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: Sequence[Verdict], quote: int) -> list[int]:
    """The one or two short lines beside a pull quote, before it or else behind it, that name a person or an office."""
    for step in (-1, 1):
        found = []
        for j in (quote + step, quote + 2 * step):
            if not 0 <= j < len(items) or len(words[j]) > 8 or items[j].text[-1] in ".!?:":
                break
            if verdicts[j].role in ("title", "date", "tags", "heading"):
                break
            found.append(j)
        if found and any(items[j].text.istitle() or items[j].text[0].isupper() for j in found):
            return found
    return []


def _after_the_end(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Short sentences among teasers and comments behind the article's end (its tags, a list of other stories) are not its text."""
    body = [i for i, v in enumerate(verdicts) if v.role == "body"]
    if len(body) < 3:
        return
    below = [i for i in range(body[1], len(items)) if verdicts[i].role not in TEXT]
    end = next((i for i in below if verdicts[i].role == "tags" or _is_list_heading(items[i].text)), len(items))
    behind = [i for i in body if i > end]
    if not behind or 2 * len(behind) > len(items) - end or sum(len(words[i]) for i in behind) > 0.3 * sum(len(words[i]) for i in body):
        return
    for i in behind:
        if len(words[i]) < 25:
            verdicts[i] = Verdict("teaser", "after_the_end")


def _is_list_heading(text: str) -> bool:
    found = furniture_class(text) if len(text) < 60 else None
    return found is not None and found[0] == "related" and found[1] > 0.6


def _name_at_the_end(items: Sequence[Item], verdicts: list[Verdict]) -> None:
    """A person's name alone on the last line of the text, or on the one behind it, signs it where nothing else does."""
    if any(v.role == "byline" for v in verdicts):
        return
    last = next((i for i in range(len(items) - 1, -1, -1) if verdicts[i].role in TEXT), None)
    if last is None:
        return
    signature = parse_signature(items[last].text) if len(items[last].text) <= 50 else None
    if signature and signature.kind == "byline" and verdicts[last].role == "body":
        verdicts[last] = Verdict("byline", "name_at_the_end")
        return
    behind = next((i for i in range(last + 1, len(items)) if verdicts[i].role not in ("source", "caption", "duplicate")), len(items))
    if behind + 1 >= len(items) or verdicts[behind].role not in ("comment", "boilerplate") or len(items[behind].text) > 40:
        return
    signature = parse_signature(items[behind].text)
    alone = furniture_class(items[behind].text) is None and not items[behind + 1].text.endswith((".", "!", "?"))
    if alone and signature and signature.kind == "byline" and len(items[behind].text.split()) > 1:
        verdicts[behind] = Verdict("byline", "name_behind_the_end")


def _labels_alone(items: Sequence[Item], verdicts: list[Verdict]) -> None:
    """The word before a writer's name, in a block of its own, is no signature."""
    for i, verdict in enumerate(verdicts):
        if verdict.role in _SIGNING and items[i].markup is not None and is_label(items[i].text):
            verdicts[i] = Verdict("boilerplate", "label_alone")


def _one_signature(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Where a page signs twice, the outlet's own signature counts: one above the text, else the last; one that ends the text stays in it."""
    signed = [i for i, v in enumerate(verdicts) if v.role == "byline"]
    if len(signed) < 2:
        return
    body = [i for i, v in enumerate(verdicts) if v.role == "body"]
    marked = [i for i in signed if items[i].markup is not None and _is_marked(items[i].text)] or signed
    own = marked[0] if not body or marked[0] < body[0] else _closing(marked, body, words)
    for i in signed:
        before = next((verdicts[j].role for j in range(i - 1, -1, -1) if verdicts[j].role not in ("caption", "duplicate")), None)
        markup = items[i].markup
        named = markup is not None and (markup.right or "author" in markup.hints)
        if i == own or before != "body" or named:
            continue
        form = parse_signature(items[i].text)
        if form and markup is None and items[i].text.lower().startswith(("theo ", "(theo ", "nguồn")):
            verdicts[i] = Verdict("source", "second_signature")
            continue
        text = markup is not None or (form is not None and form.kind == "byline")
        verdicts[i] = Verdict("body", "second_signature") if text else Verdict("boilerplate", "no_signature")


def _is_marked(text: str) -> bool:
    signature = parse_signature(text)
    return signature is not None and signature.marked


def _closing(signed: Sequence[int], body: Sequence[int], words: Sequence[Sequence[str]]) -> int:
    """Of several signatures behind the text's start, the last one that most of the text stands above and little below."""
    total = sum(len(words[i]) for i in body)
    closing = [s for s in signed if sum(len(words[i]) for i in body if i > s) <= 0.1 * total]
    return closing[0] if closing and closing[0] != signed[0] and len(closing) < len(signed) else signed[-1]
