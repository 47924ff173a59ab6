"""Whatever an author writes, the checks of files, pictures and links answer, and point inside the text."""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.checks import assets, images, links
from cslint.checks.context import CheckContext
from cslint.checks.violation import Violation
from tests.checks.samples import context, mended

CHECKS: list[Callable[[CheckContext], Iterator[Violation]]] = [
    check
    for module in (assets, images, links)
    for name, check in inspect.getmembers(module, inspect.isgeneratorfunction)
    if check.__module__ == module.__name__
    and not name.startswith(("_", "x_"))  # x_: where mutmut keeps the function that it has changed
]
PIECES = st.sampled_from(
    [
        *(
            "[",
            "](",
            "] (",
            ")",
            "![",
            "<",
            ">",
            "(",
            '"',
            " ",
            "\n",
            "\n\n",
            "- ",
            "## References\n",
            "`",
            "<!--",
            "-->",
        ),
        *(
            "./photo.jpg",
            "PHOTO.JPG",
            "gone.pdf",
            "../x.png",
            r"a\b.png",
            "a b",
            "%20",
            "https://example.org",
            "www.a.org",
        ),
        *(
            '![a](./photo.jpg "b")',
            "[a](PHOTO.jpg)",
            '<img src="a.png">',
            "<a href=''>",
            "[a] (https://a.org)",
            "[x]: y.pdf",
        ),
        *("word", "公", "\0", "\r\n", "é", "\u0301", "|", "#", "&amp;", "\\"),
    ]
)
FRONT = st.sampled_from(
    ["", "---\nfeatured_image: PHOTO.jpg\ngeography: ./a.geojson\n---\n", "---\nfeatured_image: [\n"]
)


@settings(max_examples=150, deadline=None)
@given(FRONT, st.lists(PIECES, max_size=20).map("".join))
def test_every_check_points_inside_the_text_and_safe_mending_is_done_once(front: str, body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        about = context(Path(folder), front + body, {"photo.jpg": "jpeg", "a b.png": "png"})
        size = len(about.case.source.text)
        for check in CHECKS:
            for hit in check(about):
                assert 0 <= hit.span.start <= hit.span.end <= size
                assert all("\n" not in str(value) for value in hit.values.values())
        once = mended(assets.path_case, about, unsafe=False)
        assert mended(assets.path_case, context(Path(folder), once), unsafe=False) == once


def test_the_checks_are_all_there() -> None:
    assert len(CHECKS) == 20
