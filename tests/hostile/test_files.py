"""Whatever lies in place of a file, and whatever its name: a finding of that case, and nothing outside is opened."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.course import case, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
SECRET = "the-secret-of-another-folder"


def check(folder: Path, *arguments: str, form: str = "json") -> subprocess.CompletedProcess[str]:
    """Run the program in a folder; a pipe that is waited for ends the test."""
    return subprocess.run(
        [sys.executable, "-m", "cslint", "check", "--isolated", "-o", form, *(arguments or ["."])],
        cwd=folder, env=environment(), capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


STRANGE: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a link to a device without end": link("/dev/zero"),
    "a link to a device that waits": link("/dev/tty"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link out of the folder": link("../../secret.md"),
    "a link to nothing": link("gone"),
    "a link to its folder": link("."),
}


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Two cases, and a file outside of their folder."""
    (tmp_path / "secret.md").write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n", encoding="utf-8")
    for name in ("porto-prt", "pune-ind"):
        case(tmp_path / "cases", name)
    return tmp_path / "cases"


@pytest.mark.parametrize("what", STRANGE)
@pytest.mark.parametrize("name", ["index.md", "map.geojson", "photo.jpg"])
def test_something_else_in_place_of_a_file_costs_its_case_alone(what: str, name: str, cases: Path) -> None:
    path = cases / "pune-ind" / name
    path.unlink()
    STRANGE[what](path)
    done = check(cases)
    found = json.loads(done.stdout)["diagnostics"]
    assert done.returncode == (0 if name == "index.md" and what == "a folder" else 1)
    assert SECRET not in done.stdout + done.stderr
    assert "porto-prt/index.md" in {one["path"] for one in found}
    assert "internal-error" not in {one["rule"] for one in found}
    own = [one for one in found if one["path"].startswith("pune-ind/")]
    if name != "index.md":
        assert any(one["level"] == "error" and name in one["message"] for one in own)
    elif what != "a folder":
        assert [one["rule"] for one in own] == ["unreadable-file"]
    else:
        assert own == []  # a folder of that name is no case


@pytest.mark.parametrize("what", STRANGE)
def test_such_a_file_named_outright_is_a_sentence_or_a_finding(what: str, cases: Path) -> None:
    path = cases / "pune-ind" / "index.md"
    path.unlink()
    STRANGE[what](path)
    done = check(cases, "pune-ind/index.md")
    assert done.returncode in (1, 2)
    assert done.returncode == 1 or done.stderr.startswith("cslint: ")
    assert "went wrong" not in done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_folders_that_lead_back_to_themselves_are_gone_through_once(cases: Path) -> None:
    (cases / "pune-ind" / "again").symlink_to(cases, target_is_directory=True)
    (cases / "round").symlink_to("round")
    paths = [one["path"] for one in json.loads(check(cases).stdout)["diagnostics"]]
    assert {path for path in paths if path.endswith(".md")} == {"porto-prt/index.md", "pune-ind/index.md"}


NAMES = {
    "a line end": "new\nline-ind",
    "a carriage return": "new\rline-ind",
    "brackets": "[bold red]x[/]-ind",
    "a leading dash": "--fix",
    "a command of a workflow": "::error::owned",
    "a command behind a line end": "x\n::error::owned",
    "a terminal's sequence": "\x1b[31mred\x1b]8;;http://e.org\x07-ind",
    "a tag": "<blink>&x-ind",
    "quotes": "\"a' `b`-ind",
    "a character of direction": "\u202egnp-ind",
    "bytes that are no text": os.fsdecode(b"caf\xe9-ind"),
    "two hundred letters": "a" * 200,
}
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x9b\u2028\u202e]|\ud800")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_name_of_a_folder_gets_out_of_its_line(name: str, tmp_path: Path) -> None:
    case(tmp_path, name)
    for form in ("concise", "full", "grouped", "github", "markdown", "html", "junit", "checkstyle", "sarif", "json"):
        done = check(tmp_path, form=form)
        assert done.returncode in (0, 1), done.stderr
        assert not HARMFUL.search(done.stdout), form
        assert "<blink>" not in done.stdout or form in ("concise", "full", "grouped", "github", "json", "sarif")
        lines = done.stdout.splitlines()
        ours = ("::error file=", "::warning file=", "::notice file=")
        assert [line for line in lines if line.startswith("::") and not line.startswith(ours)] == []
        if form in ("junit", "checkstyle"):
            ElementTree.fromstring(done.stdout)
        if form in ("json", "sarif"):
            json.loads(done.stdout)
    json_paths = {one["path"] for one in json.loads(check(tmp_path).stdout)["diagnostics"]}
    assert len(json_paths) == 1


def test_a_name_with_a_leading_dash_is_no_option(tmp_path: Path) -> None:
    before = (case(tmp_path, "--fix") / "index.md").read_bytes()
    assert json.loads(check(tmp_path, "./--fix").stdout)["diagnostics"]
    assert json.loads(check(tmp_path, "--", "--fix").stdout)["diagnostics"]
    assert (tmp_path / "--fix" / "index.md").read_bytes() == before


def test_a_configuration_that_is_a_pipe_is_not_waited_for(cases: Path) -> None:
    os.mkfifo(cases / "pune-ind" / "cslint.toml")
    done = subprocess.run(
        [sys.executable, "-m", "cslint", "check", "-o", "json", "."],
        cwd=cases, env=environment(), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"pune-ind/cslint.toml cannot be read: it is not a regular file" in done.stderr
