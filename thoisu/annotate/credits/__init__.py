"""Agencies and outlets that the article credits for what it tells, and to which statements were made.

A name counts where the words around it credit it: `theo X`, `X đưa tin`, `nói với X`, `trên tờ X`, or a credit line at the end (`(Theo X)`,
`Nguồn: X`, `(X)`). Names of outlets are known by the entity base or announced by a noun (`tờ`, `hãng tin`). The brand in the article's own dateline
is no credit; a credit of a picture has the role `photo`.
"""

import re
from collections.abc import Iterator
from functools import cache

from thoisu.lexicon import load_rows
from thoisu.lexicon.entities import find_entity, load_entities
from thoisu.model import Document, Mention, Source, SourceRole
from thoisu.text.normalize import lower

# Nouns that announce an outlet: the first say so in themselves, the others only right before a name.
_SURE_NOUN = (
    r"(?:hãng\s+thông\s+tấn|hãng\s+tin|thông\s+tấn\s+xã|tờ\s+báo|nhật\s+báo|tuần\s+báo|tạp\s+chí|đài\s+truyền\s+hình|đài\s+phát\s+thanh"
    r"|kênh\s+truyền\s+hình|trang\s+tin|cổng\s+thông\s+tin)"
)
_NOUN = (
    r"(?:các\s+|tờ\s+|nhật\s+|tuần\s+|chuyên\s+|hệ\s+thống\s+)*"
    rf"(?:{_SURE_NOUN}|hãng|tờ|báo|đài|kênh|sóng|trang\s+mạng|trang\s+web|trang|website)"
)
_NOT_BEFORE = r"(?<!thông )(?<!cảnh )(?<!dự )(?<!loan )(?<!họp )"
_OF_PLACE = r"(?:\s+(?:điện\s+tử|danh\s+tiếng|nổi\s+tiếng|của\s+\w+|\w+))?"
_GAP = rf"(?:{_SURE_NOUN}(?:\s+(?!của\b|và\b)\w+){{0,4}}|{_NOUN}{_OF_PLACE})"
_ANNOUNCED = re.compile(rf"(?i){_NOT_BEFORE}\b{_GAP}(?:\s+[\w ]{{2,25}}\()?\s*[\"“(]?\s*$")
_MEDIA_WORD = re.compile(r"(?i)hãng|tấn|tờ|báo|tạp|đài|kênh|sóng|trang|website|cổng")
_SITE = re.compile(r"(?i)\b(?:trang(?:\s+(?:mạng|web|tin))?|website|hãng)(?:\s+\w+){0,3}\s*$")
# Names that say themselves that they are outlets; words of Vietnamese names stand with a capital, which `Báo cáo` and `Kênh đào` do not.
_OWN_NOUN = re.compile(
    r"(?:[Bb]áo|[Tt]ờ|[Tt]ạp chí|[Hh]ãng tin|[Hh]ãng thông tấn|[Tt]hông tấn xã|[Nn]hật báo|[Cc]ổng thông tin|[Tt]rang tin"
    r"|[Đđ]ài [Tt]ruyền hình)\s[A-ZĐÂ]"
)
_LOOKS = re.compile(
    r"(?:News|Times|Post|Daily|Journal|Herald|Tribune|Press|Media|Radio|Telegraph|Gazette|Mirror|Observer|Insider|Magazine|Weekly|Inquirer"
    r"|Broadcasting|Network|Television)\b|\bTV\b|\w\.(?:com|org|net|vn)\b|\w(?:news|times)\b"
)
_PHOTO = re.compile(
    r"(?i)(?:\bảnh|\bnguồn ảnh|\bphoto|\bclip|\bvideo|\bđồ họa)(?:\s+minh họa)?\s*[:：(]?\s*(?:(?!\btheo\b)[^.\n]){0,40}\Z"
    r"|\(\s*nguồn\s*:?\s*\Z"
)
_THEO = re.compile(
    rf"(?i)(?:\b(?:theo|dẫn(?:\s+lại)?)(?:\s+(?:lời|tin|thông tin|nguồn tin|bài báo|bài viết|ghi nhận|đánh giá|thống kê))?"
    rf"(?:\s+(?:từ|của|trên|do|được))?(?:\s+{_GAP})?(?:\s+\w+)?|\bnguồn\s*:?(?:\s+tin)?(?:\s+(?:từ|của))?|\btổng hợp(?:\s+từ)?)\s*[\"“(:]*\s*$"
)
_AS = re.compile(rf"(?i)\bnhư(?:\s+{_NOUN})?\s*[\"“]?\s*$")  # `như X đã đưa tin`, not `các báo lớn như X`
_LIST = re.compile(r"^\s*[,/&+;]\s*$|^\s*(?:và|,\s*và)\s*$")
_VERB = (
    r"đưa tin|đưa ra (?:\w+ ){0,3}(?:thông tin|bình luận|nhận định|con số|đánh giá)"
    r"|dẫn lời|dẫn tuyên bố|dẫn nguồn|dẫn thông|dẫn lại|dẫn|trích|trích dẫn|loan tin|loan báo|thông báo|công bố"
    r"|cho biết|cho hay|tiết lộ|khẳng định"
    r"|nhận định|bình luận|viết|nói|đăng|đăng tải|tường thuật|mô tả"
    r"|phản ánh|chỉ ra|cho rằng|xác nhận|phân tích|phát|thông tin|ghi nhận|đã thông tin|đã đưa|đánh giá|dự đoán|gọi|nêu|lưu ý|tin|đưa"
)
_REPORTS = re.compile(
    rf"(?i)^\s*[)”\"]*\s*(?:\([^()\n]{{1,40}}\)\s*)?(?:,[^,.\n]{{3,50}},\s*)?(?:(?:của|ở|tại)\s+(?:\w+\s*){{1,3}})?(?:online|điện tử)?\s*"
    rf"(?:(?:ngày|hôm|sáng|chiều|tối|tuần|hồi|đã|vừa|cũng|mới|trước đó|đầu|cuối|tháng|nay|qua|từng|chỉ"
    rf"|còn|lại|liên tục|hiện|trong|số|ra)\b[\s\w/.-]{{0,28}}?)?"
    rf"\b(?:{_VERB})\b"
)
_TOLD = re.compile(
    r"(?i)(?:\b(?:nói|chia sẻ|trao đổi|trả lời|tiết lộ|cho biết|phát biểu|khẳng định|phỏng vấn|tâm sự|thổ lộ|phản hồi|xác nhận"
    r"|cung cấp|gửi|đánh giá)\b"
    rf"(?:(?!\brằng\b)[^.,;:\n]){{0,40}}\s(?:với|cho|trên|của|từ|cùng|bởi|do)\s+(?:{_GAP})?(?:\s*\w+)?\s*[\"“(]?\s*$)"
    rf"|\b(?:nói|trao đổi|trả lời|trả lời\s+phỏng vấn|phỏng vấn|khi)(?:\s+(?:độc quyền|báo))?(?:\s+(?:PV|phóng viên))?(?:\s+{_GAP})?\s*[\"“]?\s*$"
)
_ASKED = re.compile(r"(?i)\b(?:câu hỏi của|PV|phóng viên)(?:\s+(?:báo|tờ))?\s*$")
# What follows is told of the outlet's people or things, not by the outlet.
_ITS_OWN = re.compile(
    r"(?i)\b(?:phát ngôn viên|người phát ngôn|nhà báo|giám đốc|trụ sở|tài khoản(?: twitter)?|twitter|nhân viên)"
    r"\s+(?:của\s+)?(?:đài|kênh|báo|tờ)?\s*$"
)
_CARRIED = re.compile(rf"(?i)\b(?:trên|đăng trên|do|qua|bởi|của|được|vào|từ)\s+(?:{_GAP})?(?:\s*\w+)?\s*[\"“(]?\s*$")
_PUBLISHED = re.compile(r"(?i)^[^.,\n]{0,25}\b(?:đăng|đăng tải|công bố|cung cấp|phát|tiết lộ|bình chọn|thực hiện)\b")
_NEWS = re.compile(
    r"(?i)^\s*(?:(?:ngày|hôm|vừa|đã|cũng)[\s\w/]{0,16}?)?\b(?:đưa tin|loan tin|đăng tải|dẫn lời|trích lời|tường thuật|dẫn (?:các |một )?nguồn)\b"
)
_LAST_WORD = re.compile(r"(?:Theo|Nguồn:?|TH|Tổng hợp|[Tt]heo (?:nguồn tin|thông tin|tin)(?: từ| của)?)\s+[\"“(]?$")
_SIGNED = re.compile(r"(?:^|[.!?”\"])\s*(?:[A-ZĐÂ][\w.]*(?:\s[A-ZĐÂ][\w.]*){0,3}\s+)?\(?(?:Theo|Nguồn)\s(?:[A-ZĐÂ]\w+\s){0,3}$")
_OFFICIAL = re.compile(
    r"(?i)^(?:bộ|sở|cục|cơ quan|ủy ban|uỷ ban|công an|chính phủ|trung tâm|tổng cục|viện|tòa|toà|hội|hội đồng|quân đội|đảng|công ty|ngân hàng"
    r"|tổ chức|liên đoàn|hiệp hội|quỹ|trường|đại học|tập đoàn|văn phòng|đại sứ quán|phòng|ban|đoàn|học viện|bệnh viện|câu lạc bộ|clb|nhà|hạm đội)\b"
)
_END = re.compile(r"^\s*[)\].\"”./]*\s*(?:\n|$)")
_DATELINE = re.compile(r"(?:^|\n)\s*\(?\s*$")
_STATION = re.compile(r"^(?:đài truyền hình|đài phát thanh|đài|kênh|hãng tin|hãng thông tấn) ")
_SHORT = 3
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
        name = _outlet(mention, doc.text)
        if found and not (found[1] == "credit_line" and name == own):
            role, rule = found
            yield Source(mention.start, mention.end, name, role, rule)
            listed = (mention.end, role, rule)


