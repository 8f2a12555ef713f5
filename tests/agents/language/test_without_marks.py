"""Umlauts and accents are left out where the keys have none."""

import pytest

from agents.language import read
from agents.language.lexicon.foreign import LANGUAGES
from tests.agents.language.reading_of import strategy_of

PAIRS = [
    (
        "Kaufe KO am letzten Handelstag des Monats, verkaufe am fünften Handelstag des nächsten"
        " Monats, Gebühren 0,2 %",
        "Kaufe KO am letzten Handelstag des Monats, verkaufe am fuenften Handelstag des naechsten"
        " Monats, Gebuehren 0,2 %",
    ),
    (
        "Kaufe KO, wenn der Kurs drei Tage hintereinander fällt und größer als der 90-Tage-Schnitt"
        " ist, halte höchstens 6 Tage",
        "Kaufe KO, wenn der Kurs drei Tage hintereinander faellt und groesser als der"
        " 90-Tage-Schnitt ist, halte hoechstens 6 Tage",
    ),
    (
        "Acheter KO dès que la clôture dépasse la moyenne mobile à 40 séances, revendre après 6"
        " séances",
        "Acheter KO des que la cloture depasse la moyenne mobile a 40 seances, revendre apres 6"
        " seances",
    ),
    (
        "Vendre KO à découvert quand le RSI est supérieur à 75, racheter après trois journées",
        "Vendre KO a decouvert quand le RSI est superieur à 75, racheter apres trois journees",
    ),
    (
        "Compra KO el último día hábil del mes y véndela el cuarto día hábil del mes siguiente",
        "Compra KO el ultimo dia habil del mes y vendela el cuarto dia habil del mes siguiente",
    ),
    (
        "Compra KO cuando el precio esté más de un 6% por debajo de la media móvil de 40 días y"
        " vende cuando esté por encima de la media móvil",
        "Compra KO cuando el precio este mas de un 6% por debajo de la media movil de 40 dias y"
        " vende cuando este por encima de la media movil",
    ),
]


@pytest.mark.parametrize(("marked", "bare"), PAIRS)
def test_words_without_their_marks_say_the_same(marked: str, bare: str) -> None:
    assert strategy_of(bare) == strategy_of(marked)
    assert read(bare).sentence == read(marked).sentence


def test_what_is_another_word_without_its_mark_stays_that_word() -> None:
    for language, others in (("fr", "a ou la"), ("es", "el este si que"), ("de", "uber schon")):
        assert not set(others.split()) & LANGUAGES[language].bare.keys()


def test_no_english_text_is_taken_for_french_for_a_word_like_place() -> None:
    strategy = strategy_of("Place an order to buy KO when RSI < 30, sell after 6 days")
    assert strategy.max_bars == 6
