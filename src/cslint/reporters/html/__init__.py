"""``html``: one self-contained page with an overview of the class, and a part for each case study."""

from __future__ import annotations

import base64
import hashlib
import os
import posixpath
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import TextIO

from cslint.diagnostics.findings import Report
from cslint.reporters import Options
from cslint.reporters.html.case import CaseRow, entries, part
from cslint.reporters.html.escape import text
from cslint.reporters.html.overview import glance
from cslint.reporters.totals import last_line
from cslint.util.paths import relative

_HERE = Path(__file__).parent


def report(report: Report, stream: TextIO, options: Options) -> None:
    """Print the page. A content security policy in its head allows only its own script and no requests.

    Args:
        report: the report.
        stream: the stream to print to.
        options: options of printing.
    """
    cases = entries(report, options)
    style, script = _own("page.css"), _own("page.js")
    pieces = [_head(_title(cases), style, script), _origin(report, options), glance(report, cases)]
    pieces += ['<section aria-labelledby="cases"><h2 id="cases">Case by case</h2>']
    pieces += [part(entry, report, opened=len(cases) == 1) for entry in cases]
    pieces += ["</section></main>", _foot(report, options), f"<script>{script}</script></body></html>\n"]
    encoding = getattr(stream, "encoding", None) or "utf-8"
    for piece in pieces:
        stream.write(piece.encode(encoding, "xmlcharrefreplace").decode(encoding))


def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _title(cases: list[CaseRow]) -> str:
    return cases[0].title if len(cases) == 1 else "Case studies"


def _digest(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _head(title: str, style: str, script: str) -> str:
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<title>{text(title)} · cslint</title><style>{style}</style></head>"
        f'<body><a class="skip" href="#cases">To the cases</a><header><h1>{text(title)}</h1></header><main>'
    )


def _origin(report: Report, options: Options) -> str:
    """Return the line that says when, from which folder and by which version the page was made."""
    facts = [f"{_today():%d %B %Y}".lstrip("0")]
    if folder := _folder(report, options):
        facts.append(f"folder <b>{text(folder, 200)}</b>")
    facts.append(f"cslint {text(report.version)}" if report.version else "cslint")
    return f'<p class="origin">{", ".join(facts)}</p>'


def _today() -> date:
    """Return the date; SOURCE_DATE_EPOCH sets it for builds that can be repeated."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return date.today()


def _folder(report: Report, options: Options) -> str:
    """Return the folder that holds all cases; of paths outside the current folder only the last name."""
    if not report.cases:
        return ""
    parents = [PurePath(relative(case.path, options.root)).parent.as_posix() for case in report.cases]
    if len({posixpath.isabs(parent) for parent in parents}) > 1:
        return ""
    common = posixpath.commonpath(parents)
    if common in ("", "."):
        return (options.root or Path.cwd()).resolve().name
    return posixpath.basename(common) if posixpath.isabs(common) or common.startswith("..") else common


def _foot(report: Report, options: Options) -> str:
    return (
        f"<footer><p>{text(last_line(report))}</p>{_origin(report, options)}"
        "<p>This page loads nothing from the network.</p></footer>"
    )
