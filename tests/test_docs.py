"""The documentation names what there is, and what it shows runs."""

import re
import shlex
import sys
from pathlib import Path
from typing import get_args

import msgspec
import pytest
import typer.main

import thoisu
from thoisu import model
from thoisu.cli import app, main
from thoisu.export import FORMATS
from thoisu.pipeline.export import KINDS
from thoisu.pipeline.passes import PASSES
from thoisu.pipeline.stages import STAGES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
RECORDS = [c for c in vars(model).values() if isinstance(c, type) and issubclass(c, msgspec.Struct) and c is not msgspec.Struct]


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_documented(command: str) -> None:
    text = text_of("cli.md")
    assert f"## thoisu {command}\n" in text
    section = text.split(f"## thoisu {command}\n")[1].split("\n## ")[0]
    for parameter in COMMANDS[command].params:
        for name in parameter.opts if parameter.opts[0].startswith("-") else [parameter.metavar or parameter.name.upper()]:
            assert f"`{name}" in section, f"{command}: {name}"


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_every_record_and_field_is_documented(record: type[msgspec.Struct]) -> None:
    text = text_of("data-model.md")
    assert f"### {record.__name__}\n" in text
    section = text.split(f"### {record.__name__}\n")[1].split("\n### ")[0]
    for field in record.__struct_fields__:
        assert f"`{field}`" in section, f"{record.__name__}.{field}"


def test_every_stage_pass_and_export_is_documented() -> None:
    architecture, exports = text_of("architecture.md"), text_of("exports.md")
    for stage in STAGES:
        assert f"`{stage.name}`" in architecture
    for p in PASSES:
        assert p.name in architecture.lower()
    for name in (*FORMATS, *KINDS):
        assert f"`{name}`" in exports


def test_every_kind_of_word_in_the_record_is_in_the_glossary() -> None:
    glossary = text_of("glossary.md")
    for words in (model.EventType, model.Status, model.ChannelKind, model.ChannelState, model.LineRole, model.MentionType, model.TimeType):
        for word in get_args(words):
            assert f"`{word}`" in glossary, word


def test_links_between_pages_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *DOCS.rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def shown_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.S)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ thoisu ")]


@pytest.mark.parametrize("command", shown_commands())
def test_commands_of_the_readme_run(
    command: str, record: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    args = shlex.split(command.partition(" | ")[0], comments=True)[1:]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("THOISU_DB", str(record))
    args = [str(record) if a == ".demo/thoisu.db" else a for a in args]
    if args[0] in ("serve", "ingest", "extract", "annotate"):
        args = [args[0], "--help"]  # needs files of the reader's own, or does not end
    if args[0] not in COMMANDS:
        pytest.fail(f"no command {args[0]}")
    monkeypatch.setattr(sys, "argv", ["thoisu", *args])
    with pytest.raises(SystemExit) as stop:
        sys.exit(main())
    assert not stop.value.code, capfd.readouterr().err


def test_python_of_the_readme_runs(record: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    assert blocks
    for block in blocks:
        exec(compile(block.replace(".demo/thoisu.db", str(record)), "README.md", "exec"), {})


def test_the_public_names_are_there() -> None:
    for name in thoisu.__all__:
        assert getattr(thoisu, name) is not None
