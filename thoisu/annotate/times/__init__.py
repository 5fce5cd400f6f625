"""Vietnamese TIMEX3: one pass over the words of a text; each word that can begin a time hands over to the rules that know it."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from unicodedata import is_normalized, normalize

from thoisu.annotate.times import clock, lengths, periods, vague, weeks, years
from thoisu.annotate.times.days import read_day, read_part_of_day
from thoisu.annotate.times.fragments import APPROXIMATE, APPROXIMATORS, rx
from thoisu.annotate.times.scene import Found, Scene
from thoisu.model import Document, Time

__all__ = ["find_times"]

Rule = Callable[[Scene, int], Found | None]


def _read_date(scene: Scene, at: int) -> Found | None:
    day = read_day(scene, at)
    return Found(at, day.end, "DATE", day.value, day.rule) if day is not None and day.sure else None


def _any_of(words: list[str]) -> str:
    """A pattern of the words, those with one first letter together: tried once a letter, not once a word."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for letter, rest in by_letter.items())


_COUNTS = "chục một hai ba bốn năm sáu bảy bẩy tám chín mười nửa trăm"
_VAGUE = "vài mấy nhiều hàng ít dăm đôi"
_FEASTS = "tết dịp ngày đêm giao rằm mùng mồng trung giáng noel lễ kỳ đợt valentine quốc phụ thống thương nhà halloween phục ông giỗ hôm năm"
# Which words a rule can begin with; 0 stands for figures. Where several rules read a place, the longest wins, then the first.
_RULES: tuple[tuple[Rule, str], ...] = (
    (clock.read_clock, f"0 {_COUNTS}"),
    (clock.read_part, "đầu giữa cuối gần giờ buổi ban rạng tờ sáng trưa xế chiều tối nửa đêm khuya"),
    (clock.read_day_and_night, "cả ngày đêm"),
    (read_part_of_day, "đầu cuối"),
    (_read_date, f"0 ngày hôm bữa cùng thứ chủ chúa {_FEASTS}"),
    (weeks.read_week, "tuần đầu giữa"),
    (weeks.read_weekend, "cuối dịp kỳ ngày hai 0"),
    (weeks.read_week_span, "tuần đầu giữa"),
    (periods.read_month_of_year, "tháng vào đầu giữa cuối trung thượng hạ nửa những mấy"),
    (periods.read_bare_month, "0 tháng đầu giữa cuối"),
    (periods.read_relative_month, "tháng vào đầu giữa cuối trung thượng hạ nửa"),
    (periods.read_quarter, "quý quí các vào đầu giữa cuối"),
    (periods.read_part_of_year, f"0 nửa {_COUNTS}"),
    (periods.read_days_of_month, f"0 {_COUNTS}"),
    (periods.read_same_period, "cùng thời"),
    (periods.read_season, "mùa hè xuân thu đông đầu giữa cuối"),
    (years.read_years, "giai thời niên năm mùa tài nhiệm các những"),
    (years.read_year, "năm tết cả đầu giữa cuối mùa tài"),
    (years.read_year_words, "năm đầu giữa cuối hết những"),
    (years.read_bare_years, "0"),
    (years.read_decade, "những các thập đầu giữa cuối nửa năm"),
    (years.read_century, "thế đầu giữa cuối nửa những"),
    (vague.read_present, "hiện nay lúc bây ngày thời giờ đây giai ở vào"),
    (vague.read_past, "thời những mấy các nhiều gần mới vừa dạo ngày trước quá thuở hồi lúc vài ít"),
    (vague.read_future, "thời những mấy các vài tương sắp tới"),
    (lengths.read_length, f"0 {_COUNTS} {_VAGUE}"),
    (lengths.read_ago, "cách"),
    (lengths.read_whole, "suốt 0"),
    (lengths.read_set, f"hàng hằng mỗi thường cứ định 0 {_COUNTS}"),
)
_BY_WORD: dict[str, list[Rule]] = {}
for _rule, _words in _RULES:
    for _word in dict.fromkeys(_words.split()):
        _BY_WORD.setdefault(_word, []).append(_rule)
