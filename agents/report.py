"""The result of a run as plain JSON, as every other program reads it."""

from __future__ import annotations

from collections.abc import Sequence

from agents.backtest_runner import Market, Sample
from agents.events import Json
from agents.insights import Insights
from agents.jsonable import jsonable, outline, series
from agents.judging import planned
from agents.judging.robustness import Robustness
from agents.language.reading import Reading
from agents.refining import sweeping
from agents.refining.refine import Iteration
from agents.refining.suggest import Next
from backtests.engine import ENGINE_VERSION
from backtests.engine.backtest import Backtest
from backtests.engine.describe import describe
from backtests.engine.metrics import drawdown
from backtests.engine.periods import Drawdown, deepest_drawdowns, period_returns
from backtests.engine.trades import iso


def result_of(
    best: Iteration,
    tried: Sequence[Iteration],
    market: Market,
    reading: Reading,
    insights: Insights,
    robustness: Robustness,
    suggested: Next,
) -> Json:
    done = best.tested.backtest
    facts = {
        "strategy": done.strategy.model_dump(mode="json"),
        "sentence": describe(done.strategy),
        "iterations": [told(one, kept=one is best) for one in tried],
        "best_iteration": best.n,
        "metrics": done.metrics,
        "plan": planned.to_dict(done),
        "benchmark": done.benchmark,
        "trades": [trade.to_dict() for trade in done.trades],
        "robustness": robustness.to_dict(),
        "data": market.cards,
        "engine_version": ENGINE_VERSION,
        "reading": reading.model_dump(mode="json"),
        "suggestions": [one.to_dict() for one in suggested.ideas],
        "ideas_tested": suggested.tested,
    }
    grid = swept(best, robustness)
    return {
        **jsonable(facts | calendar(done)),
        "sweep": jsonable(grid),
        **shown(insights),
        **curves(done),
    }


def swept(best: Iteration, robustness: Robustness) -> Json | None:
    """The grid, with how probable it is that its winner was found by luck or by tuning."""
    if best.swept is None:
        return None
    doubts = {"pbo": robustness.evidence.pbo, "dsr": robustness.parts.luck.dsr}
    return {**sweeping.to_dict(best.swept), **doubts}


def told(iteration: Iteration, *, kept: bool) -> Json:
    tested, variant = iteration.tested, iteration.variant
    return {
        "n": iteration.n,
        "strategy": variant.strategy.model_dump(mode="json"),
        "changes": [change.to_dict() for change in variant.changes],
        "metrics": tested.backtest.metrics,
        "in_sample": part(tested.in_sample),
        "out_of_sample": part(tested.out_of_sample),
        "findings": iteration.review.to_dict()["findings"],
        "kept": kept,
        "equity": [] if kept else outline(tested.backtest.time, tested.backtest.equity),
    }


def part(sample: Sample | None) -> Json | None:
    return sample.to_dict() if sample else None


def shown(insights: Insights) -> Json:
    return {
        "verdict": insights.verdict.to_dict(),
        "headline": insights.verdict.headline,
        "narrative": insights.narrative,
        "findings": jsonable([finding.to_dict() for finding in insights.findings]),
        "explanation": jsonable(insights.explanation),
        "prices": insights.prices,
        "indicators": insights.indicators,
        "charts": jsonable(insights.charts),
        "distances": insights.distances,
    }


def curves(done: Backtest) -> Json:
    return {
        "equity": series(done.time, done.equity),
        "benchmark_equity": series(done.time, done.benchmark_equity),
        "drawdown": series(done.time, drawdown(done.equity, done.strategy.initial_capital)),
    }


def calendar(done: Backtest) -> Json:
    """Months, years and the deepest drawdowns."""
    told = done.time, done.equity, done.strategy.initial_capital
    return {
        "monthly_returns": [list(one) for one in period_returns(*told, "M")],
        "yearly_returns": [list(one) for one in period_returns(*told, "Y")],
        "worst_drawdowns": [drawdown_of(one) for one in deepest_drawdowns(*told)],
    }


def drawdown_of(one: Drawdown) -> Json:
    return {
        "start": iso(one.start),
        "lowest": iso(one.lowest),
        "end": None if one.end is None else iso(one.end),
        "depth": one.depth,
        "bars": one.bars,
    }
