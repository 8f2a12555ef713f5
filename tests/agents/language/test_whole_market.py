"""The market is the S&P 500 where something else is traded, and a day behind a rule narrows it."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, noted, strategy_of


def entry_of(text: str) -> str:
    entry = strategy_of(text).entry
    assert entry
    return describe_condition(entry)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("only when the market is above its 200-day average",
         "^GSPC's close is above ^GSPC's SMA(200)"),
        ("as long as the overall market is over its 200-day MA",
         "^GSPC's close is above ^GSPC's SMA(200)"),
        ("unless the market is below its 200-day average",
         "^GSPC's close is at or above ^GSPC's SMA(200)"),
        ("and the broad market's RSI is below 60", "^GSPC's RSI(2) is below 60"),
        ("when the stock market falls 2% in a day", "^GSPC's change over 1 bar is at or below -2%"),
    ],
)  # fmt: skip
def test_it_is_not_what_is_traded(said: str, meant: str) -> None:
    text = f"Buy MSFT when RSI(2) is below 10 {said}, sell after 5 days"
    assert meant in entry_of(text)
    assert any("looks at ^GSPC" in note for note in noted(read(text)))


def test_what_tracks_the_index_stands_for_it() -> None:
    text = "Buy SPY when RSI is below 30 and the market is above its 200-day average, sell above 60"
    assert entry_of(text).endswith("the close is above SMA(200)")


@pytest.mark.parametrize(
    "said", ["Buy MSFT at market when RSI is below 30, sell above 60",
             "Buy MSFT when RSI is below 30 and stay in the market until RSI is above 60"],
)  # fmt: skip
def test_other_markets_are_no_index(said: str) -> None:
    assert "GSPC" not in read(said).sentence


def test_where_nothing_is_named_it_is_asked_what_to_trade() -> None:
    reading = read("Buy when the market is above its 200-day average, sell after 5 days")
    assert "symbol" in asked(reading)


@pytest.mark.parametrize(
    ("leaves", "meant"),
    [
        ("RSI is above 70 on Mondays", "RSI(14) is above 70 and it is Monday"),
        ("RSI is above 70 or on Mondays", "RSI(14) is above 70 or it is Monday"),
        ("it is below its SMA20 at the end of the month",
         "the close is below SMA(20) and it is the last trading day of the month"),
    ],
)  # fmt: skip
def test_a_day_right_behind_a_rule_narrows_it(leaves: str, meant: str) -> None:
    exit_ = strategy_of(f"Buy MSFT when RSI is below 30, sell when {leaves}").exit
    assert exit_
    assert describe_condition(exit_) == meant
