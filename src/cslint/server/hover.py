"""Show hovers on headings (requirements and progress) and on keys of the front matter."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from cslint.completeness.score import Measure, Progress
from cslint.contract.contract import SectionContract
from cslint.contract.schema.model import FieldSchema
from cslint.server.texts import OpenDocument
from cslint.text.source import Span
from cslint.util.plural import plural

_KINDS = {
    "year": "A year in four digits.",
    "date": "A date, such as 2024-05-31.",
    "integer": "A whole number.",
    "number": "A number.",
    "boolean": "true or false.",
    "country": "A code of three capital letters from ISO 3166.",
    "coordinate": "[latitude, longitude], in degrees.",
    "tags": "A list.",
    "list": "A list.",
    "path": "A file in this folder, such as ./map.geojson.",
    "link": "An address that begins with https://.",
}
_UNITS = {"words": "words", "link": "links", "image": "images", "items": "items"}
_SINGLE = {"words": "word", "link": "link", "image": "image", "items": "item", "paragraphs": "paragraph"}


def hover(text: OpenDocument, position: Position) -> Hover | None:
    """Return the hover at a position, or None.

    Args:
        text: the case study.
        position: the cursor.
    """
    offset = text.places.offset(position)
    for entry in text.context.case.front_matter.fields.values():
        if entry.key.start <= offset <= entry.key.end:
            schema = next((e.schema for e in text.context.fields.entries if e.field is entry), None)
            return _shown(text, entry.key, field(schema)) if schema else None
    section = text.section_at(offset)
    if section is None:
        return None
    progress = next((p for p in text.completeness.sections if p.asked.section is section), None)
    return _shown(text, section.place, "\n".join(heading(progress))) if progress else None


def _shown(text: OpenDocument, span: Span, markdown: str) -> Hover:
    return Hover(MarkupContent(MarkupKind.Markdown, markdown), text.places.range(span))


def field(schema: FieldSchema) -> str:
    """Describe a field of the front matter in Markdown: its meaning, whether it is required, what is allowed."""
    lines = [f"**{schema.name}**" + ("" if schema.required else " (optional)")]
    lines.extend(filter(None, [schema.description or _KINDS.get(schema.type, "")]))
    if schema.values:
        lines.append("Allowed:")
        lines.append("\n".join(f"- `{value}`" + (f": {says}" if says else "") for value, says in schema.values.items()))
    if schema.max_items is not None:
        lines.append(f"At most {schema.max_items}.")
    return "\n\n".join(lines)


def heading(progress: Progress) -> Iterator[str]:
    """Yield Markdown about a section: its progress, its requirements in the template's words, and its instruction."""
    asked = progress.asked
    if asked.name is None:
        yield "**The template does not ask for this section.**"
        return
    optional = " (optional)" if asked.optional else ""
    yield f"**{asked.name}**{optional}: {progress.share:.0%}"
    yield ""
    yield from (f"- {'✓' if measure.met else '✗'} {_measure(measure)}" for measure in progress.measures)
    said = list(_instructions(asked))
    if said:
        yield ""
        yield from (f"> {line}" for line in "\n\n".join(said).splitlines())


def _measure(measure: Measure) -> str:
    if measure.kind == "present":
        return "written" if measure.met else "nothing of your own yet"
    if measure.of is not None:
        return f'"{measure.said}": {measure.actual} of {plural(measure.of, "item")}'
    units = _SINGLE.get(measure.kind) if measure.actual == 1 else _UNITS.get(measure.kind)
    return f'"{measure.said}": {measure.actual} {units or measure.kind}'


def _instructions(asked: SectionContract) -> Iterator[str]:
    """Yield the comments with requirements: the author's own if they have any, else the template's."""
    clause, section = asked.clause, asked.section
    if clause is None:
        return
    own = section is not None and any(r.source is not clause.source for r in asked.requirements)
    part, source = (section, asked.requirements[0].source) if own and section else (clause.section, clause.source)
    for comment in part.comments:
        yield " ".join(source[comment.inner].split())
