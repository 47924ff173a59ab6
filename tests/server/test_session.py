"""A whole writing session with a real client: open, type, see, hover, complete, mend, close."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server needs pygls: pip install 'cslint[lsp]'")
pytest.importorskip("pytest_lsp", reason="pytest-lsp is not installed")

import pytest_lsp
from lsprotocol import types as lsp

from tests.server.samples import FINISHED, at, everywhere, mended

# the client's library opens its own files without saying how they are encoded
pytestmark = pytest.mark.filterwarnings("ignore::EncodingWarning")
PATIENCE = 20  # seconds; a server that says nothing must not stop the tests
ROOT = Path(__file__).parents[2]
SERVER = pytest_lsp.ClientServerConfig(
    server_command=[sys.executable, "-m", "cslint", "server", "--delay", "1"],
    server_env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
)


@pytest_lsp.fixture(config=SERVER)  # type: ignore[untyped-decorator]
async def client(lsp_client: pytest_lsp.LanguageClient) -> AsyncIterator[None]:
    """An editor that counts columns as most do."""
    await lsp_client.initialize_session(
        lsp.InitializeParams(capabilities=pytest_lsp.client_capabilities("visual-studio-code"))
    )
    yield
    await lsp_client.shutdown_session()


class Editor:
    """One open file of an editor."""

    def __init__(self, client: pytest_lsp.LanguageClient, path: Path) -> None:
        self.client = client
        self.uri = path.as_uri()
        self.document = lsp.TextDocumentIdentifier(self.uri)
        self.text = path.read_text(encoding="utf-8")
        self.version = 1

    async def open(self) -> dict[str, lsp.Diagnostic]:
        item = lsp.TextDocumentItem(self.uri, "markdown", self.version, self.text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.seen()

    async def type(self, text: str) -> dict[str, lsp.Diagnostic]:
        """Let the whole text be another, and see what is then marked."""
        self.version += 1
        self.text = text
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self.version, self.uri),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return await self.seen()

    async def seen(self) -> dict[str, lsp.Diagnostic]:
        """What is published next about this file, by rule."""
        return {str(entry.code): entry for entry in await self.published(self.uri)}

    async def published(self, uri: str) -> list[lsp.Diagnostic]:
        """What is published about a file, taken down so that the next time is another one."""
        async with asyncio.timeout(PATIENCE):
            while uri not in self.client.diagnostics:
                await asyncio.sleep(0.005)
        return list(self.client.diagnostics.pop(uri))

    async def close(self) -> dict[str, lsp.Diagnostic]:
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(self.document))
        return await self.seen()


@pytest.mark.asyncio
async def test_a_writing_session(client: pytest_lsp.LanguageClient, tmp_path: Path) -> None:
    shutil.copytree(FINISHED.parent, tmp_path / "pune-ind")
    editor = Editor(client, tmp_path / "pune-ind" / "index.md")
    assert await editor.open() == {}

    finished = editor.text
    found = await editor.type(finished.replace("country_code: IND", "country_code: IN", 1))
    assert set(found) == {"country-code"}
    mark = found["country-code"]
    assert mark.range == lsp.Range(at(editor.text, "IN\n"), at(editor.text, "IN\n", 2))
    assert (mark.severity, mark.source) == (lsp.DiagnosticSeverity.Error, "cslint")

    actions = await client.text_document_code_action_async(
        lsp.CodeActionParams(editor.document, mark.range, lsp.CodeActionContext([mark]))
    )
    fix = next(action for action in actions or () if isinstance(action, lsp.CodeAction))
    assert fix.kind == lsp.CodeActionKind.QuickFix
    assert fix.edit
    assert fix.edit.changes
    assert await editor.type(mended(editor.text, list(fix.edit.changes[editor.uri]))) == {}
    assert editor.text == finished

    over = lsp.HoverParams(editor.document, at(finished, "Goals and Aspirations"))
    hover = await client.text_document_hover_async(over)
    assert hover
    assert isinstance(hover.contents, lsp.MarkupContent)
    assert "**Goals and Aspirations**: 100%" in hover.contents.value

    outline = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(editor.document))
    assert [symbol.name for symbol in outline or ()][:2] == ["front matter", "Overview"]

    hints = await client.text_document_inlay_hint_async(lsp.InlayHintParams(editor.document, everywhere(finished)))
    assert "asked: 100 to 150 words" in str(next(iter(hints or ())).label)

    half = finished.replace("status: Review", "status: ", 1)
    await editor.type(half)
    proposals = await client.text_document_completion_async(
        lsp.CompletionParams(editor.document, at(half, "status: ", len("status: ")))
    )
    assert isinstance(proposals, (list, tuple))
    assert [item.label for item in proposals] == ["Draft", "Review", "Complete"]

    assert await editor.close() == {}


@pytest.mark.asyncio
async def test_what_is_wrong_in_the_map_is_marked_in_the_map(client: pytest_lsp.LanguageClient, tmp_path: Path) -> None:
    shutil.copytree(FINISHED.parent, tmp_path / "pune-ind")
    drawn = tmp_path / "pune-ind" / "pune-ind.geojson"
    editor = Editor(client, tmp_path / "pune-ind" / "index.md")
    drawn.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    await editor.open()
    assert [entry.code for entry in await editor.published(drawn.as_uri())] == ["geojson-syntax"]

    shutil.copy(FINISHED.parent / "pune-ind.geojson", drawn)
    changed = lsp.FileEvent(drawn.as_uri(), lsp.FileChangeType.Changed)
    client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([changed]))
    assert await editor.seen() == {}
    assert await editor.published(drawn.as_uri()) == []


@pytest.mark.asyncio
async def test_a_wrong_configuration_is_said_once_and_costs_no_text(
    client: pytest_lsp.LanguageClient, tmp_path: Path
) -> None:
    shutil.copytree(FINISHED.parent, tmp_path / "pune-ind")
    settings = tmp_path / "cslint.toml"
    settings.write_text('profil = "atlas-2023"\n', encoding="utf-8")
    editor = Editor(client, tmp_path / "pune-ind" / "index.md")
    item = lsp.TextDocumentItem(editor.uri, "markdown", 1, editor.text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    said = await client.wait_for_notification(lsp.WINDOW_SHOW_MESSAGE)
    assert 'Did you mean "profile"?' in said.message

    settings.write_text('profile = "atlas-2023"\n', encoding="utf-8")
    assert await editor.type(editor.text) == {}
    assert len(client.messages) == 1
