"""Whom titles, descriptions and pronouns stand for. All people, places and bodies are invented or stand for themselves."""

from dataclasses import dataclass
from itertools import pairwise

import msgspec
import pytest

from thoisu.annotate.referents import find_referents
from thoisu.annotate.sentences import find_sentences
from thoisu.extract.given import article_from_text
from thoisu.model import Document, Mention, MentionType, Referent


@dataclass
class Names:
    """The names of the test texts with their types."""

    types: dict[str, MentionType]

    def mentions(self, text: str) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for words in sorted(self.types, key=len, reverse=True):
            at = text.find(words)
            while at >= 0:
                if not any(m.start < at + len(words) and at < m.end for m in found):
                    found.append(Mention(at, at + len(words), self.types[words], ENTITIES.get(words, words), "given"))
                at = text.find(words, at + 1)
        return tuple(sorted(found, key=lambda m: m.start))


ENTITIES = {"Nga": "Russia", "Pháp": "France", "Mẫu": "Lê Văn Mẫu", "Thử": "Trần Thị Thử", "Làng Mới": "Báo Làng Mới"}
NAMES = Names({
    "Lê Văn Mẫu": "PER", "Mẫu": "PER", "Trần Thị Thử": "PER", "Thử": "PER", "Nga": "LOC", "Pháp": "LOC", "Hội Cầu đường": "ORG", "Bộ Cầu": "ORG",
    "Làng Thí Dụ": "LOC", "Làng Mới": "ORG",
})


def read(text: str, published: str | None = None) -> list[tuple[str, str]]:
    """The words of each stand-in with whom it stands for."""
    doc = Document(article_from_text("a", text, published), mentions=NAMES.mentions(text))
    doc = msgspec.structs.replace(doc, sentences=tuple(find_sentences(doc)))
    found: list[Referent] = list(find_referents(doc))
    assert all(a.end <= b.start for a, b in pairwise(found))
    return [(text[r.start : r.end], r.entity) for r in found]


@pytest.mark.parametrize(("text", "entity"), [
    ("Nga cấm xe tải. Xe khách trong cả nước vẫn chạy.", "Russia"), ("Làng Thí Dụ họp. Xe trong cả nước vẫn chạy.", None),
])
def test_the_whole_country_is_the_state_last_spoken_of(text: str, entity: str | None) -> None:
    assert dict(read(text)).get("cả nước") == entity


@pytest.mark.parametrize("text", [
    "Lê Văn Mẫu là tổng thống. Tại cuộc họp báo, không ai nói gì.",
    "Báo Làng Mới viết về ngân hàng. Tờ báo có của ngân hàng đã mất.",
    "Tổng thống Nga Lê Văn Mẫu đã về. Bà kia giữ cương vị tổng thống từ mai.",
])
def test_words_that_only_hold_such_a_noun_stand_for_nobody(text: str) -> None:
    assert not {"báo", "vị tổng thống", "tổng thống"} & {words for words, _ in read(text)[1:]}


@pytest.mark.parametrize(("text", "words", "entity"), [
    ("Ông Lê Văn Mẫu đã đến. Ông khen cầu.", "Ông", "Lê Văn Mẫu"),
    ("Thị trưởng Lê Văn Mẫu họp. Vị thị trưởng khen cầu.", "Vị thị trưởng", "Lê Văn Mẫu"),
    ("Ngoại trưởng Nga Lê Văn Mẫu đã đến. Ngoại trưởng Nga khen cầu.", "Ngoại trưởng Nga", "Lê Văn Mẫu"),
    ("Bộ trưởng Ngoại giao Nga Lê Văn Mẫu đến. Nhà ngoại giao Nga cười.", "Nhà ngoại giao Nga", "Lê Văn Mẫu"),
    ("Lê Văn Mẫu đã đến. Người này khen cầu.", "Người này", "Lê Văn Mẫu"),
    ("Hội Cầu đường họp. Tổ chức này khen cầu.", "Tổ chức này", "Hội Cầu đường"),
    ("Nga sửa cầu. Nước này khen thợ.", "Nước này", "Russia"),
    ("Nga và Pháp họp. Hai bên khen cầu.", "Hai bên", "Russia"),
    ("Cầu dài, phía Nga nói.", "phía Nga", "Russia"),
    ("Theo báo Làng Mới, cầu dài. Tờ báo khen thợ.", "Tờ báo", "Báo Làng Mới"),
    ("Một tờ báo của Nga khen cầu. Theo báo Làng Mới, cầu dài.", "Một tờ báo của Nga", "Báo Làng Mới"),
])
def test_stand_ins_take_the_person_or_body(text: str, words: str, entity: str) -> None:
    assert (words, entity) in read(text)


