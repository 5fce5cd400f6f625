"""A second set of pages, written after the rules had been settled on the first: what is new in each is told in its first line."""

from tests.pages.sites import Made, day, links, paragraphs
from tests.pages.stories import BRIDGE, COFFEE, COURT, FOOTBALL, OTHERS, SCHOOL, TALKS


def live_inline() -> Made:
    """A live report whose hours begin the paragraphs in bold, oldest first, with a note on top."""
    s = COURT
    times = ("14h00", "14h35", "15h10", "15h50", "16h40", "17h30")
    rows = "".join(f"<p><strong>{t}:</strong> {b}</p>" for t, b in zip(times, s.body, strict=True))
    html = f"""<html><head><title>Trực tiếp: {s.title} - Báo Khe Vàng</title></head><body><div class="hd"><a href="/">Báo Khe Vàng</a></div>
<div class="ttiep"><h1>{s.title}</h1><div class="ngaythang">Thứ Sáu, 20/11/2020, 14:00</div><div class="tomtat">{s.lead}</div>
<div class="noidung">{rows}</div><div class="nguoiviet">{s.author}</div></div><div class="cung-muc">
<h4>Cùng mục</h4>{links(0, 4, "p")}</div></body></html>"""
    body = tuple(f"{t}: {b}" for t, b in zip(times, s.body, strict=True))
    return Made("live_inline", html, s.title, s.lead, body, s.author, s.day, "Báo Khe Vàng")


def gallery() -> Made:
    """A gallery: numbered pictures, the words in paragraphs below each, a counter between them."""
    s = SCHOOL
    shots = "".join(
        f'<div class="slide"><div class="counter">{i + 1}/6</div><img src="/g{i}.jpg" alt="ảnh"><div class="slide-desc"><p>{p}</p></div></div>'
        for i, p in enumerate(s.body)
    )
    html = f"""<html><head><title>[Ảnh] {s.title}</title><meta property="og:site_name" content="Ảnh Lũng Mây"></head><body>
<header><a href="/">Ảnh Lũng Mây</a> <a href="/video">Video</a></header>
<main class="gallery"><h1>{s.title}</h1><p class="gallery-lead">{s.lead}</p><span class="gallery-date">17/09/2018 16:05</span>{shots}
<p class="gallery-by">Bài và ảnh: {s.author}</p></main>
<section class="more-gallery"><h2>Xem nhiều</h2>{links(1, 4, "div")}</section></body></html>"""
    return Made("gallery", html, s.title, s.lead, s.body, s.author, s.day, "Ảnh Lũng Mây")


def scroll_sections() -> Made:
    """Next articles in sections with h2 titles that are links, the lead in bold, a line between the articles."""
    parts = []
    for n, s in enumerate((BRIDGE, TALKS)):
        title = f'<h2 class="post-title"><a href="/p{n}">{s.title}</a></h2>'
        parts.append(
            f'<section class="post" id="p{n}">{title}<p class="info">{s.author} - {day(s)} {s.time}</p><div class="post-body"><p><b>{s.lead}</b></p>'
            f"{paragraphs(s.body)}</div></section>"
        )
    s = BRIDGE
    html = f"""<html><head><title>{s.title}</title><meta property="og:title" content="{s.title}"></head><body><ul id="top">{links(0, 5)}</ul>
<div class="stream">{"<hr>".join(parts)}</div><div class="foot">Nhật báo Vịnh Trăng, giấy phép số 9. Hotline: 0900 777 111</div></body></html>"""
    return Made("scroll_sections", html, s.title, s.lead, s.body, s.author, s.day, notes=("other_article",))


