"""Whatever a stranger sends ends in findings: within the memory, in time for its size, in words of a usual length."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.course import environment
from tests.hostile.inputs import EACH, FRONT, MAPS, PICTURES, TEXTS, N, body
from tests.samples import MAP, picture

resource = pytest.importorskip("resource", reason="no limits of address space and time here")
_MEMORY = 4 << 30  # bytes of address space
_LONGEST = 1_000  # characters of a message
ROOT = Path(__file__).parents[2]


def check(
    folder: Path, text: str | bytes, seconds: int = 10, files: dict[str, bytes] | None = None
) -> list[dict[str, object]]:
    """The findings of all rules in a case, by the real program in a process of its own that may take only so much."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    for name, content in {
        "index.md": data,
        "map.geojson": MAP.encode(),
        "photo.jpg": picture(),
        **(files or {}),
    }.items():
        (folder / name).write_bytes(content)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    options = ["--isolated", "--profile", "atlas-2023", "--select", "all", "--notes", "-o", "json", "index.md"]
    done = subprocess.run(
        [sys.executable, "-m", "cslint", "check", *options],
        cwd=folder, env=environment(), capture_output=True, preexec_fn=limited, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode in (0, 1), (done.returncode, done.stderr[-2000:], done.stdout[-500:])
    found: list[dict[str, object]] = json.loads(done.stdout)["diagnostics"]
    for one in found:
        assert len(str(one["message"])) <= _LONGEST, one["rule"]
        assert len(str(one["help"])) <= _LONGEST, one["rule"]
    return found


def rules(found: list[dict[str, object]]) -> set[object]:
    return {one["rule"] for one in found}


@pytest.mark.parametrize("name", FRONT)
def test_front_matter(name: str, tmp_path: Path) -> None:
    assert check(tmp_path, FRONT[name])
    assert not Path("/tmp/cslint-owned").exists()


@pytest.mark.parametrize(
    "name",
    [name for name in FRONT if any(word in name for word in ("explode", "cycle", "in itself", "5,000"))],
)
def test_front_matter_that_would_never_end_is_told_as_broken(name: str, tmp_path: Path) -> None:
    found = check(tmp_path, FRONT[name])
    # the anchor of the whole block is its key's alone, and merges are looked up without being written out
    if name not in ("the whole block in itself", "merge keys that explode"):
        assert "front-matter-syntax" in rules(found)


@pytest.mark.parametrize("name", EACH)
def test_twenty_thousand_of_a_kind(name: str, tmp_path: Path) -> None:
    assert check(tmp_path, body(EACH[name] * N), 20)


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name: str, tmp_path: Path) -> None:
    found = check(tmp_path, TEXTS[name])
    assert found
    assert "root:" not in json.dumps(found)


@pytest.mark.parametrize("name", MAPS)
def test_maps(name: str, tmp_path: Path) -> None:
    content = MAPS[name]
    data = content if isinstance(content, bytes) else content.encode()
    found = check(tmp_path, body(""), 30, {"map.geojson": data})
    assert any(one["path"] == "map.geojson" for one in found) or name in ("60,000 polygons",)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures(name: str, tmp_path: Path) -> None:
    found = check(tmp_path, body(""), files={"photo.jpg": PICTURES[name]})
    assert any(one["path"] == "photo.jpg" or one["field"] == "featured_image" for one in found)


EXAMPLE = (ROOT / "examples" / "pune-ind" / "index.md").read_text(encoding="utf-8").split("---\n", 2)[2]
LARGE = {
    "a case study again and again": EXAMPLE,
    "paragraphs": "Buses run late in the city, and riders know it.\n\n",
    "one line": "Buses run late in the city. ",
    "one word": "w",
}
DENSE = {
    "links": "[a](b) ",
    "pictures": "![a](b) ",
    "brackets": "[",
    "stars": "*a ",
    "tags": "<a>",
    "headings": "# h\n\n",
    "list entries": "- item\n",
    "instructions": "<!-- 5 words -->\n",
}


@pytest.mark.parametrize("name", LARGE)
def test_five_megabytes_take_less_than_ten_seconds(name: str, tmp_path: Path) -> None:
    unit = LARGE[name]
    assert check(tmp_path, body(unit * (5_000_000 // len(unit))), 10)


@pytest.mark.parametrize("name", DENSE)
def test_of_five_megabytes_of_marks_so_many_are_read_as_any_case_study_has(name: str, tmp_path: Path) -> None:
    unit = DENSE[name]
    found = check(tmp_path, body(unit * (5_000_000 // len(unit))), 10)
    said = [str(one["message"]) for one in found if one["rule"] == "unreadable-file"]
    assert [message.endswith("characters from here on were not read.") for message in said] == [True]
