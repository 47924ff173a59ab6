"""What must hold of any bytes at all, a function a kind of input; and inputs to begin from."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from cslint.contract import instructions as language
from cslint.contract.profile import built_in
from cslint.contract.template import Template
from cslint.diagnostics.findings import CaseReport, Location
from cslint.document import items
from cslint.document.case import Case
from cslint.document.document import Document
from cslint.document.files import image_header, image_metadata
from cslint.document.front_matter import parser as fields
from cslint.document.geojson import json_diagnosis, json_positions
from cslint.document.markdown import word_count
from cslint.linter import discovery, engine
from cslint.linter.overrides import Request, settings
from cslint.linter.settings import Settings
from cslint.text.source import Source
from tests.document.test_markdown import positions_hold
from tests.geo.geometry.maps import CHOSEN as OF_MAPS
from tests.geo.geometry.maps import lay_out
from tests.samples import MAP, picture

ROOT = Path(__file__).parents[2]
NOWHERE = Path(tempfile.gettempdir()) / "cslint-no-such-folder" / "index.md"
ALL = settings(Request(select=("all",), notes=True, plugins=False))


def front_matter(data: bytes) -> None:
    """Every field stands inside the block, every fault inside the file, and every value can be shown."""
    source = Source.from_bytes(NOWHERE, data)
    size = len(source.text)
    found = fields.parse(source)
    assert 0 <= found.body <= size
    for fault in found.faults:
        assert 0 <= fault.span.start <= fault.span.end <= size, fault
    assert list(found.faults) == sorted(found.faults, key=lambda fault: fault.span)
    for name, field in found.fields.items():
        assert found.span is not None
        assert found.span.start <= field.key.start <= field.key.end <= field.span.start, field
        for span in (field.span, *field.items):
            assert found.span.start <= span.start <= span.end <= found.span.end, field
        assert field.key.start < field.key.end or not name, field
        str(field.value)
    for comment in found.comments:
        assert source[comment].startswith("#")


def markdown(data: bytes) -> None:
    """Blocks lie one after another, a token's place holds its text, and no text lies outside every place."""
    source = Source.from_bytes(NOWHERE, data)
    positions_hold(source.text)
    document = Document(source)
    size = len(source.text)
    assert len(document.masked) == size
    for comment in document.comments:
        assert source.text.startswith("<!--", comment.span.start)
        assert comment.closed == source[comment.span].endswith("-->") or not comment.closed
    for above, below in zip(document.blocks, document.blocks[1:], strict=False):
        assert above.span.start <= below.span.start
    for top in document.blocks:
        for block in top.walk():
            assert 0 <= block.span.start <= block.span.end <= size, block
            for link in block.links:
                assert block.span.start <= link.span.start <= link.span.end <= block.span.end, (block, link)
                assert 0 <= link.text_span.start <= link.text_span.end <= size, link
                assert 0 <= link.target_span.start <= link.target_span.end <= size, link
                if link.form in ("inline", "reference"):
                    assert document.masked.startswith(("![", "["), link.span.start), link
    for section in document.walk():
        assert 0 <= section.span.start <= section.span.end <= size
        assert section.words >= section.own_words >= 0
        for item in items.find(section):
            assert item.words >= 0
    word_count.count(source.text)


def instructions(data: bytes) -> None:
    """What is asked quotes the instruction, in order, can be said in words, and makes a template one can bind."""
    text = data.decode("utf-8", "replace")
    asks = language.read(text)
    for ask in asks:
        assert ask.said == text[ask.start : ask.end], ask
        assert ask.said.strip(), ask
        assert ask.low is None or ask.high is None or 0 <= ask.low <= ask.high, ask
        assert ask.group >= 0
        assert language.describe(ask)
    assert [ask.start for ask in asks] == sorted(ask.start for ask in asks)
    for fault in language.problems(text):
        assert text[fault.span.start : fault.span.end], fault
    page = f"## Goals\n\n<!-- {text} -->\n\n**One**. Text.\n"
    template = Template(Source(NOWHERE, page))
    for clause in template.clauses:
        for requirement in clause.requirements:
            assert template.source[requirement.span] == requirement.ask.said
    _within(checked(page.encode("utf-8", "replace")), page)


