"""Where a case names files: which mentions are files, what kind, and where exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.document.document import Document
from cslint.document.files.asset_folder import Assets
from cslint.document.files.references import Reference, extension, references
from cslint.document.markdown import inline
from cslint.text.source import Source


def read(text: str, folder: Path) -> list[Reference]:
    return list(references(Document(Source(Path("index.md"), text)), Assets(folder)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("featured_image: ./photo.jpg", ("picture", "./photo.jpg", True)),
        ("featured_image: photo", ("picture", "photo", True)),
        ('featured_image: "./a b.jpg"', ("picture", "./a b.jpg", True)),
        ("geography: './map.geojson' # drawn", ("map", "./map.geojson", True)),
        ("cover: ./cover.png", ("picture", "./cover.png", True)),
        ("cover: cover.PNG", ("picture", "cover.PNG", True)),
        ("paper: audit.pdf", ("paper", "audit.pdf", True)),
        ("data: ./notes", ("link", "./notes", True)),
    ],
)
def test_fields_that_name_files_are_known_by_name_or_by_value(
    line: str, expected: tuple[str, str, bool], tmp_path: Path
) -> None:
    text = f"---\ntitle: X\n{line}\n---\n"
    (found,) = read(text, tmp_path)
    assert (found.kind, found.target, found.exact) == expected
    assert text[found.span.start : found.span.end] == found.target
    assert found.field == line.partition(":")[0]


@pytest.mark.parametrize(
    "line",
    [
        "featured_image:",
        "featured_image: [a.jpg]",
        "title: The map.geojson",
        "city: St. Louis",
        "author: J.Rao",
        "description: See photo.jpg",
        "year_start: 2015",
        "website: https://example.org/a.jpg",
    ],
)
def test_other_values_name_no_file(line: str, tmp_path: Path) -> None:
    assert read(f"---\n{line}\n---\n", tmp_path) == []


def test_an_address_that_yaml_wrote_in_another_way_is_not_edited(tmp_path: Path) -> None:
    (found,) = read('---\nfeatured_image: "./caf\\u00e9.png"\n---\n', tmp_path)
    assert (found.target, found.exact) == ("./café.png", False)


def test_the_body_is_read_in_order_with_what_each_mention_is(tmp_path: Path) -> None:
    text = (
        '![a](./a.png "A") and [b](b.pdf) and [c](https://example.org)\n\n'
        '<img src="d.svg"> <a href="e.docx">e</a> ![f][f] <!-- ![g](g.png) --> `![h](h.png)`\n\n[f]: ./f.webp\n'
    )
    found = read(text, tmp_path)
    assert [(r.kind, r.target, r.exact) for r in found] == [
        ("picture", "./a.png", True),
        ("paper", "b.pdf", True),
        ("link", "https://example.org", True),
        ("picture", "d.svg", True),
        ("paper", "e.docx", True),
        ("picture", "./f.webp", False),
    ]
    assert [text[r.span.start : r.span.end] for r in found if r.exact] == [r.target for r in found if r.exact]


@pytest.mark.parametrize(
    ("target", "ending"),
    [
        ("./a.PNG", "png"),
        ("a.b.pdf?x=1#p", "pdf"),
        ("a.pdf#page=2.5", "pdf"),
        (r"images\a.jpg", "jpg"),
        ("a.d/b", ""),
        (".gitignore", ""),
        ("a.", ""),
        ("", ""),
    ],
)
def test_the_ending_is_that_of_the_last_step(target: str, ending: str) -> None:
    assert extension(target) == ending


@pytest.mark.parametrize(
    ("srcset", "addresses"),
    [
        ("a.jpg", ["a.jpg"]),
        ("a.jpg 1x, b.jpg 2.5x", ["a.jpg", "b.jpg"]),
        ("a.jpg 1x,b.jpg 2x", ["a.jpg", "b.jpg"]),
        ("  a.jpg, b.jpg 640w ,", ["a.jpg", "b.jpg"]),
        ("a,b.jpg", ["a,b.jpg"]),
        ("", []),
        ("   ,", []),
    ],
)
def test_a_srcset_is_read_as_a_browser_reads_it(srcset: str, addresses: list[str]) -> None:
    raw = f'<source srcset="{srcset}">'
    found = list(inline.embedded(raw))
    assert [address for address, _ in found] == addresses
    assert [raw[span.start : span.end] for _, span in found] == addresses
