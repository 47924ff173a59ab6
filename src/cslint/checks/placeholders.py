"""Placeholders: text, titles, links and captions that the author has not replaced yet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from cslint.checks._completeness import holds_nothing
from cslint.checks._violations import place
from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.checks.words import OPENING, where
from cslint.contract.contract import SectionContract
from cslint.contract.parts.prose import deletes_comments, deletes_itself, speaks_of_rights
from cslint.document.document import Section
from cslint.document.items import Item
from cslint.document.markdown.inline import Link
from cslint.placeholder import lorem
from cslint.placeholder.default_titles import Placeholder, placeholder_alt, placeholder_caption, placeholder_title
from cslint.placeholder.slots import known_everywhere
from cslint.placeholder.todo_markers import todo_markers
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Span, SpanIndex
from cslint.util.shorten import shorten

_LABEL = re.compile(r"^(?:\w+\s+)?alt(?:ernative)? text\b[\s/:–—-]*", re.I)
_AROUND_ADDRESS = re.compile(r"^https?://(?:www\.)?|/$")
_TAG = r"<[^<>]{0,2000}>"
_GENERIC_TEXT = re.compile(r"\b(?:name|title|link|url|text|here|website|organi[sz]ation)\b", re.I)


def filler(context: CheckContext) -> Iterator[Violation]:
    """Yield pseudo-Latin in place of text: once for each item, each section without items, and above the sections."""
    yield from _left(context, "filler")
    for section in (context.case.document.preamble, *_outside_contract(context)):
        blocks = [block for block in section.blocks if block.kind == "paragraph" and lorem.filler(block.plain)]
        if blocks:
            span = Span(blocks[0].span.start, blocks[-1].span.end)
            above = f'"{section.title}"' if section.title else OPENING
            yield Violation(span, {"where": above, "quote": shorten(blocks[0].plain, 60, cut="word")})


def _outside_contract(context: CheckContext) -> Iterator[Section]:
    """Yield the sections in which no section of the contract is looked for, such as the title of the document."""
    inside = {id(part) for asked in context.contract.sections if asked.section for part in asked.section.walk()}
    return (section for section in context.case.document.walk() if id(section) not in inside)


def template_text(context: CheckContext) -> Iterator[Violation]:
    """Yield unchanged text of the template, slots in the author's text, labels without a value, and open choices."""
    for kind, key in (("template", "text"), ("slot", "slot"), ("label", "label"), ("choice", "choice")):
        yield from _left(context, kind, key)


def _left(context: CheckContext, kind: str, key: str = "") -> Iterator[Violation]:
    for left in context.leftovers.found:
        if left.kind == kind:
            item = None if left.item and context.profile.template.is_label(left.item.title) else left.item
            values = {"where": where(left.asked, item), "quote": left.quote}
            yield Violation(left.span, values, key, section=left.asked.name, item=item.title or None if item else None)


def title(context: CheckContext) -> Iterator[Violation]:
    """Yield titles of items that are still the template's, such as "Goal 1", and headings with a slot left in them."""
    template = context.profile.template
    for asked, item in _items(context):
        if template.is_label(item.title) or not item.title or context.leftovers.in_item(item):
            continue
        if placeholder_title(item.title, template.titles):
            values = {"title": item.title, "section": asked.heading}
            yield Violation(item.title_span, values, section=asked.name, item=item.title)
    for section in context.case.document.walk():
        if template.leaves_slot(section.title):
            yield Violation(section.place, {"title": section.title, "section": section.title})


def _items(context: CheckContext) -> Iterator[tuple[SectionContract, Item]]:
    return ((asked, item) for asked in context.contract.sections for item in asked.items)


def link(context: CheckContext) -> Iterator[Violation]:
    """Yield links that still lead where a placeholder of the template does, or still bear its text."""
    links = context.profile.template.placeholder_links
    targets = {_address(other.target) for other in links if not other.target.startswith("#")}
    texts = {other.text.casefold() for other in links if _GENERIC_TEXT.search(other.text)}
    left = SpanIndex(left.span for left in context.leftovers.found)
    texts_left = {left.span for left in context.leftovers.found}
    for found in context.case.document.links:
        same_target = _address(found.target) in targets and found.target != ""
        same_text = found.text.casefold() in texts
        if (same_target or same_text) and (found.text_span in texts_left or not left.touches(found.span)):
            asked, item = place(context, found.span)
            key = "target" if same_target else "text"
            yield Violation(
                found.span,
                {"text": found.text, "target": found.target},
                key,
                section=asked.name if asked else None,
                item=item.title or None if item else None,
            )


def _address(target: str) -> str:
    return _AROUND_ADDRESS.sub("", target.strip().casefold())


