"""The hooks for pre-commit: which files they are for, and pre-commit itself with a real repository."""

from __future__ import annotations

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

from tests.git import SETTINGS, commit, environment, git, needs_git, write
from tests.linter.test_layouts import BAD, NOTES, Layout, every_layout

ROOT = Path(__file__).parents[1]
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
EXAMPLE = ROOT / "examples" / "pune-ind"
DRAFT = (ROOT / "examples" / "drafts" / "pune-ind" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "cases/pune-ind/index.md",
        "index.md",
        "cases/pune-ind/index.mdx",
        "text/0001-buses.qmd",
        "notes.Rmd",
        "cases/pune-ind/pune-ind.geojson",
        "cases/pune-ind/PUNE.GeoJSON",
        "cases/pune-ind/map.json",
        "cases/pune-ind/photo.jpg",
        "cases/pune-ind/photo.JPG",
        "cases/pune-ind/images/photo of the bridge.jpeg",
        "cases/पुणे/छवि.png",
        "cases/pune-ind/logo.svg",
        "cases/pune-ind/clip.gif",
        "cases/pune-ind/photo.webp",
        "cases/pune-ind/photo.avif",
        "cases/pune-ind/scan.tif",
        "cases/pune-ind/scan.tiff",
        "cases/pune-ind/plan.pdf",
        "cases/pune-ind/plan.docx",
    ],
)
def test_a_file_of_a_case_study_runs_the_hook(path: str) -> None:
    assert re.search(HOOKS["cslint"]["files"], path)


@pytest.mark.parametrize(
    "path",
    [
        "setup.py",
        "Makefile",
        "cases/pune-ind/index.md.orig",
        "cases/pune-ind/.index.md.swp",
        "cases/pune-ind/photo.jpg~",
        "cslint.toml",
        "js/jpg.js",
        "geojson",
        "png",
        "styles/site.css",
    ],
)
def test_no_other_file_does(path: str) -> None:
    assert not re.search(HOOKS["cslint"]["files"], path)


def test_the_files_of_a_commit_are_one_task() -> None:
    kept = {key: HOOKS["cslint"].get(key) for key in ("entry", "types", "require_serial", "pass_filenames")}
    assert kept == {
        "entry": "cslint check --skip-unowned",
        "types": ["file"],
        "require_serial": True,
        "pass_filenames": None,
    }


def test_the_hook_for_all_needs_no_changed_file() -> None:
    kept = {key: HOOKS["cslint-all"].get(key) for key in ("entry", "files", "always_run", "pass_filenames")}
    assert kept == {"entry": "cslint check", "files": None, "always_run": True, "pass_filenames": False}


def cslint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cslint", "check", *arguments],
        cwd=folder,
        env=environment() | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "GITHUB_ACTIONS": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    write(
        tmp_path,
        {
            ".git/HEAD": "",
            "README.md": "# A course\n",
            "package.json": "{}\n",
            "rules/house.md": "---\nsummary: A rule\n---\n",
            "cslint.toml": 'exclude = ["cases/_old"]\n',
            "cases/_old/index.md": DRAFT,
            "cases/pune-ind/index.md": DRAFT,
            "cases/pune-ind/notes.md": "Notes.\n",
            "cases/pune-ind/images/skyline.jpg": b"\xff\xd8",
        },
    )
    return tmp_path


def test_a_markdown_file_of_no_case_study_passes_the_hook_and_is_named(course: Path) -> None:
    run = cslint(course, "--skip-unowned", "README.md", "rules/house.md")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.startswith("No case study was checked. Not checked: rules/house.md (it is not index.md, ")


