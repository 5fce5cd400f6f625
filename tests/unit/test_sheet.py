"""Lines as numbers say what the lines say: against the same asked of each line by itself, on invented and on odd lines."""

import math
import random
import re
from itertools import pairwise, product
from pathlib import Path

from thoisu.extract.chain import read_chain, save_chain
from thoisu.extract.items import words_of
from thoisu.extract.repeats import find_repeats
from thoisu.extract.said import read_said
from thoisu.extract.sheet import codes_of, names_in, read_sheet

ODD = ["Cầu Thử mở lại, 40 xe qua mỗi giờ!", "***", "😀 𠀀 vui", "a_b 1.234,5", "“Ông Mẫu nói: 'được'”", "İstanbul – Hà Nội", "x" * 5000, "ế" * 70]


def random_lines(rng: random.Random) -> list[str]:
    words = ["Cầu", "thử", "mẫu,", "“Đò", "12,5", "·", "sông", "NGA-MỸ", "và", "đã", "😀", "𠀀"]
    return [" ".join(rng.choice(words) for _ in range(rng.randrange(1, 50))) for _ in range(rng.randrange(1, 12))] + rng.sample(ODD, 3)


def test_words_names_and_counts_are_those_of_each_line() -> None:
    rng = random.Random(5)
    for _ in range(200):
        lines = random_lines(rng)
        sheet = read_sheet(lines)
        names = names_in(sheet)
        assert sheet.words == [words_of(line) for line in lines]
        for i, line in enumerate(lines):
            tokens = line.split()
            assert names[i] == {t.rstrip(",.:;”\"") for t in tokens[1:] if t[0].isupper()}
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


def test_the_likeliest_roles_are_those_of_all_ways_weighed_one_by_one(tmp_path: Path) -> None:
    rng = random.Random(2)
    roles = ["title", "body", "teaser"]
    states = {(f"f{k}", role): rng.uniform(-2, 2) for k in range(6) for role in roles}
    steps = {(one, two): rng.uniform(-2, 2) for one in roles for two in roles}
    save_chain(tmp_path / "m.npz", roles, states, steps)
    model = read_chain(tmp_path / "m.npz")
    for _ in range(50):
        lines = [[f"f{rng.randrange(7)}" for _ in range(rng.randrange(1, 4))] for _ in range(rng.randrange(1, 6))]
        weights = {}
        for way in product(roles, repeat=len(lines)):
            own = sum(states.get((f, role), 0.0) for line, role in zip(lines, way, strict=True) for f in line)
            weights[way] = own + sum(steps[pair] for pair in pairwise(way))
        told = model.read(lines)
        assert tuple(told.roles) == max(weights, key=lambda way: weights[way])
        total = sum(math.exp(w) for w in weights.values())
        for i in range(len(lines)):
            odds = sum(math.exp(w) for way, w in weights.items() if way[i] == "title") / total
            assert abs(told.title_odds(i) - odds) < 1e-4
