"""A reporter is found by its name, ours and those of other packages alike, and only the one asked for is imported."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from cslint import reporters
from cslint.errors import ReporterError
from cslint.reporters import Options
from tests.reporters.samples import REPORT, printed

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def install(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch, value: str = "acme_cslint:csv") -> None:
    """A package as pip leaves it: a module, and its metadata with an entry point ``csv``."""
    (folder / "acme_cslint.py").write_text(code, encoding="utf-8")
    info = folder / "acme_cslint-2.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-cslint\nVersion: 2.1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[cslint.reporters]\ncsv = {value}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "acme_cslint", raising=False)


def test_the_entry_points_in_pyproject_are_the_built_in_reporters() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    expected = {name: f"cslint.reporters.{name}:report" for name in reporters.BUILT_IN}
    assert project["entry-points"]["cslint.reporters"] == expected


@pytest.mark.parametrize("name", reporters.BUILT_IN)
def test_every_built_in_reporter_is_found(name: str) -> None:
    assert reporters.find(name) is import_module(f"cslint.reporters.{name}").report


@pytest.mark.parametrize(
    ("name", "unwanted"),
    [
        ("concise", ["rich", "cslint.reporters.sarif", "importlib.metadata", "json", "hashlib"]),
        ("full", ["rich", "cslint.reporters.sarif", "importlib.metadata", "json", "hashlib"]),
        ("json", ["rich", "cslint.reporters.full", "importlib.metadata"]),
    ],
)
def test_only_what_is_asked_for_is_imported(name: str, unwanted: list[str]) -> None:
    code = (
        "import io, sys; from cslint.diagnostics.findings import Report; from cslint.reporters import Options, find; "
        f"find({name!r})(Report(), io.StringIO(), Options()); print([m for m in {unwanted!r} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("jsn", "'jsn' is not an output format; did you mean 'json'?"),
        ("Full", "'Full' is not an output format; did you mean 'full'?"),
        ("git-lab", "'git-lab' is not an output format; did you mean 'gitlab'?"),
    ],
)
def test_an_unknown_name_gets_a_suggestion(name: str, message: str) -> None:
    with pytest.raises(ReporterError) as raised:
        reporters.find(name)
    assert str(raised.value) == message


def test_a_name_like_no_other_gets_the_whole_list() -> None:
    with pytest.raises(ReporterError, match="'~~~' is not an output format; choose from checkstyle, concise, "):
        reporters.find("~~~")


def test_another_package_adds_a_reporter_by_an_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "def csv(report, stream, options):\n    for one in report.findings:\n        stream.write(one.rule + ',1\\n')\n"
    )
    install(tmp_path, code, monkeypatch)
    assert "csv" in reporters.names()
    assert printed("csv", REPORT).startswith("country-code,1\n")


@pytest.mark.parametrize(
    ("code", "value", "error"),
    [
        ("import nowhere_to_be_found", "acme_cslint:csv", "ModuleNotFoundError: No module named 'nowhere_to_be_found'"),
        ("", "acme_cslint:csv", "AttributeError: module 'acme_cslint' has no attribute 'csv'"),
        ("csv = 3", "acme_cslint:csv", "TypeError: acme_cslint:csv is not a function"),
        ("raise ValueError('two\\nlines')", "acme_cslint:csv", "ValueError: two lines"),
    ],
)
def test_a_package_that_cannot_be_loaded_is_one_clear_line(
    code: str, value: str, error: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, code, monkeypatch, value)
    with pytest.raises(ReporterError) as raised:
        reporters.find("csv")
    assert str(raised.value) == f"the reporter 'csv' of acme-cslint 2.1 does not work: {error}"


def test_a_reporter_that_fails_while_it_prints_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "def csv(report, stream, options):\n    return report.nothing\n", monkeypatch)
    reporter = reporters.find("csv")
    with pytest.raises(ReporterError) as raised:
        reporter(REPORT, io.StringIO(), Options())
    assert str(raised.value) == (
        "the reporter 'csv' of acme-cslint 2.1 does not work: "
        "AttributeError: 'Report' object has no attribute 'nothing'"
    )


def test_a_closed_pipe_is_not_blamed_on_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "def csv(report, stream, options):\n    raise BrokenPipeError\n", monkeypatch)
    with pytest.raises(BrokenPipeError):
        reporters.find("csv")(REPORT, io.StringIO(), Options())


def test_no_package_replaces_a_built_in_reporter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "", monkeypatch)
    entry_points = tmp_path / "acme_cslint-2.1.dist-info" / "entry_points.txt"
    entry_points.write_text("[cslint.reporters]\njson = acme_cslint:csv\n", encoding="utf-8")
    assert reporters.find("json").__module__ == "cslint.reporters.json"
