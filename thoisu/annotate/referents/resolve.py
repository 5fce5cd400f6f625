"""Whom each noun phrase of an article stands for, decided from left to right."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from thoisu.annotate.referents.people import OFFICES, Person, holds, office_key, read_people
from thoisu.annotate.referents.phrases import Grid, Phrase
from thoisu.lexicon.entities import find_entity, office_holder
from thoisu.model import Referent

# A name right after these is no subject of its sentence.
_OBLIQUE = frozenset(["với", "của", "cho", "bởi", "từ", "về", "giữa", "cùng", "gặp", "tiếp", "và", "thăm", "đối", "vào", "theo"])
_NEW = frozenset(("một", "nhiều", "vài"))  # these bring in somebody not spoken of yet
_STATES = frozenset(("nước", "quốc gia", "quốc đảo", "đất nước", "cường quốc"))
_PLACES = frozenset(("thành phố", "tỉnh", "địa phương", "vùng lãnh thổ", "hòn đảo"))
_BOTH = frozenset((
    "bên", "nước", "phía", "nhà lãnh đạo", "quốc gia", "bộ trưởng", "ngoại trưởng", "tổng thống", "thủ tướng", "người", "ông",
    "cường quốc",
))
_POINTING = frozenset(("này", "đó", "ấy", "trên", "nói"))
_MEMORY = 40  # so many last names are looked at; what lies further back is not referred to by a pronoun


class Seen(Struct, gc=False):
    """A name or stand-in already read: where, whom, what kind, and whether it looks like a subject."""

    sentence: int
    token: int
    entity: str
    kind: str
    subject: bool
    named: bool
    words: str
    names: frozenset[str] = frozenset()
    number: str = "s"


class Discourse:
    """The reading of one article."""

    def __init__(self, grid: Grid, phrases: Sequence[Phrase], published: str | None) -> None:
        self.grid, self.phrases, self.published = grid, phrases, published
        self.people = read_people(grid, phrases)
        self.places = {m.entity for m in grid.mentions if m.type == "LOC"}
        self.outlets = _find_outlets(grid)
        self.seen: list[Seen] = []
        self.inside = [False] * len(grid.tokens)  # tokens of titles
        for phrase in phrases:
            self.inside[phrase.first : phrase.last] = [True] * (phrase.last - phrase.first)

    def resolve(self) -> Iterator[Referent]:
        """The stand-ins in order."""
        at = {p.first: p for p in self.phrases}
        mention_at, done = self.grid.mention_at, 0
        names = [i for i, (before, number) in enumerate(pairwise([-1, *mention_at])) if number >= 0 and before != number]
        sides = [i for i, (_, _, key) in enumerate(self.grid.tokens) if key == "phía"]
        for i in sorted({*at, *names, *sides}):  # where something begins that counts
            if i < done:
                continue
            phrase, number = at.get(i), mention_at[i]
            if phrase:
                yield from self._take_phrase(phrase)
                self._take_names(phrase.first, phrase.last)
                done = phrase.last
            elif number < 0:
                yield from self._take_side(i)
            elif i == 0 or mention_at[i - 1] != number:
                self._see_name(i, number)

    def _take_names(self, first: int, last: int) -> None:
        for i in range(first, last):
            number = self.grid.mention_at[i]
            if number >= 0 and self.grid.mention_at[i - 1] != number:
                mention = self.grid.mentions[number]
                self.seen.append(Seen(self.grid.sentence_of(i), i, mention.entity, mention.type, False, True, ""))

    def _see_name(self, i: int, number: int) -> None:
        mention = self.grid.mentions[number]
        self.seen.append(Seen(self.grid.sentence_of(i), i, mention.entity, mention.type, self._is_subject(i), True, ""))

    def _is_subject(self, i: int) -> bool:
        """Whether no preposition stands before the name and its titles."""
        k = i - 1
        while k >= 0 and self.inside[k]:
            k -= 1
        return k < 0 or self.grid.tokens[k].key not in _OBLIQUE

    def _take_phrase(self, phrase: Phrase) -> Iterator[Referent]:
        if phrase.beside is not None and phrase.role.kind != "outlet":
            return  # the name is there
        found = self._find(phrase)
        if found is None:
            return
        entity, rule = found
        named = rule != "description"
        start, end = self.grid.tokens[phrase.first].start, self.grid.tokens[phrase.last - 1].end
        kind = {"office": "PER", "person": "PER", "pronoun": "PER", "honorific": "PER"}.get(phrase.role.kind, "ORG")
        self.seen.append(
            Seen(self.grid.sentence_of(phrase.first), phrase.first, entity, kind, self._is_subject(phrase.first), named, phrase.role.words,
                 frozenset(self.grid.mentions[n].entity for n in phrase.names), "p" if phrase.plural else "s")
        )
        yield Referent(start, end, entity, named, rule)

    def _find(self, phrase: Phrase) -> tuple[str, str] | None:
        kind = phrase.role.kind
        words = self.grid.text[self.grid.tokens[phrase.first].start : self.grid.tokens[phrase.last - 1].end]
        if kind in ("pronoun", "honorific"):
            return self._find_pronoun(phrase)
        if kind == "loose" and not (phrase.indefinite or phrase.demonstrative or phrase.names):
            return None
        if kind == "document":
            return None
        if self._is_both(phrase):
            whole = words.lower() == "cả nước"
            first = self._last_state() if whole else self._first_of_two("PER" if kind in ("office", "person") else "LOC", phrase.first)
            return (first, "both") if first else None
        bare = not (phrase.names or phrase.demonstrative or phrase.first < phrase.head) and words[0].islower()
        if bare and phrase.role.words in _ALSO_COMMON:
            return None
        if not phrase.plural and (kind == "office" or (kind == "person" and not phrase.indefinite and phrase.role.words in _LIKE_OFFICES)):
            holder = self._find_holder(phrase)
            if holder:
                return holder
        if phrase.demonstrative in _POINTING and not phrase.plural:
            pointed = self._find_pointed(phrase)
            if pointed:
                return pointed
        if kind == "body" and not phrase.plural:
            return self._find_bare_body(phrase) if words[0].isupper() and phrase.last == phrase.head + 1 else None
        if phrase.role.words in ("ông chủ", "bà chủ", "chủ nhân", "người đứng đầu") and phrase.names:
            house = self._find_master(phrase)
            if house:
                return house
        earlier = self._find_earlier(phrase)
        if earlier:
            return earlier, "description"
        if kind == "outlet" and phrase.role.words in _PAPERS and not phrase.plural:
            return self._find_outlet(phrase)
        if kind == "outlet" and (phrase.names or phrase.role.words not in _PRESS):
            return (words, "description") if phrase.role.words in _PRESS else None
        return words, "description"

    def _is_both(self, phrase: Phrase) -> bool:
        quantity = self.grid.tokens[phrase.first].key
        return quantity in ("hai", "cả") and phrase.plural and not phrase.names and phrase.role.words in _BOTH

    def _find_pronoun(self, phrase: Phrase) -> tuple[str, str] | None:
        gender, words = phrase.role.gender, phrase.role.words
        if words.endswith(("bên", "phía")):
            first = self._first_of_two("", phrase.first)
            return (first, "both") if first else None
        here = self.grid.sentence_of(phrase.first)
        if words == "họ":
            return self._find_them(here)
        recent = [s for s in self.seen[-_MEMORY:] if s.kind == "PER" and self._agrees(s, gender) and s.number != "p"]
        candidates = [s for s in recent if s.named or not gender or (s.sentence >= here - 1 and s.subject)] or recent
        if not candidates:
            return None
        sure = [s for s in candidates if gender and s.sentence >= here - 1 and self._gender(s) == gender]
        candidates = sure or candidates
        sentence = candidates[-1].sentence
        group = [s for s in candidates if s.sentence == sentence]
        best = next((s for s in group if s.subject), group[-1])
        if best.entity in self.people and gender and not self.people[best.entity].gender:
            self.people[best.entity].gender = gender
        return best.entity, "pronoun" if sentence >= here - 1 else "pronoun_far"

    def _find_them(self, here: int) -> tuple[str, str] | None:
        """Whom `họ` means: the last unnamed people or group near by, else the last state or body that acts."""
        near = [s for s in self.seen[-_MEMORY:] if s.sentence >= here - 2]
        for seen in reversed(near):
            if (not seen.named and seen.kind in ("PER", "ORG")) or (seen.named and seen.subject and seen.kind in ("LOC", "ORG")):
                return seen.entity, "pronoun_plural"
        return next(((s.entity, "pronoun_plural") for s in reversed(self.seen[-_MEMORY:]) if not s.named and s.kind in ("PER", "ORG")), None)

    def _agrees(self, seen: Seen, gender: str | None) -> bool:
        known = self._gender(seen)
        return known is None or gender is None or known == gender

    def _gender(self, seen: Seen) -> str | None:
        person = self.people.get(seen.entity)
        return person.gender if person else None

    def _find_holder(self, phrase: Phrase) -> tuple[str, str] | None:
        """The person of the article who holds the office: by title beside a name, by tenure; the last named of several."""
        names = {self.grid.mentions[n].entity for n in phrase.names}
        fitting: dict[str, Person] = {e: p for e, p in self.people.items() if holds(p, phrase.role.words)}
        if names:
            pool = {e for e, p in fitting.items() if names & p.names}
            if not pool:
                pool = {e for e, p in fitting.items() if not p.names and len(fitting) == 1}
        else:
            pool = set(fitting)
        sitting = self._find_sitting(office_key(phrase.role.words), names or {"Vietnam"})
        if sitting and (sitting in pool or not pool):
            return sitting, "tenure"
        if not pool:
            return None
        for seen in reversed(self.seen):
            if seen.entity in pool:
                return seen.entity, "title"
        return next(e for e in fitting if e in pool), "title_ahead"

    def _find_sitting(self, key: str, names: set[str]) -> str | None:
        """Who of the article's people held the office of one of the states or bodies when the article came out."""
        office = OFFICES.get(key)
        for name in sorted(names) if office else ():
            holder = office_holder(str(office), name, self.published)
            if holder in self.people:
                return holder
        return None

    def _find_bare_body(self, phrase: Phrase) -> tuple[str, str] | None:
        """`Bộ`, `Sở`, `Đảng` written big and alone: the last named body that begins with the word."""
        for seen in reversed(self.seen[-_MEMORY:]):
            if seen.kind == "ORG" and seen.named and self.grid.tokens[seen.token].key == phrase.role.words:
                return seen.entity, "pointed"
        return None

    def _find_master(self, phrase: Phrase) -> tuple[str, str] | None:
        """The head of state behind `ông chủ Nhà Trắng`, where the article names him."""
        for number in phrase.names:
            state = _HOUSES.get(self.grid.mentions[number].entity)
            holder = self._find_sitting("tổng thống", {state}) if state else None
            if holder:
                return holder, "tenure"
        return None

    def _find_outlet(self, phrase: Phrase) -> tuple[str, str] | None:
        """The outlet that `tờ báo`, `hãng này` or `báo Nhật` means: the last named one, for a new one (`một tờ báo`) the next."""
        if any(self.grid.mentions[n].type != "LOC" for n in phrase.names):
            return None  # the name is there
        new = self.grid.tokens[phrase.first].key == "một"
        earlier = [s.entity for s in self.seen if s.entity in self.outlets and s.named]
        if earlier and not new:
            return earlier[-1], "outlet"
        later = [m.entity for m in self.grid.mentions if m.entity in self.outlets and m.start > self.grid.tokens[phrase.first].start]
        if later and phrase.names and (new or not earlier):
            return later[0], "outlet_ahead"
        return None

    def _find_earlier(self, phrase: Phrase) -> str | None:
        """The words of an earlier description that this one takes up: `Nguồn tin` after `một nguồn tin giấu tên`."""
        if phrase.indefinite and self.grid.tokens[phrase.first].key in _NEW:
            return None
        names = {self.grid.mentions[n].entity for n in phrase.names}
        for seen in reversed(self.seen[-_MEMORY:]):
            if seen.words == phrase.role.words and not seen.named:
                if names:
                    if names == seen.names:
                        return seen.entity
                elif not phrase.indefinite and phrase.role.kind == "person" and phrase.last == phrase.head + len(seen.words.split()):
                    return seen.entity
        return None

    def _find_pointed(self, phrase: Phrase) -> tuple[str, str] | None:
        """The last person or body that a phrase with `này` can mean."""
        words, kind = phrase.role.words, phrase.role.kind
        recent = self.seen[-_MEMORY:]
        if kind in ("office", "person"):
            key = office_key(words)
            for seen in reversed(recent):
                person = self.people.get(seen.entity)
                if (seen.words and office_key(seen.words) == key) or (seen.kind == "PER" and person and holds(person, words)):
                    return seen.entity, "pointed"
            return next(((s.entity, "pointed_recent") for s in reversed(recent) if s.kind == "PER"), None)
        wanted = "LOC" if words in _STATES or words in _PLACES else "ORG"
        same = [s for s in recent if s.kind == wanted and s.named] or [s for s in recent if s.kind == wanted]
        for seen in reversed(same):
            if words in seen.entity.lower() or seen.words == words:
                return seen.entity, "pointed"
        return (same[-1].entity, "pointed_recent") if same else None

    def _take_side(self, i: int) -> Iterator[Referent]:
        """`phía Nga` is Russia."""
        number = self.grid.mention_at[i + 1] if i + 1 < len(self.grid.tokens) else -1
        if number >= 0 and self.grid.mentions[number].type in ("LOC", "ORG"):
            mention = self.grid.mentions[number]
            yield Referent(self.grid.tokens[i].start, mention.end, mention.entity, True, "side")

    def _last_state(self) -> str | None:
        """The state last spoken of: whose `cả nước` is."""
        places = [s.entity for s in reversed(self.seen[-_MEMORY:]) if s.kind == "LOC" and s.named]
        return next((p for p in places if (known := find_entity(p)) is not None and known.kind in ("state", "territory")), None)

    def _first_of_two(self, kind: str, token: int) -> str | None:
        """The first named in the last sentence that names two different ones of a kind."""
        groups: dict[int, list[str]] = {}
        for seen in self.seen[-_MEMORY:]:
            if seen.named and (seen.kind == kind or (not kind and seen.kind in ("LOC", "ORG", "PER"))):
                groups.setdefault(seen.sentence, []).append(seen.entity)
        for sentence in sorted(groups, reverse=True):
            if len(set(groups[sentence])) >= 2:
                return groups[sentence][0]
        return None


