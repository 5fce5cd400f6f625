"""A line by itself: what is asked of it more than once, and the features of its own shape and words."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from thoisu.extract.bylines import parse_signature
from thoisu.extract.dates import parse_visible_date
from thoisu.extract.phrases import BULLET, CONTACT, CREDIT, ILLUSTRATION, NUMBERED, brand_of, furniture_class
from thoisu.extract.said import PICTURE, TELLING, Said
from thoisu.extract.sheet import Sheet
from thoisu.text.normalize import lower

_LENGTHS = (1, 2, 3, 4, 6, 9, 13, 18, 25, 32, 40, 50, 70, 120)
_ENDS = (".", "!", "?", "…")
_LONG = 18  # words; a line of so many, with an end mark, is text
# How a paragraph takes up the one before it.
_LINKS = re.compile(
    r"(?:tuy nhiên|trong khi đó|theo đó|ngoài ra|bên cạnh đó|trước đó|sau đó|cũng theo|đồng thời|mặt khác|hiện(?: nay| tại)?|"
    r"được biết|như vậy|do đó|vì vậy|"
    r"về phần mình|về việc này|về vấn đề này|cùng ngày|cụ thể|đáng chú ý|trong đó|đến nay|tại đây|khi đó|lúc này|mặc dù|nhưng|"
    r"và|còn|cũng|chính|đây|đó|"
    r"sự việc|vụ việc|theo (?:ông|bà|anh|chị)|(?:ông|bà|anh|chị)(?! [a-zà-ỹ]*$)|họ|nguồn tin|tuyên bố|thông tin|quyết định|"
    r"điều này|việc này|động thái|"
    r"trả lời|phát biểu|trao đổi|nói về|đối với|trước (?:đây|tình hình|sự việc)|thêm vào đó|không chỉ|để|nếu|khi|sau khi|kể từ)\b"
)
_LINK_STARTS = frozenset([
    "tuy", "trong", "theo", "ngoài", "bên", "trước", "sau", "cũng", "đồng", "mặt", "hiện", "được", "như", "do", "vì", "về", "cùng", "cụ", "đáng",
    "đến", "tại", "khi", "lúc", "mặc", "nhưng", "và", "còn", "chính", "đây", "đó", "sự", "vụ", "ông", "bà", "anh", "chị", "họ", "nguồn", "tuyên",
    "thông", "quyết", "điều", "việc", "động", "trả", "phát", "trao", "nói", "đối", "thêm", "không", "để", "nếu", "kể",
])
_PATTERNS = (("credit", CREDIT), ("illustration", ILLUSTRATION), ("numbered", NUMBERED))
_FACES = ("!!", "??", ":)", "=)", ":(")
_AGO = re.compile(r"(?i)\b\d+ (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước\b")
_LETTER_RUN, _DIGIT_RUN = re.compile(r"[^\W\d_]+"), re.compile(r"\d")
_MARKS_BEHIND = "”\"»’')]"
_STARTS, _BULLETS = frozenset("\"“'‘(-–*>•[»+#@:"), frozenset("> »›•·*■►▶+→=-–")

_N, _TALKS, _COMMAS = ([f"{name}={k}" for k in range(16)] for name in ("n", "talk", "commas"))
_CAPS, _DIGIT_SHARES, _GLUES, _SPEAKERS = ([f"{name}={k}" for k in range(8)] for name in ("caps", "digits", "glue", "speaker"))
_N_ENDED = {(k, ended): f"n{k}e{ended}" for k in range(16) for ended in (False, True)}


class Counts(NamedTuple):
    """What is counted in a line: a share of capitalised tokens, characters of some kinds, words of some classes."""

    capitals: float
    digits: int
    commas: int
    separators: int
    glue: int
    speaker: int
    talk: int
    telling: bool
    pictured: bool
    before: bool


class Line:
    """A line with everything that is asked of it more than once."""

    __slots__ = ("counts", "date", "digits", "ended", "furniture", "kind", "long", "pictured", "signature", "start", "text", "words")

    def __init__(self, text: str, words: list[str], counts: Counts) -> None:
        self.text = text
        self.words = words
        self.counts = counts
        self.digits = counts.digits
        self.ended = text.rstrip(_MARKS_BEHIND)[-1:] in _ENDS or text.endswith("./")
        self.long = len(words) >= _LONG
        self.start = _start(text)
        size = len(text)
        self.furniture = furniture_class(text, words) if size < 200 else None
        self.date = parse_visible_date(text) if size < 120 and self.digits > 2 else None
        self.signature = parse_signature(text) if size <= 110 else None
        self.pictured = size < 250 and counts.pictured
        self.kind = _kind(self)


def make_blocks(texts: Sequence[str], sheet: Sheet) -> list[Line]:
    """The blocks of a page with tags; glue words, words of speakers and of talk are not counted."""
    counts = zip(sheet.capitals, sheet.digits, sheet.commas, sheet.separators, sheet.words, strict=True)
    return [
        Line(text, words, Counts(
            capitals, digits, commas, separators, 0, 0, 0, not TELLING.isdisjoint(words), not PICTURE.isdisjoint(words), "trước" in words,
        ))
        for text, (capitals, digits, commas, separators, words) in zip(texts, counts, strict=True)
    ]


def make_lines(texts: Sequence[str], sheet: Sheet, said: Said) -> list[Line]:
    """The lines of a page with what is counted in them.

    >>> from thoisu.extract.said import read_said
    >>> from thoisu.extract.sheet import read_sheet
    >>> sheet = read_sheet(texts := ["Hai bên gặp nhau", "10:20 03/05/2019"])
    >>> [line.kind for line in make_lines(texts, sheet, read_said(sheet))]
    ['S', 'date']
    """
    counts = map(
        Counts, sheet.capitals, sheet.digits, sheet.commas, sheet.separators, said.glue, said.speaker, said.talk, said.telling, said.pictured,
        said.before,
    )
    return [Line(text, words, counted) for text, words, counted in zip(texts, sheet.words, counts, strict=True)]


def _start(text: str) -> str:
    char = text[0]
    if char.isalpha():
        return "upper" if char.isupper() else "lower"
    return "digit" if char.isdigit() else char if char in _STARTS else "mark"


def has_contact(line: Line) -> bool:
    """True for a short line with a telephone number, an address of mail or of the web."""
    text = line.text
    if len(text) >= 250 or not (line.digits > 7 or "@" in text or "//" in text or "w." in text or "W." in text):
        return False
    return CONTACT.search(text) is not None


def _kind(line: Line) -> str:
    """One word for what a line is at first sight."""
    text = line.text
    if line.date and line.date.alone:
        return "date"
    if line.signature and line.signature.marked:
        return "Signature" if line.signature.kind == "byline" else "Zsource"
    if line.furniture and line.furniture[1] == 1.0:
        return f"furniture-{line.furniture[0]}"
    if line.pictured and (CREDIT.match(text) or CREDIT.match(text, 1) or NUMBERED.search(text) or ILLUSTRATION.match(text)):
        return "Credit"
    if line.furniture and (len(line.words) < 14 or has_contact(line)):
        return f"furniture+{line.furniture[0]}"
    if line.signature:
        return "name"
    size = "L" if line.long else "S" if len(line.words) > 3 else "t"
    return size + ("?" if text[-1] == "?" else "." if line.ended else ":" if text[-1] == ":" else "")


def own_features(line: Line) -> list[str]:
    """The features of a line's shape and words.

    >>> from thoisu.extract.said import read_said
    >>> from thoisu.extract.sheet import read_sheet
    >>> sheet = read_sheet(["TIN LIÊN QUAN"])
    >>> "allcaps" in own_features(make_lines(["TIN LIÊN QUAN"], sheet, read_said(sheet))[0])
    True
    """
    features = _shape(line)
    features += _talk(line)
    features += _marks(line)
    features += _forms(line)
    features += _classes(line)
    features += _worded(line)
    if line.ended and len(line.words) > 9:
        features.append(f"w0={line.words[0][:20]}")
    if line.ended and len(line.words) <= 25:
        features += [f"b={w[:20]}" for w in dict.fromkeys(line.words)]
    return features


def block_features(line: Line) -> list[str]:
    """The features of the shape and form of a block whose tags say more of it than its words."""
    features = _shape(line)
    features += _marks(line)
    features += _forms(line)
    features += _worded(line)
    return features


def _shape(line: Line) -> list[str]:
    text, n, last = line.text, len(line.words), line.text[-1]
    size, ended = bisect_left(_LENGTHS, n), line.ended
    counts = line.counts
    capitals = bisect_left((0.0, 0.15, 0.4, 0.7, 0.99), counts.capitals)
    end = text.rstrip(_MARKS_BEHIND)[-1:] or last if ended else "w" if last.isalnum() else last
    out = [
        _N[size], f"end={end}", _N_ENDED[size, ended], _CAPS[capitals], f"kind={line.kind}", f"start={line.start}",
        _DIGIT_SHARES[bisect_left((0.0, 0.05, 0.2, 0.5), line.digits / len(text))],
    ]
    if n <= 30 and ended and not counts.telling:
        out.append(f"still={min(4, n // 5)}")
    return out


def _talk(line: Line) -> list[str]:
    """How much a line has of the way in which readers write."""
    text, n, out = line.text, len(line.words), []
    if n <= 3:
        out.append("sh=" + _DIGIT_RUN.sub("0", _LETTER_RUN.sub("a", text))[:12])
    if n <= 60:
        out.append(_TALKS[min(4, line.counts.talk + sum([face in text for face in _FACES]) + text.endswith(".."))])
    return out


def _marks(line: Line) -> list[str]:
    text, n, counts = line.text, len(line.words), line.counts
    out: list[str] = []
    if n > 60:
        return out
    if line.digits and counts.before and _AGO.search(text):
        out.append("ago")
    if n <= 40 and not line.ended:
        parts = counts.separators
        if parts and n <= 4 * (parts + 1):
            out.append(f"listed_words={min(3, parts)}")
    if n > 1 and text.isupper():
        out.append("allcaps")
    return out


def _forms(line: Line) -> list[str]:
    """Dates, signatures, furniture, marks in front, contacts, picture words, brands."""
    text, out = line.text, []
    if line.date:
        out.append("date=" + ("alone" if line.date.alone else "with" if len(line.date.rest) < 40 else "within"))
    if line.signature:
        out += [f"sign={line.signature.kind}", f"sign={line.signature.kind}{line.signature.marked}"]
    if line.furniture:
        out += [f"furniture={line.furniture[0]}", f"fshare={bisect_left((0.2, 0.4, 0.7, 0.99), line.furniture[1])}"]
    if text[0] in _BULLETS and BULLET.match(text):
        out.append("bullet")
    if has_contact(line):
        out.append("contact")
    if line.pictured:
        out += [name for name, pattern in _PATTERNS if pattern.search(text)]
        if len(line.words) < 60 and CREDIT.search(text[-50:]):
            out.append("credit_end")
    head = text[:32]
    if (head[0] in "([" or "- " in head or "– " in head or "— " in head) and brand_of(text):
        out.append("brand")
    return out


def _classes(line: Line) -> tuple[str, str]:
    n = max(1, len(line.words))
    return (
        _GLUES[bisect_left((0.0, 0.05, 0.12, 0.2, 0.3), line.counts.glue / n)],
        _SPEAKERS[bisect_left((0.0, 0.05, 0.12, 0.2), line.counts.speaker / n)],
    )


def _worded(line: Line) -> list[str]:
    words, out = line.words, [_COMMAS[min(3, line.counts.commas)]]
    if ":" in line.text[:30]:
        out.append("colon")
    if words and words[0] in _LINK_STARTS and _LINKS.match(lower(line.text[:40])):
        out.append(f"links{line.ended}")
    if len(words) <= 9:
        out += [f"w={w[:20]}" for w in words[:3]]
    return out
