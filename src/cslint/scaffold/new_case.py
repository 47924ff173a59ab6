"""Plan and write a new case study: its folder name, and its file from the template with known values filled in."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from cslint.contract.profile import Profile, built_in
from cslint.document.front_matter.parser import Field
from cslint.errors import ConfigError
from cslint.geo.places.countries import Country
from cslint.text.source import Source

INDEX = "index.md"
LATEST = "atlas-2024"
"""The profile of a case study whose configuration names none."""
_PLAIN = re.compile(r"[\w(][^\n:#]*[^\s:#]|\w", re.U)  # a YAML value that needs no quotes
_MARK = re.compile(r"^[ \t]*<!--\s*cslint:\s*(?:keep|replace)\s*-->[ \t]*\n?", re.M)
_RESERVED = {"yes", "no", "on", "off", "true", "false", "null", "y", "n", "none", "~"}


@dataclass(frozen=True, slots=True)
class NewCase:
    """A planned document.

    Attributes:
        path: its file, relative to the folder that it is made in.
        text: content of its file.
        remarks: what could not be filled in, as sentences.
    """

    path: PurePath
    text: str
    remarks: tuple[str, ...] = ()


def needs_country(profile: Profile | None) -> bool:
    """Return whether documents that follow a profile are about a city in a country."""
    return profile is None or "country_code" in profile.schema.fields


def plan(name: str, country: str | None, profile: Profile | None, title: str = "") -> NewCase:
    """Plan a document: a case study of a city, or a copy of any template.

    Args:
        name: the city, or the name of the file.
        country: the city's country, by code or name, or None for a copy.
        profile: the profile to follow, or None for the latest built-in one.
        title: title of the plan or district; "" keeps that of the template.

    Raises:
        ConfigError: the country is missing or unknown, or the city has no letter that a folder name can contain.
    """
    if country is not None:
        return start(name, country, profile or next(p for p in built_in() if p.name == LATEST), title)
    if profile is None or needs_country(profile):
        raise ConfigError(f"A case study needs a country as well, such as: cslint new {shlex.quote(name)} India")
    source = profile.template.source
    path = PurePath(name)
    file = path if path.suffix else path.with_name(path.name + source.path.suffix)
    return NewCase(file, _MARK.sub("", source.text))


def start(city: str, country: str, profile: Profile, title: str = "") -> NewCase:
    """Plan a case study: the template with the country's code and the city's centre filled in, and empty years.

    Args:
        city: common name of the city.
        country: a code of two or three letters, or a name.
        profile: the profile to follow.
        title: title of the plan or district; "" keeps that of the template.

    Raises:
        ConfigError: the country is unknown, or the city has no letter that a folder name can contain.
    """
    from cslint.geo.places import countries
    from cslint.geo.places.name_folding import fold

    city = " ".join(city.split())
    land = countries.country(country) or countries.by_name(country)
    if land is None:
        raise ConfigError(f'"{country}" is not a country. Give its three-letter code, such as IND for India.')
    slug = "-".join(re.findall(r"[a-z0-9]+", fold(city)))
    if not slug:
        raise ConfigError(f'"{city}" has no letter for the name of the folder. Give the city in Latin letters.')
    centroid, remarks = _centre(city, land)
    known = {
        "title": title and _quoted(title),
        "status": "Draft",
        "city": _quoted(city),
        "country_code": land.alpha3,
        "country": _quoted(land.name),
        "centroid": centroid,
        "year_start": "",
        "year_completed": "",
    }
    if not title:
        del known["title"]
    text = _filled(profile.template.source, profile.template.document.front_matter.fields, known)
    return NewCase(PurePath(f"{slug}-{land.alpha3.lower()}", INDEX), text, remarks)


def _centre(city: str, land: Country) -> tuple[str, tuple[str, ...]]:
    """Return the city's centre for the front matter, and remarks if it needs checking or is unknown."""
    from cslint.geo.places import cities

    found = cities.find(city, land.alpha3)
    if not found:
        return "", (f"No city called {city} is known in {land.name}: fill in the centroid yourself.",)
    centre = f"[{found[0].lat:.4f}, {found[0].lon:.4f}]"
    if len(found) > 1 and found[1].population * 3 > found[0].population:
        return centre, (f"There are {len(found)} places called {city} in {land.name}: see that the centroid is right.",)
    return centre, ()


def _filled(source: Source, fields: Mapping[str, Field], known: dict[str, str]) -> str:
    """Return the template with values filled in, from the last field to the first so that offsets stay valid."""
    text = source.text
    for name, value in sorted(known.items(), key=lambda entry: -fields[entry[0]].key.end if entry[0] in fields else 0):
        field = fields.get(name)
        if field is not None:
            at = text.index(":", field.key.end) + 1
            end = max(at, field.span.end)
            text = text[:at] + (f" {value}" if value else "") + text[end:]
    return text


def _quoted(value: str) -> str:
    """Return a text as a YAML value, in quotes if needed."""
    value = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    if _PLAIN.fullmatch(value) and value.casefold() not in _RESERVED and not value[0].isdigit():
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def create(parent: Path, planned: NewCase) -> Path:
    """Write a new document below a folder.

    Args:
        parent: the folder.
        planned: the planned document.

    Returns:
        Its file.

    Raises:
        ConfigError: its folder or its file already exists.
        WriteError: the folder cannot be written.
    """
    from cslint.util import atomic_write

    file = parent / planned.path
    if file.name == INDEX and len(planned.path.parts) > 1:
        _refuse_folder(file.parent)
    elif file.exists():
        raise ConfigError(f"{file} exists already; nothing was written.")
    atomic_write.make(file.parent)
    atomic_write.replace(file, planned.text.encode())
    return file


def _refuse_folder(folder: Path) -> None:
    from cslint.util import atomic_write

    if folder.exists() and not (folder.is_dir() and all(atomic_write.is_ours(path.name) for path in folder.iterdir())):
        raise ConfigError(f"{folder} is there already; nothing was written.")
