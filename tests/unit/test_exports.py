"""Every format over the sample record: what was written is what the record holds, and no text becomes a formula or a broken file."""

import csv
import json
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from msgspec import Struct

from thoisu.errors import UsageError
from thoisu.export import FORMATS, load_writer
from thoisu.export.jsonl import read_jsonl
from thoisu.export.parquet import arrow_schema
from thoisu.export.table import ToldLine, safe_cell, table_columns, write_csv
from thoisu.model import Event, Evidence, Statement, Telling
from thoisu.pipeline.export import KINDS, export_record
from thoisu.store import Store


@pytest.fixture(scope="module")
def exported(record: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = {}
    with Store(record, read_only=True, create=False) as store:
        for name in FORMATS:
            out[name] = tmp_path_factory.mktemp(name)
            for path, _ in export_record(store, name, out[name]):
                assert path.exists()
    return out


def plain(value: object) -> object:
    return json.loads(msgspec.json.encode(value))


def unpaired(value: object) -> object:
    """Arrow's structs for tuples of fixed places as lists again."""
    if isinstance(value, dict):
        if set(value) and set(value) <= {"first", "second"}:
            return [unpaired(v) for v in value.values()]
        return {k: unpaired(v) for k, v in value.items()}
    return [unpaired(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", FORMATS["parquet"].kinds)
def test_parquet_holds_every_field_of_every_record(exported: dict[str, Path], record: Path, kind: str) -> None:
    table = pq.read_table(exported["parquet"] / f"{kind}.parquet")
    assert table.schema.equals(arrow_schema(KINDS[kind].record))
    with Store(record, read_only=True, create=False) as store:
        wanted = [plain(r) for r in KINDS[kind].read(store)]
    assert [unpaired(r) for r in table.to_pylist()] == wanted


@pytest.mark.parametrize("kind", FORMATS["csv"].kinds)
def test_csv_has_a_row_a_record_under_its_columns(exported: dict[str, Path], record: Path, kind: str) -> None:
    with (exported["csv"] / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with Store(record, read_only=True, create=False) as store:
        n = sum(1 for _ in KINDS[kind].read(store))
    assert len(rows) == n
    for row in rows:
        assert tuple(row) == table_columns(KINDS[kind].record)
        assert not any(v.startswith(("=", "+", "-", "@", "\t")) and not v.lstrip("-").replace(".", "").isdigit() for v in row.values() if v)


def test_csv_tells_every_telling(exported: dict[str, Path], record: Path) -> None:
    with (exported["csv"] / "tellings.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {(r["kind"], r["ref"], r["words"]) for r in csv.DictReader(file)}
    with Store(record, read_only=True, create=False) as store:
        for s in store.record.all_statements():
            assert ("statement", s.id, str(safe_cell(s.tellings[0].evidence.words))) in told


@pytest.mark.parametrize("kind", FORMATS["jsonld"].kinds)
def test_jsonld_is_one_document_with_a_node_a_record(exported: dict[str, Path], record: Path, kind: str) -> None:
    data = json.loads((exported["jsonld"] / f"{kind}.jsonld").read_text(encoding="utf-8"))
    with Store(record, read_only=True, create=False) as store:
        n = sum(1 for _ in KINDS[kind].read(store))
    nodes = data["@graph"]
    assert data["@context"]["@vocab"] == "https://schema.org/"
    assert len(nodes) == len({x["@id"] for x in nodes}) == n
    expected = {"documents": "NewsArticle", "stories": "Collection", "statements": "Quotation", "events": "Event"}[kind]
    assert {x["@type"] for x in nodes} == {expected}


def test_jsonld_selectors_give_the_words_back(exported: dict[str, Path]) -> None:
    articles = {x["@id"]: x for x in json.loads((exported["jsonld"] / "documents.jsonld").read_text(encoding="utf-8"))["@graph"]}
    seen = 0
    for node in json.loads((exported["jsonld"] / "statements.jsonld").read_text(encoding="utf-8"))["@graph"]:
        for telling in node["ts:tellings"]:
            target = telling["oa:hasTarget"]
            position, quotation = target["oa:hasSelector"]
            article = articles[target["oa:hasSource"]["@id"]]
            assert position["oa:end"] - position["oa:start"] == len(quotation["oa:exact"])
            if article["ts:digest"] == target["ts:digest"] and "abstract" not in article and article.get("headline"):
                text = f"{article['headline']}\n\n{article['articleBody']}"
                assert text[position["oa:start"] : position["oa:end"]] == quotation["oa:exact"]
            seen += 1
    assert seen > 50


def test_jsonl_reads_back(exported: dict[str, Path], record: Path) -> None:
    with Store(record, read_only=True, create=False) as store:
        assert list(read_jsonl(exported["jsonl"] / "events.jsonl", Event)) == list(store.record.all_events())


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=x", "  =x"])
def test_no_text_starts_a_formula(text: str, tmp_path: Path) -> None:
    telling = Telling(Evidence("a", "d", 0, 3, text))
    path, _ = write_csv("tellings", ToldLine, [ToldLine("event", text, telling)], tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["words"] == row["ref"] == f"'{text}"


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_record_gives_whole_files(name: str, tmp_path: Path) -> None:
    for kind in FORMATS[name].kinds:
        path, n = load_writer(name)(kind, KINDS[kind].record, [], tmp_path)
        assert (path.exists(), n) == (True, 0)
    assert not list(tmp_path.glob("*.part"))


class Broken(Exception):
    pass


@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet", "jsonld"])
def test_a_run_that_stops_leaves_no_half_file(name: str, tmp_path: Path) -> None:
    def records() -> object:
        yield Statement("st-1", "Nga", "Có.", (Telling(Evidence("a", "d", 0, 3, "Có.")),), 1)
        raise Broken

    with pytest.raises(Broken):
        load_writer(name)("statements", Statement, records(), tmp_path)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_type_without_an_arrow_form_is_refused() -> None:
    class Odd(Struct):
        field: dict[str, int]

    with pytest.raises(TypeError, match="no Arrow type"):
        arrow_schema(Odd)


def test_a_folder_that_cannot_be_written_is_named(record: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("x")
    with Store(record, read_only=True, create=False) as store, pytest.raises(UsageError, match="taken"):
        list(export_record(store, "csv", taken))
