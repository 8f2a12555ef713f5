"""Indices that are looked at and that nobody holds."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, noted, sides_of, strategy_of

RULES = "buy when VIX closes above 30, sell when VIX closes below 20"


@pytest.mark.parametrize(
    "head", ["VIX strategy on SPY", "VIX mean reversion for SPY", "Using the VIX, trade SPY"]
)
def test_a_gauge_in_the_heading_is_not_bought(head: str) -> None:
    text = f"{head}: {RULES}"
    assert strategy_of(text).symbols == ["SPY"]
    assert "^VIX is looked at, and not traded" in noted(read(text))


def test_it_is_where_a_verb_buys_it() -> None:
    assert strategy_of(f"Buy VIX and SPY {RULES[4:]}").symbols == ["^VIX", "SPY"]
    assert strategy_of("Buy VIX when it closes above 30, sell below 20").symbols == ["^VIX"]


@pytest.mark.parametrize(
    "text", [RULES, "When the VIX crosses above 30 buy, sell when it is under 20",
             "VIX above 30 and RSI below 40, sell below 20"],
)  # fmt: skip
def test_where_nothing_else_is_named_it_is_asked_what_is_traded(text: str) -> None:
    reading = read(text)
    assert asked(reading) == ["symbol"]
    assert "^VIX" not in reading.questions[0].choices
    chosen = read(text, answers={"symbol": "SPY"}).strategy
    assert chosen is not None
    assert chosen.symbols == ["SPY"]


def test_another_symbol_that_is_looked_at_may_be_traded_too() -> None:
    text = "IWM and SPY: buy when IWM closes above 30, sell when IWM closes below 20"
    assert strategy_of(text).symbols == ["IWM", "SPY"]


@pytest.mark.parametrize(
    ("text", "entry", "left"),
    [("Buy IBM on a 20-day high of SPY, sell on a 10-day low of SPY",
      "SPY's close is above SPY's 20-bar high 1 bar ago",
      "SPY's close is below SPY's 10-bar low 1 bar ago"),
     ("Buy IBM on a golden cross of SPY, sell on a death cross of SPY",
      "SPY's SMA(50) crosses above SPY's SMA(200)", "SPY's SMA(50) crosses below SPY's SMA(200)")],
)  # fmt: skip
def test_whose_rule_it_is_may_stand_behind_it(text: str, entry: str, left: str) -> None:
    made = strategy_of(text)
    assert made.symbols == ["IBM"]
    assert sides_of(text) == (entry, left)


def test_what_is_bought_may_stand_there_too() -> None:
    text = "Buy on a 20-day high of IBM, sell on a 10-day low of IBM"
    assert strategy_of(text).symbols == ["IBM"]
    assert sides_of(text)[1] == "the close is below the 10-bar low 1 bar ago"
