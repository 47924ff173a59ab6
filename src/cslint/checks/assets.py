"""Files that a case study names: there, under that name, in its own folder, and its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

from cslint.checks._violations import at_reference
from cslint.checks.context import CheckContext
from cslint.checks.violation import RelatedSpan, Violation
from cslint.contract.template_assets import template_files
from cslint.document.files.asset_folder import Status, is_drawn_map, is_text
from cslint.document.files.references import Reference, extension
from cslint.document.files.sibling_cases import SiblingCases
from cslint.document.markdown import urls
from cslint.geo.places.geodesy import distance_km, farther
from cslint.text.edits import ProposedFix, TextEdit
from cslint.text.source import Span
from cslint.util.files import regular_file
from cslint.util.shorten import shorten

_POSITION = rb"\[\s*(-?\d{1,3}(?:\.\d{1,20})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,20})?)"
_KIND = {"picture": "image", "map": "map", "paper": "paper", "link": "file"}
# files of systems and editors, and legitimate files next to a case study
_NO_ASSET = r"(?i)(?:thumbs\.db|desktop\.ini|licen[sc]e.*|copying|readme.*|.*\.md|.*\.markdown)"


_PAGES = frozenset(["md", "markdown", "mdx", "qmd", "rmd", "html", "htm"])


def missing(context: CheckContext) -> Iterator[Violation]:
    """Yield files that are named and not there; all in one finding if they are another case's."""
    references = list(_files(context))
    gone = [
        reference
        for reference in references
        if reference.found.status is Status.MISSING
        and not reference.found.nearest
        and not _is_template_file(context, reference)
    ]
    home = _home(context, gone)
    if home:
        related = tuple(RelatedSpan(reference.span, f"{shorten(reference.target)} is named here") for reference in gone)
        values = {"count": len(gone), "folder": shorten(home)}
        yield at_reference(context, gone[0], values, "exchanged")._replace(related=related[1:])
    for reference in references:
        if home and reference in gone:
            continue
        found = reference.found
        values = _values(reference)
        if found.status is Status.ELSEWHERE:
            values["actual"] = shorten(found.actual)
            fix = None if reference.kind == "link" else _repair(reference, found.actual, safe=False)
            yield at_reference(context, reference, values, "elsewhere", fix)
        elif found.status is Status.MISSING or _is_missing_beside(context, reference):
            values["nearest"] = shorten(found.nearest)
            yield at_reference(context, reference, values, "near" if found.nearest else "missing")
        elif found.status is Status.NOT_A_FILE:
            yield at_reference(context, reference, values, "not-a-file")
        elif found.status is Status.EMPTY and reference.link is not None and reference.link.image:
            yield at_reference(context, reference, values, "empty")


def _home(context: CheckContext, gone: Sequence[Reference]) -> str:
    """Return the name of the only other case folder with all files that are missing here, or "".

    Files of this folder that nothing names are the other half of an exchange; without any, no folder is looked into.
    """
    if context.peers is None or len({reference.target for reference in gone}) < 2 or not _idle(context):
        return ""
    names = {unquote(reference.target.strip()).removeprefix("./") for reference in gone}
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        return ""
    context.assets.looked_outside = True
    homes = context.peers.with_files(names, other_than=context.assets.root)
    return Path(homes[0]).name if len(homes) == 1 else ""


def _is_missing_beside(context: CheckContext, reference: Reference) -> bool:
    """Return whether a path out of the folder leads nowhere, where the profile lets files be kept out there."""
    if reference.found.status is not Status.OUTSIDE:
        return False
    if "asset-outside-folder" in context.profile.house_rules and not _is_page(reference):
        return False
    if not reference.target.strip().startswith("../"):
        return False  # "/images/x.png" begins at the top of a site, wherever that is
    return context.assets.outside(reference.target) is None


def _is_page(reference: Reference) -> bool:
    """Return whether a link leads to another page, which may be anywhere in the repository."""
    link = reference.link
    path = re.split(r"[?#]", reference.target.strip(), maxsplit=1)[0]
    return link is not None and not link.image and path.startswith("../") and extension(path) in _PAGES


