"""The shape of one bar: where it closed in its range, how far it went, and beside the last one."""

import numpy as np
import pytest

from agents.language import read
from backtests.engine.indicators import compute
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, entry_of, exit_of, strategy_of
from tests.agents.making import random_bars

IBS = "Stochastic %K (1, 1, 1)"
INSIDE = "the high is below the high 1 bar ago and the low is above the low 1 bar ago"


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("IBS is below 0.2", f"{IBS} is below 20"),
        ("ibs < 20%", f"{IBS} is below 20"),
        ("the IBS drops under 15", f"{IBS} drops below 15"),
        ("the internal bar strength is over 0.9", f"{IBS} is above 90"),
        ("the internal bar strength (IBS) is at most 0.25", f"{IBS} is at or below 25"),
        ("it closes in the bottom 20% of its range", f"{IBS} is at or below 20"),
        ("the close is in the top quarter of the day's range", f"{IBS} is at or above 75"),
        ("it finishes in the lower half of the daily range", f"{IBS} is at or below 50"),
        ("there is an inside day", INSIDE),
        (
            "it makes a higher high and a higher low than the day before",
            "the high is above the high 1 bar ago and the low is above the low 1 bar ago",
        ),
        ("there are three consecutive lower lows", "the low is below the low 1 bar ago for 3 bars"),
        ("it makes an inside bar", INSIDE),
    ],
)
def test_the_place_of_the_close_and_inside_days_are_read(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as


def test_the_internal_bar_strength_is_what_people_compute() -> None:
    bars = random_bars(100)
    own = (bars.close - bars.low) / (bars.high - bars.low)
    found = compute("STOCHASTIC", bars.columns(), {"k": 1, "smooth": 1, "d": 1})["k"]
    assert np.allclose(found, own * 100)


def test_the_stochastic_beside_it_keeps_its_own_numbers() -> None:
    assert entry_of("IBS is below 0.2 and the stochastic is below 30") == (
        f"{IBS} is below 20 and Stochastic %K (14, 3, 3) is below 30"
    )


def test_an_exit_is_offered_in_the_words_of_the_entry() -> None:
    reading = read("Buy MSFT when IBS is below 0.2")
    assert asked(reading) == ["exit"]
    assert reading.questions[0].choices[0] == "when IBS is above 80"
    answered = read("Buy MSFT when IBS is below 0.2", answers="defaults")
    assert f"sell when {IBS} is above 80" in answered.sentence


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("it has a down day of more than 2%", "the change over 1 bar is below -2%"),
        ("there is a down day of at least 2%", "the change over 1 bar is at or below -2%"),
        ("there is a 3% up day", "the change over 1 bar is at or above 3%"),
        ("it fell more than 2% today", "the change over 1 bar is below -2%"),
        ("yesterday was a down day of over 2%", "the change over 1 bar 1 bar ago is below -2%"),
        ("it rose over 4% yesterday", "the change over 1 bar 1 bar ago is above 4%"),
        ("yesterday was an up day of 1.5% or more",
         "the change over 1 bar 1 bar ago is at or above 1.5%"),
        ("yesterday's candle was red and today's is green",
         "the close 1 bar ago is below the open 1 bar ago and the close is above the open"),
        ("it gaps up over yesterday's high", "the open is above the high 1 bar ago"),
    ],
)  # fmt: skip
def test_the_size_and_the_colour_of_a_day_are_read(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as


def test_who_buys_at_the_open_means_the_last_close_by_yesterday() -> None:
    text = "If yesterday was a down day of more than 2%, buy AAPL at the open, sell after 3 days"
    reading = read(text)
    assert "when the change over 1 bar is below -2%" in reading.sentence
    assert any("yesterday is the last day before the open" in a.text for a in reading.assumptions)


def test_another_symbol_s_day_is_its_own() -> None:
    reading = read("Buy AAPL if MSFT fell more than 2% yesterday, sell after 3 days")
    assert "MSFT's change over 1 bar 1 bar ago is below -2%" in reading.sentence


def test_a_close_in_the_range_is_an_exit_as_well() -> None:
    assert exit_of("it closes in the top 10% of its range") == f"{IBS} is at or above 90"


NARROW = " and ".join(f"ATR(1) is below ATR(1) {n} bar{'s' * (n > 1)} ago" for n in range(1, 4))
ENGULFED = (
    "the close 1 bar ago is below the open 1 bar ago and the close is above the open and the open "
    "is at or below the close 1 bar ago and the close is at or above the open 1 bar ago"
)


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("there is an NR4 day", NARROW),
        ("today's range is the narrowest of the last 4 days", NARROW),
        ("it has the smallest range in 4 bars", NARROW),
        ("the last bar is an inside bar", INSIDE),
        ("there are 2 inside days in a row", f"({INSIDE}) for 2 bars"),
        ("it makes a bullish engulfing candle", ENGULFED),
        ("it prints three white soldiers", "(the close is above the open and the close is above "
         "the close 1 bar ago) for 3 bars"),
    ],
)  # fmt: skip
def test_patterns_that_prices_can_say_are_read(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as


def test_a_harami_lies_within_the_body_before_it_and_an_engulfing_candle_around_it() -> None:
    assert exit_of("there is a bearish harami") == (
        "the close 1 bar ago is above the open 1 bar ago and the close is below the open and the "
        "open is at or below the close 1 bar ago and the close is at or above the open 1 bar ago"
    )


def test_an_unread_shape_takes_no_other_condition_with_it() -> None:
    reading = read("Buy AAPL on a fib level with RSI < 30, sell after 4 days")
    assert "RSI(14) is below 30" in reading.sentence
    assert [one.text for one in reading.unsupported] == ["fib"]


@pytest.mark.parametrize(
    "said", ["a hammer", "a doji", "the opening range breakout", "a head and shoulders pattern"]
)
def test_other_shapes_are_named_and_nothing_stands_in_for_them(said: str) -> None:
    reading = read(f"Buy AAPL on {said}, sell after 4 days", answers="defaults")
    assert reading.strategy is None
    assert reading.unsupported


def test_a_candle_may_stand_above_an_average() -> None:
    made = strategy_of("bullish engulfing candle above the 50 EMA on AAPL, take 20% profit")
    assert made.take_profit == 0.2
    assert describe_condition(made.entry).endswith("and the close is above EMA(50)")


UP, DOWN = "the close is above the open", "the close is below the open"


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("there is a red bar", DOWN),
        ("there is a green candle", UP),
        ("the candle is red", DOWN),
        ("it has its first up day", "the streak of up closes is at or above 1"),
        ("there are 3 red candles in a row", "the streak of down closes is at or above 3"),
    ],
)
def test_a_candle_has_the_colour_of_its_own_open_and_close(said: str, read_as: str) -> None:
    assert exit_of(said) == read_as


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Buy AAPL when RSI(3) is below 15, exit on the next red candle", DOWN),
        ("Buy AAPL when RSI(3) is below 15, sell on the first bearish candle", DOWN),
        ("Kaufe AAPL wenn der RSI(3) unter 15 fällt, verkaufe bei der ersten grünen Kerze", UP),
        ("Achète AAPL quand le RSI(3) passe sous 15, vends à la prochaine bougie rouge", DOWN),
        ("Compra AAPL cuando el RSI(3) baje de 15, vende en la primera vela verde", UP),
        ("RSI(3)跌破15买入AAPL，下一根阳线卖出", UP),
        ("RSI(3)跌破15买入AAPL，收阴线卖出", DOWN),
    ],
)
def test_the_next_candle_of_a_colour_is_an_exit(text: str, read_as: str) -> None:
    made = strategy_of(text)
    assert made.exit is not None
    assert describe_condition(made.exit) == read_as


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("it closes 3% above its 40-day high",
         "the close is above 1.03 x the 40-bar high 1 bar ago"),
        ("it is 1.5% below its 10-day low", "the close is below 0.985 x the 10-bar low 1 bar ago"),
        ("it is 4% below its 40-day high", "the distance from the 40-bar high is at or below -4%"),
        ("it is 4% above its 10-day low", "the distance from the 10-bar low is at or above 4%"),
    ],
)  # fmt: skip
def test_beyond_an_extreme_by_a_margin_is_a_breakout(said: str, read_as: str) -> None:
    assert entry_of(said) == read_as


def test_the_next_close_beyond_a_level_is_any_such_close() -> None:
    assert exit_of("RSI is over 60") == "RSI(14) is above 60"
    text = "Buy MSFT when RSI(2) is below 9, sell at the next close above the 7-day SMA"
    assert "sell when the close is above SMA(7)" in read(text).sentence
    alone = "Buy MSFT when RSI(2) is below 9, sell at the next close"
    assert "sell after 1 bar" in read(alone).sentence
