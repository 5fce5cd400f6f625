"""Dress composed pages in HTML: layouts of invented sites, from tables and `<br>` to JSON-LD and figures."""

import html
import json
import random
from collections.abc import Callable

from training import pages_furniture as furniture
from training.pages import Composed, Piece

CLASSES = {
    "title": (
        "title|title-detail|detail-title|article-title|the-article-title|singular-title|post-title|cms-title|tieude|news-title|"
        "content-detail-title|entry-title|title_news|txt-tit|headline|article__title cms-title|tit-chinh|main-title"
    ),
    "lead": (
        "sapo|description|detail-sapo|singular-sapo|chapeau|chappeau|article-sapo|summary|the-article-summary|lead|short_intro|"
        "intro|content-detail-sapo|article__sapo|mota|news-sapo|post-excerpt|bold-intro|article-desc|trichdan|news_lead"
    ),
    "date": (
        "date|time|detail-time|publish-date|the-article-publish|article-date|bread-crumb-detail__time|dateandcat|ngaydang|"
        "f-datetime|post-date|time-news|meta-time|pdate|box-date|article__meta|timeago|news-date"
    ),
    "byline": (
        "author|author_mail|detail-author|the-article-author|author-name|tacgia|byline|article-author|cms-author|writer|"
        "news-author|pAuthor|post-author|newsource|t-author|ten-tacgia"
    ),
    "source": "source|author|nguon|news-source|source-name|detail-source|cms-source|article-source|link-source|tacgia",
    "body": (
        "fck_detail|detail-content afcbc-body|detail-content|article-body|the-article-body|singular-content|post-content|"
        "content-detail-body|maincontent|article__body cms-body|news-content|entry-content|noidung|content-news|contentbody|"
        "cms-body|detail-cmain|ArticleContent|content_detail|bodytext|main-content-body|article-content"
    ),
    "p": "Normal|MsoNormal|body-text|pBody|t-j|content-p|text",
    "caption": (
        "caption|Image|PhotoCMS_Caption|image-caption|picture|photo-caption|expNoEdit|pCaption|desc_cation|fig-picture|"
        "img-caption|NLPlaceholderShow|imgnote|chuthich"
    ),
    "related": (
        "related|related-news|tin-lien-quan|box-lienquan|news-relate|list-news|box-other|tinkhac|more-news|cungchuyenmuc|"
        "readmore|box-category|suggest|hot-news|widget-news|list-item|article-related|tincungmuc|RelatedNews|box-tinlienquan|"
        "same-category|popular"
    ),
    "tags": "tags|tag|keywords|article-tags|list-tags|box-tag|detail__tags|tukhoa|block-tag",
    "comment": "comment|comments|box-comment|binhluan|list_comment|cmt-list|ykien|comment-item|detail-comment|fb-comments",
    "tools": (
        "social|share|tools|article-social|share-box|detail-tools|toolbar|like-share|news-tools|social-btn|action-bar|fontsize|"
        "audio-player"
    ),
    "menu": "nav|menu|main-nav|header|topbar|main-menu|header-bottom|category-menu|list-menu|nav-folder",
    "section": "breadcrumb|cate|category|folder|bread-crumb|chuyenmuc|cat-name|news-cate|section|breadcrumbs|detail-cate",
    "foot": "footer|foot|copyright|bottom|site-footer|footer-bottom|page-foot|info-toasoan",
    "pull": "quote|blockquote|trichdan-quote|pull-quote|box-quote|quote-box|article-quote",
    "wrap": (
        "container|wrapper|main|content|page|col-left|content-left|w660|grid|row|width_common|box-content|sidebar-1|"
        "container__left|layout|detail-page|left|news-detail"
    ),
}
POOLS = {k: v.split("|") for k, v in CLASSES.items()}


