"""The sweep: every variant of a strategy with ranges is tested, and the best one chosen.

Chosen on the first 70% of the period, as refinement does, so that the rest remains a test.
"""

from __future__ import annotations

import asyncio
import itertools
import math
from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np

from agents.analyst import FEW_TRADES, LOST, TOO_FEW_TRADES
from agents.backtest_runner import (
    ENOUGH_TO_SPLIT,
    IN_SAMPLE,
    CheckCancelled,
    Market,
    early_bars,
)
from agents.budget import SECONDS, Budget, OutOfTime
from agents.errors import AgentFailure
from agents.events import Emit, Json
from agents.turn import Turn
from agents.words import plural, sentence
from backtests.engine import metrics
from backtests.engine.axes import Axis, axes
from backtests.engine.backtest import TooFewBars, prepared
from backtests.engine.bars import BadBars, Bars, FloatArray, TimeArray
from backtests.engine.describe import at_point
from backtests.engine.ranges import WrongGrid, places_of
from backtests.engine.robustness.neighbours import Neighbourhood, neighbourhood
from backtests.engine.simulator import Progress
from backtests.engine.strategy import Strategy
from backtests.engine.study import Study, study
from backtests.engine.trades import iso

# How often progress is said, however many variants there are.
WORDS = 40
# So long is watched before it is foretold how long all variants will take.
WATCHED_SECONDS = 10
# How many of the best are listed by number.
LISTED = 10


@dataclass(frozen=True)
class Swept:
    """A sweep and its best variants; `time` are the bars on which all of them competed.

    `split`: the rest of the period was set aside, and no choice has seen it.
    """

    strategy: Strategy
    study: Study
    best: list[int]
    time: TimeArray
    split: bool

    def __len__(self) -> int:
        return len(self.study)

    @property
    def chosen(self) -> int:
        return self.best[0]

    @cached_property
    def axes(self) -> list[Axis]:
        return axes(self.strategy)

    @property
    def places(self) -> tuple[int, ...]:
        """Where the winner stands on each axis."""
        return places_of([len(axis.points) for axis in self.axes], self.chosen)

    @property
    def winner(self) -> str:
        """ "entry limit of RSI 25, stop loss 4%" """
        pairs = zip(self.axes, self.places, strict=True)
        return ", ".join(f"{axis.label} {at_point(axis, axis.points[at])}" for axis, at in pairs)

    @property
    def verdict(self) -> str:
        """Which variant did best, and where they competed."""
        count, where = plural(len(self), "variant"), "the first part of" if self.split else "all of"
        if not self.study.trades.any():
            return f"None of the {count} traded on {where} the period"
        if self.study.total_return[self.chosen] <= LOST:
            return f"Every one of the {count} lost the account on {where} the period"
        return f"Of {count}, {self.winner} did best on {where} the period"

    @property
    def sharpes(self) -> list[float]:
        """Those that are known, of one day (of one week for weekly bars)."""
        year = min(metrics.BARS_PER_YEAR["1d"], metrics.BARS_PER_YEAR[self.strategy.timeframe])
        known = self.study.sharpe[np.isfinite(self.study.sharpe)]
        return [float(value) for value in known / math.sqrt(year)]

    @cached_property
    def neighbours(self) -> Neighbourhood | None:
        """Those of the winner in the grid, by their Sharpe ratios."""
        lengths = [len(axis.points) for axis in self.axes]
        grid = self.study.sharpe.reshape(lengths)
        around = itertools.product(
            *(range(max(0, at - 1), min(length, at + 2))
              for at, length in zip(self.places, lengths, strict=True))
        )  # fmt: skip
        return neighbourhood({at: known(grid[at]) for at in around}, self.places)


def known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


async def sweep(strategy: Strategy, market: Market, budget: Budget, emit: Emit) -> Swept:
    """Raises AgentFailure where a variant cannot be tested, or all of them not in time."""
    opening = f"Testing {plural(strategy.count, 'variant')}."
    turn = await Turn.begin(emit, "BacktestRunner", "sweep", opening)
    report = reporter(turn, budget, asyncio.get_running_loop())
    found = await asyncio.to_thread(contest, strategy, market.bars, budget, report)
    await turn.complete(outcome(found), {"variants": len(found), "chosen": found.chosen})
    return found


