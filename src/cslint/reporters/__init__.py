"""Reporters, each of which prints a report in one format: a function ``report(report, stream, options)``.

A package adds its own with an entry point; the built-in ones are registered in the same way:

    [project.entry-points."cslint.reporters"]
    csv = "my_package.reporters:csv"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from cslint.diagnostics.findings import Report
from cslint.errors import ReporterError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "cslint.reporters"

# also entry points in pyproject.toml; a test compares them
BUILT_IN = (
    "checkstyle",
    "concise",
    "full",
    "github",
    "gitlab",
    "grouped",
    "html",
    "json",
    "junit",
    "markdown",
    "rdjson",
    "sarif",
    "summary",
)


class Options(NamedTuple):
    """Options of printing.

    Attributes:
        color: whether to use colours, which needs rich.
        terminal: whether the stream is a terminal; lines are then wrapped, and names of rules are links.
        unicode: whether our own lines and quotes may use characters outside of ASCII.
        width: width of the terminal in cells, or None for lines of any length.
        root: folder that paths are relative to, usually the current one; None leaves them as given.
        show_fixes: whether full reports show the text of fixes.
        fold: whether full reports show several findings of one rule in one case as one.
        statistics: whether reports for people end with a count by rule.
    """

    color: bool = False
    terminal: bool = False
    unicode: bool = False
    width: int | None = None
    root: Path | None = None
    show_fixes: bool = False
    fold: bool = False
    statistics: bool = False


Reporter = Callable[[Report, TextIO, Options], None]


def find(name: str) -> Reporter:
    """Return the reporter of that name, importing only its module.

    Raises:
        ReporterError: the name is unknown (the message suggests one), or the package that registers it is
            broken. A reporter of another package may also raise it when it is called.
    """
    if name in BUILT_IN:
        from importlib import import_module

        reporter: Reporter = import_module(f"{__name__}.{name}").report
        return reporter
    for entry in _plugins():
        if entry.name == name:
            return _guarded(entry)
    raise ReporterError(_unknown(name))


def names() -> list[str]:
    """Return the names of all reporters, including those of other packages.

    Reading their metadata takes about 30 ms.
    """
    return sorted({*BUILT_IN, *(entry.name for entry in _plugins())})


def _plugins() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)


def _guarded(entry: EntryPoint) -> Reporter:
    try:
        reporter = entry.load()
    except Exception as error:
        raise ReporterError(_broken(entry, error)) from error
    if not callable(reporter):
        raise ReporterError(_broken(entry, TypeError(f"{entry.value} is not a function")))

    def report(report: Report, stream: TextIO, options: Options) -> None:
        try:
            reporter(report, stream, options)
        except OSError:  # an error of the stream, not of the reporter
            raise
        except Exception as error:
            raise ReporterError(_broken(entry, error)) from error

    return report


def _broken(entry: EntryPoint, error: Exception) -> str:
    from cslint.reporters.escape import one_line

    package = f"{entry.dist.name} {entry.dist.version}" if entry.dist else "an unknown package"
    reason = f"{type(error).__name__}: {error}"
    return one_line(f"the reporter {entry.name!r} of {package} does not work: {reason}")


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    known = names()
    if near := get_close_matches(name, known, n=1, cutoff=0.5):
        return f"{name!r} is not an output format; did you mean {near[0]!r}?"
    return f"{name!r} is not an output format; choose from {', '.join(known)}"