class Site:
    """The choices of one invented site."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.table = rng.random() < 0.2
        self.breaks = rng.random() < (0.7 if self.table else 0.15)
        self.divs = rng.random() < 0.1
        self.plain = rng.random() < 0.12  # no class names at all
        self.semantic = rng.random() < 0.5
        self.lead_inside = rng.random() < 0.3
        self.title_tag = rng.choices(["h1", "h2", "div", "p", "td"], [75, 8, 8, 4, 0])[0]
        self.lead_tag = rng.choice(["p", "h2", "div", "p", "strong", "h3"])
        self.caption_style = rng.choice(["figure", "figure", "table", "div", "p", "em", "br"])
        self.byline_style = rng.choice(["p-right", "p-right", "div", "p-strong", "p", "span", "align"])
        self.related_style = rng.choice(["ul", "ul", "div", "table", "article"])
        self.names = {k: rng.choice(v) for k, v in POOLS.items()}
        self.text_indent = rng.random() < 0.4

    def named(self, part: str) -> str:
        """The class attribute of a part, sometimes none, sometimes an id."""
        if self.plain or self.rng.random() < 0.1:
            return ""
        return f' {"class" if self.rng.random() < 0.93 else "id"}="{self.names[part]}"'

    def line(self) -> str:
        """White space between tags."""
        return "\n" + " " * self.rng.choice([0, 2, 8]) if self.text_indent else ""


def as_html(page: Composed, rng: random.Random) -> tuple[str, list[Piece]]:
    """The page as HTML and its pieces in the order in which their text stands in it."""
    site = Site(rng)
    parts = _regions(page.pieces)
    order = [p for region in ("top", "body", "after") for p in parts[region]]
    top, after = _render(site, parts["top"]), _render(site, parts["after"])
    body = _body(site, parts["body"])
    article = f"<div{site.named('body')}>{site.line()}{body}</div>"
    inner = top + site.line() + article + site.line() + after
    return "<!DOCTYPE html>" + f'<html lang="vi">{_head(page, rng)}<body>{_frame(site, inner)}</body></html>', order


def _regions(pieces: list[Piece]) -> dict[str, list[Piece]]:
    first = next((i for i, p in enumerate(pieces) if p.part in ("body", "caption") and i > 0 and p.role != "teaser"), len(pieces))
    last = max(
        (i for i, p in enumerate(pieces) if p.part in ("body", "caption", "heading", "pull", "inline", "byline", "source")), default=len(pieces) - 1
    )
    return {"top": pieces[:first], "body": pieces[first : last + 1], "after": pieces[last + 1 :]}


def _frame(site: Site, inner: str) -> str:
    rng = site.rng
    for _ in range(rng.randint(1, 4)):
        if site.table and rng.random() < 0.5:
            inner = f'<table width="100%"><tr><td>{inner}</td></tr></table>'
        else:
            tag = rng.choice(["main", "section", "article"]) if site.semantic and rng.random() < 0.4 else "div"
            name = "" if site.plain or rng.random() < 0.4 else f' class="{rng.choice(POOLS["wrap"])}"'
            inner = f"<{tag}{name}>{site.line()}{inner}{site.line()}</{tag}>"
    return inner


def _render(site: Site, pieces: list[Piece]) -> str:
    """Pieces outside the body container, grouped by part."""
    out, i = [], 0
    while i < len(pieces):
        j = i
        while j < len(pieces) and pieces[j].part == pieces[i].part and (pieces[i].part != "box"):
            j += 1
        j = max(j, i + 1)
        group = pieces[i:j]
        out.append(_GROUPS.get(pieces[i].part, _plain)(site, group))
        i = j
    return site.line().join(out)


def _say(site: Site, text: str, rich: bool = False) -> str:
    words = html.escape(text, quote=site.rng.random() < 0.3).split(" ")
    if rich and len(words) > 12:
        roll = site.rng.random()
        spot = site.rng.randrange(len(words) - 3)
        if roll < 0.12:
            words[spot] = f'<a href="/chu-de/{spot}">{words[spot]}'
            words[spot + 1] += "</a>"
        elif roll < 0.2:
            words[spot] = f"<strong>{words[spot]}</strong>"
        elif roll < 0.25:
            words[spot] += "&nbsp;"
    return " ".join(words)


def _link(site: Site, text: str) -> str:
    return f'<a href="/tin-{site.rng.randrange(10**6)}.html">{_say(site, text)}</a>'


def _title(site: Site, group: list[Piece]) -> str:
    if site.table and site.rng.random() < 0.6:
        return "".join(f'<font size={site.rng.choice([4, 5, 6])} color="#900"><b>{_say(site, p.text)}</b></font><br>' for p in group)
    return "".join(f"<{site.title_tag}{site.named('title')}>{_say(site, p.text)}</{site.title_tag}>" for p in group)


def _lead(site: Site, group: list[Piece]) -> str:
    inner = "".join(_say(site, p.text, True) for p in group)
    if site.table and site.rng.random() < 0.5:
        return f"<font size=2><b>{inner}</b><br><br></font>"
    if site.lead_tag == "strong":
        return f"<p><strong>{inner}</strong></p>"
    return f"<{site.lead_tag}{site.named('lead')}>{inner}</{site.lead_tag}>"


def _small(part: str) -> Callable[[Site, list[Piece]], str]:
    def render(site: Site, group: list[Piece]) -> str:
        tag = site.rng.choice(["span", "div", "p", "time" if part == "date" else "div"])
        if site.table and site.rng.random() < 0.5:
            return "".join(f"<font size=1 color=gray>{_say(site, p.text)}</font><br>" for p in group)
        wrap = "div" if tag in ("span", "time") else ""
        out = "".join(
            f"<{tag}{site.named(part)}>{_say(site, p.text)}</{tag}>"
            if not wrap
            else f"<div><{tag}{site.named(part)}>{_say(site, p.text)}</{tag}></div>"
            for p in group
        )
        if part == "section" and site.rng.random() < 0.6:
            out = "".join(f"<div{site.named(part)}>{_link(site, p.text)}</div>" for p in group)
        return out

    return render


def _byline(site: Site, group: list[Piece]) -> str:
    out = []
    for p in group:
        part = "byline" if p.role == "byline" else "source"
        text = _say(site, p.text)
        style = site.byline_style
        if style == "p-right":
            bold = f"<strong>{text}</strong>" if site.rng.random() < 0.6 else text
            out.append(f'<p{site.named(part)} style="text-align:{site.rng.choice(["right", " right"])}">{bold}</p>')
        elif style == "align":
            out.append(f'<p align="right"><b>{text}</b></p>')
        elif style == "p-strong":
            out.append(f"<p><strong>{text}</strong></p>")
        elif style == "span":
            out.append(f"<div><span{site.named(part)}>{text}</span></div>")
        else:
            out.append(f"<{style}{site.named(part)}>{text}</{style}>")
    return "".join(out)


def _list(part: str) -> Callable[[Site, list[Piece]], str]:
    def render(site: Site, group: list[Piece]) -> str:
        linked = part in ("menu", "tags") or site.rng.random() < 0.5
        say = _link if linked else _say
        roll = site.rng.random()
        outer = {"menu": "nav", "foot": "footer"}.get(part, "div") if site.semantic else "div"
        if roll < 0.4:
            inner = "<ul>" + "".join(f"<li>{say(site, p.text)}</li>" for p in group) + "</ul>"
        elif roll < 0.7:
            inner = "".join(f"<p>{say(site, p.text)}</p>" for p in group)
        else:
            inner = "".join(f"<div>{say(site, p.text)}</div>" for p in group)
        return f"<{outer}{site.named(part)}>{inner}</{outer}>"

    return render


def _related(site: Site, group: list[Piece]) -> str:
    """Teasers: a piece that ends a sentence or follows another teaser's title as its lead is a paragraph, the others are links."""
    cells = []
    for p in group:
        lead = len(p.text.split()) > 18 or not p.gap
        if site.table and site.rng.random() < 0.6:
            cells.append(f"{_link(site, p.text) if not lead else _say(site, p.text)}<br>")
        elif site.related_style == "ul":
            cells.append(f"<li>{_link(site, p.text) if not lead or site.rng.random() < 0.5 else _say(site, p.text)}</li>")
        elif site.related_style == "table":
            cells.append(f"<tr><td>{_link(site, p.text) if not lead else _say(site, p.text)}</td></tr>")
        else:
            cells.append(f"<p>{_say(site, p.text)}</p>" if lead else f"<h3>{_link(site, p.text)}</h3>")
    inner = "".join(cells)
    if site.related_style == "ul":
        inner = f"<ul>{inner}</ul>"
    if site.related_style == "table":
        inner = f"<table>{inner}</table>"
    outer = "aside" if site.semantic and site.rng.random() < 0.5 else "div"
    return f"<{outer}{site.named('related')}>{inner}</{outer}>"


