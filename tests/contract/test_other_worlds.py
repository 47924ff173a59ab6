"""Templates of other communities: what the program reads in them is what a person reads (tests/templates)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cslint.cli.contract_report import outline
from cslint.contract.contract import Contract, bind
from cslint.contract.template import Template
from cslint.document.document import Document
from cslint.text.source import Source

TEMPLATES = Path(__file__).parents[1] / "templates"
NAMES = sorted(path.name.removesuffix(".contract.yml") for path in TEMPLATES.glob("*.contract.yml"))

Ask = tuple[str, int | None, int | None, str, str, bool, tuple[str, str] | None]


def expected(name: str) -> dict[str, Any]:
    """The contract written by hand."""
    text = (TEMPLATES / f"{name}.contract.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def understood(name: str) -> dict[str, Any]:
    """What the program reads in the template."""
    return outline(str(TEMPLATES / f"{name}.md"), None)


def asked(row: dict[str, Any]) -> Ask:
    """One requirement, from either side, in one form."""
    condition = row.get("when") or row.get("condition")
    return (
        row["kind"],
        row.get("low"),
        row.get("high"),
        row["scope"],
        row["force"],
        row.get("offered", row.get("optional", False)),
        tuple(condition) if condition else None,
    )


def test_there_is_a_template_for_every_contract_and_the_reverse() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.md")} - {"README"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_sections_are_asked_in_order_and_optional_ones_are_known(name: str) -> None:
    wanted = [(row["name"], row["level"], row["optional"]) for row in expected(name)["sections"]]
    assert [(row["name"], row["level"], row["optional"]) for row in understood(name)["sections"]] == wanted


@pytest.mark.parametrize(
    ("name", "section"),
    [(name, row["name"]) for name in NAMES for row in expected(name)["sections"]],
)
def test_a_section_asks_what_a_reader_sees_in_its_comments(name: str, section: str) -> None:
    wanted = next(row for row in expected(name)["sections"] if row["name"] == section)
    got = next(row for row in understood(name)["sections"] if row["name"] == section)
    assert sorted(map(asked, got["asks"]), key=str) == sorted(map(asked, wanted["asks"]), key=str)


@pytest.mark.parametrize("name", NAMES)
def test_allowed_values_of_fields_are_those_that_the_template_names(name: str) -> None:
    got = {row["field"]: row["values"] for row in understood(name)["values"]}
    assert got == expected(name).get("fields", {})


def contract_of(name: str, text: str) -> Contract:
    """The contract of an author's document under a template."""
    template = Template(Source(Path(f"{name}.md"), (TEMPLATES / f"{name}.md").read_text(encoding="utf-8")))
    return bind(Document(Source(Path("index.md"), text)), template, {})


def test_a_title_in_place_of_the_template_s_is_no_section_of_its_own() -> None:
    contract = contract_of("adr", "# Use files, not a database\n\n## Considered options\n\n- Files\n")
    assert [section.name for section in contract.sections if section.section] == ["Considered options"]
