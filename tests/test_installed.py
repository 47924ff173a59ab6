"""Entry points are those that importlib.metadata finds, which is asked only where there may be one."""

from __future__ import annotations

import sys
import zipfile
from importlib import metadata
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from cslint.util.installed import entry_points

GROUP = "cslint.plugins"
POINTS = f"[{GROUP}]\nours = acme_rules\n"


def names() -> list[str]:
    found = [entry.name for entry in entry_points(GROUP)]
    assert found == [entry.name for entry in metadata.entry_points(group=GROUP)]
    return found


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which packages are looked for."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    return tmp_path


def put(folder: Path, points: str) -> None:
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Name: acme\nVersion: 1\n", encoding="utf-8")
    (folder / "PKG-INFO").write_text("Name: acme\nVersion: 1\n", encoding="utf-8")
    (folder / "entry_points.txt").write_text(points, encoding="utf-8")


@pytest.mark.parametrize("name", ["acme-1.0.dist-info", "Acme-1.0.DIST-INFO", "acme.egg-info"])
@pytest.mark.parametrize("points", [POINTS, f"[other]\na = b\n[{GROUP}]\nours=acme_rules"])
def test_a_package_in_a_folder_is_found(site: Path, name: str, points: str) -> None:
    put(site / name, points)
    assert names() == ["ours"]


def test_an_egg_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "acme.egg" / "EGG-INFO", POINTS)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "acme.egg")])
    assert names() == ["ours"]


def test_a_package_in_an_archive_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "acme.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("acme-1.0.dist-info/METADATA", "Name: acme\nVersion: 1\n")
        packed.writestr("acme-1.0.dist-info/entry_points.txt", POINTS)
    monkeypatch.setattr(sys, "path", [*sys.path, str(archive)])
    assert names() == ["ours"]


def test_a_package_that_something_else_finds_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "acme-1.0.dist-info", POINTS)

    class Finder(metadata.DistributionFinder):
        def find_spec(self, *_: object) -> None: ...

        def find_distributions(self, *_: object) -> list[metadata.Distribution]:
            return [metadata.PathDistribution(tmp_path / "acme-1.0.dist-info")]

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert names() == ["ours"]


def test_without_such_a_package_the_library_is_not_asked(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(site / "acme-1.0.dist-info", "[console_scripts]\nacme = acme:main\n")
    (site / "bare-1.0.dist-info").mkdir()
    (site / "old.egg-info").write_text("Name: old\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(site / "gone"), ""])
    monkeypatch.setattr(sys, "meta_path", [PathFinder])  # a library may have put its own beside it
    monkeypatch.setattr(metadata, "entry_points", lambda **_: pytest.fail("it was asked"))
    assert entry_points("nobody.registers.this") == ()
