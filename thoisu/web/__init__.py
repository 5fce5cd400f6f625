"""The desk: the record in a browser, rendered on the server, without scripts and without a request to anywhere else."""

from thoisu.web.app import make_app
from thoisu.web.server import serve_desk

__all__ = ["make_app", "serve_desk"]
