"""Labelled examples for the models of the quotes stage, out of articles with labelled quotes."""

from collections.abc import Callable
from typing import Any

from thoisu.annotate.quotes.assemble import stop_tokens
from thoisu.annotate.quotes.candidates import Told, find_candidates, make_context
from thoisu.annotate.quotes.features import left_features, mark_features, right_features, stop_features
from thoisu.annotate.quotes.options import Option, find_heads, find_left, find_marked, find_right
from thoisu.annotate.quotes.scene import Scene
from thoisu.annotate.quotes.speakers import make_setting, speaker_features
from training.quotes_fit import Example, Group

Row = dict[str, Any]
Same = Callable[[str, str], bool]  # whether a gold speaker may be called so


def _gold_at(scene: Scene, row: Row, cue: int) -> list[Row]:
    match = scene.cues[cue]
    return [q for q in row["quotes"] if q["cue"] and q["cue"][0] < match.end and match.start < q["cue"][1]]


def _right_gold(scene: Scene, row: Row, option: Option) -> Row | None:
    """The gold quote that a right option stands for: same cue, content starts at the option."""
    start = scene.tokens[option.first].start
    for quote in _gold_at(scene, row, option.cue):
        if quote["start"] >= scene.cues[option.cue].start and abs(quote["start"] - start) <= 25:
            return quote
    return next((q for q in row["quotes"] if q["cue"] is not None and abs(q["start"] - start) <= 1 and q["cue"][1] <= q["start"]), None)


def span_iou(scene: Scene, option: Option, quote: Row) -> float:
    """How much an option shares with a labelled quote, 0..1 (intersection over union of characters)."""
    a, b = scene.tokens[option.first].start, scene.tokens[option.last - 1].end
    shared = min(b, quote["end"]) - max(a, quote["start"])
    return shared / ((b - a) + (quote["end"] - quote["start"]) - shared) if shared > 0 else 0.0


def examples_of(row: Row, scene: Scene) -> dict[str, list[Example]]:
    """Labelled examples of a document for each yes/no model."""
    out: dict[str, list[Example]] = {"right": [], "left": [], "mark": [], "stop": []}
    for cue in scene.cues:
        option = find_right(scene, cue)
        if option:
            gold = _right_gold(scene, row, option)
            out["right"].append((right_features(scene, option), gold is not None))
            if gold:
                out["stop"] += _stop_examples(scene, option, gold["end"])
        for rank, left in enumerate(find_left(scene, cue)):
            hit = any(span_iou(scene, left, q) >= 0.8 for q in row["quotes"] if q["cue"] is None or q["cue"][0] >= q["end"])
            out["left"].append((left_features(scene, left, rank), hit))
    for option in find_marked(scene):
        hit = any(span_iou(scene, option, q) >= 0.8 for q in row["quotes"])
        out["mark"].append((mark_features(scene, option), hit))
    return out


def speaker_groups(scene: Scene, row: Row, same: Same) -> list[Group]:
    """The candidates of each gold quote that an option stands for, with the gold speaker before it as the chain."""
    options = [o for cue in scene.cues if (o := find_right(scene, cue))]
    options += [o for cue in scene.cues for o in find_left(scene, cue)] + list(find_marked(scene)) + list(find_heads(scene))
    out: list[Group] = []
    told: list[Told] = []
    for quote in sorted(row["quotes"], key=lambda q: (q["start"], -q["end"])):
        paper = "-"
        fits = [o for o in options if _fits(scene, o, quote)]
        if fits:
            option = max(fits, key=lambda o: (span_iou(scene, o, quote), o.side == "mark"))
            context = make_context(option, told)
            pool = find_candidates(scene, option, context)
            setting = make_setting(scene, option, pool, context)
            paper = setting.paper
            labels = [same(quote["speaker"], c.entity) for c in pool]
            if any(labels):
                out.append([(speaker_features(scene, option, c, setting, i), labels[i]) for i, c in enumerate(pool)])
        told.append(Told(scene.token_from(quote["start"]), scene.token_from(quote["end"]), quote["speaker"], (), paper))
    return out


def _fits(scene: Scene, option: Option, quote: Row) -> bool:
    if span_iou(scene, option, quote) < 0.3 or (option.side == "mark") != (quote["type"] == "direct"):
        return False
    if not quote["cue"] or option.cue < 0:
        return (not quote["cue"] and option.cue < 0) or option.side == "mark"
    return bool(scene.cues[option.cue].start < quote["cue"][1] and quote["cue"][0] < scene.cues[option.cue].end)


def _stop_examples(scene: Scene, option: Option, end: int) -> list[Example]:
    out: list[Example] = []
    for token in stop_tokens(scene, option):
        is_end = scene.tokens[token - 1].end >= end - 1
        out.append((stop_features(scene, option, token), is_end))
        if is_end:
            break
    return out
