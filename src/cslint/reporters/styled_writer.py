"""Write lines of styled text for people: plain, or coloured with rich."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TextIO

from cslint.diagnostics.findings import Report
from cslint.reporters import Options
from cslint.reporters.escape import fit, one_line, plain, quiet
from cslint.reporters.text_width import width, wrap
from cslint.reporters.totals import last_line, statistics
from cslint.util.shorten import shorten

if TYPE_CHECKING:
    from rich.console import Console

# only colours that every theme defines and that are readable on light and dark backgrounds
STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "strong": "bold",
    "dim": "dim",
    "frame": "blue",
    "asked": "cyan",
    "help": "bold green",
    "good": "green",
    "bad": "red",
}
LONGEST_MESSAGE = 2000


class Part(NamedTuple):
    """A part of a line in one style of ``STYLES``, optionally a link."""

    text: str
    style: str = ""
    url: str = ""


class StyledWriter:
    """Writes lines of parts; rich is imported only for colours."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        self.stream = stream
        self.options = options
        self._console = _console(stream, options) if options.color else None

    def line(self, *parts: Part | str) -> None:
        """Write one line without wrapping."""
        pieces = [part if isinstance(part, Part) else Part(part) for part in parts]
        if self._console is None:
            self.stream.write(fit("".join(part.text for part in pieces).rstrip(), self.stream) + "\n")
            return
        from rich.style import Style
        from rich.text import Text

        text = Text(end="\n")
        for part in pieces:
            style = Style.parse(STYLES.get(part.style, ""))
            if part.url and self.options.terminal:
                style += Style(link=part.url)
            text.append(fit(part.text, self.stream), style)
        self._console.print(text, soft_wrap=True)

    def columns(self, *left: Part, text: str) -> None:
        """Write parts and, to their right, a text that is wrapped on a terminal.

        Args:
            left: the parts.
            text: the text.
        """
        indent = sum(width(part.text) for part in left)
        cells = self.options.width if self.options.terminal else None
        first, *others = wrap(text, max(cells - indent, 20) if cells else None)
        self.line(*left, first)
        for line in others:
            self.line(" " * indent + line)

    def say(self, text: str) -> str:
        """Return the text of a finding for these lines: escaped, on one line, in ASCII if required."""
        text = quiet(one_line(shorten(text, LONGEST_MESSAGE, cut="end", raw=True)))
        return text if self.options.unicode else plain(text)


def print_statistics(paper: StyledWriter, report: Report) -> None:
    """Write a row for every rule with findings.

    Args:
        paper: the writer.
        report: the report.
    """
    rows = [(str(number), paper.say(rule), paper.say(summary)) for number, rule, summary in statistics(report)]
    digits = max((len(number) for number, _, _ in rows), default=0)
    longest = max((len(rule) for _, rule, _ in rows), default=0)
    for number, rule, summary in rows:
        paper.columns(Part(f"{number:>{digits}}  "), Part(f"{rule:<{longest}}  "), text=summary)


def closing(paper: StyledWriter, report: Report) -> None:
    """Write the statistics if they were requested, and the summary line.

    Args:
        paper: the writer.
        report: the report.
    """
    if paper.options.statistics and report.findings:
        print_statistics(paper, report)
        paper.line()
    cells = paper.options.width if paper.options.terminal else None
    for line in wrap(last_line(report), cells):
        paper.line(Part(line, "strong" if report.findings else "good"))


def _console(stream: TextIO, options: Options) -> Console:
    from rich.console import Console

    return Console(
        file=stream,
        force_terminal=True,
        color_system="standard",
        no_color=False,  # the caller has already considered NO_COLOR
        width=options.width,
        highlight=False,
        markup=False,
        emoji=False,
    )
