"""Forms of names that show by their shape alone what they are, spaced hyphens of retyped texts included."""

import re
from collections.abc import Iterator, Sequence

from thoisu.text.match import Token

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
LOWER_STARTS = frozenset(("al", "el", "ul", "ad", "as", "ash", "an", "ar", "nghị", "thông", "quyết", "chỉ", "đội"))


def find_patterns(text: str, tokens: Sequence[Token], begins: Sequence[int] | None = None) -> Iterator[tuple[int, int, int]]:
    """First token, last token (half-open) and number (from 1, in the order of PATTERNS) of each form in the text.

    `begins` may name the tokens that a form can begin with: those with a first capital and LOWER_STARTS.

    >>> from thoisu.text.match import find_tokens
    >>> t = "ông Moon Jae - in và tên lửa S-300"
    >>> list(find_patterns(t, find_tokens(t)))
    [(1, 5, 1), (8, 11, 3)]
    """
    if begins is None:
        begins = [i for i, token in enumerate(tokens) if text[token.start].isupper() or token.key in LOWER_STARTS]
    end = 0
    for i in begins:
        if tokens[i].start >= end:
            match = _ANY.match(text, tokens[i].start)
            if match:
                end = match.end()
                last = i + 1
                while last < len(tokens) and tokens[last].end <= end:
                    last += 1
                yield i, last, match.lastindex or 0
