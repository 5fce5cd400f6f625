"""The API on the sample record: what it describes is what it does, errors name their parameter, pages follow each other, nothing changes twice."""

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from thoisu.store import Store
from thoisu.web import make_app
from thoisu.web.api.endpoints import ENDPOINTS
from thoisu.web.api.openapi import describe_api
from thoisu.web.api.parameters import is_date


@pytest.fixture
def client(record: Path) -> TestClient:
    return TestClient(make_app(record))


@pytest.fixture(scope="module")
def ids(record: Path) -> dict[str, str]:
    with Store(record, read_only=True, create=False) as store:
        story = store.record.stories(order="size", limit=1)[0].id
        article = store.record.articles_of(story)[0]
    return {"/stories": story, "/articles": article}


def address(path: str, ids: dict[str, str]) -> str:
    return "/api/v1" + path.replace("{id}", ids.get(path.split("/{")[0], ""))


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: e.name)
def test_schemathesis_finds_nothing(record: Path, endpoint: Any) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(record))

    @given(case=schema[endpoint.path]["GET"].as_strategy())
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def ask(case: Any) -> None:
        case.call_and_validate()

    ask()


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: e.name)
def test_every_endpoint_answers_with_what_it_says(client: TestClient, ids: dict[str, str], endpoint: Any) -> None:
    given = {"q": "nga", "actor": "Nga", "start": "0", "end": "20"}
    query = {p.name: given[p.name] for p in endpoint.parameters if p.required}
    answer = client.get(address(endpoint.path, ids), params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    if endpoint.many:
        data = answer.json()
        assert set(data) == {"items", "next"}
        assert data["items"] or endpoint.name == "copies"


def test_pages_follow_each_other_without_gap_or_repetition(client: TestClient) -> None:
    whole = [e["id"] for e in client.get("/api/v1/events", params={"limit": 200}).json()["items"]]
    paged: list[str] = []
    cursor = None
    while True:
        page = client.get("/api/v1/events", params={"limit": 7, **({"cursor": cursor} if cursor else {})}).json()
        paged += [e["id"] for e in page["items"]]
        cursor = page["next"]
        if cursor is None or len(paged) >= len(whole):
            break
    assert paged[: len(whole)] == whole[: len(paged)]
    assert len(set(paged)) == len(paged)


def test_a_cursor_belongs_to_its_query(client: TestClient) -> None:
    cursor = client.get("/api/v1/events", params={"limit": 2}).json()["next"]
    for params in ({"cursor": cursor, "type": "CONSULT"}, {"cursor": "khong-phai"}, {"cursor": "é"}):
        answer = client.get("/api/v1/events", params=params)
        assert answer.status_code == 409
        assert "cursor" in answer.json()["detail"]


def test_nothing_new_is_said_in_a_line(client: TestClient) -> None:
    first = client.get("/api/v1/channels")
    again = client.get("/api/v1/channels", headers={"If-None-Match": f'W/{first.headers["ETag"]}'})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get("/api/v1/channels", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(("query", "word"), [
    ("events?typ=CONSULT", "typ"), ("events?type=consult", "type"), ("events?from=2016-02-30", "from"), ("events?limit=0", "limit"),
    ("events?limit=2&limit=3", "limit"), ("events?min_confidence=2", "min_confidence"), ("search", "q"), ("timeline", "actor"), ("search?q=%00", "q"),
    ("statements?speaker=%20", "speaker"),
])
def test_errors_name_the_parameter(client: TestClient, query: str, word: str) -> None:
    answer = client.get(f"/api/v1/{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert word in answer.json()["detail"]


@pytest.mark.parametrize("path", ["nothing", "stories/khong-co", "articles/khong-co", "events?actor=Qwxyz", "articles/%00", "stories/..%2F..%2Fetc"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.json()["status"] == 404


def test_names_work_without_accents(client: TestClient) -> None:
    plain = client.get("/api/v1/events", params={"actor": ["nga", "my"]}).json()
    accented = client.get("/api/v1/events", params={"actor": ["Nga", "Mỹ"]}).json()
    assert plain == accented
    assert plain["items"]


def test_the_description_is_whole(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert set(told["paths"]) == {e.path for e in ENDPOINTS}
    assert json.dumps(told, sort_keys=True) == json.dumps(describe_api(), sort_keys=True)


def test_days_that_do_not_exist() -> None:
    assert is_date("2016")
    assert is_date("2016-11")
    assert not any(is_date(d) for d in ("2016-11-31", "2016-1", "２０１６", "0000", "", "2016\n"))


def test_every_endpoint_and_parameter_is_documented() -> None:
    text = (Path(__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
    for endpoint in ENDPOINTS:
        row = next(line for line in text.splitlines() if line.startswith(f"| `{endpoint.path}` |"))
        assert f"`{endpoint.gives.__name__}`" in row
        assert all(f"`{p.name}`" in row for p in endpoint.parameters)
