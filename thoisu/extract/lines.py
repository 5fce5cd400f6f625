"""The role of every line of a page: a trained sequence model, then rules that hold for every page."""

from collections.abc import Sequence

from thoisu.extract.blocks import stands_outside
from thoisu.extract.chain import load_chain
from thoisu.extract.features import page_features
from thoisu.extract.items import Item
from thoisu.extract.order import foreign_language
from thoisu.extract.repeats import find_repeats
from thoisu.extract.settle import settle
from thoisu.extract.sheet import read_sheet
from thoisu.extract.verdicts import KEPT, Verdict

__all__ = ["KEPT", "Verdict", "label_lines"]

_LINK_OUTSIDE = Verdict("teaser", "link_outside")


def label_lines(items: Sequence[Item]) -> list[Verdict]:
    """A role for each line of a text page, or for each block of an HTML page; at most one title and one lead.

    >>> page = ["Hai nước mở lại đường dây nóng", "10:20 03/05/2019", "Bộ Ngoại giao hôm nay cho biết đường dây nóng giữa hai nước đã mở lại."]
    >>> [v.role for v in label_lines([Item(t, 0, 0) for t in page])][:2]
    ['title', 'date']
    """
    if not items:
        return []
    aside = [_aside(item) for item in items]
    if not any(aside):
        return _label(items)
    inner = iter(_label([item for item, verdict in zip(items, aside, strict=True) if verdict is None]))
    return [verdict or next(inner) for verdict in aside]


def _aside(item: Item) -> Verdict | None:
    """The verdict on a line that no model need see: a link outside the article's container, a paragraph of another language."""
    if stands_outside(item):
        return _LINK_OUTSIDE
    language = foreign_language(item.text)
    return Verdict("foreign", f"language_{language}") if language else None


def _label(items: Sequence[Item]) -> list[Verdict]:
    if not items:
        return []
    model = "lines_text" if items[0].markup is None else "lines_html"
    sheet = read_sheet([item.text for item in items])
    repeats = find_repeats(sheet)
    told = load_chain(model).read(page_features(items, sheet, repeats))
    verdicts = [Verdict(role, model) for role in told.roles]
    return settle(items, sheet.words, repeats, verdicts, told.title_odds)
