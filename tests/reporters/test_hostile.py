"""Whatever a case study and its files' names hold, every format stays what it is and says no more than that."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import mistune
import pytest
from junitparser import JUnitXml

from cslint.diagnostics.findings import Level
from cslint.reporters import BUILT_IN, Options, find
from cslint.reporters.escape import one_line
from tests.reporters.hostile import HOSTILE, hostile_report
from tests.reporters.samples import LINK, printed, report_of

UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
STYLED = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(id=\d+;https://example\.org/[^\x00-\x1f\x7f]*|;)\x1b\\")
every_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


@every_text
@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize(
    "options",
    [Options(show_fixes=True), Options(terminal=True, unicode=True, width=80, statistics=True, show_fixes=True)],
    ids=["file", "terminal"],
)
def test_nothing_that_is_printed_moves_turns_or_ends_a_line(text: str, name: str, options: Options) -> None:
    output = printed(name, hostile_report(text), options)
    assert UNSAFE.findall(output) == []
    output.encode("utf-8")


@every_text
@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_colours_are_the_only_sequences_on_a_terminal(text: str, name: str) -> None:
    options = Options(color=True, terminal=True, unicode=True, width=80, statistics=True, show_fixes=True)
    assert UNSAFE.findall(STYLED.sub("", printed(name, hostile_report(text), options))) == []


@every_text
@pytest.mark.parametrize("name", [name for name in BUILT_IN if name != "github"])
def test_the_log_of_a_build_finds_no_command(text: str, name: str) -> None:
    lines = printed(name, hostile_report(text), Options(show_fixes=True, statistics=True)).splitlines()
    assert [line for line in lines if line.lstrip().startswith("::")] == []
    if name in ("full", "concise", "grouped"):
        assert [line for line in lines if re.search(r"##\w*\[", line)] == []


@every_text
def test_github_finds_our_own_commands_and_no_others(text: str) -> None:
    lines = printed("github", hostile_report(text)).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning"]
    for line in lines:
        properties, _, message = line.partition(" ")[2].partition("::")
        assert [one.partition("=")[0] for one in properties.split(",")] == [
            "file", "line", "endLine", "col", "endColumn", "title",
        ]  # fmt: skip
        assert "##[" not in message


@every_text
def test_concise_is_one_line_a_finding(text: str) -> None:
    assert printed("concise", hostile_report(text)).count("\n") == 2


@every_text
def test_json_gives_texts_back_exactly(text: str) -> None:
    one, other = json.loads(printed("json", hostile_report(text)))["diagnostics"]
    exact = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert (one["help"], one["section"], other["message"]) == (exact, exact, exact)
    assert one["fix"]["edits"][0]["text"] == exact


@every_text
def test_xml_can_be_read(text: str) -> None:
    xml = printed("checkstyle", hostile_report(text))
    assert xml.isascii()
    messages = [error.get("message") for error in ElementTree.fromstring(xml).iter("error")]
    assert messages == [one_line(f"{text} is filler"), one_line(text)]
    (suite,) = JUnitXml.fromstring(printed("junit", hostile_report(text)).encode())
    assert suite.failures == 2


@every_text
def test_gitlab_and_reviewdog_read_an_issue_for_each_finding(text: str) -> None:
    assert len(json.loads(printed("gitlab", hostile_report(text)))) == 2
    assert len(json.loads(printed("rdjson", hostile_report(text)))["diagnostics"]) == 2


class Page(HTMLParser):
    """What a browser finds on a page: its tags and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


OURS = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "br"}


@every_text
@pytest.mark.parametrize("name", ["markdown", "summary"])
def test_markdown_shows_texts_as_they_are(text: str, name: str) -> None:
    short = replace(LINK, message=text[:300])
    render = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "url", "math", "task_lists"])
    for report in (hostile_report(text), report_of(short)):
        page = Page(str(render(printed(name, report))))
        assert page.tags <= OURS
    shown = page.text.replace("\u200b", "")
    assert " ".join(one_line(short.message).replace("\u200b", "").split()) in " ".join(shown.split())


@every_text
def test_markdown_mentions_nobody(text: str) -> None:
    assert re.findall(r"@\w|[#!]\d(?!\d*;)|GH-\d", printed("markdown", hostile_report(text))) == []


def test_streams_that_carry_little_never_fail() -> None:
    for name in BUILT_IN:
        for text in HOSTILE.values():
            stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
            find(name)(hostile_report(text), stream, Options(terminal=True, unicode=True, width=80, show_fixes=True))
            stream.flush()


@pytest.mark.parametrize("color", [True, False])
def test_rich_reads_no_markup_in_a_text(color: bool) -> None:
    marked = replace(LINK, level=Level.NOTE, message="[bold]x[/] :smiley:")
    assert "[bold]x[/] :smiley:" in printed("full", report_of(marked), Options(color=color))
