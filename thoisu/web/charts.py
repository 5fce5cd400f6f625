"""Charts drawn as shapes of SVG: months of cooperation above the line, of conflict below it."""

from collections.abc import Iterable

from msgspec import Struct

from thoisu.model import Event
from thoisu.record.relations import QUADS

WIDTH, HALF, MOST_BARS = 640, 60, 60


class Bar(Struct, frozen=True):
    """A month: where its bar stands (SVG units), how high its parts are, and what they count."""

    month: str
    x: float
    width: float
    up: float
    down: float
    cooperation: int
    conflict: int


class Chart(Struct, frozen=True):
    """The bars of a chart in the order of months, and the largest count."""

    bars: tuple[Bar, ...]
    most: int
    width: int = WIDTH
    half: int = HALF


def draw_months(events: Iterable[Event]) -> Chart:
    """What happened by month, cooperation up, conflict down; the latest sixty months that have any. Only asserted events of a known month."""
    found: dict[str, list[int]] = {}
    for e in events:
        month = (e.date or "")[:7]
        if e.status == "asserted" and len(month) == 7:
            found.setdefault(month, [0, 0])[QUADS[e.type].endswith("conflict")] += 1
    months = sorted(found)[-MOST_BARS:]
    most = max((max(found[m]) for m in months), default=0)
    step = WIDTH / max(len(months), 12)
    return Chart(tuple(_bar(m, i * step, step, found[m], most) for i, m in enumerate(months)), most)


def _bar(month: str, at: float, step: float, counts: list[int], most: int) -> Bar:
    up, down = (_height(n, most) for n in counts)
    return Bar(month, round(at + step * 0.1, 1), round(step * 0.8, 1), up, down, counts[0], counts[1])


def _height(count: int, most: int) -> float:
    return round(HALF * count / most, 1) if most else 0.0
