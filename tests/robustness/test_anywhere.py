"""The same findings and the same fixes wherever a case study is checked: line ends, names, encodings, terminals."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from cslint.reporters import BUILT_IN
from tests.course import BODY, case, cslint, environment, findings
from tests.samples import COMPLETE

MISTAKES = Path(__file__).parents[2] / "examples" / "mistakes" / "porto-prt"
TEXT = (".md", ".geojson", ".svg", ".html", ".txt")


def told(folder: Path, *words: str) -> list[tuple[Any, ...]]:
    found = findings(cslint("check", "--isolated", "--notes", *words, "-o", "json", folder.name, cwd=folder.parent))
    return [(one["rule"], one["path"], one["line"], one["column"], one["message"]) for one in found]


def with_carriage_returns(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.suffix in TEXT:
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def copied(folder: Path) -> Path:
    shutil.copytree(MISTAKES, folder / MISTAKES.name)
    return folder / MISTAKES.name


# line ends


def test_a_checkout_with_carriage_returns_has_the_same_findings_at_the_same_places(tmp_path: Path) -> None:
    plain, returns = copied(tmp_path / "plain"), copied(tmp_path / "returns")
    with_carriage_returns(returns)
    assert len(told(plain)) > 20
    assert told(returns) == told(plain)


def test_fixes_keep_carriage_returns(tmp_path: Path) -> None:
    plain, returns = copied(tmp_path / "plain"), copied(tmp_path / "returns")
    with_carriage_returns(returns)
    for place in (plain, returns):
        cslint("check", "--isolated", "--notes", "--fix", "--unsafe-fixes", place.name, cwd=place.parent)
    with_carriage_returns(plain)
    assert [path.name for path in plain.rglob("*") if path.read_bytes() != (returns / path.name).read_bytes()] == []


# names

NAMES = {
    "composed": unicodedata.normalize("NFC", "été-łódź"),
    "decomposed": unicodedata.normalize("NFD", "été-łódź"),
    "another script": "東京-水位",
    "right to left": "חיפה",
    "blanks": "a case  of two",
    "undecodable": os.fsdecode(b"caf\xe9-\xff"),
    "a line end": "one\ntwo",
    "a leading dash": "-fix",
    "a backslash": "a\\b",
    "a command": "::error::x",
}


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_reported_in_any_encoding(name: str, encoding: str, tmp_path: Path) -> None:
    place = case(tmp_path, NAMES[name])
    (place / "photo.jpg").rename(place / f"{NAMES[name]}.jpg")
    forms = [*BUILT_IN, "json=found.json", "html=found.html", "full=found.txt", "sarif=found.sarif"]
    about = environment(PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0")
    words = [*(part for form in forms for part in ("-o", form)), "--isolated", "--exit-zero", "--select", "all"]
    done = cslint("check", *words, ".", cwd=tmp_path, env=about)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    done.stderr.decode(encoding)
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert {one["rule"] for one in found["diagnostics"]} >= {"missing-asset", "too-few-words"}
    assert found["summary"]["cases"] == 1
    status = cslint("status", "--isolated", "-o", "text", "-o", "json=state.json", ".", cwd=tmp_path, env=about)
    assert (status.returncode, b"Traceback" in status.stderr) == (0, False), status.stderr
    assert len(json.loads((tmp_path / "state.json").read_text(encoding="utf-8"))["cases"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("name", ["undecodable", "another script", "a line end"])
def test_a_case_of_any_name_is_mended_and_its_diff_shown(name: str, tmp_path: Path) -> None:
    place = case(tmp_path, NAMES[name], front=COMPLETE.replace(": IND", ": IN"))
    about = environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0")
    shown = cslint("check", "--isolated", "--diff", ".", cwd=tmp_path, env=about)
    assert (shown.returncode, shown.stderr) == (1, b"--fix would fix 1 problem in 1 file.\n")
    assert b"+country_code: IND\n" in shown.stdout
    cslint("check", "--isolated", "--fix", ".", cwd=tmp_path, env=about)
    assert "country_code: IND\n" in (place / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("on_disk", "written", "rule", "mended"),
    [
        ("Photo.JPG", "./photo.jpg", "path-case", "./Photo.JPG"),
        (NAMES["decomposed"] + ".jpg", f"./{NAMES['composed']}.jpg", "path-case", None),
        (NAMES["composed"] + ".jpg", f"./{NAMES['decomposed']}.jpg", "path-case", None),
        ("images/photo.jpg", ".\\images\\photo.jpg", "path-case", "./images/photo.jpg"),
        ("images/photo.jpg", "images\\photo.jpg", "path-case", "./images/photo.jpg"),
    ],
)
def test_a_name_that_only_some_disks_take_for_the_same_is_told(
    on_disk: str, written: str, rule: str, mended: str | None, tmp_path: Path
) -> None:
    place = case(tmp_path, front=COMPLETE.replace("./photo.jpg", written))
    (place / on_disk).parent.mkdir(exist_ok=True)
    (place / "photo.jpg").rename(place / on_disk)
    assert rule in [found[0] for found in told(place)]
    cslint("check", "--isolated", "--fix", "--unsafe-fixes", place)
    text = (place / "index.md").read_text(encoding="utf-8")
    assert f"featured_image: {mended or './' + on_disk}\n" in text


# encodings and terminals

COMMANDS = [
    ["status", "pune-ind"],
    ["status", "-o", "markdown", "pune-ind"],
    ["contract", "pune-ind"],
    ["rules"],
    ["explain", "too-few-words"],
    ["schema"],
    ["map", "pune-ind"],
    ["check", "--diff", "--unsafe-fixes", "pune-ind"],
    ["check", "--help"],
    ["new", "Łódź", "POL"],
]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_prints_in_any_encoding(words: list[str], encoding: str, tmp_path: Path) -> None:
    case(
        tmp_path,
        body=f"{BODY}\nŁódź – 東京 “x” \u202e\n",
        front=COMPLETE.replace("Smart", "Łódź 東京").replace(": IND", ": IN"),
    )
    about = environment(PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C", COLUMNS="20")
    done = cslint(*words, cwd=tmp_path, env=about)
    assert done.returncode in (0, 1), done.stderr
    assert b"Traceback" not in done.stderr
    done.stderr.decode(encoding)
    assert done.stdout
    if not {"markdown", "--help"} & {*words}:  # typer takes ASCII for a mistake, and prints UTF-8
        done.stdout.decode("utf-8" if "--diff" in words else encoding)


def on_terminal(words: list[str], columns: int, folder: Path) -> tuple[int, str]:
    """Run the program on a terminal of that width; what it shows, without colours."""
    import fcntl
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    about = environment(TERM="xterm", PYTHONIOENCODING="utf-8")
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        about.pop(name, None)
    start = [sys.executable, "-m", "cslint", *words]
    process = subprocess.Popen(start, cwd=folder, stdout=follower, stderr=follower, stdin=follower, env=about)
    os.close(follower)
    shown = b""
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(leader)
    text = re.sub(r"\x1b\][^\x1b\x07]*(\x1b\\|\x07)|\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    return process.wait(timeout=60), text


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are otherwise there")
@pytest.mark.parametrize(
    "words",
    [["check", "pune-ind"], ["status", "pune-ind"], ["status", "."], ["rules"], ["check", "--help"], ["check", "no"]],
    ids=" ".join,
)
def test_a_terminal_of_twenty_columns_will_do(words: list[str], tmp_path: Path) -> None:
    for number in range(2):
        case(tmp_path, "pune-ind" if not number else "porto-prt", body=f"{BODY}\nŁódź – 東京 “x”\n")
    status, shown = on_terminal(words, 20, tmp_path)
    assert status == (2 if words[-1] == "no" else status)
    assert "Traceback" not in shown
    assert shown.strip()
