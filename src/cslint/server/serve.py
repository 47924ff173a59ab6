"""Communicate with an editor over the language server protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from cslint._version import __version__
from cslint.errors import ConfigError, CslintError, NoCaseError, RuleError, SchemaError, SelectionError
from cslint.linter.session import Session
from cslint.server import actions, commands, completion, diagnostics, hover, outline, settings
from cslint.server.texts import OpenDocument, OpenDocuments
from cslint.text.source import Span

_WRONG = (ConfigError, NoCaseError, RuleError, SchemaError, SelectionError, OSError)  # errors that a user can correct


class Server(LanguageServer):
    """The server of one editor.

    Args:
        session: the session of the command line.
        delay: seconds without typing after which a text is checked.
    """

    def __init__(self, session: Session, delay: float) -> None:
        # full sync: pygls and the protocol split lines differently at U+2028
        super().__init__("cslint", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.texts = OpenDocuments(session)
        self.options = session.request
        self.delay = delay
        self._waiting: dict[Path, asyncio.TimerHandle] = {}
        self._shown: dict[Path, set[Path]] = {}
        self._said = ""

    def put(self, document: lsp.TextDocumentItem | lsp.VersionedTextDocumentIdentifier) -> None:
        """Store a new version of a text, and check it when its author stops typing."""
        path = path_of(document.uri)
        if path is None:
            return
        delay = self.delay if self.texts.get(path) else 0  # findings of a newly opened text are shown at once
        source = self.workspace.get_text_document(document.uri).source
        if self.take(path, source, document.version):
            self._waiting[path] = asyncio.get_running_loop().call_later(delay, self.show, path)

    def take(self, path: Path, source: str, version: int | None) -> bool:
        """Store a new version of a text.

        Args:
            path: its file.
            source: its content.
            version: the editor's version number.

        Returns:
            False if the configuration is wrong.
        """
        self.texts.encoding = self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16
        if (waiting := self._waiting.pop(path, None)) is not None:
            waiting.cancel()
        try:
            self.texts.put(path, source, version)
        except _WRONG as error:
            self.complain(error)
            return False
        return True

    def show(self, path: Path) -> None:
        """Check a text and publish the findings in it and in its maps and images."""
        self._waiting.pop(path, None)
        text = self.texts.get(path)
        try:
            found = diagnostics.diagnostics(text) if text else {}
        except _WRONG as error:
            self.complain(error)
            return
        for file in self._shown.get(path, set()) - set(found):
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(file.as_uri(), []))
        for file, own in found.items():
            version = text.version if text and file == path else None
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(file.as_uri(), own, version))
        self._shown[path] = set(found)

    def close(self, path: Path) -> None:
        """Forget a text and clear its diagnostics."""
        if (waiting := self._waiting.pop(path, None)) is not None:
            waiting.cancel()
        self.texts.drop(path)
        self.show(path)
        self._shown.pop(path, None)

    def refresh(self) -> None:
        """Check every open text again with the current files and configuration."""
        self.texts.forget_files()
        for document in self.workspace.text_documents.values():
            path = path_of(document.uri)
            if path and self.take(path, document.source, document.version):
                self.show(path)

    def configure(self, chosen: Mapping[str, Any]) -> None:
        """Apply the editor's settings."""
        try:
            self.texts.request(settings.applied(self.options, chosen, self.root))
        except ConfigError as error:
            self.complain(error)

    @property
    def root(self) -> Path:
        """The folder that the editor has opened."""
        opened = self.workspace.root_path or next(
            (to_fs_path(uri) for uri in self.workspace.folders if uri.startswith("file:")), None
        )
        return Path(opened) if opened else Path.cwd()

    def complain(self, error: Exception) -> None:
        """Show an error in the configuration, once."""
        if str(error) != self._said:
            self._said = str(error)
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"cslint: {error}"))

    def text(self, document: lsp.TextDocumentIdentifier) -> OpenDocument | None:
        """Return the newest version of an open text, or None."""
        path = path_of(document.uri)
        return self.texts.get(path) if path else None


class HeaderReader:
    """A stream that writes header names in the case that pygls expects; the protocol allows any case.

    Args:
        stream: the editor's stream.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """Return the next header line."""
        line = self._stream.readline()
        name, mark, value = line.partition(b":")
        if mark and name.strip().lower() == b"content-length":
            return b"Content-Length: %b\r\n" % value.strip()
        return line

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes of a message.

        Args:
            size: number of bytes.
        """
        return self._stream.read(size)

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()


def path_of(uri: str) -> Path | None:
    """Return the file of a URI, or None for other URIs, such as those of unsaved texts."""
    found = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(found) if found else None


def make(session: Session, delay: float = 0.2) -> Server:
    """Return a server with all features.

    Args:
        session: the session of the command line.
        delay: seconds without typing after which a text is checked.
    """
    server = Server(session, delay)
    _follow(server)
    _answer(server)
    _answer_our_own(server)
    return server


def _follow(server: Server) -> None:
    """Register the notifications of an editor."""

    @server.feature(lsp.INITIALIZE)
    def _initialize(params: lsp.InitializeParams) -> None:
        server.configure(settings.own(params.initialization_options))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def _configured(params: lsp.DidChangeConfigurationParams) -> None:
        server.configure(settings.own(params.settings))
        server.refresh()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def _opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.put(params.text_document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def _changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.put(params.text_document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _closed(params: lsp.DidCloseTextDocumentParams) -> None:
        if path := path_of(params.text_document.uri):
            server.close(path)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def _saved(_: lsp.DidSaveTextDocumentParams) -> None:
        server.refresh()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _on_disk(_: lsp.DidChangeWatchedFilesParams) -> None:
        server.refresh()


def _answer(server: Server) -> None:
    """Register the requests of an editor."""

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, actions.FIX_ALL]),
    )
    def _mend(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        text = server.text(params.text_document)
        found = actions.actions(text, params.range) if text else []
        only = params.context.only
        return [a for a in found if not only or any(f"{a.kind}.".startswith(f"{kind}.") for kind in only)]

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def _hover(params: lsp.HoverParams) -> lsp.Hover | None:
        text = server.text(params.text_document)
        return hover.hover(text, params.position) if text else None

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=completion.TRIGGERS))
    def _complete(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        text = server.text(params.text_document)
        return completion.completion(text, params.position) if text else []

    @server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    def _hint(params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        text = server.text(params.text_document)
        if text is None:
            return []
        part = Span(text.places.offset(params.range.start), text.places.offset(params.range.end))
        return outline.hints(text, part)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def _outline(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        text = server.text(params.text_document)
        return outline.symbols(text) if text else []


def _answer_our_own(server: Server) -> None:
    """Register the requests that only editors with support for cslint send."""

    @server.feature(commands.REPORT)
    def _report(params: Any) -> dict[str, Any]:
        path = path_of(params.uri) or server.root
        return _answered(lambda: {"page": commands.report(server.texts.session, path)})

    @server.feature(commands.NEW)
    def _new(params: Any) -> dict[str, Any]:
        folder = path_of(params.folder) or server.root
        country, title = getattr(params, "country", None), getattr(params, "title", None)
        return _answered(lambda: commands.new(server.texts.session, folder, params.name, country or None, title or ""))


def _answered(answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return an answer, or ``{"error": …}`` for what a user can correct; pygls would log a traceback."""
    try:
        return answer()
    except (CslintError, OSError) as error:
        return {"error": str(error)}
