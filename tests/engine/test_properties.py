"""Laws that hold for any prices, any signals and any rules."""

from collections import defaultdict
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backtests.engine import simulator
from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.engine.lookahead import check
from backtests.engine.positions import positions_of
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade
from tests.engine.worlds import CAPITAL, Rules, portfolio_worlds, rules, strategy_of, universes

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
World = tuple[list[Bars], Rules]
WORLDS = st.one_of(st.tuples(universes(), rules()), portfolio_worlds())
YEAR = np.timedelta64(365 * 86_400, "s")


def outcome(bars: list[Bars], said: Rules) -> Backtest:
    return run(strategy_of(bars, said), bars)


def close_to(values: Any) -> Any:
    return pytest.approx(values, rel=1e-9, abs=1e-7)


# Money ------------------------------------------------------------------------------------------


def fee(rules: Strategy, quantity: float, price: float) -> float:
    return (
        quantity * (price * rules.commission + rules.commission_per_share)
        + rules.commission_per_trade
    )


def rebuilt(done: Backtest, bars: list[Bars]) -> np.ndarray:
    """The equity at each close, from nothing but the list of trades and the closes."""
    rules, cash = done.strategy, np.full(len(done.time), CAPITAL)
    positions: dict[tuple[str, np.datetime64], list[Trade]] = defaultdict(list)
    for trade in done.trades:
        positions[trade.symbol, trade.entry_time].append(trade)
    close = {one.symbol: one.close for one in bars}
    years = np.diff(done.time) / YEAR
    for (symbol, _), parts in positions.items():
        side = 1 if parts[0].side == "long" else -1
        first = np.searchsorted(done.time, parts[0].entry_time)
        quantity = np.zeros(len(done.time))
        whole, paid = sum(one.quantity for one in parts), parts[0].entry_price
        cash[first:] -= side * whole * paid + fee(rules, whole, paid)
        for one in parts:
            last = np.searchsorted(done.time, one.exit_time)
            quantity[first : None if one.is_open else last] += one.quantity
            if not one.is_open:
                got = side * one.quantity * one.exit_price
                cash[last:] += got - fee(rules, one.quantity, one.exit_price)
        if side < 0:
            owed = quantity[:-1] * close[symbol][:-1] * rules.borrow_cost * years
            cash[1:] -= np.cumsum(owed)
        cash += side * quantity * close[symbol]
    return cash


@given(universes(), rules())
@settings(SLOW, max_examples=250)
def test_equity_is_cash_and_positions_at_every_close(bars: list[Bars], said: Rules) -> None:
    sizing = {key: value for key, value in said.get("sizing", {}).items() if key != "max_entries"}
    done = outcome(bars, {**said, "sizing": sizing})
    assert done.equity == close_to(rebuilt(done, bars))


@given(WORLDS)
@settings(SLOW, max_examples=250)
def test_what_all_trades_made_is_what_the_account_made(world: World) -> None:
    done = outcome(*world)
    assert sum(one.pnl for one in done.trades) == close_to(done.equity[-1] - CAPITAL)


@given(WORLDS)
@settings(SLOW, max_examples=150)
def test_positions_make_what_their_parts_make(world: World) -> None:
    done = outcome(*world)
    whole, parts = positions_of(done.trades), done.trades
    entries = {(one.symbol, one.side, one.entry_time) for one in parts}
    assert len(whole) == len(entries) == done.metrics["trades"]
    assert sum(one.is_open for one in whole) == sum(one.is_open for one in parts)
    for name in ("pnl", "costs", "turnover"):
        total = sum(getattr(one, name) for one in parts)
        assert sum(getattr(one, name) for one in whole) == close_to(total)


@given(WORLDS)
@settings(SLOW, max_examples=150)
def test_a_trade_makes_its_move_less_its_costs(world: World) -> None:
    bars, said = world
    done = outcome(bars, {**said, "slippage": 0})
    for one in done.trades:
        move = (one.exit_price - one.entry_price) * (1 if one.side == "long" else -1)
        assert one.pnl == close_to(one.quantity * move - one.costs)
        assert one.costs >= 0
        assert one.quantity > 0
        assert one.entry_time <= one.exit_time


@given(WORLDS)
@settings(SLOW, max_examples=100)
def test_slippage_takes_what_the_costs_say(world: World) -> None:
    """The costs of slippage are the gap between what was got and what was quoted."""
    bars, said = world
    said = {key: value for key, value in said.items() if not key.startswith("commission")}
    done = outcome(bars, {**said, "slippage": 0.01, "borrow_cost": 0})
    for one in done.trades:
        most = 0.02 * one.quantity * max(one.entry_price, one.exit_price) / 0.99
        assert 0 <= one.costs <= most


