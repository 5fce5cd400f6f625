"""Is it Vietnamese, and if not, what?"""

import re

from thoisu.lexicon import load_rows
from thoisu.text.normalize import fold, lower

SYLLABLES: dict[str, int] = {row[0]: int(row[1]) for row in load_rows("syllables")}
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_SCRIPTS = (
    ("zh", re.compile(r"[\u4e00-\u9fff]")), ("ja", re.compile(r"[\u3040-\u30ff]")), ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")), ("th", re.compile(r"[\u0e00-\u0e7f]")), ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("km", re.compile(r"[\u1780-\u17ff]")), ("ar", re.compile(r"[\u0600-\u06ff]")), ("hi", re.compile(r"[\u0900-\u097f]")),
)
_COMMON = {
    "en": ["the", "of", "and", "to", "in", "is", "that", "for", "was", "with", "on", "as", "are", "by", "from", "has", "have", "this", "be",
        "it", "at", "said", "will", "not", "an", "were", "his"],
    "fr": ["le", "la", "les", "des", "et", "une", "dans", "est", "que", "pour", "qui", "sur", "au", "par", "pas", "plus", "avec", "du", "ne",
        "se", "sont", "ce", "il", "elle", "été"],
    "de": ["der", "die", "das", "und", "den", "von", "zu", "mit", "sich", "auf", "für", "ist", "im", "dem", "nicht", "ein", "eine", "als",
        "auch", "es", "an", "werden", "aus"],
    "es": ["el", "los", "las", "del", "en", "que", "una", "por", "con", "para", "se", "su", "es", "al", "lo", "como", "más", "pero", "sus",
        "este", "ha", "fue"],
    "id": ["yang", "dan", "di", "dari", "untuk", "dengan", "ini", "pada", "itu", "dalam", "tidak", "akan", "oleh", "juga", "telah", "adalah",
        "sebagai", "mereka", "bahwa"],
    "pt": ["os", "das", "dos", "em", "uma", "para", "com", "não", "que", "por", "mais", "como", "foi", "ao", "ele", "sua", "ser", "tem", "mas"],
}
_SAMPLE, _HEAD = 4_000, 300
_SYLLABLE = re.compile(r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?(?:[aeiouy]{1,3})(?:ng|nh|ch|[cmnpt])?")


def is_syllable(word: str) -> bool:
    """True where a word has the shape of one Vietnamese syllable, marks or not.

    >>> is_syllable("Nguyệt"), is_syllable("Reuters")
    (True, False)
    """
    return bool(_SYLLABLE.fullmatch(fold(word)))


def score_vietnamese(text: str) -> float:
    """The share of words that are common Vietnamese syllables, 0..1; only the first 4,000 characters count. 0 where there is no word.

    >>> score_vietnamese("Hội đồng bàn về hợp tác") > 0.9 > 0.6 > score_vietnamese("Hoäi ñoàng baøn veà hôïp taùc")
    True
    """
    words = _WORD.findall(lower(text[:_SAMPLE]))
    return sum(map(SYLLABLES.__contains__, words)) / len(words) if words else 0.0


def name_language(text: str) -> str:
    """The ISO 639-1 code of a text's language: `vi`, a few others by script or common words, `und` where unknown.

    >>> name_language("The council met on Monday and said that it will not take part in the talks")
    'en'
    """
    if len(_MARKED.findall(text[:_HEAD])) > 30 and score_vietnamese(text[:_HEAD]) >= 0.5:
        return "vi"
    sample = text[:_SAMPLE]
    if len(_MARKED.findall(sample[:1000])) > 30 and score_vietnamese(sample[:1000]) >= 0.5:
        return "vi"
    words = _WORD.findall(lower(sample))
    if not words:
        return "und"
    marked = len(_MARKED.findall(sample))
    if marked >= 0.1 * len(words) and score_vietnamese(sample) >= 0.5:
        return "vi"
    letters = sum(map(len, words))
    found = [(len(pattern.findall(sample)), code) for code, pattern in _SCRIPTS]
    count, code = max(found)
    if count > 0.3 * letters:
        return "ja" if code == "zh" and {c: n for n, c in found}["ja"] > 0.1 * count else code
    shares = {code: sum(w in common for w in words) / len(words) for code, common in _COMMON.items()}
    best = max(shares, key=lambda c: shares[c])
    if shares[best] > 0.12:
        return best
    return "vi" if marked and score_vietnamese(sample) >= 0.35 else "und"
