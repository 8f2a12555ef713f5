"""The backtest runner: loads the bars once, and tests one strategy on them per iteration.

Every test is judged three times: on the whole period, on its first 70%, where variants compete,
and on the last 30%, which no choice may look at.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from agents.errors import AgentFailure
from agents.events import Emit, Json
from agents.jsonable import jsonable
from agents.judging.planned import count_of
from agents.turn import Turn
from agents.words import percent, plural, ratio, sentence
from backtests.engine import backtest as engine
from backtests.engine import metrics
from backtests.engine.backtest import Backtest
from backtests.engine.bars import BadBars, Bars
from backtests.engine.metrics import Figures
from backtests.engine.positions import positions_of
from backtests.engine.simulator import Progress
from backtests.engine.strategy import Strategy
from backtests.engine.trades import iso

Days = tuple[dt.date | None, dt.date | None]
LoadBars = Callable[[str, str, dt.date | None, dt.date | None, str | None], tuple[Bars, Json]]
CheckCancelled = Callable[[], None]

IN_SAMPLE = 0.7
# With fewer bars, a part that is set aside says nothing.
ENOUGH_TO_SPLIT = 100
HEADLINE = ("total_return", "cagr", "sharpe", "max_drawdown", "trades", "win_rate", "profit_factor")


@dataclass(frozen=True)
class Market:
    """The bars of every symbol in declared order, and where they came from."""

    bars: list[Bars]
    cards: list[Json]


@dataclass(frozen=True)
class Sample:
    """The figures of a part of the tested period."""

    start: str
    end: str
    bars: int
    metrics: Figures
    benchmark: Figures

    def to_dict(self) -> Json:
        about = {"start": self.start, "end": self.end, "bars": self.bars}
        held = {"benchmark_return": self.benchmark["total_return"]}
        return {**self.metrics, **held, **about}


@dataclass(frozen=True)
class Trial:
    """A backtest; the samples are None where the period is too short to be split."""

    backtest: Backtest
    in_sample: Sample | None = None
    out_of_sample: Sample | None = None


async def load(
    strategy: Strategy, source: str | None, load_bars: LoadBars, check: CheckCancelled, emit: Emit
) -> Market:
    wanted = ", ".join(strategy.needed_symbols)
    turn = await Turn.begin(emit, "BacktestRunner", "load", f"Loading prices of {wanted}.")
    bars, cards = [], []
    needed = strategy.needed_symbols

    async def loaded(symbol: str, days: Days, source: str | None) -> tuple[Bars, Json]:
        check()
        one, card = await asyncio.to_thread(load_bars, symbol, strategy.timeframe, *days, source)
        return one, jsonable(card)

    for done, symbol in enumerate(needed, 1):
        one, card = await loaded(symbol, (strategy.start, strategy.end), source)
        bars.append(there_are_some(one, symbol, strategy))
        cards.append(card)
        await turn.progress(
            f"Loaded {plural(tested(one, strategy), 'bar')} of {symbol}.",
            done,
            len(needed),
        )
    for at, days in shortened(strategy, bars):
        _, cards[at] = await loaded(needed[at], days, cards[at].get("provider") or source)
    total = sum(tested(one, strategy) for one in bars)
    await turn.complete(
        f"{plural(total, 'bar')} of {wanted} {'is' if total == 1 else 'are'} ready.",
        {"cards": cards},
    )
    return Market(bars, cards)


def shortened(strategy: Strategy, bars: Sequence[Bars]) -> Iterator[tuple[int, Days]]:
    """Which symbols have days on which others have none, and their days within the common ones.

    A data card tells of what is tested: it must not warn of a bar outside of that.
    """
    own = [days_of(one, strategy) for one in bars[: len(strategy.all_symbols)]]
    first, last = max(begin for begin, _ in own), min(end for _, end in own)
    for at, (begin, end) in enumerate(own):
        outside = first <= last and (begin < first or end > last)
        if outside and len(bars[at].between(first, last)):  # what is only looked at may have none
            yield at, (first, last)


def days_of(bars: Bars, strategy: Strategy) -> tuple[dt.date, dt.date]:
    first, last = bars.between(strategy.start, strategy.end).time[[0, -1]]
    return first.astype("datetime64[D]").item(), last.astype("datetime64[D]").item()


def tested(bars: Bars, strategy: Strategy) -> int:
    """How many bars the test is about; those before it warm the indicators up."""
    return len(bars.between(strategy.start, strategy.end))


def there_are_some(bars: Bars, symbol: str, strategy: Strategy) -> Bars:
    if tested(bars, strategy) == 0:
        first, last = strategy.start or "the beginning", strategy.end or "today"
        raise AgentFailure(
            "no_data",
            f"There are no {strategy.timeframe} prices of {symbol} from {first} to {last}. "
            "Choose another period or another symbol.",
        )
    return bars


async def backtest(
    strategy: Strategy, market: Market, iteration: int, check: CheckCancelled, emit: Emit
) -> Trial:
    turn = await Turn.begin(
        emit, "BacktestRunner", "backtest", "Testing the strategy bar by bar.", iteration
    )
    report = reporter(turn, asyncio.get_running_loop())
    tested = await asyncio.to_thread(judge, strategy, market.bars, check, report)
    await turn.complete(headline(tested.backtest), headline_data(tested))
    return tested


def reporter(turn: Turn, loop: asyncio.AbstractEventLoop) -> Progress:
    """Called by the engine in its thread; each new tenth is said before the engine goes on."""
    said = 0

    def report(done: int, total: int) -> None:
        nonlocal said
        if (tenth := done * 10 // total) > said:
            said = tenth
            word = turn.progress(f"{done:,} of {total:,} bars tested.", done, total)
            asyncio.run_coroutine_threadsafe(word, loop).result()

    return report


def judge(
    strategy: Strategy, bars: list[Bars], check: CheckCancelled, report: Progress | None = None
) -> Trial:
    try:
        whole = engine.run(strategy, bars, check_cancelled=check, on_progress=report)
        if len(whole.time) < ENOUGH_TO_SPLIT:
            return Trial(whole)
        cut = int(len(whole.time) * IN_SAMPLE)
        return Trial(whole, *parts(whole, bars, cut, check))
    except (engine.TooFewBars, BadBars) as error:
        raise AgentFailure("bad_data", sentence(str(error))) from error


def parts(
    whole: Backtest, bars: list[Bars], cut: int, check: CheckCancelled
) -> tuple[Sample, Sample] | tuple[None, None]:
    """No split, where the first part is shorter than a window of the rules."""
    try:
        return first_part(whole, bars, cut, check), last_part(whole, cut)
    except engine.TooFewBars:
        return None, None


def first_part(whole: Backtest, bars: list[Bars], cut: int, check: CheckCancelled) -> Sample:
    """A test of its own, that has never seen a later bar."""
    part = engine.run(whole.strategy, early_bars(bars, whole.time[cut]), check_cancelled=check)
    return Sample(
        iso(part.time[0]), iso(part.time[-1]), len(part.time), part.metrics, part.benchmark
    )


def early_bars(bars: list[Bars], moment: np.datetime64) -> list[Bars]:
    """What was known before this bar."""
    return [one.take(slice(0, int(np.searchsorted(one.time, moment)))) for one in bars]


def last_part(whole: Backtest, cut: int) -> Sample:
    """The rest of the whole test, so that indicators have their window from the first bar.

    Trades count that began in this part. An account that was lost before has no figures in it.
    """
    start, year = whole.time[cut], metrics.BARS_PER_YEAR[whole.strategy.timeframe]
    equity, held = whole.equity[cut - 1 :], whole.benchmark_equity[cut - 1 :]
    trades = [trade for trade in whole.trades if trade.entry_time >= start]
    grown = metrics.growth_figures(equity, float(equity[0]), year)
    return Sample(
        iso(start),
        iso(whole.time[-1]),
        len(whole.time) - cut,
        (grown if equity[0] > 0 else dict.fromkeys(grown))
        | metrics.trade_figures(positions_of(trades), float(np.mean(equity))),
        metrics.growth_figures(held, float(held[0]), year),
    )


def headline(done: Backtest) -> str:
    """One line: what it returned, beside buy and hold, in how many trades, at what risk."""
    figures = done.metrics
    parts = [
        f"{percent(figures['total_return'])} against {percent(done.benchmark['total_return'])} "
        f"for {done.strategy.benchmark_name}",
        count_of(done),
        f"max drawdown {percent(figures['max_drawdown'])}",
    ]
    if figures["sharpe"] is not None:
        parts.append(f"Sharpe {ratio(figures['sharpe'])}")
    return ", ".join(parts)


def headline_data(tested: Trial) -> Json:
    done = tested.backtest
    return {
        "metrics": jsonable({key: done.metrics[key] for key in HEADLINE}),
        "benchmark_return": jsonable(done.benchmark["total_return"]),
        "bars": len(done.time),
    }
