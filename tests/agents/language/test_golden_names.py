"""A strategy that is called by its cross: a name where the averages are said, else the entry."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import sides_of

SAID = ("SMA(50) is above SMA(200)", "SMA(50) is at or below SMA(200)")


@pytest.mark.parametrize(
    "text",
    [
        "The golden cross strategy on IBM: be invested when the 50-day average is above the "
        "200-day average, otherwise in cash",
        "The golden cross strategy on IBM consists of being long when the 50-day average is above "
        "the 200-day average and flat otherwise",
        "A golden cross strategy that buys IBM when SMA50 > SMA200 and sells otherwise",
        "La stratégie de la croix dorée appliquée à AAPL consiste à être investi quand la moyenne "
        "mobile 50 jours est supérieure à la moyenne mobile 200 jours et désinvesti sinon",
        "Golden-Cross-Strategie auf SAP: kaufen, wenn der SMA50 über dem SMA200 liegt, sonst Cash",
    ],
)
def test_the_cross_of_its_name_is_not_asked_for_beside_its_averages(text: str) -> None:
    assert read(text).action == "run"
    assert sides_of(text) == SAID


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Golden cross strategy on IBM, sell when RSI is above 70",
         "SMA(50) crosses above SMA(200)"),
        ("Golden cross strategy on IBM, buy only when RSI is below 70, sell on the death cross",
         "SMA(50) crosses above SMA(200) and RSI(14) is below 70"),
        ("Buy IBM on a golden cross when the 20-day average is above the 50-day average, sell on a "
         "death cross", "SMA(50) crosses above SMA(200) and SMA(20) is above SMA(50)"),
    ],
)  # fmt: skip
def test_beside_another_rule_it_is_the_entry(text: str, entry: str) -> None:
    assert sides_of(text)[0] == entry


@pytest.mark.parametrize(
    "text",
    [
        "Achète AAPL si le RSI est inférieur ou égal à 30, vends si le RSI est supérieur ou égal "
        "à 70",
        "Compra AAPL si el RSI es menor o igual que 30, vende si el RSI es mayor o igual a 70",
        "Kaufe SAP, wenn der RSI kleiner oder gleich 30 ist, verkaufe, wenn er größer gleich 70 "
        "ist",
        "RSI小于等于30时买入苹果，RSI大于等于70时卖出",
    ],
)
def test_or_equal_is_said_in_every_language(text: str) -> None:
    assert sides_of(text) == ("RSI(14) is at or below 30", "RSI(14) is at or above 70")
