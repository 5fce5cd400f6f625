"""Compose noisy pages out of clean articles: what a crawl leaves of invented sites, every line with its role.

A page is a list of `Piece`s; `training/pages_html.py` dresses one in tags. Texts come from ../shared and are never written to the repository.
"""

import random
from typing import NamedTuple

from thoisu.extract.bylines import parse_signature
from training import pages_furniture as furniture
from training.pages_after import compose_after, tools
from training.pages_body import Piece, brief, compose_body, teasers
from training.pages_stories import Story, load_stories, paragraphs

__all__ = ["KEPT", "Composed", "Piece", "Story", "as_text", "compose", "load_stories"]

KEPT = ("title", "lead", "body", "heading", "pull_quote")


class Composed(NamedTuple):
    """A page with its truth."""

    pieces: list[Piece]
    title: str
    byline: str | None
    published: str | None


def compose(story: Story, strangers: list[Story], rng: random.Random, rich: bool = True) -> Composed:
    """A page around an article, in a layout of its own; `rich` pages also have what only their lines' course tells: talks, lists, second articles."""
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
    if rich and rng.random() < 0.12:
        top += [Piece(furniture.a_site(rng), "boilerplate", part="menu") for _ in range(rng.choice([1, 1, 2]))]
    top += _menu(rng)
    if rng.random() < 0.04:
        top += teasers(story, strangers, rng, rng.randint(1, 4), lead_share=rng.choice([0.0, 0.6]))
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
    if rich and rng.random() < 0.04:
        top.append(Piece(title, "duplicate", part="tools"))
    top += tools(rng)
    lead_first = rng.random() < 0.15
    lead = _lead(story, rng, rich)
    head = ([Piece(form, "byline", part="byline")] if signed_top else []) + ([Piece(date, "date", part="date")] if date and not date_first else [])
    top += lead + head if lead_first else head + lead
    if lead and rng.random() < 0.3:
        top += tools(rng)
    body = compose_body(story, strangers, rng, rich)
    tail = []
    if signed and not signed_top:
        tail.append(Piece(form, "byline", part="byline"))
    if credit:
        tail.append(Piece(credit, "source", part="source"))
        if rng.random() < 0.2:
            tail.reverse()
    body = _settle_signature(body, tail, signed, story)
    pieces = top + _lead_again(lead, rng) + body + tail + compose_after(story, strangers, rng, rich)
    return Composed(_glue_lines(pieces, rng), title, name if signed else None, at.isoformat() if date else None)


def _lead(story: Story, rng: random.Random, rich: bool) -> list[Piece]:
    """The lead: mostly as it is, else short, announced, cut before it stands in full, or none."""
    roll = rng.random() * (1.0 if rich else 0.93)
    if roll < 0.12:
        return []
    text = brief(story.lead, rng) if roll < 0.24 else story.lead
    if roll > 0.96:
        text = rng.choice(["TÓM TẮT: ", "Tóm tắt: ", "(Tóm tắt) ", "SAPO: ", "* ", "Lời tòa soạn: ", "LTS - ", "Lời dẫn: "]) + text
    words = text.split()
    if roll > 0.93 and len(words) > 16:
        cut = " ".join(words[: rng.randint(10, len(words) - 3)]) + "..."
        return [Piece(cut, "duplicate", part="lead"), Piece(text, "lead", part="lead")]
    return [Piece(text, "lead", part="lead")]


def _bare(story: Story, rng: random.Random) -> Composed:
    """An article with next to nothing around it, often short."""
    body = [Piece(p, "body", part="body") for p in paragraphs(story, rng)][: rng.choice([1, 1, 2, 3, 50])]
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


def _lead_again(lead: list[Piece], rng: random.Random) -> list[Piece]:
    if not lead or rng.random() > 0.24:
        return []
    text = lead[-1].text
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
