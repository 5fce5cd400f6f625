"""Timelines and relations over events and statements made by hand."""

import msgspec

from thoisu.model import Event, Evidence, Statement, Telling
from thoisu.record.relations import QUADS, count_relations
from thoisu.record.timeline import make_timeline


def telling(article: str, words: str, published: str | None = "2031-05-03", at: int = 0, date: str | None = None) -> Telling:
    return Telling(Evidence(article, "d", at, at + len(words), words), origin=article, published=published, date=date)


def event(id: str, type: str, actors: tuple[str, ...], recipients: tuple[str, ...] = (), date: str | None = None, status: str = "asserted",
          words: str = "", articles: tuple[str, ...] = ("a",), at: int = 0) -> Event:
    tellings = tuple(telling(a, words or f"Chuyện {id} xảy ra.", at=at, date=date) for a in articles)
    return Event(id, type, None, actors, recipients, date, status, tellings, len(articles))  # type: ignore[arg-type]


MEET = event("e1", "CONSULT", ("Trịnh Bảo An", "Lục Thế Phong"), (), "2031-05-02", words="Hai ông gặp nhau hôm 2/5.", articles=("a", "b", "c"))
BLAME = event("e2", "ACCUSE", ("Hoa Lan Chau",), ("Bac Son",), "2031-05-01", words="Hòa Lan Châu lên án Bắc Sơn Quốc.", at=100)
MAYBE = event("e3", "AID", ("Hoa Lan Chau",), ("Bac Son",), status="conditional", at=200)
SAID = Statement("s1", "Trịnh Bảo An", "Chúng tôi không bán cảng", (telling("a", "Chúng tôi không bán cảng", at=300),), 1, about=("Bac Son",))
KNOWN = {"Trịnh Bảo An": "Hoa Lan Chau", "Lục Thế Phong": "Bac Son"}


def test_entries_stand_in_the_order_of_their_dates_in_words_of_the_tellings() -> None:
    entries = make_timeline([MEET, BLAME, MAYBE], [SAID])
    assert [(e.date, e.kind, e.text) for e in entries] == [
        ("2031-05-01", "event", "Hòa Lan Châu lên án Bắc Sơn Quốc."),
        ("2031-05-02", "event", "Hai ông gặp nhau hôm 2/5."),
        ("2031-05-03", "statement", "Trịnh Bảo An: Chúng tôi không bán cảng"),
    ]
    assert [len(e.evidence) for e in entries] == [1, 3, 1]


def test_what_no_dated_article_tells_stands_within_the_narrowest_bounds_of_those_that_do() -> None:
    undated = (telling("x", "Hai ông đã gặp nhau.", published=None), telling("y", "Họ đã gặp nhau.", published=None))
    met = Event("e9", "CONSULT", None, ("Trịnh Bảo An", "Lục Thế Phong"), (), None, "asserted", undated, 1)
    assert make_timeline([met], []) == ()
    bounds = {"x": ("2031-05-01", "2031-05-03"), "y": ("2031-05-02", "2031-05-03")}
    assert [e.date for e in make_timeline([met], [], bounds=bounds)] == ["2031-05-02/2031-05-03"]
    assert [e.date for e in make_timeline([met], [], bounds={"x": ("2031-05-02", "2031-05-02")})] == ["2031-05-02"]
    assert make_timeline([met], [], bounds=bounds, start="2031-05-04") == ()
    dated = msgspec.structs.replace(met, tellings=(*undated, telling("z", "Hai ông đã gặp nhau.", published="2031-05-06")))
    assert [e.date for e in make_timeline([dated], [], bounds=bounds)] == ["2031-05-06"]


def test_a_limit_keeps_what_most_origins_tell() -> None:
    assert [e.ref for e in make_timeline([BLAME, MEET], [SAID], limit=1)] == ["e1"]
    assert make_timeline([BLAME], [], limit=0) == ()


def test_all_actors_take_part_themselves_or_through_those_who_act_for_them() -> None:
    assert [e.ref for e in make_timeline([MEET, BLAME], [SAID], actors=("Bac Son", "Hoa Lan Chau"), known=KNOWN)] == ["e2", "e1", "s1"]
    assert [e.ref for e in make_timeline([MEET, BLAME], [SAID], actors=("Bac Son", "Hoa Lan Chau"))] == ["e2"]


def test_days_outside_are_left_out_and_months_that_reach_in_stay() -> None:
    month = event("e4", "AID", ("Hoa Lan Chau",), ("Bac Son",), "2031-05", words="Trong tháng, gạo được chuyển tới.", at=400)
    assert [e.ref for e in make_timeline([MEET, BLAME, month], [], start="2031-05-02", end="2031-05-02")] == ["e4", "e1"]


def test_one_sentence_or_the_same_words_of_one_day_are_one_entry() -> None:
    again = event("e5", "AGREE", ("Trịnh Bảo An", "Lục Thế Phong"), (), "2031-05-02", words="Hai ông gặp nhau hôm 2/5.")
    assert len(make_timeline([MEET, again], [])) == 1


def test_what_has_no_date_at_all_has_no_entry() -> None:
    bare = Event("e6", "AID", None, ("A",), ("B",), None, "asserted", (telling("a", "Gạo tới.", None),), 1)
    assert make_timeline([bare], []) == ()


def test_relations_count_by_quad_class_and_month_for_persons_and_their_states() -> None:
    edges = {(r.actor, r.recipient): r for r in count_relations([MEET, BLAME, MAYBE], known=KNOWN)}
    states, persons = ("Hoa Lan Chau", "Bac Son"), ("Trịnh Bảo An", "Lục Thế Phong")
    assert set(edges) == {states, states[::-1], persons, persons[::-1]}
    edge = edges["Hoa Lan Chau", "Bac Son"]
    assert (edge.month, edge.verbal_cooperation, edge.verbal_conflict, edge.material_conflict, edge.events) == ("2031-05", 1, 1, 0, ("e1", "e2"))
    assert edges["Bac Son", "Hoa Lan Chau"].verbal_conflict == 0


def test_names_of_one_party_have_no_relation_and_a_date_of_many_months_has_no_month() -> None:
    own = event("e7", "SUPPORT", ("Trịnh Bảo An",), ("Hoa Lan Chau",), "2031")
    wide = event("e8", "SANCTION", ("Hoa Lan Chau",), ("Bac Son",), "2030")
    assert [(r.actor, r.month) for r in count_relations([own, wide], known=KNOWN)] == [("Hoa Lan Chau", None)]


def test_who_calls_several_has_a_relation_with_each_of_them_alone() -> None:
    calls = Event("e9", "CONSULT", "phone", ("Trịnh Bảo An", "Bac Son", "Sao Bien Alliance"), (), "2031-05-02", "asserted", (telling("a", "x"),), 1)
    pairs = {(r.actor, r.recipient) for r in count_relations([calls])}
    assert pairs == {("Trịnh Bảo An", x) for x in ("Bac Son", "Sao Bien Alliance")} | {(x, "Trịnh Bảo An") for x in ("Bac Son", "Sao Bien Alliance")}


def test_an_event_without_a_date_has_no_month() -> None:
    assert [r.month for r in count_relations([event("e7", "SUPPORT", ("A",), ("B",))])] == [None]


def test_every_type_has_a_quad_class() -> None:
    assert len(QUADS) == 16
    assert len(set(QUADS.values())) == 4
