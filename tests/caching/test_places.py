"""The cache writes regular files of its own and nothing else, whatever somebody has put in their place."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from cslint.caching import case_cache
from tests.course import case, cslint, environment, findings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
OLD = "what somebody else has written\n"


@pytest.fixture
def cached(tmp_path: Path) -> list[Path]:
    """A case study that has been checked, and the entries of the cache."""
    case(tmp_path / "cases")
    check(tmp_path)
    entries = sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert entries
    return entries


def check(folder: Path) -> list[dict[str, object]]:
    """Check the case studies of a folder as of a time when nothing has just been changed."""
    for path in (folder / "cases").rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    code = "from cslint.linter import inputs; inputs.RECENT = 0"
    variables = environment(CSLINT_CACHE_DIR=str(folder / "cache"))
    return findings(cslint("check", "-o", "json", folder / "cases", cwd=folder, env=variables, code=code))


def change(folder: Path) -> None:
    """Change the case study, so that the cache is written again."""
    page = folder / "cases/pune-ind/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")


def test_an_entry_that_is_a_link_is_not_followed(cached: list[Path], tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(OLD, encoding="utf-8")
    for entry in cached:
        entry.unlink()
        entry.symlink_to(other)
    change(tmp_path)
    assert check(tmp_path)
    assert other.read_text(encoding="utf-8") == OLD
    assert all(entry.is_symlink() for entry in cached)


def test_a_folder_of_the_cache_that_is_a_link_is_not_followed(cached: list[Path], tmp_path: Path) -> None:
    for folder in {entry.parent for entry in cached}:
        folder.rename(tmp_path / f"moved-{folder.name}")
        folder.symlink_to(tmp_path / f"moved-{folder.name}", target_is_directory=True)
    before = {path: path.read_bytes() for path in tmp_path.glob("moved-*/*")}
    change(tmp_path)
    assert check(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.glob("moved-*/*")} == before


def test_an_entry_that_is_a_pipe_stays_one_and_stops_nobody(cached: list[Path], tmp_path: Path) -> None:
    for entry in cached:
        entry.unlink()
        os.mkfifo(entry)
    change(tmp_path)
    assert check(tmp_path)
    assert all(stat.S_ISFIFO(entry.stat().st_mode) for entry in cached)


def test_clearing_it_deletes_nothing_behind_a_link(
    cached: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.json").write_text(OLD, encoding="utf-8")
    (cached[0].parents[1] / "linked").symlink_to(outside, target_is_directory=True)
    monkeypatch.setenv("CSLINT_CACHE_DIR", str(tmp_path / "cache"))
    assert case_cache.clear() == len(cached)
    assert (outside / "precious.json").read_text(encoding="utf-8") == OLD
    shutil.rmtree(outside)
