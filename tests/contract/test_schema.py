"""Front-matter schemas: as data, from outside, read off a template, as a pydantic model and as JSON Schema."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cslint.contract import profile
from cslint.contract.field_map import FieldMap, problems
from cslint.contract.field_values import is_empty
from cslint.contract.schema import model as schema
from cslint.contract.schema.file_model import validate
from cslint.contract.schema.inference import infer
from cslint.contract.schema.model import FieldSchema, Schema
from cslint.contract.schema.types import TYPES
from cslint.contract.schema_export import json_schema, model
from cslint.document.front_matter.parser import parse
from cslint.document.front_matter.yaml_loader import compose
from cslint.errors import SchemaError
from cslint.text.source import Source
from cslint.util.resources import folder
from tests.samples import COMPLETE

TODAY = datetime.date(2026, 6, 1)
BUILT_IN = ["atlas-2023", "atlas-2024", "atlas-stub"]


def built_in(name: str) -> Schema:
    return schema.load(folder("schemas") / name / schema.FILE)


def written(tmp_path: Path, text: str, name: str = "course") -> Path:
    path = tmp_path / name / schema.FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def field_map(text: str, own: Schema) -> FieldMap:
    return FieldMap(own, parse(Source(Path("index.md"), f"---\n{text}---\n")))


@pytest.mark.parametrize("name", BUILT_IN)
def test_our_own_schema_files_have_the_shape_that_is_asked_of_others(name: str) -> None:
    path = folder("schemas") / name / schema.FILE
    source = Source.from_bytes(path, path.read_bytes())
    validate(source, compose(source.text).root)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_field_says_what_it_means(name: str) -> None:
    for entry in built_in(name).fields.values():
        assert entry.description
        assert set(entry.synonyms.values()) <= set(entry.values)
        assert set(entry.reserved) <= set(entry.values)


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_profiles_template_has_no_field_its_schema_does_not_know_and_meets_none_it_asks_to_fill(name: str) -> None:
    own = next(entry for entry in profile.built_in() if entry.name == name)
    found = FieldMap(own.schema, own.template.document.front_matter)
    assert found.unknown == ()
    # the template's own status, type and what may stay blank are as good as written
    assert found.met(TODAY)[0] <= 5


def test_a_stub_calls_the_text_for_the_picture_featured_desc_and_takes_the_other_name_too() -> None:
    stub = built_in("atlas-stub")
    assert "featured_alt" not in stub.fields
    known = stub.known("featured_alt")
    assert known is not None
    assert (known.name, known.max_words, stub.fields["tags"].blank) == ("featured_desc", 20, True)
    full = built_in("atlas-2023").known("featured_desc")
    assert full is not None
    assert full.name == "featured_alt"


def test_a_course_extends_a_profile_changes_a_field_and_drops_one(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "about: Our course\nextends: atlas-2023\nfields:\n  tags: {max_items: 5}\n  geography_caption: ~\n"
        "  week: {type: integer, required: review}\n",
    )
    own = schema.load(path)
    assert own.about == "Our course"
    assert (own.fields["tags"].max_items, "Mobility" in own.fields["tags"].values) == (5, True)
    assert "geography_caption" not in own.fields
    week = own.fields["week"]
    assert [week.required_at(stage) for stage in ("draft", "review", "complete")] == [False, True, True]


def test_a_course_extends_another_course_beside_it_or_a_file(tmp_path: Path) -> None:
    written(tmp_path, "fields:\n  a: {}\n", "base")
    assert list(schema.load(written(tmp_path, "extends: base\nfields:\n  b: {}\n")).fields) == ["a", "b"]
    below = written(tmp_path, "extends: ../base/front-matter.yml\nfields:\n  c: {}\n", "third")
    assert list(schema.load(below).fields) == ["a", "c"]


WRONG = [
    ("fields:\n  a: {typ: text}\n", '2:7: "typ" is not known here; known are after, aliases, '),
    ("fields:\n  a: {type: texts}\n", "2:7: fields.a.type: input should be 'text', 'choice', "),
    ("feilds: {}\n", '1:1: "feilds" is not known here; known are about, extends, fields'),
    ("fields:\n  a:\n    pattern: '['\n", "3:5: fields.a.pattern: is not a regular expression: "),
    ("fields:\n  a:\n    placeholders: [{when: {}}]\n", '3:20: fields.a.placeholders.0: "value" is missing'),
    ("fields:\n  a: text\n", "2:3: fields.a: input should be a valid dictionary"),
    ("fields:\n  a: {}\n  a: {}\n", "3:3: duplicate key"),
    ("fields: [\n", "2:1: did not find expected node content"),
    ("- a\n", "1:1: a schema file says about, extends and fields"),
    ("extends: nowhere\n", 'extends "nowhere", which has no front-matter.yml'),
    ("extends: front-matter.yml\n", "extends itself, by way of "),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[entry[0] for entry in WRONG])
def test_a_wrong_schema_file_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SchemaError) as caught:
        schema.load(path)
    assert str(caught.value).startswith(f"{path.resolve()}:")
    assert said in str(caught.value)


def test_all_that_is_wrong_in_a_schema_file_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "fields:\n  a: {type: x}\n  b: {blank: 3}\n")
    with pytest.raises(SchemaError) as caught:
        schema.load(path)
    assert [line.partition(".yml:")[2].partition(": ")[0] for line in str(caught.value).splitlines()] == ["2:7", "3:7"]


TEMPLATES = [
    ("title: Your Title Here\n", "text", True, ["Your Title Here"], []),
    ("title: Title\n", "text", True, ["Title"], []),
    ("layout: post\n", "text", True, [], []),
    ("headertext: Case Studies\n", "text", True, [], []),
    ("client: Client name\n", "text", True, ["Client name"], []),
    ("client: Name of the client\n", "text", True, ["Name of the client"], []),
    ("title: neat-idea\n", "text", True, ["neat-idea"], []),
    ("author: [AUTHOR]\n", "any", True, ["[AUTHOR]"], []),
    ("slug: <your-slug>\n", "text", True, ["<your-slug>"], []),
    ('title: "{{ replace .Name "-" " " | title }}"\n', "text", True, ['"{{ replace .Name "-" " " | title }}"'], []),
    ("date: {{ .Date }}\n", "text", True, ["{{ .Date }}"], []),
    ("approvers:\n  - TBD\n", "any", True, ["TBD"], []),
    ("venue: FIXME\n", "text", True, ["FIXME"], []),
    ("created: <date created on, in ISO 8601 (yyyy-mm-dd) format>\n", "date", True, None, []),
    ("weight: 0\n", "any", False, [], []),
    ("slots: 3\n", "any", True, [], []),
    (
        "requires: <number(s)> # Only required when it builds on another one; remove the line otherwise.\n",
        "text",
        False,
        None,
        [],
    ),
    ("requires (optional): <number(s)>\n", "text", False, None, []),
    ("# All of these are optional.\nstatus: <one word>\n", "text", False, None, []),
    ("# Leave as is\nnumber: 0000\n", "any", False, [], []),
    ("released: # Leave as is\n", "any", False, [], []),
    ("released: # In the form 2024-01-31\n", "any", False, [], []),
    ("started: # Fill in the date of today\n", "any", True, [], []),
    ("reviewers: # two or more\n", "any", True, [], []),
    ("superseded-by:\n  - /proposals/our-past-effort.md\n", "any", False, ["/proposals/our-past-effort.md"], []),
    ("TODO: Add the tags here.\n", "text", False, ["Add the tags here."], []),
    ("type: <Technical (Nodes, Networks) | Organisational | Editorial>\n", "choice", True, None, [6]),
    ("category: <Trams, Buses, or Ferries>\n", "choice", True, ["<Trams, Buses, or Ferries>"], [3]),
    ("kind: Standard/Meta\n", "choice", True, ["Standard/Meta"], [2]),
    ("state: <open, closed or merged>\n", "choice", True, ["<open, closed or merged>"], [3]),
    ("contact: <name, email or phone>\n", "text", True, ["<name, email or phone>"], []),
    ("status: {proposed | accepted | … | superseded by [0005](0005-x.md)}\n", "text", True, None, []),
    ("course: PHYS 101\n", "text", True, [], []),
    ("tags: [Python, your field]\n", "any", True, ["your field"], []),
    ("date: YYYY-MM-DD\n", "date", True, ["YYYY-MM-DD"], []),
    ("date: 2024-01-31\n", "date", True, [], []),
    ("draft: true\n", "boolean", False, [], []),
    ("year: 2020\n", "year", True, [], []),
    ("status: proposed | accepted | rejected\n", "choice", True, ["proposed | accepted | rejected"], [3]),
    ('status: "{proposed | accepted}"\n', "choice", True, ["{proposed | accepted}"], [2]),
    ("type: district <!-- district | plan -->\n", "choice", True, [], [2]),
    ("type: district # district | plan\n", "choice", True, [], [2]),
    ("deciders: [List everyone involved]\n", "any", True, ["[List everyone involved]"], []),
    ("doi: # optional\n", "any", False, [], []),
    ("caption: Optional caption of the map\n", "text", False, ["Optional caption of the map"], []),
    ("bibliography: paper.bib\n", "path", True, ["paper.bib"], []),
    ("tags:\n", "any", False, [], []),
]


@pytest.mark.parametrize(
    ("text", "kind", "required", "placeholders", "allowed"), TEMPLATES, ids=[entry[0].strip() for entry in TEMPLATES]
)
def test_a_template_alone_says_what_its_front_matter_asks(
    text: str, kind: str, required: bool, placeholders: list[object] | None, allowed: list[int]
) -> None:
    source = Source(Path("template.md"), f"---\n{text}---\n")
    own = infer(source, parse(source))
    [entry] = own.fields.values()
    assert own.inferred
    assert (entry.type, entry.required is not None) == (kind, required)
    found = [placeholder.value for placeholder in entry.placeholders]
    value = text.partition(": ")[2].partition(" #")[0].partition("\n")[0]
    assert found == ([value] if placeholders is None else placeholders)
    assert [len(entry.values)] == (allowed or [0])


SPELLINGS = [
    ("county_code", "country_code"),
    ("Country Code", "country_code"),
    ("countryCode", "country_code"),
    ("authors", "author"),
    ("tag", "tags"),
    ("Title", "title"),
    ("start_year", "year_start"),
    ("caption", "geography_caption"),
    ("descripton", "description"),
    ("featured_decs", "featured_alt"),
    ("colour", None),
    ("slug", None),
]


@pytest.mark.parametrize(("key", "meant"), SPELLINGS)
def test_a_key_that_resembles_a_missing_field_is_taken_for_it(key: str, meant: str | None) -> None:
    found = field_map(f"{key}: x\n", built_in("atlas-2023"))
    [unknown] = found.unknown
    assert (unknown.meant.name if unknown.meant else None) == meant


def test_a_key_is_not_taken_for_a_field_that_is_there_nor_two_keys_for_one() -> None:
    found = field_map("author: a\nauthors: b\ntilte: x\ntitel: y\n", built_in("atlas-2023"))
    meant = {unknown.field.name: unknown.meant.name if unknown.meant else None for unknown in found.unknown}
    assert meant == {"authors": None, "tilte": "title", "titel": None}


def test_a_key_that_adds_to_a_known_one_is_left_alone() -> None:
    assert field_map("author: a\nauthor_link: b\n", built_in("atlas-2023")).unknown == ()


MET = [
    ("", (16, 16)),
    ("year_completed:\n", (16, 16)),
    ("year_completed: Ongoing\n", (15, 16)),
    ("year_completed: 2091\n", (15, 16)),
    ("title:\n", (15, 16)),
    ("title: nan\n", (15, 16)),
    ("author: Your Name\n", (15, 16)),
    ("type: park\n", (15, 16)),
    ("tags: [Mobility, Energy, Food, Buildings]\n", (15, 16)),
    ("city: NO\n", (15, 16)),
    ("centroid: [40.712778, -74.006111]\n", (15, 16)),
    ("city: New York\ncentroid: [40.712778, -74.006111]\n", (16, 16)),
    ("colour: green\n", (16, 16)),
]


@pytest.mark.parametrize(("lines", "met"), MET, ids=[entry[0] for entry in MET])
def test_a_field_is_met_when_it_is_there_filled_ones_own_and_sound(lines: str, met: tuple[int, int]) -> None:
    changed = {line.partition(":")[0] for line in lines.splitlines()}
    kept = [line for line in COMPLETE.splitlines() if line.partition(":")[0] not in changed]
    assert field_map("\n".join(kept) + "\n" + lines, built_in("atlas-2023")).met(TODAY) == met


def test_a_field_counts_towards_completeness_by_its_weight(tmp_path: Path) -> None:
    own = schema.load(written(tmp_path, "fields:\n  a: {weight: 3}\n  b: {}\n  c: {required: false, weight: 9}\n"))
    assert field_map("a: x\n", own).share(TODAY) == 0.75


def data_of(text: str) -> dict[str, object]:
    return {name: field.value for name, field in parse(Source(Path("i.md"), f"---\n{text}---\n")).fields.items()}


def test_the_model_gives_a_front_matter_as_typed_python() -> None:
    found = model(built_in("atlas-stub")).model_validate(data_of(COMPLETE.replace("2023\n", "\n") + "colour: green\n"))
    assert found.model_dump(exclude_none=True) == {
        **data_of(COMPLETE.replace("featured_alt", "featured_desc").replace("year_completed: 2023\n", "")),
        "centroid": (18.52043, 73.856744),
    }
    assert getattr(found, "year_completed", 0) is None


values = st.one_of(
    st.none(), st.booleans(), st.integers(-10, 3000), st.floats(-200, 200), st.text(max_size=8), st.dates(),
    st.sampled_from(["Draft", "draft", "plan", "Ongoing", "2015", "nan", "Mobility", "https://example.org/x", "a.jpg"]),
    st.lists(st.sampled_from(["Mobility", "Energy", "x", 1.5, 2]), max_size=4),
    st.dictionaries(st.just("a"), st.just(1), max_size=1),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(kind=st.sampled_from(TYPES), value=values, blank=st.booleans())
def test_the_model_refuses_exactly_what_the_rules_find(kind: str, value: object, blank: bool) -> None:
    allowed = {"plan": "", "Draft": ""} if kind in ("choice", "status") else {"Mobility": "", "Energy": ""}
    entry = FieldSchema("a", type=kind, blank=blank, values=allowed if kind in ("choice", "status", "tags") else {})
    today = datetime.date.today()
    sound = (blank and value in (None, "", [], {})) or not (is_empty(value, kind) or problems(entry, value, today))
    if isinstance(value, str) and blank and not value.strip():
        sound = True
    try:
        model(Schema({"a": entry})).model_validate({"a": value})
    except ValidationError:
        assert not sound
    else:
        assert sound


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_json_schema_is_one_and_takes_a_complete_front_matter(name: str) -> None:
    made = json_schema(built_in(name), name)
    jsonschema.Draft7Validator.check_schema(made)
    assert list(jsonschema.Draft7Validator(made).iter_errors(data_of(COMPLETE))) == []


BAD: list[tuple[str, Any]] = [
    ("type", "park"),
    ("tags", ["Mobility", "Energy", "Food", "Buildings"]),
    ("tags", ["Bicycles"]),
    ("centroid", [120, 10]),
    ("year_start", "soon"),
    ("country_code", "IN"),
    ("title", None),
    ("colour", "green"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_the_json_schema_shows_an_editor_what_is_wrong(name: str, value: object) -> None:
    made = jsonschema.Draft7Validator(json_schema(built_in("atlas-2023")))
    assert len(list(made.iter_errors({**data_of(COMPLETE), name: value}))) == 1


@pytest.mark.parametrize("name", ["title", "featured_alt"])
def test_the_json_schema_asks_for_the_required_fields(name: str) -> None:
    data = data_of(COMPLETE)
    del data[name]
    assert len(list(jsonschema.Draft7Validator(json_schema(built_in("atlas-2023"))).iter_errors(data))) == 1
