"""One page each in the manner of many content systems: the markup of each manner, around the invented stories."""

import json
from typing import NamedTuple

from tests.pages.stories import BRIDGE, COFFEE, COURT, FOOTBALL, OTHERS, SCHOOL, STORIES, TALKS, Story


class Made(NamedTuple):
    """A page and what reading it should give; None where the page says nothing of it."""

    name: str
    html: str
    title: str
    lead: str | None
    body: tuple[str, ...]
    byline: str | None = None
    published: str | None = None
    outlet: str | None = None
    section: str | None = None
    notes: tuple[str, ...] = ()


def links(start: int = 0, count: int = 3, tag: str = "li") -> str:
    """Links to other stories, one an element."""
    return "".join(f'<{tag}><a href="/t{i}.html" title="{OTHERS[i % 6][0]}">{OTHERS[i % 6][0]}</a></{tag}>' for i in range(start, start + count))


def paragraphs(parts: tuple[str, ...], tag: str = "p", attributes: str = "") -> str:
    """Each part in its element."""
    return "".join(f"<{tag}{attributes}>{p}</{tag}>" for p in parts)


def day(story: Story) -> str:
    """The day as Vietnamese pages write it."""
    y, m, d = story.day.split("-")
    return f"{d}/{m}/{y}"


def _ld(story: Story, **more: object) -> str:
    said = {"@type": "NewsArticle", "headline": story.title, "datePublished": f"{story.day}T{story.time}:00+07:00", **more}
    return json.dumps(said, ensure_ascii=False)


def blog_engine() -> Made:
    """A widespread blog engine as newsrooms set it up: graph JSON-LD with the author by reference, share buttons, author card, related posts."""
    s = BRIDGE
    graph = json.dumps({"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "@id": "#article", "author": {"@id": "#/person/1"}, "headline": s.title, "datePublished": f"{s.day}T02:35:00+00:00",
         "publisher": {"@id": "#org"}, "articleSection": ["Tin tức", s.section]},
        {"@type": "WebPage", "name": f"{s.title} - Hòa Châu Ngày Nay", "datePublished": f"{s.day}T02:35:00+00:00"},
        {"@type": "Person", "@id": "#/person/1", "name": s.author},
        {"@type": "Organization", "@id": "#org", "name": "Hòa Châu Ngày Nay"}]}, ensure_ascii=False)
    html = f"""<!DOCTYPE html><html lang="vi"><head><title>{s.title} - Hòa Châu Ngày Nay</title>
<script type="application/ld+json" class="yoast">{graph}</script>
<meta property="og:site_name" content="Hòa Châu Ngày Nay"></head>
<body class="post-template-default single"><a class="skip-link" href="#c">Chuyển đến nội dung</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">Hòa Châu Ngày Nay</a></p><nav><ul id="menu">{links(0, 4)}</ul></nav>
</header>
<div id="content" class="site-content"><main><article id="post-88" class="post-88 type-post hentry category-giao-thong">
<header class="entry-header"><h1 class="entry-title">{s.title}</h1><div class="entry-meta"><span class="posted-on">
<time class="entry-date" datetime="{s.day}T09:35:00+07:00">12 Tháng Năm, 2021</time>
</span> <span class="byline">bởi <a class="url fn n" href="/a">{s.author}</a></span>
<span class="comments-link"><a href="#respond">3 bình luận</a></span></div></header>
<div class="entry-content"><p><strong>{s.lead}</strong></p>{paragraphs(s.body[:2])}
<figure class="wp-block-image size-large"><img src="/w/cau.jpg" alt=""/><figcaption>{s.caption} {s.credit}</figcaption></figure>
{paragraphs(s.body[2:4])}<blockquote class="wp-embedded-content"><p><a href="/x">{OTHERS[0][0]}</a></p></blockquote>{paragraphs(s.body[4:])}
<div class="sharedaddy"><h3 class="sd-title">Chia sẻ:</h3><ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Có liên quan</em></h3>{links(1)}</div></div>
<footer class="entry-footer"><span class="cat-links">Đăng trong <a>Giao thông</a></span>
<span class="tags-links">Thẻ <a>{s.tags[0]}</a>, <a>{s.tags[1]}</a></span></footer>
<section class="author-box"><h2>Về tác giả</h2>
<p>{s.author} là cây bút tự do chuyên viết về hạ tầng và đời sống ven biển, từng làm việc ở nhiều tòa soạn.</p></section></article>
<nav class="post-navigation"><h2>Điều hướng bài viết</h2><a>{OTHERS[3][0]}</a> <a>{OTHERS[4][0]}</a></nav>
<div id="comments"><h2>3 bình luận cho “{s.title}”</h2><ol>
<li>Lê Bạn Đọc viết: Chúc mừng bà con, bao nhiêu năm chờ đợi cuối cùng cũng được đi cầu.</li></ol></div>
</main><aside id="secondary"><h2>Bài viết mới</h2><ul>{links(2, 4)}</ul></aside></div>
<footer id="colophon">Bản quyền thuộc Hòa Châu Ngày Nay. Điện thoại: 0900 123 456</footer></body></html>"""
    return Made("blog_engine", html, s.title, s.lead, s.body, s.author, s.day, "Hòa Châu Ngày Nay", s.section)


