"""Words that may name an act, and what in their context tells whether they do."""

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from thoisu.annotate.events.context import Context
from thoisu.annotate.events.lines import line_of
from thoisu.annotate.events.parties import FUNCTION_WORDS, MARKS, Party
from thoisu.annotate.events.weights import cross
from thoisu.annotate.events.words import words_of
from thoisu.lexicon import load_rows
from thoisu.text.match import Match, Matcher

CLASSIFIERS = words_of("classifier")
NEGATIONS = frozenset(("không", "chưa", "chẳng", "đừng"))
POLITICAL = frozenset(("state", "capital", "body", "official"))
_WEAK = frozenset(("state", "capital", "body", "official", "person", "group"))


class Entry(Struct, frozen=True, gc=False):
    """One reading of a trigger word: its PLOVER type, mode (CONSULT only), frame and strength as the table says."""

    type: str
    mode: str
    frame: str
    strength: str


Word = tuple[str, str, tuple[Entry, ...]]  # a word, its head and its readings


class Candidate(Struct, gc=False):
    """A word of the lexicon in a text: tokens `first` to `last` (half-open), its key, the shorter word that it is built on, and its readings."""

    start: int
    end: int
    first: int
    last: int
    lemma: str
    head: str
    entries: tuple[Entry, ...]
    readings: str  # their types
    sentence: int
    line: str  # how it bears on a line of contact, see `line_of`


@cache
def load_triggers() -> Matcher[Word]:
    """The matcher of trigger words; phrases that name no act have no readings."""
    readings: dict[str, list[Entry]] = {}
    for word, kind, mode, frame, strength in load_rows("triggers"):
        entries = readings.setdefault(word, [])
        if kind != "-":
            entries.append(Entry(kind, mode, frame, strength))
    return Matcher((word, (word, _head(word, readings), tuple(entries))) for word, entries in readings.items())


def _head(word: str, readings: dict[str, list[Entry]]) -> str:
    """The longest word of the table that begins, else ends, a longer one and can name the same act: `điện đàm` of `điện đàm khẩn`."""
    parts = word.split()
    if len(parts) < 3:  # words of two syllables are no phrases
        return word
    acts = {(e.type, e.mode) for e in readings[word]}
    for part in [parts[:n] for n in range(len(parts) - 1, 0, -1)] + [parts[n:] for n in range(1, len(parts) - 1)]:
        head = " ".join(part)
        if acts & {(e.type, e.mode) for e in readings.get(head, ())}:
            return _head(head, readings)
    return word


def find_candidates(context: Context) -> Iterator[Candidate]:
    """Every word of the lexicon that names an act in some reading, with the words that begin inside longer ones and name another."""
    matcher = load_triggers()
    for match in matcher.find(context.tokens):
        _, _, entries = match.value
        if not entries:
            continue
        candidate = _candidate(context, match, entries)
        if not candidate.entries:
            continue
        yield candidate
        types = {e.type for e in candidate.entries}
        if match.last - match.first > 1:
            for at in range(match.first + 1, match.last):
                inner = matcher.at(context.tokens, at)
                if inner:
                    other = tuple(e for e in inner.value[2] if e.type not in types)
                    if other and (within := _candidate(context, inner, other)).entries:
                        yield within
                        types |= {e.type for e in within.entries}


def _candidate(context: Context, match: Match[Word], entries: tuple[Entry, ...]) -> Candidate:
    lemma, head, _ = match.value
    line = line_of(context, match.first, match.last)
    if not line:
        entries = tuple([e for e in entries if e.strength != "line"])
    return Candidate(
        match.start, match.end, match.first, match.last, lemma, head, entries, _types(entries), context.sentence[match.first], line,
    )


@cache
def _types(entries: tuple[Entry, ...]) -> str:
    return "/".join(sorted(e.type for e in entries))


class Scene(Struct, gc=False):
    """What all readings of all candidates of one document share: how political it is and how often each word comes."""

    density: str
    topic: float
    counts: dict[str, int]
    types: dict[str, int]


def read_scene(context: Context, candidates: list[Candidate]) -> Scene:
    """The scene of a document."""
    political = sum(p.kind in POLITICAL and not p.stands_in for p in context.parties)
    strong = sum(c.entries[0].strength == "strong" for c in candidates)
    counts: dict[str, int] = {}
    types: dict[str, int] = {}
    for candidate in candidates:
        counts[candidate.head] = counts.get(candidate.head, 0) + 1
        kind = candidate.entries[0].type
        types[kind] = types.get(kind, 0) + 1
    hundred = max(1, len(context.tokens)) / 100
    abroad = len({p.entity for p in context.parties if p.kind in ("state", "capital")} - {"Vietnam", "Hanoi"})
    return Scene(f"{min(6, int(political / hundred))}|{min(4, int(2 * strong / hundred))}|{min(3, abroad)}", context.topic, counts, types)


def topic_step(topic: float) -> int:
    """The topic score of an article in five steps, 0 the least political."""
    return sum(topic >= limit for limit in (-1.0, 0.0, 1.0, 2.0))


