"""Escape text from checked files for terminals, logs, workflow commands, Markdown and XML.

Case studies and file names are untrusted. Their text must not move the cursor, change the direction of text, end a
line, or act as a command to a program that reads the output.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# controls (C0, DEL, C1), line and paragraph separators, direction marks, byte order marks and non-characters,
# surrogates for undecodable bytes, invisible tags; includes everything that XML 1.0 forbids
_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = "[\t-\r\x85\u2028\u2029]\\s*"
# GitHub and Azure interpret ``##[error]`` and ``##vso[…]`` anywhere in a line of a log
_LOG_COMMAND = r"##(?=\w{0,20}\[)"
_TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a", "'")
    | dict.fromkeys("\u201c\u201d\u201e", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " ")
    | {"\u2026": "...", "\u2022": "*", "\u00d7": "x", "\u2192": "->", "\u2264": "<=", "\u2265": ">="}
)
_MARKDOWN = r"[\\`*_\[\]|~$#]"
_AUTOLINK = r"(?i)://|www\."
_MENTION = r"@(?=\w)|[#!](?=\d)|(?<=\bGH)-(?=\d)"


def visible(text: str) -> str:
    r"""Return text with every unsafe character as its escape (``\x1b``, ``\u202e``, ``\n``)."""
    return re.sub(_UNSAFE, lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    """Return a message on one line: line ends and tabs become a space, other unsafe characters their escape."""
    return visible(re.sub(_LINE_END, " ", text).strip())


def encodable(text: str) -> str:
    """Return text with undecodable bytes of file names as U+FFFD, because strict JSON parsers reject them."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return text with typographic quotes, dashes, dots and spaces as ASCII; letters of every script stay."""
    return text if text.isascii() else text.translate(_TYPOGRAPHIC)


def quiet(text: str) -> str:
    """Break up text that build logs would interpret as a command anywhere in a line: ``##[error]``."""
    return re.sub(_LOG_COMMAND, "# #", text) if "##" in text else text


def fit(text: str, stream: TextIO) -> str:
    """Return text with characters that the stream's encoding lacks as escapes.

    Args:
        text: the text.
        stream: the stream to print to.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if text.isascii() or encoding.lower().startswith("utf"):
        return text
    return text.encode(encoding, "backslashreplace").decode(encoding)


def workflow_text(text: str) -> str:
    """Return the text of a GitHub workflow command, with line ends as ``%0A``."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """Return the value of a property (``file=…``) of a GitHub workflow command."""
    return workflow_text(text).replace(":", "%3A").replace(",", "%2C")


def markdown(text: str) -> str:
    """Return one line that GitHub and GitLab show literally: no markup, HTML, link, mention or table cell."""
    escaped = re.sub(_MARKDOWN, r"\\\g<0>", one_line(text))
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # mentions are found in the rendered page, so that only a character within prevents them
    escaped = re.sub(_MENTION, lambda match: match[0] + "&#8203;", escaped)
    return re.sub(_AUTOLINK, lambda match: match[0].replace(":", "&#58;").replace(".", "&#46;"), escaped)


def write_xml(root: Element, stream: TextIO) -> None:
    """Write XML, indented and in ASCII, whatever the encoding of the stream.

    Args:
        root: the element, with texts made ``visible``, because XML forbids control characters.
        stream: the stream to write to.
    """
    from xml.etree.ElementTree import indent, tostring

    indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii") + "\n")
