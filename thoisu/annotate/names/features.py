"""Hashed features of a sheet: one 64-bit number per token and template, so that a model is a table of numbers."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from thoisu.annotate.names.sheet import Sheet

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


def hash_features(
    sheet: Sheet, near: NDArray[np.int64] | None = None, templates: Sequence[tuple[tuple[str, int], ...]] = TEMPLATES
) -> Hashes:
    """A table of tokens by templates; what lies outside the token's sequence counts as nothing. `near` picks tokens (all if None)."""
    n = len(sheet.tokens)
    near = np.arange(n) if near is None else near
    out = np.zeros((len(templates), len(near)), np.uint64)
    if not len(near):
        return out.T
    sequence = np.zeros(n, np.int64)
    for k, (a, b) in enumerate(sheet.sequences):
        sequence[a:b] = k
    inside: dict[int, NDArray[np.bool_]] = {}
    places: dict[int, NDArray[np.int64]] = {}
    shifted: dict[tuple[str, int], Hashes] = {}
    with np.errstate(over="ignore"):
        for k, template in enumerate(templates):
            code = np.full(len(near), np.uint64(crc32(repr(template).encode()) * 1_000_003), np.uint64)
            for attribute in template:
                if attribute not in shifted:
                    name, offset = attribute
                    if offset not in places:
                        places[offset] = np.clip(near + offset, 0, n - 1)
                        inside[offset] = (sequence[places[offset]] == sequence[near]) & (places[offset] == near + offset)
                    column = sheet.columns[name][places[offset]]
                    shifted[attribute] = (column if offset == 0 else np.where(inside[offset], column, -1)).astype(np.uint64)
                code ^= shifted[attribute]
                code *= _MULTIPLIER
                code ^= code >> _SHIFT
            out[k] = code
    return np.ascontiguousarray(out.T)


def near_names(sheet: Sheet) -> NDArray[np.int64]:
    """The tokens that may be part of a name: capitals, known names, numbers, and what stands up to four tokens from one."""
    columns = sheet.columns
    seed = (columns["runpos"] > 0) | (columns["gaz"] > 0)
    seed |= (columns["shape"] > 20) & (columns["shape"] < 40) & (np.concatenate(([0], columns["title"][:-1])) // 2 == 2)
    reach = np.convolve(seed.astype(np.int64), np.ones(9, np.int64), mode="same") if len(seed) >= 9 else np.ones(len(seed), np.int64)
    return np.flatnonzero(reach > 0)
