"""Files and folders that one may not read cost nobody the findings in what one may read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cslint.cli import run
from tests.course import case


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Refuse access to a file, or to all that is in a folder, also to the superuser."""

    def refuse(place: Path) -> None:
        def refusing(function: Callable[..., Any], inside: bool) -> Callable[..., Any]:
            def call(path: Any = ".", *arguments: Any, **options: Any) -> Any:
                if isinstance(path, (str, os.PathLike)):
                    whole = Path(os.path.normpath(Path.cwd() / os.fspath(path)))
                    if place in whole.parents or (whole == place and not inside):
                        if function is access:
                            return False
                        raise PermissionError(13, "Permission denied", str(path))
                return function(path, *arguments, **options)

            return call

        access = os.access
        for name in ("open", "scandir", "listdir", "access"):
            monkeypatch.setattr(os, name, refusing(getattr(os, name), inside=False))
        for name in ("stat", "lstat"):
            monkeypatch.setattr(os, name, refusing(getattr(os, name), inside=True))

    return refuse


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    status = run(["check", "--no-cache", "--isolated", "-o", "json", *arguments])
    shown = capsys.readouterr()
    return status, json.loads(shown.out)["diagnostics"], shown.err


def test_a_neighbours_folder_costs_nobody_their_own_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], closed: Callable[[Path], None]
) -> None:
    case(tmp_path, "pune-ind")
    case(tmp_path, "surat-ind")
    monkeypatch.chdir(tmp_path)
    alone = check(capsys, "pune-ind")[:2]
    assert alone[1]
    closed(tmp_path / "surat-ind")
    assert check(capsys, "pune-ind")[:2] == alone
    assert check(capsys)[:2] == alone


def test_a_map_that_may_not_be_read_is_named_where_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], closed: Callable[[Path], None]
) -> None:
    case(tmp_path, "pune-ind")
    monkeypatch.chdir(tmp_path)
    closed(tmp_path / "pune-ind" / "map.geojson")
    status, found, _ = check(capsys, "pune-ind")
    (unreadable,) = [f for f in found if f["rule"] == "unreadable-file"]
    assert (status, unreadable["path"], unreadable["level"]) == (1, "pune-ind/index.md", "error")
    assert unreadable["message"] == "map.geojson cannot be read: Permission denied."