def path_case(context: CheckContext) -> Iterator[Violation]:
    """Yield names that differ from the file's in letter case, Unicode form, percent-encoding or slashes."""
    for reference in _files(context):
        found = reference.found
        if found.status is Status.OTHER_CASE:
            values = _values(reference) | {"actual": shorten(found.actual)}
            yield at_reference(
                context, reference, values, found.difference, _repair(reference, found.actual, safe=True)
            )


def path_prefix(context: CheckContext) -> Iterator[Violation]:
    """Yield names of files in the case folder that do not begin with ``./``."""
    for reference in _files(context):
        if reference.found.status is Status.PRESENT and not reference.target.startswith(("./", "../", "<")):
            yield at_reference(
                context, reference, _values(reference), "", _repair(reference, reference.found.actual, safe=True)
            )


def outside_folder(context: CheckContext) -> Iterator[Violation]:
    """Yield paths that lead out of the case folder; what they lead to is never looked at."""
    for reference in _files(context):
        if reference.found.status is not Status.OUTSIDE or _is_page(reference):
            continue
        actual = reference.found.actual
        if actual and reference.target.strip().startswith("../") and context.assets.outside(reference.target):
            actual = ""  # a file of the same name that is there is another file
        fix = _repair(reference, actual, safe=False) if actual else None
        values = _values(reference) | {"actual": shorten(actual)}
        yield at_reference(context, reference, values, "inside" if actual else "outside", fix)


def remote_image(context: CheckContext) -> Iterator[Violation]:
    """Yield images and maps that are loaded from another site."""
    for reference in context.references:
        shown = reference.field or (reference.link is not None and reference.link.image)
        inline = reference.target.lstrip()[:5].lower() == "data:"
        if shown and reference.found.status is Status.REMOTE and not inline:
            yield at_reference(context, reference, _values(reference), "")


def copied(context: CheckContext, *, apart: float = 100.0) -> Iterator[Violation]:
    """Yield images, maps and papers that are identical to those of a case about another place.

    Args:
        context: the case.
        apart: distance in kilometres from which two cases are about different places.
    """
    peers, own = context.peers, context.case.front_matter.centroid
    nowhere = context.profile.template.document.front_matter.centroid  # the template's centroid is nobody's place
    if peers is None or own is None or own == nowhere:
        return

    @cache  # many cases have the same unchanged image, often about one place
    def is_apart(place: tuple[float, float]) -> bool:
        return place != nowhere and farther(*place, *own, apart)

    def is_far(folder: str) -> bool:
        place = peers.centroid(folder)
        return place is not None and is_apart(place)

    for reference in _own_files(context, "picture", "map", "paper"):
        path = reference.found.path
        assert path is not None
        others = peers.same_bytes(path, among=is_far)
        if others and reference.kind == "map":
            shown = _first_position(path)
            others = [other for other in others if shown and _is_nearer(shown, peers, other, own)]
        if others and not _is_template_file(context, reference):
            home = peers.folder_of(others[0])
            values = _values(reference) | {"other": shorten(f"{home.name if home else ''}/{others[0].name}")}
            yield at_reference(context, reference, values)


def unused(context: CheckContext) -> Iterator[Violation]:
    """Yield files in the case folder that nothing names; all in one finding."""
    if idle := _idle(context):
        names = ", ".join(shorten(name, 40) for name in idle[:4])
        if len(idle) > 4:
            names += f" and {len(idle) - 4} more"
        yield Violation(Span(0, 0), {"count": len(idle), "names": names}, "one" if len(idle) == 1 else "many")


def _idle(context: CheckContext) -> list[str]:
    """Return the files in the case folder that nothing names."""
    known = {reference.found.actual for reference in context.references}
    known |= {reference.found.nearest for reference in context.references}
    text = context.case.source.text.casefold()
    return [
        name
        for name, entry in context.assets.files.items()
        if name not in known
        and not re.fullmatch(_NO_ASSET, entry.name)
        and not (name.endswith((".svg", ".png")) and is_drawn_map(Path(entry.path)))
        and not any(form.casefold() in text for form in (entry.name, quote(entry.name, errors="surrogateescape")))
    ]


