"""Hashed features of a sheet: one 64-bit number per token and template, so that a model is a table of numbers."""

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from thoisu.annotate.names.sheet import COLUMNS, Sheet

Hashes = NDArray[np.uint64]
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)

# A template is attributes at offsets; an attribute may stand in several.
TEMPLATES: tuple[tuple[tuple[str, int], ...], ...] = (
    (("word", -3),), (("word", -2),), (("word", -1),), (("word", 0),), (("word", 1),), (("word", 2),), (("word", 3),), (("shape", -2),),
    (("shape", -1),), (("shape", 1),), (("shape", 2),), (("shape", -1), ("shape", 0), ("shape", 1)), (("shape", -2), ("shape", -1), ("shape", 0)),
    (("shape", 0), ("shape", 1), ("shape", 2)), (("share", -1), ("shape", -1)), (("share", 0), ("shape", 0)), (("share", 1), ("shape", 1)),
    (("share", 0), ("shape", 0), ("initial", 0)), (("share", -1), ("share", 0), ("share", 1), ("shape", 0)), (("gaz", -1), ("gazpos", -1)),
    (("gaz", 0), ("gazpos", 0)), (("gaz", 1), ("gazpos", 1)), (("gaz", 2), ("gazpos", 2)), (("gaz", 0), ("shape", 0)),
    (("gaz", -1), ("gaz", 0), ("shape", 0)), (("gaz", 0), ("word", 0)), (("gaz", 0), ("gaz", 1), ("shape", 0)),
    (("gaz", 0), ("gazpos", 0), ("before", 0)), (("gaz", 0), ("gazpos", 0), ("left", 0)), (("gaz", 0), ("gazpos", 0), ("right", 0)),
    (("title", -2),), (("title", -1),), (("title", 0),), (("title", 1),), (("title", 2),), (("title", -1), ("title", 0), ("shape", 0)),
    (("before", 0), ("shape", 0)), (("before", 0), ("runpos", 0)), (("title", 0), ("shape", 0), ("runpos", 0)), (("runpos", 0), ("runlen", 0)),
    (("runpos", -1), ("runpos", 0), ("runpos", 1)), (("coarse", -2), ("runpos", -2)), (("coarse", -1), ("runpos", -1)),
    (("coarse", 0), ("runpos", 0)), (("coarse", 1), ("runpos", 1)), (("coarse", 2), ("runpos", 2)), (("segment", 0), ("runpos", 0), ("gaz", 0)),
    (("segment", 0), ("segment", 1), ("coarse", 0)), (("segment", 0), ("coarse", 0), ("coarse", -1)), (("fine", 0), ("segment", 0)),
    (("fine", 0), ("runpos", 0)), (("fine", -1),), (("fine", 1),), (("coarse", 0), ("left", 0)), (("coarse", 0), ("right", 0)),
    (("coarse", 0), ("gaz", 0)), (("left", 0), ("runpos", 0)), (("right", 0), ("runpos", 0)), (("left", 0), ("right", 0)),
    (("leftword", 0), ("runpos", 0)), (("rightword", 0), ("runpos", 0)), (("leftword", 0), ("coarse", 0)), (("rightword", 0), ("coarse", 0)),
    (("vote", 0), ("segment", 0)), (("vote", -1), ("vote", 0), ("shape", 0)), (("vote", 0), ("vote", 1), ("shape", 0)),
    (("vote", 0), ("before", 0)), (("runvote", 0), ("segment", 0)), (("runvote", 0), ("before", 0)), (("runvote", 0), ("left", 0)),
    (("docbefore", 0), ("segment", 0)), (("docbefore", 0), ("before", 0), ("runvote", 0)), (("docbefore", 0), ("coarse", 0)),
    (("docvote", 0), ("docbefore", 0)), (("docvote", 0), ("vote", 0), ("segment", 0)), (("docvote", 0), ("gaz", 0)), (("head", 0),),
    (("head", 0), ("shape", 0)), (("head", 0), ("word", 0)), (("head", 0), ("gaz", 0), ("shape", 0)), (("suffix", 0),),
    (("suffix", 0), ("runpos", 0)), (("suffix", 1),), (("surname", 0), ("runpos", 0), ("runlen", 0)), (("surname", -1), ("shape", 0)),
    (("surname", 0), ("before", 0), ("runlen", 0)), (("surname", 0), ("left", 0)), (("glue", 0), ("glue", 1), ("shape", -1), ("shape", 1)),
    (("pattern", 0),), (("pattern", -1), ("pattern", 0)), (("pattern", 1), ("shape", 0)), (("joint", 0), ("shape", -1), ("shape", 0)),
    (("joint", 1), ("shape", 0), ("shape", 1)), (("joint", 0), ("joint", 1), ("shape", 0)), (("head", 0), ("joint", 0), ("shape", 0)),
    (("joint", 1), ("title", 0), ("shape", 0)), (("joint", 0), ("title", -1), ("shape", 0)), (("follow", 0), ("shape", 0)),
    (("follow", 0), ("shape", -1)), (("follow", 0), ("head", 0)), (("follow", 1), ("shape", 0), ("joint", 1)),
    (("follow", 0), ("joint", 0), ("shape", -1)),
)


