"""Build the page that checks documents in the browser: ``python scripts/build_web.py OUT``.

The result is a static site for any web host, also for ``python -m http.server``. Python comes from the npm package
``pyodide`` in the release that ``web/package.json`` names; the libraries come from PyPI as wheels. Their compiled
extensions are left out, except that of pydantic, which PyPI has for WebAssembly. Needs ``npm`` and ``node``.
"""

from __future__ import annotations

import argparse
import email
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
WEB = ROOT / "web"
GAZETTEER = "cslint/geo/places/data"
LAZY = (f"{GAZETTEER}/cities.bin", f"{GAZETTEER}/outlines.bin", "pydantic_core/*.so")
"""Files that the page fetches when they are first read: most checks look up no place and read no configuration."""
LIBRARIES = (
    "annotated-types",
    "geographiclib",
    "imagesize",
    "jinja2",
    "markupsafe",
    "mistune",
    "python-frontmatter",
    "pyyaml",
    "rapidfuzz",
    "tomlkit",
    "typing-extensions",
    "typing-inspection",
)
PYTHON = ("3.14", "pyemscripten_2026_0_wasm32")
"""The Python of the pinned Pyodide, and the platform tag of the wheels that it loads."""
UNAVAILABLE = 3
"""The exit status where this machine cannot build."""
NOTICES = "licences.txt"
"""The file with the licences of everything that is not cslint's own."""
STATIC = ("index.html", "app.js", "style.css", "icon.svg", "worker.js")
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json")
NOT_NEEDED = (
    *("_pyio", "_pyrepl", "bdb", "compileall", "doctest", "ftplib", "imaplib", "mailbox", "modulefinder", "optparse"),
    *("pdb", "pickletools", "plistlib", "profile", "pstats", "pydoc", "smtplib", "symtable", "trace", "tracemalloc"),
    *("unittest", "wave", "wsgiref", "xmlrpc"),
)
"""Modules of the standard library that neither cslint nor its libraries load, left out for a smaller page."""
_UNREACHED = re.compile(r"npm error code (?:E[45]\d\d|ENOTFOUND|ETIMEDOUT|ECONN\w+|EAI_AGAIN|ERR_SOCKET_TIMEOUT)")
_LICENCE = re.compile(r"(?:licen[cs]e|copying|notice)", re.I)
_LEFT_OUT = (".pyi", ".so", ".pyx", ".h", ".c", ".pxd")


def build(out: Path) -> None:
    """Build the site.

    Args:
        out: the folder to write; what is in it is replaced.

    Raises:
        UnavailableError: this machine cannot build it.
        subprocess.CalledProcessError: npm, node or pip failed; what they printed says why.
    """
    require_registry()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        runtime = _runtime(work)
        site = work / "site-packages"
        libraries(work / "wheels", site)
        shutil.copy(WEB / "bridge.py", site / "cslint_page.py")
        shutil.rmtree(out, ignore_errors=True)
        (out / "pyodide").mkdir(parents=True)
        (out / "lazy").mkdir()
        lazy = {path.relative_to(site).as_posix(): f"lazy/{path.name}" for name in LAZY for path in site.glob(name)}
        for path, address in lazy.items():
            shutil.move(site / path, out / address)
        (out / "geos").mkdir()
        shutil.copy(runtime.parent / "geos-wasm/build/package/geos.esm.js", out / "geos" / "geos.esm.js")
        (out / NOTICES).write_text(notices(site, runtime.parent), encoding="utf-8")
        (out / "packages.zip").write_bytes(packed(runtime, site))
        for name in RUNTIME:
            shutil.copy(runtime / name, out / "pyodide" / name)
        (out / "pyodide" / "python_stdlib.zip").write_bytes(standard_library(runtime, work / "library"))
    for name in STATIC:
        shutil.copy(WEB / name, out / name)
    shutil.copy(ROOT / "src/cslint/reporters/html/page.css", out / "report.css")
    shutil.copy(ROOT / "src/cslint/reporters/html/page.js", out / "report.js")
    (out / "example.zip").write_bytes(_stored(ROOT / "examples" / "drafts"))
    _service_worker(out, lazy)


