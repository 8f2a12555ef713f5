"""Indices that are looked at and that nobody holds."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import noted, strategy_of

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


def test_another_symbol_that_is_looked_at_may_be_traded_too() -> None:
    text = "IWM and SPY: buy when IWM closes above 30, sell when IWM closes below 20"
    assert strategy_of(text).symbols == ["IWM", "SPY"]
