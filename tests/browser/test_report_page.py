"""The report page in a real browser: filter, sort, follow a link, toggle, print; and nothing runs in it."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cslint.cli import run
from cslint.diagnostics.findings import CaseReport, Finding, Level, Location, Report
from cslint.reporters import Options, find

EXAMPLES = Path(__file__).parents[2] / "examples"
Page = Callable[[str], Any]


def write(path: Path, report: Report) -> Path:
    with path.open("w", encoding="utf-8") as stream:
        find("html")(report, stream, Options())
    return path


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    assert run(["status", str(EXAMPLES), "--isolated", "-o", f"html={path}"]) == 0
    return path


@pytest.fixture
def page(driver: Any, examples: Path) -> Page:
    def visit(fragment: str = "") -> Any:
        driver.get("about:blank")
        driver.get(f"{examples.as_uri()}{fragment}")
        return driver

    return visit


def wait(until: Callable[[], bool], seconds: float = 3) -> None:
    ends = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < ends
        time.sleep(0.02)


def shown(driver: Any, selector: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].filter(e => !e.hidden).map(e => e.textContent)"
    return list(driver.execute_script(script, selector))


def choose(driver: Any, name: str, value: str) -> None:
    driver.execute_script(
        "const e = document.getElementById(arguments[0]); e.value = arguments[1];"
        "e.dispatchEvent(new Event('input', {bubbles: true}))",
        name,
        value,
    )


def titles(driver: Any) -> list[str]:
    return shown(driver, "#table tbody tr:not([hidden]) th")


DRAFT, PORTO, FINISHED = "Pune Smart City", "Porto Tram Data Plan", "Pune Smart City and Digital Strategy"


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("rule", "ring-crossing", [PORTO]),
        ("level", "error", [PORTO]),
        ("author", "A second author", [PORTO]),
        ("stage", "draft", [DRAFT]),
        ("search", "tram DATA", [PORTO]),
        ("search", "nowhere", []),
    ],
)
def test_it_can_be_filtered(page: Page, name: str, value: str, left: list[str]) -> None:
    browser = page("")
    choose(browser, name, value)
    assert titles(browser) == left
    assert shown(browser, ".case:not([hidden]) h3") == left
    if name == "rule":
        assert set(shown(browser, ".case:not([hidden]) .found li:not([hidden]) code")) == {value}
    browser.execute_script("document.querySelector('.choose').reset()")
    time.sleep(0.05)
    assert len(titles(browser)) == 3


def test_a_frequent_rule_can_be_picked(page: Page) -> None:
    browser = page("")
    browser.find_element("css selector", "[data-pick=template-text]").click()
    assert DRAFT in titles(browser)
    assert FINISHED not in titles(browser)


def test_it_can_be_sorted_by_every_column_and_the_cases_follow(page: Page) -> None:
    browser = page("")
    heads = browser.find_elements("css selector", "#table thead th")
    assert [head.text for head in heads] == [
        "Case study", "Score", "Author", "Stage", "Fields", "Sections", "Words", "Errors", "Warnings", "Notes",
    ]  # fmt: skip
    for head in heads:
        for direction in ("ascending", "descending"):
            while head.get_attribute("aria-sort") != direction:
                head.find_element("css selector", "button").click()
            assert titles(browser) == shown(browser, ".case h3")
    score = heads[1].find_element("css selector", "button")
    score.click()
    assert titles(browser) == [DRAFT, PORTO, FINISHED]
    score.click()
    assert titles(browser) == [FINISHED, PORTO, DRAFT]
    assert heads[1].get_attribute("aria-sort") == "descending"


def test_a_deep_link_opens_its_case_and_a_key_closes_it(page: Page) -> None:
    browser = page("#case-porto-prt")
    case = browser.find_element("id", "case-porto-prt")
    wait(lambda: browser.switch_to.active_element.tag_name == "summary")
    assert case.get_attribute("open")
    assert 0 <= browser.execute_script("return arguments[0].getBoundingClientRect().top", case) < 400
    browser.switch_to.active_element.send_keys("\n")
    assert not case.get_attribute("open")
    browser.find_element("css selector", "#table a[href='#case-pune-ind']").click()
    wait(lambda: bool(browser.find_element("id", "case-pune-ind").get_attribute("open")))


def test_all_can_be_opened_and_closed(page: Page) -> None:
    browser = page("")
    for opened in (3, 0):
        browser.find_element("id", "toggle").click()
        assert len(browser.find_elements("css selector", ".case[open]")) == opened


def test_it_shows_the_line_with_the_span_marked_and_the_map(page: Page) -> None:
    browser = page("#case-porto-prt")
    marked = shown(browser, "#case-porto-prt pre mark")
    assert len(marked) > 20
    picture = browser.find_element("css selector", "#case-porto-prt svg")
    assert picture.get_attribute("aria-label").startswith("Map: ")
    assert shown(browser, "#case-porto-prt .group h4") == ["Text and front matter", "Map", "Images"]


def test_on_paper_every_case_is_there(page: Page) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    browser = page("")
    data = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
    text = "".join(leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert "What to do next" in text
    assert text.count(", atlas-2023, ") == 3


PAPER = {"A4": (8.27, 11.69), "Letter": (8.5, 11)}


def printed(driver: Any, paper: str) -> list[str]:
    """Return the text of each page on paper."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    width, height = PAPER[paper]
    options = {"printBackground": True, "paperWidth": width, "paperHeight": height, "preferCSSPageSize": False}
    data = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", options)["data"])
    leaves = pypdf.PdfReader(io.BytesIO(data)).pages
    return [unicodedata.normalize("NFKC", leaf.extract_text()) for leaf in leaves]  # ligatures


