"""Count words: runs of characters between white space with a letter or a digit.

In scripts without spaces a character is a word. Bare addresses do not count, nor do expressions of template
languages, maths and citations.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cslint.document.markdown.notation import countable

_ALNUM = r"[^\W_]"
_FROM_ALNUM = re.compile(r"[^\W_]\S*")
_MARKS = dict.fromkeys(code for code in range(128) if not (chr(code).isalnum() or chr(code).isspace()))
_BLANK = dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0))  # letters by name that show nothing
_IN_ADDRESS = ("://", "www.", "mailto:")
_ADDRESS = r"(?i)[^\w]*(?:https?://|ftp://|www\.|mailto:)"
_FAR = re.compile(r"[^\W_\0-\u0dff]")  # soon compiled, unlike the next one, which few texts need
# Han, kana, Thai, Lao, Myanmar, Khmer
_UNSPACED = (
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@lru_cache(maxsize=2000)
def count(text: str) -> int:
    """Return the number of words in a visible text."""
    text = countable(text)
    if not text.isascii():
        text = text.translate(_BLANK)
    small = text.lower()
    if any(mark in small for mark in _IN_ADDRESS) or not (text.isascii() or not _FAR.search(text)):
        return sum(map(_weight, text.split()))
    if text.isascii():  # each word that remains without its marks is one
        return len(text.translate(_MARKS).split())
    return len(_FROM_ALNUM.findall(text))


def _weight(token: str) -> int:
    if re.match(_ADDRESS, token):
        return 0
    if not re.search(_ALNUM, token):
        return 0
    characters = [char for char in re.findall(_UNSPACED, token) if char.isalnum()]
    if not characters:
        return 1
    rest = re.sub(_UNSPACED, " ", token)
    return len(characters) + sum(1 for part in rest.split() if re.search(_ALNUM, part))
