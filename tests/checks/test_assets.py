"""Files that a case names: one finding a fault, at the path, with the name that was meant."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest

from cslint.checks import assets
from cslint.document.files.sibling_cases import SiblingCases
from tests.checks.samples import context, found, mended
from tests.samples import MAP, picture

NFC, NFD = (unicodedata.normalize(form, "café.png") for form in ("NFC", "NFD"))
FRONT = "---\ncentroid: [18.520430, 73.856744]\nfeatured_image: {}\ngeography: {}\n---\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a](./gone.png)", ["missing: ./gone.png"]),
        ("![a](../gone.png)", ["missing: ../gone.png"]),
        ("![a](./foto.jpg)", ["near: ./foto.jpg"]),
        ("![a](./bus.png)", ["elsewhere: ./bus.png"]),
        ("![a](images)", ["not-a-file: images"]),
        ("![a](pipe)", ["not-a-file: pipe"]),
        ("![a]()", ["empty: ![a]()"]),
        ("[a](gone.pdf)", ["missing: gone.pdf"]),
        ("[a](notes)", ["missing: notes"]),
        ('<img src="gone.png"> <a href="gone.pdf">a</a>', ["missing: gone.png", "missing: gone.pdf"]),
        (
            "---\nfeatured_image: ./gone.png\ngeography: ./map.geo.json\n---\n",
            ["missing: ./gone.png", "near: ./map.geo.json"],
        ),
        ("![a][b]\n\n[b]: gone.png", ["missing: ![a][b]"]),
        ("![a](./gone.png) ![a](./gone.png)", ["missing: ./gone.png", "missing: ./gone.png"]),
    ],
)
def test_what_is_not_there_is_missing(text: str, expected: list[str], tmp_path: Path) -> None:
    about = context(tmp_path, text, {"photo.jpg": "jpeg", "images/bus.png": "png", "map.geojson": MAP.encode()})
    os.mkfifo(about.case.folder / "pipe")
    assert found(assets.missing, about) == expected


@pytest.mark.parametrize(
    "text",
    [
        "![a](./photo.jpg) [b](photo.jpg?raw=true) [c](./a%20b.pdf)",
        "[a](https://example.org/gone.pdf) [b](mailto:a@example.org) [c](#top) [d](/cases/x) [e](../mumbai-ind/)",
        "[a](www.example.org) [b](example.org/x.pdf) [c](url) [d]() [e](asha@example.org)",
        "![b](/gone.png) ![c](https://example.org/x.png) ![d](Photo.JPG)",
        "`![a](gone.png)` <!-- ![b](gone.png) -->",
        "---\nfeatured_image:\ngeography: https://example.org/a.geojson\n---\n",
    ],
)
def test_what_is_there_or_another_rule_s_affair_is_not_missing(text: str, tmp_path: Path) -> None:
    assert found(assets.missing, context(tmp_path, text, {"photo.jpg": "jpeg", "a b.pdf": b"%PDF-1"})) == []


def test_a_file_elsewhere_in_the_folder_can_be_pointed_to(tmp_path: Path) -> None:
    about = context(tmp_path, "![a](./old/a%20bus.png?x#y)", {"new/a bus.png": "png"})
    assert mended(assets.missing, about) == "![a](./new/a%20bus.png?x#y)"
    assert mended(assets.missing, about, unsafe=False) == about.case.source.text


@pytest.mark.parametrize(
    ("text", "expected", "better"),
    [
        ("![a](./PHOTO.jpg)", "case: ./PHOTO.jpg", "![a](./Photo.jpg)"),
        ("![a](photo.JPG 'b')", "case: photo.JPG", "![a](./Photo.jpg 'b')"),
        ("[a](<A B.pdf>)", "case: A B.pdf", "[a](<./a%20b.pdf>)"),
        ("[a](A%20B.pdf#page=2)", "case: A%20B.pdf#page=2", "[a](./a%20b.pdf#page=2)"),
        (f"![a](./{NFC})", f"unicode: ./{NFC}", f"![a](./{NFD})"),
        (r"![a](images\bus.png)", r"separator: images\bus.png", "![a](./images/bus.png)"),
        ("[a](no#1.pdf)", "encoding: no#1.pdf", "[a](./no%231.pdf#1.pdf)"),
        ("---\nfeatured_image: ./photo.JPG\n---\n", "case: ./photo.JPG", "---\nfeatured_image: ./Photo.jpg\n---\n"),
        ("---\nfeatured_image: 'a%20b.pdf'\n---\n", "encoding: a%20b.pdf", "---\nfeatured_image: './a b.pdf'\n---\n"),
    ],
)
def test_a_name_that_differs_is_told_and_corrected(text: str, expected: str, better: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict.fromkeys(["Photo.jpg", NFD, "images/bus.png"], "png")
    about = context(tmp_path, text, {**files, "a b.pdf": b"%PDF-1", "no#1.pdf": b"%PDF-1"})
    assert found(assets.path_case, about) == [expected]
    assert mended(assets.path_case, about, unsafe=False) == better


def test_correcting_names_twice_changes_nothing_more(tmp_path: Path) -> None:
    text = "---\nfeatured_image: PHOTO.jpg\n---\n![a](photo.JPG) [b](A%20B.PDF)"
    files: dict[str, str | bytes] = {"Photo.jpg": "jpeg", "a b.pdf": b"%PDF-1"}
    once = mended(assets.path_case, context(tmp_path, text, files))
    about = context(tmp_path, once)
    assert found(assets.path_case, about) == found(assets.missing, about) == found(assets.path_prefix, about) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("![a](photo.jpg)", "![a](./photo.jpg)"),
        ("[a](images/a%20b.png)", "[a](./images/a%20b.png)"),
        ('---\ngeography: "map.geojson"\n---\n', '---\ngeography: "./map.geojson"\n---\n'),
        ("![a](./photo.jpg) ![a](images/../photo.jpg)", "![a](./photo.jpg) ![a](./photo.jpg)"),
    ],
)
def test_names_get_a_dot_and_a_slash_in_front(text: str, better: str, tmp_path: Path) -> None:
    about = context(tmp_path, text, {"photo.jpg": "jpeg", "images/a b.png": "png", "map.geojson": b"{}"})
    assert mended(assets.path_prefix, about, unsafe=False) == better


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a](../other/bus.png)", ["outside: ../other/bus.png"]),
        ("![a](../other/photo.jpg)", ["inside: ../other/photo.jpg"]),
        ("![a](/photo.jpg)", ["inside: /photo.jpg"]),
        ("[a](/papers/audit.pdf)", ["outside: /papers/audit.pdf"]),
        (r"![a](C:\bus.png)", [r"outside: C:\bus.png"]),
        ("[a](file:///home/a)", ["outside: file:///home/a"]),
        ("![a](link.png)", ["outside: link.png"]),
        ("---\nfeatured_image: ../x.png\ngeography: /x.geojson\n---\n", ["outside: ../x.png", "outside: /x.geojson"]),
        ("[a](/cases/mumbai) [b](../mumbai/) [c](./photo.jpg)", []),
    ],
)
def test_what_leads_out_is_outside(text: str, expected: list[str], tmp_path: Path) -> None:
    about = context(tmp_path, text, {"photo.jpg": "jpeg"})
    (about.case.folder / "link.png").symlink_to(tmp_path)
    assert found(assets.outside_folder, about) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a](https://example.org/a.png)", ["https://example.org/a.png"]),
        ('<img src="//example.org/a.png">', ["//example.org/a.png"]),
        ("---\nfeatured_image: https://example.org/a\n---\n", ["https://example.org/a"]),
        ("[a](https://example.org/a.png) ![b](./photo.jpg) ![c](data:image/png;base64,AA)", []),
    ],
)
def test_pictures_of_other_sites_are_remote(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found(assets.remote_image, context(tmp_path, text)) == [f": {target}" for target in expected]


SYDNEY = "---\ncentroid: [-33.868800, 151.209300]\n---\n"
NEAR = "---\ncentroid: [18.6, 73.9]\n---\n"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (SYDNEY, [": ./photo.jpg"]),
        (NEAR, []),
        ("---\ncity: Sydney\n---\n", []),
        ("", []),
    ],
)
def test_a_picture_of_a_case_about_another_place_is_copied(other: str, expected: list[str], tmp_path: Path) -> None:
    about = context(tmp_path, FRONT.format("./photo.jpg", "./map.geojson"), {"photo.jpg": "jpeg"})
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.md").write_text(other, encoding="utf-8")
    (tmp_path / "other" / "theirs.jpg").write_bytes(picture("jpeg"))
    assert found(assets.copied, about) == expected
    assert [hit.values["other"] for hit in assets.copied(about)] == ["other/theirs.jpg" for _ in expected]


@pytest.mark.parametrize(("content", "expected"), [(b"%PDF-1.4 a paper", [": ./a.pdf"]), (b"", [])])
def test_a_linked_paper_of_a_case_about_another_place_is_copied(
    content: bytes, expected: list[str], tmp_path: Path
) -> None:
    about = context(tmp_path, FRONT.format("./photo.jpg", "x") + "\n[Paper](./a.pdf)\n", {"a.pdf": content})
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.md").write_text(SYDNEY, encoding="utf-8")
    (tmp_path / "other" / "b.pdf").write_bytes(content)
    assert found(assets.copied, about) == expected


def test_a_copied_map_is_told_where_it_does_not_belong(tmp_path: Path) -> None:
    pune = context(tmp_path, FRONT.format("x", "./map.geojson"), {"map.geojson": MAP.encode()})
    (tmp_path / "sydney").mkdir()
    sydney = context(tmp_path / "sydney", SYDNEY.replace("---\n", "---\ngeography: ./map.geojson\n", 1))
    (sydney.case.folder / "map.geojson").write_text(MAP, encoding="utf-8")
    for about, other in ((pune, sydney), (sydney, pune)):
        about.peers = SiblingCases([about.case.folder, other.case.folder])
    assert found(assets.copied, pune) == []
    assert found(assets.copied, sydney) == [": ./map.geojson"]


@pytest.mark.parametrize("centroid", ["[.nan, 1]", "[.inf, 1]", "[91, 1]", "[1]", "[a, b]", "1, 2", ""])
def test_without_a_place_of_its_own_nothing_is_called_copied(centroid: str, tmp_path: Path) -> None:
    about = context(tmp_path, f"---\ncentroid: {centroid}\nfeatured_image: ./photo.jpg\n---\n", {"photo.jpg": "jpeg"})
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.md").write_text(SYDNEY, encoding="utf-8")
    (tmp_path / "other" / "photo.jpg").write_bytes(picture("jpeg"))
    assert found(assets.copied, about) == []


def test_nothing_is_copied_where_no_other_case_is_known(tmp_path: Path) -> None:
    about = context(tmp_path, FRONT.format("./photo.jpg", "x"), {"photo.jpg": "jpeg"})
    about.peers = None
    assert found(assets.copied, about) == []


def test_files_that_nothing_names_are_told_together(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict.fromkeys(["a.png", "b.png", "c d.png", "sub/e.png", "f.png", "g.png"], "png")
    others: dict[str, str | bytes] = dict.fromkeys(
        ["README.md", ".DS_Store", "Thumbs.db", "LICENSE", "LICENSE.txt"], b"x"
    )
    about = context(tmp_path, "![a](a.png) <!-- ![c](./c%20d.png) -->", {**files, **others})
    (hit,) = assets.unused(about)
    assert (hit.message, hit.values) == ("many", {"count": 4, "names": "b.png, f.png, g.png, sub/e.png"})


def test_a_file_that_a_wrong_name_means_is_not_unused_as_well(tmp_path: Path) -> None:
    about = context(tmp_path, "![a](./foto.jpg) ![b](BUS.png)", {"photo.jpg": "jpeg", "bus.png": "png"})
    assert found(assets.unused, about) == []


TEMPLATE = '---\nfeatured_image: ./street.jpg\ngeography: ./area.geojson\n---\n![Alt](./corner.jpg "Somebody")\n'


@pytest.mark.parametrize(
    ("text", "files", "expected"),
    [
        (FRONT.format("./street.jpg", "./area.geojson"), {}, ["picture: ./street.jpg", "map: ./area.geojson"]),
        (FRONT.format("./mine.jpg", "./my.json"), {"mine.jpg": "jpeg:800x600:20kB"}, ["picture: ./mine.jpg"]),
        (FRONT.format("./mine.jpg", "x"), {"mine.jpg": "jpeg:800x600:21kB"}, []),
        (FRONT.format("./street.jpg", "x"), {"street.jpg": "jpeg:801x600:20kB"}, []),
        (
            FRONT.format("x", "./my.geojson"),
            {"my.geojson": json.dumps(json.loads(MAP)).encode()},
            ["map: ./my.geojson"],
        ),
        (FRONT.format("x", "./area.geojson"), {"area.geojson": b"{}"}, []),
        ('![Alt](./corner.jpg "Somebody")', {"corner.jpg": "jpeg"}, ["picture: ./corner.jpg"]),
        ('![Mine](./corner.jpg "Somebody")', {"corner.jpg": "jpeg"}, []),
        ('![Mine](./corner.jpg "Me")', {}, ["picture: ./corner.jpg"]),
        ("[a](./street.jpg)", {"street.jpg": "png"}, []),
    ],
)
def test_the_template_s_files_are_placeholders(
    text: str, files: dict[str, str | bytes], expected: list[str], tmp_path: Path
) -> None:
    about = context(tmp_path, text, files, TEMPLATE)
    course = tmp_path / "course"
    (course / "street.jpg").write_bytes(picture("jpeg", "800x600", "20kB"))
    (course / "area.geojson").write_text(MAP, encoding="utf-8")
    assert found(assets.template_file, about) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", []),
        (b"\n\n%PDF-1.4", []),
        (b"", ["empty: ./a.pdf"]),
        (b"<!DOCTYPE html><html>", ["html: ./a.pdf"]),
        (b"version https://git-lfs.github.com/spec/v1\n", ["lfs: ./a.pdf"]),
        (b"PK\x03\x04", ["other: ./a.pdf"]),
    ],
)
def test_a_paper_is_a_pdf_if_it_says_so(data: bytes, expected: list[str], tmp_path: Path) -> None:
    about = context(tmp_path, "[a](./a.pdf) [again](a.pdf) [b](gone.pdf)", {"a.pdf": data})
    assert found(assets.paper, about) == expected


def test_messages_hold_no_line_breaks_and_no_endless_names(tmp_path: Path) -> None:
    about = context(tmp_path, '---\nfeatured_image: "./a\\x07b.png"\n---\n![a](./{}.png)'.format("x" * 5000))
    values = [str(hit.values["target"]) for hit in assets.missing(about)]
    assert values[0] == "./a\N{REPLACEMENT CHARACTER}b.png"
    assert len(values[1]) == 90


EXCHANGED = "![a](./tram.png)\n\nSee the [plan](./plan.pdf) and again ![a](./tram.png).\n"


def neighbour(folder: Path, name: str, *files: str) -> None:
    for file in ("index.md", *files):
        path = folder / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_texts_that_were_exchanged_are_one_finding(tmp_path: Path) -> None:
    neighbour(tmp_path, "porto-prt", "tram.png", "plan.pdf")
    neighbour(tmp_path, "mumbai-ind", "tram.png")
    about = context(tmp_path, EXCHANGED + "![b](./photo.jp)", {"photo.jpg": "jpeg", "ferry.png": "png"})
    violations = list(assets.missing(about))
    assert [violation.message for violation in violations] == ["exchanged", "near"]
    assert violations[0].values == {"count": 3, "folder": "porto-prt"}
    assert [related.span for related in violations[0].related] == [
        reference.span for reference in about.references if reference.target != "./photo.jp"
    ][1:]


@pytest.mark.parametrize(
    ("text", "own", "others"),
    [
        (EXCHANGED, ["ferry.png"], {"porto-prt": ["tram.png", "plan.pdf"], "mumbai-ind": ["tram.png", "plan.pdf"]}),
        (EXCHANGED, ["ferry.png"], {"porto-prt": ["tram.png"]}),
        (EXCHANGED, [], {"porto-prt": ["tram.png", "plan.pdf"]}),
        ("![a](./tram.png)", ["ferry.png"], {"porto-prt": ["tram.png"]}),
        ("![a](./../x.png) ![b](./tram.png)", ["ferry.png"], {"porto-prt": ["tram.png"], "x.png": []}),
    ],
    ids=["in two folders", "not all", "no file of its own is left", "one file", "a path out of the folder"],
)
def test_without_good_reason_no_exchange_is_assumed(
    text: str, own: list[str], others: dict[str, list[str]], tmp_path: Path
) -> None:
    for name, files in others.items():
        neighbour(tmp_path, name, *files)
    about = context(tmp_path, text, dict.fromkeys(own, "png"))
    assert "exchanged" not in [violation.message for violation in assets.missing(about)]