def node_fields() -> Made:
    """A system that names every field's wrapper; the date stands in Vietnamese long form, the author in a field below the text."""
    s = TALKS
    html = f"""<html lang="vi"><head><title>{s.title} | Đài Sao Biển</title><meta name="description" content="{s.lead}"></head>
<body class="path-node page-node-type-article">
<div class="region region-breadcrumb"><nav role="navigation"><h2 class="visually-hidden">Breadcrumb</h2><ol><li><a>Trang chủ</a></li>
<li><a>{s.section}</a></li></ol></nav></div>
<div class="region region-content"><article role="article" class="node node--type-article node--view-mode-full"><div class="node__content">
<div class="field field--name-title field--type-string"><h1>{s.title}</h1></div>
<div class="field field--name-field-date">Thứ Năm, ngày 28 tháng 3 năm 2019 - 14:20</div>
<div class="field field--name-field-summary field--type-text-long"><p>{s.lead}</p></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item"><p>{s.body[0]}</p>
<div class="align-center" data-embed-button="media"><img src="/sites/a.jpg">
<div class="field field--name-field-media-caption">{s.caption} ({s.credit})</div></div>{paragraphs(s.body[1:])}</div>
<div class="field field--name-field-author"><div class="field__label">Tác giả</div><div class="field__item">{s.author}</div></div>
<div class="field field--name-field-tags"><div class="field__label">Từ khóa</div><div class="field__items"><a>{s.tags[0]}</a><a>{s.tags[1]}</a></div>
</div></div></article>
<div class="views-element-container block block-views"><h2>Cùng chuyên mục</h2><div class="views-row">{links(0, 1, "span")}</div>
<div class="views-row">{links(1, 1, "span")}</div></div></div>
<div class="region region-footer"><p>Giấy phép số 12/GP-TT. Tổng biên tập: Võ Chủ Bút. Hotline 0900 555 777</p></div></body></html>"""
    return Made("node_fields", html, s.title, s.lead, s.body, s.author, s.day, None, s.section)


def definition_list() -> Made:
    """A system with its facts in a definition list, print and mail icons, microdata on the body, previous and next at the end."""
    s = COFFEE
    html = f"""<html><head><title>{s.title}</title></head><body><div id="sp-main-menu"><ul>{links(0, 4)}</ul></div>
<article class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="vi-VN"/>
<div class="page-header"><h2 itemprop="headline">{s.title}</h2></div>
<div class="icons"><ul class="dropdown-menu"><li class="print-icon"><a>In ra</a></li><li class="email-icon"><a>Email</a></li></ul></div>
<dl class="article-info text-muted"><dt class="article-info-term">Chi tiết</dt>
<dd class="createdby" itemprop="author">Viết bởi: <span itemprop="name">{s.author}</span></dd>
<dd class="category-name">Danh mục: <a itemprop="genre">{s.section}</a></dd>
<dd class="published">Được đăng: <time datetime="{s.day}T06:00:00+07:00" itemprop="datePublished">04 Tháng 12 2023</time></dd>
<dd class="hits">Lượt xem: 1482</dd></dl><div itemprop="articleBody"><p style="text-align: justify;"><strong>{s.lead}</strong></p>
{paragraphs(s.body[:3], attributes=' style="text-align: justify;"')}<table align="center"><tbody><tr><td><img src="images/a.jpg"/></td></tr>
<tr><td style="text-align:center"><em>{s.caption}</em></td></tr></tbody></table>
{paragraphs(s.body[3:], attributes=' style="text-align: justify;"')}</div>
<ul class="pager pagenav"><li class="previous"><a>Trang trước</a></li><li class="next"><a>Tiếp theo</a></li></ul></article>
<div class="moduletable"><h3>Tin mới</h3><ul class="latestnews">{links(2)}</ul></div></body></html>"""
    return Made("definition_list", html, s.title, s.lead, s.body, s.author, s.day, None, s.section)


