"""Measure how well the score follows the order in which drafts were written.

usage: measure_score.py DRAFTS

DRAFTS holds a folder for each author, in it one for each state of their case in the order of writing (01, 02, …), each
with an index.md. Prints for each author Goodman and Kruskal's gamma between order and score and every fall, as the
drafts stand and with their comments deleted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

from cslint.completeness.score import Completeness
from cslint.document.case import Case
from cslint.linter import discovery, engine
from cslint.linter.overrides import Request, settings
from cslint.text.source import Source

TIE = 0.02  # scores nearer than this are the same


def score(path: Path, *, comments: bool = True) -> float:
    """The score of a case study, as it stands or without the comments in its text."""
    case = discovery.read(path)
    if not comments:
        text = case.source.text
        for comment in reversed(case.document.comments):
            text = text[: comment.span.start] + text[comment.span.end :]
        case = Case(path, Source(path, text))
    return Completeness(engine.context_of(case, settings(Request(plugins=False)))).score


def gamma(scores: Sequence[float]) -> float:
    """Goodman and Kruskal's gamma between order and score: pairs in order less pairs in disorder, over both."""
    steps = [later - earlier for earlier, later in combinations(scores, 2) if abs(later - earlier) >= TIE]
    return sum(1 if step > 0 else -1 for step in steps) / len(steps) if steps else 1.0


def falls(scores: Sequence[float]) -> list[tuple[int, float]]:
    """The states, counted from 1, that score noticeably less than the one before, and by how much."""
    return [(at, after - before) for at, (before, after) in enumerate(pairwise(scores), 2) if before - after > TIE]


def main(drafts: Path) -> None:
    """Print the measurement."""
    for author in sorted(path for path in drafts.iterdir() if path.is_dir()):
        for comments in (True, False):
            scores = [score(path, comments=comments) for path in sorted(author.glob("*/index.md"))]
            fallen = ", ".join(f"{at} by {-step:.2f}" for at, step in falls(scores)) or "none"
            kind = "as written" if comments else "no comments"
            ends = f"{scores[0]:.2f} to {scores[-1]:.2f}"
            print(f"{author.name:<20} {kind:<12} gamma {gamma(scores):.3f}  {ends}  falls: {fallen}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
