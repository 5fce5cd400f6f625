"""Paths to pages: folders are walked in sorted order, each file read by its ending."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from thoisu.errors import UsageError
from thoisu.model import Page, PageFormat, Refusal
from thoisu.sources.archives import read_archive
from thoisu.sources.rows import read_rows

MAX_FILE_BYTES = 16 * 2**20  # a page of more is no article; JSONL files may be of any size
_FORMATS: dict[str, PageFormat] = {".txt": "text", ".html": "html", ".htm": "html"}
_ROWS = (".jsonl", ".jsonl.gz")
_ARCHIVES = (".warc", ".warc.gz")


def read_pages(paths: Iterable[Path]) -> Iterator[Page | Refusal]:
    """The pages of files and folders in sorted order, each path once; a file that cannot be read is a Refusal in its place.

    Files given by name are read whatever their ending (as text, where it says nothing); in folders only `.txt`, `.html`, `.htm`,
    `.jsonl`, `.warc` and the latter two with `.gz` count.
    Memory holds one page at a time. Raises UsageError at the call, before anything is read, for a
    path that does not exist.

    >>> next(read_pages([Path("không có")]))
    Traceback (most recent call last):
    thoisu.errors.UsageError: không có: no such file or folder
    """
    known = list(paths)
    for path in known:
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise UsageError(f"{path}: no such file or folder") from error
        except (OSError, ValueError) as error:
            raise UsageError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    return _read_all(known)


def _read_all(paths: list[Path]) -> Iterator[Page | Refusal]:
    seen: set[Path] = set()
    for path in paths:
        for file in _walk(path) if path.is_dir() else [path]:
            if isinstance(file, Refusal):
                yield file
                continue
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield from _read(file)


def _read(file: Path) -> Iterable[Page | Refusal]:
    name = file.name.lower()
    if name.endswith(_ROWS):
        return read_rows(file)
    return read_archive(file) if name.endswith(_ARCHIVES) else [_read_file(file)]


def _walk(folder: Path) -> Iterator[Path | Refusal]:
    """Files with a known ending under a folder, depth first in the order of their names; hidden ones and links to folders are left out.

    A folder that cannot be listed is a Refusal in its place.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Refusal(str(folder), "unreadable", error.strerror or str(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _walk(entry)
        elif entry.suffix.lower() in _FORMATS or entry.name.lower().endswith(_ROWS + _ARCHIVES):
            yield entry


def _read_file(path: Path) -> Page | Refusal:
    location = str(path)
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            return Refusal(location, "too_large", f"{size:,} bytes; a page may have {MAX_FILE_BYTES:,}")
        return Page(location, path.read_bytes(), _FORMATS.get(path.suffix.lower(), "text"))
    except OSError as error:
        return Refusal(location, "unreadable", error.strerror or str(error))
