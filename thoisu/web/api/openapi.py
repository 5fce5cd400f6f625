"""The OpenAPI description of the endpoints, made from the table of them and the types of the records."""

from functools import cache
from typing import Any

import msgspec

from thoisu import __version__
from thoisu.web.api.endpoints import ENDPOINTS, Endpoint
from thoisu.web.api.parameters import Parameter, schema_of

_REFERENCE = "#/components/schemas/{name}"
_PROBLEM = {
    "type": "object", "required": ["title", "status", "detail"], "additionalProperties": False,
    "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}},
}
_CODES = {
    "400": "a parameter that cannot be read", "404": "nothing of that name", "409": "a cursor of another query",
    "503": "the record cannot be read now",
}
_ETAG = {"ETag": {"schema": {"type": "string"}, "description": "send it back in If-None-Match: 304 where nothing changed"}}


@cache
def describe_api() -> dict[str, Any]:
    """The whole description, OpenAPI 3.1."""
    _, schemas = msgspec.json.schema_components([e.gives for e in ENDPOINTS], ref_template=_REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Thời Sự", "version": __version__, "description": "The record of Vietnamese news; read only. Dates are ISO 8601."},
        "servers": [{"url": "/api/v1"}],
        "paths": {e.path: {"get": _operation(e)} for e in ENDPOINTS},
        "components": {"schemas": {**schemas, "Problem": _PROBLEM}},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    item = {"$ref": _REFERENCE.format(name=endpoint.gives.__name__)}
    page = {
        "type": "object", "required": ["items", "next"], "additionalProperties": False,
        "properties": {"items": {"type": "array", "items": item}, "next": {"type": ["string", "null"]}},
    }
    path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in ("id",) if f"{{{name}}}" in endpoint.path
    ]
    problems = {
        code: {"description": meaning, "content": {"application/problem+json": {"schema": {"$ref": _REFERENCE.format(name="Problem")}}}}
        for code, meaning in _CODES.items()
    }
    return {
        "operationId": endpoint.name, "summary": endpoint.meaning, "parameters": path + [_parameter(p) for p in endpoint.parameters],
        "responses": {
            "200": {"description": endpoint.meaning, "headers": _ETAG, "content": {"application/json": {"schema": page if endpoint.many else item}}},
            "304": {"description": "nothing changed since the ETag given"}, **problems,
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name, "in": "query", "required": parameter.required, "description": parameter.meaning, "schema": schema_of(parameter),
        **({"style": "form", "explode": True} if parameter.repeats else {}),
    }
