"""Titles, alternative texts and captions that nobody replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from cslint.placeholder.lorem import is_filler_phrase
from cslint.placeholder.todo_markers import todo_markers

Reason = Literal["template", "numbered", "generic", "label", "file-name", "filler", "todo"]
_Words = tuple[str, ...]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+")
_MARKUP = "*_#`~>\"'“”‘’ \t\r\n"
_BRACKETS = {"[": "]", "<": ">", "{": "}", "(": ")"}
_NOTHING = re.compile(r"untitled|placeholder|xx+|n/?a|asdf|[-–—_.…?]+", re.I)
# where a title's name ends and its text begins: "Goal 1: Equity for all"
_BREAK = re.compile(r"(?<!\s)\s++[:–—]\s*|[:–—]\s*|(?<!\s)\s++-+\s+|(?<!\bno)\.\s+", re.I)
_FEW = re.compile(r"\d{1,2}")
_COUNT = re.compile(r"#?(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|n)", re.I)
_FILE = re.compile(
    r"[^\s.]\S*\.(?:png|jpe?g|gif|webp|svg|tiff?|bmp|heic|avif)|[\w.-]+-unsplash"
    r"|(?:img|dscn?|pxl|image|photo|screenshot|screen shot)[-_ ]?\d{3}[\w.: -]*|screen ?shot (?:(?!\d{4}).)*+\d{4}.*",
    re.I,
)

_LONG = 200  # characters; longer titles are not remembered
_SMALL = _set("a an the of for to in on and or your our my this")
_EMPTY = _set("key main major project our the my another other first second third next last")
_ASKING = _set("please insert add enter write type put give choose your my a an the this here goes placeholder sample")
_PICTURES = _set("image images img photo photos photograph picture pictures pic figure fig graphic illustration")
# words that name expected content, and meaningless words around them
_TITLES = (_set("title subtitle heading headline header name"), _set("item section project short succinct text of"))
_ALTS = (_PICTURES | _set("alt alternative caption description describe"), _set("text tag of title name in words"))
_CAPTIONS = (
    _set("title caption credit credits source description copyright attribution photographer"),
    _PICTURES | _set("optional text name of s author artist"),
)


class Placeholder(NamedTuple):
    """Why a short text is a placeholder.

    Attributes:
        reason: ``template``: the template has the same; ``numbered``: it continues the template's numbered titles;
            ``generic``: it names its expected content; ``label``: such a name precedes the real text;
            ``file-name``; ``filler``; ``todo``: a note to oneself.
        like: the template's text that it resembles, or None.
    """

    reason: Reason
    like: str | None = None


def placeholder_title(title: str, template_titles: Sequence[str] = ()) -> Placeholder | None:
    """Return why the title of an item is a placeholder, or None.

    "Goal 4" is one if the template has "Goal 1" and "Goal 2"; "Goal 4: Equity for all" is not. A title such as
    "Financing Scheme" is a placeholder only if the template has it.

    Args:
        title: a title, with or without emphasis or brackets around it.
        template_titles: the titles of items in the template.
    """
    return (_remembered if len(title) < _LONG else _title)(title, tuple(template_titles))


def _title(title: str, template: tuple[str, ...]) -> Placeholder | None:
    plain = _plain(title)
    return _same(plain, template) or _numbered(plain, template) or _says_nothing(title)


_remembered = lru_cache(maxsize=2000)(_title)  # an editor repeats this for every key


def _says_nothing(title: str) -> Placeholder | None:
    """Return whether a title, or what follows the number in one, is a placeholder whatever the template has."""
    plain = _plain(title)
    return _generic(plain, _TITLES) or _unwritten(title, plain)


def placeholder_alt(alt: str, template_alts: Sequence[str] = ()) -> Placeholder | None:
    """Return why an image's alternative text is a placeholder, or None.

    "Alt Text / View of the harbour" is a ``label``: the description follows the template's label.

    Args:
        alt: the text as shown.
        template_alts: alternative texts in the template.
    """
    plain = _plain(alt)
    if found := _same(plain, template_alts) or _generic(plain, _ALTS):
        return found
    words = _words(plain)
    if words[:2] in {("alt", "text"), ("alternative", "text")} or (words[:1] and words[1:3] == ("alt", "text")):
        return Placeholder("label")
    return Placeholder("file-name") if _FILE.fullmatch(plain) else _unwritten(alt, plain)


def placeholder_caption(caption: str, template_captions: Sequence[str] = ()) -> Placeholder | None:
    """Return why an image's caption or credit is a placeholder, or None.

    The template's own credit is reported as ``template``; the caller knows whether it is right, because the image is
    the template's too.

    Args:
        caption: the caption, credit or title of an image.
        template_captions: those in the template.
    """
    plain = _plain(caption)
    return _same(plain, template_captions) or _generic(plain, _CAPTIONS) or _unwritten(caption, plain)


def _same(text: str, template: Sequence[str]) -> Placeholder | None:
    own = _by_key(tuple(template)).get(_key(text))
    return Placeholder("template", own) if own is not None else None


def _numbered(title: str, template: Sequence[str]) -> Placeholder | None:
    """Return whether a title is one of the template's with a number, and says nothing after it."""
    head, *rest = _BREAK.split(title, maxsplit=1)
    noun = _noun(head)
    if not noun or (rest and not _says_nothing(rest[0])):
        return None
    for own in template:
        counted = _noun(_plain(own))
        if noun == (counted or _key(own)) or (counted and (_empty(noun, counted) or noun == counted[-len(noun) :])):
            return Placeholder("numbered", own)
    return None


