"""The record for programs: REST under /api/v1, described by /api/v1/openapi.json."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from thoisu.errors import NotFound, StoreError, ThoisuError, UsageError
from thoisu.store import Store
from thoisu.web.api.endpoints import ENDPOINTS, Endpoint
from thoisu.web.api.openapi import describe_api
from thoisu.web.api.parameters import Asked, read_parameters

PREFIX = "/api/v1"
_ENCODER = msgspec.json.Encoder()
_DEFAULT, _FURTHEST = 50, 1_000_000


class StrangeCursor(UsageError):
    """A cursor that belongs to another query."""


class Page(Struct, frozen=True):
    """A page of records and the cursor of the next one, null at the end."""

    items: Sequence[Struct]
    next: str | None


class Problem(Struct, frozen=True):
    """What was wrong with a request (RFC 9457)."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


def api_routes(db: Path) -> list[Route]:
    """The routes over one record file."""
    routes = [Route(PREFIX + e.path, partial(_answer, db, e), name=f"api-{e.name}") for e in ENDPOINTS]
    return [*routes, Route(f"{PREFIX}/openapi.json", _describe, name="api-openapi"), Route(PREFIX + "/{rest:path}", _nothing, name="api-nothing")]


async def _describe(request: Request) -> Response:
    return reply(request, _ENCODER.encode(describe_api()))


async def _nothing(request: Request) -> Response:
    return problem(404, f"there is no {request.url.path[:120]!r}; the addresses are described at {PREFIX}/openapi.json")


async def _answer(db: Path, endpoint: Endpoint, request: Request) -> Response:
    def run() -> bytes:
        asked = read_parameters(request.query_params, endpoint.parameters)
        with Store(db, read_only=True, create=False) as store:
            return _ENCODER.encode(_page(endpoint, store, asked, request) if endpoint.many else _one(endpoint, store, asked, request))

    try:
        return reply(request, await run_in_threadpool(run))
    except NotFound as error:
        return problem(404, str(error))
    except StrangeCursor as error:
        return problem(409, str(error))
    except StoreError as error:
        return problem(503, str(error))
    except ThoisuError as error:
        return problem(400, str(error))


def _one(endpoint: Endpoint, store: Store, asked: Asked, request: Request) -> Struct:
    found = endpoint.answer(store, asked, dict(request.path_params), 1, 0)
    assert isinstance(found, Struct)
    return found


def _page(endpoint: Endpoint, store: Store, asked: Asked, request: Request) -> Page:
    limit, filters = asked.number("limit") or _DEFAULT, _filters(request)
    offset = read_cursor(asked.text("cursor"), filters)
    found = endpoint.answer(store, asked, dict(request.path_params), limit + 1, offset)
    assert not isinstance(found, Struct)
    return Page(found[:limit], make_cursor(offset + limit, filters) if len(found) > limit else None)


def _filters(request: Request) -> str:
    """What a cursor belongs to: the address and its filters."""
    pairs = sorted((k, v) for k, v in request.query_params.multi_items() if k not in ("cursor", "limit"))
    return hashlib.sha256(repr((request.url.path, pairs)).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def make_cursor(offset: int, filters: str) -> str:
    """The cursor of a place in the answer to these filters."""
    return base64.urlsafe_b64encode(f"{offset}.{filters}".encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, filters: str) -> int:
    """The place that a cursor stands for; StrangeCursor for one that is none, or was given by another query.

    >>> read_cursor(make_cursor(50, "ab12cd34"), "ab12cd34"), read_cursor(None, "")
    (50, 0)
    """
    if cursor is None:
        return 0
    try:
        place, _, owner = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(".")
    except (binascii.Error, UnicodeError, ValueError):
        place, owner = "", ""
    if not place.isdecimal() or len(place) > 9 or owner != filters or int(place) > _FURTHEST:
        raise StrangeCursor("parameter cursor: not the `next` of an answer to this very query")
    return int(place)


def reply(request: Request, body: bytes) -> Response:
    """A JSON answer with its ETag; 304 where the client has it already."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    given = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    if etag in given or "*" in given:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def problem(status: int, detail: str) -> Response:
    """An error as RFC 9457 has it."""
    titles = {400: "Bad request", 404: "Not found", 405: "Method not allowed", 409: "Cursor of another query", 503: "Record not readable"}
    return Response(_ENCODER.encode(Problem(titles.get(status, "Error"), status, detail)), status, media_type="application/problem+json")


