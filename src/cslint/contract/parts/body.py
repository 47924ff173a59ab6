"""Reads the text of a template into parts: comments, headings, paragraphs, list entries, table rows, code blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from cslint.contract.parts.headings import pattern
from cslint.contract.parts.model import Left, Part, PartKind
from cslint.contract.parts.prose import Voice, chooses, commands, speaks_of_rights, voice
from cslint.document.document import Document, Section
from cslint.document.markdown.blocks import Block
from cslint.document.markdown.comments import Comment
from cslint.document.markdown.inline import visible
from cslint.placeholder import slots
from cslint.placeholder.lorem import filler
from cslint.placeholder.slots import Slot
from cslint.text.source import Span

ROW = "a table row"
LABELLED = "a label with its value"
KEEP, REPLACE = "keep", "replace"
_DIRECTIVE = re.compile(r"\s*+cslint:\s*+(keep|replace)\s*+", re.I)
_NO_INSTRUCTION = re.compile(r"\s*+(?:/?toc\b|cslint[-:]|markdownlint|prettier|textlint|vale |eslint|more\s*+$)", re.I)
_CONTENTS = re.compile(r"(?:table of )?contents|toc|index", re.I)
_TOC = re.compile(r"\s*+toc\b", re.I)
_BOX = re.compile(r"\[[ xX]\]\s+")
_LABEL = re.compile(
    r"(?P<open>\*\*|__|\*|_)?(?P<name>(?!https?:)[^\s*_|\[`<{][^\n:*|]{0,100}?)"
    r"(?:(?(open)(?::(?P=open)|(?P=open)\s*:)|:))(?=\s|$)(?P<value>.*+)",
    re.S,
)
_ITALIC = re.compile(r"([*_]{1,3})(?![*_\s])((?:(?!\1).)++)\1\.?|\(([^()]++)\)\.?", re.S)
_TABLE_RULE = re.compile(r"^[ \t]*+\|?(?:[ \t]*+:?-++:?[ \t]*+\|?)++$", re.M)
_HIDDEN_DEFINITION = r"(?i)\[(?:comment|//|#|_|note|hidden)\]:"
_OPTIONS = (
    r"[^|\n]{1,60}(?: \| [^|\n]{1,60}){1,11}|[^/\n]{1,40}(?: / [^/\n]{1,40}){1,7}|(?:[☐□❏▢] ?[^☐□❏▢\n]{1,60}){2,12}"
)
_NO_NUMBER = r"[NXYZ]|[NXYZ]?%|\$[NXYZ]?|[A-Z]{2,}(?:[ _][A-Z]{2,}){0,3}(?<!N/A)(?<!NA)"  # "Customers affected: N"
_BLANK = re.compile(r"[\s*_:.…–—/-]*+")
_LEAVE = re.compile(r"\bleave (?:it|this|that)\b[^.]{0,20}\bas (?:it )?is\b", re.I)
_LABEL_WORDS = 7  # a longer text before a colon is a sentence
_DELETE_ITALICS = r"(?i)\b(?:delete|remove|replace|overwrite)\b[^.\n]{0,60}\b(?:italic|italics|italici[sz]ed)\b"
_EMPTY = re.compile(r"[\W_]*+")


def read(document: Document) -> tuple[Part, ...]:
    """Read a template's text into parts, in their order.

    Args:
        document: the template; its front matter is read elsewhere.
    """
    italics_go = re.search(_DELETE_ITALICS, document.source.text) is not None
    return tuple(
        part
        for section in (document.preamble, *document.walk())
        for part in _Reader(document, section, italics_go=italics_go).parts()
    )


def label(raw: str) -> tuple[str, int] | None:
    """Return the name of a form field at the start of a text, and where its value begins, or None.

    Args:
        raw: Markdown of a paragraph, a line or a list entry: "**Homepage:** …", "Name: …".
    """
    match = _LABEL.match(raw)
    if match is None or len(match["name"].split()) > 12:
        return None
    return match["name"].strip(), match.start("value")


def rows(block: Block) -> list[Block] | None:
    """Return the body rows of a paragraph that is a table, its head left out; None for another paragraph."""
    rule = _TABLE_RULE.search(block.raw) if "|" in block.raw and "-" in block.raw else None
    if rule is None or "|" not in block.raw[: rule.start()]:
        return None
    found, at = [], rule.end()
    for line in block.raw[at:].split("\n"):
        if line.strip():
            found.append(block.part(at, at + len(line)))
        at += len(line) + 1
    return found


def row_label(row: Block) -> str:
    """Return the first cell of a table row whose other cells are blank, in lower case; "" for another row."""
    cells = _cells(row)
    empty = len(cells) > 1 and all(map(is_blank, cells[1:])) and not is_blank(cells[0])
    return visible(cells[0]).casefold() if empty else ""


def _cells(row: Block) -> list[str]:
    line = row.raw.strip()
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


def is_blank(text: str) -> bool:
    """Return whether a value has no letter, digit, image or link."""
    return _BLANK.fullmatch(text) is not None


class _Reader:
    """Reads one section, without those below it."""

    def __init__(self, document: Document, section: Section, *, italics_go: bool) -> None:
        self.source = document.source
        self.section = section
        self.italics_go = italics_go
        self.contents = bool(_CONTENTS.fullmatch(section.title.strip()))
        self.below = False  # something is below the list entry that is read
        self.followed = frozenset(
            one.span for one, other in pairwise(section.blocks) if one.kind == "paragraph" and other.kind != "heading"
        )
        self.asked = False  # a comment has said what to write here
        self.choice = False  # the preceding text or comment says to keep one of these
        self.form = any(_BOX.match(block.raw) for top in section.blocks for block in top.walk() if block.raw)
        self.lead: Part | None = None  # an instruction that ends in a colon: what follows belongs to it

    def parts(self) -> Iterator[Part]:
        if self.section.heading is not None:
            yield from self._heading(self.section.heading)
        mark = ""
        for entry in self._stream():
            if isinstance(entry, Comment):
                directive = _DIRECTIVE.fullmatch(self.source[entry.inner])
                mark = directive[1].casefold() if directive else mark
                yield from self._comment(entry)
            else:
                yield from self._marked(entry, mark) if mark else self._block(entry)
                mark = ""

    def _stream(self) -> list[Block | Comment]:
        entries: list[Block | Comment] = [*self.section.blocks, *self.section.comments]
        return sorted(entries, key=lambda entry: entry.span)

    def _part(
        self, kind: PartKind, span: Span, text: str, reason: str, left: Left = Left.NEVER, name: str = ""
    ) -> Part:
        return Part(kind, span, text, reason, left, self.section.title, name)

    def _heading(self, block: Block) -> Iterator[Part]:
        found = pattern(self.section.title)
        reason = "a heading"
        if found.optional:
            reason = "a heading with a mark that it may be left out"
        left = Left.NEVER
        if found.slots:
            reason, left = f"a heading with a slot: {found.slots[0].reason}", Left.ALWAYS
        yield Part(
            PartKind.HEADING,
            block.span,
            self.section.title,
            reason,
            left,
            self.section.title,
            found.name,
            found.optional,
        )

    def _comment(self, comment: Comment) -> Iterator[Part]:
        text = self.source[comment.inner]
        if _TOC.match(text):
            self.contents = True
        if text.strip().casefold() == "/toc":
            self.contents = False
        if _NO_INSTRUCTION.match(text) or not text.strip():
            return
        self.asked = True
        self.choice = chooses(text)
        yield Part(PartKind.INSTRUCTION, comment.inner, text, "a comment", section=self.section.title, visible=False)

    def _marked(self, block: Block, mark: str) -> Iterator[Part]:
        """Yield a block after ``<!-- cslint: keep -->`` or ``<!-- cslint: replace -->``."""
        kept = mark == KEEP
        for inner in block.walk():
            if inner.kind in ("paragraph", "html", "code") and inner.raw:
                kind, left = (PartKind.STANDING, Left.NEVER) if kept else (PartKind.SLOT, Left.ALWAYS)
                yield self._part(kind, inner.span, inner.raw, f"the comment above it says {mark}", left)

    def _block(self, block: Block, *, quoted: bool = False) -> Iterator[Part]:
        kind = block.kind
        if kind == "list":
            yield from self._list(block, quoted=quoted)
            return
        if kind in ("quote", "item"):
            for child in block.children:
                yield from self._block(child, quoted=quoted or kind == "quote")
            return
        if kind == "paragraph":
            table = rows(block)
            found = list(self._table(table) if table is not None else self._entry(block, quoted=quoted))
            yield from found
            first = found[0] if found else None
            self.choice = first is not None and chooses(block.plain)
            self.lead = first if block.plain.rstrip().endswith(":") and first and first.left is not Left.NEVER else None
        elif kind == "code":
            yield from self._code(block)
        elif kind == "definition" and not re.match(_HIDDEN_DEFINITION, block.raw):
            for slot in slots.find(block.raw):
                if slot.text[:1] != "[":
                    span = Span(block.span.start + slot.span.start, block.span.start + slot.span.end)
                    yield self._part(PartKind.SLOT, span, slot.text, slot.reason, Left.ALWAYS)
        elif kind == "definition" and re.match(_HIDDEN_DEFINITION, block.raw):
            self.asked = True
            yield Part(
                PartKind.INSTRUCTION,
                block.span,
                block.raw,
                "a hidden link definition",
                section=self.section.title,
                visible=False,
            )
        elif kind == "html" and block.plain:
            yield self._part(PartKind.STANDING, block.span, block.plain, "HTML")

    def _list(self, block: Block, *, quoted: bool) -> Iterator[Part]:
        if self.contents or _is_contents(block):
            for inner in block.walk():
                if inner.kind == "paragraph":
                    yield self._part(PartKind.STANDING, inner.span, inner.raw, "an entry of a table of contents")
            return
        choice, self.choice = self.choice and len(block.children) > 1, False
        lead = self.lead
        for item in block.children:
            for number, child in enumerate(item.children):
                self.below = number + 1 < len(item.children)
                if child.kind == "paragraph" and number == 0 and choice:
                    yield self._part(PartKind.CHOICE, child.span, child.raw, "one of several to choose from")
                elif child.kind == "paragraph":
                    self.lead = lead
                    yield from self._entry(child, quoted=quoted)
                else:
                    yield from self._block(child, quoted=quoted)
        self.lead = None

    def _entry(self, block: Block, *, quoted: bool) -> Iterator[Part]:
        box = _BOX.match(block.raw)
        if box is not None:
            text = block.raw[box.end() :]
            yield self._part(PartKind.CHECKBOX, block.span, text, "a box to tick", name=visible(text))
            yield from self._slots(block, self._own_slots(block))
        else:
            yield from self._paragraph(block, quoted=quoted)

    def _paragraph(self, block: Block, *, quoted: bool) -> Iterator[Part]:
        raw = block.raw
        found = self._own_slots(block)
        lines = raw.split("\n")
        labels = [label(line) for line in lines]
        if (
            raw
            and all(labels)
            and not self.leads(block)
            and any(self._is_form(line, name) for line, name in zip(lines, labels, strict=True))
        ):
            yield from self._labels(block, lines)
        elif slots.covers(raw, found):
            yield from self._slots(block, found)
        elif filler(block.plain.partition(". ")[2]) or filler(block.plain):  # items often differ in their title alone
            yield self._part(PartKind.SLOT, block.span, raw, "pseudo-Latin filler", Left.ALWAYS)
        elif _EMPTY.fullmatch(block.plain):
            return
        else:
            yield self._prose(block, found, quoted=quoted)
            yield from self._slots(block, found)

    def _prose(self, block: Block, found: tuple[Slot, ...], *, quoted: bool) -> Part:
        """Tell whether a paragraph speaks to the author."""
        kind, reason, left = self._reading(block, found, quoted=quoted)
        return self._part(kind, block.span, block.raw, reason, left)

    def _reading(self, block: Block, found: tuple[Slot, ...], *, quoted: bool) -> tuple[PartKind, str, Left]:
        wrapped = _ITALIC.fullmatch(block.raw.strip())
        bold = wrapped is not None and (wrapped[1] or "")[:2] in ("**", "__")
        italic = wrapped is not None and not bold and wrapped[1] is not None
        text = (wrapped[2] or wrapped[3]) if wrapped else block.plain
        named = label(block.raw)
        if named is not None and not found and block.raw[named[1] :].strip():
            text = visible(block.raw[named[1] :])  # "Review: …" orders nothing
        said = voice(text)
        prompt = said is Voice.PROMPT
        reading = (PartKind.STANDING, "nothing in it speaks to the author", Left.NEVER)
        if bold and (block.plain.rstrip().endswith("?") or "? " in block.plain or self.leads(block)):
            reading = (PartKind.STANDING, "a question or a label in bold", Left.NEVER)
        elif said is Voice.AUTHOR and self.leads(block) and not commands(text):
            reading = (PartKind.STANDING, "it leads to what follows", Left.ALONE)
        elif said is Voice.AUTHOR:
            reading = (PartKind.INSTRUCTION, "it tells the author what to write", Left.ALWAYS)
        elif italic and self.italics_go and not speaks_of_rights(text):
            reading = (PartKind.INSTRUCTION, "the template says to delete what is in italics", Left.ALWAYS)
        elif prompt and (quoted or wrapped):
            how = "a quotation" if quoted else "italics or brackets"
            reading = (PartKind.INSTRUCTION, f"a prompt in {how}", Left.ALWAYS)
        elif found and prompt:
            reading = (PartKind.STANDING, "text around a slot", Left.NEVER)
        elif named is not None:
            reading = (PartKind.STANDING, LABELLED, Left.NEVER)
        elif len(block.links) == 1 and block.plain.strip() == block.links[0].text.strip():
            reading = (PartKind.STANDING, "a link", Left.NEVER)
        elif self.lead is not None:
            left = self.lead.left if prompt else Left.ALONE
            reading = (PartKind.INSTRUCTION, "an entry of the instruction above", left)
        elif self.form:
            reading = (PartKind.STANDING, "text of a checklist", Left.NEVER)
        elif prompt:
            reading = (PartKind.INSTRUCTION, "a question or a phrase that names what to write", Left.ALONE)
        elif italic and commands(text):
            reading = (PartKind.INSTRUCTION, "an order in italics", Left.ALONE)
        elif self.asked:
            reading = (PartKind.STANDING, "text below an instruction", Left.ALONE)
        return reading

    def leads(self, block: Block) -> bool:
        """Return whether a text that ends in a colon introduces what follows, instead of being a label."""
        if len(block.raw.split("\n")) > 1 and all(map(label, block.raw.split("\n"))):
            return False
        return block.plain.rstrip().endswith(":") and (self.below or block.span in self.followed)

    def _labels(self, block: Block, lines: list[str]) -> Iterator[Part]:
        at = 0
        for line in lines:
            own = block.part(at, at + len(line))
            name, start = label(own.raw) or ("", 0)
            value = own.raw[start:]
            inner = own.part(start, len(own.raw)) if value.strip() else None
            yield self._part(PartKind.LABEL, own.span, own.raw, "a label with room for its value", name=name)
            if inner is not None:
                yield from self._value(inner)
            at += len(line) + 1

    def _value(self, block: Block) -> Iterator[Part]:
        """Yield the value that a label has in the template."""
        found = self._own_slots(block)
        if found:
            yield from self._slots(block, found)
        elif re.fullmatch(_OPTIONS, block.raw):
            yield self._part(PartKind.CHOICE, block.span, block.raw, "values to choose from", Left.ALWAYS)
        elif slots.is_whole(block.plain) or re.fullmatch(_NO_NUMBER, block.plain.strip()):
            yield self._part(PartKind.SLOT, block.span, block.raw, "it names what is to be written", Left.ALWAYS)

    def _is_form(self, line: str, found: tuple[str, int] | None) -> bool:
        """Return whether a label's value is for the author to give: nothing, a slot, a choice."""
        value = line[found[1] :].strip() if found else ""
        own = slots.find(value)
        if found is None or len(found[0].split()) > _LABEL_WORDS:
            return False
        return bool(
            re.fullmatch(_NO_NUMBER, value)
            or is_blank(value)
            or slots.covers(value, own)
            or bool(re.fullmatch(_OPTIONS, value))
            or slots.is_whole(value)
        )

    def _table(self, body: Iterable[Block]) -> Iterator[Part]:
        for row in body:
            found = slots.find(row.raw)
            name = row_label(row)
            cells = _cells(row)
            if found:
                yield self._part(PartKind.SLOT, row.span, row.raw, f"{ROW} with a slot: {found[0].reason}", Left.ALWAYS)
            elif name:
                yield self._part(PartKind.LABEL, row.span, row.raw, "a table row with room for values", name=name)
            elif any(not is_blank(cell) for cell in cells):
                yield self._part(PartKind.STANDING, row.span, row.raw, "a table row", Left.ALONE)

    def _code(self, block: Block) -> Iterator[Part]:
        found = [slot for slot in slots.find(block.raw) if slot.reason != "a note to oneself"]
        for slot in found:
            at = self.source.text.find(slot.text, block.span.start, block.span.end)
            if at >= 0:
                yield self._part(PartKind.SLOT, Span(at, at + len(slot.text)), slot.text, slot.reason, Left.ALWAYS)
        if not found:
            yield self._part(PartKind.STANDING, block.span, block.raw, "a block of code", Left.ALONE)

    def _own_slots(self, block: Block) -> tuple[Slot, ...]:
        """Return the slots of a block, without the names of reference links that lead somewhere."""
        if _LEAVE.search(block.raw):
            return ()
        linked = {link.span.start for link in block.links}
        return tuple(
            slot for slot in slots.find(block.raw) if slot.text[:1] != "[" or block.place(slot.span.start) not in linked
        )

    def _slots(self, block: Block, found: Iterable[Slot]) -> Iterator[Part]:
        for slot in found:
            span = Span(block.place(slot.span.start), block.place(slot.span.end))
            yield self._part(PartKind.SLOT, span, slot.text, slot.reason, Left.ALWAYS)


def _is_contents(block: Block) -> bool:
    """Return whether a list links to headings of its own document and does nothing else."""
    texts = [inner for inner in block.walk() if inner.kind == "paragraph"]
    return len(texts) > 1 and all(
        len(text.links) == 1
        and text.links[0].target.startswith("#")
        and text.plain.strip() == text.links[0].text.strip()
        for text in texts
    )
