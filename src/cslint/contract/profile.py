"""Profiles: the kinds of case study that are known, and how a document's is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from cslint.contract.parts.headings import normal
from cslint.contract.requirement import Kind
from cslint.contract.schema import model as schema
from cslint.contract.schema.model import Schema
from cslint.contract.template import Template
from cslint.document.document import Document
from cslint.document.sentences import SOURCES
from cslint.text.source import Source


class Profile:
    """A kind of case study.

    Attributes:
        name: as configuration names it.
        template_path: the template; None for a profile made from a document's own comments.
        title: for people.
        recognise: signatures: values of the field ``template``, phrases of comments, headings.
        weights: of sections in the completeness score.
        schema_path: the front-matter schema, or None to infer it from the template.
        house_rules: names of the house rules that run for it; a template alone has none.
    """

    def __init__(
        self,
        name: str,
        template_path: Path | None,
        title: str = "",
        recognise: Mapping[str, tuple[str, ...]] | None = None,
        weights: Mapping[str, float] | None = None,
        schema_path: Path | None = None,
        house_rules: Iterable[str] = (),
    ) -> None:
        self.name = name
        self.template_path = template_path
        self.title = title
        self.recognise = recognise or {}
        self.weights = weights or {}
        self.schema_path = schema_path
        self.house_rules = frozenset(house_rules)

    def at(self, template_path: Path | None, schema_path: Path | None) -> Profile:
        """Return the same profile at other paths, with nothing read yet.

        Args:
            template_path: path of the template.
            schema_path: path of the schema, or None.
        """
        return Profile(
            self.name, template_path, self.title, self.recognise, self.weights, schema_path, self.house_rules
        )

    @cached_property
    def template(self) -> Template:
        """The template, read once."""
        if self.template_path is None:
            return Template(Source(Path("template.md"), ""))
        return Template(Source.from_bytes(self.template_path, self.template_path.read_bytes()))

    def applies(self, rule: str) -> bool:
        """Return whether a house rule runs: the profile lists it, or the template itself asks for what it checks.

        Args:
            rule: its name. A template that counts sources wants them to be different.
        """
        return rule in self.house_rules or (rule == "duplicate-source" and self._counts_sources)

    @cached_property
    def _counts_sources(self) -> bool:
        return any(
            SOURCES.search(clause.name) and any(r.ask.kind is Kind.ITEMS for r in clause.requirements)
            for clause in self.template.clauses
        )

    @cached_property
    def schema(self) -> Schema:
        """The requirements on front matter, read once."""
        if self.schema_path is not None:
            return schema.load(self.schema_path)
        from cslint.contract.schema.inference import infer

        return infer(self.template.source, self.template.document.front_matter)


class Recognition(NamedTuple):
    """The profile of a case and why it is that one."""

    profile: Profile
    because: str


def load(folder: Path) -> Profile:
    """Read a profile from its folder.

    Args:
        folder: folder with ``template.md`` and optionally ``profile.yml`` and ``front-matter.yml``.
    """
    import yaml

    from cslint.document.front_matter.yaml_loader import Loader

    data: dict[str, Any] = {}
    described = folder / "profile.yml"
    if described.is_file():
        data = yaml.load(described.read_text(encoding="utf-8"), Loader=Loader) or {}
    fields = folder / "front-matter.yml"
    signs = {key: tuple(map(str, values)) for key, values in (data.get("recognise") or {}).items()}
    return Profile(
        name=folder.name,
        template_path=folder / "template.md",
        title=str(data.get("title", folder.name)),
        recognise=signs,
        weights=data.get("weights"),
        schema_path=fields if fields.is_file() else None,
        house_rules=map(str, data.get("house_rules") or ()),
    )


def from_template(path: Path) -> Profile:
    """Return a profile that a course's template alone makes."""
    return Profile(name=path.stem, template_path=path, title=path.stem)


@lru_cache(maxsize=1)
def built_in() -> tuple[Profile, ...]:
    """Return the profiles that come with the program."""
    from cslint.util.resources import folder

    schemas = folder("schemas")
    return tuple(load(path) for path in sorted(schemas.iterdir()) if (path / "template.md").is_file())


def recognise(document: Document, profiles: tuple[Profile, ...]) -> Recognition:
    """Find the profile that a document follows: by its front matter, then its comments, then its headings.

    Args:
        document: the document.
        profiles: the candidates.
    """
    chosen = document.front_matter.fields.get("template")
    if chosen is not None and isinstance(chosen.value, str):
        wanted = chosen.value.casefold().strip()
        for profile in profiles:
            if wanted in (profile.name, *profile.recognise.get("template", ())):
                return Recognition(profile, f"its front matter says template: {chosen.value}")
    comments = " ".join(" ".join(document.source[c.inner].split()) for c in document.comments).casefold()
    hits = {p.name: _signs(comments, p.recognise.get("comments", ())) for p in profiles}
    best = max(profiles, key=lambda p: len(hits[p.name]), default=None)
    if best is not None and hits[best.name]:
        others = max((len(hits[p.name]) for p in profiles if p is not best), default=0)
        if len(hits[best.name]) > others:
            return Recognition(best, f'its comments are that template\'s ("{hits[best.name][0]}")')
    return _by_headings(document, profiles)


def _signs(comments: str, phrases: tuple[str, ...]) -> list[str]:
    return [phrase for phrase in phrases if phrase.casefold() in comments]


def _by_headings(document: Document, profiles: tuple[Profile, ...]) -> Recognition:
    headings = [normal(section.title) for section in document.walk()]
    scored = []
    for profile in profiles:
        names = [normal(clause.name) for clause in profile.template.clauses]
        shared = [name for name in names if name in headings]
        union = len(set(names) | set(headings)) or 1
        places = [headings.index(name) for name in shared]
        ordered = sum(a < b for a, b in pairwise(places))
        scored.append((len(shared) / union, ordered, len(shared), profile, len(names)))
    if not scored or max(entry[0] for entry in scored) == 0:
        own = Profile("none", None, "no known template")
        return Recognition(own, "no heading of a known template is in it")
    _, _, count, profile, total = max(scored, key=lambda entry: entry[:3])
    return Recognition(profile, f"{count} of that template's {total} headings are in it")