def break_lines() -> Made:
    """A blog page: no paragraph elements, two breaks between paragraphs, a picture in a caption table, the writer's name last."""
    s = SCHOOL
    text = "<br /><br />".join(s.body[2:])
    html = f"""<html><head><title>Báo Lũng Mây: {s.title}</title></head><body><div class='main section' id='main'><div class='date-outer'>
<h2 class='date-header'><span>Thứ Hai, 17 tháng 9, 2018</span></h2><div class='post hentry'><h3 class='post-title entry-title'>{s.title}</h3>
<div class='post-body entry-content' id='post-body-9'><div dir="ltr" trbidi="on"><b>{s.lead}</b><br /><br />{s.body[0]}<br /><br />{s.body[1]}<br />
<table class="tr-caption-container" align="center"><tbody><tr><td><a href="/l.jpg"><img src="/l.jpg" /></a></td></tr>
<tr><td class="tr-caption">{s.caption}</td></tr></tbody></table><br />
{text}<br /><br /><div style="text-align: right;"><b>{s.author}</b></div></div></div>
<div class='post-footer'><span class='post-timestamp'>lúc <abbr class='published' title='2018-09-17T16:05:00+07:00'>16:05</abbr></span>
<span class='post-labels'>Nhãn: <a rel='tag'>{s.tags[0]}</a></span></div></div></div>
<div class='blog-pager'><a>Bài đăng Mới hơn</a> <a>Bài đăng Cũ hơn</a></div></div><div class='sidebar'><h2>Lưu trữ Blog</h2><ul>
<li><a>tháng 9 (12)</a></li></ul></div></body></html>"""
    return Made("break_lines", html, s.title, s.lead, s.body, s.author, s.day)


def table_page() -> Made:
    """A page of the years before style sheets: nested tables, font elements, a date cell, the agency credit right below."""
    s = TALKS
    rows = "".join(f'<tr><td class="txt" align="justify"><font face="Arial" size="2">{p}</font></td></tr>' for p in s.body)
    html = f"""<HTML><HEAD><TITLE>{s.title}</TITLE></HEAD><BODY bgcolor=#ffffff><TABLE width=780 align=center cellpadding=0><TR>
<TD width=160 valign=top bgcolor=#eeeeee>
<TABLE>{"".join(f"<tr><td><a href=/m{i}><font size=1>{o[0]}</font></a></td></tr>" for i, o in enumerate(OTHERS[:4]))}</TABLE></TD>
<TD width=460 valign=top><TABLE width="100%">
<TR><TD><FONT size=1 color=#666666>Thứ năm, 28/3/2019, 14:20 GMT+7</FONT></TD></TR><TR><TD><FONT size=4 color=#990000><B>{s.title}</B></FONT></TD>
</TR>
<TR><TD><FONT size=2><B>{s.lead}</B></FONT></TD></TR>{rows}<TR><TD align=right><FONT size=2><B>{s.author}</B> (theo Thông tấn Mây)</FONT></TD></TR>
</TABLE>
<TABLE><TR><TD><B>CÁC TIN KHÁC</B></TD>
</TR>{"".join(f"<TR><TD>• <a href=/o{i}>{o[0]}</a> (27/03)</TD></TR>" for i, o in enumerate(OTHERS))}</TABLE></TD></TR></TABLE>
<CENTER><FONT size=1>Tòa soạn: 5 phố Mây, điện thoại (04) 3900 0001. Ghi rõ nguồn khi phát lại thông tin.</FONT></CENTER></BODY></HTML>"""
    return Made("table_page", html, s.title, s.lead, s.body, s.author, s.day)


def utility_classes() -> Made:
    """A page whose class names are all utilities; its data also stands in a script for the browser."""
    s = COFFEE
    state = json.dumps({"props": {"title": s.title, "content": "<p>" + s.body[0] + "</p>"}}, ensure_ascii=False)
    p = 'class="mb-4 text-lg leading-7 text-gray-800"'
    card = '<div class="flex py-3"><div><a class="font-medium">{}</a><div class="text-sm text-gray-500">{}</div></div></div>'
    more = "".join(card.format(t, x) for t, x in OTHERS[:3])
    html = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"/><title>{s.title}</title><meta property="og:title" content="{s.title}"/>
