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


@pytest.mark.parametrize(("text", "name"), [
    ("Cầu sẽ mở lại, theo hãng thông tấn quốc gia Bến Gỗ BGA.", "BGA"),
    ("Cầu sẽ mở lại, theo Ben Go News.", "Ben Go News"),
    ("Nhật báo Tấm lòng (Der Brückner) ngày 2/3 đưa tin cầu mở lại.", "Der Brückner"),
    ("Trả lời phỏng vấn Ben Go Television, bà Mẫu vui.", "Ben Go Television"),
    ("Báo Bến Gỗ cho biết cầu mở lại.", "Báo Bến Gỗ"),
    ("Theo Cổng thông tin Bến Gỗ, cầu mở lại.", "Cổng thông tin Bến Gỗ"),
    ("Cầu mở lại. Hà Thử (Theo Bến Gỗ) Cầu nhìn từ xa.", "Bến Gỗ"),
    ("Cầu mở lại. Theo Bến Gỗ Cầu nhìn từ xa.", "Bến Gỗ"),
    ("Cầu mở lại, theo nguồn tin từ Benngo.", "Benngo"),
    ("Tờ báo địa phương Bến Gỗ đánh giá cầu đẹp.", "Bến Gỗ"),
    ("Bà nói trên sóng Bengo 7 hôm 5/5.", "Bengo 7"),
    ("Tờ Bến Gỗ chỉ đưa ra một nhận định ngắn.", "Bến Gỗ"),
    ("Ben Press dẫn các nguồn tin cho biết cầu mở lại.", "Ben Press"),
])
def test_outlets_that_only_their_words_make_known(text: str, name: str) -> None:
    assert [n for n, _ in sources(text, (name, name))] == [name]


@pytest.mark.parametrize(("text", "name"), [
    ("Tuyên bố đăng trên trang web của Bộ Cầu đường nói cầu mở lại.", "Bộ Cầu đường"),
    ("Ông nói tại họp báo Hội Cầu đường.", "Hội Cầu đường"),
    ("Ông từng điều hành hãng Gazprom và nói cầu mở lại.", "Gazprom"),
    ("Hãng hàng không Bến Gỗ cho biết máy bay trễ.", "Hãng hàng không Bến Gỗ"),
    ("Tờ khai Hải quan Gỗ ghi rõ số tiền.", "Hải quan Gỗ"),
    ("Kênh đào Suez thông báo mở lại.", "Kênh đào Suez"),
    ("Báo cáo Bến Gỗ cho biết cầu yếu.", "Báo cáo Bến Gỗ"),
    ("Theo Đài Loan, cầu mở lại.", "Đài Loan"),
    ("Theo Tổ chức Cầu Sạch (TCS), cầu mở lại.", "Tổ chức Cầu Sạch"),
    ("Ông viết trên trang mạng Twitter rằng cầu đẹp.", "Twitter"),
])
def test_like_words_are_no_outlets(text: str, name: str) -> None:
    assert sources(text, (name, name)) == []


def test_many_outlets_named_as_a_kind_are_no_credit() -> None:
    text = "Phóng viên của những đài lớn như KBS, NHK đã tới."
    assert sources(text, ("KBS", "KBS"), ("NHK", "NHK")) == []


def test_a_question_of_the_papers_own_reporter_is_no_credit() -> None:
    assert sources("Bà Mẫu trả lời câu hỏi của VnExpress tại họp báo.", ("VnExpress", "VnExpress")) == []
    assert sources("Bà Mẫu trả lời VnExpress hôm nay.", ("VnExpress", "VnExpress")) == [("VnExpress", "statement")]


def test_what_is_said_about_a_report_was_not_said_to_its_outlet() -> None:
    assert sources("Ông Thử nói rằng báo cáo của Reuters là sai.", ("Reuters", "Reuters")) == []


def test_an_outlet_in_other_capitals_gets_its_name() -> None:
    assert sources("Bà Mẫu trao đổi với Tiền phong.", ("Tiền phong", "Tiền phong")) == [("Tiền Phong", "statement")]


def test_a_credit_after_a_line_with_a_picture_credit_counts() -> None:
    text = "Cầu Gỗ.\nẢnh: AFP\nReuters cho hay cầu sẽ mở lại."
    assert sources(text, ("AFP", "Agence France-Presse"), ("Reuters", "Reuters"))[-1] == ("Reuters", "content")


def test_outlets_of_one_signature_share_it() -> None:
    text = "Cầu mở lại. Hà Thử (Theo Reuters/Bến Gỗ)"
    assert sources(text, ("Reuters", "Reuters"), ("Bến Gỗ", "Bến Gỗ")) == [("Reuters", "content"), ("Bến Gỗ", "content")]


def test_people_and_things_of_an_outlet_are_not_the_outlet() -> None:
    assert sources("Một phát ngôn viên của BBC nói đài vô can.", ("BBC", "BBC")) == []
    assert sources("Tài khoản Twitter của BBC cho biết đã xóa tin.", ("BBC", "BBC")) == []
    assert sources("BBC cho biết cầu đã mở lại.", ("BBC", "BBC")) == [("BBC", "content")]


def test_a_station_is_known_without_its_noun() -> None:
    assert sources("Theo Đài Reuters, cầu mở lại.", ("Đài Reuters", "Đài Reuters")) == [("Reuters", "content")]
