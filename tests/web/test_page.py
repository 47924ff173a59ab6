"""The page that checks documents in the browser: equal to the command line, and closed to every other address."""

from __future__ import annotations

import base64
import http.server
import io
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from page import sizes, visit

from scripts import build_web
from tests.browser.conftest import axe, driver  # noqa: F401 - fixtures
from tests.browser_build import built

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
CORPUS = ROOT.parent / "shared" / "corpus" / "cases"
WITHOUT_FIX = "ring-crossing"  # only shapely can repair what it finds


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("page", build_web.build, tmp_path_factory.mktemp("web") / "site")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, directory=str(site), **more)

        def do_GET(self) -> None:
            """Send some files compressed, as web hosts do: their Content-Length is not the file's."""
            if not self.path.startswith("/lazy/"):
                return super().do_GET()
            data = zlib.compress((site / self.path.removeprefix("/")).read_bytes(), 1)
            self.send_response(200)
            self.send_header("Content-Encoding", "deflate")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            return None

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(driver: Any, address: str) -> Any:  # noqa: F811
    """The page, opened anew."""
    driver.set_script_timeout(120)
    driver.set_window_size(1280, 1000)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    driver.get(address)
    until(driver, lambda: said(driver) == "Ready.", 60)
    return driver


@pytest.fixture
def ready(driver: Any, address: str, request: pytest.FixtureRequest) -> Any:  # noqa: F811
    """The page as the last test left it: calls do not depend on what it shows."""
    return driver if driver.current_url == address else request.getfixturevalue("page")


def said(browser: Any) -> str:
    return str(browser.find_element("id", "progress").text)


