"""Which Markdown files are cases, which template each follows, and why the others are not checked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cslint.errors import NoCaseError
from cslint.linter import discovery
from cslint.linter.discovery import Candidate, Kind, matches
from cslint.linter.overrides import Request
from cslint.linter.session import Session
from tests.git import write

PAGE = "---\ntitle: Somewhere\n---\n"
TEMPLATE = "---\ntitle: Name of the garden\n---\n\n## Soil\n\n<!-- 5 to 40 words -->\n\n## Plants\n\n## Water\n"
GARDEN = "---\ntitle: The garden by the mill\n---\n\n## Soil\n\nLoam over clay, dry in summer.\n\n## Plants\n\nBeans.\n"
NOTES = "# Notes\n\nBuy seeds.\n"

Layout = dict[str, str | bytes]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Layout], Path]:
    """A folder with files, which is the current one."""

    def lay_out(files: Layout) -> Path:
        write(tmp_path, {".git/HEAD": "", **files})
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return lay_out


def found(*paths: str, template: str | None = None) -> dict[str, str]:
    """The Markdown files that paths lead to, each with its kind, or for a case with the name of its template."""
    session = Session(Request(template=Path(template) if template else None))
    candidates = session.discovery.find(list(map(Path, paths)))
    return {candidate.path.as_posix(): _kind(candidate) for candidate in candidates}


def _kind(candidate: Candidate) -> str:
    return candidate.template.name if candidate.template else str(candidate.kind)


SINGLE_FILES: Layout = {
    "cslint.toml": 'template = "template.md"\ncases = ["submissions/*.md"]\n',
    "template.md": TEMPLATE,
    "README.md": "# A course\n",
    "submissions/README.md": "# All gardens\n",
    "submissions/ada.md": GARDEN,
    "submissions/bob.md": "",
    "submissions/old/eve.md": GARDEN,
    "notes/ideas.md": NOTES,
}
README_FOLDERS: Layout = {
    "cslint.toml": 'cases = ["gardens/*/README.md"]\ntemplate = "gardens/NNNN-template/README.md"\n',
    "gardens/NNNN-template/README.md": TEMPLATE,
    "gardens/README.md": "# All gardens\n",
    "gardens/0001-mill/README.md": GARDEN,
    "gardens/0001-mill/notes.md": NOTES,
}
NUMBERED: Layout = {
    "cslint.toml": 'template = "0000-template.md"\ncases = ["text/[0-9]*.md"]\n',
    "0000-template.md": TEMPLATE,
    "text/0001-mill.md": GARDEN,
    "text/0002-quay.markdown": GARDEN,
    "text/about.md": NOTES,
}
SEVERAL: Layout = {
    "cslint.toml": '[[template]]\nfile = "t/plan.md"\ncases = ["*/PLAN.md"]\n\n'
    '[[template]]\nfile = "t/report.md"\ncases = ["*/report.*", "late/**/*.md"]\n',
    "t/plan.md": TEMPLATE,
    "t/report.md": TEMPLATE,
    "ada/PLAN.md": GARDEN,
    "ada/report.qmd": GARDEN,
    "late/bob/x/y.md": GARDEN,
    "late/z.md": GARDEN,
}
NESTED: Layout = {
    "cslint.toml": 'cases = ["2023/*.md"]\n',
    "2023/ada.md": GARDEN,
    "2024/cslint.toml": 'template = "t.md"\ncases = ["*/garden.md"]\n',
    "2024/t.md": TEMPLATE,
    "2024/bob/garden.md": GARDEN,
    "2024/bob/notes.md": NOTES,
    "2025/eve.md": GARDEN,
}
SITE: Layout = {
    "t.md": TEMPLATE,
    "posts/mill/index.md": GARDEN,
    "posts/mill/sketch.md": NOTES,
    "posts/quay.md": GARDEN,
    "posts/todo.md": NOTES,
    "posts/README.md": "# Posts\n",
}
FLAT: Layout = {"t.md": TEMPLATE, "gardens/ada.md": GARDEN, "gardens/bob.mdx": NOTES, "gardens/README.md": NOTES}


@pytest.mark.parametrize(
    ("layout", "path", "expected"),
    [
        (SINGLE_FILES, "submissions", {"submissions/README.md": "readme", "submissions/ada.md": "case",
                                       "submissions/bob.md": "case", "submissions/old/eve.md": "unmatched"}),
        (SINGLE_FILES, ".", {"README.md": "readme", "template.md": "template", "notes/ideas.md": "unmatched",
                             "submissions/README.md": "readme", "submissions/ada.md": "case",
                             "submissions/bob.md": "case", "submissions/old/eve.md": "unmatched"}),
        (README_FOLDERS, "gardens", {"gardens/README.md": "readme", "gardens/0001-mill/README.md": "case",
                                     "gardens/0001-mill/notes.md": "unmatched",
                                     "gardens/NNNN-template/README.md": "template"}),
        (NUMBERED, ".", {"0000-template.md": "template", "text/0001-mill.md": "case",
                         "text/0002-quay.markdown": "unmatched", "text/about.md": "unmatched"}),
        (SEVERAL, ".", {"ada/PLAN.md": "plan.md", "ada/report.qmd": "report.md", "late/z.md": "report.md",
                        "late/bob/x/y.md": "report.md", "t/plan.md": "template", "t/report.md": "template"}),
        (NESTED, ".", {"2023/ada.md": "case", "2024/t.md": "template", "2024/bob/garden.md": "case",
                       "2024/bob/notes.md": "unmatched", "2025/eve.md": "unmatched"}),
    ],
)  # fmt: skip
def test_a_configuration_says_which_files_are_cases(
    layout: Layout, path: str, expected: dict[str, str], repository: Callable[[Layout], Path]
) -> None:
    repository(layout)
    assert found(path) == expected


@pytest.mark.parametrize(
    ("layout", "path", "expected"),
    [
        (SITE, "posts", {"posts/mill/index.md": "case", "posts/mill/sketch.md": "part", "posts/quay.md": "case",
                         "posts/todo.md": "unknown", "posts/README.md": "readme"}),
        (SITE, "posts/todo.md", {"posts/todo.md": "case"}),
        (FLAT, "gardens", {"gardens/ada.md": "case", "gardens/bob.mdx": "case", "gardens/README.md": "readme"}),
        ({"t.md": TEMPLATE, "g/a/README.md": GARDEN, "g/README.md": NOTES}, "g",
         {"g/a/README.md": "case", "g/README.md": "readme"}),
        ({"t.md": TEMPLATE, "g/INDEX.MD": NOTES, "g/b/Index.Rmd": NOTES}, "g",
         {"g/INDEX.MD": "case", "g/b/Index.Rmd": "case"}),
        ({"t.md": TEMPLATE, "g/index.md": NOTES, "templates/garden.md": TEMPLATE, "g-template.md": TEMPLATE}, ".",
         {"t.md": "template", "g/index.md": "case", "templates/garden.md": "template", "g-template.md": "template"}),
    ],
)  # fmt: skip
def test_without_configuration_names_and_headings_do(
    layout: Layout, path: str, expected: dict[str, str], repository: Callable[[Layout], Path]
) -> None:
    repository(layout)
    assert found(path, template="t.md") == expected


def test_the_template_of_the_configuration_is_no_case_even_by_name_but_can_be_checked_against_itself(
    repository: Callable[[Layout], Path],
) -> None:
    repository(SINGLE_FILES)
    assert found("template.md") == {"template.md": "template"}
    assert found("template.md", template="template.md") == {"template.md": "case"}


def test_what_is_excluded_is_no_case_even_by_name(repository: Callable[[Layout], Path]) -> None:
    repository({"cslint.toml": 'exclude = ["old"]\n', "old/index.md": PAGE, "new/index.md": PAGE})
    assert found("old/index.md", ".") == {"old/index.md": "excluded", "new/index.md": "case"}
    with pytest.raises(NoCaseError, match="all are excluded"):
        Session(Request()).work([Path("old")])


COURSE: Layout = {
    "our-template.md": PAGE,
    "package.json": "{}",
    "cases/a/index.md": "![map](maps/old/a.png)\n",
    "cases/a/maps/old/a.geojson": "{}",
    "cases/b/index.md": PAGE,
    "cases/.hidden/index.md": PAGE,
    "drafts/c.md": PAGE,
    "drafts/c.png": "",
}


@pytest.mark.parametrize(
    ("paths", "cases"),
    [
        (["."], ["cases/a/index.md", "cases/b/index.md"]),
        (["cases/a"], ["cases/a/index.md"]),
        (["cases/a/maps/old/a.geojson", "cases/a"], ["cases/a/index.md"]),
        (["drafts"], ["drafts/c.md"]),
        (["drafts/c.png"], ["drafts/c.md"]),
        (["our-template.md"], ["our-template.md"]),
    ],
)
def test_any_file_of_a_case_means_the_case(
    paths: list[str], cases: list[str], repository: Callable[[Layout], Path]
) -> None:
    repository(COURSE)
    assert [path.as_posix() for path in discovery.find(list(map(Path, paths)))] == cases


@pytest.mark.parametrize(
    ("path", "cases"),
    [
        ("cases/a/maps/old/a.geojson", ["cases/a/index.md"]),
        ("cases/a/gone.png", ["cases/a/index.md"]),
        ("cases/a/1/2/3/4/5/6/gone.png", ["cases/a/index.md"]),
        ("cases/gone/index.md", []),
        ("drafts/c.md", []),
        ("package.json", []),
        ("shared/mill.png", []),
        ("text/mill one.png", ["text/0001-mill.md"]),
        ("text/images/quay.png", ["text/0002-quay.md", "text/0003-both.md"]),
        ("text/images/unnamed.png", []),
    ],
)
def test_the_cases_that_a_changed_file_belongs_to(
    path: str, cases: list[str], repository: Callable[[Layout], Path]
) -> None:
    layout: Layout = {
        "text/cslint.toml": 'cases = ["*.md"]\n',
        "text/0001-mill.md": "![](mill%20one.png)\n",
        "text/0002-quay.md": "![](images/quay.png)\n",
        "text/0003-both.md": "![](images/quay.png) and words\n",
    }
    folder = repository({**COURSE, **layout})
    assert [case.path for case in Session(Request()).discovery.owners(Path(path))] == [folder / case for case in cases]


@pytest.mark.parametrize("name", ["report.rst", "notes.txt", "page.html", "book.ipynb", "paper.tex", "text.docx"])
def test_what_is_not_markdown_is_refused_and_never_checked_as_another_file(
    name: str, repository: Callable[[Layout], Path]
) -> None:
    repository({"case/index.md": PAGE, f"case/{name}": "words"})
    with pytest.raises(NoCaseError, match=rf"{name} is not Markdown. cslint reads \.md, "):
        found(f"case/{name}")


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.mdx", "a.qmd", "a.Rmd", "A.MD"])
def test_markdown_has_several_endings(name: str, repository: Callable[[Layout], Path]) -> None:
    repository({f"case/{name}": PAGE, "case/a.png": ""})
    assert found("case") == {f"case/{name}": "case"}


@pytest.mark.parametrize(
    ("path", "pattern", "matched"),
    [
        ("text/a.md", "text/*.md", True),
        ("text/deep/a.md", "text/*.md", False),
        ("text/deep/a.md", "text/**/*.md", True),
        ("text/a.md", "text/**/*.md", True),
        ("a.md", "**/*.md", True),
        ("a/b/c.md", "**", True),
        ("a/b/c.md", "**/b/**", True),
        ("a/b/c.md", "**/c/**", False),
        ("text/0001-a.md", "text/[0-9]*-?.md", True),
        ("text/A.md", "text/a.md", False),
        ("text/a.md", "./text/a.md", True),
        ("text/a.md", "text", False),
        ("text", "text/*.md", False),
    ],
)
def test_patterns(path: str, pattern: str, matched: bool) -> None:
    assert matches(path, pattern) is matched


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    assert not matches("a/" * 400 + "b.md", "/".join(["**", "a*a*a"] * 200))


def test_a_file_is_found_once_however_it_is_named(repository: Callable[[Layout], Path]) -> None:
    folder = repository({"a/index.md": PAGE})
    (folder / "b").mkdir()
    (folder / "b" / "index.md").symlink_to("../a/index.md")
    assert len(discovery.find([Path("a"), Path("b"), Path("a/index.md"), folder / "a"])) == 1


def test_a_very_deep_folder_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"case/index.md": PAGE})
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(2000):
            os.mkdir("d", dir_fd=here)
            inner = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
    finally:
        os.close(here)
    monkeypatch.chdir(tmp_path)
    try:
        assert discovery.find([Path()]) == [Path("case/index.md")]
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # Python's own rmtree calls itself for each level


def test_a_folder_that_may_not_be_entered_costs_no_other_its_findings(
    repository: Callable[[Layout], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository({"ada/index.md": GARDEN, "bob/index.md": GARDEN})
    scandir = os.scandir

    def refusing(path: str) -> os._ScandirIterator[str]:
        if Path(path).name == "bob":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    session = Session(Request())
    work = session.work([Path()])
    assert [task.path.as_posix() for task in work] == ["ada/index.md"]
    assert session.check(work).remarks == ("Not looked at, for they may not be entered: bob.",)


def test_a_copy_of_the_template_is_a_case(repository: Callable[[Layout], Path]) -> None:
    repository({**SINGLE_FILES, "submissions/eve.md": TEMPLATE})
    assert found("submissions")["submissions/eve.md"] == str(Kind.CASE)
