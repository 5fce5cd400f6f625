"""The body of a composed page: paragraphs, and what sites put between them; interviews, lists, live reports."""

import random
import re
from typing import NamedTuple

from thoisu.extract.phrases import CREDIT, ILLUSTRATION, LINK
from training import pages_furniture as furniture
from training.pages_stories import Story, paragraphs


class Piece(NamedTuple):
    """A line of a page: `gap` where a blank line stands before it on pages that have blank lines; `part` says what it was made as."""

    text: str
    role: str
    gap: bool = True
    part: str = ""


def compose_body(story: Story, strangers: list[Story], rng: random.Random, rich: bool) -> list[Piece]:
    """The paragraphs of a story in some style, with captions, links, headings, pull quotes and noise between them."""
    body = [_paragraph(p) for p in paragraphs(story, rng)]
    roll = rng.random() if rich else 1.0
    if roll < 0.05:
        body = _interview(story, body, rng)
    elif roll < 0.1:
        body = _live(body, rng)
    elif roll < 0.2:
        body = _with_list(story, body, rng)
    if rng.random() < 0.12 and len(body) > 3:
        start = rng.randint(0, len(body) - 2)
        body += [p._replace(role="duplicate") for p in body[start:] if p.role == "body"]
    _insert(body, story, strangers, rng)
    if rng.random() < 0.12 and len(body) > 5:
        body = _headings(body, rng)
    if rng.random() < 0.1 and len(body) > 4:
        _pull_quote(story, body, rng)
    if rich and rng.random() < 0.06 and len(body) > 2:
        noise = rng.choice(furniture.BREAKS + furniture.TOP)
        for _ in range(rng.randint(1, 4)):
            body.insert(rng.randint(1, len(body)), Piece(noise, "boilerplate", part="inline"))
    return body


def _insert(body: list[Piece], story: Story, strangers: list[Story], rng: random.Random) -> None:
    """Captions, links to other stories, a box of them."""
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
        spot = rng.randint(0, len(body))
        body[spot:spot] = _caption(story, rng)
    if story.captions and rng.random() < 0.6:
        body.insert(rng.choice([0, 0, rng.randint(0, len(body))]), Piece(story.captions[0], "caption", part="caption"))
    if rng.random() < 0.25:
        for _ in range(rng.choice([1, 1, 2])):
            spot = rng.randint(1, len(body))
            end = rng.choice(["", "", "", "."])
            body.insert(spot, Piece(f"{rng.choice(furniture.INLINE)} {rng.choice(strangers).title}{end}", "teaser", part="inline"))
    if rng.random() < 0.06:
        spot = rng.randint(1, len(body))
        body[spot:spot] = [Piece(a_heading(rng), "boilerplate", part="box"), *teasers(story, strangers, rng, rng.randint(2, 3), 0.0)]


def _paragraph(text: str) -> Piece:
    """A paragraph as the news texts have it; links and picture credits that they kept get their own role."""
    if LINK.match(text):
        return Piece(text, "teaser", part="inline")
    if len(text) < 100 and (CREDIT.match(text) or ILLUSTRATION.match(text)):
        return Piece(text, "caption", part="caption")
    return Piece(text, "body", part="body")


def _clauses(story: Story) -> list[str]:
    """Short phrases of a story, as headings and items of lists."""
    found = [c.strip() for p in story.body for c in re.split(r"[,.:;“”\"()–]", p)]
    return [c[:1].upper() + c[1:] for c in found if 3 <= len(c.split()) <= 12] or [story.title]


def _headings(body: list[Piece], rng: random.Random) -> list[Piece]:
    out, number = [], 0
    style = rng.choice(["plain", "plain", "plain", "number", "roman", "upper", "step", "question"])
    share = rng.choice([0.2, 0.3, 0.5])
    for i, piece in enumerate(body):
        words = re.split(r"[,.:;“”\"(]", piece.text)[0].split()
        if 1 < i < len(body) and piece.role == "body" and rng.random() < share and 3 <= len(words) <= 11:
            number += 1
            text = " ".join(words)
            text = {
                "number": f"{number}. {text}",
                "roman": f"{('I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII')[min(number, 8) - 1]}. {text}",
                "upper": text.upper(),
                "step": f"Bước {number}: {text}",
                "question": f"{text}?",
            }.get(style, text)
            out.append(Piece(text, "heading", part="heading"))
        out.append(piece)
    return out


