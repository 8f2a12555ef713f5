"""Exits, stops, targets and sides as people word them, each with what the engine then says."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import asked

SAID = [
    ("Buy KO when RSI < 27, my stop is a close below the 30-day SMA",
     "Buy KO when RSI(14) is below 27; sell when the close is below SMA(30)"),
    ("Buy KO when RSI < 27, the exit is simply a daily close above the 8-day SMA",
     "Buy KO when RSI(14) is below 27; sell when the close is above SMA(8)"),
    ("Buy KO when RSI < 27, my stop is a close 6% below the entry",
     "Buy KO when RSI(14) is below 27; sell at a stop loss of 6%"),
    ("BTC: long when EMA20 crosses above EMA50. The stop sits 3 ATR below and rises as price "
     "rises. Exit on the opposite cross or the stop.",
     "Buy BTC-USD when EMA(20) crosses above EMA(50); sell when EMA(20) crosses below EMA(50) or "
     "at a trailing stop of 3 x ATR(14)"),
    ("Enter ETH long when RSI crosses above 50; the stop is 3 x ATR and moves up with the price",
     "Buy ETH-USD when RSI(14) rises above 50; sell at a trailing stop of 3 x ATR(14)"),
    ("buy KO on a golden cross, stop 6% (trailing)",
     "Buy KO when SMA(50) crosses above SMA(200); sell at a trailing stop of 6%"),
    ("MSFT mean reversion. Long below lower BB(20,2), short above upper BB(20,2), exit both at "
     "the middle band.",
     "Buy MSFT when the close is below the lower Bollinger Band (20, 2); sell when the close is "
     "at or above "
     "the middle Bollinger Band (20, 2); sell MSFT short when the close is above the upper "
     "Bollinger Band (20, 2); "
     "buy back when the close is at or below the middle Bollinger Band (20, 2); a signal for the "
     "other side "
     "turns a position round"),
    ("buy FB when close is below the lower bollinger band. Exit on the opposite signal.",
     "Buy META when the close is below the lower Bollinger Band (20, 2); sell when the close is "
     "above "
     "the upper Bollinger Band (20, 2)"),
    ("buy FB on a new 20-day high, vice versa short",
     "Buy META when the close is above the 20-bar high 1 bar ago; sell when the close is below "
     "the 20-bar low 1 bar ago; sell META short when the close is below the 20-bar low 1 bar ago; "
     "buy back when the close is above the 20-bar high 1 bar ago; a signal for the other side "
     "turns a position round"),
    ("MSFT both directions: long after 3 down days, exit on an up day",
     "Buy MSFT when the streak of down closes is at or above 3; sell when the streak of up closes "
     "is at or above 1; sell MSFT short when the streak of up closes is at or above 3; buy back "
     "when the streak of down closes is at or above 1; a signal for the other side turns a "
     "position round"),
    ("AAPL rsi14 < 30 buy; TP1 3% - 50%, TP2 6% - 50%, sl 2%",
     "Buy AAPL when RSI(14) is below 30; sell at a stop loss of 2% or at a take profit of 6%; "
     "take 50% off at a gain of 3%"),
    ("long AAPL on a close above the 50 day ma, first target 4% (sell a quarter), stop 2%",
     "Buy AAPL when the close is above SMA(50); sell at a stop loss of 2%; take 25% off at a gain "
     "of 4%"),
    ("buy MSFT when RSI drops under 30. at +4% sell half, at +8% sell the rest. stop 4%",
     "Buy MSFT when RSI(14) drops below 30; sell at a stop loss of 4% or at a take profit of 8%; "
     "take 50% off at a gain of 4%"),
    ("buy MSFT when RSI drops under 30. lock in half my stake at +5%. trail the rest 2 ATR under "
     "the highest close since entry",
     "Buy MSFT when RSI(14) drops below 30; sell at a trailing stop of 2 x ATR(14); take 50% off "
     "at a gain of 5%"),
    ("stop loss moves to entry after 3% profit. buy GOOG on macd bullish cross, target 9%",
     "Buy GOOG when the MACD line (12, 26, 9) crosses above the MACD signal (12, 26, 9); sell at "
     "a take "
     "profit of 9% or at the price paid, once it has gained 3%"),
    ("buy GOOG if it falls 3% in a day and hold for a fortnight",
     "Buy GOOG when the change over 1 bar is at or below -3%; sell after 10 bars"),
    ("buy MSFT when RSI is under 30. If nothing has happened in 15 days, get me out.",
     "Buy MSFT when RSI(14) is below 30; sell after 15 bars"),
    ("Exit if the position is down 5% or has been open for 30 days. Enter AAPL on RSI below 30.",
     "Buy AAPL when RSI(14) is below 30; sell at a stop loss of 5% or after 30 bars"),
    ("I'd buy KO once RSI dips to 25 and hang on for six weeks",
     "Buy KO when RSI(14) is at or below 25; sell after 30 bars"),
    ("ETH 4h: EMA 9 crosses EMA 21 up -> long; down -> exit; SL 2.5%, TP 5%",
     "Buy ETH-USD when EMA(9) crosses above EMA(21); sell when EMA(9) crosses below EMA(21), at a "
     "stop loss of 2.5% or at a take profit of 5%"),
    ("AAPL RSI<30 -> buy, RSI>70 -> sell, or -8% -> sell",
     "Buy AAPL when RSI(14) is below 30; sell when RSI(14) is above 70 or at a stop loss of 8%"),
    ("AAPL buy MACD cross up, sell MACD cross the other way, tight 2% stop, let it run otherwise",
     "Buy AAPL when the MACD line (12, 26, 9) crosses above the MACD signal (12, 26, 9); sell "
     "when the "
     "MACD line (12, 26, 9) crosses below the MACD signal (12, 26, 9) or at a stop loss of 2%"),
    ("buy SPY when RSI<30. Close on the next day's opening after a positive-closing candle. Fixed "
     "2.5% stop below the entry.",
     "Buy SPY when RSI(14) is below 30; sell when the close is above the open or at a stop loss of "
     "2.5%"),
    ("sell when profit reaches $2 a share or loss reaches $1 a share; buy IBM at RSI(14) < 35",
     "Buy IBM when RSI(14) is below 35; sell at a stop loss of 1 a share or at a take profit of 2 "
     "a share"),
    ("short AAPL when RSI > 70. Cover if it rises 2 ATR above entry or RSI < 50",
     "Sell AAPL short when RSI(14) is above 70; buy back when RSI(14) is below 50 or at a stop "
     "loss of 2 x ATR(14)"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "meant"), SAID)
def test_an_exit_in_the_words_of_those_who_leave(words: str, meant: str) -> None:
    reading = read(words)
    assert reading.action == "run", [question.text for question in reading.questions]
    assert reading.sentence.startswith(meant)


@pytest.mark.parametrize(
    "later",
    ["trailing stop of 2% but only after a 6% gain", "trailing stop 2% activates at +6%",
     "once up 6% sell if it drops 2%", "when profit hits 6%, start trailing by 2%",
     "after a 6% gain use a 2% trailing stop"],
)  # fmt: skip
def test_a_trailing_stop_that_starts_later_is_asked_about(later: str) -> None:
    text = f"Buy SPY when RSI(2) < 10; {later}"
    assert asked(read(text)) == ["trailing_start"]
    left_out = read(text, answers={"trailing_start": "leave it out"})
    assert asked(left_out) == ["exit"]
    followed = read(text, answers="defaults")
    assert followed.strategy
    assert followed.strategy.trailing_stop == 0.02


def test_a_rise_and_then_a_fall_in_steps_is_a_stop_that_starts_later() -> None:
    reading = read("1. start bot 2. bot buys 1 eth 3. it goes up 5% 4. it drops 1% (bot sells)")
    assert set(asked(reading)) == {"trailing_start", "entry"}


def test_a_target_and_a_stop_are_no_stop_that_starts_later() -> None:
    reading = read("Buy SPY when RSI(2) < 10, sell if it goes up 5% or it drops 1%")
    assert reading.strategy
    assert (reading.strategy.take_profit, reading.strategy.stop_loss) == (0.05, 0.01)


@pytest.mark.parametrize(
    ("stop", "asks"),
    [("stop below the swing low", "stop_loss"), ("stop at yesterday's low", "stop_loss"),
     ("use a tight stop", "stop_loss"), ("with a take profit", "take_profit")],
)  # fmt: skip
def test_how_far_a_stop_lies_is_asked_where_only_its_place_is_told(stop: str, asks: str) -> None:
    assert asked(read(f"Buy SPY when RSI(2) < 10, {stop}")) == [asks]


def test_the_opposite_of_a_level_may_be_another_level_or_the_same() -> None:
    text = "Buy FB when RSI is under 30, exit on the opposite signal"
    (question,) = read(text).questions
    assert question.choices == ["RSI is above 70", "RSI is above 30"]
    answered = read(text, answers={"exit": "RSI is above 30"})
    assert "sell when RSI(14) is above 30" in answered.sentence


def test_what_has_no_mirror_is_named_and_not_dropped() -> None:
    assert asked(read("AAPL both ways: buy when price < 100, sell after 5 days")) == ["rest"]


def test_a_second_position_on_a_rule_of_its_own_is_named() -> None:
    reading = read("long eth when 20 ema > 50 ema, add a second long if price drops 5%, "
                   "close all at +10%")  # fmt: skip
    assert [one.text for one in reading.unsupported] == ["add a second long if price drops 5%"]
    assert reading.action == "partial"


@pytest.mark.parametrize(
    "joint",
    ["in case", "only when", "if", "at the same time as", "but only if", "provided", "as long as"],
)
def test_what_must_be_so_with_it_is_no_way_out_of_its_own(joint: str) -> None:
    text = f"Buy MSFT when RSI(2) < 8, sell when RSI(2) is above 61 {joint} ADX(14) is over 27"
    assert "sell when RSI(2) is above 61 and ADX(14) is above 27" in read(text).sentence


@pytest.mark.parametrize("joint", ["or", "or when", ", or if"])
def test_another_way_out_stays_one(joint: str) -> None:
    text = f"Buy MSFT when RSI(2) < 8, sell when RSI(2) is above 61 {joint} ADX(14) is over 27"
    assert "sell when RSI(2) is above 61 or ADX(14) is above 27" in read(text).sentence


def test_what_stands_beside_a_zone_is_no_limit_of_it() -> None:
    entry = "Buy MSFT when the RSI is oversold given stochastic is below 22, sell after 9 days"
    assert "Buy MSFT when RSI(14) is below 30 and Stochastic %K" in read(entry).sentence
    own = read("Buy MSFT when the RSI is oversold (below 25), sell after 9 days").sentence
    assert "Buy MSFT when RSI(14) is below 25;" in own
    against = read("Buy MSFT when RSI is not oversold (RSI > 30), sell after 9 days")
    assert against.strategy is None


def test_two_conditions_of_an_exit_with_nothing_between_them_are_both_needed() -> None:
    text = "Buy MSFT when RSI(2) < 8, sell when RSI(2) is above 61 after it gaps up 1.5%"
    assert "sell when RSI(2) is above 61 and the open is above 1.015 x" in read(text).sentence
