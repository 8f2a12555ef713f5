"""Is the edge real? What the kept iteration is worth beside luck, other histories and costs.

Measured on daily returns (weekly ones of weekly bars), so that the parts of one day, which hang
together, do not count as so many separate observations.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from agents.backtest_runner import CheckCancelled, Market, Trial
from agents.budget import OutOfTime
from agents.events import Emit, Json
from agents.nearby import Nearby, last_of_days, nearby, told, walked, why_not
from agents.refining.refine import Iteration
from agents.refining.sweeping import Swept
from agents.turn import Turn
from agents.unseen import kept_of
from backtests.engine import backtest as engine
from backtests.engine import lookahead, metrics
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars, FloatArray
from backtests.engine.lookahead import SelfCheck
from backtests.engine.metrics import Figures
from backtests.engine.robustness import costs as higher_costs
from backtests.engine.robustness import sharpe
from backtests.engine.robustness.bootstrap import Bootstrap, bootstrap
from backtests.engine.robustness.costs import FACTORS, CostStudy
from backtests.engine.robustness.judgement import Evidence, Finding, Name, judge, overall
from backtests.engine.robustness.random_entries import (
    Costs,
    Placing,
    RandomEntries,
    placing_of,
    random_entries,
)
from backtests.engine.robustness.walkforward import Walk
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade

T = TypeVar("T")

# What every run asks.
ASKED: tuple[Name, ...] = (
    "luck", "tries", "holding", "histories", "entries", "costs", "out_of_sample", "neighbours",
    "walk_forward",
)  # fmt: skip
# What a sweep is asked besides.
OF_SWEEPS: tuple[Name, ...] = (*ASKED, "overfitting")
# Where nobody stated costs: commission of a side, for liquid stocks, as a fraction.
ASSUMED_COST = 0.0005
DAYS_PER_YEAR = 252
# The engine takes no cost of half the price or more.
MOST = 0.49
PARTS = {
    "histories": "its days in another order",
    "entries": "random entries",
    "costs": "higher costs",
    "neighbours": "slightly different numbers",
    "walk_forward": "them again and again on what came next",
    "look_ahead": "its past without what came later",
}
BY_CALENDAR = "its moments are set by the calendar"
NO_TIME = "the time of the run was used up"
COSTS = ("commission", "slippage", "commission_per_trade", "commission_per_share", "borrow_cost")


@dataclass(frozen=True)
class Luck:
    """The Sharpe ratio beside luck; Sharpe ratios are those of one return, not of a year."""

    psr: float | None = None
    dsr: float | None = None
    ahead: float | None = None
    expected_max_sharpe: float | None = None
    min_track_record: float | None = None


@dataclass(frozen=True)
class Measured:
    """What each part of the examination found; None where it could not be asked."""

    luck: Luck = Luck()
    histories: Bootstrap | None = None
    entries: RandomEntries | None = None
    costs: CostStudy | None = None
    near: Nearby | None = None
    walk: Walk[int] | None = None
    past: SelfCheck | None = None


@dataclass(frozen=True)
class Robustness:
    """What was measured, and what it means."""

    evidence: Evidence
    parts: Measured
    swept: bool = False

    @property
    def findings(self) -> list[Finding]:
        return judge(self.evidence, OF_SWEEPS if self.swept else ASKED)

    @property
    def holds(self) -> bool:
        """Whether every question was answered, and none against it."""
        return bool(self.findings) and all(one.state == "passed" for one in self.findings)

    @property
    def text(self) -> str:
        return overall(self.findings)

    def to_dict(self) -> Json:
        facts, parts = self.evidence, self.parts
        about = {"trades": facts.trades, "returns": facts.returns, "trials": facts.trials}
        return {
            "text": self.text,
            "findings": [finding.to_dict() for finding in self.findings],
            **about,
            "months": facts.months,
            "earlier_tries": facts.earlier,
            **asdict(parts.luck),
            "bootstrap": part(parts.histories),
            "random_entries": part(parts.entries),
            "costs": part(parts.costs),
            "assumed_cost": facts.assumed_cost,
            "out_of_sample": facts.kept,
            "neighbours": parts.near.to_dict() if parts.near else None,
            "walk_forward": told(parts.walk),
            "look_ahead": parts.past.to_dict() if parts.past else None,
        }


def part(measured: Bootstrap | RandomEntries | CostStudy | None) -> Json | None:
    return asdict(measured) if measured else None


async def examine(
    best: Iteration,
    tried: Sequence[Iteration],
    earlier: int,
    market: Market,
    check: CheckCancelled,
    emit: Emit,
) -> Robustness:
    """`earlier`: how many variants were tried in runs before this one."""
    turn = await Turn.begin(emit, "StrategyAnalyst", "robustness", "Asking if the edge is real.")
    found = await measure(best.tested, tried, earlier, market.bars, check, turn)
    found = beside_grid(found, earlier, best.swept) if best.swept else found
    data = {"findings": [finding.to_dict() for finding in found.findings]}
    await turn.complete(found.text, data)
    return found


def beside_grid(found: Robustness, earlier: int, swept: Swept) -> Robustness:
    """The winner of a sweep: its neighbours, and its rivals, stand in the grid."""
    facts, tuned = replace(found.evidence, trials=len(swept) + earlier), swept.study.overfitting
    facts = replace(facts, pbo=tuned.pbo) if tuned else facts
    if around := swept.neighbours:
        reasons = {**facts.reasons, "neighbours": ""}
        facts = replace(facts, neighbours=around.share, reasons=reasons)
    return replace(found, evidence=facts, parts=replace(found.parts, near=None), swept=True)


async def measure(
    trial: Trial,
    tried: Sequence[Iteration],
    earlier: int,
    bars: list[Bars],
    check: CheckCancelled,
    turn: Turn,
) -> Robustness:
    """Part by part, each in a thread of its own, because the site must be heard of meanwhile.

    What comes too late is left out, and its question stays open.
    """
    done, late = trial.backtest, list[str]()
    returns, capital = daily(done)
    if not done.trades:
        return judged(trial, len(returns), len(tried), earlier, Measured())

    async def step(name: str, compute: Callable[[], T]) -> T | None:
        number = list(PARTS).index(name) + 1
        await turn.progress(f"Trying {PARTS[name]}.", number, len(PARTS))
        try:
            check()
            return await asyncio.to_thread(compute)
        except OutOfTime:
            late.append(name)
            return None

    reordered = partial(bootstrap, returns, capital=capital, per_year=per_year(done), check=check)
    histories = await step("histories", reordered)
    entries = await step("entries", lambda: at_random(done, bars, check))
    costs = await step("costs", lambda: at_higher_costs(done, bars, check))
    near = await step("neighbours", lambda: nearby(done, bars, check))
    walk = await step("walk_forward", lambda: walked(near))
    again = partial(engine.run, check_cancelled=check)
    past = await step("look_ahead", lambda: lookahead.check(done, bars, run=again))
    luck = replace(luck_of(returns, tried, earlier), ahead=ahead_of_holding(done))
    parts = Measured(luck, histories, entries, costs, near, walk, past)
    return judged(trial, len(returns), len(tried), earlier, parts, late)


def judged(
    trial: Trial,
    returns: int,
    tried: int,
    earlier: int,
    parts: Measured,
    late: Sequence[str] = (),
) -> Robustness:
    done, double = trial.backtest, parts.costs.at(2.0) if parts.costs else None
    kept, why = kept_of(trial)
    plan = done.plan
    evidence = Evidence(
        trades=done.positions,
        returns=returns,
        trials=tried + earlier,
        earlier=earlier,
        months=plan.months if plan else None,
        choices=plan.course.looks if plan and plan.kind == "rotation" else None,
        psr=parts.luck.psr,
        dsr=parts.luck.dsr,
        ahead=parts.luck.ahead,
        loss=parts.histories.loss if parts.histories else None,
        percentile=parts.entries.percentile if parts.entries else None,
        doubled=double.total_return if double else None,
        assumed_cost=None if pays(done.strategy) else ASSUMED_COST,
        kept=kept,
        neighbours=parts.near.around.share if parts.near and parts.near.around else None,
        efficiency=parts.walk.efficiency if parts.walk else None,
        reasons={"out_of_sample": why}
        | ({"entries": BY_CALENDAR} if plan else {})
        | why_not(parts.near, parts.walk)
        | dict.fromkeys(late, NO_TIME),
    )
    return Robustness(evidence, parts)


def per_year(done: Backtest) -> int:
    """How many of its daily (or weekly) returns make a year."""
    return min(DAYS_PER_YEAR, metrics.BARS_PER_YEAR[done.strategy.timeframe])


def daily(done: Backtest) -> tuple[FloatArray, float]:
    """Returns from one day's last close to the next, and the equity before them."""
    equity = done.equity[last_of_days(done.time)]
    return metrics.returns_of(equity), float(equity[0])


