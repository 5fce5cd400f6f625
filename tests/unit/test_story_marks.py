"""Marks: articles on one happening in other words find each other, those on another day do not."""

import msgspec

from tests.conftest import document
from thoisu.model import Document, EventMention, Mention, Span, Time
from thoisu.record.stories import make_features, score_similarity
from thoisu.record.story_marks import find_marks, mark_features

TEXT = "{a} gặp {b}\n\nHai bên nói chuyện ngày {d}.\n\n"


def told(id_: str, day: str, rest: str, actors: tuple[str, str] = ("NATO", "Russia")) -> Document:
    doc = document(TEXT.format(a="Khối", b="Nga", d="20/4") + rest, id=id_)
    event = EventMention("CONSULT", "meeting", (Span(5, 8),), actors, (), day, "asserted", "t")
    mentions = (Mention(0, 4, "ORG", actors[0], "t"), Mention(9, 12, "LOC", actors[1], "t"))
    return msgspec.structs.replace(doc, events=(event,), mentions=mentions, times=(Time(39, 43, "DATE", day, "t"),))


def likeness(a: Document, b: Document, *, marked: bool = True) -> float:
    features = [make_features(d.article.id, d.article.title, d.article.lead, "\n".join(d.article.body)) for d in (a, b)]
    if marked:
        features = [mark_features(f, d) for f, d in zip(features, (a, b), strict=True)]
    return score_similarity(*features)


def test_one_happening_in_other_words() -> None:
    a, b = told("a", "2016-04-20", "Cửa hội trường mở lúc chín giờ."), told("b", "2016-04-20", "Phóng viên chờ ngoài mưa suốt buổi.")
    assert likeness(a, b) > likeness(a, b, marked=False) + 0.1


def test_another_day_or_other_parties_add_nothing() -> None:
    a = told("a", "2016-04-20", "Cửa mở.")
    for b in (told("b", "2016-07-13", "Cửa mở."), told("b", "2016-04-20", "Cửa mở.", ("European Union", "Japan"))):
        assert likeness(a, b) == likeness(a, b, marked=False)


def test_leaders_stand_for_their_states() -> None:
    assert any(m.startswith("Russia|United States") for m in find_marks(told("a", "2016-11-14", "", ("Vladimir Putin", "Barack Obama"))))


def test_a_document_without_layers_keeps_its_features() -> None:
    doc = document("Tít\n\nSapô.")
    features = make_features("a", "Tít", "Sapô.", "")
    assert mark_features(features, doc) == features
