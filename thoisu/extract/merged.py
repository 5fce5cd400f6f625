"""The lines of a text page, those that the crawl glued to a picture's words cut apart where the evidence is clear."""

import re

from thoisu.extract.items import Item, split_lines, tidy
from thoisu.extract.language import SYLLABLES
from thoisu.text.normalize import lower

_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))]
UPPER = "".join(c for c in _LETTERS if c.isupper())
_LOWER = "".join(c for c in _LETTERS if c.islower())
# Where a picture's words end and a paragraph begins without a space: `(Nguồn: AFP)Theo ông`, `Ảnh: ReutersTheo ông`, `... - ảnh 1Theo ông`.
_JOINT = re.compile(
    rf"\((?:[ảẢ]nh|[nN]guồn|[hH]ình)\s*:[^()\n]{{1,60}}\)(?=[{UPPER}“\"])"
    rf"|\b(?:[ảẢ]nh|[hH]ình)\s*:\s*[^.\n:]{{0,40}}?[{_LOWER}](?=[{UPPER}][{_LOWER}])"
    rf"|\s(?:[ảẢ]nh|[hH]ình)\s\d{{1,2}}(?=[{UPPER}“\"])"
)
_PICTURED = ("ảnh", "Ảnh", "nguồn", "Nguồn", "hình", "Hình")  # one of which every such joint has
_NUMBERED = re.compile(r"(?:[ảẢ]nh|[hH]ình)\s\d")
_CREDITED = re.compile(r"(?i)\b(?:ảnh|nguồn|hình)\s*:")
_WORD = re.compile(r"[“\"]?(\w+)\s")
_PARAGRAPH = 20  # words


def read_lines(text: str) -> list[Item]:
    """The lines of a text page that are not blank; a paragraph glued to a picture's words is a line of its own.

    >>> page = "Cầu Thử. (Ảnh: Báo Mẫu)Theo ban quản lý, cầu Thử mở lại từ sáng nay cho xe máy và xe con, xe tải phải đi đường vòng đến hết tháng."
    >>> [item.text[:12] for item in read_lines(page)]
    ['Cầu Thử. (Ản', 'Theo ban quả']
    """
    items = split_lines(text)
    if not any(word in text for word in _PICTURED):
        return items
    return [part for item in items for part in (_parts(item, text) if _may_be_glued(item.text) else (item,))]


def _may_be_glued(text: str) -> bool:
    return any(word in text for word in _PICTURED) and (":" in text or _NUMBERED.search(text) is not None)


def _parts(item: Item, text: str) -> list[Item]:
    raw = text[item.start : item.end]
    for joint in _JOINT.finditer(raw):
        behind = raw[joint.end() :]
        long = len(behind.split()) >= _PARAGRAPH and behind.rstrip().endswith((".", "!", "?", "”", '"'))
        first = _WORD.match(behind)
        if long and first and lower(first[1]) in SYLLABLES and not _CREDITED.search(behind):
            at = item.start + joint.end()
            return [Item(tidy(raw[: joint.end()]), item.start, at, item.gap), Item(tidy(behind), at, item.end, False)]
    return [item]
