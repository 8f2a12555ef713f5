"""What is held in turn: the better of two, each on a rule of its own, and what is sold anyway."""

import pytest

from agents.language import read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Allocation, Rotation
from tests.agents.language.reading_of import noted, strategy_of


@pytest.mark.parametrize(
    "text",
    ["Buy QQQ when it outperforms SPY over 10 days; buy SPY when SPY outperforms QQQ",
     "Buy QQQ when it outperforms SPY over 10 days; buy SPY when it outperforms QQQ",
     "Buy QQQ when it outperforms SPY over 10 days; buy SPY when SPY outperforms QQQ over 10 days"],
)  # fmt: skip
def test_the_better_of_two_is_held(text: str) -> None:
    made = strategy_of(text).portfolio
    assert isinstance(made, Allocation)
    assert [one.weights for one in made.branches] == [{"QQQ": 1.0}]
    said = describe_condition(made.branches[0].when)
    assert said == "the change over 10 bars is above SPY's change over 10 bars"
    assert made.otherwise == {"SPY": 1.0}


@pytest.mark.parametrize(
    "text",
    ["Buy QQQ when QQQ outperforms SPY over 10 days; buy SPY when SPY outperforms QQQ over 20 days",
     "Buy QQQ when QQQ outperforms SPY over 10 days; buy SPY when SPY outperforms GLD",
     "Buy QQQ when it outperforms SPY over 10 days; short SPY when SPY outperforms QQQ",
     "Buy QQQ when it outperforms SPY; buy SPY when SPY outperforms QQQ",
     "Buy QQQ when QQQ outperforms SPY by 2% over 10 days; buy SPY when SPY outperforms QQQ",
     "When QQQ is above its 200-day SMA I buy TQQQ. If both QQQ and SPY are below their 200-day "
     "SMAs, I hold SGOV."],
)  # fmt: skip
def test_cases_that_leave_room_are_no_turn(text: str) -> None:
    made = read(text).strategy
    assert made is None or not isinstance(made.portfolio, Allocation)


@pytest.mark.parametrize(
    "said",
    ["and sell the rest", ", liquidate everything else", "and sell those not in the top 2",
     "and sell any that are no longer in the top 2", ". Sell funds that fall out of the top 2"],
)  # fmt: skip
def test_a_rotation_sells_what_it_no_longer_ranks(said: str) -> None:
    reading = read(f"Each month buy the top 2 of SPY, EFA and TLT by 6-month return {said}")
    assert reading.action == "run"
    assert reading.strategy is not None
    assert isinstance(reading.strategy.portfolio, Rotation)


@pytest.mark.parametrize(
    "said",
    ["; sell when it drops out of the top 3", ", sell the rest when VIX is above 30", ", sell TLT",
     ", sell half of the rest", ", sell in the top 2", ", short the rest", ", sell everything"],
)  # fmt: skip
def test_another_sale_is_not_passed_over(said: str) -> None:
    reading = read(f"Each month buy the top 2 of SPY, EFA and TLT by 6-month return{said}")
    assert reading.action != "run"


def test_each_may_be_held_on_a_rule_of_its_own() -> None:
    text = (
        "25% each in SPY, EFA, IEF and GLD; hold each only if it is above its 10-month SMA at "
        "month end, otherwise that 25% is in cash"
    )
    made = strategy_of(text).portfolio
    assert isinstance(made, Rotation)
    assert made.filter is not None
    assert (made.top, made.rebalance) == (4, "month")
    assert describe_condition(made.filter) == "the close is above SMA(210)"
    assert any(one.startswith("each of them gets an equal part") for one in noted(read(text)))


def test_parts_that_are_not_equal_are_not_made_so() -> None:
    text = "Hold 20% SPY and 80% TLT, each only while above its 10-month SMA, monthly"
    assert read(text).strategy is None


def test_the_same_amount_of_each_is_no_money_to_start_with() -> None:
    made = strategy_of("Every Monday buy $50 of BTC and $50 of ETH")
    assert made.sizing is not None
    assert (made.sizing.cash, made.initial_capital) == (50, 10_000)
