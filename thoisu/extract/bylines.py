"""Who wrote it: signature lines (`Đức Dũng (lược dịch)`, `Thu Phương (Theo RT)`, `My Lan |`) and credit lines (`(TTXVN/Vietnam+)`)."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from thoisu.extract.language import is_syllable
from thoisu.extract.outlets import outlet_from_mark
from thoisu.text.normalize import lower

Kind = Literal["byline", "source"]

_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ"
_WORD = rf"(?:[{_UPPER}][^\W_]*(?:['’.-][^\W_]+)*\.?)"
_NAME = rf"(?:{_WORD}(?:\s{_WORD}){{0,5}})"
_LIST = rf"{_NAME}(?:\s?(?:[,&/+–-]|và|\|)\s?{_NAME}){{0,4}}"
_LABEL = (
    r"(?:tác giả|người viết|bài viết|bài và ảnh|bài, ảnh|bài & ảnh|bài - ảnh|tin, ảnh|tin và ảnh|bài|tin|ảnh và bài|phóng viên|pv|nhóm pv|"
    r"nhóm phóng viên|ctv|thực hiện|biên soạn|biên dịch|biên tập|người dịch|dịch|lược dịch|tổng hợp|ghi|by|author|viết bởi|đăng bởi|nội dung)"
)
_DOING = (
    r"(?:lược dịch|dịch|biên dịch|tổng hợp|t/h|th|ghi|thực hiện|biên soạn|lược thuật|lược ghi|phỏng dịch|chuyển ngữ|sưu tầm|tường thuật|"
    r"trích dịch|lược trích|theo)"
)
_DONE = tuple(_DOING.removeprefix("(?:").removesuffix(")").split("|"))
_NAMES_DOING = re.compile(rf"^(?P<rest>{_LIST})\s+{_DOING}$")
_NAMES_THEO = re.compile(rf"^(?P<rest>{_LIST})\s*[-–,]?\s+[Tt]heo\s+(?P<of>.{{2,40}})$")
_INITIALS = re.compile(rf"(?:[{_UPPER}]\.){{1,4}}[{_UPPER}]?\.?|[{_UPPER}]\.\s?[{_UPPER}]\w+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_LABELLED = re.compile(rf"^(?P<label>{_LABEL})\s*[:：]\s*(?P<rest>.+)$", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"{_LABEL}\s*[:：]?$", re.IGNORECASE)
_BY_WHOM = re.compile(rf"^(?:[Bb]ởi|[Vv]iết bởi|[Đđ]ăng bởi|[Bb]y)\s+(?P<rest>{_LIST})$")
_BY_PV = re.compile(rf"^(?:PV|Phóng viên|CTV|Nhóm PV|Nhóm phóng viên)(?:\s+(?P<rest>{_LIST}))?$")
_BRACKET = re.compile(r"^(?P<head>[^()]*?)\s*[([](?P<in>[^()\[\]]{1,80})[)\]]\s*[./]*$")
_THEO = re.compile(r"^(?:theo|nguồn(?: tin)?\s*:?|nguồn từ|dẫn nguồn|nguồn bài viết\s*:?|source\s*:?|via)\s*:?\s+(?P<rest>.{2,60})$", re.IGNORECASE)
_PLACE = re.compile(rf"^(?P<rest>{_LIST})\s*[,(]?\s*(?:từ|tại)\s+{_NAME}\)?$")
_ONLY_NAMES = re.compile(rf"^{_LIST}$")
_PRESS = re.compile(r"(?:tạp chí|báo|tờ|đài|hãng|trang|kênh|cổng|thông tấn|nhật báo|tuần báo|tạp san|bản tin)\b", re.IGNORECASE)
_OF_PRESS = re.compile(
    rf"^(?P<rest>{_NAME})\s*[-–,/]\s*(?:[Tt]ạp chí|[Bb]áo|[Đđ]ài|[Tt]rang tin|[Kk]ênh|[Nn]hật báo|[Tt]uần báo|[Bb]ản tin)\s+{_LIST}$"
)
_TRIM = " \t|•·-–—./,;*_:>"
_TAIL = re.compile(rf"(?:[.!?…]|[.!?…][”\"»)]|[”\"»)]|\./\.)\s+(?P<sign>(?:[(]|{_WORD})[^.!?\n]{{1,60}})\s*$")


class Signature(NamedTuple):
    """A parsed signature: the persons as written (None in a pure credit), the credited outlets, and if its form leaves no doubt."""

    kind: Kind
    persons: str | None
    sources: tuple[str, ...]
    marked: bool


@lru_cache(maxsize=4096)
def parse_signature(line: str) -> Signature | None:
    """The signature that a whole line is, or None.

    >>> parse_signature("Thu Phương (Theo RT)")
    Signature(kind='byline', persons='Thu Phương', sources=('RT',), marked=True)
    >>> parse_signature("(TTXVN/Vietnam+)").kind
    'source'
    """
    if not 2 <= len(line) <= 110 or line.count(" ") > 16:
        return None
    text = (_MAIL.sub("", line) if "@" in line else line).strip()
    bar = text.endswith("|") or text.startswith("|") or text != line.strip()
    text = text.strip(" \t|•·–—*_>").strip()
    if not text or (text.endswith((".", "!", "?", ":")) and len(text.split()) > 6):
        return None
    if (":" in text or "：" in text) and (labelled := _LABELLED.match(text)):
        return _as_byline(labelled["rest"].strip(_TRIM), True)
    if text[0] in "bBvVđĐ" and (by_whom := _BY_WHOM.match(text)):
        return _as_byline(by_whom["rest"].strip(_TRIM), True)
    if text[0] in "tTnNdDsSvV" and (theo := _THEO.match(text.rstrip("."))):
        return _after_theo(theo["rest"])
    if (")" in text or "]" in text) and (bracket := _BRACKET.match(text)):
        return _with_bracket(bracket["head"].strip(_TRIM), bracket["in"].strip())
    return _as_byline(text.strip(_TRIM) if not _initials(text) else text, bar)


def is_label(line: str) -> bool:
    """True for the word that stands before a writer's name, alone on its line.

    >>> is_label("Tác giả:"), is_label("Tác giả: Lê Mẫu")
    (True, False)
    """
    return len(line) < 30 and _LABEL_ALONE.match(line) is not None


def _initials(text: str) -> bool:
    return text[1:2] == "." and _INITIALS.fullmatch(text) is not None


def is_person(name: str) -> bool:
    """True for what can be a Vietnamese person's or pen name: initials, or one to five syllables of the language, capitalised."""
    if _initials(name):
        return True
    words = re.findall(r"[^\W\d_]+", name)
    if not 1 <= len(words) <= 5 or outlet_from_mark(name) or _PRESS.match(name):
        return False
    known = sum(is_syllable(w) or len(w) <= 2 for w in words)
    return known >= len(words) - (len(words) > 2)


