"""Making text from checked files harmless: for terminals, logs, workflow commands, Markdown and XML.

Whoever writes a case study chooses its words and the names of its files, and a reporter prints both. Nothing
they hold may move a cursor, turn the direction of reading, end a line, or speak to the program that reads on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# controls (C0, DEL, C1), line and paragraph separators, direction marks, byte order marks and non-characters,
# surrogates that stand for undecodable bytes, invisible tags: among them everything that XML 1.0 forbids
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("[\t-\r\x85\u2028\u2029]\\s*")
# GitHub and Azure find ``##[error]`` and ``##vso[…]`` anywhere in a line of a log
_LOG_COMMAND = re.compile(r"##(?=\w{0,20}\[)")
_TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a", "'")
    | dict.fromkeys("\u201c\u201d\u201e", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " ")
    | {"\u2026": "...", "\u2022": "*", "\u00d7": "x", "\u2192": "->", "\u2264": "<=", "\u2265": ">="}
)
_MARKDOWN = re.compile(r"[\\`*_\[\]|~$#]")
_AUTOLINK = re.compile(r"(?i)://|www\.")
_MENTION = re.compile(r"@(?=\w)|[#!](?=\d)|(?<=\bGH)-(?=\d)")


def visible(text: str) -> str:
    r"""Write every unsafe character as its escape (``\x1b``, ``\u202e``, ``\n``); all others stay."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    """Return a message on one line: line ends and tabs become a space, other unsafe characters their escape."""
    return visible(_LINE_END.sub(" ", text).strip())


def encodable(text: str) -> str:
    """Return the same text, but undecodable bytes of a file name as U+FFFD: strict readers of JSON refuse them."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def plain(text: str) -> str:
    """Return typographic quotes, dashes, dots and spaces as ASCII; letters of every script stay."""
    return text if text.isascii() else text.translate(_TYPOGRAPHIC)


def quiet(text: str) -> str:
    """Break what the log of a build would take for a command, anywhere in a line: ``##[error]``."""
    return _LOG_COMMAND.sub("# #", text) if "##" in text else text


def clip(text: str, limit: int) -> str:
    """At most ``limit`` characters, the last three of them dots when something was cut."""
    return text if len(text) <= limit else text[: max(0, limit - 3)] + "..."


def fit(text: str, stream: TextIO) -> str:
    """Return what the stream's encoding can carry, anything else as its escape."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if text.isascii() or encoding.lower().startswith("utf"):
        return text
    return text.encode(encoding, "backslashreplace").decode(encoding)


def workflow_text(text: str) -> str:
    """Return the text of a GitHub workflow command, line ends kept as ``%0A``."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """Return the value of a property (``file=…``) of a GitHub workflow command."""
    return workflow_text(text).replace(":", "%3A").replace(",", "%2C")


def markdown(text: str) -> str:
    """Return one line that GitHub and GitLab show as it is: no markup, HTML, link, mention or table cell in it."""
    escaped = _MARKDOWN.sub(r"\\\g<0>", one_line(text))
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # a mention is looked for in the finished page, so that only a character between stops it
    escaped = _MENTION.sub(lambda match: match[0] + "&#8203;", escaped)
    return _AUTOLINK.sub(lambda match: match[0].replace(":", "&#58;").replace(".", "&#46;"), escaped)


def write_xml(root: Element, stream: TextIO) -> None:
    """Write XML, indented and in ASCII, whatever the encoding of the stream.

    Args:
        root: its texts are ``visible``: XML forbids control characters.
        stream: where to write it.
    """
    from xml.etree.ElementTree import indent, tostring

    indent(root)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii") + "\n")
