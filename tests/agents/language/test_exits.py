"""Exits that are more than one percentage, and what is said where they are not clear."""

import pytest

from agents.language import ImpossibleStrategy, read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Atr, Money, PartialExit, Strategy
from tests.agents.language.reading_of import asked, strategy_of

ENTRY = "Buy MSFT when RSI < 25"


def with_exit(words: str) -> Strategy:
    return strategy_of(f"{ENTRY}, {words}")


@pytest.mark.parametrize(
    ("words", "level"),
    [("with a trailing stop of 7%", 0.07), ("7% trailing stop", 0.07),
     ("trail the stop by 7%", 0.07), ("a trailing stop loss at 7% below the high", 0.07),
     ("trailing stop 7", 0.07), ("trail by 3 ATR", Atr(multiple=3)),
     ("trailing stop of 2.5x ATR(10)", Atr(multiple=2.5, period=10)),
     ("a $4 trailing stop", Money(distance=4))],
)  # fmt: skip
def test_a_trailing_stop_follows_at_the_distance_that_was_said(words: str, level: object) -> None:
    made = with_exit(words)
    assert made.trailing_stop == level
    assert made.stop_loss is None


@pytest.mark.parametrize(
    "words",
    ["stop me out at -7%", "stop_loss: 0.07", "put the stop 7% below where I bought",
     "protect with a stop 7% below the entry", "close the trade when the loss hits 7%",
     "never lose more than 7% on one trade", "maximum drawdown per trade 7%"],
)  # fmt: skip
def test_a_stop_in_the_words_of_different_people(words: str) -> None:
    made = with_exit(words)
    assert (made.stop_loss, made.take_profit, made.sizing.risk) == (0.07, None, None)


@pytest.mark.parametrize(
    "words", ["lock in gains at 7%", "cash in at 7% profit", "take the win at 7%",
              "bank profits at 7%", "book gains at +7%"],
)  # fmt: skip
def test_a_target_in_the_words_of_different_people(words: str) -> None:
    made = with_exit(words)
    assert (made.take_profit, made.stop_loss, made.exit) == (0.07, None, None)


@pytest.mark.parametrize(
    "words", ["max. 12 days", "for a maximum of 12 days", "no longer than 12 days",
              "get out after 12 days no matter what"],
)  # fmt: skip
def test_the_longest_time_in_the_words_of_different_people(words: str) -> None:
    assert with_exit(words).max_bars == 12


@pytest.mark.parametrize(
    "words", ["exit on the first profitable close", "sell when it closes in profit",
              "sell at the first profitable open"],
)  # fmt: skip
def test_a_close_above_the_price_paid_is_named(words: str) -> None:
    reading = read(f"{ENTRY}, {words}")
    assert any("above the price paid" in one.why for one in reading.unsupported)
    assert asked(reading) == ["exit"]


@pytest.mark.parametrize(
    "gain", ["the position is profitable", "it is profitable", "we are in profit",
             "only if the trade is in the green", "the trade is currently in profit"],
)  # fmt: skip
def test_a_gain_that_an_exit_asks_for_besides_is_named(gain: str) -> None:
    reading = read(f"{ENTRY}, sell when RSI is above 50 and {gain}")
    (named,) = reading.unsupported
    assert gain in named.text
    assert "above the price paid" in named.why
    assert reading.action == "partial"


def test_a_strategy_that_is_called_profitable_asks_for_no_gain() -> None:
    reading = read(f"{ENTRY}, sell when RSI is above 50. This strategy is profitable.")
    assert (reading.action, reading.unsupported) == ("run", [])


@pytest.mark.parametrize(
    ("words", "stop", "target"),
    [("2 ATR stop and 4 ATR target", Atr(multiple=2), Atr(multiple=4)),
     ("stop loss at 1.5 times the 20-day ATR", Atr(multiple=1.5, period=20), None),
     ("5% stop, 3 ATR target", 0.05, Atr(multiple=3)),
     ("stop $2 below entry, target $6 above the entry price", Money(distance=2), Money(distance=6)),
     ("stop 40 cents below the entry price", Money(distance=0.4), None)],
)  # fmt: skip
def test_stops_and_targets_in_atr_and_money(words: str, stop: object, target: object) -> None:
    made = with_exit(words)
    assert (made.stop_loss, made.take_profit) == (stop, target)


@pytest.mark.parametrize(
    ("words", "stop", "target"),
    [("bank 9%, stop 4%", 0.04, 0.09), ("pocket 9% or out if it goes 4% against me", 0.04, 0.09),
     ("sell if it moves 9% in my favour or 4% against me", 0.04, 0.09),
     ("out at a 3 ATR gain, 2 ATR stop", Atr(multiple=2), Atr(multiple=3))],
)  # fmt: skip
def test_stops_and_targets_in_other_words(words: str, stop: object, target: object) -> None:
    made = with_exit(words)
    assert (made.stop_loss, made.take_profit) == (stop, target)


