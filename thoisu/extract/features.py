"""What a line looks like to the model: its own shape, its place, its words' echo in the rest of the page.

Features are classes and buckets, few of them words, so that a model trained on some sites' phrases holds on others'.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence

from thoisu.extract.bylines import parse_signature
from thoisu.extract.dates import parse_visible_date
from thoisu.extract.items import Item, Repeat
from thoisu.extract.language import SYLLABLES
from thoisu.extract.phrases import BULLET, CONTACT, CREDIT, ILLUSTRATION, NUMBERED, brand_of, furniture_class
from thoisu.text.normalize import lower

_END = re.compile(r"[.!?…]+[”\"»’')\]]*$|\./\.?$")
_LENGTHS = (1, 2, 3, 4, 6, 9, 13, 18, 25, 32, 40, 50, 70, 120)
_PLACES = (0, 1, 2, 3, 4, 6, 9, 14, 20, 30, 50)
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
# Capitalised words inside a sentence.
_NAME = re.compile(r"(?<=[\w,“\"(] )[A-ZĐÀ-Ỹ][\w-]+|\b[A-Z]{2,}\b")
_SHORT_NAME = re.compile(r"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị) ([A-ZĐÀ-Ỹ][\w-]+)(?! [A-ZĐÀ-Ỹ])")
_DIGIT = re.compile(r"\d")
# Words that tell of what happened; the words under a picture mostly have none of them.
TELLING = frozenset([
    "đã", "sẽ", "đang", "là", "được", "bị", "cho", "nói", "có", "phải", "cần", "muốn", "cũng", "không", "chưa", "vẫn", "vừa", "mới", "nên", "từng",
    "thì", "mà", "khi", "nếu", "để", "do", "vì", "theo", "hãy", "còn", "rằng", "biết", "thấy", "nghĩ", "tin", "nhưng", "gồm", "thuộc", "rất", "quá",
])
_TALK = re.compile(
    r"(?i)\b(?:ko|k|dc|đc|mn|ad|admin|bác|ạ|nhé|nhỉ|haha|hihi|hic|thớt|mình|tui|thiệt|quá|ghê|luôn|thôi|chứ|mà|tôi|em|mong|cảm ơn|hay)\b"
    r"|!!|\?\?|:\)|=\)|:\(|\.\.$"
)
_AGO = re.compile(r"(?i)\b\d+ (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước\b")
_PARTS = re.compile(r"[,;|#·•/]")
_LETTER_RUN, _DIGIT_RUN = re.compile(r"[^\W\d_]+"), re.compile(r"\d")
_PICTURE = re.compile(r"[ảẢ]nh|[ẢH][NÌ]NH|[Hh]ình|[Pp]hoto|[Vv]ideo|[Cc]lip|[Ii]mage|[Đđ]ồ họa|[Ii]nfographic|[Nn]guồn|ẢNH")
_PATTERNS = (("credit", CREDIT), ("illustration", ILLUSTRATION), ("numbered", NUMBERED))
_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.55, 0.75)
_RARE = 20_000  # in fewer than 20 % of articles


# Words that tell of a topic by the logarithm of how few articles hold them; the common ones tell nothing.
_COMMON = frozenset(w for w, share in SYLLABLES.items() if share >= _RARE)
_WEIGHTS = {w: math.log(100_000 / max(share, 200)) for w, share in SYLLABLES.items() if share < _RARE}
_UNKNOWN = math.log(100_000 / 200)


class Line:
    """A line with everything that is asked of it more than once."""

    __slots__ = ("date", "ended", "furniture", "kind", "long", "names", "pictured", "rare", "signature", "text", "total", "words")

    def __init__(self, text: str, words: list[str]) -> None:
        short = len(text) < 200
        self.text = text
        self.words = words
        self.ended = bool(_END.search(text[-12:]))
        self.long = len(self.words) >= _LONG
        self.furniture = furniture_class(text, words) if short else None
        self.date = parse_visible_date(text) if len(text) < 120 else None
        self.signature = parse_signature(text) if len(text) <= 110 else None
        self.names = frozenset(_NAME.findall(text))
        self.rare = {w: _WEIGHTS.get(w, _UNKNOWN) for w in set(self.words) - _COMMON if len(w) > 1}
        self.total = sum(self.rare.values())
        self.pictured = len(text) < 250 and bool(_PICTURE.search(text))
        self.kind = _kind(self)


def page_features(items: Sequence[Item], words: Sequence[list[str]], repeats: Sequence[Repeat | None]) -> list[list[str]]:
    """The features of each line of a page, in order, from the lines, their words (`words_of`) and what they repeat (`find_repeats`)."""
    lines = [Line(item.text, said) for item, said in zip(items, words, strict=True)]
    echoes, course = _echoes(lines), _course(lines, repeats)
    gaps = sum(item.gap for item in items) > 0.6 * len(items)
    kinds = ["edge", "edge", *(line.kind for line in lines), "edge", "edge", "edge"]
    first_long = next((i for i, line in enumerate(lines) if line.long and line.ended), len(lines))
    out = []
    starts = ["edge", *[_start(line.text) for line in lines], "edge"]
    announced, held = _announced(lines), _held(lines, words)
    for i, line in enumerate(lines):
        features = _shape(line) + _words(line) + _place(i, len(lines), first_long) + echoes[i] + course[i] + _repeat(i, repeats, line)
        if gaps and not items[i].gap:
            features.append("joined")
        features += [f"-2:{kinds[i]}", f"-1:{kinds[i + 1]}", f"1:{kinds[i + 3]}", f"2:{kinds[i + 4]}"]
        features.append("rhythm=" + "".join([k[0] for k in kinds[i : i + 6]]))
        features.append(f"starts={starts[i]} {starts[i + 1]} {starts[i + 2]}")
        features += announced[i] + held[i]
        if line.long and i + 1 < len(lines) and _takes_up(line, lines[i + 1]):
            features.append("taken_up")
        if items[i].markup:
            features += _tags(items, i)
        out.append(features)
    return out


def _announced(lines: Sequence[Line]) -> list[list[str]]:
    """Short lines behind one that ends in a colon, as items of the list that it announces."""
    out: list[list[str]] = []
    since = 9
    for line in lines:
        out.append([f"announced={since}"] if since < 9 else [])
        long = len(line.words) > 25
        since = 1 if line.text[-1] == ":" and len(line.words) > 3 else 9 if long or since == 9 else min(8, since + 1)
    return out


def _held(lines: Sequence[Line], words: Sequence[list[str]]) -> list[list[str]]:
    """Lines most of whose words stand together in one other, longer line: a lead cut short, a quote set apart."""
    holders: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        for word in line.rare:
            holders.setdefault(word, []).append(i)
    out: list[list[str]] = []
    for i, line in enumerate(lines):
        features: list[str] = []
        if 6 <= len(words[i]) <= 60 and line.rare:
            votes: dict[int, int] = {}
            for word in line.rare:
                for j in holders[word]:
                    votes[j] = votes.get(j, 0) + 1
            said = set(words[i])
            for j, count in votes.items():
                if j != i and count >= 0.75 * len(line.rare) and len(words[j]) > len(words[i]) and len(said.intersection(words[j])) >= 0.8 * len(said):
                    features.append("held_above" if j < i else "held_below")
        out.append(list(dict.fromkeys(features)))
    return out


def _takes_up(line: Line, following: Line) -> bool:
    """True where the next line calls by a short name (`ông Mẫu`) whom this one named in full: both then belong to one running text."""
    names = _SHORT_NAME.findall(following.text[:300])
    return any(re.search(rf"[A-ZĐÀ-Ỹ][\w-]+ {re.escape(name)}\b", line.text) for name in names)


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
    if line.furniture and (len(line.words) < 14 or CONTACT.search(text)):
        return f"furniture+{line.furniture[0]}"
    if line.signature:
        return "name"
    size = "L" if line.long else "S" if len(line.words) > 3 else "t"
    return size + ("?" if text[-1] == "?" else "." if line.ended else ":" if text[-1] == ":" else "")


def _shape(line: Line) -> list[str]:
    text, n = line.text, len(line.words)
    size, last = bisect_left(_LENGTHS, n), text[-1]
    tokens = text.split(None, 40)[:40]
    capitals = bisect_left((0.0, 0.15, 0.4, 0.7, 0.99), sum([t[0].isupper() for t in tokens]) / len(tokens))
    end = text.rstrip("”\"»’')]")[-1:] or last if line.ended else "w" if last.isalnum() else last
    out = [
        f"n={size}", f"end={end}", f"n{size}e{line.ended}", f"caps={capitals}", f"kind={line.kind}", f"start={_start(text)}",
        f"digits={bisect_left((0.0, 0.05, 0.2, 0.5), len(_DIGIT.findall(text)) / len(text))}",
    ]
    if n <= 30 and line.ended and not TELLING.intersection(line.words):
        out.append(f"still={min(4, n // 5)}")
    if n <= 3:
        out.append("sh=" + _DIGIT_RUN.sub("0", _LETTER_RUN.sub("a", text))[:12])
    if n <= 60:
        out.append(f"talk={min(3, len(_TALK.findall(text)))}")
        if _AGO.search(text):
            out.append("ago")
    parts = len(_PARTS.findall(text)) if n <= 40 else 0
    if parts >= 1 and not line.ended and n <= 4 * (parts + 1):
        out.append(f"listed_words={min(3, parts)}")
    if text.isupper() and n > 1:
        out.append("allcaps")
    if line.date:
        out.append("date=" + ("alone" if line.date.alone else "with" if len(line.date.rest) < 40 else "within"))
    if line.signature:
        out += [f"sign={line.signature.kind}", f"sign={line.signature.kind}{line.signature.marked}"]
    if line.furniture:
        out += [f"furniture={line.furniture[0]}", f"fshare={bisect_left((0.2, 0.4, 0.7, 0.99), line.furniture[1])}"]
    if BULLET.match(text):
        out.append("bullet")
    if len(text) < 250 and CONTACT.search(text):
        out.append("contact")
    if line.pictured:
        out += [name for name, pattern in _PATTERNS if pattern.search(text)]
        if n < 60 and CREDIT.search(text[-50:]):
            out.append("credit_end")
    if brand_of(text):
        out.append("brand")
    return out


def _start(text: str) -> str:
    char = text[0]
    if char.isalpha():
        return "upper" if char.isupper() else "lower"
    return "digit" if char.isdigit() else char if char in "\"“'‘(-–*>•[»+#@:" else "mark"


def _words(line: Line) -> list[str]:
    words = line.words
    n = max(1, len(words))
    out = [
        f"glue={bisect_left((0.0, 0.05, 0.12, 0.2, 0.3), sum(map(_GLUE.__contains__, words)) / n)}",
        f"speaker={bisect_left((0.0, 0.05, 0.12, 0.2), sum(map(_SPEAKER.__contains__, words)) / n)}",
        f"commas={min(3, line.text.count(','))}",
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
        out += [f"b={w[:20]}" for w in set(words)]
    return out


def _place(i: int, total: int, first_long: int) -> list[str]:
    tenth = bisect_left((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9), i / max(1, total))
    return [
        f"at={bisect_left(_PLACES, i)}", f"left={bisect_left(_PLACES, total - 1 - i)}", f"tenth={tenth}",
        f"tolong={max(-3, min(8, first_long - i))}", f"total={bisect_left((5, 10, 20, 40, 80), total)}",
    ]


def _repeat(i: int, repeats: Sequence[Repeat | None], line: Line) -> list[str]:
    found = repeats[i]
    if found is None:
        return []
    exact = "same" if found.share == 1.0 else "near"
    before = repeats[i - 1] if i else None
    run = bool(before and 0 < found.of - before.of <= 3) or bool(i + 1 < len(repeats) and (after := repeats[i + 1]) and 0 < after.of - found.of <= 3)
    return [f"repeat={exact}", f"repeat={exact}{run}{min(4, len(line.words) // 6)}", f"back={bisect_left((1, 2, 3, 6, 12), i - found.of)}"]


def _echoes(lines: Sequence[Line]) -> list[list[str]]:
    """How much of a line's telling words stands in long lines before, after and far, and in any of the three lines above or below."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for i, line in enumerate(lines):
        if line.long:
            for word in line.rare:
                first.setdefault(word, i)
                last[word] = i
    above = _next_to(lines, range(len(lines)))
    below = _next_to(lines, range(len(lines) - 1, -1, -1))
    out = []
    for i, line in enumerate(lines):
        before = after = far = 0.0
        for word, value in line.rare.items():
            a, z = first.get(word, i), last.get(word, i)
            if a < i:
                before += value
            if z > i:
                after += value
            if a < i - 1 or z > i + 1:
                far += value
        if line.total:
            shares = (("before", before), ("after", after), ("far", far), ("up", above[i]), ("down", below[i]))
            out.append([f"echo_{name}={bisect_left(_SHARES, value / line.total)}" for name, value in shares])
        else:
            out.append(["echo_none"])
    return out


