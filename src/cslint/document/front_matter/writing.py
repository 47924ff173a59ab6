"""Write values for front matter so that they are read back unchanged."""

from __future__ import annotations

import json
import re
from datetime import date

from cslint.document.front_matter.fences import Syntax
from cslint.document.front_matter.yaml_diagnosis import quoted
from cslint.document.front_matter.yaml_loader import compose

_BARE_KEY = r"[A-Za-z0-9_-]+"


def written(text: str, syntax: Syntax = "yaml") -> str:
    """Return a value in the notation of its language.

    Args:
        text: the value in YAML, without quotes that it may need: ``Mobility``, ``[1, 2]``, ``2024-05-31``, or "".
        syntax: the language of the block.
    """
    root = compose(text).root
    value = root.value if root is not None else text
    if syntax == "yaml":
        return text if _reads_back(text, value) else quoted(text)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=str)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number or (isinstance(value, date) and syntax == "toml"):
        return text
    return json.dumps(text, ensure_ascii=False)


def _reads_back(text: str, value: object) -> bool:
    """Return whether YAML parses an unquoted text as the same value, also as an entry of a list in brackets."""
    if not text:
        return True
    inline = compose(f"[{text}]").root
    if inline is None or inline.value != [value] or isinstance(value, bool):
        return False
    return value == text or isinstance(value, int | float | date | list)


def written_key(name: str, syntax: Syntax = "yaml") -> str:
    """Return a key in the notation of its language.

    Args:
        name: the key.
        syntax: the language of the block.
    """
    if syntax == "yaml":
        root = compose(f"{name}: 1").root
        return name if root is not None and root.value == {name: 1} else quoted(name)
    return name if syntax == "toml" and re.fullmatch(_BARE_KEY, name) else json.dumps(name, ensure_ascii=False)
