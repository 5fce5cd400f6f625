"""What changed between two versions of a page."""

from hypothesis import given
from hypothesis import strategies as st

from thoisu.record.versions import find_changes

OLD = "Cầu Mây mở lại. Có 3 xe qua cầu sáng nay. Ông Bùi Văn Sáo nói đường trơn. Trời sẽ còn mưa to."


def words(text: str, span: object) -> str | None:
    return text[span.start : span.end] if span else None  # type: ignore[attr-defined]


def test_an_edited_a_new_and_a_lost_sentence_are_told_apart() -> None:
    new = "Cầu Mây mở lại. Có 30 xe qua cầu sáng nay. Trời sẽ còn mưa to. Bộ Giao thông chưa trả lời."
    found = [(words(OLD, c.old), words(new, c.new)) for c in find_changes(OLD, new)]
    assert ("Có 3 xe qua cầu sáng nay.", "Có 30 xe qua cầu sáng nay.") in found
    assert ("Ông Bùi Văn Sáo nói đường trơn.", None) in found
    assert (None, "Bộ Giao thông chưa trả lời.") in found
    assert len(found) == 3


def test_layout_alone_is_no_change() -> None:
    assert find_changes(OLD, OLD.replace(". ", ".\n\n")) == ()


@given(st.lists(st.sampled_from(["Mưa to.", "Gió lớn ở biển.", "Nắng nhẹ.", "Sương dày trên sông."]), max_size=12), st.randoms())
def test_what_is_not_in_a_change_stands_in_both(sentences: list[str], rng: object) -> None:
    other = list(sentences)
    rng.shuffle(other)  # type: ignore[attr-defined]
    old, new = " ".join(sentences), " ".join(other)
    changes = find_changes(old, new)
    kept = [len(side) - sum(1 for c in changes if (c.old if i == 0 else c.new)) for i, side in enumerate((sentences, other))]
    assert kept[0] == kept[1]
