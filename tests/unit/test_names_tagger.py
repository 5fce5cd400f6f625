"""The tagger: features are numbers that depend on the text alone, the table finds every weight, decoding is exact Viterbi."""

from itertools import pairwise, product
from pathlib import Path

import numpy as np

from thoisu.annotate.names.features import TEMPLATES, hash_features, near_names
from thoisu.annotate.names.gazetteer import find_known, load_titles, short_names
from thoisu.annotate.names.sheet import COLUMNS, make_sheet
from thoisu.annotate.names.stats import load_capital_shares, load_context_clusters, load_runs, load_token_votes, load_words
from thoisu.annotate.names.surfaces import shape_of
from thoisu.annotate.names.tagger import LABELS, make_crf, read_crf, read_labels, save_crf
from thoisu.lexicon.entities import find_entity
from thoisu.text.match import find_tokens

TEXT = "Hội đồng Thử nghiệm họp ở Hà Nội. Ông Lê Văn Mẫu dự.\n\nTheo Reuters, tên lửa S-300 đã bắn."


def test_a_sheet_has_one_row_a_token_and_sequences_that_cover_it() -> None:
    sheet = make_sheet(TEXT)
    assert set(sheet.columns) == set(COLUMNS)
    assert all(len(c) == len(sheet.tokens) for c in sheet.columns.values())
    assert sheet.sequences[0][0] == 0
    assert sheet.sequences[-1][1] == len(sheet.tokens)
    assert all(a[1] == b[0] for a, b in pairwise(sheet.sequences))


def test_an_empty_text_has_an_empty_sheet() -> None:
    sheet = make_sheet("")
    assert len(hash_features(sheet)) == 0
    assert len(near_names(sheet)) == 0


def test_features_of_some_tokens_are_those_of_all() -> None:
    sheet = make_sheet(TEXT)
    some = np.array([0, 3, 7])
    everything = hash_features(sheet)
    assert everything.shape == (len(sheet.tokens), len(TEMPLATES))
    assert (hash_features(sheet, some) == everything[some]).all()


def test_features_do_not_look_over_the_end_of_a_sentence() -> None:
    one, two = make_sheet("Hà Nội mưa. Nga"), make_sheet("Hà Nội mưa. Mỹ")
    first, second = hash_features(one), hash_features(two)
    same = (first[0] == second[0]).mean()
    assert same > 0.95  # only columns of the whole document may differ


def test_shapes_tell_how_a_token_is_written() -> None:
    shapes = [shape_of(s) for s in ("nga", "N", "NATO", "Nga", "Mỹ", "McCain", "iPhone", "2013", "3.5", ",")]
    assert len(set(shapes)) == len(shapes)


def test_the_table_finds_every_weight_and_nothing_else(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    hashes = rng.integers(1, 2**63, 5000, dtype=np.uint64)
    state = rng.normal(size=(5000, len(LABELS))).astype(np.float32)
    crf = make_crf(hashes, state, np.zeros((len(LABELS), len(LABELS)), np.float32))
    assert np.allclose(crf.scores(hashes.reshape(-1, 1)), state, atol=1e-6)
    assert np.allclose(crf.scores(hashes.reshape(1000, 5)), state.reshape(1000, 5, -1).sum(1), atol=1e-4)
    assert (crf.scores(rng.integers(1, 2**63, (500, 1), dtype=np.uint64)) == 0).mean() > 0.99
    save_crf(tmp_path / "m.npz", hashes, state, crf.transition)
    assert np.allclose(read_crf(tmp_path / "m.npz").scores(hashes.reshape(-1, 1)), state, atol=0.01)


def test_decoding_is_the_best_path() -> None:
    rng = np.random.default_rng(5)
    transition = rng.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)
    crf = make_crf(np.array([1], np.uint64), np.zeros((1, len(LABELS)), np.float32), transition)
    scores = rng.normal(size=(7, len(LABELS))).astype(np.float32)
    found = crf.decode(scores, [(0, 3), (3, 7)]).tolist()
    for a, b in ((0, 3), (3, 7)):
        def value(path: tuple[int, ...], a: int = a) -> float:
            return float(sum(scores[a + i, p] for i, p in enumerate(path)) + sum(transition[p, q] for p, q in pairwise(path)))

        best = max(product(range(len(LABELS)), repeat=b - a), key=value)
        assert list(best) == found[a:b]


def test_labels_are_read_as_names() -> None:
    codes = np.array([LABELS.index(x) for x in ("B-PER", "I-PER", "O", "I-LOC", "B-LOC", "I-ORG")])
    assert [(t.first, t.last, t.type) for t in read_labels(codes, [(0, 6)])] == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "ORG")]


def test_known_names_need_their_capitals() -> None:
    text = "anh ấy sang Anh, gặp đảng bảo thủ và NATO"
    found = [text[m.start : m.end] for m in find_known(text, find_tokens(text))]
    assert "Anh" in found
    assert "NATO" in found
    assert "anh" not in found


def test_short_names_follow_the_order_of_the_language() -> None:
    xi, merkel, sang = (find_entity(i) for i in ("Xi Jinping", "Angela Merkel", "Trương Tấn Sang"))
    assert xi is not None
    assert merkel is not None
    assert sang is not None
    assert "Tập" in set(short_names(xi))
    assert set(short_names(merkel)) == {"Merkel"}
    assert set(short_names(sang)) == set()


def test_title_words_are_found_in_running_text() -> None:
    text = "Phó thủ tướng thăm tỉnh"
    assert [text[m.start : m.end] for m in load_titles().find(find_tokens(text))] == ["Phó thủ tướng", "thăm", "tỉnh"]


def test_statistics_are_packaged() -> None:
    assert load_capital_shares()["nga"] > 5
    assert load_capital_shares()["của"] == 1
    assert load_runs()["hà nội"][0] > 0
    assert load_token_votes()["obama"] // 4 == 1
    assert load_context_clusters()["r nói"] > 0
    assert load_words()["quốc gia"] >= 1
