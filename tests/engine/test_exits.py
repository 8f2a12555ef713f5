"""Trailing stops, break-even, partial exits, distances and times: a few bars each, by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from backtests.engine.backtest import Backtest, run
from backtests.engine.reasons import priced
from backtests.engine.trades import Trade
from tests.engine.making import BUY, SELL, WAIT, Candle, cued, make_bars

FLAT = (100.0, 100.0, 100.0, 100.0)
HALF = [{"gain": 0.03, "fraction": 0.5}]


def tried(*candles: Candle, cues: tuple[int, ...] = (BUY,), **said: Any) -> Backtest:
    """The signal comes at the close of a flat first bar, and 10,000 are there."""
    bars = make_bars([FLAT, *candles], cues)
    return run(cued(**{"initial_capital": 10_000, **said}), [bars])


def only(done: Backtest) -> Trade:
    assert len(done.trades) == 1
    return done.trades[0]


def test_the_price_of_a_stop_has_digits_enough_to_be_one_price() -> None:
    assert (priced(0.0466), priced(1234.5)) == ("0.0466", "1,234.50")


# Trailing stop ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bar", "price"), [((115, 130, 107, 110), 108), ((105, 130, 104, 110), 105)]
)
def test_a_trailing_stop_follows_the_bars_before(bar: Candle, price: float) -> None:
    """Bought at 100, the best is 120 after one bar: 108, not the 117 that this bar's 130 gives."""
    trade = only(tried((100, 120, 99, 115), bar, trailing_stop=0.1))
    assert trade.exit_price == pytest.approx(price)
    assert trade.exit_reason == f"trailing stop 10% hit at {price:.2f}"


def test_a_trailing_stop_of_a_short_follows_the_lows() -> None:
    bars = ((100, 101, 80, 85), (85, 88, 70, 80))
    assert only(tried(*bars, direction="short", trailing_stop=0.1)).exit_price == pytest.approx(88)


def test_a_trailing_stop_begins_at_the_price_paid() -> None:
    assert only(tried((100, 120, 89, 95), trailing_stop=0.1)).exit_price == 90


def test_at_the_close_the_high_of_the_bar_before_the_entry_is_not_trailed() -> None:
    bars = make_bars([(100, 200, 99, 100), (100, 101, 95, 100)], [BUY])
    assert only(run(cued(fill="close", trailing_stop=0.1), [bars])).is_open


def test_a_trailing_distance_in_money_stays_as_wide() -> None:
    level = {"kind": "money", "distance": 5}
    bars = ((100, 120, 99, 118), (118, 119, 110, 112))
    assert only(tried(*bars, trailing_stop=level)).exit_price == 115


# Break-even -------------------------------------------------------------------------------------


def test_the_stop_is_at_the_price_paid_from_the_bar_after_the_gain() -> None:
    done = tried((100, 106, 99, 104), (101, 102, 99.5, 100), break_even=0.05, stop_loss=0.1)
    trade = only(done)
    assert (trade.exit_price, trade.bars) == (100, 1)
    assert "price paid" in trade.exit_reason


@pytest.mark.parametrize(("gain", "high"), [(0.15, 115.0), (0.07, 107.0), (0.05, 105.0)])
def test_a_gain_is_reached_by_a_touch(gain: float, high: float) -> None:
    done = tried((100, high, 100, 104), (101, 102, 99.5, 100), break_even=gain, stop_loss=0.5)
    assert only(done).exit_price == 100


def test_averaging_down_does_not_make_an_old_high_a_gain() -> None:
    """100 and 80 make 90 on average; the 104 of before is no gain of 5% on the 100 paid then."""
    size = {"cash": 2_000, "max_entries": 2}
    done = tried(
        (100, 104, 98, 100), (80, 82, 79, 80), cues=(BUY, BUY), break_even=0.05, stop_loss=0.5,
        sizing=size,
    )  # fmt: skip
    assert only(done).is_open


def test_a_gain_that_was_reached_still_counts_after_adding() -> None:
    """20 at 100 and 20 at 120: the stop is at 110, the price paid, though 106 is below it."""
    size = {"cash": 2_400, "max_entries": 2}
    bars = ((100, 106, 100, 105), (120, 121, 118, 119), (115, 116, 100, 105))
    done = tried(*bars, cues=(BUY, BUY), break_even=0.05, stop_loss=0.5, sizing=size)
    paid = (24 * 100 + 20 * 120) / 44
    assert only(done).exit_price == pytest.approx(paid)


# Distances --------------------------------------------------------------------------------------


