"""Old Vietnamese writing of bytes: VNI, TCVN3 (ABC) and VIQR to Unicode.

Both font encodings are met as their bytes read in windows-1252 or Latin-1. Tables: TCVN 5712:1993 (VN3), the VNI-Win key table, RFC 1456 (VIQR).
"""

import re
import unicodedata

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "à": _CIRCUMFLEX + _GRAVE, "á": _CIRCUMFLEX + _ACUTE, "å": _CIRCUMFLEX + _HOOK, "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}
_VNI_BASE = {"ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư"}
_VNI_ALONE = {"ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}
_VNI = re.compile(r"([aeouyôöAEOUYÔÖ])([øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË])|[ôöìíæóòîñÔÖÌÍÆÓÒÎÑ]")

_VIQR_SHAPE = {"^": _CIRCUMFLEX, "(": _BREVE, "+": _HORN, "*": _HORN}
_VIQR_TONE = {"`": _GRAVE, "'": _ACUTE, "?": _HOOK, "~": _TILDE, ".": _DOT}
# A mark that also ends a sentence counts only before a letter, or after a shaped vowel.
_VIQR = re.compile(r"\\(?P<plain>[.?'`~^(+*])|(?P<d>[dD][dD])|(?P<v>[aeiouyAEIOUY])(?:(?P<s>[\^(+*])(?P<t>[`'?~.])?|(?P<u>[`'~]|[.?](?=[A-Za-z])))")


def from_tcvn3(text: str) -> str:
    """Unicode for TCVN3 bytes read as Latin-1; capitals with a tone, which TCVN3 keeps in a font of its own, come out small.

    >>> from_tcvn3("H\\xe9i \\xae\\xe5ng")
    'Hội đồng'
    """
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Unicode for VNI bytes read as windows-1252.

    >>> from_vni("Hoäi ñoàng hôïp taùc")
    'Hội đồng hợp tác'
    """
    return _VNI.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    base, mark = match.group(1), match.group(2)
    if mark is None:
        char = match.group()
        if char in _VNI_BASE:
            return _VNI_BASE[char]
        plain = _VNI_ALONE[char.lower()]
        return plain if char.islower() else plain.upper()
    return unicodedata.normalize("NFC", _VNI_BASE.get(base, base) + _VNI_MARKS[mark.lower()])


def from_viqr(text: str) -> str:
    """Unicode for VIQR.

    >>> from_viqr("Ho^.i ddo^`ng ho+.p ta'c.")
    'Hội đồng hợp tác.'
    """
    return _VIQR.sub(_viqr_letter, text)


def _viqr_letter(match: re.Match[str]) -> str:
    if match["plain"]:
        return match["plain"]
    if match["d"]:
        return "đ" if match["d"][0] == "d" else "Đ"
    tone = match["t"] or match["u"]
    marks = _VIQR_SHAPE.get(match["s"] or "", "") + _VIQR_TONE.get(tone or "", "")
    return unicodedata.normalize("NFC", match["v"] + marks)
