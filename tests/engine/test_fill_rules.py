"""Each fill rule as a few bars whose outcome is computed by hand."""

from dataclasses import replace

import numpy as np
import pytest

from backtests.engine.backtest import Backtest, run
from backtests.engine.trades import Trade
from tests.engine.making import BOTH, BUY, SELL, WAIT, closes, cued, make_bars, number

FLAT = (100.0, 101.0, 99.0, 100.0)


def only(done: Backtest) -> Trade:
    assert len(done.trades) == 1
    return done.trades[0]


def test_a_signal_fills_at_the_next_open() -> None:
    bars = make_bars([FLAT, (102, 103, 101, 103), (110, 111, 109, 110), FLAT], [BUY, SELL])
    trade = only(run(cued(), [bars]))
    assert (trade.entry_price, trade.exit_price) == (102, 110)
    assert (trade.entry_time, trade.exit_time) == (bars.time[1], bars.time[2])
    assert trade.bars == 1
    assert not trade.is_open


def test_a_signal_on_the_last_bar_never_fills() -> None:
    assert run(cued(), [make_bars([FLAT, FLAT], [WAIT, BUY])]).trades == []


def test_at_the_close_fills_on_the_signals_own_close() -> None:
    bars = make_bars([(99, 101, 98, 100), (102, 105, 101, 104), FLAT], [BUY, SELL])
    trade = only(run(cued(fill="close"), [bars]))
    assert (trade.entry_price, trade.exit_price, trade.bars) == (100, 104, 1)


def test_at_the_close_a_stop_is_not_live_before_the_entry() -> None:
    bars = make_bars([(100, 101, 50, 100), (100, 101, 99, 100)], [BUY])
    assert only(run(cued(fill="close", stop_loss=0.1), [bars])).is_open


def test_a_night_is_held_from_a_close_to_the_open_and_can_be_had_again_the_same_evening() -> None:
    bars = make_bars(
        [(99, 101, 98, 100), (104, 105, 50, 102), (101, 103, 100, 103), FLAT], [BUY, BUY]
    )
    done = run(cued(fill="close_to_open", max_bars=1, stop_loss=0.1), [bars])
    assert [(one.entry_price, one.exit_price) for one in done.trades] == [(100, 104), (102, 101)]
    assert [one.exit_reason for one in done.trades] == ["held for 1 bar"] * 2
    assert done.metrics["exposure"] == 0.5  # two of four bars began with a position


def test_what_leaves_at_the_open_was_decided_at_the_close_before() -> None:
    bars = make_bars([FLAT, FLAT, (100, 120, 99, 118), (117, 118, 90, 91), FLAT], [BUY])
    above = {"kind": "compare", "left": {"kind": "price"}, "op": ">", "right": number(110)}
    trade = only(run(cued(fill="close_to_open", exit=above), [bars]))
    assert (trade.entry_price, trade.exit_price, trade.exit_time) == (100, 117, bars.time[3])
    assert trade.exit_reason == "the close 118 > 110"


def test_days_are_those_of_each_fill_where_the_moments_are_two() -> None:
    bars = make_bars([FLAT] * 5)  # Wednesday, 1 January 2020, to Tuesday
    friday, monday = ({"kind": "calendar", "weekdays": [day]} for day in (5, 1))
    days = {"entry": friday, "exit": monday}
    bars = replace(bars, time=bars.time[0] + np.array([0, 1, 2, 5, 6], "m8[D]"))
    trade = only(run(cued(fill="close_to_open", **days), [bars]))
    days_of = [str(one)[:10] for one in (trade.entry_time, trade.exit_time)]
    assert days_of == ["2020-01-03", "2020-01-06"]


def test_exit_beats_entry_on_the_same_close() -> None:
    assert run(cued(), [make_bars([FLAT] * 3, [BOTH])]).trades == []
    left = only(run(cued(), [make_bars([FLAT] * 5, [BUY, BOTH])]))
    assert left.bars == 1


def test_a_second_signal_does_not_add_to_the_position() -> None:
    trade = only(run(cued(), [make_bars([FLAT] * 4, [BUY, BUY, BUY])]))
    assert trade.quantity == 10


