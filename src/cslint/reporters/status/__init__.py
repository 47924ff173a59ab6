"""Views of the status format: a checklist of one case, a table of many, each as text or Markdown.

Their input is the plain data of ``cslint status --output-format json``.
"""

from __future__ import annotations

from typing import Any

from cslint.reporters.status.sorting import KEYS, ordered
from cslint.util.plural import plural

Row = dict[str, Any]
_LONGEST_NOUN = 20  # characters; longer nouns would not fit beside a bar

__all__ = ["KEYS", "Row", "bar", "counted", "ordered", "percent", "shown_share", "summary"]


def bar(share: float, cells: int, *, unicode: bool) -> str:
    """Return a bar that is full only at 1 and empty only at 0.

    Args:
        share: from 0 to 1.
        cells: length of the bar.
        unicode: whether to use block characters instead of ASCII.
    """
    full = int(share * cells + 0.5)
    full = min(max(full, int(share > 0)), cells if share >= 1 else cells - 1)
    return "█" * full + "░" * (cells - full) if unicode else f"[{'#' * full}{'.' * (cells - full)}]"


def percent(share: float) -> str:
    """Return a share in whole per cent, rounded down, so that 100 means everything."""
    return f"{int(share * 100 + 1e-9):>3} %"


def summary(row: Row) -> list[str]:
    """Return the figures of a case: "82 %", "5 of 9 sections", "3 errors", "1 warning"."""
    whole = [section for section in row["sections"] if section["weight"]]
    done = sum(section["share"] >= 1 for section in whole)
    figures = [percent(row["score"]).strip(), f"{done} of {plural(len(whole), 'section')}"]
    return [*figures, *(plural(row[f"{level}s"], level) for level in ("error", "warning") if f"{level}s" in row)]


def counted(section: Row) -> list[tuple[str, bool]]:
    """Return the count and the requirement for each requirement of a section, and whether it is met.

    Examples are ``131/100-150 words``, ``2/3-5 stakeholders``, ``2/3 links``.
    """
    if section["heading"] is None:
        return [("missing", False)]
    if not section["weight"] and not section["optional"]:
        return []  # it only contains other sections
    asked = [m for m in section["requirements"] if m["kind"] != "present"]
    found = [(_requirement(measure), bool(measure["met"])) for measure in asked]
    there = all(m["met"] for m in section["requirements"] if m["kind"] == "present")
    if not there and not asked:
        return [("nothing of your own yet", False)]
    if there and not any(m["kind"] == "words" and m["scope"] == "section" for m in asked):
        found.append((plural(section["words"], "word"), True))
    return found


def shown_share(section: Row) -> float:
    """Return the share for a section's bar: the mean of what can be counted, so that 56 of 100 words are 56 %."""
    counts = [measure["share"] for measure in section["requirements"] if measure["kind"] != "present"]
    if not counts or section["share"] >= 1:
        return float(section["share"])
    return float(min(0.99, sum(counts) / len(counts)))


def _requirement(measure: Row) -> str:
    noun = measure["kind"].removesuffix("s")
    if measure["of"] is not None:
        if noun in ("link", "image"):
            return f"{measure['actual']}/{plural(measure['of'], noun)}"
        return f"{measure['actual']}/{plural(measure['of'], 'item')} with {_bounds(measure)} {noun}s"
    bounds = _bounds(measure)
    if 0 < len(measure.get("noun") or "") <= _LONGEST_NOUN:
        return f"{measure['actual']}/{bounds} {measure['noun']}"
    return f"{measure['actual']}/{bounds} {noun if bounds in ('1', 'max 1') else f'{noun}s'}"


def _bounds(measure: Row) -> str:
    low, high = measure["low"], measure["high"]
    if low is None or high is None:
        return f"{low}+" if high is None else f"max {high}"
    return str(low) if low == high else f"{low}-{high}"
