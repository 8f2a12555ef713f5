"""Highs and lows of some days, in the words of programs, of sums and of charts."""

import pytest

from agents.language import read
from tests.agents.language.reading_of import entry_of, exit_of, sides_of

TOP, BOTTOM = (
    "the close is above the 20-bar {} 1 bar ago",
    "the close is below the 10-bar {} 1 bar ago",
)


@pytest.mark.parametrize(
    ("up", "down", "field"),
    [("close > max(close, 20)", "close < min(close, 10)", "close"),
     ("close = highest(close, 20)", "close = lowest(close, 10)", "close"),
     ("close > highest(high, 20)", "close < lowest(low, 10)", ""),
     ("price exceeds the maximum of the last 20 closes", "it is under the minimum of the last 10 "
      "closes", "close"),
     ("the close is higher than any close of the last 20 days", "the close is lower than any close"
      " of the last 10 days", "close"),
     ("it closes above all the highs of the past 20 days", "it closes below every low of the past "
      "10 days", ""),
     ("it makes a new high of 20 days", "it makes a new low of 10 days", ""),
     ("the close is the highest of the last 20 days", "the close is the lowest of the last 10 days",
      "close"),
     ("the 20 day high is broken", "the 10 day low is broken", ""),
     ("it is at its 20-day high", "it is at its 10-day low", "")],
)  # fmt: skip
def test_highs_and_lows_of_some_days(up: str, down: str, field: str) -> None:
    entry, exit_ = sides_of(f"Buy GLD when {up}, sell when {down}")
    assert (entry, exit_) == (
        TOP.format(f"highest {field}" if field else "high"),
        BOTTOM.format(f"lowest {field}" if field else "low"),
    )


def test_a_high_is_bought_and_a_low_is_sold() -> None:
    assert sides_of("buying the 20-day high on GLD, selling the 10-day low") == (
        TOP.format("high"),
        BOTTOM.format("low"),
    )


def test_a_close_may_be_the_low_of_a_week() -> None:
    entry, exit_ = sides_of("Buy GLD on a 7-day low close; sell on a 7-day high close")
    assert entry == "the close is below the 7-bar lowest close 1 bar ago"
    assert exit_ == "the close is above the 7-bar highest close 1 bar ago"


@pytest.mark.parametrize(
    "said",
    ["the maximum of the candle before", "the high of the previous candle", "yesterday's high",
     "the high of the day before", "the previous day's high", "the max of the previous bar"],
)  # fmt: skip
def test_the_high_of_the_candle_before_is_a_target(said: str) -> None:
    entry, exit_ = sides_of(f"Buy GLD when RSI(2) < 10, sell at {said}")
    assert (entry, exit_) == ("RSI(2) is below 10", "the high is at or above the high 1 bar ago")
    assert exit_of(f"the close is above {said}") == "the close is above the high 1 bar ago"


@pytest.mark.parametrize("broken", ["is broken", "is taken out", "gets violated", "is exceeded"])
def test_what_is_broken_is_broken_by_the_price(broken: str) -> None:
    assert entry_of(f"yesterday's high {broken}") == "the close is above the high 1 bar ago"
    assert entry_of(f"the 20-day low {broken}") == "the close is below the 20-bar low 1 bar ago"


@pytest.mark.parametrize(
    ("span", "bars"), [("a year", 252), ("a month", 21), ("a quarter", 63), ("50 days", 50)]
)
def test_the_highest_level_of_a_time(span: str, bars: int) -> None:
    meant = f"the close is above the {bars}-bar high 1 bar ago"
    assert entry_of(f"it trades at its highest level in {span}") == meant


def test_each_side_may_have_its_own_extreme() -> None:
    text = (
        "If the close is the highest of the past 20 days go long, if it is the lowest close of the"
        " past 20 days go short. GLD"
    )
    strategy = read(text).strategy
    assert strategy is not None
    assert strategy.direction == "both"


