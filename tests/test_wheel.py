"""The built wheel, installed alone, does what the folder does: all its tables, models, templates and styles are in it."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_the_wheel_runs_the_demo_in_an_empty_environment(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "scratch", "tests", "bench", "build", "*.egg-info", "__pycache__"))
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    site = next((venv / "lib").glob("python*/site-packages"))
    # the dependencies, from where they are: tests work without a network; the editable install's own finder is not taken along
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = str(venv / "bin" / "python")
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--ignore-installed", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)

    thoisu = str(venv / "bin" / "thoisu")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "THOISU"))}
    asked = [python, "-c", "import thoisu; print(thoisu.__file__)"]
    where = subprocess.run(asked, check=True, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert str(site) in where.stdout
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    subprocess.run([thoisu, "ingest", "samples", "--db", "a.db", "--jobs", "1", "--quiet"], check=True, cwd=tmp_path, env=env)
    status = subprocess.run([thoisu, "status", "--db", "a.db", "--json"], check=True, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert json.loads(status.stdout)["record"]["story"] > 10
    # the desk finds its templates and its style sheet
    desk = """
from pathlib import Path
from starlette.testclient import TestClient
from thoisu.web import make_app
client = TestClient(make_app(Path("a.db")))
assert client.get("/").status_code == client.get("/static/desk.css").status_code == 200
"""
    subprocess.run([python, "-c", desk], check=True, cwd=tmp_path, env=env)
