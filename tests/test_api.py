"""The library: it finds what the command line finds, its types are real, and its recipes run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cslint
from cslint.cli import run
from tests.corpus import CORPUS
from tests.course import BODY, SOURCE, case, environment

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted(path for path in (ROOT / "tests" / "templates").glob("*.md") if path.name != "README.md")


def by_command(capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    run(["check", "--no-cache", "-o", "json", *options])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["diagnostics"]
    return found


def by_library(report: cslint.Report) -> list[dict[str, Any]]:
    from io import StringIO

    from cslint.reporters import Options, find

    stream = StringIO()
    find("json")(report, stream, Options())
    found: list[dict[str, Any]] = json.loads(stream.getvalue())["diagnostics"]
    return found


# the same findings


@pytest.mark.parametrize("stage", [None, "review"])
def test_it_finds_what_the_command_finds_in_the_examples(
    stage: str | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    options = ["--stage", stage] if stage else []
    found = by_library(cslint.check("examples", stage=stage, notes=True))
    assert found
    assert found == by_command(capsys, "examples", "--notes", *options)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_it_finds_what_the_command_finds_with_a_template(
    template: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    options = ["--template", str(template), "--select", "all", "--isolated"]
    for checked in TEMPLATES:
        found = by_library(cslint.check([checked], template=template, select=["all"], isolated=True))
        assert found == by_command(capsys, str(checked), *options)


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus")
def test_it_finds_what_the_command_finds_in_the_corpus(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CORPUS)
    assert by_library(cslint.check("cases", "drafts", select=["all"])) == by_command(
        capsys, "cases", "drafts", "--select", "all"
    )


def test_it_compares_the_images_of_cases_and_reads_the_configuration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    front = "centroid: [18.52, 73.85]"
    for name, centroid in (("pune-ind", front), ("sydney-aus", "centroid: [-33.87, 151.21]")):
        place = case(tmp_path / "cases", name, body=f"{BODY}\n![The river](./photo.jpg)\n\nCaption. Credit: A. B.\n")
        text = (place / "index.md").read_text(encoding="utf-8")
        (place / "index.md").write_text(re.sub(r"centroid: .*", centroid, text), encoding="utf-8")
    (tmp_path / "cslint.toml").write_text('profile = "atlas-2023"\nignore = ["words"]\n', encoding="utf-8")
    report = cslint.check(tmp_path / "cases", select=["asset-copied"])
    assert "asset-copied" in [finding.rule for finding in report.findings]
    assert by_library(report) == by_command(capsys, str(tmp_path / "cases"), "--select", "asset-copied")


@pytest.mark.skipif(os.name == "nt", reason="files are closed to their owner otherwise there")
def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    place = case(tmp_path)
    (place / "index.md").unlink()
    (place / "index.md").symlink_to(tmp_path / "elsewhere.md")
    (tmp_path / "elsewhere.md").write_text("---\n---\n", encoding="utf-8")
    assert [finding.rule for finding in cslint.check(place).findings] == ["unreadable-file"]


def test_paths_come_one_by_one_or_in_lists(tmp_path: Path) -> None:
    here, there = case(tmp_path, "pune-ind"), case(tmp_path, "sydney-aus")
    assert cslint.check(here, str(there)) == cslint.check([here, there])


# what is wrong


@pytest.mark.parametrize(
    "options",
    [{"stage": "finished"}, {"profile": "atlas"}, {"select": ["no-such-rule"]}, {"config": "nowhere.toml"}],
    ids=lambda options: next(iter(options)),
)
def test_a_wrong_option_raises_an_error_of_cslint(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(cslint.CslintError):
        cslint.check(case(tmp_path), **options)


@pytest.mark.parametrize("function", [cslint.check, cslint.fix, cslint.read, cslint.contract])
def test_a_path_without_a_case_raises_an_error_of_cslint(tmp_path: Path, function: Any) -> None:
    with pytest.raises(cslint.CslintError, match="does not exist"):
        function(tmp_path / "nowhere")


# the other functions


def test_fix_writes_files_and_returns_what_is_left(tmp_path: Path) -> None:
    place = case(tmp_path, body=f"{BODY}\n![](./Photo.jpg)\n")
    before = cslint.check(place, select=["path-case"])
    assert len(before.findings) == 1
    assert cslint.fix(place, select=["path-case"]).findings == []
    assert "./photo.jpg" in (place / "index.md").read_text(encoding="utf-8")


def test_a_contract_is_the_same_whether_the_package_of_that_name_is_loaded_or_not(tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    template.write_text("## Aims\n\n<!-- 20 to 30 words -->\n", encoding="utf-8")
    code = "import sys, cslint\nprint([r.ask.said for s in cslint.contract(sys.argv[1]).asked for r in s.requirements])"
    place = case(tmp_path)
    for before in ("", "import cslint.contract.contract\n", "import cslint\ncslint.check('.')\n"):
        done = subprocess.run(
            [sys.executable, "-c", before + code, str(template)],
            cwd=place, env=environment(), capture_output=True, text=True, encoding="utf-8", check=True,
        )  # fmt: skip
        assert "20 to 30 words" in done.stdout


def test_a_front_matter_model_is_typed_and_refuses_what_the_rules_refuse() -> None:
    model = cslint.front_matter_model("atlas-2023")
    assert "centroid" in model.model_fields


def test_nothing_is_loaded_before_it_is_used() -> None:
    code = "import sys, cslint\nprint(*[name for name in sys.modules if name.startswith('cslint')])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == ["cslint"]


def test_the_stub_names_what_the_package_exports() -> None:
    stub = (SOURCE / "cslint" / "__init__.pyi").read_text(encoding="utf-8")
    assert sorted(re.findall(r"as (\w+)$", stub, re.M)) == sorted(cslint._ORIGINS)  # type: ignore[attr-defined]
    assert all(getattr(cslint, name) for name in cslint._ORIGINS)  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        _ = cslint.chek  # type: ignore[attr-defined]


# types


PROGRAM = """
from pathlib import Path
import cslint
from cslint.plugin import CheckContext, Violation

