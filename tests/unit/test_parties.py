from tests.unit.record_room import doc
from thoisu.record.parties import learn_parties


def test_a_title_tells_whom_a_person_acts_for() -> None:
    text = "Tổng thống Hòa Lan Châu Trịnh Bảo An hôm nay gặp ngoại trưởng mới đắc cử của Bắc Sơn Quốc, ông Lục Thế Phong."
    parties = learn_parties([doc("a", text)])
    assert parties.home("Trịnh Bảo An") == "Hoa Lan Chau"
    assert parties.home("Lục Thế Phong") == "Bac Son"


def test_an_envoy_acts_for_the_sender() -> None:
    parties = learn_parties([doc("a", "Đại sứ Bắc Sơn Quốc tại Liên minh Sao Biển Lục Thế Phong đã tới.")])
    assert parties.home("Lục Thế Phong") == "Bac Son"


def test_a_person_beside_a_place_without_an_office_acts_for_nobody() -> None:
    parties = learn_parties([doc("a", "Từ Hòa Lan Châu Trịnh Bảo An trở về, ở Bắc Sơn Quốc có bão.")])
    assert parties.home("Trịnh Bảo An") == "Trịnh Bảo An"


def test_ministries_and_offices_act_for_their_state() -> None:
    parties = learn_parties([doc("a", "Bộ Quốc phòng Hòa Lan Châu nói. Hòa Lan Châu im lặng. Tổng thống Hòa Lan Châu Trịnh Bảo An cười.")])
    assert parties.home("Bộ Quốc phòng Hòa Lan Châu") == "Hoa Lan Chau"
    assert parties.home("văn phòng của ông Trịnh Bảo An") == "Hoa Lan Chau"
    assert parties.home("phiến quân") == "phiến quân"


def test_capitals_stand_for_their_states() -> None:
    assert learn_parties([]).home("Moscow") == "Russia"


def test_a_joint_body_is_its_two_parties() -> None:
    parties = learn_parties([doc("a", "Hòa Lan Châu và Bắc Sơn Quốc nhóm họp Hội đồng Hòa Lan Châu-Bắc Sơn Quốc.")])
    assert parties.joint == {"Hoa Lan Chau-Bac Son Council": ("Bac Son", "Hoa Lan Chau")}
    assert set(parties.sides(["Hoa Lan Chau-Bac Son Council"])) == {"Bac Son", "Hoa Lan Chau"}


def test_what_is_known_beforehand_outweighs_the_text_and_loops_end() -> None:
    parties = learn_parties([doc("a", "Tổng thống Hòa Lan Châu Trịnh Bảo An cười.")], {"Trịnh Bảo An": "Bac Son", "x": "y", "y": "x"})
    assert parties.home("Trịnh Bảo An") == "Bac Son"
    assert parties.home("x") in ("x", "y")
