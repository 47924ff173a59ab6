"""Draw ``docs/check.svg``, the picture in README.md: run the program and let rich draw what it prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "check.svg"
COMMAND = ["cslint", "check", "examples/mistakes", "--select", "words", "--select", "items", "--select", "geometry"]
LINES = 40  # as many as a reader of README looks at; the last line of the run is always shown
WIDTH = 124


def run() -> str:
    """What the command prints on a terminal, colours and all."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "PYTHONUTF8": "1"}
    program = [sys.executable, "-m", *COMMAND, "--output-format", "full", "--color", "always"]
    done = subprocess.run(
        program, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    return done.stdout


def shortened(text: str) -> str:
    """The first lines and the last one, cut between two findings where there is a blank line to cut at."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) <= LINES:
        return "\n".join(lines)
    blanks = [at for at, line in enumerate(lines[: LINES - 3]) if not line.strip()]
    head = lines[: blanks[-1] if blanks else LINES - 3]
    return "\n".join([*head, "", "…", "", lines[-1]])


def draw(text: str) -> str:
    """The terminal with this text as SVG; it fetches no typeface from anywhere."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(f"$ {' '.join(COMMAND)}\n{text}"))
    svg = console.export_svg(title="cslint", unique_id="check")
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def main() -> None:
    """Write the picture."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(draw(shortened(run())) + "\n", encoding="utf-8")
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
