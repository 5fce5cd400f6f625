"""What class names, ids and tags of HTML elements hint at."""

import re
from functools import lru_cache

# Parts of class names and ids, Vietnamese and English, by what they stand for; the first that fits counts for each class name.
_RELATED = (
    r"relat|lienquan|lien-quan|other|suggest|recommend|cungchuyenmuc|cung-chuyen-muc|tinkhac|tin-khac|readmore|read-more|seealso|see-also|"
    r"tinlq|morenews|more-news|box-?news|popular|\bmost|-most|trend|widget|\bhot|-hot|same|\bnext|docthem|xemthem|xem-them|links?\b|moinhat|"
    r"list-news|news-list|tin-lien"
)
_HINTS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("big", r"^fontbig$"),
        ("comment", r"comment|binhluan|binh-luan|ykien|y-kien|feedback|cmt|disqus"),
        ("related", _RELATED),
        ("tags", r"\btags?\b|tag-|-tag|keyword|tukhoa|tu-khoa"),
        ("share", r"share|social|facebook|zalo|tool|print|like|rating|vote|action|button|audio|player|follow|font-?size|google"),
        ("ad", r"\bads?\b|ads-|-ads|banner|advert|quangcao|quang-cao|sponsor|promo"),
        ("foot", r"foot|bottom|copyright|toasoan|toa-soan"),
        ("lead", r"sapo|chapp?eau|chapo|\bdec?k\b|lead|summary|desc|intro|abstract|mota|mo-ta|standfirst|excerpt|tomtat|trichdan|brief"),
        ("author", r"author|tacgia|tac-gia|byline|writer|nguon|source|signature|butdanh|reporter|creator"),
        ("date", r"date|time|publish|ngay|clock"),
        ("caption", r"caption|photo|image|\bimg|picture|figure|chuthich|chu-thich|credit|pic\b|media|thumb"),
        ("title", r"title|headline|heading|tieude|tieu-de|\btit"),
        ("crumb", r"crumb|bread-?cum"),
        ("nav", r"\bnav|menu|header|topbar|categor|\bcate|folder|chuyenmuc|chuyen-muc"),
        ("quote", r"quote|trich"),
        ("content", r"content|detail|body|article|post|noidung|noi-dung|text|main|fck|cms|entry|story|normal"),
    )
)
ZONES = frozenset(("comment", "related", "tags", "share", "ad", "foot", "nav", "crumb", "caption", "author", "quote"))
ZONE_TAGS = frozenset(("nav", "header", "footer", "aside", "figure", "form", "table", "ul", "ol", "main", "article", "blockquote", "h1",
                       "figcaption"))


@lru_cache(maxsize=4096)
def hints_of(names: str) -> frozenset[str]:
    """What the class names and ids of an element hint at.

    >>> sorted(hints_of("detail-sapo"))
    ['lead']
    """
    found = set()
    for name in names.split():
        for hint, pattern in _HINTS:
            if pattern.search(name):
                found.add(hint)
                break
    return frozenset(found)


@lru_cache(maxsize=4096)
def zones_of(tag: str, names: str) -> frozenset[str]:
    """What an element says about all that stands in it: `in_related`, `in_footer`.

    >>> sorted(zones_of("aside", "box-lienquan"))
    ['in_aside', 'in_related']
    """
    found = {f"in_{hint}" for hint in hints_of(names) & ZONES}
    return frozenset(found | {f"in_{tag}"} if tag in ZONE_TAGS else found)