def luck_of(returns: FloatArray, tried: Sequence[Iteration], earlier: int = 0) -> Luck:
    """Every variant counts as a try, those of earlier runs too, of which the spread is not known:
    it is taken to be that of luck alone, or that of the variants of this run, if that is larger.
    """
    track = sharpe.track_of(returns)
    if track is None:
        return Luck()
    count, sharpes = trials_of(tried)
    by_luck = sharpe.spread_of([], track.bars)
    spread = max(by_luck, sharpe.spread_of(sharpes, track.bars))
    trials = count + earlier
    return Luck(
        psr=sharpe.probabilistic_sharpe(track),
        dsr=sharpe.deflated_sharpe(track, trials, spread),
        expected_max_sharpe=sharpe.expected_max_sharpe(trials, spread),
        min_track_record=sharpe.min_track_record(track),
    )


def ahead_of_holding(done: Backtest) -> float | None:
    """The confidence that the Sharpe ratio is above that of the benchmark, and above 0.

    What rises with the market has no edge of its own. The ratio of the benchmark is taken as known.
    """
    own, held = (
        sharpe.track_of(metrics.returns_of(equity[last_of_days(done.time)]))
        for equity in (done.equity, done.benchmark_equity)
    )
    if own is None:
        return None
    return sharpe.probabilistic_sharpe(own, max(0.0, held.sharpe if held else 0.0))


