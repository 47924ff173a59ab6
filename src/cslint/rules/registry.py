"""Collect all known rules: our own pages, those of installed plugins, and those of a course's folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cslint.diagnostics.findings import Level
from cslint.errors import RuleError, SelectionError
from cslint.rules.families import FAMILIES
from cslint.rules.pages import PageMistake, Rule, load
from cslint.util.resources import folder


@lru_cache(maxsize=1)
def built_in() -> dict[str, Rule]:
    """Return our own rules by name."""
    return {rule.name: rule for rule in load(folder("rules"))}


class RuleSet(NamedTuple):
    """All rules by name, and the mistakes in a course's pages that could not be loaded."""

    rules: dict[str, Rule]
    mistakes: tuple[PageMistake, ...] = ()


def rules(folders: Sequence[Path] = (), *, plugins: bool = True) -> dict[str, Rule]:
    """Return all rules by name, without invalid pages.

    Args:
        folders: folders with additional pages.
        plugins: whether installed packages may add rules.

    Raises:
        RuleError: a folder is missing, or a package is broken.
    """
    return load_all(folders, plugins=plugins).rules


def load_all(folders: Sequence[Path] = (), *, plugins: bool = True) -> RuleSet:
    """Return all rules.

    Args:
        folders: folders with additional pages, which use existing checks.
        plugins: whether installed packages may add rules.

    Raises:
        RuleError: a folder is missing, or a package is broken.
    """
    known = dict(built_in())
    if plugins:
        for rule in _plugins():
            if rule.name in known:
                other = known[rule.name].package
                raise RuleError(f"{rule.path}: {other} has a rule {rule.name!r} already. Give this page another name.")
            known[rule.name] = rule
    if not folders:
        return RuleSet(known)
    from cslint.rules import own_pages

    own: dict[str, Rule] = {}
    mistakes: list[PageMistake] = []
    for place in folders:
        pages, wrong = own_pages.load(place)
        own |= pages
        mistakes += wrong
    known |= own
    mistakes += own_pages.unknown_needs(own, known)
    return RuleSet(known, tuple(mistakes))


def _plugins() -> list[Rule]:
    """Return the rules of packages that register under ``cslint.plugins``.

    Each is a package with ``rules/`` and ``checks``.
    """
    from importlib.metadata import entry_points
    from importlib.resources import files

    found: list[Rule] = []
    for entry in entry_points(group="cslint.plugins"):
        try:
            package = entry.value
            pages = Path(str(files(package))) / "rules"
            found.extend(load(pages, package))
        except RuleError:
            raise
        except Exception as error:
            name = entry.dist.name if entry.dist else entry.name
            version = entry.dist.version if entry.dist else "?"
            raise RuleError(f"plugin {entry.name} ({name} {version}) cannot be loaded: {error}") from error
    return found


def select(
    known: dict[str, Rule],
    *,
    chosen: Sequence[str] = (),
    extended: Sequence[str] = (),
    ignored: Sequence[str] = (),
    notes: bool = False,
    broken: Collection[str] = (),
) -> frozenset[str]:
    """Return the names of the rules to report.

    Args:
        known: all rules.
        chosen: rules, families or ``all`` instead of the defaults.
        extended: rules and families in addition to those.
        ignored: rules and families to leave out.
        notes: whether the defaults include rules that only give notes.
        broken: names of pages with mistakes, which select nothing.

    Raises:
        SelectionError: a name is unknown.
    """
    usual = [n for n, rule in known.items() if not rule.off and (notes or rule.level is not Level.NOTE)]
    picked = set(_expand(known, chosen, broken)) if chosen else set(usual)
    return frozenset((picked | set(_expand(known, extended, broken))) - set(_expand(known, ignored, broken)))


def _expand(known: dict[str, Rule], names: Iterable[str], broken: Collection[str]) -> Iterable[str]:
    for name in names:
        if name == "all":
            yield from known
        elif name in known:
            yield name
        elif any(rule.family == name for rule in known.values()):
            yield from (rule.name for rule in known.values() if rule.family == name and not rule.off)
        elif name not in broken:
            from cslint.util.suggest import suggestion

            near = suggestion(name, [*known, *FAMILIES, "all"])
            raise SelectionError(f'"{name}" is neither a rule nor a family of rules.{near} See: cslint rules')
