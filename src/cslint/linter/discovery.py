"""Find the cases among the Markdown files of a repository, each with its template, and explain why other files are not.

A configuration names its cases by patterns (``cases`` and ``[[template]]``). Without patterns a case is every
``index.md``, every file whose headings are the template's, and every Markdown file of a tree that has no ``index.md``.
"""

from __future__ import annotations

import errno
import fnmatch
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from cslint.config.loader import MARKDOWN, Config
from cslint.contract.profile import Profile, built_in
from cslint.document.case import Case
from cslint.document.files.asset_folder import leads_out
from cslint.errors import NoCaseError
from cslint.text.source import Source
from cslint.util.files import regular_file

INDEX = "index.md"
ENDINGS = ".md, .markdown, .mdx, .qmd and .Rmd"
_SKIPPED_FOLDERS = {"node_modules", "__pycache__", "site-packages"}
_ABOUT_REPOSITORY = {"readme", "contributing", "changelog", "license", "code_of_conduct", "security"}
_TEMPLATE_NAME = re.compile(r"(?:.*[-_. ])?templates?", re.I)
_NOT_MARKDOWN = {  # what people write documents in; any other file is an asset of a case
    *(".rst", ".txt", ".text", ".adoc", ".asciidoc", ".org", ".tex", ".textile", ".typ"),
    *(".html", ".htm", ".xhtml", ".ipynb", ".rtf", ".odt", ".docx", ".doc"),
}
_MOST_NAMED = 3  # files in one sentence
_LARGEST = 16 * 2**20  # bytes of a file that is read to decide something about it
_SHARE = 0.5  # of a template's headings, from which a file follows the template


class Kind(StrEnum):
    """Why a Markdown file is a case or not."""

    CASE = "case"
    EXCLUDED = "excluded"
    TEMPLATE = "template"
    README = "readme"
    PART = "part"  # it is in the folder of an index.md
    UNMATCHED = "unmatched"  # the configuration has patterns, and none matches
    UNKNOWN = "unknown"  # without patterns there is no other sign of a case


class Candidate(NamedTuple):
    """A Markdown file that discovery has looked at.

    Attributes:
        path: the file.
        kind: whether it is a case, and if not, why.
        because: the reason, for people.
        template: the template that a pattern of the configuration gives it, or None.
    """

    path: Path
    kind: Kind
    because: str
    template: Path | None = None

    @property
    def is_case(self) -> bool:
        """Return whether it is checked."""
        return self.kind is Kind.CASE

    @property
    def is_stray(self) -> bool:
        """Return whether it might be a case that nobody has configured."""
        return self.kind in (Kind.UNMATCHED, Kind.UNKNOWN)


