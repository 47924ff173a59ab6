"""The VS Code extension as it is packaged, and its two servers, each with a language client under Node."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

pytest.importorskip("pygls", reason="the language server needs pygls: pip install 'cslint[lsp]'")

from scripts import build_vscode
from tests.browser.conftest import driver  # noqa: F401 - a fixture
from tests.browser_build import built

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension, unpacked."""
    folder = built("extension", build_vscode.bundle, tmp_path_factory.mktemp("extension") / "vscode")
    shutil.copytree(ROOT / "editors" / "vscode" / "test", folder / "test", dirs_exist_ok=True)
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
        "dist/licences.txt",
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


# ---- in VS Code ------------------------------------------------------------------------------------------------------

CODE_SERVER = "4.99.4"  # the last for Node 20; it brings VS Code 1.99
WORKBENCH = (
    *("--host", "127.0.0.1", "--without-connection-token", "--accept-server-license-terms"),
    *("--disable-workspace-trust", "--telemetry-level", "off"),
)
TEXT = "return document.querySelector('.editor-instance .view-lines')?.innerText.replaceAll('\\u00a0', ' ') ?? ''"
FOLDERS = {"user-data": "data", "server-data": "server", "extensions": "extensions"}
OPEN = "return document.querySelectorAll('.squiggly-error, .squiggly-warning').length"
ROWS = (
    "return [...document.querySelectorAll(arguments[0])].map((row) => row.getAttribute('aria-label') ?? row.innerText)"
)