def _as_byline(text: str, marked: bool) -> Signature | None:
    if not text:
        return None
    pv = _BY_PV.match(text)
    if pv:
        return Signature("byline", text, (), True)
    doing = (text.endswith(_DONE) and _NAMES_DOING.match(text)) or (("từ" in text or "tại" in text) and _PLACE.match(text))
    if doing and _persons(doing["rest"]):
        return Signature("byline", doing["rest"], (), True)
    theo = "heo " in text and _NAMES_THEO.match(text)
    if theo and _persons(theo["rest"]):
        return Signature("byline", theo["rest"], _split(theo["of"]), True)
    office = any(mark in text for mark in "-–,/") and _OF_PRESS.match(text)
    if office and _persons(office["rest"]):
        return Signature("byline", office["rest"], (), True)
    if not _ONLY_NAMES.match(text):
        return None
    persons, sources = _persons(text), tuple(p for p in _split(text) if outlet_from_mark(p))
    if persons:
        return Signature("byline", persons, sources, marked or bool(sources))
    return Signature("source", None, _split(text), marked) if sources and len(sources) == len(_split(text)) else None


def _after_theo(rest: str) -> Signature | None:
    bracket = _BRACKET.match(rest)
    if bracket and bracket["head"]:
        rest = f"{bracket['head']}/{bracket['in']}"
    parts = _split(rest)
    if not parts or len(rest.split()) > 8 or not any(c.isalpha() for c in rest):
        return None
    if not all(p[0].isupper() or p[0].isdigit() or outlet_from_mark(p) or "." in p for p in parts):
        return None
    persons = [p for p in parts if (is_person(p) and len(p.split()) > 1) or _initials(p)]
    others = tuple(p for p in parts if p not in persons)
    if persons:
        return Signature("byline", ", ".join(persons), others, True)
    return Signature("source", None, others, True)


def _with_bracket(head: str, inside: str) -> Signature | None:
    low = lower(inside)
    if re.match(r"(?:ảnh|hình|nguồn ảnh|clip|video|đồ họa|minh họa|photo)\b", low):
        return None
    if not head:
        text = re.sub(r"^(?:theo|nguồn\s*:?)\s+", "", inside, flags=re.IGNORECASE)
        if re.fullmatch(_DOING, low):
            return None
        return _after_theo(text) if len(text.split()) <= 6 else None
    if not _persons(head):
        return None
    if re.match(rf"(?:{_DOING})\b", low) or re.match(r"(?:từ|tại)\s", low):
        sources = _split(re.sub(r"^.*?\btheo\s+", "", inside, flags=re.IGNORECASE)) if "theo" in low else ()
        return Signature("byline", _persons(head), sources, True)
    parts = _split(inside)
    if parts and all(outlet_from_mark(p) or not is_person(p) for p in parts) and len(inside.split()) <= 5:
        return Signature("byline", _persons(head), parts, True)
    return None


def _split(text: str) -> tuple[str, ...]:
    return tuple(p.strip(_TRIM + "()") for p in re.split(r"\s*(?:[,/&;|+](?!$)|\s-\s|–|\bvà\b)\s*", text) if p.strip(_TRIM + "()"))


def _persons(text: str) -> str | None:
    """The names of a list that are persons, as written; None where there are none."""
    if _initials(text):
        return text
    names = [p for p in _split(text) if is_person(p)]
    return text if names and len(names) == len(_split(text)) else ", ".join(names) or None


def find_tail_signature(paragraph: str) -> Signature | None:
    """The signature after the last sentence of a paragraph: `... rời khỏi nhau. Quang Phong`.

    >>> find_tail_signature("Hai bên sẽ gặp lại. Lê Thử Nghiệm").persons
    'Lê Thử Nghiệm'
    """
    match = _TAIL.search(paragraph[-120:])
    if not match:
        return None
    found = parse_signature(match["sign"].strip())
    if found is None or (found.persons and not found.marked and not 1 < len(found.persons.split()) <= 5 and not _initials(found.persons)):
        return None
    return found
