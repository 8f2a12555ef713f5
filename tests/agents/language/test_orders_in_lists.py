"""Lists of conditions under headings that speak of orders, and of how many must be met."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import sides_of, strategy_of

IN, OUT = "RSI(14) is below 25", "RSI(14) is above 65"
UNDER, OVER = "the close is below SMA(80)", "the close is above SMA(80)"


def test_conditions_for_an_order_are_an_entry_and_those_to_close_it_an_exit() -> None:
    entry, exit_ = sides_of(
        "conditions to be fulfilled for the BUY order on IBM: (all conditions must be met) "
        "1) RSI is below 25 2) close is above the 80 SMA. conditions to close BUY order: "
        "(any of the conditions) 1) RSI is above 65 or 2) close is below the 80 SMA"
    )
    assert entry == f"{IN} and {OVER}"
    assert exit_ == f"{OUT} or {UNDER}"


@pytest.mark.parametrize("joined", ["and", "or"])
def test_brackets_say_how_many_must_be_met(joined: str) -> None:
    many = {"and": "all conditions must be met", "or": "any of the conditions must be met"}[joined]
    text = f"IBM. Entry: ({many}) RSI is below 25, close is above the 80 SMA. Exit: RSI above 65"
    assert sides_of(text)[0] == f"{IN} {joined} {OVER}"


def test_four_headings_have_both_sides() -> None:
    made = strategy_of(
        "IBM: conditions for the buy order: RSI is below 25. Conditions for the sell order: RSI "
        "above 75. Conditions to close the buy order: RSI above 65. Conditions to close the sell "
        "order: RSI below 35."
    )
    rules = [made.entry, made.exit, made.short_entry, made.short_exit]
    said = [describe_condition(rule) for rule in rules if rule is not None]
    assert said == [IN, OUT, "RSI(14) is above 75", "RSI(14) is below 35"]


def test_a_sell_order_alone_leaves_what_was_bought() -> None:
    buys = "IBM: conditions for the buy order: RSI below 25"
    text = f"{buys}. Conditions for the sell order: RSI above 65"
    assert sides_of(text) == (IN, OUT)
    assert strategy_of(text).direction == "long"


def test_an_order_at_a_price_still_waits() -> None:
    reading = read("IBM: place a buy order at 150 when RSI is below 25, sell when RSI is above 65")
    assert any("waits at a price" in one.why for one in reading.unsupported)


def test_a_heading_that_calls_an_average_a_stop_adds_no_exit() -> None:
    made = strategy_of(
        "IBM: long when RSI is below 25, short when RSI is above 75. Exits use EMA80 as a dynamic "
        "trailing stop: exit long when close is below EMA80; exit short when close is above EMA80"
    )
    assert made.exit
    assert made.short_exit
    assert describe_condition(made.exit) == "the close is below EMA(80)"
    assert describe_condition(made.short_exit) == "the close is above EMA(80)"
    alone = read("IBM: buy when RSI is below 25. Exits use EMA80 as a trailing stop.")
    assert alone.action == "clarify"


@pytest.mark.parametrize(
    "text",
    [
        "buy and hold QQQ, add $300 every month",
        "Buy and hold QQQ. Add $300 monthly.",
        "buy QQQ and hold it, adding $300 monthly",
        "Start with $20,000 in QQQ, then add $300 every month",
    ],
)
def test_what_is_bought_before_the_instalments_is_named(text: str) -> None:
    reading = read(text)
    assert reading.action == "partial"
    assert reading.strategy
    assert reading.strategy.sizing.cash == 300
    assert [one.why for one in reading.unsupported] == [
        "What is bought at the start, beside what is bought again and again, is not tested: every "
        "purchase has the same size."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Buy $300 of QQQ every month and hold",
        "Buy and hold QQQ and invest $300 every month",
        "Start with $20,000. Add $300 to QQQ every month.",
    ],
)
def test_instalments_alone_are_all_that_is_bought(text: str) -> None:
    assert read(text).action == "run"