@pytest.fixture(scope="module")
def vscode() -> Path:
    """VS Code for browsers, as npm's code-server brings it; installed once, outside of the repository."""
    cache = Path(os.environ.get("CSLINT_TEST_CACHE", Path(tempfile.gettempdir()) / "cslint-test-cache"))
    kept = cache / f"code-server-{CODE_SERVER}"
    server = kept / "node_modules" / "code-server" / "lib" / "vscode"
    if not (kept / "complete").exists():
        version = subprocess.run(
            ["node", "--version"], check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout
        if not version.startswith("v20."):
            pytest.skip(f"code-server {CODE_SERVER} needs Node 20, and this is {version.strip()}")
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        npm = ("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--omit=dev")
        for folder, more in ((kept, [f"code-server@{CODE_SERVER}"]), (server, [])):
            done = subprocess.run([*npm, *more], cwd=folder, check=False, capture_output=True, timeout=400)
            if done.returncode:
                pytest.skip(f"code-server cannot be installed: {done.stderr.decode()[-300:]}")
        (kept / "complete").touch()
    return server


class Workbench:
    """VS Code in a browser, with one document open."""

    def __init__(self, browser: Any, document: Path) -> None:
        self.browser = browser
        self.document = document

    def keys(self, *keys: str, held: str = "") -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        chain = ActionChains(self.browser)
        if held:
            chain.key_down(held)
        chain.send_keys(*keys)
        if held:
            chain.key_up(held)
        chain.perform()

    def control(self, *keys: str) -> None:
        for key in keys:
            self.keys(key, held="\ue009")

    def go(self, line: int, column: int = 1) -> None:
        self.control("g")
        self.until(lambda: self.rows(".quick-input-widget:not([style*='none']) .quick-input-box"))
        self.keys(f"{line}:{column}", "\ue007")

    def command(self, title: str) -> None:
        self.keys("\ue031")  # F1
        self.until(lambda: self.rows(".quick-input-list .monaco-list-row"))
        self.keys(title)
        self.until(lambda: any(title in row for row in self.rows(".quick-input-list .monaco-list-row.focused")))
        self.keys("\ue007")

    def rows(self, selector: str) -> list[str]:
        return list(self.browser.execute_script(ROWS, selector))

    @property
    def text(self) -> str:
        return str(self.browser.execute_script(TEXT))

    def until(self, holds: Callable[[], Any], seconds: float = 60) -> Any:
        ends = time.monotonic() + seconds
        while not (found := holds()):
            if time.monotonic() > ends:
                shown = self.rows(".notification-list-item-message")
                raise AssertionError(f"not seen in {seconds:g} s; notifications: {shown}; text: {self.text[:500]}")
            time.sleep(0.1)
        return found


@pytest.fixture(scope="module", params=["desktop", "web"])
def workbench(
    request: pytest.FixtureRequest,
    extension: Path,
    vscode: Path,
    driver: Any,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Workbench]:
    """VS Code with the extension, which runs next to the files (desktop) or in the browser (web)."""
    work = tmp_path_factory.mktemp("workbench")
    case = work / "drafts" / "pune-ind"
    shutil.copytree(ROOT / "examples" / "drafts" / "pune-ind", case)
    index = case / "index.md"
    index.write_text(
        index.read_text(encoding="utf-8").replace("country_code: IND", "country_code: IN"), encoding="utf-8"
    )
    program = work / "drafts" / ".venv" / "bin" / "cslint"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cslint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    settings: dict[str, Any] = {"workbench.startupEditor": "none", "extensions.ignoreRecommendations": True}
    if request.param == "web":
        settings["remote.extensionKind"] = {"cslint.cslint": ["ui"]}
    (work / "data" / "Machine").mkdir(parents=True)
    (work / "data" / "Machine" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    vsix = work / "cslint.vsix"
    build_vscode.package(extension, vsix)
    folders = [f"--{name}-dir={work / folder}" for name, folder in FOLDERS.items()]
    server = ["node", "out/server-main.js", "--accept-server-license-terms", *folders]
    subprocess.run([*server, "--install-extension", vsix], cwd=vscode, check=True, capture_output=True, timeout=120)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with (
        (work / "log").open("wb") as log,
        subprocess.Popen(
            [*server, *WORKBENCH, f"--port={port}"], cwd=vscode, env=environment, stdout=log, stderr=log
        ) as running,
    ):
        try:
            found = Workbench(driver, index)
            found.until(lambda: b"Extension host agent listening" in (work / "log").read_bytes())
            address = f"127.0.0.1:{port}"
            payload = json.dumps([["openFile", f"vscode-remote://{address}{index.as_posix()}"]])
            driver.set_window_size(1500, 1200)
            driver.get(f"http://{address}/?" + urlencode({"folder": str(work / "drafts"), "payload": payload}))
            found.until(lambda: driver.execute_script(OPEN), 120)
            yield found
        finally:
            driver.get("about:blank")
            running.terminate()


def line_of(document: Path, mark: str) -> int:
    return document.read_text(encoding="utf-8").split(mark)[0].count("\n") + 1


def test_problems_are_listed(workbench: Workbench) -> None:
    workbench.command("Problems: Focus on Problems View")
    rows = workbench.until(lambda: workbench.rows(".markers-panel .monaco-list-row"))
    assert any("is not a three-letter country code" in row for row in rows), rows


def test_inlay_hints_count_words(workbench: Workbench) -> None:
    workbench.go(line_of(workbench.document, "## Overview"))
    workbench.until(lambda: re.search(r"\d+ words; asked: ", workbench.text))


def test_a_heading_has_a_hover(workbench: Workbench) -> None:
    workbench.go(line_of(workbench.document, "## Overview"), 5)
    workbench.control("ki")
    shown = workbench.until(lambda: [row for row in workbench.rows(".monaco-hover") if "%" in row])
    assert "Overview" in shown[0]
    workbench.keys("\ue00c")


def test_a_quick_fix_is_applied(workbench: Workbench) -> None:
    workbench.go(line_of(workbench.document, "country_code:"), 15)
    workbench.control(".")
    workbench.until(lambda: any("IND" in row for row in workbench.rows(".action-widget .monaco-list-row")))
    workbench.keys("\ue007")
    workbench.until(lambda: "country_code: IND" in workbench.text)
    workbench.control("s")
    workbench.until(lambda: "country_code: IND" in workbench.document.read_text(encoding="utf-8"))


def test_values_are_completed(workbench: Workbench) -> None:
    workbench.go(line_of(workbench.document, "status:"), len("status: ") + 1)
    workbench.control(" ")
    workbench.until(lambda: any("Review" in row for row in workbench.rows(".suggest-widget .monaco-list-row")))
    workbench.keys("\ue00c")


def test_the_report_opens(workbench: Workbench) -> None:
    workbench.command("cslint: Show the Report")
    workbench.until(lambda: any("cslint: report" in row for row in workbench.rows(".tabs-container .tab")))
    assert not any("cslint:" in row for row in workbench.rows(".notification-list-item-message"))
