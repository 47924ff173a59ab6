"""Run the server for an editor that passes messages one by one: in a web worker, where there are no streams."""

from __future__ import annotations

import json
from collections.abc import Callable

from cslint.linter.overrides import Request
from cslint.linter.session import Session
from cslint.server.serve import Server, make


class _Writer:
    """A stream that passes on each message; pygls writes one message at a time.

    Args:
        send: called with each message as JSON.
    """

    def __init__(self, send: Callable[[str], object]) -> None:
        self._send = send

    def write(self, data: bytes) -> None:
        """Pass on a message."""
        self._send(data.decode())

    def close(self) -> None:
        """Do nothing: whoever passes the messages ends the connection."""


def connect(server: Server, send: Callable[[str], object]) -> Callable[[str], None]:
    """Connect a server to an editor.

    Args:
        server: the server.
        send: called with each message to the editor, as JSON.

    Returns:
        A function to call with each message from the editor, in a running event loop.
    """
    protocol = server.protocol
    protocol.set_writer(_Writer(send), include_headers=False)

    def receive(message: str) -> None:
        protocol.handle_message(json.loads(message, object_hook=protocol.structure_message))

    return receive


def start(send: Callable[[str], object]) -> Callable[[str], None]:
    """Start a server without plugins, which has its settings from the editor, and connect it.

    Args:
        send: called with each message to the editor, as JSON.
    """
    return connect(make(Session(Request(plugins=False))), send)
