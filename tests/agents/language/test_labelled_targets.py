"""Numbers of labels, orders of bots, and what a pronoun means behind a length."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked, sides_of, strategy_of


def test_the_number_of_a_target_is_no_per_cent() -> None:
    text = "Buy MSFT when RSI < 25. Exit: TP1: middle Bollinger band, TP2: upper Bollinger band"
    assert strategy_of(text).take_profit is None
    assert asked(read("Buy MSFT when RSI < 25. TP1: 4%, TP2: 7%, SL: 3%")) == ["take_profit"]


def test_the_length_of_a_bar_is_no_stop() -> None:
    reading = read("Short MSFT when RSI > 75, cover when RSI < 55, SL at 15 min high")
    assert any("15 min high" in one.text for one in reading.unsupported)
    defaults = read(
        "Short MSFT when RSI > 75, cover below 55, SL at 15 min high", answers="defaults"
    )
    assert defaults.strategy is None or defaults.strategy.stop_loss != 0.15


def test_the_base_order_of_a_bot_is_a_size_and_its_safety_orders_are_named() -> None:
    text = "Buy MSFT when RSI < 25, base order $40, safety orders 5, take profit 1.5%"
    reading = read(text)
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == ["safety orders 5"]
    assert reading.strategy is not None
    assert reading.strategy.sizing.cash == 40
    assert reading.strategy.initial_capital != 40


def test_it_is_the_oscillator_whose_length_was_just_said() -> None:
    text = "Use a 3-day RSI. Buy MSFT when it is under 12, sell when it is above 65."
    assert sides_of(text) == ("RSI(3) is below 12", "RSI(3) is above 65")
    text = "Use a 40-day average. Buy MSFT when it is above it, sell when it is below."
    assert sides_of(text)[0] == "the close is above SMA(40)"


@pytest.mark.parametrize("verb", ["allocate to", "allocate 100% to"])
def test_allocating_to_one_symbol_holds_it(verb: str) -> None:
    reading = read(f"If RSI(BND,20) > RSI(SPY,20) then {verb} TQQQ; else {verb} BIL.")
    assert reading.action == "run"
    assert reading.sentence.startswith("Hold 100% TQQQ while BND's RSI(20) is above SPY's RSI(20)")
    assert read("Allocate 60% to SPY and 40% to BND, rebalance yearly").action == "run"


def test_so_many_conditions_are_all_that_follow_unless_only_some_must_hold() -> None:
    listed = "RSI < 35, price < lower Bollinger band. Sell MSFT when RSI > 65."
    text = f"Buy MSFT when two conditions are met: {listed}"
    assert read(text).action == "run"
    assert " and the close is below the lower" in sides_of(text)[0]
    some = f"Buy MSFT when 2 of these 3 conditions are met: volume > 1 million, {listed}"
    assert " or " in sides_of(some)[0]


def test_12m_is_a_year_where_returns_are_spoken_of() -> None:
    said = read("If the 12m return of SPY > 0 hold SPY else AGG, monthly").sentence
    assert "SPY's change over 252 bars is above 0%" in said
    assert read("Buy MSFT on 5m bars when RSI < 25, sell above 60").strategy is not None


def test_both_zones_of_an_oscillator_are_no_rule_of_it() -> None:
    reading = read("Create a Bitcoin strategy using RSI oversold/overbought levels")
    assert [one.text for one in reading.questions] == [
        "At which levels of RSI should it buy and sell?"
    ]


def test_how_often_bars_begin_may_be_called_a_basis() -> None:
    text = "Work on an hourly basis. Buy MSFT when RSI < 25, sell when RSI > 65"
    assert strategy_of(text).timeframe == "1h"


def test_a_volume_that_rises_some_times_its_average_is_so_large() -> None:
    text = "Buy MSFT when volume increases 2x average, sell after 10 days"
    assert "volume is at or above 2 x the 20-bar average volume" in read(text).sentence


@pytest.mark.parametrize(
    "text",
    ["Rebalance on a monthly basis: 60% SPY, 40% AGG",
     "60% SPY, 40% AGG, rebalance on a monthly basis"],
)  # fmt: skip
def test_a_rhythm_may_be_called_a_basis(text: str) -> None:
    assert "restored every month" in read(text).sentence
