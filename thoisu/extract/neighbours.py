"""What the lines around a line settle: sentences among text, titles among titles, lists that are announced, speakers of a quote set apart.

Each function is one rule; its name stays on the lines that it decided.
"""

import re
from collections import Counter
from collections.abc import Sequence

from thoisu.extract.items import Item
from thoisu.extract.phrases import BULLET, LINK, furniture_class
from thoisu.extract.said import TELLING
from thoisu.extract.verdicts import KEPT, TEXT, Verdict

_ENDED = (".", "!", "?", "”", '"')
_FIRST_PERSON = frozenset(["tôi", "ta", "mình", "chúng"])
_TO_THE_PAGE = re.compile(
    r"(?i)\b(?:cảm|cám) ơn (?:báo|tác giả|toà soạn|tòa soạn|nhà báo|bài|bạn|các bạn|anh|chị)\b"
    r"|\bbài (?:viết |báo )?(?:này )?(?:rất|quá|thật|hay|đúng|bổ ích|hữu ích|sâu sắc|chính xác)\b"
    r"|\b(?:các bác|bác nào|mọi người ơi|ad ơi|thớt|bạn (?:nói|ở) trên)\b|\b(?:mong|đề nghị|nhờ) (?:báo|toà soạn|tòa soạn)\b"
)
_CLOCK = re.compile(r"[(\[]?\d{1,3}(?:\s?(?:h|g|giờ|:)\s?\d{0,2}|['’])(?:\s?[+]\s?\d)?[)\]]?\s*[:.–-]?$")
_POINTS = re.compile(r"[>»›•■►▶→=]")  # what stands before links; dashes and stars stand before turns of talk as well
_TURN = re.compile(r"(?:[-–*+♦]|[^:.?!]{2,25}:)\s")
_LIST_MOST = 12


