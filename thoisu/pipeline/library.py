"""The library in two functions: a text to its layers, a page to its article."""

from thoisu.extract.article import extract_article
from thoisu.extract.given import article_from_text
from thoisu.model import Article, Document, Page, PageFormat
from thoisu.pipeline.stages import annotate_document
from thoisu.sources.rows import guess_format
from thoisu.text.normalize import clean_line


def annotate(text: str, *, published: str | None = None, id: str = "text", outlet: str | None = None) -> Document:
    """The document of a clean text with all layers.

    Paragraphs are separated by blank lines: title, lead, body. `published` is an ISO date or date-time that relative times are anchored on;
    without it the years of yearless dates stay open. The text is brought to canonical form first, so offsets point into `doc.text`.

    >>> doc = annotate("NATO và Nga\\n\\nNgày 24/11, ông Stoltenberg nói: “Chúng tôi muốn đối thoại với Nga.”", published="2016-11-25")
    >>> [(t.value, doc.text[t.start : t.end]) for t in doc.times]
    [('2016-11-24', 'Ngày 24/11')]
    """
    paragraphs = (clean_line(line) for line in text.replace("\r\n", "\n").split("\n"))
    canonical = "\n\n".join(p for p in paragraphs if p)
    return annotate_document(Document(article=article_from_text(id, canonical, published, outlet)))


def extract(raw: bytes | str, *, format: PageFormat | None = None, url: str | None = None, id: str | None = None) -> Article:
    """The article of a page as it was fetched; `format` is guessed where it is not given.

    Raises PageRefused where there is no article on the page, with the reason.
    """
    body = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    return extract_article(Page(url or id or "page", body, format or guess_format(body), url=url, id=id))
