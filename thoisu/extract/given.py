"""An article from text that somebody has already cleaned: title, lead and body, or one text of paragraphs."""

import hashlib

from thoisu.model import Article, Block, BlockKind


def digest_text(text: str) -> str:
    """The digest of an article version: SHA-256 of its canonical text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_from_text(id: str, text: str, published: str | None = None, outlet: str | None = None) -> Article:
    """The article of a text whose paragraphs are separated by blank lines: title, lead, body. The text is kept as it is.

    >>> article_from_text("a", "Tít\\n\\nSapô.\\n\\nThân bài.").title
    'Tít'
    """
    blocks: list[Block] = []
    at = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            kinds: tuple[BlockKind, ...] = ("title", "lead", "body")
            blocks.append(Block(kinds[min(len(blocks), 2)], at, at + len(paragraph)))
        at += len(paragraph) + 2
    parts = {b.kind: text[b.start : b.end] for b in reversed(blocks)}
    return Article(
        id=id, digest=digest_text(text), text=text, blocks=tuple(blocks), title=parts.get("title", ""), lead=parts.get("lead"),
        published=published, published_how="given" if published else None, outlet=outlet,
    )