@pytest.mark.parametrize(
    "words",
    ["cut at -8%", "cut it at -8%", "cut losses at 8", "cut losers at 8%", "dump it at -8%",
     "bail at -8%", "cut if it is down 8%", "cut my position at minus 8 percent",
     "paper hands at -8%"],
)  # fmt: skip
def test_a_loss_that_is_cut_is_a_stop(words: str) -> None:
    assert with_exit(f"{words}, sell when RSI > 60").stop_loss == 0.08


@pytest.mark.parametrize(
    "limit",
    ["stop 5%", "2 ATR stop", "5% trailing stop", "10% target", "flat by close",
     "sell half at +10%, the rest at +20%"],
)  # fmt: skip
def test_a_rule_beside_a_stop_or_target_is_an_exit_and_no_entry(limit: str) -> None:
    made = with_exit(f"{limit} or when RSI > 70")
    assert describe_condition(made.entry) == "RSI(14) is below 25"
    assert made.exit
    assert describe_condition(made.exit) == "RSI(14) is above 70"


def test_a_time_beside_the_target_of_the_rest() -> None:
    made = with_exit("sell half at +10%, the rest at +20% or after 30 days")
    assert (made.partial_exits, made.take_profit, made.max_bars) == (
        [PartialExit(gain=0.1, fraction=0.5)], 0.2, 30
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["6% stop, move the stop to break-even after a 3% gain", "6% stop, breakeven at +3%",
     "6% stop, once it is up 3% move stop to breakeven"],
)  # fmt: skip
def test_the_stop_moves_to_the_price_paid(words: str) -> None:
    made = with_exit(words)
    assert (made.break_even, made.stop_loss, made.take_profit) == (0.03, 0.06, None)


@pytest.mark.parametrize(
    ("words", "parts", "target"),
    [("sell half at +3%, the rest at +7%", [(0.03, 0.5)], 0.07),
     ("take 40% off at 3% and sell the rest after 20 days", [(0.03, 0.4)], None),
     ("sell a quarter at 2%, a quarter at 4%, sell the rest when RSI > 60",
      [(0.02, 0.25), (0.04, 0.25)], None),
     ("sell 50% at 3% and the rest at 7%", [(0.03, 0.5)], 0.07),
     ("sell 50% at 3% and 50% at 7%", [(0.03, 0.5)], 0.07)],
)  # fmt: skip
def test_parts_are_sold_at_their_gains(
    words: str, parts: list[tuple[float, float]], target: float | None
) -> None:
    made = with_exit(words)
    assert made.partial_exits == [PartialExit(gain=gain, fraction=share) for gain, share in parts]
    assert made.take_profit == target


def test_parts_and_the_break_even_move_keep_their_own_gains() -> None:
    made = with_exit(
        "sell half at +3%, the rest at +7%, move the stop to break-even after a 4% gain"
    )
    assert (made.partial_exits[0].gain, made.break_even, made.take_profit) == (0.03, 0.04, 0.07)


def test_slang_for_going_in_and_out() -> None:
    made = strategy_of("ape into MSFT when rsi under 25, cut it at 8%, im out at +25%")
    assert (made.stop_loss, made.take_profit) == (0.08, 0.25)


def test_calendar_days_are_not_bars() -> None:
    assert with_exit("hold for 12 calendar days").max_days == 12
    assert with_exit("hold for 12 days").max_bars == 12


@pytest.mark.parametrize(
    "words", ["sell at the close", "sell on the same day", "close it at the end of the day",
              "sell at the close of the same day", "day trade only"],
)  # fmt: skip
def test_what_is_sold_on_the_day_of_the_entry_is_said_to_be(words: str) -> None:
    reading = read(f"{ENTRY}, {words}")
    assert reading.strategy
    assert reading.strategy.same_day
    assert any(one.path == "same_day" for one in reading.assumptions)


def test_a_close_beside_a_rule_is_the_moment_of_trading() -> None:
    made = strategy_of("When RSI > 70 sell MSFT at the close, buy when RSI < 25")
    assert (made.same_day, made.fill) == (False, "close")


@pytest.mark.parametrize(
    ("words", "about"),
    [("use a trailing stop", "trailing_stop"), ("stop 4%, move it to break-even", "break_even")],
)
def test_a_distance_that_was_not_said_is_asked(words: str, about: str) -> None:
    reading = read(f"{ENTRY}, {words}")
    assert asked(reading) == [about]
    answered = read(f"{ENTRY}, {words}", answers="defaults")
    assert answered.strategy
    assert any(one.path == about for one in answered.assumptions)


