"""An image of the template: untouched it is one finding, of the image; what is left of it is found part by part."""

from __future__ import annotations

from pathlib import Path

import pytest

from cslint.checks import assets, placeholders
from tests.checks.samples import context, found

TEMPLATE = '## Streets\n\n![A street in the old town](./street.jpg "Photo by Ann Lee")\n'


@pytest.mark.parametrize(
    ("image", "file", "alt", "caption"),
    [
        ('![A street in the old town](./street.jpg "Photo by Ann Lee")', True, False, False),
        ('![A street in the old town](./tram.jpg "Photo by Ann Lee")', False, True, True),
        ('![A tram](./tram.jpg "Photo by Ann Lee")', False, False, True),
        ('![A street in the old town](./tram.jpg "Photo by Ravi Rao")', False, True, False),
        ('![A tram](./tram.jpg "Photo by Ravi Rao")', False, False, False),
        ('![A street in the old town](./street.jpg "Photo by Ravi Rao")', True, True, False),
        ('![A tram](./street.jpg "Photo by Ann Lee")', True, False, True),
    ],
)
def test_each_part_that_is_the_template_s_is_found_once(
    image: str, file: bool, alt: bool, caption: bool, tmp_path: Path
) -> None:
    about = context(tmp_path, f"## Streets\n\n{image}\n", {"tram.jpg": "jpeg"}, TEMPLATE)
    assert bool(found(assets.template_file, about)) is file
    assert bool(found(placeholders.alt, about)) is alt
    assert bool(found(placeholders.caption, about)) is caption


@pytest.mark.parametrize("address", ["https://example.org/street.jpg", "//example.org/a/street.jpg"])
def test_a_remote_image_with_the_name_of_the_template_s_is_another_image(address: str, tmp_path: Path) -> None:
    about = context(tmp_path, f'## Streets\n\n![A tram]({address} "Photo by Ravi Rao")\n', {}, TEMPLATE)
    assert found(assets.template_file, about) == []
    assert found(assets.missing, about) == []
