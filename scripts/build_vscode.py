"""Build the extension for VS Code: ``python scripts/build_vscode.py OUT.vsix``.

One extension for the desktop, where it starts ``cslint server``, and for the web, where the same server runs in
Pyodide.
What npm provides is pinned by ``editors/vscode/package-lock.json``. Needs ``npm`` and ``node``.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts import build_web  # noqa: E402 - found only now

EXTENSION = ROOT / "editors" / "vscode"
LIBRARIES = ("attrs", "cattrs", "lsprotocol", "pygls")
"""What the server needs in addition to what the page needs."""
SOURCES = ("package.json", "package-lock.json", "tsconfig.json", "build.mjs", ".vscodeignore", "README.md", "src")


def build(out: Path) -> None:
    """Build the extension.

    Args:
        out: the file to write.

    Raises:
        UnavailableError: this machine cannot build it.
        subprocess.CalledProcessError: npm, node or pip failed; what they printed says why.
    """
    with tempfile.TemporaryDirectory() as folder:
        extension = Path(folder) / "vscode"
        bundle(extension)
        package(extension, out)


def bundle(extension: Path) -> None:
    """Write the extension unpacked, as VS Code loads it.

    Args:
        extension: the folder to write.

    Raises:
        UnavailableError: this machine cannot build it.
        subprocess.CalledProcessError: npm, node or pip failed; what they printed says why.
    """
    build_web.require_registry()
    extension.mkdir(parents=True)
    try:
        _fill(extension)
    except BaseException:
        shutil.rmtree(extension)  # half of it is of no use
        raise


def _fill(extension: Path) -> None:
    for name in SOURCES:
        copy = shutil.copytree if (EXTENSION / name).is_dir() else shutil.copy
        copy(EXTENSION / name, extension / name)
    shutil.copy(ROOT / "LICENSE", extension / "LICENSE")
    shutil.copy(ROOT / "CHANGELOG.md", extension / "CHANGELOG.md")
    build_web.install(extension)
    run("npx", "--no-install", "tsc", "--noEmit", cwd=extension)
    run("node", "build.mjs", cwd=extension)
    runtime = extension / "node_modules" / "pyodide"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        build_web.libraries(work / "wheels", work / "site-packages", LIBRARIES)
        texts = build_web.notices(work / "site-packages", runtime.parent)
        (extension / "dist" / build_web.NOTICES).write_text(texts, encoding="utf-8")
        web = extension / "dist" / "web"
        (web / "packages.zip").write_bytes(build_web.packed(runtime, work / "site-packages"))
        (web / "python_stdlib.zip").write_bytes(build_web.standard_library(runtime, work / "library"))


def package(extension: Path, out: Path) -> None:
    """Package the unpacked extension.

    Args:
        extension: its folder.
        out: the file to write.
    """
    run("npx", "--no-install", "vsce", "package", "--no-dependencies", "--out", str(out.absolute()), cwd=extension)


def run(*command: str, cwd: Path) -> None:
    """Run a program of npm without its usual output.

    Args:
        command: the program and its arguments.
        cwd: the folder to run it in.
    """
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Read the command line and build the extension."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, help="the file to write, such as cslint.vsix, or a folder")
    options = parser.parse_args()
    try:
        if options.out.suffix == ".vsix":
            build(options.out)
        else:
            bundle(options.out)
    except build_web.UnavailableError as error:
        sys.stderr.write(f"The extension cannot be built here: {error}.\n")
        sys.exit(build_web.UNAVAILABLE)
    print(f"Wrote {options.out}")


if __name__ == "__main__":
    main()
