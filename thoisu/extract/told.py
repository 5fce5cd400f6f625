"""What a feed says of a page, where the page is silent; and which address a fetched page may give itself."""

import datetime
from urllib.parse import urlsplit

import msgspec

from thoisu.extract.article import page_id
from thoisu.extract.bylines import is_person
from thoisu.extract.given import digest_text
from thoisu.extract.outlets import outlet_from_url
from thoisu.model import Article, Block, Page, Told

_MOST_TITLE = 300


def complete_article(article: Article, page: Page) -> Article:
    """The article with what the feed told where the page itself says nothing: date, author, section, tags, title.

    >>> from thoisu.extract.article import extract_article
    >>> text = "Tít của bài\\n\\nHôm qua hai bên đã gặp nhau tại Hà Nội và bàn về hợp tác."
    >>> page = Page("https://bao.example/1", text.encode(), "text", told=Told("https://bao.example/rss", published="2016-11-24"))
    >>> (complete_article(extract_article(page), page).published, complete_article(extract_article(page), page).published_how)
    ('2016-11-24', 'feed')
    """
    article = _own_address(article, page)
    told = page.told
    if told is None:
        return article
    if told.published and _is_better(article, told.published) and not _is_later(told.published, page.fetched_at):
        article = msgspec.structs.replace(article, published=told.published, published_how="feed", published_between=None)
    byline = told.byline if told.byline and is_person(told.byline) and len(told.byline) < 60 else None
    article = msgspec.structs.replace(
        article, byline=article.byline or byline, section=article.section or told.section, tags=article.tags or told.tags,
    )
    return article if article.title or not told.title else _titled(article, told)


def _is_better(article: Article, published: str) -> bool:
    """Whether the feed's date says more: the page has none, or only the day that stands in its address and the feed gives the hour of it."""
    if article.published is None:
        return True
    return article.published_how == "url" and len(article.published) == 10 < len(published) and published.startswith(article.published)


def _is_later(published: str, fetched_at: str | None) -> bool:
    """Whether a date lies more than a day after the page was fetched: a clock that is wrong, or a page that is planned."""
    if not fetched_at:
        return False
    day = datetime.date.fromisoformat(published[:10])
    return day > datetime.date.fromisoformat(fetched_at[:10]) + datetime.timedelta(days=1)


def _titled(article: Article, told: Told) -> Article:
    """The article with the feed's title before it: the page shows none."""
    title = (told.title or "")[:_MOST_TITLE]
    shift = len(title) + 2
    moved = tuple(Block(b.kind, b.start + shift, b.end + shift, b.raw_start, b.raw_end) for b in article.blocks)
    text = f"{title}\n\n{article.text}"
    return msgspec.structs.replace(article, title=title, text=text, digest=digest_text(text), blocks=(Block("title", 0, len(title)), *moved))


def _own_address(article: Article, page: Page) -> Article:
    """The article under the address that its page was fetched from, where the page names the front page or another site as its own address.

    A page that could take any address could put its text in the place of another outlet's article.
    """
    if not page.url or article.url is None or article.url == page.url or page.id:
        return article
    try:
        named, fetched = urlsplit(article.url), urlsplit(page.url)
        front = named.path in ("", "/") and not named.query and fetched.path not in ("", "/")
        foreign = _site(named.hostname or "") != _site(fetched.hostname or "")
    except ValueError:
        front = foreign = True
    if not (front or foreign):
        return article
    return msgspec.structs.replace(article, id=page_id(page), url=page.url, outlet=outlet_from_url(page.url) or article.outlet)


def _site(host: str) -> str:
    labels = host.lower().rstrip(".").split(".")
    second = len(labels) > 2 and labels[-2] in ("com", "net", "org", "edu", "gov", "co", "info", "name", "biz", "ac")
    return ".".join(labels[-3 if second else -2 :])
