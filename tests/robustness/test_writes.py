"""Whatever is written is there whole or not at all: killed at every write, on a full disk, where nobody may write, and
when two write at once."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cslint.caching.case_cache import FORMAT
from cslint.errors import WriteError
from cslint.util import atomic_write
from tests.course import BODY, case, cslint, environment, findings
from tests.samples import COMPLETE, MAP

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork and no signals there")

DYING = Path(__file__).with_name("dying.py")
OPEN_RING = MAP.replace("[73.80, 18.46]]]", "[73.81, 18.46]]]")
FIX = ["check", "--isolated", "--fix", "--exit-zero", "-o", "json=report.json", "pune-ind"]
COMMANDS = {
    "fixes and a report": FIX,
    "a baseline": ["baseline", "--isolated", "-o", "known.json", "pune-ind"],
    "what was found, for the next time": ["check", "--exit-zero", "-o", "json", "pune-ind"],
    "a new case": ["new", "Pune", "IND", "--isolated", "--in", "more"],
    "what a repository begins with": ["init", "--yes", "."],
    "a drawn map": ["map", "--isolated", "pune-ind", "-o", "pune-ind/drawn.svg"],
    "pages of status": ["status", "--isolated", "-o", "html=page.html", "-o", "json=state.json", "pune-ind"],
}  # fmt: skip


def lay_out(folder: Path) -> Path:
    """A case study with something to mend in its text and in its map, and files of earlier runs."""
    place = case(folder, front=COMPLETE.replace("country_code: IND", "country_code: IN"))
    (place / "map.geojson").write_text(OPEN_RING, encoding="utf-8")
    (place / "index.md").chmod(0o640)
    (folder / "report.json").write_text("{}\n", encoding="utf-8")
    (folder / "known.json").write_text('{"version": 1, "cases": {}}\n', encoding="utf-8")
    (folder / "page.html").write_text("<p>old</p>\n", encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Content and mode of everything below a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (content(path), stat.S_IMODE(path.stat().st_mode)) for path in paths}


def content(path: Path) -> bytes:
    """What a file holds; of an entry of the cache without what says of which copy of the files it is."""
    data = path.read_bytes()
    if path.parts[-4:-2] != ("cache", FORMAT):
        return data
    if path.parent.name == "runs":
        return data.split(b"\n", 2)[-1]
    if path.parent.name == "said":
        return data.split(b'",', 2)[-1]
    return b"\n".join(line.split(b" ", 3)[-1] for line in data.splitlines())


def left(found: dict[str, Any]) -> list[str]:
    return [name for name in found if atomic_write.is_ours(Path(name).name)]


def disturbed(how: str, arguments: list[str], folder: Path) -> list[dict[str, Any]]:
    """The runs of a command, the N-th disturbed at the N-th of its writes; run 0 is not."""
    start, out = lay_out(folder / "start"), folder / "out"
    about = environment(CSLINT_CACHE_DIR="cache", PYTHONDONTWRITEBYTECODE="1")
    words = [sys.executable, str(DYING), how, str(start), str(out), *arguments]
    done = subprocess.run(words, capture_output=True, env=about, check=True, timeout=120)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_any_write_every_file_is_the_old_or_the_new_one_and_a_second_run_finishes(
    command: str, tmp_path: Path
) -> None:
    whole, *runs = disturbed("kill", COMMANDS[command], tmp_path)
    assert whole["status"] == 0, whole["said"]
    old, new = files(tmp_path / "start"), files(tmp_path / "out" / "0")
    changed = [name for name in new if new[name] != old.get(name)]
    assert changed
    assert len(runs) >= 4 * len(changed)  # opened, written, renamed, and more
    torn = 0
    for told in runs:
        assert told["status"] == -9, told
        dead = files(tmp_path / "out" / f"{told['run']}.dead")
        for name in {*dead, *old} - set(left(dead)):
            assert dead.get(name) in (old.get(name), new.get(name)), (name, told)
        torn += any(dead[name][0] for name in left(dead))
        after = files(tmp_path / "out" / told["run"])
        assert after.keys() == new.keys(), told
        assert {name: after[name] for name in changed} == {name: new[name] for name in changed}, told
    assert torn >= len(changed)  # some died in the middle of what they wrote


@pytest.mark.parametrize(
    ("command", "error"), [*((command, "ENOSPC") for command in COMMANDS), ("fixes and a report", "EROFS")]
)
def test_where_nothing_can_be_written_a_sentence_says_so_and_nothing_is_half_written(
    command: str, error: str, tmp_path: Path
) -> None:
    _, *runs = disturbed(error, COMMANDS[command], tmp_path)
    old, new = files(tmp_path / "start"), files(tmp_path / "out" / "0")
    ways = {"ENOSPC": "Free some space and run it again", "EROFS": "Allow writing there, or name another place."}
    assert runs
    for told in runs:
        now = files(tmp_path / "out" / told["run"])
        assert left(now) == []
        assert all(now.get(name) in (old.get(name), new.get(name)) for name in {*old, *now}), told
        if command == "what was found, for the next time":  # without is slower, and no reason to fail
            assert told["status"] == 0
            assert "cslint:" not in told["said"]
        else:
            assert told["status"] == 2
            assert f"cannot be written: {os.strerror(getattr(errno, error))}. {ways[error]}" in told["said"]


def test_a_file_that_cannot_be_mended_does_not_keep_the_others_from_it(tmp_path: Path) -> None:
    lay_out(tmp_path)
    code = (
        "import os, pathlib\n"
        "was = pathlib.Path.replace\n"
        "def replace(self, target):\n"
        "    if target.name == 'index.md': raise OSError(28, 'No space left on device')\n"
        "    return was(self, target)\n"
        "pathlib.Path.replace = replace"
    )
    done = cslint(*FIX[:-1], "-o", "json", "pune-ind", code=code, cwd=tmp_path)
    assert done.returncode == 2
    assert "country_code: IN\n" in (tmp_path / "pune-ind/index.md").read_text(encoding="utf-8")
    assert (tmp_path / "pune-ind/map.geojson").read_text(encoding="utf-8") != OPEN_RING
    assert "country-code" in {found["rule"] for found in findings(done)}
    said = done.stderr.decode().splitlines()
    assert said[0].startswith("Fixed ")
    place = (tmp_path / "pune-ind/index.md").resolve()
    told = f"cslint: {place} cannot be written: No space left on device. Free some space and run it again; "
    assert said[1:] == [f"{told}nothing was changed."]


@pytest.mark.parametrize("size", [0, 150])
def test_a_limit_on_the_size_of_files_leaves_the_old_one(size: int, tmp_path: Path) -> None:
    before = files(lay_out(tmp_path))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = cslint(*FIX, cwd=tmp_path, preexec_fn=limit)
    assert done.returncode == 2
    assert b"cannot be written: File too large. Free some space and run it again" in done.stderr
    assert files(tmp_path) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "words",
    [["--version"], ["check", "pune-ind"], ["check", "-o", "json", "pune-ind"], ["status", "pune-ind"], ["--help"]],
)
def test_a_full_disk_behind_standard_output_is_a_sentence(words: list[str], tmp_path: Path) -> None:
    lay_out(tmp_path)
    with Path("/dev/full").open("wb") as full:
        start = [sys.executable, "-m", "cslint", *words]
        done = subprocess.run(start, cwd=tmp_path, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "cslint: standard output: No space left on device"
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_report_to_a_full_device_is_a_sentence(tmp_path: Path) -> None:
    done = cslint("check", "-o", "json=/dev/full", "pune-ind", cwd=lay_out(tmp_path))
    assert done.returncode == 2
    assert b"cslint: /dev/full cannot be written: No space left on device. Free some space" in done.stderr


def test_a_report_to_what_standard_output_is_does_not_replace_it(tmp_path: Path) -> None:
    lay_out(tmp_path)
    with (tmp_path / "out").open("wb") as out:
        words = [sys.executable, "-m", "cslint", "check", "-o", "json=/dev/stdout", "pune-ind"]
        subprocess.run(words, cwd=tmp_path, env=environment(), stdout=out, check=False)
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert '"version"' in text
    assert "pune-ind/index.md:" in text  # concise, as the rest of standard output


def bound() -> None:
    """Let permissions bind this process even where it is root: give up the right to pass them by."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        for right in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
            libc.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.parametrize("command", COMMANDS)
