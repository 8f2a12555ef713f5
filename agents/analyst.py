"""The strategy analyst: fixed rules over the figures of a backtest, each with its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

from agents.backtest_runner import Trial
from agents.events import Emit, Json
from agents.turn import Turn
from agents.words import percent, plural, share
from backtests.engine.metrics import Figures

Severity = Literal["bad", "borderline", "weak"]
Code = Literal[
    "no_trades",
    "too_few_trades",
    "few_trades",
    "low_win_rate",
    "under_buy_and_hold",
    "low_sharpe",
    "deep_drawdown",
    "low_profit_factor",
]

TOO_FEW_TRADES = 3
FEW_TRADES = 5
WIN_RATE = 0.4
SHARPE = 0.5
DRAWDOWN = -0.3
PROFIT_FACTOR = 1.0


@dataclass(frozen=True)
class Finding:
    """A rule that the figures break: the value, and the limit that it was held against."""

    code: Code
    severity: Severity
    text: str
    metric: str
    value: float
    limit: float

    def to_dict(self) -> Json:
        return asdict(self)


@dataclass(frozen=True)
class Review:
    """Findings on the whole period, and those on its first part, from which variants follow."""

    findings: list[Finding]
    in_sample: list[Finding]

    def to_dict(self) -> Json:
        return {
            "findings": [finding.to_dict() for finding in self.findings],
            "in_sample": [finding.to_dict() for finding in self.in_sample],
        }


async def review(tested: Trial, iteration: int, emit: Emit) -> Review:
    turn = await Turn.begin(
        emit, "StrategyAnalyst", "review", "Holding the figures against the rules.", iteration
    )
    whole, early = tested.backtest, tested.in_sample
    name = whole.strategy.benchmark_name
    found = Review(
        findings_of(whole.metrics, whole.benchmark, name),
        findings_of(early.metrics, early.benchmark, name) if early else [],
    )
    await turn.complete(summary(found.findings), found.to_dict())
    return found


def summary(findings: list[Finding]) -> str:
    if not findings:
        return "No rule is broken."
    texts = " ".join(finding.text for finding in findings)
    return f"{plural(len(findings), 'finding')}: {texts}"


def findings_of(figures: Figures, benchmark: Figures, name: str = "buy and hold") -> list[Finding]:
    """Without a trade there is nothing else to judge."""
    counted = list(trade_count(int(figures["trades"] or 0)))
    if not figures["trades"]:
        return counted
    return [*counted, *quality(figures), *against_holding(figures, benchmark, name)]


def trade_count(trades: int) -> Iterator[Finding]:
    if trades == 0:
        text = "It never traded."
        yield Finding("no_trades", "bad", text, "trades", 0, TOO_FEW_TRADES)
    elif trades < TOO_FEW_TRADES:
        text = f"Only {plural(trades, 'trade')}; fewer than {TOO_FEW_TRADES} say nothing."
        yield Finding("too_few_trades", "bad", text, "trades", trades, TOO_FEW_TRADES)
    elif trades <= FEW_TRADES:
        text = f"Only {plural(trades, 'trade')}; {FEW_TRADES} or fewer say little."
        yield Finding("few_trades", "borderline", text, "trades", trades, FEW_TRADES)


def quality(figures: Figures) -> Iterator[Finding]:
    """Held against the limits as they are told, so that nothing of 0.50 is under 0.50."""
    won, sharpe = figures["win_rate"], figures["sharpe"]
    deepest, factor = figures["max_drawdown"], figures["profit_factor"]
    if won is not None and round(won, 3) < WIN_RATE:
        text = f"{share(won)} of the closed trades gained; that is under {share(WIN_RATE)}."
        yield weak("low_win_rate", text, "win_rate", won, WIN_RATE)
    if sharpe is not None and round(sharpe, 2) < SHARPE:
        text = f"The Sharpe ratio is {sharpe:.2f}; that is under {SHARPE:.2f}."
        yield weak("low_sharpe", text, "sharpe", sharpe, SHARPE)
    if deepest is not None and round(deepest, 3) < DRAWDOWN:
        text = f"{share(-deepest)} were lost from a peak; that is over {share(-DRAWDOWN)}."
        yield weak("deep_drawdown", text, "max_drawdown", deepest, DRAWDOWN)
    if factor is not None and round(factor, 2) < PROFIT_FACTOR:
        text = f"The profit factor is {factor:.2f}: losers lost more than winners gained."
        yield weak("low_profit_factor", text, "profit_factor", factor, PROFIT_FACTOR)


def against_holding(figures: Figures, benchmark: Figures, name: str) -> Iterator[Finding]:
    gained, held = figures["total_return"], benchmark["total_return"]
    if gained is not None and held is not None and round(gained, 3) < round(held, 3):
        text = f"It returned {percent(gained)}; {name} returned {percent(held)}."
        yield weak("under_buy_and_hold", text, "total_return", gained, held)


def weak(code: Code, text: str, metric: str, value: float, limit: float) -> Finding:
    return Finding(code, "weak", text, metric, value, limit)
