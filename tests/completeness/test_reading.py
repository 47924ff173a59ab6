"""What an instructor reads beside the findings: sentences with figures, and the websites that a case links to."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.completeness.reading import Host, hosts, statements
from cslint.document.document import Document
from cslint.text.source import Source


def document(body: str) -> Document:
    return Document(Source(Path("index.md"), f"---\ntitle: Trams\n---\n\n{body}\n"))


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("The line opened in 2019 and was closed in 2021.", ("2019", "2021")),
        ("It ran from 2018-2020 and again in 2022/23.", ("2018-2020", "2022/23")),
        (
            "Some 12,500 people took it, 40% more than before, or 7.5 per cent of all.",
            ("12,500", "40%", "7.5 per cent"),
        ),
        ("It cost $3.2 million, €40 and INR 2 billion.", ("$3.2 million", "€40", "2 billion")),
        ("A bus of the type A320-2019 or the file v1.2019 is no year.", ()),
        ("Three stops, 12 drivers and no more.", ()),
    ],
)
def test_years_amounts_shares_and_large_numbers_are_figures(sentence: str, figures: tuple[str, ...]) -> None:
    found = statements(document(f"## Overview\n\n{sentence}"))
    assert tuple(figure for one in found for figure in one.figures) == figures


def test_a_statement_has_its_line_and_its_section() -> None:
    [first, second] = statements(document("In 2001.\n\n## Goals\n\n### First\n\nText.\nMore in 2002."))
    assert (first.line, first.section) == (5, None)
    assert (second.line, second.section, second.figures) == (12, "First", ("2002",))


def test_sources_headings_quotations_and_addresses_state_nothing() -> None:
    text = "## 2001\n\n> In 2002.\n\n<https://a.org/2003/x>\n\n## References\n\n1. Rao, 2004. <https://b.org>"
    assert statements(document(text)) == []


def test_no_more_than_a_hundred_statements_of_a_case_are_listed() -> None:
    assert len(statements(document("In 2001 it rained. " * 150))) == 100


def test_websites_are_grouped_with_the_years_of_their_entries() -> None:
    text = (
        "See [one](https://www.a.org/x).\n\n![Map](https://pictures.org/a.png) and [mail](mailto:a@b.org)\n\n"
        "## References\n\n1. Rao, 2004. Trams. <https://a.org/y>\n2. Lee. Buses. <https://a.org/2011/05/z>\n"
        "3. Roy. <https://b.org/2001>\n"
    )
    assert hosts(document(text)) == [
        Host("a.org", (2004, 2011), 1, (5, 11, 12)),
        Host("b.org", (), 1, (13,)),
    ]


def test_an_address_that_is_malformed_is_left_out() -> None:
    assert hosts(document("[one](https://[::1) and [two](https://a.org)")) == [Host("a.org", (), 1, (5,))]
