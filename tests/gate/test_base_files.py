"""Configuration, templates, rule pages and baseline are the target branch's, wherever it keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.cli import run
from tests.gate.course import BASE, CASE, CONFIG, GOOD, OTHER, SHORT, TEMPLATE, TRAMS, gate, repository
from tests.git import commit, git, needs_git, write

pytestmark = needs_git
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


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder for a repository."""
    return tmp_path / "work"


def linked(folder: Path, links: dict[str, str]) -> str:
    """Replace files by links and commit."""
    for name, target in links.items():
        path = folder / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
    return commit(folder)


@pytest.mark.parametrize(
    ("files", "links"),
    [
        ({"real/our.md": TEMPLATE}, {"templates/our.md": "../real/our.md"}),
        ({"real/x/our.md": TEMPLATE, "cslint.toml": 'template = "current/our.md"\n'}, {"current": "real/x"}),
        (
            {"real/x/our.md": TEMPLATE, "cslint.toml": 'template = "current/our.md"\n'},
            {"current": "next", "next": "real/x/"},
        ),
        ({"settings/course.toml": 'template = "templates/our.md"\n'}, {"cslint.toml": "settings/course.toml"}),
        ({"cslint.toml": 'profile = "."\n', "template.md": TEMPLATE}, {}),
        ({"cases/cslint.toml": 'profile = "./"\n', "cases/template.md": TEMPLATE}, {}),
        ({"cslint.toml": 'profile = "kinds/../kinds/our"\n', "kinds/our/template.md": TEMPLATE}, {}),
        ({"cslint.toml": 'profile = "kinds/our"\n', "real/template.md": TEMPLATE}, {"kinds/our": "../real"}),
        ({"pyproject.toml": '[tool.cslint]\ntemplate = "templates/our.md"\n', "cslint.toml": ""}, {}),
    ],
)
def test_it_reads_what_check_reads(
    files: dict[str, str], links: dict[str, str], work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(work, {**BASE, **files})
    if "pyproject.toml" in files:
        (work / "cslint.toml").unlink()
    base = linked(work, links)
    commit(work, {CASE: SHORT})
    monkeypatch.chdir(work)
    assert run(["check", "--no-cache", "cases/buses"]) == 1
    commit(
        work,
        {
            "templates/our.md": "",
            "real/our.md": "",
            "real/template.md": "",
            "real/x/our.md": "",
            "template.md": "",
            "kinds/our2": "",
        },
    )
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.of("too-few-words")) == (1, [(CASE, "error")])


def test_the_head_does_not_choose_what_a_link_of_the_base_leads_to(work: Path) -> None:
    repository(work, {**BASE, "soft.md": TEMPLATE.replace("10 to 20 words", "at most 20 words"), "real.md": TEMPLATE})
    base = linked(work, {"templates/our.md": "../real.md"})
    linked(work, {"templates/our.md": "../soft.md"})
    commit(work, {CASE: SHORT})
    assert gate(work, "--base", base).status == 1


@pytest.mark.parametrize(
    ("files", "links", "reason"),
    [
        ({}, {"templates/our.md": "/etc/our.md"}, "leads out of the repository"),
        ({}, {"templates/our.md": "../../our.md"}, "leads out of the repository"),
        ({}, {"templates/our.md": "our.md"}, "leads back to itself"),
        ({"cslint.toml": 'template = "../our.md"\n'}, {}, "outside the repository"),
        ({"cslint.toml": 'template = "nothing.md"\n'}, {}, "a file that does not exist next to the configuration"),
        ({"cslint.toml": 'template = "templates"\n'}, {}, "a file that does not exist next to the configuration"),
        ({"cslint.toml": 'profile = "nothing"\n'}, {}, '"nothing"'),
        ({"cslint.toml": 'baseline = "nothing.json"\n'}, {}, "nothing.json"),
        ({"cslint.toml": 'baseline = "b.json"\n', "b.json": "{"}, {}, "b.json"),
        ({"cslint.toml": "template = "}, {}, "not valid TOML"),
        ({"cslint.toml": 'profile = "x\\n::error::y"\n'}, {}, "::error::y"),
        ({"cslint.toml": 'templat = "templates/our.md"\n'}, {}, '"templat"'),
        ({"cslint.toml": b"\xff\xfe"}, {}, "cslint.toml"),
        ({"cslint.toml": CONFIG + 'rules = ["house"]\n', "house/own.md": "---\nsummary: [\n---\n"}, {}, "own.md"),
        ({"cslint.toml": CONFIG + "[rule.nothing]\nlevel = 'note'\n"}, {}, "nothing"),
        ({"pyproject.toml": "[tool.cslint\n"}, {}, "pyproject.toml"),
    ],
)
def test_what_is_wrong_in_the_target_branch_is_one_message_with_a_way_out(
    files: dict[str, str | bytes], links: dict[str, str], reason: str, work: Path
) -> None:
    repository(work, {**BASE, **files})
    if "pyproject.toml" in files:
        (work / "cslint.toml").unlink()
    base = linked(work, links)
    commit(work, {CASE: SHORT})
    outcome = gate(work, "--base", base)
    assert outcome.status == 2
    assert reason in outcome.errors
    assert base[:10] in outcome.errors
    assert "A maintainer" in outcome.errors
    assert "cslint-" not in outcome.errors.replace("cslint-baseline", "")
    assert "inside cslint" not in outcome.errors
    assert (outcome.findings, outcome.errors.count("\n")) == ([], 1)


