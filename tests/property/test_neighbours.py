"""Dates from neighbours over any grounds: blind to their order, inside what the text says, resting on dated articles alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from thoisu.record.copies import Pair
from thoisu.record.neighbours import Ground, NewsDay, TextDays, bound_date, find_grounds
from thoisu.record.stories_group import Edge

DAYS = st.sampled_from(["2013-10-21", "2013-10-23", "2013-11-02", "2014-10-22", "2016-02-29", "2013-02-30", "0001-01-01", "9999-12-31"])
SHARES = st.sampled_from([0.0, 0.15, 0.25, 0.45, 0.96, 1.0])
GROUNDS = st.lists(st.builds(Ground, st.sampled_from("abcdef"), st.sampled_from(["copy", "story"]), DAYS, SHARES), max_size=5,
                   unique_by=lambda g: g.article)
NAMED = st.tuples(st.integers(0, 13), st.integers(0, 32))
YEARS = st.sampled_from([None, None, 2013, 0, 9999])
NEWS = st.none() | st.builds(NewsDay, st.integers(1, 12), st.integers(1, 31), st.integers(0, 9), st.just(0), st.just(5), YEARS)
OWN = st.none() | st.tuples(DAYS, DAYS).filter(lambda p: p[0] <= p[1] and "02-30" not in "".join(p))


@settings(max_examples=400, deadline=None)
@given(GROUNDS, st.builds(TextDays, NEWS, st.lists(NAMED, max_size=3).map(tuple)), OWN, st.randoms(use_true_random=False))
def test_any_grounds(grounds: list[Ground], days: TextDays, own: tuple[str, str] | None, random: object) -> None:
    found = bound_date(grounds, days, own)
    shuffled = grounds[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert bound_date(shuffled, days, own) == found
    if found is None:
        return
    first, last = found.between
    assert first <= last
    assert found.grounds
    assert set(found.grounds) <= set(grounds)
    assert found.own == own
    if own is not None and first <= own[1] and own[0] <= last:
        assert own[0] <= first
        assert last <= own[1]
        assert found.between != own


PUBLISHED = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["", "", "2013-10-23", "2013-10-24T08:00:00+07:00", "2013"]), min_size=2)


@settings(max_examples=200, deadline=None)
@given(PUBLISHED, st.data())
def test_any_component(published: dict[str, str], data: st.DataObject) -> None:
    ids = sorted(published)
    stories = data.draw(st.lists(st.integers(0, 2), min_size=len(ids), max_size=len(ids)))
    groups = [tuple(i for i, s in zip(ids, stories, strict=True) if s == n) for n in sorted(set(stories))]
    two = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] < p[1])
    edges = [Edge(a, b, w) for (a, b), w in data.draw(st.dictionaries(two, SHARES, max_size=8)).items()]
    pairs = [Pair(a, b, 0.5, w, 0.4) for (a, b), w in data.draw(st.dictionaries(two, SHARES, max_size=8)).items()]
    found = find_grounds(published, groups, edges, pairs)
    assert find_grounds(dict(reversed(published.items())), [g[::-1] for g in groups[::-1]], edges[::-1], pairs[::-1]) == found
    for article, near in found.items():
        assert not published[article]
        assert all(len(published[g.article]) >= 10 and g.published == published[g.article][:10] for g in near)
    hidden = dict.fromkeys(ids, "")
    assert find_grounds(hidden, groups, edges, pairs) == {}
