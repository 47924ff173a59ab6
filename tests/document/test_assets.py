"""Which file a path means: exactly that one, in the case folder, and no other is ever touched."""

from __future__ import annotations

import os
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.document.files.asset_folder import MOST_ENTRIES, Assets, Resolved, Status
from tests.samples import picture

NFC, NFD = (unicodedata.normalize(form, "café.png") for form in ("NFC", "NFD"))
FILES = [
    "photo.jpg",
    "Tianjin.geojson",
    "a b.png",
    "50%25.png",
    "R&D.png",
    "bus,tram;(1).png",
    "issue#2.pdf",
    "two\nlines.png",
    "images/Bus.png",
    "images/old/bus-1990.png",
    NFD,
    ".hidden.png",
    "cafe.gif/inner.png",
]


@pytest.fixture(scope="module")
def assets() -> Iterator[Assets]:
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top, "cases", "pune-ind")
        for name in FILES:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
        Path(top, "cases", "secret.jpg").write_bytes(b"not ours")
        Path(top, "cases", "other").mkdir()
        Path(top, "cases", "other", "theirs.jpg").write_bytes(b"not ours")
        os.mkfifo(folder / "pipe.png")
        (folder / "leads-out.jpg").symlink_to(Path(top, "cases", "secret.jpg"))
        (folder / "leads-in.jpg").symlink_to(folder / "photo.jpg")
        (folder / "dangling.jpg").symlink_to(folder / "gone.jpg")
        (folder / "loop.jpg").symlink_to(folder / "loop.jpg")
        (folder / "round").symlink_to(folder)
        (folder / "away").symlink_to(Path(top, "cases", "other"))
        yield Assets(folder)


PRESENT = [
    ("./photo.jpg", "photo.jpg"),
    ("photo.jpg", "photo.jpg"),
    (".//photo.jpg", "photo.jpg"),
    ("  ./photo.jpg\t", "photo.jpg"),
    ("<./photo.jpg>", "photo.jpg"),
    ("./photo.jpg?raw=true#top", "photo.jpg"),
    ("./a%20b.png", "a b.png"),
    ("./a b.png", "a b.png"),
    ("50%2525.png", "50%25.png"),
    ("R&D.png", "R&D.png"),
    ("bus,tram;(1).png", "bus,tram;(1).png"),
    ("two\nlines.png", "two\nlines.png"),
    ("images/Bus.png", "images/Bus.png"),
    ("./images/./old/bus-1990.png", "images/old/bus-1990.png"),
    ("images/../photo.jpg", "photo.jpg"),
    ("images/old/../Bus.png", "images/Bus.png"),
    (NFD, NFD),
    (".hidden.png", ".hidden.png"),
    ("leads-in.jpg", "leads-in.jpg"),
    ("round/round/photo.jpg", "round/round/photo.jpg"),
]


@pytest.mark.parametrize(("target", "actual"), PRESENT)
def test_what_is_there_under_that_name_is_present(assets: Assets, target: str, actual: str) -> None:
    found = assets.resolve(target)
    assert (found.status, found.actual, found.difference) == (Status.PRESENT, actual, "")
    assert found.path is not None
    assert found.path.is_file()


OTHER = [
    ("./tianjin.geojson", "Tianjin.geojson", "case"),
    ("PHOTO.JPG", "photo.jpg", "case"),
    ("Images/bus.png", "images/Bus.png", "case"),
    (NFC, NFD, "unicode"),
    (NFC.upper(), NFD, "case"),
    ("issue#2.pdf", "issue#2.pdf", "encoding"),
    ("R&amp;D.png", "R&D.png", "encoding"),
    (r".\photo.jpg", "photo.jpg", "separator"),
    (r"images\old\bus-1990.png", "images/old/bus-1990.png", "separator"),
]


@pytest.mark.parametrize(("target", "actual", "difference"), OTHER)
def test_a_name_that_only_looks_right_is_another(assets: Assets, target: str, actual: str, difference: str) -> None:
    found = assets.resolve(target)
    assert (found.status, found.actual, found.difference) == (Status.OTHER_CASE, actual, difference)


@pytest.mark.parametrize(
    ("target", "status", "difference"),
    [
        ("./a b.png", Status.PRESENT, ""),
        ("./a%20b.png", Status.OTHER_CASE, "encoding"),
        ("50%25.png", Status.PRESENT, ""),
        ("issue#2.pdf", Status.PRESENT, ""),
        ("./photo.jpg?raw=true", Status.OTHER_CASE, "encoding"),
    ],
)
def test_front_matter_holds_plain_paths(assets: Assets, target: str, status: Status, difference: str) -> None:
    found = assets.resolve(target, url=False)
    assert (found.status, found.difference) == (status, difference)


ELSEWHERE = [
    ("./Bus.png", "images/Bus.png"),
    ("pictures/photo.jpg", "photo.jpg"),
    ("bus-1990.PNG", "images/old/bus-1990.png"),
]


@pytest.mark.parametrize(("target", "actual"), ELSEWHERE)
def test_a_file_of_that_name_in_another_folder_of_the_case_is_pointed_out(
    assets: Assets, target: str, actual: str
) -> None:
    assert assets.resolve(target) == Resolved(Status.ELSEWHERE, actual=actual)


