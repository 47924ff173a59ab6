"""Recognise notation that is not Markdown: template languages, maths, citations, attribute lists, admonitions.

Text that a site generator fills in or a browser renders is ignored: it is neither an address nor a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# the first character of a masked expression says which one it is, the others fill it up to its length
_FIRST, _LAST, _FILL = 0xF0000, 0xFFFFD, "\ue000"
_MASKED = r"[\U000f0000-\U000ffffd]\ue000*"

_CURLY = r"\{\{(?:(?!\}\}|\{\{).){0,2000}\}\}|\{%(?:(?!%\}|\{%).){0,2000}%\}|\{#(?:(?!#\}|\{#).){1,2000}#\}"
_ERB = r"<%(?:(?!%>|<%).){0,2000}%>"
_DISPLAYED = r"(?<![\\$])\$\$(?:(?!\$\$).){1,4000}\$\$"
# inline maths as Pandoc reads it, with a sign of maths in it: "$5 and $10" has none
_INLINE = (
    r"(?<![\\$\w])\$(?![\s$])(?=[^$\n]{0,400}\$)"
    r"(?:(?=[^$\n]*[\\^_={}<>])[^$\n]{1,400}|[A-Za-z][\w']{0,2}(?:\([^$()\n]{1,40}\))?)(?<!\s)\$(?![\d$])"
)
_BRACKETED = (
    r"\\\((?=(?:(?!\\\)).){0,400}[\^_={}])(?:(?!\\\)).){1,1000}\\\)"
    r"|\\\[(?=(?:(?!\\\]).){0,400}[\^_={}])(?:(?!\\\]).){1,4000}\\\]"
)
# a component of MDX whose attributes hold expressions: <Chart render={(row) => row.sum} />
_COMPONENT = r"<[A-Z][\w.]{0,60}+\s(?:[^<>{}\"]|\"[^\"\n]{0,300}+\"|\{(?:[^{}]|\{[^{}]{0,200}+\}){0,400}+\}){0,400}+>"
_COMPUTED = r"r\s+[\w.]+[(\[$]|\{(?:r|python|julia|ojs)\}\s"
_MODULE_LINE = (
    r"import\s[^\n]{0,300}?['\"][^'\"\n]{1,300}+['\"];?\s*|export\s+(?:const|let|var|default|function|async|\{|\*).*"
)
_EXPRESSION = rf"(?s){_CURLY}|{_ERB}|{_DISPLAYED}|{_INLINE}|{_BRACKETED}"
_CITATION = r"\[(?=[^\[\]@]{0,200}(?<![\w.])@\w)[^\[\]]{1,500}\]|\[\^[^\[\]\s]{1,80}\]"
# an image that Markdown does not recognise; its caption is not body text
_BROKEN_IMAGE = r"!\[[^\[\]\n]{0,500}\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)|!\[\[[^\[\]\n]{0,300}\]\]"
_UNCOUNTED = rf"(?s){_CURLY}|{_ERB}|{_DISPLAYED}|{_INLINE}|{_BRACKETED}|{_CITATION}|{_BROKEN_IMAGE}|{_COMPONENT}"
_ATTRIBUTES = (
    r"\{(?::[^{}\n]{0,300}|[ \t]*[#.][A-Za-z][\w:.-]*(?:[ \t][^{}\n]{0,300})?|[ \t]*[A-Za-z][\w-]*=[^{}\n]{1,300})\}"
)
_ADMONITION = (
    r"(?m)\A\[![A-Za-z][\w-]{0,30}\][+-]?[ \t]*|^:{3,}.*$"
    r"|^(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w -]{0,60}(?:\"[^\"\n]{0,200}\")?[ \t]*$|^===[ \t]+\"[^\"\n]{0,200}\"[ \t]*$"
)
_ADDRESS_EXPRESSION = re.compile(r"\{\{|\{%|\{<|<%|\$\{")


def mask_expressions(raw: str) -> tuple[str, Sequence[str]]:
    """Return a text in which no expression can be taken for Markdown, and the expressions in order.

    Args:
        raw: inline Markdown. The masked text has the same length.
    """
    if (
        not ("{" in raw or "$" in raw or "<%" in raw or "\\(" in raw or "\\[" in raw)
        or re.search(_MASKED, raw)
        or _FILL in raw
    ):
        return raw, ()
    found: list[str] = []

    def mask(match: re.Match[str]) -> str:
        if len(found) > _LAST - _FIRST:
            return match[0]
        found.append(match[0])
        rest = "".join(char if char == "\n" else _FILL for char in match[0][1:])
        return chr(_FIRST + len(found) - 1) + rest

    return re.sub(_EXPRESSION, mask, raw), found


def restore_expressions(text: str, expressions: Sequence[str]) -> str:
    """Return a text with its masked expressions restored.

    Args:
        text: text read from a masked text.
        expressions: the expressions of that text.
    """
    return re.sub(_MASKED, lambda match: expressions[ord(match[0][0]) - _FIRST], text).replace(_FILL, "")


def without_attributes(text: str) -> str:
    """Return a visible text without attribute lists such as ``{#id .class}`` and without marks of admonitions."""
    if "{" in text:
        text = re.sub(_ATTRIBUTES, "", text)
    if "[!" in text or ":::" in text or "!!!" in text or "???" in text or "===" in text:
        text = re.sub(_ADMONITION, "", text)
    return text


def countable(text: str) -> str:
    """Return a visible text without expressions, maths and citations, which readers see as something else."""
    if "{" in text or "$" in text or "<%" in text or "[" in text or "\\" in text:
        return re.sub(_UNCOUNTED, " ", text)
    return text


def is_computed(code: str) -> bool:
    """Return whether a code span is replaced by its value, as ``r nrow(data)`` in Quarto and R Markdown."""
    return code[:2] in ("r ", "{r", "{p", "{j", "{o") and re.match(_COMPUTED, code) is not None


def is_module_code(raw: str) -> bool:
    """Return whether a paragraph consists of the imports and exports of an MDX page."""
    lines = raw.split("\n")
    if re.fullmatch(_MODULE_LINE, lines[0]) is None:
        return False
    return lines[0].startswith("export") or all(re.fullmatch(_MODULE_LINE, line) for line in lines)


def without_components(html: str) -> str:
    """Return HTML without the tags of components whose attributes hold expressions."""
    return re.sub(_COMPONENT, " ", html) if "={" in html else html


def is_expression(address: str) -> bool:
    """Return whether a template language fills in an address, or a part of it."""
    return _ADDRESS_EXPRESSION.search(address) is not None
