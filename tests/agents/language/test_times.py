"""How long something is held, what is never sold, and gains and losses without a plain name."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import exit_of, noted, strategy_of

ENTRY = "Buy MSFT when RSI < 25"


@pytest.mark.parametrize(
    ("said", "bars"),
    [("sell once 10 days are up", 10), ("out when two weeks are over", 10),
     ("exit when the trade is 5 days old", 5), ("after 5 days in the trade I get out", 5),
     ("exit 5 days post entry", 5), ("exit on the close of the 3rd day after entry", 3),
     ("exit at the close of day 3", 3), ("sold on day five regardless of price", 5),
     ("give it 6 days then sell", 6), ("give the trade a maximum of 6 sessions", 6),
     ("let it run for 20 days, then close", 20), ("with a 10-day hold", 10),
     ("10 day holding period", 10), ("7 day time stop", 7), ("sell after a 10-day hold", 10),
     ("max 5 day hold", 5), ("keep it exactly five trading days", 5),
     ("sell the day after tomorrow", 2), ("sell tomorrow", 1)],
)  # fmt: skip
def test_a_time_to_be_held_is_said_in_many_ways(said: str, bars: int) -> None:
    made = strategy_of(f"{ENTRY}, {said}")
    assert made.max_bars == bars
    assert made.exit is None


def test_bought_and_kept_for_a_time_is_not_kept_for_good() -> None:
    made = strategy_of("If MSFT falls 3% in a day I get in and keep it exactly five trading days")
    assert made.max_bars == 5
    assert made.portfolio is None


@pytest.mark.parametrize(
    "said",
    ["sell when RSI > 75 and 5 days have passed", "sell once 5 days have passed and RSI > 75",
     "sell after at least 5 days when RSI > 75"],
)  # fmt: skip
def test_a_time_that_must_have_passed_as_well_is_no_exit_by_itself(said: str) -> None:
    reading = read(f"{ENTRY}, {said}")
    assert reading.action == "clarify"
    made = read(f"{ENTRY}, {said}", answers="defaults").strategy
    assert made is not None
    assert made.exit is not None
    assert describe_condition(made.exit) == "RSI(14) is above 75"
    assert made.max_bars is None


def test_a_time_behind_an_entry_is_no_exit() -> None:
    assert read("Buy MSFT two days after the entry signal, sell at +5%").action == "clarify"
    assert exit_of("RSI is at least 70") == "RSI(14) is at or above 70"


@pytest.mark.parametrize("said", ["Exit on the next crossover", "sell at the following cross"])
def test_the_next_cross_is_the_one_back(said: str) -> None:
    made = strategy_of(f"Buy MSFT when the 9 EMA crosses above the 21 EMA. {said}.")
    assert made.exit is not None
    assert describe_condition(made.exit) == "EMA(9) crosses below EMA(21)"


@pytest.mark.parametrize(
    "said",
    ["re-enter on the next signal", "then wait for the next entry signal", "Rinse and repeat"],
)
def test_to_begin_again_is_what_a_test_does_anyway(said: str) -> None:
    assert read(f"{ENTRY}, sell when RSI > 75. {said}.").action == "run"


@pytest.mark.parametrize(
    "said",
    ["and never sell", "and keep it for ever", "and hold forever", "and hold it until today",
     "and hold till the end of the test", "with no exit, just hold"],
)  # fmt: skip
def test_what_is_never_sold_is_held_to_the_end_and_that_is_said(said: str) -> None:
    reading = read(f"{ENTRY} {said}.")
    assert reading.action == "run"
    assert reading.strategy is not None
    assert reading.strategy.hold
    assert any("to the end of the test" in one for one in noted(reading))


@pytest.mark.parametrize(
    "said",
    ["Never sell at a loss.", "Sell when RSI > 75. Hold forever otherwise.", "Never sell. 5% stop.",
     "Hold it."],
)  # fmt: skip
def test_what_is_sold_at_all_is_not_held_for_ever(said: str) -> None:
    made = read(f"{ENTRY}. {said}", answers="defaults").strategy
    assert made is None or not made.hold


@pytest.mark.parametrize(
    "said", ["bail at +15 or -10", "sell at +15 / -10", "out at -10 or +15", "exit at +15% or -10"]
)
def test_a_gain_and_a_loss_may_have_their_signs_alone(said: str) -> None:
    made = strategy_of(f"{ENTRY}, {said}")
    assert (made.stop_loss, made.take_profit, made.exit) == (0.1, 0.15, None)


def test_levels_of_an_indicator_with_signs_are_no_per_cent() -> None:
    made = read("Buy MSFT when CCI < -100, exit at +100 or -50", answers="defaults").strategy
    assert made is None or made.stop_loss is None
    assert read(f"{ENTRY}, sell at 15 or 10").action != "run"


@pytest.mark.parametrize(
    ("said", "share"), [("sell when it doubles", 1.0), ("sell once the price has tripled", 2.0)]
)
def test_what_has_doubled_has_made_as_much_again(said: str, share: float) -> None:
    assert strategy_of(f"{ENTRY}, {said}").take_profit == share
    made = strategy_of("Buy MSFT when volume doubles, sell at +5%")
    assert made.take_profit == 0.05


@pytest.mark.parametrize("said", ["target twice that", "the target is double that"])
def test_a_target_is_twice_the_stop_that_was_spoken_of(said: str) -> None:
    made = strategy_of(f"{ENTRY}, 5% stop, {said}")
    assert (made.stop_loss, made.take_profit) == (0.05, 0.1)


@pytest.mark.parametrize(
    "said", ["I don't want to lose more than 5%", "I do not want to lose more than 5%"]
)
def test_what_must_not_be_lost_is_the_stop(said: str) -> None:
    assert strategy_of(f"{ENTRY}. {said}. Target 10%.").stop_loss == 0.05


@pytest.mark.parametrize(
    ("said", "way"), [("stop 5% below", "below 0.95"), ("target 5% above", "above 1.05")]
)
def test_a_limit_beside_an_average_is_measured_from_that(said: str, way: str) -> None:
    made = strategy_of(f"{ENTRY}, {said} the 20-day SMA")
    assert (made.stop_loss, made.take_profit) == (None, None)
    assert describe_condition(made.entry) == "RSI(14) is below 25"
    assert made.exit is not None
    assert describe_condition(made.exit) == f"the close is {way} x SMA(20)"


def test_a_limit_beside_the_price_paid_needs_no_more_words() -> None:
    made = strategy_of(f"{ENTRY}, stop 5% below entry, target 10% above")
    assert (made.stop_loss, made.take_profit) == (0.05, 0.1)


def test_a_range_of_pips_is_no_per_cent() -> None:
    reading = read(f"{ENTRY}, stop 2-5 pips below the low of the cross candle, sell at RSI > 75")
    assert reading.strategy is None or reading.strategy.stop_loss is None
    assert reading.unsupported


@pytest.mark.parametrize(
    ("said", "bars"), [("sell after 1w", 5), ("hold 2w", 10), ("hold for 1mo", 21)]
)
def test_weeks_and_months_may_be_shortened(said: str, bars: int) -> None:
    assert strategy_of(f"Buy MSFT when RSI < 25, {said}").max_bars == bars


def test_a_shortened_week_beside_a_chart_is_its_bars() -> None:
    made = strategy_of("Buy MSFT when RSI < 25 on the 1w timeframe, hold 2 bars")
    assert (made.timeframe, made.max_bars) == ("1w", 2)
