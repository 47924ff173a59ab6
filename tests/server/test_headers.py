"""The messages of an editor are understood however it writes the names of their headers."""

from __future__ import annotations

import json
from subprocess import run
from sys import executable

import pytest

from tests.course import environment

pytest.importorskip("pygls", reason="the language server needs pygls: pip install 'cslint[lsp]'")


@pytest.mark.parametrize("header", ["Content-Length: ", "content-length: ", "CONTENT-LENGTH:", "Content-length:  "])
def test_the_name_of_a_header_may_be_in_any_case(header: str) -> None:
    start = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None}}
    body = json.dumps(start).encode()
    message = header.encode() + str(len(body)).encode() + b"\r\ncontent-type: application/json\r\n\r\n" + body
    command = [executable, "-m", "cslint", "server"]
    server = run(command, input=message, capture_output=True, env=environment(), timeout=60, check=False)
    assert server.stdout.startswith(b"Content-Length: ")
