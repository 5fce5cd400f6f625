"""The compiler of the sheets in which labels are written by hand.

    python -m training.labels_sheet 03 SHEETS      sheets SHEETS/<id>.txt -> training/labels/news-03.jsonl

A sheet is written by hand, one line an item; the parts of a line are divided by ` | `, the items of a list by `; `:

    @ 2018-05-12                                     the assumed day of publication
    e LOC Russia: Nga | Liên bang Nga                names: type, id (left out: the first surface), surfaces; `e -: Nga#2` takes one away
    t 2018-05-11: hôm 11/5                           times: value (the type follows from it; `SET P1Y` is said), surfaces
    q d Jens Stoltenberg | Chúng tôi tin | nói       quotes: d, i or m, speaker, first words [.. last words], cue (or nothing)
    v CONSULT/visit A; B > C | 2018-05-11 | a | [thăm] Nga; [tới]*    events: actors > recipients, date or -, status, triggers
    s Reuters; Agence France-Presse                  sources

A surface stands for all its occurrences as whole words (the longest wins), `#2,3` for those only, and `giao [tranh] dữ` for the words
in brackets. Where one place is meant (quotes, triggers), a surface that occurs twice is an error unless `#n` or, for triggers, `*` says which.
Without last words a direct quote ends at its closing mark, any other with its line. A party or speaker must be an id or stand in the
text; `~` before it says that it need not.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from thoisu.model import QuoteType, Status, TimeType
from training.labels import FOLDER, EntityLabel, EventLabel, Labels, Place, QuoteLabel, TimeLabel, check_labels, news_texts, text_digest

QUOTE_TYPES: dict[str, QuoteType] = {"d": "direct", "i": "indirect", "m": "mixed"}
STATUSES: dict[str, Status] = {"a": "asserted", "p": "planned", "d": "denied", "c": "conditional"}
OPENING, CLOSING = "\"“”'‘’«", {'"': '"”', "“": '"”', "”": '"”', "'": "'’", "‘": "'’", "’": "'’", "«": "»"}
OCCURRENCES = re.compile(r"#(\d+(?:,\d+)*)$")
BRACKETS = re.compile(r"\[(.+?)\]")


class SheetError(ValueError):
    """A sheet does not fit its text; the message names the line."""


def occurrences(text: str, words: str) -> list[Place]:
    """Where the words stand whole: no letter or digit beside them.

    >>> occurrences("Nga và Ngân, Nga", "Nga")
    [(0, 3), (13, 16)]
    """
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    return [m.span() for m in re.finditer(left + re.escape(words) + right, text)]


def places(text: str, selector: str) -> list[Place]:
    """The spans that a selector of a sheet stands for; SheetError where there is none.

    >>> places("họp kín rồi họp mở", "[họp] mở"), places("họp kín rồi họp mở", "họp#1")
    ([(12, 15)], [(0, 3)])
    """
    numbers = OCCURRENCES.search(selector)
    words = selector[: numbers.start()] if numbers else selector
    inner = BRACKETS.search(words)
    found = occurrences(text, BRACKETS.sub(r"\1", words))
    if inner:
        found = [(start + inner.start(), start + inner.end() - 2) for start, _ in found]
    if not found:
        raise SheetError(f"not in the text: {words}")
    if not numbers:
        return found
    picked = [int(n) for n in numbers[1].split(",")]
    if max(picked) > len(found) or min(picked) < 1:
        raise SheetError(f"{words} occurs {len(found)} times: {selector}")
    return [found[n - 1] for n in picked]


def one_place(text: str, selector: str) -> Place:
    """The only place of a selector; SheetError where it has several."""
    found = places(text, selector)
    if len(found) > 1:
        raise SheetError(f"{len(found)} times in the text: {selector}")
    return found[0]


def surface(selector: str) -> str:
    """The bare words of a selector, without brackets' context and numbers."""
    words = OCCURRENCES.sub("", selector)
    inner = BRACKETS.search(words)
    return inner[1] if inner else words


