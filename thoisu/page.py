"""What arrives: pages, what feeds say of them, and what could not be taken in. `thoisu.model` gives these names out with its own."""

from typing import Literal

from msgspec import Struct

PageFormat = Literal["text", "html", "json"]


class Told(Struct, frozen=True):
    """What a feed or sitemap says about a page that it names; evidence where the page itself is silent."""

    feed: str  # address or path of the feed
    title: str | None = None
    lead: str | None = None
    byline: str | None = None
    published: str | None = None  # ISO, with zone where known
    updated: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()


class Page(Struct, frozen=True):
    """What arrived: exact bytes and where they came from."""

    location: str  # path (with :N for line N of a JSONL file) or URL
    body: bytes
    format: PageFormat
    url: str | None = None
    fetched_at: str | None = None
    id: str | None = None  # the id that the input gave
    charset: str | None = None  # what the server said
    told: Told | None = None


class Refusal(Struct, frozen=True):
    """A page that could not become an article, and why."""

    location: str
    reason: str
    detail: str
