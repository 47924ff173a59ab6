"""Links: written so that they work, leading somewhere, and each source named once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from cslint.checks._addresses import ADDRESS, addresses_in
from cslint.checks._violations import hit
from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.document import anchors, broken_links, items
from cslint.document.broken_links import StrayLink
from cslint.document.document import Document
from cslint.document.files.asset_folder import Status
from cslint.document.files.references import extension
from cslint.document.markdown import urls
from cslint.document.markdown.inline import Link
from cslint.document.sentences import source_sections
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Source, Span
from cslint.util.files import regular_file
from cslint.util.shorten import shorten
from cslint.util.suggest import nearest

_LARGEST_PAGE = 2**20  # bytes of another page that is read for its headings
_IMAGE_TAG = re.compile(r"<(?:img|svg|picture)\b", re.I)


def malformed(context: CheckContext) -> Iterator[Violation]:
    """Yield links that cannot work: broken Markdown, and invalid addresses."""
    for stray in broken_links.find(context.case.document):
        values = {"address": shorten(stray.address), "quotes": stray.quotes}
        yield hit(context, stray.span, values, stray.what, fix=_link_fix(context, stray))
    for reference in context.references:
        link = reference.link
        if link is None or urls.is_blank(link.target) or reference.found.status is Status.PRESENT:
            continue
        fault = urls.fault(link.target)
        if fault is None or fault.what == "caption" or (fault.what == "space" and _is_in_angle_brackets(context, link)):
            continue
        fix = None
        if fault.better and reference.exact and _is_sound(context, fault.better):
            change = TextEdit(reference.span, fault.better)
            fix = ProposedFix(f"write {shorten(fault.better)}", (change,), fault.sure)
        values = {"address": shorten(link.target), "better": shorten(fault.better)}
        yield hit(context, reference.span, values, f"{fault.what}-address", fix=fix)


def _link_fix(context: CheckContext, stray: StrayLink) -> ProposedFix | None:
    """Return the fix of what was meant as a link; none where it would name a file that is not there."""
    if stray.edit is None or (stray.path and context.assets.resolve(stray.path).status is not Status.PRESENT):
        return None
    return ProposedFix("write it as a link", (TextEdit(*stray.edit),), stray.sure)


def _is_sound(context: CheckContext, address: str) -> bool:
    """Return whether an address leads somewhere as far as that can be seen."""
    if urls.fault(address) is not None:
        return False
    return context.assets.resolve(address).status in (Status.PRESENT, Status.REMOTE)


def _is_in_angle_brackets(context: CheckContext, link: Link) -> bool:
    """Return whether an address is written ``<like this>``, in which spaces are sound."""
    before = link.target_span.start - 1
    return before >= 0 and context.case.source.text[before] == "<"


def anchor(context: CheckContext) -> Iterator[Violation]:
    """Yield links to a place in a page that has no such place."""
    for reference in context.references:
        link = reference.link
        if link is None or link.image or "#" not in link.target or reference.found.status is Status.GENERATED:
            continue
        path, _, fragment = link.target.strip().partition("#")
        known = _anchors(context, path)
        name = unquote(fragment)
        if known is None or anchors.is_there(name, known):
            continue
        values = {"anchor": shorten(name), "page": shorten(path), "near": _similar(name, known)}
        yield hit(context, reference.span, values, "page" if path else "")


def _similar(name: str, known: Mapping[str, str]) -> str:
    """Return the title that an anchor most resembles, as a sentence; "" where none does.

    Args:
        name: the anchor.
        known: those of the page, with their titles.
    """
    title = known.get(nearest(anchors.compared(name), known), "")
    return f' The nearest is "{shorten(title, 60)}".' if title else ""


def _anchors(context: CheckContext, path: str) -> dict[str, str] | None:
    """Return the anchors of the page that a path leads to; None where they are not known.

    Args:
        context: the case.
        path: of another page, or "" for its own.
    """
    if not path:
        return anchors.names(context.case.document)
    if extension(path) not in ("md", "markdown", "qmd", "rmd") or ":" in path or path.startswith("/"):
        return None
    found = context.assets.resolve(path)
    page = found.path if found.status is Status.PRESENT else None
    if found.status is Status.OUTSIDE and path.startswith("../"):
        page = context.assets.outside(path)
    if page is None or page.is_symlink():
        return None
    with regular_file(page) as file:
        data = file.read(_LARGEST_PAGE + 1) if file else b""
    if not data or len(data) > _LARGEST_PAGE:
        return None
    return anchors.names(Document(Source.from_bytes(page, data)))


def empty(context: CheckContext) -> Iterator[Violation]:
    """Yield links without an address, or without anything to click on."""
    document = context.case.document
    for link in document.links:
        if urls.is_blank(link.target):
            message = "both" if not link.text.strip() and link.form == "inline" else "address"
            yield hit(context, link.span, {"text": shorten(link.text), "address": shorten(link.target)}, message)
        elif link.form == "inline" and not link.text.strip() and not _holds_picture(context, link):
            yield hit(context, link.span, {"text": "", "address": shorten(link.target)}, "text")


def _holds_picture(context: CheckContext, link: Link) -> bool:
    return "![" in context.case.source[link.text_span] or bool(_IMAGE_TAG.search(context.case.source[link.span]))


def duplicate_source(context: CheckContext) -> Iterator[Violation]:
    """Find addresses that two entries of the lists of sources share; entries below an entry count each."""
    source = context.case.source
    for section in source_sections(context.case.document):
        seen: dict[str, tuple[Span, Span]] = {}
        entries = [item for part in section.walk() for item in items.find(part, inside=lambda _: False)]
        below = [
            part.span
            for item in entries
            for block in item.blocks
            for inner in block.walk()
            if inner.kind == "list"
            for part in inner.children
        ]
        for item in entries:
            for span, address in addresses_in(context, item.span):
                owner = max([item.span, *(part for part in below if part.start <= span.start < part.end)])
                first, first_owner = seen.setdefault(urls.normalised(address), (span, owner))
                if not (first_owner.start <= owner.start and owner.end <= first_owner.end):
                    line = source.position(first.start).line
                    values = {"address": shorten(address), "line": line}
                    yield hit(context, span, values, related=(RelatedSpan(first, "it is first used here"),))


def bare(context: CheckContext) -> Iterator[Violation]:
    """Yield addresses that stand alone, without a word on what they lead to."""
    for block in context.case.document.flat:
        if block.kind != "paragraph" or "://" not in block.raw or any(link.image for link in block.links):
            continue
        found = next(addresses_in(context, block.span), None)
        if found and not any(char.isalnum() for char in ADDRESS.sub("", block.plain)):
            yield hit(context, found[0], {"address": shorten(found[1])})
