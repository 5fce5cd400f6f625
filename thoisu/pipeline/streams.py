"""The streaming forms of the evaluation contract: rows in, rows out, without a store."""

from collections.abc import Iterable, Iterator

from msgspec import UNSET, Struct, UnsetType

from thoisu.errors import PageRefused
from thoisu.export.rows import DocumentRow, credited_names, document_row
from thoisu.extract.article import extract_article
from thoisu.extract.given import article_from_text
from thoisu.extract.rows import gold_role, signed_sources
from thoisu.model import Document, Note, Page, PageFormat
from thoisu.pipeline.stages import annotate_document
from thoisu.pipeline.workers import batched, run_batches
from thoisu.record.stories_group import assign_stories
from thoisu.record.summary import summarize
from thoisu.sources.rows import guess_format


class PageIn(Struct, frozen=True):
    """A raw page."""

    id: str
    raw: str
    format: PageFormat | None = None
    url: str | None = None


class PageOut(Struct, frozen=True):
    """A clean page; `refused` gives the reason where there is no article.

    `lines` are pairs of a line of the raw page and its role in the words of the gold rows; `roles` are our finer roles of the same lines.
    """

    id: str
    title: str | None
    lead: str | None
    body: tuple[str, ...]
    byline: str | None
    outlet: str | None
    sources: tuple[str, ...]
    published: str | None
    published_between: tuple[str, str] | None
    published_how: str | None
    section: str | None
    tags: tuple[str, ...]
    url: str | None
    language: str | None
    lines: tuple[tuple[str, str], ...]
    roles: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    refused: str | UnsetType = UNSET


class DocumentIn(Struct, frozen=True):
    """A clean text: title, lead and body paragraphs separated by blank lines."""

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None


class ArticleIn(Struct, frozen=True):
    """An article to be grouped into stories."""

    id: str
    title: str = ""
    lead: str | None = None
    text: str = ""
    published: str | None = None


class StoryOut(Struct, frozen=True):
    """The story of an article."""

    id: str
    story: str


class ClusterRow(Struct, frozen=True):
    """An article of a cluster to be summarised."""

    cluster: str | int
    id: str
    title: str = ""
    lead: str | None = None
    text: str = ""
    published: str | None = None


class Citation(Struct, frozen=True):
    """Where a sentence of a summary comes from; offsets into the article's `title\\n\\nlead\\n\\ntext`."""

    id: str
    start: int
    end: int
    words: str


class SummaryOut(Struct, frozen=True):
    """The summary of a cluster, each sentence with its source."""

    cluster: str | int
    summary: str
    citations: tuple[Citation, ...]


def extract_rows(rows: Iterable[PageIn], jobs: int = 1) -> Iterator[PageOut]:
    """The articles of raw pages, in order."""
    for _, results in run_batches(_extract, batched(rows), jobs):
        yield from results


def _extract(row: PageIn) -> PageOut:
    body = row.raw.encode("utf-8", "surrogatepass")
    page = Page(row.id, body, row.format or guess_format(body), url=row.url, id=row.id)
    try:
        article = extract_article(page)
    except PageRefused as refused:
        return PageOut(
            row.id, None, None, (), None, None, (), None, None, None, None, (), row.url, None, (), refused=f"{refused.reason}: {refused.detail}"
        )
    dating = ("times",) if article.published is None else ()  # times serve here to date the page only
    doc = annotate_document(Document(article=article), only=("sentences", "names", "credits", *dating))
    article = doc.article
    return PageOut(
        id=row.id, title=article.title, lead=article.lead, body=article.body, byline=article.byline, outlet=article.outlet,
        sources=tuple(dict.fromkeys((*credited_names(doc), *signed_sources(article, row.raw)))),
        published=article.published, published_between=article.published_between,
        published_how=article.published_how, section=article.section, tags=article.tags, url=article.url, language=article.language,
        lines=tuple((row.raw[line.raw_start : line.raw_end], gold_role(line.role)) for line in article.lines),
        roles=tuple(line.role for line in article.lines), notes=article.notes,
    )


def annotate_rows(rows: Iterable[DocumentIn], jobs: int = 1) -> Iterator[DocumentRow]:
    """The layers of clean texts, in order."""
    for _, results in run_batches(_annotate, batched(rows), jobs):
        yield from results


def _annotate(row: DocumentIn) -> DocumentRow:
    return document_row(annotate_document(Document(article=article_from_text(row.id, row.text, row.published, row.outlet))))


def story_rows(rows: Iterable[ArticleIn]) -> Iterator[StoryOut]:
    """The story of each article, in the order of the articles; all of them are read first."""
    articles = list(rows)
    story = assign_stories(articles)
    for a in articles:
        yield StoryOut(a.id, story[a.id])


def summary_rows(rows: Iterable[ClusterRow], syllables: int = 200) -> Iterator[SummaryOut]:
    """The summary of each cluster, in the order in which clusters first appear; all rows are read first."""
    clusters: dict[str | int, list[ClusterRow]] = {}
    for row in rows:
        clusters.setdefault(row.cluster, []).append(row)
    for cluster, articles in clusters.items():
        texts = [
            article_from_text(a.id, "\n\n".join(p for p in (a.title, a.lead, a.text) if p), a.published) for a in articles
        ]
        sentences = summarize(texts, syllables=syllables)
        citations = tuple(Citation(s.evidence.article, s.evidence.start, s.evidence.end, s.evidence.words) for s in sentences)
        yield SummaryOut(cluster, " ".join(s.text for s in sentences), citations)


