"""Dates of articles that give none, by the dated articles beside them in the record.

What an article is bounded by are dates that articles give themselves, and grouping reads the same: no bound is the ground of another.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from thoisu.annotate.dating import Published, find_news_day, find_published
from thoisu.annotate.times import find_times
from thoisu.model import Document
from thoisu.record.copies import Pair
from thoisu.record.neighbours import Bounds, NewsDay, TextDays, bound_date, find_grounds, find_named
from thoisu.record.stories_group import Edge
from thoisu.store import Store
from thoisu.store.connection import pack, unpack


def bound_component(
    store: Store, published: Mapping[str, str], groups: Iterable[Sequence[str]], edges: Iterable[Edge], pairs: Iterable[Pair]
) -> set[str]:
    """Bound anew the articles without a date of a component; those whose bounds changed.

    `published` holds the publication of each of its articles as they give it, '' where they do not.
    """
    grounds = find_grounds(published, groups, edges, pairs)
    days = _days_of(store, list(grounds))
    found = []
    for article, near in grounds.items():
        bounds = bound_date(near, days[article], store.articles.own_between(article))
        if bounds is not None:
            found.append((article, bounds.between, bounds.how, pack(bounds)))
    return store.articles.replace_bounds(published, found)


def _days_of(store: Store, articles: list[str]) -> dict[str, TextDays]:
    """What each text says of days; read from the text once and kept."""
    out, unread = {}, []
    for article in articles:
        data = store.features.text_days(article)
        if data is None:
            unread.append(article)
        else:
            out[article] = unpack(data, TextDays)
    for doc in store.articles.documents(unread):
        out[doc.article.id] = read_days(doc)
        store.features.add_text_days(doc.article.id, pack(out[doc.article.id]))
    return out


def read_days(doc: Document) -> TextDays:
    """What the text of a document says of days, read without any date of publication.

    >>> from thoisu.extract.given import article_from_text
    >>> read_days(Document(article_from_text("a", "Mưa lớn\\n\\nSáng nay (22/10), mưa lớn trút xuống xã Mây."))).named
    ((10, 22),)
    """
    undated = _undated(doc)
    day = find_news_day(undated)
    news = NewsDay(day.month, day.day, day.slack, day.start, day.end, day.year) if day else None
    return TextDays(news, find_named(undated.times or ()))


def find_told(doc: Document) -> Published | None:
    """When the text of a document says that it was published, with the words that say so: what was inferred as the article came in."""
    return find_published(_undated(doc))


def _undated(doc: Document) -> Document:
    """The document with its times as they are read where nothing is known of its date."""
    bare = replace(doc, article=replace(doc.article, published=None, published_between=None), times=None)
    return replace(bare, times=tuple(find_times(bare)))


def read_bounds(store: Store, article: str) -> Bounds | None:
    """When an article without a date was published by the dated ones beside it, and by which; None where they do not settle it."""
    data = store.articles.bounds(article)
    return unpack(data, Bounds) if data else None
