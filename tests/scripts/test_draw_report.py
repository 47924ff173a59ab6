"""The pictures of the report page in README.md: each knows of which page it was taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from scripts import draw_report


@pytest.mark.parametrize(("page", "old"), [("a page", []), ("another", ["light.png", "dark.png"])])
def test_a_picture_of_another_page_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, old: list[str]
) -> None:
    pictures = {scheme: tmp_path / f"{scheme}.png" for scheme in ("light", "dark")}
    mark = PngInfo()
    mark.add_text(draw_report.DIGEST, draw_report.digest("a page"))
    for path in pictures.values():
        Image.new("RGB", (2, 2)).save(path, pnginfo=mark)
    monkeypatch.setattr(draw_report, "PICTURES", pictures)
    assert [path.name for path in draw_report.stale(page)] == old


def test_the_pictures_in_the_readme_are_there() -> None:
    readme = (draw_report.ROOT / "README.md").read_text(encoding="utf-8")
    for path in draw_report.PICTURES.values():
        assert path.is_file()
        assert f"docs/{path.name}" in readme
