"""Settings that an editor sends, at the start or later, in place of the options of ``cslint server``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cslint.contract.profile import built_in
from cslint.errors import ConfigError
from cslint.linter.overrides import Request

SECTION = "cslint"
NAMES = {"profile": str, "template": str, "stage": str, "notes": bool}
"""The settings and their types; an empty text means that the option of the command line applies."""


def own(settings: object) -> Mapping[str, Any]:
    """Return our part of an editor's settings: what is below ``cslint``, or everything if there is no such key."""
    if not isinstance(settings, Mapping):
        return {}
    section = settings.get(SECTION, settings)
    return section if isinstance(section, Mapping) else {}


def applied(options: Request, settings: Mapping[str, Any], root: Path) -> Request:
    """Return the options of the command line with an editor's settings applied.

    Args:
        options: the options of the command line.
        settings: the editor's settings by name; other names are ignored.
        root: the folder that paths are relative to.

    Raises:
        ConfigError: a setting has the wrong type.
    """
    chosen: dict[str, Any] = {}
    for name, kind in NAMES.items():
        value = settings.get(name)
        if value is None or value == "":
            continue
        if not isinstance(value, kind):
            kinds = "a text" if kind is str else "true or false"
            raise ConfigError(f"The setting {SECTION}.{name} is {value!r}; it should be {kinds}.")
        chosen[name] = value
    if "template" in chosen:
        chosen["template"] = root / chosen["template"]
    if "profile" in chosen and chosen["profile"] not in {profile.name for profile in built_in()}:
        chosen["profile"] = str(root / chosen["profile"])
    return options._replace(**chosen)
