"""Addresses: what is wrong with one, what it should have been, and when two are the same."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.document.markdown import urls
from cslint.document.markdown.urls import AddressFault, fault, is_blank, is_host, normalised

SOUND = [
    "https://example.org",
    "http://example.org:8080/a?b=c#d",
    "https://user@example.org/",
    "https://en.wikipedia.org/wiki/Pune_(city)",
    "https://example.org/?q=(a",
    "https://web.archive.org/web/2020/https://example.org/",
    "https://example.org/?next=https://example.com",
    "https://example.org/a*",
    "http://localhost:8000/x",
    "http://[::1]/x",
    "https://مثال.org/",
    "mailto:asha@example.org",
    "#outcomes",
    "/cases/mumbai",
    "../mumbai-ind/",
    "./audit.pdf",
    "audit.pdf",
    "index.md",
    "notes/2.0/x.txt",
    "tp/x.png",
    "http.pdf",
    "",
]


@pytest.mark.parametrize("address", SOUND)
def test_sound_addresses_and_paths_have_no_fault(address: str) -> None:
    assert fault(address) is None


FAULTY = [
    ("(https://example.org/)", "brackets", "https://example.org/", True),
    ("<https://example.org>", "brackets", "https://example.org", True),
    ("((www.example.org))", "brackets", "www.example.org", False),
    ('"https://example.org"', "quotes", "https://example.org", True),
    ("“https://example.org”", "quotes", "https://example.org", True),
    ("”https://example.org”", "quotes", "https://example.org", True),
    ("[b](https://example.org)", "nested", "https://example.org", False),
    ("**https://example.org**", "markup", "https://example.org", True),
    ("https://example.org**", "markup", "https://example.org", True),
    ("http//example.org", "scheme", "http://example.org", True),
    ("http:/example.org", "scheme", "http://example.org", True),
    ("https:example.org", "scheme", "https://example.org", True),
    ("https//:example.org", "scheme", "https://example.org", True),
    ("htps://example.org/a", "scheme", "https://example.org/a", True),
    ("https:\\\\example.org", "scheme", "https://example.org", True),
    ("https:///example.org", "scheme", "https://example.org", True),
    ("http://https://example.org", "scheme", "https://example.org", True),
    ("./https://example.org", "scheme", "https://example.org", True),
    ("www.example.org", "no-scheme", "https://www.example.org", False),
    ("example.org/report.pdf", "no-scheme", "https://example.org/report.pdf", False),
    ("asha.rao@example.org", "email", "mailto:asha.rao@example.org", True),
    ("%20https://example.org", "space", "https://example.org", True),
    ("https://example.org%20", "space", "https://example.org", True),
    ("https://example.org/a b", "space", "https://example.org/a%20b", False),
    ("https://example", "host", "", False),
    ("https://.", "host", "", False),
    ("https://example.org/ahttps://example.com", "glued", "", False),
    ("https://example.org/2021/)council/", "unbalanced", "https://example.org/2021/council/", False),
    ("https://example.org/a_(b", "unbalanced", "", False),
]


@pytest.mark.parametrize(("address", "what", "better", "sure"), FAULTY)
def test_a_faulty_address_is_named_and_mended(address: str, what: str, better: str, sure: bool) -> None:
    found = fault(address)
    assert found is not None
    assert (found.what, found.better, found.sure) == (what, better, sure)
    if sure:
        assert fault(better) is None


@pytest.mark.parametrize("address", ["", " ", "#", "url", "URL", "link", "https://", "http://", "TBD"])
def test_what_only_stands_for_an_address_is_blank(address: str) -> None:
    assert is_blank(address)


@pytest.mark.parametrize(("text", "host"), [("www.a", False), ("www.a.b", True), ("a.com", True), ("a.in/x", True)])
def test_hosts_are_told_from_files(text: str, host: bool) -> None:
    assert is_host(text) is host


SAME = [
    ("https://www.example.org/plan/", "http://example.org/plan"),
    ("https://example.org/plan#page=3", "https://EXAMPLE.org/plan"),
    ("https://example.org/plan?utm_source=x&fbclid=y", "https://example.org/plan"),
    ("https://example.org/?b=2&a=1", "https://example.org/?a=1&b=2"),
    ("https://example.org:443/a%20b", "https://example.org/a b"),
]
DIFFERENT = [
    ("https://example.org/plan", "https://example.org/Plan"),
    ("https://example.org/?id=1", "https://example.org/?id=2"),
    ("https://example.org/#/one", "https://example.org/#/two"),
    ("https://example.org/a", "https://example.com/a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_addresses_of_one_page_are_the_same(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_of_two_pages_differ(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@given(st.text(alphabet=st.sampled_from('htps:/.wx()[]<>"“* %20@#?ab\\\n'), max_size=40) | st.text(max_size=30))
def test_any_text_is_judged_without_failing(address: str) -> None:
    found = fault(address)
    assert found is None or isinstance(found, AddressFault)
    normalised(address)


_PARTS = [*("http", "https", "htp", "://", "//", "/", ":", ".", "www", "a.b", "%20"), *' *()?#@"<']


@given(st.lists(st.sampled_from(_PARTS), max_size=8).map("".join), st.sampled_from(["", "https://a.example"]))
def test_what_is_sound_at_first_sight_is_sound(parts: str, before: str) -> None:
    address = before + parts
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "_SOUND", re.compile("(?!)"))  # no first sight
        slow = fault(address)
    assert fault(address) == slow


@pytest.mark.parametrize("piece", ["a.", "http://", "(", "%20", "a-", "[", "*", " ", "@a."])
def test_a_very_long_address_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    for text in (piece * 50_000, "https://example.org/" + piece * 50_000):
        fault(text)
        normalised(text)
    assert time.process_time() - start < 2