<meta property="og:description" content="{s.lead}"/>
<meta property="og:site_name" content="Nông Sản Mới"/></head><body class="antialiased bg-white"><div id="__next">
<div class="sticky top-0 z-50 flex items-center"><a class="px-3 py-2 font-bold">Nông Sản Mới</a>
<a class="px-3">Thị trường</a><a class="px-3">Kỹ thuật</a><a class="px-3">Đăng nhập</a></div><div class="max-w-6xl mx-auto grid grid-cols-12 gap-6">
<div class="col-span-8">
<div class="flex text-sm text-red-600"><a class="uppercase">{s.section}</a></div><h1 class="text-3xl font-bold mt-2 mb-4">{s.title}</h1>
<div class="flex items-center text-sm text-gray-500"><span class="font-medium text-black">{s.author}</span><span class="mx-2">•</span>
<span>04/12/2023 06:00</span></div>
<div class="flex gap-2 my-3"><button>Facebook</button><button>Zalo</button></div><div class="font-semibold text-xl mb-6">{s.lead}</div>
<div class="space-y-4">
<div {p}>{s.body[0]}</div><div {p}>{s.body[1]}</div><div class="my-6"><img class="w-full rounded" src="/_next/image?url=a.jpg"/>
<div class="text-center text-sm italic text-gray-500 mt-2">{s.caption} {s.credit}</div></div>
<div {p}>{s.body[2]}</div><div class="border-l-4 pl-4 my-4"><a class="font-bold block" href="/x">{OTHERS[4][0]}</a></div><div {p}>{s.body[3]}</div>
<h2 class="text-2xl font-bold">{s.heading}</h2><div {p}>{s.body[4]}</div><div {p}>{s.body[5]}</div></div>
<div class="flex flex-wrap gap-2 mt-8"><a class="px-2 py-1 bg-gray-100 rounded">{s.tags[0]}</a>
<a class="px-2 py-1 bg-gray-100 rounded">{s.tags[1]}</a></div></div>
<div class="col-span-4">
<div class="font-bold border-b">Đọc nhiều</div>{more}</div></div>
<div class="bg-gray-900 text-gray-300 p-8"><div>© 2023 Nông Sản Mới. Giấy phép số 77/GP-BTTTT. Liên hệ quảng cáo: 0900 222 333</div></div></div>
<script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>"""
    return Made("utility_classes", html, s.title, s.lead, (*s.body[:4], s.heading, *s.body[4:]), s.author, s.day, "Nông Sản Mới", s.section)


def endless_page() -> Made:
    """A page that loads the next articles below the first: each in its own element with title, lead, text and foot."""
    parts = []
    for number, s in enumerate((COURT, BRIDGE, FOOTBALL)):
        parts.append(f"""<div class="article-wrapper" data-url="/bai-{number}.html" data-index="{number}"><article class="detail">
<div class="cate"><a>{s.section}</a></div><h1 class="headline">{s.title}</h1>
<div class="meta"><span class="author">{s.author}</span> <time datetime="{s.day}T{s.time}:00+07:00">{day(s)} {s.time}</time></div>
<h2 class="standfirst">{s.lead}</h2><div class="content">
{paragraphs(s.body[:3])}<figure><img src="/i{number}.jpg"><figcaption>{s.caption}</figcaption></figure>{paragraphs(s.body[3:])}</div>
<div class="tags"><a>{s.tags[0]}</a></div></article></div>""")
    s = COURT
    html = f"""<html><head><title>{s.title} - Tin Suối Ngọc</title><script type="application/ld+json">{_ld(s)}</script></head><body>
<nav>{links(0, 4, "span")}</nav>
<div id="infinite">{"<div class='next-article-label'>Bài tiếp theo</div>".join(parts)}</div>
<footer>Tin Suối Ngọc. Đường dây nóng: 0900 333 444</footer></body></html>"""
    return Made("endless_page", html, s.title, s.lead, s.body, s.author, s.day, None, s.section, ("other_article", "other_article"))


def live_page() -> Made:
    """A live report: entries with their times, newest first, some with a title of their own."""
    s = FOOTBALL
    heads = (("22:46", "Hết giờ"), ("22:20", ""), ("22:02", "Vào! 1-2"), ("21:41", ""), ("21:09", "Bàn thắng sớm"))
    entries = [(t, h, b) for (t, h), b in zip(heads, s.body[4::-1], strict=True)]
    rows = "".join(
        f'<div class="live-item" id="e{i}"><div class="live-time">{t}</div>{f"<h3>{h}</h3>" if h else ""}'
        f'<div class="live-body"><p>{b}</p></div><div class="live-share"><a>Chia sẻ</a></div></div>'
        for i, (t, h, b) in enumerate(entries)
    )
    ld = json.dumps({"@context": "http://schema.org", "@type": "LiveBlogPosting", "headline": s.title, "datePublished": f"{s.day}T19:00:00+07:00",
                     "liveBlogUpdate": [{"@type": "BlogPosting", "headline": h or t} for t, h, _ in entries]}, ensure_ascii=False)
    html = f"""<html><head><title>Trực tiếp: {s.title}</title><script type="application/ld+json">{ld}</script></head><body>
<header><a>Trang chủ</a><a>Thể thao</a></header>
<main><h1>{s.title}</h1><p class="sapo">{s.lead}</p><div class="live-tools"><span>Tự động cập nhật</span><a>Mới nhất</a><a>Cũ nhất</a></div>
<div class="live-list">{rows}</div></main>
<aside><h3>Xem nhiều</h3>{links(0, 3, "p")}</aside><footer>Báo Sông Xanh - Liên hệ: 0900 111 000</footer></body></html>"""
    body: list[str] = []
    for t, h, b in entries:
        body += [t, *([h] if h else []), b]
    return Made("live_page", html, s.title, s.lead, tuple(body), None, s.day, notes=("live",))


def photo_story() -> Made:
    """A photo story: a lead, then pictures whose captions are the text."""
    s = SCHOOL
    shot = '<figure class="photo-item"><img data-src="/p/{}.jpg" src="/blank.gif" alt=""><figcaption class="photo-caption">{}</figcaption></figure>'
    shots = "".join(shot.format(i, p) for i, p in enumerate(s.body))
    html = f"""<html><head><title>{s.title}</title><meta property="article:published_time" content="{s.day}T16:05:00+07:00"></head><body>
