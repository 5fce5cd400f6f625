"""Imports point down, modules and functions stay small."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "thoisu"
ROWS = (
    ("errors",), ("page",), ("model",), ("text", "lexicon"), ("sources", "extract", "annotate", "record", "store", "export"),
    ("pipeline",), ("batch", "evaluate"), ("web", "mcp"), ("cli",),
)
ROW = {name: row for row, names in enumerate(ROWS) for name in names}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.name not in ("__main__.py",) and p != PACKAGE / "__init__.py")
MODULE_LINES, FUNCTION_LINES = 400, 60


def imports(path: Path) -> list[str]:
    """Full names of what a module imports from the package, also inside functions."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [f"{node.module}.{a.name}" if node.module == "thoisu" else str(node.module) for a in node.names]
    return [name for name in found if name.split(".")[0] == "thoisu" and len(name.split(".")) > 1]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    own = parts[0]
    for name in imports(path):
        if name == "thoisu.__version__":
            continue
        other = name.split(".")[1]
        if other == own:
            if own == "annotate" and len(parts) > 2 and len(name.split(".")) > 3:
                # rooms of annotate do not import each other; what they share are layers of the document
                assert name.split(".")[2] == parts[1], f"{path}: {name}"
            continue
        assert ROW[other] < ROW[own], f"{own} imports {name}"


def test_no_import_cycles() -> None:
    graph = {}
    for path in MODULES:
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        graph[".".join(("thoisu", *(p for p in parts if p != "__init__")))] = set(imports(path))
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"import cycle: {' -> '.join((*trail, name))}"
        if name in done or name not in graph:
            return
        for other in graph[name] - {name}:
            visit(other, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES, f"{node.name} is too long"


def test_nine_in_ten_functions_have_at_most_35_lines() -> None:
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert sum(n <= 35 for n in lengths) >= 0.9 * len(lengths)