def soft_wall() -> Made:
    """A wall with a faded paragraph above it and prices below."""
    s = TALKS
    html = f"""<html><head><title>{s.title} | Tạp chí Sao Biển</title><meta name="author" content="{s.author}">
<meta property="article:published_time" content="{s.day}T14:20:00+07:00"></head><body><nav>{links(0, 3, "span")}</nav><article class="story">
<h1>{s.title}</h1><p class="standfirst">{s.lead}</p><p>{s.body[0]}</p><p>{s.body[1]}</p><p class="fade">{s.body[2]}</p></article>
<div class="sub-box"><h2>Nội dung dành riêng cho hội viên</h2><p>Đăng nhập hoặc trở thành hội viên để đọc toàn bộ bài viết.</p>
<ul><li>Gói tháng: 49.000 đồng</li><li>Gói năm: 490.000 đồng</li></ul><a>Mua ngay</a></div>
<div class="popular"><h3>Đọc nhiều</h3>{links(2, 4, "p")}</div></body></html>"""
    return Made("soft_wall", html, s.title, s.lead, s.body[:3], s.author, s.day, notes=("cut",))


def single_breaks() -> Made:
    """Paragraphs cut by single breaks in one cell, the picture's table inside, the signature after a break, dates in capitals."""
    s = FOOTBALL
    html = f"""<html><head><title>{s.title}</title></head><body><table id="main"><tr><td class="left"><a href="/1">THỂ THAO</a><br>
<a href="/2">BÓNG ĐÁ</a></td><td class="mid">
<div class="tieude">{s.title}</div><div class="ngay">CHỦ NHẬT, 14/08/2022 22:48:10</div><div class="gioithieu">{s.lead}</div>
<div class="chitiet">{s.body[0]}<br>{s.body[1]}<br><table width="300" align="center"><tr><td><img src="/a.jpg"></td></tr><tr><td align="center">
<i>{s.caption}</i></td></tr></table>
{s.body[2]}<br>{s.body[3]}<br>{s.body[4]}<br>{s.body[5]}<br><b>{s.author}</b></div>
<div class="tinkhac"><b>Các tin đã đưa:</b><br>- <a href="/x">{OTHERS[2][0]}</a> <i>(13/08)</i>
<br>- <a href="/y">{OTHERS[3][0]}</a> <i>(12/08)</i></div></td></tr></table></body></html>"""
    return Made("single_breaks", html, s.title, s.lead, s.body, s.author, s.day)


def contents_list() -> Made:
    """A list of contents above the text, an audio bar, a correction below, inline asides in blockquotes that link elsewhere."""
    s = COFFEE
    html = f"""<html><head><title>{s.title}</title><script type="application/ld+json">{{"@context":"https://schema.org","@type":["NewsArticle"],
"headline":"{s.title}","datePublished":"{s.day}T06:00:00+07:00","author":[{{"@type":"Person","name":"{s.author}","url":"/a"}}],
"publisher":{{"@type":"Organization","name":"Báo Đồi Gió","logo":{{"@type":"ImageObject","url":"/l.png"}}}},"articleSection":"{s.section}"}}</script>
</head><body>
<header class="site"><a class="logo">Báo Đồi Gió</a></header><article><header><h1>{s.title}</h1><p class="excerpt">{s.lead}</p><div class="by">
<span>{s.author}</span></div></header>
<div class="audio-bar"><span>Nghe bài viết</span><span>0:00 / 3:45</span></div><div class="toc"><p>Nội dung chính</p><ol><li>
<a href="#a">{s.heading}</a></li><li><a href="#b">Dự báo</a></li></ol></div>
<section class="copy"><p>{s.body[0]}</p><p>{s.body[1]}</p><blockquote class="readmore"><p>Đọc thêm: <a href="/x">{OTHERS[4][0]}</a></p></blockquote>
<p>{s.body[2]}</p><p>{s.body[3]}</p>
<h2 id="a">{s.heading}</h2><p>{s.body[5]}</p><h2 id="b">Dự báo</h2><p>{s.body[4]}</p></section><aside class="newsletter"><h3>Nhận bản tin</h3>
<p>Mỗi sáng một bức thư với các tin đáng đọc.</p></aside></article>
<footer>Báo Đồi Gió © 2023</footer></body></html>"""
    body = (*s.body[:4], s.heading, s.body[5], "Dự báo", s.body[4])
    return Made("contents_list", html, s.title, s.lead, body, s.author, s.day, "Báo Đồi Gió", s.section)


