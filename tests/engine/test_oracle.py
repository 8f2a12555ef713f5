"""The kernel against the plain account of `oracle`, over random prices, signals and rules."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.engine.market import swings
from backtests.engine.metrics import BARS_PER_YEAR
from backtests.engine.strategy import Atr, Strategy
from backtests.engine.trades import Trade
from tests.engine import slow_indicators
from tests.engine.ledger import Fill
from tests.engine.oracle import Account
from tests.engine.oracle_weights import decisions
from tests.engine.worlds import Rules, portfolio_worlds, rules, strategy_of, universes

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plain(strategy: Strategy, bars: list[Bars]) -> Account:
    levels = (strategy.stop_loss, strategy.take_profit, strategy.trailing_stop)
    periods = {level.period for level in levels if isinstance(level, Atr)}
    year = BARS_PER_YEAR[strategy.timeframe]
    return Account(
        strategy,
        bars,
        atr={period: {one.symbol: atr(one, period) for one in bars} for period in periods},
        targets=decisions(strategy, bars),
        swings={one.symbol: swings(one.close, year).tolist() for one in bars},
    ).run()


def atr(bars: Bars, period: int) -> list[float]:
    lists = {name: column.tolist() for name, column in bars.fields().items()}
    return slow_indicators.atr(lists, {"period": period})["value"]


def as_fill(trade: Trade, done: Backtest) -> Fill:
    first, last = np.searchsorted(done.time, [trade.entry_time, trade.exit_time]).tolist()
    side = 1 if trade.side == "long" else -1
    return Fill(
        trade.symbol, side, first, last, trade.is_open, trade.entry_price, trade.exit_price,
        trade.quantity, trade.pnl, trade.costs,
    )  # fmt: skip


def agree(done: Backtest, account: Account) -> None:
    ours = sorted(as_fill(trade, done) for trade in done.trades)
    theirs = sorted([*account.ledger.fills, *account.open_fills])
    assert [one[:5] for one in ours] == [one[:5] for one in theirs]
    figures, expected = [one[5:] for one in ours], [one[5:] for one in theirs]
    assert np.array(figures) == pytest.approx(np.array(expected), rel=1e-9, abs=1e-7)
    assert done.equity == pytest.approx(account.equity, rel=1e-9, abs=1e-7)


@given(universes(), rules())
@settings(SLOW, max_examples=600)
def test_the_kernel_agrees_with_the_plain_account(bars: list[Bars], said: Rules) -> None:
    strategy = strategy_of(bars, said)
    agree(run(strategy, bars), plain(strategy, bars))


@given(portfolio_worlds())
@settings(SLOW, max_examples=400)
def test_the_kernel_weighs_as_the_plain_account_does(world: tuple[list[Bars], Rules]) -> None:
    bars, said = world
    strategy = strategy_of(bars, said)
    agree(run(strategy, bars), plain(strategy, bars))
