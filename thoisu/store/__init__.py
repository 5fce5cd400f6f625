"""The record in one SQLite file: the only SQL of the project."""

from pathlib import Path

from thoisu.store.articles import Articles
from thoisu.store.connection import Connection
from thoisu.store.features import Features
from thoisu.store.feeds import Feeds
from thoisu.store.pages import Pages
from thoisu.store.record import Record
from thoisu.store.search import Search


class Store:
    """A record file: its pages, articles, features, feeds, the record itself and the search over it.

    Raises UsageError where there is no file to read, NotOurStore, NewerStore, StoreLocked, StoreReadOnly, StoreFull.
    """

    def __init__(self, path: Path, *, read_only: bool = False, create: bool = True) -> None:
        self.connection = Connection(path, read_only=read_only, create=create)
        self.pages = Pages(self.connection)
        self.articles = Articles(self.connection)
        self.features = Features(self.connection)
        self.feeds = Feeds(self.connection)
        self.record = Record(self.connection)
        self.search = Search(self.connection)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
