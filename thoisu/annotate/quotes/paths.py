"""How a quote reached the page: from its speaker through those who passed it on."""

from collections.abc import Sequence

from thoisu.annotate.quotes.features import subject_before
from thoisu.annotate.quotes.options import Option
from thoisu.annotate.quotes.scene import Scene
from thoisu.model import Source

_NAMES = ("PER", "ORG", "LOC", "REF", "DESC")


def find_path(scene: Scene, option: Option, speaker: str | None, around: Sequence[str], sources: Sequence[Source]) -> tuple[str, ...]:
    """The speaker, then whoever relays the words here, then the path of the quote around (`around`), each once.

    `A dẫn lời B` gives (B, A); `B nói với A` gives (B, A); a quote inside a quote of A gives (B, A).
    """
    if speaker is None:
        return tuple(around)
    through = [speaker, *_relays(scene, option), *_told_to(scene, option, sources), *around]
    return tuple(dict.fromkeys(through))


def _relays(scene: Scene, option: Option) -> list[str]:
    """Who stands before a relaying cue (`dẫn lời`) in the reporting part of the sentence."""
    out: list[str] = []
    for token in _reporting(scene, option):
        if token in scene.cues and scene.cues[token].value.kind == "relay":
            party, gap = subject_before(scene, token, _sentence(scene, token)[0])
            if party >= 0 and gap <= 2 and scene.parties[party].kind in _NAMES:
                out.append(scene.parties[party].entity)
    return out


def _told_to(scene: Scene, option: Option, sources: Sequence[Source]) -> list[str]:
    """The outlets in the reporting part of the sentence to which the words were said."""
    tokens = _reporting(scene, option)
    if not tokens:
        return []
    start, end = scene.tokens[tokens[0]].start, scene.tokens[tokens[-1]].end
    return [s.name for s in sources if s.role == "statement" and start <= s.start < end]


def _reporting(scene: Scene, option: Option) -> range:
    """The tokens of the cue's sentence outside the content: before a content to the right, after a content to the left."""
    if option.cue < 0:
        return range(0)
    first, last = _sentence(scene, option.cue)
    return range(first, option.first) if option.first > option.cue else range(max(first, min(option.last, option.cue)), last)


def _sentence(scene: Scene, token: int) -> tuple[int, int]:
    number = scene.sentence_at[token]
    return scene.sentences[number] if number >= 0 else (token, token + 1)
