"""What a line looks like to the model: its own shape, its place, its words' echo in the rest of the page.

Features are classes and buckets, few of them words, so that a model trained on some sites' phrases holds on others'.
"""

import math
import re
from collections.abc import Sequence

from thoisu.extract.bylines import parse_signature
from thoisu.extract.dates import parse_visible_date
from thoisu.extract.items import Item, Repeat, find_repeats, words_of
from thoisu.extract.language import SYLLABLES
from thoisu.extract.phrases import BULLET, CONTACT, CREDIT, ILLUSTRATION, NUMBERED, brand_of, furniture_class
from thoisu.text.normalize import lower

_END = re.compile(r"[.!?…]+[”\"»’')\]]*$|\./\.?$")
_LENGTHS = (1, 2, 3, 4, 6, 9, 13, 18, 25, 40, 70, 120)
_PLACES = (0, 1, 2, 3, 4, 6, 9, 14, 20, 30, 50)
_LONG = 18  # words; a line of so many, with an end mark, is text
_SPEAKER = frozenset("tôi mình em bác ad bạn cháu anh chị các chúng ta ông bà hay quá thật rất nên".split())
_GLUE = frozenset("và của là đã được cho với trong có này các một những để khi không theo từ tại vào về đang sẽ bị cũng do đến".split())
# How a paragraph takes up the one before it.
_LINKS = re.compile(
    r"(?:tuy nhiên|trong khi đó|theo đó|ngoài ra|bên cạnh đó|trước đó|sau đó|cũng theo|đồng thời|mặt khác|hiện(?: nay| tại)?|được biết|như vậy|do đó|vì vậy|"
    r"về phần mình|về việc này|về vấn đề này|cùng ngày|cụ thể|đáng chú ý|trong đó|đến nay|tại đây|khi đó|lúc này|mặc dù|nhưng|và|còn|cũng|chính|đây|đó|"
    r"sự việc|vụ việc|theo (?:ông|bà|anh|chị)|(?:ông|bà|anh|chị)(?! [a-zà-ỹ]*$)|họ|nguồn tin|tuyên bố|thông tin|quyết định|điều này|việc này|động thái|"
    r"trả lời|phát biểu|trao đổi|nói về|đối với|trước (?:đây|tình hình|sự việc)|thêm vào đó|không chỉ|để|nếu|khi|sau khi|kể từ)\b"
)
# Capitalised words inside a sentence.
_NAME = re.compile(r"(?<=[\w,“\"(] )[A-ZĐÀ-Ỹ][\w-]+|\b[A-Z]{2,}\b")
_RARE = 20_000  # in fewer than 20 % of articles


class Line:
    """A line with everything that is asked of it more than once."""

    def __init__(self, item: Item) -> None:
        self.text = item.text
        self.words = words_of(item.text)
        self.ended = bool(_END.search(item.text[-12:]))
        self.long = len(self.words) >= _LONG
        self.furniture = furniture_class(item.text)
        self.date = parse_visible_date(item.text) if len(item.text) < 120 else None
        self.signature = parse_signature(item.text)
        self.names = frozenset(_NAME.findall(item.text))
        self.rare = {w: weight(w) for w in set(self.words) if SYLLABLES.get(w, 0) < _RARE and len(w) > 1}


def weight(word: str) -> float:
    """How much a word tells of a topic: the logarithm of how few articles hold it."""
    return math.log(100_000 / max(SYLLABLES.get(word, 0), 200))


def bucket(value: float, edges: Sequence[float]) -> int:
    """The index of the first edge that the value does not exceed."""
    for index, edge in enumerate(edges):
        if value <= edge:
            return index
    return len(edges)


def page_features(items: Sequence[Item]) -> list[list[str]]:
    """The features of each line of a page, in order."""
    lines = [Line(item) for item in items]
    repeats = find_repeats([line.words for line in lines])
    echoes = _echoes(lines)
    course = _course(lines, repeats)
    gaps = sum(item.gap for item in items) > 0.6 * len(items)
    kinds = [_kind(line) for line in lines]
    first_long = next((i for i, line in enumerate(lines) if line.long and line.ended), len(lines))
    out = []
    for i, line in enumerate(lines):
        features = _shape(line) + _words(line)
        features += _place(i, len(lines), first_long)
        features += [f"echo_{name}={value}" for name, value in echoes[i]]
        features += _repeat(i, repeats, line)
        features += course[i]
        if gaps and not items[i].gap:
            features.append("joined")
        for step in (-2, -1, 1, 2):
            j = i + step
            features.append(f"{step}:{kinds[j] if 0 <= j < len(lines) else 'edge'}")
        features.append("rhythm=" + "".join(kinds[j][0] if 0 <= j < len(lines) else "_" for j in range(i - 2, i + 4)))
        if items[i].markup:
            features += _tags(items, i)
        out.append(features)
    return out