@pytest.mark.parametrize(
    ("broken", "repaired"),
    [
        ({"cslint.toml": "template = "}, {"cslint.toml": CONFIG}),
        ({"cslint.toml": 'template = "templates/your.md"\n'}, {"templates/your.md": TEMPLATE}),
        ({"cslint.toml": CONFIG + 'baseline = "b.json"\n'}, {"b.json": '{"version": 1, "cases": {}}'}),
    ],
)
def test_the_pull_request_that_only_repairs_the_configuration_passes(
    broken: dict[str, str | bytes], repaired: dict[str, str | bytes], work: Path
) -> None:
    base = repository(work, {**BASE, **broken})
    commit(work, repaired)
    outcome = gate(work, "--base", base)
    assert (outcome.status, outcome.findings) == (0, [])
    assert base[:10] in outcome.errors


def test_one_that_repairs_it_and_brings_case_studies_does_not_judge_itself(work: Path) -> None:
    base = repository(work, {**BASE, "cslint.toml": "template = "})
    commit(work, {"cslint.toml": CONFIG + 'ignore = ["words"]\n', CASE: SHORT})
    assert gate(work, "--base", base).status == 2


def test_one_that_does_not_repair_it_does_not_pass(work: Path) -> None:
    base = repository(work, {**BASE, "cslint.toml": "template = "})
    commit(work, {"cslint.toml": "templat = "})
    assert gate(work, "--base", base).status == 2


def test_a_broken_configuration_elsewhere_stops_nobody(work: Path) -> None:
    base = repository(work, {**BASE, "cases/trams/cslint.toml": "x = "})
    commit(work, {CASE: SHORT})
    assert gate(work, "--base", base).of("too-few-words") == [(CASE, "error")]


def test_a_template_of_the_action_that_the_target_branch_lacks_is_one_message(work: Path) -> None:
    base = repository(work)
    commit(work, {CASE: SHORT, "templates/new.md": TEMPLATE})
    outcome = gate(work, "--base", base, CSLINT_GATE_TEMPLATE="templates/new.md")
    assert outcome.status == 2
    assert outcome.errors.startswith(f"cslint: The template templates/new.md is not in {base[:10]}")
    assert "A maintainer" in outcome.errors
    assert outcome.findings == []


def test_the_pull_request_that_only_adds_that_template_passes(work: Path) -> None:
    base = repository(work)
    commit(work, {"templates/new.md": TEMPLATE})
    assert gate(work, "--base", base, CSLINT_GATE_TEMPLATE="templates/new.md").status == 0


@pytest.mark.parametrize("name", ["templates/our.md", "cslint.toml"])
def test_a_change_of_what_is_required_is_named_with_the_way_to_accept_it(name: str, work: Path) -> None:
    base = repository(work)
    commit(work, {CASE: SHORT, name: ""})
    outcome = gate(work, "--base", base)
    assert outcome.status == 1
    assert f"{name} is changed here; the check used the version in {base[:10]}." in outcome.errors
    assert "merge it first, in a pull request of its own" in outcome.errors


