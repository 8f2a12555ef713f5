"""The self-check against looking ahead: cut the future off, and the past must not change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from backtests.engine.backtest import Backtest, prepared, run
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade


@dataclass(frozen=True)
class SelfCheck:
    """At how many cuts the past was compared, and the trades that depended on the future."""

    cuts: int
    changed: list[Trade]

    @property
    def passed(self) -> bool:
        return not self.changed


def check(
    done: Backtest,
    bars: Sequence[Bars],
    *,
    cuts: int = 5,
    seed: int = 0,
    run: Callable[[Strategy, Sequence[Bars]], Backtest] = run,
) -> SelfCheck:
    """Run again on the first k bars, for a few random k, and compare the trades closed by then."""
    panels = prepared(done.strategy, bars)
    rng, first = np.random.default_rng(seed), panels[0].warm_up
    lengths = first + rng.integers(2, len(panels[0].bars) + 1, size=cuts)
    moments = [panels[0].history.time[int(k) - 1] for k in lengths]
    parts = [run(done.strategy, [until(one, moment) for one in bars]) for moment in moments]
    return SelfCheck(cuts, [trade for part in parts for trade in changed(done, part)])


def until(bars: Bars, moment: np.datetime64) -> Bars:
    return bars.take(slice(0, int(np.searchsorted(bars.time, moment, side="right"))))


def changed(whole: Backtest, part: Backtest) -> list[Trade]:
    """The trades closed in the part that the whole does not have.

    Within days, the day of the cut is left out: where a day ends is not known while it lasts.
    """
    known = set(whole.trades)
    within_days = part.strategy.timeframe not in ("1d", "1w")
    today = part.time[-1].astype("datetime64[D]")
    return [
        trade
        for trade in part.trades
        if not trade.is_open
        and trade not in known
        and not (within_days and trade.exit_time.astype("datetime64[D]") == today)
    ]
