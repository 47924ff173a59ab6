"""Places in a page that a link may lead to: headings, and whatever has an id of its own."""

from __future__ import annotations

import re
import unicodedata

from cslint.document.document import Document

_ID = (
    r"(?m)\b(?:id|name)\s*=\s*[\"']?([^\"'\s<>{}]{1,200})|\{[^{}\n]{0,200}?#([\w:.-]{1,200})|^\[\^([^\[\]\s]{1,80})\]:"
)
_EMOJI = r":[a-z0-9_+-]{2,40}:"
_NUMBER = r"^[\W\d_]+"
_COUNTER = r"[-_]?\d{1,3}$"
# what site generators make by themselves: the top, notes, lines of code, figures and tables
_MADE = r"(?i)top|fn.*|cite.*|ref-.*|L\d.*|(?:fig|tbl|eq|sec|lst|thm)[-:].*|:~:.*|/.*|!.*"
_GENERATED = r"(?m)\{\{|\{%|<%|^import .+ from |<[A-Z]\w*[\s/>]"


def names(document: Document) -> dict[str, str] | None:
    """Return the anchors of a page, each as it is compared, with the heading or the id that it is made of.

    Args:
        document: the page.

    Returns:
        None where a site generator adds to the page, so that its anchors are not known.
    """
    if re.search(_GENERATED, document.masked):
        return None
    found: dict[str, str] = {}
    for block in document.flat:
        if block.kind == "heading":
            for title in (block.plain, re.sub(_EMOJI, "", block.plain), re.sub(_NUMBER, "", block.plain)):
                found.setdefault(compared(title), block.plain)
    for match in re.finditer(_ID, document.source.text):
        name = next(group for group in match.groups() if group)
        found.setdefault(compared(name), name)
    return found


def slug(title: str) -> str:
    """Return the anchor of a heading as GitHub and most site generators make it."""
    return re.sub(r"[^\w\- ]", "", title.casefold()).replace(" ", "-")


def compared(name: str) -> str:
    """Return an anchor or a title reduced to the letters and digits that every site generator keeps."""
    text = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in text if char.isalnum())


def is_there(fragment: str, known: dict[str, str]) -> bool:
    """Return whether an anchor is one of a page's.

    Args:
        fragment: the anchor as a link has it, percent-encoding resolved, without ``#``.
        known: those of the page.
    """
    name = fragment.removeprefix("user-content-")
    if not compared(name) or re.fullmatch(_MADE, name):
        return True
    return compared(name) in known or compared(re.sub(_COUNTER, "", name)) in known
