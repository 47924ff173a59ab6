"""What our rule pages say in their front matter, as one file: ninety pages of YAML take longer to read than a case.

``scripts/update_docs.py`` makes the file. It counts only for the very pages that it was made of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cslint.util.digests import digest

FILE = Path(__file__).with_name("heads.json")


def known(pages: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """The front matter of each page by its name; nothing unless all of the pages are those that the file was made of.

    Args:
        pages: what the pages hold, by their names, in order.
    """
    try:
        made = json.loads(FILE.read_bytes())
        heads: dict[str, dict[str, Any]] = made["heads"] if made["pages"] == _told_apart(pages) else {}
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return heads


def written(pages: Mapping[str, bytes], heads: Mapping[str, object]) -> str:
    """The file for some pages and their front matter: a line a page."""
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(head, ensure_ascii=False)}" for name, head in heads.items())
    return f'{{"pages": "{_told_apart(pages)}", "heads": {{\n{lines}\n}}}}\n'


def _told_apart(pages: Mapping[str, bytes]) -> str:
    return digest(part for name, page in pages.items() for part in (name.encode(), b"\0", page, b"\0"))
