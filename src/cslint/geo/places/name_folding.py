"""Fold names to one spelling for look-ups."""

from __future__ import annotations

import re
import unicodedata

# letters that Unicode does not decompose
_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "n"}
)
_SILENT = re.compile(r"['’‘ʼʻ`´.·]")
_GAP = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """Return a name without case, accents and punctuation, its words separated by single spaces.

    "Ōtautahi-Christchurch" becomes "otautahi christchurch", "Washington, D.C." becomes "washington dc".
    """
    text = _SILENT.sub("", name).casefold().translate(_LETTERS)
    if not text.isascii():
        marks = (char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] != "M")
        text = "".join(marks)
    return _GAP.sub(" ", text).strip()
