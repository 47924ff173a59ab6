"""``--executor dask://…``: what other machines find is what this one finds, whatever happens to them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cslint.document.files.sibling_cases import SiblingCases
from cslint.errors import ConfigError
from cslint.linter.executors import dask as cluster
from cslint.linter.executors.dask import WorkItem
from cslint.linter.overrides import Request
from cslint.linter.session import Session
from cslint.linter.task import Task
from tests.corpus import CORPUS, needs_corpus
from tests.course import BODY, case, cslint, environment, findings
from tests.dask_cluster import Dask, dask
from tests.samples import COMPLETE

TEMPLATE = (
    "---\nstatus: Draft\n---\n\n## Overview\n\n<!-- About 40 to 60 words. -->\n\n## Outlook\n\nWhat is to come.\n"
)
SYDNEY = COMPLETE.replace("Pune", "Sydney").replace("IND", "AUS").replace("18.520430, 73.856744", "-33.8688, 151.2093")
SLOWLY = """
import pathlib, time
from cslint.linter import engine
was = engine.check_case
def check(subject, *more):
    pathlib.Path("begun").touch()
    time.sleep({seconds})
    return was(subject, *more)
engine.check_case = check
"""


def course(folder: Path, count: int) -> Path:
    for number in range(count):
        case(folder, f"pune{number}-ind", body=f"{BODY}\nThe year {number}.\n")
    return folder


def until(there: Path) -> None:
    end = time.monotonic() + 60
    while not there.exists():
        assert time.monotonic() < end
        time.sleep(0.02)


def started(executor: str, *words: str | Path, cwd: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cslint", "check", "--isolated", "--executor", executor, *map(str, words)]
    return subprocess.Popen(command, cwd=cwd, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture(autouse=True)
def _no_warnings_of_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONWARNDEFAULTENCODING", raising=False)  # it opens files without encoding= as well


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    with dask(tmp_path_factory.mktemp("dask")) as running:
        yield running


# the same findings


@pytest.mark.parametrize(
    "words",
    [
        ["--isolated", "-o", "json", "cases"],
        ["--isolated", "-o", "json", "{here}/cases"],
        ["--isolated", "-o", "json", "../{name}/cases/pune1-ind/index.md", "cases"],
        ["--isolated", "-o", "json", "../beside", "cases"],
        ["--isolated", "-o", "full", "--select", "all", "cases"],
        ["--isolated", "-o", "json", "--template", "course/our.md", "cases"],
        ["--isolated", "-o", "json", "--template", "{here}/course/our.md", "cases"],
        ["--isolated", "-o", "json", "--profile", "atlas-2024", "--stage", "review", "cases"],
        ["--isolated", "-o", "html", "cases"],
        ["--no-cache", "-o", "json", "cases"],
    ],
    ids=" ".join,
)
def test_two_workers_print_what_this_machine_prints(tmp_path: Path, two: Dask, words: list[str]) -> None:
    here = tmp_path / "here"
    course(here / "cases", 9)
    case(here / "cases", "sydney-aus", front=SYDNEY)  # with the pictures and maps of Pune
    case(tmp_path / "beside", "sydney-aus", front=SYDNEY)
    (here / "course").mkdir()
    (here / "course" / "our.md").write_text(TEMPLATE, encoding="utf-8")
    (here / "cslint.toml").write_text(
        'template = "course/our.md"\n[rule.too-few-words]\nlevel = "must"\n', encoding="utf-8"
    )
    said = [word.format(here=here, name=here.name) for word in words]
    one = cslint("check", *said, cwd=here)
    far = cslint("check", "--executor", two.executor, *said, cwd=here)
    assert len(one.stdout) > 1000
    assert (far.returncode, far.stdout, far.stderr) == (one.returncode, one.stdout, one.stderr)


def test_files_that_cases_have_in_common_are_known_to_every_worker(tmp_path: Path, two: Dask) -> None:
    course(tmp_path, 6)
    case(tmp_path, "sydney-aus", front=SYDNEY)
    far = cslint("check", "--executor", two.executor, "--isolated", "-o", "json", tmp_path)
    copied = [found for found in findings(far) if found["rule"] == "asset-copied"]
    assert {Path(found["path"]).parent.name for found in copied} >= {"sydney-aus", "pune5-ind"}


def test_standard_input_is_sent(tmp_path: Path, two: Dask) -> None:
    page = case(tmp_path) / "index.md"
    words: list[str | Path] = ["--isolated", "-o", "json", "--stdin-filename", page, "-"]
    text = page.read_bytes().replace(b"Short.", b"Lorem ipsum dolor sit amet, consectetur adipiscing elit.")
    one = cslint("check", *words, input=text)
    far = cslint("check", "--executor", two.executor, *words, input=text)
    assert "filler-text" in {found["rule"] for found in findings(far)}
    assert far.stdout == one.stdout


def test_what_workers_found_is_kept_and_need_not_be_sent_again(tmp_path: Path, two: Dask) -> None:
    course(tmp_path / "cases", 3)
    long_ago = time.time() - 60
    for path in (tmp_path / "cases").rglob("*"):
        os.utime(path, (long_ago, long_ago))
    time.sleep(2.1)  # what has just changed is not kept
    about = environment(CSLINT_CACHE_DIR=str(tmp_path / "cache"))
    first = cslint("check", "--executor", two.executor, "-o", "json", "cases", cwd=tmp_path, env=about)
    [kept] = (tmp_path / "cache").rglob("*.json")
    assert len(kept.read_bytes().splitlines()) == 3
    again = cslint("check", "-o", "json", "cases", cwd=tmp_path, env=about)
    assert again.stdout == first.stdout


def test_what_workers_find_can_be_mended_here(tmp_path: Path, two: Dask) -> None:
    course(tmp_path / "here", 3)
    course(tmp_path / "far", 3)
    for place in ("here", "far"):
        page = tmp_path / place / "pune1-ind" / "index.md"
        page.write_text(page.read_text(encoding="utf-8").replace("IND", "ind"), encoding="utf-8")
    one = cslint("check", "--isolated", "--fix", ".", cwd=tmp_path / "here")
    far = cslint("check", "--executor", two.executor, "--isolated", "--fix", ".", cwd=tmp_path / "far")
    assert "country_code: IND" in (tmp_path / "far" / "pune1-ind" / "index.md").read_text(encoding="utf-8")
    assert b"Fixed 1 problem." in far.stderr
    assert (far.returncode, far.stdout, far.stderr) == (one.returncode, one.stdout, one.stderr)


@needs_corpus
def test_two_workers_find_in_the_corpus_what_this_machine_finds(two: Dask) -> None:
    words: list[str | Path] = ["--isolated", "--exit-zero", "-o", "json", CORPUS / "cases"]
    one = cslint("check", *words)
    assert cslint("check", "--executor", two.executor, *words).stdout == one.stdout


# workers that die


def test_a_worker_that_is_killed_half_way_costs_nothing_but_time(tmp_path: Path) -> None:
    course(tmp_path / "cases", 40)
    one = cslint("check", "--isolated", "-o", "json", "cases", cwd=tmp_path)
    with dask(tmp_path / "dask", odd=SLOWLY.format(seconds=0.1)) as running:
        process = started(running.executor, "-o", "json", "cases", cwd=tmp_path)
        until(tmp_path / "dask" / "begun")
        time.sleep(1)  # of at least two
        assert process.poll() is None
        running.workers[0].kill()
        out, said = process.communicate(timeout=60)
        assert running.workers[0].wait() != 0
        assert running.workers[1].poll() is None
    assert (process.returncode, out, said) == (one.returncode, one.stdout, one.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_a_case_that_kills_every_worker_costs_only_itself(tmp_path: Path) -> None:
    course(tmp_path / "cases", 20)
    deadly = (
        "import os, signal\n"
        "from cslint.linter import engine\n"
        "was = engine.check_case\n"
        "def check(subject, *more):\n"
        "    if 'pune3-' in str(subject.case.path): os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return was(subject, *more)\n"
        "engine.check_case = check\n"
    )
    one = cslint("check", "--isolated", "-o", "json", "cases", cwd=tmp_path)
    with dask(tmp_path / "dask", odd=deadly, nanny=True) as running:
        far = cslint("check", "--executor", running.executor, "--isolated", "-o", "json", "cases", cwd=tmp_path)
    broken = [found for found in findings(far) if found["rule"] == "internal-error"]
    assert far.returncode == 2
    assert [found["path"] for found in broken] == ["cases/pune3-ind/index.md"]
    others = [found for found in findings(far) if found not in broken]
    assert others == [found for found in findings(one) if "pune3-" not in found["path"]]


# workers that would find something else


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ("from cslint.linter.executors import dask\ndask.state = lambda *_: 'nothing'", "does not see {page}"),
        (
            "from cslint.linter.executors import dask\ndask.version = lambda name: '0.0'",
            "has cslint 0.0 and this machine ",
        ),
        (
            "from cslint.linter.executors import dask\n"
            "was = dask.program_state\ndask.program_state = lambda names: was(list(names)[1:])",
            "has other files of the program",
        ),
        ("import sys\nsys.modules['cslint.linter.executors.dask'] = None", "cannot run cslint (ModuleNotFoundError"),
    ],
    ids=["files", "version", "program", "none"],
)
def test_a_worker_that_might_find_something_else_finds_nothing(tmp_path: Path, odd: str, said: str) -> None:
    page = case(tmp_path / "cases") / "index.md"
    with dask(tmp_path / "dask", 1, odd=odd) as running:
        far = cslint("check", "--executor", running.executor, "--isolated", "-o", "json", page)
    assert (far.returncode, far.stdout) == (2, b"")
    assert said.format(page=page) in far.stderr.decode()
    assert len(far.stderr.splitlines()) == 1


def test_a_template_that_workers_do_not_see_is_named(tmp_path: Path) -> None:
    case(tmp_path / "cases")
    template = tmp_path / "our.md"
    template.write_text(TEMPLATE, encoding="utf-8")
    odd = "from cslint.linter.executors import dask\ndask.profile_state = lambda profile: 'nothing'"
    with dask(tmp_path / "dask", 1, odd=odd) as running:
        far = cslint("check", "--executor", running.executor, "--template", template, tmp_path / "cases")
    assert far.returncode == 2
    assert f"does not see {template}, " in far.stderr.decode()


def test_a_case_that_is_written_to_while_it_is_sent_is_checked_here(
    tmp_path: Path, two: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    course(tmp_path, 3)
    was = cluster.work_item

    def sent(task: Task, settings: int) -> WorkItem:
        found = was(task, settings)
        if "pune1" in str(found.path):
            with found.path.open("a", encoding="utf-8") as page:
                page.write("\n## Lessons Learned\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n")
        return found

    monkeypatch.setattr(cluster, "work_item", sent)
    with cluster.connected(two.executor) as connected:
        session = Session(Request(), isolated=True)
        session.cluster = connected
        report = session.check(session.work([tmp_path]))
    filler = [found.location.path for found in report.findings if found.rule == "filler-text"]
    assert [Path(path).parent.name for path in filler] == ["pune1-ind"]


# how many at a time


def test_only_so_many_cases_are_sent_as_workers_can_soon_check(tmp_path: Path, two: Dask) -> None:
    with cluster.connected(two.executor) as connected:
        session = Session(Request(), isolated=True)
        session.cluster = connected
        task = session.work([case(tmp_path)])[0]
        reports = session._reports([task] * 5000, SiblingCases([task.path.parent]), {})
        next(reports)
        time.sleep(1)
        assert len(connected._client.futures) <= 2 * cluster._AHEAD + 1
        reports.close()  # type: ignore[attr-defined]


# a scheduler that is not there


@pytest.mark.parametrize(
    ("executor", "place"),
    [
        ("dask://10.0.0.7:8786", ("10.0.0.7", 8786)),
        ("dask://head.example.org", ("head.example.org", 8786)),
        ("dask://head:9000/", ("head", 9000)),
        ("dask://[::1]:9000", ("::1", 9000)),
    ],
)
def test_an_address_is_a_host_and_perhaps_a_port(executor: str, place: tuple[str, int]) -> None:
    assert cluster.address(executor) == place


@pytest.mark.parametrize(
    "executor",
    [
        "",
        "dask",
        "localhost:8786",
        "ray://head:10001",
        "dask://",
        "dask://head:port",
        "dask://head:99999",
        "dask://head/path",
        "dask://me@head",
        "tcp://head:8786",
        "dask://[::1",
        "dask://head?x=1",
    ],
)
def test_another_address_is_refused_with_the_form_that_is_known(executor: str) -> None:
    with pytest.raises(ConfigError, match=r"Known is dask://HOST:PORT"):
        cluster.address(executor)


def test_a_scheduler_that_does_not_answer_is_named_within_seconds(tmp_path: Path) -> None:
    place = case(tmp_path)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and nobody listens
        port = nobody.getsockname()[1]
        began = time.monotonic()
        done = cslint("check", "--executor", f"dask://127.0.0.1:{port}", place)
    assert time.monotonic() - began < 15
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"cslint: No dask scheduler answers at tcp://127.0.0.1:{port}.")
    assert len(done.stderr.splitlines()) == 1


def test_something_else_than_a_scheduler_is_named_within_seconds(tmp_path: Path) -> None:
    place = case(tmp_path)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        done = cslint("check", "--executor", f"dask://127.0.0.1:{port}", place)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"cslint: No dask scheduler answers at tcp://127.0.0.1:{port}.")
    assert len(done.stderr.splitlines()) == 1


def test_without_workers_the_wait_ends_with_a_sentence(tmp_path: Path) -> None:
    place = case(tmp_path)
    with dask(tmp_path / "dask", 0) as running:
        code = "from cslint.linter.executors import dask as cluster\ncluster._PATIENCE = 2"
        done = cslint("check", "--executor", running.executor, "--isolated", place, code=code)
    assert done.returncode == 2
    assert "has no workers. Start some with `dask worker tcp://" in done.stderr.decode()


def test_a_scheduler_that_goes_away_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    course(tmp_path / "cases", 6)
    with dask(tmp_path / "dask", odd=SLOWLY.format(seconds=5)) as running:
        process = started(running.executor, "cases", cwd=tmp_path)
        until(tmp_path / "dask" / "begun")
        running.scheduler.kill()
        out, said = process.communicate(timeout=30)
    assert (process.returncode, out) == (2, b"")
    assert b" is gone. Start it again" in said
    assert len(said.splitlines()) == 1


def test_without_the_extra_it_is_said_how_to_install_it(tmp_path: Path) -> None:
    code = "import sys\nsys.modules['distributed'] = None"
    done = cslint("check", "--executor", "dask://localhost", case(tmp_path), code=code)
    assert done.returncode == 2
    assert done.stderr.decode().strip().endswith("pip install 'cslint[dask] @ git+https://github.com/cslint/cslint'")


@pytest.mark.parametrize("words", [["--watch"], ["--jobs", "2"]])
def test_what_makes_no_sense_with_other_machines_is_refused(tmp_path: Path, words: list[str]) -> None:
    done = cslint("check", "--executor", "dask://localhost", *words, case(tmp_path))
    assert done.returncode == 2
    assert b"cannot be combined with --watch or --jobs" in done.stderr


def test_a_checked_tree_cannot_name_an_executor(tmp_path: Path) -> None:
    place = case(tmp_path)
    (place / "cslint.toml").write_text('executor = "dask://somewhere"\n', encoding="utf-8")
    done = cslint("check", place)
    assert done.returncode == 2
    assert b"executor" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_an_interrupt_stops_at_once_and_takes_back_what_is_left(tmp_path: Path) -> None:
    course(tmp_path / "cases", 12)
    with dask(tmp_path / "dask", odd=SLOWLY.format(seconds=1)) as running:
        process = started(running.executor, "cases", cwd=tmp_path)
        until(tmp_path / "dask" / "begun")
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert time.monotonic() - began < 10
        assert (process.returncode, said) == (130, b"cslint: stopped.\n")
        with cluster.connected(running.executor) as connected:
            end = time.monotonic() + 10
            while "cslint" in connected._client.run_on_scheduler(
                lambda dask_scheduler: " ".join([*dask_scheduler.tasks, *dask_scheduler.worker_plugins])
            ):
                assert time.monotonic() < end
                time.sleep(0.1)