def _interview(story: Story, body: list[Piece], rng: random.Random) -> list[Piece]:
    """Questions before the paragraphs, which answer them."""
    other = furniture.a_name(rng)
    asks, says = rng.choice(
        [
            ("- ", "- "),
            ("* ", "- "),
            ("PV: ", f"{other}: "),
            ("Phóng viên: ", f"Ông {other}: "),
            ("", f"Bà {other}: "),
            ("Hỏi: ", "Đáp: "),
            ("♦ ", ""),
            ("- ", ""),
            ("+ ", "- "),
            ("* PV: ", "- "),
        ]
    )
    out = []
    for i, piece in enumerate(body):
        if i and piece.role == "body" and rng.random() < 0.7:
            topic = rng.choice(_clauses(story))
            topic = topic[:1].lower() + topic[1:]
            out.append(Piece(asks + rng.choice(furniture.QUESTIONS).format(rng.choice(["ông", "bà", "anh", "chị"]), topic), "body", part="body"))
            piece = piece._replace(text=says + piece.text)
        out.append(piece)
    if rng.random() < 0.6:
        out.append(
            Piece(
                rng.choice(["- Xin cảm ơn ông!", "* Xin cảm ơn bà.", "Xin cảm ơn ông!", "- Cảm ơn anh.", "Trân trọng cảm ơn bà!"]),
                "body",
                part="body",
            )
        )
    return out


def _live(body: list[Piece], rng: random.Random) -> list[Piece]:
    """Paragraphs under moments of the day or of a match, each a heading."""
    hour, minute = rng.randint(6, 16), rng.randint(0, 59)
    form = rng.choice(["{h}h{m:02d}", "{h:02d}:{m:02d}", "{h} giờ {m}", "Phút {n}", "Phút thứ {n}", "{n}'", "{h}h{m:02d}:", "[{h:02d}:{m:02d}]"])
    out, passed = [], 0
    for piece in body:
        if piece.role == "body" and rng.random() < 0.8:
            passed += rng.randint(2, 14)
            at = hour * 60 + minute + passed
            mark = form.format(h=at // 60 % 24, m=at % 60, n=passed)
            if rng.random() < 0.75:
                out.append(Piece(mark, "heading", part="heading"))
            else:
                piece = piece._replace(text=f"{mark} {piece.text}")
        out.append(piece)
    return out


def _with_list(story: Story, body: list[Piece], rng: random.Random) -> list[Piece]:
    """A list of short items behind a paragraph that announces it."""
    spot = rng.randint(1, len(body))
    items = rng.sample(_clauses(story), min(len(_clauses(story)), rng.randint(2, 6)))
    mark = rng.choice(["- ", "- ", "+ ", "• ", "* ", "", "– "])
    end = rng.choice([";", ".", "", ""])
    kind = rng.random()
    if kind < 0.3:
        items = [
            f"{i}: {rng.choice(['', 'hơn ', 'khoảng '])}{rng.randint(2, 900)}{rng.choice(['', ',5', ' điểm', ' triệu đồng', ' người', '%'])}"
            for i in items
        ]
    elif kind < 0.45:
        mark = ""
        items = [f"{n + 1}{rng.choice(['.', ')'])} {i}" for n, i in enumerate(items)]
    lines = [f"{mark}{i}{end}" for i in items]
    if end == ";":
        lines[-1] = lines[-1][:-1] + "."
    intro = [Piece(rng.choice(furniture.LISTS), "body", part="body")] if rng.random() < 0.6 else []
    body[spot:spot] = intro + [Piece(line, "body", i == 0, "body") for i, line in enumerate(lines)]
    return body


def _caption(story: Story, rng: random.Random) -> list[Piece]:
    credit = furniture.credit(rng)
    roll = rng.random()
    if roll < 0.25:
        tail = rng.choice([" - ảnh 1", " ảnh 1", f" - Ảnh {rng.randint(1, 9)}", f" - Hình {rng.randint(1, 5)}", f" {rng.randint(1, 3)}"])
        text = story.title + tail
        if rng.random() < 0.25:
            text += a_scene(story, rng)
        elif rng.random() < 0.3:
            return [Piece(text, "caption", part="caption"), Piece(a_scene(story, rng), "caption", part="caption")]
    elif roll < 0.35:
        text = story.title
    elif roll < 0.55:
        text = rng.choice(
            [
                credit,
                "Ảnh minh họa.",
                "Ảnh minh họa",
                "Ảnh minh hoạ: Internet",
                "Hình minh họa",
                "(Ảnh minh họa)",
                credit,
                "Ảnh chụp màn hình",
                "Ảnh tư liệu",
            ]
        )
    elif roll < 0.8:
        text = f"{a_scene(story, rng)} {credit}"
    else:
        text = a_scene(story, rng)
    return [Piece(text, "caption", part="caption")]


_INLINE_CREDIT = re.compile(r"(?:^|[.!?”] )([^.!?:]{12,130}?)[ .(-]*(?:Ảnh|Nguồn)\s?:")
_NAMES = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]+){1,3}")


