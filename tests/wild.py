"""Templates of other communities, where they are next to the repository: too large and not ours to keep in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus import SHARED

WILD = SHARED / "wild"
WILD_TEMPLATES = sorted(WILD.glob("*/templates/*.md"))
needs_wild = pytest.mark.skipif(not WILD_TEMPLATES, reason="the templates of other communities are not here")


def named(template: Path) -> str:
    """Return the name of a test about a template."""
    return f"{template.parent.parent.name}-{template.stem}"
