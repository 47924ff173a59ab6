"""Complete keys and values of the front matter, missing headings, and files in the folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from lsprotocol.types import CompletionItem, CompletionItemKind, Position, Range, TextEdit

from cslint.contract.schema.model import FieldSchema
from cslint.document.geojson.map_file import FIELD
from cslint.server.hover import field as explained
from cslint.server.texts import OpenDocument
from cslint.text.source import Span

TRIGGERS = (":", "[", "(", "/", "#", " ", "-", ",")

_KEY = re.compile(r"[\w-]*$")
_VALUE = re.compile(r"(?P<key>[\w-]+)[ \t]*:(?P<value>.*)$")
_MEMBER = re.compile(r"[ \t]*-(?P<value>.*)$")
_TARGET = re.compile(r"(?P<picture>!?)\[[^\[\]\n]*\]\(<?(?P<value>[^()\s<>]*)$")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]++(?P<value>.*)$")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif")
_MAPS = (".geojson", ".json")


def completion(text: OpenDocument, position: Position) -> list[CompletionItem]:
    """Return completions at a position, which replace what is already typed.

    Args:
        text: the case study.
        position: the cursor.
    """
    offset = text.places.offset(position)
    line = text.source.position(offset).line
    start = text.source.line_span(line).start
    before = text.source.text[start:offset]
    found = _front_matter if line > 1 and _within_front_matter(text, offset) else _body
    return [_placed(text, item, Span(offset - len(typed), offset)) for typed, item in found(text, line, before)]


_Proposals = Iterator[tuple[str, CompletionItem]]  # the typed part, and the completion


def _placed(text: OpenDocument, item: CompletionItem, typed: Span) -> CompletionItem:
    where: Range = text.places.range(typed)
    item.text_edit = TextEdit(where, item.insert_text or item.label)
    return item


def _within_front_matter(text: OpenDocument, offset: int) -> bool:
    front = text.context.case.front_matter
    if front.span is not None and front.body > front.span.start:
        return offset < front.body and text.source.text[: front.body].count("---") > 1
    return text.source.text.startswith("---") and "\n#" not in text.source.text[:offset]


def _front_matter(text: OpenDocument, line: int, before: str) -> _Proposals:
    if _KEY.match(before):
        yield from ((before, item) for item in _keys(text))
        return
    match = _VALUE.match(before)
    key = match["key"] if match else _key_above(text, line)
    match = match or _MEMBER.match(before)
    schema = next((e.schema for e in text.context.fields.entries if key in e.schema.names), None)
    if match is None or schema is None:
        return
    several = schema.type in ("tags", "list")
    typed = re.split(r"[\[,]", match["value"])[-1] if several else match["value"]
    space = "" if typed[:1] == " " or typed != match["value"] else " "
    for item in _values(text, schema):
        item.insert_text = space + (item.insert_text or item.label)
        yield typed.lstrip(" "), item


def _key_above(text: OpenDocument, line: int) -> str:
    """Return the key of the list that an entry belongs to."""
    for number in range(line - 1, 0, -1):
        match = _VALUE.match(text.source[text.source.line_span(number)])
        if match:
            return match["key"]
    return ""


def _keys(text: OpenDocument) -> Iterator[CompletionItem]:
    for number, entry in enumerate(text.context.fields.entries):
        if entry.field is None:
            yield CompletionItem(
                entry.schema.name,
                kind=CompletionItemKind.Property,
                detail=entry.schema.description,
                sort_text=f"{number:03}",
                insert_text=f"{entry.schema.name}: ",
            )


def _values(text: OpenDocument, schema: FieldSchema) -> Iterator[CompletionItem]:
    if schema.values:
        for number, (value, says) in enumerate(schema.values.items()):
            yield CompletionItem(
                value,
                kind=CompletionItemKind.EnumMember,
                detail=says or None,
                documentation=explained(schema) if not says else None,
                sort_text=f"{number:03}",
            )
    elif schema.type == "country":
        from cslint.geo.places import countries

        for country in countries.every():
            yield CompletionItem(
                country.alpha3,
                kind=CompletionItemKind.Value,
                detail=country.name,
                filter_text=f"{country.alpha3} {country.name}",
            )
    elif schema.type == "boolean":
        yield from (CompletionItem(word, kind=CompletionItemKind.Value) for word in ("true", "false"))
    elif schema.type == "path":
        yield from _files(text, _MAPS if schema.name == FIELD else _PICTURES)


def _files(text: OpenDocument, first: tuple[str, ...], *, url: bool = False) -> Iterator[CompletionItem]:
    """Yield files of the case, those of the wanted kind first."""
    for name in text.context.assets.files:
        if name != text.path.name:
            yield CompletionItem(
                f"./{name}",
                kind=CompletionItemKind.File,
                sort_text=f"{'0' if name.casefold().endswith(first) else '1'}{name}",
                insert_text=f"./{quote(name)}" if url else None,
            )


def _body(text: OpenDocument, line: int, before: str) -> _Proposals:  # noqa: ARG001 - called as _front_matter is
    if target := _TARGET.search(before):
        files = _files(text, _PICTURES if target["picture"] else (".pdf",), url=True)
        yield from ((target["value"], item) for item in files)
    elif heading := _HEADING.match(before):
        for asked in text.context.contract.asked:
            level = asked.clause.section.level if asked.clause else 0
            if asked.section is None and asked.name and level == len(heading["marks"]):
                yield heading["value"], CompletionItem(asked.name, kind=CompletionItemKind.Module)
