"""Who is it: a canonical id for every name of a document, from the entity base, from longer names in the document, or new."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from thoisu.annotate.names.base import best, candidates, in_own_words, misspelt, short_people
from thoisu.annotate.names.gazetteer import EASTERN
from thoisu.annotate.names.keys import key_parts, name_key, tidy
from thoisu.annotate.names.kin import Name, find_brackets, find_parts, find_people
from thoisu.lexicon.entities import find_entity, offices_of, state_of
from thoisu.model import MentionType

_TERM = re.compile(r" kho?[óoá]á? [ivxlc\d]+$")
_YOUTH = re.compile(r"(?:đt |đội tuyển )?u-?(\d\d) (.+)")
_KOREAN = re.compile(
    r"(?:Kim|Lee|Park|Moon|Choi|Jang|Kang|Jung|Jeong|Yoon|Yoo|Cho|Han|Shin|Song|Hwang|Ahn|Kwon|Oh|Seo|Bae|Im|Son|Go|Ko|Ha|Jo|Ju|Nam|No|Noh|Baek)"
    r" [A-Z][a-z]+ [A-Z][a-z]+"
)
_PARTED: tuple[MentionType, ...] = ("ORG", "MISC")
_BARE = frozenset(("chính phủ", "quốc hội", "hạ viện", "thượng viện", "nghị viện"))


class Link(NamedTuple):
    """Whom a name names, and how that is known: from the base, another name in the text, the country spoken of, or not (new)."""

    entity: str
    how: Literal["base", "text", "short", "misspelt", "country", "new"]


def link_names(names: Sequence[Name], published: str | None) -> list[Link]:
    """The canonical id of each name, in the order of the names; `published` is an ISO date."""
    return _Linker(names, published[:10] if published else None).link()


class _Linker:
    """One document's names: `ids` from the base, `parents` to the longer name that each shortens."""

    def __init__(self, names: Sequence[Name], date: str | None) -> None:
        self.names, self.date = names, date
        self.keys = [name_key(tidy(n.surface, n.type) if "(" in n.surface else n.surface) for n in names]
        self.states = self._count_states()
        self.ids = [self._from_base(i) for i in range(len(names))]
        self.parents: dict[int, int] = {}
        self.short: set[int] = set()
        self.misspelt: set[int] = set()
        self.by_country: set[int] = set()

    def link(self) -> list[Link]:
        """The ids, in order."""
        self._bracketed()
        self._people()
        self._parts()
        self._short_people()
        self._misspelt()
        self._bare_bodies()
        self._of_states()
        return self._spell()

    def _count_states(self) -> Counter[str]:
        states: Counter[str] = Counter()
        for name, key in zip(self.names, self.keys, strict=True):
            if name.type == "LOC":
                for entity in candidates(key, "LOC")[:1]:
                    state = state_of(entity.id)
                    if state:
                        states[state] += 1
        return states

    def _from_base(self, i: int) -> str | None:
        name, key = self.names[i], self.keys[i]
        if name.type == "ORG":
            key = _TERM.sub("", key)
            team = _YOUTH.fullmatch(key)
            state = next((e for e in candidates(team[2], "LOC") if e.kind == "state"), None) if team else None
            if team and state:
                return f"{state.id} national under-{team[1]} football team"
            if key == "đảng":
                return "Communist Party of Vietnam" if not self._foreign() else None
        found = best(candidates(key, name.type), key, self.states, self.date)
        if found is None and name.type == "MISC" and name.gap.lower().endswith("bão ") and name.surface.isascii() and name.surface.isalpha():
            return f"Typhoon {name.surface}"
        return found.id if found else None

    def _misspelt(self) -> None:
        for i, name in enumerate(self.names):
            if self.ids[i] is None and i not in self.parents:
                found = misspelt(self.keys[i], name.type)
                if found:
                    self.ids[i] = found.id
                    self.misspelt.add(i)

    def _foreign(self) -> str | None:
        """The state that the document is about where it does not speak of Vietnam."""
        if not self.states or self.states["Vietnam"]:
            return None
        state, n = self.states.most_common(1)[0]
        return state if n >= 2 else None

    def _bracketed(self) -> None:
        for short, long in find_brackets(self.names):
            both = {self.keys[short], self.keys[long]}
            known = next((self.ids[k] for k in (long, short) if self.ids[k]), None)
            for k, name in enumerate(self.names):
                if name.type == self.names[long].type and self.keys[k] in both and k != long:
                    if known:
                        self.ids[k] = known
                    elif self.keys[k] == self.keys[short]:
                        self.parents[k] = long
            if known:
                self.ids[long] = known

    def _people(self) -> None:
        eastern = [self._is_eastern(i) for i in range(len(self.names))]
        for i, j in find_people(self.names, self.keys, eastern).items():
            if self.ids[i] is None or in_own_words(self.ids[i] or ""):
                self.ids[i] = None
                self.parents.setdefault(i, j)

    def _is_eastern(self, i: int) -> bool:
        entity = find_entity(self.ids[i] or "")
        if entity is not None:
            return entity.kind == "person" and entity.country in EASTERN
        return self.names[i].type == "PER" and ("-" in self.keys[i] or _KOREAN.fullmatch(self.names[i].surface) is not None)

    def _parts(self) -> None:
        for type in _PARTED:
            for i, j in find_parts(self.names, self.keys, type).items():
                own = self.ids[i]
                loose = own is None or ((in_own_words(own) or self.keys[i] in _BARE) and own != self.ids[j])
                if i not in self.parents and loose:
                    self.ids[i] = None
                    self.parents[i] = j

    def _short_people(self) -> None:
        for i, name in enumerate(self.names):
            if name.type == "PER" and self.ids[i] is None and i not in self.parents:
                people = short_people(self.keys[i])
                alone = len(people) == 1 and len(self.keys[i]) > 5 and self.keys[i].isascii() and offices_of(people[0].id)
                least = 0.0 if alone else 1.0
                found = best(people, self.keys[i], self.states, self.date, least)
                if found:
                    self.ids[i] = found.id
                    self.short.add(i)
                elif self.keys[i] == "hồ" and name.gap.endswith("Bác "):
                    self.ids[i] = "Ho Chi Minh"

    def _bare_bodies(self) -> None:
        """`Quốc hội` in an article on Mexico is that of Mexico."""
        state = self._foreign()
        called = Counter(n.surface for n, id in zip(self.names, self.ids, strict=True) if id == state and n.type == "LOC")
        if state is None or not called:
            return
        for i, name in enumerate(self.names):
            known = find_entity(self.ids[i] or "")
            bare = self.keys[i] in _BARE or (known is not None and known.country == "Vietnam" and known.kind in ("ministry", "court"))
            if name.type == "ORG" and i not in self.parents and bare:
                full = f"{name.surface} {called.most_common(1)[0][0]}"
                found = candidates(name_key(full), "ORG")
                self.ids[i] = found[0].id if found else full
                self.by_country.add(i)

    def _of_states(self) -> None:
        """A body that the base knows only with its state after it (`Tòa án Tối cao`) is that of the state most spoken of that has one."""
        spoken = [names[0] for state, _ in self.states.most_common(2) for names in [_names_of(state)] if names]
        for i, name in enumerate(self.names):
            if name.type != "ORG" or self.ids[i] or i in self.parents or " " not in self.keys[i]:
                continue
            found = next((e for state in spoken for e in candidates(f"{self.keys[i]} {name_key(state)}", "ORG")), None)
            if found:
                self.ids[i] = found.id
                self.by_country.add(i)

    def _how(self, i: int, root: int) -> Literal["base", "text", "short", "misspelt", "country", "new"]:
        if i != root:
            return "text"
        if self.ids[i] is None:
            return "new"
        return "short" if i in self.short else "misspelt" if i in self.misspelt else "country" if i in self.by_country else "base"

    def _spell(self) -> list[Link]:
        fullest: dict[str, str] = {}
        spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for i, name in enumerate(self.names):
            spellings[name.type, self.keys[i]][tidy(name.surface, name.type)] += 1
            id = self.ids[i]
            if id and in_own_words(id):
                form = tidy(name.surface, name.type)
                if len(form) > len(fullest.get(id, "")):
                    fullest[id] = form
        out = []
        for i in range(len(self.names)):
            root, seen = i, {i}
            while self.ids[root] is None and root in self.parents and self.parents[root] not in seen:
                root = self.parents[root]
                seen.add(root)
            id = self.ids[root]
            if id is None:
                forms = spellings[self.names[root].type, self.keys[root]]
                id = max(forms, key=lambda s: (not s.isupper() or len(s) < 6, forms[s]))
                if self.names[root].type == "PER" and _KOREAN.fullmatch(id):
                    first, middle, last = id.split()
                    id = f"{first} {middle}-{last.lower()}"
            out.append(Link(fullest.get(id, id), self._how(i, root)))
        return out


def _names_of(state: str) -> tuple[str, ...]:
    entity = find_entity(state)
    return entity.names if entity else ()


__all__ = ["Name", "key_parts", "link_names"]
