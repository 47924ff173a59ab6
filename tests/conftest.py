"""What holds for every test: where it runs must not change what is printed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cslint.linter import inputs

# in a GitHub workflow annotations and the page of the step come in addition
for name in (
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_EVENT_PATH",
    "CSLINT_OUTPUT_FORMAT",
    "NO_COLOR",
    "FORCE_COLOR",
):
    os.environ.pop(name, None)


# a loaded machine must not make a test fail
settings.register_profile("cslint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cslint")
SLOW = (
    "browser",
    "fuzz",
    "hostile",
    "robustness",
    "test_action.py",
    "test_cluster.py",
    "test_growth.py",
    "test_hooks.py",
    "test_memory.py",
    "test_wheel.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes minutes: ``pytest`` alone leaves it out, ``pytest -m ''`` and ``.ci/run`` do not."""
    here = Path(__file__).parent
    for item in items:
        if any(part in SLOW for part in item.path.relative_to(here).parts):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A place for what is remembered that is the test's own, and where what has just changed is remembered too."""
    monkeypatch.setenv("CSLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(inputs, "RECENT", 0)
