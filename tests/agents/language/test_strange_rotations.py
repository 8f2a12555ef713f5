"""What is said in the words of a rotation and is none, and whose return counts in it."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Rotation
from tests.agents.language.reading_of import asked, strategy_of


def rotation_of(text: str) -> Rotation:
    portfolio = strategy_of(text).portfolio
    assert isinstance(portfolio, Rotation)
    return portfolio


@pytest.mark.parametrize(
    "text",
    ["Hold all but the worst of SPY, QQQ and IWM by 6-month return",
     "Each month hold all but the 2 worst of SPY, QQQ, IWM and GLD by 3-month return",
     "Hold the best but not the worst of SPY, QQQ and IWM by 6-month return",
     "If SPY's 12-month return is above 0 hold SPY, otherwise hold the better of TLT and GLD",
     "Hold SPY; rotate to TLT if SPY's 50-day SMA crosses below its 200-day SMA",
     "Top 2 of SPY, QQQ, IWM by 3-month return, only if both 3-month and 6-month returns are "
     "positive",
     "Hold the best of SPY, EFA and EEM by 6-month return only if all are positive, else SHY"],
)  # fmt: skip
def test_what_only_sounds_like_a_ranking_is_none(text: str) -> None:
    reading = read(text)
    made = reading.strategy.portfolio if reading.strategy else None
    assert not isinstance(made, Rotation)


def test_the_worst_may_be_what_is_wanted() -> None:
    made = rotation_of("Hold the worst of SPY, QQQ and IWM by 6-month return, monthly")
    assert (made.lowest, made.top) == (True, 1)


@pytest.mark.parametrize(
    "text",
    ["Each month hold the best of SPY and EFA by 12-month return; if SPY's 12-month return is "
     "negative, hold AGG",
     "Each month hold the best of SPY and EFA by 12-month return if SPY's 12-month return is "
     "positive, else AGG"],
)  # fmt: skip
def test_one_return_may_count_for_all(text: str) -> None:
    made = rotation_of(text)
    assert made.filter is not None
    assert describe_condition(made.filter) == "SPY's change over 252 bars is above 0%"
    assert made.fallback == "AGG"


def test_else_its_own_return_counts() -> None:
    made = rotation_of(
        "Each month hold the best of SPY and EFA by 12-month return; if the return is negative, AGG"
    )
    assert made.filter is not None
    assert describe_condition(made.filter) == "the change over 252 bars is above 0%"


@pytest.mark.parametrize(
    "text",
    ["If all are negative hold SHY, otherwise the best of SPY, QQQ and IWM by 3-month return",
     "If none is positive hold SHY, else the top 2 of SPY, QQQ and IWM by 3-month return",
     "Each month buy the best of SPY and QQQ by 3-month return; if it is negative hold SHY, "
     "otherwise hold it"],
)  # fmt: skip
def test_what_is_held_in_the_bad_case_may_stand_before_the_rest(text: str) -> None:
    made = rotation_of(text)
    assert made.fallback == "SHY"
    assert strategy_of(text).symbols[-1] == "SHY"


@pytest.mark.parametrize(
    ("text", "named"),
    [("Rank SPY, TLT and GLD by volatility-adjusted 3-month return, hold the top 1 monthly",
      "volatility-adjusted 3-month return"),
     ("Rank SPY, QQQ and IWM by volatility adjusted momentum, hold the best each month",
      "volatility adjusted momentum")],
)  # fmt: skip
def test_an_adjusted_return_is_another_measure(text: str, named: str) -> None:
    reading = read(text)
    assert named in [one.text for one in reading.unsupported]
    assert asked(reading) == ["look_back"]


@pytest.mark.parametrize(
    "text",
    ["Each month hold the one of SPY, QQQ and IWM with the lowest 60-day volatility",
     "Rank SPY, QQQ and IWM by 60-day volatility, adjusted monthly, hold the lowest"],
)  # fmt: skip
def test_volatility_itself_is_ranked_by(text: str) -> None:
    made = rotation_of(text)
    assert made.lowest
    assert made.rank_by.model_dump()["name"] == "VOLATILITY"