def comments_inside() -> Made:
    """Readers' words inside the article's own element, long ones too; the author above the title."""
    s = BRIDGE
    html = f"""<html><head><title>Tin Hòa Châu » {s.title}</title></head><body><div class="wrapper"><div class="post-full"><div class="writer">
<a href="/u">{s.author}</a></div>
<h1 class="post-h">{s.title}</h1><time>12-05-2021 09:35</time><p class="post-intro">{s.lead}</p>{paragraphs(s.body)}
<div class="post-ykien"><h3>Ý kiến bạn đọc (2)</h3><div class="yk"><b>Minh Bịa</b><span>10:02 12/05/2021</span>
<p>Tôi đi làm xa mười năm, nay về thấy có cầu mà mừng quá, mong tỉnh làm tiếp đường ven biển cho bà con đỡ khổ.</p></div>
<div class="yk"><b>Hoa Ảo</b><span>11:40 12/05/2021</span>
<p>Xin hỏi xe tải nhỏ dưới 5 tấn có được đi ban ngày không, tôi đọc bài mà chưa rõ chỗ này?</p></div></div></div>
<div class="post-side"><h3>Tin đọc nhiều</h3>{links(0, 4, "div")}</div></div></body></html>"""
    return Made("comments_inside", html, s.title, s.lead, s.body, s.author, s.day, None)


def spaced_marks() -> Made:
    """Related stories as bold lines with arrows between paragraphs, an italic editor's note before the text, the agency in brackets at the end."""
    s = TALKS
    html = f"""<html><head><title>{s.title} - Thông tin Sao Biển</title><meta name="keywords" content="{', '.join(s.tags)}"></head><body>
<div class="menu"><a>Quốc tế</a><a>Biển đảo</a></div><div class="ct">
<h1 class="tt">{s.title}</h1><div class="tg">28/03/2019 14:20:33</div><div class="td"><b>{s.lead}</b></div><div class="nd"><p>{s.body[0]}</p>
<p><b>&gt;&gt; <a href="/1">{OTHERS[0][0]}</a></b></p><p><b>&gt;&gt; <a href="/2">{OTHERS[1][0]}</a></b></p><p>{s.body[1]}</p><p>{s.body[2]}</p>
<p>{s.body[3]}</p><p>{s.body[4]}</p><p>{s.body[5]}</p>
<p style="text-align:right"><b>{s.author}</b> <i>(theo Thông tấn Mây)</i></p></div></div>
<div class="bt">Tổng biên tập: Võ Chủ Bút - ĐT: 0900 121 212</div></body></html>"""
    return Made("spaced_marks", html, s.title, s.lead, s.body, s.author, s.day)


def data_attributes() -> Made:
    """A page built by components: no class names, data attributes and custom elements, the time relative and exact in an attribute."""
    s = COURT
    html = f"""<html><head><title>{s.title}</title><meta property="og:site_name" content="Pháp đình Mẫu">
<meta property="article:section" content="{s.section}"></head><body>
<app-root><app-header><a>Pháp đình Mẫu</a><a>Tin</a><a>Hồ sơ</a></app-header><app-article><app-title><h1>{s.title}</h1></app-title>
<app-meta><span>{s.author}</span> <time datetime="{s.day}T17:30:00+07:00">2 năm trước</time></app-meta><app-sapo><p>{s.lead}</p></app-sapo><app-body>
{paragraphs(s.body[:3])}<app-related><a href="/1"><span>{OTHERS[0][0]}</span></a><a href="/2">
<span>{OTHERS[1][0]}</span></a></app-related>{paragraphs(s.body[3:])}</app-body></app-article>
<app-footer><p>Liên hệ: 0900 343 434</p></app-footer></app-root></body></html>"""
    return Made("data_attributes", html, s.title, s.lead, s.body, s.author, s.day, "Pháp đình Mẫu", s.section)


