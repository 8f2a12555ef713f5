"""The strategy analyst: fixed rules over the figures of a backtest, each with its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

from agents.backtest_runner import Sample, Trial
from agents.events import Emit, Json
from agents.judging.planned import length
from agents.turn import Turn
from agents.words import percent, plural, ratio, share
from backtests.engine.metrics import Figures
from backtests.engine.plans import Plan
from backtests.engine.robustness.judgement import ENOUGH_MONTHS

Severity = Literal["bad", "borderline", "weak"]
Code = Literal[
    "account_lost",
    "costs",
    "no_trades",
    "too_few_trades",
    "few_trades",
    "too_few_months",
    "few_months",
    "too_few_purchases",
    "few_purchases",
    "too_few_choices",
    "few_choices",
    "low_win_rate",
    "under_buy_and_hold",
    "low_sharpe",
    "deep_drawdown",
    "low_profit_factor",
]

TOO_FEW_TRADES = 3
FEW_TRADES = 5
# Of plans, which are in by design: a year is one season, and the robustness rules want three.
TOO_FEW_MONTHS = 12
FEW_MONTHS = ENOUGH_MONTHS
WIN_RATE = 0.4
SHARPE = 0.5
DRAWDOWN = -0.3
# Of the money there was at the start: nothing is left.
LOST = -1.0
# Costs that take so much of the money at the start, and most of what was lost, are what lost it.
DEAR, MOST = 0.2, 0.5
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
        findings_of(whole.metrics, whole.benchmark, name, whole.plan),
        early_findings(early, name, whole.plan) if early else [],
    )
    await turn.complete(summary(found.findings), found.to_dict())
    return found


def summary(findings: list[Finding]) -> str:
    if not findings:
        return "No rule is broken."
    texts = " ".join(finding.text for finding in findings)
    return f"{plural(len(findings), 'finding')}: {texts}"


def early_findings(early: Sample, name: str, plan: Plan | None) -> list[Finding]:
    """That a plan has few months there is no weakness: no other number would bring more."""
    found = findings_of(early.metrics, early.benchmark, name)
    counts = plan is None or not early.metrics["trades"]
    return [one for one in found if counts or one.metric != "trades"]


def findings_of(
    figures: Figures, benchmark: Figures, name: str = "buy and hold", plan: Plan | None = None
) -> list[Finding]:
    """Without a trade there is nothing else to judge."""
    trades = int(figures["trades"] or 0)
    counted = list(plan_count(plan) if plan and trades else trade_count(trades))
    if not trades:
        return counted
    broken = [*ruin(figures), *dear(figures), *quality(figures)]
    return [*counted, *broken, *against_holding(figures, benchmark, name)]


def is_lost(figures: Figures) -> bool:
    """Whether all of the money was lost, or more; a Sharpe ratio says nothing of such a run."""
    return (figures["total_return"] or 0.0) <= LOST


def ruin(figures: Figures) -> Iterator[Finding]:
    if is_lost(figures):
        gained = figures["total_return"] or 0.0
        text = f"The account was lost: it returned {percent(gained)}."
        yield Finding("account_lost", "bad", text, "total_return", gained, LOST)


def dear(figures: Figures) -> Iterator[Finding]:
    """Where the costs are most of what was lost."""
    gained, costs = figures["total_return"] or 0.0, figures.get("costs_paid") or 0.0
    capital = (figures.get("final_equity") or 0.0) / (1 + gained) if gained > LOST else 0.0
    paid = costs / capital if capital > 0 else 0.0
    if gained < 0 and paid >= max(DEAR, MOST * -gained):
        text = f"Costs took {share(paid)} of the starting capital; {share(-gained)} were lost."
        yield weak("costs", text, "costs_paid", paid, DEAR)


def plan_count(plan: Plan) -> Iterator[Finding]:
    """By its months, and by what it did on its own account in them."""
    if plan.months < TOO_FEW_MONTHS:
        text = f"Only {length(plan)}; fewer than {TOO_FEW_MONTHS} months say nothing."
        yield Finding("too_few_months", "bad", text, "months", plan.months, TOO_FEW_MONTHS)
    elif plan.months < FEW_MONTHS:
        text = f"Only {length(plan)}; fewer than {FEW_MONTHS} months say little."
        yield Finding("few_months", "borderline", text, "months", plan.months, FEW_MONTHS)
    if plan.kind == "purchases":
        bought = len(plan.course.bought)
        yield from few(bought, "purchase", "too_few_purchases", "few_purchases")
    elif plan.kind == "rotation":
        yield from few(plan.course.looks, "choice", "too_few_choices", "few_choices")


def trade_count(trades: int) -> Iterator[Finding]:
    if trades == 0:
        text = "It never traded."
        yield Finding("no_trades", "bad", text, "trades", 0, TOO_FEW_TRADES)
    else:
        yield from few(trades, "trade", "too_few_trades", "few_trades")


def few(number: int, noun: str, bad: Code, borderline: Code) -> Iterator[Finding]:
    """The same limits for all that is counted."""
    told = f"Only {plural(number, noun)};"
    if number < TOO_FEW_TRADES:
        text = f"{told} fewer than {TOO_FEW_TRADES} say nothing."
        yield Finding(bad, "bad", text, f"{noun}s", number, TOO_FEW_TRADES)
    elif number <= FEW_TRADES:
        text = f"{told} {FEW_TRADES} or fewer say little."
        yield Finding(borderline, "borderline", text, f"{noun}s", number, FEW_TRADES)


def quality(figures: Figures) -> Iterator[Finding]:
    """Held against the limits as they are told, so that nothing of 0.50 is under 0.50."""
    won, sharpe = figures["win_rate"], figures["sharpe"]
    deepest, factor = figures["max_drawdown"], figures["profit_factor"]
    if won is not None and round(won, 3) < WIN_RATE:
        text = f"{share(won)} of the closed trades gained; that is under {share(WIN_RATE)}."
        yield weak("low_win_rate", text, "win_rate", won, WIN_RATE)
    if sharpe is not None and round(sharpe, 2) < SHARPE:
        text = f"The Sharpe ratio is {ratio(sharpe)}; that is under {SHARPE:.2f}."
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
