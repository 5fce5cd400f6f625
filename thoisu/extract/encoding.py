"""Bytes of a page to text: which encoding, and how sure."""

import codecs
import re
import unicodedata
from typing import NamedTuple

from thoisu.errors import PageRefused
from thoisu.extract.language import score_vietnamese
from thoisu.extract.legacy import from_tcvn3, from_viqr, from_vni
from thoisu.text.charsets import find_codec

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x80-\x84\x86-\x9f\ufffd]")
_LATIN_MARKS = re.compile(r"[\u00a1-\u00ff\u0152-\u0178\u2018-\u2122]")
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9đươ]")
_VIQR_SIGN = re.compile(r"[aeouAEOU][\^(+][`'?~.]?[a-z ]|dd[aeiou]")
_NAMES = {"cp1258": "windows-1258", "cp1252": "windows-1252"}
_SAMPLE, _HEAD = 20_000, 1_000
_ENOUGH = 0.55  # a text with this share of common syllables is Vietnamese rightly decoded


class Decoded(NamedTuple):
    """A page's text, its encoding's name and how sure that is, 0..1."""

    text: str
    encoding: str
    confidence: float

    @property
    def label(self) -> str:
        """Name and confidence as one word: `windows-1258 (0.97)`."""
        return f"{self.encoding} ({self.confidence:.2f})"


def decode_page(body: bytes, charset: str | None = None) -> Decoded:
    """The text of a page's bytes, not yet normalised. Raises PageRefused (`empty`, `binary`) where there is no text.

    UTF-8 and UTF-16 are known by their form; the old Vietnamese encodings by which one gives Vietnamese syllables. What the server said
    (`charset`) is one more reading of a page that is not UTF-8: servers are often wrong, so the syllables decide there too.

    >>> decode_page("Hội đồng bàn về hợp tác".encode()).label
    'utf-8 (1.00)'
    """
    if not body.strip(b" \t\r\n\x00"):
        raise PageRefused("empty", "no bytes but blanks")
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _checked(Decoded(body[len(bom) :].decode(name, "replace"), name, 1.0))
    wide = _wide_encoding(body)
    if wide:
        return _checked(Decoded(body.decode(wide, "replace"), wide, 0.95))
    loose = body.decode("utf-8", "replace")
    if "\ufffd" not in loose or loose.encode("utf-8") == body:
        return _checked(_repair(loose))
    if loose.rstrip("\ufffd").count("\ufffd") * 20 < len(loose) - len(loose.encode("ascii", "ignore")):
        return _checked(Decoded(loose, "utf-8", round(1 - 5 * loose.count("\ufffd") / len(loose), 2)))
    return _checked(_old_encoding(body, charset))


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is 0 (or 1, 0x1E for Vietnamese letters)."""
    head = body[:2000]
    if head.count(0) < len(head) // 5:
        return None
    odd, even = head[1::2], head[::2]
    low = bytes((0, 1, 3, 0x1E, 0x20))
    if sum(b in low for b in odd) > 0.9 * len(odd):
        return "utf-16-le"
    return "utf-16-be" if sum(b in low for b in even) > 0.9 * len(even) else None


def _checked(decoded: Decoded) -> Decoded:
    sample = decoded.text[:_SAMPLE]
    if not sample.strip():
        raise PageRefused("empty", "nothing but blanks")
    strange = len(_CONTROL.findall(sample))
    if strange > 5 and strange > 0.02 * len(sample):
        raise PageRefused("binary", f"{strange} of the first {len(sample)} characters are no text")
    return decoded


def _old_encoding(body: bytes, charset: str | None) -> Decoded:
    """The reading with the most Vietnamese syllables, of the old encodings and the one that the server named."""
    latin = body.decode("cp1252", "replace") if b"\xad" not in body else body.decode("latin-1")
    readings = {
        "windows-1258": unicodedata.normalize("NFC", body.decode("cp1258", "replace")),
        "windows-1252": latin,
        "vni": from_vni(latin),
        "tcvn3": from_tcvn3(body.decode("latin-1")),
    }
    named = _NAMES.get(codec := find_codec(charset) or "", codec)
    if named not in ("", "utf-8", "ascii", "iso8859-1", *readings):
        readings[named] = unicodedata.normalize("NFC", body.decode(named, "replace"))
    return _best(readings, named)


def _best(readings: dict[str, str], named: str | None = None) -> Decoded:
    """The reading with the most Vietnamese syllables; where none gives Vietnamese, the one that was named."""
    scores = {name: score_vietnamese(text) for name, text in readings.items()}
    ranked = sorted(scores, key=lambda name: -scores[name])
    if named in readings and scores[ranked[0]] < _ENOUGH / 2:
        return Decoded(readings[named], named, 0.5)
    first, second = ranked[0], ranked[1]
    confidence = min(1.0, scores[first]) * min(1.0, 0.5 + 2 * (scores[first] - scores[second]))
    return Decoded(readings[first], first, round(confidence, 2))


def _repair(text: str) -> Decoded:
    """Valid UTF-8 that holds an old encoding in disguise: VNI or TCVN3 letters, UTF-8 read twice, or VIQR."""
    sample = text[:_SAMPLE]
    least = 0.015 * len(sample)
    if len(_VIETNAMESE.findall(sample[:_HEAD])) > least or len(_VIETNAMESE.findall(sample)) > least:
        return Decoded(text, "utf-8", 1.0)
    latin = len(_LATIN_MARKS.findall(sample))
    if latin > 0.03 * len(sample) and (plain := score_vietnamese(sample)) < _ENOUGH:
        readings = {"utf-8": text, "vni": from_vni(text), "tcvn3": from_tcvn3(text)}
        twice = _undo_double(text)
        if twice:
            readings["utf-8 read as windows-1252"] = twice
        best = _best(readings)
        if score_vietnamese(best.text) >= plain + 0.15:
            return best
    elif latin <= 0.005 * len(sample) and len(_VIQR_SIGN.findall(sample)) > 0.01 * len(sample):
        best = _best({"utf-8": text, "viqr": from_viqr(text)})
        if best.encoding == "viqr":
            return best
    return Decoded(text, "utf-8", 1.0)


def _undo_double(text: str) -> str | None:
    for name in ("cp1252", "latin-1"):
        try:
            return text.encode(name).decode("utf-8")
        except UnicodeError:
            continue
    return None