class _Plan(NamedTuple):
    """How to hash all templates at once. The longer templates stand first, so that those with a k-th attribute are the first rows."""

    order: NDArray[np.intp]  # of the templates, back to the order of TEMPLATES
    seeds: Hashes
    columns: NDArray[np.intp]  # of each attribute: its column and the place of its offset in `offsets`
    places: NDArray[np.intp]
    offsets: NDArray[np.int64]
    slots: list[NDArray[np.intp]]  # for k = 0, 1, ...: the k-th attribute of each template that has one


def _make_plan(templates: Sequence[tuple[tuple[str, int], ...]]) -> _Plan:
    longest = sorted(range(len(templates)), key=lambda k: -len(templates[k]))
    attributes = list(dict.fromkeys(a for template in templates for a in template))
    offsets = sorted({offset for _, offset in attributes})
    seeds = [crc32(repr(templates[k]).encode()) * 1_000_003 for k in longest]
    depth = max(map(len, templates))
    slots = [np.array([attributes.index(templates[k][i]) for k in longest if len(templates[k]) > i], np.intp) for i in range(depth)]
    return _Plan(
        np.argsort(longest), np.array(seeds, np.uint64)[:, None], np.array([COLUMNS.index(name) for name, _ in attributes], np.intp),
        np.array([offsets.index(offset) for _, offset in attributes], np.intp), np.array(offsets, np.int64), slots,
    )


_PLAN = _make_plan(TEMPLATES)


def hash_features(sheet: Sheet, near: NDArray[np.int64] | None = None) -> Hashes:
    """A table of tokens by TEMPLATES; what lies outside the token's sequence counts as nothing. `near` picks tokens (all if None)."""
    return hash_rows(sheet, np.arange(len(sheet.tokens)) if near is None else near)[_PLAN.order].T


def hash_rows(sheet: Sheet, near: NDArray[np.int64]) -> Hashes:
    """The same numbers with a row for each template, the longer templates first: what is quickest to compute."""
    if not len(near):
        return np.zeros((len(TEMPLATES), 0), np.uint64)
    values = _attributes(sheet, near)
    codes = np.repeat(_PLAN.seeds, len(near), axis=1)
    for slots in _PLAN.slots:
        some = codes[: len(slots)]
        some ^= values.take(slots, axis=0)
        some *= _MULTIPLIER
        some ^= some >> _SHIFT
    return codes


def _attributes(sheet: Sheet, near: NDArray[np.int64]) -> Hashes:
    """The attributes of the plan, a row each, for some tokens."""
    n = len(sheet.tokens)
    sequence = np.repeat(np.arange(len(sheet.sequences)), [b - a for a, b in sheet.sequences])
    at = near + _PLAN.offsets[:, None]
    inside = (at >= 0) & (at < n)
    np.clip(at, 0, n - 1, out=at)
    inside &= sequence[at] == sequence[near]
    at[~inside] = n  # the last column of a sheet is -1
    at = at[_PLAN.places]
    at += (_PLAN.columns * (n + 1))[:, None]
    return sheet.table.ravel().take(at).view(np.uint64)


def near_names(sheet: Sheet) -> NDArray[np.int64]:
    """The tokens that may be part of a name: capitals, known names, numbers, and what stands up to four tokens from one."""
    columns = sheet.columns
    seed = (columns["runpos"] > 0) | (columns["gaz"] > 0)
    seed |= (columns["shape"] > 20) & (columns["shape"] < 40) & (np.concatenate(([0], columns["title"][:-1])) // 2 == 2)
    reach = np.convolve(seed.astype(np.int64), np.ones(9, np.int64), mode="same") if len(seed) >= 9 else np.ones(len(seed), np.int64)
    return np.flatnonzero(reach > 0)
