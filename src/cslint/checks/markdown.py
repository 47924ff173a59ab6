"""Markdown that is not read as its author meant it: each fault is reported as its cause, where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cslint.checks._violations import hit
from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract.parts.headings import normal
from cslint.document.items import is_unindented
from cslint.document.markdown.blocks import BULLETS
from cslint.document.markdown.heading_like import HeadingLike
from cslint.document.markdown.urls import INVISIBLE
from cslint.text.edits import ProposedFix, TextEdit, propose_fix
from cslint.text.source import Span, SpanIndex
from cslint.util.plural import plural
from cslint.util.shorten import shorten

_NO_JOINER = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufeff]+")
_LONGEST_WORD = 20  # characters on either side
_REST = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
# a letter of two, three or four bytes in UTF-8, each of them shown as a character of its own
_GARBLED = re.compile(f"[\u00c2\u00c3]{_REST}|\u00e2{_REST}{{2}}|\u00f0{_REST}{{3}}")
_JOINED_SCRIPTS = re.compile("[\u0590-\u0dff\U0001f000-\U0001faff\u2600-\u27bf]")


def heading(context: CheckContext) -> Iterator[Violation]:
    """Yield lines that are meant as headings, and headings with letters that nobody sees."""
    document = context.case.document
    meant = context.contract.meant_headings
    taken = {normal(section.title) for section in document.walk()} | {normal(line.title) for line in meant}
    for line in document.heading_like:
        if line in meant or line.cause != "bold":
            found = _heading(context, line)
            doubled = line not in meant and normal(line.title) in taken  # a second section of that name
            yield found._replace(fix=None) if doubled else found
    template = {clause.name: clause for clause in context.contract.template.clauses}
    for asked in context.contract.asked:
        section = asked.section
        heading = section.heading if section else None
        if heading is None or section is None or not context.case.source[heading.span].startswith("<"):
            continue
        clause = template.get(asked.name or "")
        if clause is None or clause.source[clause.section.place].startswith("<"):
            continue
        better = f"{'#' * section.level} {heading.raw}"
        fix = ProposedFix(f"write {shorten(better)}", (TextEdit(heading.span, better),), safe="\n" not in heading.raw)
        yield hit(context, heading.span, {"title": shorten(section.title), "better": shorten(better)}, "html", fix=fix)
    for block in document.flat:
        if block.kind == "heading":
            unseen = _NO_JOINER if _JOINED_SCRIPTS.search(block.raw) else INVISIBLE
            edits = [
                TextEdit(Span(block.place(match.start()), block.place(match.start()) + len(match[0])), "")
                for match in unseen.finditer(block.raw)
            ]
            if edits:
                fix = ProposedFix("delete it", tuple(edits))
                yield hit(context, block.span, {"title": shorten(unseen.sub("", block.plain))}, "invisible", fix=fix)


def _heading(context: CheckContext, line: HeadingLike) -> Violation:
    """Return why a line is not a heading."""
    block = line.block
    span = Span(block.place(line.start), block.place(line.end - 1) + 1)
    if line.cause == "bold":
        levels = {clause.name: clause.section.level for clause in context.contract.template.clauses}
        asked = context.contract.at(span.start)
        level = levels.get(asked.name or "", 2) if asked else 2
        better = f"{'#' * level} {line.title}"
        fix = ProposedFix(f"write {shorten(better)}", (TextEdit(span, better),), safe=False)
    else:
        better = f"{'#' * line.level} {line.title}"
        fix = ProposedFix(f"write {shorten(better)}", (TextEdit(line.gap, " "),))
    return hit(context, span, {"title": shorten(line.title), "better": shorten(better)}, line.cause, fix=fix)


def underlined(context: CheckContext) -> Iterator[Violation]:
    """Yield paragraphs that three dashes right below make a heading of."""
    source = context.case.source
    newline = "\r\n" if "\r\n" in source.text else "\n"
    for block in context.case.document.flat:
        if block.underlined:
            line = source.line_span(source.position(block.span.end).line + 1)
            fix = ProposedFix("put a blank line above the dashes", (TextEdit(Span(line.start, line.start), newline),))
            yield hit(context, line, {"quote": shorten(block.plain, 40)}, fix=fix)


def unclosed_fence(context: CheckContext) -> Iterator[Violation]:
    """Yield the code blocks without an end."""
    for fault in context.case.document.faults:
        if fault.what == "fence":
            yield hit(context, fault.span, fault.values)


def conflict(context: CheckContext) -> Iterator[Violation]:
    """Yield lines that git left where two versions of the text met: one finding for each conflict."""
    related: list[RelatedSpan] = []
    first = None
    found = [fault for fault in context.case.document.faults if fault.what == "conflict"]
    for fault in found:
        if first is not None and str(fault.values["marker"])[0] != "<":
            related.append(RelatedSpan(fault.span, "another marker of the same conflict"))
            continue
        if first is not None:
            yield hit(context, first.span, first.values, related=tuple(related))
        first, related = fault, []
    if first is not None:
        yield hit(context, first.span, first.values, related=tuple(related))


def hidden(context: CheckContext) -> Iterator[Violation]:
    """Yield the text in HTML elements that no browser shows."""
    for fault in context.case.document.faults:
        if fault.what == "hidden":
            words, sections = (int(str(fault.values[name])) for name in ("words", "sections"))
            values = {
                "name": fault.values["name"],
                "words": plural(words, "word"),
                "sections": plural(sections, "section"),
            }
            message = "unclosed" if not fault.values["closed"] else "sections" if sections else "words"
            yield hit(context, fault.span, values, message)


def list_marker(context: CheckContext) -> Iterator[Violation]:
    """Yield lists whose entries begin with characters that Markdown does not read: one finding for each list."""
    source = context.case.source
    for block in context.case.document.flat:
        mark = source.text[block.span.start : block.span.start + 1]
        if block.kind != "list" or not BULLETS.match(mark):
            continue
        marks = [Span(item.span.start, item.children[0].span.start) for item in block.children]
        fix = ProposedFix("write hyphens", tuple(TextEdit(span, "- ") for span in marks))
        related = tuple(RelatedSpan(span, "an entry of it") for span in marks[1:])
        yield hit(context, marks[0], {"mark": mark}, fix=fix, related=related)


def unindented(context: CheckContext) -> Iterator[Violation]:
    """Yield titles of list entries whose text follows without being indented."""
    blocks = context.case.document.blocks
    for block, after in pairwise(blocks):
        if is_unindented(block, after):
            title = block.children[0].children[0]
            yield hit(context, title.span, {"title": shorten(" ".join(title.plain.split()).rstrip("."))})


def garbled(context: CheckContext) -> Iterator[Violation]:
    """Yield the text that was saved in one encoding and read in another: one finding for the file."""
    source = context.case.source
    code = SpanIndex(block.span for block in context.case.document.flat if block.kind == "code")
    found: list[tuple[Span, str]] = []
    for match in _GARBLED.finditer(source.text):
        meant = _ungarbled(match[0])
        before = source.text[match.start() - 1 : match.start()]
        quoted = match[0][1:] in "»”’°" and before.isupper()  # the end of a quotation in capitals
        if meant and not quoted and next(code.overlapping(Span(*match.span())), None) is None:
            found.append((Span(*match.span()), meant))
    if found:
        span, meant = found[0]
        word = _word(source.text, span)
        shown = source[word]
        values = {
            "found": shorten(shown, 40),
            "meant": shorten(shown.replace(source[span], meant), 40),
            "count": len(found),
        }
        fix = propose_fix("write the letters as they were", [TextEdit(place, text) for place, text in found])
        yield hit(context, span, values, "one" if len(found) == 1 else "several", fix=fix)
    lost = source.text.find("\N{REPLACEMENT CHARACTER}")
    if lost >= 0 and source.encoding == "utf-8":
        word = _word(source.text, Span(lost, lost + 1))
        yield hit(context, Span(lost, lost + 1), {"found": source[word]}, "lost")


def _ungarbled(text: str) -> str:
    """Return the original of a text that was decoded as Windows-1252 by mistake, or ""."""
    data = bytearray()
    for char in text:
        try:
            data += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 255:
                return ""
            data.append(ord(char))
    try:
        meant = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return meant if meant.isprintable() and len(meant) == 1 else ""


def _word(text: str, span: Span) -> Span:
    """Return the word around a span."""
    start, end = span
    while start > 0 and span.start - start < _LONGEST_WORD and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - span.end < _LONGEST_WORD and not text[end].isspace():
        end += 1
    return Span(start, end)
