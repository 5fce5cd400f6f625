"""Articles as rows of JSON: what `thoisu extract` writes."""

from thoisu.extract.encoding import decode_page
from thoisu.model import Article, Page
from thoisu.text.normalize import clean_line


def article_row(article: Article, page: Page | None = None) -> dict[str, object]:
    """The row of an article without its credited sources, which a later stage finds; with its page, `lines` are [text, role] pairs in order.

    >>> from thoisu.extract.given import article_from_text
    >>> article_row(article_from_text("a", "Tít\\n\\nSapô.\\n\\nThân bài."))["body"]
    ['Thân bài.']
    """
    row: dict[str, object] = {
        "id": article.id, "title": article.title, "lead": article.lead, "body": list(article.body), "byline": article.byline,
        "outlet": article.outlet, "url": article.url, "section": article.section, "tags": list(article.tags), "language": article.language,
        "published": article.published, "published_between": list(article.published_between) if article.published_between else None,
        "published_how": article.published_how, "encoding": article.encoding,
        "images": [{"url": image.url, "caption": image.caption} for image in article.images],
    }
    if page is not None and article.lines:
        raw = decode_page(page.body).text
        row["lines"] = [[clean_line(raw[line.raw_start : line.raw_end]), _gold_role(line.role)] for line in article.lines]
    return row


def _gold_role(role: str) -> str:
    """Roles as the gold rows write them."""
    return "pullquote" if role == "pull_quote" else role
