"""Where the corpus lies, for tests that measure on it; they are skipped by name where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("CSLINT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CORPUS = SHARED / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real case studies is not here")


def markdown_files() -> list[Path]:
    """Every Markdown file of the corpus and the seeds, in order."""
    if not CORPUS.is_dir():
        return []
    return sorted([*CORPUS.rglob("*.md"), *(SHARED / "seeds").glob("*.md")])
