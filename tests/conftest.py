"""What holds for every test: where it runs must not change what is printed."""

from __future__ import annotations

import os

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