def provincial() -> Made:
    """A provincial paper: long class names in Vietnamese, the picture first with its caption, the writer's group, the hotline as a paragraph."""
    s = SCHOOL
    html = f"""<html><head><title>{s.title} - Báo Lũng Mây điện tử</title></head><body><div class="khung-menu-tren"><ul>{links(0, 5)}</ul></div>
<div class="khung-noi-dung-chi-tiet"><div class="duong-dan"><a href="/">Trang chủ</a> › <a href="/gd">{s.section}</a></div>
<div class="tieu-de-bai-viet">{s.title}</div><div class="ngay-dang-bai">Ngày đăng: 17/09/2018 - 16:05</div>
<div class="tom-tat-bai-viet">BLM - {s.lead}</div><div class="noi-dung-bai-viet"><p style="text-align:center"><img src="/a.jpg"></p>
<p style="text-align:center"><em>{s.caption}</em></p>{paragraphs(s.body)}
<p style="text-align:right"><strong>Bài, ảnh: {s.author}</strong></p></div><div class="y-kien-ban-doc">Ý kiến của bạn về bài viết</div>
<div class="tin-cung-chuyen-muc"><p>Tin cùng chuyên mục</p>{links(1, 4)}</div></div>
<div class="chan-trang"><p>Cơ quan của Đảng bộ huyện Lũng Mây</p><p>Đường dây nóng: 0900 565 656</p></div></body></html>"""
    return Made("provincial", html, s.title, f"BLM - {s.lead}", s.body, s.author, s.day, "Báo Lũng Mây điện tử", s.section)


def two_columns() -> Made:
    """A right column that stands before the text in the source, with teasers longer than the first paragraphs."""
    s = FOOTBALL
    side = "".join(f"<div class='r'><h4><a href='/{i}'>{t}</a></h4><p>{x} {OTHERS[(i + 3) % 6][1]}</p></div>" for i, (t, x) in enumerate(OTHERS))
    html = f"""<html><head><title>{s.title}</title><meta name="description" content="{s.lead}">
<meta name="pubdate" content="{s.day}T22:48:00+07:00"></head><body><div class="row"><div class="col-r">{side}</div>
<div class="col-l"><h1>{s.title}</h1><h5>{s.lead}</h5>{paragraphs(s.body)}<p><i>{s.author}</i></p></div></div><div class="row bottom"><a>RSS</a>
<a>Liên hệ</a></div></body></html>"""
    return Made("two_columns", html, s.title, s.lead, s.body, s.author, s.day)


def translated() -> Made:
    """A translated report: source and translator on two lines, a caption without credit in a wrapper of divs, the lead in bold after them."""
    s = TALKS
    html = f"""<html><head><title>{s.title} • Nghiên cứu Sao Biển</title>
<link rel="canonical" href="https://nghiencuusaobien.example/2019/03/28/duong-day-nong/"></head><body><div id="top-bar">{links(0, 3, "span")}</div>
<div class="td-post"><h1 class="entry-title">{s.title}</h1><div class="td-content"><div class="wp-caption aligncenter"><img src="/a.jpg">
<div class="wp-caption-text">{s.caption}</div></div>
<p><em>Nguồn: Thông tấn Mây</em></p><p><em>Biên dịch: {s.author}</em></p><p><strong>{s.lead}</strong></p>{paragraphs(s.body)}</div>
<div class="td-share"><span>Chia sẻ:</span><a>Facebook</a></div><div class="td-tags"><span>TỪ KHÓA</span><a>{s.tags[0]}</a></div></div>
<div class="td-related"><h4>BÀI LIÊN QUAN</h4>{links(0, 3, "div")}</div></body></html>"""
    return Made("translated", html, s.title, s.lead, s.body, s.author, s.day)


MAKERS = (
    live_inline, gallery, scroll_sections, soft_wall, single_breaks, contents_list, comments_inside, spaced_marks, data_attributes, provincial,
    two_columns, translated,
)
