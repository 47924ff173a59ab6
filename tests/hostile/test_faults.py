"""A fault inside one case, wherever it arises and whatever it is, is one finding; the others are reported; status 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.course import case, cslint, environment, findings

PLACES = {
    "reading the case": ("cslint.linter.discovery", "read"),
    "reading the document": ("cslint.document.markdown.blocks", "parse"),
    "reading the front matter": ("cslint.document.front_matter.parser", "parse"),
    "recognising the profile": ("cslint.linter.engine", "recognise"),
    "binding the contract": ("cslint.checks.context", "bind"),
    "finding suppressions": ("cslint.linter.suppressions", "find"),
    "putting a finding into words": ("cslint.linter.engine", "locate"),
}
FAULTS = {
    "memory": "MemoryError()",
    "recursion": "RecursionError('too deep')",
    "a bug": "KeyError('x')",
    "an exit": "SystemExit(0)",
    "text of a stranger": "ValueError('\\x1b[31m::error::\\n<blink>')",
}
BREAK = """
import {module} as module
was = module.{name}
def broken(*arguments, **more):
    if any('pune1' in repr(vars(one) if hasattr(one, '__dict__') else one) for one in arguments):
        raise {fault}
    return was(*arguments, **more)
module.{name} = broken
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    for number in range(3):
        case(tmp_path, f"pune{number}-ind")
    return tmp_path


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", FAULTS)
def test_it_costs_only_its_case(place: str, fault: str, cases: Path) -> None:
    module, name = PLACES[place]
    code = BREAK.format(module=module, name=name, fault=FAULTS[fault])
    done = cslint("check", "--isolated", "--exit-zero", "-o", "json", ".", code=code, cwd=cases)
    assert done.returncode == 2, done.stderr
    broken = [found for found in findings(done) if found["rule"] == "internal-error"]
    assert [found["path"] for found in broken] == ["pune1-ind/index.md"]
    assert "https://github.com/cslint/cslint/issues" in broken[0]["help"]
    assert {found["path"].partition("/")[0] for found in findings(done)} == {f"pune{n}-ind" for n in range(3)}
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("fault", FAULTS)
def test_a_check_that_fails_is_one_finding_and_the_others_still_look(fault: str, cases: Path) -> None:
    code = BREAK.format(module="cslint.checks.words", name="too_few", fault=FAULTS[fault])
    done = cslint("check", "--isolated", "-o", "json", ".", code=code, cwd=cases)
    own = [found["rule"] for found in findings(done) if found["path"] == "pune1-ind/index.md"]
    assert done.returncode == 2
    assert own.count("internal-error") == 1
    assert "missing-section" in own
    assert [found["rule"] for found in findings(done) if found["path"] == "pune0-ind/index.md"].count(
        "too-few-words"
    ) == 1


def test_a_fault_is_told_in_every_format_on_lines_of_its_own(cases: Path) -> None:
    module, name = PLACES["reading the document"]
    code = BREAK.format(module=module, name=name, fault=FAULTS["text of a stranger"])
    for form in ("concise", "full", "grouped", "github", "junit", "checkstyle", "html", "markdown"):
        done = cslint("check", "--isolated", "-o", form, ".", code=code, cwd=cases)
        assert done.returncode == 2
        assert b"\x1b[31m" not in done.stdout
        assert b"\n::error::" not in done.stdout
        assert form not in ("junit", "checkstyle", "html", "markdown") or b"<blink>" not in done.stdout


def test_a_reporter_of_ours_that_fails_is_a_sentence(cases: Path) -> None:
    code = (
        "import cslint.reporters.concise as one\ndef report(*_): raise RecursionError('too deep')\none.report = report"
    )
    done = cslint("check", "--isolated", "-o", "concise", ".", code=code, cwd=cases)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"RecursionError: too deep" in done.stderr
    assert b"https://github.com/cslint/cslint/issues" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of address space there")
def test_a_case_that_is_too_large_for_memory_costs_only_itself(cases: Path) -> None:
    with (cases / "pune1-ind" / "index.md").open("ab") as file:
        file.truncate(3 << 30)  # takes no room on the disk
    limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))"
    done = cslint("check", "--isolated", "-o", "json", ".", code=limit, cwd=cases)
    assert done.returncode == 2
    assert [found["path"] for found in findings(done) if found["rule"] == "internal-error"] == ["pune1-ind/index.md"]
    assert "MemoryError" in str(findings(done))


PLUGIN = {
    "entry_points.txt": "[cslint.plugins]\nours = ours\n[cslint.reporters]\nours = ours.reporter:report\n",
    "METADATA": "Metadata-Version: 2.1\nName: ours\nVersion: 1.0\n",
}
PAGE = """\
---
summary: Ours
family: words
level: should
kind: style
check: look.here
message: Ours.
since: "1.0"
---
Ours.
"""
CHECK = """\
def here(subject):
    if 'pune1' in str(subject.case.path):
        raise SystemExit(7)
    yield from ()
"""


def test_what_a_plugin_raises_is_one_finding_a_case(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = tmp_path_factory.mktemp("site")
    for name, text in PLUGIN.items():
        place = site / "ours-1.0.dist-info" / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    (site / "ours" / "rules").mkdir(parents=True)
    (site / "ours" / "checks").mkdir()
    (site / "ours" / "rules" / "ours.md").write_text(PAGE, encoding="utf-8")
    for name, text in {
        "__init__.py": "",
        "checks/__init__.py": "",
        "checks/look.py": CHECK,
        "reporter.py": "def report(report, stream, options):\n    raise KeyError('x')\n",
    }.items():
        (site / "ours" / name).write_text(text, encoding="utf-8")
    paths = environment()["PYTHONPATH"] + (";" if sys.platform == "win32" else ":") + str(site)
    done = cslint("check", "-o", "json", "--extend-select", "ours", ".", cwd=cases, env=environment(PYTHONPATH=paths))
    assert done.returncode == 2, done.stderr
    broken = [(found["path"], found["message"]) for found in findings(done) if found["rule"] == "internal-error"]
    assert [path for path, _ in broken] == ["pune1-ind/index.md"]
    assert "looked for ours (SystemExit: 7; look.py:3)" in broken[0][1]
    told = subprocess.run(
        [sys.executable, "-m", "cslint", "check", "-o", "ours", "."],
        cwd=cases, env=environment(PYTHONPATH=paths), capture_output=True, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stdout) == (2, b"")
    assert b"the reporter 'ours' of ours 1.0 does not work: KeyError: 'x'" in told.stderr