def _box(site: Site, group: list[Piece]) -> str:
    tag = site.rng.choice(["h3", "h2", "p", "div", "strong"])
    inner = "".join(_say(site, p.text) for p in group)
    return (
        f"<div><{tag}>{inner}</{tag}></div>"
        if tag == "strong"
        else f"<{tag}{' class=' + chr(34) + 'box-title' + chr(34) if site.rng.random() < 0.4 else ''}>{inner}</{tag}>"
    )


def _plain(site: Site, group: list[Piece]) -> str:
    return "".join(f"<p>{_say(site, p.text)}</p>" for p in group)


_GROUPS: dict[str, Callable[[Site, list[Piece]], str]] = {
    "title": _title,
    "lead": _lead,
    "date": _small("date"),
    "section": _small("section"),
    "byline": _byline,
    "source": _byline,
    "menu": _list("menu"),
    "tools": _list("tools"),
    "tags": _list("tags"),
    "comment": _list("comment"),
    "foot": _list("foot"),
    "teaser": _related,
    "box": _box,
}


def _body(site: Site, pieces: list[Piece]) -> str:
    out = []
    for p in pieces:
        if p.part == "caption":
            out.append(_caption(site, p))
        elif p.part in ("byline", "source"):
            out.append(_byline(site, [p]))
        elif p.part == "inline":
            out.append(_inline(site, p))
        elif p.part == "heading":
            out.append(
                site.rng.choice(["<h2>{0}</h2>", "<p><strong>{0}</strong></p>", "<h3>{0}</h3>", "<p><b>{0}</b></p>"]).format(_say(site, p.text))
            )
        elif p.part == "pull":
            out.append(
                f"<blockquote{site.named('pull')}><p>{_say(site, p.text)}</p></blockquote>"
                if site.rng.random() < 0.5
                else f"<div{site.named('pull')}>{_say(site, p.text)}</div>"
            )
        elif p.part in ("box", "teaser"):
            out.append(_box(site, [p]) if p.part == "box" else _related(site, [p]))
        elif site.breaks:
            out.append(f"{_say(site, p.text, True)}<br>{'<br />' if site.rng.random() < 0.8 else ''}")
        elif site.divs:
            out.append(f"<div>{_say(site, p.text, True)}</div>")
        else:
            text = _say(site, p.text, True)
            out.append(
                f"<p{site.named('p') if site.names['p'] != 'text' else ''}>{'<span>' + text + '</span>' if site.rng.random() < 0.1 else text}</p>"
            )
    return site.line().join(out)


