"""Marks and exact requirements for a template, proposed from finished copies of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from cslint.contract.contract import SectionContract, bind
from cslint.contract.parts import Left, Part, PartKind
from cslint.contract.profile import from_template
from cslint.contract.requirement import Kind, Requirement, Scope
from cslint.contract.template import Template
from cslint.document.case import Case
from cslint.errors import ConfigError
from cslint.reporters import Options
from cslint.reporters.styled_writer import Part as Styled
from cslint.reporters.styled_writer import StyledWriter

_MOST = 2 / 3  # share of the copies that decides
_FEWEST_COPIES = 2
_SHORTEST = 3  # words of a text that is looked for in copies
_KINDS = {Kind.WORDS: "words", Kind.ITEMS: "items"}

Row = dict[str, Any]


def proposals(given: Sequence[str], template: Path | None) -> Row:
    """Propose marks for a template from finished copies.

    Args:
        given: the template and its copies, or only the copies if ``template`` names the template.
        template: the template.

    Raises:
        cslint.errors.ConfigError: the template is missing, or there are too few copies.
        cslint.errors.NoCaseError: a copy does not exist.
    """
    from cslint.linter import discovery

    names = [str(template), *given] if template else list(given)
    if len(names) < 1 + _FEWEST_COPIES:
        raise ConfigError("--learn compares a template with at least two finished copies: TEMPLATE --learn COPY COPY.")
    path, *others = map(Path, names)
    read = from_template(path).template
    copies = [discovery.read(found) for found in discovery.find(others) if found.resolve() != path.resolve()]
    if len(copies) < _FEWEST_COPIES:
        raise ConfigError("--learn compares a template with at least two finished copies.")
    rows = [*_marks(read, copies), *_exact(read, copies)]
    rows.sort(key=lambda row: row["line"])
    return {"version": 1, "template": str(path), "copies": len(copies), "proposals": rows}


def _marks(template: Template, copies: Sequence[Case]) -> Iterator[Row]:
    """Yield what most copies keep though it was read as a placeholder, and what most replace though it may stay."""
    texts = [_squeezed(copy.source.text) for copy in copies]
    for part in template.parts:
        text = _squeezed(part.text)
        if not _is_comparable(part, text):
            continue
        kept = sum(text in other for other in texts)
        line = template.source.position(part.span.start).line
        if part.left is not Left.NEVER and kept >= _MOST * len(copies):
            yield _proposal(line, "<!-- cslint: keep -->", part.text, f"{kept} of {len(copies)} copies keep it")
        elif part.left is Left.NEVER and kept <= (1 - _MOST) * len(copies):
            gone = len(copies) - kept
            yield _proposal(line, "<!-- cslint: replace -->", part.text, f"{gone} of {len(copies)} copies replace it")


def _is_comparable(part: Part, text: str) -> bool:
    """Return whether a part is a visible text of its own, long enough to be recognised in a copy."""
    kinds = (PartKind.STANDING, PartKind.INSTRUCTION, PartKind.SLOT)
    return part.visible and part.kind in kinds and len(text.split()) >= _SHORTEST


def _exact(template: Template, copies: Sequence[Case]) -> Iterator[Row]:
    """Yield requirements that fit the copies, for sections without a number or with one that most copies miss."""
    contracts = [_bound(template, copy) for copy in copies]
    for number, clause in enumerate(template.clauses):
        written = [c[number] for c in contracts if c[number].section is not None and c[number].words]
        line = template.source.position(clause.section.place.start).line
        settings, evidence = [], []
        absent = len(copies) - len(written)
        if absent and not clause.optional and absent > (1 - _MOST) * len(copies):
            settings.append("optional")
            evidence.append(f"{absent} of {len(copies)} copies leave it out")
        for kind, name in _KINDS.items():
            asked = [r.ask for r in clause.requirements if r.ask.kind is kind and r.ask.scope is not Scope.ITEM]
            counts = [section.words if kind is Kind.WORDS else len(section.items) for section in written]
            if len(counts) < _FEWEST_COPIES or (kind is Kind.ITEMS and not asked):
                continue
            missed = sum(not all(_meets(ask, count) for ask in asked) for count in counts)
            if (not asked and kind is Kind.WORDS and not clause.requirements) or missed > (1 - _MOST) * len(counts):
                settings.append(f"{name}={_range(counts, kind)}")
                evidence.append(f"copies have {', '.join(map(str, sorted(counts)))} {name}")
                if missed:
                    evidence.append(f"{missed} of {len(counts)} miss what was read")
        if settings:
            yield _proposal(line, f"<!-- cslint: {' '.join(settings)} -->", clause.name, "; ".join(evidence))


def _bound(template: Template, copy: Case) -> tuple[SectionContract, ...]:
    fields = {name: str(entry.value) for name, entry in copy.front_matter.fields.items()}
    return bind(copy.document, template, fields, own=False).asked


def _meets(ask: Requirement, count: int) -> bool:
    return ask.least() <= count <= ask.most()


def _range(counts: Sequence[int], kind: Kind) -> str:
    """Return a range that contains all counts, with round ends for words."""
    step = 10 if kind is Kind.WORDS else 1
    low, high = min(counts) // step * step, -(-max(counts) // step) * step
    return f"{max(low, 1)}-{high}"


def _proposal(line: int, mark: str, text: str, evidence: str) -> Row:
    return {"line": line, "mark": mark, "text": " ".join(text.split())[:300], "evidence": evidence}


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())


def write(rows: Row, stream: TextIO, options: Options) -> None:
    """Write proposals.

    Args:
        rows: as ``proposals`` returns them.
        stream: where to.
        options: colours and width.
    """
    paper = StyledWriter(stream, options)
    paper.columns(
        Styled(paper.say(rows["template"]), "strong"), text=f": compared with {rows['copies']} finished copies"
    )
    if not rows["proposals"]:
        paper.line("Every part was read correctly; no marks are needed.")
        return
    for row in _in_order(rows["proposals"]):
        paper.line()
        paper.columns(Styled(f"line {row['line']}: ", "dim"), text=f"add {row['mark']}")
        paper.columns(Styled("  "), text=f'"{paper.say(row["text"])}"')
        paper.columns(Styled("  "), text=paper.say(row["evidence"]))


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["line"])
