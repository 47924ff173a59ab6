"""Allowed values: "Allowed values: type: district, plan", "status: Draft | Review", "one of: A, B, C"."""

from __future__ import annotations

import re
from functools import cache

from cslint.contract.instructions.lexicon import word_set
from cslint.contract.requirement import Force, Kind, Requirement, Scope

_HINTS = ("|", "one of", "either", "value", "option", "choice", "choose", "select", "pick", "from the following")
_MOST_WORDS = 5
_NO_FIELDS = word_set(
    """
    a an the one two three four five up to at most least no more than any or either of following from between
    option options value values answer
    """
)
_MOST_LINES = 20


_KEY = r"[`'\"*]*(?P<field>[A-Za-z][\w-]{0,40})[`'\"*]*"
_REST = r"[ \t]*(?P<list>[^\n.]+)"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the forms in which values are listed; linear, for what may repeat is possessive or bounded."""
    begin = r"^[ \t]*+(?:[-*+] ++)?+"
    kinds = r"\b(?:allowed|valid|possible|permitted|accepted|available|legal)"
    nouns = r"(?:values?|options?|choices?|statuses|types|tags|categories)"
    being = r"(?:must be|should be|can be|may be|is|are|accepts|takes)"
    texts = {
        "header": rf"{kinds} {nouns}(?: (?:for|of) (?:the )?{_KEY}(?: field)?)?(?: are| is)?[ \t]*:",
        "pair": rf"{begin}{_KEY}[ \t]*:[ \t]*(?P<list>\S.*)$",
        "bullet": r"^[ \t]*+[-*+] ++(?P<list>\S.*)$",
        "bars": rf"{begin}(?:{_KEY}[ \t]*+:(?:[ \t]*+(?!\|)|[ \t]*(?=[ \t]\|)))?(?P<list>[^|\n]++(?:\|[^|\n]++)++)$",
        "one of": rf"(?:(?<![`'\"*]){_KEY}(?:(?: {being}|:) +| ?\()(?:either )?|(?P<verb>(?:choose|select|pick|use) ))?"
        rf"\b(?:any )?one of(?: the following)?(?: [a-z]+s)?(?P<colon>[ \t]*:)?(?=\s){_REST}",
        "choose": r"\b(?:choose|select|pick)\b(?P<what>[^:\n.]{0,60}?)"
        r"\b(?:from|between|of|only|one(?=:))\b[^:\n.]{0,40}:" + _REST,
        "labelled": rf"^[ \t]*+{_KEY} *+(?:\((?:choose|select|pick|delete|one)[^)\n]*\)[ \t]*:|:[ \t]*either ){_REST}",
    }
    return {name: re.compile(text, re.IGNORECASE | re.MULTILINE) for name, text in texts.items()}


def read_values(text: str) -> list[Requirement]:
    """Read the allowed values that a comment states.

    ``said`` of a requirement is the key with its list, or the list.
    """
    lowered = text.lower()
    if not any(hint in lowered for hint in _HINTS):
        return []
    patterns = _patterns()
    if header := patterns["header"].search(text):
        return _under_header(text, header)
    for name in ("labelled", "choose", "one of"):
        asks = [ask for match in patterns[name].finditer(text) if (ask := _of(text, match, name))]
        if asks:
            return asks
    return _bars(text)


def _under_header(text: str, header: re.Match[str]) -> list[Requirement]:
    end = text.find("\n", header.end())
    end = len(text) if end < 0 else end
    rest = text[header.end() : end]
    if rest.strip():
        inline = _patterns()["pair"].match(text, header.end(), end)
        if inline and not header["field"]:
            return [*_pairs(text, header.end())]
        return _ask(text, header["field"], header.end(), _sentence_end(text, header.end(), end), first=header.start())
    asks = _pairs(text, end)
    if asks:
        return asks
    found = list(_patterns()["bullet"].finditer(text, end))
    values = tuple(_clean(match["list"]) for match in found)
    if not values:
        return []
    start, stop = found[0].start("list"), found[-1].end("list")
    return [_made(text, header["field"], values, start, start + len(text[start:stop].rstrip()))]


def _sentence_end(text: str, start: int, end: int) -> int:
    dot = text.find(". ", start, end)
    return end if dot < 0 else dot


def _pairs(text: str, begin: int) -> list[Requirement]:
    """Read "key: a, b, c" lines; a list that ends in a comma goes on in the next line."""
    asks: list[Requirement] = []
    for match in _patterns()["pair"].finditer(text, begin):
        end = match.end("list")
        for _ in range(_MOST_LINES):
            if text[end - 1] != "," or end == len(text):
                break
            following = text.find("\n", end + 1)
            end = len(text) if following < 0 else following
        asks.extend(_ask(text, match["field"], match.start("list"), end, first=match.start("field"), least=1))
    return asks


def _of(text: str, match: re.Match[str], name: str) -> Requirement | None:
    groups = match.groupdict()
    fieldname = groups.get("field")
    listed = match["list"]
    if name == "choose":
        words = [word for word in re.findall(r"[a-z]+", match["what"].lower()) if word not in _NO_FIELDS]
        fieldname = words[-1] if words else None
    if name == "one of" and not match["colon"]:
        told = re.match(r"\s*(?:the|our|your|these|those|its|their|them|a)\b", listed, re.IGNORECASE)
        if told or not (fieldname or match["verb"]):
            return None  # without a colon only "status must be one of Draft, Active or Final" names values
    start = match.start("field") if fieldname and groups.get("field") else match.start("list")
    made = _ask(text, fieldname, match.start("list"), match.end("list"), first=start)
    return made[0] if made else None


def _bars(text: str) -> list[Requirement]:
    """Read lines such as "status: Draft | Review", and comments that only contain "district | plan"."""
    asks: list[Requirement] = []
    whole = len(text.strip().splitlines()) == 1
    for match in _patterns()["bars"].finditer(text):
        values = match["list"].split("|")
        single = all(len(value.split()) == 1 for value in values)
        if match["field"] or (whole and single):
            first = match.start("field") if match["field"] else match.start("list")
            asks.extend(_ask(text, match["field"], match.start("list"), match.end("list"), first=first))
    return asks


def _ask(text: str, name: str | None, start: int, end: int, *, first: int, least: int = 2) -> list[Requirement]:
    values = _split(text[start:end])
    if len(values) < least or any(len(value.split()) > _MOST_WORDS for value in values):
        return []
    said = text[first:end]
    stop = first + len(said.rstrip(" \t\r\n.;"))
    start = first + len(said) - len(said.lstrip())
    return [_made(text, name, values, start, stop)] if stop > start else []


def _made(text: str, name: str | None, values: tuple[str, ...], start: int, end: int) -> Requirement:
    said = text[start:end]
    return Requirement(
        Kind.VALUES, None, None, Force.BOUND, Scope.UNSAID, said, start, end,
        field=name.lower() if name else None, values=values,
    )  # fmt: skip


def _split(listed: str) -> tuple[str, ...]:
    listed = listed.strip().strip("{}[]<>")
    if "|" in listed:
        parts = listed.split("|")
    elif "," in listed or ";" in listed:
        parts = re.split(r"[,;]", listed)
        last = re.sub(r"^\s*(?:or|and)\s+", "", parts[-1])
        parts = [*parts[:-1], *re.split(r"(?<!\s)\s++or\s+", last)]
    elif " / " in listed:
        parts = listed.split(" / ")
    else:
        parts = re.split(r"\s+or\s+", listed)
    return tuple(value for part in parts if (value := _clean(part)))


def _clean(value: str) -> str:
    value = value.strip().strip("`'\"“”‘’{}[]<>*").rstrip(".;:")
    return " ".join((value if "(" in value else value.rstrip(")")).split())
