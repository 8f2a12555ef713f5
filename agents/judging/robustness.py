"""The examination of the kept iteration, question by question, and what the answers mean."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TypeVar

from agents.backtest_runner import CheckCancelled, Market, Trial
from agents.budget import OutOfTime
from agents.events import Emit, Json
from agents.judging.costs import ASSUMED_COST, at_higher_costs, pays
from agents.judging.entries import at_random
from agents.judging.luck import Luck, ahead_of_holding, daily, luck_of, per_year
from agents.judging.nearby import Nearby, nearby, told, walked, why_not
from agents.judging.planned import is_holding
from agents.judging.unseen import kept_of
from agents.refining.refine import Iteration
from agents.refining.sweeping import Swept
from agents.turn import Turn
from backtests.engine import backtest as engine
from backtests.engine import lookahead
from backtests.engine.bars import Bars
from backtests.engine.lookahead import SelfCheck
from backtests.engine.robustness.bootstrap import Bootstrap, bootstrap
from backtests.engine.robustness.costs import CostStudy
from backtests.engine.robustness.judgement import Evidence, Finding, Name, judge, overall
from backtests.engine.robustness.random_entries import (
    RandomEntries,
)
from backtests.engine.robustness.walkforward import Walk

T = TypeVar("T")

# What every run asks.
ASKED: tuple[Name, ...] = (
    "luck", "tries", "holding", "histories", "entries", "costs", "out_of_sample", "neighbours",
    "walk_forward",
)  # fmt: skip
# What a sweep is asked besides.
OF_SWEEPS: tuple[Name, ...] = (*ASKED, "overfitting")
PARTS = {
    "histories": "its days in another order",
    "entries": "random entries",
    "costs": "higher costs",
    "neighbours": "slightly different numbers",
    "walk_forward": "them again and again on what came next",
    "look_ahead": "its past without what came later",
}
BY_CALENDAR = "its moments are set by the calendar"
ITSELF = "it is the benchmark itself"
NO_TIME = "the time of the run was used up"


@dataclass(frozen=True)
class Measured:
    """What each part of the examination found; None where it could not be asked."""

    luck: Luck = field(default_factory=Luck)
    histories: Bootstrap | None = None
    entries: RandomEntries | None = None
    costs: CostStudy | None = None
    near: Nearby | None = None
    walk: Walk[int] | None = None
    past: SelfCheck | None = None


@dataclass(frozen=True)
class Robustness:
    """What was measured, and what it means. `itself`: it is what others are compared with."""

    evidence: Evidence
    parts: Measured
    swept: bool = False
    itself: bool = False

    @property
    def findings(self) -> list[Finding]:
        return judge(self.evidence, OF_SWEEPS if self.swept else ASKED)

    @property
    def holds(self) -> bool:
        """Whether every question was answered, and none against it."""
        return bool(self.findings) and all(one.state == "passed" for one in self.findings)

    @property
    def text(self) -> str:
        if self.evidence.lost:
            return "The account was lost, so there is no edge to ask about."
        if self.itself:
            return "There is no rule in it whose edge could be judged."
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
    plan, itself = done.plan, is_holding(done)
    evidence = Evidence(
        trades=done.positions,
        returns=returns,
        trials=tried + earlier,
        earlier=earlier,
        months=plan.months if plan else None,
        choices=plan.course.looks if plan and plan.kind == "rotation" else None,
        lost=done.lost is not None,
        psr=parts.luck.psr,
        dsr=parts.luck.dsr,
        ahead=None if itself else parts.luck.ahead,
        loss=parts.histories.loss if parts.histories else None,
        percentile=parts.entries.percentile if parts.entries else None,
        doubled=double.total_return if double else None,
        assumed_cost=None if pays(done.strategy) else ASSUMED_COST,
        kept=kept,
        neighbours=parts.near.around.share if parts.near and parts.near.around else None,
        efficiency=parts.walk.efficiency if parts.walk else None,
        reasons={"out_of_sample": why}
        | ({"holding": ITSELF} if itself else {})
        | ({"entries": BY_CALENDAR} if plan else {})
        | why_not(parts.near, parts.walk)
        | dict.fromkeys(late, NO_TIME),
    )
    return Robustness(evidence, parts, itself=itself)
