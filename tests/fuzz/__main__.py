"""Fuzzing guided by coverage: ``python -m tests.fuzz`` for a minute, ``--seconds 3600`` for an hour.

It needs atheris (``pip install -e '.[fuzz]'``), which there is for Linux and some versions of Python only. What breaks
a target is made small and kept in ``inputs/``, where ``test_inputs.py`` tries it from then on; ``--input FILE`` tries
one by itself.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

NAMES = ("front_matter", "markdown", "instructions", "geojson", "image", "case")
INPUTS = Path(__file__).parent / "inputs"
_LONGEST = {"image": 8192}  # bytes of an input; small ones find as much and are faster
_SLOW = 20  # seconds after which an input counts as one without end
_MEMORY = 2048  # megabytes


def main() -> int:
    """Fuzz each target for its share of the time; the exit status is 1 when one broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(NAMES)}; all by default")
    parser.add_argument("--seconds", type=int, default=60, help="shared between the targets (default 60)")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of what to change")
    parser.add_argument("--corpus", type=Path, help="folder that keeps what was interesting for the next time")
    parser.add_argument("--input", type=Path, help="only try this file on the one target")
    parser.add_argument("--drive", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    unknown = set(arguments.targets) - set(NAMES)
    if unknown:
        parser.error(f"no target is called {', '.join(sorted(unknown))}")
    names = arguments.targets or list(NAMES)
    if arguments.drive is not None:
        return _drive(names[0], arguments.drive)
    if arguments.input:
        _target(names[0])(arguments.input.read_bytes())
        print(f"{names[0]} holds for {arguments.input}")
        return 0
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: pip install -e '.[fuzz]'", file=sys.stderr)
        return 2
    share = max(1, arguments.seconds // len(names))
    broken = [name for name in names if not _fuzz(name, share, arguments.seed, arguments.corpus)]
    return 1 if broken else 0


def _target(name: str) -> Callable[[bytes], None]:
    from tests.fuzz.targets import TARGETS

    return TARGETS[name]


def _fuzz(name: str, seconds: int, seed: int, kept: Path | None) -> bool:
    """Whether a target holds for all that is tried in some seconds."""
    from tests.fuzz.targets import seeds

    with tempfile.TemporaryDirectory(prefix="cslint-fuzz-") as folder:
        found, start = Path(folder, "found"), Path(folder, "seeds")
        corpus = (kept or Path(folder, "corpus")) / name
        for place in (found, start, corpus):
            place.mkdir(parents=True, exist_ok=True)
        for data in seeds(name):
            (start / hashlib.sha1(data).hexdigest()).write_bytes(data)
        options = {
            "max_total_time": seconds,
            "seed": seed,
            "timeout": _SLOW,
            "report_slow_units": 10 * _SLOW,  # on a busy machine any may be
            "rss_limit_mb": _MEMORY,
            "max_len": _LONGEST.get(name, 1024),
            "artifact_prefix": f"{found}/",
            "dict": _dictionary(name, Path(folder)),
            "verbosity": 1,
        }
        libfuzzer = [f"-{key}={value}" for key, value in options.items()]
        command = [sys.executable, "-m", "tests.fuzz", name, "--drive", *libfuzzer, str(corpus), str(start)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
        left = sorted(found.iterdir())
        broken = [path for path in left if not (path.name.startswith("timeout-") and _ends(name, path))]
        for path in broken:
            _tell(name, path)
        if done.returncode and not left:
            print(done.stdout[-2000:], done.stderr[-4000:], sep="\n")
        last = [line for line in done.stderr.splitlines() if "Done" in line or "cov:" in line]
        print(f"{name}: {'; '.join(last[-1:]) or 'nothing was tried'}", flush=True)
        return not broken and (done.returncode == 0 or bool(left))


def _ends(name: str, path: Path) -> bool:
    """Whether a target holds for an input that took long: the whole process may have been kept waiting."""
    command = [sys.executable, "-m", "tests.fuzz", name, "--input", str(path)]
    try:
        return subprocess.run(command, timeout=_SLOW, stdout=subprocess.DEVNULL, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _tell(name: str, broken: Path) -> None:
    """Keep a small form of what broke a target, and say how to see it again."""
    data = broken.read_bytes()
    if broken.name.startswith("crash-"):
        data = _smaller(_target(name), data)
    place = INPUTS / name / hashlib.sha1(data).hexdigest()[:12]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    print(f"{name}: broken ({broken.name.partition('-')[0]}) by {data!r}\nkept as {place}; to see it again:")
    print(f"    python -m tests.fuzz {name} --input {os.path.relpath(place)}")
    print("\n".join(_fault(_target(name), data).splitlines()[-12:]) if broken.name.startswith("crash-") else "")


def _smaller(target: Callable[[bytes], None], data: bytes) -> bytes:
    """The input without any stretch that the fault does not need."""
    wanted = _fault(target, data).rsplit("File ", 1)[-1].split("\n")[0]  # the place of the fault
    size = len(data) // 2
    while size and wanted:
        at = 0
        while at < len(data):
            shorter = data[:at] + data[at + size :]
            if wanted in _fault(target, shorter):
                data = shorter
            else:
                at += size
        size //= 2
    return data


def _fault(target: Callable[[bytes], None], data: bytes) -> str:
    try:
        target(data)
    except Exception:
        return traceback.format_exc()
    return ""


def _dictionary(name: str, folder: Path) -> Path:
    """libFuzzer's dictionary of the words that an input of this kind is made of."""
    from tests.fuzz.words import WORDS

    path = folder / "words"
    lines = ("".join(f"\\x{byte:02x}" for byte in word.encode("latin-1")) for word in WORDS[name])
    path.write_text("".join(f'"{line}"\n' for line in lines), encoding="ascii")
    return path


def _drive(name: str, arguments: list[str]) -> int:
    """The process in which a target is fuzzed."""
    import atheris

    with atheris.instrument_imports(include=["cslint", "mistune"]):
        from tests.fuzz.targets import TARGETS, seeds

        for data in seeds(name):  # much is imported where it is first needed
            TARGETS[name](data)
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