def _noun(title: str) -> _Words:
    """Return the noun of a numbered title: ("goal",) of "Goal 3" and "Goal No.

    3", or () without a number at the end.
    """
    *words, last = title.replace("#", " #").split() or [""]
    if not words or not _COUNT.fullmatch(last):
        return ()
    key = _key(" ".join(words))
    return key[:-1] if key[-1:] in {("no",), ("number",)} else key


def _empty(longer: _Words, shorter: _Words) -> bool:
    """Return whether a name is another with a word before it that says nothing: "Key Characteristic"."""
    extra = longer[: -len(shorter)]
    return bool(extra) and longer[len(extra) :] == shorter and _EMPTY.issuperset(extra)


def _generic(text: str, names: tuple[frozenset[str], frozenset[str]]) -> Placeholder | None:
    """Return whether a text only names its expected content: "Your title here"."""
    named, around = names
    words = _words(text)
    asked = words[:1] in {("insert",), ("enter",)} and words[-1:] == ("here",)
    numbers = [word for word in words if _FEW.fullmatch(word)]
    only = named.intersection(words) and (named | around | _ASKING).issuperset({*words} - {*numbers})
    if numbers and named is _TITLES[0]:
        only = False  # "Title 9" is a law, "Heading 1" needs the template
    return Placeholder("generic") if asked or only or _NOTHING.fullmatch(text) else None


def _unwritten(text: str, plain: str) -> Placeholder | None:
    if plain and is_filler_phrase(plain):
        return Placeholder("filler")
    marked = sum(marker.span.end - marker.span.start for marker in todo_markers(text))
    return Placeholder("todo") if marked and marked >= 0.5 * len(text.strip()) else None


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(text.casefold()))


@lru_cache(maxsize=64)  # shared by all cases of a template
def _by_key(template: tuple[str, ...]) -> dict[_Words, str]:
    """Return the template's texts by their normalised form: the first of several, without empty ones."""
    return {key: own for own in reversed(template) if (key := _key(own))}


@lru_cache(maxsize=4096)
def _key(text: str) -> _Words:
    """Return a name's words: small letters, singular, no articles; "Name of Interviewee" is "Interviewee Name"."""
    words = [word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word for word in _words(text)]
    if "of" in words[1:-1] and len(words) <= 4:
        at = words.index("of")
        words = [*words[at + 1 :], *words[:at]]
    return tuple([word for word in words if word not in _SMALL] or words)


def _plain(text: str) -> str:
    """Return a text without the markup, brackets and closing punctuation around it."""
    text = " ".join(text.split()).strip(_MARKUP)
    if len(text) > 2 and _BRACKETS.get(text[0]) == text[-1]:
        text = text[1:-1].strip(_MARKUP)
    return text if _NOTHING.fullmatch(text) else text.rstrip(" :.,;/|–—-").strip(_MARKUP)
