"""The pictures of the examples are ours: each one comes from the script, and fits what a page can carry."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PIL", reason="pillow is in the extra dev")

from PIL import Image
from scripts.draw_examples import EXAMPLES, PICTURES

SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}


def test_every_picture_of_the_examples_is_one_that_the_script_draws() -> None:
    found = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*") if path.suffix in SUFFIXES}
    assert found == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_its_name_s_format_and_below_a_megabyte(name: str) -> None:
    path = EXAMPLES / name
    with Image.open(path) as picture:
        assert picture.format == {".png": "PNG", ".jpg": "JPEG"}[path.suffix]
    assert path.stat().st_size < 1_000_000


def test_the_script_draws_what_is_in_the_repository() -> None:
    name = "pune-ind/puneconnect.png"
    drawn = PICTURES[name]()
    with Image.open(Path(EXAMPLES / name)) as kept:
        assert kept.size == drawn.size
        # the typeface may change with pillow; the shapes do not
        assert kept.convert("RGB").getpixel((480, 20)) == pytest.approx(drawn.getpixel((480, 20)), abs=8)
        assert kept.convert("RGB").getpixel((400, 260)) == pytest.approx(drawn.getpixel((400, 260)), abs=8)
