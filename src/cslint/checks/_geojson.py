"""From faults of a map to hits: many of one kind become one, with its number, the first place and a few others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cslint.checks.violation import RelatedSpan, Violation
from cslint.document.geojson.json_positions import Member, Path, place, render
from cslint.document.geojson.map_file import FIELD, Geography
from cslint.document.geojson.model import Flaw
from cslint.text.edits import ProposedFix, TextEdit, propose_fix
from cslint.text.source import Span

_MOST_OTHERS = 3
MOST_FIXED = 5_000  # places that one fix changes


class Told(NamedTuple):
    """A problem to report, by its path.

    Attributes:
        path: path of the value.
        message: key of the rule page's message.
        values: values for the message; ``where`` and ``also`` are added.
        at_key: whether the member's name is meant.
        others: further paths with the same problem, as many as are known.
        total: total number of places; 0 means this one and ``others``.
        notes: related paths with a few words.
        fix: the fix, or None.
        left_out: whether a fix was left out because there are more than ``MOST_FIXED`` places.
    """

    path: Path
    message: str = ""
    values: Mapping[str, object] = {}
    at_key: bool = False
    others: Sequence[Path] = ()
    total: int = 0
    notes: Sequence[tuple[Path, str]] = ()
    fix: ProposedFix | None = None
    left_out: bool = False


def fix_places(
    geography: Geography,
    message: str,
    paths: Sequence[Path],
    edit: Callable[[Path, Member], Iterable[TextEdit | None]],
    *,
    safe: bool = True,
) -> ProposedFix | None:
    """Return a fix that changes a map in many places, or None if there are more than ``MOST_FIXED``.

    Args:
        geography: the map.
        message: what the fix does.
        paths: the values that it changes.
        edit: function that returns the edits of one value.
        safe: whether the fix can be applied without confirmation.
    """
    if len(paths) > MOST_FIXED:
        return None
    members = geography.locate(paths)
    return propose_fix(message, [change for path in members for change in edit(path, members[path])], safe=safe)


def tell(geography: Geography, faults: Iterable[Told]) -> Iterator[Violation]:
    """Look up all positions in one pass over the file, and yield the violations.

    Args:
        geography: the map.
        faults: the problems.
    """
    told = list(faults)
    wanted = {fault.path for fault in told}
    wanted |= {path for fault in told for path in fault.others[:_MOST_OTHERS]}
    wanted |= {path for fault in told for path, _ in fault.notes}
    # the parents of a path serve if it cannot be located
    found = geography.locate({*wanted, *(path[:-1] for path in wanted)}) if wanted else {}
    for fault in told:
        yield _hit(geography, fault, found)


def _hit(geography: Geography, fault: Told, found: dict[Path, Member]) -> Violation:
    def at(path: Path) -> Span:
        member = place(found, path)
        return member.key if fault.at_key and member.key else member.value

    more = (fault.total or 1 + len(fault.others)) - 1
    also = "" if more < 1 else f" The same in {more:,} more place{'s' if more > 1 else ''}."
    left_out = " There are too many for a fix." if fault.left_out else ""
    related = [RelatedSpan(at(path), "the same here", geography.source) for path in fault.others[:_MOST_OTHERS]]
    related += [RelatedSpan(place(found, path).value, words, geography.source) for path, words in fault.notes]
    return Violation(
        at(fault.path),
        {"where": render(fault.path), "also": also + left_out, "left_out": left_out, **fault.values},
        message=fault.message,
        source=geography.source,
        field=FIELD,
        related=(*related, *named(geography)),
        fix=fault.fix,
    )


def named(geography: Geography) -> tuple[RelatedSpan, ...]:
    """Return the front-matter value that names the file, as a related place."""
    return (RelatedSpan(geography.field.span, "the map is named here"),) if geography.field else ()


def gather(flaws: Iterable[Flaw], counts: Mapping[str, int]) -> list[Told]:
    """Merge flaws of one kind unless their requirements differ; ``found`` is that of the first.

    Args:
        flaws: the flaws.
        counts: number of flaws of each kind, including those that were not stored.
    """
    groups: dict[tuple[object, ...], list[Flaw]] = {}
    kinds: dict[str, int] = {}
    for flaw in flaws:
        facts = tuple(sorted((name, str(value)) for name, value in flaw.values.items() if name != "found"))
        groups.setdefault((flaw.what, facts), []).append(flaw)
        kinds[flaw.what] = kinds.get(flaw.what, 0) + 1
    told = []
    for group in groups.values():
        first = group[0]
        lost = counts.get(first.what, 0) - kinds[first.what]
        told.append(
            Told(
                first.path,
                first.what,
                first.values,
                first.at_key,
                [flaw.path for flaw in group[1:]],
                len(group) + max(0, lost),
            )
        )
    return told
