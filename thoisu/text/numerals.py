"""Vietnamese numbers: spelled out (`ba mươi mốt`), in figures with points and commas (`1.234,5`), mixed (`2,5 triệu`, `hai rưỡi`)."""

import re
from collections.abc import Iterator

from thoisu.model import Span
from thoisu.text.normalize import lower

ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}
MAGNITUDES = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_FIGURES = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?"
_STARTS = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|chục|nửa|trăm|không"
_LATER = "không|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|chục|trăm|linh|lẻ|nghìn|ngàn|vạn|triệu|tỷ|tỉ|rưỡi"
SPELLED = rf"(?:{_STARTS})(?: (?:{_LATER})){{0,24}}"  # no number is longer; bounded, so that a run of numerals costs no more than its length
NUMBER = rf"(?:{_FIGURES})(?: (?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?: (?:nghìn|ngàn|triệu|tỷ|tỉ))?)?(?: rưỡi)?|{SPELLED}"
_WHOLE_FIGURES = re.compile(_FIGURES)
_FOUND = re.compile(rf"(?<![\w.,/-])(?:{NUMBER})(?![\w])")
_UNIT = re.compile(r" ?(%|độ c|usd|euro|km/h|km2|km|m2|m3|kg|ha|(?:[^\W\d_]+)(?:/[^\W\d_]+)?)")
_BARE_WORDS = {"một", "không", "năm", "ba", "tư", "chín", "mười", "trăm", "chục", "nửa", "hai", "bốn", "sáu", "bảy", "bẩy", "tám"}


def parse_figures(text: str) -> float | None:
    """The value of a number in figures, Vietnamese style: points group thousands, a comma starts decimals.

    A single point with other than three digits after it, or a comma with others repeated, is read the English way.

    >>> [parse_figures(t) for t in ("1.234,5", "3.5", "1,234,567", "12.000", "7,92")]
    [1234.5, 3.5, 1234567.0, 12000.0, 7.92]
    """
    if not _WHOLE_FIGURES.fullmatch(text):
        return None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return float(text.replace(".", "").replace(",", "."))
    if text.count(",") >= 2:
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))


def _below_thousand(words: list[str]) -> float | None:
    """The value of hundreds, tens and ones; None where the words do not make one number."""
    total, ones, seen = 0.0, None, False
    for word in words:
        if word in ONES:
            if ones is not None and ones >= 0 and not (seen and ones == 0):
                return None
            ones, seen = ONES[word], True
        elif word == "mười":
            if ones is not None or total % 100:
                return None
            total, ones, seen = total + 10, None, True
        elif word in ("mươi", "chục"):
            if ones is None and word == "mươi":
                return None
            total, ones, seen = total + 10 * (1 if ones is None else ones), None, True
        elif word == "trăm":
            total, ones, seen = (total + (1 if ones is None else ones)) * 100, None, True
        elif word in ("linh", "lẻ"):
            if not seen:
                return None
            ones = None
        else:
            return None
    return total + (ones or 0) if seen else None


def parse_number(text: str) -> float | None:
    """The value of a Vietnamese number, spelled out or in figures, with words of magnitude and `rưỡi`; None where it is none.

    `rưỡi` adds half of the last magnitude (`hai triệu rưỡi`), half of one after a plain number. Whole values are equal to ints.

    >>> [parse_number(t) for t in ("ba mươi mốt", "1.234,5", "hai rưỡi", "2,5 triệu", "một trăm linh năm", "năm nghìn tỷ", "nửa")]
    [31.0, 1234.5, 2.5, 2500000.0, 105.0, 5000000000000.0, 0.5]
    """
    words = lower(text).split()
    half = words[-1:] == ["rưỡi"]
    if half:
        words = words[:-1]
    if words == ["nửa"]:
        return None if half else 0.5
    if not words:
        return None
    total, scale = 0.0, 1
    group: list[str] = []
    for i, word in enumerate(words):
        if word in MAGNITUDES:
            value = _group_value(group)
            if value is None and (group or (i == 0 or words[i - 1] not in MAGNITUDES)):
                return None
            scale = MAGNITUDES[word]
            if value is None:  # `nghìn tỷ`: a magnitude of a magnitude
                total *= scale
            else:
                total += value * scale
            group = []
        else:
            group.append(word)
    rest = _group_value(group) if group else 0.0
    if rest is None:
        return None
    if half:
        tens = 100 if group[-1:] == ["trăm"] else 1
        return total + rest + 0.5 * (tens if group else scale)
    return total + rest


def _group_value(words: list[str]) -> float | None:
    if len(words) == 1 and words[0][0].isdigit():
        return parse_figures(words[0])
    return _below_thousand(words)


def find_numbers(text: str) -> Iterator[tuple[Span, float, str]]:
    """Each number of a text with its value and the word or sign after it in lower case ('' where none), in order.

    A lone spelled-out word counts only with a unit after it; parts of dates, codes and scores are left out.

    >>> t = "Bão làm 1.200 người chết, hai mươi tàu chìm, thiệt hại 2,5 triệu USD."
    >>> [(t[s.start:s.end], v, u) for s, v, u in find_numbers(t)]
    [('1.200', 1200.0, 'người'), ('hai mươi', 20.0, 'tàu'), ('2,5 triệu', 2500000.0, 'usd')]
    """
    key = lower(text)
    for match in _FOUND.finditer(key):
        end = match.end()
        if key[end : end + 1] in "/-" and key[end + 1 : end + 2].isdigit():
            continue
        words = match.group()
        value = parse_number(words)
        unit = _UNIT.match(key, end)
        if value is None or (words in _BARE_WORDS and not unit):
            continue
        yield Span(match.start(), end), value, unit.group(1) if unit else ""
