"""Text pages written by hand in many styles keep what their lines' roles say, at least as well as when these floors were set."""

import pytest

from training.pages_check import golden_pages, measure


@pytest.mark.parametrize(("file", "f1", "clean"), [("lines.txt", 96.0, 13), ("fresh.txt", 98.0, 8), ("last.txt", 99.0, 7)])
def test_pages_written_by_hand(file: str, f1: float, clean: int) -> None:
    found = measure(golden_pages(file))
    assert found.f1 >= f1
    assert found.clean >= clean


def test_a_measure_sees_what_is_wrong() -> None:
    page = [("Tít của bài", "title"), ("Hôm qua hai bên đã gặp nhau tại Hà Nội và bàn về hợp tác.", "body"), ("Chia sẻ", "body")]
    found = measure([("a", "\n".join(text for text, _ in page), page)])
    assert (found.clean, found.pages, found.precision) == (0, 1, 100.0)
    assert found.recall == pytest.approx(200 / 3)
