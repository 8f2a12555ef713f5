"""Crosses as a noun: of two averages, and of one, which is crossed by the price."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, sides_of

PAIR = "EMA(12) crosses above EMA(40)"


@pytest.mark.parametrize(
    "said",
    [
        "a crossover of the 12 EMA and the 40 EMA",
        "a crossover of 12 EMA and 40 EMA",
        "a crossover between the 12 and 40 EMA",
        "a cross between the 12 EMA and the 40 EMA",
    ],
)
def test_a_crossover_of_two_averages_is_no_price_between_them(said: str) -> None:
    assert sides_of(f"Buy KO on {said}, sell when RSI(14) > 60")[0] == PAIR


@pytest.mark.parametrize("said", ["EMA-12 crossover", "an EMA12 crossover", "12 EMA crossover"])
def test_a_crossover_of_one_average_is_one_of_the_price_and_that_is_said(said: str) -> None:
    text = f"Buy KO on {said}, sell when RSI(14) > 60"
    assert sides_of(text)[0] == "the close crosses above EMA(12)"
    assert "a cross of one average is read as one of the price" in noted(read(text))


def test_a_strategy_that_is_called_so_sells_on_the_opposite_cross() -> None:
    assert sides_of("150 day moving average crossover strategy on KO") == (
        "the close crosses above SMA(150)",
        "the close crosses below SMA(150)",
    )


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("when price is between the 12 and 40 EMA", "(the close is above EMA(12)"),
        ("when price crosses the 12 EMA and 40 EMA", "the close crosses above EMA(12) and"),
        ("on an EMA 12 crossover EMA 40", PAIR),
        ("on a 12 EMA crossover with the 40 EMA", PAIR),
    ],
)
def test_other_crosses_stay_what_they_are(said: str, entry: str) -> None:
    assert sides_of(f"Buy KO {said}, sell when RSI(14) > 60")[0].startswith(entry)


def test_cash_when_out_is_no_exit_of_its_own() -> None:
    text = "Golden cross on KO"
    assert sides_of(f"{text}, cash when out") == sides_of(text)
