"""The documentation site: it builds strictly, search finds the rule first, and it is light and dark."""

from __future__ import annotations

import functools
import re
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from scripts.build_site import build


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without the page that checks documents in the browser."""
    pytest.importorskip("zensical", reason="the documentation needs zensical: pip install 'cslint[docs]'")
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSLINT_PAGE", str(folder / "not built"))
        assert build(folder) == 0
    return folder


def test_the_site_builds_strictly(site: Path) -> None:
    page = (site / "rules" / "too-few-words" / "index.html").read_text(encoding="utf-8")
    assert "<h1" in page
    assert "words, warning, completeness" in page
    assert "cslint.check" in (site / "python" / "index.html").read_text(encoding="utf-8")
    assert (site / "index.html").read_text(encoding="utf-8").count("<li>") >= 4


def test_the_first_link_of_the_site_is_the_page_that_checks_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Path
) -> None:
    assert not (site / "try").exists()
    page = tmp_path / "page"
    (page / "pyodide").mkdir(parents=True)
    (page / "index.html").write_text("<title>Check a document</title>", encoding="utf-8")
    (page / "pyodide" / "pyodide.mjs").write_text("export {};", encoding="utf-8")
    monkeypatch.setenv("CSLINT_PAGE", str(page))
    assert build(tmp_path / "site") == 0
    made = tmp_path / "site" / "try"
    assert made.joinpath("index.html").read_bytes() == page.joinpath("index.html").read_bytes()
    assert made.joinpath("pyodide", "pyodide.mjs").is_file()
    start = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    article = start[start.index("<article") :]
    assert re.findall(r'href="([^"#]+)"', article)[0] in ("try/", "try/index.html")
    tabs = start[: start.index("<article")]
    assert re.search(r'href="(\./)?try/(index\.html)?"[^>]*>\s*(<span[^>]*>)?\s*Try it', tabs)
    below = (tmp_path / "site" / "rules" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'href="\.\./try/(index\.html)?"', below)


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """The address of a server that serves the site."""
    handler = functools.partial(Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


RESULTS = """return [...document.querySelectorAll('*')].filter(e => e.shadowRoot)
    .flatMap(e => [...e.shadowRoot.querySelectorAll('a')]).map(a => a.href)"""


@pytest.mark.slow
@pytest.mark.parametrize("rule", ["too-few-words", "missing-asset", "ring-crossing"])
def test_search_finds_the_rule_first(driver: Any, address: str, rule: str) -> None:
    driver.get(address)
    ends = time.monotonic() + 60
    results: list[str] = []
    while not results and time.monotonic() < ends:
        driver.find_element("css selector", ".md-search__button").click()
        time.sleep(0.5)
        driver.switch_to.active_element.send_keys(rule)
        time.sleep(1)
        results = driver.execute_script(RESULTS)
        if not results:
            driver.get(address)
    assert results[0].startswith(f"{address}rules/{rule}/")


@pytest.mark.slow
def test_it_is_light_and_dark_and_its_console_is_empty(driver: Any, address: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        driver.get("about:blank")
        driver.get_log("browser")
        # a first visit: the theme remembers the scheme of an earlier one
        stored = {"origin": address.rstrip("/"), "storageTypes": "local_storage"}
        driver.execute_cdp_cmd("Storage.clearDataForOrigin", stored)
        driver.get(f"{address}tutorial/")
        time.sleep(0.3)
        colours.add(driver.execute_script("return getComputedStyle(document.body).backgroundColor"))
        assert [line for line in driver.get_log("browser") if line["level"] == "SEVERE"] == []
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert len(colours) == 2
