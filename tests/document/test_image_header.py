"""Headers of pictures: what they say, whatever else is in the file; never more than the header is read."""

from __future__ import annotations

import io
import os
import struct
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.document.files.image_header import ImageInfo, read
from tests.samples import picture

Image = pytest.importorskip("PIL.Image")

SIGNATURES = [
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    b"\xff\xd8\xff\xe1",
    b"\xff\xd8\xff\xc0\0\x11\x08",
    b"GIF89a",
    b"RIFF\xff\0\0\0WEBPVP8 ",
    b"RIFF\xff\0\0\0WEBPVP8L",
    b"RIFF\xff\0\0\0WEBPVP8X",
    b"\0\0\0\x1cftypavif\0\0\0\0mif1",
    b"II*\0\x08\0\0\0",
    b"MM\0*\0\0\0\x08",
    b"BM\0\0\0\0\0\0\0\0",
    b"<svg viewBox=",
    b"%PDF-1.7",
]


def header(folder: Path, data: bytes, name: str = "file") -> ImageInfo:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def saved(kind: str, size: tuple[int, int], **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, (90, 120, 60)).save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp", "bmp", "tiff", "avif"])
@pytest.mark.parametrize("size", [(1, 1), (300, 200), (37, 1001)])
def test_format_and_sides_are_those_that_the_picture_was_saved_with(
    kind: str, size: tuple[int, int], tmp_path: Path
) -> None:
    if kind == "avif" and not Image.registered_extensions().get(".avif"):
        pytest.skip("this Pillow writes no AVIF")
    data = saved(kind, size)
    assert header(tmp_path, data) == ImageInfo(kind, *size, len(data))


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 50}, {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0"}])
def test_each_kind_of_webp_tells_its_sides(options: dict[str, object], tmp_path: Path) -> None:
    info = header(tmp_path, saved("webp", (321, 45), **options))
    assert (info.format, info.width, info.height) == ("webp", 321, 45)


@pytest.mark.parametrize("progressive", [False, True])
def test_progressive_pictures_are_read_like_others(progressive: bool, tmp_path: Path) -> None:
    info = header(tmp_path, saved("jpeg", (640, 480), progressive=progressive))
    assert (info.width, info.height) == (640, 480)


@pytest.mark.parametrize(("orientation", "sides"), [(1, (640, 480)), (3, (640, 480)), (6, (480, 640)), (8, (480, 640))])
def test_a_camera_that_lay_on_its_side_is_heeded(orientation: int, sides: tuple[int, int], tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    info = header(tmp_path, saved("jpeg", (640, 480), exif=exif))
    assert (info.width, info.height) == sides


def test_a_picture_behind_megabytes_of_metadata_is_still_found(tmp_path: Path) -> None:
    plain = saved("jpeg", (640, 480))
    block = b"\xff\xe2" + struct.pack(">H", 65535) + b"x" * 65533
    info = header(tmp_path, plain[:2] + block * 40 + plain[2:])
    assert (info.width, info.height, info.fault) == (640, 480, "")


SVG = (
    '<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "&b;&b;">]>\n<svg xmlns="http://www.w3.org/2000/svg" {}>\n</svg>'
)


@pytest.mark.parametrize(
    ("attributes", "sides"),
    [
        ('width="300" height="200"', (300, 200)),
        ('width="300px" height="200.5px" viewBox="0 0 3 2"', (300, 200)),
        ('width="100%" viewBox="0 0 640 480"', (640, 480)),
        ("viewBox='-1,-2, 640 480.5'", (640, 480)),
        ("", (None, None)),
    ],
)
def test_a_drawing_tells_its_shape_by_its_root_tag_alone(
    attributes: str, sides: tuple[int | None, int | None], tmp_path: Path
) -> None:
    info = header(tmp_path, SVG.format(attributes).encode())
    assert (info.format, info.width, info.height, info.fault) == ("svg", *sides, "")


@pytest.mark.parametrize(
    ("data", "kind", "fault"),
    [
        (b"", "", "empty"),
        (b"\0", "", "other"),
        (b"a note to myself\n", "text", "other"),
        (b"<!DOCTYPE html><html><svg width='3'>", "html", "other"),
        (b"\xef\xbb\xbf<html><head>", "html", "other"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "lfs", "other"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf", "other"),
        (b"PK\x03\x04\0\0", "", "other"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpeg", "damaged"),
        (b"\xff\xd8\xff\xd9", "jpeg", "damaged"),
        (b"\xff\xd8\xff\xda\0\x08\0\0\0\0", "jpeg", "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "png", "damaged"),
        (b"GIF89a\x05\0", "gif", "damaged"),
        (b"GIF89a\0\0\0\0", "gif", "damaged"),
        (b"RIFF\xff\0\0\0WEBPVP8 ", "webp", "damaged"),
        (b"II*\0\x08\0\0\0\0\0", "tiff", "damaged"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic", "damaged"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "", "other"),
        (b"BM\x1a\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0", "bmp", "damaged"),
    ],
)
def test_what_is_no_picture_is_told_from_what_is_damaged(data: bytes, kind: str, fault: str, tmp_path: Path) -> None:
    assert header(tmp_path, data) == ImageInfo(kind, None, None, len(data), fault)


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_a_download_that_broke_off_is_damaged(kind: str, tmp_path: Path) -> None:
    data = saved(kind, (64, 64))
    assert header(tmp_path, data[: len(data) // 2]).fault == "damaged"
    assert header(tmp_path, data + b"\0" * 1000).fault == ""


def test_a_picture_may_claim_billions_of_pixels_and_is_only_measured(tmp_path: Path) -> None:
    data = picture("png", f"{2**31 - 1}x{2**31 - 1}")
    assert header(tmp_path, data) == ImageInfo("png", 2**31 - 1, 2**31 - 1, len(data))


def test_an_old_picture_of_os2_and_one_that_is_upside_down_are_measured(tmp_path: Path) -> None:
    old = b"BM\0\0\0\0\0\0\0\0\x1a\0\0\0" + struct.pack("<IHH", 12, 30, 20)
    turned = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0" + struct.pack("<Iii", 40, 30, -20)
    assert [(i.width, i.height) for i in (header(tmp_path, old), header(tmp_path, turned))] == [(30, 20), (30, 20)]


def test_pipes_folders_devices_and_missing_files_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "gone", Path("/dev/zero"), tmp_path / ("x" * 300)):
        assert read(path) == ImageInfo("", None, None, 0, "closed")


def test_a_long_file_of_one_signature_takes_no_longer_than_a_short_one(tmp_path: Path) -> None:
    start = time.process_time()
    for number, data in enumerate(SIGNATURES):
        header(tmp_path, data + b"\xff" * 3_000_000, str(number))
        header(tmp_path, data + b"ispe\0\0\0\1" * 300_000, f"{number}b")
    assert time.process_time() - start < 5


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SIGNATURES), st.binary(max_size=200), st.integers(0, 40))
def test_any_bytes_at_all_give_an_answer(signature: bytes, rest: bytes, cut: int) -> None:
    path = Path(tempfile.gettempdir()) / f"cslint-header-{os.getpid()}"
    try:
        info = header(path.parent, (signature + rest)[cut:] if cut < 5 else signature + rest, path.name)
    finally:
        path.unlink(missing_ok=True)
    assert info.fault in ("", "empty", "damaged", "other")
    assert info.readable == (info.fault == "")
    assert not info.readable or info.format == "svg" or min(info.width or 0, info.height or 0) > 0


def test_of_a_webp_fourteen_bits_are_a_side(tmp_path: Path) -> None:
    whole = bytearray(saved("webp", (321, 45)))
    assert whole[12:16] == b"VP8 "
    whole[20] = 0
    whole[27] |= 64
    info = header(tmp_path, bytes(whole))
    assert (info.width, info.height) == (321, 45)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(["png", "jpeg", "gif", "webp", "bmp", "tiff"]), st.data())
def test_a_damaged_picture_is_measured_as_another_reader_does_or_called_damaged(kind: str, data: st.DataObject) -> None:
    imagesize = pytest.importorskip("imagesize")
    whole = bytearray(saved(kind, (data.draw(st.integers(1, 900)), data.draw(st.integers(1, 900)))))
    for at in data.draw(st.lists(st.integers(20, min(len(whole), 300) - 1), max_size=2)):
        whole[at] = data.draw(st.integers(0, 255))
    path = Path(tempfile.gettempdir()) / f"cslint-oracle-{os.getpid()}"
    try:
        info = header(path.parent, bytes(whole), path.name)
    finally:
        path.unlink(missing_ok=True)
    if not info.readable or info.format != kind:
        return
    expected = imagesize.get(io.BytesIO(bytes(whole)))
    if whole[12:16] == b"VP8 ":  # 14 bits are a side, the two above them how to enlarge it; the other reader takes 16
        expected = tuple(side & 0x3FFF for side in expected)
    if min(expected) > 0:
        assert (info.width, info.height) == expected
