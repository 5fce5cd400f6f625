"""Quotes with their speakers: marked speech, reported clauses, and both mixed.

Cues and marks give possible quotes (`options`); small logistic models over named features say which hold and where they end (`assemble`) and who
speaks (`speakers`). Nested reports give both layers.
"""

from collections.abc import Iterator

from thoisu.annotate.quotes.assemble import Found, find_all
from thoisu.annotate.quotes.model import QuoteModels, load_models
from thoisu.annotate.quotes.scene import Scene, make_scene
from thoisu.annotate.quotes.speakers import make_context, rank_candidates
from thoisu.model import Document, Quote, QuoteType, Span


def find_quotes(doc: Document) -> Iterator[Quote]:
    """The quotes of the article in order (needs sentences, mentions, referents and times).

    >>> from thoisu.extract.given import article_from_text
    >>> from thoisu.model import Mention, Sentence
    >>> text = "Ông Lê Văn Mẫu cho biết cầu Gỗ sẽ mở lại vào tháng tới."
    >>> doc = Document(article_from_text("a", text), sentences=(Sentence(0, 55),), mentions=(Mention(4, 14, "PER", "Lê Văn Mẫu", "given"),))
    >>> [(q.speaker, text[q.start:q.end]) for q in find_quotes(doc)]
    [('Lê Văn Mẫu', 'cầu Gỗ sẽ mở lại vào tháng tới')]
    """
    yield from read_quotes(doc, load_models())


def read_quotes(doc: Document, models: QuoteModels) -> Iterator[Quote]:
    """The quotes of the article by the given models."""
    scene = make_scene(doc)
    told: list[tuple[int, int, str | None]] = []
    chain: str | None = None
    for found in find_all(scene, models):
        context = make_context(found.option, told, chain)
        speaker = rank_candidates(scene, found.option, context, models.speaker)
        quote = _make(scene, found, speaker[0].entity if speaker else None, None)
        told.append((found.option.first, found.option.last, quote.speaker))
        chain = quote.speaker or chain
        yield quote


def _make(scene: Scene, found: Found, speaker: str | None, span: Span | None) -> Quote:
    option = found.option
    start, end = scene.tokens[option.first].start, scene.tokens[option.last - 1].end
    if option.side == "mark":
        start, end = scene.marks[option.mark].inner_start, scene.marks[option.mark].inner_end
    cue = scene.cues.get(option.cue)
    return Quote(
        start, end, _type(scene, option.side, option.first, option.last), speaker, f"{option.side}_{option.bridge}",
        Span(cue.start, cue.end) if cue else None, span, (speaker,) if speaker else (), round(found.score, 3),
    )


def _type(scene: Scene, side: str, first: int, last: int) -> QuoteType:
    if side == "mark":
        return "direct"
    return "mixed" if any(scene.mark_at[i] >= 0 and scene.mark_tokens[scene.mark_at[i]][0] >= first for i in range(first, last)) else "indirect"