def test_a_stop_is_relative_to_the_fill_and_live_from_the_entry_bar() -> None:
    bars = make_bars([FLAT, (80, 81, 70, 78), FLAT], [BUY])
    trade = only(run(cued(stop_loss=0.05), [bars]))
    assert trade.exit_price == 80 * 0.95
    assert trade.bars == 0
    assert trade.exit_reason == "stop loss 5% hit at 76.00"


def test_a_stop_can_wait_for_the_next_bar() -> None:
    bars = make_bars([FLAT, (80, 81, 70, 78), (78, 79, 75, 79), FLAT], [BUY])
    trade = only(run(cued(stop_loss=0.05, stops_from="next_bar"), [bars]))
    assert (trade.exit_price, trade.bars) == (76, 1)


@pytest.mark.parametrize(
    ("bar", "price"),
    [((90, 92, 89, 91), 90), ((97, 98, 94, 95), 95), ((120, 121, 118, 119), 120)],
    ids=["gap through the stop", "stop at its level", "gap through the target"],
)
def test_a_gap_fills_at_the_open_and_a_touch_at_the_level(
    bar: tuple[float, float, float, float], price: float
) -> None:
    rules = cued(stop_loss=0.05, take_profit=0.10)
    assert only(run(rules, [make_bars([FLAT, FLAT, bar], [BUY])])).exit_price == price


def test_a_touch_of_the_target_fills_at_its_level() -> None:
    bars = make_bars([FLAT, FLAT, (100, 112, 99, 111)], [BUY])
    trade = only(run(cued(take_profit=0.1), [bars]))
    assert trade.exit_price == pytest.approx(110)
    assert trade.exit_reason == "take profit 10% hit at 110.00"


def test_the_stop_counts_where_stop_and_target_are_in_one_bar() -> None:
    bars = make_bars([FLAT, FLAT, (100, 120, 90, 110)], [BUY])
    assert only(run(cued(stop_loss=0.05, take_profit=0.1), [bars])).exit_price == 95


def test_a_rule_exit_at_the_open_comes_before_a_stop() -> None:
    bars = make_bars([FLAT, FLAT, (90, 91, 80, 85)], [BUY, SELL])
    trade = only(run(cued(stop_loss=0.05), [bars]))
    assert trade.exit_price == 90
    assert "volume" in trade.exit_reason


def test_commission_is_paid_on_both_sides_and_the_budget_covers_it() -> None:
    bars = make_bars([FLAT, FLAT, (110, 111, 109, 110), FLAT], [BUY, SELL])
    done = run(cued(commission=0.01), [bars])
    quantity = 1000 / (100 * 1.01)
    trade = only(done)
    assert trade.quantity == pytest.approx(quantity)
    assert trade.pnl == pytest.approx(quantity * (110 * 0.99 - 101))
    assert done.equity[-1] == pytest.approx(1000 + trade.pnl)
    assert trade.costs == pytest.approx(quantity * (1.0 + 1.1))


def test_slippage_is_adverse_on_market_and_stop_fills_and_absent_on_targets() -> None:
    rules = cued(slippage=0.01, stop_loss=0.05, take_profit=0.1)
    down = only(run(rules, [make_bars([FLAT, FLAT, (100, 101, 90, 91)], [BUY])]))
    assert down.entry_price == 101
    assert down.exit_price == pytest.approx(101 * 0.95 * 0.99)
    up = only(run(rules, [make_bars([FLAT, FLAT, (100, 120, 99, 119)], [BUY])]))
    assert up.exit_price == pytest.approx(101 * 1.1)
    out = only(run(rules, [make_bars([FLAT] * 4, [BUY, SELL])]))
    assert out.exit_price == 99


def test_whole_shares_leave_the_rest_in_cash() -> None:
    bars = closes([300, 300, 400], [BUY])
    done = run(cued(sizing={"whole_shares": True}), [bars])
    assert only(done).quantity == 3
    assert done.equity.tolist() == [1000, 1000, 1300]


