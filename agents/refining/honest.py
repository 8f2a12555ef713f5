"""Ideas that make a test truer: what trading costs, all of the money or history that it takes,
whole shares, and the neighbours of a number. They need not better the figures.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from agents.analyst import Code
from agents.changing.amending import NotAmended, amend
from agents.changing.calling import amount
from agents.judging.costs import trades_freely
from agents.judging.planned import count_of
from agents.language.spreads.varied import Found, numbers_of
from agents.refining.knobs import Knob, knobs
from agents.refining.refine import Iteration, side_costs
from agents.refining.suggestion import Suggestion
from agents.words import plural, share
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy

USUAL_COMMISSION, USUAL_SLIPPAGE = "0.1%", "0.05%"
# Of an order, more than any broker takes.
UNUSUAL = 0.02
FEW: frozenset[Code] = frozenset({"no_trades", "too_few_trades", "few_trades"})


def truer(read: Iteration, broken: set[Code], bars: Sequence[Bars]) -> Iterator[Suggestion]:
    """The most telling first."""
    done = read.tested.backtest
    yield from richer(done)
    yield from cheaper(done)
    if broken & FEW:
        yield from longer(done, bars, f"{count_of(done)} in this period: that is too few.")
    yield from costs(done)
    if not broken & FEW:
        yield from longer(done, bars, "The rules were tested on a period that was chosen.")
    if not read.swept:
        yield from neighbours(done.strategy)
    yield from whole(done)
    yield from slippage(done)


def richer(done: Backtest) -> Iterator[Suggestion]:
    """The money for all of the purchases, where it ran out."""
    course, each = done.plan and done.plan.course, done.strategy.sizing.cash
    if course and each and len(course.short):
        needed = math.ceil(1.01 * each * (len(course.bought) + len(course.short)) / 1000) * 1000
        yield Suggestion(
            f"start with {needed:,}",
            f"The money ran out: {plural(len(course.short), 'purchase')} did not happen.",
            "All of the plan, and not only its beginning.",
            honest=True,
        )


def cheaper(done: Backtest) -> Iterator[Suggestion]:
    if (each_way := side_costs(done.strategy)) >= UNUSUAL and done.strategy.commission:
        yield Suggestion(
            f"use {USUAL_COMMISSION} commission",
            f"Each order costs {share(each_way)}, which is more than brokers take.",
            "What the rules do by themselves, and not what the costs do to them.",
            honest=True,
        )


def longer(done: Backtest, bars: Sequence[Bars], why: str) -> Iterator[Suggestion]:
    """Where all of its symbols have earlier bars, or later ones."""
    known = [one.time for one in bars[: len(done.strategy.all_symbols)]]
    earlier = done.strategy.start and max(one[0] for one in known) < done.time[0]
    later = done.strategy.end and min(one[-1] for one in known) > done.time[-1]
    if earlier or later:
        expected = "More trades, in other markets than those that you had in mind."
        yield Suggestion("test over the full history", why, expected, honest=True)


def costs(done: Backtest) -> Iterator[Suggestion]:
    if done.trades and trades_freely(done.strategy):
        yield Suggestion(
            f"use {USUAL_COMMISSION} commission",
            f"No costs were counted in {count_of(done)}.",
            "A lower return, and one that could have been had.",
            honest=True,
        )


def slippage(done: Backtest) -> Iterator[Suggestion]:
    if done.trades and not done.strategy.slippage:
        yield Suggestion(
            f"use {USUAL_SLIPPAGE} slippage",
            f"Orders of {count_of(done)} filled at the very price of the bar.",
            "Fills a little worse than the price, as they come in trading.",
            honest=True,
        )


def whole(done: Backtest) -> Iterator[Suggestion]:
    parts = sum(one.quantity != round(one.quantity) for one in done.trades)
    if parts and not done.strategy.sizing.whole_shares:
        verb = "was of a fraction" if parts == 1 else "were of fractions"
        some = "It bought fractions" if done.plan else f"{plural(parts, 'trade')} {verb}"
        yield Suggestion(
            "whole shares only",
            f"{some} of a share, which not every broker sells.",
            "A little money stays idle; what a small account cannot buy is seen.",
            honest=True,
        )


def neighbours(strategy: Strategy) -> Iterator[Suggestion]:
    """Of the first number that has a name, and neighbours that can be told."""
    names = {frozenset(one.paths): one for one in numbers_of(strategy)}
    for knob in knobs(strategy):
        named = names.get(frozenset(knob.paths))
        words = named and around(named, knob)
        if words and named and sweeps(strategy, words):
            yield Suggestion(
                words,
                f"It was tested with one number alone: {named.label} {amount(named, knob.value)}.",
                "It shows whether numbers beside it do as well; the best of them is chosen on the "
                "first part of the period only.",
                honest=True,
            )
            return


def around(named: Found, knob: Knob) -> str | None:
    """Two steps to each side of it; four to one side, where there is no room on the other."""
    step = knob.step or knob.value / 4
    step = max(1.0, round(step)) if knob.whole or knob.step else float(f"{step:.1g}")
    low, high = knob.value - 2 * step, knob.value + 2 * step
    if low < knob.low or (low <= 0 < knob.value):
        low, high = knob.value, knob.value + 4 * step
    elif high > knob.high:
        low, high = knob.value - 4 * step, knob.value
    if low < min(knob.low, knob.value) or high > max(knob.high, knob.value):
        return None
    ends = amount(named, round(low, 10)), amount(named, round(high, 10))
    return f"sweep the {named.label} from {ends[0]} to {ends[1]} by {amount(named, step)}"


def sweeps(strategy: Strategy, words: str) -> bool:
    try:
        return bool(amend(strategy, words).strategy.ranges)
    except NotAmended:
        return False