class Discovery:
    """Decides which files are cases, by the configuration that applies to each."""

    def __init__(
        self,
        config_of: Callable[[Path], Config],
        profiles_of: Callable[[Config], Sequence[Profile]],
        *,
        place: Callable[[Path], Path] = Path,
        exclude: Sequence[str] = (),
        template: Path | None = None,
    ) -> None:
        """Remember how to find what applies to a file.

        Args:
            config_of: returns the configuration of a file.
            profiles_of: returns the profiles that a file may follow under a configuration.
            place: maps a path that a configuration names to its place in the working tree.
            exclude: patterns of paths to leave out, relative to the current folder.
            template: the template that the command line names.
        """
        self._config_of = config_of
        self._profiles_of = profiles_of
        self._place = place
        self._exclude = exclude
        self._template = template
        self._has_index: dict[Path, bool] = {}
        self._follow: dict[Path, bool] = {}
        self.unreadable: list[Path] = []  # folders that may not be listed

    @property
    def examined(self) -> list[Path]:
        """Return the files whose text decided whether they are cases."""
        return list(self._follow)

    def find(self, paths: Iterable[Path]) -> list[Candidate]:
        """Return the Markdown files that paths lead to, each once, in order.

        Args:
            paths: folders, Markdown files, or any file of a case.

        Raises:
            NoCaseError: a path does not exist, or is a file that cslint does not read and no case owns.
        """
        return _unique(candidate for path in paths for candidate in self._named(path))

    def changed(self, paths: Iterable[Path]) -> list[Candidate]:
        """Return the cases to which changed files belong, and the changed Markdown files that belong to none.

        Args:
            paths: files, of which some may be gone; a folder stands for all its cases.
        """
        return _unique(candidate for path in paths for candidate in self._changed(path))

    def classify(self, path: Path, text: bytes | None = None, *, root: Path | None = None) -> Candidate:
        """Decide whether one Markdown file is a case.

        Args:
            path: the file, which need not exist if its text is given.
            text: its content, instead of the file's.
            root: the folder given on the command line; by default that of the configuration.
        """
        config = self._config_of(path)
        return self._excepted(path, config) or self._by_rule(path, text, config, root)

    def owners(self, path: Path) -> list[Candidate]:
        """Return the cases that a file belongs to, though the file may be gone.

        A case alone in its folder owns all that is in the folder and below. Where several cases share a folder, and in
        folders further up, a case owns the files that its text names.
        """
        here = path.absolute()
        above = Path.cwd().parents  # nothing is listed there, and nothing opened but the index of a case
        found: list[Candidate] = []
        for folder in here.parents:
            if folder in above and (found or not (folder / INDEX).is_file()):
                if os.path.lexists(folder / ".git"):
                    break
                continue
            cases = [case for case in self._directly_in(folder) if case.path != here]
            alone = len(cases) == 1 and not found
            if is_markdown(
                here.name
            ):  # another document is not an asset of a case that is alone in its folder by chance
                alone = alone and self.has_own_folder(cases[0].path)
            found.extend(case for case in cases if alone or _names(case.path, here.name))
            if os.path.lexists(folder / ".git"):
                break
        return found

    def has_own_folder(self, path: Path) -> bool:
        """Return whether a case stands for its folder by its name: an index, or the name that a pattern ends in.

        Args:
            path: the case's file.
        """
        patterns = (pattern for group in self._config_of(path).patterns for pattern in group.cases)
        return is_index(path.name) or any(_ends_in(pattern, path.name) for pattern in patterns)

    def is_template(self, path: Path, config: Config) -> bool:
        """Return whether a file is a template of its configuration, or that of the command line.

        Args:
            path: the file.
            config: its configuration.
        """
        named = map(self._place, [*config.template_files, *([self._template] if self._template else [])])
        return any(path.name == template.name and _same(path, template) for template in named)

    def sees_nothing(self, folder: Path) -> bool:
        """Return whether no file below a folder would be found as a case, so that nothing can ever be checked."""
        return not any(
            self.classify(Path(top, name)).is_case
            for top, files in search(folder, self.unreadable)
            for name in files
            if is_markdown(name)
        )

    def _named(self, path: Path) -> list[Candidate]:
        """Return the candidates for a path of the command line."""
        if _is_folder(path):
            return list(self._below(path))
        if not os.path.lexists(path):
            raise NoCaseError(f"{path} does not exist. Give a case study's folder, or a file in one.")
        if is_markdown(path.name):
            return [self._file(path)]
        if not os.path.isfile(path):  # noqa: PTH113 - is_file() raises where one may not enter
            raise NoCaseError(f"{path} is neither a file nor a folder.")
        return self._owners_of(path)

    def _file(self, path: Path) -> Candidate:
        """Decide on a Markdown file that is named: it is a case unless it is excluded or the configured template."""
        config = self._config_of(path)
        excepted = self._excepted(path, config)
        checks_itself = self._template is not None and _same(path, self._place(self._template))
        if excepted is not None and not (excepted.kind is Kind.TEMPLATE and checks_itself):
            return excepted
        matched = self._by_pattern(path, config) if config.patterns else None
        return matched if matched is not None and matched.is_case else Candidate(path, Kind.CASE, "it was named")

    def _owners_of(self, path: Path) -> list[Candidate]:
        """Return the cases that a named file, which is not Markdown, belongs to."""
        owners = self.owners(path)
        if path.suffix.casefold() in _NOT_MARKDOWN:
            owners = [case for case in owners if _names(case.path, path.name)]
            if not owners:
                raise NoCaseError(f"{path} is not Markdown. cslint reads {ENDINGS}.")
        if not owners and (only := only_page(path.absolute().parent)):
            owners = [self._file(only)]
        if not owners:
            raise NoCaseError(f"{path} does not belong to a case study: no folder above it has one.")
        return owners if path.is_absolute() else list(map(_from_here, owners))

    def _changed(self, path: Path) -> list[Candidate]:
        """Return the candidates for a changed file."""
        if _is_folder(path) and not path.is_symlink():
            return list(self._below(path))
        found = self.classify(path) if is_markdown(path.name) and os.path.lexists(path) else None
        if found and not found.is_stray:
            return [found]
        owners = self.owners(path)
        if found and not owners:
            return [found]
        return owners if path.is_absolute() else list(map(_from_here, owners))

    def _below(self, folder: Path) -> Iterator[Candidate]:
        """Decide on every Markdown file below a folder."""
        for top, files in search(folder, self.unreadable):
            for name in files:
                if is_markdown(name):
                    yield self.classify(Path(top, name), root=folder)

    def _directly_in(self, folder: Path) -> list[Candidate]:
        """Return the cases in a folder, without those below it; its index.md stands for all."""
        known = [self.classify(folder / name) for name in markdown_in(folder)]
        cases = [case for case in known if case.is_case]
        return [case for case in cases if is_index(case.path.name)] or cases

    def _excepted(self, path: Path, config: Config) -> Candidate | None:
        """Return why a file is not a case in any layout."""
        for pattern in self._exclude:
            if excluded(path, [pattern]):
                return Candidate(path, Kind.EXCLUDED, f'--exclude "{pattern}" leaves it out')
        for pattern in config.exclude:
            if excluded(path, [pattern], self._place(config.folder)):
                return Candidate(path, Kind.EXCLUDED, f'exclude = "{pattern}" in {_file_of(config)} leaves it out')
        if self.is_template(path, config):
            return Candidate(path, Kind.TEMPLATE, "it is the template")
        return None

    def _by_rule(self, path: Path, text: bytes | None, config: Config, root: Path | None) -> Candidate:
        if config.patterns:
            return self._by_pattern(path, config)
        if is_index(path.name):
            return Candidate(path, Kind.CASE, f"it is an {path.name}")
        is_readme = is_about_repository(path.name)
        if not is_readme:
            if any(_TEMPLATE_NAME.fullmatch(name) for name in (path.stem, path.parent.name)):
                return Candidate(path, Kind.TEMPLATE, "its name says that it is a template")
            root = root or (self._place(config.folder) if config.path else None)
            if root is not None and not self._is_indexed(root):
                return Candidate(path, Kind.CASE, f"{shown(root)} has no {INDEX}")
        if self._follows(path, text, config):
            return Candidate(path, Kind.CASE, "its headings are the template's")
        if is_readme:
            return Candidate(path, Kind.README, "it is about the repository")
        if indexes := _index_above(path, root):
            return Candidate(path, Kind.PART, f"it belongs to {shown(indexes)}")
        return Candidate(path, Kind.UNKNOWN, f"it is not {INDEX}, and its headings are not the template's")

    def _by_pattern(self, path: Path, config: Config) -> Candidate:
        relative = _relative(path, self._place(config.folder))
        for group in config.patterns:
            for pattern in group.cases:
                if relative is None or not matches(relative, pattern):
                    continue
                if is_about_repository(path.name) and not _ends_in(pattern, path.name):
                    return Candidate(path, Kind.README, "it is about the repository")
                return Candidate(path, Kind.CASE, f'"{pattern}" in {_file_of(config)} matches it', group.template)
        if is_about_repository(path.name):
            return Candidate(path, Kind.README, "it is about the repository")
        return Candidate(path, Kind.UNMATCHED, f"no pattern of cases in {_file_of(config)} matches it")

    def _is_indexed(self, root: Path) -> bool:
        """Return whether an index.md below a folder is a case of no pattern."""
        if root not in self._has_index:
            files = (Path(top, name) for top, names in search(root, self.unreadable) for name in names)
            indexes = ((path, self._config_of(path)) for path in files if is_index(path.name))
            self._has_index[root] = any(
                not config.patterns and self._excepted(path, config) is None for path, config in indexes
            )
        return self._has_index[root]

    def _follows(self, path: Path, text: bytes | None, config: Config) -> bool:
        """Return whether a file has the headings of a template, of which it may lack some."""
        if text is not None:
            return self._has_headings(path, text, config)
        if path not in self._follow:
            content = _content(path)
            self._follow[path] = content is not None and self._has_headings(path, content, config)
        return self._follow[path]

    def _has_headings(self, path: Path, text: bytes, config: Config) -> bool:
        from cslint.contract.contract import bind

        document = Case(path, Source.from_bytes(path, text)).document
        if not document.sections:
            return False
        for profile in self._profiles_of(config):
            sections = bind(document, profile.template, {}, own=False).asked
            present = sum(section.section is not None for section in sections)
            if present and present >= len(sections) * _SHARE:
                return True
        return False


