"""The configuration: which files are cases, and one sentence for whatever is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cslint.caching.case_cache import default_folder
from cslint.cli import run
from cslint.config import loader
from cslint.config.loader import CasePatterns
from cslint.linter.overrides import Request, settings
from tests.git import write

PAGE = "## Soil\n\nLoam.\n"


def test_cases_and_templates(tmp_path: Path) -> None:
    text = 'cases = ["text/*.md"]\n[[template]]\nfile = "t/a.md"\ncases = ["*/ANSWERS.md", "late/**/*.qmd"]\n'
    write(tmp_path, {"cslint.toml": text, "t/a.md": PAGE})
    assert loader.load(tmp_path / "cslint.toml").patterns == (
        CasePatterns(("text/*.md",)),
        CasePatterns(("*/ANSWERS.md", "late/**/*.qmd"), tmp_path / "t/a.md"),
    )


def test_pyproject_has_them_as_well(tmp_path: Path) -> None:
    text = '[tool.cslint]\ncases = ["text/*.md"]\n[[tool.cslint.template]]\nfile = "a.md"\ncases = ["b/*.md"]\n'
    write(tmp_path, {"pyproject.toml": text, "a.md": PAGE})
    assert [group.cases for group in loader.load(tmp_path / "pyproject.toml").patterns] == [("text/*.md",), ("b/*.md",)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('cases = "text/*.md"\n', 'cases is "text/*.md"; expected a list'),
        ('cases = ["text"]\n', 'cases = "text" names a folder. Write "text/*.md" or "text/*/index.md".'),
        ('cases = ["text/"]\n', 'cases = "text/" names a folder.'),
        ('cases = ["/text/*.md"]\n', "a pattern is relative to the configuration"),
        ('cases = ["../text/*.md"]\n', "a pattern is relative to the configuration"),
        ('cases = ["text/*.rst"]\n', "cslint reads .md, .markdown, .mdx, .qmd, .rmd, not .rst."),
        ('[[template]]\nfile = "t.md"\n', '[[template]] number 1 has no "cases".'),
        ('[[template]]\ncases = ["*.md"]\n', '[[template]] number 1 has no "file".'),
        ('[[template]]\nfile = "none.md"\ncases = ["*.md"]\n', "a file that does not exist next to the configuration."),
        ('[[template]]\nfile = "t.md"\ncase = ["*.md"]\ncases = ["*"]\n', 'Did you mean "cases"?'),
        ("rules = 3\n", 'rules is 3; expected a list, such as ["one", "two"].'),
        ('stage = "final"\n', 'stage is "final"; allowed are draft, review or complete.'),
        ("baseline = 3\n", "baseline is 3; expected a text in quotes."),
        ("trust-comments = []\n", "trust-comments is []; expected true or false."),
        ('[[template]]\nfile = 3\ncases = ["*"]\n', "[[template]] number 1, file is 3; expected a text in quotes."),
        (
            '[[template]]\nfile = "t.md"\ncases = []\n',
            "[[template]] number 1, cases is []; expected at least one entry.",
        ),
        ("a = " + "[" * 5000, "its brackets are nested too deep."),
        ("a = " + "9" * 10_000 + "\n", "is not valid TOML: "),
        ("[rule.too-few-words]\ntolerance = nan\n", "tolerance is nan"),
        ("[rule.too-few-words]\ntolerance = -0.1\n", "tolerance is -0.1"),
        ("[rule.too-few-words]\ntolerance = inf\n", "tolerance is inf"),
        ('[rule.too-few-words]\nlevel = "erorr"\n', "level is 'erorr'; allowed are error, warning or note."),
    ],
    ids=lambda value: value[:30],
)
def test_what_is_wrong_is_one_sentence(
    text: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"cslint.toml": text, "t.md": PAGE, "text/index.md": PAGE})
    monkeypatch.chdir(tmp_path)
    assert run(["check", "--no-cache"]) == 2
    shown = capsys.readouterr().err
    assert problem in shown
    assert (shown.count("\n"), len(shown) < 600) == (1, True)


@pytest.mark.parametrize(
    ("word", "level"),
    [("error", "error"), ("warning", "warning"), ("note", "note"), ("must", "error"), ("should", "warning")],
)
def test_levels_of_rules_have_the_words_that_findings_show_and_older_ones(
    word: str, level: str, tmp_path: Path
) -> None:
    write(tmp_path, {"cslint.toml": f'[rule.too-few-words]\nlevel = "{word}"\n'})
    assert settings(Request(), loader.load(tmp_path / "cslint.toml")).levels == {"too-few-words": level}


def test_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"index.md": PAGE})
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    assert run(["check", "--no-cache", "--config", "pipe"]) == 2
    assert run(["check", "--no-cache", "--baseline", "pipe"]) == 2
    assert run(["check", "--no-cache", "--template", "pipe"]) == 2
    os.mkfifo("cslint.toml")
    assert run(["check", "--no-cache"]) == 2


def test_what_never_ends_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"index.md": PAGE})
    monkeypatch.chdir(tmp_path)
    for option in ("--config", "--baseline", "--template"):
        assert run(["check", "--no-cache", option, "/dev/zero"]) == 2


def test_a_pyproject_without_our_table_does_not_hide_the_configuration(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "cslint.toml": 'stage = "review"\n',
            "cases/pyproject.toml": '[tool.other]\nname = "cslint"\n',
            "cases/a/pyproject.toml": "[broken\n",
        },
    )
    assert loader.find(tmp_path / "cases" / "a") == tmp_path / "cslint.toml"
    write(tmp_path, {"cases/pyproject.toml": "[tool.cslint]\n"})
    assert loader.find(tmp_path / "cases" / "a") == tmp_path / "cases" / "pyproject.toml"


def test_next_to_each_other_cslint_toml_counts(tmp_path: Path) -> None:
    write(tmp_path, {"cslint.toml": "", "pyproject.toml": "[tool.cslint]\n"})
    assert loader.find(tmp_path) == tmp_path / "cslint.toml"


def test_names_of_rules_may_be_separated_by_commas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"t.md": "## Soil\n\n<!-- 5 to 10 words -->\n\n## Plants\n", "index.md": PAGE})
    monkeypatch.chdir(tmp_path)

    def rules(*arguments: str) -> set[str]:
        run(["check", "--isolated", "--template", "t.md", "-o", "concise", *arguments, "index.md"])
        return {line.split()[2].rstrip(":") for line in capsys.readouterr().out.splitlines()}

    assert rules("--select", "too-few-words,missing-section") == {"too-few-words", "missing-section"}
    assert rules("--select", "words, sections", "--ignore", ["missing-section", "x"][0]) == {"too-few-words"}


def test_the_cache_may_be_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CSLINT_CACHE_DIR", "~/x")
    assert default_folder() == tmp_path / "x"
