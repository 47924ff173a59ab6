"""Metadata of pictures: found without decoding, taken out by a fix that leaves the picture as it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from cslint.cli import run
from cslint.document.files import image_metadata

SIZE = (40, 30)


def jpeg(path: Path, *, orientation: int = 1, comment: int = 0) -> None:
    picture = Image.new("RGB", SIZE, (200, 60, 20))
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x0112] = orientation
    data = io.BytesIO()
    picture.save(data, "JPEG", exif=exif)
    raw = data.getvalue()
    part = b"".join(b"\xff\xec" + (60002).to_bytes(2, "big") + b"p" * 60000 for _ in range(comment))
    path.write_bytes(raw[:2] + part + raw[2:])


def pixels(path: Path) -> bytes:
    with Image.open(path) as picture:
        return picture.convert("RGB").tobytes()


def stripped(path: Path) -> bytes:
    data = path.read_bytes()
    for span in reversed(image_metadata.spans(path)):
        data = data[: span.start] + data[span.end :]
    return data


def test_a_jpeg_without_its_metadata_is_the_same_picture(tmp_path: Path) -> None:
    path, other = tmp_path / "a.jpg", tmp_path / "b.jpg"
    jpeg(path, comment=2)
    other.write_bytes(stripped(path))
    assert pixels(other) == pixels(path)
    assert len(path.read_bytes()) - len(other.read_bytes()) > 120_000
    assert b"A camera" not in other.read_bytes()


def test_data_that_turn_a_picture_are_left(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    jpeg(path, orientation=6)
    assert b"Exif" in stripped(path)


def test_a_png_without_its_texts_is_the_same_picture(tmp_path: Path) -> None:
    path, other = tmp_path / "a.png", tmp_path / "b.png"
    info = PngInfo()
    info.add_text("Comment", "secret" * 100)
    Image.new("RGB", SIZE, (1, 2, 3)).save(path, pnginfo=info)
    other.write_bytes(stripped(path))
    assert pixels(other) == pixels(path)
    assert b"secret" not in other.read_bytes()


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1\x00\x00", b"text"])
def test_what_is_no_whole_picture_has_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    assert image_metadata.spans(path) == ()


def test_a_picture_too_large_by_its_metadata_is_mended_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "pune-ind"
    case.mkdir()
    (case / "index.md").write_text('## Overview\n\n![A bus](./a.jpg "Asha Rao")\n', encoding="utf-8")
    jpeg(case / "a.jpg", comment=20)
    before = pixels(case / "a.jpg")
    argv = ["check", "--isolated", "--select", "image-size", "-o", "concise", str(case)]
    run(argv)
    assert "image-size" in capsys.readouterr().out
    run([*argv, "--fix"])
    assert "image-size" in capsys.readouterr().out, "it takes credits along: not without being asked"
    run([*argv, "--unsafe-fixes"])
    assert "image-size" not in capsys.readouterr().out
    assert pixels(case / "a.jpg") == before
