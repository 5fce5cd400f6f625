"""Events of invented stories: what merges, what stays apart, and how parties, date and status are settled."""

import random

from tests.unit.record_room import Act, doc
from thoisu.model import Document
from thoisu.record.events import group_events
from thoisu.record.origins import group_origins

CALL = Act("CONSULT", ("điện đàm",), ("Trịnh Bảo An", "Lục Thế Phong"), mode="phone")
WHO = "Tổng thống Hòa Lan Châu Trịnh Bảo An và Thủ tướng Bắc Sơn Quốc Lục Thế Phong"


def call(id: str, published: str, text: str, **fields: str) -> Document:
    return doc(id, text, published, f"{id}.vn", acts=(CALL._replace(**fields),))


def test_two_articles_on_one_call_make_one_event_with_the_date_that_one_of_them_knows() -> None:
    docs = [
        call("mot", "2031-05-03", f"{WHO} đã điện đàm hôm 2/5.", date="2031-05-02"),
        call("hai", "2031-05-04", f"{WHO} vừa điện đàm về đánh bắt cá ở Vịnh Trăng."),
    ]
    (event,) = group_events(docs, group_origins(docs), story="s")
    assert (event.date, event.status, event.mode, event.story) == ("2031-05-02", "asserted", "phone", "s")
    assert event.actors == ("Trịnh Bảo An", "Lục Thế Phong")
    assert [t.evidence.article for t in event.tellings] == ["mot", "hai"]
    assert event.independent_origins == 2
    assert all(t.evidence.words.startswith("Tổng thống") and t.index == 0 for t in event.tellings)


def test_a_state_and_its_leader_are_one_party_but_two_ministers_are_two_people() -> None:
    leader = doc("a", f"{WHO} đã hội đàm.", "2031-05-03", acts=(Act("CONSULT", ("hội đàm",), ("Trịnh Bảo An", "Lục Thế Phong"), mode="meeting"),))
    state = doc("b", "Hòa Lan Châu và Bắc Sơn Quốc đã hội đàm.", "2031-05-03",
                acts=(Act("CONSULT", ("hội đàm",), ("Hoa Lan Chau", "Bac Son"), mode="meeting"),))
    other = doc("c", "Ngoại trưởng Hòa Lan Châu Ngô Minh Triết đã hội đàm với Thủ tướng Bắc Sơn Quốc Lục Thế Phong.", "2031-05-03",
                acts=(Act("CONSULT", ("hội đàm",), ("Ngô Minh Triết", "Lục Thế Phong"), mode="meeting"),))
    events = list(group_events([leader, state, other]))
    assert sorted(len(e.tellings) for e in events) == [1, 2]


def test_planned_then_put_off_then_held_is_one_event_with_a_history() -> None:
    docs = [
        call("mot", "2031-05-01", f"{WHO} sẽ điện đàm vào ngày 6/5.", date="2031-05-06", status="planned"),
        call("hai", "2031-05-05", f"{WHO} sẽ lùi cuộc điện đàm đến ngày 9/5.", date="2031-05-09", status="planned"),
        call("ba", "2031-05-10", f"{WHO} đã điện đàm hôm 9/5.", date="2031-05-09"),
    ]
    (event,) = group_events(docs)
    assert (event.status, event.date) == ("asserted", "2031-05-09")
    assert event.history == (("2031-05-01", "planned"), ("2031-05-10", "asserted"))


def test_the_next_call_that_is_only_planned_is_another_event() -> None:
    docs = [
        call("mot", "2031-05-03", f"{WHO} đã điện đàm hôm 2/5.", date="2031-05-02"),
        call("hai", "2031-05-04", f"{WHO} sẽ điện đàm trong thời gian tới.", status="planned"),
    ]
    assert len(list(group_events(docs))) == 2


