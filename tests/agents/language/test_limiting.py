"""What limits trading and is not tested: one trade, stops of a day or of a close, later trails."""

import pytest

from agents.language import read
from agents.language.exits.closing import AT_CLOSE, WITHIN
from tests.agents.language.reading_of import asked, noted, sides_of, strategy_of

BUY = "Buy MSFT when RSI < 25, sell when RSI > 65"


@pytest.mark.parametrize(
    "said",
    ["trade only once", "do it once", "only trade once", "just once", "one trade only",
     "take just one trade", "no more than one trade"],
)  # fmt: skip
def test_one_trade_in_all_is_named(said: str) -> None:
    reading = read(f"{BUY}, {said}")
    assert reading.action == "partial"
    assert [one.text for one in reading.unsupported] == [said]
    assert sides_of(f"{BUY}, {said}") == ("RSI(14) is below 25", "RSI(14) is above 65")


@pytest.mark.parametrize(
    "text",
    ["Buy MSFT once RSI < 25, sell once RSI > 65", "Buy MSFT only once RSI < 25, sell RSI > 65",
     f"{BUY}, no more than one trade at a time", f"{BUY}, only one position at a time"],
)  # fmt: skip
def test_once_may_say_when_and_one_trade_at_a_time_is_how_it_is(text: str) -> None:
    assert read(text).action == "run"
    assert sides_of(text) == ("RSI(14) is below 25", "RSI(14) is above 65")
    assert read("Buy MSFT once when RSI < 25, sell when RSI > 65").action == "partial"


@pytest.mark.parametrize(
    "said",
    ["daily stop loss 3%", "3% daily stop", "weekly stop loss of 6%", "daily profit target 2%",
     "stop loss 3% per day"],
)  # fmt: skip
def test_what_a_day_may_lose_or_make_is_no_limit_of_a_position(said: str) -> None:
    reading = read(f"{BUY}, {said}")
    assert [one.text for one in reading.unsupported] == [said]
    strategy = strategy_of(f"{BUY}, {said}")
    assert (strategy.stop_loss, strategy.take_profit, strategy.timeframe) == (None, None, "1d")


@pytest.mark.parametrize("said", ["on daily bars, stop loss 3%", "stop loss 3%, daily bars"])
def test_daily_bars_beside_a_stop_are_bars(said: str) -> None:
    assert strategy_of(f"{BUY}, {said}").stop_loss == 0.03
    assert read(f"{BUY}, {said}").action == "run"


@pytest.mark.parametrize(
    ("said", "named"),
    [("stop 3% based on closing prices", "based on closing prices"),
     ("stop 3% on close", "on close"),
     ("stop loss 3% on a closing basis", "on a closing basis"),
     ("3% stop evaluated at the close", "evaluated at the close"),
     ("closing stop of 3%", "closing")],
)  # fmt: skip
def test_a_stop_of_closes_is_named_and_moves_no_order_to_the_close(said: str, named: str) -> None:
    assert [one.text for one in read(f"{BUY}, {said}").unsupported] == [named]
    strategy = strategy_of(f"{BUY}, {said}")
    assert (strategy.stop_loss, strategy.fill) == (0.03, "next_open")


def test_a_close_behind_a_stop_may_be_a_rule_or_an_order() -> None:
    assert strategy_of(f"{BUY}, stop 3%, buy at the close").fill == "close"
    rule = "Buy MSFT when RSI < 25, stop 5% and exit on close above the 20 SMA"
    assert sides_of(rule)[1] == "the close is above SMA(20)"


def test_where_only_what_leaves_is_told_to_the_close_that_is_told() -> None:
    told = noted(read(f"{BUY}, exit at the close if down 5%"))
    assert AT_CLOSE in told
    assert WITHIN in told
    both = read("Buy MSFT at the close when RSI < 25, sell at the close when RSI > 65, stop 5%")
    assert AT_CLOSE not in noted(both)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("when up 5% move stop to breakeven, then trail by 4%", "trail by 4%"),
        ("stop 5%, move it to breakeven at 5% then trail 3%", "trail 3%"),
        ("stop 5% then trailing stop 4%", "trailing stop 4%"),
        ("stop 2 ATR, then a 3 ATR trailing stop", "3 ATR trailing stop"),
        ("stop 5%, then trail 9% once in profit of 10%", "trail 9% once in profit of 10%"),
    ],
)  # fmt: skip
def test_a_trail_behind_another_stop_begins_later(said: str, named: str) -> None:
    assert named in [one.text for one in read(f"{BUY}, {said}").unsupported]
    assert strategy_of(f"{BUY}, {said}").trailing_stop is None
    alone = "Buy MSFT when RSI < 25, when up 5% move stop to breakeven, then trail by 4%"
    assert asked(read(alone)) == ["trailing_start"]


@pytest.mark.parametrize(
    "said", ["breakeven stop after 4%, trailing stop 6%", "then use a 6% trailing stop"]
)
def test_a_trail_beside_others_follows_from_the_entry(said: str) -> None:
    assert strategy_of(f"Buy MSFT when RSI < 25, {said}").trailing_stop == 0.06
