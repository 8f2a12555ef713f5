"""The supervisor: reads as the story of a run.

check -> present -> load -> (test -> review -> refine) up to n times -> doubt -> explain -> suggest.
A strategy with ranges is swept instead of refined, and its best variant tested and reviewed.
It says what happens through `emit`; how the run ended is the caller's to say.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents import analyst, backtest_runner, clarifier, insights, strategist
from agents.backtest_runner import CheckCancelled, LoadBars, Market, Trial
from agents.budget import Budget, Clock, OutOfTime
from agents.errors import AgentFailure, Cancelled
from agents.events import Emit, IterationStarted, Json, Refined
from agents.jsonable import jsonable
from agents.judging import robustness
from agents.language.reading import Reading
from agents.language_model import advising
from agents.language_model.asking import LanguageModel
from agents.refining import refine, suggest, sweeping
from agents.refining.knobs import free_knobs
from agents.refining.refine import Iteration, Variant
from agents.report import result_of
from agents.turn import Turn
from agents.words import plural
from backtests.engine.strategy import Strategy

__all__ = ["AgentFailure", "Cancelled", "Emit", "LoadBars", "RunRequest", "run"]

# The parts of its time by which a run has doubted and looked for ideas, done or not.
DOUBTED, SUGGESTED = 0.8, 0.9
NO_TIME = (
    "No time for another iteration: with what follows it, the run would take more than ten minutes."
)


@dataclass(frozen=True)
class RunRequest:
    """What to test: a reading and its strategy, as JSON. One iteration means: exactly as read.

    `earlier_tries`: how many other variants the same person has seen on the same symbols before.
    """

    reading: Json
    strategy: Json
    max_iterations: int = 5
    source: str | None = None
    step_delay: float = 0
    earlier_tries: int = 0


@dataclass(frozen=True)
class Run:
    """What every step of a run needs to know."""

    reading: Reading
    request: RunRequest
    emit: Emit
    budget: Budget
    model: LanguageModel | None

    async def step(self) -> None:
        """Between two agents: the moment to be slow, if asked for, and to be cancelled."""
        await self.budget.pause(self.request.step_delay)


async def run(
    request: RunRequest,
    *,
    emit: Emit,
    load_bars: LoadBars,
    check_cancelled: CheckCancelled,
    model: LanguageModel | None = None,
    clock: Clock = time.monotonic,
) -> Json:
    """The result as JSON. Raises Cancelled, or AgentFailure where there can be no result.

    A `model` helps to word what was found, and fails without harm; it decides nothing.
    """
    strategy = Strategy.model_validate(request.strategy)
    reading = Reading.model_validate(request.reading)
    job = Run(reading, request, emit, Budget(check_cancelled, clock), model)
    await job.step()
    turn = await Turn.begin(emit, "Supervisor", "run", plan(job, strategy))
    await job.step()
    await clarifier.check(reading, emit)
    await job.step()
    await strategist.present(reading, strategy, emit)
    await job.step()
    market = await backtest_runner.load(strategy, request.source, load_bars, job.budget, emit)
    if strategy.ranges:
        tried = [await sweep(job, strategy, market)]
    else:
        tried = await iterate(job, strategy, market, turn)
    best = refine.kept_of(tried)
    await job.step()
    earlier, in_time = request.earlier_tries, job.budget.until(DOUBTED)
    doubted = await robustness.examine(best, tried, earlier, market, in_time, emit)
    await job.step()
    found = await insights.gather(best, tried, market, reading, doubted, emit, model)
    await job.step()
    next_ones = await suggest_next(job, tried, market)
    job.budget()
    count = len(best.swept) if best.swept else len(tried)
    await turn.complete(decision(best, tried), {"best_iteration": best.n, "tried": count})
    spent = model.spent() if model else None
    result = await asyncio.to_thread(
        result_of, best, tried, market, reading, found, doubted, next_ones
    )
    return {**result, "language_model": spent}


async def suggest_next(job: Run, tried: Sequence[Iteration], market: Market) -> suggest.Next:
    """Ideas for the strategy as it was read, which is what a change in words starts from."""
    read, ran = tried[0], [one.variant.strategy for one in tried]
    turn = await Turn.begin(job.emit, "StrategyAnalyst", "suggest", "Looking for what to try next.")
    own = await advising.ideas(read, market.bars, job.model, job.emit)
    in_time = job.budget.until(SUGGESTED)
    try:
        ideas = await asyncio.to_thread(suggest.suggestions, read, market.bars, in_time, own, ran)
    except OutOfTime:
        ideas = suggest.Next([], 0, late=True)
    data = {"suggestions": jsonable([one.to_dict() for one in ideas.ideas])}
    await turn.complete(str(ideas), data)
    return ideas


async def sweep(job: Run, strategy: Strategy, market: Market) -> Iteration:
    """All variants on the first part of the period, then the best of them on all of it.

    Where no part was set aside, the choice has seen everything, and nothing counts as unseen.
    """
    await job.step()
    swept = await sweeping.sweep(strategy, market, job.budget, job.emit)
    await job.step()
    await job.emit(began(1, 1, f"The best variant on the whole period: {swept.winner}."))
    done = await iteration(job, refine.winner_of(swept), market, 1)
    tested = done.tested if swept.split else Trial(done.tested.backtest)
    return replace(done, tested=tested, swept=swept)


async def iterate(job: Run, strategy: Strategy, market: Market, turn: Turn) -> list[Iteration]:
    """The strategy as read, then variants, until there is a reason to stop."""
    tried: list[Iteration] = []
    variant, most, longest = Variant(strategy), most_of(job, strategy), 0.0
    while True:
        n, began_at = len(tried) + 1, job.budget.spent
        await job.step()
        known = f" of at most {most}" if most > 1 else ""
        await job.emit(began(n, most, f"Iteration {n}{known}: {variant}."))
        tried.append(await iteration(job, variant, market, n))
        reason = refine.why_not(tried, job.reading, job.request.max_iterations)
        following = None if reason else await refined_from(job, tried, market)
        longest = max(longest, job.budget.spent - began_at)
        if following and not job.budget.allows(longest):
            following, reason = None, NO_TIME
        if following is None:
            told = reason or "No untried change follows from what was found."
            await turn.progress(told, len(tried), most)
            return tried
        variant = following
        await job.step()
        await job.emit(refined(variant, len(tried) + 1))


def most_of(job: Run, strategy: Strategy) -> int:
    """How many iterations there may be: only one where no number is free."""
    return job.request.max_iterations if free_knobs(strategy, job.reading) else 1


async def refined_from(job: Run, tried: list[Iteration], market: Market) -> Variant | None:
    """In a thread, because the site must be heard of while rules are looked at again and again."""
    return await asyncio.to_thread(refine.next_variant, tried, job.reading, market.bars, job.budget)


async def iteration(job: Run, variant: Variant, market: Market, n: int) -> Iteration:
    await job.step()
    tested = await backtest_runner.backtest(variant.strategy, market, n, job.budget, job.emit)
    await job.step()
    return Iteration(n, variant, tested, await analyst.review(tested, n, job.emit))


def began(n: int, most: int, message: str) -> IterationStarted:
    data = {"n": n, "max_iterations": most}
    return IterationStarted(message=message, agent="Supervisor", iteration=n, data=data)


def refined(variant: Variant, n: int) -> Refined:
    """All that differs from the strategy as read, and why what is new is tried."""
    return Refined(
        message=f"To try next: {variant}. {variant.changes[-1].why}",
        agent="Supervisor",
        iteration=n,
        action="refine",
        data={"changes": [change.to_dict() for change in variant.changes]},
    )


def plan(job: Run, strategy: Strategy) -> str:
    symbols, variants = ", ".join(strategy.symbols), most_of(job, strategy) - 1
    if strategy.ranges:
        return f"Testing {symbols} in {plural(strategy.count, 'variant')}."
    if variants:
        return f"Testing {symbols} as read, then up to {plural(variants, 'variant')}."
    return f"Testing {symbols} exactly as read."


def decision(best: Iteration, tried: list[Iteration]) -> str:
    if best.swept:
        return f"The result is that of the best of {plural(len(best.swept), 'variant')}."
    if len(tried) == 1:
        return "The result is that of the strategy as it was read."
    kept = "the strategy as it was read" if best.n == 1 else f"iteration {best.n}"
    return f"Kept {kept}, the best of {plural(len(tried), 'iteration')}."
