"""Old encodings of Vietnamese, wide characters, bytes that are no text; languages."""

import unicodedata

import pytest

from thoisu.errors import PageRefused
from thoisu.extract.encoding import decode_page
from thoisu.extract.language import is_syllable, name_language
from thoisu.extract.legacy import from_tcvn3, from_viqr, from_vni

TEXT = (
    "Hội đồng hợp tác Bắc Nam họp tại Hà Nội. Hai bên nhất trí mở lại đường dây nóng giữa các bộ quốc phòng, tổng thư ký của tổ chức này cho biết.\n"
    "Ông nói thêm rằng những cuộc gặp sẽ được tiếp tục vào tuần tới, và các chuyên gia kỹ thuật cũng sẽ dự."
)


def windows_1258(text: str) -> bytes:
    composed = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        tones = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        composed.append(base + "".join(tones))
    return "".join(composed).encode("cp1258")


TCVN3 = {
    v: k
    for k, v in zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("utf-8", TEXT.encode()),
        ("utf-8", b"\xef\xbb\xbf" + TEXT.encode()),
        ("utf-16-le", TEXT.encode("utf-16")),
        ("utf-16-le", TEXT.encode("utf-16-le")),
        ("utf-16-be", TEXT.encode("utf-16-be")),
        ("windows-1258", windows_1258(TEXT)),
        ("tcvn3", "".join(TCVN3.get(c, c) for c in TEXT).encode("latin-1")),
        ("tcvn3", "".join(TCVN3.get(c, c) for c in TEXT).encode()),
        ("utf-8 read as windows-1252", TEXT.encode().decode("latin-1").encode()),
    ],
)
def test_an_encoding_is_recognised_and_read(name: str, body: bytes) -> None:
    decoded = decode_page(body)
    assert decoded.encoding == name
    assert unicodedata.normalize("NFC", decoded.text) == TEXT
    assert decoded.confidence > 0.8


def test_vni_in_bytes_is_read() -> None:
    body = (
        "Hoäi ñoàng hôïp taùc Baéc Nam hoïp taïi Haø Noäi. Hai beân nhaát trí môû laïi ñöôøng daây noùng giöõa caùc boä quoác phoøng, "
        "toång thö kyù cuûa toå chöùc naøy cho bieát."
    )
    for encoded in (body.encode("cp1252"), body.encode()):
        decoded = decode_page(encoded)
        assert decoded.encoding == "vni"
        assert decoded.text == TEXT.split("\n")[0]


def test_viqr_is_read_but_plain_text_with_question_marks_is_not() -> None:
    assert from_viqr("Ddu+o+`ng da^y no'ng ddu+o+.c mo+? la.i") == "Đường dây nóng được mở lại"
    assert decode_page(b"Ho^.i ddo^`ng ho.p ta.i Ha` No^.i. Hai be^n nha^'t tri' mo+? la.i ddu+o+`ng da^y no'ng giu+~a ca'c bo^.").encoding == "viqr"
    assert decode_page(b"Is this so? They don't know. Yes (perhaps)!").encoding == "utf-8"


def test_a_page_cut_inside_a_letter_is_still_utf_8() -> None:
    decoded = decode_page(TEXT.encode()[:-3] + b"\xe1\xbb")
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("Hội đồng")


@pytest.mark.parametrize(
    ("body", "reason"), [(b"", "empty"), (b" \n\t\r\n", "empty"), (bytes(range(256)) * 8, "binary"), (b"\x89PNG\r\n\x1a\n" + bytes(500), "binary")]
)
def test_bytes_without_text_are_refused(body: bytes, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        decode_page(body)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "vi"),
        ("The council met on Monday and said that the line will be opened again in the spring.", "en"),
        ("Le conseil est réuni et les deux pays se sont dit prêts à reprendre les contacts dans une semaine.", "fr"),
        ("Совет собрался в понедельник и заявил о готовности", "ru"),
        ("理事会は月曜日に会合を開き、再開すると述べた", "ja"),
        ("理事会星期一开会并表示将重新开放热线", "zh"),
        ("12345", "und"),
    ],
)
def test_the_language_is_named(text: str, language: str) -> None:
    assert name_language(text) == language


def test_a_syllable_is_known_by_its_shape() -> None:
    assert all(map(is_syllable, ["Nguyễn", "nghiêng", "Đặng", "uỷ", "khuya", "quốc"]))
    assert not any(map(is_syllable, ["Putin", "Reuters", "Stoltenberg", "NATO"]))


def test_old_fonts_give_their_capitals() -> None:
    assert from_vni("ÑAÏI HOÄI") == "ĐẠI HỘI"
    assert from_tcvn3("§¹i héi") == "Đại hội"