def settle_neighbours(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Apply the rules that hold before a title is chosen, in place."""
    _between_text(items, words, verdicts)
    _said_again(items, words, verdicts)
    go_on(items, words, verdicts)
    _between_others(items, words, verdicts)
    _speaker_first(items, words, verdicts)


def go_on(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Sentences and announced lists behind a paragraph are text as well, in place."""
    _announced_list(items, words, verdicts)
    _goes_on(items, words, verdicts)
    _announced_list(items, words, verdicts)
    _goes_on(items, words, verdicts)


def settle_end(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Apply the rules on the last lines of the text, in place."""
    _titles_at_the_end(items, words, verdicts)
    _readers_at_the_end(items, words, verdicts)


def _between_text(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """A whole sentence between two paragraphs is text, unless it points elsewhere or stands under a picture."""
    for i in range(1, len(items) - 1):
        text, role = items[i].text, verdicts[i].role
        if role not in ("teaser", "comment", "caption") or len(words[i]) < 8 or not text.endswith(_ENDED):
            continue
        markup = items[i].markup
        if LINK.match(text) or BULLET.match(text) or (markup is not None and not (markup.inside and markup.linked < 0.5)):
            continue
        if role == "caption" and (markup is not None or len(words[i]) < 12 or verdicts[i].rule != "lines_text" or not _tells(text, words[i])):
            continue
        if _text_at(items, words, verdicts, i, -1) and _text_at(items, words, verdicts, i, 1):
            verdicts[i] = Verdict("body", "between_text")


def _tells(text: str, words: Sequence[str]) -> bool:
    return len(TELLING.intersection(words)) >= 2 and not re.search(r"(?i)(?:ảnh|nguồn|hình|video)\s*[:：]", text)


def _text_at(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: Sequence[Verdict], i: int, step: int) -> bool:
    """Whether the next line that way is text, over at most two links or captions."""
    for j in (i + step, i + 2 * step, i + 3 * step):
        if not 0 <= j < len(items):
            return False
        if verdicts[j].role == "body":
            return len(words[j]) >= 8
        if not (verdicts[j].role == "caption" or (verdicts[j].role == "teaser" and LINK.match(items[j].text))):
            return False
    return False


def _said_again(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Short lines that the page shows several times, and lines without a word, are the site's."""
    count = Counter(item.text for item in items if len(item.text) < 60)
    for i, verdict in enumerate(verdicts):
        text = items[i].text
        if verdict.role not in ("body", "heading", "lead") or len(words[i]) > 8 or text.endswith(_ENDED) or items[i].markup is not None:
            continue
        if text[0] in "-*+♦•" or _CLOCK.match(text):
            continue
        if count[text] > 1 or sum(c.isalpha() for c in text) < 2:
            verdicts[i] = Verdict("boilerplate", "said_again")


def _goes_on(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Whole sentences right behind a paragraph go on with it: a list of other stories begins with a title."""
    going = False
    for i in range(1, len(items)):
        role, text = verdicts[i].role, items[i].text
        if role == "body":
            going = len(words[i]) >= 8 and text.endswith(_ENDED)
        elif role == "teaser" and going and items[i].markup is None and text[-1] == ":" and len(words[i]) >= 5:
            verdicts[i] = Verdict("body", "goes_on")
            going = False
        elif role == "teaser" and going and items[i].markup is None:
            if LINK.match(text):
                continue
            turn = _TURN.match(text) is not None and text.endswith(_ENDED)
            going = (turn or (len(words[i]) >= 8 and text.endswith((".", "”", '"')))) and not _POINTS.match(text)
            if going:
                verdicts[i] = Verdict("body", "goes_on")
        elif role != "caption":
            going = False


def _announced_list(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Short lines between a paragraph that ends in a colon and the next paragraph are the list that it announces."""
    i = 0
    while i < len(items) - 2:
        i += 1
        if verdicts[i - 1].role != "body" or items[i - 1].text[-1] != ":" or len(words[i - 1]) < 5:
            continue
        end = next((j for j in range(i, min(len(items), i + _LIST_MOST)) if _closes_a_list(items[j], words[j], verdicts[j])), None)
        run = range(i, end) if end is not None else range(0)
        if len(run) >= 2 and all(len(words[j]) <= 30 and _may_list(items[j], verdicts[j]) for j in run):
            for j in run:
                if verdicts[j].role != "body":
                    verdicts[j] = Verdict("body", "announced_list")
            if verdicts[run[-1] + 1].role == "teaser":
                verdicts[run[-1] + 1] = Verdict("body", "announced_list")
            i = run[-1]


def _closes_a_list(item: Item, words: Sequence[str], verdict: Verdict) -> bool:
    return verdict.role in ("body", "teaser") and len(words) >= 12 and item.text.endswith(_ENDED) and not LINK.match(item.text)


def _may_list(item: Item, verdict: Verdict) -> bool:
    known = verdict.role in ("title", "date", "duplicate", "comment") or LINK.match(item.text) or furniture_class(item.text) is not None
    return not known and (item.markup is None or item.markup.linked < 0.5)


def _between_others(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """One or two lines amid other stories' titles, behind the text, are of those stories."""
    body = [i for i, v in enumerate(verdicts) if v.role == "body"]
    if len(body) < 4:
        return
    last = max((i for i in body if len(words[i]) >= 12), default=0)
    for i in body[3:]:
        if items[i].markup is not None or len(words[i]) > 45:
            continue
        above = verdicts[i - 1].role == "teaser" and verdicts[i - 2].role != "body"
        below = next((verdicts[j].role for j in range(i + 1, min(len(items), i + 3)) if verdicts[j].role not in TEXT), None)
        if above and below == "teaser" and i >= last:
            verdicts[i] = Verdict("teaser", "between_others")


def _speaker_first(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """An office, a name and, without marks, what that person says: a quote set apart between paragraphs."""
    for i in range(2, len(items) - 2):
        said = items[i + 2].text
        if verdicts[i + 2].role not in ("body", "pull_quote", "caption", "duplicate") or not 8 <= len(words[i + 2]) <= 60 or not said.endswith("."):
            continue
        if said[0] in "“\"-" or not _FIRST_PERSON.intersection(words[i + 2]) or verdicts[i - 1].role not in TEXT:
            continue
        pair = (items[i].text, items[i + 1].text)
        if all(1 < len(t.split()) <= 8 and t[-1] not in ".!?:,;" and t[0].isupper() for t in pair) and any(_is_name(t) for t in pair):
            for j in (i, i + 1, i + 2):
                if verdicts[j].role != "date":
                    verdicts[j] = Verdict("pull_quote", "speaker_first")
            behind = i + 3
            if verdicts[behind : behind + 1] and verdicts[behind].role == "pull_quote" and not _FIRST_PERSON.intersection(words[behind]):
                verdicts[behind] = Verdict("body", "speaker_first")  # the text goes on


def _is_name(text: str) -> bool:
    parts = text.split()
    return 2 <= len(parts) <= 5 and all(p[0].isupper() for p in parts)


def _titles_at_the_end(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Behind the last whole paragraph and a signature, tags or list of others, lines without an end mark are other stories' titles."""
    last = max((i for i, v in enumerate(verdicts) if v.role == "body" and len(words[i]) >= 10 and items[i].text.endswith(_ENDED)), default=len(items))
    closed = False
    for i in range(last + 1, len(items)):
        role = verdicts[i].role
        if role in ("byline", "source", "tags", "teaser", "comment"):
            closed = True
        elif closed and role in ("body", "heading", "pull_quote") and _like_a_title(items[i], words[i]):
            verdicts[i] = Verdict("teaser", "titles_at_the_end")


def _like_a_title(item: Item, words: Sequence[str]) -> bool:
    return len(words) <= 25 and not item.text.endswith((*_ENDED, ":", ";")) and item.markup is None


def _readers_at_the_end(items: Sequence[Item], words: Sequence[Sequence[str]], verdicts: list[Verdict]) -> None:
    """Short last lines of the text that speak to the page or its readers are comments."""
    kept = [i for i, v in enumerate(verdicts) if v.role in KEPT]
    while len(kept) > 3:
        i = kept.pop()
        text = items[i].text
        if i + 1 < len(items) and verdicts[i + 1].role in ("byline", "source"):
            return  # a letter to the page, signed
        if items[i].markup is not None or verdicts[i].role != "body" or len(words[i]) > 30 or text[0] in "“\"-" or not _TO_THE_PAGE.search(text):
            return
        verdicts[i] = Verdict("comment", "readers_at_the_end")
