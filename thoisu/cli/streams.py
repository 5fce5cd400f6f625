"""Commands that stream JSONL in and out: extract, annotate, stories FILE, summarize (the evaluation contract)."""

import errno
import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, TypeVar

import msgspec
import typer

from thoisu.cli.options import Sure
from thoisu.errors import InputError, StoreFull, UsageError
from thoisu.export.rows import keep_sure
from thoisu.pipeline.streams import ArticleIn, ClusterRow, DocumentIn, PageIn, annotate_rows, extract_rows, story_rows, summary_rows

R = TypeVar("R")
File = Annotated[Path, typer.Argument(help="A JSONL file, plain or .gz; - is standard input.")]
Out = Annotated[Path | None, typer.Option("-o", "--output", help="Where to write; - or nothing is standard output.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to work in.")]
_ENCODER = msgspec.json.Encoder()


def extract(file: File, output: Out = None, jobs: Jobs = 1) -> None:
    """Clean pages: {id, raw, format?} -> {id, title, lead, body, byline, outlet, sources, published, lines, roles, ...}."""
    with _written(output) as write:
        for row in extract_rows(_read(file, PageIn), jobs):
            write(row)


def annotate(file: File, output: Out = None, jobs: Jobs = 1, sure: Sure = None) -> None:
    """Annotate texts: {id, text, published} -> {id, entities, times, quotes, events, sources}."""
    with _written(output) as write:
        for row in annotate_rows(_read(file, DocumentIn), jobs):
            write(row if sure is None else keep_sure(row, sure))


def assign_stories(file: Path, output: Path | None) -> None:
    """Group articles: {id, title, lead, text, published} -> {id, story}."""
    with _written(output) as write:
        for row in story_rows(_read(file, ArticleIn)):
            write(row)


def summarize(
    file: File, output: Out = None,
    syllables: Annotated[int, typer.Option("--syllables", min=20, help="About so long.")] = 200,
) -> None:
    """Summarize clusters of articles: rows with {cluster, id, title, lead, text} -> {cluster, summary, citations}."""
    with _written(output) as write:
        for row in summary_rows(_read(file, ClusterRow), syllables):
            write(row)


def _read(path: Path, type_: type[R]) -> Iterator[R]:
    """The rows of a JSONL file; InputError names the file and the line that is none."""
    if str(path) == "-":
        yield from _decode(sys.stdin.buffer, "standard input", type_)
        return
    if not path.exists():
        raise UsageError(f"{path}: no such file")
    try:
        with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as stream:
            yield from _decode(stream, str(path), type_)  # type: ignore[arg-type]
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error


def _decode(stream: BinaryIO, name: str, type_: type[R]) -> Iterator[R]:
    decoder = msgspec.json.Decoder(type_)
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            row = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{name}, line {number}: {error}") from error
        yield row


@contextmanager
def _written(output: Path | None) -> Iterator[Callable[[object], None]]:
    """A writer of JSON lines. A file appears under its name only when all is written."""
    if output is None or str(output) == "-":
        yield lambda row: _write_line(sys.stdout.buffer, _ENCODER.encode(row))
        return
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as stream:
            yield lambda row: _write_line(stream, _ENCODER.encode(row))
        part.replace(output)
    except OSError as error:
        kind = StoreFull if error.errno in (errno.ENOSPC, errno.EDQUOT) else UsageError
        raise kind(f"{output} cannot be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)


def _write_line(stream: BinaryIO, line: bytes) -> None:
    stream.write(line + b"\n")
