"""samples/: the manifest and the pages agree, the pages are what they claim to be, and nothing in them is anybody else's text."""

import gzip
import html
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from thoisu.extract.legacy import from_tcvn3, from_vni
from thoisu.text.normalize import clean_line, tone_key

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"
MANIFEST: list[dict[str, Any]] = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
BY_PATH = {page["path"]: page for page in MANIFEST}
READABLE = [page for page in MANIFEST if page["title"] and page["outcome"] != "refused"]
RUN = 8  # syllables in a row that count as somebody's text


def text_of(page: dict[str, Any]) -> str:
    """The characters of a page, decoded as its manifest says."""
    path, _, line = str(page["path"]).partition(":")
    raw = (SAMPLES / path).read_bytes()
    encoding = page.get("encoding", "utf-8")
    if line:
        return str(json.loads(raw.decode().split("\n")[int(line) - 1])["raw"])
    if encoding == "tcvn3":
        return from_tcvn3(raw.decode("latin-1"))
    return from_vni(raw.decode("cp1252")) if encoding == "vni" else raw.decode(encoding)


def visible(text: str) -> str:
    """What a reader sees: without tags, entities and odd characters."""
    return clean_line(html.unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text, flags=re.S)).replace("\n", " "))


def retone(text: str) -> str:
    """One style of tone marks, straight quotation marks."""
    return tone_key(text).replace("“", '"').replace("”", '"')


def ids(page: dict[str, Any]) -> str:
    return str(page["path"])


