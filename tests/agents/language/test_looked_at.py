"""Indicators that somebody looks at before the rule, and events that no price tells."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import sides_of, strategy_of

CROSS = "EMA(6) crosses above EMA(15)"


@pytest.mark.parametrize(
    "text",
    [
        "KO. When 6 EMA crosses above 15 EMA. Look at the RSI and if it is above 52, buy.",
        "KO. When 6 EMA crosses 15 EMA to the upside. Next you look at the RSI indicator and If its"
        " above 52, then Buy.",
    ],
)
def test_what_is_looked_at_must_be_so_too(text: str) -> None:
    entry = strategy_of(f"{text} Sell after 4 days").entry
    assert entry is not None
    assert describe_condition(entry) == f"{CROSS} and RSI(14) is above 52"


def test_what_is_looked_at_may_be_an_exit() -> None:
    text = (
        "Buy KO when 6 EMA crosses above 15 EMA. Look at the RSI to see if it is over 75 and sell"
    )
    assert sides_of(text) == (CROSS, "RSI(14) is above 75")


def test_a_mere_look_is_named() -> None:
    text = "Buy KO when 6 EMA crosses above 15 EMA, sell after 4 days. Look at the RSI forecast."
    assert read(text).unsupported


@pytest.mark.parametrize(
    "event",
    [
        "the bars since Breakpoint ended are under forty",
        "it is less than 20 days since the fair at Lisbon took place",
    ],
)
def test_days_since_an_event_are_in_no_prices(event: str) -> None:
    reading = read(f"Buy ETH when {event} and price crosses above the 25 EMA, sell after 4 days")
    assert reading.action == "partial"
    assert "not in prices" in reading.unsupported[0].why


@pytest.mark.parametrize("begun", ["uptrend", "last cross", "trade"])
def test_days_since_something_in_prices_are_no_such_event(begun: str) -> None:
    reading = read(f"Buy ETH when it has risen 9% since the {begun} started, sell after 4 days")
    assert not any("not in prices, so" in one.why for one in reading.unsupported)


@pytest.mark.parametrize(
    "only",
    [
        "trades are opened only if the RSI is below 41",
        "these two operations will be opened only if the RSI is below 41",
        "positions are only entered when the RSI is below 41",
    ],
)
def test_trades_that_are_opened_only_then_narrow_the_entry(only: str) -> None:
    text = "KO. Buy if the close is under the lower BB and sell if it is above the upper band; "
    entry, exit_ = sides_of(f"{text}{only}.")
    assert entry == "the close is below the lower Bollinger Band (20, 2) and RSI(14) is below 41"
    assert exit_ == "the close is above the upper Bollinger Band (20, 2)"
