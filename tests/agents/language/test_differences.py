"""Formulas of two values, and names of what a fund stands for."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of, strategy_of


@pytest.mark.parametrize(
    "text",
    ["Buy KO if EMA(12) - EMA(26) > 0, sell if EMA(12) - EMA(26) < 0",
     "Buy KO when EMA12 minus EMA26 is above zero, sell when EMA12 minus EMA26 is below zero"],
)  # fmt: skip
def test_a_difference_beside_nothing_compares_the_two(text: str) -> None:
    assert sides_of(text) == ("EMA(12) is above EMA(26)", "EMA(12) is below EMA(26)")


@pytest.mark.parametrize(
    "text",
    ["Go long KO when MA42 - MA252 > 5, go short when MA252 - MA42 > 5",
     "Buy KO when SMA42 minus SMA252 is greater than 5, sell when it is below 0",
     "Buy KO when close - SMA(50) > safety margin, sell after 9 days"],
)  # fmt: skip
def test_so_many_points_are_named_and_nothing_is_made_of_them(text: str) -> None:
    reading = read(text)
    assert "points two values differ" in reading.unsupported[0].why
    assert reading.strategy is None
    assert not {"entry", "exit", "short_entry"} & reading.draft.keys()


def test_a_safety_margin_without_a_number_is_asked_about() -> None:
    text = "Go long KO when SMA(42) > SMA(252) + safety margin, sell when RSI > 70"
    assert asked(read(text)) == ["rest"]


@pytest.mark.parametrize(
    ("said", "symbol"),
    [("gold (represented by GLD)", "GLD"), ("10-year Treasuries (IEF)", "IEF"),
     ("bitcoin via IBIT", "IBIT"), ("the S&P 500 (proxied by VOO)", "VOO")],
)  # fmt: skip
def test_the_fund_that_stands_for_something_is_traded(said: str, symbol: str) -> None:
    assert strategy_of(f"Buy {said} when RSI < 30, sell when RSI > 70").symbols == [symbol]


@pytest.mark.parametrize(
    "text",
    ["DAX Ende August kaufen und Ende April verkaufen",
     "Der DAX wird Ende August gekauft und Ende April wieder verkauft",
     "At the end of August buy the DAX and at the end of April sell it"],
)  # fmt: skip
def test_the_end_of_either_month_is_a_day(text: str) -> None:
    assert sides_of(text) == (
        "it is August and the last trading day of the month",
        "it is April and the last trading day of the month",
    )
