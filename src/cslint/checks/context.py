"""The input of a check: a case, its requirements, and a few facts about the run."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from cslint.contract.contract import Contract, bind
from cslint.contract.field_map import FieldMap
from cslint.contract.profile import Profile
from cslint.contract.requirement import TOLERANCE
from cslint.document.case import Case
from cslint.document.files.asset_folder import Assets
from cslint.document.files.references import Reference, references

if TYPE_CHECKING:
    from cslint.contract.unreplaced import Leftovers
    from cslint.document.files.sibling_cases import SiblingCases
    from cslint.document.sentences import Sentence

STAGES = ("draft", "review", "complete")


class CheckContext:
    """A case with its profile.

    Attributes:
        case: the case study.
        profile: its profile.
        stage: ``draft``, ``review`` or ``complete``.
        today: day of the run.
        because: why it has that profile.
        peers: the files of other cases to compare with, or None.
        tolerance: shares by which an aim may be missed, below and above.
        trust_comments: whether instructions that the author left in the case count in addition to the template's.
    """

    def __init__(
        self,
        case: Case,
        profile: Profile,
        stage: str = "draft",
        today: datetime.date | None = None,
        because: str = "",
        peers: SiblingCases | None = None,
        trust_comments: bool = True,
        tolerance: tuple[float, float] = (TOLERANCE, TOLERANCE),
    ) -> None:
        self.case = case
        self.profile = profile
        self.stage = stage
        self.today = today or datetime.date.today()
        self.because = because
        self.peers = peers
        self.trust_comments = trust_comments
        self.tolerance = tolerance

    @cached_property
    def contract(self) -> Contract:
        """Every requirement on the case."""
        fields = {name: str(entry.value) for name, entry in self.case.front_matter.fields.items()}
        return bind(self.case.document, self.profile.template, fields, own=self.trust_comments)

    @property
    def assets(self) -> Assets:
        """The files of the case folder."""
        return self.case.assets

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every place in the case that names a file, and what it means."""
        return tuple(references(self.case.document, self.assets))

    @cached_property
    def fields(self) -> FieldMap:
        """The front matter with the profile's requirements."""
        return FieldMap(self.profile.schema, self.case.front_matter, self.contract.values)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of its prose, in order."""
        from cslint.document.sentences import sentences

        return sentences(self.case.document)

    @cached_property
    def leftovers(self) -> Leftovers:
        """The text that is still the template's or filler."""
        from cslint.contract.unreplaced import Leftovers

        return Leftovers(self.contract)


def stage_of(case: Case) -> str:
    """Return how finished the author says the case is; an unreadable stage is a draft."""
    status = case.text("status").casefold()
    return status if status in STAGES else "draft"