def test_a_share_too_dear_for_the_account_is_not_bought() -> None:
    bars = closes([3000, 3000, 3000], [BUY])
    assert run(cued(sizing={"whole_shares": True}), [bars]).trades == []


def test_a_fraction_limits_each_entry() -> None:
    done = run(cued(sizing={"fraction": 0.25}), [closes([100, 100, 200], [BUY])])
    assert only(done).quantity == 2.5
    assert done.equity[-1] == 1250


def test_an_open_position_is_marked_at_the_last_close_without_an_exit_fee() -> None:
    done = run(cued(commission=0.01), [closes([100, 100, 120], [BUY])])
    trade = only(done)
    assert trade.is_open
    assert trade.exit_reason == "open at the end"
    assert trade.exit_price == 120
    assert done.equity[-1] == pytest.approx(trade.quantity * 120)


def test_the_holding_time_ends_at_the_open_after_n_bars() -> None:
    bars = make_bars([FLAT] * 6, [BUY])
    trade = only(run(cued(max_bars=2), [bars]))
    assert (trade.entry_time, trade.exit_time) == (bars.time[1], bars.time[3])
    assert trade.exit_reason == "held for 2 bars"


def test_no_entry_at_the_open_of_an_exit() -> None:
    bars = make_bars([FLAT] * 6, [BUY, BUY, BUY, BUY, BUY])
    first, second = run(cued(max_bars=2), [bars]).trades
    assert first.exit_time == bars.time[3]
    assert second.entry_time == bars.time[4]


def test_symbols_share_the_cash_equally() -> None:
    first = closes([100, 100, 200], [BUY], "X")
    second = closes([50, 50, 50], [BUY], "Y")
    done = run(cued(symbols=["X", "Y"]), [first, second])
    assert [trade.quantity for trade in done.trades] == [5, 10]
    assert done.equity[-1] == 1500


def test_cash_goes_to_symbols_in_declared_order() -> None:
    first, second = closes([100] * 3, [BUY], "X"), closes([50] * 3, [BUY], "Y")
    done = run(cued(symbols=["Y", "X"], sizing={"fraction": 1}), [second, first])
    assert only(done).symbol == "Y"


def test_cash_freed_by_an_exit_at_the_open_pays_for_an_entry_there() -> None:
    first = closes([100] * 4, [WAIT, BUY], "X")
    second = closes([50] * 4, [BUY, SELL], "Y")
    done = run(cued(symbols=["X", "Y"], sizing={"fraction": 1}), [first, second])
    assert [(trade.symbol, trade.quantity) for trade in done.trades] == [("Y", 20), ("X", 10)]


@pytest.mark.parametrize("order", [["X", "Y"], ["Y", "X"]])
def test_cash_freed_by_a_stop_does_not_pay_for_an_entry_at_that_open(order: list[str]) -> None:
    stopped = make_bars([FLAT, FLAT, (100, 101, 80, 90), FLAT, FLAT], [BUY], "X")
    wanted = closes([50] * 5, [WAIT, BUY], "Y")
    series = {"X": stopped, "Y": wanted}
    rules = cued(symbols=order, stop_loss=0.05, sizing={"fraction": 1})
    assert only(run(rules, [series[symbol] for symbol in order])).symbol == "X"


def test_a_close_only_series_fills_at_the_next_close_and_stops_on_closes() -> None:
    bars = make_bars([FLAT, (1, 200, 1, 100), (1, 200, 1, 96), (1, 200, 1, 90)], [BUY])
    only_closes = type(bars)(**{**vars(bars), "close_only": True})
    done = run(cued(stop_loss=0.05), [only_closes])
    trade = only(done)
    assert (trade.entry_price, trade.exit_price) == (100, 90)
    assert "only closes are known" in done.flags[0]


def test_excursions_are_relative_to_the_entry_price() -> None:
    bars = make_bars([FLAT, (100, 108, 93, 100), FLAT, FLAT], [BUY, WAIT, SELL])
    trade = only(run(cued(), [bars]))
    assert (trade.mae, trade.mfe) == pytest.approx((-0.07, 0.08))
