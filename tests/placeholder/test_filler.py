"""Filler is found in any garbling, and prose of any language is left alone."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cslint.placeholder.lorem import filler, is_filler_phrase
from tests.placeholder import prose
from tests.placeholder.garbling import TEXTS, Mender, by_letters, by_sound, garbled

OWN = (
    "The city opened its traffic data in spring, and within a year three start-ups and two schools had built services "
    "on it that the council itself had never thought of. "
)
MENDED = (
    "Lores mumps dolor sit mate, nominal id xiv. Dec ore offend it man re, est no dolor es explicate, re dicta elect "
    "ram demo critic duo. Que mundane dissents ed ea, est virus ab torrent ad."
)


class TestRecall:
    """Filler that processes of another kind garbled, in paragraphs of 20 to 40 words."""

    @staticmethod
    def recall(mend: Mender, strength: float, texts: tuple[str, ...] = tuple(TEXTS)) -> float:
        rng = random.Random(5)
        made = [
            garbled(TEXTS[text], mend, strength, rng, words=rng.choice((20, 25, 30, 40)))
            for text in texts
            for _ in range(40)
        ]
        return sum(filler(paragraph) is not None for paragraph in made) / len(made)

    @pytest.mark.slow
    @pytest.mark.parametrize("language", ["en", "es", "it"])
    @pytest.mark.parametrize(
        ("mender", "strength", "least"),
        [
            (by_letters, 0.0, 1.0),
            (by_letters, 0.25, 0.99),
            (by_letters, 0.5, 0.98),
            (by_letters, 0.75, 0.95),
            (by_sound, 0.25, 0.99),
            (by_sound, 0.5, 0.95),
            (by_sound, 0.75, 0.85),
        ],
    )
    def test_paragraphs_in_which_a_share_of_the_words_was_mended(
        self, mender: Callable[[str], Mender], strength: float, least: float, language: str
    ) -> None:
        assert self.recall(mender(language), strength) >= least

    @pytest.mark.parametrize(("language", "least"), [("en", 0.95), ("es", 0.95), ("it", 0.95)])
    def test_the_running_texts_with_every_word_mended(self, language: str, least: float) -> None:
        assert self.recall(by_letters(language), 1.0, ("classic", "cicero")) >= least


class TestFalseAlarms:
    """Real prose, none of it ours."""

    LANGUAGES = (
        "ca",
        "cs",
        "da",
        "de",
        "es",
        "fr",
        "id",
        "it",
        "nl",
        "pl",
        "pt",
        "ro",
        "ru",
        "sl",
        "sv",
        "tr",
        "uk",
        "vi",
    )

    @staticmethod
    def alarms(paragraphs: list[str]) -> list[str]:
        return [paragraph for paragraph in paragraphs if filler(paragraph)]

    @pytest.mark.slow
    def test_no_paragraph_of_a_program_translated_into_eighteen_languages_and_more(self) -> None:
        paragraphs = prose.messages()
        count = Counter(language.split("_")[0] for language, _ in paragraphs)
        assert sum(count[language] >= 100 for language in self.LANGUAGES) == len(self.LANGUAGES)
        assert sum(count.values()) > 8000
        assert self.alarms([text for _, text in paragraphs]) == []

    def test_no_article_of_the_declaration_of_human_rights_in_any_language_but_latin(self) -> None:
        paragraphs = [text for language, text in prose.declaration() if not language.startswith("la_")]
        assert len(paragraphs) > 1500
        assert self.alarms(paragraphs) == []

    @pytest.mark.slow
    def test_no_paragraph_of_the_standard_library_s_documentation(self) -> None:
        paragraphs = [text for _, text in prose.docstrings()]
        assert len(paragraphs) > 1000
        assert self.alarms(paragraphs) == []

    @pytest.mark.parametrize(
        "text",
        [
            # mottos and inscriptions in an English sentence
            "Above the door stands E pluribus unum, and on the bridge Sic transit gloria mundi; the guide translates "
            "Salus populi suprema lex esto, Fluctuat nec mergitur and Si monumentum requiris circumspice for visitors.",
            # real Latin
            "In principio creavit Deus caelum et terram. Terra autem erat inanis et vacua, et tenebrae erant super "
            "faciem abyssi: et spiritus Dei ferebatur super aquas. Dixitque Deus: Fiat lux. Et facta est lux.",
            "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum "
            "lingua Celtae, nostra Galli appellantur. Hi omnes lingua, institutis, legibus inter se differunt.",
            "Arma virumque cano, Troiae qui primus ab oris Italiam, fato profugus, Laviniaque venit litora, multum "
            "ille et terris iactatus et alto vi superum saevae memorem Iunonis ob iram.",
            # names of plants, of law, of Romans
            "Acer platanoides, Tilia cordata, Quercus rubra, Fagus sylvatica, Betula pendula, Ulmus glabra, Carpinus "
            "betulus, Fraxinus excelsior, Platanus hispanica, Prunus avium, Sorbus aucuparia, Salix alba.",
            "Habeas corpus, pro bono, de facto, de jure, ad hoc, quid pro quo, status quo, in situ, per capita, sine "
            "qua non, ex officio, prima facie, bona fide, mens rea, actus reus, amicus curiae, stare decisis.",
            "Marcus Aurelius Antoninus, Gaius Julius Caesar, Publius Vergilius Maro, Quintus Horatius Flaccus, Titus "
            "Livius Patavinus, Marcus Tullius Cicero, Lucius Annaeus Seneca, Gaius Plinius Secundus.",
            # lists of words without a sentence
            "Environment, Mobility, Buildings, Energy, InformationSystems, HealthEducation, InnovationSystems, "
            "CivicTech, CivicInnovation, Food, Transport, Housing, Governance, Data, Planning, Infrastructure.",
            "Milano, Torino, Napoli, Palermo, Genova, Bologna, Firenze, Bari, Catania, Venezia, Verona, Messina, "
            "Padova, Trieste, Brescia, Parma, Taranto, Prato, Modena, Perugia, Livorno, Ravenna, Cagliari, Foggia.",
            # talk of filler
            "The designers had filled the page with lorem ipsum dolor sit amet before the text was ready, which the "
            "council did not like at all and said so in public.",
        ],
    )
    def test_what_only_looks_like_filler_is_left_alone(self, text: str) -> None:
        assert filler(text) is None


class TestSpans:
    def test_filler_mended_by_hand_is_found_and_quoted(self) -> None:
        found = filler(MENDED)
        assert found is not None
        assert (found.spans, found.share) == (((0, len(MENDED)),), 1.0)
        assert ("Lores", "lorem") in found.matches

    def test_only_the_filler_after_an_own_sentence_is_reported(self) -> None:
        text = OWN + MENDED
        found = filler(text)
        assert found is not None
        assert [text[span.start : span.end] for span in found.spans] == [MENDED]
        assert 0.4 < found.share < 0.7

    def test_filler_on_both_sides_of_own_text_gives_two_spans(self) -> None:
        text = MENDED + " " + OWN * 2 + MENDED
        found = filler(text)
        assert found is not None
        assert [text[span.start : span.end] for span in found.spans] == [MENDED, MENDED]

    def test_one_classic_sentence_at_the_end_is_enough(self) -> None:
        text = OWN + "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
        found = filler(text)
        assert found is not None
        assert [text[span.start : span.end] for span in found.spans] == [text[len(OWN) :]]

    def test_capitals_make_no_difference(self) -> None:
        assert filler(MENDED.upper()) is not None
        assert filler(TEXTS["classic"].title()) is not None

    def test_link_targets_tags_and_code_are_not_read(self) -> None:
        paths = " ".join(f"[here](lorem/ipsum/dolor/sit/amet/{n})" for n in range(12))
        assert filler(OWN + paths + " <lorem ipsum dolor> `consectetur adipiscing elit sed do eiusmod tempor`") is None

    @settings(max_examples=50, deadline=None)
    @given(st.text(), st.sampled_from(sorted(TEXTS)), st.integers(0, 400), st.integers(0, 400))
    def test_spans_lie_in_the_text_in_order(self, around: str, name: str, start: int, stop: int) -> None:
        text = around + TEXTS[name][start:stop] + around
        if found := filler(text):
            edges = [edge for span in found.spans for edge in span]
            assert edges == sorted(edges)
            assert 0 <= edges[0] < edges[-1] <= len(text)
            assert 0 < found.share <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum",
        "LOREM IPSUM",
        "Lores mumps",
        "Lorem",
        "Lorem ipsum dolor sit amet",
        "Dolor sit amet.",
        "Consectetur adipiscing elit",
        "Vivamus fermentum semper porta",
        "Neque porro quisquam est qui dolorem ipsum",
    ],
)
def test_a_short_text_that_is_filler(text: str) -> None:
    assert is_filler_phrase(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "Magna Carta",
        "Porta Nuova Milano",
        "Libero Consorzio Comunale di Trapani",
        "Loren Ipsen",
        "Dolores Park",
        "Massa Carrara",
        "Nunc est bibendum",
        "E pluribus unum",
        "Semper fidelis",
        "A history of lorem ipsum in print",
        "The quick brown fox jumps over the lazy dog",
    ],
)
def test_a_short_text_that_only_shares_words_with_filler(text: str) -> None:
    assert not is_filler_phrase(text)


def test_ordinary_paragraphs_and_titles_load_nothing_heavy() -> None:
    code = (
        "import sys; from cslint.placeholder.lorem import filler, is_filler_phrase as phrase\n"
        f"filler({OWN!r}); phrase('Equity for all'); phrase('Smart City'); phrase('A plan for the whole city')\n"
        "assert not {'rapidfuzz', 'numpy', 'pydantic', 'mistune'} & set(sys.modules), 'heavy'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("unit", ["<", "`", "](", "a ", "lorem ", "lorem ipsum ", "the lorem ", "ab\n", "¿"])
def test_the_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            filler(text)
            best = min(best, time.process_time() - start)
        return best

    seconds(1000)  # tables are built once
    assert seconds(160_000) < 16 * seconds(20_000) + 0.05


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Two new lines go along the fjord. Lorem ipsum dolor.", "Lorem ipsum dolor."),
        (
            "Two new lines. Ut enim ad minim veniam, quis nostrud exercitation.",
            "Ut enim ad minim veniam, quis nostrud exercitation.",
        ),
        ("Duis aute irure dolor in reprehenderit", "Duis aute irure dolor in reprehenderit"),
    ],
)
def test_lorem_ipsum_word_for_word_is_filler_however_short(text: str, left: str) -> None:
    found = filler(text)
    assert found is not None
    assert [text[span.start : span.end] for span in found.spans] == [left]


@pytest.mark.parametrize(
    "text",
    [
        "Designers write lorem ipsum where the text is missing.",
        "The words lorem ipsum dolor come from a book by Cicero.",
        "Neque porro quisquam est, wrote Cicero.",
        "The exercitation of a right is not the right itself.",
    ],
)
def test_a_few_words_of_it_in_prose_are_not(text: str) -> None:
    assert filler(text) is None