<nav><a>Ảnh</a><a>Video</a></nav>
<div class="photo-story"><h1 class="photo-title">{s.title}</h1><p class="photo-lead">{s.lead}</p><div class="photo-list">{shots}</div>
<p class="photo-author">Thực hiện: {s.author}</p></div>
<div class="other-photos"><h3>Chùm ảnh khác</h3>{links(0, 3)}</div><footer>Tạp chí Lũng Mây. Điện thoại: 0900 444 555</footer></body></html>"""
    return Made("photo_story", html, s.title, s.lead, s.body, s.author, s.day, notes=("photo_story",))


def paid_page() -> Made:
    """The opening of an article behind a wall, with the wall's own words."""
    s = COFFEE
    html = f"""<html><head><title>{s.title} | Thời báo Đồi Gió</title>
<script type="application/ld+json">{_ld(s, isAccessibleForFree=False, author={"@type": "Person", "name": s.author})}</script></head>
<body><nav>{links(0, 3, "span")}</nav><article><h1>{s.title}</h1><p class="dek">{s.lead}</p><div class="body">{paragraphs(s.body[:2])}</div>
<div class="paywall premium-wall"><h3>Bài viết dành cho thuê bao</h3>
<p>Bạn đã đọc hết số bài miễn phí trong tháng. Đăng ký gói đọc báo từ 29.000 đồng mỗi tháng để xem tiếp toàn bộ nội dung.</p>
<a>Đăng ký ngay</a> <a>Đăng nhập</a></div></article>
<div class="most-read"><h4>Đọc nhiều nhất</h4><ol>{links(1, 4)}</ol></div><footer>© Thời báo Đồi Gió</footer></body></html>"""
    return Made("paid_page", html, s.title, s.lead, s.body[:2], s.author, s.day, notes=("cut",))


def light_page() -> Made:
    """A light page for phones with its own elements for pictures and advertisements."""
    s = BRIDGE
    html = f"""<!doctype html><html amp lang="vi">
<head><title>{s.title}</title><link rel="canonical" href="https://tin-vinh-trang.example/cau-88.html">
<script type="application/ld+json">[{_ld(s, author=[{"name": s.author}])}]</script></head>
<body><amp-sidebar id="m" layout="nodisplay"><ul>{links(0, 5)}</ul></amp-sidebar>
<header class="hd"><button on="tap:m.open">☰</button><a>Tin Vịnh Trăng</a></header><main class="amp-main"><h1 class="amp-title">{s.title}</h1>
<div class="amp-meta">{s.section} - 12/05/2021 09:35</div><div class="amp-sapo">{s.lead}</div>
<p>{s.body[0]}</p><amp-ad width=300 height=250 type="adsense"><div placeholder>Quảng cáo</div></amp-ad><p>{s.body[1]}</p>
<amp-img src="/a.jpg" width="600" height="400"></amp-img>
<p class="amp-cap"><i>{s.caption} {s.credit}</i></p>{paragraphs(s.body[2:])}<p class="amp-author"><b>{s.author}</b></p>
<a class="amp-full" href="/cau-88.html">Xem bản đầy đủ</a></main>
<section class="amp-more"><h2>Có thể bạn quan tâm</h2>{links(2, 3, "div")}</section></body></html>"""
    return Made("light_page", html, s.title, s.lead, s.body, s.author, s.day, None, s.section)


def inserted_boxes() -> Made:
    """Boxes of other stories between the paragraphs, with neither class names that say so nor list elements; the lead stands in the header."""
    s = COURT
    pairs = "".join(f'<div data-back="{i}"><a href="/o{i}.htm">{t}</a><p>{x}</p></div>' for i, (t, x) in enumerate(OTHERS[:2]))
    box = f'<div class="VCSortableInPreviewMode" type="RelatedNewsBox" id="rb1">{pairs}</div>'
    plain = f'<div><div><a href="/o3.htm"><img src="/t.jpg"></a><div><a href="/o3.htm">{OTHERS[2][0]}</a></div><div>{OTHERS[2][1]}</div></div></div>'
    html = f"""<html><head><title>{s.title}</title><meta name="author" content="Tòa soạn"><meta property="og:site_name" content="Khe Vàng Online">
</head><body><div class="page-top"><a>Trang nhất</a> <a>Pháp luật</a></div>
<div class="hero"><div class="hero-in"><h1>{s.title}</h1><h2>{s.lead}</h2><div class="when">Thứ Sáu, 20/11/2020 | 17:30 GMT+7</div></div></div>
<div class="wrap"><div class="cols"><div class="c1"><div class="main-text">
<p>{s.body[0]}</p><p>{s.body[1]}</p>{box}<p>{s.body[2]}</p><p>{s.body[3]}</p>{plain}<p>{s.body[4]}</p><p>{s.body[5]}</p>
<p style="text-align: right;"><strong>{s.author}</strong></p></div></div>
<div class="c2"><p>TIN NÓNG</p>{links(3, 3, "p")}</div></div></div><div class="end">
<p>Khe Vàng Online - Cơ quan của Hội Nhà báo huyện. Hotline: 0900 666 777</p></div></body></html>"""
    return Made("inserted_boxes", html, s.title, s.lead, s.body, s.author, s.day, "Khe Vàng Online", None)