def find(paths: Iterable[Path]) -> list[Path]:
    """Return the cases at paths, without a configuration.

    Args:
        paths: folders, Markdown files, or any file of a case.

    Raises:
        NoCaseError: there is no case at a path.
    """
    paths = list(paths)
    found = unconfigured().find(paths)
    if not any(candidate.is_case for candidate in found):
        raise nothing_found(paths, found)
    return [candidate.path for candidate in found if candidate.is_case]


def unconfigured() -> Discovery:
    """Return the layout without a configuration."""
    return Discovery(lambda _: Config(), lambda _: built_in())


def nothing_found(paths: Iterable[Path], candidates: Sequence[Candidate]) -> NoCaseError:
    """Return the error for paths without cases, with the reason.

    Args:
        paths: the paths as given.
        candidates: the Markdown files at these paths, none of which is a case.
    """
    named = ", ".join(map(str, paths))
    if not candidates:
        return NoCaseError(f"no case study in {named}: it has no Markdown files.")
    if all(candidate.kind is Kind.EXCLUDED for candidate in candidates):
        return NoCaseError(f"no case study in {named}: all are excluded.")
    return NoCaseError(f"no case study in {named}: {reasons(candidates)}")


def reasons(candidates: Sequence[Candidate]) -> str:
    """Return why files are not cases, in one sentence.

    Args:
        candidates: the files.
    """
    first = "; ".join(f"{shown(candidate.path)} ({candidate.because})" for candidate in candidates[:_MOST_NAMED])
    left = len(candidates) - _MOST_NAMED
    return f"{first}; {left:,} more." if left > 0 else f"{first}."


