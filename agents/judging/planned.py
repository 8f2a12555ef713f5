"""How a plan is told: by its months and by what it bought, where others are told by trades."""

from __future__ import annotations

from collections.abc import Iterator

from agents.events import Json
from agents.words import plural, share
from backtests.engine.backtest import Backtest
from backtests.engine.plans import Plan, day
from backtests.engine.strategy import Weights


def count_of(done: Backtest) -> str:
    """What there was most to count: purchases, rebalancings, or trades."""
    bought = len(done.plan.course.bought) if done.plan else 0
    if done.plan and done.plan.kind == "purchases":
        return plural(bought, "purchase")
    if done.plan and done.plan.kind == "weights" and bought > 1:
        return plural(bought - 1, "rebalancing")
    return plural(int(done.metrics["trades"] or 0), "trade")


def is_holding(done: Backtest) -> bool:
    """All of the money in one symbol from the first day on, as the benchmark has it."""
    plan, name = done.strategy.portfolio, done.strategy.benchmark
    alone = isinstance(plan, Weights) and plan.weights == {done.strategy.symbols[0]: 1.0}
    return alone and name in (None, done.strategy.symbols[0])


def course(done: Backtest) -> Iterator[str]:
    """One sentence on how a plan went; none of other strategies."""
    if done.plan and len(done.plan.course.bought):
        yield {"purchases": purchases, "weights": weights, "rotation": rotation}[done.plan.kind](
            done, done.plan
        )


def purchases(done: Backtest, plan: Plan) -> str:
    """Buy and hold has all of the money at work at once, so the two are not alike."""
    bought = plan.course.bought
    first, last = day(done.time, bought[0]), day(done.time, bought[-1])
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return (
        f"It made {plural(len(bought), 'purchase')}, {when}: on average "
        f"{share(plan.course.invested)} of the money was invested, where "
        f"{done.strategy.benchmark_name} invests all of it at the start."
    )


def weights(done: Backtest, plan: Plan) -> str:
    begun, again = day(done.time, plan.course.bought[0]), len(plan.course.bought) - 1
    if not again:
        return f"It bought on {begun} and kept what it bought."
    return f"It bought on {begun} and rebalanced {plural(again, 'time')} in {length(plan)}."


def rotation(done: Backtest, plan: Plan) -> str:
    looks, traded = plan.course.looks, len(plan.course.bought)
    return f"It chose {plural(looks, 'time')} in {length(plan)}, and traded at {traded:,} of them."


def length(plan: Plan) -> str:
    return plural(plan.months, "month") if plan.months else "less than a month"


def to_dict(done: Backtest) -> Json | None:
    """`bought`: purchases, or times that it traded to its weights; `missed`: those that the money,
    or the amount, did not allow; `looks`: how often it decided.
    """
    if done.plan is None:
        return None
    course = done.plan.course
    return {
        "kind": done.plan.kind,
        "months": done.plan.months,
        "bought": len(course.bought),
        "missed": len(course.short) + len(course.small),
        "looks": course.looks,
        "invested": course.invested,
    }
