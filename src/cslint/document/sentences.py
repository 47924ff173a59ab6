"""The sentences of a document's own prose, as sequences of words that can be compared, each with its place.

Sources, headings, quotations, images with their captions and addresses are left out: they may be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cslint.document.document import Document, Section
from cslint.document.markdown.blocks import Block
from cslint.text.source import Span

SOURCES = re.compile(
    r"\b(?:references?|sources?|bibliography|works cited|citations?|further reading|fuentes|bibliograf[ií]a|"
    r"références|literatur|quellen)\b",
    re.I,
)
_MARKUP = re.compile(
    r"!\[[^\]\n]{0,1000}\](?:\((?:[^()\n]|\([^()\n]*\)){0,2000}\))?"  # an image
    r"|\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)"  # the address of a link
    r"|<[^<>\n]{0,2000}>"
    r"|\[\^?\d{1,4}\]"  # a citation
    r"|“[^“”]{24,3000}”|(?<!\w)\"[^\"]{24,3000}\"(?!\w)"  # a quotation
)
_BARE = r"https?://\S{1,2000}"
_ITALIC_LINE = re.compile(r"^[ \t]*(?:\*[^*\n]{1,1000}\*|_[^_\n]{1,1000}_)[ \t]*$", re.M)  # a caption
_WORD = re.compile(r"\w+(?:[-'.,]\w+)*")
_GAP = re.compile(r"\n[ \t]*\r?\n")
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”'’)\]*_]*+(?:\[\^?\d{1,4}\])*+(?=\s++[^a-z]|\s*+\Z)")
_SHORT_FORM = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|etc|vs|Mr|Mrs|Ms|Dr|Prof|St|No|Inc|Ltd|Co|approx|ca|cf|Fig|Jan|Feb|Mar|"
    r"Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\Z"
)
_SAME = (("’", "'"), ("\u2010", "-"), ("\u2011", "-"), ("_", " "))


class Sentence:
    """One sentence.

    Attributes:
        words: its words in lower case; a hyphenated word is one.
        paragraph: the number of its paragraph, counted from 0.
        number: its own number in the paragraph.
    """

    __slots__ = ("_block", "_end", "_start", "number", "paragraph", "words")

    def __init__(self, words: tuple[str, ...], paragraph: int, number: int, block: Block, start: int, end: int) -> None:
        self.words = words
        self.paragraph = paragraph
        self.number = number
        self._block = block
        self._start = start
        self._end = end

    @property
    def start(self) -> int:
        """An offset in it: that of its first character, markup and white space included."""
        return self._block.place(self._start)

    @property
    def span(self) -> Span:
        """From its first word to the end of its last."""
        text = spoken(self._block.raw)
        found = list(_WORD.finditer(text, self._start, self._end))
        return self._span(found[0].start(), found[-1].end())

    def part(self, first: int, last: int) -> Span:
        """Return the span of some of its words.

        Args:
            first: index of the first word.
            last: index after the last.
        """
        found = list(_WORD.finditer(spoken(self._block.raw), self._start, self._end))[first:last]
        return self._span(found[0].start(), found[-1].end())

    def _span(self, start: int, end: int) -> Span:
        return Span(self._block.place(start), self._block.place(end - 1) + 1)


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document's prose in order."""
    return tuple(
        sentence for number, block in enumerate(_paragraphs(document)) for sentence in _sentences(block, number)
    )


@lru_cache(maxsize=256)  # each sentence of a paragraph asks for the same text
def spoken(raw: str) -> str:
    """Return inline Markdown with all but its own words blanked out, letters in lower case, each at its offset."""
    text = _MARKUP.sub(_blank, raw)
    if "://" in text:
        text = re.sub(_BARE, _blank, text)
    if "*" in text or "_" in text:
        text = _ITALIC_LINE.sub(_blank, text)
    small = text.lower()
    text = small if len(small) == len(text) else text
    for char, other in _SAME:
        text = text.replace(char, other)
    return text


def plain_words(text: str) -> list[re.Match[str]]:
    """Return the words of a page that was not read as Markdown, in order, each as the match that found it."""
    return list(_WORD.finditer(spoken(text)))


def plain_sentences(text: str, words: Sequence[re.Match[str]]) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Yield the words of each sentence of a page that was not read as Markdown, with its place.

    Args:
        text: of the page.
        words: its words.
    """
    edges = sorted({*_ends(text), *(gap.start() for gap in _GAP.finditer(text))})
    number = 0
    for edge in edges:
        first = number
        while number < len(words) and words[number].start() < edge:
            number += 1
        if number > first:
            yield (
                tuple(word[0] for word in words[first:number]),
                Span(words[first].start(), words[number - 1].end()),
            )


def source_sections(document: Document) -> Iterator[Section]:
    """Yield the outermost sections that list sources."""
    waiting = list(reversed(document.sections))
    while waiting:
        section = waiting.pop()
        if SOURCES.search(section.title):
            yield section
        else:
            waiting.extend(reversed(section.children))


def _paragraphs(document: Document) -> Iterator[Block]:
    sources = [section.span for section in source_sections(document)]
    waiting = list(reversed(document.blocks))
    while waiting:
        block = waiting.pop()
        if block.kind == "quote" or block.note:
            continue
        if block.kind == "paragraph" and block.raw:
            if not any(span.start <= block.span.start < span.end for span in sources):
                yield block
        else:
            waiting.extend(reversed(block.children))


def _sentences(block: Block, paragraph: int) -> Iterator[Sentence]:
    text = spoken(block.raw)
    start = 0
    for number, end in enumerate(_ends(block.raw)):
        words = _WORD.findall(text, start, end)
        if words:
            yield Sentence(tuple(words), paragraph, number, block, start, end)
        start = end


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if not (match[0].startswith(".") and _SHORT_FORM.search(text, max(0, match.start() - 12), match.start())):
            yield match.end()
    yield len(text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
