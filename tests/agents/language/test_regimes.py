"""A rotation that is in the market only while another symbol says so, and what it holds else."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Rotation
from tests.agents.language.reading_of import noted, strategy_of

ROTATION = "Each month hold the top 2 of QQQ, IWM and EFA by 3-month return"
UP = "SPY's close is at or above SPY's SMA(200)"


def filter_of(text: str) -> tuple[str, str | None]:
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert made.filter is not None
    return describe_condition(made.filter), made.fallback


@pytest.mark.parametrize(
    "said",
    ["; stay in cash if SPY is below its 200-day SMA",
     "; if SPY is below its 200-day SMA, hold cash",
     ", not when SPY is below its 200-day SMA", "; don't buy if SPY is below its 200-day SMA",
     "; never hold when SPY is below its 200-day SMA", " unless SPY is below its 200-day SMA",
     ", skip if SPY is below its 200-day SMA and stay in cash",
     "; avoid trading if SPY is below its 200-day SMA"],
)  # fmt: skip
def test_it_is_out_in_the_case_that_is_named(said: str) -> None:
    assert filter_of(ROTATION + said) == (UP, None)


@pytest.mark.parametrize(
    "said",
    ["; hold SHY when SPY is below its 200-day SMA",
     ". When SPY is below its 200-day SMA, hold SHY instead.",
     ", but SHY while SPY is below its 200-day SMA"],
)  # fmt: skip
def test_another_fund_may_be_held_then(said: str) -> None:
    assert filter_of(ROTATION + said) == (UP, "SHY")
    assert strategy_of(ROTATION + said).symbols == ["QQQ", "IWM", "EFA", "SHY"]


def test_the_case_may_come_first() -> None:
    best = "the best of QQQ, IWM and EFA by 3-month return"
    other = f"If VIX is above 30 hold SHY, otherwise hold {best}"
    assert filter_of(other) == ("^VIX's close is at or below 30", "SHY")
    assert filter_of(f"If VIX is below 30 hold {best}, else SHY") == (
        "^VIX's close is below 30",
        "SHY",
    )


def test_one_return_may_be_held_against_another() -> None:
    text = (
        "Each month, if SPY's 12-month return is higher than BIL's, hold the better of SPY and EFA "
        "by 12-month return, otherwise hold AGG"
    )
    said = "SPY's change over 252 bars is above BIL's change over 252 bars"
    assert filter_of(text) == (said, "AGG")


def test_its_own_return_counts_as_well() -> None:
    text = (
        "Each month hold the best of QQQ, IWM and EFA by 3-month return if its return is positive, "
        "and go to cash when SPY is below its 200-day SMA"
    )
    assert filter_of(text) == (f"{UP} and the change over 63 bars is above 0%", None)


def test_a_weekly_close_is_looked_at_with_the_rotation() -> None:
    text = f"{ROTATION}, only when the weekly close of SPY is above its 40-week SMA"
    assert filter_of(text) == ("SPY's close is above SPY's SMA(200)", None)
    assert "a weekly close is the one on which the rotation is looked at" in noted(read(text))


@pytest.mark.parametrize(
    "said",
    [". Buy GLD when SPY is below its 200-day SMA", ". Buy more when SPY is below its 200-day SMA",
     ". Short SPY when SPY is below its 200-day SMA", "; sell if VIX is above 40",
     ". When SPY is below its 200-day SMA hold half in cash",
     ". When SPY is below its 200-day SMA hold the worst",
     ". When SPY is below its 200-day SMA hold SHY and TLT",
     ". When SPY is below its 200-day SMA don't hold QQQ",
     ". When SPY is below its 200-day SMA, hold the best of TLT and GLD",
     ", even when SPY is below its 200-day SMA",
     "; SHY only when SPY is below its 200-day SMA",
     " if VIX is below 20, otherwise the best of TLT and GLD",
     " if it is positive and SPY is above its 200-day SMA"],
)  # fmt: skip
def test_what_is_no_such_case_is_not_taken_for_one(said: str) -> None:
    made = read(ROTATION + said).strategy
    portfolio = made.portfolio if made else None
    assert not isinstance(portfolio, Rotation) or portfolio.filter is None
    assert made is None or read(ROTATION + said).unsupported


@pytest.mark.parametrize(
    ("said", "fallback"),
    [("hold cash if its return is below zero", None),
     ("stay in cash if the return is below 0", None),
     ("hold SHY if its return is negative", "SHY")],
)  # fmt: skip
def test_its_own_return_may_keep_it_out(said: str, fallback: str | None) -> None:
    text = f"Each month buy the best of QQQ, IWM and EFA by 3-month return; {said}"
    assert filter_of(text) == ("the change over 63 bars is above 0%", fallback)


@pytest.mark.parametrize(
    "text",
    ["Each month hold the best of SPY and IWM by 3-month return and the worst of TLT and GLD",
     "Each month hold the best of SPY and IWM by 3-month return and GLD",
     "Each month hold the best of SPY and IWM by 3-month return above SHY's",
     "Each month hold the best of SPY, IWM and EFA by 3-month return but not EFA",
     "Rank SPY, IWM and EFA by 6-month return from lowest to highest and hold the last 2"],
)  # fmt: skip
def test_what_is_added_or_denied_is_no_part_of_the_ranking(text: str) -> None:
    made = read(text).strategy
    assert made is None or not isinstance(made.portfolio, Rotation)


@pytest.mark.parametrize("order", ["from strongest to weakest", "from highest to lowest"])
def test_the_order_of_a_ranking_begins_with_the_best(order: str) -> None:
    made = strategy_of(f"Rank SPY, IWM and EFA by 6-month return {order} and hold the top 2")
    assert isinstance(made.portfolio, Rotation)
    assert (made.portfolio.lowest, made.portfolio.top) == (False, 2)


@pytest.mark.parametrize(
    "text",
    ["Dual momentum: SPY vs EFA, 12-month lookback, AGG if negative",
     "Dual momentum: SPY vs EFA, 12-month lookback, bonds (AGG) if both negative",
     "Each month hold the best of SPY and EFA by 12-month return, AGG if negative"],
)  # fmt: skip
def test_a_name_may_be_all_of_the_rule(text: str) -> None:
    assert filter_of(text) == ("the change over 252 bars is above 0%", "AGG")
    assert strategy_of(text).symbols == ["SPY", "EFA", "AGG"]


def test_a_symbol_that_is_ranked_is_no_refuge() -> None:
    made = strategy_of("Each month hold the worst of SPY, EFA and AGG by 12-month return").portfolio
    assert isinstance(made, Rotation)
    assert made.fallback is None
