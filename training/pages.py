"""Compose noisy pages out of clean articles: what a crawl leaves of invented sites, every line with its role.

A page is a list of `Piece`s; `training/pages_html.py` dresses one in tags. Texts come from ../shared and are never written to the repository.
"""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from thoisu.extract.bylines import parse_signature
from thoisu.extract.phrases import CREDIT, ILLUSTRATION, LINK
from thoisu.text.segment import find_sentences
from training import pages_furniture as furniture
from training.gold import SHARED

KEPT = ("title", "lead", "body", "heading", "pull_quote")


class Piece(NamedTuple):
    """A line of a page: `gap` where a blank line stands before it on pages that have blank lines; `part` says what it was made as."""

    text: str
    role: str
    gap: bool = True
    part: str = ""


class Story(NamedTuple):
    """A clean article to compose from; `mates` tell the same story, `stranger` picks any other."""

    title: str
    lead: str
    body: list[str]
    signature: str | None
    mates: list["Story"]


class Composed(NamedTuple):
    """A page with its truth."""

    pieces: list[Piece]
    title: str
    byline: str | None
    published: str | None


def load_stories(part: int = 0, count: int = 4000, clusters: bool = True) -> list[Story]:
    """Articles of data/stories (clusters that no gold page comes from) and of one part of data/news."""
    stories = list(_read_news(part, count))
    return (list(_read_clusters()) if clusters else []) + stories