@pytest.mark.parametrize("words", ["stop 2 ATR below the 20-day low", "target 2R"])
def test_a_stop_at_another_level_is_named_and_makes_no_rule(words: str) -> None:
    reading = read(f"{ENTRY}, {words}, sell when RSI > 60", answers="defaults")
    assert reading.unsupported
    assert reading.strategy
    assert reading.strategy == strategy_of(f"{ENTRY}, sell when RSI > 60")


def test_a_high_of_no_span_is_that_since_the_entry_or_is_asked_for() -> None:
    assert strategy_of(f"{ENTRY}, sell when it falls 7% from its high").trailing_stop == 0.07
    text = "Buy MSFT when it is more than 10% off its high, sell after 20 days"
    assert asked(read(text)) == ["high_span"]
    assert (
        "the distance from the 252-bar high is at or below -10%"
        in read(text, answers="defaults").sentence
    )
    own = read(text, answers={"high_span": "price is 10% below its 20-day high"})
    assert "the distance from the 20-bar high is at or below -10%" in own.sentence


def test_more_than_break_even_is_a_target_and_no_stop() -> None:
    strategy = strategy_of(f"{ENTRY}, 4% stop, sell at breakeven +5%")
    assert (strategy.take_profit, strategy.break_even) == (0.05, None)


def test_a_sum_is_not_read_as_its_first_part() -> None:
    reading = read("Buy MSFT when the close > SMA(20) + 2 * ATR(14), sell after 5 days")
    assert reading.strategy is None
    assert "entry" in asked(reading)


def test_a_trailing_stop_cannot_be_the_whole_price() -> None:
    with pytest.raises(ImpossibleStrategy) as error:
        read(f"{ENTRY}, trailing stop of 120%")
    assert error.value.field == "trailing_stop"


@pytest.mark.parametrize(
    ("words", "said"),
    [("sell when not", "RSI(14) is at or above 30"),
     ("sell when that is no longer the case", "RSI(14) is at or above 30"),
     ("else stay out", "RSI(14) is at or above 30"),
     ("sell when not lower than 70", "RSI(14) is at or above 70"),
     ("get me out when RSI is not greater than 20", "RSI(14) is at or below 20")],
)  # fmt: skip
@pytest.mark.parametrize("joint", [", ", ". "])
def test_what_is_denied_is_the_entry_unless_another_level_is_said(
    words: str, said: str, joint: str
) -> None:
    made = strategy_of(f"Buy GLD when RSI is below 30{joint}{words}")
    assert made.exit is not None
    assert describe_condition(made.exit) == said


@pytest.mark.parametrize("leaves", ["closes the position when RSI > 60", "5 days later sell"])
def test_leaving_may_be_said_before_or_behind(leaves: str) -> None:
    made = strategy_of(f"{ENTRY} and {leaves}")
    assert describe_condition(made.entry) == "RSI(14) is below 25"
    assert made.exit or made.max_bars == 5


def test_a_part_may_be_that_of_a_symbol() -> None:
    made = strategy_of("Sell half of IBM at +8%, the rest at +20%; entry when RSI < 25; stop 7%")
    assert made.symbols == ["IBM"]
    assert made.partial_exits == [PartialExit(gain=0.08, fraction=0.5)]
    assert (made.take_profit, made.stop_loss) == (0.2, 0.07)


def test_the_exit_that_is_said_stands_for_the_one_that_goes_without_saying() -> None:
    made = strategy_of(
        "Stay long MSFT while it is above its 60-day SMA, out when it closes below it"
    )
    assert made.exit
    assert describe_condition(made.exit) == "the close is below SMA(60)"


@pytest.mark.parametrize(
    "leaves", ["hold 15 days", "max hold 15 days", "exit in 15 days", "sell 15 days later"]
)
def test_days_to_hold_are_no_average_where_one_was_spoken_of(leaves: str) -> None:
    made = strategy_of(f"Buy MSFT when it crosses above the 20 SMA, {leaves}")
    assert (made.max_bars, made.exit) == (15, None)


def test_limits_written_as_fractions_are_fractions_together() -> None:
    made = strategy_of("Buy MSFT when RSI < 25, stop_loss: 0.1, target: 0.3")
    assert (made.stop_loss, made.take_profit) == (0.1, 0.3)
    made = strategy_of("Buy MSFT when RSI < 25, stop 0.5, target 1.5")
    assert (made.stop_loss, made.take_profit) == (0.005, 0.015)
