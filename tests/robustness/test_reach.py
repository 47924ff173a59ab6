"""What a checked tree may make the program do: read its own files. No code of it runs, no network is touched, and
nothing is opened outside the case studies and what a configuration names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cslint as package
from cslint.reporters import BUILT_IN
from tests.course import BODY, SOURCE, case, cslint, environment
from tests.samples import COMPLETE, MAP, picture

# no code

TRAP = "import os, pathlib\npathlib.Path(os.environ['CSLINT_TRAP']).write_text(__name__)\nraise SystemExit(66)\n"
OTHERS = [
    "yaml",
    "mistune",
    "frontmatter",
    "rapidfuzz",
    "shapely",
    "geographiclib",
    "pydantic",
    "typer",
    "rich",
    "click",
]
PYTHONS = ["tomllib", "json", "signal", "typing", "pathlib", "random", "socket", "pickle", "types", "logging", "runpy"]
TREES = ["conftest", "sitecustomize", "usercustomize", "setup", "rules/own", "checks/words", "pune0-ind/yaml", "plugin"]
NAMED = (
    "[build-system]\nrequires = []\nbuild-backend = 'plugin'\n[project.entry-points.'cslint.plugins']\nx = 'plugin'\n"
)
FORMATS = ("json", "full", "html", "sarif")


@pytest.fixture
def trapped(tmp_path: Path) -> Path:
    """A tree of case studies with code wherever something might run it."""
    tree = tmp_path / "tree"
    for number in range(3):
        case(tree, f"pune{number}-ind")
    for name in (*OTHERS, *PYTHONS, *TREES, "cslint"):
        path = tree / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(TRAP, encoding="utf-8")
    (tree / "own.pth").write_text("import plugin\n", encoding="utf-8")
    (tree / "pyproject.toml").write_text(NAMED, encoding="utf-8")
    about = tree / "plugin-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 1.0\n", encoding="utf-8")
    points = "[cslint.plugins]\nx = plugin\n[cslint.reporters]\nplugin = plugin:report\n"
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    return tree


STARTS = {
    "python -m cslint": [sys.executable, "-m", "cslint"],
    "python -P -m cslint": [sys.executable, "-P", "-m", "cslint"],
    "cslint": [str(Path(sys.executable).with_name("cslint"))],
}
RUNS = [  # a command each that loads something else
    ["check", "--exit-zero", "--notes", *(part for form in FORMATS for part in ("-o", form))],
    ["check", "--exit-zero", "--fix", "--unsafe-fixes", "-j", "2"],
    ["status", "-o", "html"],
    ["rules"],
    ["map", "pune0-ind"],
]


@pytest.mark.parametrize("start", STARTS)
def test_no_code_of_the_tree_runs(start: str, trapped: Path, tmp_path: Path) -> None:
    if not Path(STARTS[start][0]).exists():
        pytest.skip(f"{STARTS[start][0]} is not installed")
    if start == "python -m cslint":
        for name in (*PYTHONS, "cslint"):  # Python itself looks for these in the current folder before we are asked
            (trapped / f"{name}.py").unlink()
    sprung = tmp_path / "sprung"
    about = environment(CSLINT_TRAP=str(sprung), PYTHONDONTWRITEBYTECODE="1")
    for words in RUNS:
        done = subprocess.run([*STARTS[start], *words], cwd=trapped, env=about, capture_output=True, check=False)
        assert (words, done.returncode, done.stderr[-400:]) == (words, 0, done.stderr[-400:])
        assert not sprung.exists(), (words, sprung.read_text(encoding="utf-8"))


def test_no_code_of_the_tree_runs_in_processes_that_are_started_anew(trapped: Path, tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    code = "import sys; sys.path.remove('')\nfrom cslint.linter.executors import process_pool\n"
    code += "process_pool.sys = type('sys', (), {'platform': 'darwin'})"
    about = environment(CSLINT_TRAP=str(sprung))
    done = cslint("check", "--exit-zero", "-j", "2", "-o", "json", code=code, cwd=trapped, env=about)
    assert not sprung.exists(), sprung.read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["summary"]["cases"] == 3


def test_a_format_of_the_tree_is_not_known(trapped: Path, tmp_path: Path) -> None:
    about = environment(CSLINT_TRAP=str(tmp_path / "sprung"), PYTHONSAFEPATH="1")
    done = cslint("check", "-o", "plugin", cwd=trapped, env=about)
    assert b"'plugin' is not an output format" in done.stderr


@pytest.mark.parametrize("check", ["os.system", "..cli.init.command", "words.Path", "plugin.report", "/etc/passwd.x"])
def test_a_rule_page_of_the_tree_reaches_no_more_than_the_checks(check: str, trapped: Path, tmp_path: Path) -> None:
    page = (SOURCE.parent / "rules" / "too-few-words.md").read_text(encoding="utf-8")
    (trapped / "rules" / "own.md").write_text(page.replace("words.too_few", check), encoding="utf-8")
    (trapped / "cslint.toml").write_text('rules = ["rules"]\n', encoding="utf-8")
    about = environment(CSLINT_TRAP=str(tmp_path / "sprung"), PYTHONSAFEPATH="1")
    done = cslint("check", "--select", "own", "-o", "json", cwd=trapped, env=about)
    assert done.returncode == 2
    assert not (tmp_path / "sprung").exists()
    assert b"Traceback" not in done.stderr


# no network

REMOTE = "https://example.org/x.png"
FAR = f"""\
{BODY}
[a]({REMOTE}) ![b]({REMOTE}) <{REMOTE}> <img src="{REMOTE}"> ![c](//example.org/y.jpg) ![d](ftp://example.org/z.gif)

{REMOTE}
"""
FORBID = (
    "import sys\n"
    "def forbid(event, arguments):\n"
    "    if event.startswith(('socket.', 'subprocess.', 'os.system', 'os.exec', 'os.posix_spawn', 'urllib.')):\n"
    "        sys.stderr.write(f'FORBIDDEN {event}'); sys.stderr.flush(); sys.exit(66)\n"
    "sys.addaudithook(forbid)"
)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--select", "all", *(part for form in BUILT_IN for part in ("-o", form))],
        ["status", *(part for form in ("text", "json", "markdown", "html") for part in ("-o", form))],
        ["map", "pune-ind"],
        ["new", "Porto", "PRT"],
        ["contract", "pune-ind"],
    ],
    ids=lambda words: words[0],
)
def test_no_network_is_touched_whatever_is_printed(words: list[str], tmp_path: Path) -> None:
    front = COMPLETE.replace("./photo.jpg", REMOTE).replace("./map.geojson", "https://example.org/map.geojson")
    case(tmp_path, body=FAR, front=front)
    own = [] if words[0] == "contract" else ["--isolated"]
    done = cslint(*words, *own, code=FORBID, cwd=tmp_path)
    assert b"FORBIDDEN" not in done.stderr
    assert done.returncode in (0, 1), done.stderr
    assert len(done.stdout) > 10


# no file but its own

SECRET = "T0P-SECRET"
OUTWARD = r"""
../../outside/secret.txt
../outside/secret.txt
..\..\outside\secret.txt
%2e%2e/%2e%2e/outside/secret.txt
..%2f..%2foutside%2fsecret.txt
%252e%252e/outside/secret.txt
./x/../../../outside/secret.txt
....//secret.txt
&#46;&#46;/&#46;&#46;/outside/secret.txt
{outside}/secret.txt
file://{outside}/secret.txt
file:{outside}/secret.txt
FILE://localhost{outside}/secret.txt
//localhost{outside}/secret.txt
~/secret.txt
~root/.profile
C:\Windows\win.ini
\\server\share\x.png
//?/C:/x.png
con
nul.png
secret.txt:stream
/proc/self/environ
/dev/stdin
link.txt
link.jpg
link.geojson
link.txt%00.png
folder/secret.txt
""".strip().splitlines()
WATCH = """
import os, sys
def watch(event, arguments):
    if event in ('open', 'os.listdir', 'os.scandir') and isinstance(arguments[0], (str, bytes)):
        seen.append(os.path.realpath(os.fsdecode(arguments[0]) or '.'))
seen = []
import atexit
sys.addaudithook(watch)
atexit.register(lambda: os.write(2, ''.join(f'\\nSEEN {path}' for path in sorted(set(seen))).encode()))
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A tree whose case studies name what lies outside of it, in every place that names a file."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET, encoding="utf-8")
    (outside / "photo.jpg").write_bytes(picture())
    (outside / "map.geojson").write_text(MAP, encoding="utf-8")
    (outside / "index.md").write_text(f"---\ntitle: {SECRET}\ncentroid: [1, 2]\n---\n", encoding="utf-8")
    targets = [target.format(outside=outside) for target in OUTWARD]
    lines = "".join(f"\n[a]({target}) ![b]({target}) ![c](<{target}>) <img src='{target}'>\n" for target in targets)
    tree = tmp_path / "tree"
    fields = {"featured_image": "./photo.jpg", "geography": "./map.geojson"}
    for at, target in enumerate(targets):
        front = COMPLETE
        for own in fields.values():
            front = front.replace(own, json.dumps(target))
        place = case(tree, f"pune{at}-ind", body=f"{BODY}{lines if not at else ''}", front=front)
        for name, to in {"link.txt": "secret.txt", "link.jpg": "photo.jpg", "link.geojson": "map.geojson"}.items():
            (place / name).symlink_to(outside / to)
        (place / "folder").symlink_to(outside)
    (tree / "linked-ind").mkdir()
    (tree / "linked-ind" / "index.md").symlink_to(outside / "index.md")
    (tree / "alone-ind").mkdir()
    (tree / "alone-ind" / "only.md").symlink_to(outside / "index.md")
    (tree / "whole-ind").symlink_to(outside)
    template = (
        f"---\ntitle: Title\nfeatured_image: ../outside/photo.jpg\n---\n\n## Overview\n\n<!-- 5 words -->\n{lines}"
    )
    (tree / "template.md").write_text(template, encoding="utf-8")
    return tree


@pytest.mark.skipif(sys.platform == "win32", reason="links take rights there")
@pytest.mark.parametrize(
    "words",
    [
        ["check", "--select", "all", "-o", "json", "-o", "html", "-o", "full"],
        ["check", "--select", "all", "-o", "json", "--template", "template.md"],
        ["check", "--fix", "--unsafe-fixes", "-o", "json"],
        ["status", "-o", "json", "-o", "html"],
        ["check", "-o", "json", "alone-ind/only.md"],
        ["check", "-o", "json", "alone-ind"],
        ["check", "-o", "json", "alone-ind/photo.png"],
        ["map", "pune21-ind"],
    ],
    ids=" ".join,
)
def test_nothing_is_opened_outside_the_tree_that_is_checked(words: list[str], hostile: Path) -> None:
    (hostile / "alone-ind" / "photo.png").write_bytes(picture("png"))
    about = environment(PYTHONDONTWRITEBYTECODE="1", HOME=str(hostile.parent / "outside"))
    done = cslint(*words, "--isolated", code=WATCH, cwd=hostile, env=about)
    assert b"Traceback" not in done.stderr
    seen = [Path(line.removeprefix("SEEN ")) for line in done.stderr.decode().splitlines() if line.startswith("SEEN ")]
    assert len(seen) > 10
    outside = [path for path in seen if path.is_relative_to(hostile.parent) and not path.is_relative_to(hostile)]
    assert outside == []
    known = (hostile, SOURCE.parent, Path(package.__file__).parent, Path(sys.prefix), Path(sys.base_prefix))
    roots = [Path(os.path.realpath(root)) for root in known]
    strange = [path for path in seen if not any(path.is_relative_to(root) for root in roots)]
    assert [
        str(path) for path in strange if path.suffix not in (".py", ".so", ".pyc") and path != Path("/dev/null")
    ] == []
    assert SECRET.encode() not in done.stdout
    assert (hostile.parent / "outside" / "secret.txt").read_text(encoding="utf-8") == SECRET
