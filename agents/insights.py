"""The insights generator: which charts show the strategy, and the verdict in plain words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from agents.analyst import Finding
from agents.backtest_runner import Market, Trial
from agents.charting.atr_distances import Distances, distances_of
from agents.charting.charts import charts_of
from agents.charting.indicator_panels import drawable, indicators_of
from agents.events import Emit, Json
from agents.jsonable import drawn, series
from agents.judging.robustness import Robustness
from agents.judging.verdict import Verdict, verdict_of
from agents.language.reading import Reading
from agents.language_model.asking import LanguageModel
from agents.language_model.narrator import narrate
from agents.refining.refine import Iteration
from agents.turn import Turn
from agents.words import plural
from backtests.engine.backtest import prepared
from backtests.engine.bars import FloatArray
from backtests.engine.describe import describe
from backtests.engine.explain import explain
from backtests.engine.phrases import name_of
from backtests.engine.signals import Panel
from backtests.engine.strategy import Operand


@dataclass(frozen=True)
class Insights:
    """What the page shows beside the figures."""

    verdict: Verdict
    findings: list[Finding]
    prices: Json
    indicators: list[Json]
    charts: list[Json]
    distances: list[Distances]
    explanation: Json | None
    narrative: str | None = None


async def gather(
    best: Iteration,
    tried: list[Iteration],
    market: Market,
    reading: Reading,
    robustness: Robustness,
    emit: Emit,
    model: LanguageModel | None = None,
) -> Insights:
    turn = await Turn.begin(
        emit, "InsightsGenerator", "explain", "Choosing charts and weighing the result."
    )
    seen = await asyncio.to_thread(looked_at, best, tried, market, reading, robustness)
    told = await narrate(facts_of(best, tried, seen.verdict, robustness), model, emit)
    found = replace(seen, narrative=told)
    data = {"warnings": found.verdict.warnings, "charts": named(found)}
    await turn.complete(found.verdict.text, data)
    return found


def looked_at(
    best: Iteration,
    tried: list[Iteration],
    market: Market,
    reading: Reading,
    robustness: Robustness,
) -> Insights:
    """All but the narrative; a million bars take their time."""
    tested = best.tested
    strategy = tested.backtest.strategy
    panels = prepared(strategy, market.bars)
    explanation = None if tested.backtest.trades else explain(strategy, market.bars)
    blind = never_known(tested, panels)
    return Insights(
        verdict_of(best, tried, market, reading, robustness, explanation, blind),
        best.review.findings,
        {panel.bars.symbol: candles(panel) for panel in panels},
        indicators_of(strategy, panels),
        [one.to_dict() for one in charts_of(tested.backtest, panels)],
        distances_of(tested.backtest, panels),
        explanation,
    )


def facts_of(
    best: Iteration, tried: list[Iteration], verdict: Verdict, robustness: Robustness
) -> Json:
    """All that may be told of a run, and nothing that the user or a provider has worded."""
    done = best.tested.backtest
    told = ("total_return", "cagr", "sharpe", "max_drawdown", "trades", "win_rate", "exposure")
    return {
        "rules": describe(done.strategy),
        "verdict": verdict.text,
        "figures": {name: done.metrics[name] for name in told},
        "benchmark": {"name": done.strategy.benchmark_name}
        | {name: done.benchmark[name] for name in told[:4]},
        "findings": [finding.text for finding in best.review.findings],
        "edge_holds": robustness.holds,
        "variants_tried": len(best.swept) if best.swept else len(tried),
    }


def named(found: Insights) -> list[str]:
    """The charts in short, without their points."""
    return [str(one.get("group", one["kind"])) for one in found.charts]


def candles(panel: Panel) -> list[list[object]]:
    bars = panel.bars
    return series(bars.time, drawn(bars.open), drawn(bars.high), drawn(bars.low), drawn(bars.close))


def never_known(tested: Trial, panels: Iterable[Panel]) -> list[str]:
    """Operands without a single value: their window is longer than the tested period."""
    strategy = tested.backtest.strategy
    return list(missing(drawable(strategy.operands), panels))


def missing(operands: list[Operand], panels: Iterable[Panel]) -> Iterator[str]:
    for panel in panels:
        for operand in operands:
            if unknown(panel.series(operand)):
                bars = plural(len(panel.bars), "bar")
                yield (
                    f"{name_of(operand)} of {panel.bars.symbol} never had a value: it needs more "
                    f"than the {bars} of this period, or prices that move."
                )


def unknown(values: FloatArray) -> bool:
    return bool(np.isnan(values).all())
