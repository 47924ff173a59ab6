"""How large the page is that checks documents in the browser, and how long it takes.

    python benchmarks/page.py SITE [--runs 3] [--document FOLDER]

SITE is what ``scripts/build_web.py`` wrote. Prints JSON: bytes as a web host sends them (Brotli, quality 9), those
apart that are fetched when they are first needed; and seconds in Chromium: from opening the page to the first
findings, on a first visit and on the next, and for a check after an edit. Needs node, chromium and its driver, and
selenium.
"""

from __future__ import annotations

import argparse
import http.server
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parents[1] / "examples" / "drafts" / "pune-ind"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
BROTLI = """
const fs = require("fs"), zlib = require("zlib");
const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } };
process.stdout.write(String(zlib.brotliCompressSync(fs.readFileSync(process.argv[1]), quality).length));
"""
CHECK = """
const [files, done] = arguments;
const began = performance.now();
window.cslint.check({ files }).then((found) => {
  const now = performance.now();
  done([now / 1000, (now - began) / 1000, found.diagnostics.length]);
}, (error) => done(String(error)));
"""


def sizes(site: Path) -> dict[str, int]:
    """Return the bytes over the wire: of the page, and of what is fetched when it is first needed.

    Args:
        site: the built page.
    """
    found = {"page": 0, "when needed": 0}
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.name not in ("service-worker.js", "example.zip"):
            sent = subprocess.run(["node", "-e", BROTLI, path], check=True, capture_output=True).stdout
            found["when needed" if path.parent.name in ("lazy", "geos") else "page"] += int(sent)
    return found


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder and yield its address.

    Args:
        site: the folder.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, directory=str(site), **more)

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit(address: str, files: dict[str, str]) -> dict[str, float]:
    """Return the seconds of a first visit, of the next one, and of a check after an edit.

    Args:
        address: the page.
        files: the text files of a document by path.
    """
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        try:
            driver.set_script_timeout(120)
            driver.get(address)
            first = _checked(driver, files)[0]
            driver.execute_async_script("navigator.serviceWorker.ready.then(arguments[0])")
            time.sleep(3)  # what the browser writes for the next visit, it writes later
            driver.get(address)
            again = _checked(driver, files)[0]
            edits = []
            for number in range(5):
                edited = {
                    path: f"{text}\nEdit {number}.\n" if path.endswith(".md") else text for path, text in files.items()
                }
                edits.append(_checked(driver, edited)[1])
            return {
                "first findings": first,
                "first findings again": again,
                "check after an edit": statistics.median(edits),
            }
        finally:
            driver.quit()


def _checked(driver: Any, files: dict[str, str]) -> list[float]:
    """Check in the page; return the seconds since it was opened, and those of the check."""
    found = driver.execute_async_script(CHECK, files)
    if isinstance(found, str):
        sys.exit(f"The page failed: {found}")
    return list(found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path, help="what scripts/build_web.py wrote")
    parser.add_argument("--runs", type=int, default=3, help="visits, of which the median counts")
    parser.add_argument("--document", type=Path, default=EXAMPLE, help="the folder of a document")
    options = parser.parse_args()
    for program in ("node", "chromium", "chromedriver"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is not installed.")
    files = {
        f"{options.document.name}/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(options.document.iterdir())
        if path.suffix in (".md", ".geojson")
    }
    with served(options.site) as address:
        visits = [visit(address, files) for _ in range(options.runs)]
    seconds = {name: round(statistics.median(one[name] for one in visits), 3) for name in visits[0]}
    sys.stdout.write(json.dumps({"bytes": sizes(options.site), "seconds": seconds}, indent=2) + "\n")


if __name__ == "__main__":
    main()