def resolve(text: str, entries: list[tuple[str, tuple[str, str]]]) -> list[tuple[int, int, tuple[str, str]]]:
    """Spans with labels: later entries replace earlier ones of the same surface, told places win over all-places, longer over shorter.

    A label whose first half is `-` takes away. SheetError where two labels claim one place or spans cross.
    """
    live: dict[str, tuple[str, str]] = {}
    for selector, label in entries:
        if selector == surface(selector):
            for old in [s for s in live if surface(s) == selector]:
                del live[old]
        live.pop(selector, None)
        live[selector] = label
    claims: list[tuple[bool, int, int, tuple[str, str]]] = []
    for selector, label in live.items():
        told = selector != surface(selector)
        if label[0] != "-" or told:
            claims += [(told, *place, label) for place in places(text, selector)]
    gone = {(start, end) for _, start, end, label in claims if label[0] == "-"}
    claims = [c for c in claims if c[1:3] not in gone]
    taken: list[tuple[int, int, tuple[str, str]]] = []
    for told, start, end, label in sorted(claims, key=lambda c: (not c[0], c[1] - c[2], c[1])):
        clash = [t for t in taken if t[0] < end and start < t[1]]
        if any((told and (start, end) == t[:2] and label != t[2]) or not (t[0] <= start and end <= t[1]) for t in clash):
            raise SheetError(f"crosses another: {text[start:end]}")
        if not clash:
            taken.append((start, end, label))
    return sorted(taken)


def time_type(value: str) -> TimeType:
    """The type of a TIMEX3 value that is not a SET.

    >>> [time_type(v) for v in ("2018-05", "2018-05-12TMO", "P3D", "PAST_REF")]
    ['DATE', 'TIME', 'DURATION', 'DATE']
    """
    if value.endswith("_REF"):
        return "DATE"
    if value.startswith("P"):
        return "DURATION"
    return "TIME" if "T" in value else "DATE"


def listed(words: str, mark: str = ";") -> list[str]:
    """The stripped items of a list."""
    return [w.strip() for w in words.split(mark) if w.strip()]


