"""Infer a schema from a template without one: its fields, and which of their values are placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from cslint.contract.schema import field_remarks as said
from cslint.contract.schema.model import FieldSchema, Schema, SchemaPlaceholder
from cslint.document.front_matter.parser import Field, FrontMatter
from cslint.document.front_matter.remarks import Path, Remark, remarks
from cslint.text.source import Source

_MARK_IN_KEY = re.compile(r"(?<!\s)\s*+[(\[](optional|required|if applicable|if any)[)\]]$|(?<!\s)\s*+\?$", re.I)
_NOTE_KEY = re.compile(r"todo|fixme|xxx|note|instructions?", re.I)
# keys whose value is a document's own, so that the template's can only be an example
_OWN = re.compile(
    r"title|sub-?title|short-?title|name|authors?|slug|e-?mail|orcid|affiliation|institution|abstract|summary",
    re.I,
)
# keys that name other documents: most documents have none to name
_RELATION = re.compile(
    r"replace[sd](?:[-_ ]by)?|supersede[sd](?:[-_ ]by)?|obsolete[sd](?:[-_ ]by)?|see[-_ ]also|related(?:[-_ ]\w+)?"
    r"|requires|depends[-_ ]on|extends|amends|updates",
    re.I,
)
_NOUN = (
    r"(?:title|names?|description|summary|date|year|authors?|link|url|address|caption|alt text|text|list|number|id"
    r"|identifier|e-?mail|city|country|place|institution|organi[sz]ation|affiliation|version(?: number)?|image|photo"
    r"|label|tagline|headline|keywords?)"
)
_STAND_IN = re.compile(
    rf"[\[{{<(].*[\]}})>]|.*\{{\{{.*\}}\}}.*|.*\$\{{?[A-Z][A-Z_]+\b.*|.*\b(?:your|my)\b.*"
    rf"|(?:(?:short|brief|full|one[- ]line|the|an?|some|optional) )*{_NOUN}(?:\(s\))? (?:of|for|in|to|on|here|goes)\b.*"
    rf"|(?:the |an? |some )?(?:[\w-]+ )?{_NOUN}|.*\bhere[.!]?"
    r"|(?:describe|write|add|enter|insert|fill in|give|explain|provide|put|replace|choose|select|specify|state"
    r"|summari[sz]e|mention|name|list|what|who|when|where|why|how)\s.*"
    r"|lorem\b.*|(?:e\.g\.|for example|such as)\s.*|first ?name.*|(?:jane|john) (?:doe|smith|q\.? public)|first last"
    r"|.*\b[yY]{4}[-/.][mM]{2}[-/.][dD]{2}.*|[dD]{2}[-/.][mM]{2}[-/.][yY]{2,4}|[yY]{4}"
    r"|[xX]{2,}|[nN]{3,}|N{2,}|\?{2,}|\.{3}|…|todo\b.*|tb[dac]|fixme\b.*|.*\bplace-?holder\b.*|example|sample"
    r"|.*\bexample\.(?:com|org|net)\b.*|0{4}(?:-0{4})+|0000-00-00|.*/(?:x{3,}|0{3,}|n{3,})\b.*",
    re.I | re.S,
)
_AMOUNT = (
    r"(?i)(?:an? |one |two |three |up to \w+ |\d+[ -](?:\d+ )?)(?:or \w+ )?"
    r"(?:short |brief )?(?:sentences?|paragraphs?|lines?|words)\b"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_PATH = re.compile(r"\.{0,2}/?[^\s:]+\.(?:jpe?g|png|gif|webp|svg|geojson|json|pdf|bib|csv|md)", re.I)
_URL = re.compile(r"https?://\S+")
_EMPTY: tuple[object, ...] = (None, "", [], {})


class _Template(NamedTuple):
    """The data needed to read any one field."""

    remarks: Mapping[Path, tuple[Remark, ...]]
    all_optional: bool
    choices: Mapping[str, tuple[str, ...]]


def infer(source: Source, front_matter: FrontMatter) -> Schema:
    """Read a schema off a template's front matter.

    A field is required unless a remark says otherwise, or the template itself leaves it empty or gives it a default
    (``draft: true``). A value is to be replaced only with evidence: a slot, a word such as "your", a key such as title
    whose value is always a document's own. ``a | b | c``, as value or remark, lists what is allowed.

    Args:
        source: the template.
        front_matter: its front matter.
    """
    found = remarks(source.text, front_matter)
    tops = [remark.text for entries in found.values() for remark in entries if remark.place == "top"]
    all_optional = any(said.is_optional(text) and said.of_all(text) for text in tops)
    choices = {field.name: _choices(field, found.get(field.path, ())) for field in front_matter.fields.values()}
    offered = {name: choice.values for name, choice in choices.items() if choice}
    template = _Template(found, all_optional, offered)
    fields = [_field(field, template) for field in front_matter.fields.values()]
    return Schema({field.name: field for field in fields}, inferred=True)


def _choices(field: Field, about: Iterable[Remark]) -> said.Choice | None:
    texts = [field.value if isinstance(field.value, str) else field.raw, *(remark.text for remark in about)]
    return next((choice for text in texts if (choice := said.choice(field.name, text))), None)


def _field(field: Field, template: _Template) -> FieldSchema:
    about = template.remarks.get(field.path, ())
    remark = " ".join(entry.text for entry in about if entry.place != "top" or not said.of_all(entry.text))
    mark = _MARK_IN_KEY.search(field.name)
    name = field.name[: mark.start()] if mark else field.name
    words = f"{remark} {mark[0].strip('()[] ') if mark else ''} {_inside(field)}".strip()
    choice = _choices(field, about)
    empty = field.value in _EMPTY and not choice
    optional = template.all_optional or said.is_optional(words) or bool(mark and mark[0].strip().endswith("?"))
    stays = said.stays(words)
    note = bool(_NOTE_KEY.fullmatch(name))
    default = isinstance(field.value, bool) or field.value == 0 or (empty and not said.asks(remark))
    when = _condition(words, field.name, template.choices)
    required = not (stays or note or default or _RELATION.fullmatch(name)) and (not optional or bool(when))
    values = choice.values if choice else ()
    return FieldSchema(
        name,
        description=remark if not values else "",
        type=_type(field, remark, values, open_=bool(choice and choice.open)),
        required="draft" if required else None,
        when=when,
        blank=not required and not when,
        values=dict.fromkeys(values, "") if choice and not choice.open else {},
        many=True,
        not_applicable=True,
        placeholders=() if stays else _placeholders(field, name, values),
        fields=_nested(field, template),
    )


def _inside(field: Field) -> str:
    """Return the words of a slot: "<optional: a link>", "Optional caption of the map"."""
    text = (field.value if isinstance(field.value, str) else field.raw).strip()
    return text if text[:1] in tuple("[{<(") or text[:9].casefold() == "optional " else ""


def _condition(words: str, name: str, choices: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return the value of another field on which this one depends: "only required for Standards Track"."""
    if not said.is_optional(words):
        return {}
    folded = words.casefold()
    for other, values in choices.items():
        named = [value for value in values if re.search(rf"\b{re.escape(value.casefold())}\b", folded)]
        if other != name and named and len(named) < len(values):
            return {other: tuple(named)}
    return {}


