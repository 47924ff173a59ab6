"""Settings that an editor sends apply in place of the options of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server needs pygls: pip install 'cslint[lsp]'")

from cslint.errors import ConfigError
from cslint.linter.overrides import Request
from cslint.server import settings

OPTIONS = Request(profile="atlas-2023", stage="draft")


def test_a_setting_replaces_an_option() -> None:
    assert settings.applied(OPTIONS, {"stage": "review", "notes": True}, Path("/")).stage == "review"
    assert settings.applied(OPTIONS, {"stage": "review", "notes": True}, Path("/")).notes


@pytest.mark.parametrize("nothing", ["", None])
def test_an_empty_setting_leaves_the_option(nothing: str | None) -> None:
    assert settings.applied(OPTIONS, {"stage": nothing, "profile": nothing}, Path("/")) == OPTIONS


def test_paths_are_relative_to_the_opened_folder(tmp_path: Path) -> None:
    chosen = settings.applied(OPTIONS, {"template": "templates/a.md", "profile": "schemas/own"}, tmp_path)
    assert chosen.template == tmp_path / "templates" / "a.md"
    assert chosen.profile == str(tmp_path / "schemas" / "own")


def test_a_built_in_profile_is_no_path(tmp_path: Path) -> None:
    assert settings.applied(Request(), {"profile": "atlas-2024"}, tmp_path).profile == "atlas-2024"


def test_a_setting_of_another_type_is_named() -> None:
    with pytest.raises(ConfigError, match=r"cslint\.stage is 3; it should be a text"):
        settings.applied(OPTIONS, {"stage": 3}, Path("/"))


def test_our_section_is_found_where_there_is_one() -> None:
    assert settings.own({"cslint": {"stage": "review"}, "other": {}}) == {"stage": "review"}
    assert settings.own({"stage": "review"}) == {"stage": "review"}
    assert settings.own(None) == {}
    assert settings.own({"cslint": None}) == {}
