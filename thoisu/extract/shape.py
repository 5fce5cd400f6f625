"""A line by itself: what is asked of it more than once, and the features of its own shape and words."""

import math
import re
from bisect import bisect_left

from thoisu.extract.bylines import parse_signature
from thoisu.extract.dates import parse_visible_date
from thoisu.extract.language import SYLLABLES
from thoisu.extract.phrases import BULLET, CONTACT, CREDIT, ILLUSTRATION, NUMBERED, brand_of, furniture_class
from thoisu.text.normalize import lower

_LENGTHS = (1, 2, 3, 4, 6, 9, 13, 18, 25, 32, 40, 50, 70, 120)
_LONG = 18  # words; a line of so many, with an end mark, is text
_SPEAKER = frozenset(["tôi", "mình", "em", "bác", "ad", "bạn", "cháu", "anh", "chị", "các", "chúng", "ta", "ông", "bà", "hay", "quá", "thật",
    "rất", "nên"])
_GLUE = frozenset(["và", "của", "là", "đã", "được", "cho", "với", "trong", "có", "này", "các", "một", "những", "để", "khi", "không", "theo",
    "từ", "tại", "vào", "về", "đang", "sẽ", "bị", "cũng", "do", "đến"])
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
_PICTURE = frozenset(["ảnh", "hình", "photo", "video", "clip", "image", "infographic", "nguồn", "họa", "hoạ"])
_PATTERNS = (("credit", CREDIT), ("illustration", ILLUSTRATION), ("numbered", NUMBERED))
_RARE = 20_000  # in fewer than 20 % of articles
# Words that tell of what happened; the words under a picture mostly have none of them.
TELLING = frozenset([
    "đã", "sẽ", "đang", "là", "được", "bị", "cho", "nói", "có", "phải", "cần", "muốn", "cũng", "không", "chưa", "vẫn", "vừa", "mới", "nên", "từng",
    "thì", "mà", "khi", "nếu", "để", "do", "vì", "theo", "hãy", "còn", "rằng", "biết", "thấy", "nghĩ", "tin", "nhưng", "gồm", "thuộc", "rất", "quá",
])
_TALK = frozenset([
    "ko", "k", "dc", "đc", "mn", "ad", "admin", "bác", "ạ", "nhé", "nhỉ", "haha", "hihi", "hic", "thớt", "mình", "tui", "thiệt", "quá", "ghê", "luôn",
    "thôi", "chứ", "mà", "tôi", "em", "mong", "cảm", "hay", "bạn", "chúc", "ủng", "đừng", "ơi",
])
_FACES = ("!!", "??", ":)", "=)", ":(")
_AGO = re.compile(r"(?i)\b\d+ (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước\b")
_LETTER_RUN, _DIGIT_RUN = re.compile(r"[^\W\d_]+"), re.compile(r"\d")
_MARKS_BEHIND, _SEPARATORS, _DIGITS = "”\"»’')]", ",;|#·•/", "0123456789"
_STARTS, _BULLETS = frozenset("\"“'‘(-–*>•[»+#@:"), frozenset("> »›•·*■►▶+→=-–")

# Words that tell of a topic by the logarithm of how few articles hold them; the common ones tell nothing.
_COMMON = frozenset(w for w, share in SYLLABLES.items() if share >= _RARE)
_WEIGHTS = {w: math.log(100_000 / max(share, 200)) for w, share in SYLLABLES.items() if share < _RARE}
_UNKNOWN = math.log(100_000 / 200)

_N, _TALKS, _COMMAS = ([f"{name}={k}" for k in range(16)] for name in ("n", "talk", "commas"))
_CAPS, _DIGIT_SHARES, _GLUES, _SPEAKERS = ([f"{name}={k}" for k in range(8)] for name in ("caps", "digits", "glue", "speaker"))
_N_ENDED = {(k, ended): f"n{k}e{ended}" for k in range(16) for ended in (False, True)}


