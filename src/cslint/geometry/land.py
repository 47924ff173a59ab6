"""The country of a case's front matter, as the checks of its map see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cslint.geometry.where import Land

if TYPE_CHECKING:
    from cslint.document.case import Case


def land_of(case: Case) -> Land | None:
    """The country that the front matter names, None when it is not known."""
    return None
