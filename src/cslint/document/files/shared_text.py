"""Text that the cases of exactly two places share; what cases of three or more have is the collection's own.

Every case is reduced to the hashes of its runs of five words. Only for the few pairs of cases that share several runs
which no third place has are those runs kept as text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from cslint.util.files import regular_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST_CASES = 20
"""With fewer cases nobody can see what is the collection's own text."""
RUN = 5  # words
FEWEST_RUNS = 3
"""Two pages that share fewer runs of their own have no text in common."""
_LARGEST = 2**20  # bytes of a page that are compared
_FACTOR = 1_000_003  # of the hash of a run, for it depends on the order of its words
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


def _hashes(words: Sequence[str]) -> NDArray[np.int64]:
    """Return a hash of every run of five words; they are the same in one process and its copies only."""
    import numpy as np

    count = max(0, len(words) - RUN + 1)
    every = np.fromiter(map(hash, words), dtype=np.int64)
    found = np.zeros(count, dtype=np.int64)
    for start in range(RUN):
        found = found * _FACTOR + every[start : start + count]
    return found


def _is_first(ordered: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return for each of some numbers in order whether it differs from the one before it."""
    import numpy as np

    return np.concatenate([np.ones(min(1, len(ordered)), dtype=np.bool_), ordered[1:] != ordered[:-1]])


def shared(pages: Mapping[str, int]) -> Shared:
    """Return what every two pages share that no page of a third place has.

    Args:
        pages: paths of Markdown files, each with the number of the place that it is about.
    """
    import numpy as np

    paths = list(pages)
    hashes = [np.sort(_hashes(split(body(path)))) for path in paths]
    hashes = [some[_is_first(some)] for some in hashes]
    every = np.concatenate([*hashes, np.empty(0, np.int64)])
    owners = np.repeat(np.arange(len(paths)), [len(some) for some in hashes])
    if not len(every):
        return {}
    order = np.argsort(every, kind="stable")
    every, owners = every[order], owners[order]
    places = np.fromiter(pages.values(), dtype=np.int64)[owners]
    starts = np.flatnonzero(_is_first(every))
    lengths = np.diff(np.append(starts, len(every)))
    lowest, highest = np.minimum.reduceat(places, starts), np.maximum.reduceat(places, starts)
    of_two = (places == np.repeat(lowest, lengths)) | (places == np.repeat(highest, lengths))
    exclusive = np.flatnonzero((lowest != highest) & np.logical_and.reduceat(of_two, starts))
    pairs: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for start, length in zip(starts[exclusive].tolist(), lengths[exclusive].tolist(), strict=True):
        run = slice(start, start + length)
        with_it = zip(owners[run].tolist(), places[run].tolist(), strict=True)
        for (one, place), (other, other_place) in combinations(with_it, 2):
            if place != other_place:
                pairs[one, other].add(int(every[start]))
    found: dict[str, dict[str, frozenset[str]]] = {}
    several = sorted(pair for pair, common in pairs.items() if len(common) >= FEWEST_RUNS)
    for one, group in groupby(several, key=itemgetter(0)):
        together = list(group)
        words = split(body(paths[one]))
        keys = _hashes(words)
        wanted = np.fromiter(set[int]().union(*map(pairs.__getitem__, together)), dtype=np.int64)
        positions = np.flatnonzero(np.isin(keys, wanted)).tolist()
        written = {int(keys[at]): " ".join(words[at : at + RUN]) for at in positions}
        for pair in together:
            texts = frozenset(written[key] for key in pairs[pair] if key in written)
            found.setdefault(paths[one], {})[paths[pair[1]]] = texts
            found.setdefault(paths[pair[1]], {})[paths[one]] = texts
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
