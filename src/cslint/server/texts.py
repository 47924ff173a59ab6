"""Open case studies as their editor shows them, saved or not, each version checked once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from lsprotocol.types import PositionEncodingKind

from cslint.checks.context import CheckContext
from cslint.checks.violation import Violation
from cslint.completeness.score import Completeness
from cslint.diagnostics.findings import CaseReport, Location
from cslint.document.case import Case
from cslint.document.document import Section
from cslint.document.files.sibling_cases import SiblingCases
from cslint.linter import engine, inputs
from cslint.linter.discovery import Kind, is_markdown
from cslint.linter.overrides import Request
from cslint.linter.session import Session
from cslint.linter.task import Task
from cslint.server.places import PositionCodec
from cslint.text.source import Source
from cslint.util.resources import folder

# families whose findings depend only on the text above the first heading and on the folder's files
_OF_FRONT_MATTER = ("front-matter", "geometry")

_State = tuple[object, ...]


class OpenDocument:
    """One version of an open case study.

    Attributes:
        path: its file.
        version: the editor's version number.
        source: its text.
        task: the settings that apply to it.
    """

    def __init__(
        self,
        path: Path,
        text: str,
        task: Task,
        *,
        version: int | None = None,
        encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16,
        before: OpenDocument | None = None,
        peers: SiblingCases | None = None,
    ) -> None:
        """Store a version; it is read and checked on first use.

        Args:
            path: the file.
            text: the text in the editor.
            task: the settings that apply to it.
            version: the editor's version number.
            encoding: the unit of columns.
            before: the previous version, whose results are reused if they still apply.
            peers: its sibling cases.
        """
        self.path = path
        self.version = version
        self.source = Source(path, text)
        self.task = task
        self.places = PositionCodec(self.source, encoding)
        self.peers = peers or SiblingCases([path.parent])
        self._before = before
        self._known: dict[str, list[Violation]] = {}
        self._report: CaseReport | None = None

    @cached_property
    def context(self) -> CheckContext:
        """The case with its profile."""
        return engine.context_of(Case(self.path, self.source), self.task.settings, peers=self.peers)

    @property
    def report(self) -> CaseReport:
        """The findings in it."""
        if self._report is None:
            before, self._before = self._before, None  # keeps the chain of versions from growing
            state = self.state  # computed now, before files change
            if before is not None and before.state == state:
                self._known = before.lasting
            self._report = engine.check_case(self.context, self.task.settings, str, self._known)
        return self._report

    @property
    def checked(self) -> OpenDocument | None:
        """This version if it has been checked, else the last checked one before it."""
        return self if self._report is not None else self._before

    @cached_property
    def completeness(self) -> Completeness:
        """Its completeness score."""
        return Completeness(self.context)

    @cached_property
    def state(self) -> _State:
        """Everything that the findings about front matter and maps depend on."""
        files = tuple(sorted(inputs.tree(self.path.parent)))
        return (self.source.text[: self._head], self.context.profile.name, self.context.stage, files)

    @property
    def _head(self) -> int:
        """Offset of the first heading."""
        return self.context.case.document.preamble.span.end

    @property
    def lasting(self) -> dict[str, list[Violation]]:
        """Violations that stay valid for later versions with the same state."""
        rules = self.task.settings.rules
        return {
            name: hits
            for name, hits in self._known.items()
            if rules[name].family in _OF_FRONT_MATTER and all(self._lasts(hit) for hit in hits)
        }

    def _lasts(self, hit: Violation) -> bool:
        """Return whether everything that a violation points at is above the first heading, or in another file.

        Args:
            hit: the violation. A number in its message may be that of a line, which moves.
        """
        if hit.source is None and any(isinstance(value, int) for value in hit.values.values()):
            return False
        spans = [(hit.source, hit.span), *((note.source, note.span) for note in hit.related)]
        spans.extend((change.source, change.span) for change in (hit.fix.changes if hit.fix else ()))
        return all(s.end <= self._head if source is None else source is not self.source for source, s in spans)

    def section_at(self, offset: int) -> Section | None:
        """Return the section whose heading contains an offset, or None."""
        sections = self.context.case.document.walk()
        return next((s for s in sections if s.heading and s.place.start <= offset <= s.place.end), None)

    def file_of(self, location: Location) -> Path:
        """Return the file that a finding points into."""
        return folder("schemas") / location.path if location.shipped else Path(location.path)

    def places_in(self, path: Path) -> PositionCodec | None:
        """Return the position codec of a file that a finding points into, or None if it cannot be read."""
        if path == self.path:
            return self.places
        try:
            return PositionCodec(Source.from_bytes(path, path.read_bytes()), self.places.encoding)
        except OSError:
            return None


class OpenDocuments:
    """All open case studies by file.

    Args:
        session: the session of the command line.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._open: dict[Path, OpenDocument] = {}
        self._peers: dict[Path, SiblingCases] = {}
        self.encoding: PositionEncodingKind | str = PositionEncodingKind.Utf16

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(list(self._open.values()))

    def get(self, path: Path) -> OpenDocument | None:
        """Return the newest version of an open case study, or None for other files."""
        return self._open.get(path)

    def put(self, path: Path, text: str, version: int | None = None) -> OpenDocument | None:
        """Store a new version.

        Args:
            path: the file.
            text: the text in the editor.
            version: the editor's version number.

        Returns:
            The document, or None if the file is not a case study or is excluded by the configuration.

        Raises:
            ConfigError: its configuration is wrong.
        """
        if not self._is_case(path, text):
            self.drop(path)
            return None
        task = self.session.task(path)
        peers = self._peers.setdefault(path, SiblingCases([path.parent]))
        before = self._open.get(path)
        if before is not None:
            before = before.checked if before.task.settings is task.settings else None
        new = OpenDocument(path, text, task, version=version, encoding=self.encoding, before=before, peers=peers)
        self._open[path] = new
        return new

    def _is_case(self, path: Path, text: str) -> bool:
        """Return whether an open text is a case, by the configuration, or by its content if nothing is configured."""
        if not is_markdown(path.name):
            return False
        found = self.session.discovery.classify(path, text.encode("utf-8", "replace"))
        return found.is_case or (found.kind is Kind.UNKNOWN and text.startswith("---"))

    def drop(self, path: Path) -> None:
        """Forget a closed case study."""
        self._open.pop(path, None)
        self._peers.pop(path, None)

    def request(self, request: Request) -> None:
        """Use other options from now on."""
        self.session.request = request
        self.forget_files()

    def forget_files(self) -> None:
        """Read configuration and files again from now on, after a change on disk."""
        self.session = self.session.anew()
        self._peers.clear()
