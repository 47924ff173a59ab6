"""Files of other cases with the same bytes: found by size first, read only then."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import Mock

import pytest

from cslint.document.files import sibling_cases as module
from cslint.document.files.sibling_cases import SiblingCases


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in {"index.md": b"---\n---\n", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def names(found: list[Path], top: Path) -> list[str]:
    return [path.relative_to(os.path.realpath(top)).as_posix() for path in found]


def test_the_same_bytes_are_found_in_cases_beside_under_any_name(tmp_path: Path) -> None:
    own = lay(tmp_path / "pune", {"map.geojson": b"{} ", "copy.geojson": b"{} "})
    lay(tmp_path / "surat", {"surat.geojson": b"{} ", "other.geojson": b"[] ", "longer.geojson": b"{}  "})
    lay(tmp_path / "mumbai", {"maps/m.geojson": b"{} "})
    lay(tmp_path / "no-case", {"map.geojson": b"{} "})
    (tmp_path / "no-case" / "index.md").unlink()
    found = SiblingCases([own]).same_bytes(own / "map.geojson")
    assert names(found, tmp_path) == ["mumbai/maps/m.geojson", "surat/surat.geojson"]


def test_only_cases_that_are_asked_for_are_looked_in(tmp_path: Path) -> None:
    own = lay(tmp_path / "pune", {"a.png": b"same"})
    lay(tmp_path / "surat", {"a.png": b"same"})
    assert SiblingCases([own]).same_bytes(own / "a.png", among=lambda folder: not folder.endswith("surat")) == []


def test_files_are_read_only_when_sizes_coincide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = lay(tmp_path / "pune", {"a.png": b"mine"})
    lay(tmp_path / "surat", {"a.png": b"theirs"})
    monkeypatch.setattr(module, "regular_file", lambda path: pytest.fail(f"{path} was opened"))
    assert SiblingCases([own]).same_bytes(own / "a.png") == []


def test_files_are_opened_only_where_a_case_that_is_asked_for_may_hold_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = lay(tmp_path / "pune", {"a.png": b"same"})
    lay(tmp_path / "pune-again", {"a.png": b"same"})
    lay(tmp_path / "surat", {"longer.png": b"longer"})
    monkeypatch.setattr(module, "regular_file", lambda path: pytest.fail(f"{path} was opened"))
    assert SiblingCases([own]).same_bytes(own / "a.png", among=lambda folder: folder.endswith("surat")) == []


def test_files_are_read_whole_only_where_one_that_is_asked_for_begins_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = lay(tmp_path / "pune", {"a.png": b"same"})
    lay(tmp_path / "pune-again", {"a.png": b"same"})
    lay(tmp_path / "surat", {"a.png": b"else"})
    peers = SiblingCases([own])
    monkeypatch.setattr(module, "_digest", lambda *_: pytest.fail("a file was read whole"))
    for _ in range(2):
        assert peers.same_bytes(own / "a.png", among=lambda folder: folder.endswith("surat")) == []
    monkeypatch.undo()
    assert names(peers.same_bytes(own / "a.png"), tmp_path) == ["pune-again/a.png"]


def test_a_file_with_many_names_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = lay(tmp_path / "pune", {"a.png": b"same"})
    for number in range(5):
        other = lay(tmp_path / f"other-{number}", {})
        os.link(own / "a.png", other / "a.png")
    lay(tmp_path / "other-9", {"a.png": b"same"})
    counted = Mock(wraps=module._digest)
    monkeypatch.setattr(module, "_digest", counted)
    assert len(SiblingCases([own]).same_bytes(own / "a.png")) == 6
    assert counted.call_count == 2


@pytest.mark.parametrize("name", ["empty.png", "gone.png", "index.md/x"])
def test_empty_and_missing_files_are_like_no_other(name: str, tmp_path: Path) -> None:
    own = lay(tmp_path / "pune", {"empty.png": b""})
    lay(tmp_path / "surat", {"empty.png": b""})
    assert SiblingCases([own]).same_bytes(own / name) == []


def test_links_out_of_a_case_and_pipes_are_not_followed(tmp_path: Path) -> None:
    own = lay(tmp_path / "pune", {"a.png": b"same"})
    other = lay(tmp_path / "surat", {})
    (other / "a.png").symlink_to(own / "a.png")
    os.mkfifo(other / "pipe")
    assert SiblingCases([own]).same_bytes(own / "a.png") == []


@pytest.mark.parametrize(
    ("text", "centroid"),
    [
        ("---\ncity: Pune\ncentroid: [18.520430, 73.856744]\n---\n", (18.52043, 73.856744)),
        ("---\r\ncentroid:  [ -33 , 151.2,]\r\n---\r\n", (-33.0, 151.2)),
        ("---\n# centroid: [1, 2]\n---\n", None),
        ("---\ncentroid: Pune\n---\n", None),
        ("", None),
    ],
)
def test_the_place_of_a_case_is_its_centroid(text: str, centroid: tuple[float, float] | None, tmp_path: Path) -> None:
    (tmp_path / "index.md").write_bytes(text.encode())
    assert SiblingCases([tmp_path]).centroid(str(tmp_path)) == centroid


def test_a_folder_without_markdown_has_no_place(tmp_path: Path) -> None:
    assert SiblingCases([tmp_path]).centroid(str(tmp_path)) is None
