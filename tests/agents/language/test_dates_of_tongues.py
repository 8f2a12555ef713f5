"""Dates of the month, and crosses that are nouns, in other languages."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of

FIRST = "it is the 1st trading day of the month"
DATE = "it is the 17th of the month or the next trading day"


@pytest.mark.parametrize(
    "text",
    [
        "Comprar KO el día 1 de cada mes y vender el día 17.",
        "Acheter KO le premier du mois et revendre le 17.",
        "Die Strategie kauft KO am Ersten des Monats und verkauft am 17.",
        "每月1号买入KO，17号卖出",
    ],
)
def test_a_date_of_the_month_is_no_count_of_days(text: str) -> None:
    assert sides_of(text) == (FIRST, DATE)


def test_a_counted_trading_day_stays_one() -> None:
    entry, _ = sides_of("每月第7个交易日买入KO，月底卖出")
    assert entry == "it is the 7th trading day of the month"


def test_a_bare_number_behind_to_is_no_date() -> None:
    reading = read("Acheter KO le premier du mois et vendre à 17.")
    assert "17th" not in reading.sentence


CROSS = ("SMA(15) crosses above SMA(45)", "SMA(15) crosses below SMA(45)")


@pytest.mark.parametrize(
    "text",
    [
        "Achat de KO au croisement à la hausse de la MM15 et de la MM45, vente au croisement"
        " inverse",
        "Achat de KO au croisement haussier de la MM15 et de la MM45, vente au croisement baissier",
        "Compra KO en el cruce alcista de la MM15 y la MM45, venta en el cruce bajista",
        "Comprar KO en el cruce de la media de 15 por encima de la de 45 y vender en el cruce"
        " contrario",
    ],
)
def test_a_cross_of_two_averages_is_one_cross(text: str) -> None:
    assert sides_of(text) == CROSS


def test_a_price_above_two_averages_crosses_neither() -> None:
    text = "Acheter KO si le cours est au-dessus de la MM15 et de la MM45, vendre si RSI > 66"
    assert sides_of(text)[0] == "the close is above SMA(15) and the close is above SMA(45)"