class Line:
    """A line with everything that is asked of it more than once."""

    __slots__ = ("date", "digits", "ended", "furniture", "kind", "long", "names", "pictured", "rare", "said", "signature", "start", "text", "tokens",
                 "total", "words")

    def __init__(self, text: str, words: list[str]) -> None:
        self.text = text
        self.words = words
        self.said = frozenset(words)
        self.tokens = text.split()
        self.digits = sum(map(text.count, _DIGITS))
        bare = text.rstrip(_MARKS_BEHIND)
        self.ended = bare[-1:] in (".", "!", "?", "…") or text.endswith("./")
        self.long = len(words) >= _LONG
        self.start = _start(text)
        size = len(text)
        self.furniture = furniture_class(text, words) if size < 200 else None
        self.date = parse_visible_date(text) if size < 120 and self.digits > 2 else None
        self.signature = parse_signature(text) if size <= 110 else None
        self.names = frozenset([t.rstrip(",.:;”\"") for t in self.tokens[1:] if t[0].isupper()])
        self.rare = {w: _WEIGHTS.get(w, _UNKNOWN) for w in dict.fromkeys(words) if w not in _COMMON and len(w) > 1}  # in order: the same sums
        self.total = sum(self.rare.values())
        self.pictured = size < 250 and not _PICTURE.isdisjoint(self.said)
        self.kind = _kind(self)


def _start(text: str) -> str:
    char = text[0]
    if char.isalpha():
        return "upper" if char.isupper() else "lower"
    return "digit" if char.isdigit() else char if char in _STARTS else "mark"


def has_contact(line: Line) -> bool:
    """True for a short line with a telephone number, an address of mail or of the web."""
    text = line.text
    return len(text) < 250 and (line.digits > 7 or "@" in text or "//" in text or "." in text) and CONTACT.search(text) is not None


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

    >>> "allcaps" in own_features(Line("TIN LIÊN QUAN", ["tin", "liên", "quan"]))
    True
    """
    return _shape(line) + _forms(line) + _worded(line)


def _shape(line: Line) -> list[str]:
    text, n, last = line.text, len(line.words), line.text[-1]
    size, ended = bisect_left(_LENGTHS, n), line.ended
    tokens = line.tokens[:40]
    capitals = bisect_left((0.0, 0.15, 0.4, 0.7, 0.99), sum([t[0].isupper() for t in tokens]) / len(tokens))
    end = text.rstrip(_MARKS_BEHIND)[-1:] or last if ended else "w" if last.isalnum() else last
    out = [
        _N[size], f"end={end}", _N_ENDED[size, ended], _CAPS[capitals], f"kind={line.kind}", f"start={line.start}",
        _DIGIT_SHARES[bisect_left((0.0, 0.05, 0.2, 0.5), line.digits / len(text))],
    ]
    if n > 60:
        return out
    if n <= 30 and ended and TELLING.isdisjoint(line.said):
        out.append(f"still={min(4, n // 5)}")
    if n <= 3:
        out.append("sh=" + _DIGIT_RUN.sub("0", _LETTER_RUN.sub("a", text))[:12])
    out.append(_TALKS[min(4, len(_TALK & line.said) + sum([face in text for face in _FACES]) + text.endswith(".."))])
    if line.digits and "trước" in line.said and _AGO.search(text):
        out.append("ago")
    if n <= 40 and not ended:
        parts = sum(map(text.count, _SEPARATORS))
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


def _worded(line: Line) -> list[str]:
    words = line.words
    n = max(1, len(words))
    out = [
        _GLUES[bisect_left((0.0, 0.05, 0.12, 0.2, 0.3), sum(map(_GLUE.__contains__, words)) / n)],
        _SPEAKERS[bisect_left((0.0, 0.05, 0.12, 0.2), sum(map(_SPEAKER.__contains__, words)) / n)],
        _COMMAS[min(3, line.text.count(","))],
    ]
    if ":" in line.text[:30]:
        out.append("colon")
    if _LINKS.match(lower(line.text[:40])):
        out.append(f"links{line.ended}")
    if n <= 9:
        out += [f"w={w[:20]}" for w in words[:3]]
    elif line.ended and words:
        out.append(f"w0={words[0][:20]}")
    if line.ended and n <= 25:
        out += [f"b={w[:20]}" for w in dict.fromkeys(words)]
    return out
