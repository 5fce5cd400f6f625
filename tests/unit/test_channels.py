"""Channels of invented parties: kind, ends, state, date; and what is no channel."""

from itertools import chain

from tests.unit.record_room import Act, Said, doc
from thoisu.model import Channel, Document
from thoisu.record.channels import find_channels
from thoisu.record.events import group_events
from thoisu.record.origins import group_origins

BOTH = ("Hoa Lan Chau", "Bac Son")


def channels(*docs: Document) -> dict[str, Channel]:
    """The channels of articles that are a story each, by kind and parties."""
    events = chain.from_iterable(group_events([d], group_origins([d]), story=d.article.id) for d in docs)
    return {f"{c.kind} {'+'.join(c.parties)}": c for c in find_channels(events, docs)}


def states(channel: Channel) -> list[tuple[str, str | None]]:
    return [(c.state, c.date) for c in channel.changes]


def test_a_hotline_between_ministries_is_the_states_and_recently_is_the_month_of_the_article() -> None:
    text = "Mới đây, Bộ Quốc phòng Hòa Lan Châu và Bắc Sơn Quốc đã nối lại đường dây nóng trên biển. Hòa Lan Châu hài lòng."
    act = Act("CONSULT", ("đường dây nóng",), ("Bộ Quốc phòng Hòa Lan Châu", "Bac Son"), mode="hotline")
    found = channels(doc("a", text, "2031-05-14", acts=(act,), times=(("Mới đây", "DATE", "PAST_REF"),)))
    assert states(found["hotline Bac Son+Hoa Lan Chau"]) == [("resumed", "2031-05")]
    (change,) = found["hotline Bac Son+Hoa Lan Chau"].changes
    assert change.evidence[0].words.startswith("Mới đây")
    assert change.independent_origins == 1
    assert not change.contested


def test_recently_in_the_words_of_a_speaker_gives_no_date() -> None:
    text = "Ông Ngô Minh Triết nói mới đây Hòa Lan Châu và Bắc Sơn Quốc đã gặp nhau."
    act = Act("CONSULT", ("gặp",), BOTH, mode="meeting")
    said = Said("Ngô Minh Triết", "mới đây Hòa Lan Châu và Bắc Sơn Quốc đã gặp nhau", "nói")
    found = channels(doc("a", text, "2031-05-14", acts=(act,), said=(said,), times=(("mới đây", "DATE", "PAST_REF"),)))
    assert states(found["meeting Bac Son+Hoa Lan Chau"]) == [("open", None)]


def test_a_council_is_known_by_its_name_and_its_talks_that_stopped_are_its_own() -> None:
    text = ("Hội đồng Hòa Lan Châu-Bắc Sơn Quốc sẽ họp vào mùa thu. Hòa Lan Châu và Bắc Sơn Quốc đã tạm ngừng các hoạt động đối thoại 20 tháng, "
            "từ khi Hội đồng Hòa Lan Châu-Bắc Sơn Quốc bất hòa.")
    acts = (Act("CONSULT", ("họp",), ("Hoa Lan Chau-Bac Son Council",), status="planned", date="2031-09/2031-11", mode="multilateral"),
            Act("SANCTION", ("tạm ngừng",), BOTH, BOTH))
    found = channels(doc("a", text, "2031-05-14", acts=acts, times=(("20 tháng", "DURATION", "P20M"), ("mùa thu", "DATE", "2031-09/2031-11"))))
    assert list(found) == ["council Bac Son+Hoa Lan Chau"]
    assert states(found["council Bac Son+Hoa Lan Chau"]) == [("suspended", "2029"), ("planned", "2031-09/2031-11")]


def test_cooperation_cut_and_talks_broken_off_are_two_lines() -> None:
    text = ("Năm 2029, Hòa Lan Châu đình chỉ mọi hợp tác về kinh tế với Bắc Sơn Quốc. Hòa Lan Châu nay lại cắt đứt đàm phán nghề cá "
            "với Bắc Sơn Quốc.")
    acts = (Act("SANCTION", ("đình chỉ",), ("Hoa Lan Chau",), ("Bac Son",), "2029"), Act("SANCTION", ("cắt đứt",), ("Hoa Lan Chau",), ("Bac Son",)))
    found = channels(doc("a", text, "2031-05-14", acts=acts, times=(("Năm 2029", "DATE", "2029"),)))
    assert states(found["cooperation Bac Son+Hoa Lan Chau"]) == [("suspended", "2029")]
    assert states(found["talks Bac Son+Hoa Lan Chau"]) == [("broken", None)]


