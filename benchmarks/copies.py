"""Many case studies out of few: copies, alike or each with words, coordinates and pictures of its own."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

# what is left as it is stands first: front matter, comments, tags, targets of links, addresses
_KEPT = r"\A\ufeff?---[ \t]*\n.*?\n---[ \t]*\n|<!--.*?-->|<[^>\n]*>|\]\([^)\n]*\)|https?://\S+"
_WORD = re.compile(rf"(?P<kept>{_KEPT})|\b[a-z]{{5,}}\b", re.S)
_CENTROID = re.compile(r"^centroid:.*$", re.M)
_NUMBER = re.compile(r"-?\d{1,3}\.\d+")  # coordinates, and few other things of a map
_STEP = 1e-4  # degrees, some ten metres


def cases_in(folder: Path) -> list[Path]:
    """The folders below one that hold a case study."""
    return sorted(index.parent for index in folder.rglob("index.md"))


def usual(cases: list[Path]) -> Path:
    """The case whose text is of middling length."""
    return sorted(cases, key=lambda case: (case / "index.md").stat().st_size)[len(cases) // 2]


def copied(cases: list[Path], folder: Path, count: int, *, distinct: bool = False) -> Path:
    """Copies of the cases, ``count`` in all.

    Args:
        cases: folders.
        folder: where copies go.
        count: how many.
        distinct: one long word in five is another one of the same text, coordinates are moved, and pictures are longer
            by some bytes that no reader looks at, so that nothing can be remembered from one copy to the next. The
            first copy of each case is as it was.
    """
    for number in range(count):
        case = cases[number % len(cases)]
        copy = folder / f"{case.name}-{number:05d}"
        shutil.copytree(case, copy)
        if distinct and number >= len(cases):
            for path in filter(Path.is_file, copy.rglob("*")):
                _alter(path, number)
    return folder


def _alter(path: Path, number: int) -> None:
    """Make a file of a copy unlike that of any other."""
    if path.suffix == ".md":
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        path.write_bytes(_reworded(text, number).encode("utf-8", "surrogateescape"))
    elif path.suffix in {".geojson", ".json"}:
        path.write_bytes(
            _moved(path.read_bytes().decode("utf-8", "surrogateescape"), number).encode("utf-8", "surrogateescape")
        )
    elif path.suffix != ".svg":
        with path.open("ab") as file:
            file.write(bytes(number))


def _reworded(text: str, number: int) -> str:
    chance = random.Random(number)
    words = sorted({match[0] for match in _WORD.finditer(text) if match["kept"] is None})

    def other(match: re.Match[str]) -> str:
        return match[0] if match["kept"] is not None or chance.random() > 0.2 else chance.choice(words)

    return _CENTROID.sub(lambda line: _moved(line[0], number), _WORD.sub(other, text), count=1)


def _moved(text: str, number: int) -> str:
    def moved(match: re.Match[str]) -> str:
        return f"{float(match[0]) + number * _STEP:.{max(4, len(match[0].partition('.')[2]))}f}"

    return _NUMBER.sub(moved, text)
