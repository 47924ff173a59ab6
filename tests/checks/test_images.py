"""Pictures: what is said of them, and what their headers tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.checks import images
from tests.checks.samples import context, found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![](a.png)", ["none: ![](a.png)"]),
        ("![ ](a.png)", ["none: ![ ](a.png)"]),
        ('<img src="a.png">', ['none: <img src="a.png">']),
        ('<img alt="" src="a.png">', ['none: <img alt="" src="a.png">']),
        ("![--](a.png)", ["wordless: --"]),
        ("![image](a.png)", ["wordless: image"]),
        ("![Picture 3](a.png)", ["wordless: Picture 3"]),
        ("![Screenshot 2023-04-01](a.png)", ["wordless: Screenshot 2023-04-01"]),
        ("![IMG_2041](a.png)", ["wordless: IMG_2041"]),
        ("![a.png](a.png)", ["file-name: a.png"]),
        ("![bus_lane-2](./x/bus_lane-2.png)", ["file-name: bus_lane-2"]),
        ("![A bus lane at dusk](a.png) ![Pune](Pune.png) ![Photo of a bus](b.png) ![公交](c.png)", []),
        ("[not a picture](a.png)", []),
    ],
)
def test_a_description_must_say_something(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found(images.alt, context(tmp_path, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![A bus](a.png)", ["none: ![A bus](a.png)"]),
        ('![A bus](a.png "")', ['none: ![A bus](a.png "")']),
        ('![A bus](a.png "A bus")', ["repeats: A bus"]),
        ('![A bus](a.png "A bus in the rain")', ["unnamed: A bus in the rain"]),
        ('<img src="a.png" alt="A bus">', ['none: <img src="a.png" alt="A bus">']),
        ('<img src="a.png" alt="A bus" title="A bus">', ["repeats: A bus"]),
        ('![A bus](a.png "Asha Rao (Flickr)") <img src="a.png" title="Asha Rao">', []),
        ("![A bus](a.png)\n*Photo: Asha Rao*", []),
        ("<figure><img src='a.png'><figcaption>Source: City Council</figcaption></figure>", []),
        ("![A bus](a.png)\n\nPhoto: Asha Rao", []),
    ],
)
def test_a_caption_must_name_a_source(text: str, expected: list[str], tmp_path: Path) -> None:
    assert found(images.credit, context(tmp_path, text)) == expected


def test_a_file_over_the_limit_is_told_once_with_its_size(tmp_path: Path) -> None:
    text = "---\nfeatured_image: ./big.jpg\n---\n![a](./big.jpg) ![b](./just.png) ![c](./over.png) ![d](./gone.png)"
    about = context(
        tmp_path, text, {"big.jpg": "jpeg:10x10:3MB", "just.png": b"x" * 2**20, "over.png": b"x" * (2**20 + 1)}
    )
    hits = list(images.size(about))
    assert [(hit.field, hit.values["target"], hit.values["size"], hit.values["most"]) for hit in hits] == [
        ("featured_image", "./big.jpg", "2.87 MB", "1 MB"),
        (None, "./over.png", "1.01 MB", "1 MB"),
    ]
    assert found(images.size, about, max_bytes=3_000_000) == []


@pytest.mark.parametrize(
    ("text", "spec", "expected"),
    [
        ("![a](./p)", "png:1920x1280", []),
        ("![a](./p)", "png:1921x10", ["large: ./p"]),
        ("![a](./p)", "jpeg:10x1281", ["large: ./p"]),
        ("![a](./p)", "png:2147483647x2147483647", ["large: ./p"]),
        ("![a](./p)", "text", []),
        ("---\nfeatured_image: ./p\n---\n", "webp:1000x1001", ["portrait: ./p"]),
        ("---\nfeatured_image: ./p\n---\n", "webp:1000x1000", []),
    ],
)
def test_sides_are_within_what_is_asked(text: str, spec: str, expected: list[str], tmp_path: Path) -> None:
    assert found(images.dimensions, context(tmp_path, text, {"p": spec})) == expected


def test_a_drawing_may_be_of_any_size(tmp_path: Path) -> None:
    about = context(tmp_path, "![a](./a.svg)", {"a.svg": b'<svg width="9000" height="9000">'})
    assert found(images.dimensions, about) == found(images.unreadable, about) == found(images.file_format, about) == []


@pytest.mark.parametrize(
    ("name", "spec", "expected"),
    [
        ("a.jpg", "jpeg", []),
        ("a.JPEG", "jpeg", []),
        ("a.jpg", "png", [("JPEG", "PNG")]),
        ("a.png", "webp", [("PNG", "WEBP")]),
        ("a", "png", []),
        ("a.jpg", "text", []),
    ],
)
def test_a_picture_is_what_its_name_says(name: str, spec: str, expected: list[object], tmp_path: Path) -> None:
    about = context(tmp_path, f"![a](./{name})", {name: spec})
    assert [(hit.values["named"], hit.values["found"]) for hit in images.file_format(about)] == expected


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x14ispe\0\0\0\0\0\0\0\x0a\0\0\0\x0a"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "damaged"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"%PDF-1.7", "pdf"),
        (b"some words\n", "text"),
        (b"version https://git-lfs.github.com/spec/v1\n", "lfs"),
        (b"PK\x03\x04\0", "other"),
        (HEIC, "unshown"),
    ],
)
def test_what_no_browser_shows_is_unreadable_and_nothing_else(data: bytes, expected: str, tmp_path: Path) -> None:
    about = context(tmp_path, "![a](./a.jpg) [again](a.jpg)", {"a.jpg": data})
    assert found(images.unreadable, about) == [f"{expected}: ./a.jpg"]
    assert found(images.dimensions, about) == found(images.file_format, about) == []


def test_a_missing_or_remote_picture_is_neither_large_nor_unreadable(tmp_path: Path) -> None:
    about = context(tmp_path, "![a](./gone.jpg) ![b](https://example.org/a.jpg) ![c](../x.jpg)")
    for check in (images.size, images.dimensions, images.file_format, images.unreadable):
        assert found(check, about) == []
