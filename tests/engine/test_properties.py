"""Laws that hold for any prices and any signals."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.engine.lookahead import check
from tests.engine.making import cued, make_bars
from tests.engine.oracle import Account

SYMBOLS = ["X", "Y", "Z"]


@st.composite
def candles(draw: st.DrawFn, length: int) -> list[tuple[float, float, float, float]]:
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    close = 100 * np.exp(np.cumsum(rng.normal(0, 0.04, length)))
    open_ = close * np.exp(rng.normal(0, 0.03, length))
    high = np.maximum(open_, close) * np.exp(np.abs(rng.normal(0, 0.03, length)))
    low = np.minimum(open_, close) * np.exp(-np.abs(rng.normal(0, 0.03, length)))
    return [tuple(row) for row in np.stack([open_, high, low, close], axis=1).tolist()]


@st.composite
def universes(draw: st.DrawFn) -> list[Bars]:
    length = draw(st.integers(2, 60))
    count = draw(st.integers(1, 3))
    cues = st.lists(st.integers(0, 3), min_size=length, max_size=length)
    return [make_bars(draw(candles(length)), draw(cues), name) for name in SYMBOLS[:count]]


RULES = st.fixed_dictionaries(
    {},
    optional={
        "stop_loss": st.sampled_from([0.01, 0.05, 0.2]),
        "take_profit": st.sampled_from([0.01, 0.05, 0.2]),
        "max_bars": st.integers(1, 10),
        "commission": st.sampled_from([0.001, 0.02]),
        "slippage": st.sampled_from([0.0005, 0.01]),
        "fill": st.sampled_from(["close", "next_open"]),
        "stops_from": st.sampled_from(["entry_bar", "next_bar"]),
        "sizing": st.sampled_from([{"fraction": 0.3}, {"fraction": 1.0}, {"whole_shares": True}]),
    },
)


def outcome(bars: list[Bars], rules: dict[str, Any]) -> Backtest:
    return run(cued(symbols=[one.symbol for one in bars], **rules), bars)


def accounted(done: Backtest, bars: list[Bars], commission: float) -> np.ndarray:
    """The equity at each close, rebuilt from nothing but the list of trades."""
    equity = np.full(len(done.time), 1000.0)
    close = {one.symbol: one.close for one in bars}
    for trade in done.trades:
        first, last = np.searchsorted(done.time, [trade.entry_time, trade.exit_time])
        end = len(equity) if trade.is_open else last
        equity[first:] -= trade.quantity * trade.entry_price * (1 + commission)
        equity[first:end] += trade.quantity * close[trade.symbol][first:end]
        if not trade.is_open:
            equity[last:] += trade.quantity * trade.exit_price * (1 - commission)
    return equity


@given(universes(), RULES)
@settings(max_examples=300, deadline=None)
def test_the_kernel_agrees_with_the_plain_account(bars: list[Bars], rules: dict[str, Any]) -> None:
    done = outcome(bars, rules)
    plain = Account(done.strategy, bars).run()
    closed = [one for one in done.trades if not one.is_open]
    fills = [
        (one.symbol, *np.searchsorted(done.time, [one.entry_time, one.exit_time])) for one in closed
    ]
    assert fills == [fill[:3] for fill in plain.fills]
    figures = [(one.entry_price, one.exit_price, one.quantity) for one in closed]
    assert np.array(figures) == pytest.approx(np.array([f[3:] for f in plain.fills]), rel=1e-9)
    assert done.equity == pytest.approx(plain.equity, rel=1e-9)


@given(universes(), RULES)
@settings(max_examples=150, deadline=None)
def test_equity_is_cash_and_positions_at_every_bar(bars: list[Bars], rules: dict[str, Any]) -> None:
    done = outcome(bars, rules)
    rebuilt = accounted(done, bars, rules.get("commission", 0.0))
    assert done.equity == pytest.approx(rebuilt, rel=1e-9)


@given(universes(), RULES)
@settings(max_examples=100, deadline=None)
def test_cash_is_never_borrowed(bars: list[Bars], rules: dict[str, Any]) -> None:
    done = outcome(bars, rules)
    invested = np.zeros(len(done.time))
    close = {one.symbol: one.close for one in bars}
    for trade in done.trades:
        first, last = np.searchsorted(done.time, [trade.entry_time, trade.exit_time])
        end = len(invested) if trade.is_open else last
        invested[first:end] += trade.quantity * close[trade.symbol][first:end]
    assert np.all(invested <= done.equity * (1 + 1e-9))


@given(universes(), RULES, st.sampled_from([0.25, 8.0, 1024.0]))
@settings(max_examples=100, deadline=None)
def test_the_unit_of_the_price_changes_no_return(
    bars: list[Bars], rules: dict[str, Any], factor: float
) -> None:
    scaled = [
        replace(
            one,
            open=one.open * factor,
            high=one.high * factor,
            low=one.low * factor,
            close=one.close * factor,
        )
        for one in bars
    ]
    whole = "whole_shares" in rules.get("sizing", {})
    money = factor if whole else 1.0
    here = outcome(bars, rules)
    there = outcome(scaled, {**rules, "initial_capital": 1000 * money})
    assert here.equity == pytest.approx(there.equity / money, rel=1e-12)
    assert [one.return_ for one in here.trades] == pytest.approx(
        [one.return_ for one in there.trades], rel=1e-9, abs=1e-12
    )


@given(universes(), RULES, st.data())
@settings(max_examples=150, deadline=None)
def test_the_future_changes_no_closed_trade(
    bars: list[Bars], rules: dict[str, Any], data: st.DataObject
) -> None:
    length = data.draw(st.integers(2, len(bars[0])))
    whole = outcome(bars, rules)
    part = outcome([one.take(slice(0, length)) for one in bars], rules)
    known = [trade for trade in part.trades if not trade.is_open]
    assert whole.trades[: len(known)] == known
    assert np.array_equal(whole.equity[:length], part.equity)


@given(universes(), RULES, st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_the_self_check_passes(bars: list[Bars], rules: dict[str, Any], seed: int) -> None:
    assert check(outcome(bars, rules), bars, seed=seed).passed
