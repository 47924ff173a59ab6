"""Numbered citations against the list of sources, and what addresses carry besides the page's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.checks import citations
from tests.checks.samples import context, found, mended

THREE = "\n\n## References\n\n1. One book\n2. Two books\n3. Three books\n"


def cited(folder: Path, text: str) -> list[str]:
    return found(citations.citation, context(folder, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So it is [1], and so [4]." + THREE, ["missing: [4]"]),
        ("So it is[4]. And again [4]." + THREE, ["missing: [4]"]),
        ("So it is [2, 5–6]." + THREE, ["missing: [2, 5–6]", "missing: [2, 5–6]"]),
        ("So it is [1][7]." + THREE, ["missing: [7]"]),
        (r"So it is \[4\]." + THREE, [r"missing: \[4\]"]),
        ("So it is [2].", ["no-list: [2]"]),
        ("So it is [3].\n\n## Sources\n\n- One book\n- Two books\n", ["missing: [3]"]),
        ("So it is [3].\n\n## Sources\n\n[1] One book\n[2] Two books\n", ["missing: [3]"]),
        ("So it is [9].\n\n## Sources\n\n7. One book\n7. Two books\n", ["missing: [9]"]),
    ],
)
def test_a_citation_without_an_entry(text: str, expected: list[str], tmp_path: Path) -> None:
    assert cited(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "So it is [1], [2] and [3]." + THREE,
        "So it is [1-3]." + THREE,
        "A share in [1-100]." + THREE,
        "As in [4](https://x.org), [[5]](https://x.org) and `a[6]`." + THREE.replace("1.", "1."),
        "So it is [8].\n\n## Sources\n\n7. One book\n7. Two books\n",
        "So it is [2].\n\n## Sources\n\n- [2] Two books\n",
        "So it is [2].\n\n## Sources\n\n- One book\n- Two books\n",
        "So it is [4].\n\n[4]: https://x.org\n",
        "In [2019] they [sic] wrote [0] and ![7](./a.jpg)." + THREE,
        "So it was.\n\n## Sources\n\n1. A book [Chapter 4] [5]\n",
    ],
)
def test_what_is_no_lost_citation(text: str, tmp_path: Path) -> None:
    assert cited(tmp_path, text) == []


def test_an_entry_that_is_never_cited(tmp_path: Path) -> None:
    assert cited(tmp_path, "So it is [1] and [3]." + THREE) == ["uncited: 2. Two books"]


def test_entries_that_are_never_cited_are_one_finding(tmp_path: Path) -> None:
    entries = "".join(f"{n}. Book\n" for n in range(1, 10))
    about = context(tmp_path, f"So [1-4] and [9].\n\n## References\n\n{entries}")
    (hit,) = citations.citation(about)
    assert (hit.message, hit.values["numbers"], len(hit.related)) == ("uncited-several", "5 to 8", 3)


def test_entries_are_not_expected_to_be_cited_where_most_are_not(tmp_path: Path) -> None:
    assert cited(tmp_path, "So it is [1]." + THREE) == []


@pytest.mark.parametrize(
    ("address", "clean", "kinds"),
    [
        ("https://x.org/a#:~:text=so,be", "https://x.org/a", ["highlight"]),
        ("https://x.org/a#part:~:text=so", "https://x.org/a#part", ["highlight"]),
        ("https://x.org/a?utm_source=b&utm_medium=c", "https://x.org/a", ["tracker", "tracker"]),
        ("https://x.org/a?id=1&fbclid=2#c", "https://x.org/a?id=1#c", ["tracker"]),
        ("https://x.org/a?id=1&amp;gclid=2", "https://x.org/a?id=1", ["tracker"]),
        ("https://x.org/a?casa_token=x:y", "https://x.org/a", ["token"]),
        ("https://x.org/a;jsessionid=12?b=c", "https://x.org/a?b=c", ["token"]),
        ("https://x.org/a%20b?c=%C3%A4&d", "https://x.org/a%20b?c=%C3%A4&d", []),
        ("https://x.org/watch?v=utm_source", "https://x.org/watch?v=utm_source", []),
    ],
)
def test_only_what_concerns_one_reader_is_removed(address: str, clean: str, kinds: list[str]) -> None:
    assert citations.cleaned(address) == (clean, kinds)


def test_every_way_to_write_an_address(tmp_path: Path) -> None:
    cluttered = "https://x.org/a?gclid=1"
    text = f"[One]({cluttered}), <{cluttered}>, [two][t] and {cluttered}.\n\n[t]: {cluttered}\n"
    about = context(tmp_path, text)
    assert len(found(citations.address_clutter, about)) >= 3
    assert mended(citations.address_clutter, about, unsafe=False).startswith(
        "[One](https://x.org/a), <https://x.org/a>, [two][t] and https://x.org/a."
    )


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://www.google.com/search?q=trams", "search"),
        ("https://scholar.google.de/scholar?q=trams", "search"),
        ("https://duckduckgo.com/?q=trams", "search"),
        ("https://library.example.org/search?query=trams", "search"),
        ("https://bucket.example.org/plan.pdf?X-Amz-Signature=12", "signed"),
    ],
)
def test_what_has_no_fix(address: str, message: str, tmp_path: Path) -> None:
    (hit,) = citations.address_clutter(context(tmp_path, f"[A]({address})\n"))
    assert (hit.message, hit.fix) == (message, None)


@pytest.mark.parametrize(
    "address",
    [
        "https://x.org/research/search-engines",
        "https://google.com/maps",
        "https://x.org/a?page=2#top",
        "./a.jpg?gclid=1",
    ],
)
def test_addresses_that_are_as_they_have_to_be(address: str, tmp_path: Path) -> None:
    assert found(citations.address_clutter, context(tmp_path, f"[A]({address})\n")) == []
