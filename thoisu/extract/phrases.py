"""Classes of what a line says by its words: furniture of the page, picture credits, links, brands at a text's start."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from thoisu.extract.outlets import outlet_from_mark
from thoisu.lexicon import load_rows
from thoisu.text.normalize import tone_key

_KEY_SPACE = re.compile(r"[\W_]+")
CREDIT = re.compile(r"(?:ảnh|hình|hình ảnh|nguồn ảnh|photo|clip|video|đồ họa|infographic)\s*(?:minh h[ọo]a|tư liệu|chụp|cắt)?\s*[:：]", re.IGNORECASE)
ILLUSTRATION = re.compile(r"^\W*(?:\(?\s*)?(?:ảnh|hình|hình ảnh)\s+(?:minh h[oọ][aạ]|tư liệu|internet|chụp)\b", re.IGNORECASE)
# A picture's number glued to the title by the crawl: `... với Nga ảnh 1Tổng thư ký ...`
NUMBERED = re.compile(
    r"\s[-–]?\s?(?:ảnh|hình|photo|image)\s?\d{1,2}\b|\s[-–]?\s?(?:ảnh|hình|photo)\s?\d{1,2}(?=[A-ZĐÀ-Ỹ])|^(?:ảnh|hình)\s?\d{1,2}\b",
    re.IGNORECASE,
)
BRAND = re.compile(r"^[(\[]?\s*(?P<mark>[^()\[\]–-]{2,24}?)\s*[)\]]?\.?\s*[-–—]\s|^[(\[](?P<inside>[^()\[\]]{2,24})[)\]]\s")
BULLET = re.compile(r"^\s*(?:>+|»+|›|•|·|\*|■|►|▶|\+|→|=>|[-–]\s*>)\s*")
_LINK_WORDS = (
    r"xem|đọc|tin|bài|nên|mời|đón|cùng|liên|quan|thêm|tiếp|ngay|lại|khác|trước|sau|tới|hay|mới|nóng|chủ đề|đề tài|chuyên mục|sự kiện|bạn|kỳ|viết"
)
LINK = re.compile(
    rf"^(?:>>+|»+|[\[(]?(?:(?:xem|đọc|mời|đón|nên) (?:{_LINK_WORDS})|tin (?:{_LINK_WORDS})|bài (?:{_LINK_WORDS})|cùng (?:{_LINK_WORDS})|liên quan"
    rf"|kỳ (?:trước|sau|tới))(?: (?:{_LINK_WORDS})){{0,3}}[\])]?\s*:)\s*\S",
    re.IGNORECASE,
)
CONTACT = re.compile(r"(?:\+?84|0)[\s.()-]*\d(?:[\s.()-]*\d){7,10}|[\w.+-]{1,60}@[\w-]+\.\w+|https?://|www\.", re.IGNORECASE)


def phrase_key(text: str) -> str:
    """The words of a phrase in lower case, marks between them dropped: what phrases are compared by.

    >>> phrase_key("Đang cập nhật dữ liệu !")
    'đang cập nhật dữ liệu'
    """
    return _KEY_SPACE.sub(" ", tone_key(text)).strip()


@cache
def _furniture() -> dict[str, str]:
    classes: dict[str, str] = {}
    for name, phrase in load_rows("furniture"):
        if key := phrase_key(phrase):
            classes.setdefault(key, name)
    return classes


@cache
def _first_words() -> dict[str, tuple[int, ...]]:
    """The first words of furniture phrases, each with the lengths of its phrases, longest first."""
    sizes: dict[str, set[int]] = {}
    for phrase in _furniture():
        words = phrase.split()
        sizes.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(found, reverse=True)) for word, found in sizes.items()}


@lru_cache(maxsize=16_384)
def _sizes(word: str) -> tuple[int, ...] | None:
    return _first_words().get(tone_key(word))


def furniture_class(line: str, words: Sequence[str] | None = None) -> tuple[str, float] | None:
    """The class of page furniture that a line is or begins with, and the share of its words that the phrase covers; None otherwise.

    `words` are the line's words in lower case, where known.

    >>> furniture_class("Chia sẻ"), furniture_class("Đường dây nóng: 0900 000 000")
    (('share', 1.0), ('report', 0.5))
    """
    said = words if words is not None else phrase_key(line).split()
    if not said:
        return None
    sizes = _sizes(said[0])
    if sizes:
        head = tone_key(" ".join(said[: sizes[0]])).split(" ")
        for size in sizes:
            found = _furniture().get(" ".join(head[:size])) if size <= len(head) else None
            if found:
                return found, size / len(said)
    return None


def brand_of(line: str) -> tuple[str, int] | None:
    """The outlet mark that a text begins with (`(DNVN) -`, `VOV.VN -`) and where the text after it starts; None without one.

    >>> brand_of("(DNVN) - Tổng Thư ký nói")
    ('DNVN', 9)
    """
    match = BRAND.match(line[:60])
    if not match:
        return None
    mark = match["mark"] or match["inside"]
    name = outlet_from_mark(mark)
    if name is None and match.group()[0] in "([" and len(mark) <= 12 and mark[:1].isupper() and len(mark.split()) <= 2:
        name = mark
    return (name, match.end()) if name else None
