"""The ``cslint`` command."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):  # asked for by scripts: not worth loading everything
        from cslint import __version__

        sys.stdout.write(f"cslint {__version__}\n")
        return
    gc.set_threshold(200_000, 20, 20)  # what is read stays in use, and cases leave no cycles: there is little rubbish
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads are for matrices, and do not survive a fork
    from cslint.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
