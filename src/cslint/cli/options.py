"""The options of ``cslint check``, declared once: both the short parser and typer's command are made from this.

Typer takes longer to load than most cases take to check, so ``parse`` reads the options without it. What it does not
understand (help, mistakes) is left to typer, which explains it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args


class Option(NamedTuple):
    """The notation and the help of an option.

    Attributes:
        help: one line.
        short: its short form.
        metavar: the name of its value in the help.
    """

    help: str
    short: str = ""
    metavar: str | None = None


Paths = Annotated[
    Sequence[Path], Option("Folders, Markdown files, or any file of a case study; the current folder by default.")
]
Stage = Annotated[str | None, Option("Check as draft, review or complete, whatever the status says.")]
Profile = Annotated[str | None, Option("A built-in profile, or a folder that contains one.")]
Template = Annotated[Path | None, Option("Your own template; all requirements come from it.")]
Ignore = Annotated[Sequence[str], Option("Skip these rules or families.", metavar="RULE")]
Exclude = Annotated[Sequence[str], Option("Paths to skip.", metavar="PATTERN")]
Config = Annotated[Path | None, Option("Use only this configuration file.")]
Isolated = Annotated[bool, Option("Use no configuration, cache or plugins.")]
Watch = Annotated[bool, Option("Check again at every save; stop with Ctrl+C.")]
Color = Annotated[str, Option("auto, always or never.", metavar="WHEN")]


class CheckOptions(NamedTuple):
    """The options of ``cslint check``."""

    paths: Paths = ()
    output_format: Annotated[
        Sequence[str], Option("full, concise, json, …; may be repeated.", "-o", "FORMAT[=FILE]")
    ] = ()
    stage: Stage = None
    profile: Profile = None
    template: Template = None
    select: Annotated[
        Sequence[str], Option("Run only these rules or families; 'all' runs every rule.", metavar="RULE")
    ] = ()
    extend_select: Annotated[Sequence[str], Option("Run these rules or families as well.", metavar="RULE")] = ()
    ignore: Ignore = ()
    notes: Annotated[bool, Option("Show notes on style as well.")] = False
    fail_on: Annotated[
        str | None, Option("Exit with status 1 from this level on: error, warning or note.", metavar="LEVEL")
    ] = None
    exit_zero: Annotated[bool, Option("Exit with status 0 even if there are findings.")] = False
    fix: Annotated[bool, Option("Apply all safe fixes.")] = False
    unsafe_fixes: Annotated[bool, Option("Apply fixes that are guesses, too, and list them.")] = False
    diff: Annotated[bool, Option("Show what --fix would change, without writing.")] = False
    exclude: Exclude = ()
    no_suppressions: Annotated[bool, Option("Also report findings that comments ignore.")] = False
    statistics: Annotated[bool, Option("Count the findings of each rule.")] = False
    show_fixes: Annotated[bool, Option("Show what a fix would write.")] = False
    no_fold: Annotated[bool, Option("Show each finding, even if several say the same.")] = False
    baseline: Annotated[
        Path | None, Option("Hide the findings that this file, written by cslint baseline, lists.", metavar="FILE")
    ] = None
    compare: Annotated[
        Sequence[Path],
        Option("Other documents, such as last year's, to compare the text with.", metavar="FOLDER"),
    ] = ()
    template_only: Annotated[
        bool, Option("Take requirements from the template only, not from comments in the document.")
    ] = False
    list: Annotated[
        bool, Option("List the files that would be checked, their templates, and why others are skipped.")
    ] = False
    skip_unowned: Annotated[
        bool, Option("Skip files that are not case studies; do not fail if none is left. For hooks.")
    ] = False
    config: Config = None
    isolated: Isolated = False
    stdin_filename: Annotated[Path | None, Option("The file name of standard input (path -).")] = None
    no_cache: Annotated[bool, Option("Do not use the cache.")] = False
    jobs: Annotated[int | None, Option("Number of processes; one per processor by default.", "-j", "N")] = None
    executor: Annotated[
        str | None, Option("dask://HOST:PORT: check on the workers of this dask scheduler.", metavar="ADDRESS")
    ] = None
    watch: Watch = False
    color: Color = "auto"


def parse(arguments: Sequence[str]) -> CheckOptions | None:
    """Return the options as typer would read them; None for what is better left to typer.

    Args:
        arguments: those after ``check``.
    """
    flags = {f"--{name.replace('_', '-')}": name for name in CheckOptions._fields if name != "paths"}
    flags |= {option.short: name for name, (_, option) in _declared(CheckOptions) if option.short}
    kinds = {name: kind for name, (kind, _) in _declared(CheckOptions)}
    found: dict[str, Any] = {"paths": []}
    waiting = list(reversed(arguments))
    while waiting:
        word = waiting.pop()
        if word == "-" or not word.startswith("-"):
            found["paths"].append(Path(word))
            continue
        flag, equals, value = word.partition("=")
        name = flags.get(flag, "")
        kind = kinds.get(name)
        if kind is None or (equals and (kind is bool or not flag.startswith("--"))):
            return None
        if kind is bool:
            found[name] = True
            continue
        if not equals:
            if not waiting or waiting[-1].startswith("-"):
                return None
            value = waiting.pop()
        if kind in (Sequence[str], Sequence[Path]):
            found.setdefault(name, []).append(Path(value) if kind == Sequence[Path] else value)
        elif kind == int | None:
            if not (value.isascii() and value.isdigit()):
                return None
            found[name] = int(value)
        else:
            found[name] = Path(value) if kind == Path | None else value
    return CheckOptions(**found)


def typer_command(run: Callable[[CheckOptions], int]) -> Callable[..., int]:
    """Return a function whose parameters typer reads as the options of ``cslint check``.

    Args:
        run: gets the options; its docstring is the command's help.
    """
    import inspect

    import typer

    def command(**values: Any) -> int:
        return run(CheckOptions(**{name: value for name, value in values.items() if value is not None}))

    parameters = []
    for name, (kind, option) in _declared(CheckOptions):
        shape, default = kind, CheckOptions._field_defaults[name]
        if kind in (Sequence[str], Sequence[Path]):
            shape, default = list[get_args(kind)[0]] | None, None  # type: ignore[misc]
        flag = f"--{name.replace('_', '-')}"
        names = [flag, *filter(None, [option.short])]
        info = (
            typer.Argument(help=option.help)
            if name == "paths"
            else typer.Option(*names, help=option.help, metavar=option.metavar)
        )
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[shape, info])
        )
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    command.__doc__ = run.__doc__
    return command


def _declared(options: type) -> list[tuple[str, tuple[Any, Option]]]:
    """Return the type and the declaration of every option by name."""
    return [(name, (kind.__origin__, kind.__metadata__[0])) for name, kind in options.__annotations__.items()]