def is_markdown(name: str) -> bool:
    """Return whether a file of that name is read as Markdown."""
    return name.casefold().endswith(MARKDOWN)


def is_about_repository(name: str) -> bool:
    """Return whether a file of that name describes the repository, such as README.md."""
    return name.casefold().rpartition(".")[0] in _ABOUT_REPOSITORY


def is_index(name: str) -> bool:
    """Return whether a file of that name is its folder's index."""
    return is_markdown(name) and name.casefold().rpartition(".")[0] == "index"


def markdown_in(folder: Path) -> list[str]:
    """Return the sorted names of the Markdown files in a folder; none where it may not be listed."""
    try:
        return sorted(name for name in os.listdir(folder) if is_markdown(name))  # noqa: PTH208 - names are enough
    except OSError:
        return []


def _index_above(path: Path, root: Path | None) -> Path | None:
    """Return the nearest index.md next to a file or above it, within its repository.

    Args:
        path: the file.
        root: the folder that is searched for cases, above which nothing is read; None: only the repository's is known.
    """
    top = root.absolute() if root is not None else None
    here = Path.cwd()
    for folder in path.absolute().parents:
        if folder in here.parents:  # above the current folder nothing is listed
            name = INDEX if (folder / INDEX).is_file() else None
        else:
            name = next(filter(is_index, markdown_in(folder)), None)
        if name is not None:
            return folder / name
        if folder == top or os.path.lexists(folder / ".git"):
            break
    return None


def only_page(folder: Path) -> Path | None:
    """Return the one Markdown file of a folder that is not about the repository; None where there are more."""
    pages = [name for name in markdown_in(folder) if not is_about_repository(name)]
    return folder / pages[0] if len(pages) == 1 and not leads_out(folder / pages[0]) else None


