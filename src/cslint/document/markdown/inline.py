"""Read the inline content of a block: its visible text, and its links and images with their positions.

Only this module, ``blocks``, ``mistune_positions`` and ``link_syntax`` depend on the parser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple

from cslint.document.markdown import notation
from cslint.document.markdown.link_syntax import closing_bracket, destination, last_quote
from cslint.document.markdown.mistune_positions import PARSER
from cslint.text.source import Span

_MARKUP = re.compile(r"[\\`*_\[<]")  # text without any of these is plain
_LINE_BREAK = r"(?<! ) *+\n\s*"
_SIMPLE = re.compile(r"(\*\*|__|)([^*_`<>&\[\]\\!\n]*)\1")
_HTML_LINK = re.compile(r"<(img|a)\b([^<>]*)>", re.I)
_EMBEDDING = re.compile(r"<(img|source|video|audio|object|embed)\b([^<>]*)>", re.I)
_CANDIDATE = r"[\s,]*+(\S*+)(?:(?<=,)|[^,]*+)"  # as HTML reads srcset: an address, then what it is for, up to a comma
_ATTRIBUTE = re.compile(r"""(?<![A-Za-z-])([A-Za-z-]++)\s*+=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


class Link(NamedTuple):
    """A link or an image.

    Attributes:
        span: the whole construct.
        target: the address, entities and escapes resolved; possibly "".
        target_span: span of the address (empty if it cannot be located).
        text: the link's visible text, or an image's alternative text.
        text_span: its span.
        title: the quoted title (an image's caption), or None.
        title_span: its span, without quotes.
        form: its notation.
        image: whether it is an image.
    """

    span: Span
    target: str
    target_span: Span
    text: str
    text_span: Span
    title: str | None
    title_span: Span | None
    form: Literal["inline", "reference", "autolink", "html"]
    image: bool

    def placed(self, place: Callable[[int], int]) -> Link:
        """Return the same link with each offset of its spans put through ``place``."""
        return Link(
            Span(place(self.span.start), place(self.span.end)),
            self.target,
            Span(place(self.target_span.start), place(self.target_span.end)),
            self.text,
            Span(place(self.text_span.start), place(self.text_span.end)),
            self.title,
            Span(place(self.title_span.start), place(self.title_span.end)) if self.title_span else None,
            self.form,
            self.image,
        )


class Inline(NamedTuple):
    """Inline Markdown.

    Attributes:
        plain: its visible text: no markup, comments, images or autolinks.
        links: its links and images in order, with spans as offsets in the text.
    """

    plain: str
    links: tuple[Link, ...] = ()


def read(raw: str, env: Mapping[str, Any]) -> Inline:
    """Read inline Markdown.

    Args:
        raw: the text of one block, or a part of it.
        env: state of the block parser, which provides the link definitions.
    """
    if not _MARKUP.search(raw):
        return Inline(_shown(re.sub(_LINE_BREAK, "\n", raw) if "\n" in raw else raw))
    return _parse(raw, env) if env.get("ref_links") else _alone(raw)


def visible(raw: str) -> str:
    """Return the visible text of inline Markdown: no markup, images or bare addresses in brackets."""
    simple = _SIMPLE.fullmatch(raw)
    if simple:  # most titles are: not worth a parser
        return simple[2].strip()
    return read(raw, {}).plain


def html_links(raw: str, base: int = 0) -> Iterator[Link]:
    """Yield images and links written as HTML tags.

    Args:
        raw: the text.
        base: offset of the text, which is added to spans.
    """
    for tag in _HTML_LINK.finditer(raw):
        image = tag[1].lower() == "img"
        found: dict[str, tuple[str, Span]] = {}
        for attribute in _ATTRIBUTE.finditer(raw, tag.start(2), tag.end(2)):
            group = next((number for number in (2, 3, 4) if attribute[number] is not None), 4)
            value = html.unescape(attribute[group] or "")
            span = Span(base + attribute.start(group), base + attribute.end(group))
            found.setdefault(attribute[1].lower(), (value, span))
        target = found.get("src" if image else "href")
        if target is None:
            continue
        whole = Span(base + tag.start(), base + tag.end())
        nothing = ("", Span(whole.start, whole.start))
        text, text_span = found.get("alt", nothing) if image else nothing
        title, title_span = found.get("title", (None, None))
        yield Link(whole, *target, text, text_span, title, title_span, "html", image)


