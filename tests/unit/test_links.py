"""References back to what an earlier story told."""

from thoisu.model import Event, Evidence, Telling
from thoisu.record.links import link_events, merge_linked


def event(id: str, story: str, words: str, published: str, *, type: str = "CONSULT", date: str | None = None, status: str = "asserted",
          actors: tuple[str, ...] = ("Trịnh Bảo An", "Lục Thế Phong"), recipients: tuple[str, ...] = (), mode: str | None = "meeting") -> Event:
    telling = Telling(Evidence(id, "d", 0, len(words), words), origin=id, date=date, status="asserted", published=published)
    return Event(id, type, mode, actors, recipients, date, status, (telling,), 1, ((published, "asserted"),), story)  # type: ignore[arg-type]


NEWS = event("e1", "s1", "Hai ông Bảo An và Thế Phong hội đàm ở Vịnh Trăng hôm 5/5.", "2031-05-05", date="2031-05-05")
RECALL = event("e2", "s2", "Sau cuộc hội đàm ngày 5/5 ở Vịnh Trăng, hai ông Bảo An và Thế Phong im lặng.", "2031-05-20", date="2031-05-05")
NEXT = event("e3", "s3", "Hai ông Bảo An và Thế Phong hội đàm ở Vịnh Trăng hôm 9/6.", "2031-06-09", date="2031-06-09")


def test_a_later_story_that_recalls_the_day_leads_to_the_first() -> None:
    assert link_events([NEXT, RECALL, NEWS]) == {"e2": "e1"}


def test_linking_is_transitive_and_blind_to_order() -> None:
    again = event("e4", "s4", "Họ hội đàm ngày 5/5 ở Vịnh Trăng, hai ông Bảo An và Thế Phong.", "2031-07-01", date="2031-05-05")
    assert link_events([again, NEWS, RECALL]) == link_events([RECALL, again, NEWS]) == {"e2": "e1", "e4": "e1"}


def test_events_of_one_story_are_not_linked_here() -> None:
    assert link_events([NEWS, event("e5", "s1", NEWS.tellings[0].evidence.words, "2031-05-06", date="2031-05-05")]) == {}


def test_without_dates_only_acts_that_do_not_recur() -> None:
    words = "Hòa Lan Châu sáp nhập Vịnh Trăng sau cuộc bỏ phiếu vội vã."
    a = event("a", "s1", words, "2031-05-05", type="COERCE", actors=("Hoa Lan Chau",), recipients=("Vịnh Trăng",), mode=None)
    later = "Từ khi Hòa Lan Châu sáp nhập Vịnh Trăng sau cuộc bỏ phiếu, giá cá tăng."
    b = event("b", "s2", later, "2031-06-05", type="COERCE", actors=("Hoa Lan Chau",), recipients=("Vịnh Trăng",), mode=None)
    assert link_events([a, b]) == {"b": "a"}
    talk, talk2 = (event(x, x, "Hai bên hội đàm về cá.", f"2031-05-0{i}") for i, x in enumerate("xy", 1))
    assert link_events([talk, talk2]) == {}


def test_a_leader_and_the_state_are_one_party_where_that_is_known() -> None:
    by_state = event("e6", "s6", RECALL.tellings[0].evidence.words, "2031-05-21", date="2031-05-05", actors=("Hoa Lan Chau", "Bac Son"))
    known = {"Trịnh Bảo An": "Hoa Lan Chau", "Lục Thế Phong": "Bac Son"}
    assert link_events([NEWS, by_state]) == {}
    assert link_events([NEWS, by_state], known=known) == {"e6": "e1"}


def test_merging_adds_tellings_and_counts_origins_anew() -> None:
    merged = merge_linked(NEWS, [RECALL])
    assert (merged.id, merged.date, merged.independent_origins, len(merged.tellings)) == ("e1", "2031-05-05", 2, 2)
    assert merged.history == (("2031-05-05", "asserted"),)
