"""Views of the status format: a checklist of one case, a table of many, each as text or Markdown.

They see the plain data of ``cslint status --output-format json`` and nothing else.
"""

from __future__ import annotations

from typing import Any

from cslint.reporters.status.sorting import KEYS, ordered

Row = dict[str, Any]

__all__ = ["KEYS", "Row", "bar", "counted", "ordered", "percent"]


def bar(share: float, cells: int, *, unicode: bool) -> str:
    """A bar of so many cells, full only at 1 and empty only at 0."""
    full = int(share * cells + 0.5)
    full = min(max(full, int(share > 0)), cells if share >= 1 else cells - 1)
    return "█" * full + "░" * (cells - full) if unicode else f"[{'#' * full}{'.' * (cells - full)}]"


def percent(share: float) -> str:
    """A share in whole per cent, 100 only when it is all: " 87 %"."""
    return f"{int(share * 100 + 1e-9):>3} %"


def counted(section: Row) -> list[tuple[str, bool]]:
    """What was found beside what is asked, requirement by requirement, and whether each is met.

    Such as ``131/100-150 words``, ``2/3-5 items``, ``links 2/3``.
    """
    if section["heading"] is None:
        return [("missing", False)]
    if not section["weight"] and not section["optional"]:
        return []  # it only holds others
    asked = [m for m in section["requirements"] if m["kind"] != "present"]
    found = [(_requirement(measure), bool(measure["met"])) for measure in asked]
    there = all(m["met"] for m in section["requirements"] if m["kind"] == "present")
    if not there and not asked:
        return [("nothing of your own yet", False)]
    if there and not any(m["kind"] == "words" and m["scope"] == "section" for m in asked):
        found.append((f"{section['words']} words", True))
    return found


def _requirement(measure: Row) -> str:
    kind = measure["kind"]
    if measure["of"] is not None:
        noun = {"link": "links", "image": "pictures", "words": f"items with {_bounds(measure)} words"}.get(kind, kind)
        return f"{measure['actual']}/{measure['of']} {noun}"
    noun = {"link": "links", "image": "pictures"}.get(kind, kind)
    return f"{measure['actual']}/{_bounds(measure)} {noun}"


def _bounds(measure: Row) -> str:
    low, high = measure["low"], measure["high"]
    if low is None or high is None:
        return f"{low}+" if high is None else f"max {high}"
    return str(low) if low == high else f"{low}-{high}"
