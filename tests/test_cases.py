"""Which case studies the arguments of a command mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.linter import discovery
from tests.git import write

PAGE = "---\ntitle: Somewhere\n---\n"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(
        tmp_path,
        {
            "index.md": "above the repository\n",
            "repo/.git/HEAD": "",
            "repo/our-template.md": PAGE,
            "repo/package.json": "{}",
            "repo/cases/a/index.md": PAGE,
            "repo/cases/a/maps/old/a.geojson": "{}",
            "repo/cases/b/index.md": PAGE,
            "repo/cases/.hidden/index.md": PAGE,
            "repo/drafts/c.md": PAGE,
            "repo/drafts/c.png": "",
        },
    )
    monkeypatch.chdir(tmp_path / "repo")
    return tmp_path / "repo"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["."], ["cases/a/index.md", "cases/b/index.md"]),
        (["cases/a"], ["cases/a/index.md"]),
        (["cases/a/maps/old/a.geojson", "cases/a"], ["cases/a/index.md"]),
        (["drafts"], ["drafts/c.md"]),
        (["drafts/c.png"], ["drafts/c.md"]),
        (["our-template.md"], ["our-template.md"]),
    ],
)
def test_find(arguments: list[str], found: list[str], course: Path) -> None:
    assert [path.as_posix() for path in discovery.find(list(map(Path, arguments)))] == found


@pytest.mark.parametrize(
    ("path", "case"),
    [
        ("cases/a/index.md", "cases/a/index.md"),
        ("cases/a/maps/old/a.geojson", "cases/a/index.md"),
        ("cases/a/gone.png", "cases/a/index.md"),
        ("cases/gone/index.md", None),
        ("drafts/c.md", None),
        ("package.json", None),
    ],
)
def test_the_case_study_that_a_file_of_a_repository_belongs_to(path: str, case: str | None, course: Path) -> None:
    assert discovery.owner(Path(path)) == (course / case if case else None)
