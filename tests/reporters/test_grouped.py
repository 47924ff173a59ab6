"""Findings in columns under their file."""

from __future__ import annotations

from cslint.reporters import Options
from tests.reporters.samples import REPORT, printed


def test_each_file_is_named_once_with_its_findings_in_columns() -> None:
    assert printed("grouped", REPORT) == (
        "cases/fenland/index.md\n"
        "  4:15   error    country-code    country_code is read as false; a code has three letters\n"
        '  13:1   warning  too-few-words   Overview has 20 words; the template asks for "100 to 150"\n'
        "  20:13  warning  filler-text     Goal 1 is filler, not text\n"
        "  23:41  error    malformed-link  htp:// is no scheme; did you mean http://?\n"
        "\n"
        "cases/fenland/fenland.geojson\n"
        "  1:64  error    ring-unclosed  The ring ends at [0.2, 52.6] but began at [0.1, 52.5]\n"
        "\n"
        "5 problems in 1 of 2 case studies (3 errors, 2 warnings); --fix can fix 1 of them, "
        "--unsafe-fixes 1 more. 1 finding suppressed.\n"
    )


def test_on_a_terminal_messages_are_wrapped_in_their_own_column() -> None:
    lines = printed("grouped", REPORT, Options(terminal=True, width=76)).splitlines()
    assert lines[1:3] == [
        "  4:15   error    country-code    country_code is read as false; a code has",
        "                                  three letters",
    ]