def _kind(line: Line) -> str:
    """One word for what a line is at first sight."""
    if line.date and line.date.alone:
        return "date"
    if line.signature and line.signature.marked:
        return "Signature" if line.signature.kind == "byline" else "Zsource"
    if line.furniture and line.furniture[1] == 1.0:
        return f"furniture-{line.furniture[0]}"
    if CREDIT.search(line.text[:12]) or NUMBERED.search(line.text) or ILLUSTRATION.search(line.text):
        return "Credit"
    if line.furniture and (len(line.words) < 14 or CONTACT.search(line.text)):
        return f"furniture+{line.furniture[0]}"
    if line.signature:
        return "name"
    size = "L" if line.long else "S" if len(line.words) > 3 else "t"
    return size + ("." if line.ended else "")


def _shape(line: Line) -> list[str]:
    text, n = line.text, len(line.words)
    capitals = sum(w[:1].isupper() for w in text.split()) / max(1, len(text.split()))
    out = [
        f"n={bucket(n, _LENGTHS)}", f"end={_END.search(text[-12:]).group()[:1] if line.ended else text[-1:] if not text[-1:].isalnum() else 'w'}",  # type: ignore[union-attr]
        f"n{bucket(n, _LENGTHS)}e{line.ended}", f"caps={bucket(capitals, (0.0, 0.15, 0.4, 0.7, 0.99))}", f"kind={_kind(line)}",
        f"start={_start(text)}", f"digits={bucket(sum(c.isdigit() for c in text) / len(text), (0.0, 0.05, 0.2, 0.5))}",
    ]
    if text.isupper() and n > 1:
        out.append("allcaps")
    if line.date:
        out.append("date=" + ("alone" if line.date.alone else "with" if len(line.date.rest) < 40 else "within"))
    if line.signature:
        out += [f"sign={line.signature.kind}", f"sign={line.signature.kind}{line.signature.marked}"]
    if line.furniture:
        out += [f"furniture={line.furniture[0]}", f"fshare={bucket(line.furniture[1], (0.2, 0.4, 0.7, 0.99))}"]
    for name, pattern in (("credit", CREDIT), ("illustration", ILLUSTRATION), ("numbered", NUMBERED), ("bullet", BULLET), ("contact", CONTACT)):
        if pattern.search(text):
            out.append(name)
    if CREDIT.search(text[-50:]) and n < 60:
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
    n = max(1, len(line.words))
    out = [
        f"glue={bucket(sum(w in _GLUE for w in line.words) / n, (0.0, 0.05, 0.12, 0.2, 0.3))}",
        f"speaker={bucket(sum(w in _SPEAKER for w in line.words) / n, (0.0, 0.05, 0.12, 0.2))}",
        f"commas={min(3, line.text.count(','))}",
    ]
    if ":" in line.text[:30]:
        out.append("colon")
    if _LINKS.match(lower(line.text[:40])):
        out.append(f"links{line.ended}")
    if n <= 9:
        out += [f"w={w}" for w in line.words[:3]]
    elif line.ended:
        out.append(f"w0={line.words[0]}")
    if line.ended and n <= 25:
        out += [f"b={w}" for w in set(line.words)]
    return out


def _place(i: int, total: int, first_long: int) -> list[str]:
    tenth = bucket(i / max(1, total), (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9))
    return [
        f"at={bucket(i, _PLACES)}", f"left={bucket(total - 1 - i, _PLACES)}", f"tenth={tenth}",
        f"tolong={max(-3, min(8, first_long - i))}", f"total={bucket(total, (5, 10, 20, 40, 80))}",
    ]