@pytest.mark.parametrize("said", ["hold for a maximum of 10 days", "hold it for max 10 days"])
def test_a_maximum_of_days_is_a_time(said: str) -> None:
    strategy = read(f"Buy GLD when RSI < 30, {said}").strategy
    assert strategy is not None
    assert strategy.exit is None


@pytest.mark.parametrize(
    ("text", "choice"),
    [("Buy IBM at a new all-time high, sell after 20 days", "a new 1000-bar high"),
     ("Buy IBM when it breaks its ATH, sell after 20 days", "breaks the 1000-bar high"),
     ("Buy IBM when it is 20% below its record high, sell after 20 days",
      "20% below the 1000-bar high"),
     ("Short IBM at a new all-time low, cover after 10 days", "a new 1000-bar low")],
)  # fmt: skip
def test_which_high_stands_for_that_of_all_time_is_asked(text: str, choice: str) -> None:
    reading = read(text)
    assert [one.id for one in reading.questions] == ["entry_all_time"]
    assert reading.questions[0].choices[0] == choice
    for answer in reading.questions[0].choices:
        read_again = read(text, answers={"entry_all_time": answer})
        assert read_again.action == "run"
        bars = answer.split("-bar")[0].split()[-1]
        assert f"{int(bars):,}-bar" in read_again.sentence or f"{bars}-bar" in read_again.sentence


@pytest.mark.parametrize("close", ["Close", "Kurs", "Schlusskurs"])
def test_the_highest_high_is_no_highest_close_whoever_exceeds_it(close: str) -> None:
    entry, exit_ = sides_of(
        f"Kaufe KO, wenn der {close} das höchste High der vorangegangenen 30 Handelstage "
        f"überschreitet. Halten, bis der {close} unter das tiefste Low der letzten 15 Tage fällt."
    )
    assert entry == "the close is above the 30-bar high 1 bar ago"
    assert exit_.endswith("below the 15-bar low 1 bar ago")


def test_a_break_out_of_a_high_is_one_above_it() -> None:
    entry, _ = sides_of("Buy KO when it breaks out of the 30 day high, sell when RSI(14) > 60")
    assert entry == "the close is above the 30-bar high 1 bar ago"


def test_a_high_and_a_low_are_named_in_short() -> None:
    entry, exit_ = sides_of("buy KO if it closes above its 20 day hi, dump it on a 10 day lo")
    assert entry == "the close is above the 20-bar high 1 bar ago"
    assert exit_ == "the close is below the 10-bar low 1 bar ago"


def test_a_greeting_is_no_high() -> None:
    assert read("hi, buy KO when RSI < 30, sell when RSI > 60").action == "run"


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("it makes a new high", "the close is above the 100-bar high 1 bar ago"),
        ("it breaks out to new highs", "the close is above the 100-bar high 1 bar ago"),
        ("Bitcoin breaks new highs", "BTC-USD's close is above BTC-USD's 100-bar high 1 bar ago"),
        ("Bitcoin makes an all-time low", "BTC-USD's close is below BTC-USD's 500-bar low"),
    ],
)
def test_a_new_high_without_a_time_is_asked_and_answered(said: str, made: str) -> None:
    text = f"Buy COIN when {said}. Sell after 8 days."
    [question] = read(text).questions
    answered = read(text, answers={question.id: question.choices[1]})
    assert answered.sentence.startswith(f"Buy COIN when {made}")


def test_each_side_is_asked_for_its_own_time() -> None:
    text = "Buy COIN at a new high, sell at a new low"
    assert [one.id for one in read(text).questions] == ["entry_new_span", "exit_new_span"]


def test_a_call_with_one_number_is_of_highs_and_of_lows() -> None:
    assert entry_of("close > Highest(20)") == TOP.format("high")
    assert exit_of("close < Lowest(10)") == BOTTOM.format("low")