def reporter(turn: Turn, budget: Budget, loop: asyncio.AbstractEventLoop) -> Progress:
    """Called in the engine's thread for each variant; a few dozen words are said of them all."""
    said, began = 0, budget.spent

    def report(done: int, total: int) -> None:
        nonlocal said
        will_end_in_time(budget.spent - began, done, total)
        if (part := done * WORDS // total) > said:
            said = part
            word = turn.progress(f"{done:,} of {total:,} variants tested.", done, total)
            asyncio.run_coroutine_threadsafe(word, loop).result()

    return report


def will_end_in_time(seconds: float, done: int, total: int) -> None:
    """Raises OutOfTime as soon as it can be told, so that nobody waits ten minutes for nothing."""
    if seconds > WATCHED_SECONDS and (whole := seconds / done * total) > SECONDS:
        raise OutOfTime(
            f"{total:,} variants would take about {whole / 60:.0f} minutes, and a run has "
            f"{SECONDS / 60:.0f}. Try fewer values, fewer symbols or a shorter period."
        )


def contest(strategy: Strategy, bars: list[Bars], check: CheckCancelled, report: Progress) -> Swept:
    """On the first part of the period; on all of it, where that is too short for the rules."""
    try:
        whole = prepared(strategy.variant(0), bars)[0].bars.time
        cut = int(len(whole) * IN_SAMPLE)
        if len(whole) >= ENOUGH_TO_SPLIT and (
            early := studied(strategy, early_bars(bars, whole[cut]), check, report)
        ):
            return Swept(strategy, early, best_of(early), whole[:cut], split=True)
        done = study(strategy, bars, check_cancelled=check, on_progress=report)
        return Swept(strategy, done, best_of(done), whole, split=False)
    except (TooFewBars, BadBars, WrongGrid) as error:
        raise AgentFailure("bad_data", sentence(str(error))) from error


def studied(
    strategy: Strategy, bars: list[Bars], check: CheckCancelled, report: Progress
) -> Study | None:
    try:
        return study(strategy, bars, check_cancelled=check, on_progress=report)
    except TooFewBars:
        return None


def best_of(done: Study) -> list[int]:
    """The best ones first, as refinement chooses: enough trades, the Sharpe ratio, the return.

    Those that lost the account come last. Of equals, the first one.
    """
    trades = done.trades
    grade = (trades >= TOO_FEW_TRADES).astype(int) + (trades > FEW_TRADES)
    few = np.minimum(trades, TOO_FEW_TRADES)
    order = np.arange(len(done))
    sharpe = np.where(np.isfinite(done.sharpe), done.sharpe, -math.inf)
    alive = done.total_return > LOST
    ascending = np.lexsort((-order, done.total_return, sharpe, few, grade, alive))
    return [int(number) for number in ascending[::-1][:LISTED]]


def outcome(found: Swept) -> str:
    sharpe = known(found.study.sharpe[found.chosen])
    told = "" if sharpe is None else f", with a Sharpe ratio of {sharpe:.2f}"
    return f"{found.verdict}{told}."


def to_dict(found: Swept) -> Json:
    """The grid as the result has it: short lists in the order of the grid, and what they are of."""
    done = found.study
    return {
        "axes": [
            {"label": axis.label, "path": axis.path, "unit": axis.unit, "values": list(axis.points)}
            for axis in found.axes
        ],
        "count": len(found),
        "chosen": found.chosen,
        "best": found.best,
        "winner": found.winner,
        "sample": {
            "start": iso(found.time[0]),
            "end": iso(found.time[-1]),
            "bars": len(found.time),
            "set_aside": found.split,
        },
        "figures": {
            "total_return": rounded(done.total_return),
            "sharpe": rounded(done.sharpe, 3),
            "max_drawdown": rounded(done.max_drawdown),
            "trades": done.trades.tolist(),
        },
        "overfitting": asdict(done.overfitting) if done.overfitting else None,
        "neighbours": asdict(found.neighbours) if found.neighbours else None,
    }


def rounded(values: FloatArray, digits: int = 4) -> list[float | None]:
    """As much as a map can show: 100,000 variants stay within a few megabytes."""
    return [known(value) for value in np.round(values, digits).tolist()]
