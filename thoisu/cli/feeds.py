"""Feeds and refusals as lists show them."""

import datetime
from pathlib import Path

from thoisu.cli.printing import print_line, print_table, shorten
from thoisu.lexicon.texts import Lang, all_texts, say, write_date
from thoisu.sources.addresses import is_address
from thoisu.store import Store
from thoisu.store.feeds import FeedRow

_ZONE = datetime.timezone(datetime.timedelta(hours=7))


def reason_name(reason: str, lang: Lang) -> str:
    """Why a page was refused, in words; the code itself where there are none."""
    return say(f"reason_{reason}", lang) if f"reason_{reason}" in all_texts() else reason


def print_feeds(feeds: list[FeedRow], waiting: int, lang: Lang) -> None:
    """The feeds that are watched: when they were asked, when they will be, and how it went."""
    columns = [say(k, lang) for k in ("col_feed", "col_last_poll", "col_next_poll", "col_named", "col_taken", "col_status")]
    lines = []
    for feed in feeds:
        how = say("feed_well", lang)
        if feed.failures:
            how = say("feed_fails", lang, reason=reason_name(feed.reason or "", lang), n=feed.failures)
        elif feed.last_poll is None:
            how = say("feed_new", lang)
        lines.append((feed.name or feed.url, clock_time(feed.last_poll, lang), clock_time(feed.next_poll, lang), feed.named, feed.taken, how))
    print_table(say("head_feeds", lang), columns, lines, right=(3, 4))
    if waiting:
        print_line(say("waiting_n", lang, n=waiting))


def clock_time(seconds: float | None, lang: Lang) -> str:
    """A moment on the clock of Vietnam; nothing where there is none."""
    if not seconds:
        return ""
    return write_date(datetime.datetime.fromtimestamp(seconds, _ZONE).isoformat(timespec="seconds"), lang)


def place_name(location: str) -> str:
    """Where a page came from as lists show it: an address whole, of a path its last part."""
    return location if is_address(location) else Path(location).name


def print_refusals(store: Store, lang: Lang, limit: int) -> None:
    """The first refusals, with reasons."""
    lines = [(place_name(r.location), reason_name(r.reason, lang), shorten(r.detail, 90)) for r in store.pages.refusals()[:limit]]
    print_table(say("head_refused", lang), [say("col_page", lang), say("col_reason", lang), ""], lines)