def a_scene(story: Story, rng: random.Random) -> str:
    """Words under a picture: a mate's own caption, or a named person or place of the article in a short phrase."""
    if story.captions and rng.random() < 0.5:
        return rng.choice(story.captions).rstrip(".") + rng.choice([".", "", "."])
    found = [m for mate in story.mates for m in _INLINE_CREDIT.findall(mate.body[0])]
    if found and rng.random() < 0.5:
        return rng.choice(found).strip(" -") + rng.choice([".", "", "."])
    names = _NAMES.findall(" ".join(story.body)) or [furniture.a_name(rng)]
    name, place = rng.choice(names), rng.choice(names)
    what = rng.choice(
        [
            "Ông",
            "Bà",
            "Toàn cảnh",
            "Một góc",
            "Lực lượng chức năng tại",
            "Người dân ở",
            "Trụ sở",
            "Đại diện",
            "Cầu thủ",
            "Hiện trường vụ việc ở",
            "Cuộc họp tại",
            "Tổng thống",
            "Tổng thư ký",
            "Ngoại trưởng",
            "Quang cảnh",
            "Phiên họp của",
            "Đối tượng",
            "Nạn nhân",
            "Tàu của",
            "Binh sĩ",
            "Máy bay của",
        ]
    )
    tail = rng.choice(
        [
            "",
            "",
            f" và {place}",
            f" tại {place}",
            f" (trái) và {place}",
            " phát biểu tại cuộc họp",
            " tại hiện trường",
            f" trong buổi làm việc ở {place}",
            " (bên phải)",
        ]
    )
    return f"{what} {name}{tail}" + rng.choice([".", "", "."])


def _pull_quote(story: Story, body: list[Piece], rng: random.Random) -> None:
    """A quote set apart with its speaker: words of a paragraph that goes, or words that stay in one and are then said twice."""
    holders = [i for i, p in enumerate(body) if p.role == "body" and i and re.search(r"[“\"][^“”\"]{50,300}[”\"]", p.text)]
    if not holders:
        return
    at = rng.choice(holders)
    text = re.findall(r"[“\"]([^“”\"]{50,300})[”\"]", body[at].text)[0].strip(" .,") + "."
    office, name = (
        f"{rng.choice(furniture.SPEAKERS)} {rng.choice(furniture.COUNTRIES)}",
        rng.choice([rng.choice(furniture.FOREIGN), furniture.a_name(rng)]),
    )
    if rng.random() < 0.2:
        name = name.upper()
    who = rng.choice([[office, name], [f"{office} {name}"], [name, office], [name], [f"- {name}, {office.lower()}"], []])
    lines = [*who, text] if rng.random() < 0.6 else [f"“{text.rstrip('.')}”", *who]
    role = "duplicate" if rng.random() < 0.4 else "pull_quote"
    spot = rng.randint(2, len(body) - 1)
    if role == "pull_quote":
        del body[at]
    body[spot:spot] = [Piece(line, role, i == 0, "pull") for i, line in enumerate(lines)]


def a_heading(rng: random.Random) -> str:
    """What stands above a list of other stories."""
    text = furniture.known(rng, "related") if rng.random() < 0.6 else rng.choice(furniture.RELATED)
    return rng.choice([text, text, text, text.upper(), text + ":", f"{text} ({rng.randint(2, 20)})"])


def teasers(story: Story, strangers: list[Story], rng: random.Random, count: int, lead_share: float) -> list[Piece]:
    """Other stories' titles, some with lead, date or picture line."""
    out = []
    mark = rng.choice(["", "", "", "", "", "• ", "- ", "> ", ">> ", "* "])
    when = rng.random() < 0.12
    caption = rng.random() < 0.07
    number = rng.random() < 0.07
    short = rng.random() < 0.4
    for i in range(count):
        other = rng.choice(story.mates) if story.mates and rng.random() < 0.12 else rng.choice(strangers)
        if caption:
            out.append(Piece(f"{a_scene(other, rng)} {furniture.credit(rng)}" if rng.random() < 0.7 else other.title, "teaser", part="teaser"))
        title = f"{i + 1}. {other.title}" if number else f"{mark}{other.title}"
        out.append(Piece(title + (f" ({rng.randint(1, 28)}/{rng.randint(1, 12)})" if rng.random() < 0.03 else ""), "teaser", part="teaser"))
        if when:
            out.append(Piece(furniture.date_line(rng, furniture.a_day(rng)), "teaser", False, "teaser"))
        if rng.random() < lead_share:
            lead = other.lead
            if short and len(lead.split()) > 12:
                lead = brief(lead, rng)
            elif rng.random() < 0.15 and len(lead.split()) > 20:
                lead = " ".join(lead.split()[:18]) + "..."
            out.append(Piece(lead, "teaser", rng.random() < 0.7, "teaser"))
    return out


def brief(lead: str, rng: random.Random) -> str:
    """A short sentence out of a lead."""
    parts = [p.strip() for p in re.split(r"[,.;:–]", lead) if 5 <= len(p.split()) <= 16]
    text = rng.choice(parts) if parts else " ".join(lead.split()[: rng.randint(7, 14)])
    return text[:1].upper() + text[1:] + rng.choice([".", ".", ".", "...", ""])