def test_gender_decides_between_two_people() -> None:
    assert ("Bà", "Trần Thị Thử") in read("Ông Lê Văn Mẫu gặp bà Trần Thị Thử. Bà khen cầu.")


def test_a_title_before_a_name_is_no_stand_in() -> None:
    assert read("Thị trưởng Lê Văn Mẫu khen cầu.") == []


def test_titles_are_told_apart_by_country() -> None:
    text = "Thủ tướng Nga Lê Văn Mẫu gặp Thủ tướng Pháp Trần Thị Thử. Thủ tướng Nga khen cầu."
    assert ("Thủ tướng Nga", "Lê Văn Mẫu") in read(text)


@pytest.mark.parametrize("words", ["Các chuyên gia", "Một quan chức Nga giấu tên", "Quân đội Nga", "Nhà chức trách", "Lãnh đạo Hội Cầu đường"])
def test_the_unnamed_keep_their_words(words: str) -> None:
    assert read(f"{words} cho biết cầu đã xong.")[0] == (words, words)


def test_a_shorter_description_takes_up_the_longer_one() -> None:
    assert read("Một nguồn tin giấu tên khen cầu. Nguồn tin cho biết cầu dài.")[1] == ("Nguồn tin", "Một nguồn tin giấu tên")


@pytest.mark.parametrize("text", ["bà con qua cầu", "Trường hợp này lạ", "Anh hùng qua cầu", "công bố khủng bố", "họ hàng", "y tế", "không quân sự"])
def test_look_alikes_are_nobody(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["", "ông", "Ông này", "hai bên", "phía", "Tổng thống", "các các các", "ông " * 500])
def test_odd_texts_give_only_words_of_theirs(text: str) -> None:
    assert all(words in text for words, *_ in read(text))


@pytest.mark.parametrize(("text", "words"), [
    ("Một cố vấn của thị trưởng Lê Văn Mẫu khen cầu.", "Một cố vấn của thị trưởng Lê Văn Mẫu"),
    ("Luật sư của ông Mẫu khen cầu.", "Luật sư của ông Mẫu"),
    ("Một quan chức chính quyền Mẫu khen cầu.", "Một quan chức chính quyền Mẫu"),
])
def test_whose_a_person_is_belongs_to_the_description(text: str, words: str) -> None:
    assert (words, words) in read(text)


def test_a_title_of_another_gives_its_owner_no_title() -> None:
    assert ("Cố vấn", "Lê Văn Mẫu") not in read("Một cố vấn của thị trưởng Lê Văn Mẫu đã đến. Cố vấn khen cầu.")


def test_the_deck_of_a_ship_points_at_nobody() -> None:
    found = dict(read("Các binh sĩ Nga đã đến. Sĩ quan trên tàu khen cầu. Sĩ quan trên cho biết cầu dài."))
    assert "Sĩ quan trên" in found
    assert found.get("Sĩ quan") == "Sĩ quan"


def test_one_more_is_not_the_one_before() -> None:
    assert ("Một quan chức Nga", "Một quan chức Nga") in read("Các quan chức Nga đã đến. Một quan chức Nga khen cầu.")


def test_no_phrase_goes_on_in_the_next_line() -> None:
    found = dict(read("Nga khen quân đội Pháp\n\nNgoại trưởng Nga vừa đến Pháp."))
    assert {"quân đội Pháp", "Ngoại trưởng Nga"} <= found.keys()


def test_papers_that_none_is_named_for_stand_for_nobody() -> None:
    assert "Tờ báo" not in dict(read("Cầu dài. Tờ báo khen thợ."))