def matches(path: str, pattern: str) -> bool:
    """Return whether a relative path matches a pattern, in which ``*`` ends at a slash and ``**`` does not.

    Args:
        path: relative, with slashes.
        pattern: relative to the same folder.
    """
    steps = path.split("/")
    reached = {0}  # how many steps the pattern so far may have taken
    for part in pattern.removeprefix("./").split("/"):
        if part == "**":
            reached = set(range(min(reached, default=len(steps) + 1), len(steps) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(steps) and fnmatch.fnmatchcase(steps[at], part)}
    return len(steps) in reached


def search(folder: Path, unreadable: list[Path] | None = None) -> Iterator[tuple[str, list[str]]]:
    """Return every folder in which cases are looked for, with the sorted names of its files.

    Args:
        folder: where to begin.
        unreadable: takes the folders that may not be listed.
    """
    pending = [str(folder)]
    while pending:  # os.walk calls itself for each level
        top = pending.pop()
        folders: list[str] = []
        files: list[str] = []
        try:
            with os.scandir(top) as entries:
                for entry in entries:
                    (folders if _is_to_enter(entry) else files).append(entry.name)
        except OSError:
            if unreadable is not None and Path(top) not in unreadable:
                unreadable.append(Path(top))
            continue
        yield top, sorted(files)
        inner = [name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS]
        pending.extend(os.path.join(top, name) for name in sorted(inner, reverse=True))  # noqa: PTH118


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - is_dir() raises where one may not enter


def _is_to_enter(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a folder and no link to one."""
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def excluded(path: Path, patterns: Sequence[str], root: Path | None = None) -> bool:
    """Return whether a path, or a folder that it is in, is to be left out.

    Args:
        path: of a case's file.
        patterns: of paths relative to ``root``.
        root: the current folder by default.
    """
    if not patterns:
        return False
    relative = _relative(path, root or Path.cwd(), follow=True)
    if relative is None:
        return False
    parts = [relative, *(parent.as_posix() for parent in Path(relative).parents)]
    return any(fnmatch.fnmatch(part, pattern.rstrip("/")) for pattern in patterns for part in parts)


def read(path: Path) -> Case:
    """Read a case from its Markdown file.

    Raises:
        OSError: the file cannot be read, is a pipe or a device, or is a link that leads out of its folder.
    """
    if leads_out(path):
        raise PermissionError(errno.EACCES, "it is a link that leads out of its folder", str(path))
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    return Case(path, Source.from_bytes(path, path.read_bytes()))


def shown(path: Path, root: Path | None = None) -> str:
    """Return a path as findings give it: relative to a folder where it is below, with slashes.

    Args:
        path: perhaps relative to that folder.
        root: the folder; the current one by default.
    """
    try:
        base = os.path.realpath(root or Path.cwd())
        folder = os.path.realpath(os.path.join(base, path.parent))  # noqa: PTH118 - a Path takes thrice as long
        return Path(folder, path.name).relative_to(base).as_posix()  # a link is shown under its own path
    except (ValueError, OSError):
        return path.as_posix()


def _unique(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates without those that are the same file, in order."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        found.setdefault(os.path.realpath(candidate.path), candidate)  # resolve() raises for links in a circle
    return list(found.values())


def _from_here(case: Candidate) -> Candidate:
    return case._replace(path=Path(os.path.relpath(case.path)))


def _file_of(config: Config) -> str:
    return config.path.name if config.path else "the configuration"


def _relative(path: Path, base: Path, *, follow: bool = False) -> str | None:
    """Return a path relative to a folder, with slashes; None where it is not below.

    Args:
        path: the file.
        base: the folder.
        follow: whether to follow the file itself where it is a link.
    """
    real = os.path.realpath(path) if follow else os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118
    try:
        return Path(real).relative_to(os.path.realpath(base)).as_posix()
    except ValueError:
        return None


def _ends_in(pattern: str, name: str) -> bool:
    """Return whether a pattern names a file outright, such as ``*/README.md``."""
    return pattern.rpartition("/")[2].casefold() == name.casefold()


def _same(path: Path, other: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _content(path: Path) -> bytes | None:
    """Return the bytes of a file, or None if it does not exist, is very large, or is a link out of its folder."""
    if leads_out(path):
        return None
    try:
        with regular_file(path) as file:
            return file.read() if file and os.fstat(file.fileno()).st_size <= _LARGEST else None
    except OSError:
        return None


def _names(case: Path, name: str) -> bool:
    """Return whether the text of a case names a file, as it is or with its spaces escaped."""
    text = _content(case)
    return text is not None and any(form.encode("utf-8", "surrogateescape") in text for form in {name, quote(name)})
