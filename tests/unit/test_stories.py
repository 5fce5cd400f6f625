"""Stories: likeness of two articles, candidates, grouping, and the same result in any order."""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.msgpack import decode, encode

from thoisu.record.stories import SHARED_KEYS, StoryFeatures, candidate_keys, make_features, parse_day, score_similarity
from thoisu.record.stories_group import assign_stories, find_edges, group_stories, score_edges


class Told(Struct, frozen=True):
    id: str
    title: str
    lead: str | None
    text: str
    published: str | None = None


BRIDGE = (
    Told("cau1", "Khánh thành cầu Vạn Hà bắc qua sông Lam Giang", "Cây cầu dài hai cây số nối hai bờ sông Lam Giang thông xe sáng nay.",
         "Ông Trần Quốc Bửu, giám đốc ban quản lý dự án, nói cầu Vạn Hà rút ngắn đường đi 40 phút. Phà Vạn Hà ngừng chạy.", "2031-04-02"),
    Told("cau2", "Cầu Vạn Hà thông xe, phà ngừng hoạt động", None,
         "Sáng 2/4, cầu Vạn Hà trên sông Lam Giang được khánh thành. Theo giám đốc Trần Quốc Bửu, phà Vạn Hà sẽ ngừng chạy.", "2031-04-02T15:00"),
    Told("cau3", "Người dân hai bờ Lam Giang đi bộ qua cầu mới", None,
         "Hàng nghìn người đi bộ qua cầu Vạn Hà trong ngày khánh thành. Chuyến phà Vạn Hà cuối cùng rời bến lúc 9h.", "2031-04-03"),
)
VOTE = (
    Told("bau1", "Orania bầu tổng thống vòng hai", "Cử tri Orania đi bỏ phiếu giữa hai ứng viên Kessler và Dovan.",
         "Ủy ban bầu cử Orania cho biết tỷ lệ cử tri đi bỏ phiếu là 61 phần trăm. Ông Kessler dẫn trước bà Dovan.", "2031-04-02"),
    Told("bau2", "Ông Kessler thắng cử ở Orania", None,
         "Ứng viên Kessler thắng bà Dovan trong vòng hai bầu cử tổng thống Orania, ủy ban bầu cử công bố.", "2031-04-03"),
)
OTHER = (Told("che1", "Giá chè xuân tăng ở vùng Tân Khê", None, "Nông dân Tân Khê bán chè búp với giá cao hơn năm ngoái.", "2031-04-02"),)
ALL = (*BRIDGE, *VOTE, *OTHER)


def features(a: Told) -> StoryFeatures:
    return make_features(a.id, a.title, a.lead, a.text, a.published)


def groups(articles: list[Told]) -> set[tuple[str, ...]]:
    found = {a.id: features(a) for a in articles}
    return set(group_stories(found, find_edges(list(found.values()))))


def test_tellings_of_one_happening_are_one_story() -> None:
    assert groups(list(ALL)) == {("cau1", "cau2", "cau3"), ("bau1", "bau2"), ("che1",)}


def test_a_story_is_named_by_its_first_article() -> None:
    assert assign_stories(ALL)["cau3"] == "cau1"


def test_likeness_is_the_same_both_ways_and_falls_with_the_days_between() -> None:
    a, b = features(BRIDGE[0]), features(BRIDGE[1])
    late = make_features("x", BRIDGE[1].title, None, BRIDGE[1].text, "2031-07-02")
    undated = make_features("x", BRIDGE[1].title, None, BRIDGE[1].text)
    assert score_similarity(a, b) == score_similarity(b, a)
    assert score_similarity(a, late) < 0.2 * score_similarity(a, b)
    assert score_similarity(a, undated) == score_similarity(a, b)


def test_articles_of_a_story_share_enough_keys_to_be_candidates() -> None:
    for a, b in pairwise(BRIDGE):
        assert len(set(candidate_keys(features(a))) & set(candidate_keys(features(b)))) >= SHARED_KEYS


def test_features_survive_storage() -> None:
    kept = features(BRIDGE[0])
    assert decode(encode(kept), type=StoryFeatures) == kept


def test_an_article_without_words_is_alone() -> None:
    assert groups([Told("x", "", None, "", None), Told("y", "…", "", "!", None), *BRIDGE]) >= {("x",), ("y",)}


def test_a_wrong_date_is_no_date() -> None:
    assert parse_day("hôm qua") is None


@given(st.permutations(ALL))
def test_stories_do_not_depend_on_the_order_of_arrival(articles: list[Told]) -> None:
    assert groups(articles) == groups(list(ALL))


@given(st.integers(0, 10_000), st.integers(1, 29))
@settings(max_examples=30, deadline=None)
def test_adding_one_by_one_gives_what_one_batch_gives(seed: int, first: int) -> None:
    rng = random.Random(seed)
    topics = [[f"tên{t}x{i}" for i in range(12)] for t in range(4)]
    articles = []
    for n in range(30):
        words = rng.choices(topics[rng.randrange(4)], k=12) + rng.choices(topics[rng.randrange(4)], k=5) + [f"riêng{n}x{i}" for i in range(8)]
        rng.shuffle(words)
        articles.append(make_features(f"a{n:02d}", " ".join(words[:5]), None, " ".join(words), rng.choice([None, f"2031-01-{1 + n % 28:02d}"])))
    batch = set(group_stories({f.id: f for f in articles}, find_edges(articles)))

    known: dict[str, StoryFeatures] = {f.id: f for f in articles[:first]}
    edges = list(find_edges(articles[:first]))
    for f in articles[first:]:
        near = [o for o in known.values() if len(set(o.keys) & set(f.keys)) >= SHARED_KEYS]
        edges += score_edges(f, near)
        known[f.id] = f
    rng.shuffle(edges)
    assert set(group_stories(known, edges)) == batch


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=20))
def test_any_text_has_features_and_a_likeness_between_0_and_1(title: str, text: str, published: str) -> None:
    a, b = make_features("a", title, None, text, published), make_features("b", title, text, title, None)
    assert 0 <= score_similarity(a, b) <= 1
