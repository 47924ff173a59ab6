"""Draw ``docs/report.png`` and ``docs/report-dark.png``, the report page in README.md, from the examples.

usage: draw_report.py [--check]

Needs selenium and Debian's chromium and chromium-driver. Each picture carries a digest of the page that it was taken
of; --check compares that with the page as it would be now, and needs no browser.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURES = {"light": ROOT / "docs" / "report.png", "dark": ROOT / "docs" / "report-dark.png"}
SIZE = (1200, 1500)
CASE = "case-porto-prt"  # the one that is opened
DATE = 1795824000  # what the page gives as its date, in seconds since 1970
DIGEST = "page"  # the text chunk of the picture
COLOURS = 128


def page() -> str:
    """The report page on the examples, as it would be now."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        call = [sys.executable, "-m", "cslint", "status", "--isolated", "examples", "-o", f"html={path}"]
        subprocess.run(call, cwd=ROOT, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": str(DATE)})
        return path.read_text(encoding="utf-8")


def digest(text: str) -> str:
    """What tells one page from another."""
    return hashlib.sha256(text.encode()).hexdigest()


def stale(text: str) -> list[Path]:
    """The pictures that were not taken of this page."""
    from PIL import Image

    found = []
    for path in PICTURES.values():
        with Image.open(path) as picture:
            if picture.info.get(DIGEST) != digest(text):
                found.append(path)
    return found


def draw(text: str) -> None:
    """Take both pictures."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    metrics = {"width": SIZE[0], "height": SIZE[1], "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(text, encoding="utf-8")
        for scheme, target in PICTURES.items():
            media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
            driver.get(path.as_uri())
            driver.execute_script(f"document.getElementById('{CASE}').open = true")
            picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
            mark = PngInfo()
            mark.add_text(DIGEST, digest(text))
            picture.quantize(COLOURS).save(target, optimize=True, pnginfo=mark)
    driver.quit()


if __name__ == "__main__":
    now = page()
    if "--check" in sys.argv[1:]:
        for old in stale(now):
            print(f"{old.relative_to(ROOT)} is stale: python scripts/draw_report.py")
        sys.exit(bool(stale(now)))
    draw(now)
