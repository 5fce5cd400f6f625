"""Statements: quotes of one speaker that report the same utterance become one statement with its tellings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from thoisu.model import Document, Origin, Quote, Statement, Telling
from thoisu.record.dates import day_of, days_of, specificity
from thoisu.record.happenings import dated_times, origin_at
from thoisu.record.origins import index_origins
from thoisu.record.parties import Known, Parties, learn_parties
from thoisu.record.tellings import Reading, Weights, make_id, share_words, sort_documents, weigh_words
from thoisu.record.terms import find_syllables
from thoisu.text.normalize import tone_key

# Least share of the shorter wording's weight for two wordings of one utterance.
_LEAST_SHARE = 0.5  # one repeats the other in a title, a lead or another article
_LEAST_SHARE_DIRECT = 0.4  # quoted words in two articles: translations differ more than paraphrases
_LEAST_SHARE_BODY = 0.7  # both in the body of one article, which seldom says a thing twice
_LEAST_SHARE_OFFICE = 0.7  # one account names the body and the other the person
_LEAST_SHARE_PHRASE = 0.95  # a quoted word or two
_LEAST_SHARE_ANYBODY = 0.85  # quoted words are the same utterance whomever an article takes for the speaker
_LEAST_WEIGHT, _PHRASE_WEIGHT = 7.0, 25.0  # lighter wordings say too little to be found elsewhere; lighter ones are phrases
_ALIKE = 0.9  # of two spellings of a name
_POSTINGS = 50


@dataclass(slots=True)
class _Told:
    reading: Reading
    index: int
    quote: Quote
    words: Weights
    weight: float
    home: str
    name: tuple[str, ...]  # the syllables of the speaker's name
    in_body: bool


@dataclass(slots=True)
class _Group:
    members: list[_Told] = field(default_factory=list)


def group_statements(
    docs: Iterable[Document], origins: Iterable[Origin] = (), *, story: str | None = None, known: Known = None
) -> Iterator[Statement]:
    """The statements in the articles of one story, in the order in which they were first told; the fullest telling of each first.

    `known` maps names to the state or body they act for: what a title gives to NATO and the text to its secretary general is one.

    >>> from thoisu.extract.given import article_from_text
    >>> text = "Ông nói: Nga không đe dọa bất cứ nước nào ở châu Âu"
    >>> docs = [Document(article_from_text(id, text), quotes=(Quote(9, len(text), "indirect", "Putin", ""),)) for id in ("a", "b")]
    >>> [(s.speaker, len(s.tellings)) for s in group_statements(docs)]
    [('Putin', 2)]
    """
    ordered = sort_documents(docs)
    parties = learn_parties(ordered, known)
    by_article = index_origins(origins)
    seen: Counter[str] = Counter()
    for group in _assign(ordered, parties):
        yield _settle(group.members, by_article, story, seen)


def weigh_wording(text: str) -> dict[str, float]:
    """The syllables and pairs of syllables of a wording with their weights; two such compare by words and by their order.

    >>> sorted(weigh_wording("đối thoại"))
    ['thoại', 'đối', 'đối thoại']
    """
    weights = weigh_words(text)
    syllables = find_syllables(text)
    pairs = {f"{a} {b}": (weights[a] + weights[b]) / 2 for a, b in pairwise(syllables)}
    return weights | pairs


def _assign(docs: list[Document], parties: Parties) -> list[_Group]:
    groups: list[_Group] = []
    postings: dict[tuple[str, str], list[int]] = {}
    for told in _read(docs, parties):
        found: Counter[int] = Counter()
        if told.weight >= _LEAST_WEIGHT:
            for key in _keys(told):
                found.update(postings.get(key, ())[-_POSTINGS:])
        best, best_score = len(groups), 0.0
        for g, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:20]:
            score = max((_score(told, m) for m in groups[g].members[:6]), default=0.0)
            if score > best_score:
                best, best_score = g, score
        if best == len(groups):
            groups.append(_Group())
        groups[best].members.append(told)
        for key in _keys(told):
            places = postings.setdefault(key, [])
            if not places or places[-1] != best:
                places.append(best)
    return groups


def _keys(told: _Told) -> Iterator[tuple[str, str]]:
    """Under what a wording is looked up: its pairs of syllables with the ends of the speaker's name, whom he acts for and, quoted, alone."""
    heads = {told.home, *told.name[:1], *told.name[-1:]} | ({""} if told.quote.type == "direct" else set())
    return ((head, word) for head in sorted(heads) for word in told.words if " " in word)


def _read(docs: list[Document], parties: Parties) -> Iterator[_Told]:
    for doc in docs:
        reading = Reading(doc)
        body = next((b.start for b in doc.article.blocks if b.kind not in ("title", "lead")), 0)
        for index, quote in enumerate(doc.quotes or ()):
            if quote.speaker and quote.start < quote.end:
                words = weigh_wording(doc.text[quote.start : quote.end])
                home, name = parties.home(quote.speaker), tuple(find_syllables(quote.speaker))
                yield _Told(reading, index, quote, words, sum(words.values()), home, name, quote.start >= body)


