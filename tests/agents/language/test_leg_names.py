"""What the lines of a cross are called in other languages, and at home where a share is listed."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of, strategy_of

CROSSED = ("SMA(15) crosses above SMA(45)", "SMA(15) crosses below SMA(45)")


@pytest.mark.parametrize(
    "text",
    ["Compra MSFT cuando la media móvil corta (15) cruza hacia arriba la media móvil larga (45). "
     "Vende al revés.",
     "Compra MSFT cuando la media móvil rápida de 15 cruza por encima de la lenta de 45. Vende "
     "cuando cruza por debajo.",
     "Achète MSFT quand la moyenne mobile courte (15) croise à la hausse la moyenne mobile longue "
     "(45), vends quand elle la croise à la baisse",
     "Kaufe MSFT, wenn der kurze SMA (15) den langen SMA (45) von unten nach oben kreuzt, verkaufe "
     "wenn der kurze SMA (15) den langen SMA (45) von oben nach unten kreuzt",
     "Compre MSFT quando a média móvel curta (15) cruzar acima da média móvel longa (45), venda no "
     "cruzamento contrário"],
)  # fmt: skip
def test_the_short_and_the_long_average_are_named_in_other_languages(text: str) -> None:
    assert sides_of(text) == CROSSED


def test_to_cut_is_a_verb_where_what_is_cut_stands_behind_it() -> None:
    text = "Compra MSFT cuando la EMA(15) corta la SMA de 45 hacia arriba y vende tras 10 días"
    assert "EMA(15) crosses above SMA(45)" in read(text).sentence
    short = "Vende en corto MSFT cuando el RSI sube de 75, cubre cuando baja de 55"
    assert strategy_of(short).direction == "short"


@pytest.mark.parametrize(
    "text",
    ["Kauf SAP, wenn der RSI unter 25 fällt, verkauf nach 8 Tagen",
     "Buy SAP when RSI is below 25, sell after 8 days, start with 4,000 €"],
)  # fmt: skip
def test_a_share_is_that_of_the_country_that_the_text_speaks_of(text: str) -> None:
    assert strategy_of(text).symbols == ["SAP.DE"]
    assert "SAP is read as its listing in Frankfurt (Xetra) (SAP.DE)" in noted(read(text))


@pytest.mark.parametrize(
    "text",
    ["Buy SAP when RSI is below 25, sell after 8 days",
     "Kaufe SAP an der NYSE, wenn der RSI unter 25 fällt, verkaufe nach 8 Tagen",
     "Kaufe SAP mit 4.000 Dollar, wenn der RSI unter 25 fällt, verkaufe nach 8 Tagen"],
)  # fmt: skip
def test_it_is_that_of_new_york_where_nothing_speaks_of_home(text: str) -> None:
    assert strategy_of(text).symbols == ["SAP"]
