"""Check numbered citations against the list of sources, and addresses for tracking parameters and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from cslint.checks._addresses import addresses_in
from cslint.checks._violations import hit
from cslint.checks.violation import RelatedSpan, Violation
from cslint.document.files.asset_folder import Status
from cslint.document.markdown import urls
from cslint.document.sentences import source_sections
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Span, SpanIndex
from cslint.util.shorten import shorten

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext
    from cslint.document.document import Section
    from cslint.document.markdown.blocks import Block

_CITATION = re.compile(r"(?<![!\\\[])\\?\[(\d{1,3}(?:[ ]?[,;–-][ ]?\d{1,3}){0,20})\\?\](?!\(|:|\])")
_NUMBER = r"\d+"
_RANGE = r"(\d+)[ ]?[–-][ ]?(\d+)"
_CODE = re.compile(r"`[^`\n]{1,500}`")
_ENTRY = re.compile(r"^[ \t]*(?:\\?\[(\d{1,3})\\?\]|(\d{1,3})[.)])(?=[ \t])", re.M)
_MARKER = re.compile(r"[ \t]*(\d{1,9})[.)]")
_LONGEST_RANGE = 20

_ENGINE = (
    r"(?i)(?:(?:www|scholar|news|images|books)\.)?google\.[a-z.]{2,6}/(?:search|scholar|imgres)\b"
    r"|(?:www\.)?bing\.com/(?:search|images/search)\b|duckduckgo\.com/\?|search\.yahoo\.com/|(?:www\.)?baidu\.com/s\?"
    r"|(?:www\.)?yandex\.[a-z]{2,3}/search\b|(?:www\.)?ecosia\.org/search\b|(?:www\.)?startpage\.com/"
)
_SITE_SEARCH = r"(?i)/search(?:\.\w{2,4}|/)?\?(?:[^#]*&)?(?:q|query|keywords?|search|term|text)="
_SIGNED = r"(?i)[?&](?:X-Amz-Signature|X-Goog-Signature|Signature|access_token|auth_token)="
_TOKEN = r"(?i)casa_token|phpsessid|jsessionid|sessionid|session_id|sid_token"
_PATH_TOKEN = r"(?i);jsessionid=[^?#/]*"


class _Entry(NamedTuple):
    number: int
    span: Span


def citation(context: CheckContext) -> Iterator[Violation]:
    """Find citations whose number no source has, and sources that are not cited where most are."""
    sections = list(source_sections(context.case.document))
    entries = [entry for section in sections for entry in _entries(context, section)]
    known = {entry.number for entry in entries}
    unnumbered = 0 if known else sum(_count_entries(section) for section in sections)
    cited = list(_citations(context, sections))
    missing: dict[int, Span] = {}
    for number, span in cited:
        if number not in known and number > unnumbered:
            missing.setdefault(number, span)
    for number, span in missing.items():
        values: dict[str, object] = {"number": number, "entries": len(known) or unnumbered}
        yield hit(context, span, values, "missing" if values["entries"] else "no-list")
    idle = [entry for entry in entries if entry.number not in {number for number, _ in cited}]
    if cited and idle and 2 * len(idle) < len(entries) and not missing:
        related = tuple(RelatedSpan(entry.span, "not cited either") for entry in idle[1:])
        numbers = _listed([entry.number for entry in idle])
        yield hit(
            context,
            idle[0].span,
            {"numbers": numbers},
            "uncited" if len(idle) == 1 else "uncited-several",
            related=related,
        )


def address_clutter(context: CheckContext) -> Iterator[Violation]:
    """Find addresses that carry a highlight, a tracker or a token, and those of search results."""
    templates = {link.target for link in context.profile.template.document.links}
    for span, address in _all_addresses(context):
        if address in templates:
            continue
        values: dict[str, object] = {"address": shorten(address)}
        if _is_search(address):
            yield hit(context, span, values, "search")
            continue
        clean, kinds = cleaned(address)
        if kinds:
            values["clean"] = shorten(clean)
            fix = ProposedFix(f"write {shorten(clean)}", (TextEdit(span, clean),), safe=True)
            yield hit(context, span, values, kinds[0], fix=fix)
        elif re.search(_SIGNED, address):
            yield hit(context, span, values, "signed")


def cleaned(address: str) -> tuple[str, list[str]]:
    """Return an address with what only concerns one reader removed, and the kinds of what that was.

    Args:
        address: as it is written; what remains keeps its spelling.
    """
    kinds = []
    base, hash_, fragment = address.partition("#")
    if ":~:" in fragment:
        fragment = fragment.partition(":~:")[0]
        kinds.append("highlight")
    if re.search(_PATH_TOKEN, base):
        base = re.sub(_PATH_TOKEN, "", base)
        kinds.append("token")
    path, mark, query = base.partition("?")
    kept = []
    separator = "&amp;" if "&amp;" in query else "&"
    for part in query.split(separator):
        name = part.partition("=")[0]
        if urls.is_tracking(name):
            kinds.append("tracker")
        elif re.fullmatch(_TOKEN, name):
            kinds.append("token")
        else:
            kept.append(part)
    if not kinds:
        return address, []
    base = path + (mark + separator.join(kept) if any(kept) else "")
    return base + (hash_ + fragment if fragment else ""), kinds


def _is_search(address: str) -> bool:
    if re.search(_SITE_SEARCH, address):
        return True
    try:
        split = urlsplit(address)
    except ValueError:
        return False
    return bool(re.match(_ENGINE, address[len(split.scheme) + 3 :]))


def _all_addresses(context: CheckContext) -> Iterator[tuple[Span, str]]:
    """Yield the web addresses of a case as written: of links first, then those that are not links."""
    linked = []
    for reference in context.references:
        if reference.found.status is not Status.REMOTE or not reference.exact:
            continue
        linked.append(reference.link.span if reference.link else reference.span)
        address = context.case.source[reference.span]
        if "://" in address[:8]:
            yield reference.span, address
    inside = SpanIndex(linked)
    for block in context.case.document.flat:
        if block.kind == "paragraph" and "://" in block.raw:
            for span, address in addresses_in(context, block.span):
                if next(inside.overlapping(span), None) is None:
                    yield span, address


def _entries(context: CheckContext, section: Section) -> Iterator[_Entry]:
    """Yield the numbered entries of a list of sources."""
    for block in section.content:
        if block.kind == "list":
            yield from _list_entries(context, block)
        elif block.kind == "paragraph":
            yield from _written(block)


def _list_entries(context: CheckContext, block: Block) -> Iterator[_Entry]:
    first = None
    for index, entry in enumerate(block.children):
        if block.ordered:
            marker = _MARKER.match(context.case.source.text, entry.span.start)
            number = int(marker[1]) if marker else index + 1
            first = number if first is None else first
            yield _Entry(first + index, entry.span)  # Markdown counts on from the first number
        else:
            for part in entry.children[:1]:
                yield from _written(part)


def _written(block: Block) -> Iterator[_Entry]:
    """Yield the entries of a paragraph whose lines begin with ``[1]`` or ``1.``."""
    for match in _ENTRY.finditer(block.raw):
        yield _Entry(int(match[1] or match[2]), Span(block.place(match.start()), block.place(match.end() - 1) + 1))


def _count_entries(section: Section) -> int:
    return sum(len(block.children) if block.kind == "list" else 1 for block in section.content)


def _citations(context: CheckContext, sources: Iterable[Section]) -> Iterator[tuple[int, Span]]:
    """Yield every number that the text cites, with its place."""
    lists = SpanIndex(section.span for section in sources)
    for block in context.case.document.flat:
        if block.kind != "paragraph" or "[" not in block.raw or next(lists.overlapping(block.span), None) is not None:
            continue
        links = SpanIndex(link.span for link in block.links)
        raw = _CODE.sub(lambda code: " " * len(code[0]), block.raw)
        for match in _CITATION.finditer(raw):
            span = Span(block.place(match.start()), block.place(match.end() - 1) + 1)
            if next(links.overlapping(span), None) is None:
                for number in _numbers(match[1]):
                    yield number, span


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers of a citation such as "1, 3-5"."""
    for part in re.split("[,;]", text):
        spread = re.fullmatch(_RANGE, part.strip())
        if spread:
            first, last = int(spread[1]), int(spread[2])
            yield from range(first, last + 1 if last - first <= _LONGEST_RANGE else first)  # "[1-100]" is an interval
        else:
            yield from (int(number) for number in re.findall(_NUMBER, part) if int(number))


def _listed(numbers: Iterable[int]) -> str:
    """Return numbers in words: "6 to 9 and 13"."""
    parts = []
    for _, run in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        group = [number for _, number in run]
        if len(group) > 2:
            parts.append(f"{group[0]} to {group[-1]}")
        else:
            parts += map(str, group)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
