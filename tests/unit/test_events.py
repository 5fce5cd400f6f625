"""Events: whole documents read by the packaged models, and the parts that decide by rule."""

import time

import pytest

from thoisu.annotate.events import find_events
from thoisu.annotate.events.acts import Share
from thoisu.annotate.events.context import read_context
from thoisu.annotate.events.dates import date_of_timex, find_dates, last_day
from thoisu.annotate.events.merge import cosine
from thoisu.annotate.events.parties import find_parties
from thoisu.annotate.events.settle import odds_of
from thoisu.annotate.events.status import find_cues
from thoisu.annotate.events.topics import score_topic
from thoisu.annotate.events.triggers import Candidate, find_candidates, load_triggers
from thoisu.annotate.events.weights import Linear, chances, cross, load_models
from thoisu.annotate.events.words import classes_of
from thoisu.extract.given import article_from_text
from thoisu.lexicon import load_rows
from thoisu.model import Document, EventMention, Mention, MentionType, Span, Time
from thoisu.text.match import find_tokens

NAMES: dict[str, tuple[MentionType, str]] = {
    "Nga": ("LOC", "Russia"), "Mỹ": ("LOC", "United States"), "Pháp": ("LOC", "France"), "Đức": ("LOC", "Germany"), "Ukraine": ("LOC", "Ukraine"),
    "NATO": ("ORG", "NATO"), "Ba Lan": ("LOC", "Poland"), "Vladimir Putin": ("PER", "Vladimir Putin"), "Lê Văn Mẫu": ("PER", "Lê Văn Mẫu"),
    "Nguyễn Thị Thử": ("PER", "Nguyễn Thị Thử"), "Syria": ("LOC", "Syria"), "Nhật Bản": ("LOC", "Japan"), "Hà Nội": ("LOC", "Hanoi"),
}


def document(text: str, times: tuple[tuple[str, str], ...] = (), published: str | None = None) -> Document:
    """A document whose mentions are the names of NAMES and whose times are given by words and value."""
    mentions = []
    for words, (kind, entity) in NAMES.items():
        at = text.find(words)
        while at >= 0:
            mentions.append(Mention(at, at + len(words), kind, entity, "given"))
            at = text.find(words, at + 1)
    found = tuple(Time(text.index(words), text.index(words) + len(words), "DATE", value, "given") for words, value in times)
    return Document(article_from_text("a", text, published), mentions=tuple(sorted(mentions, key=lambda m: m.start)), times=found)


def events(text: str, **given: object) -> list[EventMention]:
    return list(find_events(document(text, **given)))  # type: ignore[arg-type]


def only(found: list[EventMention], kind: str) -> EventMention:
    chosen = [e for e in found if e.type == kind]
    assert len(chosen) == 1, [(e.type, e.rule) for e in found]
    return chosen[0]


def candidates(text: str) -> list[Candidate]:
    return list(find_candidates(read_context(document(text), 2.0)))


def test_a_call_between_two_presidents_has_both_as_actors() -> None:
    text = "Lãnh đạo Nga và Pháp điện đàm\n\nNgày 3/5, Tổng thống Nga Vladimir Putin điện đàm với Tổng thống Pháp Lê Văn Mẫu về lệnh ngừng bắn."
    call = only(events(text, times=(("Ngày 3/5", "2015-05-03"),), published="2015-05-04"), "CONSULT")
    assert {"Vladimir Putin", "Lê Văn Mẫu"} <= set(call.actors)
    assert call.mode == "phone"
    assert call.recipients == ()
    assert call.status == "asserted"
    assert [text[t.start : t.end] for t in call.triggers] == ["điện đàm", "điện đàm"]


def test_a_condemnation_has_who_condemns_and_who_is_condemned() -> None:
    text = "Pháp lên án Nga\n\nTổng thống Pháp lên án Nga vì vụ tấn công ở Ukraine."
    blame = only(events(text), "ACCUSE")
    assert "France" in blame.actors
    assert "Russia" in blame.recipients


def test_a_passive_sentence_turns_the_parties() -> None:
    text = "Nga bị Mỹ trừng phạt\n\nNga bị Mỹ trừng phạt vì can thiệp vào Ukraine."
    cut = only(events(text), "SANCTION")
    assert "United States" in cut.actors
    assert "Russia" in cut.recipients
    assert "Russia" not in cut.actors