def comments(raw: str) -> Iterator[int]:
    """Yield the offsets at which HTML comments begin in a text."""
    waiting = PARSER.inline(raw, {"ref_links": {}})
    while waiting:
        token = waiting.pop()
        if token["type"] == "inline_html" and token["raw"].startswith("<!--"):
            yield token["start"]
        waiting.extend(token.get("children", ()))


def embedded(raw: str) -> Iterator[tuple[str, Span]]:
    """Yield the addresses of files that other HTML tags than ``img`` and ``a`` show, each with its span in the text.

    Args:
        raw: HTML, or Markdown with HTML in it.
    """
    for tag in _EMBEDDING.finditer(raw):
        for attribute in _ATTRIBUTE.finditer(raw, tag.start(2), tag.end(2)):
            name = attribute[1].lower()
            group = next((number for number in (2, 3, 4) if attribute[number] is not None), 4)
            value, start = attribute[group] or "", attribute.start(group)
            if name == "srcset":
                for candidate in re.finditer(_CANDIDATE, value):
                    if address := candidate[1].rstrip(","):
                        at = start + candidate.start(1)
                        yield html.unescape(address), Span(at, at + len(address))
            elif (
                value
                and name in ("poster", "data" if tag[1].lower() == "object" else "src")
                and tag[1].lower() != "img"
            ):
                yield html.unescape(value), Span(start, start + len(value))


@lru_cache(maxsize=2000)
def _alone(raw: str) -> Inline:
    """Return inline Markdown of a document without link definitions, which depends on nothing else."""
    return _parse(raw, {})


def _parse(raw: str, env: Mapping[str, Any]) -> Inline:
    masked, expressions = notation.mask_expressions(raw)
    tokens = PARSER.inline(masked, dict(env))
    plain, links = _plain(tokens), tuple(_links(tokens, masked))
    if expressions:
        restore = partial(notation.restore_expressions, expressions=expressions)
        links = tuple(
            link._replace(
                target=restore(link.target),
                text=restore(link.text),
                title=restore(link.title) if link.title else link.title,
            )
            for link in links
        )
        plain = restore(plain)
    return Inline(plain, links)


def _links(tokens: Iterable[dict[str, Any]], raw: str) -> Iterator[Link]:
    for token in tokens:
        kind = token["type"]
        if kind in ("link", "image") and "end" in token:
            yield _link(token, raw)
        elif kind == "inline_html":
            yield from html_links(token["raw"], token["start"])
        if kind != "image" and "children" in token and "auto" not in token:
            yield from _links(token["children"], raw)


def _link(token: dict[str, Any], raw: str) -> Link:
    start, end = token["start"], token["end"]
    image = token["type"] == "image"
    attrs = token["attrs"]
    whole = Span(start, end)
    if "auto" in token:
        inner, text = Span(start + 1, end - 1), token["auto"]
        target = text if ":" in text else f"mailto:{text}"
        return Link(whole, target, inner, text, inner, None, None, "autolink", image)
    text_start = start + (2 if image else 1)
    close = closing_bracket(raw, text_start, end)
    text_span = Span(text_start, close)
    text = _plain(token["children"], alt=image)
    title = attrs.get("title")
    if "ref" in token:
        target, nowhere = html.unescape(attrs["url"]), Span(end, end)
        return Link(whole, target, nowhere, text, text_span, title, None, "reference", image)
    target, at, stop = destination(raw, close + 2, end)
    title_span = None
    if title is not None:
        quoted = stop + len(raw[stop:end]) - len(raw[stop:end].lstrip("> \t\n"))
        title_span = Span(quoted + 1, last_quote(raw, quoted, end))
    return Link(whole, target, Span(at, stop), text, text_span, title, title_span, "inline", image)


def _plain(tokens: Iterable[dict[str, Any]], *, alt: bool = False) -> str:
    """Return visible text of inline tokens, without images and autolinks (in alt text everything is text)."""
    parts: list[str] = []
    stack: list[dict[str, Any]] = list(tokens)[::-1]
    while stack:
        token = stack.pop()
        kind = token["type"]
        if kind in ("softbreak", "linebreak"):
            parts.append("\n")
        elif kind == "inline_html":
            if token["raw"][:3].lower() == "<br":
                parts.append("\n")
        elif "children" in token:
            if alt or (kind != "image" and "auto" not in token):
                stack.extend(reversed(token["children"]))
        else:
            raw = token.get("raw", "")
            parts.append("" if kind == "codespan" and notation.is_computed(raw) else raw)
    return _shown("".join(parts))


def _shown(text: str) -> str:
    return notation.without_attributes(html.unescape(text).replace("\xa0", " ")).strip()
