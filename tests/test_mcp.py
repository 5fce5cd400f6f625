"""The tools for language models, asked by the official client: in process, over standard input, over HTTP."""

import asyncio
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from thoisu.mcp import make_server
from thoisu.store import Store

NAMES = {"search", "story", "quotes", "events", "timeline", "channel", "evidence"}
ASKED = (
    ("search", {"words": "hội đồng"}), ("search", {"words": "gặp", "kind": "event"}), ("quotes", {"speaker": "Putin"}),
    ("quotes", {"about": "nga"}),
    ("events", {"actors": ["nga", "my"]}), ("timeline", {"actors": ["NATO", "Nga"]}), ("channel", {"parties": ["Nga", "NATO"]}),
    ("channel", {"parties": []}),
)


def run(server: Any, ask: Callable[[Client], Awaitable[Any]]) -> Any:
    async def talk() -> Any:
        async with Client(server) as client:
            return await ask(client)

    return asyncio.run(talk())


def told(server: Any, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    async def ask(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result = run(server, ask)
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


def test_every_tool_is_listed_with_its_parameters(record: Path) -> None:
    async def ask(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = run(make_server(record), ask)
    assert {t.name for t in tools} == NAMES
    documented = (Path(__file__).parents[1] / "docs" / "mcp.md").read_text(encoding="utf-8")
    for tool in tools:
        assert tool.description
        assert f"`{tool.name}`" in documented


@pytest.mark.parametrize(("tool", "arguments"), ASKED, ids=[f"{t}-{i}" for i, (t, _) in enumerate(ASKED)])
def test_every_line_cites_words_that_stand_there(record: Path, tool: str, arguments: dict[str, Any]) -> None:
    answer = told(make_server(record), tool, arguments)
    assert answer["lines"]
    cited = [c for line in answer["lines"] for c in line["citations"]]
    assert cited or arguments.get("kind") == "event"
    with Store(record, read_only=True, create=False) as store:
        for c in cited:
            doc = store.articles.document(c["article"])
            assert doc is not None
            assert doc.text[c["start"] : c["end"]] == c["words"]


def test_a_citation_leads_to_evidence_and_story(record: Path) -> None:
    server = make_server(record)
    citation = told(server, "events", {"actors": ["Nga"]})["lines"][0]["citations"][0]
    evidence = told(server, "evidence", {k: citation[k] for k in ("article", "start", "end")})
    assert citation["words"] in evidence["lines"][0]["what"]
    assert {"event", "story"} <= {line.get("note") for line in evidence["lines"]}
    story = told(server, "story", {"story": citation["article"]})
    assert "independent origins" in story["note"]


@pytest.mark.parametrize(("tool", "arguments", "words"), [
    ("events", {"actors": ["Qwxyz"]}, "Qwxyz"), ("story", {"story": "khong-co"}, "khong-co"),
    ("evidence", {"article": "x", "start": 0, "end": 5}, "x"),
    ("quotes", {"since": "hôm qua"}, "since"), ("search", {"words": "a", "limit": 9999}, "limit"),
])
def test_errors_name_what_is_wrong(record: Path, tool: str, arguments: dict[str, Any], words: str) -> None:
    async def ask(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result = run(make_server(record), ask)
    assert result.is_error
    assert words in result.content[0].text


def test_nothing_found_is_said(record: Path) -> None:
    assert "nothing" in told(make_server(record), "search", {"words": "zzzzqqq"})["note"]


def test_over_standard_input(record: Path) -> None:
    server = StdioServerParameters(command=sys.executable, args=["-m", "thoisu", "mcp", "--db", str(record)])
    assert told(server, "channel", {"parties": ["Nga", "NATO"]})["lines"]


def test_over_http_and_only_for_this_address(record: Path) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [sys.executable, "-m", "thoisu", "mcp", "--http", "--port", str(port), "--db", str(record)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        for _ in range(200):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        assert told(f"http://127.0.0.1:{port}/mcp", "channel", {"parties": []})["lines"]
        with socket.create_connection(("127.0.0.1", port)) as s:
            s.sendall(b"POST /mcp HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\n")
            s.sendall(b"Content-Length: 2\r\nConnection: close\r\n\r\n{}")
            assert re.match(rb"HTTP/1.1 4\d\d", s.recv(64))
    finally:
        process.terminate()
        process.wait(10)
        if process.stderr:
            process.stderr.close()