class UnavailableError(Exception):
    """This machine cannot build for the browser: a program is missing, or a registry cannot be reached."""


def require_registry() -> None:
    """Find out whether this machine can build.

    Raises:
        UnavailableError: it cannot; the message says why.
    """
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise UnavailableError(f"{program} is not installed")
    pinned = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["dependencies"]["pyodide"]
    asked = ["npm", "view", f"pyodide@{pinned}", "version", "--fetch-retries=0", "--fetch-timeout=20000"]
    if subprocess.run(asked, cwd=WEB, check=False, capture_output=True).stdout.decode().strip() != pinned:
        raise UnavailableError("the registry of npm cannot be reached")


def install(folder: Path) -> None:
    """Install from npm what the lock file of a folder names.

    Args:
        folder: the folder, with ``package.json`` and ``package-lock.json``.

    Raises:
        UnavailableError: the registry cannot be reached.
        subprocess.CalledProcessError: the lock file is wrong.
    """
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode and _UNREACHED.search(done.stderr):
        raise UnavailableError("the registry of npm cannot be reached")
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()


def _wasm_wheel(wheels: Path, requirement: str) -> None:
    """Download a wheel for the Python of the pinned Pyodide."""
    version, platform = PYTHON
    chosen = ("--platform", platform, "--python-version", version, "--implementation", "cp")
    _download(wheels, *chosen, requirement)


def _download(wheels: Path, *arguments: str) -> None:
    """Download wheels from PyPI.

    Raises:
        UnavailableError: PyPI cannot be reached, or lacks one of them.
    """
    try:
        _pip("download", "--no-deps", "--only-binary", ":all:", "--dest", str(wheels), *arguments)
    except subprocess.CalledProcessError as error:
        raise UnavailableError("PyPI cannot be reached, or lacks a wheel") from error


