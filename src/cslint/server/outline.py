"""List the outline of a case study with its items, and word counts as hints after titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol.types import DocumentSymbol, InlayHint, SymbolKind

from cslint.contract.instructions import describe
from cslint.contract.requirement import Kind
from cslint.contract.template import LocatedRequirement
from cslint.document.document import Section
from cslint.document.items import Item
from cslint.server.texts import OpenDocument
from cslint.text.source import Span
from cslint.util.plural import plural

FRONT_MATTER = "front matter"


def symbols(text: OpenDocument) -> list[DocumentSymbol]:
    """Return the front matter with its fields, and the sections with subsections and items."""
    items = {id(asked.section): asked.items for asked in text.context.contract.sections if asked.section}
    found = [_section(text, section, items) for section in text.context.case.document.sections]
    front = text.context.case.front_matter
    if front.span is None:
        return found
    spans = {entry.name: Span(entry.key.start, max(entry.key.end, entry.span.end)) for entry in front.fields.values()}
    fields = [
        _symbol(text, entry.name, SymbolKind.Property, spans[entry.name], entry.key) for entry in front.fields.values()
    ]
    start = Span(front.span.start, min(front.span.start + 3, front.span.end))
    return [_symbol(text, FRONT_MATTER, SymbolKind.Namespace, front.span, start, children=fields), *found]


def _section(text: OpenDocument, section: Section, items: dict[int, tuple[Item, ...]]) -> DocumentSymbol:
    own = [item for item in items.get(id(section), ()) if item.form != "heading" and item.title]
    children = [_symbol(text, i.title, SymbolKind.Field, i.span, i.title_span, plural(i.words, "word")) for i in own]
    children.extend(_section(text, child, items) for child in section.children)
    name = section.title or "(no title)"
    return _symbol(text, name, SymbolKind.String, section.span, section.place, plural(section.words, "word"), children)


def _symbol(
    text: OpenDocument,
    name: str,
    kind: SymbolKind,
    span: Span,
    chosen: Span,
    detail: str | None = None,
    children: list[DocumentSymbol] | None = None,
) -> DocumentSymbol:
    outer = Span(min(span.start, chosen.start), max(span.end, chosen.end))  # editors require the name within
    places = text.places
    return DocumentSymbol(name, kind, places.range(outer), places.range(chosen), detail=detail, children=children or [])


def hints(text: OpenDocument, part: Span) -> list[InlayHint]:
    """Return the word count of each section and item as a hint after its title, with the requirement.

    Args:
        text: the case study.
        part: the part of it that the editor shows.
    """
    return [
        InlayHint(text.places.position(at), label, padding_left=True)
        for at, label in sorted(_labels(text))
        if part.start <= at <= part.end
    ]


def _labels(text: OpenDocument) -> Iterator[tuple[int, str]]:
    for asked in text.context.contract.sections:
        if asked.section is None or asked.section.heading is None:
            continue
        yield _line_end(text, asked.section.place), _label(asked.words, asked.counted)
        for group in asked.groups:
            for item in group.items:
                if item.title:
                    at = _line_end(text, item.title_span) if item.form == "heading" else item.title_span.end
                    yield at, _label(item.words, group.requirements)


def _line_end(text: OpenDocument, span: Span) -> int:
    return text.source.line_span(text.source.position(span.start).line).end


def _label(words: int, requirements: Iterable[LocatedRequirement]) -> str:
    asks = [r.ask for r in requirements if r.ask.kind is Kind.WORDS and not r.ask.noun]
    return f"{plural(words, 'word')}; asked: {describe(asks[0])}" if asks else plural(words, "word")
