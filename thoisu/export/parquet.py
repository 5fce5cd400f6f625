"""Records as Parquet: the fields of `thoisu/model.py` as they are, nested, with their types."""

import types
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from thoisu.export.files import whole_file

_PLACES = ("first", "second", "third", "fourth")
_SCALARS = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), bytes: pa.binary()}
_ROWS = 2000


def write_parquet(kind: str, record: type[Struct], records: Iterable[Struct], folder: Path) -> tuple[Path, int]:
    """Write `<kind>.parquet`, a row group for every 2,000 records; the file's path and how many rows it has."""
    path, schema, rows = folder / f"{kind}.parquet", arrow_schema(record), 0
    with whole_file(path) as part, pq.ParquetWriter(part, schema, compression="zstd") as out:
        for batch in batched(records, _ROWS):
            out.write_table(pa.Table.from_pylist([_plain(r) for r in batch], schema=schema))
            rows += len(batch)
    return path, rows


def batched(records: Iterable[Struct], size: int) -> Iterator[list[Struct]]:
    """The records in lists of so many."""
    rows = iter(records)
    while batch := list(islice(rows, size)):
        yield batch


@cache
def arrow_schema(record: type[Struct]) -> pa.Schema:
    """The Arrow schema of a record: a list for `tuple[X, ...]`, a struct for a record or a tuple of fixed places.

    >>> from thoisu.model import Origin
    >>> [(f.name, str(f.type)) for f in arrow_schema(Origin)]
    [('name', 'string'), ('kind', 'string'), ('articles', 'list<element: string>')]
    """
    return pa.schema(_fields(record))


def _fields(record: type[Struct]) -> list[pa.Field]:
    hints = get_type_hints(record)
    return [_field(name, hints[name]) for name in record.__struct_fields__]


def _field(name: str, hint: Any) -> pa.Field:
    inner, optional = _without_none(hint)
    return pa.field(name, _type(inner), nullable=optional)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        kept = [a for a in get_args(hint) if a is not type(None)]
        if len(kept) != 1:
            raise TypeError(f"no Arrow type for {hint}")
        return kept[0], len(kept) < len(get_args(hint))
    return hint, False


def _type(hint: Any) -> pa.DataType:
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return pa.string()
    if isinstance(hint, type) and issubclass(hint, Struct):
        return pa.struct(_fields(hint))
    if origin is tuple and len(args) == 2 and args[1] is ...:
        return pa.list_(_field("element", args[0]))
    if origin is tuple:
        return pa.struct([_field(name, arg) for name, arg in zip(_PLACES, args, strict=False)])
    raise TypeError(f"no Arrow type for {hint}")


def _plain(value: Any, hint: Any = None) -> Any:
    """The value as Arrow takes it: records and tuples of fixed places as dictionaries, other tuples as lists."""
    if isinstance(value, Struct):
        hints = _hints(type(value))
        return {name: _plain(getattr(value, name), hints[name]) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        args = get_args(_without_none(hint)[0])
        if len(args) == 2 and args[1] is ...:
            return [_plain(v, args[0]) for v in value]
        return {name: _plain(v, arg) for name, v, arg in zip(_PLACES, value, args, strict=False)}
    return value


@cache
def _hints(record: type[Struct]) -> dict[str, Any]:
    return get_type_hints(record)
