"""Claims about who began a thing, and who leaves open what others say: read from single sentences."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from msgspec import Struct

from thoisu.model import Evidence, Mention, Quote, Span
from thoisu.record.parties import Parties
from thoisu.record.tellings import Reading, weigh_words
from thoisu.record.terms import find_syllables

_FIRST = re.compile(
    r"(?:đã |chủ động |là bên |là người |là phía )*(?:gọi|gọi điện|gọi điện thoại|nổ súng|khai hoả|bắn|nã pháo|tấn công|ra tay|khiêu khích|gây hấn|"
    r"vi phạm|đề nghị|đề xuất|liên lạc|liên hệ)(?: \w+){0,2}? trước(?! khi| đó| đây| đến| ngày| tết| mắt| khi)|"
    r"(?:đã |chủ động |là bên |là người |là phía )+(?:khởi xướng|khơi mào|châm ngòi|gây chiến|gây hấn trước)"
)
_SILENT = re.compile(
    r"(?:không|chưa|từ chối|chẳng) (?:hề )?(?:nói|nêu|cho biết|tiết lộ|công bố|xác nhận|đề cập|nhắc|bình luận|trả lời|làm|giải thích|"
    r"đưa ra bình luận|đưa ra thông tin)(?: gì| rõ| cụ thể| chi tiết| thêm| chính thức| về| đến| tới| bất kỳ| bất cứ| bình luận| nào)*|giữ im lặng"
)
_SILENT_HINT = re.compile(r"không|chưa|từ chối|chẳng|im lặng")
_CLEAR = re.compile(r"rõ|cụ thể|chi tiết|tiết lộ|xác nhận|công bố|bình luận|im lặng|đề cập|nhắc")
_ASIDE = re.compile(r"(?<!\w)(?:(?:về|theo|với|cho|chuyện|tới|đến)|(?:ở|tại)(?: [^\W\d]+){0,2}) \Z")
_BY = re.compile(r"(?<!\w)do (?:chính )?(?:phía |bên )?\Z")
_BEGINS = re.compile(r"\s(?:đã |chủ động )*(?:gọi|bấm máy|khởi xướng|đề nghị|đề xuất|nêu ra|nổ súng|gây ra)(?!\w)")
_WHO = re.compile(
    r"(?<!\w)(?:ai|bên nào|phía nào)(?: (?:là|đã|mới là|người|bên|chủ động))* (?:khởi xướng|gọi|bấm máy|nổ súng|đề nghị|ra tay|bắt đầu|người)"
)
_CONTRAST = re.compile(r"\s*(?:tuy nhiên|nhưng|trong khi đó|song|còn|trái lại|ngược lại|tuy vậy|thế nhưng|về phần mình|mặc dù vậy|dù vậy)(?!\w)")

_TELLS = re.compile(r"nói|nêu|cho biết|tiết lộ|công bố|đề cập|nhắc|giải thích")  # unlike a comment or a confirmation that is refused
_ABOUT = re.compile(r"(?<!\w)về [^,;]+")
_TELLING = 1.1  # weight of a word that one article in three holds
_LEAST_SAID = 12  # characters of words that say something


class FirstClaim(Struct, frozen=True):
    """Somebody is said to have begun: `party` by home, `by` whose word it is."""

    party: str
    name: str
    by: str | None
    evidence: Evidence


class Silence(Struct, frozen=True):
    """Somebody leaves open what the next sentence has another say: the party and its words, the other and its words."""

    party: str
    cue: str
    silent: Evidence
    other: str
    told: Evidence
    says: str


def find_first_claims(reading: Reading, parties: Parties) -> Iterator[FirstClaim]:
    """Who is said to have called, fired or asked first, sentence by sentence.

    `Văn phòng ông X nói phía Nga đã gọi điện trước` claims it of Russia.
    """
    for span in reading.sentences:
        key = reading.matching(span.start, span.end)
        for named in (reading.doc.mentions or ()) if "do " in key else ():
            inside = span.start <= named.start and named.end <= span.end
            if inside and _BEGINS.match(reading.matching(named.end, span.end)) and _BY.search(reading.matching(span.start, named.start)):
                by = _speaker(reading, named.start)
                yield FirstClaim(parties.home(named.entity), named.entity, by, reading.evidence(span.start, span.end))
        if "trước" not in key and "khởi xướng" not in key and "khơi mào" not in key:
            continue
        for match in _FIRST.finditer(key):
            at = span.start + match.start()
            mention = _last_party(reading, span.start, at)
            if mention and at - mention.end <= 12 and not re.search(r"không|chưa|phủ nhận|bác bỏ", key[: match.end()][-60:]):
                yield FirstClaim(parties.home(mention.entity), mention.entity, _speaker(reading, at), reading.evidence(span.start, span.end))


def find_silences(reading: Reading, parties: Parties) -> Iterator[Silence]:
    """Where one party says nothing clear and the words that follow have another party say it.

    `Điện Kremlin không nói rõ ai gọi. Tuy nhiên, văn phòng ông X nói phía Nga gọi trước.`
    """
    quotes = sorted(reading.doc.quotes or (), key=lambda q: q.start)
    for span, following in zip_longest(reading.sentences, reading.sentences[1:]):
        key = reading.matching(span.start, span.end)
        match = _SILENT.search(key) if _SILENT_HINT.search(key) else None
        if match is None or not _CLEAR.search(match.group()) or " thêm" in match.group():  # `từ chối bình luận thêm` leaves nothing open
            continue
        silent = _last_party(reading, span.start, span.start + match.start())
        if silent is None or span.start + match.start() - silent.end > 80:
            continue
        rest = re.search(r"(?:, )?(?:nhưng|song|còn|trong khi)(?!\w)", key[match.end() :])
        if rest:
            place = Span(span.start + match.end() + rest.start(), span.end)
        elif following and _CONTRAST.match(reading.matching(following.start, following.end)):
            place = following
        else:
            continue
        topic = _topic(reading, span, key, match, place.start if rest else span.end)
        if not (_WHO.search(key, match.start()) or (rest and _TELLS.search(match.group())) or _same_matter(reading, topic, place)):
            continue
        quote = _quote_in(quotes, place)
        before = {m.entity for m in reading.doc.mentions or () if span.start <= m.start < span.start + match.start()}
        homes = {parties.home(name) for name in before} | before
        if quote is None or quote.end - quote.start < _LEAST_SAID or (quote.speaker and _names_same(reading, silent, quote.speaker)):
            continue
        if quote.speaker and _named_anew(reading, quote, place) and quote.speaker not in homes and parties.home(quote.speaker) not in homes:
            yield Silence(
                silent.entity, reading.text[span.start + match.start() : span.start + match.end()].strip(), reading.evidence(span.start, span.end),
                quote.speaker, reading.evidence(reading.sentence(quote.start).start, reading.sentence(quote.start).end),
                reading.text[quote.start : quote.end],
            )


def find_open_questions(reading: Reading, parties: Parties) -> Iterator[FirstClaim]:
    """Who leaves open who began: `Điện Kremlin không nói rõ ai gọi trước`; the party that is silent and its sentence."""
    for span in reading.sentences:
        key = reading.matching(span.start, span.end)
        match = _SILENT.search(key) if _SILENT_HINT.search(key) else None
        if match and _WHO.search(key, match.start()):
            silent = _last_party(reading, span.start, span.start + match.start())
            if silent:
                yield FirstClaim(parties.home(silent.entity), silent.entity, match.group(), reading.evidence(span.start, span.end))


def _last_party(reading: Reading, start: int, end: int) -> Mention | None:
    """The last party named before a verb; what stands after `về`, `ở`, `theo` is its matter, its place, its source."""
    inside = [m for m in reading.doc.mentions or () if start <= m.start and m.end <= end and m.type != "MISC"]
    acting = [m for m in inside if not _ASIDE.search(reading.matching(max(start, m.start - 20), m.start))]
    return max(acting, key=lambda m: m.end, default=None)


def _same_matter(reading: Reading, topic: Span, told: Span) -> bool:
    """Whether what is left open and what the other says share a word that is neither common nor part of a name."""
    named = {s for m in reading.doc.mentions or () for s in find_syllables(reading.text[m.start : m.end])}
    first, second = weigh_words(reading.words(topic)), weigh_words(reading.words(told))
    return any(weight >= _TELLING and word in second and word not in named and word.isalpha() for word, weight in first.items())


def _topic(reading: Reading, span: Span, key: str, match: re.Match[str], end: int) -> Span:
    """What a party leaves open: the words after the silence up to `end`, or `về ...` before the party where none follow."""
    after = Span(span.start + match.end(), end)
    before = _ABOUT.search(key[: match.start()])
    return Span(span.start + before.start(), span.start + match.start()) if after.end - after.start < _LEAST_SAID and before else after


def _names_same(reading: Reading, silent: Mention, speaker: str) -> bool:
    """Whether a speaker is described by the name of the party that is silent: `cố vấn của ông X`, where X is silent."""
    last = reading.text[silent.start : silent.end].split()[-1]
    return re.search(rf"(?<!\w){re.escape(last)}(?!\w)", speaker) is not None


def _quote_in(quotes: list[Quote], place: Span) -> Quote | None:
    return next((q for q in quotes if place.start <= q.start < place.end), None)


def _named_anew(reading: Reading, quote: Quote, place: Span) -> bool:
    """Whether somebody is named for the quote after the contrast; `nhưng nói rằng` goes on with the party that was silent."""
    if quote.speaker_span:
        return place.start <= quote.speaker_span.start < place.end
    if quote.cue is None:
        return False
    cue = reading.matching(quote.cue.start, quote.cue.end)
    return quote.cue.start - place.start > 12 or cue.startswith("theo")


def _speaker(reading: Reading, at: int) -> str | None:
    inside = [q for q in reading.doc.quotes or () if q.start <= at < q.end]
    return min(inside, key=lambda q: q.end - q.start).speaker if inside else None