def _nested(field: Field, template: _Template) -> Mapping[str, FieldSchema]:
    """Return the fields of a mapping, or those of the mappings in a list taken together."""
    if isinstance(field.value, dict) and not said.choice(field.name, field.raw):
        children: Iterable[Field] = field.children
        if field.raw.startswith("{") and all(child.value is None for child in children):
            return {}  # {list everyone involved}
    elif isinstance(field.value, list):
        children = [inner for child in field.children if isinstance(child.value, dict) for inner in child.children]
    else:
        return {}
    found: dict[str, FieldSchema] = {}
    for child in children:
        schema = _field(child, template)
        if schema.name in found:
            known = found[schema.name]
            schema = known._replace(placeholders=(*known.placeholders, *schema.placeholders))
        found[schema.name] = schema
    return found


def _type(field: Field, remark: str, values: tuple[str, ...], *, open_: bool) -> str:
    value = field.value
    if values and not open_:
        return "choice"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, date) or said.is_date(remark) or (isinstance(value, str) and said.is_date(value)):
        return "date"
    if isinstance(value, int) and "year" in field.name.casefold() and value >= 1000:
        return "year"
    if isinstance(value, str) and _URL.fullmatch(value):
        return "link"
    if isinstance(value, str) and _PATH.fullmatch(value):
        return "path"
    return "text" if isinstance(value, str) else "any"


def _placeholders(field: Field, name: str, values: tuple[str, ...]) -> tuple[SchemaPlaceholder, ...]:
    """Return the parts of the value that an author is to replace."""
    raw = field.raw.strip()
    value = field.value
    if isinstance(value, dict):
        # {list everyone involved}, which YAML reads as a mapping
        in_braces = raw.startswith("{") and all(child.value is None for child in field.children)
        return (SchemaPlaceholder(raw),) if in_braces else ()
    in_brackets = isinstance(value, list) and raw.startswith("[") and len(value) == 1
    if in_brackets and _is_stand_in(raw, name):
        return (SchemaPlaceholder(raw),)  # [AUTHOR], which YAML reads as a list
    if not isinstance(value, list | str) and raw[:1] in ("[", "{"):
        return (SchemaPlaceholder(raw),)  # {{ .Date }}, which YAML cannot read
    entries = value if isinstance(value, list) else [value]
    offered = said.choice(field.name, value) if isinstance(value, str) else None
    found = [
        entry
        for entry in entries
        if isinstance(entry, str) and entry not in values and (offered or _is_stand_in(entry, name))
    ]
    return tuple(SchemaPlaceholder(value) for value in found)


def _is_stand_in(text: str, name: str) -> bool:
    """Return whether a value of a template can only be an example or a slot; in doubt it is meant."""
    text = " ".join(text.split()).strip(" \"'")
    if not text:
        return False
    if _OWN.fullmatch(name) or _STAND_IN.fullmatch(text) or _PATH.fullmatch(text):
        return True
    stem = re.escape(re.sub(r"(?:ies|s)$", "", name.casefold()))
    if re.fullmatch(rf"{stem}\w{{0,3}}[-_ ]?[1-9a]", text, re.I) and stem:
        return True  # `tags: [tag1, tag2]`
    if re.match(_AMOUNT, text):
        return True  # "One sentence about this page"
    words, key = set(_WORD.findall(text.casefold())), set(_WORD.findall(name.replace("_", " ").casefold()))
    return bool(key) and key <= words  # `client: Client name`