@pytest.mark.parametrize("paper", PAPER)
def test_a_case_takes_at_most_two_pages(page: Page, paper: str) -> None:
    leaves = printed(page(""), paper)
    starts = [number for number, text in enumerate(leaves) if ", atlas-2023, " in text]
    assert len(starts) == 3
    ends = [*starts[1:], len(leaves)]
    assert all(end - start <= 2 for start, end in zip(starts, ends, strict=True))
    assert "more findings, not printed" in " ".join(leaves)


@pytest.mark.parametrize("paper", PAPER)
def test_the_table_has_its_head_on_every_page_and_nothing_is_cut(driver: Any, tmp_path: Path, paper: str) -> None:
    row = {"score": 0.5, "words": 900, "sections": [], "front_matter": {"met": 3, "asked": 9}, "next": []}
    cases = tuple(
        CaseReport(f"cases/city-{n}/index.md", "atlas-2023", "draft", (), progress={
            **row, "title": f"Harbour and tram plan number {n}", "author": f"Author{n} Longfamilyname",
        })
        for n in range(90)
    )  # fmt: skip
    driver.get(write(tmp_path / "report.html", Report(cases)).as_uri())
    leaves = printed(driver, paper)
    table = [text for text in leaves if "plan number" in text and "Longfamilyname" in text and "atlas-2023" not in text]
    assert len(table) >= 2
    assert all("WarningsNotes" in "".join(text.split()) for text in table)
    width = PAPER[paper][0] * 96 - 2 * 12 / 25.4 * 96
    metrics = {"width": int(width), "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    wide = driver.execute_script(
        "return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".filter(e => !e.closest('.skip')).map(e => e.tagName + '.' + e.className)"
    )
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide == []


def test_filters_and_order_are_kept_in_the_address(page: Page) -> None:
    browser = page("")
    choose(browser, "level", "error")
    choose(browser, "search", "tram")
    browser.find_elements("css selector", "#table thead th button")[1].click()
    address = browser.current_url
    assert address.endswith("#?search=tram&level=error&sort=score")
    browser.get("about:blank")
    browser.get(address)
    assert titles(browser) == [PORTO]
    assert browser.find_element("id", "level").get_attribute("value") == "error"
    browser.find_element("css selector", "#table a[href='#case-porto-prt']").click()
    wait(lambda: browser.current_url.endswith("#case-porto-prt?search=tram&level=error&sort=score"))
    assert titles(browser) == [PORTO]
    assert browser.find_element("id", "case-porto-prt").get_attribute("open")


