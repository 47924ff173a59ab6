"""Whatever a run depends on is changed in turn: with the cache, the program prints what it prints without."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cslint.cli import run
from cslint.linter import inputs, settings
from tests.course import case, cslint, environment

TEMPLATE = "---\ntitle:\n---\n\n## Overview\n\n<!-- about 5 words -->\n\n![The plan](./plan.png)\n"
PAGE = Path(__file__).parents[2] / "rules" / "too-few-words.md"
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff"
    b"\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: None) -> Path:
    """A course with a template, a rule page, a configuration and two cases."""
    folder = tmp_path / "project"
    for name in ("pune-ind", "sydney-aus"):
        case(folder / "cases", name)
    (folder / "template").mkdir()
    (folder / "template" / "template.md").write_text(TEMPLATE, encoding="utf-8")
    (folder / "template" / "plan.png").write_bytes(PIXEL)
    (folder / "rules").mkdir()
    shutil.copy(PAGE, folder / "rules" / "house-words.md")
    (folder / "cslint.toml").write_text('template = "template/template.md"\nrules = ["rules"]\n', encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def printed(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    status = run(["check", "--select", "all", "--notes", "-o", "json", *options, "cases"])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def write(path: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / path).write_text(text, encoding="utf-8")


def same_size_and_times(path: str) -> Callable[[Path], object]:
    """Change letters of a file and put its times back."""

    def change(folder: Path) -> None:
        file = folder / path
        info = file.stat()
        text = file.read_bytes()
        file.write_bytes(text.replace(b"Overview", b"Oversees").replace(b"5 words", b"9 words").replace(b"has", b"had"))
        assert file.stat().st_size == info.st_size
        assert file.read_bytes() != text
        os.utime(file, ns=(info.st_atime_ns, info.st_mtime_ns))

    return change


def renamed_over(path: str) -> Callable[[Path], object]:
    """Put another file of the same size and age in the place of a file."""

    def change(folder: Path) -> None:
        other = folder.parent / "other"
        shutil.copy2(folder / path, other)
        other.write_bytes((folder / path).read_bytes()[::-1])
        shutil.copystat(folder / path, other)
        other.replace(folder / path)

    return change


def link_retargeted(path: str) -> Callable[[Path], object]:
    """Let a link lead to the one of two files, and then to the other."""

    def change(folder: Path) -> None:
        file, one, two = folder / path, folder.parent / "one", folder.parent / "two"
        file.replace(one)
        two.write_bytes(one.read_bytes().replace(b"words", b"items"))
        shutil.copystat(one, two)
        file.symlink_to(one)
        run(["check", "cases"])
        file.unlink()
        file.symlink_to(two)

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "text of a case": write("cases/pune-ind/index.md", "---\ntitle: x\n---\n"),
    "text of a case, same size and times": same_size_and_times("cases/pune-ind/index.md"),
    "another file under the name of a case": renamed_over("cases/pune-ind/index.md"),
    "link in place of a case": link_retargeted("cases/pune-ind/index.md"),
    "image of a case": write("cases/pune-ind/photo.jpg", ""),
    "case more": lambda folder: case(folder / "cases", "lagos-nga"),
    "case less": lambda folder: shutil.rmtree(folder / "cases" / "sydney-aus"),
    "configuration": write("cslint.toml", 'template = "template/template.md"\nignore = ["words"]\n'),
    "configuration nearer to the cases": write("cases/cslint.toml", 'stage = "complete"\n'),
    "configuration gone": lambda folder: (folder / "cslint.toml").unlink(),
    "template": write("template/template.md", TEMPLATE.replace("5", "500")),
    "template, same size and times": same_size_and_times("template/template.md"),
    "link in place of the template": link_retargeted("template/template.md"),
    "image of the template": lambda folder: shutil.copy(
        folder / "cases" / "pune-ind" / "photo.jpg", folder / "template" / "plan.png"
    ),
    "image of the template gone": lambda folder: (folder / "template" / "plan.png").unlink(),
    "rule page": write("rules/house-words.md", PAGE.read_text(encoding="utf-8").replace("has {", "holds {")),
    "rule page, same size and times": same_size_and_times("rules/house-words.md"),
    "rule page more": lambda folder: shutil.copy(PAGE, folder / "rules" / "more-words.md"),
    "rule page broken": write("rules/house-words.md", "---\nsummary: [\n---\n"),
    "rule page gone": lambda folder: (folder / "rules" / "house-words.md").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_gives_what_is_found_without_the_cache(
    project: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    before = printed(capsys)
    assert printed(capsys) == before
    CHANGES[change](project)
    capsys.readouterr()
    after = printed(capsys)
    assert after == printed(capsys, "--no-cache")
    assert printed(capsys) == after


@pytest.mark.parametrize("saved", ["cslint.toml", "template/template.md", "rules/house-words.md"])
def test_a_file_that_is_saved_during_a_run_does_not_get_findings_of_its_old_text(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, saved: str
) -> None:
    texts = {
        "cslint.toml": 'ignore = ["words"]\n',
        "template/template.md": TEMPLATE.replace("5", "500"),
        "rules/house-words.md": PAGE.read_text(encoding="utf-8").replace("has {", "holds {"),
    }
    real = settings.Settings.cache_key

    def save_first(self: settings.Settings) -> tuple[object, ...]:
        _ = self.profile.template if self.profile else None
        (project / saved).write_text(texts[saved], encoding="utf-8")
        return real(self)

    with monkeypatch.context() as patch:
        patch.setattr(settings.Settings, "cache_key", save_first)
        printed(capsys)
    assert printed(capsys) == printed(capsys, "--no-cache")


def test_the_date_the_folder_and_versions_of_program_and_libraries_count(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def key() -> str:
        import datetime

        from cslint.document.files.sibling_cases import SiblingCases
        from cslint.linter.overrides import Request
        from cslint.linter.session import Session

        session = Session(Request())
        [task] = session.work([Path("cases/pune-ind")])
        task.settings.today = day or datetime.date.today()
        return inputs.Inputs().key(task, SiblingCases([task.path.parent]))

    import datetime

    day = None
    first = key()
    assert first
    assert first == key()
    day = datetime.date(2031, 1, 1)
    assert key() != first
    day = None
    with monkeypatch.context() as patch:
        patch.setattr(inputs, "__version__", "99")
        assert key() != first
    library = project.parent / "site" / "mistune"
    library.mkdir(parents=True)
    (library / "__init__.py").write_text("", encoding="utf-8")
    real = importlib.util.find_spec

    def moved(name: str) -> object:
        spec = real(name)
        if name == "mistune" and spec:
            spec.origin = str(library / "__init__.py")
        return spec

    monkeypatch.setattr("cslint.linter.inputs.find_spec", moved)
    other = key()
    assert other != first
    (library / "__init__.py").write_text("#", encoding="utf-8")
    assert key() != other


def test_the_environment_does_not_change_what_is_found(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = printed(capsys)
    for name, value in {"LANG": "de_DE.UTF-8", "TZ": "UTC", "HOME": "/nowhere", "COLUMNS": "20"}.items():
        monkeypatch.setenv(name, value)
        assert printed(capsys) == before == printed(capsys, "--no-cache")


def test_a_profile_folder_counts(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "cslint.toml").write_text('profile = "template"\n', encoding="utf-8")
    before = printed(capsys)
    (project / "template" / "front-matter.yml").write_text("fields:\n  author: {required: true}\n", encoding="utf-8")
    after = printed(capsys)
    assert after == printed(capsys, "--no-cache")
    assert after != before


@pytest.mark.parametrize("helper", ["house/helper.py", "house_helper.py"])
def test_a_plugins_helper_module_counts(tmp_path: Path, helper: str) -> None:
    site = tmp_path / "site"
    package = site / "house"
    (package / "rules").mkdir(parents=True)
    (package / "checks").mkdir()
    for name in ("__init__.py", "checks/__init__.py"):
        (package / name).write_text("", encoding="utf-8")
    (site / helper).write_text('WORD = "one"\n', encoding="utf-8")
    module = helper.removesuffix(".py").replace("/", ".")
    check = (
        f"from cslint.plugin import Span, Violation\nfrom {module} import WORD\n\n"
        'def found(context):\n    yield Violation(Span(0, 0), {"word": WORD})\n'
    )
    (package / "checks" / "words.py").write_text(check, encoding="utf-8")
    page = "---\nsummary: A word\nfamily: words\nlevel: should\nkind: style\ncheck: words.found\n"
    page += 'message: "The word is {word}."\n---\nText.\n'
    (package / "rules" / "house-word.md").write_text(page, encoding="utf-8")
    info = site / "house-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[cslint.plugins]\nhouse = house\n", encoding="utf-8")
    place = case(tmp_path / "cases")
    code = f"import sys\nsys.path.insert(0, {str(site)!r})\nsys.dont_write_bytecode = True\n"
    code += "from cslint.linter import inputs\ninputs.RECENT = 0\n"
    cache = {"CSLINT_CACHE_DIR": str(tmp_path / "cache")}

    def told() -> str:
        return cslint("check", "--select", "house-word", place, code=code, env=environment(**cache)).stdout.decode()

    assert "The word is one." in told()
    assert "The word is one." in told()
    (site / helper).write_text('WORD = "two"\n', encoding="utf-8")
    assert "The word is two." in told()