def _next_to(lines: Sequence[Line], order: Sequence[int]) -> list[float]:
    """For each line the weight of its telling words that stand in one of the three lines passed just before it."""
    seen: dict[str, int] = {}
    out = [0.0] * len(lines)
    for i in order:
        for word, value in lines[i].rare.items():
            if abs(i - seen.get(word, -9)) <= 3:
                out[i] += value
        for word in lines[i].rare:
            seen[word] = i
    return out


def _ends(line: Line) -> bool:
    """True for a heading of tags or comments, or a list of tags: what stands after the article."""
    return bool(line.furniture) and len(line.words) < 25 and (":" in line.text[:25] or line.furniture[1] > 0.7)  # type: ignore[index]


def _course(lines: Sequence[Line], repeats: Sequence[Repeat | None]) -> list[list[str]]:
    """Where the article's own matter runs: echo of the first long lines here and later on, signatures and lists behind or ahead."""
    anchors = [i for i, line in enumerate(lines) if line.long][:4]
    rare: dict[str, int] = {}
    names: set[str] = set()
    for i in anchors:
        for word in lines[i].rare:
            rare[word] = rare.get(word, 0) + 1
        names |= lines[i].names
    signs = [i for i, line in enumerate(lines) if line.signature and line.signature.marked]
    lists = [i for i, line in enumerate(lines) if line.furniture and line.furniture[0] == "related" and line.furniture[1] > 0.7]
    first_list = lists[0] if lists else len(lines)
    first_text = anchors[0] if anchors else len(lines)
    ends = (i for i, line in enumerate(lines) if i > first_text and line.furniture and line.furniture[0] in ("tags", "comment") and _ends(line))
    closed = next(ends, len(lines))
    later, out = 0.0, []
    for i in range(len(lines) - 1, -1, -1):
        line, least = lines[i], 2 if i in anchors else 1
        own = sum([value for word, value in line.rare.items() if rare.get(word, 0) >= least]) / line.total if line.total else 0.0
        named = len(line.names & names) / len(line.names) if line.names and least == 1 else -1.0
        out.append([
            f"own={bisect_left(_SHARES, own)}", f"later={bisect_left(_SHARES, later)}", f"named={bisect_left((-1.0, 0.0, 0.3, 0.6, 0.9), named)}",
            f"signed={sum([j < i for j in signs[:3]])}{bool(signs) and signs[-1] > i}", f"listed={first_list < i}",
            f"closed={closed < i}{first_list < i}",
        ])
        if line.long and line.ended and repeats[i] is None:
            later = max(later, own)
    return out[::-1]


def _tags(items: Sequence[Item], i: int) -> list[str]:
    markup = items[i].markup
    assert markup is not None
    out = [f"tag={markup.tag}", f"inside={markup.inside}", f"linked={bisect_left((0.0, 0.3, 0.7, 0.99), markup.linked)}"]
    out += [f"hint={hint}" for hint in markup.hints]
    out.append(f"tag={markup.tag}{markup.inside}{markup.linked > 0.7}")
    if markup.right:
        out.append("right")
    return out