def bare_text() -> Made:
    """Paragraphs that are bare text in one element, empty paragraph elements between them."""
    s = TALKS
    text = "<p></p>".join(s.body)
    html = f"""<html><head><title>{s.title}</title></head><body><div class="top"><a>Kinh tế</a> <a>Thế giới</a></div><div class="lr">
<h1 class="font-42">{s.title}</h1><div class="lr-tools"><a>Facebook</a></div>
<div class="lr-ct"><!--ct--><div class="lr-summary-post"><b>TINMAY</b> {s.lead}</div><div class="insertImage"><img src="/a.jpg">
<div>{s.caption} {s.credit}</div></div>{text}<p></p><div class="lr-author">{s.author}/Tinmay</div></div>
<div class="lr-time">14:20 - 28/03/2019</div></div><div class="lr-other"><p>Tin cùng chuyên mục</p>{links(0, 4, "div")}</div></body></html>"""
    return Made("bare_text", html, s.title, f"TINMAY {s.lead}", s.body, s.author, s.day)


def microdata() -> Made:
    """Facts as microdata in the body only; the publisher stands in microdata too."""
    s = SCHOOL
    html = f"""<html><head><title>Lớp học nổi - Giáo dục vùng cao</title></head><body><div itemscope itemtype="http://schema.org/NewsArticle">
<meta itemprop="datePublished" content="{s.day}T16:05:00+07:00"/>
<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Báo Vùng Cao"></div>
<h1 itemprop="name headline">{s.title}</h1>
<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">{s.author}</span></span>
<div itemprop="description">{s.lead}</div><div itemprop="articleBody">
{paragraphs(s.body[:3])}<h3>{s.heading}</h3>{paragraphs(s.body[3:])}</div><div itemprop="keywords">lớp học nổi, hồ Lặng</div></div>
<div class="block"><h4>Bài cùng chủ đề</h4>{links(0, 3)}</div><p class="copy">Bản quyền © Báo Vùng Cao</p></body></html>"""
    return Made("microdata", html, s.title, s.lead, (*s.body[:3], s.heading, *s.body[3:]), s.author, s.day, "Báo Vùng Cao")


def broken_data() -> Made:
    """JSON-LD with a raw line break, a trailing comma and a comment; the facts can still be read from it."""
    s = COURT
    ld = (
        '{\n"@context": "https://schema.org",\n"@type": "NewsArticle",\n"headline": "' + s.title
        + '",\n"description": "Tin từ tòa:\n' + s.lead + '",\n"datePublished": "' + s.day
        + 'T17:30:00+07:00",\n"author": {"@type": "Person", "name": "' + s.author
        + '",},\n"publisher": {"@type": "NewsMediaOrganization", "name": "Báo Khe Vàng"},\n}'
    )
    html = f"""<html><head><title>{s.title}</title><script type="application/ld+json">{ld}</script></head><body><div id="hdr"><a>Khe Vàng</a></div>
<div id="art"><h1>{s.title}</h1><p class="chapo">{s.lead}</p>
{paragraphs(s.body)}</div><div id="cmt"><p>Ý kiến bạn đọc</p><p>Nguyễn Bạn Đọc: Phạt thế vẫn còn nhẹ so với những gì bà con phải chịu.</p></div>
</body></html>"""
    return Made("broken_data", html, s.title, s.lead, s.body, s.author, s.day, "Báo Khe Vàng")


def print_page() -> Made:
    """The page for printing: plain, the address at the top, the hour of the last change."""
    s = BRIDGE
    html = f"""<html><head><title>In bài: {s.title}</title></head><body onload="window.print()">
<div style="width:650px;margin:auto"><img src="/logo.gif"><hr>
<p>Cập nhật lúc 09:35 ngày 12 tháng 5 năm 2021</p><p style="font-size:20px"><b>{s.title}</b></p>
<p><b>{s.lead}</b></p>{paragraphs(s.body)}<p align="right"><b>{s.author}</b></p><hr>
<p>Nguồn: http://baohoachau.example/giao-thong/cau-vinh-trang-88.html</p>
<p><a href="javascript:window.print()">In trang</a> <a href="javascript:window.close()">Đóng cửa sổ</a></p></div></body></html>"""
    return Made("print_page", html, s.title, s.lead, s.body, s.author, s.day)