def template_file(context: CheckContext) -> Iterator[Violation]:
    """Yield the template's own image or map, under its name or another."""
    for reference in context.references:
        if _untouched(context, reference) or _is_template_file(context, reference):
            yield at_reference(context, reference, _values(reference), reference.kind)


def paper(context: CheckContext) -> Iterator[Violation]:
    """Yield linked PDF files that are empty or have other content."""
    for reference in _own_files(context, "paper"):
        if extension(reference.target) != "pdf" or reference.found.path is None:
            continue
        header = context.assets.header(reference.found.path)
        if header.fault == "empty" or header.format != "pdf":
            message = {"html": "html", "lfs": "lfs"}.get(header.format, "other")
            yield at_reference(context, reference, _values(reference), "empty" if header.fault == "empty" else message)


def _files(context: CheckContext) -> Iterator[Reference]:
    """Yield references to local files, without links to pages of the site and malformed addresses."""
    for reference in context.references:
        link = reference.link
        if reference.found.status is Status.REMOTE:
            continue
        if link is not None and reference.found.status not in (Status.PRESENT, Status.OTHER_CASE):
            if urls.fault(link.target) is not None:
                continue
            page = (
                reference.found.status is Status.OUTSIDE and not extension(link.target) and "file:" not in link.target
            )
            if not link.image and (page or urls.is_blank(link.target) or link.target.startswith(("#", "?"))):
                continue
        yield reference


def _own_files(context: CheckContext, *kinds: str) -> Iterator[Reference]:
    """Yield the first reference to each file that is in the folder."""
    seen: set[Path] = set()
    for reference in context.references:
        path = reference.found.path
        if path is not None and path not in seen and reference.kind in kinds:
            seen.add(path)
            yield reference


def _values(reference: Reference) -> dict[str, object]:
    return {"target": shorten(reference.target), "kind": _KIND[reference.kind]}


def _repair(reference: Reference, actual: str, *, safe: bool) -> ProposedFix | None:
    """Write the path as the file is called, with ``./`` in front."""
    if not reference.exact or not actual:
        return None
    path = "./" + actual
    if reference.link is not None:
        path = "".join(_written(char) for char in path)
        path += _tail(reference.target)
    elif any(mark in path for mark in (": ", " #", '"', "'", "\\")) or not is_text(path):
        return None  # it would need YAML quotes
    return ProposedFix(f"write {shorten(path)}", (TextEdit(reference.span, path),), safe)


def _written(char: str) -> str:
    """Return a character of a file's name as an address has it; letters of other scripts may stay."""
    if ord(char) > 127 and is_text(char):
        return char
    return quote(char, safe="/!$&*+,;=:@~", errors="surrogateescape")


def _tail(target: str) -> str:
    """Return the query and fragment of an address."""
    match = re.search(r"[?#].*", target, re.S)
    return match[0] if match else ""


def _untouched(context: CheckContext, reference: Reference) -> bool:
    """Return whether every part of an image in the body is the template's."""
    link = reference.link
    return link is not None and any(
        (link.target, link.text, link.title) == (other.target, other.text, other.title)
        for other in context.profile.template.images
    )


def _is_template_file(context: CheckContext, reference: Reference) -> bool:
    """Return whether a file is one that came with the template: the same, or named like one and not there."""
    if reference.kind not in ("picture", "map"):
        return False
    path = reference.found.path
    if path is not None:
        return any(known.is_same(path, context.assets) for known in template_files(context.profile))
    name = reference.target.rpartition("/")[2]
    gone = reference.found.status in (Status.MISSING, Status.ELSEWHERE)
    return gone and any(known.name == name for known in template_files(context.profile))


def _first_position(path: Path) -> tuple[float, float] | None:
    """Return latitude and longitude of the first position of a map."""
    with regular_file(path) as file:
        match = re.search(_POSITION, file.read(65536)) if file else None
    return (float(match[2]), float(match[1])) if match else None  # GeoJSON gives longitude first


def _is_nearer(shown: tuple[float, float], peers: SiblingCases, other: Path, own: tuple[float, float]) -> bool:
    """Return whether a position that a map shows is nearer to the case of another file than to this one."""
    home = peers.folder_of(other)
    theirs = peers.centroid(str(home))
    return theirs is not None and distance_km(*theirs, *shown) < distance_km(*own, *shown)
