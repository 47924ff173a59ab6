"""The example package, installed as anybody would: its rule and its reporter work beside our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import COMPLETE

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "examples" / "plugin"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the package was installed into by pip, from a copy."""
    folder = tmp_path_factory.mktemp("plugin")
    shutil.copytree(PACKAGE, folder / "source")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-compile", "--disable-pip-version-check"]
    target = ["--target", str(folder / "site"), str(folder / "source")]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, *target], check=True)
    return folder / "site"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "pune-ind"
    folder.mkdir()
    text = f"---\n{COMPLETE}---\n\n## Overview\n".replace("title: Smart Pune", 'title: "+SMART CITY OF PUNE"')
    (folder / "index.md").write_text(text, encoding="utf-8")
    return folder


def cslint(site: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    paths = [str(site), str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.run(
        [sys.executable, "-m", "cslint", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"},
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_its_rule_reports_in_its_format(installed: Path, case: Path) -> None:
    run = cslint(installed, "check", "pune-ind", "--select", "shouted-title", "--output-format", "csv", cwd=case.parent)
    assert run.stderr == ""
    assert run.stdout == (
        "path,line,column,level,rule,message\n"
        "pune-ind/index.md,2,8,warning,shouted-title,All 15 letters of the title are capitals.\n"
    )
    assert run.returncode == 0


def test_its_page_is_explained_like_ours(installed: Path, tmp_path: Path) -> None:
    run = cslint(installed, "explain", "shouted-title", cwd=tmp_path)
    assert run.returncode == 0
    assert "screen readers may spell out words in capitals" in run.stdout


def test_it_lists_its_rule(installed: Path, tmp_path: Path) -> None:
    run = cslint(installed, "rules", cwd=tmp_path)
    assert run.returncode == 0
    assert "shouted-title" in run.stdout


def test_without_the_package_neither_is_known(case: Path, tmp_path: Path) -> None:
    run = cslint(tmp_path, "check", "pune-ind", "--select", "shouted-title", cwd=case.parent)
    assert run.returncode == 2
    assert "shouted-title" in run.stderr
    run = cslint(
        tmp_path, "check", "pune-ind", "--select", "missing-section", "--output-format", "csv", cwd=case.parent
    )
    assert run.returncode == 2
    assert "'csv' is not an output format; choose from" in run.stderr
