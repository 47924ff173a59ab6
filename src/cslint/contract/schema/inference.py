"""The front matter that a template asks for when no schema says it: its fields, and its values as placeholders."""

from __future__ import annotations

import re
from datetime import date

from cslint.contract.schema.model import FieldSchema, Schema, SchemaPlaceholder
from cslint.document.front_matter.parser import Field, FrontMatter
from cslint.text.source import Source

_CHOICE = re.compile(r"[^|\n]{1,60}(?:\|[^|\n]{1,60}){1,11}")
_OPTIONAL = re.compile(r"\boptional\b|\bif (?:any|known|applicable)\b|\bmay be (?:left )?(?:blank|empty)\b", re.I)
_STAND_IN = re.compile(
    r"[\[{<(].*[\]})>]|(?:your|my|the|insert|enter|add|type|name of|title of|some|an?)\b.*|lorem\b.*|.*\bhere"
    r"|[yYmMdD]{2,4}(?:[-/.][yYmMdD]{2,4}){1,2}|x{2,}|\.\.\.|…|todo|tbd|example|sample|placeholder|.*\bplaceholder\b.*",
    re.I | re.S,
)
_WORD = re.compile(r"(?<!\S)[^\W\d_]+[,:;.]?(?!\S)")
_PATH = re.compile(r"\.{0,2}/?[^\s:]+\.(?:jpe?g|png|gif|webp|svg|geojson|json|pdf|bib|csv|md)", re.I)
_URL = re.compile(r"https?://\S+")


def infer(source: Source, front_matter: FrontMatter) -> Schema:
    """Read a schema off a template's front matter.

    A field that is there is asked for, unless a remark beside it says that it is optional; a text of several words, a
    bracketed or a typical stand-in ("Your name", "YYYY-MM-DD") is a placeholder; ``a | b | c``, as value or remark,
    lists what is allowed. Types are only told where a value leaves no doubt.
    """
    fields = {}
    for entry in front_matter.fields.values():
        remark = _remark(source, front_matter, entry)
        fields[entry.name] = _field(entry, remark)
    return Schema(fields, inferred=True)


def _remark(source: Source, front_matter: FrontMatter, entry: Field) -> str:
    """What a comment behind the value says."""
    line = source.position(entry.span.end).line
    said = [source[span] for span in front_matter.comments if source.position(span.start).line == line]
    hidden = [
        str(f.values["shown"])
        for f in front_matter.faults
        if f.what == "html-comment" and f.values["field"] == entry.name
    ]
    return " ".join([*said, *hidden]).strip("#<!-> ")


def _field(entry: Field, remark: str) -> FieldSchema:
    value = entry.value
    text = value.strip() if isinstance(value, str) else ""
    values = _choices(remark) or _choices(text.strip("{}[]<>() "))
    optional = bool(_OPTIONAL.search(remark) or _OPTIONAL.match(text.strip("[{(< ")))
    return FieldSchema(
        entry.name,
        description=remark if not values else "",
        type="choice" if values else _type(entry),
        required=None if optional else "draft",
        blank=optional,
        values=dict.fromkeys(values, ""),
        placeholders=_placeholders(entry, values),
    )


def _choices(text: str) -> tuple[str, ...]:
    if not _CHOICE.fullmatch(text):
        return ()
    return tuple(part.strip().strip("\"'") for part in text.split("|") if part.strip(" .…"))


def _type(entry: Field) -> str:
    value = entry.value
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, date):
        return "date"
    if isinstance(value, list):
        return "list"
    if isinstance(value, int) and "year" in entry.name.casefold():
        return "year"
    if isinstance(value, str) and _URL.fullmatch(value):
        return "link"
    if isinstance(value, str) and _PATH.fullmatch(value):
        return "path"
    return "text" if isinstance(value, str) else "any"


def _placeholders(entry: Field, values: tuple[str, ...]) -> tuple[SchemaPlaceholder, ...]:
    """What of the value an author is to replace; one plain word, a number or a date may well be meant."""
    members = entry.value if isinstance(entry.value, list) else [entry.value]
    texts = [member for member in members if isinstance(member, str) and member.strip()]
    if values:
        texts = [text for text in texts if text not in values]
    same = entry.name.replace("_", " ").casefold()
    return tuple(
        SchemaPlaceholder(text)
        for text in texts
        if len(_WORD.findall(text)) > 1
        or text.strip().casefold() == same
        or _STAND_IN.fullmatch(text.strip())
        or _PATH.fullmatch(text)
        or _URL.fullmatch(text)
    )
