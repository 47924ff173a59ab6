"""Dates: which are fine, and what is wrong with the others."""

from __future__ import annotations

import datetime

import pytest

from cslint.contract.dates import problem

FINE = [
    *("2024-05-01", "2024-05-01T00:00:00.000Z", "2024-05-01 10:30", "2024-05-01T10:30:00+02:00", "2024-02-29"),
    *(datetime.date(2024, 5, 1), datetime.datetime(2024, 5, 1, 10, 30, tzinfo=datetime.UTC)),
]


@pytest.mark.parametrize("value", FINE, ids=str)
def test_a_day_with_or_without_a_time_is_a_date(value: object) -> None:
    assert problem(value) is None


WRONG = [
    ("2024-02-30", "date-no-such-day", "", ""),
    ("2023-13-01", "date-no-such-day", "", ""),
    ("31/02/2023", "date-no-such-day", "", ""),
    ("19/04/2023", "date-form", "2023-04-19", ""),
    ("04/19/2023", "date-form", "2023-04-19", ""),
    ("31.12.2023", "date-form", "2023-12-31", ""),
    ("2023/4/9", "date-form", "2023-04-09", ""),
    (20230419, "date-form", "2023-04-19", ""),
    ("19 April 2023", "date-form", "2023-04-19", ""),
    ("April 19th, 2023", "date-form", "2023-04-19", ""),
    ("Wednesday, 19 Apr 2023", "date-form", "2023-04-19", ""),
    ("04/05/2023", "date-either", "2023-04-05", "2023-05-04"),
    ("05/05/2023", "date-form", "2023-05-05", ""),
    ("May 2023", "date-part", "2023-05-01", ""),
    ("2023", "date-part", "2023-01-01", ""),
    ("last spring", "date", "", ""),
    (True, "date", "", ""),
    (["2023"], "date", "", ""),
]


@pytest.mark.parametrize(("value", "code", "better", "other"), WRONG, ids=[str(case[0]) for case in WRONG])
def test_a_wrong_date_is_named_with_the_right_one(value: object, code: str, better: str, other: str) -> None:
    found = problem(value)
    assert found is not None
    assert (found.code, found.better, found.other) == (code, better, other)