def test_acts_a_week_apart_stay_apart() -> None:
    docs = [
        call("mot", "2031-05-03", f"{WHO} đã điện đàm hôm 2/5.", date="2031-05-02"),
        call("hai", "2031-05-12", f"{WHO} đã điện đàm hôm 11/5.", date="2031-05-11"),
    ]
    assert len(list(group_events(docs))) == 2


def test_two_events_of_one_article_never_merge_and_have_two_addresses() -> None:
    text = "Hòa Lan Châu chỉ trích Bắc Sơn Quốc. Hòa Lan Châu chỉ trích Bắc Sơn Quốc lần nữa."
    act = Act("ACCUSE", ("chỉ trích",), ("Hoa Lan Chau",), ("Bac Son",))
    events = list(group_events([doc("a", text, "2031-05-03", acts=(act, act))]))
    assert len(events) == len({e.id for e in events}) == 2


def test_criticism_of_two_different_things_stays_apart() -> None:
    docs = [
        doc("a", "Hòa Lan Châu chỉ trích Bắc Sơn Quốc vì xây đập thủy điện trên thượng nguồn.", "2031-05-03",
            acts=(Act("ACCUSE", ("chỉ trích",), ("Hoa Lan Chau",), ("Bac Son",)),)),
        doc("b", "Hòa Lan Châu tố Bắc Sơn Quốc bắt giữ ngư dân gần Vịnh Trăng.", "2031-05-03",
            acts=(Act("ACCUSE", ("tố",), ("Hoa Lan Chau",), ("Bac Son",)),)),
    ]
    assert len(list(group_events(docs))) == 2


def test_one_agency_carried_by_many_has_one_vote_on_the_date() -> None:
    by_agency = [
        doc(name, f"Theo Thông tấn Mây, {WHO} đã điện đàm hôm 1/5.", "2031-05-03", f"{name}.vn", agency="Thông tấn Mây",
            acts=(CALL._replace(date="2031-05-01"),))
        for name in ("mot", "hai", "ba")
    ]
    own = [call(name, "2031-05-03", f"{WHO} đã điện đàm hôm 2/5.", date="2031-05-02") for name in ("bon", "nam")]
    docs = by_agency + own
    (event,) = group_events(docs, group_origins(docs))
    assert (event.date, event.independent_origins, len(event.tellings)) == ("2031-05-02", 3, 5)


def test_a_telling_knows_by_whose_word() -> None:
    from tests.unit.record_room import Said

    text = "Theo Thông tấn Mây, ông Ngô Minh Triết nói rằng Hòa Lan Châu đã bắn vào tàu của Bắc Sơn Quốc."
    act = Act("ASSAULT", ("bắn",), ("Hoa Lan Chau",), ("Bac Son",))
    said = Said("Ngô Minh Triết", "Hòa Lan Châu đã bắn vào tàu của Bắc Sơn Quốc", "nói")
    (event,) = group_events([doc("a", text, "2031-05-03", "mot.vn", acts=(act,), said=(said,), agency="Thông tấn Mây")])
    assert event.tellings[0].path == ("Ngô Minh Triết", "Thông tấn Mây")
    assert event.tellings[0].origin == "Thông tấn Mây"


def test_the_place_of_an_act_is_not_the_place_of_the_speech() -> None:
    from tests.unit.record_room import Said

    act = Act("ASSAULT", ("nã pháo",), ("Hoa Lan Chau",), ("Bac Son",))
    there = doc("a", "Hòa Lan Châu nã pháo vào quân Bắc Sơn Quốc ở Vịnh Trăng.", acts=(act,))
    spoken = doc("b", "Tại Vịnh Trăng, ông Ngô Minh Triết nói Hòa Lan Châu nã pháo vào Bắc Sơn Quốc.", acts=(act,),
                 said=(Said("Ngô Minh Triết", "Hòa Lan Châu nã pháo vào Bắc Sơn Quốc", "nói"),))
    assert next(group_events([there])).place == "Vịnh Trăng"
    assert next(group_events([spoken])).place is None