@given(portfolio_worlds())
@settings(SLOW, max_examples=150)
def test_a_portfolio_never_borrows(world: World) -> None:
    bars, said = world
    done = outcome(bars, said)
    lists = [one for one in done.trades if one.is_open]
    held = sum(one.quantity * one.exit_price for one in lists)
    assert held <= max(done.equity[-1], 0) * (1 + 1e-9) + 1e-7


# Sameness ---------------------------------------------------------------------------------------


def times(factor: float, bars: Bars) -> Bars:
    fields = ("open", "high", "low", "close")
    return replace(bars, **{name: getattr(bars, name) * factor for name in fields})


def in_units(said: Rules, factor: float) -> Rules:
    """The same rules where a share costs `factor` times as much."""
    levels = {
        key: {**value, "distance": value["distance"] * factor}
        for key, value in said.items()
        if isinstance(value, dict) and "distance" in value
    }
    return {**said, **levels}


@given(WORLDS, st.sampled_from([0.25, 8.0, 1024.0]))
@settings(SLOW, max_examples=150)
def test_the_unit_of_the_price_changes_no_return(world: World, factor: float) -> None:
    bars, said = world
    per_piece = ("commission_per_trade", "commission_per_share", "sizing")
    said = {key: value for key, value in said.items() if key not in per_piece}
    here = outcome(bars, said)
    there = outcome([times(factor, one) for one in bars], in_units(said, factor))
    assert here.equity == pytest.approx(there.equity, rel=1e-12)
    assert [one.return_ for one in here.trades] == pytest.approx(
        [one.return_ for one in there.trades], rel=1e-9, abs=1e-12
    )


@given(portfolio_worlds())
@settings(SLOW, max_examples=150)
def test_the_order_of_the_symbols_changes_no_portfolio(world: World) -> None:
    bars, said = world
    if said["portfolio"]["kind"] == "allocation":  # its conditions look at the first symbol
        said = {**said, "portfolio": {"kind": "weights", "weights": {"X": 0.9}}}
    here, there = outcome(bars, said), outcome(bars[::-1], said)
    assert here.equity == close_to(there.equity)
    assert sorted((one.symbol, one.exit_time) for one in here.trades) == sorted(
        (one.symbol, one.exit_time) for one in there.trades
    )


@given(WORLDS)
@settings(SLOW, max_examples=60)
def test_chunks_of_bars_change_nothing(world: World) -> None:
    whole = outcome(*world)
    with patch.object(simulator, "CHUNK", 7):
        pieces = outcome(*world)
    assert pieces.trades == whole.trades
    assert np.array_equal(pieces.equity, whole.equity)


# The future -------------------------------------------------------------------------------------


def dated(**said: Any) -> Rules:
    return {"kind": "calendar", **said}


LOOKING = st.sampled_from(
    [
        None,
        dated(weekdays=[1, 3]),
        dated(weekdays=[5], on="signal"),
        dated(last_days=2),
        dated(month_day=-1),
        dated(first_days=3),
        dated(date=15),
        dated(weekdays=[5], from_day=15, to_day=21),
        dated(weekdays=[1], every_weeks=2),
        dated(session_bar=-1),
        dated(session_bar=-2, on="signal"),
        dated(session_bar=1),
        dated(from_time="15:00"),
        {"kind": "not", "of": dated(session_bar=-1)},
        {
            "kind": "compare",
            "left": {"kind": "price", "field": "close", "symbol": "OTHER"},
            "op": ">",
            "right": {"kind": "number", "value": 100},
        },
    ]
)


@given(WORLDS, LOOKING, LOOKING, st.integers(0, 99))
@settings(SLOW, max_examples=250)
def test_the_future_changes_no_closed_trade(
    world: World, entry: Rules | None, leaving: Rules | None, seed: int
) -> None:
    """Signals come from cues, from dates, or from another symbol that lacks some bars."""
    bars, said = world
    if "portfolio" not in said:
        said |= {"entry": entry} if entry else {}
        said |= {"exit": leaving} if leaving else {}
    strategy = strategy_of(bars, said)
    if "OTHER" in strategy.needed_symbols:
        rows = np.flatnonzero(np.arange(len(bars[0])) % 4 != 2)
        bars = [*bars, replace(bars[0].take(rows), symbol="OTHER")]
    assert check(run(strategy, bars), bars, seed=seed).passed