def test_distances_in_money_are_counted_from_the_price_paid() -> None:
    stop, target = ({"kind": "money", "distance": far} for far in (3, 4))
    down = tried((100, 101, 96, 97), stop_loss=stop, take_profit=target, slippage=0.01)
    assert only(down).exit_price == pytest.approx(98 * 0.99)
    up = tried((100, 106, 99, 105), stop_loss=stop, take_profit=target, slippage=0.01)
    assert only(up).exit_price == pytest.approx(105)


def test_a_stop_of_atr_uses_the_atr_of_the_signal() -> None:
    """True ranges of 4: two of them below the price paid, though the next range is 20."""
    wide = (100.0, 102.0, 98.0, 100.0)
    bars = make_bars([wide] * 3 + [(100, 110, 93, 100), (100, 101, 90, 95)], [0, 0, BUY])
    stop = {"kind": "atr", "multiple": 2, "period": 2}
    trade = only(run(cued(stop_loss=stop), [bars]))
    assert (trade.exit_price, trade.bars) == (92, 1)
    assert trade.exit_reason == "stop loss 2 x ATR(2) hit at 92.00"


@pytest.mark.parametrize("field", ["stop_loss", "take_profit", "trailing_stop"])
def test_nothing_is_bought_before_the_atr_is_known(field: str) -> None:
    level = {"kind": "atr", "multiple": 2, "period": 3}
    assert tried(FLAT, FLAT, cues=(BUY, BUY), **{field: level}).trades == []


@pytest.mark.parametrize(
    ("fraction", "touch"), [(0.25, 125.0), (0.07, 107.0), (0.15, 115.0), (0.29, 129.0)]
)
def test_a_target_is_hit_by_a_touch_of_its_level(fraction: float, touch: float) -> None:
    done = tried((100, touch, 99, 100), take_profit=fraction)
    assert only(done).exit_price == pytest.approx(touch)
    assert not only(done).is_open


@pytest.mark.parametrize(("fraction", "touch"), [(0.07, 93.0), (0.1, 90.0), (0.42, 58.0)])
def test_a_stop_is_hit_by_a_touch_of_its_level(fraction: float, touch: float) -> None:
    assert not only(tried((100, 101, touch, 100), stop_loss=fraction)).is_open


# Partial exits ----------------------------------------------------------------------------------


def test_each_part_is_a_trade_with_its_share_of_the_costs() -> None:
    """100 shares at 100, half at 103 and half at the stop of 95: 48.50 and -347.50."""
    bars = ((100, 104, 99, 103), (100, 101, 94, 95))
    done = tried(
        *bars, initial_capital=10_100, commission=0.01, partial_exits=HALF, stop_loss=0.05
    )  # fmt: skip
    assert [one.pnl for one in done.trades] == pytest.approx([48.50, -347.50])
    assert [one.quantity for one in done.trades] == pytest.approx([50, 50])
    assert done.trades[0].exit_reason == "partial take profit of 3% hit at 103.00"
    assert done.equity[-1] == pytest.approx(9_801)


def test_each_part_says_which_it_was_even_where_one_gap_takes_both() -> None:
    steps = [{"gain": 0.03, "fraction": 0.5}, {"gain": 0.08, "fraction": 0.25}]
    done = tried(FLAT, (110, 111, 109, 110), partial_exits=steps)
    assert [one.exit_reason for one in done.trades[:2]] == [
        "partial take profit of 3% hit at 110.00", "partial take profit of 8% hit at 110.00",
    ]  # fmt: skip


def test_the_stop_counts_before_a_partial_exit_of_the_same_bar() -> None:
    done = tried(
        (100, 104, 94, 100), initial_capital=10_100, commission=0.01, partial_exits=HALF,
        stop_loss=0.05,
    )  # fmt: skip
    assert only(done).pnl == pytest.approx(-695)


def test_partial_exits_and_target_may_all_fill_on_one_bar_without_slippage() -> None:
    parts = [{"gain": 0.02, "fraction": 0.25}, {"gain": 0.04, "fraction": 0.5}]
    done = tried((100, 111, 99, 110), partial_exits=parts, take_profit=0.1, slippage=0.0)
    assert [one.exit_price for one in done.trades] == pytest.approx([102, 104, 110])
    assert [one.quantity for one in done.trades] == pytest.approx([25, 50, 25])


def test_a_partial_exit_sells_once() -> None:
    bars = ((100, 104, 99, 103), (103, 106, 102, 104), FLAT)
    part, rest = tried(*bars, partial_exits=HALF, max_bars=9).trades
    assert (part.quantity, rest.quantity, rest.is_open) == (50, 50, True)