def trials_of(tried: Sequence[Iteration]) -> tuple[int, list[float]]:
    """How many variants were tried, and the Sharpe ratios of those that have one.

    Those of a sweep are of the part on which the variants competed, where they spread wider than
    on the whole period: that makes the allowance for luck a little larger, never smaller.
    """
    if swept := tried[0].swept:
        return len(swept), swept.sharpes
    tracks = [sharpe.track_of(daily(one.tested.backtest)[0]) for one in tried]
    return len(tried), [one.sharpe for one in tracks if one]


def at_random(done: Backtest, bars: list[Bars], check: CheckCancelled) -> RandomEntries | None:
    """None where trades are not simple ones: long, one at a time in each symbol, of one size."""
    strategy = done.strategy
    if not simple(strategy):
        return None
    series = [panel.bars for panel in engine.prepared(strategy, bars)]
    traded = [[one for one in done.trades if one.symbol == each.symbol] for each in series]
    pairs = zip(series, traded, strict=True)
    placings = [placing(each, trades, strategy) for each, trades in pairs]
    if any(one.free < 0 for one in placings) or any(one.side != "long" for one in done.trades):
        return None
    costs = Costs(strategy.commission, strategy.slippage, invested(strategy))
    real = np.mean([costs.compounded(gains(trades, strategy)) for trades in traded]) - 1
    return random_entries(placings, float(real), costs, check=check)


def simple(strategy: Strategy) -> bool:
    """Whether each trade takes the same part of the money, at costs that are fractions of it."""
    sizing = strategy.sizing
    amounts = (sizing.cash, sizing.quantity, sizing.risk, sizing.volatility, sizing.max_positions)
    fixed = strategy.commission_per_trade or strategy.commission_per_share
    borrowed = strategy.leverage > 1 or sizing.max_entries > 1
    return not (strategy.portfolio or strategy.partial_exits or fixed or borrowed or any(amounts))


def placing(bars: Bars, trades: Sequence[Trade], strategy: Strategy) -> Placing:
    at_close = strategy.fill == "close"
    steps = np.array([held(trade, at_close=at_close) for trade in trades], np.intp)
    return placing_of(bars.open, bars.close, steps, at_close=at_close)


def held(trade: Trade, *, at_close: bool) -> int:
    """Steps between prices: one at least, and one more from the last open to the last close."""
    return max(1, trade.bars + (trade.is_open and not at_close))


def gains(trades: Sequence[Trade], strategy: Strategy) -> FloatArray:
    """What each trade made of 1, the commission of its entry included."""
    returns = np.array([trade.return_ for trade in trades], np.float64)
    return 1 + returns / (1 + strategy.commission)


def invested(strategy: Strategy) -> float:
    """How much of a symbol's equal part of the money goes into a trade."""
    fraction = strategy.sizing.fraction
    return 1.0 if fraction is None else min(1.0, fraction * len(strategy.symbols))


def at_higher_costs(done: Backtest, bars: list[Bars], check: CheckCancelled) -> CostStudy:
    """Twice and four times what was stated; where nothing was, of an assumed commission."""
    strategy = done.strategy
    base = 1.0 if pays(strategy) else 0.0

    def figures(factor: float) -> Figures:
        if factor == base:
            return done.metrics
        return engine.run(dearer(strategy, factor), bars, check_cancelled=check).metrics

    return higher_costs.costs(figures, (base, *FACTORS[1:]))


def dearer(strategy: Strategy, factor: float) -> Strategy:
    costs = {name: getattr(strategy, name) for name in COSTS}
    if not pays(strategy):
        costs["commission"] = ASSUMED_COST
    most = {"commission": MOST, "slippage": MOST}
    raised = {name: min(most.get(name, np.inf), cost * factor) for name, cost in costs.items()}
    return strategy.model_copy(update=raised)


def trades_freely(strategy: Strategy) -> bool:
    """Whether orders cost nothing; what is borrowed may."""
    return not any(getattr(strategy, name) for name in COSTS if name != "borrow_cost")


def pays(strategy: Strategy) -> bool:
    return any(getattr(strategy, name) for name in COSTS)
