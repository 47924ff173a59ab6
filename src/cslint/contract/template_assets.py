"""The files that come with a template, recognised wherever they turn up and under any name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cslint.contract.profile import Profile
from cslint.document.files import image_header
from cslint.document.files.asset_folder import Assets, Status, small_json
from cslint.document.files.image_header import Sides
from cslint.document.files.references import Reference, references
from cslint.util.resources import folder


class TemplateFile(NamedTuple):
    """A file that a template names.

    Attributes:
        name: its file name.
        size: size of an image in bytes.
        sides: width and height of an image in pixels. Exact size and sides together identify an image without reading
            it.
        positions: number of positions in a map.
        digest: digest of a map's JSON value, independent of indentation and line ends.
    """

    name: str
    size: int = 0
    sides: Sides | None = None
    positions: int = 0
    digest: str = ""

    def is_same(self, path: Path, assets: Assets) -> bool:
        """Return whether a file of a case is this one.

        Args:
            path: a file that ``assets`` resolved.
            assets: the files of the case.
        """
        if self.digest:
            found = assets.json(path) if path.suffix.lower() in (".geojson", ".json") else None
            # to count positions is quick, to write their numbers for a digest is not
            return found is not None and found.positions == self.positions and found.digest == self.digest
        info = assets.header(path)
        return self.sides is not None and info.size == self.size and (info.width, info.height) == self.sides


@lru_cache(maxsize=16)
def template_files(profile: Profile) -> tuple[TemplateFile, ...]:
    """Return the files of a template: those that it names next to it, and our own."""
    return (*_known(), *_named(profile))


def beside(profile: Profile) -> Iterator[Path]:
    """Return the files that a template names and that are next to it."""
    return (reference.found.path for reference in _references(profile) if reference.found.path is not None)


def named_files(profile: Profile) -> Iterator[Path]:
    """Yield where the files are that a template names, and where the missing ones would be."""
    for reference in _references(profile):
        if reference.found.path is not None:
            yield reference.found.path
        elif profile.template_path is not None:
            yield profile.template_path.parent / reference.target


def _named(profile: Profile) -> Iterator[TemplateFile]:
    for reference in _references(profile):
        yield _measured(reference.target.rpartition("/")[2], reference.found.path, reference.kind)


def _references(profile: Profile) -> Iterator[Reference]:
    if profile.template_path is None:
        return
    for reference in references(profile.template.document, Assets(profile.template_path.parent)):
        if reference.kind in ("picture", "map") and reference.found.status is not Status.REMOTE:
            yield reference


def _measured(name: str, path: Path | None, kind: str) -> TemplateFile:
    if path is None:
        return TemplateFile(name)
    if kind == "map":
        found = small_json(path)
        return TemplateFile(name, positions=found.positions, digest=found.digest) if found else TemplateFile(name)
    info = image_header.read(path)
    sides = (info.width, info.height) if info.width is not None and info.height is not None else None
    return TemplateFile(name, info.size, sides)


@lru_cache(maxsize=1)
def _known() -> tuple[TemplateFile, ...]:
    """Return the files of the templates that our profiles stand for, which are not shipped with them."""
    import yaml

    from cslint.document.front_matter.yaml_loader import Loader

    text = (folder("schemas") / "files.yml").read_text(encoding="utf-8")
    return tuple(
        TemplateFile(
            name,
            entry.get("size", 0),
            (entry["width"], entry["height"]) if "width" in entry else None,
            entry.get("positions", 0),
            entry.get("digest", ""),
        )
        for name, entry in yaml.load(text, Loader=Loader).items()
    )