def test_a_gap_over_a_partial_exit_fills_at_the_open() -> None:
    first, _ = tried(FLAT, (108, 109, 107, 108), partial_exits=HALF).trades
    assert first.exit_price == 108


def test_a_partial_exit_of_a_short_buys_back_below() -> None:
    first, rest = tried((100, 101, 96, 98), direction="short", partial_exits=HALF).trades
    assert (first.exit_price, first.quantity, rest.quantity) == (97, 50, 50)


def test_whole_shares_are_taken_off_in_whole_shares() -> None:
    bars = ((100, 104, 99, 103),)
    said = {"initial_capital": 500, "sizing": {"whole_shares": True}, "partial_exits": HALF}
    assert [one.quantity for one in tried(*bars, **said).trades] == [2, 3]


# Time -------------------------------------------------------------------------------------------


def test_days_are_counted_on_the_calendar() -> None:
    """In on Thursday; the fifth calendar day is Tuesday, four trading days later."""
    days = np.array(
        ["2020-01-08", "2020-01-09", "2020-01-10", "2020-01-13", "2020-01-14"], "datetime64[s]"
    )
    bars = replace(make_bars([FLAT] * 5, [BUY]), time=days)
    trade = only(run(cued(max_days=5), [bars]))
    assert trade.exit_time == days[4]
    assert trade.exit_reason == "held for 5 days"
    by_bars = only(run(cued(max_days=5, max_bars=2), [bars]))
    assert by_bars.exit_reason == "held for 2 bars"


def test_the_same_day_ends_at_its_last_close() -> None:
    hours = np.array(
        ["2020-01-08T15", "2020-01-08T16", "2020-01-08T17", "2020-01-09T15"], "datetime64[s]"
    )
    bars = make_bars([FLAT, FLAT, (100, 103, 99, 102), FLAT], [BUY])
    bars = replace(bars, time=hours, timeframe="1h")
    trade = only(run(cued(same_day=True, timeframe="1h", slippage=0.01), [bars]))
    assert trade.exit_price == pytest.approx(102 * 0.99)
    assert trade.exit_time == hours[2]


def test_a_day_trade_on_daily_bars_lasts_from_open_to_close() -> None:
    bars = ((100, 103, 99, 102), FLAT)
    trade = only(tried(*bars, same_day=True))
    assert (trade.entry_price, trade.exit_price, trade.bars) == (100, 102, 0)
    assert (trade.mae, trade.mfe) == pytest.approx((-0.01, 0.03))


# Adding to a position ---------------------------------------------------------------------------

THIRDS = {"cash": 3_000, "max_entries": 3}


def test_a_position_that_is_added_to_has_one_price_and_one_stop() -> None:
    """30 at 100 and 25 at 120: 55 at 109.0909; the stop is 10% below, at 98.1818."""
    bars = (FLAT, (120, 121, 119, 120), (110, 111, 98, 99))
    trade = only(tried(*bars, cues=(BUY, BUY), stop_loss=0.1, sizing=THIRDS))
    assert trade.quantity == pytest.approx(55)
    assert trade.entry_price == pytest.approx(109.0909, abs=1e-4)
    assert trade.exit_price == pytest.approx(98.1818, abs=1e-4)
    assert trade.pnl == pytest.approx(-600)


def test_what_a_position_paid_more_is_a_price_that_it_stood_at() -> None:
    """60 at 100 and 62.5 at 96: 122.5 at 97.9592, and the second purchase stood at 96."""
    bars = (FLAT, (96, 109, 96, 108))
    sizing = {"cash": 6_000, "max_entries": 2}
    trade = only(tried(*bars, cues=(BUY, BUY), take_profit=0.05, leverage=2, sizing=sizing))
    assert trade.exit_price == pytest.approx(97.9592 * 1.05, abs=1e-4)
    assert trade.mae == pytest.approx(96 / 97.9592 - 1, abs=1e-6)


def test_nothing_is_added_beyond_the_stop() -> None:
    bars = (FLAT, (85, 86, 84, 85), FLAT)
    trade = only(tried(*bars, cues=(BUY, BUY), stop_loss=0.1, sizing=THIRDS))
    assert (trade.quantity, trade.exit_price) == (30, 85)


def test_nothing_is_added_beyond_the_target() -> None:
    trade = only(tried(FLAT, (115,) * 4, cues=(BUY, BUY), take_profit=0.1, sizing=THIRDS))
    assert (trade.quantity, trade.exit_price) == (30, 115)


