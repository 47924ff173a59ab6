"""The server without streams, as it runs in a web worker: messages go in and come out one by one."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server needs pygls: pip install 'cslint[lsp]'")

from cslint.server import messages
from tests.server.samples import EXAMPLES

DECISION = "# Decision\n\n## Context\n\n<!-- At least 20 words. -->\n<!-- cslint: keep -->\nRead this.\n"


class Client:
    """An editor that passes messages as JSON."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.calls = 0
        self.send: Callable[[str], None] = messages.start(lambda message: self.heard.append(json.loads(message)))

    def notify(self, method: str, **params: Any) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}))

    async def ask(self, method: str, **params: Any) -> Any:
        self.calls += 1
        call = self.calls
        self.send(json.dumps({"jsonrpc": "2.0", "id": call, "method": method, "params": params}))
        return (await self.until(lambda message: message.get("id") == call))["result"]

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        async with asyncio.timeout(30):
            while not (found := [message for message in self.heard if wanted(message)]):
                await asyncio.sleep(0.005)
        self.heard.remove(found[0])
        return found[0]

    async def published(self, uri: str) -> set[str]:
        def about(message: dict[str, Any]) -> bool:
            return bool(message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri)

        return {found["code"] for found in (await self.until(about))["params"]["diagnostics"]}

    async def start(self, root: Path, **settings: Any) -> None:
        options = {"cslint": settings}
        await self.ask(
            "initialize", processId=None, rootUri=root.as_uri(), capabilities={}, initializationOptions=options
        )
        self.notify("initialized")

    def open(self, path: Path) -> str:
        text = path.read_text(encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)
        return path.as_uri()


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "drafts" / "pune-ind", tmp_path / "pune-ind")
    return tmp_path


def test_a_session_with_settings(drafts: Path) -> None:
    async def session() -> None:
        client = Client()
        await client.start(drafts, stage="review", notes=False)
        uri = client.open(drafts / "pune-ind" / "index.md")
        assert "too-few-words" in await client.published(uri)
        decision = drafts / "decision.md"
        decision.write_text(DECISION, encoding="utf-8")
        client.notify("workspace/didChangeConfiguration", settings={"cslint": {"template": "decision.md"}})
        assert "missing-section" in await client.published(uri)
        client.notify("workspace/didChangeConfiguration", settings={"cslint": {"template": "gone.md"}})
        said = await client.until(lambda message: message.get("method") == "window/showMessage")
        assert "gone.md does not exist" in said["params"]["message"]

    asyncio.run(session())


def test_the_report_is_that_of_a_case_or_of_a_folder(drafts: Path) -> None:
    async def session() -> None:
        client = Client()
        await client.start(drafts)
        one = await client.ask("cslint/report", uri=(drafts / "pune-ind" / "index.md").as_uri())
        assert one["page"].startswith("<!doctype html>")
        shutil.copytree(EXAMPLES / "mistakes" / "porto-prt", drafts / "porto-prt")
        several = await client.ask("cslint/report", uri=drafts.as_uri())
        assert "pune-ind/index.md" in several["page"]
        assert "porto-prt/index.md" in several["page"]
        (drafts / "empty").mkdir()
        nothing = await client.ask("cslint/report", uri=(drafts / "empty").as_uri())
        assert nothing["error"]

    asyncio.run(session())


def test_a_new_document_is_planned_and_not_written(drafts: Path) -> None:
    async def session() -> None:
        client = Client()
        await client.start(drafts)
        assert await client.ask("cslint/new", folder=drafts.as_uri(), name="Oslo") == {"needs": "country"}
        made = await client.ask("cslint/new", folder=drafts.as_uri(), name="Oslo", country="Norway")
        assert made["uri"] == (drafts / "oslo-nor" / "index.md").as_uri()
        assert "country_code: NOR" in made["text"]
        assert made["remarks"] == []
        assert not (drafts / "oslo-nor").exists()
        refused = await client.ask("cslint/new", folder=drafts.as_uri(), name="Oslo", country="Nowhere")
        assert refused["error"].startswith('"Nowhere" is not a country.')

    asyncio.run(session())


def test_a_new_document_from_a_template_of_ones_own(drafts: Path) -> None:
    async def session() -> None:
        (drafts / "decision.md").write_text(DECISION, encoding="utf-8")
        client = Client()
        await client.start(drafts, template="decision.md")
        made = await client.ask("cslint/new", folder=drafts.as_uri(), name="0007-buses")
        assert made["uri"] == (drafts / "0007-buses.md").as_uri()
        assert made["text"] == DECISION.replace("<!-- cslint: keep -->\n", "")

    asyncio.run(session())
