"""The ``cslint`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):  # asked for by scripts: not worth loading everything
        from cslint import __version__

        sys.stdout.write(f"cslint {__version__}\n")
        return
    from cslint.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
