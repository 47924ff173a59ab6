"""The VS Code extension as it is packaged, and its two servers, each with a language client under Node."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server needs pygls: pip install 'cslint[lsp]'")

from scripts import build_vscode
from tests.browser_build import skip_unless_possible

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension, unpacked."""
    skip_unless_possible()
    folder = tmp_path_factory.mktemp("extension") / "vscode"
    build_vscode.bundle(folder)
    shutil.copytree(ROOT / "editors" / "vscode" / "test", folder / "test")
    return folder


@pytest.fixture(scope="module")
def answers(extension: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each server answered to the same client."""
    found = {}
    for kind in ("desktop", "web"):
        folder = tmp_path_factory.mktemp(kind) / "drafts"
        shutil.copytree(ROOT / "examples" / "drafts", folder)
        server = [sys.executable, "-m", "cslint", "server", "--delay", "1"]
        command = ["node", extension / "test" / "client.mjs", kind, folder, *server]
        done = subprocess.run(command, check=False, capture_output=True, timeout=300)
        assert done.returncode == 0, done.stderr.decode()
        found[kind] = json.loads(done.stdout)["answers"]
    return found


def test_the_package_holds_the_bundle_and_nothing_else(extension: Path) -> None:
    out = extension.parent / "cslint.vsix"
    build_vscode.package(extension, out)
    with zipfile.ZipFile(out) as archive:
        names = {name.removeprefix("extension/") for name in archive.namelist()}
    assert names == {
        "[Content_Types].xml",
        "extension.vsixmanifest",
        "package.json",
        "readme.md",
        "changelog.md",
        "LICENSE.txt",
        "dist/desktop.js",
        "dist/web.js",
        *(f"dist/web/{name}" for name in ("server.js", "pyodide.asm.wasm", "python_stdlib.zip", "packages.zip")),
    }
    assert out.stat().st_size < 20_000_000


def test_findings_appear_with_their_fixes(answers: dict[str, Any]) -> None:
    desktop = answers["desktop"]
    draft = {found["code"]: found for found in desktop["draft"]}
    assert draft["country-code"]["severity"] == 1
    fix = next(action for action in desktop["actions"] if action["kind"] == "quickfix")
    (edit,) = fix["edit"]["changes"]["folder:/pune-ind/index.md"]
    assert edit["range"] == draft["country-code"]["range"]
    assert edit["newText"] == "IND"


def test_settings_of_the_editor_apply(answers: dict[str, Any]) -> None:
    desktop = answers["desktop"]
    assert "too-few-words" in {found["code"] for found in desktop["draft"] if found["severity"] == 2}
    assert "too-few-words" in {found["code"] for found in desktop["review"] if found["severity"] == 1}
    assert any("missing.md does not exist" in message for message in desktop["messages"])


def test_the_rest_is_answered_too(answers: dict[str, Any]) -> None:
    desktop = answers["desktop"]
    assert "Goals and Aspirations" in desktop["hover"]["contents"]["value"]
    assert any("asked:" in hint["label"] for hint in desktop["hints"])
    assert {"Draft", "Review"} <= {item["label"] for item in desktop["completion"]}
    assert desktop["outline"][0]["name"] == "front matter"
    assert desktop["report"]["page"].startswith("<!doctype html>")
    assert desktop["needs"] == {"needs": "country"}
    assert desktop["new"]["uri"] == "folder:/oslo-nor/index.md"
    assert "country_code: NOR" in desktop["new"]["text"]
    assert "is not a country" in desktop["refused"]["error"]


def test_the_web_answers_what_the_desktop_does(answers: dict[str, Any]) -> None:
    desktop, web = answers["desktop"], answers["web"]
    web["messages"] = [message.replace("/workspace/0", "…") for message in web["messages"]]
    desktop["messages"] = ["cslint: The template …/missing.md does not exist."]
    assert {name: web[name] == desktop[name] for name in desktop} == dict.fromkeys(desktop, True)
