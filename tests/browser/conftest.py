"""A real browser: Debian's chromium, driven by selenium; axe-core from npm, kept outside the repository."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = "4.14.1"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--window-size=1280,900",
)


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The browser; tests that need it are skipped by name where there is none."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if not (binary and service):
        pytest.skip("chromium and its driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(service))
    yield found
    found.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, fetched once by npm's own client."""
    cache = Path(os.environ.get("CSLINT_TEST_CACHE", Path(tempfile.gettempdir()) / "cslint-test-cache"))
    kept = cache / f"axe-{AXE}.min.js"
    if not kept.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("npm is not installed")
        cache.mkdir(parents=True, exist_ok=True)
        call = [npm, "pack", f"axe-core@{AXE}", "--silent", "--pack-destination", str(cache)]
        done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
        if done.returncode:
            pytest.skip("axe-core cannot be fetched from npm")
        with tarfile.open(fileobj=io.BytesIO((cache / done.stdout.strip()).read_bytes())) as archive:
            member = archive.extractfile("package/axe.min.js")
            assert member is not None
            kept.write_bytes(member.read())
    return kept.read_text(encoding="utf-8")
