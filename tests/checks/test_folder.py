"""The folder's name: lower case with dashes, and the code of the country the case is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.checks import folder
from cslint.checks.context import CheckContext
from cslint.contract.profile import Profile
from cslint.document.case import Case
from cslint.text.source import Source

FRONT_MATTER = "---\ncity: New York City\ncountry_code: {code}\n---\n"


def found(name: str, code: str = "USA", stage: str = "draft") -> list[tuple[str, str]]:
    path = Path("/cases") / name / "index.md"
    case = Case(path, Source(path, FRONT_MATTER.format(code=code)))
    hits = folder.name(CheckContext(case, Profile("none", None), stage))
    return [(hit.message, str(hit.values.get("asked" if hit.message == "none" else "better"))) for hit in hits]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("new-york-usa", "USA"),
        ("usa-new-york", "USA"),
        ("usa-new-york-amazon-hq2", "USA"),
        ("amazon-hq2-new-york-usa", "USA"),
        ("kowloon-east-hkg", "CHN"),
        ("kowloon-east-chn", "HKG"),
        ("new-york-usa", "XYZ"),
        ("anything", "XYZ"),
        ("01", "USA"),
        ("draft-of-mine", "USA"),
        ("nyc-iot", "USA"),  # a code of the British Indian Ocean Territory, but a word here
    ],
)
def test_either_order_is_right_and_what_is_between_does_not_matter(name: str, code: str) -> None:
    assert found(name, code) == []


@pytest.mark.parametrize(
    ("name", "message", "better"),
    [
        ("usa-newyork-amazon-hq2-LIC", "characters", "usa-newyork-amazon-hq2-lic"),
        ("New York USA", "characters", "new-york-usa"),
        ("new_york_usa", "characters", "new-york-usa"),
        ("new--york-usa-", "characters", "new-york-usa"),
        ("zürich-che", "characters", "zurich-che"),
        ("us-new-york", "short", "usa-new-york"),
        ("new-york-us", "short", "new-york-usa"),
        ("new-york-ind", "other", "new-york-ind"),
    ],
)
def test_other_names_are_reported_at_every_stage(name: str, message: str, better: str) -> None:
    assert found(name) == [(message, better)]


def test_a_name_without_a_country_is_reported_once_the_draft_is_done() -> None:
    assert found("smart-city", stage="draft") == []
    assert found("smart-city", stage="review") == [("none", "new-york-city-usa")]


def test_the_top_of_a_disk_has_no_name_to_report() -> None:
    case = Case(Path("/index.md"), Source(Path("/index.md"), FRONT_MATTER.format(code="USA")))
    assert list(folder.name(CheckContext(case, Profile("none", None), "complete"))) == []
