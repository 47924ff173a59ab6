"""Complete the values of options in a shell: rules, families, stages, formats, profiles, levels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cslint.rules.pages import Rule

STAGES = ("draft", "review", "complete")
LEVELS = ("error", "warning", "note")
WHEN = ("auto", "always", "never")
Candidates = list[tuple[str, str]]


def rules(incomplete: str) -> Candidates:
    """Return the rules and families that a word may become, each with its summary; after a comma the next one.

    Args:
        incomplete: the word as typed so far, such as ``too-few-words,im``.
    """
    known = _known()
    families = dict.fromkeys(sorted(rule.family for rule in known.values()), "a family of rules")
    start, comma, word = incomplete.rpartition(",")
    names = {"all": "every rule", **families, **{name: known[name].summary for name in sorted(known)}}
    return [(start + comma + name, summary) for name, summary in names.items() if name.startswith(word)]


def rule_names(incomplete: str) -> Candidates:
    """Return the rules that a word may become, each with its summary.

    Args:
        incomplete: the word as typed so far.
    """
    known = _known()
    return [(name, known[name].summary) for name in sorted(known) if name.startswith(incomplete)]


def profiles(incomplete: str) -> Candidates:
    """Return the built-in profiles that a word may become.

    Args:
        incomplete: the word as typed so far.
    """
    from cslint.contract.profile import built_in

    return [(profile.name, "") for profile in built_in() if profile.name.startswith(incomplete)]


def formats(incomplete: str) -> Candidates:
    """Return the output formats that a word may become.

    Args:
        incomplete: the word as typed so far.
    """
    from cslint.reporters import names

    return _words(names(), incomplete)


def one_of(*words: str) -> Callable[[str], Candidates]:
    """Return a function that completes one of a few words.

    Args:
        words: the values of an option.
    """

    def complete(incomplete: str) -> Candidates:
        return _words(words, incomplete)

    return complete


def _known() -> dict[str, Rule]:
    """Return the rules that apply in the current folder."""
    from cslint.errors import CslintError
    from cslint.linter.overrides import Request
    from cslint.linter.session import Session
    from cslint.rules import registry

    with suppress(CslintError, OSError):  # a mistake in a configuration is reported when a command runs
        return registry.load_all(Session(Request()).config_of(Path("index.md")).rules).rules
    return registry.built_in()


def _words(words: Iterable[str], incomplete: str) -> Candidates:
    return [(word, "") for word in words if word.startswith(incomplete)]


stages, levels, when = one_of(*STAGES), one_of(*LEVELS), one_of(*WHEN)