def _caption(site: Site, p: Piece) -> str:
    text, image = _say(site, p.text), f'<img src="/anh/{site.rng.randrange(10**6)}.jpg" alt="">'
    if site.caption_style == "figure":
        return f"<figure>{image}<figcaption>{'<p>' + text + '</p>' if site.rng.random() < 0.3 else text}</figcaption></figure>"
    if site.caption_style == "table":
        name = " class=picture" if site.rng.random() < 0.5 else ""
        return f"<table{name}><tr><td>{image}</td></tr><tr><td{site.named('caption')}>{text}</td></tr></table>"
    if site.caption_style == "div":
        return f"<div{site.named('caption')}>{image}<p{site.named('caption')}>{text}</p></div>"
    if site.caption_style == "em":
        return f"<p>{image}</p><p><em>{text}</em></p>"
    if site.caption_style == "br":
        return f"<p{' align=center' if site.rng.random() < 0.5 else ''}>{image}<br>{text}</p>"
    return f"<p>{image}</p><p{site.named('caption')}>{text}</p>"


def _inline(site: Site, p: Piece) -> str:
    mark, _, rest = p.text.partition(" ")
    roll = site.rng.random()
    if roll < 0.4:
        return f"<p>{_link(site, p.text)}</p>"
    if roll < 0.7 and rest:
        return f"<p><strong>{html.escape(mark)} {_link(site, rest)}</strong></p>"
    return f"<div{site.named('related')}>{_link(site, p.text)}</div>"


def _head(page: Composed, rng: random.Random) -> str:
    site = rng.choice(["Báo Mẫu", "baomau.example", "Tin Thí Dụ", furniture.a_name(rng) + " News"])
    title = html.escape(page.title)
    lead = next((p.text for p in page.pieces if p.role == "lead"), "")
    whole = [f"{title}{rng.choice([' - ', ' | ', ' – '])}{site}", f"{site} - {title}", f"{site}: {title}", title, site]
    out = [f"<title>{rng.choices(whole, [75, 6, 3, 12, 4])[0]}</title>"]
    if rng.random() < 0.5:
        out.append(f'<meta property="og:title" content="{title}">')
    if rng.random() < 0.5 and lead:
        shown = lead if rng.random() < 0.6 else lead[:150]
        out.append(f'<meta name="description" content="{html.escape(shown)}">')
        if rng.random() < 0.7:
            out.append(f'<meta property="og:description" content="{html.escape(shown)}">')
    if rng.random() < 0.4:
        out.append(
            '<script type="application/ld+json">'
            + json.dumps({"@type": "NewsArticle", "headline": page.title, "datePublished": page.published}, ensure_ascii=False)
            + "</script>"
        )
    out.append("<script>var x = '<p>không phải bài</p>';</script><style>p{color:#000}</style>")
    rng.shuffle(out)
    return "<head><meta charset='utf-8'>" + "".join(out) + "</head>"
