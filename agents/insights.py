"""The insights generator: which charts show the strategy, and the verdict in plain words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from agents.analyst import Finding
from agents.asking import LanguageModel
from agents.backtest_runner import Market, Trial
from agents.events import Emit, Json
from agents.jsonable import drawn, series
from agents.language.reading import Reading
from agents.narrator import narrate
from agents.refine import Iteration
from agents.robustness import Robustness
from agents.turn import Turn
from agents.verdict import Verdict, verdict_of
from agents.words import plural
from agents.zones import zones_of
from backtests.engine.backtest import prepared
from backtests.engine.bars import FloatArray
from backtests.engine.describe import describe, name_of
from backtests.engine.explain import explain
from backtests.engine.indicators import INDICATORS
from backtests.engine.signals import Panel
from backtests.engine.strategy import Indicator, Number, Operand, Price


@dataclass(frozen=True)
class Insights:
    """What the page shows beside the figures."""

    verdict: Verdict
    findings: list[Finding]
    prices: Json
    indicators: list[Json]
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
    data = {"warnings": found.verdict.warnings, "charts": charts(found)}
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
        indicators_of(tested, panels),
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


def charts(found: Insights) -> list[str]:
    """The charts by name, without their points."""
    return ["equity", "price", "drawdown", *dict.fromkeys(one["label"] for one in found.indicators)]


def candles(panel: Panel) -> list[list[object]]:
    bars = panel.bars
    return series(bars.time, drawn(bars.open), drawn(bars.high), drawn(bars.low), drawn(bars.close))


def indicators_of(tested: Trial, panels: Iterable[Panel]) -> list[Json]:
    """One series for each operand of the conditions and each symbol, with its limits."""
    strategy = tested.backtest.strategy
    zones = zones_of(strategy)
    return [
        {
            "label": name_of(operand),
            "symbol": panel.bars.symbol,
            "panel": pane_of(operand, panel.bars.symbol),
            "group": group_of(operand, panel.bars.symbol),
            "thresholds": sorted({zone.level for zone in zones.get(operand.key, ())}),
            "zones": [zone.to_dict() for zone in zones.get(operand.key, ())],
            "values": series(panel.bars.time, drawn(panel.series(operand))),
        }
        for panel in panels
        for operand in drawable(strategy.operands, panel.bars.symbol)
    ]


def drawable(operands: Iterable[Operand], symbol: str = "") -> list[Operand]:
    """What is worth a line, once each: the plain close is on the price chart already."""
    plain = {Price().key, Price(symbol=symbol).key if symbol else ""}
    found = {one.key: one for one in operands if not isinstance(one, Number)}
    return [operand for key, operand in found.items() if key not in plain]


def elsewhere(operand: Operand, symbol: str) -> str | None:
    """The symbol that it looks at, if that is another one."""
    other = None if isinstance(operand, Number) else operand.symbol
    return other if other != symbol else None


def over_price(operand: Operand) -> bool:
    match operand:
        case Price():
            return operand.field != "volume"
        case Indicator():
            return INDICATORS[operand.name].over_price(operand.output)
        case _:
            return False


def pane_of(operand: Operand, symbol: str) -> str:
    """Another symbol's prices have a scale of their own."""
    return "price" if over_price(operand) and not elsewhere(operand, symbol) else "own"


def group_of(operand: Operand, symbol: str) -> str:
    """Series of one group share a panel: the lines of one MACD, volume and its mean."""
    other = elsewhere(operand, symbol)
    if over_price(operand):
        return f"{other} price" if other else "price"
    if isinstance(operand, Price) or getattr(operand, "name", "") == "VOLUME_MEAN":
        return f"{other} volume" if other else "volume"
    if isinstance(operand, Indicator):
        return name_of(operand).removesuffix(f" {operand.output.replace('_', ' ')}")
    return name_of(operand)


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