def test_a_planned_meeting_is_planned() -> None:
    text = "Ngoại trưởng Nga sẽ gặp ngoại trưởng Mỹ\n\nNgoại trưởng Nga dự kiến sẽ gặp người đồng cấp Mỹ vào tuần tới."
    meeting = next(e for e in events(text, times=(("tuần tới", "2015-W20"),), published="2015-05-04") if e.type == "CONSULT")
    assert meeting.status == "planned"
    assert {"Russia", "United States"} <= set(meeting.actors)


def test_news_of_crime_and_sport_holds_no_events() -> None:
    crime = (
        "Bắt nghi phạm trộm xe máy ở Hà Nội\n\nCông an phường tạm giữ đối tượng Lê Văn Mẫu để điều tra hành vi trộm cắp tài sản. "
        "Nghi phạm tấn công chủ nhà rồi bỏ chạy, bị người dân bắt giữ."
    )
    sport = (
        "Đội tuyển tấn công dồn dập\n\nCầu thủ Lê Văn Mẫu tấn công từ cánh trái, hạ gục thủ môn của Nhật Bản ở phút 90, "
        "ghi bàn thắng duy nhất của trận đấu."
    )
    assert events(crime) == []
    assert events(sport) == []


def test_every_event_states_its_evidence() -> None:
    text = "Mỹ cảnh báo Nga\n\nNgày 3/5, Mỹ cảnh báo Nga sẽ phải trả giá nếu tấn công Ukraine. NATO kêu gọi Nga rút quân khỏi Ukraine."
    doc = document(text, times=(("Ngày 3/5", "2015-05-03"),), published="2015-05-04")
    found = list(find_events(doc))
    assert found
    for event in found:
        assert event.rule.startswith(event.type.lower() + ":")
        assert event.confidence is not None
        assert 0 < event.confidence <= 1
        assert len(event.actor_spans) == len(event.actors)
        assert len(event.recipient_spans) == len(event.recipients)
        assert event.actors or event.recipients
        for span in (*event.triggers, *event.actor_spans, *event.recipient_spans):
            assert 0 <= span.start < span.end <= len(text)


def test_the_same_document_gives_the_same_events() -> None:
    text = "NATO và Nga nối lại đối thoại\n\nNATO và Nga nhất trí nối lại đối thoại sau khi Mỹ và Đức kêu gọi hai bên hạ nhiệt."
    assert events(text) == events(text)


@pytest.mark.parametrize("text", ["", "\n\n", "Nga", "Nga\n\nNga", "Nga " * 3000, "🙂 Mỹ\u0301 tấn công \u202eNga\u202c \x00", "Mỹ–Nga;Mỹ/Nga:(((“"])
def test_odd_texts_raise_nothing(text: str) -> None:
    for event in events(text):
        assert all(0 <= t.start < t.end <= len(text) for t in event.triggers)


def test_a_long_text_is_read_in_time_that_grows_with_its_length() -> None:
    paragraph = "Tổng thống Nga gặp Tổng thống Mỹ tại Pháp. NATO lên án Nga tấn công Ukraine. "
    began = time.perf_counter()
    events("Tin\n\n" + paragraph * 40)
    assert time.perf_counter() - began < 20


def test_without_mentions_there_are_no_events() -> None:
    assert list(find_events(Document(article_from_text("a", "Nga tấn công Ukraine.")))) == []


def test_phrases_that_hold_a_trigger_but_name_no_act_are_passed_over() -> None:
    assert "gặp" in [c.lemma for c in candidates("Nga gặp Mỹ")]
    assert "gặp" not in [c.lemma for c in candidates("Nga gặp khó khăn")]
    assert "tiếp" not in [c.lemma for c in candidates("Nga tiếp tục im lặng")]


def test_a_refusal_also_offers_the_act_that_is_refused() -> None:
    found = {(c.lemma, e.type) for c in candidates("Nga không hợp tác với Mỹ") for e in c.entries}
    assert ("không hợp tác", "REJECT") in found
    assert any(kind == "COOPERATE" for _, kind in found)