def test_in_a_folder_that_is_closed_nothing_is_written_and_it_is_said(command: str, tmp_path: Path) -> None:
    lay_out(tmp_path)
    before = files(tmp_path)
    folders = [tmp_path, tmp_path / "pune-ind"]
    for folder in folders:
        folder.chmod(0o555)
    try:
        about = environment(CSLINT_CACHE_DIR="cache")
        done = cslint(*COMMANDS[command], cwd=tmp_path, env=about, preexec_fn=bound)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert files(tmp_path) == before
    if command == "what was found, for the next time":
        assert (done.returncode, done.stderr) == (0, b"")
        return
    assert done.returncode == 2
    assert b"cannot be written: Permission denied. Allow writing there, or name another place.\n" in done.stderr


def test_a_file_that_is_write_protected_is_not_replaced(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "pune-ind/index.md").chmod(0o444)
    before = (tmp_path / "pune-ind/index.md").read_bytes()
    done = cslint(*FIX, cwd=tmp_path, preexec_fn=bound)
    assert done.returncode == 2
    assert b"index.md cannot be written: Permission denied. Allow writing there" in done.stderr
    assert (tmp_path / "pune-ind/index.md").read_bytes() == before


# links, owners, what is left


def test_a_link_stays_one_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("there/file")
    atomic_write.replace(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there/file").read_bytes() == b"new"


def test_links_that_lead_in_a_circle_are_a_sentence_and_stay(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(WriteError, match="a cannot be written: Too many levels of symbolic links"):
        atomic_write.replace(tmp_path / "a", b"new")
    assert (tmp_path / "a").is_symlink()


def test_the_other_name_of_a_hard_link_keeps_the_old_content(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"old")
    (tmp_path / "two").hardlink_to(tmp_path / "one")
    atomic_write.replace(tmp_path / "one", b"new")
    assert ((tmp_path / "one").read_bytes(), (tmp_path / "two").read_bytes()) == (b"new", b"old")


def test_a_file_has_the_longest_name_that_there_is(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    atomic_write.replace(path, b"one")
    atomic_write.replace(path, b"two")
    assert path.read_bytes() == b"two"


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_mode_that_the_user_wants_for_new_files(mask: int, tmp_path: Path) -> None:
    was = os.umask(mask)
    try:
        atomic_write.replace(tmp_path / "new", b"")
    finally:
        os.umask(was)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o666 & ~mask


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_of_a_file_stays_its_owner(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    os.chown(tmp_path / "file", 1234, 4321)
    (tmp_path / "file").chmod(0o460)
    atomic_write.replace(tmp_path / "file", b"new")
    about = (tmp_path / "file").stat()
    assert (about.st_uid, about.st_gid, stat.S_IMODE(about.st_mode)) == (1234, 4321, 0o460)


def test_what_a_killed_run_left_is_no_part_of_a_case(tmp_path: Path) -> None:
    place = lay_out(tmp_path) / "pune-ind"
    words = ("check", "--isolated", "--select", "all", "-o", "json", "pune-ind")
    before = findings(cslint(*words, cwd=tmp_path))
    (place / ".cslint-0123456789ab.tmp").write_text("---\ntitle: half", encoding="utf-8")
    assert findings(cslint(*words, cwd=tmp_path)) == before


def test_what_is_being_written_where_nothing_can_be_locked_is_left_alone_for_an_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_write, "_lock", lambda _: False)
    now, then = tmp_path / ".cslint-0123456789ab.tmp", tmp_path / ".cslint-ba9876543210.tmp"
    now.write_bytes(b"")
    then.write_bytes(b"")
    os.utime(then, (1, 1))
    atomic_write.replace(tmp_path / "file", b"new")
    assert (now.exists(), then.exists()) == (True, False)


def test_cleared_the_cache_holds_nothing_that_a_killed_run_left(tmp_path: Path) -> None:
    (tmp_path / "cache/1/ab").mkdir(parents=True)
    (tmp_path / "cache/1/ab/.cslint-0123456789ab.tmp").write_bytes(b"half")
    done = cslint("cache", "clear", env=environment(CSLINT_CACHE_DIR=str(tmp_path / "cache")))
    assert done.stdout == b"Deleted 0 entries.\n"
    assert files(tmp_path) == {}


# two at once


def at_once(actions: list[Callable[[], object]]) -> None:
    """Run functions in processes of their own, and wait for all."""
    numbers = []
    for action in actions:
        number = os.fork()
        if number == 0:
            status = 1
            try:
                action()
                status = 0
            finally:
                os._exit(status)
        numbers.append(number)
    assert [os.waitpid(number, 0)[1] for number in numbers] == [0] * len(actions)


def test_of_many_changes_made_at_once_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "file"

    def add(who: int) -> None:
        for number in range(40):
            atomic_write.update(path, lambda old, number=number: (old or b"") + b"%d:%d\n" % (who, number))  # type: ignore[misc]

    at_once([lambda who=who: add(who) for who in range(4)])  # type: ignore[misc]
    assert sorted(path.read_bytes().split()) == sorted(b"%d:%d" % (who, n) for who in range(4) for n in range(40))
    assert list(tmp_path.iterdir()) == [path]


SLOWLY = (
    "import os, time\n"
    "was = os.fsync\n"
    "def fsync(handle):\n"
    "    print('writing', flush=True); time.sleep(1); was(handle)\n"
    "os.fsync = fsync"
)


def test_who_mends_while_another_one_writes_sees_what_that_has_written(tmp_path: Path) -> None:
    place = case(tmp_path, front=COMPLETE.replace(": IND", ": IN").replace("./map", "map"))
    script = f"{SLOWLY}\nfrom cslint.__main__ import main\nmain()"
    words = ["check", "--isolated", "--fix", "--exit-zero", str(place), "--select"]
    first = subprocess.Popen(
        [sys.executable, "-c", script, *words, "country-code"], stdout=subprocess.PIPE, env=environment()
    )
    assert first.stdout is not None
    assert first.stdout.readline() == b"writing\n"
    second = cslint(*words, "path-prefix")
    first.communicate(timeout=30)
    text = (place / "index.md").read_text(encoding="utf-8")
    assert second.returncode == 0
    assert "country_code: IND\n" in text
    assert "geography: ./map.geojson" in text


@pytest.mark.parametrize("time", range(3))
def test_two_that_mend_one_folder_at_once_mend_all_of_it(time: int, tmp_path: Path) -> None:
    for number in range(6):
        front = COMPLETE.replace(": IND", ": IN")
        case(tmp_path, f"pune{number}-ind", front=front, body=f"{BODY}\n[a](htp://example.org/{number})\n")
    words = [sys.executable, "-m", "cslint", "check", "--isolated", "--fix", "-o", "json", str(tmp_path), "--select"]
    runs = [
        subprocess.Popen([*words, rule], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        for rule in ("country-code", "malformed-link")
    ]
    for run in runs:
        out, _ = run.communicate(timeout=60)
        assert (run.returncode, json.loads(out)["diagnostics"]) == (0, [])
    for number in range(6):
        text = (tmp_path / f"pune{number}-ind/index.md").read_text(encoding="utf-8")
        assert "country_code: IND\n" in text
        assert f"(http://example.org/{number})" in text
    assert left(files(tmp_path)) == []


def test_two_baselines_written_at_once_are_both_there(tmp_path: Path) -> None:
    names = [case(tmp_path, f"pune{number}-ind").name for number in range(2)]
    words = [sys.executable, "-m", "cslint", "baseline", "--isolated", "-o", "known.json"]
    runs = [subprocess.Popen([*words, name], cwd=tmp_path, env=environment()) for name in names]
    assert [run.wait(timeout=60) for run in runs] == [0, 0]
    known = json.loads((tmp_path / "known.json").read_text(encoding="utf-8"))
    assert list(known["cases"]) == [f"{name}/index.md" for name in names]
