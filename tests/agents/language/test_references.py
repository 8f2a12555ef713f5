"""Words that mean what was said before: the reverse, the other half, "it", a number alone."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from tests.agents.language.reading_of import asked, exit_of, strategy_of
from tests.agents.language.test_conditions import MACD_UP

CROSS = "the 10 day SMA crosses above the 30 day SMA"


def test_the_average_is_the_one_that_was_spoken_of() -> None:
    assert exit_of("it gets back to the EMA", "price is 5% under the 20 day EMA").endswith(
        "EMA(20)"
    )
    assert "periods" in asked(read(f"Buy MSFT when {CROSS}, sell when it is below the SMA"))


def test_that_high_is_the_one_that_the_price_fell_from() -> None:
    entry = "it falls 15% from its 60 day high"
    assert exit_of("it is back at that high", entry) == (
        "the close is at or above the 60-bar high 1 bar ago"
    )


@pytest.mark.parametrize("it", ["it", "RSI", "the RSI"])
@pytest.mark.parametrize("ago", ["two days ago", "2 trading days ago", "yesterday"])
def test_what_was_said_of_days_ago_is_not_said_of_the_exit(it: str, ago: str) -> None:
    assert exit_of(f"{it} is above 60", f"RSI was below 70 {ago}") == "RSI(14) is above 60"


def test_crossing_back_means_the_two_lines_of_the_entry() -> None:
    entry = "the 10 day SMA crosses above the 30 day SMA"
    assert exit_of("it crosses back below", entry) == "SMA(10) crosses below SMA(30)"


@pytest.mark.parametrize(
    "said",
    ["sell on the opposite cross", "exit on the opposite signal", "sell vice versa",
     "sell on the reverse crossover", "and vice versa", "vice versa for selling",
     "exit when the opposite happens", "do the reverse to exit", "sell the other way around",
     "sell when it crosses back", "sell when it crosses down", "sell on the bearish cross",
     "close when it crosses from above"],
)  # fmt: skip
def test_the_reverse_of_a_cross_is_the_same_two_lines(said: str) -> None:
    exit_ = strategy_of(f"Buy MSFT when {CROSS}, {said}").exit
    assert exit_
    assert describe_condition(exit_) == "SMA(10) crosses below SMA(30)"


@pytest.mark.parametrize("said", ["sell on the opposite cross", "sell when it crosses back below"])
def test_the_reverse_of_a_filtered_cross_is_that_of_the_cross(said: str) -> None:
    exit_ = strategy_of(f"Buy MSFT when {CROSS} and RSI < 60. {said}").exit
    assert exit_
    assert describe_condition(exit_) == "SMA(10) crosses below SMA(30)"


@pytest.mark.parametrize(
    ("text", "entry", "exit_"),
    [("Buy MSFT when the 10 SMA is above the 30 SMA, sell otherwise",
      "SMA(10) is above SMA(30)", "SMA(10) is at or below SMA(30)"),
     ("If the Nasdaq 100 closes below its 150-day EMA go to cash, otherwise own QQQ",
      "^NDX's close is at or above ^NDX's EMA(150)", "^NDX's close is below ^NDX's EMA(150)"),
     ("MSFT: 200 day SMA timing model, long above, cash below",
      "the close is above SMA(200)", "the close is below SMA(200)"),
     ("Sell in May and go away with MSFT",
      "it is January, February, March, April, November or December",
      "it is May, June, July, August, September or October"),
     ("long MSFT: rsi14<40 & close>ema200; exit: rsi14>65 | close<ema50",
      "RSI(14) is below 40 and the close is above EMA(200)",
      "RSI(14) is above 65 or the close is below EMA(50)"),
     ("Buy MSFT when RSI < 30, sell when RSI > 60, but skip if ADX > 40",
      "RSI(14) is below 30 and ADX(14) is at or below 40", "RSI(14) is above 60"),
     ("Long MSFT above its 20 SMA, flat below",
      "the close is above SMA(20)", "the close is below SMA(20)"),
     ("Short MSFT when it loses the 21 EMA, cover on a reclaim",
      "the close crosses below EMA(21)", "the close crosses above EMA(21)"),
     ("Short MSFT when it touches the upper Keltner channel (20, 2), cover at the middle",
      "the high is at or above the upper Keltner Channel (20, 2, 10)",
      "the close is at or below the middle Keltner Channel (20, 2, 10)"),
     ("Buy MSFT 10% below its 52-week high, sell at a new high",
      "the distance from the 252-bar high is at or below -10%",
      "the close is above the 252-bar high 1 bar ago")],
)  # fmt: skip
def test_one_half_of_a_rule_says_the_other(text: str, entry: str, exit_: str) -> None:
    made = strategy_of(text)
    said = [describe_condition(one) for one in (made.entry, made.exit) if one]
    assert said == [entry, exit_]


def test_a_bare_number_is_the_average_that_was_spoken_of() -> None:
    made = strategy_of("Buy MSFT above the 10 and the 50 day SMA, sell if it drops under the 10")
    assert made.exit is not None
    assert describe_condition(made.exit) == "the close crosses below SMA(10)"


def test_a_level_without_a_subject_is_one_of_what_was_spoken_of() -> None:
    made = read("Long UPRO when SPY is above its 200-day SMA and below 70 RSI, sell after 9 days")
    assert "SPY's RSI(14) is below 70" in made.sentence


def test_it_is_the_other_symbol_where_its_level_is_spoken_of() -> None:
    made = read("Short SPY when the VIX closes under 12 and cover when it closes above 16")
    assert "buy back when ^VIX's close is above 16" in made.sentence
    own = read("Buy SPY when the VIX is above 30, sell when it is above 450")
    assert "sell when the close is above 450" in own.sentence


def test_a_cross_back_is_that_of_the_cross_and_not_of_the_filter_beside_it() -> None:
    made = strategy_of(
        "Short AMZN when MACD crosses below its signal line and price is under the 200-day SMA, "
        "cover when MACD crosses back above"
    )
    assert made.exit is not None
    assert describe_condition(made.exit) == MACD_UP


def test_the_reverse_of_an_oscillator_limit_is_asked_about() -> None:
    assert "exit" in asked(read("Buy MSFT when RSI drops below 25, sell on the opposite signal"))


def test_a_percentage_of_it_is_one_of_the_level_before() -> None:
    entry = "the price is 2% above the 50-day SMA"
    assert exit_of("the price is 3% below it", entry) == "the close is below 0.97 x SMA(50)"


def test_a_bare_below_means_the_line_of_the_entry() -> None:
    assert exit_of("below", "price is above its 90-day average") == "the close is below SMA(90)"


def test_an_indicator_keeps_the_numbers_it_was_given_first() -> None:
    entry = "it closes below the lower Bollinger band (30, 2.5)"
    assert exit_of("it reaches the middle band", entry).endswith(
        "the middle Bollinger Band (30, 2.5)"
    )


@pytest.mark.parametrize(
    "ends",
    ["either flips", "either stops being true", "that is no longer the case", "one of them fails",
     "either condition breaks", "that changes", "either one reverses"],
)  # fmt: skip
def test_an_exit_may_be_the_end_of_the_entry(ends: str) -> None:
    made = strategy_of(f"Buy MSFT when close > SMA(50) and RSI > 55, exit when {ends}")
    assert made.exit
    said = describe_condition(made.exit)
    assert said == "the close is at or below SMA(50) or RSI(14) is at or below 55"


def test_a_cross_ends_with_its_reverse() -> None:
    text = "Buy MSFT when SMA(10) crosses above SMA(30) and RSI > 55, exit when either flips"
    exit_ = strategy_of(text).exit
    assert exit_
    said = describe_condition(exit_)
    assert said == "SMA(10) crosses below SMA(30) or RSI(14) is at or below 55"


def test_the_level_to_get_back_to() -> None:
    found = exit_of("it's back at the 20 day SMA", "it closes below the lower Bollinger band")
    assert found == "the close is at or above SMA(20)"


@pytest.mark.parametrize(
    ("enters", "way"),
    [("closes above the upper Bollinger band", "at or below"),
     ("closes below the lower Bollinger band", "at or above"),
     ("crosses back above the lower Bollinger band", "at or above")],
)  # fmt: skip
def test_the_middle_lies_on_the_way_back_from_the_band_of_the_entry(enters: str, way: str) -> None:
    exit_ = strategy_of(f"Buy MSFT when price {enters}, exit at the middle line").exit
    assert exit_
    assert describe_condition(exit_) == f"the close is {way} the middle Bollinger Band (20, 2)"
