"""Every rule that is known: our own pages, those of installed packages, and those of a course's folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from cslint.diagnostics.findings import Level
from cslint.errors import RuleError, SelectionError
from cslint.rules.pages import FAMILIES, Rule, load
from cslint.util.resources import folder


@lru_cache(maxsize=1)
def built_in() -> dict[str, Rule]:
    """Our own rules by name."""
    return {rule.name: rule for rule in load(folder("rules"))}


def rules(folders: Sequence[Path] = (), *, plugins: bool = True) -> dict[str, Rule]:
    """All rules by name.

    Args:
        folders: folders with further pages; these use checks that are there already.
        plugins: whether installed packages may add rules.

    Raises:
        RuleError: a page is wrong, or a package is broken.
    """
    known = dict(built_in())
    if plugins:
        for rule in _plugins():
            if rule.name in known:
                other = known[rule.name].package
                raise RuleError(f"{rule.path}: {other} has a rule {rule.name!r} already. Give this page another name.")
            known[rule.name] = rule
    for place in folders:
        if not place.is_dir():
            raise RuleError(f"{place}: no such folder of rule pages")
        for rule in load(place, package="cslint"):
            _validate(rule)
            known[rule.name] = rule
    return known


def _validate(rule: Rule) -> None:
    import yaml

    from cslint.rules.page_schema import validate
    from cslint.rules.pages import _split

    validate(rule.path, yaml.safe_load(_split(rule.path.read_text(encoding="utf-8"))[0]))


def _plugins() -> list[Rule]:
    """Rules of packages that register under ``cslint.plugins``: each is a package with ``rules/`` and ``checks``."""
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
) -> frozenset[str]:
    """Names of the rules to report.

    Args:
        known: all rules.
        chosen: rules, families or ``all`` instead of the usual ones.
        extended: the same, besides them.
        ignored: the same, left out.
        notes: whether the usual rules include those that only give notes.

    Raises:
        SelectionError: a name is unknown.
    """
    usual = [n for n, rule in known.items() if not rule.off and (notes or rule.level is not Level.NOTE)]
    picked = set(_expand(known, chosen)) if chosen else set(usual)
    return frozenset((picked | set(_expand(known, extended))) - set(_expand(known, ignored)))


def _expand(known: dict[str, Rule], names: Iterable[str]) -> Iterable[str]:
    for name in names:
        if name == "all":
            yield from known
        elif name in known:
            yield name
        elif any(rule.family == name for rule in known.values()):
            yield from (rule.name for rule in known.values() if rule.family == name and not rule.off)
        else:
            from cslint.util.suggest import suggestion

            near = suggestion(name, [*known, *FAMILIES, "all"])
            raise SelectionError(f'"{name}" is neither a rule nor a family of rules.{near} See: cslint rules')
