"""Joints that stand in two parts, in other languages and in English, and what French denies."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of

EITHER = "RSI(14) is below 28 or the close is below SMA(90)"
BOTH = "RSI(14) is below 28 and the close is above SMA(90)"


@pytest.mark.parametrize(
    "text",
    [
        "Achat de KO quand soit le RSI est sous 28, soit le cours est sous la MM90. Vente quand le"
        " RSI dépasse 66.",
        "Acheter KO quand le RSI est sous 28 ou bien le cours est sous la MM90, vendre quand le RSI"
        " dépasse 66",
        "Kaufe KO, wenn entweder der RSI unter 28 liegt oder der Kurs unter der 90-Tage-Linie"
        " liegt. Verkaufe bei RSI über 66.",
        "Compro KO cuando o bien el RSI está por debajo de 28 o bien el precio está por debajo de"
        " la media de 90. Vendo si el RSI supera 66",
    ],
)
def test_either_of_two_is_said_in_two_parts(text: str) -> None:
    assert sides_of(text)[0] == EITHER


@pytest.mark.parametrize(
    "text",
    [
        "Kaufe KO, wenn sowohl der RSI unter 28 liegt als auch der Kurs über der 90-Tage-Linie"
        " notiert. Verkaufe bei RSI über 66.",
        "Compro KO si el RSI está por debajo de 28 y además el precio está por encima de la media"
        " de 90. Vendo si el RSI supera 66",
        "Acheter KO à condition que le RSI soit sous 28 et que le cours soit au-dessus de la MM90,"
        " vendre si le RSI dépasse 66",
        "J'achète KO si le RSI est sous 28, mais seulement si le cours est au-dessus de la MM90. Je"
        " vends si le RSI dépasse 66",
    ],
)
def test_both_of_two_is_said_in_two_parts_and_a_lone_soit_is_a_verb(text: str) -> None:
    assert sides_of(text)[0] == BOTH


def test_neither_of_two_lines_is_below() -> None:
    text = (
        "Kaufe KO, wenn der Kurs weder unter der 90-Tage-Linie noch unter der 30-Tage-Linie liegt."
        " Verkaufe bei RSI über 66."
    )
    assert sides_of(text)[0] == (
        "the close is at or above SMA(90) and the close is at or above SMA(30)"
    )


WITH = "(RSI(14) is below 28 or the close is below SMA(30)) and the close is above SMA(90)"


@pytest.mark.parametrize(
    "text",
    [
        "Buy KO when either the RSI is below 28 or the price is below its 30-day SMA, and the price"
        " is above its 90-day SMA. Sell when RSI > 66",
        "Acheter KO quand soit le RSI est sous 28, soit le cours est sous la MM30, et le cours est"
        " au-dessus de la MM90. Vendre si RSI > 66",
        "Kaufe KO, wenn entweder der RSI unter 28 liegt oder der Kurs unter der 30-Tage-Linie"
        " liegt, und der Kurs über der 90-Tage-Linie liegt. Verkaufe bei RSI über 66.",
    ],
)
def test_what_a_comma_parts_from_a_choice_goes_with_either(text: str) -> None:
    assert sides_of(text)[0] == WITH


def test_each_comma_of_a_choice_is_an_or() -> None:
    text = "Buy KO when either RSI < 28, MACD > 0 or price > sma 30. Sell when RSI > 66"
    assert sides_of(text)[0].count(" or ") == 2


def test_a_verb_behind_a_choice_begins_another_rule() -> None:
    text = (
        "Kaufe KO, wenn entweder der RSI unter 28 liegt oder der Kurs unter der 90-Tage-Linie, und"
        " verkaufe, wenn der RSI über 66 liegt."
    )
    assert sides_of(text) == (EITHER, "RSI(14) is above 66")


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("quand le RSI ne dépasse pas 40", "RSI(14) is at or below 40"),
        (
            "quand le RSI est sous 40, à moins que le cours ne soit sous la MM90",
            "RSI(14) is below 40 and the close is at or above SMA(90)",
        ),
        (
            "quand le RSI est sous 40, à moins que le cours ne soit pas au-dessus de la MM90",
            "RSI(14) is below 40 and the close is above SMA(90)",
        ),
        (
            "quand le RSI est sous 40 et que le cours ne clôture plus sous la MM90",
            "RSI(14) is below 40 and the close is at or above SMA(90)",
        ),
    ],
)
def test_french_denies_in_two_words_and_with_one_it_denies_nothing(said: str, entry: str) -> None:
    assert sides_of(f"Acheter KO {said}. Vendre quand le RSI est au-dessus de 66.")[0] == entry


@pytest.mark.parametrize(
    "text",
    [
        "Ne pas acheter KO si le RSI est au-dessus de 70. Acheter quand le RSI est sous 28, vendre"
        " quand il dépasse 66",
        "Je n'achète pas KO si le RSI est au-dessus de 70. J'achète quand le RSI est sous 28, je"
        " vends quand il dépasse 66",
    ],
)
def test_what_is_not_bought_in_french_narrows_the_entry(text: str) -> None:
    assert sides_of(text)[0] == "RSI(14) is below 28 and RSI(14) is at or below 70"


@pytest.mark.parametrize(
    "text",
    [
        "Für einen Kauf von KO müssen zwei Bedingungen erfüllt sein: der RSI liegt unter 28 und der"
        " Kurs über der 90-Tage-Linie. Verkauf bei RSI über 66.",
        "Zwei Voraussetzungen müssen erfüllt sein, damit ich KO kaufe: RSI unter 28, Kurs über der"
        " 90-Tage-Linie. Verkauf bei RSI über 66.",
        "J'achète KO si les deux conditions suivantes sont remplies : RSI sous 28, cours au-dessus"
        " de la MM90. Je vends si RSI > 66",
        "Compro KO si se cumplen dos condiciones: el RSI está por debajo de 28 y el precio está por"
        " encima de la media de 90. Vendo si el RSI supera 66",
        "满足以下条件买入KO：RSI低于28，股价高于90日均线。RSI高于66卖出",
    ],
)
def test_a_list_of_conditions_is_opened_in_other_languages(text: str) -> None:
    assert sides_of(text)[0] == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Ich kaufe KO, wenn eine der folgenden Bedingungen erfüllt ist: RSI unter 28, Kurs unter"
        " der 90-Tage-Linie. Verkauf bei RSI über 66.",
        "Compro KO si se cumple una de estas condiciones: RSI < 28, precio < SMA 90. Vendo si el"
        " RSI supera 66",
    ],
)
def test_one_of_a_list_is_enough_where_that_is_said(text: str) -> None:
    assert sides_of(text)[0] == EITHER


def test_a_list_that_is_no_longer_met_is_not_read_as_one_that_is() -> None:
    text = "Kaufe KO wenn RSI unter 28, verkaufe, wenn die Bedingungen nicht mehr erfüllt sind."
    assert read(text).action == "clarify"


def test_so_far_below_the_entry_is_a_stop_and_no_falling_gauge() -> None:
    text = "Kaufe KO wenn RSI unter 28. Verkaufe, wenn der Preis 6 % unter den Einstieg fällt."
    said = read(text).sentence
    assert "stop loss of 6%" in said
    assert "1 bar ago" not in said


def test_so_far_below_an_average_is_a_level_of_the_price() -> None:
    text = "Kaufe KO, wenn der Kurs um 4 % unter die 30-Tage-Linie fällt. Verkaufe bei RSI über 66."
    assert sides_of(text)[0] == "the close is below 0.96 x SMA(30)"