def test_on_a_telephone_the_score_is_in_sight(page: Page) -> None:
    browser = page("")
    metrics = {"width": 360, "height": 800, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    rights = browser.execute_script(
        "return [...document.querySelectorAll('#table .s, .case .sc b')].map(e => e.getBoundingClientRect())"
        ".map(box => [box.left, box.right])"
    )
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert len(rights) == 6
    assert all(0 <= left < right <= 360 for left, right in rights)


def test_its_paths_are_valid_and_its_console_is_empty(page: Page) -> None:
    browser = page("#case-porto-prt")
    browser.get_log("browser")
    browser = page("#case-pune-ind?level=error")
    lengths = browser.execute_script("return [...document.querySelectorAll('path')].map(p => p.getTotalLength())")
    assert lengths
    assert min(lengths) > 0
    assert browser.get_log("browser") == []


def test_it_says_when_where_and_by_which_version_it_was_made(page: Page) -> None:
    origin = shown(page(""), ".origin")[0]
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}, folder \S+, cslint \d+\.\d+\.\d+", origin)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_nothing_serious(page: Page, axe: str, scheme: str, width: int) -> None:
    browser = page("")
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    browser.find_element("id", "toggle").click()
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    browser.execute_script(axe)
    found = browser.execute_async_script("const done = arguments[0]; axe.run().then(done, e => done(String(e)))")
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    told = [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 20


def test_on_a_narrow_screen_nothing_runs_over_the_edge(page: Page) -> None:
    browser = page("#case-porto-prt")
    metrics = {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide <= 360


HARM = '<script>window.harm = 1</script><img src=x onerror="window.harm = 2">" onmouseover="window.harm = 3'


def hostile(folder: Path) -> Path:
    """A finished case whose texts try to run something."""
    shutil.copytree(EXAMPLES / "pune-ind", folder / "pune-ind")
    index = folder / "pune-ind" / "index.md"
    text = index.read_text(encoding="utf-8")
    text = text.replace("title: Pune Smart City and Digital Strategy", f"title: '{HARM} \udcff \u202e'")
    text = text.replace("author: ", f"author: '{HARM}' #", 1)
    text = text.replace(
        "## Overview", f"## Overview\n\n[{HARM}](javascript:window.harm=4) ![{HARM}](./x.png '{HARM}')\n"
    )
    text = text.replace("./pune-ind.geojson", "./x.geojson")
    index.write_bytes(text.encode("utf-8", "surrogateescape"))
    harmful = {"name": HARM, "</script>": "]]>", "javascript:window.harm=5": 1}
    square = [[73.8, 18.5], [73.9, 18.6], [73.9, 18.5], [73.8, 18.6], [73.8, 18.5]]
    shape = {"type": "Polygon", "coordinates": [square], HARM: harmful}
    feature = {"type": "Feature", "properties": harmful, "geometry": shape}
    (folder / "pune-ind" / "x.geojson").write_text(json.dumps(feature), encoding="utf-8")
    return folder


def test_nothing_from_a_checked_file_runs(driver: Any, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    run(["check", str(hostile(tmp_path / "cases")), "--isolated", "--notes", "-o", f"html={report}", "-o", "json"])
    driver.get_log("browser")
    driver.get(report.as_uri())
    driver.execute_script("document.getElementById('toggle').click()")
    assert driver.execute_script("return window.harm") is None
    assert driver.execute_script("return document.querySelector('h3').textContent").startswith("<script>window.harm")
    assert driver.execute_script("return document.scripts.length") == 1
    assert (
        driver.execute_script("return document.querySelectorAll('img, iframe, object, form[action], base').length") == 0
    )
    handlers = (
        "return [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/.test(a.name))).length"
    )
    assert driver.execute_script(handlers) == 0
    links = "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(h => h[0] != '#')"
    assert driver.execute_script(links) == []
    assert driver.get_log("browser") == []


def test_its_policy_lets_no_other_script_run(page: Page) -> None:
    browser = page("")
    browser.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.harm = 1'; document.body.append(s);"
        "document.body.setAttribute('onclick', 'window.harm = 2'); document.body.click()"
    )
    assert browser.execute_script("return window.harm") is None


def test_three_hundred_cases_open_at_once_and_scroll(driver: Any, tmp_path: Path) -> None:
    line = "The harbour keeps its old cranes, and new sensors tell how many ships lie waiting at the quay."
    findings = tuple(
        Finding(f"rule-{n % 7}", list(Level)[n % 3], f"Something is {n}", Location("x", n, 5, n, 12, excerpt=line))
        for n in range(1, 31)
    )
    cases = tuple(CaseReport(f"cases/city-{n}/index.md", "atlas-2023", "draft", findings) for n in range(300))
    path = write(tmp_path / "report.html", Report(cases))
    started = time.monotonic()
    driver.get(path.as_uri())
    assert time.monotonic() - started < 2
    assert driver.execute_script("return performance.timing.loadEventEnd - performance.timing.navigationStart") < 2000
    driver.execute_script("scrollTo(0, document.body.scrollHeight)")
    assert driver.execute_script("return scrollY") > 5_000
    started = time.monotonic()
    choose(driver, "rule", "rule-3")
    assert time.monotonic() - started < 1