def test_the_order_of_input_changes_nothing() -> None:
    docs = [call(f"bao{i}", f"2031-05-0{1 + i % 5}", f"{WHO} đã điện đàm lần {i} về cá.", date=f"2031-05-0{1 + i % 3}") for i in range(9)]
    expected = list(group_events(docs, group_origins(docs)))
    for seed in range(5):
        random.Random(seed).shuffle(docs)
        assert list(group_events(docs, group_origins(docs))) == expected


def test_no_layers_no_events() -> None:
    assert list(group_events([])) == []
    assert list(group_events([Document(article=doc("a", "").article), doc("b", "Chữ.")])) == []


def test_a_party_that_one_telling_of_three_adds_is_outvoted() -> None:
    docs = [call(name, "2031-05-03", f"{WHO} đã điện đàm hôm 2/5.", date="2031-05-02") for name in ("mot", "hai")]
    text = f"{WHO} đã điện đàm hôm 2/5, theo Liên minh Sao Biển."
    wrong = CALL._replace(actors=("Trịnh Bảo An", "Lục Thế Phong", "Sao Bien Alliance"), date="2031-05-02")
    (event,) = group_events([*docs, doc("ba", text, "2031-05-03", "ba.vn", acts=(wrong,))])
    assert event.actors == ("Trịnh Bảo An", "Lục Thế Phong")


def act(id: str, text: str, told: Act, published: str = "2031-05-10", *, times: tuple[tuple[str, str, str], ...] = ()) -> Document:
    return doc(id, text, published, f"{id}.vn", acts=(told,), times=times)


def test_a_fight_of_another_day_is_another_fight() -> None:
    words = "Quân Hòa Lan Châu và quân Bắc Sơn Quốc giao tranh ở Vịnh Trăng {}."
    fight = Act("ASSAULT", ("giao tranh",), ("Hoa Lan Chau",), ("Bac Son",))
    days = (("hôm 5/5", "2031-05-05"), ("hôm 6/5", "2031-05-06"))
    docs = [act(iso, words.format(day), fight._replace(date=iso), times=((day, "DATE", iso),)) for day, iso in days]
    assert len(list(group_events(docs))) == 2
    assert len(list(group_events([docs[0], act("c", words.format("sáng sớm"), fight)]))) == 1


def test_a_visit_dated_by_its_first_and_by_its_last_day_is_one() -> None:
    visit = Act("CONSULT", ("thăm",), ("Lục Thế Phong", "Hoa Lan Chau"), mode="visit")
    docs = [act(iso, f"Thủ tướng Bắc Sơn Quốc Lục Thế Phong thăm Hòa Lan Châu {day}.", visit._replace(date=iso))
            for day, iso in (("từ 5/5", "2031-05-05"), ("đến 7/5", "2031-05-07"))]
    assert len(list(group_events(docs))) == 1


def test_one_kind_of_act_in_other_words_on_another_matter_is_another_act() -> None:
    gift = Act("SUPPORT", ("tặng",), ("Hoa Lan Chau",), ("Bac Son",))
    vote = Act("SUPPORT", ("ủng hộ",), ("Hoa Lan Chau",), ("Bac Son",))
    docs = [act("a", "Hòa Lan Châu tặng Bắc Sơn Quốc mười con tem cổ in hình hải đăng.", gift),
            act("b", "Hòa Lan Châu ủng hộ Bắc Sơn Quốc ứng cử vào ủy ban nghề cá quốc tế.", vote)]
    assert len(list(group_events(docs))) == 2


def test_a_name_written_in_full_and_in_short_is_one_person() -> None:
    text = "Tổng thống Hòa Lan Châu {} hội đàm với Thủ tướng Bắc Sơn Quốc Lục Thế Phong."
    docs = []
    for id, name in (("a", "Trịnh Bảo An"), ("b", "Trịnh Ngọc Bảo An")):
        docs.append(act(id, text.format(name), Act("CONSULT", ("hội đàm",), (name, "Lục Thế Phong"), mode="meeting")))
    assert len(list(group_events(docs))) == 1