def _repeat(i: int, repeats: Sequence[Repeat | None], line: Line) -> list[str]:
    found = repeats[i]
    if found is None:
        return []
    exact = "same" if found.share == 1.0 else "near"
    before = repeats[i - 1] if i else None
    run = bool(before and 0 < found.of - before.of <= 3) or bool(i + 1 < len(repeats) and (after := repeats[i + 1]) and 0 < after.of - found.of <= 3)
    return [f"repeat={exact}", f"repeat={exact}{run}{min(4, len(line.words) // 6)}", f"back={bucket(i - found.of, (1, 2, 3, 6, 12))}"]


def _echoes(lines: Sequence[Line]) -> list[list[tuple[str, int]]]:
    """How much of a line's telling words stands in long lines before, after, near and far."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for i, line in enumerate(lines):
        if line.long:
            for word in line.rare:
                first.setdefault(word, i)
                last[word] = i
    out = []
    edges = (0.0, 0.1, 0.2, 0.3, 0.4, 0.55, 0.75)
    for i, line in enumerate(lines):
        total = sum(line.rare.values())
        if not total:
            out.append([("none", 0)])
            continue
        before = sum(w for word, w in line.rare.items() if first.get(word, i) < i) / total
        after = sum(w for word, w in line.rare.items() if last.get(word, i) > i) / total
        far = sum(w for word, w in line.rare.items() if first.get(word, i) < i - 1 or last.get(word, i) > i + 1) / total
        near = _near(lines, i, total)
        out.append([
            ("before", bucket(before, edges)), ("after", bucket(after, edges)), ("far", bucket(far, edges)),
            ("up", bucket(near[0], edges)), ("down", bucket(near[1], edges)),
        ])
    return out


def _course(lines: Sequence[Line], repeats: Sequence[Repeat | None]) -> list[list[str]]:
    """Where the article's own matter runs: echo of the first long lines and their names here and later on, signatures and lists behind or ahead."""
    anchors = [i for i, line in enumerate(lines) if line.long][:4]
    rare: dict[str, float] = {}
    names: set[str] = set()
    for i in anchors:
        rare |= lines[i].rare
        names |= lines[i].names
    own = []
    for i, line in enumerate(lines):
        said = rare if i not in anchors else {w: 1.0 for j in anchors if j != i for w in lines[j].rare}
        total = sum(line.rare.values())
        own.append(sum(w for word, w in line.rare.items() if word in said) / total if total else 0.0)
    signs = [i for i, line in enumerate(lines) if line.signature and line.signature.marked]
    lists = [i for i, line in enumerate(lines) if line.furniture and line.furniture[0] == "related" and line.furniture[1] > 0.7]
    later, out = 0.0, []
    edges = (0.0, 0.1, 0.2, 0.3, 0.4, 0.55, 0.75)
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        named = len(line.names & names) / len(line.names) if line.names and i not in anchors else -1.0
        out.append([
            f"own={bucket(own[i], edges)}", f"later={bucket(later, edges)}", f"named={bucket(named, (-1.0, 0.0, 0.3, 0.6, 0.9))}",
            f"signed={sum(j < i for j in signs[:3])}{sum(j > i for j in signs[-3:]) > 0}", f"listed={any(j < i for j in lists)}",
        ])
        if line.long and line.ended and repeats[i] is None:
            later = max(later, own[i])
    return out[::-1]


def _near(lines: Sequence[Line], i: int, total: float) -> tuple[float, float]:
    line = lines[i]
    up: set[str] = set().union(*(lines[j].rare for j in range(max(0, i - 3), i)))
    down: set[str] = set().union(*(lines[j].rare for j in range(i + 1, min(len(lines), i + 4))))
    return (
        sum(w for word, w in line.rare.items() if word in up) / total,
        sum(w for word, w in line.rare.items() if word in down) / total,
    )


def _tags(items: Sequence[Item], i: int) -> list[str]:
    markup = items[i].markup
    assert markup is not None
    out = [f"tag={markup.tag}", f"inside={markup.inside}", f"linked={bucket(markup.linked, (0.0, 0.3, 0.7, 0.99))}"]
    out += [f"hint={hint}" for hint in markup.hints]
    out.append(f"tag={markup.tag}{markup.inside}{markup.linked > 0.7}")
    if markup.right:
        out.append("right")
    return out
