"""The page by its text: one file, everything escaped, small. tests/browser looks at it as a reader does."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cslint.cli import run
from cslint.diagnostics.findings import CaseReport, Finding, Level, Location, Report, RuleInfo
from cslint.reporters import Options, find
from tests.reporters.hostile import HOSTILE, hostile_report

EXAMPLES = Path(__file__).parents[2] / "examples"
KNOWN = """
html head meta title style body a header h1 h2 h3 h4 main ul ol li b section button progress span form label input
select option output div table thead tbody tr th td details summary p em svg path circle figure figcaption pre mark
code small footer script
"""


def page(report: Report) -> str:
    stream = io.StringIO()
    find("html")(report, stream, Options())
    return stream.getvalue()


class Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def finding(rule: str = "too-few-words", excerpt: str = "A short line.", column: int = 3, end: int = 8) -> Finding:
    at = Location("cases/a/index.md", 7, column, 7, end, excerpt=excerpt)
    return Finding(rule, Level.WARNING, '"Goals" has 3 words', at, help="Write more.")


def case(*findings: Finding, path: str = "cases/a/index.md") -> CaseReport:
    return CaseReport(path, "atlas-2023", "draft", findings)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_the_text_no_tag_or_handler_comes_of_it(text: str) -> None:
    found = Reader(page(hostile_report(text)))
    assert found.tags <= set(KNOWN.split())
    assert not {name for name, _ in found.attributes if name.startswith("on") or name in ("src", "style")}
    assert all(value.startswith("#") for name, value in found.attributes if name == "href")


def test_its_policy_names_its_own_style_and_script_and_nothing_else() -> None:
    text = page(Report((case(finding()),)))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    for name in ("style", "script"):
        body = re.search(f"<{name}>(.*?)</{name}>", text, re.S)
        assert body is not None
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}';" in policy[1]
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]


def test_it_fetches_nothing() -> None:
    assert not re.search(r"https?:|//[a-z]|url\(|@import", page(Report((case(finding()),))))


def test_a_finding_stands_beside_its_line_with_the_span_marked() -> None:
    assert "<pre><b>7</b> A <mark>short</mark> line.</pre>" in page(Report((case(finding()),)))


def test_a_long_line_is_cut_round_the_span() -> None:
    line = "x" * 100 + "HERE" + "y" * 100
    shown = page(Report((case(finding(excerpt=line, column=101, end=105)),)))
    assert f"…{'x' * 24}<mark>HERE</mark>{'y' * 24}…" in shown


def test_what_to_do_is_said_once_for_findings_alike() -> None:
    assert page(Report((case(finding(), finding(), finding()),))).count("Write more.") == 1


def test_findings_of_maps_and_pictures_stand_by_themselves() -> None:
    rules = {"m": RuleInfo("m", "", "geometry", Level.ERROR, ""), "p": RuleInfo("p", "", "images", Level.ERROR, "")}
    text = page(Report((case(finding("m"), finding("p"), finding()),), rules))
    assert re.findall("<h4>(.*?)</h4>", text) == ["Text and front matter", "Map", "Images"]


def test_cases_of_one_name_have_addresses_of_their_own() -> None:
    reports = [case(path=f"{part}/Pune Ind/index.md") for part in ("a", "b", "c")]
    found = re.findall(r'<details class="case" id="([^"]*)"', page(Report(tuple(reports))))
    assert found == ["case-pune-ind", "case-pune-ind--2", "case-pune-ind--3"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_any_number_of_cases_makes_a_page(count: int) -> None:
    text = page(Report(tuple(case(path=f"c/{n}/index.md") for n in range(count))))
    assert text.startswith("<!doctype html>")
    assert text.count('<details class="case"') == count
    assert ("<table id" in text) == (count > 1)


def test_thirty_cases_take_less_than_400_kb(tmp_path: Path) -> None:
    for kind in ("drafts/pune-ind", "mistakes/porto-prt", "pune-ind"):
        for number in range(10):
            folder = tmp_path / f"{kind.partition('/')[0]}-{number}"
            folder.mkdir()
            for file in (EXAMPLES / kind).iterdir():
                (folder / file.name).write_bytes(file.read_bytes())
    path = tmp_path / "report.html"
    assert run(["status", str(tmp_path), "--isolated", "-o", f"html={path}"]) == 0
    text = path.read_text(encoding="utf-8")
    assert text.count('<details class="case"') == 30
    assert path.stat().st_size < 400_000


def test_an_old_terminal_s_encoding_is_no_obstacle() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    find("html")(Report((case(replace(finding(), message="水位")),)), stream, Options())
    stream.flush()
    assert b"&#27700;&#20301;" in stream.buffer.getvalue()


def with_reading(name: str, *hosts: dict[str, object]) -> CaseReport:
    sentence = {"line": 9, "section": "Goals", "figures": ["2019"], "sentence": "It opened in 2019 <b>."}
    row = {"front_matter": {}, "sections": [], "next": [], "statements": [sentence], "hosts": list(hosts)}
    return replace(case(path=f"cases/{name}/index.md"), progress=row)


def test_figures_and_websites_are_listed_to_be_read_by_case_and_for_the_class() -> None:
    shared = {"host": "news.org", "years": [2019], "undated": 1, "lines": list(range(10, 20))}
    own = {"host": "city.gov", "years": [], "undated": 1, "lines": [7]}
    shown = " ".join(Reader(page(Report((with_reading("a", shared, own), with_reading("b", shared))))).words)
    assert shown.count("1 website in more than one case study") == 1
    assert "To read: 1 sentence with a figure and 2 websites" in shown
    assert "To read: 1 sentence with a figure and 1 website" in shown
    for words in ("It opened in 2019 <b>.", "Goals, line 9", "10, 11, 12, 13, 14, 15 and 4 more", "city.gov"):
        assert words in shown


def test_a_case_without_figures_and_links_has_nothing_to_read() -> None:
    bare = replace(case(), progress={"front_matter": {}, "sections": [], "next": [], "statements": [], "hosts": []})
    assert "To read" not in page(Report((bare,)))
