"""The server process of the desk."""

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from thoisu.errors import UsageError
from thoisu.web.app import make_app


def serve_desk(db: Path, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until stopped; `announce` is told the address once the port is held. UsageError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    held = socket.socket(family, socket.SOCK_STREAM)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((host, port))
    except (OSError, OverflowError) as error:
        held.close()
        raise UsageError(f"cannot listen on {host}:{port} ({error.args[-1]}); give another --port, 0 takes a free one") from error
    shown = f"[{host}]" if family == socket.AF_INET6 else host
    announce(f"http://{shown}:{held.getsockname()[1]}/")
    config = uvicorn.Config(make_app(db), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[held])
