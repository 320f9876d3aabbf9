"""A ledger over the Model Context Protocol, asked by the SDK's own client."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from mcp.shared.memory import create_connected_server_and_client_session
from newsroom import newsroom

from communique.cli import main
from communique.errors import LedgerError
from communique.show.tools import create_server

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("tools") / "news.db"
    newsroom(file).close()
    return file


@pytest.fixture(scope="module")
def call(path: Path) -> Iterator[Call]:
    """Calls a tool and gives what it answers, or the text of its error."""

    def called(tool: str, **arguments: Any) -> Any:
        async def run() -> Any:
            async with create_connected_server_and_client_session(create_server(path)._mcp_server) as client:
                return await client.call_tool(tool, arguments)

        answer = anyio.run(run)
        text = answer.content[0].text
        return text if answer.isError or tool == "brief" else json.loads(text)

    return called


def test_the_tools_are_five_and_say_that_they_change_nothing(path: Path) -> None:
    async def run() -> Any:
        async with create_connected_server_and_client_session(create_server(path)._mcp_server) as client:
            return (await client.initialize()).instructions, (await client.list_tools()).tools

    instructions, tools = anyio.run(run)
    assert [tool.name for tool in tools] == ["search", "contact", "actor", "pair", "brief"]
    assert all(tool.annotations.readOnlyHint and tool.description for tool in tools)
    assert "never report" in instructions


def test_an_actor_has_what_happened_apart_from_what_did_not(call: Call) -> None:
    found = call("actor", name="Macron")
    assert {group: part["total"] for group, part in found["contacts"].items()} == {
        "happened": 1, "ahead": 0, "off": 1,
    }  # fmt: skip
    assert found["statements"]["rows"][0]["content"] == "Europe would not give way"


def test_a_pair_has_its_contacts_and_what_each_holds_of_the_other(call: Call) -> None:
    found = call("pair", one="France", other="Russia")
    assert found["contacts"]["happened"]["rows"][0]["kind"] == "call"
    assert {row["act"] for row in found["positions_of_one"]["rows"]} == {"demand"}
    assert found["positions_of_other"] == {"total": 0, "rows": []}


def test_search_and_contact_go_from_words_to_the_sentence(call: Call) -> None:
    row = call("search", words="telephone")["contacts"]["happened"]["rows"][0]
    contact = call("contact", id=row["id"])
    assert contact["row"]["id"] == row["id"]
    assert any("spoke by telephone" in report["telling"]["words"] for report in contact["reports"])


def test_a_brief_is_a_page(call: Call) -> None:
    assert call("brief", actor="Macron").startswith("# Diplomatic brief: Macron")


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("contact", {"id": "c-nothing"}, "c-nothing"),
        ("actor", {"name": ""}, "is no name of an actor"),
        ("actor", {"name": "France", "since": "soon"}, "not a date"),
        ("search", {"words": "-"}, "holds no word"),
        ("search", {"words": "grain", "limit": 0}, "limit is 1 to 100"),
    ],
)
def test_a_question_that_cannot_be_answered_is_answered_by_why(
    call: Call, tool: str, arguments: dict[str, Any], said: str
) -> None:
    answer = call(tool, **arguments)
    assert said in answer
    assert "Traceback" not in answer


def test_nothing_it_is_asked_changes_the_ledger(call: Call, path: Path) -> None:
    before = sha256(path.read_bytes()).digest()
    call("search", words="grain")
    call("brief")
    assert sha256(path.read_bytes()).digest() == before


def test_no_ledger_is_an_error_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger"):
        create_server(tmp_path / "none.db")


def test_without_the_package_the_command_names_the_extra(path: Path) -> None:
    code = (
        "import sys\nsys.modules['mcp'] = None\nfrom communique.cli import main\n"
        f"main(['mcp', '--ledger', {str(path)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "communique: mcp is not installed: pip install 'communique[mcp]'\n"


def test_the_command_speaks_the_protocol_and_nothing_else_on_standard_output(path: Path) -> None:
    asked = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "communique", "mcp", "--ledger", str(path)],
        input=json.dumps(asked) + "\n", capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["result"]["serverInfo"]["name"] == "communique"
    assert done.stderr == ""


def test_the_command_is_there() -> None:
    assert "communique mcp --ledger" in CliRunner().invoke(main, ["mcp", "--help"]).output