report = cslint.check(["cases", Path("more")], template="t.md", select=("words",))
reveal_type(report)
reveal_type(report.findings[0].location.line)
reveal_type(cslint.contract("case"))
reveal_type(cslint.read("case").path)
reveal_type(cslint.front_matter_model("atlas-2023"))
cslint.check(1)
"""


@pytest.mark.slow
def test_another_project_sees_real_types(tmp_path: Path) -> None:
    """As installed: the package in site-packages, with nothing but py.typed to say that it is typed."""
    site = tmp_path / "site"
    shutil.copytree(SOURCE / "cslint", site / "cslint", ignore=shutil.ignore_patterns("__pycache__", "data"))
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "mypy.ini").write_text("[mypy]\nstrict = True\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), "program.py"],
        cwd=tmp_path, env={**environment(), "PYTHONPATH": str(site)}, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    revealed = re.findall(r'Revealed type is "([^"]+)"', done.stdout)
    assert [name.rpartition(".")[2].rstrip("]") for name in revealed] == [
        "Report", "int", "Contract", "Path", "BaseModel",
    ]  # fmt: skip
    errors = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert len(errors) == 1, done.stdout
    assert 'incompatible type "int"' in errors[0]


# recipes

RECIPES = re.findall(
    r"^## ([^\n]+)\n\n```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.M | re.S
)
SHEET = "---\ntitle:\n---\n\n## Overview\n\n<!-- about 100 words -->\n"
PRINTED = {
    "Check a folder": "index.md:",
    "Check a document against a template, without any configuration": "errors, ",
    "Fix what can be fixed": "findings are left to fix by hand",
    "Read a case study": "## Overview",
    "List the requirements on a case study": "about 100 words",
    "Read front matter as typed values": "",
}


def test_every_recipe_is_run() -> None:
    assert sorted(title for title, _ in RECIPES) == sorted(PRINTED)


@pytest.mark.parametrize(("title", "code"), RECIPES, ids=[title for title, _ in RECIPES])
def test_a_recipe_runs(
    title: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case(tmp_path / "cases")
    for name in ("template.md", "sheet.md"):
        (tmp_path / name).write_text(SHEET, encoding="utf-8")
    (tmp_path / "answers.md").write_text("---\ntitle: Rivers\n---\n\n## Overview\n\nShort.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, title, "exec"), {})
    printed = capsys.readouterr().out
    assert printed.strip()
    assert PRINTED[title] in printed
