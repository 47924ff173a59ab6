"""What tests of the page and of the extension share: whether they can be built here."""

from __future__ import annotations

import functools

import pytest

from scripts import build_web


@functools.cache
def _missing() -> str:
    return build_web.missing()


def skip_unless_possible() -> None:
    """Skip a test that needs a build which this machine cannot make, and say why."""
    if why := _missing():
        pytest.skip(f"it cannot be built here: {why}")
