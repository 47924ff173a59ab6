"""What country is meant by a code or a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cslint.geo.places import countries
from cslint.geo.places.block_store import DATA
from cslint.geo.places.countries import Country

MEANT = [
    # ISO 3166-1 itself
    ("IND", "IND"),
    ("ind", "IND"),
    (" IND ", "IND"),
    ("IN", "IND"),
    ("356", "IND"),
    ("36", "AUS"),
    ("036", "AUS"),
    # what people write instead
    ("HK", "HKG"),
    ("ES", "ESP"),
    ("UK", "GBR"),
    ("US", "USA"),
    ("U.S.A.", "USA"),
    ("NO", "NOR"),
    ("KSA", "SAU"),
    ("UAE", "ARE"),
    ("PRC", "CHN"),
    # sports federations
    ("ENG", "GBR"),
    ("GER", "DEU"),
    ("SUI", "CHE"),
    ("NED", "NLD"),
    ("RSA", "ZAF"),
    # names, in English and at home
    ("Germany", "DEU"),
    ("Deutschland", "DEU"),
    ("the Netherlands", "NLD"),
    ("Holland", "NLD"),
    ("England", "GBR"),
    ("Scotland", "GBR"),
    ("Great Britain", "GBR"),
    ("United States of America", "USA"),
    ("Brasil", "BRA"),
    ("España", "ESP"),
    ("Espana", "ESP"),
    ("Türkiye", "TUR"),
    ("Turkey", "TUR"),
    ("Côte d’Ivoire", "CIV"),
    ("Cote d'Ivoire", "CIV"),
    ("Czech Republic", "CZE"),
    ("Viet Nam", "VNM"),
    ("South Korea", "KOR"),
    ("Republic of Korea", "KOR"),
    ("日本", "JPN"),
    ("中国", "CHN"),
    ("香港", "HKG"),
    ("भारत", "IND"),
    ("مصر", "EGY"),
    ("Россия", "RUS"),
    # neighbours in the alphabet that are not to be mixed up
    ("Niger", "NER"),
    ("Nigeria", "NGA"),
    ("Congo", "COG"),
    ("DRC", "COD"),
    ("Guinea", "GIN"),
    ("Guinea-Bissau", "GNB"),
    ("Dominica", "DMA"),
    ("Dominican Republic", "DOM"),
    # small ones
    ("Singapore", "SGP"),
    ("Macau", "MAC"),
    ("Vatican", "VAT"),
    ("Kosovo", "XKX"),
]


@pytest.mark.parametrize(("text", "code"), MEANT)
def test_a_code_or_a_name_means_a_country(text: str, code: str) -> None:
    found = countries.country(text)
    assert found is not None
    assert found.alpha3 == code


@pytest.mark.parametrize(
    "text", ["", " ", "XYZ", "XX", "ZZZ", "000", "999", "1234", "Atlantis", "|", "\t", "\n", "-", "É"]
)
def test_other_texts_mean_none(text: str) -> None:
    assert countries.country(text) is None


def test_a_country_carries_its_codes_and_whom_it_belongs_to() -> None:
    assert countries.by_alpha3("HKG") == Country("HKG", "HK", "344", "Hong Kong", "CHN", latin=False)
    assert countries.by_alpha3("DEU") == Country("DEU", "DE", "276", "Germany", None, latin=True)


def test_territories_belong_to_their_country_and_siblings_do_not_belong_together() -> None:
    hongkong, macau, china, japan = (countries.by_alpha3(code) for code in ("HKG", "MAC", "CHN", "JPN"))
    assert hongkong and macau and china and japan
    assert countries.same(hongkong, china)
    assert countries.same(china, hongkong)
    assert not countries.same(hongkong, macau)
    assert not countries.same(china, japan)
    assert countries.territories("CHN") == ("HKG", "MAC")


def test_every_line_of_the_table_is_found_by_all_its_codes() -> None:
    lines = (DATA / "countries.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 250
    for line in lines:
        alpha3, alpha2, numeric, name, *_ = line.split("\t")
        expected = countries.by_alpha3(alpha3)
        assert expected is not None
        assert countries.country(alpha2) == expected
        assert countries.country(name) == expected
        assert numeric == "000" or countries.country(numeric) == expected


@given(st.text(max_size=30))
def test_no_text_breaks_the_look_up(text: str) -> None:
    found = countries.country(text)
    assert found is None or len(found.alpha3) == 3
