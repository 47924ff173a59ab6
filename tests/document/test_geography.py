"""The map of a case: what short texts hold is known from one case to the next, and each case keeps what is its own."""

from __future__ import annotations

from pathlib import Path

from cslint.document.geojson.map_file import Geography
from cslint.linter import discovery
from tests.geo.geometry.maps import collection, feature, findings, lay_out

FLAWED = collection(feature().replace('"type": "Polygon"', '"type": "polygon"'))


def read(content: str | bytes, folder: Path) -> Geography:
    folder.mkdir()
    found = discovery.read(lay_out(content, folder)).map_file
    assert found is not None
    return found


def test_the_same_short_text_is_read_once_and_each_case_has_its_own_file(tmp_path: Path) -> None:
    one, other = (read(FLAWED, tmp_path / name) for name in ("one", "other"))
    assert one.content is other.content
    assert [x.source.path.parent.name for x in (one, other)] == ["one", "other"]


def test_cases_with_the_same_map_are_told_the_same_each_of_its_own_file(tmp_path: Path) -> None:
    told = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        found = [(x.rule, x.location) for x in findings(FLAWED, tmp_path / name)]
        told.append([(rule, Path(at.path).relative_to(tmp_path / name), at.line) for rule, at in found])
    assert told[0]
    assert told[1] == told[0]


def test_a_text_of_other_bytes_is_read_for_itself(tmp_path: Path) -> None:
    marked = read(b"\xef\xbb\xbf" + FLAWED.encode(), tmp_path / "marked")
    plain = read(FLAWED, tmp_path / "plain")
    assert [fault.what for fault in marked.json.faults] == ["byte-order-mark"]
    assert plain.json.faults == ()


def test_a_long_text_is_not_kept(tmp_path: Path) -> None:
    long = collection(*[feature()] * 600)
    one, other = (read(long, tmp_path / name) for name in ("one", "other"))
    assert one.content is not other.content
