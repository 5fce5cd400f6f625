"""Forms of names that show by their shape alone what they are, spaced hyphens of retyped texts included."""

import re
from collections.abc import Iterator

_KOREAN = (
    "Kim|Lee|Park|Moon|Choi|Choe|Jang|Kang|Jung|Jeong|Yoon|Yoo|Cho|Han|"
    "Shin|Song|Hwang|Ahn|Kwon|Oh|Seo|Bae|Im|Son|Ko|Jo|Ju|Nam|No|Roh|Ri|Pak|Ja|Ro|Hyon"
)
PATTERNS = (
    ("korean person", rf"\b(?:{_KOREAN}) [A-Z][a-z]+ ?- ?[A-Za-z][a-z]+\b"),
    ("arabic part", r"\b(?:al|el|ul|ad|as|ash|an|ar|Al|El) ?[-–] ?[A-Z][a-z]+(?: ?- ?[a-z]+)?"),
    ("designation", r"\b[A-Z][A-Za-z]{0,2} ?- ?\d+[A-Z]*\b(?: [A-Z]{1,2}\b)?"),
    ("youth team", r"\b(?:ĐT |đội tuyển )?U-?\d\d [A-ZĐÀ-Ỹ]\w+(?: [A-ZĐÀ-Ỹ]\w+)*"),
    ("initial", r"\b[A-Z][a-z]+(?: [A-Z]\.)+ ?[A-Z][a-z]+"),
    ("decree", r"\b(?:[Nn]ghị định|[Tt]hông tư|[Nn]ghị quyết|[Qq]uyết định|[Cc]hỉ thị)(?: số)? \d+[\w/.–-]*"),
    ("initials", r"\b(?:[A-ZĐ]\.){1,4}(?:[A-ZĐ][a-zà-ỹ]+)?"),
)
_ANY = re.compile("|".join(f"({pattern})" for _, pattern in PATTERNS))


def find_patterns(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and number (from 1, in the order of PATTERNS) of each form in the text.

    >>> list(find_patterns("ông Moon Jae - in và tên lửa S-300"))
    [(4, 17, 1), (29, 34, 3)]
    """
    for match in _ANY.finditer(text):
        yield match.start(), match.end(), match.lastindex or 0
