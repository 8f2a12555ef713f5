"""Portfolios: what is decided when, and how the orders of a rebalancing fill, by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from tests.engine.making import cued, make_bars, number, volume

HALVES = {"kind": "weights", "weights": {"A": 0.5, "B": 0.5}, "rebalance": "day"}


def bars_of(symbol: str, *prices: float, cues: tuple[int, ...] = ()) -> Bars:
    """Each price is the open and the close of its bar."""
    return make_bars([(price,) * 4 for price in prices], cues, symbol)


def held(portfolio: dict[str, Any], *bars: Bars, **said: Any) -> Backtest:
    usual = {"symbols": [one.symbol for one in bars], "entry": None, "exit": None}
    rules = {**usual, "initial_capital": 10_000, "portfolio": portfolio, **said}
    return run(cued(**rules), bars)


@pytest.mark.parametrize("order", [("A", "B"), ("B", "A")])
def test_one_factor_shrinks_purchases_to_the_cash_that_sales_bring(order: tuple[str, str]) -> None:
    """50 A and 50 B at 101 with commission; at 120 and 80, 8.3333 A bring 990 of the 1,010 that
    1,000 of B would cost."""
    series = {"A": bars_of("A", 100, 100, 120), "B": bars_of("B", 100, 100, 80)}
    done = held(HALVES, *(series[name] for name in order), commission=0.01, initial_capital=10_100)
    sold = next(one for one in done.trades if not one.is_open)
    kept = {one.symbol: one.quantity for one in done.trades if one.is_open}
    assert (sold.symbol, sold.quantity) == ("A", pytest.approx(8.3333, abs=1e-4))
    assert kept["B"] - 50 == pytest.approx(12.25248, abs=1e-5)
    assert done.equity[-1] == pytest.approx(9_980.198, abs=1e-3)


def test_fees_never_take_the_cash_below_zero() -> None:
    done = held(
        HALVES, bars_of("A", 100, 100), bars_of("B", 100, 100), commission_per_trade=5
    )  # fmt: skip
    paid = sum(one.quantity * one.entry_price + one.costs for one in done.trades)
    assert paid == pytest.approx(10_000)
    assert done.equity[-1] == pytest.approx(9_990)


def test_an_account_that_fees_have_eaten_sells_nothing_that_it_does_not_have() -> None:
    prices = [100.0, 100.0, 60.0, 100.0, 50.0, 50.0, 90.0]
    done = held(
        HALVES, bars_of("A", *prices), bars_of("B", *prices[::-1]), initial_capital=20,
        commission_per_trade=8,
    )  # fmt: skip
    assert np.isfinite(done.equity).all()
    assert all(one.quantity > 0 for one in done.trades)


def test_a_sale_that_its_fee_would_eat_up_is_left_out() -> None:
    """At 100.1, half of a twentieth of 1% is 2.49: less than the 5 that an order costs."""
    prices = bars_of("A", 100, 100, 100.1), bars_of("B", 100, 100, 100)
    done = held(HALVES, *prices, commission_per_trade=5)
    assert [one.is_open for one in done.trades] == [True, True]
    assert sum(one.quantity * one.exit_price for one in done.trades) <= done.equity[-1] + 1e-9


def test_a_portfolio_starts_after_the_first_bar_and_waits_for_its_period() -> None:
    days = np.array(["2020-01-30", "2020-01-31", "2020-02-03", "2020-02-04"], "datetime64[s]")
    first = replace(bars_of("A", 100, 100, 150, 150), time=days)
    second = replace(bars_of("B", 100, 100, 50, 50), time=days)
    done = held({**HALVES, "rebalance": "month"}, first, second)
    sold = next(one for one in done.trades if not one.is_open)
    assert (sold.symbol, sold.exit_time) == ("A", days[2])
    never = held({**HALVES, "rebalance": "never"}, first, second)
    assert all(one.is_open for one in never.trades)


def test_weights_that_leave_something_leave_it_in_cash() -> None:
    portfolio = {"kind": "weights", "weights": {"A": 0.4}, "rebalance": "never"}
    done = held(portfolio, bars_of("A", 100, 100, 200))
    assert done.equity[-1] == pytest.approx(14_000)


def rotation(**said: Any) -> dict[str, Any]:
    rank = {"kind": "change", "bars": 1}
    return {"kind": "rotation", "rank_by": rank, "top": 1, "rebalance": "day", **said}


def symbols_in(done: Backtest) -> list[str]:
    return [one.symbol for one in sorted(done.trades, key=lambda one: one.entry_time)]


def test_a_rotation_holds_the_best_and_ignores_what_it_does_not_know() -> None:
    """Nothing is ranked at the first close; B rises more at the second, A at the third."""
    first, second = bars_of("A", 100, 101, 120, 120), bars_of("B", 100, 110, 110, 110)
    done = held(rotation(), first, second)
    assert symbols_in(done) == ["B", "A"]
    assert done.trades[0].entry_time == first.time[2]
    assert symbols_in(held(rotation(lowest=True), first, second)) == ["A", "B"]


def test_places_that_are_not_taken_go_to_the_fallback_or_to_cash() -> None:
    cues = (8, 8, 8)
    first = bars_of("A", 100, 101, 102, 102, cues=cues)
    second, rest = bars_of("B", 100, 105, 108, 108), bars_of("C", 100, 100, 100, 100)
    only = rotation(top=2, filter=volume(">=", 8))
    cash = held(only, first, second, rest)
    assert set(symbols_in(cash)) == {"A"}
    assert cash.trades[-1].quantity * 102 == pytest.approx(5_000)
    safe = held({**only, "fallback": "C"}, first, second, rest)
    worth = {one.symbol: one.quantity * one.exit_price for one in safe.trades if one.is_open}
    assert worth == pytest.approx({"A": 5_000, "C": 5_000})


def test_an_allocation_trades_only_where_another_branch_begins_to_hold() -> None:
    """The first bar's branch is bought at once; a price that moves is no reason to trade."""
    cues = (8, 8, 0, 0, 8)
    first = bars_of("A", 100, 100, 120, 130, 130, 130, cues=cues)
    second = bars_of("B", 100, 100, 100, 90, 80, 80)
    portfolio = {
        "kind": "allocation",
        "branches": [{"when": volume(">=", 8), "weights": {"A": 0.5, "B": 0.5}}],
        "otherwise": {"B": 1},
    }
    done = held(portfolio, first, second)
    times = sorted({one.exit_time for one in done.trades if not one.is_open})
    assert times == [first.time[3], first.time[5]]


