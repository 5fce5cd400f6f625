"""Pages in, documents kept: read, extract, annotate, store; every page ends as an article, a version, the same text again, or a refusal.

A run can be killed at any point: pages and what became of them are written in one transaction a batch, and a page that is kept is not
read again. Work is done in as many processes as asked for; results are kept in the order of the pages, so the outcome does not depend on it.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from thoisu.errors import NothingReadable, PageRefused
from thoisu.extract.article import extract_article
from thoisu.extract.told import complete_article
from thoisu.model import Document, Page, Refusal
from thoisu.pipeline.passes import update_record
from thoisu.pipeline.stages import VERSIONS, annotate_document
from thoisu.pipeline.workers import BATCH, run_batches
from thoisu.sources import read_pages
from thoisu.store import Store
from thoisu.store.pages import Outcome

Progress = Callable[[str, int], None]


class Report(Struct, frozen=True):
    """What one run did: pages read, those known before, and what the new ones became."""

    pages: int
    known: int
    articles: int
    versions: int
    same: int
    refused: int
    stories_changed: int
    seconds: float


def process_page(page: Page) -> Document | Refusal:
    """The annotated document of a page, or why there is none."""
    try:
        return annotate_document(Document(article=complete_article(extract_article(page), page)))
    except PageRefused as refused:
        return Refusal(page.location, refused.reason, refused.detail)
    except RecursionError:
        return Refusal(page.location, "too_deep", "the page is nested too deeply")


class _Intake:
    """The counts of a run and the way of a page into the store."""

    def __init__(self, store: Store, progress: Progress) -> None:
        self.store = store
        self.progress = progress
        self.counts = {"pages": 0, "known": 0, "article": 0, "version": 0, "same": 0, "refused": 0}

    def new_pages(self, pages: Iterable[Page | Refusal]) -> Iterator[list[Page]]:
        """Batches of pages not seen before; what could not become a page is kept at once."""
        batch: list[Page] = []
        for page in pages:
            self.counts["pages"] += 1
            if isinstance(page, Refusal):
                self._refuse_input(page)
            elif self.store.pages.seen(page):
                self.counts["known"] += 1
                self.progress("pages", 1)
            else:
                batch.append(page)
                if len(batch) == BATCH:
                    yield batch
                    batch = []
        if batch:
            yield batch

    def _refuse_input(self, refusal: Refusal) -> None:
        with self.store.connection.transaction():
            new = self.store.pages.add_input_error(refusal)
        self.counts["refused" if new else "known"] += 1
        self.progress("pages", 1)

    def keep(self, batch: list[Page], results: list[Document | Refusal]) -> None:
        """Write a batch in one transaction."""
        with self.store.connection.transaction():
            for page, result in zip(batch, results, strict=True):
                self.counts[keep_result(self.store, page, result)] += 1
        self.progress("pages", len(batch))


def keep_result(store: Store, page: Page, result: Document | Refusal) -> Outcome:
    """Keep a page and what it became, inside the caller's transaction."""
    if isinstance(result, Refusal):
        store.pages.add(page, "refused", refusal=result)
        return "refused"
    article = result.article
    # a page without an address goes by its place: the same bytes elsewhere are that page moved, or a file kept twice, not another article
    moved = store.pages.moved_from(page) if not (page.id or page.url or article.url) else None
    if moved:
        store.pages.add(page, "same", article=moved[0], article_digest=moved[1])
        return "same"
    known = bool(store.articles.versions(article.id))
    new = store.articles.add(result, VERSIONS)
    outcome: Outcome = "same" if not new else "version" if known else "article"
    store.pages.add(page, outcome, article=article.id, article_digest=article.digest)
    if new and store.articles.choose_current(article.id) and known:
        store.features.drop_edges(article.id)
    return outcome


def check_pages(paths: Iterable[Path]) -> None:
    """Raises UsageError for a path that does not exist, NothingReadable where there is no page under any: before a record is made."""
    known = list(paths)
    if next(iter(read_pages(known)), None) is None:
        raise _no_page(known)


def _no_page(paths: list[Path]) -> NothingReadable:
    return NothingReadable(f"no page in {', '.join(map(str, paths))}: thoisu reads .txt, .html, .htm, .jsonl and .warc, the last two also with .gz")


def ingest(paths: Iterable[Path], store: Store, *, jobs: int = 1, progress: Progress = lambda _what, _n: None) -> Report:
    """Take all pages under `paths` into the store and bring the record up to date.

    `progress` is told of steps: `("pages", n)` for pages done, `("record", n)` for articles whose stories are up to date.
    Raises UsageError for a path that does not exist, NothingReadable where no page became an article and the store is empty.
    """
    paths = list(paths)
    started = time.monotonic()
    intake = _Intake(store, progress)
    for batch, results in run_batches(process_page, intake.new_pages(read_pages(paths)), jobs):
        intake.keep(batch, results)
    changed = update_record(store, progress)
    counts = intake.counts
    if counts["pages"] == 0:
        raise _no_page(paths)
    if store.pages.counts().articles == 0:
        reasons = ", ".join(f"{reason} {n}" for reason, n in store.pages.counts().reasons)
        told = f"`thoisu status --db {store.connection.path}` tells why"
        raise NothingReadable(f"no article on any of the pages, {counts['pages']} in all ({reasons}); {told}")
    return Report(
        pages=counts["pages"], known=counts["known"], articles=counts["article"], versions=counts["version"], same=counts["same"],
        refused=counts["refused"], stories_changed=changed, seconds=time.monotonic() - started,
    )
