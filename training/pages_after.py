"""What stands behind the text of a composed page: tags, other stories, whole other articles, readers' comments, the site's foot."""

import random
import re
from collections.abc import Callable

from training import pages_furniture as furniture
from training import pages_readers as readers
from training.pages_body import Piece, a_heading, teasers
from training.pages_stories import Story, paragraphs


def compose_after(story: Story, strangers: list[Story], rng: random.Random, rich: bool) -> list[Piece]:
    """The blocks behind the article, mostly in the usual order."""
    blocks: list[Callable[[], list[Piece]]] = []
    if rng.random() < 0.5:
        tags = _tags(story, rng)
        blocks.append(lambda: tags)
    if rng.random() < 0.3:
        blocks.append(lambda: tools(rng))
    said = comments(rng, strangers) if rng.random() < 0.5 else []
    early = rich and rng.random() < 0.4
    if said and early:
        blocks.append(lambda: said)
    if rng.random() < 0.75:
        head = [Piece(a_heading(rng), "boilerplate", part="box")] if rng.random() < 0.65 else []
        blocks.append(lambda: head + teasers(story, strangers, rng, rng.randint(1, 10), rng.choice([0.0, 0.5, 0.6, 0.7, 1.0])))
    if rich and rng.random() < 0.04:
        blocks.insert(rng.choice([0, len(blocks)]), lambda: _another(strangers, rng))
    if said and not early:
        blocks.append(lambda: said)
    if rng.random() < 0.7:
        blocks.append(lambda: _foot(rng))
    if rng.random() < 0.3:
        rng.shuffle(blocks)
    return [piece for block in blocks for piece in block()]


def _tags(story: Story, rng: random.Random) -> list[Piece]:
    words = rng.sample(story.title.split(), min(3, len(story.title.split())))
    names = list(dict.fromkeys(re.findall(r"(?<=[a-zà-ỹ,] )[A-ZĐÀ-Ỹ][\w-]+(?: [A-ZĐÀ-Ỹ][\w-]+){0,2}", " ".join([story.lead, *story.body]))))
    if names and rng.random() < 0.6:
        words = rng.sample(names, min(len(names), rng.randint(1, 6)))
        if rng.random() < 0.3:
            words = [w.lower() for w in words]
    label = rng.choice(furniture.TAG_LABELS)
    roll = rng.random()
    if roll < 0.55:
        return [Piece(f"{label} {rng.choice([', ', ', ', ' , ', ' | ', '; ']).join(words)}", "tags", part="tags")]
    if roll < 0.65:
        return [Piece(" ".join("#" + w.replace(" ", rng.choice(["", "_"])) for w in words), "tags", part="tags")]
    bare = [Piece(w, "tags", False, "tags") for w in words]
    return bare if roll > 0.85 else [Piece(label, "tags", part="tags"), *bare]


def _another(strangers: list[Story], rng: random.Random) -> list[Piece]:
    """A second article in full, as pages that load the next one hold it."""
    other = rng.choice(strangers)
    lines = [other.title]
    if rng.random() < 0.6:
        lines.append(furniture.date_line(rng, furniture.a_day(rng)))
    lines.append(other.lead)
    lines += paragraphs(other, rng)[: rng.choice([2, 4, 8, 30])]
    if rng.random() < 0.6:
        lines.append(furniture.byline(rng, False)[0])
    return [Piece(line, "teaser", part="teaser") for line in lines]


def tools(rng: random.Random) -> list[Piece]:
    """Buttons and small lines of a page's head or foot, or none."""
    if rng.random() < 0.4:
        return []
    out = []
    for _ in range(rng.randint(1, 4)):
        text = furniture.known(rng, "share") if rng.random() < 0.55 else rng.choice(furniture.TOP)
        if rng.random() < 0.12:
            text = " ".join(furniture.known(rng, "share") for _ in range(rng.randint(2, 4)))
        out.append(Piece(text, "boilerplate", part="tools"))
    if rng.random() < 0.08:
        out += [
            Piece(f"{t} {rng.randint(0, 40)}" if rng.random() < 0.2 else t, "boilerplate", False, "tools") for t in rng.sample(furniture.FEELINGS, 3)
        ]
    return out


_SAID = re.compile(r"[“\"]((?:Tôi|Chúng tôi|Mình|Chúng ta|Thật|Đây|Đó|Họ|Không|Nếu|Có)\b[^“”\"]{15,160})[”\"]")


def comments(rng: random.Random, strangers: list[Story]) -> list[Piece]:
    """What readers wrote, some with names, moments and tools."""
    out = []
    if rng.random() < 0.3:
        text = furniture.known(rng, "comment")
        out.append(
            Piece(
                rng.choice([text, f"{text} ({rng.randint(1, 90)})", f"{rng.randint(1, 90)} {rng.choice(readers.REPLIES)}"]),
                "boilerplate",
                part="comment",
            )
        )
    said = [s.strip(" .,") for story in strangers for p in story.body for s in _SAID.findall(p)]
    named, tooled = rng.random() < 0.4, rng.random() < 0.4
    form, joined = rng.randrange(4), rng.random() < 0.15
    for _ in range(rng.choice([1, 1, 2, 3, 4, 6, 9])):
        text = rng.choice(said) + rng.choice([".", "", "!"]) if said and rng.random() < 0.2 else readers.comment(rng)
        if rng.random() < 0.2:
            text += " " + readers.comment(rng)
        text = readers.sloppy(text, rng)
        who = _reader(rng, form)
        if joined:
            text = f"{who}: {text}"
        elif named:
            out.append(Piece(who, "comment", part="comment"))
        out.append(Piece(text, "comment", not named, "comment"))
        if tooled:
            out.append(Piece(readers.comment_tools(rng), "comment", False, "comment"))
    return out


def _reader(rng: random.Random, form: int) -> str:
    given = rng.choice(furniture.GIVEN).lower()
    nick = f"{given}{rng.choice(['', '_', '.'])}{rng.choice([str(rng.randint(1, 99)), rng.choice(furniture.GIVEN).lower()])}"
    name = rng.choice([furniture.a_name(rng), nick, rng.choice(furniture.GIVEN), f"{rng.choice(furniture.GIVEN)} {rng.choice(furniture.PLACES)}"])
    at = rng.choice(
        [f"{rng.randint(1, 23)}:{rng.randint(10, 59)}", furniture.date_line(rng, furniture.a_day(rng)), f"{rng.randint(1, 23)} giờ trước"]
    )
    return (name, name, f"{name} - {at}", f"{name} {at}")[form]


def _foot(rng: random.Random) -> list[Piece]:
    out = []
    for _ in range(rng.randint(1, 8)):
        roll = rng.random()
        text = (
            furniture.known(rng, "comment", "report", "footer", "empty")
            if roll < 0.4
            else rng.choice(furniture.BOTTOM)
            if roll < 0.75
            else furniture.footer_line(rng)
        )
        out.append(Piece(text, "boilerplate", rng.random() < 0.8, "foot"))
    return out