def test_leaders_hold_the_phone_line_and_a_state_named_instead_joins_them() -> None:
    who = "Tổng thống Hòa Lan Châu Trịnh Bảo An và Thủ tướng Bắc Sơn Quốc Lục Thế Phong"
    first = doc("a", f"{who} đã điện đàm ngày 2/5.", "2031-05-03", acts=(
        Act("CONSULT", ("điện đàm",), ("Trịnh Bảo An", "Lục Thế Phong"), date="2031-05-02", mode="phone"),))
    second = doc("b", f"{who} ít khi gặp nhau. Hòa Lan Châu và ông Lục Thế Phong sẽ giữ liên lạc qua điện thoại.", "2031-05-08", acts=(
        Act("CONSULT", ("liên lạc",), ("Hoa Lan Chau", "Lục Thế Phong"), status="planned", mode="phone"),))
    found = channels(first, second)
    assert states(found["phone Lục Thế Phong+Trịnh Bảo An"]) == [("open", "2031-05-02"), ("planned", None)]


def test_what_one_side_tells_and_the_other_denies_is_contested() -> None:
    told = doc("a", "Bắc Sơn Quốc và Hòa Lan Châu đang đàm phán bí mật ở Vịnh Trăng.", "2031-05-03", "mot.vn",
               acts=(Act("CONSULT", ("đàm phán",), BOTH),))
    denied = doc("b", "Hòa Lan Châu bác bỏ tin rằng Bắc Sơn Quốc và Hòa Lan Châu đang đàm phán bí mật ở Vịnh Trăng.", "2031-05-04", "hai.vn",
                 acts=(Act("CONSULT", ("đàm phán",), BOTH, status="denied"),))
    channel = channels(told, denied)["talks Bac Son+Hoa Lan Chau"]
    assert [(c.state, c.contested) for c in channel.changes] == [("open", True), ("denied", True)]
    assert channel.state == "denied"


def test_called_for_threatened_or_lone_contacts_are_no_channel() -> None:
    text = "Cần đối thoại giữa Hòa Lan Châu và Bắc Sơn Quốc. Hòa Lan Châu dọa ngừng hợp tác với Bắc Sơn Quốc. Hòa Lan Châu họp bàn về lúa gạo."
    acts = (Act("CONSULT", ("đối thoại",), BOTH, status="conditional"),
            Act("SANCTION", ("ngừng",), ("Hoa Lan Chau",), ("Bac Son",), status="conditional"),
            Act("CONSULT", ("họp",), ("Hoa Lan Chau",), mode="meeting"))
    assert channels(doc("a", text, "2031-05-03", acts=acts)) == {}


def test_sanctions_and_arms_sales_are_no_channel() -> None:
    text = "Hòa Lan Châu trừng phạt Bắc Sơn Quốc. Hòa Lan Châu bán cho Bắc Sơn Quốc ba tàu tuần tra."
    acts = (Act("SANCTION", ("trừng phạt",), ("Hoa Lan Chau",), ("Bac Son",)), Act("COOPERATE", ("bán",), BOTH))
    assert channels(doc("a", text, "2031-05-03", acts=acts)) == {}


def test_joint_exercises_are_a_military_line_and_talks_that_collapsed_are_broken() -> None:
    text = "Hòa Lan Châu và Bắc Sơn Quốc sẽ tập trận chung. Đàm phán nghề cá giữa Hòa Lan Châu và Bắc Sơn Quốc đã đổ vỡ."
    acts = (Act("COOPERATE", ("tập trận chung",), BOTH, status="planned"), Act("CONSULT", ("Đàm phán",), BOTH))
    found = channels(doc("a", text, "2031-05-03", acts=acts))
    assert states(found["military Bac Son+Hoa Lan Chau"]) == [("planned", None)]
    assert states(found["talks Bac Son+Hoa Lan Chau"]) == [("broken", None)]


def test_the_address_depends_on_kind_and_parties_alone() -> None:
    act = Act("CONSULT", ("đàm phán",), BOTH)
    one = channels(doc("a", "Hòa Lan Châu và Bắc Sơn Quốc đàm phán.", "2031-05-03", acts=(act,)))
    two = channels(doc("z", "Bắc Sơn Quốc đàm phán với Hòa Lan Châu.", "2032-01-01", acts=(act,)))
    assert [c.id for c in one.values()] == [c.id for c in two.values()]