def _read_news(part: int, count: int) -> Iterator[Story]:
    with gzip.open(SHARED / f"data/news/part-{part:02d}.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number >= count:
                return
            row = json.loads(line)
            body = [p.strip() for p in row["text"].split("\n") if p.strip()]
            signature = None
            if len(body) > 2 and len(body[-1]) < 60 and parse_signature(body[-1]):
                signature = body.pop()
            if len(body) > 1 and row["title"].strip() and row["lead"].strip():
                yield Story(row["title"].strip(), row["lead"].strip(), body, signature, [])


def _read_clusters() -> Iterator[Story]:
    pages = (SHARED / "gold/pages.jsonl").read_text(encoding="utf-8")
    used = {json.loads(line)["id"].removeprefix("dev-") for line in pages.splitlines()}
    groups: dict[int, list[dict[str, Any]]] = {}
    for line in (SHARED / "data/stories/articles.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        row = json.loads(line)
        groups.setdefault(row["cluster"], []).append(row)
    for rows in groups.values():
        if any(row["id"] in used for row in rows):
            continue
        group = [Story(r["title"].strip(), r["lead"].strip(), [r["text"].strip()], None, []) for r in rows if r["lead"] and r["text"]]
        for story in group:
            yield story._replace(mates=[s for s in group if s is not story])


def paragraphs(story: Story, rng: random.Random) -> list[str]:
    """The body in paragraphs: news keeps its own, texts of one piece are cut after one to four sentences."""
    if len(story.body) > 1:
        if rng.random() < 0.5:
            return list(story.body)
        return _joined(story.body, rng)
    text = story.body[0]
    return _joined([text[s.start : s.end] for s in find_sentences(text)], rng)


def _joined(sentences: list[str], rng: random.Random) -> list[str]:
    out, i = [], 0
    most = rng.choice([2, 3, 3, 4])
    while i < len(sentences):
        n = rng.randint(1, most)
        out.append(" ".join(sentences[i : i + n]))
        i += n
    return out


def compose(story: Story, strangers: list[Story], rng: random.Random) -> Composed:
    """A page around an article, in a layout of its own."""
    at = furniture.a_day(rng)
    if rng.random() < 0.04:
        return _bare(story, rng)
    date = furniture.date_line(rng, at) if rng.random() < 0.62 else None
    top: list[Piece] = []
    signed_top = rng.random() < 0.22
    if date and rng.random() < 0.12:
        writer = furniture.a_name(rng)
        date = rng.choice(
            [
                f"{writer} | {date}",
                f"{date} | {writer}",
                f"{writer} - {date}",
                f"{date} {writer}",
                f"{writer} {date}",
                f"{writer} · {date}",
                f"Theo {writer} | {date}",
            ]
        )
    signed = signed_top or rng.random() < 0.72
    form, name = furniture.byline(rng, signed_top) if signed else ("", None)
    if signed and not signed_top and story.signature and rng.random() < 0.6:
        form, found = story.signature, parse_signature(story.signature)
        name = found.persons if found and found.persons else None
        signed = bool(found and found.kind == "byline")
    credit = furniture.source(rng) if rng.random() < (0.25 if signed else 0.45) else None
    top += _menu(rng)
    if rng.random() < 0.08:
        top += _teasers(story, strangers, rng, rng.randint(1, 4), lead_share=rng.choice([0.0, 0.6]))
    if rng.random() < 0.55:
        top.append(Piece(_section(rng), "section", part="section"))
    date_first = rng.random() < 0.4
    if date and date_first:
        top.append(Piece(date, "date", part="date"))
    title = story.title
    top.append(Piece(title, "title", part="title"))
    if date and not date_first and rng.random() < 0.8:
        top.append(Piece(date, "date", part="date"))
        date_first = True
    top += _tools(rng)
    lead_first = rng.random() < 0.15
    lead = [Piece(_brief(story.lead, rng) if rng.random() < 0.12 else story.lead, "lead", part="lead")]
    if rng.random() < 0.1:
        lead = []
    head = ([Piece(form, "byline", part="byline")] if signed_top else []) + ([Piece(date, "date", part="date")] if date and not date_first else [])
    top += lead + head if lead_first else head + lead
    if lead and rng.random() < 0.3:
        top += _tools(rng)
    body = _body(story, strangers, rng)
    tail = []
    if signed and not signed_top:
        tail.append(Piece(form, "byline", part="byline"))
    if credit:
        tail.append(Piece(credit, "source", part="source"))
        if rng.random() < 0.2:
            tail.reverse()
    body = _settle_signature(body, tail, signed, story)
    pieces = top + _lead_again(lead, rng) + body + tail + _after(story, strangers, rng)
    return Composed(_glue_lines(pieces, rng), title, name if signed else None, at.isoformat() if date else None)


def _bare(story: Story, rng: random.Random) -> Composed:
    """An article with next to nothing around it, often short."""
    body = [_paragraph(p) for p in paragraphs(story, rng)][: rng.choice([1, 1, 2, 3, 50])]
    lead = [Piece(story.lead, "lead", part="lead")] if rng.random() < 0.8 else []
    return Composed([Piece(story.title, "title", part="title"), *lead, *body], story.title, None, None)


def _settle_signature(body: list[Piece], tail: list[Piece], signed: bool, story: Story) -> list[Piece]:
    """A name that ends the text stays text where the page has a signature of its own, else it is the signature."""
    if len(story.body) > 1 or signed or not body or body[-1].role != "body":
        return body
    found = parse_signature(body[-1].text)
    if found and len(body[-1].text) < 50:
        return [*body[:-1], body[-1]._replace(role=found.kind)]
    return body


def _menu(rng: random.Random) -> list[Piece]:
    roll = rng.random()
    if roll < 0.5:
        return []
    names = rng.sample(furniture.SECTIONS, rng.randint(2, 9))
    if roll < 0.62:
        return [Piece(rng.choice([" | ", " ", " - ", " • "]).join(names), "boilerplate", part="menu")]
    if roll < 0.85:
        return [Piece(n.upper() if rng.random() < 0.1 else n, "boilerplate", i == 0, "menu") for i, n in enumerate(names)]
    return [Piece(t, "boilerplate", part="menu") for t in rng.sample(furniture.TOP, rng.randint(1, 4))]


def _section(rng: random.Random) -> str:
    names = rng.sample(furniture.SECTIONS, 3)
    trail = rng.choice([" › ", " > ", " / ", " » ", " - ", " | "])
    home = rng.choice(["Trang chủ", "Home", "Trang nhất"])
    return rng.choice(
        [
            names[0],
            names[0],
            names[0],
            names[0].upper(),
            f"{home}{trail}{names[0]}",
            f"{home}{trail}{names[0]}{trail}{names[1]}",
            f"{names[0]}{trail}{names[1]}",
            home,
        ]
    )


def _known(rng: random.Random, *classes: str) -> str:
    return rng.choice([p for c, p in _TABLE if c in classes])


def _tools(rng: random.Random) -> list[Piece]:
    if rng.random() < 0.4:
        return []
    out = []
    for _ in range(rng.randint(1, 4)):
        text = _known(rng, "share") if rng.random() < 0.55 else rng.choice(furniture.TOP)
        if rng.random() < 0.12:
            text = " ".join(_known(rng, "share") for _ in range(rng.randint(2, 4)))
        out.append(Piece(text, "boilerplate", part="tools"))
    return out


def _lead_again(lead: list[Piece], rng: random.Random) -> list[Piece]:
    if not lead or rng.random() > 0.24:
        return []
    text = lead[0].text
    roll = rng.random()
    if roll < 0.12:
        text = f"({rng.choice(['Báo Mẫu', 'TMO', 'BMĐT', 'ABC News'])}) - {text}"
    elif roll < 0.2 and len(text.split()) > 25:
        text = " ".join(text.split()[: -rng.randint(1, 3)]) + "..."
    elif roll < 0.26:
        words = text.split()
        words[rng.randrange(len(words))] = rng.choice(["đã", "của", "Ông", "hôm nay"])
        text = " ".join(words)
    return [Piece(text, "duplicate", part="body")]


def _body(story: Story, strangers: list[Story], rng: random.Random) -> list[Piece]:
    body = [_paragraph(p) for p in paragraphs(story, rng)]
    if rng.random() < 0.12 and len(body) > 3:
        start = rng.randint(0, len(body) - 2)
        body += [p._replace(role="duplicate") for p in body[start:] if p.role == "body"]
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
        spot = rng.randint(0, len(body))
        body[spot:spot] = _caption(story, rng)
    if rng.random() < 0.25:
        for _ in range(rng.choice([1, 1, 2])):
            spot = rng.randint(1, len(body))
            body.insert(spot, Piece(f"{rng.choice(furniture.INLINE)} {rng.choice(strangers).title}", "teaser", part="inline"))
    if rng.random() < 0.06:
        spot = rng.randint(1, len(body))
        body[spot:spot] = [Piece(_heading(rng), "boilerplate", part="box"), *_teasers(story, strangers, rng, rng.randint(2, 3), 0.0)]
    if rng.random() < 0.12 and len(body) > 5:
        body = _headings(body, rng)
    if rng.random() < 0.09 and len(body) > 4:
        spot = rng.randint(2, len(body) - 1)
        body[spot:spot] = _pull_quote(story, rng)
    return body


def _paragraph(text: str) -> Piece:
    """A paragraph as the news texts have it; links and picture credits that they kept get their own role."""
    if LINK.match(text):
        return Piece(text, "teaser", part="inline")
    if len(text) < 100 and (CREDIT.match(text) or ILLUSTRATION.match(text)):
        return Piece(text, "caption", part="caption")
    return Piece(text, "body", part="body")


def _headings(body: list[Piece], rng: random.Random) -> list[Piece]:
    out = []
    for i, piece in enumerate(body):
        words = re.split(r"[,.:;“”\"(]", piece.text)[0].split()
        if 1 < i < len(body) - 1 and piece.role == "body" and rng.random() < 0.3 and 4 <= len(words) <= 11:
            out.append(Piece(" ".join(words), "heading", part="heading"))
        out.append(piece)
    return out


def _caption(story: Story, rng: random.Random) -> list[Piece]:
    credit = furniture.credit(rng)
    roll = rng.random()
    if roll < 0.25:
        tail = rng.choice([" - ảnh 1", " ảnh 1", f" - Ảnh {rng.randint(1, 9)}", f" - Hình {rng.randint(1, 5)}", f" {rng.randint(1, 3)}"])
        text = story.title + tail
        if rng.random() < 0.25:
            text += _scene(story, rng)
        elif rng.random() < 0.3:
            return [Piece(text, "caption", part="caption"), Piece(_scene(story, rng), "caption", part="caption")]
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
        text = f"{_scene(story, rng)} {credit}"
    else:
        text = _scene(story, rng)
    return [Piece(text, "caption", part="caption")]


_INLINE_CREDIT = re.compile(r"(?:^|[.!?”] )([^.!?:]{12,130}?)[ .(-]*(?:Ảnh|Nguồn)\s?:")
_NAMES = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]+){1,3}")


