"""``cslint map``: where the drawing goes, and what is said of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.course import environment
from tests.geo.geometry.maps import feature, lay_out


def run(folder: Path, *arguments: str, to: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, with its output in a pipe or a terminal."""
    command = [sys.executable, "-m", "cslint", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(), stdout=to, stderr=to, text=True, encoding="utf-8", timeout=60,
        check=False,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_terminal_gets_a_file_and_a_sentence(tmp_path: Path) -> None:
    lay_out(feature(), tmp_path)
    leader, follower = os.openpty()
    done = run(tmp_path, "map", "--isolated", "--profile", "atlas-2023", ".", to=follower)
    os.close(follower)
    said = os.read(leader, 10_000).decode()
    os.close(leader)
    assert done.returncode == 0
    assert said.strip() == "Wrote the map to map.svg."
    assert (tmp_path / "map.svg").read_text(encoding="utf-8").startswith("<svg")
    again = run(tmp_path, "check", "--isolated", "--select", "unused-asset", ".")
    assert "map.svg" not in again.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_picture_of_that_name_is_not_written_over(tmp_path: Path) -> None:
    lay_out(feature(), tmp_path)
    (tmp_path / "map.svg").write_text("<svg/>", encoding="utf-8")
    leader, follower = os.openpty()
    done = run(tmp_path, "map", "--isolated", "--profile", "atlas-2023", ".", to=follower)
    os.close(follower)
    said = os.read(leader, 10_000).decode()
    os.close(leader)
    assert done.returncode == 2
    assert "name another file with -o" in said
    assert (tmp_path / "map.svg").read_text(encoding="utf-8") == "<svg/>"


def test_a_pipe_gets_the_drawing(tmp_path: Path) -> None:
    lay_out(feature(), tmp_path)
    done = run(tmp_path, "map", "--isolated", "--profile", "atlas-2023", ".")
    assert done.stdout.startswith("<svg")
    assert not (tmp_path / "map.svg").exists()


def test_what_is_written_beside_the_case_is_no_unused_file(tmp_path: Path) -> None:
    lay_out(feature(), tmp_path)
    run(tmp_path, "map", "--isolated", "--profile", "atlas-2023", "-o", "drawing.svg", ".")
    (tmp_path / "other.svg").write_text("<svg/>", encoding="utf-8")
    done = run(tmp_path, "check", "--isolated", "--select", "unused-asset", ".")
    assert "other.svg" in done.stdout
    assert "drawing.svg" not in done.stdout


@pytest.mark.parametrize("name", ["example.geojson", "gone.geojson"])
def test_a_map_that_is_not_there_is_said(name: str, tmp_path: Path) -> None:
    lay_out(feature(), tmp_path, geography=name)
    done = run(tmp_path, "map", "--isolated", "--profile", "atlas-2023", ".")
    assert "The map cannot be read." in done.stdout or name in done.stdout
    assert "Nothing is wrong" not in done.stdout
    said = {
        "example.geojson": "example.geojson is still the template's map. Draw your boundary at geojson.io",
        "gone.geojson": "The file gone.geojson does not exist. Put the map into the folder, or correct the name.",
    }
    assert said[name] in done.stderr