def long_form() -> Made:
    """A magazine page: sections with headings, pull quotes between them, credits of many hands at the end."""
    s = SCHOOL
    html = f"""<html><head><title>{s.title}</title><meta property="article:published_time" content="{s.day}T16:05:00+07:00"></head>
<body class="emagazine"><div class="e-cover"><img src="/c.jpg"><h1 class="e-title">{s.title}</h1><p class="e-sapo">{s.lead}</p></div>
<div class="e-body"><p>{s.body[0]}</p><p>{s.body[1]}</p><h2 class="e-head">{s.heading}</h2><p>{s.body[2]}</p>
<div class="e-photo-full"><img src="/d.jpg"><p class="e-note">{s.caption}</p></div><p>{s.body[3]}</p>
<h2 class="e-head">Giờ ra chơi giữa hồ</h2><p>{s.body[4]}</p><p>{s.body[5]}</p></div><div class="e-credit">
<p><strong>Nội dung:</strong> {s.author}</p><p><strong>Ảnh:</strong> Quách Sậy</p><p><strong>Thiết kế:</strong> Tổ Mỹ Thuật</p></div>
<div class="e-more"><p>E-MAGAZINE KHÁC</p>{links(0, 3, "div")}</div></body></html>"""
    return Made("long_form", html, s.title, s.lead, (*s.body[:2], s.heading, *s.body[2:4], "Giờ ra chơi giữa hồ", *s.body[4:]), s.author, s.day)


def phone_page() -> Made:
    """A phone page with title in h2 and the section in a span, one link before each paragraph run, numbered pages."""
    s = FOOTBALL
    html = f"""<html><head><title>{s.title} - m.songxanh</title></head><body><div class="tp"><a href="/"><img src="/l.png" alt="Sông Xanh"></a></div>
<div class="bc"><span>{s.section}</span></div><div class="ct"><h2>{s.title}</h2>
<small>14/08/2022, 22:48</small><div class="sp">(Sông Xanh) - {s.lead}</div><div>{s.body[0]}</div><div>{s.body[1]}</div>
<div><img src="/1.jpg"><span>{s.caption} {s.credit}</span></div><div>» <a href="/9">{OTHERS[2][0]}</a></div><div>{s.body[2]}</div>
<div>{s.body[3]}</div>
<div>{s.body[4]}</div><div>{s.body[5]}</div><div><b>{s.author}</b></div></div><div class="nx"><a>Trang sau</a></div><div class="ot"><b>Tin khác</b>
<div>- <a>{OTHERS[3][0]}</a></div><div>- <a>{OTHERS[4][0]}</a></div></div>
<div class="ft">Hotline 0900 888 999 | <a>Lên đầu trang</a></div></body></html>"""
    return Made("phone_page", html, s.title, f"(Sông Xanh) - {s.lead}", s.body, s.author, s.day, None, s.section)


def interview() -> Made:
    """Questions in bold, answers below; the question marks of a reader's box stand apart from it."""
    s = COFFEE
    asked = ("Giá cao vậy, vì sao nông dân vẫn không vui, thưa bà?", "Bà có thể nói rõ hơn về mô hình ký gửi kho?", "Dự báo thời gian tới ra sao?")
    pairs = list(zip(asked, (s.body[1], s.body[5], s.body[4]), strict=True))
    rows = "".join(f"<p><strong>{q}</strong></p><p>- {a}</p>" for q, a in pairs)
    html = f"""<html><head><title>{s.title}</title><meta itemprop="datePublished" content="{s.day}T06:00:00+07:00"></head><body>
<ul class="mn">{links(0, 4)}</ul><div class="detail-wrap"><div class="detail-cate">{s.section}</div><h1 class="detail-tit">{s.title}</h1>
<div class="detail-info"><span class="detail-writer">{s.author}</span></div>
<h2 class="detail-intro">{s.lead}</h2><div class="detail-text"><p>{s.body[0]}</p>{rows}<p><em>Xin cảm ơn bà!</em></p>
<p class="detail-sign" style="text-align:right">{s.author} thực hiện</p></div></div>
<div class="box-ask"><p>Bạn có câu hỏi gửi tòa soạn?</p><input type="text"><button>Gửi</button></div>
<footer>Báo Cao Nguyên, 3 phố Hạt Mộc, ĐT 0900 000 001</footer></body></html>"""
    body = [s.body[0]]
    for q, a in pairs:
        body += [q, f"- {a}"]
    return Made("interview", html, s.title, s.lead, (*body, "Xin cảm ơn bà!"), s.author, s.day, None, s.section)


