"""The text of an article as the quote rules read it: tokens with sentences, marks, names, stand-ins, times and cues laid over."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

from msgspec import Struct

from thoisu.annotate.quotes.model import load_verbs
from thoisu.lexicon.cues import Cue, load_adverbs, load_cues
from thoisu.model import Document, Mention, Referent
from thoisu.text.marks import Quoted, find_marks
from thoisu.text.match import Match, Matcher, Token, find_tokens

_GENDERS = {"ông": "m", "anh": "m", "ngài": "m", "bà": "f", "chị": "f", "cô": "f"}


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class _Placed(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


class Party(Struct, frozen=True, gc=False):
    """A name or stand-in that may speak: tokens `first` to `last` (half-open)."""

    first: int
    last: int
    start: int
    end: int
    entity: str
    kind: str  # PER, ORG, LOC, MISC; REF for a stand-in that is resolved, DESC for a description
    rule: str


class Scene(Struct, gc=False):
    """One article, token by token. `-1` stands for none."""

    text: str
    tokens: Sequence[Token]
    keys: list[str]
    sentences: list[tuple[int, int]]
    sentence_at: list[int]
    marks: list[Quoted]
    mark_tokens: list[tuple[int, int]]
    mark_at: list[int]
    parties: list[Party]
    party_at: list[int]
    time_at: list[int]
    cues: dict[int, Match[Cue]]
    cue_at: list[int]
    light: list[bool]  # adverbs and times: what may stand between a subject and its verb
    title_end: int
    lead_end: int
    genders: dict[str, str]  # of people, by the word before their name
    people: frozenset[str]
    about: dict[int, list[str]]  # features of cues already worked out

    def words(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` (half-open)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def key(self, i: int) -> str:
        """The key of token `i`, `` outside the text."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def gender_of(self, token: int) -> str:
        """The gender of the pronoun or title at a token: m, f or nothing."""
        return _GENDERS.get(self.key(token), "")

    def acts(self, token: int) -> str:
        """What a party that ends at `token` does: a cue, a verb (by how surely it is one), none of these."""
        while token < len(self.light) and self.light[token]:
            token += 1
        if token in self.cues:
            return "cue"
        key = self.key(token)
        verbs = load_verbs()
        return str(max(verbs.get(key, 0), verbs.get(f"{key} {self.key(token + 1)}", 0))) if key.isalpha() else key

    def titled(self, entity: str, others: Iterable[_Placed]) -> bool:
        """Whether a title word of one of the others stands before a name of the entity somewhere."""
        heads = {self.key(i) for other in others for i in range(other.first, min(other.first + 4, other.last))}
        return any(
            party.entity == entity and party.kind == "PER" and any(self.key(i) in heads for i in range(party.first - 12, party.first))
            for party in self.parties
        )

    def token_from(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_left(self.tokens, offset, key=_start)


def _start(token: Token) -> int:
    return token.start


@cache
def _cue_matcher() -> Matcher[Cue]:
    return Matcher(load_cues())


@cache
def _adverb_matcher() -> Matcher[None]:
    return Matcher((words, None) for words in load_adverbs())


def make_scene(doc: Document) -> Scene:
    """The scene of a document; layers that it lacks are empty."""
    text = doc.text
    tokens = find_tokens(text)
    starts = [t.start for t in tokens]
    sentences, sentence_at = _lay_sentences(doc, starts)
    marks = find_marks(text)
    mark_tokens = [(bisect_left(starts, m.start), bisect_left(starts, m.end)) for m in marks]
    mark_at = _lay(len(tokens), mark_tokens)
    parties = _make_parties(doc.mentions or (), doc.referents or (), starts)
    outer_last = sorted(range(len(parties)), key=lambda n: parties[n].last - parties[n].first)
    party_at = _lay(len(tokens), [(parties[n].first, parties[n].last) for n in outer_last], outer_last)
    time_at = _lay(len(tokens), [_cover(starts, t) for t in doc.times or ()])
    named = _lay(len(tokens), [(p.first, p.last) for p in parties if p.kind not in ("REF", "DESC")])
    cues = {m.first: m for m in _cue_matcher().find(tokens) if named[m.first] < 0 and m.value.kind != "none"}
    cue_at = _lay(len(tokens), [(m.first, m.last) for m in cues.values()], [m.first for m in cues.values()])
    light = [n >= 0 for n in time_at]
    for match in _adverb_matcher().find(tokens):
        light[match.first : match.last] = [True] * (match.last - match.first)
    blocks = {b.kind: b.end for b in reversed(doc.article.blocks)}
    title_end = blocks.get("title", 0)
    genders = {p.entity: g for p in parties if p.kind == "PER" and p.first and (g := _GENDERS.get(tokens[p.first - 1].key))}
    keys = [t.key for t in tokens]
    return Scene(
        text, tokens, keys, sentences, sentence_at, marks, mark_tokens, mark_at, parties, party_at, time_at, cues, cue_at, light, title_end,
        blocks.get("lead", title_end), genders, frozenset(p.entity for p in parties if p.kind == "PER"), {},
    )


def _lay(size: int, spans: Iterable[tuple[int, int]], labels: Sequence[int] | None = None) -> list[int]:
    """Which span covers each token; the later and inner one where several do."""
    out = [-1] * size
    for number, (first, last) in enumerate(spans):
        label = labels[number] if labels else number
        for i in range(first, min(last, size)):
            out[i] = label
    return out


def _cover(starts: Sequence[int], span: _Spanned) -> tuple[int, int]:
    return max(bisect_right(starts, span.start) - 1, 0), bisect_left(starts, span.end)


def _lay_sentences(doc: Document, starts: Sequence[int]) -> tuple[list[tuple[int, int]], list[int]]:
    sentences = [_cover(starts, s) for s in doc.sentences or ()]
    return sentences, _lay(len(starts), sentences)


def _make_parties(mentions: Iterable[Mention], referents: Iterable[Referent], starts: Sequence[int]) -> list[Party]:
    parties = [Party(*_cover(starts, m), m.start, m.end, m.entity, m.type, m.rule) for m in mentions]
    parties += [Party(*_cover(starts, r), r.start, r.end, r.entity, "REF" if r.named else "DESC", r.rule) for r in referents]
    return sorted(parties, key=lambda p: (p.first, p.last))