@pytest.mark.parametrize("rules", [{"trailing_stop": 0.1}, {"break_even": 0.15, "max_bars": 9}])
def test_nothing_is_added_beyond_a_stop_that_has_moved(rules: dict[str, Any]) -> None:
    """After a high of 120 the stop is at 108 (or at the price paid); the open at 95 is below."""
    bars = ((100, 120, 99, 115), (95, 96, 94, 95))
    trade = only(tried(*bars, cues=(BUY, BUY), sizing=THIRDS, **rules))
    assert (trade.quantity, trade.exit_price) == (30, 95)


def test_the_stop_of_a_position_that_is_added_to_keeps_its_first_atr() -> None:
    """Both at 100: the stop stays 2 x 4 below, though the ATR is 22 by then."""
    wide = (100.0, 102.0, 98.0, 100.0)
    bars = make_bars(
        [wide] * 3 + [(100, 120, 93, 100), (100, 101, 99, 100), (100, 101, 91, 95)],
        [0, 0, BUY, BUY],
    )
    said = {"stop_loss": {"kind": "atr", "multiple": 2, "period": 2}, "sizing": {
        "cash": 300, "max_entries": 2}}  # fmt: skip
    trade = only(run(cued(**said), [bars]))
    assert (trade.quantity, trade.exit_price) == (6, 92)


def test_no_more_entries_than_allowed() -> None:
    done = tried(*[FLAT] * 5, cues=(BUY,) * 5, sizing={"cash": 1_000, "max_entries": 3})
    assert only(done).quantity == 30


def test_entries_that_can_never_be_added_are_flagged() -> None:
    told = "nothing is ever added to a position"
    alone = tried(*[FLAT] * 5, cues=(BUY,) * 5, sizing={"max_entries": 3})
    assert any(told in flag for flag in alone.flags)
    assert len(alone.trades) == 1
    half = tried(*[FLAT] * 5, cues=(BUY,) * 5, sizing={"max_entries": 3, "fraction": 0.5})
    assert not any(told in flag for flag in half.flags)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"stop_loss": {"kind": "money", "distance": 100}}, "the stop loss lay below"),
        (
            {"take_profit": {"kind": "money", "distance": 120}, "direction": "short"},
            "the take profit lay below",
        ),
        (
            {"partial_exits": HALF, "sizing": {"quantity": 1, "whole_shares": True}},
            "partial exits sold nothing of 1 positions",
        ),
    ],
)
def test_what_could_never_take_effect_is_flagged(said: dict[str, Any], told: str) -> None:
    """All are bought or sold at 100."""
    flags = tried(FLAT, (110, 111, 109, 110), **said).flags
    assert [flag for flag in flags if told in flag]
    kinder = {
        name: {"kind": "money", "distance": 50} if name in ("stop_loss", "take_profit") else one
        for name, one in said.items() if name != "sizing"
    }  # fmt: skip
    assert not [flag for flag in tried(FLAT, FLAT, **kinder).flags if told in flag]


def test_who_holds_still_follows_an_exit_that_is_given() -> None:
    sold = tried(FLAT, FLAT, FLAT, cues=(BUY, SELL), hold=True)
    assert not only(sold).is_open


def test_the_holding_time_counts_from_the_first_entry() -> None:
    trade = only(tried(*[FLAT] * 5, cues=(BUY, WAIT, BUY), max_bars=3, sizing=THIRDS))
    assert (trade.bars, trade.quantity) == (3, 60)


def test_a_plan_of_savings_buys_for_what_is_left() -> None:
    """1,000, and 300 a month at 100, 50, 100 and 100: 3 + 6 + 3 + 1 shares at 76.9231."""
    prices = (100, 50, 100, 100)
    done = tried(
        *[(price,) * 4 for price in prices], cues=(BUY,) * 4, initial_capital=1_000,
        sizing={"cash": 300, "max_entries": 10}, hold=True, exit=None,
    )  # fmt: skip
    trade = only(done)
    assert trade.quantity == pytest.approx(13)
    assert trade.entry_price == pytest.approx(76.9231, abs=1e-4)
    assert done.equity[-1] == pytest.approx(1_300)


def test_a_rule_exit_sells_all_that_was_added() -> None:
    done = tried(*[FLAT] * 4, cues=(BUY, BUY, SELL), sizing=THIRDS)
    assert (only(done).quantity, only(done).is_open) == (60, False)
