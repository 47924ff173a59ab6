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
        group: the heading under which the help lists it.
        complete: the function of ``cli.completion`` that completes its value in a shell.
    """

    help: str
    short: str = ""
    metavar: str | None = None
    group: str | None = None
    complete: str = ""


_AGAINST, _RULES, _FIXES, _OUTPUT = "Check against", "Rules", "Fixes", "Output"
_FILES, _RUN = "Files", "Run"


class CheckOptions(NamedTuple):
    """The options of ``cslint check``."""

    paths: Annotated[
        Sequence[Path],
        Option("Folders, Markdown files, or any file of a case study; the current folder by default.", metavar="PATH"),
    ] = ()
    profile: Annotated[
        str | None, Option("A built-in profile, or a folder that contains one.", "", "PROFILE", _AGAINST, "profiles")
    ] = None
    template: Annotated[
        Path | None, Option("Your own template; all requirements come from it.", "", "FILE", _AGAINST)
    ] = None
    template_only: Annotated[
        bool, Option("Take requirements from the template only, not from comments in the document.", group=_AGAINST)
    ] = False
    stage: Annotated[
        str | None,
        Option("Check as draft, review or complete, whatever the status says.", "", "STAGE", _AGAINST, "stages"),
    ] = None
    baseline: Annotated[
        Path | None,
        Option("Hide the findings that this file, written by cslint baseline, lists.", "", "FILE", _AGAINST),
    ] = None
    compare: Annotated[
        Sequence[Path],
        Option("Other documents, such as last year's, to compare the text with.", "", "FOLDER", _AGAINST),
    ] = ()
    select: Annotated[
        Sequence[str],
        Option(
            "Run only these rules or families, such as links,tags; all runs every rule.", "", "RULE", _RULES, "rules"
        ),
    ] = ()
    extend_select: Annotated[
        Sequence[str], Option("Run these rules or families as well.", "", "RULE", _RULES, "rules")
    ] = ()
    ignore: Annotated[Sequence[str], Option("Skip these rules or families.", "", "RULE", _RULES, "rules")] = ()
    notes: Annotated[bool, Option("Show notes on style as well.", group=_RULES)] = False
    no_suppressions: Annotated[bool, Option("Also report findings that comments ignore.", group=_RULES)] = False
    fix: Annotated[bool, Option("Apply all safe fixes.", group=_FIXES)] = False
    unsafe_fixes: Annotated[bool, Option("Apply fixes that are guesses, too, and list them.", group=_FIXES)] = False
    diff: Annotated[bool, Option("Show what --fix would change, without writing.", group=_FIXES)] = False
    show_fixes: Annotated[bool, Option("Show what a fix would write.", group=_FIXES)] = False
    output_format: Annotated[
        Sequence[str],
        Option(
            "full (the default), concise, json, html, …; may be repeated.", "-o", "FORMAT[=FILE]", _OUTPUT, "formats"
        ),
    ] = ()
    no_fold: Annotated[bool, Option("Show each finding, even if several say the same.", group=_OUTPUT)] = False
    statistics: Annotated[bool, Option("Count the findings of each rule.", group=_OUTPUT)] = False
    color: Annotated[str, Option("auto (the default), always or never.", "", "WHEN", _OUTPUT, "when")] = "auto"
    fail_on: Annotated[
        str | None,
        Option(
            "Exit with status 1 from this level on: error (the default), warning or note.",
            "",
            "LEVEL",
            _OUTPUT,
            "levels",
        ),
    ] = None
    exit_zero: Annotated[bool, Option("Exit with status 0 even if there are findings.", group=_OUTPUT)] = False
    list: Annotated[
        bool,
        Option("List the files that would be checked, their templates, and why others are skipped.", group=_FILES),
    ] = False
    exclude: Annotated[Sequence[str], Option("Paths to skip; may be repeated.", "", "PATTERN", _FILES)] = ()
    skip_unowned: Annotated[
        bool, Option("Skip files that are not case studies; do not fail if none is left. For hooks.", group=_FILES)
    ] = False
    stdin_filename: Annotated[Path | None, Option("The file name of standard input (path -).", "", "FILE", _FILES)] = (
        None
    )
    config: Annotated[Path | None, Option("Use only this configuration file.", "", "FILE", _FILES)] = None
    isolated: Annotated[bool, Option("Use no configuration, cache or plugins.", group=_FILES)] = False
    watch: Annotated[bool, Option("Check again at every save; stop with Ctrl+C.", group=_RUN)] = False
    no_cache: Annotated[bool, Option("Do not use the cache.", group=_RUN)] = False
    jobs: Annotated[int | None, Option("Number of processes; one per processor by default.", "-j", "N", _RUN)] = None
    executor: Annotated[
        str | None, Option("Check on the workers of the dask scheduler at dask://HOST:PORT.", "", "ADDRESS", _RUN)
    ] = None


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

    from cslint.cli import completion
    from cslint.cli.parameters import whole_number

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
            typer.Argument(help=option.help, metavar=option.metavar)
            if name == "paths"
            else typer.Option(
                *names,
                help=option.help,
                metavar=option.metavar,
                rich_help_panel=option.group,
                autocompletion=getattr(completion, option.complete) if option.complete else None,
                parser=whole_number if kind == int | None else None,
            )
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
