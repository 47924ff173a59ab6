"""A case to run one check on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from cslint.checks import Hit
from cslint.contract.profile import Profile, from_template
from cslint.document.case import Case
from cslint.document.peers import Peers
from cslint.document.source import Source
from cslint.subject import Subject
from tests.samples import picture


def subject(folder: Path, text: str, files: Mapping[str, str | bytes] | None = None, template: str = "") -> Subject:
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
    return Subject(Case(case / "index.md", Source(case / "index.md", text)), profile, peers=Peers([case]))


def found(check: Callable[..., Iterable[Hit]], about: Subject, **options: object) -> list[str]:
    """What a check finds, one line each: which message, and the text it points at."""
    return [f"{hit.message}: {about.case.source[hit.span]}" for hit in check(about, **options)]


def mended(check: Callable[..., Iterable[Hit]], about: Subject, *, unsafe: bool = True) -> str:
    """The text with every repair done."""
    text = about.case.source.text
    changes = [
        change for hit in check(about) if hit.repair and (unsafe or hit.repair.safe) for change in hit.repair.changes
    ]
    for change in sorted(changes, key=lambda change: change.span, reverse=True):
        text = text[: change.span.start] + change.text + text[change.span.end :]
    return text
