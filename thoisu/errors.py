"""Every error that Thời Sự raises on purpose.

    ThoisuError                 exit code 1; the message names the input and says what to do
    ├── UsageError              2   a wrong option value, a path that does not exist
    ├── InputError              3   a file that cannot be read as what it should be (invalid JSON on line N)
    │   └── NothingReadable     3   no page of the given paths could be read
    ├── StoreError              4   the database
    │   ├── NotOurStore         4   a file of another program
    │   ├── NewerStore          4   written by a newer version
    │   ├── StoreLocked         5   another writer holds it
    │   ├── StoreReadOnly       4   no right to write
    │   └── StoreFull           6   no space left
    ├── NotFound                7   no story, article, actor of that name
    └── LexiconError            1   a packaged table that breaks its own rules
    PageRefused                 not an exit: one page cannot become an article; kept with its reason
    └── FetchFailed             not an exit: an address gave no page; kept with its reason, tried again where that may help
"""


class ThoisuError(Exception):
    """Base of every error with a message for the user."""

    exit_code = 1


class UsageError(ThoisuError):
    """An argument that cannot be used as given."""

    exit_code = 2


class InputError(ThoisuError):
    """A file that is not what it should be; the message names file and line."""

    exit_code = 3


class NothingReadable(InputError):
    """None of the given pages could be read."""


class StoreError(ThoisuError):
    """The database cannot be used."""

    exit_code = 4


class NotOurStore(StoreError):
    """The file is a database of another program, or no database."""


class NewerStore(StoreError):
    """The database was written by a newer version of Thời Sự."""


class StoreLocked(StoreError):
    """Another process is writing to the database."""

    exit_code = 5


class StoreReadOnly(StoreError):
    """The database or its folder cannot be written."""


class StoreFull(StoreError):
    """The disk is full."""

    exit_code = 6


class NotFound(ThoisuError):
    """Nothing in the record has that name or id."""

    exit_code = 7


class LexiconError(ThoisuError):
    """A packaged table breaks a rule of its own."""


class PageRefused(Exception):
    """One page cannot become an article; `reason` is a short code, `detail` a sentence for people."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class FetchFailed(PageRefused):
    """An address gave nothing that can be used; `again` where another try may help, `wait_seconds` where the server says how long to wait."""

    def __init__(self, reason: str, detail: str = "", *, again: bool = False, wait_seconds: float | None = None) -> None:
        super().__init__(reason, detail)
        self.again = again
        self.wait_seconds = wait_seconds
