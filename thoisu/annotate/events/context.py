"""A document laid out for reading acts: tokens, sentences, parties, times and quotes by token."""

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate

from msgspec import Struct

from thoisu.annotate.events.parties import MARKS, Party, find_parties
from thoisu.annotate.events.words import classes_of
from thoisu.model import Document, Quote, Time
from thoisu.text.match import Token, find_tokens
from thoisu.text.segment import find_sentences


class Clock(Struct, frozen=True, gc=False):
    """A time with the tokens that it covers (half-open)."""

    first: int
    last: int
    time: Time


class Speech(Struct, frozen=True, gc=False):
    """A quote with the tokens of its content (half-open) and of its cue."""

    first: int
    last: int
    cue: int
    quote: Quote


class Context(Struct, gc=False):
    """One document as token sequences; every list is in text order."""

    doc: Document
    tokens: tuple[Token, ...]
    keys: list[str]
    starts: list[int]
    bounds: list[int]  # first token of each sentence, then the number of tokens
    sentence: list[int]  # of each token
    parties: list[Party]
    by_sentence: list[list[Party]]
    clocks: list[list[Clock]]
    speeches: list[Speech]
    speech_at: list[int]  # number of the innermost quote that holds the token, -1 outside quotes
    title_end: int  # tokens of the title
    rank_of: dict[str, int]  # names by how often they come, 0 the most frequent
    in_title: set[str]
    speakers: list[set[str]]  # of the quotes whose cue stands in each sentence
    topic: float  # how far the article is about politics
    marks: list[int]  # how many marks stand before each token, and in all
    denials: bool  # whether something is denied anywhere
    cues: list[bool]  # whether the token is the cue of a quote
    said: frozenset[int]  # first tokens of cues
    paragraph: list[int]  # of each sentence
    classes: list[str]  # of the word at each token

    @property
    def published_day(self) -> str | None:
        """The day of publication, None where not known."""
        return self.doc.published[:10] if self.doc.published else None

    def token_at(self, offset: int) -> int:
        """The number of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def read_context(doc: Document, topic: float) -> Context:
    """The context of a document with its mentions, referents, times and quotes; layers that did not run count as empty."""
    tokens = find_tokens(doc.text)
    starts = [t.start for t in tokens]
    keys = [t.key for t in tokens]
    spans = doc.sentences if doc.sentences is not None else find_sentences(doc.text)
    bounds = sorted({bisect_left(starts, s.start) for s in spans} | {0})
    bounds = [b for b in bounds if b < len(tokens)] + [len(tokens)]
    sentence = [0] * len(tokens)
    for number in range(len(bounds) - 1):
        for i in range(bounds[number], bounds[number + 1]):
            sentence[i] = number
    count = max(1, len(bounds) - 1)
    parties = find_parties(doc, starts, keys, sentence)
    by_sentence: list[list[Party]] = [[] for _ in range(count)]
    for party in parties:
        by_sentence[party.sentence].append(party)
    clocks: list[list[Clock]] = [[] for _ in range(count)]
    for time in doc.times or ():
        first, last = bisect_left(starts, time.start), bisect_left(starts, time.end)
        if first < last:
            clocks[sentence[first]].append(Clock(first, last, time))
    speeches, speech_at = _read_speeches(doc, starts)
    title = next((b.end for b in doc.article.blocks if b.kind == "title"), 0)
    title_end = bisect_left(starts, title)
    speakers: list[set[str]] = [set() for _ in range(count)]
    cues = [False] * len(tokens)
    for speech in speeches:
        if 0 <= speech.cue < len(tokens):
            cues[speech.cue] = True
            if speech.quote.speaker:
                speakers[sentence[speech.cue]].add(speech.quote.speaker)
    often = Counter(p.entity for p in parties)
    rank_of = {name: rank for rank, (name, _) in enumerate(often.most_common())}
    in_title = {p.entity for p in parties if p.first < title_end}
    return Context(
        doc, tokens, keys, starts, bounds, sentence, parties, by_sentence, clocks, speeches, speech_at, title_end, rank_of, in_title, speakers,
        topic, list(accumulate((k in MARKS for k in keys), initial=0)),
        "phủ nhận" in (text := doc.text.lower()) or "bác bỏ" in text, cues,
        frozenset(s.cue for s in speeches), _paragraphs(doc, [tokens[b].start for b in bounds[:-1]]), classes_of(keys),
    )


def _paragraphs(doc: Document, starts: list[int]) -> list[int]:
    blocks = [b.start for b in doc.article.blocks]
    return [bisect_right(blocks, start) for start in starts]


def _read_speeches(doc: Document, starts: list[int]) -> tuple[list[Speech], list[int]]:
    speeches: list[Speech] = []
    at = [-1] * len(starts)
    for quote in sorted(doc.quotes or (), key=lambda q: (q.start, -q.end)):
        first, last = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
        cue = bisect_right(starts, quote.cue.start) - 1 if quote.cue else -1
        for i in range(first, last):  # inner quotes come later and win
            at[i] = len(speeches)
        speeches.append(Speech(first, last, cue, quote))
    return speeches, at