def common_features(context: Context, scene: Scene, candidate: Candidate) -> list[str]:
    """Features of a candidate's place that all its readings share."""
    keys, first, last = context.keys, candidate.first, candidate.last
    begin, end = context.bounds[candidate.sentence], context.bounds[candidate.sentence + 1]

    def at(i: int) -> str:
        return keys[i] if begin <= i < end else "|"

    p1, p2, n1, n2 = at(first - 1), at(first - 2), at(last), at(last + 1)
    political, strong, abroad = scene.density.split("|")
    out = [
        f"p1={p1}", f"n1={n1}", f"p2={p2}", f"n2={n2}", f"n12={n1} {n2}", f"p21={p2} {p1}",
        f"dp={political}", f"ds={strong}", f"da={abroad}", f"dens={scene.density}",
        f"topic={topic_step(scene.topic)}",
        f"cnt={min(4, scene.counts[candidate.head])}",
        f"nom={p1 in CLASSIFIERS}",
        f"neg={any(k in NEGATIONS for k in keys[max(begin, first - 4) : first])}",
    ]
    if context.speech_at[first] >= 0:
        out.append("quoted")
    if candidate.line:
        out.append(f"line={candidate.line}")
    if any(context.cues[first:last]):
        out.append("cue")
    if first < context.title_end:
        out.append("title")
    elif candidate.sentence <= 2:
        out.append("lead")
    for k in keys[max(begin, first - 7) : first]:
        if k not in MARKS:
            out.append(f"bl={k}")
    for k in keys[last : min(end, last + 7)]:
        if k not in MARKS:
            out.append(f"br={k}")
    kinds = context.classes
    out += [f"C={kinds[first]}", f"c1={kinds[first - 1] if first > begin else '|'}", f"d1={kinds[last] if last < end else '|'}"]
    out += sorted({f"cl={c}" for c in kinds[max(begin, first - 8) : first] if c})
    out += sorted({f"cr={c}" for c in kinds[last : min(end, last + 8)] if c})
    out += _party_features(context, candidate)
    return out


def _party_features(context: Context, candidate: Candidate) -> list[str]:
    """Who stands to the left and the right in the sentence."""
    parties = context.by_sentence[candidate.sentence]
    left = [p for p in parties if p.last <= candidate.first and not p.inside]
    right = [p for p in parties if p.first >= candidate.last]
    out = [f"npol={min(4, len({p.entity for p in parties if p.kind in POLITICAL}))}", f"nany={min(4, len({p.entity for p in parties}))}"]
    if any(p.first < candidate.last and candidate.first < p.last for p in parties):
        out.append("within")
    near = left[-1] if left else None
    out.append(f"left={_kind(near)}")
    after = right[0] if right else None
    out.append(f"right={_kind(after)}")
    out.append(f"lr={_kind(near)}|{_kind(after)}")
    if near:
        gap = context.keys[near.last : candidate.first]
        out.append(f"ldist={_near(len(gap))}|{context.marks[candidate.first] > context.marks[near.last]}")
        if len(gap) <= 3:
            out.append("lgap=" + " ".join(gap))
    if after:
        gap = context.keys[candidate.last : after.first]
        out.append(f"rdist={_near(len(gap))}|{context.marks[after.first] > context.marks[candidate.last]}")
        out.append("rprep=" + next((k for k in reversed(gap) if k in FUNCTION_WORDS), "-"))
        if len(gap) <= 2:
            out.append("rgap=" + " ".join(gap))
    out.append("subject=" + _kind(next((p for p in left if p.kind in _WEAK), None)))
    return out


def reading_features(candidate: Candidate, entry: Entry, scene: Scene) -> list[str]:
    """Features of one reading of a candidate by itself."""
    kind, head = entry.type, candidate.head
    return [
        f"T={kind}", f"L={head}", f"LT={head}|{kind}", f"W={candidate.lemma}|{kind}", f"built={candidate.lemma != head}|{kind}",
        f"S={entry.strength}", f"TS={kind}|{entry.strength}", f"F={entry.frame}",
        f"alone={len(candidate.entries) == 1}", f"tn={kind}|{min(3, scene.types.get(kind, 0))}", f"others={candidate.readings}|{kind}",
    ]


def reading_contexts(candidate: Candidate, entry: Entry) -> tuple[str, ...]:
    """The contexts in which the features of a candidate's place are taken for one reading; the narrow ones come last."""
    return "", entry.type, candidate.head, entry.strength, entry.frame


def crossed_features(candidate: Candidate, entry: Entry, scene: Scene, common: list[str]) -> list[str]:
    """All features of a reading as a model learns them: narrow contexts only for features that are not single words."""
    contexts = reading_contexts(candidate, entry)
    few = [f for f in common if f.startswith(_NARROW)]
    return cross(reading_features(candidate, entry, scene), ("",)) + cross(common, contexts[:2]) + cross(few, contexts[2:])


_NARROW = ("p1=", "n1=", "nom", "lr=", "left", "right", "dp=", "ds=", "cue", "quoted", "title", "npol", "topic", "line=", "c1=", "d1=")


def _kind(party: Party | None) -> str:
    return party.kind if party else "-"


def _near(distance: int) -> str:
    for limit, name in ((0, "0"), (1, "1"), (3, "3"), (6, "6"), (12, "12")):
        if distance <= limit:
            return name
    return "far"
