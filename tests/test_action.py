"""The GitHub Action: its own script, run as GitHub runs it, on repositories with a base and a head.

A head that breaks a case study fails the gate whatever else it brings to be let through.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.git import commit, environment, git, needs_git, write

pytestmark = [needs_git, pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")]

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]

TEMPLATE = """\
---
title: Title of your case
status: Draft
---

## Overview

<!-- 10 to 20 words. -->

Say here what it is about.

## Lessons

<!-- Identify 2 to 3 lessons, at least 4 words each. -->

**Lesson 1**. What was learned.
"""
GOOD = """\
---
title: Buses at night
status: Review
---

## Overview

The town runs its buses until two in the morning, on call.

## Lessons

**Ask first**. Riders knew which streets mattered.

**Start small**. Two lines were enough to begin.
"""
SHORT = GOOD.replace("The town runs its buses until two in the morning, on call.", "Buses run late.")
FOUND = 'cases/buses/index.md:6:1: error too-few-words: "Overview" has 3 words; the template asks for 10 to 20 words.\n'
CASE = "cases/buses/index.md"
CONFIG = 'template = "templates/our.md"\nrules = ["house-rules"]\n'
BASE: dict[str, str | bytes] = {
    "cslint.toml": CONFIG,
    "templates/our.md": TEMPLATE,
    "house-rules/README.md": "Rules of this course.\n",
    "cases/trams/index.md": SHORT.replace("Buses run", "Trams run"),
    "cases/trams/tram.png": b"\x89PNG\r\n\x1a\n",
    CASE: GOOD,
}


@dataclass(frozen=True)
class Run:
    """What a step of a workflow came to."""

    status: int
    stdout: str
    stderr: str
    summary: str

    @property
    def findings(self) -> str:
        """Standard output without annotations."""
        return "".join(line for line in self.stdout.splitlines(keepends=True) if not line.startswith("::"))


@dataclass(frozen=True)
class Runner:
    """A machine that runs the action's step: ``python`` is in the environment that its first step would have made."""

    temp: Path

    def run(
        self,
        repository: Path,
        base: str | None,
        inputs: dict[str, str] | None = None,
        event: dict[str, Any] | None = None,
        **variables: str,
    ) -> Run:
        """Run the step on what is checked out, for a pull request into ``base``."""
        given = {name: value["default"] for name, value in ACTION["inputs"].items()} | (inputs or {})
        assert set(given) == set(ACTION["inputs"])

        def fill(text: str) -> str:
            return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], text)

        for old in self.temp.glob("*.github"):
            old.unlink()
        event_file, summary = self.temp / "event.github", self.temp / "summary.github"
        told = event or ({"pull_request": {"base": {"sha": base}}} if base else {"after": "0" * 40})
        event_file.write_text(json.dumps(told), encoding="utf-8")
        summary.write_text("", encoding="utf-8")
        script = self.temp / "script.sh"
        script.write_text(CHECK["run"], encoding="utf-8")
        kept = {name: value for name, value in environment().items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=repository / fill(CHECK["working-directory"]),
            env=kept
            | {
                "GITHUB_ACTIONS": "true",
                "GITHUB_EVENT_PATH": str(event_file),
                "GITHUB_STEP_SUMMARY": str(summary),
                "RUNNER_TEMP": str(self.temp),
                "PYTHONUTF8": "1",
            }
            | {name: fill(value) for name, value in CHECK["env"].items()}
            | variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Run(run.returncode, run.stdout, run.stderr, summary.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    temp = tmp_path_factory.mktemp("runner")
    subprocess.run([sys.executable, "-I", "-m", "venv", "--without-pip", str(temp / "cslint")], check=True)
    (packages,) = (temp / "cslint" / "lib").glob("python3.*/site-packages")
    folders = [str(ROOT / "src"), *(path for path in sys.path if path.endswith("site-packages"))]
    (packages / "cslint.pth").write_text("\n".join(folders) + "\n", encoding="utf-8")
    return Runner(temp)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository of a course, and the tip of its main branch."""
    folder = tmp_path_factory.mktemp("origin")
    git(folder, "init", "--quiet")
    return folder, commit(folder, BASE)


@pytest.fixture
def repository(origin: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """A copy of it to change."""
    folder, base = origin
    shutil.copytree(folder, tmp_path / "work")
    return tmp_path / "work", base


def test_nothing_is_put_into_the_text_of_a_script() -> None:
    assert ["${{" in step["run"] for step in (INSTALL, CHECK)] == [False, False]


def test_every_input_reaches_the_script_by_the_environment() -> None:
    used = re.findall(r"inputs\.([\w-]+)", json.dumps(CHECK))
    assert sorted(used) == sorted(ACTION["inputs"])


def test_neither_step_looks_for_modules_in_the_folder_that_is_checked() -> None:
    lines = [line for step in (INSTALL, CHECK) for line in step["run"].splitlines() if "echo" not in line]
    runs = [line for line in lines if "python" in line]
    assert len(runs) == 4
    assert all(" -I " in line for line in runs)


def test_a_head_that_shortens_a_text_is_stopped_with_a_mark_on_the_line_and_a_page(
    runner: Runner, repository: tuple[Path, str]
) -> None:
    folder, base = repository
    commit(folder, {CASE: SHORT})
    run = runner.run(folder, base)
    assert run.status == 1
    assert run.stdout == FOUND + (
        "::error file=cases/buses/index.md,line=6,endLine=6,col=1,endColumn=12,title=cslint%3A too-few-words::"
        'cases/buses/index.md:6: "Overview" has 3 words; the template asks for 10 to 20 words.%0A'
        "Write about 7 more words; the instruction says what to write about.\n"
    )
    assert run.stderr == "1 problem in 1 case study (1 error).\n"
    assert run.summary == (
        "## Case studies\n\n1 problem in 1 case study (1 error).\n\n"
        "| case study | profile | stage | errors | warnings | notes |\n|:--|:--|:--|--:|--:|--:|\n"
        "| cases/buses/index.md | our | review | 1 | 0 | 0 |\n\n"
        "### cases/buses/index.md\n\n| where | level | what | rule |\n|:--|:--|:--|:--|\n"
        '| 6:1 | error | **"Overview" has 3 words; the template asks for 10 to 20 words.**<br>'
        "Write about 7 more words; the instruction says what to write about. | too-few-words |\n"
    )


PAGE = """\
---
summary: Nothing is too short
family: words
level: note
kind: style
message: "never mind"
off: true
---
"""
MARKER = "import os, pathlib\npathlib.Path(os.environ['RUNNER_TEMP'], 'was-run').touch()\n"
PLUGIN = {
    "pardon-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: pardon\nVersion: 1.0\n",
    "pardon-1.0.dist-info/entry_points.txt": (
        "[cslint.plugins]\npardon = pardon\n[cslint.reporters]\nconcise = pardon:concise\nours = pardon:concise\n"
    ),
    "pardon/__init__.py": MARKER,
    "pardon/checks/__init__.py": MARKER,
    "pardon/rules/too-few-words.md": PAGE,
}
IGNORED = SHORT.replace("## Overview\n", "<!-- cslint: ignore[too-few-words] agreed -->\n\n## Overview\n")
BASELINE = '{"version": 1, "cases": {"cases/buses/index.md": [{"rule": "too-few-words", "about": "Overview"}]}}'
TRICKS: dict[str, dict[str, str | bytes]] = {
    "ignores the rule before the section": {CASE: IGNORED},
    "ignores the rule in the whole file": {
        CASE: SHORT.replace("## Overview", "<!-- cslint: ignore-file[too-few-words] agreed -->\n\n## Overview")
    },
    "ignores it in the configuration": {"cslint.toml": CONFIG + 'ignore = ["too-few-words"]\n'},
    "makes it a note in the configuration": {"cslint.toml": CONFIG + '[rule.too-few-words]\nlevel = "note"\n'},
    "makes the whole course drafts": {"cslint.toml": CONFIG + 'stage = "draft"\n'},
    "excludes the folder": {"cslint.toml": CONFIG + 'exclude = ["cases"]\n'},
    "deletes the configuration's template": {"cslint.toml": "", "templates/our.md": ""},
    "brings a configuration nearer to the case": {"cases/buses/cslint.toml": 'ignore = ["words"]\n'},
    "brings a configuration in pyproject.toml": {
        "cases/buses/pyproject.toml": '[tool.cslint]\nignore = ["too-few-words"]\n'
    },
    "softens the template": {"templates/our.md": TEMPLATE.replace("10 to 20 words", "at most 20 words")},
    "softens the instruction in the text": {
        CASE: SHORT.replace("## Overview\n", "## Overview\n\n<!-- 1 to 20 words. -->\n")
    },
    "says it exactly in the text": {
        CASE: SHORT.replace("## Overview\n", "## Overview\n\n<!-- cslint: words=1-20 -->\n")
    },
    "overrides the page of the rule": {"house-rules/too-few-words.md": PAGE},
    "puts it in a new baseline": {"cslint.toml": CONFIG + 'baseline = "old.json"\n', "old.json": BASELINE},
    "goes back to a draft": {CASE: SHORT.replace("status: Review", "status: Draft")},
    "brings a plugin": {**PLUGIN},
    "brings modules of our own names": {
        f"{name}.py": MARKER for name in ("cslint", "yaml", "venv", "json", "sitecustomize", "usercustomize")
    },
}


@pytest.mark.parametrize("trick", TRICKS)
def test_a_head_that_shortens_a_text_is_stopped_even_if_it_also(
    trick: str, runner: Runner, repository: tuple[Path, str]
) -> None:
    folder, base = repository
    commit(folder, {CASE: SHORT, **TRICKS[trick]})
    run = runner.run(folder, base, PYTHONPATH=str(folder))
    assert (run.status, run.stdout.count("too-few-words:"), run.stderr.count("Traceback")) == (1, 2, 0)
    assert '"Overview" has 3 words; the template asks for 10 to 20 words.\n' in run.findings
    assert not (runner.temp / "was-run").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_does_not_lead_it_out_of_the_repository(
    runner: Runner, repository: tuple[Path, str], tmp_path: Path
) -> None:
    folder, base = repository
    outside = tmp_path / "outside"
    write(outside, {"index.md": "secret", "deeper/index.md": "secret"})
    (folder / "cases" / "away").symlink_to(outside, target_is_directory=True)
    (folder / CASE).unlink()
    (folder / CASE).symlink_to(outside / "index.md")
    commit(folder)
    run = runner.run(folder, base)
    assert (run.status, run.findings) == (
        1,
        "cases/buses/index.md:1:1: error unreadable-file: index.md cannot be read: "
        "it is a link that leads out of its folder.\n",
    )


def test_a_case_study_is_found_under_another_name(runner: Runner, repository: tuple[Path, str]) -> None:
    folder, base = repository
    (folder / CASE).unlink()
    commit(folder, {"cases/buses/text.md": SHORT})
    assert runner.run(folder, base).findings == FOUND.replace("index.md", "text.md")


def test_what_it_went_by_is_said_when_the_head_changes_it(runner: Runner, repository: tuple[Path, str]) -> None:
    folder, base = repository
    commit(folder, {CASE: SHORT, "cslint.toml": "", "templates/our.md": ""})
    assert runner.run(folder, base).stderr == (
        "1 problem in 1 case study (1 error). "
        f"cslint.toml and 1 more are changed here; the check used the version in {base[:10]}. "
        "To accept the change, merge it first, in a pull request of its own.\n"
    )


def test_a_case_study_does_not_become_another_kind_of_which_less_is_asked(runner: Runner, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "pune-ind" / "index.md").read_text(encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    base = commit(tmp_path, {"index.md": text})
    heading = text.index("## ")
    stub = re.sub(r"^---\n", "---\ntemplate: stub\n", text[:heading])
    commit(tmp_path, {"index.md": stub + "## Overview\n\nIt is a plan.\n"})
    assert 'error missing-section: The section "Stakeholders" is missing' in runner.run(tmp_path, base).findings


def test_a_head_that_mends_passes(runner: Runner, repository: tuple[Path, str]) -> None:
    folder, base = repository
    commit(folder, {"cases/trams/index.md": GOOD.replace("Buses", "Trams")})
    run = runner.run(folder, base)
    assert (run.status, run.stdout, run.stderr) == (0, "", "No problems in 1 case study.\n")
    assert run.summary.startswith("## Case studies\n\nNo problems in 1 case study.\n")


def test_what_the_base_excuses_by_its_baseline_is_excused(runner: Runner, repository: tuple[Path, str]) -> None:
    folder, _ = repository
    base = commit(folder, {"cslint.toml": CONFIG + 'baseline = "old.json"\n', "old.json": BASELINE})
    commit(folder, {CASE: SHORT})
    run = runner.run(folder, base)
    assert (run.status, run.stdout) == (0, "")
    assert run.stderr == "No problems in 1 case study. 1 finding suppressed.\n"


def test_what_the_base_excludes_is_not_checked(runner: Runner, repository: tuple[Path, str]) -> None:
    folder, _ = repository
    base = commit(folder, {"cslint.toml": CONFIG + 'exclude = ["cases/buses"]\n'})
    commit(folder, {CASE: SHORT})
    run = runner.run(folder, base)
    assert (run.status, run.stdout) == (0, "")
    assert run.stderr == f"No case study was checked. No case study differs from {base[:10]}.\n"


def test_only_case_studies_that_change_are_checked_and_all_on_demand(
    runner: Runner, repository: tuple[Path, str]
) -> None:
    folder, base = repository
    commit(folder, {"README.md": "A course.\n"})
    run = runner.run(folder, base)
    assert (run.status, run.stdout) == (0, "")
    assert run.stderr == f"No case study was checked. No case study differs from {base[:10]}.\n"
    assert runner.run(folder, base, {"cases": "all"}).findings == FOUND.replace("buses", "trams")


@pytest.mark.parametrize("change", ["another picture", "no picture"])
def test_a_changed_picture_means_its_case_study(change: str, runner: Runner, repository: tuple[Path, str]) -> None:
    folder, base = repository
    (folder / "cases/trams/tram.png").unlink()
    commit(folder, {"cases/trams/tram.jpg": b"\xff\xd8"} if change == "another picture" else {})
    assert runner.run(folder, base).findings == FOUND.replace("buses", "trams")


def test_what_has_come_to_main_in_the_meantime_is_not_held_against_a_head(
    runner: Runner, repository: tuple[Path, str]
) -> None:
    folder, start = repository
    base = commit(folder, {"cases/ferries/index.md": SHORT})
    git(folder, "checkout", "--quiet", "-b", "topic", start)
    commit(folder, {CASE: GOOD + "\n**Listen**. Complaints came before the figures.\n"})
    assert (runner.run(folder, base).status, runner.run(folder, base).findings) == (0, "")


def test_from_a_shallow_clone_of_the_merge_it_checks_what_differs(
    runner: Runner, repository: tuple[Path, str], tmp_path: Path
) -> None:
    folder, base = repository
    git(folder, "checkout", "--quiet", "-b", "topic")
    commit(folder, {CASE: SHORT})
    git(folder, "checkout", "--quiet", "main")
    git(folder, "merge", "--quiet", "--no-ff", "-m", "Merge", "topic")
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{folder}", "clone")
    assert runner.run(tmp_path / "clone", base).findings == FOUND
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{folder}", "flat")
    run = runner.run(tmp_path / "flat", base)
    assert (run.status, run.stdout) == (2, "")
    assert run.stderr == (
        f'cslint: The revision "{base}" is not in this clone. '
        "Fetch it first; for actions/checkout that is fetch-depth: 0.\n"
    )


def test_a_checkout_without_the_pull_request_does_not_pass_for_it(runner: Runner, repository: tuple[Path, str]) -> None:
    folder, base = repository
    run = runner.run(folder, base)
    assert (run.status, run.stdout) == (2, "")
    assert run.stderr == (
        "cslint: The pull request is not checked out here. Run on pull_request, not on pull_request_target.\n"
    )


def test_a_push_is_checked_whole_by_its_own_configuration(runner: Runner, repository: tuple[Path, str]) -> None:
    folder, _ = repository
    commit(folder, {CASE: SHORT})
    run = runner.run(folder, None)
    assert (run.status, run.findings) == (1, FOUND + FOUND.replace("buses", "trams"))


def test_a_merge_queue_is_gated_like_a_pull_request(runner: Runner, repository: tuple[Path, str]) -> None:
    folder, base = repository
    commit(folder, {CASE: SHORT, **TRICKS["ignores it in the configuration"]})
    assert runner.run(folder, None, event={"merge_group": {"base_sha": base}}).findings == FOUND


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({}, 1),
        ({"stage": "draft"}, 0),
        ({"stage": "draft", "fail-on": "warning"}, 1),
        ({"paths": "cases/trams\ntemplates"}, 0),
        ({"paths": "cases/trams\ncases/ferries"}, 2),
        ({"paths": "cases/trams\ncases/buses\n"}, 1),
        ({"working-directory": "cases/trams"}, 0),
        ({"working-directory": "cases/buses"}, 1),
        ({"template": "templates/our.md"}, 1),
        ({"cases": "some"}, 2),
        ({"stage": "finished"}, 2),
        ({"fail-on": "mistake"}, 2),
        ({"template": "$(touch was-run)"}, 2),
    ],
)
def test_inputs(inputs: dict[str, str], status: int, runner: Runner, repository: tuple[Path, str]) -> None:
    folder, base = repository
    commit(folder, {CASE: SHORT, "templates/our.md": ""})
    assert runner.run(folder, base, inputs).status == status
    assert not (folder / "was-run").exists()


def test_paths_count_from_the_root_in_annotations_and_sarif_when_it_works_in_a_folder(
    runner: Runner, repository: tuple[Path, str], tmp_path: Path
) -> None:
    folder, base = repository
    commit(folder, {CASE: SHORT})
    file = tmp_path / "found.sarif"
    run = runner.run(folder, base, {"working-directory": "cases", "sarif": str(file)})
    assert run.findings == FOUND.removeprefix("cases/")
    assert "::error file=cases/buses/index.md,line=6," in run.stdout
    (result,) = json.loads(file.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "cases/buses/index.md"
    related = result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert related == "templates/our.md"


def test_a_gitlab_merge_request_is_gated_by_its_target_branch(
    runner: Runner, repository: tuple[Path, str], tmp_path: Path
) -> None:
    folder, base = repository
    commit(folder, {CASE: IGNORED})
    run = runner.run(
        folder, None, GITHUB_EVENT_PATH="", CI_MERGE_REQUEST_DIFF_BASE_SHA=base, CSLINT_OUTPUT_FORMAT="gitlab"
    )
    (issue,) = json.loads(run.stdout)
    assert (run.status, issue["check_name"], issue["location"]["path"]) == (1, "too-few-words", CASE)


SCHEMAS = {
    "action.yml": "vendor.github-actions",
    "examples/ci/github.yml": "vendor.github-workflows",
    "examples/ci/github-code-scanning.yml": "vendor.github-workflows",
    "examples/ci/gitlab.yml": "vendor.gitlab-ci",
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_of_the_form_that_the_service_reads(name: str) -> None:
    pytest.importorskip("check_jsonschema")
    run = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name], str(ROOT / name)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONWARNDEFAULTENCODING": ""},
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_every_example_of_a_workflow_is_tried() -> None:
    there = {f"examples/ci/{path.name}" for path in (ROOT / "examples" / "ci").glob("*.yml")}
    assert there == set(SCHEMAS) - {"action.yml"}


def test_the_example_gives_the_action_inputs_that_it_has() -> None:
    for name in SCHEMAS:
        if "github" in name:
            steps = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))["jobs"]["cslint"]["steps"]
            (ours,) = [step for step in steps if step["uses"].startswith("cslint/")]
            assert set(ours["with"]) <= set(ACTION["inputs"])


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ("concise", 1, FOUND),
        ("ours", 2, 'cslint: "ours" is not a built-in format, and plugins are not loaded here.\n'),
    ],
)
def test_the_command_itself_loads_no_plugin_either(
    form: str, status: int, said: str, repository: tuple[Path, str]
) -> None:
    folder, base = repository
    commit(folder, {CASE: SHORT, **PLUGIN})
    run = subprocess.run(
        [sys.executable, "-m", "cslint", "gate", "--base", base, "--output-format", form],
        cwd=folder,  # with -m, modules of this folder come first
        env=environment() | {"PYTHONPATH": str(ROOT / "src"), "RUNNER_TEMP": str(folder.parent)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, said in (run.stdout, run.stderr)) == (status, True), run.stderr
    assert not (folder.parent / "was-run").exists()


def test_the_guide_shows_the_examples_as_they_are() -> None:
    readme = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    for name in ("github", "gitlab"):
        head, example = (ROOT / "examples" / "ci" / f"{name}.yml").read_text(encoding="utf-8").split("\n", 1)
        assert f"In `{head.removeprefix('# ')}`:\n\n```yaml\n{example}```\n" in readme


def test_the_guide_names_every_input() -> None:
    readme = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    section = readme[readme.index("## GitHub") : readme.index("## GitLab")]
    assert [name for name in ACTION["inputs"] if not re.search(rf"\b{name}\b", section)] == []
