"""Summaries: word for word, within their length, without repetition, in any order of articles the same."""

from hypothesis import given
from hypothesis import strategies as st

from thoisu.extract.given import article_from_text
from thoisu.model import Article
from thoisu.record.summary import score_coverage, score_redundancy, summarize
from thoisu.record.terms import find_syllables

FIRST = article_from_text(
    "a",
    "Cầu Vạn Hà thông xe\n\nCầu Vạn Hà bắc qua sông Lam Giang thông xe sáng 2/4.\n\nCầu dài hai cây số, rút ngắn đường đi 40 phút. "
    "Phà Vạn Hà ngừng chạy từ hôm nay.\n\nẢnh: An.",
    "2031-04-02",
)
SECOND = article_from_text(
    "b",
    "Phà Vạn Hà ngừng chạy\n\nSau 60 năm, phà Vạn Hà ngừng chạy.\n\nCầu Vạn Hà bắc qua sông Lam Giang thông xe sáng 2/4. "
    "Những người lái phà được nhận vào đội bảo trì cầu.",
    "2031-04-03",
)


def test_every_sentence_stands_word_for_word_where_it_says() -> None:
    by_id = {a.id: a for a in (FIRST, SECOND)}
    sentences = summarize([FIRST, SECOND], syllables=60)
    assert sentences
    for s in sentences:
        e = s.evidence
        assert by_id[e.article].text[e.start : e.end] == s.text == e.words
        assert e.digest == by_id[e.article].digest


def test_a_sentence_that_two_articles_print_is_said_once() -> None:
    sentences = summarize([FIRST, SECOND], syllables=200)
    assert len([s for s in sentences if s.text.startswith("Cầu Vạn Hà bắc qua")]) == 1
    assert score_redundancy(sentences) < 0.2


def test_the_length_asked_for_is_kept() -> None:
    for syllables in (10, 20, 40):
        total = sum(len(find_syllables(s.text)) for s in summarize([FIRST, SECOND], syllables=syllables))
        assert total <= syllables * 1.05


def test_titles_and_scraps_are_left_out() -> None:
    said = {s.text for s in summarize([FIRST, SECOND], syllables=500)}
    assert "Ảnh: An." not in said
    assert FIRST.title not in said


def test_the_order_of_articles_does_not_matter() -> None:
    assert summarize([FIRST, SECOND], syllables=40) == summarize([SECOND, FIRST], syllables=40)


def test_longer_summaries_cover_more_of_what_is_shared() -> None:
    short, long = (summarize([FIRST, SECOND], syllables=n) for n in (14, 100))
    assert score_coverage(short, [FIRST, SECOND]) <= score_coverage(long, [FIRST, SECOND]) <= 1


def test_nothing_to_say_gives_nothing() -> None:
    assert summarize([]) == ()
    assert summarize([article_from_text("x", "Tít")]) == ()
    assert score_redundancy(()) == 0.0


@given(st.lists(st.text(max_size=400), max_size=4))
def test_any_text_can_be_summarised(texts: list[str]) -> None:
    articles: list[Article] = [article_from_text(str(i), t) for i, t in enumerate(texts)]
    for s in summarize(articles, syllables=30):
        assert articles[int(s.evidence.article)].text[s.evidence.start : s.evidence.end] == s.text
