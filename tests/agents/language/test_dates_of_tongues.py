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


@pytest.mark.parametrize(
    "text",
    [
        "Entro en KO cuando el precio cierra dos días seguidos por encima de la media de 45 y salgo"
        " cuando cierra dos días seguidos por debajo.",
        "Acheter KO quand le cours clôture deux jours de suite au-dessus de la MM45 et vendre quand"
        " il clôture deux jours de suite en dessous.",
        "Einstieg bei KO, falls der Kurs zwei Tage in Folge über der 45-Tage-Linie schließt."
        " Ausstieg, falls er zwei Tage in Folge darunter schließt.",
    ],
)
def test_so_many_closes_in_a_row_are_counted_where_they_stand_first(text: str) -> None:
    assert sides_of(text) == (
        "the close is above SMA(45) for 2 bars", "the close is below SMA(45) for 2 bars"
    )  # fmt: skip


def test_a_position_that_is_closed_is_sold() -> None:
    text = "Compra KO cuando el RSI baja de 28. Cierra la posición cuando supera 66"
    assert sides_of(text)[1] == "RSI(14) is above 66"


def test_a_line_that_is_undercut_is_crossed_by_the_price() -> None:
    text = "Kaufe KO, wenn die 45-Tage-Linie überschritten wird. Verkaufe bei RSI über 66."
    assert sides_of(text)[0] == "the close crosses above SMA(45)"


@pytest.mark.parametrize(
    "text",
    [
        "J'achète KO quand tout le monde a peur et que le RSI est sous 28, je vends si RSI > 66",
        "Compro KO cuando hay pánico y el RSI está por debajo de 28, vendo si el RSI supera 66",
        "Kaufe KO, wenn am Markt Angst herrscht und der RSI unter 28 liegt, verkaufe über 66",
    ],
)
def test_a_mood_of_the_market_is_named_in_its_language(text: str) -> None:
    assert read(text).action == "partial"
