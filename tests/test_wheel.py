"""The wheel, built and installed elsewhere, brings the same rules and profiles as the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*argv: str, cwd: Path, path: Path) -> str:
    # -I -S would hide the dependencies, so only the place of cslint itself is changed
    code = f"import sys; sys.path.insert(0, {str(path)!r}); from cslint.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *argv], cwd=cwd, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*pip, *build], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    return folder / "site"


def test_the_installed_package_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); import cslint; print(cslint.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert Path(found.stdout.strip()).is_relative_to(installed)


@pytest.mark.parametrize(
    "argv", [("rules", "-o", "json"), ("contract", "atlas-2023", "-o", "json"), ("contract", "atlas-2024")]
)
def test_it_says_what_the_checkout_says(installed: Path, tmp_path: Path, argv: tuple[str, ...]) -> None:
    assert run(*argv, cwd=tmp_path, path=installed) == run(*argv, cwd=tmp_path, path=ROOT / "src")


def test_its_rule_pages_are_those_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); "
        "from cslint.rules import registry; print(len(registry.built_in()), registry.__file__)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    count, _, file = done.stdout.strip().partition(" ")
    assert int(count) == len(list((ROOT / "rules").glob("*.md"))) - (ROOT / "rules" / "README.md").is_file()
    assert Path(file).is_relative_to(installed)


def test_it_checks_a_case(installed: Path, tmp_path: Path) -> None:
    example = str(ROOT / "examples" / "pune-ind")
    told = json.loads(run("check", example, "--isolated", "--notes", "-o", "json", cwd=tmp_path, path=installed))
    assert told["diagnostics"] == []
    assert told["summary"]["cases"] == 1