@pytest.mark.parametrize(
    ("target", "nearest"),
    [
        ("./foto.jpg", "photo.jpg"),
        ("tianjin.geo.json", "Tianjin.geojson"),
        ("images/bus-1980.png", "images/old/bus-1990.png"),
        ("./report-of-the-council.pdf", ""),
        ("x" * 5000, ""),
        ("dangling-picture.jpg/inside", ""),
    ],
)
def test_for_a_missing_file_the_nearest_name_is_offered(assets: Assets, target: str, nearest: str) -> None:
    assert assets.resolve(target) == Resolved(Status.MISSING, nearest=nearest)


OUTSIDE = [
    "../secret.jpg",
    "./../../cases/secret.jpg",
    "images/../../secret.jpg",
    "%2e%2e/secret.jpg",
    "%2E%2E%2Fsecret.jpg",
    r"..\secret.jpg",
    "/etc/passwd",
    "%2Fetc%2Fpasswd",
    "/photo.jpg",
    "~/photo.jpg",
    "file:///etc/passwd",
    "FILE:photo.jpg",
    r"C:\Users\asha\photo.jpg",
    "c:/photo.jpg",
    "C:photo.jpg",
    r"\\server\share\photo.jpg",
    "leads-out.jpg",
    "away/theirs.jpg",
    "away",
    "../pune-ind/photo.jpg",
]


@pytest.mark.parametrize("target", OUTSIDE)
@pytest.mark.parametrize("url", [True, False])
def test_what_leads_out_of_the_folder_is_outside(assets: Assets, target: str, url: bool) -> None:
    found = assets.resolve(target, url=url)
    assert (found.status, found.path) == (Status.OUTSIDE, None)
    assert found.actual == ("photo.jpg" if "photo.jpg" in target else "")


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("https://example.org/photo.jpg", Status.REMOTE),
        ("//example.org/photo.jpg", Status.REMOTE),
        ("HTTP://example.org", Status.REMOTE),
        ("mailto:asha@example.org", Status.REMOTE),
        ("data:image/png;base64,AAAA", Status.REMOTE),
        ("git+ssh://example.org/x", Status.REMOTE),
        ("", Status.EMPTY),
        ("  ", Status.EMPTY),
        ("<>", Status.EMPTY),
        ("#outcomes", Status.EMPTY),
        ("?raw", Status.EMPTY),
        (".", Status.NOT_A_FILE),
        ("./", Status.NOT_A_FILE),
        ("images", Status.NOT_A_FILE),
        ("images/", Status.NOT_A_FILE),
        ("pipe.png", Status.NOT_A_FILE),
        ("dangling.jpg", Status.NOT_A_FILE),
        ("loop.jpg", Status.NOT_A_FILE),
        ("photo.jpg/", Status.PRESENT),
        ("photo.jpg/x", Status.MISSING),
        ("a\0b.png", Status.MISSING),
        ("%00", Status.MISSING),
        ("Photo: a bus.png", Status.MISSING),
    ],
)
def test_addresses_folders_and_nothing_are_told_apart(assets: Assets, target: str, status: Status) -> None:
    assert assets.resolve(target).status is status


def test_the_listing_leaves_out_what_is_hidden_linked_from_outside_or_of_another_case(tmp_path: Path) -> None:
    for name in ("index.md", "a.png", "sub/b.png", ".git/c.png", "case-2/index.md", "case-2/d.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "etc").symlink_to("/etc")
    (tmp_path / "passwd").symlink_to("/etc/passwd")
    (tmp_path / "again").symlink_to(tmp_path / "sub")
    assert sorted(Assets(tmp_path).files) == ["a.png", "index.md", "sub/b.png"]


def test_names_are_compared_with_the_listing_even_on_a_disk_that_ignores_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Photo.jpg").write_bytes(b"x")
    monkeypatch.setattr(Path, "exists", lambda self: True)  # as such a disk would answer
    monkeypatch.setattr(Path, "is_file", lambda self: True)
    assert Assets(tmp_path).resolve("photo.jpg").status is Status.OTHER_CASE


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert Assets(tmp_path / "gone").resolve("photo.jpg") == Resolved(Status.MISSING)


def test_a_crowded_folder_is_looked_at_in_part(tmp_path: Path) -> None:
    for number in range(MOST_ENTRIES + 50):
        (tmp_path / f"{number}.png").touch()
    assert len(Assets(tmp_path).files) == MOST_ENTRIES


def test_fifteen_pictures_take_five_milliseconds(tmp_path: Path) -> None:
    names = [f"picture-{number}.jpg" for number in range(15)]
    for name in names:
        (tmp_path / name).write_bytes(picture("jpeg", "1920x1280", "300kB"))
    best = 1.0
    for _ in range(5):
        start = time.process_time()
        assets = Assets(tmp_path)
        for name in names:
            path = assets.resolve(f"./{name}").path
            assert path is not None
            assert assets.header(path).width == 1920
        best = min(best, time.process_time() - start)
    assert best < 0.005


WORDS = (
    r".. . / \ %2e %2f % photo.jpg images Bus.png away round leads-out.jpg theirs.jpg C: file: http: // # ? &amp; < > ~"
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "\0", "\u0301", "\ud800"])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=8).map("".join), st.booleans())
def test_no_path_whatever_leads_out_or_fails(assets: Assets, target: str, url: bool) -> None:
    found = assets.resolve(target, url=url)
    if found.path is not None:
        assert os.path.realpath(found.path).startswith(assets.root + os.sep)
        assert found.status in (Status.PRESENT, Status.OTHER_CASE)
        assert (assets.folder / found.actual).is_file()
    else:
        assert found.status not in (Status.PRESENT, Status.OTHER_CASE)
