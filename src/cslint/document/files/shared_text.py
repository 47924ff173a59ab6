"""Text that the cases of exactly two places share; what cases of three or more have is the collection's own.

Every case is reduced to the hashes of its runs of five words. Only for the few pairs of cases that share several runs
which no third place has are those runs kept as text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from cslint.util.files import regular_file

FEWEST_CASES = 20
"""With fewer cases nobody can see what is the collection's own text."""
RUN = 5  # words
FEWEST_RUNS = 3
"""Two pages that share fewer runs of their own have no text in common."""
_LARGEST = 2**20  # bytes of a page that are compared
_WORD = re.compile(r"\w+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", re.S)

Shared = Mapping[str, Mapping[str, frozenset[str]]]
"""For each page the pages that share text with it, each with the runs of words, separated by spaces."""


def runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Return every run of five words that follow one another."""
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def split(text: str) -> list[str]:
    """Return the words of a text as they are compared here: letters and digits, in lower case."""
    return _WORD.findall(text.lower())


def body(path: str) -> str:
    """Return the text of a page as ``masked`` does; "" for what cannot be read.

    Args:
        path: of a Markdown file.
    """
    try:
        with regular_file(Path(path)) as file:
            data = file.read(_LARGEST) if file else b""
    except OSError:
        return ""
    return masked(data.decode("utf-8", "replace"))


def masked(text: str) -> str:
    """Return the text of a page with front matter and comments blanked out, all else at its offset.

    Args:
        text: the page.
    """
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    return " " * start + _COMMENT.sub(lambda comment: " " * len(comment[0]), text[start:])


def shared(pages: Mapping[str, int]) -> Shared:
    """Return what every two pages share that no page of a third place has.

    Args:
        pages: paths of Markdown files, each with the number of the place that it is about.
    """
    import numpy as np

    paths = list(pages)
    hashes = [np.unique(np.fromiter(map(hash, runs(split(body(path)))), dtype=np.int64)) for path in paths]
    every = np.concatenate([*hashes, np.empty(0, np.int64)])
    owners = np.repeat(np.arange(len(paths)), [len(some) for some in hashes])
    if not len(every):
        return {}
    order = np.argsort(every, kind="stable")
    every, owners = every[order], owners[order]
    places = np.fromiter(pages.values(), dtype=np.int64)[owners]
    starts = np.flatnonzero(np.concatenate([[True], every[1:] != every[:-1]]))
    lengths = np.diff(np.append(starts, len(every)))
    lowest, highest = np.minimum.reduceat(places, starts), np.maximum.reduceat(places, starts)
    of_two = (places == np.repeat(lowest, lengths)) | (places == np.repeat(highest, lengths))
    exclusive = np.flatnonzero((lowest != highest) & np.logical_and.reduceat(of_two, starts))
    pairs: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for start, length in zip(starts[exclusive].tolist(), lengths[exclusive].tolist(), strict=True):
        for one, other in combinations(range(start, start + length), 2):
            if places[one] != places[other]:
                pairs[int(owners[one]), int(owners[other])].add(int(every[start]))
    found: dict[str, dict[str, frozenset[str]]] = {}
    for (one, other), common in pairs.items():
        if len(common) >= FEWEST_RUNS:
            texts = frozenset(" ".join(run) for run in runs(split(body(paths[one]))) if hash(run) in common)
            found.setdefault(paths[one], {})[paths[other]] = texts
            found.setdefault(paths[other], {})[paths[one]] = texts
    return found


def pack(found: Shared) -> dict[str, dict[str, list[str]]]:
    """Return what pages share as plain data."""
    return {page: {other: sorted(texts) for other, texts in others.items()} for page, others in found.items()}


def unpack(data: Mapping[str, Mapping[str, Sequence[str]]]) -> Shared:
    """Return what pages share from plain data.

    Args:
        data: as ``pack`` returns it.
    """
    return {page: {other: frozenset(texts) for other, texts in others.items()} for page, others in data.items()}