def test_a_longer_word_is_learnt_with_the_shorter_one_that_it_is_built_on() -> None:
    heads = {c.lemma: c.head for c in candidates("Nga tấn công khủng bố, Mỹ vòng đàm phán, Pháp gọi điện, Đức khôi phục đối thoại.")}
    assert heads["tấn công khủng bố"] == "tấn công"
    assert heads["vòng đàm phán"] == "đàm phán"
    assert heads["gọi điện"] == "gọi điện"  # words of two syllables stand for themselves


def test_a_word_that_begins_inside_another_and_goes_on_behind_it_names_its_own_act() -> None:
    assert {"tăng cường hợp tác", "hợp tác song phương"} <= {c.lemma for c in candidates("Nga tăng cường hợp tác song phương với Mỹ")}


def test_some_readings_are_only_those_of_a_line_of_contact() -> None:
    def types(text: str) -> set[str]:
        return {e.type for c in candidates(text) if c.lemma == "duy trì" for e in c.entries}

    assert "SUPPORT" in types("Nga duy trì các kênh liên lạc với Mỹ")
    assert "SUPPORT" not in types("Nga duy trì quân ở Syria")


def test_the_trigger_table_keeps_its_rules() -> None:
    rows = load_rows("triggers")
    kinds = {row[1] for row in rows}
    assert len({row[0] for row in rows if row[1] != "-"}) >= 800
    assert len(kinds - {"-"}) == 16
    assert all(row[2] == "" or row[1] == "CONSULT" for row in rows)
    assert all(row[3] in ("sym", "obj", "place", "vp", "judge") and row[4] in ("strong", "medium", "weak", "line") for row in rows if row[1] != "-")
    assert len({row[:2] for row in rows}) == len(rows)
    assert load_triggers() is load_triggers()


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2015-05-03", "2015-05-03"), ("2015-05-03T19:00", "2015-05-03"), ("2015-05-03TMO", "2015-05-03"), ("2015-05", "2015-05"), ("2015", "2015"),
        ("2015-W20", "2015-05-11/2015-05-17"), ("2015-W20-WE", "2015-05-16/2015-05-17"), ("196", "1960/1969"), ("18", "1801/1900"),
        ("2015-Q2", "2015-04/2015-06"), ("2015-H1", "2015-01/2015-06"), ("2015-05-03/2015-05-07", "2015-05-03/2015-05-07"),
        ("XXXX-05-03", None), ("P3D", None), ("PRESENT_REF", None), ("2015-W60", None), ("", None), ("2015-XX", None),
    ],
)
def test_timex_values_become_dates_or_intervals(value: str, date: str | None) -> None:
    assert date_of_timex(value) == date


def test_the_last_day_of_a_date() -> None:
    assert [last_day(d) for d in ("2015", "2016-02", "2016-02-03", "2016-02-03/2016-03")] == ["2015-12-31", "2016-02-29", "2016-02-03", "2016-03-31"]


def test_a_country_before_its_minister_only_modifies() -> None:
    doc = document("Ngoại trưởng Nga Lê Văn Mẫu thăm Pháp.")
    tokens = find_tokens(doc.text)
    parties = find_parties(doc, [t.start for t in tokens], [t.key for t in tokens], [0] * len(tokens))
    assert [(p.entity, p.kind, p.inside) for p in parties] == [
        ("Russia", "state", True), ("Lê Văn Mẫu", "official", False), ("France", "state", False),
    ]


def test_cues_before_a_trigger_stand_nearest_first_and_end_at_the_sentence() -> None:
    doc = document("Mỹ sẽ đến. Nga không có ý định tấn công Ukraine.")
    context = read_context(doc, 2.0)
    trigger = next(c for c in find_candidates(context) if c.lemma == "tấn công")
    assert [kind for kind, *_ in find_cues(context, trigger)][:2] in (["plan", "not"], ["plan"])
    assert "future" not in [kind for kind, *_ in find_cues(context, trigger)]


def test_politics_and_other_news_are_told_apart() -> None:
    politics = score_topic(["tổng", "thống", "và", "ngoại", "trưởng", "đàm", "phán", "về", "lệnh", "trừng", "phạt", "của", "liên", "hợp", "quốc"])
    crime = score_topic(["công", "an", "bắt", "đối", "tượng", "trộm", "xe", "máy", "trong", "quán", "karaoke"])
    assert politics > 1 > -1 > crime
    assert score_topic([]) == 0.0


