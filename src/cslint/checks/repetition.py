"""Checks of what is said twice in a case: sentences, alternative texts and the links of items."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from cslint.checks._violations import hit
from cslint.checks.sections import repeated_sections
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract.requirement import Kind, Scope
from cslint.document import broken_links
from cslint.document.sentences import SOURCES, Sentence, sentences
from cslint.text.source import Span, SpanIndex
from cslint.util.shorten import shorten

if TYPE_CHECKING:
    from cslint.checks.context import CheckContext
    from cslint.document.document import Document
    from cslint.document.items import Item
    from cslint.document.markdown.inline import Link

FEWEST_WORDS = 12
_ALIKE = 0.7
_ALIKE_WHERE_FORBIDDEN = 0.6  # if the template does not ask for repeated text
_SAME_RUNS = 0.4  # share of the three-word runs that must be the same there
_ALT_LABEL = re.compile(r"^(?:\w+\s+)?alt(?:ernative)? text\b[\s/:–—-]*", re.I)
_BROKEN_ALT = re.compile(r"!\[([^\[\]\n]{1,1000})\]")
_QUOTE = 60  # characters

Run = tuple[str, str, str]


def repeated_text(context: CheckContext) -> Iterator[Violation]:
    """Find sentences that are nearly those of another paragraph; neighbouring ones are one finding.

    Without a profile that wants it for the whole text, only what the template says is not to be repeated is compared.
    """
    strict = [
        section.section.span
        for section in context.contract.sections
        if section.section and any(r.ask.kind is Kind.UNIQUE for r in section.requirements)
    ]
    everywhere = "repeated-text" in context.profile.house_rules
    if not everywhere and not strict:
        return
    for group in _neighbours(_repeated(context, strict, everywhere=everywhere)):
        first, last = group[0][1], group[-1][1]
        span = Span(first.span.start, last.span.end)
        line = context.case.source.position(group[0][0].span.start).line
        values = {
            "count": len(group),
            "line": line,
            "quote": shorten(context.case.source[first.span], _QUOTE),
        }
        related = tuple(RelatedSpan(earlier.span, "the same is said here") for earlier, _ in group)
        yield hit(context, span, values, "one" if len(group) == 1 else "several", related=related)


def same_alt(context: CheckContext) -> Iterator[Violation]:
    """Find different images with the same alternative text."""
    templates = {image.text.strip().casefold() for image in context.profile.template.images}
    seen: dict[str, _Image] = {}
    for image in _images(context):
        text = " ".join(_ALT_LABEL.sub("", image.text).casefold().split())
        if image.text.strip().casefold() in templates or not any(char.isalnum() for char in text):
            continue
        first = seen.setdefault(text, image)
        if _file(first) != _file(image):
            line = context.case.source.position(first.span.start).line
            values = {"alt": shorten(image.text.strip(), _QUOTE), "line": line, "other": shorten(first.target)}
            yield hit(context, image.text_span, values, related=(RelatedSpan(first.span, "the other image"),))


class _Image(NamedTuple):
    """What is compared of an image."""

    text: str
    target: str
    span: Span
    text_span: Span


def _images(context: CheckContext) -> list[_Image]:
    """Return the images of a document in order, with those that only a fault in their notation keeps from being one."""
    document = context.case.document
    found = [_Image(image.text, image.target, image.span, image.text_span) for image in document.images]
    text = document.masked
    if text.count("![") > len(found):
        found.extend(
            _Image(alt[1], stray.address, stray.span, Span(*alt.span(1)))
            for stray in broken_links.find(document)
            if (alt := _BROKEN_ALT.match(text, stray.span.start))
        )
        found.sort(key=lambda image: image.span)
    return found


def same_link(context: CheckContext) -> Iterator[Violation]:
    """Find items that give the address of another item of their section, where the template wants a link for each."""
    templates = {link.target.strip() for link in context.profile.template.document.links}
    for section in context.contract.sections:
        if section.section is None or SOURCES.search(section.section.title):
            continue
        for group in section.groups:
            if any(r.ask.kind is Kind.LINKS and r.ask.scope is Scope.ITEM for r in group.requirements):
                yield from _same_links(context, group.items, templates)


def _same_links(context: CheckContext, items: Sequence[Item], templates: set[str]) -> Iterator[Violation]:
    seen: dict[str, tuple[Item, Link]] = {}
    for item in items:
        if context.leftovers.in_item(item):
            continue
        for link in item.links:
            address = link.target.strip()
            if not address or address in templates:
                continue
            owner, first = seen.setdefault(address, (item, link))
            if owner is not item:
                line = context.case.source.position(first.span.start).line
                values = {"address": shorten(address), "line": line, "other": shorten(owner.title or "an item")}
                yield hit(context, link.span, values, related=(RelatedSpan(first.span, "it is given here first"),))


def _file(image: _Image) -> str:
    return image.target.strip().removeprefix("./").casefold()


def _repeated(context: CheckContext, strict: Sequence[Span], *, everywhere: bool) -> list[tuple[Sentence, Sentence]]:
    """Return each repeated sentence after the earlier one that it repeats.

    Args:
        context: the case.
        strict: the sections whose text is to be repeated nowhere.
        everywhere: whether other sections are compared with one another as well.
    """
    from rapidfuzz.distance import Indel

    compared: list[tuple[Sentence, set[Run], bool]] = []
    with_run: defaultdict[Run, list[int]] = defaultdict(list)
    found = []
    for sentence, runs, again in _comparable(context):
        forbidden = any(span.start <= sentence.start < span.end for span in strict)
        most, nearest = 0.0, None
        for number, same in Counter(chain.from_iterable(map(with_run.__getitem__, again))).items():
            other, other_runs, other_forbidden = compared[number]
            in_strict = forbidden or other_forbidden
            if other.paragraph == sentence.paragraph or not (everywhere or in_strict):
                continue
            lenient = in_strict and same >= _SAME_RUNS * min(len(runs), len(other_runs))
            least = _ALIKE_WHERE_FORBIDDEN if lenient else _ALIKE
            likeness = Indel.normalized_similarity(other.words, sentence.words, score_cutoff=max(least, most))
            if likeness > most:
                most, nearest = likeness, other
        if nearest is not None:
            found.append((nearest, sentence))
        for run in again:
            with_run[run].append(len(compared))
        compared.append((sentence, runs, forbidden))
    return found


def _comparable(context: CheckContext) -> Iterator[tuple[Sentence, set[Run], set[Run]]]:
    """Yield the author's long sentences that share three-word runs, each with all its runs and with those shared."""
    known = template_sentences(context.profile.template.document)
    long = [s for s in context.sentences if len(s.words) >= FEWEST_WORDS and s.words not in known]
    every = [three_word_runs(sentence) for sentence in long]
    seen: set[Run] = set()
    again: set[Run] = set()
    for runs in every:
        again |= runs & seen
        seen |= runs
    ignored = SpanIndex([*(left.span for left in context.leftovers.found), *repeated_sections(context)])
    for sentence, runs in zip(long, every, strict=True):
        shared = runs & again
        if shared and next(ignored.overlapping(Span(sentence.start, sentence.start + 1)), None) is None:
            yield sentence, runs, shared


def three_word_runs(sentence: Sentence) -> set[Run]:
    """Return every three words of a sentence that follow one another."""
    words = sentence.words
    return set(zip(words, words[1:], words[2:], strict=False))


@lru_cache(maxsize=8)
def template_sentences(document: Document) -> frozenset[tuple[str, ...]]:
    """Return the words of each sentence of a template: they are not the author's."""
    return frozenset(sentence.words for sentence in sentences(document))


def _neighbours(found: Sequence[tuple[Sentence, Sentence]]) -> Iterator[list[tuple[Sentence, Sentence]]]:
    """Yield the findings in groups whose sentences follow one another in one paragraph."""
    group: list[tuple[Sentence, Sentence]] = []
    for pair, following in pairwise([*found, None]):
        assert pair is not None
        group.append(pair)
        one = pair[1]
        other = following[1] if following else None
        if other is None or other.paragraph != one.paragraph or other.number != one.number + 1:
            yield group
            group = []
