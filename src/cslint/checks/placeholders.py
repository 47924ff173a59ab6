"""Placeholders: text, titles, links and captions that the author has not replaced yet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from cslint.checks import Change, Hit, Repair
from cslint.checks._hits import place
from cslint.checks.words import where
from cslint.contract.contract import Asked
from cslint.document.inline import Link
from cslint.document.items import Item
from cslint.document.source import Span
from cslint.placeholder.markers import todo_markers
from cslint.placeholder.titles import Placeholder, placeholder_alt, placeholder_caption, placeholder_title
from cslint.regex import lazy
from cslint.subject import Subject

_LABEL = lazy(r"^(?:\w+\s+)?alt(?:ernative)? text\b[\s/:–—-]*", re.I)
_AROUND_ADDRESS = lazy(r"^https?://(?:www\.)?|/$")
_GENERIC_TEXT = lazy(r"\b(?:name|title|link|url|text|here|website|organi[sz]ation)\b", re.I)


def filler(subject: Subject) -> Iterator[Hit]:
    """Pseudo-Latin in place of text: one finding an item, or a section without items."""
    return _left(subject, "filler")


def template_text(subject: Subject) -> Iterator[Hit]:
    """Text that is still the template's, word for word or nearly: one finding an item, or a section without items."""
    return _left(subject, "template")


def _left(subject: Subject, kind: str) -> Iterator[Hit]:
    for left in subject.leftovers.found:
        if left.kind == kind:
            values = {"where": where(left.asked, left.item), "quote": left.quote}
            item = left.item.title or None if left.item else None
            yield Hit(left.span, values, section=left.asked.name, item=item)


def title(subject: Subject) -> Iterator[Hit]:
    """Titles of items that are still the template's, such as "Goal 1"; where all of an item is, that is said once."""
    titles = subject.profile.template.titles
    for asked, item in _items(subject):
        if item.title and not subject.leftovers.in_item(item) and placeholder_title(item.title, titles):
            values = {"title": item.title, "section": asked.heading}
            yield Hit(item.title_span, values, section=asked.name, item=item.title)


def _items(subject: Subject) -> Iterator[tuple[Asked, Item]]:
    return ((asked, item) for asked in subject.contract.sections for item in asked.items)


def link(subject: Subject) -> Iterator[Hit]:
    """Links that still lead where the template's do, or still bear its text."""
    template = subject.profile.template
    targets = {_address(other.target) for other in template.links if not other.target.startswith("#")}
    texts = {other.text.casefold() for other in template.links if _GENERIC_TEXT.search(other.text)}
    for found in subject.case.document.links:
        same_target = _address(found.target) in targets and found.target != ""
        same_text = found.text.casefold() in texts
        if same_target or same_text:
            asked, item = place(subject, found.span)
            key = "target" if same_target else "text"
            yield Hit(
                found.span,
                {"text": found.text, "target": found.target},
                key,
                section=asked.name if asked else None,
                item=item.title or None if item else None,
            )


def _address(target: str) -> str:
    return _AROUND_ADDRESS.sub("", target.strip().casefold())


def alt(subject: Subject) -> Iterator[Hit]:
    """Alternative texts that are the template's, or still begin as the template's do."""
    alts = tuple(image.text for image in subject.profile.template.images)
    for image in subject.case.document.images:
        found = placeholder_alt(image.text, alts)
        if found is None or _says_nothing(image.text, found) or _untouched(subject, image):
            continue
        rest = _LABEL.sub("", image.text.strip()).strip(" /") if found.reason == "label" else ""
        repair = None
        if rest:
            change = Change(image.text_span, rest)
            repair = Repair(f'Keep only "{rest}"', (change,), safe=False)
        asked, item = place(subject, image.span)
        yield Hit(
            image.text_span,
            {"alt": image.text.strip(), "rest": rest},
            "prefix" if rest else "whole",
            section=asked.name if asked else None,
            item=item.title or None if item else None,
            repair=repair,
        )


def _says_nothing(text: str, found: Placeholder) -> bool:
    """Whether a text is no template's words but empty ones ("image"): the rule on alternative texts speaks of these."""
    return found.reason == "file-name" or (found.reason == "generic" and not _LABEL.match(text.strip()))


def caption(subject: Subject) -> Iterator[Hit]:
    """Captions that are the template's."""
    captions = tuple(image.title for image in subject.profile.template.images if image.title)
    for image in subject.case.document.images:
        if image.title is None or image.title_span is None or _untouched(subject, image):
            continue
        if placeholder_caption(image.title, captions):
            asked, item = place(subject, image.span)
            yield Hit(
                image.title_span,
                {"caption": image.title},
                section=asked.name if asked else None,
                item=item.title or None if item else None,
            )


def _untouched(subject: Subject, image: Link) -> bool:
    """Whether a picture is the template's in every part: then the picture itself is the fault."""
    return any(
        image.target == other.target and image.text == other.text and image.title == other.title
        for other in subject.profile.template.images
    )


def instruction(subject: Subject) -> Iterator[Hit]:
    """Comments of the template that are still in the document."""
    template = subject.profile.template
    known = {_squeezed(template.source[comment.inner]) for comment in template.document.comments}
    source = subject.case.source
    asked = [requirement for section in subject.contract.sections for requirement in section.requirements]
    own = sorted(requirement.span.start for requirement in asked if requirement.source is source)
    for comment in subject.case.document.comments:
        text = _squeezed(source[comment.inner])
        asks = bisect_left(own, comment.span.start) < bisect_left(own, comment.span.end)
        if text in known or asks:
            yield Hit(comment.span, {"quote": text[:60]})


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def todo(subject: Subject) -> Iterator[Hit]:
    """Notes to oneself such as TODO, TBD, ??? or [insert …] in the text."""
    for block in subject.case.document.flat:
        if block.kind not in ("paragraph", "heading") or not block.raw:
            continue
        for marker in todo_markers(block.raw):
            span = Span(block.place(marker.span.start), block.place(marker.span.end))
            asked, item = place(subject, span)
            yield Hit(
                span,
                {"marker": marker.text},
                section=asked.name if asked else None,
                item=item.title or None if item else None,
            )
