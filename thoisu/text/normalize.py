"""Normal forms of Vietnamese text: the cleaning that makes canonical text, and keys that only compare."""

import re
import unicodedata

_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Faroese/Icelandic Eth and African D stand for Đ in text converted from old Vietnamese fonts.
_WRONG_D = str.maketrans({"Ð": "Đ", "Ɖ": "Đ"})

_FOLD_RANGES = ((0x00, 0x250), (0x1E00, 0x1F00))


def _fold_char(char: str) -> str:
    low = char.lower()
    if len(low) != 1:
        return char
    base = unicodedata.normalize("NFD", low)[0]
    return "d" if base == "đ" else base


_FOLD = {
    code: _fold_char(chr(code))
    for first, last in _FOLD_RANGES
    for code in range(first, last)
    if _fold_char(chr(code)) != chr(code)
}


def clean_line(text: str) -> str:
    """One line in canonical form: NFC, plain single spaces, no invisible characters, Đ for its look-alikes.

    >>> clean_line("Hội đồng\\u00a0Nga -  NATO ")
    'Hội đồng Nga - NATO'
    """
    text = unicodedata.normalize("NFC", text).translate(_WRONG_D)
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def fold(text: str) -> str:
    """The text in lower case without tone and vowel marks, đ as d; as long as the text, so offsets carry over.

    The text must be NFC. A combining mark that NFC leaves alone stays.

    >>> fold("Đường dây nóng")
    'duong day nong'
    """
    return text.translate(_FOLD)


def lower(text: str) -> str:
    """Lower case of the same length (İ is the only letter whose lower case is longer).

    >>> lower("NATO và İstanbul")
    'nato và istanbul'
    """
    return text.replace("İ", "I").lower()


_OLD_TO_NEW_TONE = {
    old: new
    for pair in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
    for old, new in (
        (
            unicodedata.normalize("NFC", pair[0] + tone + pair[1]),
            unicodedata.normalize("NFC", pair[0] + pair[1] + tone),
        ),
    )
}
# Only at the end of a syllable do the two styles differ (hòa/hoà; hoàn is the same in both), and not after q (quý).
_OLD_TONE = re.compile(r"(?<!q)(" + "|".join(_OLD_TO_NEW_TONE) + r")(?!\w)")


def tone_key(text: str) -> str:
    """A lower-case key that is equal for both styles of tone placement; for matching only, its length may not carry over.

    >>> tone_key("Hòa bình") == tone_key("hoà bình")
    True
    """
    return _OLD_TONE.sub(lambda m: _OLD_TO_NEW_TONE[m.group(1)], unicodedata.normalize("NFC", lower(text)))
