"""Selling short: alone, beside longs, and turning from one side to the other."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Strategy
from tests.agents.language.reading_of import asked, strategy_of

LONG = "Buy MSFT when RSI < 25, sell when RSI > 50"


def sides(made: Strategy) -> list[str]:
    rules = (made.entry, made.exit, made.short_entry, made.short_exit)
    return [describe_condition(rule) if rule else "" for rule in rules]


@pytest.mark.parametrize(
    "text",
    ["Short MSFT when RSI > 75, cover when RSI < 45",
     "Sell MSFT short when RSI > 75, buy to cover when RSI < 45",
     "Enter a short position in MSFT when RSI > 75 and exit the short when RSI < 45",
     "Go short MSFT when RSI > 75, exit when RSI < 45",
     "Open a short on MSFT when RSI > 75. Close the short when RSI < 45."],
)  # fmt: skip
def test_a_short_is_entered_and_covered_on_its_own_rules(text: str) -> None:
    made = strategy_of(text)
    assert made.direction == "short"
    assert sides(made) == ["RSI(14) is above 75", "RSI(14) is below 45", "", ""]


@pytest.mark.parametrize(
    "text",
    [f"{LONG}, short when RSI > 75, cover when RSI < 50",
     "Long MSFT when RSI < 25, exit when RSI > 50. Short when RSI > 75, exit when RSI < 50"],
)  # fmt: skip
def test_both_sides_have_their_own_rules(text: str) -> None:
    made = strategy_of(text)
    assert made.direction == "both"
    assert sides(made) == ["RSI(14) is below 25", "RSI(14) is above 50",
                           "RSI(14) is above 75", "RSI(14) is below 50"]  # fmt: skip


@pytest.mark.parametrize(
    "turn",
    ["go short when it crosses below", "reverse when it crosses below",
     "short on the opposite cross", "sell short on the opposite cross"],
)  # fmt: skip
def test_a_signal_for_the_other_side_turns_round_and_that_is_said(turn: str) -> None:
    reading = read(f"Go long MSFT when the 10 day SMA crosses above the 40 day SMA, {turn}")
    assert reading.strategy
    up, down = "SMA(10) crosses above SMA(40)", "SMA(10) crosses below SMA(40)"
    assert sides(reading.strategy) == [up, down, down, up]
    assert any("turns the position round" in one.text for one in reading.assumptions)


def test_an_exit_behind_both_sides_is_that_of_both_and_that_is_said() -> None:
    text = "Long MSFT when RSI < 25, short when RSI > 75, exit when it closes above its 9 day SMA"
    reading = read(text)
    assert reading.strategy
    assert sides(reading.strategy)[1] == sides(reading.strategy)[3] != ""
    assert any("long and short" in one.text for one in reading.assumptions)


def test_a_short_gains_where_the_price_falls() -> None:
    made = strategy_of("Short MSFT when RSI > 75, cover when it drops 6% or rises 3%")
    assert (made.take_profit, made.stop_loss) == (0.06, 0.03)


def test_levels_of_a_short_are_reached_from_the_other_side() -> None:
    text = "Short MSFT when it closes above the upper Bollinger band, cover at the middle band"
    assert sides(strategy_of(text))[1].startswith(
        "the close is at or below the middle Bollinger Band"
    )


@pytest.mark.parametrize(
    ("text", "question"),
    [("Short MSFT when RSI > 75", "exit"), ("Short MSFT", "entry"),
     ("Short MSFT when RSI > 75, buy when RSI > 75", "contradiction")],
)  # fmt: skip
def test_what_is_missing_on_the_short_side_is_asked(text: str, question: str) -> None:
    assert question in asked(read(text))


def test_no_short_is_sold_where_none_is_wanted() -> None:
    assert strategy_of(f"{LONG}, no shorts").direction == "long"


def test_in_both_directions_the_short_side_is_the_mirror() -> None:
    made = strategy_of("IBM: 10 EMA / 30 EMA crossover, both directions")
    assert made.direction == "both"
    assert made.entry is not None
    assert made.short_entry is not None
    said = [describe_condition(one) for one in (made.entry, made.short_entry)]
    assert said == ["EMA(10) crosses above EMA(30)", "EMA(10) crosses below EMA(30)"]


@pytest.mark.parametrize("side", ["Buy", "Short"])
@pytest.mark.parametrize(
    "words",
    ["after 9 days or a 7% loss or a 12% gain", "at a loss of 7% or a profit of 12%",
     "if I lose 7% or make a 12% profit", "when down 7% or up 12%"],
)  # fmt: skip
def test_a_loss_is_one_of_the_position_whichever_way_it_stands(side: str, words: str) -> None:
    made = strategy_of(f"{side} TSLA when RSI(14) is above 70, cover {words}")
    assert (made.stop_loss, made.take_profit) == (0.07, 0.12)


@pytest.mark.parametrize(
    "words", ["the position loses 5%", "the trade is down 5%", "we're losing 5%", "I'm down 5%"]
)
def test_who_loses_is_the_position_and_not_the_price(words: str) -> None:
    made = strategy_of(f"Short TSLA when RSI(14) is above 70, cover if {words}")
    assert (made.stop_loss, made.take_profit) == (0.05, None)