def geojson(data: bytes) -> None:
    """JSON is read as Python's own reader does or refused in one sentence; findings of maps point inside the map."""
    source = Source.from_bytes(NOWHERE, data)
    found = json_diagnosis.read(source)
    try:
        json.loads(source.text)
    except (ValueError, RecursionError):
        assert not found.readable
    else:
        assert found.readable or not source.text.strip()
    for fault in found.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(source.text), fault
    for member in json_positions.locate(source.text, [(), ("features", 0), ("type",)]).values():
        assert 0 <= member.value.start <= member.value.end <= len(source.text)
    with tempfile.TemporaryDirectory(prefix="cslint-fuzz-") as folder:
        index = lay_out(data, Path(folder))
        _within(_report(discovery.read(index), OF_MAPS), index.read_text(encoding="utf-8"), source.text)


def image(data: bytes) -> None:
    """A picture has sides or a reason why not, and what can be left out of it lies inside the file."""
    with tempfile.NamedTemporaryFile(prefix="cslint-fuzz-") as file:
        file.write(data)
        file.flush()
        path = Path(file.name)
        info = image_header.read(path)
        spans = image_metadata.spans(path)
    assert info.size == len(data)
    assert info.fault in ("", "empty", "damaged", "other")
    assert not info.readable or info.format == "svg" or min(info.width or 0, info.height or 0) > 0
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(data)
        at = span.end


def case(data: bytes) -> None:
    """A whole case study gives findings in order and inside its text, and none of them is a fault of ours."""
    _within(checked(data), Source.from_bytes(NOWHERE, data).text)


def checked(data: bytes, chosen: Settings = ALL) -> CaseReport:
    """What all rules find in the text of a case study that has no other file."""
    return _report(Case(NOWHERE, Source.from_bytes(NOWHERE, data)), chosen)


def _report(read: Case, chosen: Settings) -> CaseReport:
    context = engine.context_of(read, chosen)
    for asked in context.contract.sections:
        for requirement in asked.requirements:
            assert language.describe(requirement.ask)
    return engine.check_case(context, chosen)


def _within(report: CaseReport, *texts: str) -> None:
    """Findings in order, none from a fault of ours, every place inside one of the files."""
    assert list(report.findings) == sorted(report.findings, key=lambda finding: finding.sort_key)
    longest = max(map(len, texts))
    for finding in report.findings:
        assert finding.rule != "internal-error", finding.message
        assert finding.message
        near = [note.location for note in finding.related]
        edits = [edit.location for edit in finding.fix.edits] if finding.fix else []
        for place in (finding.location, *edits, *(where for where in near if not where.shipped)):
            assert _ordered(place) and place.end <= longest, (finding.rule, place)


def _ordered(place: Location) -> bool:
    lines = 1 <= place.line <= place.end_line and place.column >= 1 and place.end_column >= 1
    return lines and 0 <= place.start <= place.end


Target = Callable[[bytes], None]
TARGETS: dict[str, Target] = {one.__name__: one for one in (front_matter, markdown, instructions, geojson, image, case)}


def seeds(name: str) -> Iterator[bytes]:
    """Inputs to begin from: the rule pages' examples, the instructions of the templates, and what lies in examples/."""
    blocks = [block for page in sorted((ROOT / "rules").glob("*.md")) for block in _fenced(page)]
    pages = [text for kind, text in blocks if kind == "md"]
    heads = [f"---\n{text}---\n" for kind, text in blocks if kind == "yaml"]
    if name in ("markdown", "case"):
        yield from (text.encode() for text in pages)
    if name in ("front_matter", "case"):
        yield from (text.encode() for text in heads)
    if name == "instructions":
        for profile in built_in():
            template = profile.template
            yield from (template.source[comment.inner].encode() for comment in template.document.comments)
        yield from (b"9999999999999999999999 to 1 words", b"-5 words", b"cslint: words=100-150 items=3-5")
    if name == "geojson":
        yield MAP.encode()
        yield from (text.encode() for kind, text in blocks if kind == "geojson")
        yield from (path.read_bytes() for path in sorted((ROOT / "tests/data/geojson").iterdir()))
    if name == "image":
        yield from (picture(kind) for kind in ("jpeg", "png", "gif", "webp", "text"))
        yield b'<svg xmlns="http://www.w3.org/2000/svg" width="9px" viewBox="0 0 20 10"><!ENTITY a "b"></svg>'
        yield from (path.read_bytes()[:4000] for path in sorted((ROOT / "examples").rglob("*.[jp][pn]g")))


def _fenced(page: Path) -> Iterator[tuple[str, str]]:
    """Language and text of each fenced block of a page."""
    for block in Document(Source.from_bytes(page, page.read_bytes())).blocks:
        opening = block.raw and page.read_text(encoding="utf-8")[: block.span.start + 40]
        if block.kind == "code" and opening:
            first = opening[block.span.start :].lstrip("`~").split(maxsplit=1)
            yield (first[0] if first else ""), block.raw
