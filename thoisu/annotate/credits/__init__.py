"""Agencies and outlets that the article credits for what it tells, and to which statements were made.

A name counts where the words around it credit it: `theo X`, `X đưa tin`, `nói với X`, `trên tờ X`, or a credit line at the end (`(Theo X)`,
`Nguồn: X`, `(X)`). Names of outlets are known by the entity base or announced by a noun (`tờ`, `hãng tin`). The brand in the article's own dateline
is no credit; a credit of a picture has the role `photo`.
"""

import re
from collections.abc import Iterator
from functools import cache

from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import find_entity
from thoisu.model import Document, Mention, Source, SourceRole

_NOUN = (
    r"(?:các\s+|tờ\s+|nhật\s+|tuần\s+|chuyên\s+|hệ\s+thống\s+)*"
    r"(?:hãng\s+thông\s+tấn|hãng\s+tin|hãng|thông\s+tấn\s+xã|tờ\s+báo|nhật\s+báo|tuần\s+báo"
    r"|tờ|báo|tạp\s+chí|đài\s+truyền\s+hình|đài\s+phát\s+thanh|đài|kênh\s+truyền\s+hình|kênh|trang\s+tin|trang\s+mạng"
    r"|trang\s+web|trang|website|cổng\s+thông\s+tin)"
)
_ANNOUNCED = re.compile(
    rf"(?i)(?<!thông )(?<!cảnh )(?<!dự )(?<!loan )\b{_NOUN}(?:\s+(?:điện\s+tử|danh\s+tiếng|nổi\s+tiếng|của\s+\w+|\w+))?\s*[\"“(]?\s*$"
)
_MEDIA_WORD = re.compile(r"(?i)hãng|tấn|tờ|báo|tạp|đài|kênh|trang|website|cổng")
_PHOTO = re.compile(
    r"(?i)(?:\bảnh|\bnguồn ảnh|\bphoto|\bclip|\bvideo|\bđồ họa)(?:\s+minh họa)?\s*[:：(]?\s*(?:(?!\btheo\b)[^.\n]){0,40}$"
    r"|\(\s*nguồn\s*:?\s*$"
)
_THEO = re.compile(
    rf"(?i)(?:\b(?:theo|như|dẫn(?:\s+lại)?)(?:\s+(?:lời|tin|thông tin|nguồn tin|bài báo|bài viết|ghi nhận))?(?:\s+(?:từ|của|trên|do|được))?"
    rf"(?:\s+{_NOUN})?(?:\s+\w+)?|\bnguồn\s*:?(?:\s+tin)?(?:\s+(?:từ|của))?|\btổng hợp(?:\s+từ)?)\s*[\"“(:]*\s*$"
)
_LIST = re.compile(r"^\s*[,/&+;]\s*$|^\s*(?:và|,\s*và)\s*$")
_VERB = (
    r"đưa tin|đưa ra thông tin|dẫn lời|dẫn tuyên bố|dẫn nguồn|dẫn thông|dẫn lại|dẫn|trích|trích dẫn|loan tin|loan báo|thông báo|công bố"
    r"|cho biết|cho hay|tiết lộ|khẳng định"
    r"|nhận định|bình luận|viết|nói|đăng|đăng tải|tường thuật|mô tả"
    r"|phản ánh|chỉ ra|cho rằng|xác nhận|phân tích|phát|thông tin|ghi nhận|đã thông tin|đã đưa"
)
_REPORTS = re.compile(
    rf"(?i)^\s*[”\"]?\s*(?:\([^()\n]{{1,40}}\)\s*)?(?:,[^,.\n]{{3,50}},\s*)?(?:(?:của|ở|tại)\s+(?:\w+\s*){{1,3}})?(?:online|điện tử)?\s*"
    rf"(?:(?:ngày|hôm|sáng|chiều|tối|tuần|hồi|đã|vừa|cũng|mới|trước đó|đầu|cuối|tháng|nay|qua|từng"
    rf"|còn|lại|liên tục|hiện|trong|số|ra)\b[\s\w/.-]{{0,28}}?)?"
    rf"\b(?:{_VERB})\b"
)
_TOLD = re.compile(
    r"(?i)(?:\b(?:nói|chia sẻ|trao đổi|trả lời|tiết lộ|cho biết|phát biểu|khẳng định|phỏng vấn|tâm sự|thổ lộ|phản hồi|xác nhận"
    r"|cung cấp|gửi)\b"
    r"[^.,;:\n]{0,40}\s)"
    rf"(?:với|cho|trên|của|từ|cùng)?\s*(?:{_NOUN})?(?:\s+\w+)?\s*[\"“(]?\s*$"
    rf"|\b(?:trả lời(?:\s+phỏng vấn)?|khi được|khi)(?:\s+(?:PV|phóng viên))?(?:\s+{_NOUN})?\s*$"
)
_CARRIED = re.compile(rf"(?i)\b(?:trên|đăng trên|do|qua|bởi|của|được|vào|từ)\s+(?:{_NOUN})?(?:\s+\w+)?\s*[\"“(]?\s*$")
_PUBLISHED = re.compile(r"(?i)^[^.,\n]{0,25}\b(?:đăng|đăng tải|công bố|cung cấp|phát|tiết lộ|bình chọn)\b")
_NEWS = re.compile(r"(?i)^\s*(?:(?:ngày|hôm|vừa|đã|cũng)[\s\w/]{0,16}?)?\b(?:đưa tin|loan tin|đăng tải|dẫn lời|trích lời|tường thuật)\b")
_LAST_WORD = re.compile(r"(?:Theo|Nguồn:?|TH|Tổng hợp)\s+[\"“(]?$")
_OFFICIAL = re.compile(
    r"(?i)^(?:bộ|sở|cục|cơ quan|ủy ban|uỷ ban|công an|chính phủ|trung tâm|tổng cục|viện|tòa|hội đồng|quân đội|đảng|công ty|ngân hàng)\b"
)
_END = re.compile(r"^\s*[)\].\"”./]*\s*(?:\n|$)")
_DATELINE = re.compile(r"(?:^|\n)\s*\(?\s*$")
_DASH = re.compile(r"^\s*\)?\s*[.]?\s*[-–—:]")


