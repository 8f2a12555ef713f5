"""The self-check finds a cheat."""

from collections.abc import Sequence
from dataclasses import replace

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.engine.lookahead import check
from backtests.engine.strategy import Strategy
from tests.engine.making import BUY, SELL, closes, compare, cued, indicator

BARS = closes([100, 100, 110, 110, 120, 120], [BUY, SELL, BUY, SELL])


def peeking(strategy: Strategy, bars: Sequence[Bars]) -> Backtest:
    """Prices its trades with the last bar that it has been given."""
    done = run(strategy, bars)
    last = float(bars[0].close[-1])
    return replace(done, trades=[replace(one, exit_price=last) for one in done.trades])


def test_an_honest_run_passes() -> None:
    result = check(run(cued(), [BARS]), [BARS], cuts=20)
    assert result.passed
    assert result.cuts == 20


def test_a_run_that_looks_ahead_is_caught() -> None:
    result = check(peeking(cued(), [BARS]), [BARS], cuts=20, run=peeking)
    assert not result.passed
    assert "came out otherwise" in result.text


def test_every_cut_leaves_the_windows_their_bars_and_needs_no_benchmark() -> None:
    rising = compare({"kind": "price"}, ">", indicator("SMA", period=4))
    strategy = cued(entry=rising, exit=None, max_bars=1, benchmark="Z")
    bars = [BARS, closes([1, 1, 2], symbol="Z").take(slice(2, 3))]
    assert check(run(strategy, bars), bars, cuts=20).passed


def test_every_cut_leaves_the_windows_of_other_symbols_their_bars() -> None:
    other = {**indicator("SMA", period=2), "symbol": "Y"}
    strategy = cued(entry=compare(other, ">", 1), exit=None, max_bars=1)
    bars = [BARS, closes([2] * 6, symbol="Y").take(slice(3, 6))]
    assert check(run(strategy, bars), bars, cuts=20).passed
