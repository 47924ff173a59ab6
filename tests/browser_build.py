"""The builds that tests of the page and of the extension share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import build_web


def built(name: str, build: Callable[[Path], None], folder: Path) -> Path:
    """Return a build: that of ``.ci/run`` in the folder CSLINT_TEST_BUILDS, or a new one.

    Args:
        name: its folder in CSLINT_TEST_BUILDS.
        build: makes it.
        folder: where to make it.
    """
    if builds := os.environ.get("CSLINT_TEST_BUILDS"):
        if not (Path(builds) / name).is_dir():
            pytest.skip(f"{name} was not built before the tests, because npm or a registry was missing")
        return Path(builds) / name
    try:
        build(folder)
    except build_web.UnavailableError as error:
        pytest.skip(f"{name} cannot be built here: {error}")
    return folder
