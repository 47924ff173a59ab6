"""Whatever a case study is made of: no exception, no fault of ours, findings in order, and each inside its file."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

import cslint
from cslint.diagnostics.findings import Location
from cslint.text.source import Source
from tests.fuzz.words import WORDS
from tests.samples import COMPLETE, MAP, picture

SECTIONS = [
    "Overview",
    "Goals and Aspirations",
    "Stakeholders",
    "Leadership",
    "Financing",
    "References",
    "Refrences",
    "Thanks",
]
KEYS = [line.split(":")[0] for line in COMPLETE.splitlines()]

words = st.sampled_from(
    ["buses", "run", "late", "in", "Pune.", "the 3 wards,", "São", "公共", "देव", "😀", "https://a.org", "TODO"]
)
lorem = st.just("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.")
links = st.sampled_from(
    [
        "[a](b.pdf)",
        "![A bus](./photo.jpg 'By Asha Rao')",
        "![](gone.png)",
        "[x] (https://a.org)",
        "[y]()",
        "<https://a.org>",
    ]
)
texts = st.lists(words | links | lorem, min_size=1, max_size=12).map(" ".join)
numbers = st.integers(-1, 10**6) | st.just(10**30)
asks = st.builds(
    "{} {} {} {}{}".format,
    st.sampled_from(["Identify", "About", "No more than", "At least", "", "For plans:", "Allowed values for type:"]),
    st.builds("{}{}{}".format, numbers, st.sampled_from(["-", " to ", "–", ", ", " or "]), numbers) | numbers.map(str),
    st.sampled_from(
        [
            "goals",
            "words",
            "sentences",
            "links each",
            "images",
            "stakeholders of 50 words",
            "paragraphs",
            "plan, project",
        ]
    ),
    st.sampled_from(["", "in total ", "per item "]),
    st.sampled_from([".", "", ";", " cslint: words=3-5 items=2"]),
)
comments = st.builds(
    "<!--{}-->".format,
    asks | texts | st.sampled_from([" cslint: ignore[filler-text] why ", " cslint: ignore-file[tags]"]),
)
items = st.builds(
    lambda form, title, text: form.format(title=title, text=text),
    st.sampled_from(
        ["**{title}**. {text}", "### {title}\n\n{text}", "- **{title}:** {text}", "1. {text}", "- {text}\n  - {text}",
         "> {text}", "**[{title}](https://a.org)**\n{text}", "```\n{text}\n```", "| {title} | {text} |\n| - | - |",
         "<div>{text}</div>"]
    ),
    texts, texts,
)  # fmt: skip
sections = st.builds(
    "{} {}\n\n{}".format,
    st.sampled_from(["#", "##", "##", "###"]),
    st.sampled_from(SECTIONS) | texts,
    st.lists(comments | texts | items, max_size=5).map("\n\n".join),
)
values = st.one_of(
    texts,
    numbers.map(str),
    st.sampled_from(
        [
            "NO",
            "12:30",
            "[18.5, 73.8]",
            "[73.8, 18.5]",
            "[a, b]",
            "{a: b}",
            "&a x",
            "*a",
            "'",
            '"',
            "",
            "| \n  x",
            "2015-13-45",
        ]
    ),
    st.sampled_from(
        ["IND", "ind", "India", "./map.geojson", "../map.geojson", "photo.JPG", "Draft", "Complete", "plan"]
    ),
)
fronts = st.dictionaries(st.sampled_from(KEYS) | st.sampled_from(["titel", "x y", "1"]), values, max_size=8).map(
    lambda changed: (
        "".join(
            f"{key}: {changed.get(key, line.partition(': ')[2])}\n"
            for key, line in zip(KEYS, COMPLETE.splitlines(), strict=True)
        )
        + "".join(f"{key}: {value}\n" for key, value in changed.items() if key not in KEYS)
    )
)
studies = st.builds(
    lambda front, parts, end, fence: (f"---\n{front}{fence}\n" + "\n\n".join(parts)).replace("\n", end),
    fronts,
    st.lists(sections, max_size=6),
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    st.sampled_from(["---", "---", "", "----"]),
)  # fmt: skip
degrees = st.integers(-20, 20).map(lambda n: 73.8 + n / 50) | st.sampled_from([0.0, 181.0, 18.5, 1e300])
shapes = st.builds(
    lambda kind, rings: json.dumps(
        {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": rings}}
    ),
    st.sampled_from(["Polygon", "MultiPolygon", "Point", "LineString", "MultiPoint"]),
    st.lists(st.lists(st.lists(degrees, min_size=2, max_size=3), max_size=6), max_size=3),
)
scraps = st.lists(
    st.sampled_from(WORDS["case"]).map(lambda word: word.encode("latin-1")) | st.binary(max_size=8), max_size=25
).map(b"".join)


def hold(text: bytes, map_: bytes, image: bytes) -> None:
    """Check a case of three files by the library's own function, and every place against the bytes."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top).resolve() / "pune-ind"
        folder.mkdir()
        for name, data in (("index.md", text), ("map.geojson", map_), ("photo.jpg", image)):
            (folder / name).write_bytes(data)
        (report,) = cslint.check(folder).cases
        findings = report.findings
        assert "internal-error" not in {finding.rule for finding in findings}, findings
        assert list(findings) == sorted(findings, key=lambda finding: finding.sort_key)
        for finding in findings:
            assert finding.message
            fixes = [edit.location for edit in finding.fix.edits] if finding.fix else []
            for place in (finding.location, *fixes, *(note.location for note in finding.related)):
                assert place.shipped or inside(place)


def inside(place: Location) -> bool:
    """Whether lines and columns are those of a place in the file."""
    path = Path(place.path)
    if path.suffix not in (".md", ".geojson"):
        return place.line >= 1
    lines = re.split(r"\r\n|\r|\n", Source.from_bytes(path, path.read_bytes()).text)
    ends = ((place.line, place.column), (place.end_line, place.end_column))
    return ends[0] <= ends[1] and all(
        1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1 for line, column in ends
    )


@settings(max_examples=120, deadline=None)
@given(studies, shapes)
@example("# Stakeholders\n## Thanks\n# Leadership\n", MAP)  # an item that is nothing but a heading
def test_any_case_study(text: str, shape: str) -> None:
    hold(text.encode("utf-8", "surrogatepass"), shape.encode(), picture())


@settings(max_examples=120, deadline=None)
@given(scraps, scraps | st.just(MAP.encode()), st.binary(max_size=40).map(lambda end: picture()[:20] + end))
def test_any_bytes(text: bytes, map_: bytes, image: bytes) -> None:
    hold(text, map_, image)


@settings(max_examples=60, deadline=None)
@example(b"\r\n", b"", b"")
@given(st.binary(max_size=200), st.binary(max_size=60), st.binary(max_size=60))
def test_bytes_that_are_nothing(text: bytes, map_: bytes, image: bytes) -> None:
    hold(text, map_, image)