class Sheet:
    """What the lines of a sheet have said so far about one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.published = ""
        self.names: list[tuple[str, tuple[str, str]]] = []
        self.times: list[tuple[str, tuple[str, str]]] = []
        self.quotes: list[tuple[str, QuoteLabel]] = []
        self.events: list[EventLabel] = []
        self.sources: list[str] = []

    def read(self, line: str) -> None:
        """Take in one line."""
        kind, _, rest = line.partition(" ")
        readers = {"e": self.name, "t": self.time, "q": self.quote, "v": self.event}
        if kind == "@":
            self.published = rest.strip()
        elif kind == "s":
            self.sources += listed(rest)
        elif kind in readers:
            readers[kind](rest)
        else:
            raise SheetError("no such kind of line")

    def name(self, rest: str) -> None:
        """A line `TYPE id: surface | surface`."""
        head, _, tail = rest.partition(":") if rest.startswith("-") else rest.partition(": ") if ": " in rest else (rest, "", "")
        type_, _, id_ = head.strip().partition(" ")
        surfaces = listed(tail, "|")
        if not surfaces or type_ not in ("PER", "ORG", "LOC", "MISC", "-"):
            raise SheetError("TYPE id: surface | surface")
        self.names += [(s, (type_, id_.strip() or surface(surfaces[0]))) for s in surfaces]

    def time(self, rest: str) -> None:
        """A line `VALUE: surface | surface`."""
        head, _, tail = rest.partition(": ")
        kind, _, value = head.strip().rpartition(" ")
        if not tail:
            raise SheetError("VALUE: surface | surface")
        self.times += [(s, ("-", "") if value == "-" else (kind or time_type(value), value)) for s in listed(tail, "|")]

    def quote(self, rest: str) -> None:
        """A line `d|i|m speaker | first words [.. last words] | cue`."""
        head, span, *cue = (*listed(rest, " | "), "")[:3]
        kind, _, speaker = head.partition(" ")
        first, _, last = span.partition(" .. ")
        start, end = one_place(self.text, first.strip())
        if last:
            ends = [place for place in occurrences(self.text, last.strip()) if place[1] >= end]
            if not ends:
                raise SheetError(f"not in the text after the first words: {last}")
            end = ends[0][1]
        else:
            end = self.quote_end(start, kind)
        self.quotes.append((speaker, QuoteLabel(start, end, QUOTE_TYPES[kind], speaker.lstrip("~"), self.cue(cue[0], start, end))))

    def quote_end(self, start: int, kind: str) -> int:
        """Where a quote ends whose last words are not given."""
        before = self.text[:start].rstrip(" ")[-1:]
        if kind == "d" and before not in OPENING:
            raise SheetError("a direct quote without an opening mark needs its last words")
        stop = "\n" if kind != "d" else CLOSING[before]
        ends = [i for i in (self.text.find(c, start) for c in stop) if i > 0]
        end = min(ends, default=len(self.text))
        bare = self.text[start:end].rstrip()
        return start + len(bare if kind == "d" else bare.removesuffix("."))

    def cue(self, words: str, start: int, end: int) -> Place | None:
        """The place of the cue nearest to the quote, outside it and in its line if it stands there at all."""
        if not words:
            return None
        found = places(self.text, words)
        outside = [p for p in found if p[1] <= start or p[0] >= end] or found
        same_line = [p for p in outside if "\n" not in self.text[min(p[1], end) : start] + self.text[end : p[0]]] or outside
        return min(same_line, key=lambda p: max(start - p[1], p[0] - end))

    def event(self, rest: str) -> None:
        """A line `TYPE[/mode] actors [> recipients] | date | status | triggers`."""
        head, date, status, triggers = listed(rest, " | ")
        kind, _, parties = head.partition(" ")
        type_, _, mode = kind.partition("/")
        actors, _, recipients = parties.partition(">")
        spans: set[Place] = set()
        for selector in listed(triggers):
            many = selector.endswith("*") or OCCURRENCES.search(selector)
            spans.update(places(self.text, selector.rstrip("*")) if many else [one_place(self.text, selector)])
        if not listed(actors) and not listed(recipients):
            raise SheetError("an event without any party")
        if bool(mode) and type_ != "CONSULT":
            raise SheetError("only CONSULT has a mode")
        fields = {
            "type": type_, "mode": mode or None, "actors": listed(actors), "recipients": listed(recipients),
            "date": None if date == "-" else date, "status": STATUSES[status], "triggers": sorted(spans),
        }
        self.events.append(msgspec.convert(fields, EventLabel))

    def parties(self, ids: set[str]) -> Iterator[str]:
        """What is said of parties, speakers and sources that are neither ids nor words of the text."""
        folded = self.text.lower()
        for speaker in [speaker for speaker, _ in self.quotes] + [p for e in self.events for p in (*e.actors, *e.recipients)]:
            if not speaker.startswith("~") and speaker not in ids and speaker.lower() not in folded:
                yield f"neither an id nor in the text: {speaker}"
        for source in self.sources:
            if not source.startswith("~") and source not in ids:
                yield f"source is no id: {source}"

    def labels(self, id: str) -> Labels:
        """All layers, sorted by place."""
        names = [msgspec.convert({"start": a, "end": b, "type": t, "id": i}, EntityLabel) for a, b, (t, i) in resolve(self.text, self.names)]
        times = [msgspec.convert({"start": a, "end": b, "type": t, "value": v}, TimeLabel) for a, b, (t, v) in resolve(self.text, self.times)]
        quotes = sorted((q for _, q in self.quotes), key=lambda q: (q.start, -q.end))
        events = sorted(
            (msgspec.structs.replace(e, actors=tuple(a.lstrip("~") for a in e.actors), recipients=tuple(r.lstrip("~") for r in e.recipients))
             for e in self.events),
            key=lambda e: e.triggers[0],
        )
        return Labels(id, text_digest(self.text), self.published, tuple(names), tuple(times), tuple(quotes), tuple(events),
                      tuple(s.lstrip("~") for s in self.sources))


def compile_sheet(id: str, text: str, lines: Iterable[str]) -> Labels:
    """The labels that a sheet gives over its text; SheetError names every line that does not fit."""
    sheet, faults = Sheet(text), []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("//"):
            try:
                sheet.read(line.strip())
            except (ValueError, KeyError) as fault:  # SheetError, unpacking, an unknown status or type
                faults.append(f"{id}:{number}: {line.strip()[:60]}: {fault}")
    try:
        labels = sheet.labels(id)
        faults += [f"{id}: {fault}" for fault in (*sheet.parties({e.id for e in labels.entities}), *check_labels(labels, text))]
    except ValueError as fault:
        faults.append(f"{id}: {fault}")
    if faults:
        raise SheetError("\n".join(faults))
    return labels


def compile_folder(part: str, folder: Path) -> str:
    """Compile all sheets of a folder that fit into training/labels/news-<part>.jsonl; what is wrong with the others."""
    sheets = sorted(folder.glob("vn*.txt"))
    texts = news_texts(part, (s.stem for s in sheets))
    rows, faults = [], []
    for sheet in sheets:
        try:
            rows.append(compile_sheet(sheet.stem, texts[sheet.stem], sheet.read_text(encoding="utf-8").splitlines()))
        except SheetError as fault:
            faults.append(str(fault))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"news-{part}.jsonl").write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return "\n".join([*faults, f"{len(rows)} articles compiled, {len(faults)} with faults"])


if __name__ == "__main__":
    print(compile_folder(sys.argv[1], Path(sys.argv[2])))