@cache
def _brands() -> dict[str, str]:
    """The name of each Vietnamese outlet by its host."""
    return {host: name for host, name, _, _ in load_rows("outlets")}


def _read_credit(text: str, mention: Mention, listed: tuple[int, SourceRole, str] | None) -> tuple[SourceRole, str] | None:
    """The role in which the words around credit a name, and the rule; None where they do not."""
    if mention.type not in ("ORG", "MISC"):
        return None
    name = text[mention.start : mention.end]
    before, after = text[max(0, mention.start - 70) : mention.start], text[mention.end : mention.end + 90]
    dateline = _DATELINE.search(before) is not None
    before = before if dateline else before[before.rfind("\n") + 1 :]
    known = _is_media(_outlet(mention, text)) or _is_media(name)
    if listed and _LIST.match(between := text[listed[0] : mention.start]) and (known or (between == "/" and not _OFFICIAL.match(name))):
        return listed[1], "list"
    if known and _PHOTO.search(before):
        return "photo", "photo"
    if dateline and _DASH.match(after):
        return None  # the brand of the outlet itself
    announced = _is_announced(mention, name, before)
    if not (known or announced):
        return _by_place(name, mention, before, after)
    if _ITS_OWN.search(before) or (_ASKED.search(before) and _is_vietnamese(mention.entity)):
        return None  # the outlet's people, or its own reporter who asks
    return _by_words(before, after, announced, known)