def _scene(story: Story, rng: random.Random) -> str:
    """Words under a picture: a mate's own caption, or a named person or place of the article in a short phrase."""
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


def _pull_quote(story: Story, rng: random.Random) -> list[Piece]:
    quotes = re.findall(r"[“\"]([^“”\"]{60,300})[”\"]", " ".join(story.body))
    if not quotes:
        return []
    office, name = (
        f"{rng.choice(furniture.SPEAKERS)} {rng.choice(furniture.COUNTRIES)}",
        rng.choice([rng.choice(furniture.FOREIGN), furniture.a_name(rng)]),
    )
    who = rng.choice([[office, name], [f"{office} {name}"], [name, office], [name]])
    text = rng.choice(quotes).strip(" .,") + "."
    lines = [*who, text] if rng.random() < 0.7 else [f"“{text}”", *who]
    return [Piece(line, "pull_quote", i == 0, "pull") for i, line in enumerate(lines)]


def _heading(rng: random.Random) -> str:
    text = _known(rng, "related") if rng.random() < 0.6 else rng.choice(furniture.RELATED)
    return rng.choice([text, text, text, text.upper(), text + ":", f"{text} ({rng.randint(2, 20)})"])


def _teasers(story: Story, strangers: list[Story], rng: random.Random, count: int, lead_share: float) -> list[Piece]:
    out = []
    mark = rng.choice(["", "", "", "", "", "• ", "- ", "> ", ">> ", "* "])
    when = rng.random() < 0.12
    caption = rng.random() < 0.07
    number = rng.random() < 0.07
    brief = rng.random() < 0.4
    for i in range(count):
        other = rng.choice(story.mates) if story.mates and rng.random() < 0.12 else rng.choice(strangers)
        if caption:
            out.append(Piece(f"{_scene(other, rng)} {furniture.credit(rng)}" if rng.random() < 0.7 else other.title, "teaser", part="teaser"))
        title = f"{i + 1}. {other.title}" if number else f"{mark}{other.title}"
        out.append(Piece(title + (f" ({rng.randint(1, 28)}/{rng.randint(1, 12)})" if rng.random() < 0.03 else ""), "teaser", part="teaser"))
        if when:
            out.append(Piece(furniture.date_line(rng, furniture.a_day(rng)), "teaser", False, "teaser"))
        if rng.random() < lead_share:
            lead = other.lead
            if brief and len(lead.split()) > 12:
                lead = _brief(lead, rng)
            elif rng.random() < 0.15 and len(lead.split()) > 20:
                lead = " ".join(lead.split()[:18]) + "..."
            out.append(Piece(lead, "teaser", rng.random() < 0.7, "teaser"))
    return out


