"""Articles as rows of JSON: what `thoisu extract` writes."""

from thoisu.extract.bylines import parse_signature
from thoisu.extract.encoding import decode_page
from thoisu.extract.outlets import outlet_from_mark
from thoisu.lexicon.entities import entities_named
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
        "notes": [{"kind": note.kind, "text": note.text} for note in article.notes],
        "images": [{"url": image.url, "caption": image.caption} for image in article.images],
    }
    if page is not None and article.lines:
        raw = decode_page(page.body, page.charset).text
        row["lines"] = [[clean_line(raw[line.raw_start : line.raw_end]), gold_role(line.role)] for line in article.lines]
    return row


def gold_role(role: str) -> str:
    """A role as the gold rows write it: one word for all that is other stories', readers' and the site's.

    >>> gold_role("teaser"), gold_role("pull_quote"), gold_role("caption")
    ('boilerplate', 'pullquote', 'caption')
    """
    return _GOLD_ROLES.get(role, role)


def signed_sources(article: Article, raw: str) -> tuple[str, ...]:
    """The agencies and outlets that the page's signature and source lines name, in order, the page's own outlet aside.

    >>> from thoisu.extract.article import extract_article
    >>> text = "Cầu Thử mở lại\\n\\nCầu Thử bắc qua sông Mẫu mở lại sáng nay sau hai tháng sửa chữa.\\n\\n(Theo Reuters)"
    >>> signed_sources(extract_article(Page("a", text.encode(), "text")), text)
    ('Reuters',)
    """
    found: dict[str, None] = {}
    for line in article.lines:
        if line.role in ("byline", "source"):
            signature = parse_signature(clean_line(raw[line.raw_start : line.raw_end]))
            for mark in signature.sources if signature else ():
                name = outlet_from_mark(mark)
                if name and name != article.outlet:
                    known = entities_named(mark) or entities_named(name)
                    found[known[0].id if known else name] = None
    return tuple(found)


_GOLD_ROLES = {"pull_quote": "pullquote", "tags": "boilerplate", "teaser": "boilerplate", "comment": "boilerplate", "foreign": "boilerplate"}