def _is_announced(mention: Mention, name: str, before: str) -> bool:
    """Whether a noun before a name, or the name itself, says that it is an outlet; what the base knows as something else is none."""
    entity = find_entity(mention.entity)
    if entity is not None and entity.kind not in ("agency", "outlet"):
        return False
    if _OWN_NOUN.match(name) or (mention.type == "ORG" and _LOOKS.search(name)):
        return True
    if _MEDIA_WORD.search(before) is None or _ANNOUNCED.search(before) is None:
        return False
    return not (_SITE.search(before) and _OFFICIAL.match(name)) and not _OFFICIAL.match(name)


def _by_place(name: str, mention: Mention, before: str, after: str) -> tuple[SourceRole, str] | None:
    """A name that nothing calls an outlet, but that stands where only outlets do: the last line `Theo X`, `(Theo X)`, before `đưa tin`."""
    if mention.type != "ORG" or _OFFICIAL.match(name) or find_entity(mention.entity):
        return None
    last = _LAST_WORD.search(before) is not None and (_END.match(after) is not None or after.startswith(("/", ")", ". ")))
    signed = _SIGNED.search(before) is not None and after[:1] == " " and after[1:2].isupper()
    if last or signed or _NEWS.match(after):
        return "content", "place"
    return None


def _by_words(before: str, after: str, announced: bool, known: bool) -> tuple[SourceRole, str] | None:
    if _THEO.search(before) or (_AS.search(before) and _REPORTS.match(after)):
        return "content", "theo"
    if _TOLD.search(before):
        return "statement", "told"
    if _REPORTS.match(after):
        return "content", "reports"
    if _CARRIED.search(before) and (announced or _PUBLISHED.match(after)):
        return "content", "carried"
    if known and _SIGNED.search(before):
        return "content", "credit_line"
    if (known or announced) and _END.match(after) and re.search(r"[(/\n]\s*$", before):
        return "content", "credit_line"
    return None


def _is_vietnamese(entity: str) -> bool:
    found = find_entity(entity)
    return found is not None and found.country == "Vietnam"


def _outlet(mention: Mention, text: str) -> str:
    """The canonical name of a mention; an outlet of the base is known in other capitals too (`Tiền phong`)."""
    if find_entity(mention.entity) is not None or _OWN_NOUN.match(text, mention.start):
        return mention.entity
    name = lower(text[mention.start : mention.end])
    return _outlets_by_key().get(name) or _outlets_by_key().get(_STATION.sub("", name), mention.entity)


@cache
def _outlets_by_key() -> dict[str, str]:
    """The outlets of the base by their names in lower case; names that two bear, and short ones, are left out."""
    found: dict[str, set[str]] = {}
    for entity in load_entities().values():
        for name in (entity.id, *entity.names):
            if len(name) > _SHORT:
                found.setdefault(lower(name), set()).add(entity.id)
    outlets = {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
    return {name: id for name, id in outlets.items() if _is_media(id)}


def _is_media(entity: str) -> bool:
    found = find_entity(entity)
    return found is not None and found.kind in ("agency", "outlet")
