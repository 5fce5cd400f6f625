"""Hashed features of a sheet: one 64-bit number per token and template, so that a model is a table of numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from thoisu.annotate.names.sheet import Column, Sheet

Hashes = NDArray[np.uint64]
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)

# A template is attributes at offsets; an attribute may stand in several.
TEMPLATES: tuple[tuple[tuple[str, int], ...], ...] = (
    *(((("word", o),)) for o in (-3, -2, -1, 0, 1, 2, 3)),
    (("word", -1), ("word", 0)), (("word", 0), ("word", 1)), (("word", -2), ("word", -1)), (("word", 1), ("word", 2)),
    *(((("shape", o),)) for o in (-2, -1, 0, 1, 2)),
    (("shape", -1), ("shape", 0), ("shape", 1)), (("shape", 0), ("initial", 0)), (("shape", -2), ("shape", -1), ("shape", 0)),
    (("shape", 0), ("shape", 1), ("shape", 2)), (("shape", 0), ("caps", 0)), (("word", 0), ("shape", 0)), (("word", 0), ("shape", 0), ("shape", 1)),
    *(((("share", o), ("shape", o))) for o in (-1, 0, 1)),
    (("share", 0), ("shape", 0), ("initial", 0)), (("share", -1), ("share", 0), ("share", 1), ("shape", 0)),
    *(((("gaz", o), ("gazpos", o))) for o in (-1, 0, 1, 2)),
    (("gaz", 0), ("shape", 0)), (("gaz", -1), ("gaz", 0), ("shape", 0)), (("gaz", 0), ("word", 0)), (("gaz", 0), ("gaz", 1), ("shape", 0)),
    (("gaz", 0), ("gazpos", 0), ("before", 0)), (("gaz", 0), ("gazpos", 0), ("left", 0)), (("gaz", 0), ("gazpos", 0), ("right", 0)),
    (("gaz", 0), ("gazpos", 0), ("word", -1)), (("gaz", 0), ("gazpos", 0), ("word", 1)),
    *(((("title", o),)) for o in (-2, -1, 0, 1, 2)),
    (("title", -1), ("title", 0), ("shape", 0)), (("before", 0), ("shape", 0)), (("before", 0), ("runpos", 0)), (("before", 0), ("word", 0)),
    (("title", 0), ("shape", 0), ("runpos", 0)),
    (("runpos", 0), ("runlen", 0)), (("runpos", -1), ("runpos", 0), ("runpos", 1)),
    *(((("coarse", o), ("runpos", o))) for o in (-2, -1, 0, 1, 2)),
    (("segment", 0), ("runpos", 0), ("gaz", 0)), (("segment", 0), ("segment", 1), ("coarse", 0)), (("segment", 0), ("coarse", 0), ("coarse", -1)),
    (("fine", 0), ("segment", 0)), (("fine", 0), ("runpos", 0)), (("fine", -1),), (("fine", 1),), (("coarse", 0), ("left", 0)), (("coarse", 0), ("right", 0)),
    (("coarse", 0), ("gaz", 0)), (("left", 0), ("runpos", 0)), (("right", 0), ("runpos", 0)), (("left", 0), ("right", 0)),
    (("leftword", 0), ("runpos", 0)), (("rightword", 0), ("runpos", 0)), (("leftword", 0), ("coarse", 0)), (("rightword", 0), ("coarse", 0)),
    (("head", 0),), (("head", 0), ("shape", 0)), (("head", 0), ("word", 0)), (("head", 0), ("gaz", 0), ("shape", 0)),
    (("suffix", 0),), (("suffix", 0), ("runpos", 0)), (("suffix", -1),), (("suffix", 1),),
    (("surname", 0), ("runpos", 0), ("runlen", 0)), (("surname", -1), ("shape", 0)), (("surname", 0), ("before", 0), ("runlen", 0)),
    (("surname", 0), ("left", 0)),
    (("glue", 0), ("word", -1), ("shape", 0)), (("glue", 1), ("word", 1), ("shape", 0)), (("glue", 0), ("glue", 1), ("shape", -1), ("shape", 1)),
    (("word", -1), ("shape", 0), ("gaz", 0)), (("word", 1), ("shape", 0), ("gaz", 0)), (("word", -1), ("word", 1), ("shape", 0)),
)


def hash_features(sheet: Sheet, templates: Sequence[tuple[tuple[str, int], ...]] = TEMPLATES, seed: int = 1) -> Hashes:
    """A table of tokens by templates; what lies outside the token's sequence counts as nothing."""
    n = len(sheet.tokens)
    out = np.zeros((len(templates), n), np.uint64)
    if not n:
        return out.T
    sequence = np.zeros(n, np.int64)
    for k, (a, b) in enumerate(sheet.sequences):
        sequence[a:b] = k
    shifted: dict[tuple[str, int], Hashes] = {}
    with np.errstate(over="ignore"):
        for k, template in enumerate(templates):
            code = np.full(n, np.uint64((k + seed) * 1_000_003), np.uint64)
            for attribute in template:
                if attribute not in shifted:
                    shifted[attribute] = _shift(sheet.columns[attribute[0]], attribute[1], sequence).astype(np.uint64)
                code ^= shifted[attribute]
                code *= _MULTIPLIER
                code ^= code >> _SHIFT
            out[k] = code
    return out.T


def _shift(column: Column, offset: int, sequence: Column) -> Column:
    if offset == 0:
        return column
    out = np.full(len(column), -1, np.int64)
    if abs(offset) >= len(column):
        return out
    here, there = (slice(None, -offset), slice(offset, None)) if offset > 0 else (slice(-offset, None), slice(None, offset))
    out[here] = np.where(sequence[here] == sequence[there], column[there], -1)
    return out
