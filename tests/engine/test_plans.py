"""Plans: what is bought on a rhythm, what the money does not allow, and how long it went on."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.engine.plans import kind_of
from backtests.engine.strategy import Strategy
from tests.engine.making import BUY, WAIT, closes, cued, make_bars

EVERY_DAY = {"kind": "calendar", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
EVERY_MONTH = {"kind": "calendar", "month_day": 1}
SAVES = {"hold": True, "exit": None}
HALVES = {"kind": "weights", "weights": {"X": 0.5, "Y": 0.5}, "rebalance": "day"}
BEST = {"kind": "rotation", "rank_by": {"kind": "change", "bars": 1}, "rebalance": "week"}
SWITCH = {
    "kind": "allocation",
    "branches": [{"when": EVERY_MONTH, "weights": {"X": 1}}],
    "otherwise": {},
}


def saved(bars: list[Bars], cash: float = 300, **more: Any) -> Backtest:
    """1,000 of capital, unless told otherwise."""
    sizing = {"cash": cash, "max_entries": 100} | more.pop("sizing", {})
    symbols = [one.symbol for one in bars]
    return run(cued(**SAVES, sizing=sizing, symbols=symbols, **more), bars)


def even(signals: int, bars: int, price: float = 100, symbol: str = "X") -> Bars:
    """Signals at the first closes, and one price."""
    return closes([price] * bars, [BUY] * signals, symbol)


def test_money_that_runs_out_is_told_with_its_day_and_what_was_missed() -> None:
    """300 on the 2nd, 3rd and 4th, the last 100 on the 5th, nothing on the 6th and 7th."""
    assert saved([even(6, 8)]).flags == [
        "The money ran out on 2020-01-05: 2 later purchases did not happen. "
        "Begin with more, or buy for less."
    ]


def test_one_missed_purchase_is_one() -> None:
    (flag,) = saved([even(5, 8)]).flags
    assert "on 2020-01-05: 1 later purchase did not happen." in flag


def test_money_that_suffices_is_not_spoken_of() -> None:
    assert saved([even(3, 8)]).flags == []


def test_a_last_purchase_of_a_part_is_told() -> None:
    (flag,) = saved([even(4, 8)]).flags
    assert flag.startswith("1 of 4 orders for 300 USD was cut")
    assert "to 33.3% of the size" in flag


def test_a_signal_at_the_last_close_is_no_purchase_that_was_missed() -> None:
    assert not any("did not happen" in one for one in saved([even(5, 5)]).flags)
    assert "1 later purchase did not happen" in saved([even(6, 6)]).flags[0]


def test_purchases_beyond_their_number_were_never_asked_for() -> None:
    assert saved([even(6, 8)], sizing={"max_entries": 2}).flags == []


def test_at_the_close_the_last_signal_fills_too() -> None:
    (flag,) = saved([even(5, 5)], fill="close").flags
    assert "on 2020-01-04: 1 later purchase" in flag


def test_purchases_of_two_symbols_count_each() -> None:
    """Of both 300 on the 2nd, of X 300 and of Y the last 100 on the 3rd; none on the 4th."""
    (flag,) = saved([even(3, 6), even(3, 6, symbol="Y")]).flags
    assert "on 2020-01-03: 2 later purchases" in flag


def test_a_sum_below_the_price_of_a_share_is_no_lack_of_money() -> None:
    bars = closes([100, 100, 100, 40, 40], [BUY] * 3)
    assert saved([bars], cash=50, sizing={"whole_shares": True}).flags == [
        "The amount was less than one share at 2 purchases, the first on 2020-01-02: nothing was "
        "bought there. Buy for more."
    ]


def test_a_fee_can_eat_an_amount_up() -> None:
    (flag,) = saved([even(2, 4)], cash=5, commission_per_trade=5).flags
    assert flag.startswith("The amount was eaten up by its fee at 2 purchases, the first on 2020-")


def test_what_is_too_little_for_one_share_may_do_when_it_is_cheaper() -> None:
    """9 shares leave 100, too little at 150 on the 3rd; on the 4th one is to be had for 100."""
    bars = closes([100, 100, 150, 100, 100], [BUY] * 3)
    (flag,) = saved([bars], cash=900, sizing={"whole_shares": True}).flags
    assert flag == (
        "The money was too short for 1 purchase, the first on 2020-01-03: nothing was bought "
        "there. Begin with more."
    )


def test_what_trades_by_exits_gets_its_money_back_and_is_left_alone() -> None:
    done = run(cued(sizing={"cash": 900, "max_entries": 5}), [even(4, 8)])
    assert done.plan is None
    assert not any("purchase" in one for one in done.flags)
    assert "no money for 2 of 4 orders for 900 USD" in done.flags[-1]


@given(
    prices=st.lists(st.floats(1, 1000), min_size=3, max_size=40),
    cues=st.lists(st.sampled_from([BUY, WAIT]), min_size=40, max_size=40),
    cash=st.sampled_from([90, 250, 400, 1000, 3000]),
    commission=st.sampled_from([0.0, 0.01]),
)
def test_it_buys_until_the_purse_is_empty(
    prices: list[float], cues: list[int], cash: float, commission: float
) -> None:
    """A purse of 1,000, from which every purchase takes its amount, costs included."""
    bars = closes(prices, cues[: len(prices)])
    found = saved([bars], cash=cash, commission=commission).flags
    flags = [one for one in found if "did not happen" in one]
    fills = [bar + 1 for bar, cue in enumerate(cues[: len(prices) - 1]) if cue == BUY]
    paid = fills[: -(-1000 // int(cash))]
    missed = len(fills) - len(paid)
    assert len(flags) == (missed > 0)
    if missed:
        noun = "purchase" if missed == 1 else "purchases"
        assert (
            f"on {bars.time[paid[-1]].astype('datetime64[D]')}: {missed} later {noun}" in flags[0]
        )


def test_a_savings_plan_knows_its_months_purchases_and_what_was_invested() -> None:
    """Half of 1,000 from the second of four closes on, and all of it from the third."""
    done = saved([even(0, 4)], cash=500, entry=EVERY_DAY)
    assert done.plan is not None
    course = done.plan.course
    assert (done.plan.kind, done.plan.months, course.looks) == ("purchases", 0, 3)
    assert (course.bought.tolist(), course.short.tolist()) == ([1, 2], [3])
    assert course.invested == pytest.approx((0 + 0.5 + 1 + 1) / 4)


def test_what_is_invested_follows_the_prices() -> None:
    """500 in at 100, worth 1,000 at 200: two thirds of 1,500."""
    done = saved([closes([100, 100, 200])], cash=500, entry=EVERY_MONTH)
    assert done.plan is not None
    assert done.plan.course.invested == pytest.approx((0 + 1 / 2 + 2 / 3) / 3)


def test_five_years_are_sixty_months() -> None:
    """On the very first day nothing can fill, because no close was before it."""
    done = saved([even(0, 5 * 365 + 2)], cash=10, entry=EVERY_MONTH)
    assert done.plan is not None
    assert (done.plan.months, len(done.plan.course.bought)) == (60, 59)


def test_a_rebalancing_counts_where_something_changed_hands() -> None:
    """The price of X moves once."""
    bars = [closes([100, 100, 100, 120, 120, 120]), closes([100] * 6, symbol="Y")]
    done = run(cued(symbols=["X", "Y"], entry=None, exit=None, portfolio=HALVES), bars)
    assert done.plan is not None
    course = done.plan.course
    assert (done.plan.kind, course.bought.tolist(), course.looks) == ("weights", [1, 3], 5)
    assert course.invested == pytest.approx(5 / 6)


def test_the_replay_of_a_plan_in_stretches_is_the_test_itself() -> None:
    """What is not cash, by the equity and the trades of the test."""
    rng = np.random.default_rng(3)
    close = 100 * np.exp(np.cumsum(rng.normal(0, 0.03, 300)))
    bars = make_bars([(one, one * 1.01, one * 0.99, one) for one in close])
    done = saved([bars], cash=30, entry=EVERY_MONTH, commission=0.001, sizing={})
    assert done.plan is not None
    (trade,), bought = done.trades, done.plan.course.bought
    assert trade.quantity == pytest.approx(sum(30 / (close[bar] * 1.001) for bar in bought))
    spent = 30 * np.searchsorted(bought, np.arange(300), side="right")
    assert done.plan.course.invested == pytest.approx(np.mean(1 - (1000 - spent) / done.equity))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"entry": EVERY_MONTH, **SAVES, "sizing": {"cash": 9, "max_entries": 9}}, "purchases"),
        ({"entry": EVERY_MONTH, **SAVES, "sizing": {"cash": 9}}, None),
        ({**SAVES, "sizing": {"cash": 9, "max_entries": 9}}, None),
        (
            {"entry": EVERY_MONTH, **SAVES, "sizing": {"cash": 9, "max_entries": 9},
             "stop_loss": 0.1},
            None,
        ),
        ({"portfolio": HALVES}, "weights"),
        ({"portfolio": BEST}, "rotation"),
        ({"portfolio": SWITCH}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_plans_are_what_is_in_by_design(said: dict[str, Any], kind: str | None) -> None:
    rules = {"entry": None, "exit": None} if "portfolio" in said else {}
    strategy: Strategy = cued(symbols=["X", "Y"], **{**rules, **said})
    assert kind_of(strategy) == kind
