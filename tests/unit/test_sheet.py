"""Lines as numbers say what the lines say: against the same asked of each line by itself, on invented and on odd lines."""

import random
import re

from thoisu.extract.items import words_of
from thoisu.extract.repeats import find_repeats
from thoisu.extract.said import read_said
from thoisu.extract.sheet import codes_of, read_sheet

ODD = ["Cầu Thử mở lại, 40 xe qua mỗi giờ!", "***", "😀 𠀀 vui", "a_b 1.234,5", "“Ông Mẫu nói: 'được'”", "İstanbul – Hà Nội", "x" * 5000, "ế" * 70]


def random_lines(rng: random.Random) -> list[str]:
    words = ["Cầu", "thử", "mẫu,", "“Đò", "12,5", "·", "sông", "NGA-MỸ", "và", "đã", "😀", "𠀀"]
    return [" ".join(rng.choice(words) for _ in range(rng.randrange(1, 50))) for _ in range(rng.randrange(1, 12))] + rng.sample(ODD, 3)


def test_words_names_and_counts_are_those_of_each_line() -> None:
    rng = random.Random(5)
    for _ in range(200):
        lines = random_lines(rng)
        sheet = read_sheet(lines)
        assert sheet.words == [words_of(line) for line in lines]
        for i, line in enumerate(lines):
            tokens = line.split()
            assert sheet.names[i] == {t.rstrip(",.:;”\"") for t in tokens[1:] if t[0].isupper()}
            assert sheet.capitals[i] == sum(t[0].isupper() for t in tokens[:40]) / len(tokens[:40])
            assert (sheet.commas[i], sheet.digits[i]) == (line.count(","), len(re.findall("[0-9]", line)))
            assert sheet.codes[sheet.bounds[i] : sheet.bounds[i + 1]].tolist() == (codes_of(sheet.words[i]).tolist() if sheet.words[i] else [])


def test_different_words_have_different_codes() -> None:
    letters = "aăâbcdđeêghiklmnoôơ0123"
    words = sorted({a + b + c for a in letters for b in letters for c in letters} | {a + b for a in letters for b in letters})
    assert len(set(codes_of(words).tolist())) == len(words)


def test_shared_words_are_those_that_several_lines_hold() -> None:
    lines = ["Bến Ngàm vắng khách", "Khách quên bến Ngàm", "Chợ Ngàm họp sớm"]
    sheet = read_sheet(lines)
    said = read_said(sheet)
    held = sorted(tuple(said.places.tolist()[a:b]) for a, b in zip(said.firsts, [*said.firsts[1:], len(said.places)], strict=True))
    assert (0, 1, 2) in held
    assert all(len(set(places)) == len(places) > 1 and list(places) == sorted(places) for places in held)


def test_lines_nearly_the_same_repeat_the_first_of_them() -> None:
    said = "Cầu sắt dài bốn mươi mét ở xã Mẫu đã thông xe sáng nay trước sự chứng kiến của hàng trăm người dân"
    near, other = said.replace("sáng nay", "sáng qua"), " ".join(reversed(said.split()))
    found = find_repeats(read_sheet([said, other, near, said + " trong vùng", "Chia sẻ", said]))
    assert [r.of if r else None for r in found] == [None, None, None, 0, None, 0]
    assert found[5] is not None
    assert found[5].share == 1.0
