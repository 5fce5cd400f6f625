"""Which names the article credits, and in which role."""

import pytest

from thoisu.annotate.credits import find_sources
from thoisu.extract.given import article_from_text
from thoisu.model import Document, Mention


def sources(text: str, *names: tuple[str, str], outlet: str | None = None) -> list[tuple[str, str]]:
    """Name and role of each credit, where every occurrence of the given names is an ORG mention of the given entity."""
    mentions = []
    for words, entity in names:
        at = text.find(words)
        while at >= 0:
            mentions.append(Mention(at, at + len(words), "ORG", entity, "given"))
            at = text.find(words, at + 1)
    mentions.sort(key=lambda m: m.start)
    doc = Document(article_from_text("a", text, outlet=outlet), mentions=tuple(mentions))
    return [(s.name, s.role) for s in find_sources(doc)]


@pytest.mark.parametrize("text", [
    "Theo Reuters, cầu Gỗ sẽ mở lại.",
    "Cầu Gỗ sẽ mở lại, theo hãng tin Reuters.",
    "Hãng tin Reuters ngày 5/4 đưa tin cầu Gỗ sẽ mở lại.",
    "“Cầu sẽ mở lại”, Reuters dẫn lời bà Lê Thị Mẫu.",
    "Cầu Gỗ sẽ mở lại. Hà Thử (Theo Reuters)",
    "Cầu Gỗ sẽ mở lại. Hà Thử (Reuters)",
])
def test_words_that_credit_an_agency(text: str) -> None:
    assert sources(text, ("Reuters", "Reuters")) == [("Reuters", "content")]


def test_statement_made_to_an_outlet() -> None:
    assert sources("Bà Mẫu nói với Reuters rằng cầu sẽ mở lại.", ("Reuters", "Reuters")) == [("Reuters", "statement")]


def test_picture_credits_have_their_own_role() -> None:
    assert sources("Cầu Gỗ nhìn từ xa. Ảnh: Reuters", ("Reuters", "Reuters")) == [("Reuters", "photo")]


def test_a_credit_after_a_picture_credit_counts() -> None:
    text = "Cầu Gỗ - Ảnh: AFP Theo Reuters, cầu sẽ mở lại."
    assert sources(text, ("AFP", "Agence France-Presse"), ("Reuters", "Reuters")) == [("Agence France-Presse", "photo"), ("Reuters", "content")]


def test_a_noun_announces_an_outlet_that_the_base_does_not_know() -> None:
    assert sources("Tờ Tin Làng Thử tiết lộ cầu sẽ mở lại.", ("Tin Làng Thử", "Tin Làng Thử")) == [("Tin Làng Thử", "content")]


def test_lists_share_their_credit() -> None:
    text = "Cầu sẽ mở lại. Hà Thử (Theo AFP, Reuters)"
    assert sources(text, ("AFP", "Agence France-Presse"), ("Reuters", "Reuters")) == [("Agence France-Presse", "content"), ("Reuters", "content")]


@pytest.mark.parametrize("text", [
    "VOV.VN - Cầu Gỗ sẽ mở lại.",
    "VOV khai trương trụ sở mới.",
])
def test_datelines_and_news_about_an_outlet_credit_nobody(text: str) -> None:
    assert sources(text, ("VOV.VN", "VOV"), ("VOV", "VOV")) == []


def test_a_ministry_is_no_outlet() -> None:
    assert sources("Theo Bộ Cầu đường, cầu sẽ mở lại.", ("Bộ Cầu đường", "Bộ Cầu đường")) == []


@pytest.mark.parametrize("text", ["", "Theo ", "\n\n(Theo"])
def test_texts_without_names_have_no_sources(text: str) -> None:
    assert sources(text) == []
