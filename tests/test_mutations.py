"""The finished example with one thing spoilt at a time: exactly the finding that this stands for, and no other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from cslint.linter import engine
from cslint.linter.discovery import read
from cslint.linter.overrides import Request, settings
from cslint.linter.settings import Settings

EXAMPLE = Path(__file__).parents[1] / "examples" / "pune-ind"
FINISHED = (EXAMPLE / "index.md").read_text(encoding="utf-8")
FILLER = (
    "Lorem episode dolor sit amen, consecrate adipose cling elite, sed dooms usermod temper incident ut labour et "
    "dolores magna aliquot. Ut enigma ad minima veiny, quits nostrum exercise station ulcer laboris nosy ut aliquot ex "
    "ea common consequent. Nemo enemy spam volute pat quail volumes sit asparagus aunt odd it out fugue."
)
SECTIONS = [
    "Overview",
    "Key Characteristics",
    "Goals and Aspirations",
    "Technology Interventions",
    "Stakeholders",
    "Leadership",
    "Financing",
    "Outcomes",
    "Open Questions",
]
IMAGES = re.findall(r"!\[([^\]]+)\]", FINISHED)
FIELDS = re.findall(r"^(\w+):", FINISHED.split("---")[1], re.M)

Change = Callable[[str], str]


@lru_cache(maxsize=1)
def everything() -> Settings:
    return settings(Request(extend_select=("unknown-section", "impossible-figure", "address-clutter"), plugins=False))


def findings(text: str, folder: Path) -> list[tuple[str, str]]:
    """Rule and the text of the line it points at, for each finding."""
    case = folder / "pune-ind"
    shutil.copytree(EXAMPLE, case)
    (case / "index.md").write_text(text, encoding="utf-8")
    context = engine.context_of(read(case / "index.md"), everything())
    found = engine.check_case(context, everything()).findings
    return [(finding.rule, finding.location.excerpt) for finding in found]


def section(title: str, mark: str = "##") -> re.Match[str]:
    match = re.search(rf"^{mark} {title}\n.*?(?=^{mark} |\Z)", FINISHED, re.M | re.S)
    assert match
    return match


def item(title: str) -> re.Match[str]:
    match = re.search(rf"^\*\*{re.escape(title)}\*\*\. .*\n", FINISHED, re.M)
    assert match
    return match


def without(match: re.Match[str]) -> str:
    return FINISHED[: match.start()] + FINISHED[match.end() :]


def put(match: re.Match[str], text: str) -> str:
    return FINISHED[: match.start()] + text + FINISHED[match.end() :]


def swap(old: str, new: str) -> str:
    assert FINISHED.count(old) == 1, old
    return FINISHED.replace(old, new)


def emptied(title: str) -> str:
    return put(section(title), f"## {title}\n\n")


def moved(title: str, before: str) -> str:
    own = section(title)
    rest = without(own)
    at = rest.index(f"## {before}\n")
    return rest[:at] + own[0] + rest[at:]


def shortened(title: str) -> str:
    own = item(title)
    return put(own, " ".join(own[0].split()[:14]) + ".\n")


WHO = ("A clerk", "The depot", "One councillor", "Her neighbour", "That workshop", "Every crew", "An auditor")
DOES = ("counted", "repainted", "questioned", "borrowed", "measured")
WHAT = ("two benches", "the old tariff", "a broken pump", "four kerbs", "his ledger", "some lanterns")
PADDING = [f"{WHO[n % 7]} {DOES[n % 5]} {WHAT[n % 6]} in {n + 3} days." for n in range(30)]
"""Sentences that say different things: one sentence thirty times would be filler."""


def padded(title: str) -> str:
    own = item(title)
    return put(own, own[0].rstrip() + "".join(f" {sentence}" for sentence in PADDING) + "\n")


def filled(title: str) -> str:
    own = item(title)
    links = " ".join(re.findall(r"\[[^\]]+\]\([^)]+\)", own[0]))
    return put(own, f"**{title}**. {FILLER} {links}".rstrip() + "\n")


def field(name: str) -> re.Match[str]:
    match = re.search(rf"^{name}:.*\n(?:  - .*\n)*", FINISHED, re.M)
    assert match
    return match


def line(name: str) -> str:
    return field(name)[0].splitlines()[0]


WHOLE_SECTIONS: list[tuple[str, str, list[tuple[str, str]]]] = [
    *(
        (f"{t} deleted", without(section(t)), [("missing-section", "## " + n)])
        for t, n in zip(SECTIONS, [*SECTIONS[1:], "References"], strict=True)
    ),
    *((f"{t} emptied", emptied(t), [("empty-section", f"## {t}")]) for t in SECTIONS),
    *((f"{t} doubled", put(section(t), section(t)[0] * 2), [("duplicate-section", f"## {t}")]) for t in SECTIONS),
    *((f"{t} moved to the front", moved(t, "Overview"), [("section-order", f"## {t}")]) for t in SECTIONS[2:]),
    ("Overview misspelt", swap("## Overview\n", "## Overveiw\n"), [("renamed-section", "## Overveiw")]),
    ("Goals cut to one word", swap("## Goals and Aspirations\n", "## Goals\n"), [("renamed-section", "## Goals")]),
    ("a heading too deep", swap("## Financing\n", "#### Financing\n"), [("heading-level", "#### Financing")]),
    (
        "an own section",
        swap("## References\n", "## Thanks\n\nTo all.\n\n## References\n"),
        [("unknown-section", "## Thanks")],
    ),
    (
        "a list of sources deleted",
        without(section("Secondary Sources", "###")),
        [("missing-section", "### Primary Sources")],
    ),
    ("References deleted", without(section("References")), [("missing-section", "## Open Questions")]),
]

ITEMS = [
    "Close the digital gap",
    "Street elements",
    "Parisar",
    "Promises can be counted",
    "Grants and a municipal bond",
]
WHOLE_ITEMS: list[tuple[str, str, list[tuple[str, str]]]] = [
    *((f"{t} cut", shortened(t), [("too-few-words", f"**{t}**")]) for t in ITEMS if t != "Parisar"),
    *(
        (f"{t} padded", padded(t), [("too-many-words", f"**{t}**")])
        for t in ("Close the digital gap", "Parisar", "Upkeep", "Kunal Kumar")
    ),
    *((f"{t} turned into filler", filled(t), [("filler-text", f"**{t}**")]) for t in [*ITEMS, "Upkeep", "Kunal Kumar"]),
    ("an outcome dropped", without(item("Skills for young people")), [("too-few-items", "## Outcomes")]),
    ("a goal's title put back", swap("**Earn trust**.", "**Goal 3**."), [("placeholder-title", "**Goal 3**")]),
    (
        "the scheme's title put back",
        swap("**Grants and a municipal bond**.", "**Financing Scheme**."),
        [("placeholder-title", "**Financing Scheme**")],
    ),
    (
        "a question too many",
        put(item("Reach"), item("Reach")[0] + "\n**Cost**. Who pays for it when the grants have run out?\n"),
        [("too-many-items", "## Open Questions")],
    ),
    (
        "the Overview turned into filler",
        put(re.search(r"^Pune, a city of software.*\n", FINISHED, re.M) or section("x"), FILLER + "\n"),
        [("filler-text", "Lorem")],
    ),
]


def links() -> list[tuple[str, str, list[tuple[str, str]]]]:
    found = re.search(r"^\*\*Parisar\*\*.*?\[([^\]]+)\]\(([^)]+)\)", FINISHED, re.M)
    assert found
    text, address = found[1], found[2]
    whole = f"[{text}]({address})"
    return [
        ("a link taken out", swap(whole, text), [("item-without-link", "**Parisar**")]),
        (
            "a link's address put back",
            swap(whole, f"[{text}](https://www.markdownguide.org/basic-syntax/)"),
            [("placeholder-link", "**Parisar**")],
        ),
        (
            "a link's text put back",
            swap(whole, f"[Organization Name]({address})"),
            [("placeholder-link", "**Parisar**")],
        ),
        ("a link without an address", swap(whole, f"[{text}]()"), [("empty-link", "**Parisar**")]),
        (
            "a link with a broken scheme",
            swap(whole, f"[{text}](htps://parisar.org)"),
            [("malformed-link", "**Parisar**")],
        ),
        (
            "a caption put back",
            swap('"One pole and its elements. The cslint developers (own drawing)"', '"Daniel Adams (Unsplash)"'),
            [("placeholder-caption", "![Drawing of a street pole")],
        ),
        (
            "a description put back",
            swap("![Drawing of a street pole", "![Alt Text / Drawing of a street pole"),
            [("placeholder-alt", "![Alt Text / Drawing")],
        ),
        (
            "a picture without a description",
            re.sub(r"!\[Drawing of a street pole[^\]]*\]", "![]", FINISHED),
            [("image-alt", "![](./street-pole.png")],
        ),
        (
            "a picture without a caption",
            swap(' "One pole and its elements. The cslint developers (own drawing)"', ""),
            [("image-credit", "![Drawing of a street pole")],
        ),
        (
            "a picture that is not there",
            swap("(./street-pole.png ", "(./pole.png "),
            [("missing-asset", "![Drawing of a street pole")],
        ),
        (
            "a source named twice",
            swap(
                "- [CEO Speaks, Pune Smart City Development Corporation](https://punesmartcity.in/ceo-speaks/)\n",
                "- [Digital Strategy again](https://www.pmc.gov.in/en/digital-strategy)\n",
            ),
            [("duplicate-source", "- [Digital Strategy again]")],
        ),
        (
            "a note to oneself",
            swap("This case study follows the plan", "TODO: This case study follows the plan"),
            [("todo-marker", "")],
        ),
    ]


CAUSES: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "a heading without its space",
        swap("## Financing\n", "##Financing\n"),
        [("malformed-heading", "##Financing")],
    ),
    (
        "a heading with a no-break space",
        swap("## Financing\n", "##\u00a0Financing\n"),
        [("malformed-heading", "##\u00a0Financing")],
    ),
    ("a heading in bold", swap("## Financing\n", "**Financing**\n"), [("malformed-heading", "**Financing**")]),
    (
        "a heading in HTML",
        swap("## Financing\n", "<h2>Financing</h2>\n"),
        [("malformed-heading", "<h2>Financing</h2>")],
    ),
    (
        "an invisible letter in a heading",
        swap("## Financing\n", "## Finan\u200bcing\n"),
        [("malformed-heading", "## Finan\u200bcing")],
    ),
    (
        "dashes right below the Overview",
        swap("\n## Key Characteristics\n", "---\n\n## Key Characteristics\n"),
        [("accidental-heading", "---")],
    ),
    (
        "a code block without an end",
        swap("\n## Financing\n", "\n```\nprint()\n\n## Financing\n"),
        [("unclosed-code-fence", "```")],
    ),
    (
        "a merge that was not finished",
        swap("## Financing\n", "## Financing\n\n<<<<<<< HEAD\n=======\n>>>>>>> main\n"),
        [("conflict-marker", "<<<<<<< HEAD")],
    ),
    (
        "a title that swallows nothing more than its own words",
        swap("## Financing\n", "## Financing\n\n<title>So be it</title>\n"),
        [("hidden-text", "<title>")],
    ),
    (
        "a comment with dashes",
        swap("## Financing\n", "## Financing\n\n<!— nobody knows —>\n"),
        [("unclosed-comment", "<!—")],
    ),
    (
        "a caption in typographic quotation marks",
        swap(
            '"One pole and its elements. The cslint developers (own drawing)"',
            "„One pole and its elements. The cslint developers (own drawing)“",
        ),
        [("malformed-link", "![Drawing of a street pole")],
    ),
]

CAUSES += [
    (
        "garbled letters",
        swap("This case study follows the plan", "This cafÃ© study follows the plan"),
        [("garbled-text", "")],
    ),
    (
        "an anchor that is not there",
        swap("\n## Key Characteristics\n", "See [below](#costs-of-it-all).\n\n## Key Characteristics\n"),
        [("missing-anchor", "See [below]")],
    ),
    (
        "a list with bullets of a word processor",
        swap("- [CEO Speaks, Pune", "• [CEO Speaks, Pune"),
        [("list-marker", "• [CEO Speaks, Pune")],
    ),
]

REQUIRED = [name for name in FIELDS if name not in ("year_completed",)]
FRONT_MATTER: list[tuple[str, str, list[tuple[str, str]]]] = [
    *(
        (f"{name} dropped", without(field(name)), [("missing-field", "---")])
        for name in REQUIRED
        if name not in ("status", "featured_image", "geography", "type")
    ),
    ("country_code misspelt", swap("country_code:", "county_code:"), [("unknown-field", "county_code: IND")]),
    (
        "title doubled",
        swap("status: Review\n", "status: Review\ntitle: Another\n"),
        [("duplicate-field", "title: Another")],
    ),
    ("author blank", swap("author: The cslint developers\n", "author:\n"), [("empty-field", "author:")]),
    ("author to be named", swap("author: The cslint developers\n", "author: TBD\n"), [("empty-field", "author: TBD")]),
    (
        "author put back",
        swap("author: The cslint developers\n", "author: Your Name\n"),
        [("placeholder-field", "author: Your Name")],
    ),
    ("type of another kind", swap("type: plan\n", "type: example\n"), [("placeholder-field", "type: example")]),
    (
        "a country by its short code",
        swap("country_code: IND", "country_code: IN"),
        [("country-code", "country_code: IN")],
    ),
    (
        "a centroid swapped",
        swap("[18.520430, 73.856744]", "[73.856744, 18.520430]"),
        [("centroid-place", "centroid: [73.856744, 18.520430]")],
    ),
    (
        "a centroid of one number",
        swap("[18.520430, 73.856744]", "[18.520430]"),
        [("centroid-range", "centroid: [18.520430]")],
    ),
    (
        "a centroid off the globe",
        swap("[18.520430, 73.856744]", "[118.520430, 73.856744]"),
        [("centroid-range", "centroid: [118.520430, 73.856744]")],
    ),
    ("a year in words", swap("year_start: 2015", "year_start: fifteen"), [("year-range", "year_start: fifteen")]),
    (
        "years the wrong way round",
        swap("year_completed: 2025", "year_completed: 2012"),
        [("year-range", "year_completed: 2012")],
    ),
    (
        "still going on",
        swap("year_completed: 2025", "year_completed: Ongoing"),
        [("year-completed", "year_completed: Ongoing")],
    ),
    (
        "a year to come",
        swap("year_completed: 2025", "year_completed: 2091"),
        [("year-completed", "year_completed: 2091")],
    ),
    ("a status nobody knows", swap("status: Review", "status: Finished"), [("status-value", "status: Finished")]),
    ("a tag misspelt", swap("  - CivicTech", "  - CivicTec"), [("tags", "  - CivicTec")]),
    ("a tag too many", swap("  - Mobility\n", "  - Mobility\n  - Energy\n"), [("tags", "")]),
    ("a city misspelt", swap("city: Pune\n", "city: Punee\n"), [("invalid-value", "city: Punee")]),
    (
        "a picture in other letters",
        swap("./pune-skyline.jpg", "./Pune-Skyline.JPG"),
        [("path-case", "featured_image: ./Pune-Skyline.JPG")],
    ),
    (
        "an unquoted colon",
        swap("title: Pune Smart City and Digital Strategy", "title: Pune: Smart City: Strategy"),
        [("front-matter-syntax", "title: Pune: Smart City: Strategy")],
    ),
    (
        "an area that the map does not have",
        swap("description: How Pune planned", "description: How 12 acres of Pune planned"),
        [("map-area", "description: How 12 acres of Pune planned")],
    ),
    (
        "an area larger than the map",
        swap("description: How Pune planned", "description: How 5,000 km² of Pune planned"),
        [("map-area", "description: How 5,000 km² of Pune planned")],
    ),
    ("no front matter", FINISHED.split("---\n", 2)[2], [("missing-front-matter", "")]),
]

FIGURES = [
    (
        "two units that contradict each other",
        swap("One quarter, Aundh-Baner-Balewadi,", "One quarter, 9 km (90 miles) wide,"),
        [("impossible-figure", "")],
    ),
    (
        "years that contradict each other",
        swap("One quarter, Aundh-Baner-Balewadi,", "In ten years (2016-2020), one quarter"),
        [("impossible-figure", "")],
    ),
]

REPETITION = [
    (
        "a sentence of one group under another, with a word changed",
        swap(
            "It has worked from Pune since the early 1980s for clean air and safe streets, and comments on what the "
            "city builds.",
            "It also offers what no single group could build, such as the India Urban Data Exchange, through which "
            "cities, firms and researchers share their data.",
        ),
        [("repeated-text", "**Parisar**")],
    ),
    (
        "a goal reported as an outcome in nearly its words",
        swap(
            "The later delay was instructive as well, since it taught treasurers to sell bonds only when the contracts "
            "are ready to sign.",
            "The corporation leads that table now through its quick replies to complaints, its careful handling of "
            "personal data, and services that work at the first attempt.",
        ),
        [("repeated-text", "**A market for city debt**")],
    ),
    (
        "an alternative text used twice",
        re.sub(r"!\[Map sketch of Pune[^\]]*\]", "![" + IMAGES[1] + "]", FINISHED),
        [("same-alt", "![" + IMAGES[1])],
    ),
    (
        "a group's link given to another",
        swap("[Parisar](https://www.parisar.org/)", "[Parisar](https://smartcities.gov.in/)"),
        [("same-link", "**Parisar**")],
    ),
    (
        "a citation copied with the text",
        swap("The ministry ran the contest among cities,", "The ministry ran the contest among cities[14],"),
        [("citation", "**Ministry of Housing and Urban Affairs**")],
    ),
    (
        "a highlight in an address",
        swap(
            "[Pune Smart City](https://punesmartcity.in/)", "[Pune Smart City](https://punesmartcity.in/#:~:text=Pune)"
        ),
        [("address-clutter", "**Pune Smart City Development Corporation**")],
    ),
    (
        "a tracker in an address",
        swap(
            "(https://www.pmc.gov.in/en/digital-strategy)", "(https://www.pmc.gov.in/en/digital-strategy?utm_source=x)"
        ),
        [("address-clutter", "- [Digital Strategy, Pune")],
    ),
    (
        "search results as a source",
        swap("(https://punesmartcity.in/ceo-speaks/)", "(https://www.google.com/search?q=ceo+speaks)"),
        [("address-clutter", "- [CEO Speaks")],
    ),
]

TABLE = [*WHOLE_SECTIONS, *WHOLE_ITEMS, *links(), *CAUSES, *FRONT_MATTER, *FIGURES, *REPETITION]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_one_fault_gives_its_one_finding(text: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    found = findings(text, tmp_path)
    assert [rule for rule, _ in found] == [rule for rule, _ in expected]
    for (_, there), (_, wanted) in zip(found, expected, strict=True):
        assert there.startswith(wanted)


def test_the_finished_example_has_nothing_to_mend(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "pune-ind")
    case = read(tmp_path / "pune-ind" / "index.md")
    chosen = settings(Request(notes=True, plugins=False))
    assert engine.check_case(engine.context_of(case, chosen), chosen).findings == ()
