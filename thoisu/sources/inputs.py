"""What a person gave to read: paths, addresses, feeds on disk."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from thoisu.errors import FetchFailed, UsageError
from thoisu.sources.addresses import check_address, is_address

_FEED_ENDINGS = (".xml", ".rss", ".atom", ".rdf", ".xml.gz", ".rss.gz", ".atom.gz")
_MOST_BYTES = 64 * 2**20


class Inputs(NamedTuple):
    """Paths of pages, addresses to fetch, and feeds or sitemaps on disk with their bytes; each in the order given."""

    paths: list[Path]
    addresses: list[str]
    feeds: list[tuple[str, bytes]]


def sort_inputs(words: Iterable[str]) -> Inputs:
    """The words of the command line by what they are. Raises UsageError for an address that is none, a feed that cannot be read.

    >>> sort_inputs(["trang/a.html", "HTTPS://bao.example/1#x"])
    Inputs(paths=[PosixPath('trang/a.html')], addresses=['https://bao.example/1'], feeds=[])
    """
    found = Inputs([], [], [])
    for word in words:
        if is_address(word):
            try:
                found.addresses.append(check_address(word))
            except FetchFailed as failed:
                raise UsageError(failed.detail) from None
        elif word.lower().endswith(_FEED_ENDINGS) and not Path(word).is_dir():
            found.feeds.append((word, _read(Path(word))))
        else:
            found.paths.append(Path(word))
    return found


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{path}: larger than {_MOST_BYTES:,} bytes; a feed or sitemap is not")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UsageError(f"{path}: no such file or folder") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
