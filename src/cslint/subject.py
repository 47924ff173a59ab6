"""What a check looks at: a case, what is asked of it, and the few facts of the run that it may know."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cslint.contract.contract import Contract, bind
from cslint.contract.fields import FieldMap
from cslint.contract.profile import Profile
from cslint.document.case import Case

if TYPE_CHECKING:
    from cslint.leftovers import Leftovers

STAGES = ("draft", "review", "complete")


@dataclass(eq=False)
class Subject:
    """A case with its profile.

    Attributes:
        case: the case study.
        profile: the kind it is.
        stage: ``draft``, ``review`` or ``complete``.
        today: the day of the run.
        because: why it is of that profile.
        folders: the folders of all cases of the run, to compare files with.
    """

    case: Case
    profile: Profile
    stage: str = "draft"
    today: datetime.date = field(default_factory=datetime.date.today)
    because: str = ""
    folders: tuple[Path, ...] = ()

    @cached_property
    def contract(self) -> Contract:
        """Every requirement on the case."""
        fields = {name: str(entry.value) for name, entry in self.case.front_matter.fields.items()}
        return bind(self.case.document, self.profile.template, fields)

    @cached_property
    def fields(self) -> FieldMap:
        """The front matter beside what the profile asks of it."""
        return FieldMap(self.profile.schema, self.case.front_matter, self.contract.values)

    @cached_property
    def leftovers(self) -> Leftovers:
        """What of the text is still the template's or filler."""
        from cslint.leftovers import Leftovers

        return Leftovers(self.contract)


def stage_of(case: Case) -> str:
    """How finished the author says the case is; what cannot be read is a draft."""
    status = case.text("status").casefold()
    return status if status in STAGES else "draft"