_UNITS = "giây|phút|giờ|tiếng|ngày|hôm|đêm|tuần|tháng|qu[ýí]|năm|thập|thế|thiên|mùa|cuối|buổi|sáng|trưa|chiều|tối|thứ|chủ"
_NUMERALS = "một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|chục|trăm|nghìn|ngàn|vạn|triệu|linh|lẻ|rưỡi|không"
# Common words that begin a time only before certain others; looking ahead here spares the rules most of their failures.
_AHEAD = {
    "các những mấy nhiều vài ít": rf" (?:{_UNITS}|đầu|giữa|chục|mươi|trăm|ba|dịp)",
    "chục một hai ba bốn sáu bảy bẩy tám chín mười trăm nửa": rf"(?:,? (?:{_NUMERALS}|số|vài)){{0,9}} (?:{_UNITS}|đầu|sau)",
    "khoảng chừng gần hơn ngót tròn tầm ước xấp trên dưới non độ đúng quãng": r" (?:\d|[^\W\d_])",
    "cả": " (?:ngày|đêm|năm)", "chưa": " (?:đầy|tới|đến)", "đầu giữa cuối": rf" (?:{_UNITS}|\d|những|giờ|hè|xuân|thu|đông|rạng|nửa)",
    "thời": " (?:gian|điểm|nay|kỳ)", "nay": "", "ở vào": " thời", "mới": " (?:đây|rồi)", "tới": " đây",
    "thường": " niên", "cùng": " (?:ngày|hôm|k[ỳì]|thời)",
}
_GROUPS = "|".join(f"(?:{words.replace(' ', '|')})(?!\\w)(?={ahead})" for words, ahead in _AHEAD.items())
_PLAIN = _any_of(sorted({*_BY_WORD, *APPROXIMATORS} - {"0"} - {w for words in _AHEAD for w in words.split()}))
_WORD = re.compile(
    rf"(?<!\w)(?:(\d+)(?=[hg/.:–-]|(?:,\d+)? ?(?:{_UNITS}|[hg/–-]|triệu|nghìn|ngàn|vạn|đến|tới|và|tết|âm|chục|trăm|rưỡi)|"
    rf", \d{{1,2}}(?:[/.-]\d|, \d| và \d)|(?<=\d{{4}})(?!\d))"
    rf"|{_GROUPS}|(?:{_PLAIN})(?!\w))"
)
_BEGINS = re.compile(r"(?<!\w)(?:bắt|dẫn|đứng|cầm|hàng|mở|khởi|bước|lần|ban|tuyến)[ ]$")  # the rest of `bắt đầu`, `dẫn đầu`
_CLUSTER = re.compile("(?s:.)[\u0300-\u036f]*")
_compose_cluster = lru_cache(maxsize=4096)(partial(normalize, "NFC"))
_APPROXIMATE = rx(rf"{APPROXIMATE} ")
# What an approximator may stand before besides lengths; `hơn` and `dưới` before a date compare.
_AROUND = ("clock", "length", "day", "part")
_LONG = ("month", "quarter", "season", "year", "decade", "century")
_APPROXIMABLE: dict[str, tuple[str, ...]] = dict.fromkeys(("tầm", "quãng", "độ"), _AROUND)
_APPROXIMABLE |= dict.fromkeys(("khoảng", "chừng"), _AROUND + _LONG)
_APPROXIMABLE |= dict.fromkeys(("gần", "hơn", "đúng", "chưa"), ("length", "clock"))
_COMPARED = re.compile(r"(?:^|\W)(?:sớm|muộn|lâu|chậm|ít|nhiều|nhanh|trễ|già|trẻ|lớn|kém|tan|\d)[ ]$")


def find_times(doc: Document) -> Iterator[Time]:
    """The time expressions of a document in order, without overlaps, anchored on its publication day in Hanoi.

    Follows TIMEX3; an open year is XXXX. `rule` names the rule. Linear in the text.

    >>> from thoisu.model import Article
    >>> text = "Ngày 24/11, ông nói cuộc gặp tuần trước kéo dài hơn hai giờ."
    >>> doc = Document(Article("a", "d", text, (), "", published="2016-11-24"))
    >>> [(text[t.start:t.end], t.type, t.value) for t in find_times(doc)]
    [('Ngày 24/11', 'DATE', '2016-11-24'), ('tuần trước', 'DATE', '2016-W46'), ('hơn hai giờ', 'DURATION', 'PT2H')]
    """
    text = doc.text
    if is_normalized("NFC", text):
        for found in read_times(Scene(text, doc.published)):
            yield Time(found.start, found.end, found.type, found.value, found.rule)
        return
    composed, places = _compose(text)
    for found in read_times(Scene(composed, doc.published)):
        yield Time(places[found.start], places[found.end], found.type, found.value, found.rule)


def _compose(text: str) -> tuple[str, list[int]]:
    """The text in NFC and, for each of its offsets, the offset in the text as it is."""
    parts: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        composed = _compose_cluster(cluster.group())
        parts.append(composed)
        places += [cluster.start()] * len(composed)
    return "".join(parts), [*places, len(text)]


def read_times(scene: Scene) -> Iterator[Found]:
    """The time expressions of a scene in order."""
    done = 0
    for word in _WORD.finditer(scene.key):
        at = word.start()
        if at < done:
            continue
        name = "0" if word.group(1) else word.group()
        if name == "đầu" and _BEGINS.search(scene.key, max(0, at - 7), at):
            continue
        found = read_at(scene, at, name)
        if found is not None and found.end > done:
            done = found.end
            scene.note(found)
            yield found


def read_at(scene: Scene, at: int, word: str) -> Found | None:
    """The longest expression that a rule reads at `at`, with the approximator that may stand there."""
    best: Found | None = None
    for rule in _BY_WORD.get(word, ()):
        found = rule(scene, at)
        if found is not None and (best is None or found.end > best.end):
            best = found
    if best is None and word in APPROXIMATORS and not _COMPARED.search(scene.key[max(0, at - 8) : at]):
        about = _APPROXIMATE.match(scene.key, at)
        follows = _WORD.match(scene.key, about.end()) if about else None
        if about and follows and (word in ("khoảng", "hơn", "gần", "tròn", "đúng", "chưa") or not scene.text[at].isupper()):
            inner = read_at(scene, about.end(), "0" if follows.group(1) else follows.group())
            kinds = _APPROXIMABLE.get(word, ("length",))
            if inner is not None and inner.rule not in ("month.bare", "year.bare") and inner.rule.split(".")[0] in kinds:
                return inner._replace(start=at)
    return best