def find_sources(doc: Document) -> Iterator[Source]:
    """The credited agencies and outlets in order, by canonical name (needs mentions).

    >>> from thoisu.extract.given import article_from_text
    >>> text = "Theo Reuters, cầu sẽ mở lại."
    >>> doc = Document(article_from_text("a", text), mentions=(Mention(5, 12, "ORG", "Reuters", "given"),))
    >>> [(s.name, s.role) for s in find_sources(doc)]
    [('Reuters', 'content')]
    """
    listed: tuple[int, SourceRole, str] | None = None
    own = _brands().get((doc.article.outlet or "").removeprefix("www."), doc.article.outlet)
    for mention in doc.mentions or ():
        found = _read_credit(doc.text, mention, listed)
        if found and not (found[1] == "credit_line" and mention.entity == own):
            role, rule = found
            yield Source(mention.start, mention.end, mention.entity, role, rule)
            listed = (mention.end, role, rule)


@cache
def _brands() -> dict[str, str]:
    """The name of each Vietnamese outlet by its host."""
    return {host: name for host, name, _, _ in load_rows("outlets")}


def _read_credit(text: str, mention: Mention, listed: tuple[int, SourceRole, str] | None) -> tuple[SourceRole, str] | None:
    """The role in which the words around credit a name, and the rule; None where they do not."""
    if mention.type not in ("ORG", "MISC"):
        return None
    before, after = text[max(0, mention.start - 70) : mention.start], text[mention.end : mention.end + 90]
    dateline = _DATELINE.search(before) is not None
    before = before if dateline else before[before.rfind("\n") + 1 :]
    known = _is_media(mention.entity) or _is_media(text[mention.start : mention.end])
    if listed and _LIST.match(text[listed[0] : mention.start]) and known:
        return listed[1], "list"
    if known and _PHOTO.search(before):
        return "photo", "photo"
    if dateline and _DASH.match(after):
        return None  # the brand of the outlet itself
    announced = _MEDIA_WORD.search(before) is not None and _ANNOUNCED.search(before) is not None
    if not (known or announced):
        return _by_place(text, mention, before, after)
    return _by_words(before, after, announced, known)


def _by_place(text: str, mention: Mention, before: str, after: str) -> tuple[SourceRole, str] | None:
    """A name that nothing calls an outlet, but that stands where only outlets do: the last line `Theo X`, before `đưa tin`."""
    if mention.type != "ORG" or _OFFICIAL.match(text[mention.start : mention.end]) or find_entity(mention.entity):
        return None
    if (_LAST_WORD.search(before) and (_END.match(after) or after.startswith("/"))) or _NEWS.match(after):
        return "content", "place"
    return None


def _by_words(before: str, after: str, announced: bool, known: bool) -> tuple[SourceRole, str] | None:
    if _THEO.search(before):
        return "content", "theo"
    if _TOLD.search(before):
        return "statement", "told"
    if _REPORTS.match(after):
        return "content", "reports"
    if _CARRIED.search(before) and (announced or _PUBLISHED.match(after)):
        return "content", "carried"
    if known and _END.match(after) and re.search(r"[(/\n]\s*$", before):
        return "content", "credit_line"
    return None


def _is_media(entity: str) -> bool:
    found = find_entity(entity)
    return found is not None and found.kind in ("agency", "outlet")