def until(browser: Any, holds: Callable[[], bool], seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, said(browser)
        time.sleep(0.05)


def files_of(folder: Path, below: Path) -> dict[str, str]:
    return {
        path.relative_to(below).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


CALL = """
const [call, files, options, done] = arguments;
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const given = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, bytes(text)]));
window.cslint[call]({ files: given, ...options }).then(done, (error) => done({ error: error.message }));
"""
TYPE = """
const box = arguments[0];
box.value = box.value.replace('status: Draft', 'status: Dratf');
box.dispatchEvent(new Event('input'));
"""
FIX = """
const item = [...document.querySelectorAll('#problems li')].find((one) => one.textContent.includes('Dratf'));
[...item.querySelectorAll('button')].find((one) => one.textContent.startsWith('Fix')).click();
"""
CHOOSE = """
const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
const chosen = new DataTransfer();
chosen.items.add(new File([bytes], 'class.zip'));
const input = document.getElementById('file');
input.files = chosen.files;
input.dispatchEvent(new Event('change'));
"""
FETCH = "const done = arguments[1]; fetch(arguments[0]).then(() => done('sent'), () => done('stopped'))"


def ask(browser: Any, call: str, files: dict[str, str], **options: str) -> Any:
    return browser.execute_async_script(CALL, call, files, options)


def command_line(folder: Path, *arguments: str) -> Any:
    command = [sys.executable, "-m", "cslint", *arguments, "--output-format", "json", "."]
    return json.loads(subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout)


def cases() -> list[Path]:
    found = [EXAMPLES / "pune-ind", EXAMPLES / "drafts" / "pune-ind", EXAMPLES / "mistakes" / "porto-prt"]
    return [*found, *(sorted(CORPUS.iterdir()) if CORPUS.is_dir() else [])]


@pytest.mark.parametrize("case", cases(), ids=lambda path: path.relative_to(path.parents[1]).as_posix())
def test_findings_are_those_of_the_command_line(ready: Any, case: Path, tmp_path: Path) -> None:
    shutil.copytree(case, tmp_path / case.name)
    there = ask(ready, "check", files_of(case, case.parent))
    here = command_line(tmp_path, "check", "--no-cache")

    def known(report: Any) -> list[Any]:
        return [{**found, "fix": None} if found["rule"] == WITHOUT_FIX else found for found in report["diagnostics"]]

    assert known(there) == known(here)
    assert not any(found["rule"] == "internal-error" for found in there["diagnostics"])


def test_a_map_that_crosses_itself_is_found_as_the_command_line_finds_it(ready: Any, tmp_path: Path) -> None:
    case = tmp_path / "pune-ind"
    shutil.copytree(EXAMPLES / "pune-ind", case)
    ring = [[73.80, 18.46], [73.95, 18.55], [73.93, 18.47], [73.79, 18.56], [73.80, 18.46]]
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    (case / "pune-ind.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [shape]}), encoding="utf-8"
    )
    there = ask(ready, "check", files_of(case, tmp_path))["diagnostics"]
    here = command_line(tmp_path, "check", "--no-cache")["diagnostics"]
    assert WITHOUT_FIX in {found["rule"] for found in there}
    assert [{**found, "fix": None} for found in there] == [{**found, "fix": None} for found in here]


def test_completeness_is_that_of_the_command_line(ready: Any) -> None:
    case = EXAMPLES / "drafts" / "pune-ind"
    there = ask(ready, "status", files_of(case, case.parent))
    assert there == command_line(case.parent, "status")


def test_a_template_of_ones_own(ready: Any) -> None:
    template = "# Notes\n\n## Aim\n\n<!-- At least 20 words. -->\n\n## Result\n"
    note = base64.b64encode(b"# Notes\n\n## Aim\n\nToo short.\n").decode()
    found = ask(ready, "check", {"note.md": note}, template=template, templateName="note-template.md")
    assert {"too-few-words", "missing-section"} <= {finding["rule"] for finding in found["diagnostics"]}


def test_what_cannot_be_checked_is_said(ready: Any) -> None:
    found = ask(ready, "check", {"picture.png": base64.b64encode(b"x").decode()})
    assert "Traceback" not in found["error"] and found["error"]


def test_the_example_can_be_fixed_and_downloaded(page: Any) -> None:
    page.find_element("css selector", "[data-open=example]").click()
    until(page, lambda: "warning" in said(page))
    assert page.find_elements("css selector", "#problems > li")
    source = page.find_element("id", "source")
    before = source.get_property("value")
    page.execute_script(TYPE, source)
    until(page, lambda: "new" in said(page))
    page.execute_script(FIX)
    until(page, lambda: "fixed" in said(page) and "Dratf" not in source.get_property("value"))
    assert source.get_property("value") == before
    labels = [made.text for made in page.find_elements("css selector", "#actions button")]
    assert any(label.startswith("Download index.md") for label in labels), labels


def test_a_zip_of_several_shows_the_page_of_a_class(page: Any) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for case in (EXAMPLES / "drafts" / "pune-ind", EXAMPLES / "mistakes" / "porto-prt"):
            for path in sorted(case.rglob("*")):
                archive.write(path, path.relative_to(case.parent).as_posix())
    page.execute_script(CHOOSE, base64.b64encode(made.getvalue()).decode())
    until(page, lambda: "2 documents" in said(page))
    assert len(page.find_elements("css selector", "#class #table tbody tr")) == 2


def test_no_other_address_is_asked_and_none_can_be(page: Any, address: str) -> None:
    page.find_element("css selector", "[data-open=example]").click()
    until(page, lambda: "warning" in said(page))
    asked = page.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert asked and all(name.startswith(address) for name in asked)
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert page.execute_async_script(FETCH, f"http://127.0.0.1:{other.getsockname()[1]}/") == "stopped"
    policy = page.find_element("css selector", "meta[http-equiv]").get_attribute("content")
    assert policy == "default-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"


def test_it_works_without_a_connection_once_loaded(page: Any, address: str) -> None:
    case = EXAMPLES / "drafts" / "pune-ind"  # its places are looked up
    online = ask(page, "check", files_of(case, case.parent))
    rest = "caches.match('geos/geos.esm.js').then((kept) => arguments[0](Boolean(kept)))"
    until(page, lambda: page.execute_async_script(rest), 60)
    page.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    page.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    try:
        page.get(address)
        until(page, lambda: said(page) == "Ready.", 60)
        assert ask(page, "check", files_of(case, case.parent)) == online
    finally:
        page.execute_cdp_cmd("Network.emulateNetworkConditions", {**offline, "offline": False})


KEPT = """
const done = arguments[0];
caches.match('snapshot').then(async (kept) => done(kept ? (await kept.arrayBuffer()).byteLength : 0));
"""
BREAK = """
const done = arguments[0];
const all = async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    if (await cache.match('snapshot')) await cache.put('snapshot', new Response(new Uint8Array(1024)));
  }
};
all().then(done, (error) => done(String(error)));
"""


def test_the_next_visit_begins_where_the_first_one_was_ready(page: Any, address: str) -> None:
    case = EXAMPLES / "drafts" / "pune-ind"
    first = ask(page, "check", files_of(case, case.parent))
    until(page, lambda: page.execute_async_script(KEPT) > 10_000_000)
    page.get(address)
    assert ask(page, "check", files_of(case, case.parent)) == first
    assert not [entry for entry in page.get_log("browser") if "next visit" in entry["message"]]


def test_a_broken_memory_of_the_first_visit_is_not_used(page: Any, address: str) -> None:
    until(page, lambda: page.execute_async_script(KEPT) > 0)
    assert page.execute_async_script(BREAK) is None
    page.get(address)
    until(page, lambda: said(page) == "Ready.", 60)
    until(page, lambda: page.execute_async_script(KEPT) > 10_000_000)


def test_a_configuration_is_read(ready: Any) -> None:
    files = files_of(EXAMPLES / "drafts" / "pune-ind", EXAMPLES / "drafts")
    there = {**files, "cslint.toml": base64.b64encode(b'ignore = ["too-few-words"]\n').decode()}
    rules = [{found["rule"] for found in ask(ready, "check", given)["diagnostics"]} for given in (files, there)]
    assert rules[0] - rules[1] == {"too-few-words"}


def test_text_may_be_given_as_text(ready: Any) -> None:
    note = "# Notes\n\n## Aim\n\nToo short.\n"
    template = "# Notes\n\n## Aim\n\n<!-- At least 20 words. -->\n"
    given = {"files": {"note.md": note}, "template": template, "stage": "review"}
    found = ready.execute_async_script("window.cslint.check(arguments[0]).then(arguments[1])", given)
    assert [(one["rule"], one["level"]) for one in found["diagnostics"]] == [("too-few-words", "error")]
    status = ready.execute_async_script("window.cslint.status(arguments[0]).then(arguments[1])", given)
    assert status["cases"][0]["stage"] == "review"


def test_the_keyboard_reaches_everything(page: Any) -> None:
    page.find_element("css selector", "[data-open=example]").click()
    until(page, lambda: "warning" in said(page))
    reached = set()
    page.find_element("tag name", "body").click()
    for _ in range(200):
        page.switch_to.active_element.send_keys("\ue004")
        name = page.execute_script("const at = document.activeElement; return at.id || at.textContent.trim()")
        reached.add(name)
    assert {"profile", "stage", "shown-file", "source", "Choose a folder", "Choose files", "Paste text"} <= reached
    fixes = page.execute_script(
        "return [...document.querySelectorAll('#problems button')].map((one) => one.textContent)"
    )
    assert set(fixes) <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_the_colours_that_its_reader_prefers(page: Any, scheme: str) -> None:
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    try:
        colour = page.execute_script("return getComputedStyle(document.body).backgroundColor")
        red = int(colour.partition("(")[2].partition(",")[0])
        assert red > 200 if scheme == "light" else red < 60
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_a_telephone_needs_no_sideways_scrolling(page: Any) -> None:
    page.set_window_size(500, 900)  # the narrowest window of this browser
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    )
    try:
        page.find_element("css selector", "[data-open=example]").click()
        until(page, lambda: "warning" in said(page))
        assert page.execute_script("return document.documentElement.scrollWidth") <= 360
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(page: Any, axe: str, width: int, scheme: str) -> None:  # noqa: F811
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    page.set_window_size(width, 900)
    page.find_element("css selector", "[data-open=example]").click()
    until(page, lambda: "warning" in said(page))
    page.execute_script(axe)
    found = page.execute_async_script("const done = arguments[0]; axe.run().then(done, e => done(String(e)))")
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == []


def test_it_is_small_and_the_next_visit_is_faster(site: Path, address: str, driver: Any) -> None:  # noqa: F811
    found = sizes(site)
    assert found["page"] <= 8_000_000  # over the wire, before a place is looked up
    index = EXAMPLES / "drafts" / "pune-ind" / "index.md"
    seconds = visit(address, {"pune-ind/index.md": index.read_text(encoding="utf-8")})
    assert seconds["first findings again"] < seconds["first findings"] / 1.5
    assert seconds["check after an edit"] < seconds["first findings again"]