def test_tellings_of_articles_that_are_not_given_are_left_out() -> None:
    article = doc("a", "Hòa Lan Châu và Bắc Sơn Quốc đàm phán.", "2031-05-03", acts=(Act("CONSULT", ("đàm phán",), BOTH),))
    assert list(find_channels(group_events([article]), [])) == []


def test_words_outweigh_the_status_of_an_event_where_they_say_that_contact_stopped_or_is_yet_to_come() -> None:
    text = ("Năm 2029, Hòa Lan Châu đã ngừng mọi hoạt động hợp tác với Bắc Sơn Quốc. Hòa Lan Châu và Bắc Sơn Quốc sẽ tổ chức một vòng đàm phán "
            "vào tháng 9 tới. Hòa Lan Châu và Bắc Sơn Quốc muốn đối thoại.")
    acts = (Act("COOPERATE", ("hợp tác",), BOTH), Act("CONSULT", ("đàm phán",), BOTH), Act("CONSULT", ("đối thoại",), BOTH))
    found = channels(doc("a", text, "2031-05-14", acts=acts, times=(("Năm 2029", "DATE", "2029"), ("tháng 9 tới", "DATE", "2031-09"))))
    assert states(found["cooperation Bac Son+Hoa Lan Chau"]) == [("suspended", "2029")]
    assert states(found["talks Bac Son+Hoa Lan Chau"]) == [("planned", "2031-09")]


def test_what_is_to_go_on_like_a_meeting_that_was_leaves_the_meeting_held() -> None:
    text = "Hòa Lan Châu và Bắc Sơn Quốc sẽ tiếp tục tiếp xúc như cuộc gặp hôm qua giữa hai bên."
    found = channels(doc("a", text, "2031-05-14", acts=(Act("CONSULT", ("gặp",), BOTH, mode="meeting"),)))
    assert states(found["meeting Bac Son+Hoa Lan Chau"]) == [("open", None)]


def test_a_country_that_is_only_the_matter_is_no_party() -> None:
    text = "Hòa Lan Châu và Bắc Sơn Quốc đàm phán về khủng hoảng ở Vịnh Trăng."
    found = channels(doc("a", text, "2031-05-14", acts=(Act("CONSULT", ("đàm phán",), ("Hoa Lan Chau", "Bac Son", "Vịnh Trăng")),)))
    assert list(found) == ["talks Bac Son+Hoa Lan Chau"]


def test_between_two_names_them_even_where_the_event_has_more() -> None:
    text = "Liên minh Sao Biển hoan nghênh cuộc đối thoại giữa Hòa Lan Châu và Bắc Sơn Quốc."
    found = channels(doc("a", text, "2031-05-14", acts=(Act("CONSULT", ("đối thoại",), (*BOTH, "Sao Bien Alliance")),)))
    assert list(found) == ["talks Bac Son+Hoa Lan Chau"]


def test_a_council_tells_its_state_without_an_event() -> None:
    text = ("Hòa Lan Châu và Bắc Sơn Quốc nói ít. Hợp tác trong Hội đồng Hòa Lan Châu-Bắc Sơn Quốc cũng sẽ được tiếp tục. "
            "Ông Bảo An ủng hộ việc nối lại Hội đồng Hòa Lan Châu-Bắc Sơn Quốc.")
    found = channels(doc("a", text, "2031-05-14"))
    assert states(found["council Bac Son+Hoa Lan Chau"]) == [("planned", None)]


def test_a_date_that_no_sentence_of_the_plan_gives_is_not_the_date_of_the_plan() -> None:
    text = "Hòa Lan Châu và Bắc Sơn Quốc sẽ đàm phán. Năm 2040, Vịnh Trăng tròn trăm tuổi."
    act = Act("CONSULT", ("đàm phán",), BOTH, status="planned", date="2040")
    found = channels(doc("a", text, "2031-05-14", acts=(act,), times=(("Năm 2040", "DATE", "2040"),)))
    assert states(found["talks Bac Son+Hoa Lan Chau"]) == [("planned", None)]


def test_the_meeting_held_recently_beside_a_plan_is_held() -> None:
    text = "Hòa Lan Châu và Bắc Sơn Quốc sẽ có thêm tiếp xúc, như cuộc gặp mới đây giữa hai bên."
    found = channels(doc("a", text, "2031-05-14", acts=(Act("CONSULT", ("gặp",), BOTH, status="planned", mode="meeting"),)))
    assert states(found["meeting Bac Son+Hoa Lan Chau"]) == [("open", None)]
