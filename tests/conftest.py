"""Documents built by hand, and a network that tests cannot reach."""

import socket
from pathlib import Path

import pytest

from thoisu.extract.given import article_from_text
from thoisu.model import Document
from thoisu.pipeline.ingest import ingest
from thoisu.store import Store

SAMPLES = Path(__file__).parents[1] / "samples"
SHARED = Path(__file__).resolve().parents[2] / "shared"
_connect = socket.socket.connect


def document(text: str, published: str | None = "2016-11-24T08:00:00+07:00", id: str = "bai-1", outlet: str | None = "Báo Cầu Giấy") -> Document:
    """A document of a text whose paragraphs are separated by blank lines: title, lead, body."""
    return Document(article=article_from_text(id, text, published, outlet))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data and real text; tests that need it skip where it is absent."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("../shared is absent: the gold data are not part of the repository")
    return SHARED


def _only_loopback(self: socket.socket, address: object) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1", "localhost"):
        raise AssertionError(f"a test tried to reach {address}")
    _connect(self, address)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _only_loopback)


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the samples."""
    path = tmp_path_factory.mktemp("record") / "mau.db"
    with Store(path) as store:
        ingest([SAMPLES], store)
    return path