def _brief(lead: str, rng: random.Random) -> str:
    """A short sentence out of a lead."""
    parts = [p.strip() for p in re.split(r"[,.;:–]", lead) if 5 <= len(p.split()) <= 16]
    text = rng.choice(parts) if parts else " ".join(lead.split()[: rng.randint(7, 14)])
    return text[:1].upper() + text[1:] + rng.choice([".", ".", ".", "...", ""])


def _comments(rng: random.Random, strangers: list[Story]) -> list[Piece]:
    out = []
    named, tools = rng.random() < 0.3, rng.random() < 0.3
    for _ in range(rng.randint(1, 5)):
        text = furniture.comment(rng)
        if rng.random() < 0.2:
            text += " " + furniture.comment(rng)
        if named:
            who = rng.choice(
                [
                    furniture.a_name(rng),
                    f"{rng.choice(furniture.GIVEN).lower()}{rng.randint(1, 99)}",
                    f"{furniture.a_name(rng)} - {rng.randint(1, 23)}:{rng.randint(10, 59)}",
                ]
            )
            out.append(Piece(who, "comment", part="comment"))
        out.append(Piece(text, "comment", not named, "comment"))
        if tools:
            out.append(
                Piece(
                    rng.choice(
                        [
                            "Trả lời",
                            f"Thích {rng.randint(1, 90)}",
                            "Thích Trả lời",
                            f"{rng.randint(1, 23)} giờ trước",
                            f"{rng.randint(1, 90)}",
                            "Báo xấu",
                        ]
                    ),
                    "comment",
                    False,
                    "comment",
                )
            )
    return out


