"""The manifest of the VS Code extension agrees with the program, without building anything."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server needs pygls: pip install 'cslint[lsp]'")

from cslint import __version__
from cslint.checks.context import STAGES
from cslint.config.loader import MARKDOWN, NAMES
from cslint.contract.profile import built_in
from cslint.server import commands, settings
from scripts import build_vscode

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in (EXTENSION / "src").iterdir()}
ONLY_HERE = {"cslint.command"}  # how the extension finds the server


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return dict(json.loads((EXTENSION / "package.json").read_text(encoding="utf-8")))


def properties(manifest: dict[str, Any]) -> dict[str, Any]:
    return dict(manifest["contributes"]["configuration"]["properties"])


def test_the_versions_are_equal(manifest: dict[str, Any]) -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    assert manifest["version"] == lock["version"] == lock["packages"][""]["version"] == __version__


def test_both_builds_use_the_same_pyodide(manifest: dict[str, Any]) -> None:
    page = json.loads((EXTENSION.parents[1] / "web" / "package.json").read_text(encoding="utf-8"))
    assert manifest["devDependencies"]["pyodide"] == page["dependencies"]["pyodide"]


def test_every_package_is_pinned(manifest: dict[str, Any]) -> None:
    assert all(re.fullmatch(r"[\d.]+", version) for version in manifest["devDependencies"].values())
    assert "dependencies" not in manifest  # everything is bundled


def test_the_settings_are_those_of_the_server(manifest: dict[str, Any]) -> None:
    types = {str: "string", bool: "boolean"}
    found = {name: given["type"] for name, given in properties(manifest).items() if name not in ONLY_HERE}
    assert found == {f"{settings.SECTION}.{name}": types[kind] for name, kind in settings.NAMES.items()}
    sent = re.search(r"const names = \[(.*)\];\n  return \{ cslint:", SOURCES["common.ts"])
    assert sent
    assert re.findall(r'"(\w+)"', sent[1]) == list(settings.NAMES)


def test_the_stages_are_those_of_the_program(manifest: dict[str, Any]) -> None:
    stage = properties(manifest)["cslint.stage"]
    assert stage["enum"] == ["", *STAGES]
    assert len(stage["enumDescriptions"]) == len(stage["enum"])


def test_the_profile_that_is_named_exists(manifest: dict[str, Any]) -> None:
    named = re.findall(r"`(atlas[\w-]*)`", json.dumps(manifest))
    assert named
    assert set(named) <= {profile.name for profile in built_in()}


def test_every_command_is_registered(manifest: dict[str, Any]) -> None:
    declared = {command["command"] for command in manifest["contributes"]["commands"]}
    both = set(re.findall(r'guarded\("([\w.]+)"', SOURCES["common.ts"]))
    for entry in ("desktop.ts", "web.ts"):
        assert declared == both | set(re.findall(r'registerCommand\("([\w.]+)"', SOURCES[entry])), entry


def test_the_requests_are_those_that_the_server_answers() -> None:
    assert set(re.findall(r'"(cslint/\w+)"', SOURCES["common.ts"])) == {commands.REPORT, commands.NEW}


def test_the_files_are_those_that_the_program_reads() -> None:
    watched = re.search(r'WATCHED = "\*\*/\*\.\{([\w,]+)\}"', SOURCES["common.ts"])
    assert watched
    assert {ending.removeprefix(".") for ending in MARKDOWN} <= set(watched[1].split(","))
    copied = re.search(r"const CONFIGURATION = (\[.*\]);", SOURCES["mirror.ts"])
    assert copied
    assert json.loads(copied[1]) == list(NAMES)


def test_the_readme_lists_every_setting(manifest: dict[str, Any]) -> None:
    text = (EXTENSION / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w.]+)` \|", text, re.M) == list(properties(manifest))
    titles = [command["title"] for command in manifest["contributes"]["commands"]]
    assert all(f"cslint: {title}" in text for title in titles if title != "Restart")


def test_only_the_bundle_is_packaged() -> None:
    kept = (EXTENSION / ".vscodeignore").read_text(encoding="utf-8").split()
    assert kept[0] == "**"
    assert set(kept[1:]) == {"!package.json", "!README.md", "!CHANGELOG.md", "!LICENSE", "!dist/**"}
    assert all((EXTENSION / name).exists() for name in build_vscode.SOURCES)


def test_nothing_is_fetched_at_run_time() -> None:
    addresses = {address for text in SOURCES.values() for address in re.findall(r"https?://[\w./-]+", text)}
    # one to show in a browser, one to install from, and the name under which the worker finds its own parts
    assert addresses == {
        "https://github.com/cslint/cslint/blob/main/docs/editors.md",
        "https://github.com/cslint/cslint",
        "https://cslint.invalid/",
    }
