"""Links: written so that they work, leading somewhere, and each source named once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cslint.checks import Change, Hit, Note, Repair
from cslint.checks._hits import hit, short
from cslint.document import addresses, items, stray_links
from cslint.document.assets import Status
from cslint.document.document import Section
from cslint.document.inline import Link
from cslint.document.items import Item
from cslint.document.source import Span
from cslint.regex import lazy
from cslint.subject import Subject

_SOURCES = lazy(
    r"\b(?:references?|sources?|bibliography|works cited|citations?|further reading|fuentes|bibliograf[ií]a|"
    r"références|literatur|quellen)\b",
    re.I,
)
_ADDRESS = lazy(r"(?<!`)https?://(?:(?!\]\()[^\s<>\"“”`]){1,2000}", re.I)
_IMAGE_TAG = lazy(r"<(?:img|svg|picture)\b", re.I)


def malformed(subject: Subject) -> Iterator[Hit]:
    """Links that cannot work: Markdown that is no link, and addresses that are none."""
    for stray in stray_links.find(subject.case.document):
        repair = None
        if stray.edit is not None:
            repair = Repair("write it as a link", (Change(*stray.edit),), stray.sure)
        yield hit(subject, stray.span, {"address": short(stray.address)}, stray.what, repair=repair)
    for reference in subject.references:
        link = reference.link
        if link is None or addresses.is_blank(link.target) or reference.found.status is Status.PRESENT:
            continue
        fault = addresses.fault(link.target)
        if fault is None:
            continue
        repair = None
        if fault.better and reference.exact:
            change = Change(reference.span, fault.better)
            repair = Repair(f"write {short(fault.better)}", (change,), fault.sure)
        values = {"address": short(link.target), "better": short(fault.better)}
        yield hit(subject, reference.span, values, f"{fault.what}-address", repair=repair)


def empty(subject: Subject) -> Iterator[Hit]:
    """Links without an address, or without anything to click on."""
    document = subject.case.document
    for link in document.links:
        if addresses.is_blank(link.target):
            message = "both" if not link.text.strip() and link.form == "inline" else "address"
            yield hit(subject, link.span, {"text": short(link.text), "address": short(link.target)}, message)
        elif link.form == "inline" and not link.text.strip() and not _holds_picture(subject, link):
            yield hit(subject, link.span, {"text": "", "address": short(link.target)}, "text")


def _holds_picture(subject: Subject, link: Link) -> bool:
    return "![" in subject.case.source[link.text_span] or bool(_IMAGE_TAG.search(subject.case.source[link.span]))


def duplicate_source(subject: Subject) -> Iterator[Hit]:
    """Addresses that two entries of the lists of sources share."""
    source = subject.case.source
    for section in _source_sections(subject):
        seen: dict[str, tuple[Span, Item]] = {}
        entries = [item for part in section.walk() for item in items.find(part, inside=lambda _: False)]
        for item in entries:
            for span, address in _addresses(subject, item.span):
                first, owner = seen.setdefault(addresses.normalised(address), (span, item))
                if owner is not item:
                    line = source.position(first.start).line
                    values = {"address": short(address), "line": line}
                    yield hit(subject, span, values, related=(Note(first, "it stands here first"),))


def bare(subject: Subject) -> Iterator[Hit]:
    """Addresses that stand alone, without a word on what they lead to."""
    for block in subject.case.document.flat:
        if block.kind != "paragraph" or "://" not in block.raw or any(link.image for link in block.links):
            continue
        found = next(_addresses(subject, block.span), None)
        if found and not any(char.isalnum() for char in _ADDRESS.sub("", block.plain)):
            yield hit(subject, found[0], {"address": short(found[1])})


def _source_sections(subject: Subject) -> Iterator[Section]:
    """The outermost sections that list sources."""
    waiting = list(reversed(subject.case.document.sections))
    while waiting:
        section = waiting.pop()
        if _SOURCES.search(section.title):
            yield section
        else:
            waiting.extend(reversed(section.children))


def _addresses(subject: Subject, span: Span) -> Iterator[tuple[Span, str]]:
    """Web addresses in a stretch of the text, linked or not, in order."""
    for match in _ADDRESS.finditer(subject.case.document.masked[span.start : span.end]):
        address = _trimmed(match[0])
        start = span.start + match.start()
        yield Span(start, start + len(address)), address


def _trimmed(address: str) -> str:
    """An address without the brackets and stops that belong to the sentence or the link around it."""
    depth = {"(": 0, "[": 0}
    for at, char in enumerate(address):
        if char in depth:
            depth[char] += 1
        elif char in ")]":
            opening = "(" if char == ")" else "["
            depth[opening] -= 1
            if depth[opening] < 0:
                address = address[:at]
                break
    return address.rstrip(".,;:!?*_'")