def _score(a: _Told, b: _Told) -> float:
    """How alike two wordings are, 0 where they cannot report the same utterance."""
    first, second = a.quote, b.quote
    same_article = a.reading.doc.article.id == b.reading.doc.article.id
    if same_article and first.start < second.end and second.start < first.end:
        return 0.0
    if min(a.weight, b.weight) < _LEAST_WEIGHT:
        return 0.0
    share, both = share_words(a.words, b.words)
    if not _one_speaker(a, b) and (a.home != b.home or a.home not in (first.speaker, second.speaker)):  # two people of one body are two speakers
        quoted = first.type == second.type == "direct" and min(a.weight, b.weight) >= _PHRASE_WEIGHT
        return both if quoted and both >= _LEAST_SHARE_ANYBODY else 0.0
    return share if share >= _least_share(a, b, same_article=same_article) else 0.0


def _one_speaker(a: _Told, b: _Told) -> bool:
    """Whether two names of speakers can be one's: the same, one the end of the other (`TS Trần A`, `Trần A`), or a letter apart."""
    if a.quote.speaker == b.quote.speaker:
        return True
    shorter, longer = sorted((a.name, b.name), key=len)
    if len(shorter) < 2:
        return False
    if longer[-len(shorter) :] == shorter:
        return True
    return len(a.name) == len(b.name) and SequenceMatcher(None, " ".join(a.name), " ".join(b.name)).ratio() >= _ALIKE


def _least_share(a: _Told, b: _Told, *, same_article: bool) -> float:
    if min(a.weight, b.weight) < _PHRASE_WEIGHT:
        return _LEAST_SHARE_PHRASE
    if not _one_speaker(a, b):
        return _LEAST_SHARE_OFFICE
    if same_article:
        return _LEAST_SHARE_BODY if a.in_body and b.in_body else _LEAST_SHARE
    return _LEAST_SHARE_DIRECT if a.quote.type == b.quote.type == "direct" else _LEAST_SHARE


def _settle(members: list[_Told], origins: Mapping[str, Origin], story: str | None, seen: Counter[str]) -> Statement:
    speakers = Counter(m.quote.speaker or "" for m in members)
    speaker = min(speakers, key=lambda s: (s == members[0].home and len(speakers) > 1, -speakers[s], s))
    first = members[0]
    anchor = make_id("st", speaker, first.reading.doc.article.id, tone_key(first.reading.text[first.quote.start : first.quote.end]))
    seen[anchor] += 1
    fullest = sorted(members, key=lambda m: (-(m.quote.end - m.quote.start), m.quote.type != "direct"))
    tellings = tuple(_tell(m, origins) for m in fullest)
    return Statement(
        id=anchor if seen[anchor] == 1 else make_id("st", anchor, str(seen[anchor])), speaker=speaker, text=tellings[0].evidence.words,
        tellings=tellings, independent_origins=len({t.origin for t in tellings}), date=_settle_date(tellings),
        about=_about(members, speaker), story=story,
    )


def _tell(told: _Told, origins: Mapping[str, Origin]) -> Telling:
    reading, quote = told.reading, told.quote
    path = told_path(reading, quote)
    return Telling(
        evidence=reading.evidence(quote.start, quote.end), path=path, origin=origin_at(reading, path, origins),
        date=_uttered(reading, quote), published=reading.doc.published, index=told.index,
        confidence=quote.confidence,
    )


def told_path(reading: Reading, quote: Quote) -> tuple[str, ...]:
    """From the speaker outward: who reports whom, and the agency credited beside it."""
    path = list(quote.path or ((quote.speaker,) if quote.speaker else ()))
    around = [q for q in reading.doc.quotes or () if q.start <= quote.start and quote.end <= q.end and q.end - q.start > quote.end - quote.start]
    for outer in sorted(around, key=lambda q: (q.end - q.start, q.start)):
        path += outer.path or ((outer.speaker,) if outer.speaker else ())
    sentence = reading.sentence(quote.cue.start if quote.cue else quote.start)
    path += [s.name for s in reading.doc.sources or () if s.role == "content" and sentence.start <= s.start < sentence.end]
    return tuple(dict.fromkeys(path))


def _uttered(reading: Reading, quote: Quote) -> str | None:
    """The day that the sentence of the cue gives for the saying, outside of what is said; None where it gives none."""
    sentence = reading.sentence(quote.cue.start if quote.cue else quote.start)
    published = day_of(reading.doc.published)
    for time in dated_times(reading.doc, sentence):
        inside = quote.start <= time.start < quote.end
        if not inside and specificity(time.value) == 3 and (published is None or time.value <= published):
            return time.value
    return None


def _settle_date(tellings: tuple[Telling, ...]) -> str | None:
    """The day that most origins give, the earlier of equals."""
    counts = Counter(date for date, _ in {(t.date, t.origin) for t in tellings} if date and days_of(date))
    return min(counts, key=lambda d: (-counts[d], d)) if counts else None


def _about(members: list[_Told], speaker: str) -> tuple[str, ...]:
    """The entities that the wordings name, most often named first."""
    counts: Counter[str] = Counter()
    for told in members:
        quote = told.quote
        counts.update({m.entity for m in told.reading.doc.mentions or () if quote.start <= m.start < quote.end})
    counts.pop(speaker, None)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
