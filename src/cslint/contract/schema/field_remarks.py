"""Read a template's remarks on a field: optional, may stay empty, a date, one of some values."""

from __future__ import annotations

import re
from typing import NamedTuple

_LEAVE = r"(?:leave|keep)(?: (?:it|this|them|the \w+))?"
_REMOVE = r"(?:remove|delete|omit|skip|drop|leave out)"
_WHEN = r"(?:if|when|where|unless|in case|for)"
_OPTIONAL = (
    r"(?i)\boptional(?:ly)?\b|\bnot (?:required|mandatory|necessary|needed)\b"
    r"|\bfeel free to (?:remove|delete|omit|leave)\b"
    rf"|\bonly (?:\w+ ){{0,3}}{_WHEN}\b|\b(?:required|needed|use[ds]?|applies|relevant) {_WHEN}\b"
    r"|\b(?:if|when|where|as) (?:any|known|applicable|available|needed|necessary|relevant|appropriate|possible)\b"
    r"|\b(?:may|can|could) (?:also )?be (?:left|omitted|removed|deleted|blank|empty|skipped)\b"
    rf"|\b{_REMOVE} (?:this|the|it)\b(?! \w+s\b)|\b{_REMOVE} (?:the )?(?:line|field|key|row|entry)\b"
    rf"|\b{_REMOVE} (?:it |this )?{_WHEN}\b|\botherwise,? {_REMOVE}\b|\b{_REMOVE}[^.;]{{0,40}} otherwise\b"
)
_AS_IT_IS = (
    rf"(?i)\b{_LEAVE} (?:blank|empty|as[- ](?:is|it is|they are)|alone|unchanged|untouched)\b"
    r"|\b(?:do not|don['’]t|never) (?:change|edit|touch|fill|modify|remove)\b"
    r"|\b(?:assigned|filled(?: in)?|set|added|completed|updated|generated)"
    r" (?:automatically|later|by (?:the |an? )?(?:editors?|maintainers?|chairs?|bots?|tool|staff|instructors?))\b"
)
_OF_ALL = r"(?i)\b(?:these|them|all|any|every|each|elements|fields|keys|entries|metadata)\b"
_ASKS = (
    r"(?i)\b(?:fill|add|enter|insert|write|give|name|list|describe|update|put|specify|choose|pick|select|provide|replace"
    r"|state|your|who|which|what|one|two|three|four|five|several|at least|or more)\b"
)
_DATE = r"(?i)\b(?:y{4}|20\d\d)-m{2}-d{2}|\biso[ -]?8601\b"
_KIND_KEY = (
    r"(?i)(?:.*[ _-])?(?:type|status|state|category|kind|level|priority|stage|severity|language|format|difficulty|track"
    r"|visibility|impact|phase|size|mode|scope)s?"
)
_OPEN = r"(?i)…|\.{3}|\betc\b|[\[\]<>{}]|\bother\b"
_LIST = re.compile(r"(?<!\s)\s*+[,;]\s*+(?:(?:or|and)\s++)?|(?<!\s)\s++or\s++(?=[^,;|]++$)")


class Choice(NamedTuple):
    """The values that a template offers.

    Attributes:
        values: each of them.
        open: whether others are right as well: "proposed | accepted | …".
    """

    values: tuple[str, ...]
    open: bool = False


def is_optional(said: str) -> bool:
    """Return whether words say that a field may be left out."""
    return bool(re.search(_OPTIONAL, said))


def stays(said: str) -> bool:
    """Return whether words say that a field is to be left as it is."""
    return bool(re.search(_AS_IT_IS, said))


def of_all(said: str) -> bool:
    """Return whether words at the top of the block are about all of its fields."""
    return bool(re.search(_OF_ALL, said))


def asks(said: str) -> bool:
    """Return whether a text tells an author to write something."""
    return bool(re.search(_ASKS, said))


def is_date(said: str) -> bool:
    """Return whether words show how a date is written."""
    return bool(re.search(_DATE, said))


def choice(name: str, text: str) -> Choice | None:
    """Return the values that a text offers, or None: ``a | b | c``, ``<A, B, or C>``, ``Standard/Meta``.

    Args:
        name: the field's key; lower-case words in a list count only where it names a kind, such as status.
        text: the field's value, or a remark about it.
    """
    if "{{" in text or "{%" in text or "\n\n" in text:
        return None  # a template language's pipe
    inner = " ".join(text.split())
    wrapped = inner[:1] in "[{<("
    if wrapped:
        inner = inner.lstrip("[{<(").lstrip().rstrip("]})>").rstrip()
    if "|" in inner:
        parts = _split(inner)
        return _choice(parts) if len(parts) > 1 else None
    if wrapped and inner[:1] != "(":
        parts = [part for part in _LIST.split(inner) if part.strip()]
        short = all(len(part.split()) <= 3 and len(part) <= 30 for part in parts)
        capitals = all(part.strip()[:1].isupper() for part in parts)
        listed = 2 <= len(parts) <= 12 and short and (" or " in inner or len(parts) > 2)
        return _choice(parts) if listed and (capitals or re.fullmatch(_KIND_KEY, name)) else None
    parts = inner.split("/")
    if (
        2 <= len(parts) <= 6
        and re.fullmatch(_KIND_KEY, name)
        and all(re.fullmatch(r"[A-Z][\w -]{1,20}", p) for p in parts)
    ):
        return _choice(parts)
    return None


def _split(text: str) -> list[str]:
    """Split at bars outside brackets."""
    parts, depth, start = [], 0, 0
    for offset, char in enumerate(text):
        depth += (char in "([{<") - (char in ")]}>")
        if char == "|" and depth <= 0:
            parts.append(text[start:offset])
            start = offset + 1
    return [part.strip().strip("\"'") for part in (*parts, text[start:]) if part.strip()]


def _choice(parts: list[str]) -> Choice | None:
    cleaned = [part.strip().strip("\"'`") for part in parts]
    if any(len(part) > 60 for part in cleaned):
        return None
    values = [part for part in cleaned if not re.search(_OPEN, part)]
    expanded = [value for part in values for value in _with_parts(part)]
    unique = tuple(dict.fromkeys(value for value in expanded if value))
    return Choice(unique, len(values) < len(cleaned)) if len(unique) + (len(values) < len(cleaned)) > 1 else None


def _with_parts(value: str) -> list[str]:
    """Return a value with the ways of writing the words in its brackets: "Technical (Nodes, Networks)"."""
    match = re.fullmatch(r"([^()]+?)\s*\(([^()]+)\)", value)
    if match is None:
        return [value]
    inner = [part.strip() for part in re.split(r",|/|\bor\b", match[2]) if part.strip()]
    return [value, match[1].strip(), *(f"{match[1].strip()} ({part})" for part in inner)]