def _find_outlets(grid: Grid) -> set[str]:
    """The papers, agencies and stations that the article names: known ones, and those with such a noun before the name."""
    found: set[str] = set()
    for i, number in enumerate(grid.mention_at):
        if number < 0 or grid.mentions[number].type != "ORG" or (i and grid.mention_at[i - 1] == number):
            continue
        entity = grid.mentions[number].entity
        known = find_entity(entity)
        if (known and known.kind in _MEDIA) or (i and grid.tokens[i - 1].key in ("báo", "tờ", "đài", "hãng", "kênh", "tấn")):
            found.add(entity)
    return found


_MEDIA = frozenset(("agency", "outlet"))
_PAPERS = frozenset(("tờ báo", "báo", "hãng tin", "hãng thông tấn", "nhật báo", "tuần báo", "đài truyền hình", "trang tin", "tờ"))
_LIKE_OFFICES = frozenset((
    "nhà ngoại giao", "chuyên gia", "luật sư", "nghị sĩ", "thượng nghị sĩ", "hạ nghị sĩ", "nhà phân tích", "nhà nghiên cứu", "học giả", "đại biểu",
    "thẩm phán", "công tố viên", "đô đốc", "đại tá", "bác sĩ", "giáo sư", "tiến sĩ",
))
# Buildings that stand for a head of state.
_HOUSES = {"White House": "United States", "Kremlin": "Russia", "Blue House": "South Korea", "Élysée Palace": "France"}
_PRESS = frozenset(("truyền thông", "truyền thông nhà nước", "báo chí", "báo giới", "phương tiện truyền thông"))
# Written small and alone, these name an office or a body of people, not its holder.
_ALSO_COMMON = frozenset([
    "lãnh đạo", "chỉ huy", "chủ tịch", "đại diện", "giám đốc", "ủy viên", "uỷ viên", "bí thư", "thư ký", "trợ lý", "cố vấn",
])