def broadcaster() -> Made:
    """A broadcaster abroad: media block with its caption, published time element, links of authors, text in one element with inner boxes."""
    s = TALKS
    html = f"""<html lang="vi"><head><title>{s.title}</title><meta name="author" content="{s.author}"/>
<meta property="og:site_name" content="Đài Sao Biển"/><meta name="news_keywords" content="{', '.join(s.tags)}"/></head><body><div id="page">
<div class="hdr-20"><a>Đường dẫn truy cập</a><ul>{links(0, 3)}</ul></div>
<div class="body-container"><div class="category"><a>{s.section}</a></div><h1 class="title pg-title">{s.title}</h1><div class="publishing-details">
<div class="published"><span class="date"><time pubdate="pubdate" datetime="{s.day}T07:20:00+00:00">28/03/2019</time></span></div>
<div class="links"><ul class="links__list"><li><a class="links__item-link" title="{s.author}">{s.author}</a></li></ul></div></div>
<div class="media-image cover-media"><figure><div class="thumb"><img src="/gdb.jpg"/>
</div><figcaption><span class="caption">{s.caption}</span></figcaption></figure></div>
<div id="article-content" class="content-floated-wrap"><div class="wsw">
<p><strong>{s.lead}</strong></p>{paragraphs(s.body[:3])}<div class="media-block also-read"><a href="/a/1.html">
<span class="also-read__text--label">Đọc thêm:</span><h4>{OTHERS[5][0]}</h4></a></div>{paragraphs(s.body[3:])}</div></div>
<div class="comments"><h3>Diễn đàn</h3></div><div class="media-block-wrap"><h2>Tin liên hệ</h2><ul>{links(1, 3)}</ul></div></div></div>
<footer>© Đài Sao Biển</footer></body></html>"""
    return Made("broadcaster", html, s.title, s.lead, s.body, s.author, s.day, "Đài Sao Biển", s.section)


def listed_facts() -> Made:
    """A text with a list and a table of its own between its paragraphs: they are the article's, the box of links is not."""
    s = BRIDGE
    points = ("Xe máy và xe thô sơ được qua cầu cả ngày.", "Xe tải trên 10 tấn chỉ được qua từ 22h đến 5h.", "Tốc độ tối đa là 50 km/h.")
    html = f"""<html><head><title>{s.title}</title><meta property="og:site_name" content="Tin Hòa Châu">
<script type="application/ld+json">{_ld(s, author=s.author)}</script></head><body><header><nav><ul>{links(0, 5)}</ul></nav></header><main>
<section class="story"><p class="kicker">{s.section}</p><h1>{s.title}</h1><p class="deck">{s.lead}</p>
<div class="story-text"><p>{s.body[0]}</p><p>{s.body[1]}</p><p>{s.body[3]}</p><ul>{paragraphs(points, "li")}</ul><p>{s.body[4]}</p>
<ul class="inline-links">{links(3, 2)}</ul><p>{s.body[5]}</p></div></section></main><footer><ul><li><a>Giới thiệu</a></li>
<li><a>Liên hệ</a></li></ul></footer></body></html>"""
    body = (s.body[0], s.body[1], s.body[3], *points, s.body[4], s.body[5])
    return Made("listed_facts", html, s.title, s.lead, body, s.author, s.day, "Tin Hòa Châu", s.section)


def first_capital() -> Made:
    """A text with its first letter set apart, spans that cut words, the source in italics and an agency's mark before the lead."""
    s = COURT
    body = list(s.body)
    first = f'<p><span class="dropcap">{body[0][0]}</span>{body[0][1:]}</p>'
    html = f"""<html><head><title>{s.title} - Báo Mẫu Mới</title><meta name="pubdate" content="{s.day} 17:30:00"></head><body>
<div class="menu-top">{links(0, 5, "span")}</div><div class="news-detail"><h1 class="news-title">{s.title}</h1>
<p class="news-time">17:30 ngày 20/11/2020</p><p class="news-sapo"><span class="agency">(TTM)</span> - {s.lead}</p>
<div class="news-body">{first}{paragraphs(tuple(f"<span>{p[:30]}</span><span>{p[30:]}</span>" for p in body[1:]))}<p class="news-source">
<em>Theo Thông tấn Mây</em></p></div></div><div class="nd-rel"><div class="tt">Tin liên quan</div>{links(0, 3, "div")}</div></body></html>"""
    return Made("first_capital", html, s.title, f"(TTM) - {s.lead}", s.body, None, s.day)


MAKERS = (
    blog_engine, node_fields, definition_list, break_lines, table_page, utility_classes, endless_page, live_page, photo_story, paid_page, light_page,
    inserted_boxes, bare_text, microdata, broken_data, print_page, long_form, phone_page, interview, broadcaster, listed_facts, first_capital,
)
assert len({s.title for s in STORIES}) == len(STORIES)