def test_a_model_takes_features_in_their_contexts() -> None:
    model = Linear({"^a": 1.0, "X^a": 2.0, "Y^a": 4.0, "^bias": 0.5})
    assert model.odds(["a", "unknown"]) == 1.0
    assert model.odds(["a"], ("", "X")) == 3.0
    assert model.odds_in(model.cells_of(["a", "unknown"]), ("", "X")) == 3.0
    assert model.bias == 0.5
    assert cross(["a", "b"], ("", "X")) == ["^a", "X^a", "^b", "X^b"]
    assert model.odds_of({"^a": 2.0}) == 2.0


def test_parties_of_two_acts_are_compared_by_their_scores() -> None:
    one = {"NATO": Share(0.9, Span(0, 1)), "Russia": Share(0.1, Span(0, 1))}
    assert cosine(one, one) == pytest.approx(1.0)
    assert cosine(one, {"France": Share(0.9, Span(0, 1))}) == 0.0
    assert cosine(one, {}) == 0.0


def test_log_odds_stay_in_range() -> None:
    assert odds_of(0.0) == pytest.approx(0.0, abs=0.01)
    assert odds_of(0.5) == pytest.approx(5.0)
    assert odds_of(1.0) == pytest.approx(10.0, abs=0.01)


def test_the_packaged_models_carry_their_thresholds() -> None:
    models = load_models()
    assert {"trigger", "event", "actor", "recipient", "status", "same", "topic"} <= set(models.thresholds)
    assert models is load_models()


def test_chances_of_options_add_up_and_follow_their_odds() -> None:
    found = chances([2.0, 0.0, -3.0])
    assert sum(found) == pytest.approx(1.0)
    assert found == sorted(found, reverse=True)
    assert chances([]) == []
    assert chances([-1e9, 1e9])[1] == pytest.approx(1.0)


def options_of(text: str, lemma: str, **given: object) -> set[str | None]:
    context = read_context(document(text, **given), 2.0)  # type: ignore[arg-type]
    candidate = next(c for c in find_candidates(context) if c.lemma == lemma)
    return {w.date for w in find_dates(context, candidate, candidate.entries[0], [candidate.first])}


def test_an_act_may_be_dated_by_its_sentence_by_those_before_by_the_day_of_the_news_or_not_at_all() -> None:
    text = "Nga và Mỹ\n\nNgày 3/5, Nga tập trận. Pháp im lặng. Mỹ lên án Nga trong cuộc họp hôm 5/5."
    times = (("Ngày 3/5", "2015-05-03"), ("hôm 5/5", "2015-05-05"))
    assert options_of(text, "lên án", times=times, published="2015-05-06") == {"2015-05-05", "2015-05-03", "2015-05-06", None}
    assert options_of(text, "lên án", times=times) == {"2015-05-05", "2015-05-03", None}


def test_what_a_title_announces_may_be_dated_by_the_lead() -> None:
    text = "Nga gặp Mỹ\n\nHôm 5/5, Nga gặp Mỹ tại Pháp."
    assert "2015-05-05" in options_of(text, "gặp", times=(("Hôm 5/5", "2015-05-05"),))


def test_a_length_after_a_first_day_gives_an_interval() -> None:
    text = "Nga và Pháp\n\nTổng thống Nga thăm Pháp ba ngày từ 5/5."
    times = (("ba ngày", "P3D"), ("5/5", "2015-05-05"))
    assert "2015-05-05/2015-05-07" in options_of(text, "thăm", times=times)


def test_an_undated_page_dates_no_act_by_its_publication() -> None:
    text = "Mỹ lên án Nga\n\nMỹ lên án Nga vì vụ tấn công ở Ukraine."
    assert options_of(text, "lên án") == {None}
    assert all(e.date is None for e in events(text))


def test_words_of_one_class_stand_in_the_same_places() -> None:
    assert classes_of([]) == []
    found = classes_of(["tổng", "thống", "qwertz"])
    assert found[0] == found[1] != ""
    assert found[2] == ""