class TestSubmodule:
    """A template or a configuration in a submodule."""

    @pytest.fixture
    def with_template(self, work: Path, tmp_path: Path) -> tuple[Path, str]:
        """A repository whose template is in a submodule that is checked out."""
        repository(tmp_path / "shared", {"our.md": TEMPLATE})
        repository(work, {**BASE, "cslint.toml": 'template = "shared/our.md"\n'})
        git(work, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "shared"), "shared")
        return work, commit(work)

    def test_it_is_read_where_it_is_checked_out(self, with_template: tuple[Path, str]) -> None:
        work, base = with_template
        commit(work, {CASE: SHORT})
        assert gate(work, "--base", base).of("too-few-words") == [(CASE, "error")]

    def test_its_commit_is_that_of_the_target_branch(self, with_template: tuple[Path, str]) -> None:
        work, base = with_template
        commit(work / "shared", {"our.md": TEMPLATE.replace("10 to 20 words", "at most 20 words")})
        commit(work, {CASE: SHORT})
        assert gate(work, "--base", base).of("too-few-words") == [(CASE, "error")]

    def test_where_it_is_not_checked_out_it_says_so(self, with_template: tuple[Path, str], tmp_path: Path) -> None:
        work, base = with_template
        commit(work, {CASE: SHORT})
        git(tmp_path, "clone", "--quiet", f"file://{work}", "clone")
        outcome = gate(tmp_path / "clone", "--base", base)
        assert outcome.status == 2
        assert 'it is in the submodule "shared"' in outcome.errors
        assert "submodules: true" in outcome.errors


def test_a_configuration_above_the_repository_does_not_count(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"cslint.toml": 'ignore = ["words"]\n', "temp/cslint.toml": 'ignore = ["words"]\n'})
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    base = repository(
        work, {**BASE, "cslint.toml": "", "cases/buses/cslint.toml": 'template = "../../templates/our.md"\n'}
    )
    (work / "cslint.toml").unlink()
    base = commit(work)
    commit(work, {CASE: SHORT, TRAMS: OTHER.replace("status: Review", "status: Review\ncentroid: [900, 0]")})
    outcome = gate(work, "--base", base)
    assert (CASE, "error") in outcome.of("too-few-words")


def test_the_templates_own_image_is_known_by_the_target_branchs_copy(work: Path) -> None:
    import struct
    import zlib

    head = b"IHDR" + struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    image = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + head
        + struct.pack(">I", zlib.crc32(head))
        + b"\0\0\0\0IEND\xaeB`\x82"
    )
    template = TEMPLATE.replace("Say here", "![Example](./images/example.png)\n\nSay here")
    base = repository(work, {**BASE, "templates/our.md": template, "templates/images/example.png": image})
    (work / "templates/images/example.png").unlink()
    commit(work, {CASE: GOOD.replace("## Lessons", "![A bus](./bus.png)\n\n## Lessons"), "cases/buses/bus.png": image})
    assert gate(work, "--base", base).of("placeholder-asset") == [(CASE, "error")]


def test_messages_do_not_name_a_folder_of_ours(work: Path) -> None:
    base = repository(
        work,
        {
            **BASE,
            "cslint.toml": CONFIG + 'rules = ["house"]\n',
            "house/own.md": PAGE.replace("off: true", "check: nothing.at_all"),
        },
    )
    commit(work, {CASE: SHORT})
    outcome = gate(work, "--base", base)
    said = outcome.errors + str(outcome.findings)
    assert "/tmp/cslint-" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("changed", [CASE, "cslint.toml"])
@pytest.mark.parametrize("broken", [False, True], ids=["", "the target branch is broken"])
def test_no_plugin_is_loaded(changed: str, broken: bool, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_of_plugins(*, group: str) -> tuple[()]:
        assert group != "cslint.plugins"
        return ()

    base = repository(work, {**BASE, **({"cslint.toml": "template = "} if broken else {})})
    commit(work, {changed: CONFIG if changed == "cslint.toml" else SHORT})
    monkeypatch.setattr("importlib.metadata.entry_points", none_of_plugins)
    assert gate(work, "--base", base).status == (2 if broken else 1) * (changed == CASE)
