"""Short and long averages in other languages, stops that "will be" somewhere, kinds of an index."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of, strategy_of

PAIR = ("SMA(8) crosses above SMA(34)", "SMA(8) crosses below SMA(34)")


@pytest.mark.parametrize(
    "text",
    [
        "La estrategia emplea medias móviles simples (SMA) de 8 y 34 períodos. Comprar KO cuando la"
        " media a corto plazo cruza por encima de la media a largo plazo, vender al revés",
        "Die Strategie verwendet gleitende Durchschnitte (SMA) von 8 und 34 Perioden. KO wird"
        " gekauft, wenn der schnelle Durchschnitt den langsamen von unten nach oben kreuzt, und"
        " verkauft, wenn er ihn nach unten kreuzt",
        "KO kaufen, wenn der kurzfristige Durchschnitt (8) den langfristigen Durchschnitt (34) nach"
        " oben kreuzt, verkaufen bei Kreuzung nach unten",
        "Achat de KO quand la moyenne de courte durée (8) passe au-dessus de la moyenne de longue"
        " durée (34), vente à l'inverse",
    ],
)
def test_averages_are_told_apart_by_being_short_and_long(text: str) -> None:
    assert sides_of(text) == PAIR


@pytest.mark.parametrize(
    "text",
    [
        "la SMA de courte durée traverse la SMA de longue durée : achat de KO",
        "Compra KO cuando la media rápida cruza al alza la lenta",
    ],
)
def test_how_long_they_are_is_asked_where_nobody_said(text: str) -> None:
    assert any("Over how many bars" in one.text for one in read(text).questions)


def test_a_position_is_no_line_for_being_called_the_long_one() -> None:
    text = (
        "Compra KO si la media rápida de 8 cruza al alza la lenta de 34, cierra la larga cuando"
        " RSI > 70"
    )
    assert sides_of(text) == (PAIR[0], "RSI(14) is above 70")


def test_what_happens_on_the_other_hand_is_a_rule_of_its_own() -> None:
    strategy = strategy_of(
        "Las señales largas se generan en KO cuando el RSI está por encima de 55, mientras que las"
        " señales cortas ocurren cuando el RSI está por debajo de 45"
    )
    assert strategy.short_entry is not None
    assert strategy.direction == "both"


def test_while_something_lasts_is_no_other_hand() -> None:
    assert (
        strategy_of("Mantener KO mientras el precio esté por encima de la media de 90 días").exit
        is not None
    )


@pytest.mark.parametrize(
    "said",
    [
        "acheter KO si RSI < 30. Le profit sera de 3% au-dessus du prix d'entrée et le stop-loss"
        " sera de 2% en dessous",
        "acheter KO si RSI < 30. Le take profit sera placé à 3 % et le stop loss à 2 %",
        "Comprar KO si RSI < 30; la ganancia será de un 3% por encima del precio de entrada y el"
        " stop loss estará un 2% por debajo",
    ],
)
def test_stops_and_targets_will_be_where_they_are(said: str) -> None:
    strategy = strategy_of(said)
    assert (strategy.take_profit, strategy.stop_loss) == (0.03, 0.02)


@pytest.mark.parametrize("name", ["CAC 40 GR", "CAC 40 NR", "DAX TR"])
def test_how_an_index_counts_dividends_is_no_second_symbol(name: str) -> None:
    text = f"{name}: buy when RSI < 30, sell when RSI > 70"
    strategy = strategy_of(text)
    assert len(strategy.symbols) == 1
    assert f"'{name}' is read as '{strategy.symbols[0]}'" in noted(read(text))


def test_letters_behind_a_share_are_a_symbol() -> None:
    assert read("Buy SPY and TR when RSI < 30, sell above 70").questions


@pytest.mark.parametrize(
    "text",
    [
        "on achète KO le vendredi en clôture et on garde sa position jusqu'au lundi soir",
        "Acheter KO le vendredi à la clôture et la garder jusqu’au lundi à la clôture",
        "Compra KO el viernes al cierre y mantén la posición hasta el lunes al cierre",
    ],
)
def test_it_is_held_until_a_day_of_the_week(text: str) -> None:
    strategy = strategy_of(text)
    assert sides_of(text) == ("it is Friday", "it is Monday")
    assert strategy.fill == "close"
