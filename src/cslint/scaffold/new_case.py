"""Plan and write a new case study: its folder name, and its file from the template with known values filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cslint.contract.profile import Profile
from cslint.contract.template import Template
from cslint.document.front_matter.parser import Field
from cslint.errors import ConfigError
from cslint.geo.places.countries import Country
from cslint.text.source import Source

INDEX = "index.md"
_PLAIN = re.compile(r"[\w(][^\n:#]*[^\s:#]|\w", re.U)  # a YAML value that needs no quotes
_MARK = re.compile(r"^[ \t]*<!--\s*cslint:\s*(?:keep|replace)\s*-->[ \t]*\n?", re.M)
_RESERVED = {"yes", "no", "on", "off", "true", "false", "null", "y", "n", "none", "~"}


@dataclass(frozen=True, slots=True)
class NewCase:
    """A planned case study.

    Attributes:
        folder: name of its folder.
        text: content of its file.
        remarks: what could not be filled in, as sentences.
    """

    folder: str
    text: str
    remarks: tuple[str, ...]


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
    return NewCase(f"{slug}-{land.alpha3.lower()}", text, remarks)


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


def create(parent: Path, begun: NewCase) -> Path:
    """Write a new case study below a folder.

    Args:
        parent: the folder.
        begun: the planned case study.

    Returns:
        Its file.

    Raises:
        ConfigError: its folder already exists.
        WriteError: the folder cannot be written.
    """
    from cslint.util import atomic_write

    folder = parent / begun.folder
    if folder.exists() and not (folder.is_dir() and all(atomic_write.is_ours(path.name) for path in folder.iterdir())):
        raise ConfigError(f"{folder} is there already; nothing was written.")
    atomic_write.make(folder)
    atomic_write.replace(folder / INDEX, begun.text.encode())
    return folder / INDEX


def copy_template(path: Path, template: Template) -> Path:
    """Write a copy of a template for an author to fill in, without the marks that are for cslint alone.

    Args:
        path: the file to make; a name without an ending gets that of the template.
        template: what is copied.

    Returns:
        The file.

    Raises:
        ConfigError: there is a file of that name already.
        WriteError: the file cannot be written.
    """
    from cslint.util import atomic_write

    file = path if path.suffix else path.with_name(path.name + template.source.path.suffix)
    if file.exists():
        raise ConfigError(f"{file} exists already; nothing was written.")
    atomic_write.make(file.parent)
    atomic_write.replace(file, _MARK.sub("", template.source.text).encode())
    return file
