from tests.unit.record_room import doc
from thoisu.model import Copy
from thoisu.record.origins import group_origins, index_origins, origin_of, outlet_family


def test_two_outlets_that_credit_one_agency_are_one_origin() -> None:
    docs = [
        doc("a", "Theo Thông tấn Mây, hai nước đã họp.", "2031-05-02", "bao-mot.vn", agency="Thông tấn Mây"),
        doc("b", "Hai nước họp, Thông tấn Mây đưa tin.", "2031-05-02", "bao-hai.vn", agency="Thông tấn Mây"),
        doc("c", "Phóng viên có mặt tại cuộc họp.", "2031-05-02", "bao-ba.vn"),
    ]
    origins = group_origins(docs)
    assert [(o.name, o.kind, o.articles) for o in origins] == [("Thông tấn Mây", "agency", ("a", "b")), ("bao-ba.vn", "outlet", ("c",))]


def test_sections_of_one_outlet_are_one_origin_and_unknown_outlets_are_one_each() -> None:
    docs = [doc("a", "Một.", None, "thethao.bao-mot.vn"), doc("b", "Hai.", None, "www.bao-mot.vn"), doc("c", "Ba."), doc("d", "Bốn.")]
    assert {o.name: o.articles for o in group_origins(docs)} == {"bao-mot.vn": ("a", "b"), "c": ("c",), "d": ("d",)}


def test_a_family_map_joins_an_outlet_with_the_agency_that_owns_it() -> None:
    docs = [doc("a", "Theo Thông tấn Mây.", None, "bao-mot.vn", agency="Thông tấn Mây"), doc("b", "Tin.", None, "may-plus.vn")]
    origins = group_origins(docs, families={"may-plus.vn": "Thông tấn Mây"})
    assert [(o.kind, o.articles) for o in origins] == [("agency", ("a", "b"))]


def test_a_chain_of_copies_is_one_origin_named_after_the_first_article() -> None:
    dated = (("late", "2031-05-03", "bao-hai.vn"), ("mid", "2031-05-02", "bao-ba.vn"), ("first", "2031-05-01", "bao-mot.vn"))
    docs = [doc(name, "Tin.", day, outlet) for name, day, outlet in dated]
    copies = [Copy("late", "mid", 0.9, 1.0), Copy("mid", "first", 0.9, 1.0), Copy("late", "elsewhere", 0.9, 1.0)]
    (origin,) = group_origins(docs, copies)
    assert (origin.name, origin.articles) == ("bao-mot.vn", ("first", "mid", "late"))
    assert origin_of("late", [origin]) == index_origins([origin])["mid"]
    assert origin_of("elsewhere", [origin]) is None


def test_a_copy_without_credit_goes_to_the_agency_that_the_other_credits() -> None:
    docs = [doc("a", "Hai nước họp.", "2031-05-01", "bao-mot.vn"), doc("b", "Theo Thông tấn Mây, hai nước họp.", "2031-05-02", "bao-hai.vn",
                                                                       agency="Thông tấn Mây")]
    (origin,) = group_origins(docs, [Copy("a", "b", 0.8, 0.9)])
    assert (origin.kind, origin.name) == ("agency", "Thông tấn Mây")


def test_family_of_hosts() -> None:
    assert outlet_family("https://kinhdoanh.bao-mot.com.vn/tin") == "bao-mot.com.vn"
    assert outlet_family("Tờ Mưa Ngâu") == "Tờ Mưa Ngâu"
    assert outlet_family("A. B. C.") == "A. B. C."


def test_a_known_outlet_by_host_or_by_name_is_one_and_goes_with_the_agency_that_owns_it() -> None:
    docs = [doc("a", "Một.", None, "www.vietnamplus.vn"), doc("b", "Hai.", None, "Vietnam+"), doc("c", "Theo TTXVN.", None, "x.vn", agency="TTXVN")]
    (origin,) = group_origins(docs)
    assert (origin.name, origin.kind, origin.articles) == ("TTXVN", "agency", ("a", "b", "c"))