def test_the_hook_fails_where_it_could_never_see_a_case_study(tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", "README.md": "# A course\n", "submissions/ada.md": "Lorem ipsum dolor.\n"})
    run = cslint(tmp_path, "--skip-unowned", "submissions/ada.md", "README.md")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("cslint: not checked: submissions/ada.md (it is not index.md, ")
    assert 'cases = ["*/index.md"] in cslint.toml.' in run.stderr
    assert cslint(tmp_path, "--skip-unowned", "README.md").returncode == 0


@pytest.mark.parametrize("path", ["README.md", "package.json", "cases/_old/index.md", "gone.png"])
def test_a_file_that_is_of_no_case_study_or_excluded_passes_the_hook(path: str, course: Path) -> None:
    run = cslint(course, "--skip-unowned", path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "No case study was checked.\n")


@pytest.mark.parametrize(
    "path", ["cases/pune-ind/index.md", "cases/pune-ind/notes.md", "cases/pune-ind/images/skyline.jpg"]
)
def test_any_file_of_a_case_study_means_the_case_study(path: str, course: Path) -> None:
    run = cslint(course, "--skip-unowned", "--stage", "review", "README.md", path, "cases/pune-ind/index.md")
    assert run.returncode == 1
    assert {line.split(":")[0] for line in run.stdout.splitlines()} == {"cases/pune-ind/index.md"}
    assert " in 1 case study " in run.stderr


def test_without_the_flag_such_a_file_is_a_wrong_call(course: Path) -> None:
    run = cslint(course, "package.json")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "cslint: package.json does not belong to a case study: no folder above it has one.\n"


@dataclass(frozen=True)
class Project:
    """A repository in which pre-commit is installed with our hook."""

    folder: Path
    variables: dict[str, str]

    def commit(self, files: dict[str, str | bytes]) -> subprocess.CompletedProcess[str]:
        """Try to commit files; what the hook says is in ``stderr``."""
        write(self.folder, files)
        self.git("add", "--all")
        return self.git("commit", "--quiet", "-m", "Change", check=False)

    def git(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=check,
        )

    def another(self, folder: Path) -> Project:
        """Return another repository with the same hook."""
        git(folder, "init", "--quiet")
        shutil.copy(self.folder / ".pre-commit-config.yaml", folder)
        other = Project(folder, self.variables)
        subprocess.run(
            [sys.executable, "-m", "pre_commit", "install"],
            cwd=folder, env=self.variables, capture_output=True, check=True,
        )  # fmt: skip
        return other


UNREACHABLE = ("No matching distribution", "name resolution", "Connection", "ProxyError", "Max retries", "timed out")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A course whose .pre-commit-config.yaml takes our hook from a clone of what is checked out here."""
    pytest.importorskip("pre_commit")
    clone = tmp_path_factory.mktemp("clone")
    for name in ("src", "rules", "schemas"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, clone / name)
    git(clone, "init", "--quiet")
    revision = commit(clone)
    folder = tmp_path_factory.mktemp("course")
    git(folder, "init", "--quiet")
    hook = {"id": "cslint", "args": ["--stage", "review"]}
    config = {"repos": [{"repo": clone.as_uri(), "rev": revision, "hooks": [hook]}]}
    write(folder, {".pre-commit-config.yaml": yaml.safe_dump(config)})
    bin_folder = Path(sys.executable).parent
    variables = environment() | {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "PATH": os.pathsep.join((str(bin_folder), os.environ.get("PATH", ""))),
        **SETTINGS,
    }
    variables = {name: value for name, value in variables.items() if not name.startswith("PYTHON")}
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install", "--install-hooks"],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode and any(sign in run.stdout + run.stderr for sign in UNREACHABLE):
        pytest.skip("the package index cannot be reached, from which pre-commit installs what cslint needs")
    assert run.returncode == 0, run.stdout + run.stderr
    return Project(folder, variables)


@needs_git
def test_a_writing_session_with_pre_commit(project: Project) -> None:
    passed = "cslint...................................................................Passed\n"
    failed = "cslint...................................................................Failed\n"

    refused = project.commit({"cases/pune-ind/index.md": DRAFT, "README.md": "# A course\n"})
    assert refused.returncode == 1, "the unfinished case study is refused"
    said = refused.stdout + refused.stderr
    assert failed in said
    assert (
        'cases/pune-ind/index.md:21:1: error too-few-words: "Overview" has 52 words; '
        "the template asks for 100 to 150 words.\n"
    ) in said

    finished: dict[str, str | bytes] = {f"cases/pune-ind/{path.name}": path.read_bytes() for path in EXAMPLE.iterdir()}
    accepted = project.commit(finished)
    assert (accepted.returncode, passed in accepted.stderr) == (0, True), "the finished one is accepted"

    crossing = "[[73.80, 18.45], [73.93, 18.56], [73.93, 18.45], [73.80, 18.56], [73.80, 18.45]]"
    refused = project.commit(
        {"cases/pune-ind/pune-ind.geojson": f'{{"type": "Polygon", "coordinates": [{crossing}]}}\n'}
    )
    assert refused.returncode == 1, "a map that crosses itself is refused, though the text is the same"
    assert re.search(r"cases/pune-ind/pune-ind\.geojson:1:\d+: error ring-crossing: ", refused.stdout + refused.stderr)

    project.git("checkout", "--quiet", "HEAD", "--", "cases")
    accepted = project.commit({"docs/guide.md": "# Guide\n", "package.json": "{}\n"})
    assert (accepted.returncode, passed in accepted.stderr) == (0, True), "files of no case study pass"


@needs_git
@every_layout
def test_pre_commit_checks_the_documents_of_each_layout(layout: Layout, project: Project, tmp_path: Path) -> None:
    repository = project.another(tmp_path)
    accepted = repository.commit({**layout.files})
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    refused = repository.commit({layout.case: BAD})
    assert refused.returncode == 1
    assert f"{layout.case}:7:1: error " in refused.stdout + refused.stderr
    repository.git("checkout", "--quiet", "HEAD", "--", layout.case)
    others = [other for other in layout.others if layout.files[other] == NOTES]
    accepted = repository.commit({**dict.fromkeys(others, "# Changed\n"), "package.json": "{}\n"})
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


def test_the_manifest_is_of_the_form_that_pre_commit_reads() -> None:
    pytest.importorskip("pre_commit")
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_guide_names_hooks_that_exist() -> None:
    readme = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    section = readme[readme.index("## pre-commit") : readme.index("## GitHub")]
    assert set(re.findall(r"cslint(?:-all)?(?= |$)", "\n".join(re.findall(r"- id: (.*)", section)))) == set(HOOKS)
