"""Recognise a case study under a new path: moved, renamed, rewritten at another place, or replaced by a link.

A path alone does not identify a case study, nor do words that it shares with its template.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from cslint.document.case import Case

_SHINGLE = 3  # words
_LEAST_SHARED = 8  # shingles; fewer may be chance
_SHARE = 0.5  # share of the shorter text
_LEAST_FIELDS = 2  # equal values of front matter that identify a case study
_WORD = re.compile(r"\w+")
_PASSING = frozenset(
    {"status", "stage", "draft", "date", "updated", "template", "layout"}
)  # fields that identify nothing


class Identity(NamedTuple):
    """The features that identify a case study.

    Attributes:
        path: path of its Markdown file, relative to the root of the repository.
        shingles: sequences of three words, without those of templates.
        fields: keys and values of its front matter, without those of templates.
        files: identifiers of the contents of the other files in its folder.
    """

    path: str
    shingles: frozenset[tuple[str, ...]]
    fields: frozenset[tuple[str, str]]
    files: frozenset[str] = frozenset()

    @property
    def folder(self) -> str:
        """The folder that it is in."""
        return os.path.dirname(self.path)  # noqa: PTH120 - a path of git, not of this system


def identity(path: str, case: Case, templates: Iterable[Identity] = (), files: Iterable[str] = ()) -> Identity:
    """Return the features that identify a case study.

    Args:
        path: path of its Markdown file, relative to the root of the repository.
        case: the case study.
        templates: features to leave out.
        files: identifiers of the contents of the other files in its folder, without those that other cases have.
    """
    text = case.source.text
    front = case.front_matter.span
    body = text[front.end :] if front is not None else text
    words = [word.casefold() for word in _WORD.findall(body)]
    shingles = set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
    fields = {
        (name.casefold(), " ".join(str(entry.value).casefold().split()))
        for name, entry in case.front_matter.fields.items()
        if name.casefold() not in _PASSING and isinstance(entry.value, str) and len(entry.value.strip()) > 3
    }
    for template in templates:
        shingles -= template.shingles
        fields -= template.fields
    return Identity(path, frozenset(shingles), frozenset(fields), frozenset(files))


def likeness(old: Identity, new: Identity) -> float:
    """Return how likely two case studies are the same: 0 for not at all, 1 and more for certainly.

    Args:
        old: the earlier one.
        new: the later one.
    """
    shared = len(old.shingles & new.shingles)
    least = min(len(old.shingles), len(new.shingles))
    share = shared / least if shared >= min(_LEAST_SHARED, least) and least else 0.0
    same_fields = len(old.fields & new.fields)
    same_files = len(old.files & new.files)
    return share / _SHARE + same_fields / _LEAST_FIELDS + same_files


def successors(gone: Sequence[Identity], new: Collection[Identity]) -> Mapping[str, str]:
    """Return the old path of each new file that was a case study, by its new path.

    Args:
        gone: case studies that are no longer at their paths.
        new: added files.
    """
    found: dict[str, str] = {}
    for file in new:
        best = max(gone, key=lambda old: (likeness(old, file), old.folder == file.folder), default=None)
        if best is not None and likeness(best, file) >= 1:
            found[file.path] = best.path
    return found