def _after(story: Story, strangers: list[Story], rng: random.Random) -> list[Piece]:
    blocks: list[Callable[[], list[Piece]]] = []
    if rng.random() < 0.5:
        words = rng.sample(story.title.split(), min(3, len(story.title.split())))
        label = rng.choice(furniture.TAG_LABELS)
        tags = [Piece(f"{label} {', '.join(words)}", "tags", part="tags")]
        if rng.random() < 0.3:
            tags = [Piece(label, "tags", part="tags"), *(Piece(w, "tags", False, "tags") for w in words)]
        blocks.append(lambda: tags)
    if rng.random() < 0.25:
        blocks.append(lambda: _tools(rng))
    if rng.random() < 0.75:
        head = [Piece(_heading(rng), "boilerplate", part="box")] if rng.random() < 0.65 else []
        blocks.append(lambda: head + _teasers(story, strangers, rng, rng.randint(1, 10), rng.choice([0.0, 0.5, 0.6, 0.7, 1.0])))
    if rng.random() < 0.45:
        blocks.append(lambda: _comments(rng, strangers))
    if rng.random() < 0.7:
        blocks.append(lambda: _foot(rng))
    if rng.random() < 0.3:
        rng.shuffle(blocks)
    return [piece for block in blocks for piece in block()]


def _foot(rng: random.Random) -> list[Piece]:
    out = []
    for _ in range(rng.randint(1, 8)):
        roll = rng.random()
        text = (
            _known(rng, "comment", "report", "footer", "empty")
            if roll < 0.4
            else rng.choice(furniture.BOTTOM)
            if roll < 0.75
            else furniture.footer_line(rng)
        )
        out.append(Piece(text, "boilerplate", rng.random() < 0.8, "foot"))
    return out


def _glue_lines(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Now and then two tool lines that the crawl merged, capitals, a mark more."""
    out: list[Piece] = []
    for piece in pieces:
        if out and piece.part == out[-1].part and piece.part in ("tools", "foot", "menu") and rng.random() < 0.06:
            out[-1] = out[-1]._replace(text=f"{out[-1].text} {piece.text}")
        elif piece.role == "boilerplate" and rng.random() < 0.05:
            out.append(piece._replace(text=piece.text.upper() if rng.random() < 0.5 else piece.text + rng.choice([" !", "...", " »", ":"])))
        else:
            out.append(piece)
    return out


def as_text(page: Composed, rng: random.Random) -> str:
    """The page as lines: blank lines between all, between none, or only between parts."""
    style = rng.choice(["all", "all", "none", "parts"])
    out = []
    for i, piece in enumerate(page.pieces):
        blank = (style == "all" and piece.gap) or (style == "parts" and (i == 0 or page.pieces[i - 1].part != piece.part or piece.part == "body"))
        out.append(("\n\n" if blank else "\n") + piece.text)
    return "".join(out).strip("\n")


def _load_table() -> list[tuple[str, str]]:
    from thoisu.lexicon import load_rows

    return [(row[0], row[1]) for row in load_rows("furniture")]


_TABLE = _load_table()