def alt(context: CheckContext) -> Iterator[Violation]:
    """Yield alternative texts that are the template's, or still begin as the template's do."""
    alts = tuple(image.text for image in context.profile.template.images)
    for image in context.case.document.images:
        found = placeholder_alt(image.text, alts)
        if found is None or _says_nothing(image.text, found) or _untouched(context, image):
            continue
        rest = _LABEL.sub("", image.text.strip()).strip(" /") if found.reason == "label" else ""
        fix = None
        if rest:
            change = TextEdit(image.text_span, rest)
            fix = ProposedFix(f'Keep only "{rest}"', (change,), safe=False)
        asked, item = place(context, image.span)
        yield Violation(
            image.text_span,
            {"alt": image.text.strip(), "rest": rest},
            "prefix" if rest else "whole",
            section=asked.name if asked else None,
            item=item.title or None if item else None,
            fix=fix,
        )


def _says_nothing(text: str, found: Placeholder) -> bool:
    """Return whether a text is not the template's but meaningless ("image").

    The rule on alternative texts reports these.
    """
    return found.reason == "file-name" or (found.reason == "generic" and not _LABEL.match(text.strip()))


def caption(context: CheckContext) -> Iterator[Violation]:
    """Yield captions that are the template's."""
    captions = tuple(image.title for image in context.profile.template.images if image.title)
    for image in context.case.document.images:
        if image.title is None or image.title_span is None or _untouched(context, image):
            continue
        if placeholder_caption(image.title, captions):
            asked, item = place(context, image.span)
            yield Violation(
                image.title_span,
                {"caption": image.title},
                section=asked.name if asked else None,
                item=item.title or None if item else None,
            )


def _untouched(context: CheckContext, image: Link) -> bool:
    """Return whether every part of an image is the template's, so that the image itself is reported."""
    return any(
        image.target == other.target and image.text == other.text and image.title == other.title
        for other in context.profile.template.images
    )


def instruction(context: CheckContext) -> Iterator[Violation]:
    """Yield comments of the template that are still in the document."""
    template = context.profile.template
    known = {_squeezed(template.source[comment.inner]) for comment in template.document.comments}
    source = context.case.source
    asked = [requirement for section in context.contract.sections for requirement in section.requirements]
    own = sorted(requirement.span.start for requirement in asked if requirement.source is source)
    for comment in context.case.document.comments:
        text = _squeezed(source[comment.inner])
        asks = bisect_left(own, comment.span.start) < bisect_left(own, comment.span.end)
        if text in known or asks:
            yield Violation(comment.span, {"quote": text[:60]})


def comment_to_delete(context: CheckContext) -> Iterator[Violation]:
    """Find the comments that the template says to delete: one finding for all, at the first.

    An order to delete all of them is due for the comments of sections that are written.
    """
    template, source = context.profile.template, context.case.source
    texts = [template.source[comment.inner] for comment in template.document.comments]
    every = any(map(deletes_comments, texts))
    itself = {_squeezed(text) for text in texts if deletes_itself(text)}
    known = {_squeezed(part.text) for part in template.parts if every and not part.visible} | itself
    left = []
    for comment in context.case.document.comments:
        text = _squeezed(source[comment.inner])
        if text not in known or speaks_of_rights(text):
            continue
        asked = context.contract.at(comment.span.start)
        if text in itself or asked is None or not holds_nothing(asked):
            left.append(comment)
    if left:
        related = tuple(RelatedSpan(comment.span, "another one") for comment in left[1:])
        values = {"count": len(left), "quote": shorten(source[left[0].inner], 60, cut="word")}
        yield Violation(left[0].span, values, "one" if len(left) == 1 else "several", related=related)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def todo(context: CheckContext) -> Iterator[Violation]:
    """Yield notes to oneself such as TODO, TBD, ??? or [insert …] in the text, and "[More Information Needed]"."""
    contents = [found.span for found in context.case.document.links if found.target.startswith("#")]
    left = SpanIndex([*(left.span for left in context.leftovers.found), *contents])  # links repeat a heading
    for block in context.case.document.flat:
        if block.kind not in ("paragraph", "heading", "html") or not block.raw:
            continue
        raw = re.sub(_TAG, lambda tag: " " * len(tag[0]), block.raw) if block.kind == "html" else block.raw
        markers = [(marker.span, marker.text) for marker in todo_markers(raw)]
        markers += [(slot.span, slot.text) for slot in known_everywhere(raw)]
        if markers and context.profile.template.keeps(block.raw):
            continue
        for marker, text in sorted(markers):
            span = Span(block.place(marker.start), block.place(marker.end))
            if left.touches(span):
                continue
            asked, item = place(context, span)
            yield Violation(
                span,
                {"marker": text},
                section=asked.name if asked else None,
                item=item.title or None if item else None,
            )