def _runtime(work: Path) -> Path:
    """Install Pyodide from npm and return its folder."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(WEB / name, work / name)
    install(work)
    return work / "node_modules" / "pyodide"


def libraries(wheels: Path, site: Path, more: Iterable[str] = ()) -> None:
    """Unpack cslint and the libraries that it needs in a browser.

    Args:
        wheels: the folder to download to.
        site: the folder to unpack to.
        more: further libraries.
    """
    _download(wheels, *LIBRARIES, "pydantic", *more)
    _wasm_wheel(wheels, _requirement(wheels, "pydantic", "pydantic-core"))
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), ".")
    platform = PYTHON[1]
    for wheel in sorted(wheels.glob("*.whl")):
        for_web = platform in wheel.name
        with zipfile.ZipFile(wheel) as archive:
            names = [n for n in archive.namelist() if for_web or not n.endswith(_LEFT_OUT)]
            archive.extractall(site, [n for n in names if not n.startswith(("pydantic/v1/", "pydantic/mypy"))])


def notices(site: Path, modules: Path) -> str:
    """Return the names, versions and licences of libraries, with the texts that they bring.

    Args:
        site: the folder of unpacked Python libraries.
        modules: the folder of packages from npm; those for development only are not passed on.
    """
    told = []
    for folder in sorted(site.glob("*.dist-info")):
        metadata = email.message_from_string((folder / "METADATA").read_text(encoding="utf-8"))
        licence = metadata["License-Expression"] or (metadata["License"] or "see below").splitlines()[0]
        texts = [path for path in _files(folder) if _LICENCE.match(path.name)]
        told.append(_notice(f"{metadata['Name']} {metadata['Version']}", licence, texts))
    locked = json.loads((modules.parent / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    kept = (modules.parent / path for path, package in locked.items() if path and not package.get("dev"))
    for folder in filter(Path.is_dir, kept):
        package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        texts = [path for path in sorted(folder.iterdir()) if _LICENCE.match(path.name)]
        told.append(_notice(f"{package['name']} {package['version']}", package.get("license", "see below"), texts))
    return "\n".join(told)


def _notice(name: str, licence: str, texts: Iterable[Path]) -> str:
    return "\n\n".join([f"{name}: {licence}", *(path.read_text(encoding="utf-8", errors="replace") for path in texts)])


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    subprocess.run(command, cwd=ROOT, check=True)


def _requirement(wheels: Path, name: str, wanted: str) -> str:
    """Return the exact requirement for one package that another's wheel names."""
    wheel = next(wheels.glob(f"{name}-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))).decode()
    found = next(line for line in metadata.splitlines() if line.startswith(f"Requires-Dist: {wanted}"))
    return found.removeprefix("Requires-Dist: ")


def standard_library(runtime: Path, work: Path) -> bytes:
    """Return the part of the standard library that is needed, as an archive of compiled modules.

    Args:
        runtime: the folder of Pyodide.
        work: a folder to unpack to.
    """
    with zipfile.ZipFile(runtime / "python_stdlib.zip") as archive:
        wanted = (n for n in archive.namelist() if n.partition("/")[0].removesuffix(".py") not in NOT_NEEDED)
        archive.extractall(work, wanted)
    return packed(runtime, work)


def packed(runtime: Path, folder: Path) -> bytes:
    """Compile the modules of a folder and return it as an archive.

    Args:
        runtime: the folder of Pyodide.
        folder: the folder, which is changed.
    """
    _compile(runtime, folder)
    return _stored(folder)


def _compile(runtime: Path, site: Path) -> None:
    """Replace sources by compiled modules, which load sooner, made by the Python that will load them."""
    subprocess.run(["node", str(WEB / "compile.mjs"), str(runtime), str(site)], check=True, stdout=subprocess.DEVNULL)


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _stored(folder: Path) -> bytes:
    """Return a folder as a zip archive that is not compressed: the web host compresses it, and better."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path in _files(folder):
            archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    return made.getvalue()


def _service_worker(out: Path, lazy: dict[str, str]) -> None:
    """Write the service worker and the list of files, both with a version made of the contents.

    Args:
        out: the site.
        lazy: addresses of the files that are fetched when they are first read, by their paths for Python.
    """
    digest = hashlib.sha256((WEB / "service-worker.js").read_bytes())
    kept = list(_files(out))
    for path in kept:
        digest.update(path.relative_to(out).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    version = digest.hexdigest()[:16]
    sizes = {path: {"address": address, "size": (out / address).stat().st_size} for path, address in lazy.items()}
    files = {"version": version, "packages": "packages.zip", "lazy": sizes}
    (out / "files.json").write_text(json.dumps(files), encoding="utf-8")
    later = [path.relative_to(out).as_posix() for path in kept if path.parent.name in ("lazy", "geos")]
    names = [name for path in kept if (name := path.relative_to(out).as_posix()) not in later]
    listed = json.dumps({"version": version, "list": ["./", "files.json", *names], "rest": later})
    script = (WEB / "service-worker.js").read_text(encoding="utf-8")
    (out / "service-worker.js").write_text(f"self.__files = {listed};\n{script}", encoding="utf-8")


def main() -> None:
    """Read the command line and build the site."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, help="the folder to write")
    options = parser.parse_args()
    try:
        build(options.out)
    except UnavailableError as error:
        sys.stderr.write(f"The page cannot be built here: {error}.\n")
        sys.exit(UNAVAILABLE)
    size = sum(path.stat().st_size for path in _files(options.out))
    print(f"Wrote {options.out} ({size / 1e6:.1f} MB). To look at it: python -m http.server --directory {options.out}")


if __name__ == "__main__":
    main()
