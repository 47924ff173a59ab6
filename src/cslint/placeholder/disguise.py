"""Text as a reader sees it: look-alike letters of other scripts as the Latin ones, and no invisible characters."""

from __future__ import annotations

import re
import unicodedata

from cslint.text.source import Span

_INVISIBLE = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff\uffa0"
)
_LATIN = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁӏмткнгвь", "aeopcyxijsdlmtkhrbb", strict=True)),  # Cyrillic
        **dict(zip("АВЕКМНОРСТХУІЈЅӀ", "ABEKMHOPCTXYIJSl", strict=True)),
        **dict(zip("αειοργυνκτηωμ", "aeiopyuvktnwm", strict=True)),  # Greek
        **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
        **dict(zip("ոօսհո", "nouhn", strict=True)),  # Armenian
        **dict(zip("ıɑɡʟɩ", "iaglu", strict=True)),
    }
)
_WORD = re.compile(r"\S+")


def undisguised(text: str) -> tuple[str, list[int]]:
    """Return a text without invisible characters and with look-alike letters replaced, and where each letter was.

    A word is changed only where all of its letters look like Latin ones, so that Greek and Russian stay as they are.

    Args:
        text: any text.
    """
    places = [at for at, char in enumerate(text) if char not in _INVISIBLE]
    seen = "".join(text[at] for at in places)
    return _WORD.sub(lambda word: _latin(word[0]), seen), places


def _latin(word: str) -> str:
    if word.isascii():
        return word
    wide = "".join(one if len(one := unicodedata.normalize("NFKC", char)) == 1 else char for char in word)
    plain = wide.translate(_LATIN)
    return plain if plain.isascii() else word


def placed(span: Span, places: list[int]) -> Span:
    """Return the span in the original text of a span in the changed text.

    Args:
        span: the span.
        places: as returned by ``undisguised``.
    """
    return Span(places[span.start], places[span.end - 1] + 1) if span.end > span.start else Span(0, 0)
