"""The self-check against looking ahead: cut the future off, and the past must not change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from backtests.engine.backtest import Backtest, prepared, run
from backtests.engine.bars import Bars
from backtests.engine.calendar import local_time
from backtests.engine.signals import Panel
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade
from backtests.engine.windows import window_of

CUTS = 5


@dataclass(frozen=True)
class SelfCheck:
    """At how many cuts the past was compared, and the trades that depended on the future."""

    cuts: int
    changed: list[Trade]

    @property
    def passed(self) -> bool:
        return not self.changed

    @property
    def text(self) -> str:
        said = f"All bars after {self.cuts} random closes were cut off, and the test run again"
        if self.passed:
            return f"{said}: no trade that was closed by then changed, so nothing looked ahead."
        number = len(self.changed)
        came = "trade that was closed by then" if number == 1 else "trades closed by then"
        return f"{said}: {number} {came} came out otherwise, so do not believe these figures."

    def to_dict(self) -> dict[str, Any]:
        return {"cuts": self.cuts, "changed": len(self.changed), "text": self.text}


def check(
    done: Backtest,
    bars: Sequence[Bars],
    *,
    cuts: int = CUTS,
    seed: int = 0,
    run: Callable[[Strategy, Sequence[Bars]], Backtest] = run,
) -> SelfCheck:
    """Run again on the first k bars, for a few random k, and compare the trades closed by then."""
    alone = done.strategy.model_copy(update={"benchmark": None})
    series = [one for one in bars if one.symbol in alone.needed_symbols]
    panels, rng = prepared(alone, series), np.random.default_rng(seed)
    time = panels[0].history.time
    moments = time[rng.integers(shortest(alone, panels), len(time) + 1, size=cuts) - 1]
    parts = [run(alone, [until(one, moment) for one in series]) for moment in moments]
    zone = panels[0].history.timezone
    return SelfCheck(cuts, [trade for part in parts for trade in changed(done, part, zone)])


def shortest(strategy: Strategy, panels: Sequence[Panel]) -> int:
    """How many bars a cut must leave: two to test, and those that every window asks for."""
    time, least = panels[0].history.time, panels[0].warm_up + 2
    for operand in strategy.operands:
        for there in (panel.looks_at(operand).time for panel in panels):
            full = there[max(window_of(operand), 1) - 1]
            least = max(least, int(np.searchsorted(time, full)) + 1)
    return min(least, len(time))


def until(bars: Bars, moment: np.datetime64) -> Bars:
    return bars.take(slice(0, int(np.searchsorted(bars.time, moment, side="right"))))


def changed(whole: Backtest, part: Backtest, timezone: str) -> list[Trade]:
    """The trades closed in the part that the whole does not have.

    Within days, the day of the cut is left out: where a day ends is not known while it lasts.
    """
    known = set(whole.trades)
    within_days = part.strategy.timeframe not in ("1d", "1w")
    closed = [trade for trade in part.trades if not trade.is_open]
    exits = local_time(np.array([trade.exit_time for trade in closed], part.time.dtype), timezone)
    today = local_time(part.time[-1:], timezone).astype("datetime64[D]")
    late = (exits.astype("datetime64[D]") == today) & within_days
    return [
        trade for trade, out in zip(closed, late, strict=True) if trade not in known and not out
    ]