def test_every_page_is_in_the_manifest_once_and_every_entry_has_its_page() -> None:
    found = []
    for path in SAMPLES.rglob("*"):
        name = path.relative_to(SAMPLES).as_posix()
        if path.suffix in (".txt", ".html"):
            found.append(name)
        elif path.suffix == ".jsonl":
            found += [f"{name}:{number}" for number, _ in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
        elif path.is_file():
            assert name in ("README.md", "manifest.json")
    assert sorted(found) == sorted(page["path"] for page in MANIFEST)


def test_there_are_enough_of_everything_and_they_stay_small() -> None:
    assert len(MANIFEST) >= 40
    assert len({page["outlet"] for page in MANIFEST} - {None}) >= 10
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 400_000
    assert {page["outcome"] for page in MANIFEST} == {"article", "copy", "version", "refused"}
    assert {page.get("reason") for page in MANIFEST} == {None, "empty", "binary", "truncated", "not_vietnamese", "invalid_json"}
    sizes = Counter(page["story"] for page in READABLE)
    assert max(sizes.values()) <= 6
    assert sum(size >= 2 for size in sizes.values()) >= 15
    assert sum("tin hãng (Reuters)" in t or "bản chép tin Reuters" in t for page in MANIFEST for t in page["tricks"]) == 4


def test_only_refused_pages_have_a_reason() -> None:
    for page in MANIFEST:
        assert ("reason" in page) == (page["outcome"] == "refused"), page["path"]


@pytest.mark.parametrize("field", ["copy_of", "version_of", "disagrees_with"])
def test_links_lead_to_a_page_of_the_same_story(field: str) -> None:
    links = [page for page in MANIFEST if field in page]
    assert links
    for page in links:
        assert BY_PATH[page[field]]["story"] == page["story"]
    outcome = {"copy_of": "copy", "version_of": "version"}.get(field)
    assert outcome is None or len(links) == sum(page["outcome"] == outcome for page in MANIFEST)


def test_a_version_has_the_address_of_its_page_and_other_words() -> None:
    (page,) = [page for page in MANIFEST if page["outcome"] == "version"]
    first = BY_PATH[page["version_of"]]
    assert page["url"] == first["url"]
    assert visible(text_of(page)) != visible(text_of(first))


@pytest.mark.parametrize("page", READABLE, ids=ids)
def test_page_shows_title_lead_and_byline_of_its_entry(page: dict[str, Any]) -> None:
    shown = visible(text_of(page))
    assert page["title"] in shown
    assert retone(page["lead"]) in retone(shown)
    assert page["paragraphs"] >= 4
    assert page["byline"] is None or page["byline"] in shown
    assert page.get("url", "") in text_of(page)


@pytest.mark.parametrize("page", READABLE, ids=ids)
def test_page_tells_its_date_only_where_the_manifest_says_so(page: dict[str, Any]) -> None:
    year, month, day = map(int, (page["published"] or page["written"]).split("-"))
    forms = rf"\b{year}-{month:02}-{day:02}T|\b0?{day}[/.-]0?{month}[/.-]{year}\b|\b{day} tháng {month},? (năm )?{year}\b"
    assert bool(re.search(forms, text_of(page))) == (page["published"] is not None)
    assert 2014 <= year <= 2017


def test_encodings_are_what_they_claim() -> None:
    for page in MANIFEST:
        if page["outcome"] == "refused" or ":" in page["path"]:
            continue
        raw, encoding = (SAMPLES / page["path"]).read_bytes(), page.get("encoding", "utf-8")
        if encoding in ("cp1258", "tcvn3", "vni"):
            with pytest.raises(UnicodeDecodeError):
                raw.decode("utf-8")
        else:
            raw.decode("utf-8", "strict")
        assert raw.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
    assert {page.get("encoding") for page in MANIFEST} == {None, "cp1258", "tcvn3", "vni", "utf-8-sig"}


def test_the_odd_characters_are_there() -> None:
    texts = [text_of(page) for page in READABLE if "encoding" not in page]
    assert sum(not unicodedata.is_normalized("NFC", text) for text in texts) == 1
    for sign in ("\u00a0", "\u200b", "\r\n", "thoả thuận", "thỏa thuận", "ảnh 1Tổng", "./."):
        assert any(sign in text for text in texts), ascii(sign)


@pytest.mark.parametrize(("trick", "part"), [("sapô in hai lần", 0), ("thân bài in hai lần", -1)])
def test_what_is_printed_twice_stands_there_twice(trick: str, part: int) -> None:
    pages = [page for page in READABLE if any(trick in t for t in page["tricks"])]
    assert len(pages) == 2
    for page in pages:
        shown = visible(text_of(page))
        words = page["lead"] if part == 0 else shown[shown.index(page["lead"]) + len(page["lead"]) :][200:300]
        assert shown.count(words) >= 2, page["path"]


def test_refused_pages_are_broken_as_their_reason_says() -> None:
    for page in (page for page in MANIFEST if page["outcome"] == "refused"):
        path, _, line = page["path"].partition(":")
        raw = (SAMPLES / path).read_bytes()
        match page["reason"]:
            case "empty":
                assert not raw.decode().strip()
            case "binary" | "not_vietnamese":
                assert raw
            case "truncated":
                assert b"</html>" not in raw
                assert len(visible(raw.decode())) < 400
            case "invalid_json":
                with pytest.raises(json.JSONDecodeError):
                    json.loads(raw.decode().split("\n")[int(line) - 1])


def test_hosts_and_telephone_numbers_are_invented() -> None:
    for page in READABLE:
        text = text_of(page)
        hosts = set(re.findall(r"https?://([^/\"'<\s]+)", text)) - {"schema.org", "www.w3.org"}
        assert all(host.endswith(".example") for host in hosts), page["path"]
        assert all(number.startswith("0900 ") for number in re.findall(r"\b0\d{3} ?\d{3} ?\d{3}\b", text)), page["path"]


# --- nobody else's text: syllables as numbers, runs of eight as hashes

BETWEEN = "\n0zz0\n"  # a word of no page
_SYLLABLE = re.compile(r"\w+")
_POWERS = np.array([pow(6364136223846793005, k, 2**64) for k in range(RUN)], dtype=np.uint64)


def syllables(text: str) -> list[str]:
    return _SYLLABLE.findall(unicodedata.normalize("NFC", text).lower())


def runs(numbers: "np.ndarray[Any, np.dtype[np.uint64]]") -> "np.ndarray[Any, np.dtype[np.uint64]]":
    """A hash of each run of eight; 0 where a syllable of the run is unknown (0)."""
    count = len(numbers) - RUN + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    known = np.ones(count, bool)
    for k in range(RUN):
        part = numbers[k : k + count]
        total += part * np.uint64(11400714819323198485) * _POWERS[k]
        known &= part != 0
    return np.where(known, total, np.uint64(0))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def shared_texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        if path.name.endswith((".jsonl", ".jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
                for line in file:
                    yield from strings(json.loads(line))
        elif path.suffix == ".json":
            yield from strings(json.loads(path.read_text(encoding="utf-8")))
        else:
            yield path.read_text(encoding="utf-8")


def shared_runs(paths: Iterable[Path]) -> set[str]:
    """The runs of eight syllables that stand in a sample and in one of these files."""
    number: dict[str, int] = {}
    words: dict[int, str] = {}
    for page in MANIFEST:
        if page["title"] is None:
            continue
        spoken = syllables(visible(text_of(page)))
        hashes = runs(np.array([number.setdefault(s, len(number) + 1) for s in spoken], dtype=np.uint64))
        words.update({int(h): " ".join(spoken[i : i + RUN]) for i, h in enumerate(hashes)})
    ours = np.array(sorted(words), dtype=np.uint64)
    found: set[str] = set()
    lookup = number.get
    for batch in batches(shared_texts(paths)):
        theirs = runs(np.array([lookup(s, 0) for s in syllables(batch)], dtype=np.uint64))
        theirs = theirs[theirs != 0]
        places = np.minimum(np.searchsorted(ours, theirs), len(ours) - 1)
        found.update(words[int(h)] for h in theirs[ours[places] == theirs])
    return found


def batches(texts: Iterable[str], size: int = 1_000_000) -> Iterator[str]:
    """Texts joined to about a megabyte, an unknown word between them so that no run crosses."""
    held: list[str] = []
    for text in texts:
        held.append(text)
        if sum(map(len, held)) > size or len(held) > 500:
            yield BETWEEN.join(held)
            held = []
    yield BETWEEN.join(held)


def test_a_shared_run_is_found(tmp_path: Path) -> None:
    page = BY_PATH["tre-nga/f16-ap-sat-may-bay-bo-truong-nga.txt"]
    copied = tmp_path / "copied.txt"
    copied.write_text("Một câu khác. " + text_of(page).split("\n\n")[1], encoding="utf-8")
    assert "tới kaliningrad hôm 21 6 bị một chiếc" in shared_runs([copied])


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
def test_no_run_of_eight_syllables_stands_in_the_shared_gold_seeds_or_stories() -> None:
    paths = [path for path in sorted(SHARED.rglob("*")) if path.is_file() and path.suffix != ".gz"]
    assert shared_runs(paths) == set()


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
@pytest.mark.parametrize("part", range(5))
def test_no_run_of_eight_syllables_stands_in_the_shared_news(part: int) -> None:
    assert shared_runs([SHARED / "data" / "news" / f"part-{part:02}.jsonl.gz"]) == set()
