"""The compiler of hand-written sheets, and the stored rows against their texts."""

import json

import pytest

from training.gold import SHARED
from training.labels import FOLDER, check_labels, load_labels, read_labels
from training.labels_sheet import SheetError, compile_sheet, places, resolve

TEXT = (
    "Bộ trưởng Lam Sơn thăm Bắc Lĩnh\n\nÔng Lam Sơn hôm 3/5 họp kín với Bắc Lĩnh.\n\n"
    "“Chúng tôi sẽ họp lại”, ông Sơn nói hôm qua.\nBáo Sóng Biển đưa tin hai bên nhất trí mở đường dây nóng."
)
SHEET = """
@ 2031-05-04
e PER Trần Lam Sơn: Lam Sơn | Sơn
e LOC: Bắc Lĩnh
e ORG: Sóng Biển
t 2031-05-03: hôm 3/5 | hôm qua
q d Trần Lam Sơn | Chúng tôi sẽ | nói
q i Sóng Biển | hai bên nhất | đưa tin
v CONSULT/visit Trần Lam Sơn; Bắc Lĩnh | - | a | thăm
v CONSULT/meeting Trần Lam Sơn; Bắc Lĩnh | 2031-05-03 | a | [họp] kín
v AGREE Bắc Lĩnh | - | a | nhất trí
s Sóng Biển
""".splitlines()


def compile_with(*lines: str) -> str:
    """The message of the fault that more lines bring."""
    with pytest.raises(SheetError) as fault:
        compile_sheet("x1", TEXT, [*SHEET, *lines])
    return str(fault.value)


def test_a_sheet_gives_all_layers_as_offsets() -> None:
    labels = compile_sheet("x1", TEXT, SHEET)
    assert [(TEXT[e.start : e.end], e.type, e.id) for e in labels.entities][:2] == [
        ("Lam Sơn", "PER", "Trần Lam Sơn"), ("Bắc Lĩnh", "LOC", "Bắc Lĩnh"),
    ]
    assert [TEXT[e.start : e.end] for e in labels.entities].count("Sơn") == 1  # longest match: `Lam Sơn` is not cut
    assert [(TEXT[t.start : t.end], t.type) for t in labels.times] == [("hôm 3/5", "DATE"), ("hôm qua", "DATE")]
    assert labels.published == "2031-05-04"
    assert labels.sources == ("Sóng Biển",)


def test_a_direct_quote_ends_at_its_mark_and_an_indirect_one_with_its_line() -> None:
    direct, indirect = compile_sheet("x1", TEXT, SHEET).quotes
    assert TEXT[direct.start : direct.end] == "Chúng tôi sẽ họp lại"
    assert TEXT[indirect.start : indirect.end] == "hai bên nhất trí mở đường dây nóng"
    assert direct.cue is not None
    assert TEXT[slice(*direct.cue)] == "nói"


def test_a_cue_in_the_line_of_the_quote_wins_over_a_nearer_one() -> None:
    text = "Bà Mây nói với Hội Ghe Thuyền rằng nước lên nhanh.\nNói xong, bà về. Ông Gió nói ít."
    quote = compile_sheet("x2", text, ["@ 2031-05-04", "e PER: Mây", "q i Mây | nước lên | nói"]).quotes[0]
    assert quote.cue == (7, 10)


def test_events_keep_order_of_their_triggers() -> None:
    events = compile_sheet("x1", TEXT, SHEET).events
    assert [(e.type, e.mode, [TEXT[slice(*t)] for t in e.triggers]) for e in events] == [
        ("CONSULT", "visit", ["thăm"]), ("CONSULT", "meeting", ["họp"]), ("AGREE", None, ["nhất trí"]),
    ]


def test_a_trigger_that_stands_twice_needs_a_choice() -> None:
    assert "2 times in the text: họp" in compile_with("v CONSULT/meeting Bắc Lĩnh | - | p | họp")
    labels = compile_sheet("x1", TEXT, [*SHEET, "v CONSULT/meeting Bắc Lĩnh | - | p | họp*"])
    assert max(len(e.triggers) for e in labels.events) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("e ORG: Sông Xa", "not in the text"),
        ("q d Trần Lam Sơn | hai bên nhất | nói", "without an opening mark"),
        ("q i Kẻ Lạ | mở đường | nói", "neither an id nor in the text: Kẻ Lạ"),
        ("v PARTY Bắc Lĩnh | - | a | thăm", "Invalid enum value"),
        ("v AGREE > | - | a | thăm", "without any party"),
        ("v AGREE/meeting Bắc Lĩnh | - | a | thăm", "only CONSULT has a mode"),
        ("v CONSULT/meeting Bắc Lĩnh | - | a | [họp] kín; họp kín", "overlap: họp kín"),
        ("s Báo Nào Đó", "source is no id"),
        ("t 2031: 3/5 họp", "crosses another"),
        ("@ hôm nay", "no day of publication"),
        ("q i Sóng Biển | hai bên nhất | đưa tin", "one quote twice"),
        ("x gì đó", "no such kind of line"),
    ],
)
def test_a_line_that_does_not_fit_is_named(line: str, message: str) -> None:
    assert message in compile_with(line)


def test_what_cannot_be_named_is_allowed_with_a_tilde() -> None:
    labels = compile_sheet("x1", TEXT, [*SHEET, "q i ~Người Kể | mở đường | đưa tin"])
    assert labels.quotes[-1].speaker == "Người Kể"


def test_later_lines_replace_and_take_away() -> None:
    assert resolve("An gặp An", [("An", ("PER", "Lê An")), ("An#2", ("-", ""))]) == [(0, 2, ("PER", "Lê An"))]
    assert resolve("An gặp An", [("An#1", ("PER", "Lê An")), ("An", ("LOC", "An"))]) == [(0, 2, ("LOC", "An")), (7, 9, ("LOC", "An"))]


def test_occurrence_numbers_beyond_the_text_are_refused() -> None:
    with pytest.raises(SheetError, match="occurs 2 times"):
        places("An gặp An", "An#3")


def test_labels_do_not_fit_another_text() -> None:
    labels = compile_sheet("x1", TEXT, SHEET)
    assert not [*check_labels(labels, TEXT)]
    assert "the text is another one" in [*check_labels(labels, TEXT + " ")]


PARTS = sorted(path.stem.removeprefix("news-") for path in FOLDER.glob("news-*.jsonl"))


@pytest.mark.parametrize("part", PARTS)
def test_stored_rows_hold_no_text(part: str) -> None:
    for line in (FOLDER / f"news-{part}.jsonl").read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) == {"id", "digest", "published", "entities", "times", "quotes", "events", "sources"}
    assert len({row.id for row in read_labels(part)}) == len(read_labels(part))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.joinpath("data", "news").exists(), reason="needs ../shared")
@pytest.mark.parametrize("part", PARTS)
def test_stored_rows_fit_their_texts(part: str) -> None:
    for row, document in load_labels(part):
        assert document.mentions
        assert document.text == row["text"]
        assert document.published == row["published"]
