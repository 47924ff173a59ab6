"""A case to run one check on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from cslint.checks.context import CheckContext
from cslint.checks.violation import Violation
from cslint.contract.profile import Profile, from_template
from cslint.document.case import Case
from cslint.document.files.sibling_cases import SiblingCases
from cslint.text.source import Source
from tests.samples import picture


def context(
    folder: Path, text: str, files: Mapping[str, str | bytes] | None = None, template: str = ""
) -> CheckContext:
    """A case with files: bytes as they are, a picture as ``jpeg:800x600:20kB``; a template where one is given."""
    case = folder / "case"
    case.mkdir(exist_ok=True)
    (case / "index.md").write_text(text, encoding="utf-8", newline="")
    for name, content in (files or {}).items():
        path = case / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(*content.split(":")) if isinstance(content, str) else content)
    profile = Profile("none", None)
    if template:
        (folder / "course").mkdir(exist_ok=True)
        (folder / "course" / "template.md").write_text(template, encoding="utf-8")
        profile = from_template(folder / "course" / "template.md")
    return CheckContext(Case(case / "index.md", Source(case / "index.md", text)), profile, peers=SiblingCases([case]))


def found(check: Callable[..., Iterable[Violation]], about: CheckContext, **options: object) -> list[str]:
    """What a check finds, one line each: which message, and the text it points at."""
    return [f"{hit.message}: {about.case.source[hit.span]}" for hit in check(about, **options)]


def mended(check: Callable[..., Iterable[Violation]], about: CheckContext, *, unsafe: bool = True) -> str:
    """The text with every repair done."""
    text = about.case.source.text
    changes = [change for hit in check(about) if hit.fix and (unsafe or hit.fix.safe) for change in hit.fix.changes]
    for change in sorted(changes, key=lambda change: change.span, reverse=True):
        text = text[: change.span.start] + change.text + text[change.span.end :]
    return text
