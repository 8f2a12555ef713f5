"""One backtest: align the bars, find the signals, simulate, compare with buy and hold, measure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from backtests.engine import metrics
from backtests.engine.affordable import unaffordable
from backtests.engine.bars import Bars, TimeArray, align, flat, priced, tested_of, until_last
from backtests.engine.closes_only import close_only_flags
from backtests.engine.hours import hours_flags
from backtests.engine.kernel.layout import UNKNOWN, FloatArray, Market
from backtests.engine.kernel.survey import Survey
from backtests.engine.kernel.tally import ROWS, tally_records
from backtests.engine.market import market_of, quiet
from backtests.engine.metrics import Figures
from backtests.engine.phrases import counted, name_of
from backtests.engine.plans import Plan, course_flags, course_of, plan_of
from backtests.engine.positions import positions_of
from backtests.engine.signals import Panel
from backtests.engine.simulator import (
    Progress,
    Simulation,
    bought_and_kept,
    holding,
    rules_of,
    simulate,
)
from backtests.engine.strategy import Operand, Strategy
from backtests.engine.trades import Trade, Trades, in_parts
from backtests.engine.windows import window_of
from backtests.engine.without_effect import without_effect

MUCH_WARM_UP = 0.1
FEW_DAYS = np.timedelta64(7, "D")


class TooFewBars(ValueError):
    """There are fewer than two bars to test; choose a longer range or other symbols."""


class Ranged(ValueError):
    """The strategy has ranges, so it is many tests; sweep it, or give each number one value."""


class WrongBars(ValueError):
    """The bars are not those of the strategy; give a series for each of its `needed_symbols`."""


@dataclass(frozen=True)
class Backtest:
    """What came of a strategy, with buy and hold of the same symbols beside it."""

    strategy: Strategy
    time: TimeArray
    equity: FloatArray
    benchmark_equity: FloatArray
    trades: Sequence[Trade]
    metrics: Figures
    benchmark: Figures
    flags: list[str]
    plan: Plan | None = None

    @property
    def lost(self) -> str | None:
        """What is to be said of an account that was lost."""
        return next(ruin(self.equity, self.time), None)

    @property
    def positions(self) -> int:
        """How many times something was bought or sold short; one left in parts counts once."""
        return len(positions_of(self.trades))


def run(
    strategy: Strategy,
    bars: Sequence[Bars],
    *,
    check_cancelled: Callable[[], None] = lambda: None,
    on_progress: Progress | None = None,
) -> Backtest:
    panels = prepared(strategy, bars)
    long_enough(strategy.operands, panels)
    market = market_of(strategy, panels, check_cancelled)
    simulation = simulate(
        market,
        rules_of(strategy),
        strategy.initial_capital,
        check_cancelled=check_cancelled,
        on_progress=on_progress,
    )
    held = buy_and_hold(strategy, bars, panels, market)
    room, both = metrics.room_for(len(held.equity)), (simulation, held)
    known, kept = (metrics.surveyed(one.equity, strategy.initial_capital, room) for one in both)
    beside = metrics.joint(simulation.equity, known.moves, held.equity, kept.moves)
    course = course_of(strategy, market, simulation.equity)
    trades, bought = (Trades(one.records, strategy, panels) for one in both)
    year = strategy.timeframe
    return Backtest(
        strategy=strategy,
        time=panels[0].bars.time,
        equity=simulation.equity,
        benchmark_equity=held.equity,
        trades=trades,
        metrics=measure(strategy, simulation, trades, known)
        | metrics.relative_figures(beside, year),
        benchmark=measure(strategy, held, bought, kept)
        | metrics.relative_figures(metrics.with_itself(beside), year),
        flags=[
            *flags_of(strategy, bars, panels),
            *common_flags(strategy, bars, panels),
            *benchmark_flags(strategy, panels),
            *hours_flags(strategy, panels),
            *warm_up_flags(strategy, panels),
            *account_flags(strategy, simulation, panels[0].bars.time),
            *unaffordable(strategy, simulation.entries, told=bool(course and len(course.short))),
            *course_flags(strategy, course, panels[0].bars.time),
        ],
        plan=plan_of(strategy, course, panels[0].bars.time),
    )


def prepared(strategy: Strategy, bars: Sequence[Bars]) -> list[Panel]:
    """The strategy's date range of each traded symbol, on their common calendar.

    What lies before the range warms the indicators up, and is not traded. Symbols that are only
    looked at keep their own bars, so that none of them takes away a day of trading, but for those
    before its first one and behind its last.
    """
    if strategy.ranges:
        raise Ranged(str(Ranged.__doc__))
    given, wanted = [one.symbol for one in bars], strategy.needed_symbols
    if given != wanted:
        raise WrongBars(f"the strategy needs bars of {', '.join(wanted)}, not {', '.join(given)}")
    series = [one.between(None, strategy.end) for one in bars]
    others = {one.symbol: Panel(priced(flat(one))) for one in series}
    only_looked_at = [others[name].history for name in strategy.looked_at_symbols]
    traded = until_last(align(series[: len(strategy.symbols)]), only_looked_at)
    tested = tested_of(traded[0], strategy.start, only_looked_at)
    if tested < 2:
        raise TooFewBars(
            f"{' and '.join(strategy.all_symbols)} have {counted(tested, 'bar')} in common in this "
            "range; a test needs at least 2"
        )
    if strategy.benchmark and not len(others[strategy.benchmark].history):
        raise TooFewBars(f"the benchmark {strategy.benchmark} has no bars in this range")
    delays = int(not strategy.enters_at_close), int(not strategy.leaves_at_close)
    return [Panel(one, len(one) - tested, *delays, others) for one in traded]


def long_enough(operands: Sequence[Operand], panels: Sequence[Panel]) -> None:
    """Refuse a window that is longer than the data, which could never be full."""
    for operand in operands:
        window = window_of(operand)
        for panel in panels:
            looked_at = panel.looks_at(operand)
            if window > len(looked_at):
                raise TooFewBars(
                    f"{name_of(operand)} needs {window:,} bars, and "
                    f"{looked_at.symbol} has only {len(looked_at):,}; choose a shorter one, or a "
                    "longer time"
                )


def buy_and_hold(
    strategy: Strategy, bars: Sequence[Bars], panels: Sequence[Panel], market: Market
) -> Simulation:
    """An equal share of every symbol, bought as early as the strategy could, at the same costs.

    A benchmark of its own is bought instead; between its bars its last price counts.
    """
    if strategy.benchmark:
        there = next(one for one in bars if one.symbol == strategy.benchmark)
        market = quiet([Panel(as_of(priced(flat(there)), panels[0].bars.time))])
    rules = holding(strategy, market.close.shape[1])
    return bought_and_kept(market, rules, strategy.initial_capital)


def as_of(bars: Bars, time: TimeArray) -> Bars:
    """The latest bar at each of these times; before the first one, the first."""
    at = np.maximum(np.searchsorted(bars.time, time, side="right") - 1, 0)
    return replace(
        bars,
        time=time,
        open=bars.open[at],
        high=bars.high[at],
        low=bars.low[at],
        close=bars.close[at],
        volume=bars.volume[at],
    )


def measure(
    strategy: Strategy, simulation: Simulation, trades: Sequence[Trade], known: Survey
) -> Figures:
    """`parts` counts the lines of the list of trades; all other figures count positions."""
    records = simulation.records
    parted = bool(strategy.partial_exits or strategy.portfolio) and in_parts(records)
    if parted:
        tally = metrics.tallied(positions_of(trades))
    else:
        tally = tally_records(records, np.empty((ROWS, len(records))))
    figures = metrics.figures(
        simulation.equity,
        simulation.held,
        tally,
        capital=strategy.initial_capital,
        timeframe=strategy.timeframe,
        known=known,
    )
    return {**figures, **metrics.excursions(tally), "parts": len(records)}


def flags_of(strategy: Strategy, bars: Sequence[Bars], panels: Sequence[Panel]) -> list[str]:
    """What a reader must know before believing the figures."""
    flags = [*close_only_flags(strategy, panels)]
    for given, panel in zip(bars[: len(panels)], panels, strict=True):
        first, last = panel.bars.time[[0, -1]]
        missing = int(((given.time >= first) & (given.time <= last)).sum()) - len(panel.bars)
        if missing:
            flags.append(
                f"{given.symbol}: {counted(missing, 'bar')} left out, where a price was missing or "
                "another symbol has no bar"
            )
    return flags


def common_flags(
    strategy: Strategy, bars: Sequence[Bars], panels: Sequence[Panel]
) -> Iterator[str]:
    """Where the test begins late or ends early, since one of its symbols does."""
    wanted = [one.between(strategy.start, strategy.end).time for one in bars[: len(panels)]]
    first, last = min(one[0] for one in wanted), max(one[-1] for one in wanted)
    begin, end = panels[0].bars.time[[0, -1]]
    known = {name: panels[0].others[name].history.time for name in strategy.all_symbols}

    def told(verb: str, moment: np.datetime64, name: str, where: str) -> str:
        whose = f"{name}, which its rules look at," if name in strategy.looked_at_symbols else name
        day = np.datetime_as_string(moment, "D")
        return f"the test {verb} on {day}: {whose} has no {where} prices"

    latest = max(known, key=lambda name: known[name][0])
    if min(known[latest][0], begin) - first > FEW_DAYS:
        yield told("begins", begin, latest, "earlier")
    soonest = min(known, key=lambda name: known[name][-1])
    if last - max(known[soonest][-1], end) > FEW_DAYS:
        yield told("ends", end, soonest, "later")


def benchmark_flags(strategy: Strategy, panels: Sequence[Panel]) -> list[str]:
    """Where a benchmark of its own has prices for a part of the test only."""
    if strategy.benchmark is None:
        return []
    flags, tested = [], panels[0].bars.time.astype("datetime64[D]")
    own = panels[0].others[strategy.benchmark].history.time.astype("datetime64[D]")
    if own[0] > tested[1]:
        flags.append(f"the benchmark {strategy.benchmark} has no prices before {own[0]}")
    if own[-1] < tested[-1]:
        flags.append(f"the benchmark {strategy.benchmark} has no prices after {own[-1]}")
    return flags


def account_flags(strategy: Strategy, simulation: Simulation, time: TimeArray) -> list[str]:
    """What became of the account, where that is not told by the figures alone."""
    flags = []
    if strategy.leverage > 1:
        flags.append("money that is borrowed for leverage costs nothing in this test")
    flags += without_effect(strategy, simulation.records)
    return [*flags, *ruin(simulation.equity, time)]


def ruin(equity: FloatArray, time: TimeArray) -> Iterator[str]:
    """The close at which nothing was left, and that no broker would have waited for it."""
    if metrics.is_lost(equity):
        day = np.datetime_as_string(time[int((equity <= 0).argmax())], "D")
        owed = "" if equity[-1] == 0 else ", and more than all of it"
        yield (
            f"The account was lost on {day}: all of the money was gone{owed}. Everything was "
            "closed there, and nothing traded any more; a real broker would have closed the "
            "position before that."
        )


def warm_up_flags(strategy: Strategy, panels: Sequence[Panel]) -> list[str]:
    """Where a good part of the bars passes before the entry rule has its window."""
    flags = []
    if strategy.entry is None:
        return []
    for panel in panels:
        truth = panel.truth(strategy.entry)
        if truth[: int(MUCH_WARM_UP * len(truth)) + 1].any():
            continue
        first = int((truth != UNKNOWN).argmax())
        if truth[first]:
            day = np.datetime_as_string(panel.bars.time[first], "D")
            flags.append(
                f"{panel.bars.symbol}: the entry rule needs {first + 1:,} bars, so nothing could "
                f"trade before {day}"
            )
    return flags