def test_whole_shares_in_a_portfolio() -> None:
    said = {"sizing": {"whole_shares": True}, "initial_capital": 1_000}
    done = held(HALVES, bars_of("A", 300, 300), bars_of("B", 80, 80), **said)
    assert [one.quantity for one in done.trades] == [1, 6]


# Reasons ----------------------------------------------------------------------------------------


def reasons(done: Backtest) -> list[tuple[str, str, str]]:
    return [(one.symbol, one.entry_reason, one.exit_reason) for one in done.trades]


def test_fixed_weights_are_the_reason() -> None:
    done = held(HALVES, bars_of("A", 100, 100, 150), bars_of("B", 100, 100, 50))
    assert reasons(done)[0] == ("A", "weight raised to 50%", "weight lowered to 50%")


def test_a_rotation_says_how_it_ranked() -> None:
    done = held(rotation(), bars_of("A", 100, 101, 120, 120), bars_of("B", 100, 110, 110, 110))
    [(symbol, bought, sold), (_, later, _)] = reasons(done)
    assert symbol == "B"
    assert bought == "weight raised: number 1 of 2 by the change over 1 bar 10%"
    assert sold == "weight lowered: number 2 of 2 by the change over 1 bar 0%"
    assert later == "weight raised: number 1 of 2 by the change over 1 bar 18.81%"


def test_a_rotation_says_what_its_filter_and_its_fallback_did() -> None:
    first = bars_of("A", 100, 101, 102, 102, cues=(0, 8, 0, 0))
    said = rotation(filter=volume(">=", 8), fallback="B")
    found = reasons(held(said, first, bars_of("B", 50, 50, 50, 50)))
    places = ", because the places that are not taken go to the fallback"
    assert ("B", f"weight raised{places}", f"weight lowered{places}") in found
    bought = "weight raised: number 1 of 1 by the change over 1 bar 1%"
    assert ("A", bought, "weight lowered: not (volume 0 >= 8)") in found


def test_an_allocation_says_which_branch_held_with_the_values() -> None:
    when = {"kind": "compare", "left": {"kind": "price"}, "op": ">", "right": number(105)}
    said = {
        "kind": "allocation",
        "branches": [{"when": when, "weights": {"A": 0.8}}],
        "otherwise": {"B": 1},
    }
    done = held(said, bars_of("A", 100, 110, 110, 120), bars_of("B", 50, 50, 55, 50))
    assert reasons(done)[0] == (
        "B",
        "weight raised to 100%: not (the close 100 > 105)",
        "weight lowered to 0%: the close 110 > 105",
    )
    assert reasons(done)[1][1] == "weight raised to 80%: the close 110 > 105"
