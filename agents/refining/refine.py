"""Refinement: one variant after the other, each from a finding, and the best one kept.

A variant differs from the strategy as read in numbers that nobody stated, and in nothing else. How
far a number goes follows from what was observed; where that says nothing, it stays.
Findings, observations and contest use the first part of the period only, so that the rest remains
a test.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agents.analyst import FEW_TRADES, TOO_FEW_TRADES, Finding, Review, is_lost
from agents.backtest_runner import CheckCancelled, Trial
from agents.events import Json
from agents.language.reading import Reading
from agents.refining.effects import BETTER
from agents.refining.knobs import Knob, Lead, changed, free_knobs, in_order, knobs
from agents.refining.observed import Observed, observe
from agents.refining.pacing import FURTHEST
from agents.refining.remedies import Move, in_turn
from agents.refining.sweeping import Swept
from agents.words import share
from backtests.engine.axes import Unit
from backtests.engine.bars import Bars
from backtests.engine.metrics import Figures
from backtests.engine.strategy import Strategy

STEPS = (1, 2, 3)
# A cost of an order at which no rule can win.
HOPELESS = 0.05
# The number of trades that count, the Sharpe ratio, the return.
Score = tuple[int, float, float]


@dataclass(frozen=True)
class Change:
    """One number that differs from the strategy as read, and why."""

    path: str
    label: str
    before: float
    after: float
    why: str
    unit: Unit = ""

    def to_dict(self) -> Json:
        return {
            "path": self.path,
            "label": self.label,
            "from": plain(self.before),
            "to": plain(self.after),
            "why": self.why,
            "unit": self.unit,
        }


def plain(value: float) -> float:
    """14 rather than 14.0."""
    return int(value) if float(value).is_integer() else value


@dataclass(frozen=True)
class Variant:
    """A strategy to test: as read where there are no changes."""

    strategy: Strategy
    changes: tuple[Change, ...] = ()

    def __str__(self) -> str:
        """What differs, once for each number: "stop loss 0.05 to 0.075"."""
        if not self.changes:
            return "the strategy as it was read"
        told = (f"{one.label} {one.before:g} to {one.after:g}" for one in self.changes)
        return ", ".join(dict.fromkeys(told))


@dataclass(frozen=True)
class Iteration:
    """A variant that was tested and reviewed; `swept` is the sweep that it has won."""

    n: int
    variant: Variant
    tested: Trial
    review: Review
    swept: Swept | None = None


def best_of(tried: Sequence[Iteration]) -> Iteration:
    """The best on the first part of the period; of equals, the earlier one."""
    best = tried[0]
    for candidate in tried[1:]:
        best = candidate if better(candidate, best) else best
    return best


def kept_of(tried: Sequence[Iteration]) -> Iteration:
    """The best one, unless it lost the account where the choice did not look.

    Then the best of those that kept their money; where none did, the strategy as it was read.
    """
    alive = [one for one in tried if not is_lost(one.tested.backtest.metrics)]
    return best_of(alive) if alive else tried[0]


def better(candidate: Iteration, best: Iteration) -> bool:
    """A higher score, not bought with so few trades that the rules would object.

    What rests on hardly any trade is better than what never trades, and than nothing else. An
    account that was lost is worse than any that was not, and no better than another.
    """
    if any(lost := [is_lost(early_figures(one)) for one in (candidate, best)]):
        return lost == [False, True]
    least = max(1, grade(best)) if count(best) else 0
    return grade(candidate) >= least and ahead(score(candidate), score(best))


def ahead(one: Score, other: Score) -> bool:
    """By more than a hair: what a number adds to the Sharpe ratio must be worth the change."""
    if one[0] != other[0] or math.isinf(one[1]) or math.isinf(other[1]):
        return one > other
    return one[1] >= other[1] + BETTER


def grade(iteration: Iteration) -> int:
    """What the rules say of the number of trades: 0 bad, 1 borderline, 2 enough."""
    trades = count(iteration)
    return 0 if trades < TOO_FEW_TRADES else 1 if trades <= FEW_TRADES else 2


def score(iteration: Iteration) -> Score:
    """The Sharpe ratio counts, then the return; below the least number of trades, their number."""
    figures = early_figures(iteration)
    trades = min(count(iteration), TOO_FEW_TRADES)
    return trades, known(figures["sharpe"]), known(figures["total_return"])


def count(iteration: Iteration) -> int:
    return int(early_figures(iteration)["trades"] or 0)


def early_figures(iteration: Iteration) -> Figures:
    early = iteration.tested.in_sample
    return early.metrics if early else iteration.tested.backtest.metrics


def early_findings(iteration: Iteration) -> Sequence[Finding]:
    """Those of the first part of the period; of all of it, where no part was set aside."""
    review = iteration.review
    return review.in_sample if iteration.tested.in_sample else review.findings


def known(value: float | None) -> float:
    return -math.inf if value is None else value


def why_not(tried: Sequence[Iteration], reading: Reading, most: int) -> str | None:
    """Why there is no next variant, or None where there may be one."""
    best = best_of(tried)
    if most == 1:
        return "The strategy is tested exactly as it was read."
    if best.tested.in_sample is None:
        return "The period is too short to set a part of it aside, so nothing is tuned."
    if not best.review.in_sample:
        return "The rules find no weakness on the first part of the period: nothing to change."
    if (each_way := side_costs(best.variant.strategy)) >= HOPELESS:
        return f"Each order costs {share(each_way)}: no other number of the rules would mend that."
    if not free_knobs(best.variant.strategy, reading):
        return nothing_free(best.variant.strategy)
    if len(tried) >= most:
        return f"All {most} iterations are used."
    return None


def side_costs(strategy: Strategy) -> float:
    """Of what is bought or sold, as a fraction."""
    return strategy.commission + strategy.slippage


def nothing_free(strategy: Strategy) -> str:
    if not knobs(strategy):
        return "Nothing may be changed: the rules have no number that could be tuned."
    return (
        "Nothing may be changed: every number that could be tuned is yours, or of a rule you named."
    )


def next_variant(
    tried: Sequence[Iteration],
    reading: Reading,
    bars: Sequence[Bars],
    check: CheckCancelled = lambda: None,
) -> Variant | None:
    """The first untried variant of the best so far that follows from its findings."""
    best = best_of(tried)
    seen = observe(best.tested, bars, check)
    known_ones = {one.variant.strategy.model_dump_json() for one in tried}
    for variant in variants(best, reading, seen) if seen else ():
        if variant.strategy.model_dump_json() not in known_ones:
            return variant
    return None


def variants(best: Iteration, reading: Reading, seen: Observed) -> Iterator[Variant]:
    """Small steps before large ones; the first remedy of every finding before the second."""
    free = free_knobs(best.variant.strategy, reading)
    for steps in STEPS:
        for finding, move in in_turn(best.review.in_sample):
            for knob in rarest_first(filter(move.fits, free), move, seen):
                if variant := moved(best, knob, move, steps, seen, finding):
                    yield variant


def moved(
    best: Iteration, knob: Knob, move: Move, steps: int, seen: Observed, finding: Finding
) -> Variant | None:
    """The variant with a number where the data lead it; None where they do not."""
    changes = best.variant.changes
    read = next((one.before for one in changes if one.path in knob.paths), knob.value)
    lead = led(best.variant.strategy, knob, read, move, steps, seen)
    if lead is None:
        return None
    from_where = "" if read == knob.value else f" From the {knob.value:g} of iteration {best.n}:"
    why = f"On the first part of the period: {finding.text}{from_where} {lead.why} {move.because}"
    return turned(best.variant, knob, lead.value, why)


def led(
    strategy: Strategy, knob: Knob, read: float, move: Move, steps: int, seen: Observed
) -> Lead | None:
    """Where the data lead a number that was read as `read`, and all that speaks for it."""
    everything, reason = knobs(strategy), holding(move, seen)

    def allowed(value: float) -> bool:
        seen.check()  # each number costs a look at all bars
        near = not is_shape(knob) or 1 / FURTHEST <= value / read <= FURTHEST
        return near and in_order(knob, value, everything)

    found = None if reason is None else seen.lead(knob, move.way, steps, allowed, move.rule or "")
    if found is None or not allowed(found.value):
        return None
    return Lead(found.value, " ".join(filter(None, (reason, found.why))))


def is_shape(knob: Knob) -> bool:
    """A period or a width: far from what it was read as, it is another indicator."""
    return knob.kind == "period" or ".params." in knob.paths[0]


def holding(move: Move, seen: Observed) -> str | None:
    """What speaks for it in how long trades were held; None where that speaks against it."""
    if not move.lasted:
        return ""
    lasted = seen.course.lasted()
    if lasted is None:
        return ""
    won, lost = lasted
    told = f"Winners were held for {won:g} bars, losers for {lost:g} (medians)."
    longer = "losers" if lost > won else "winners" if won > lost else ""
    return told if longer == move.lasted else None


def rarest_first(found: Iterable[Knob], move: Move, seen: Observed) -> list[Knob]:
    """What held least often is eased first, what held most often is tightened first."""
    return sorted(found, key=lambda knob: move.way * seen.held(knob))


def turned(variant: Variant, knob: Knob, value: float, why: str) -> Variant | None:
    """The variant with one number changed everywhere; None if no strategy can be like that."""
    strategy = changed(variant.strategy, knob, value)
    return Variant(strategy, merged(variant.changes, knob, value, why)) if strategy else None


def winner_of(swept: Swept) -> Variant:
    """The winner of a sweep, which differs from the strategy as read in the numbers that vary."""
    why = f"Best of {len(swept):,} variants on the part of the period where they competed."
    changes = (
        Change(path, axis.label, axis.points[0], axis.points[at], why, axis.unit)
        for one, axis, at in zip(swept.strategy.ranges, swept.axes, swept.places, strict=True)
        for path in one.paths
    )
    different = tuple(one for one in changes if one.before != one.after)
    return Variant(swept.strategy.variant(swept.chosen), different)


def merged(earlier: tuple[Change, ...], knob: Knob, value: float, why: str) -> tuple[Change, ...]:
    """All that differs from the strategy as read; a number that came back is no change."""
    first = {change.path: change.before for change in earlier}
    new = (
        Change(path, knob.label, first.get(path, knob.value), value, why, knob.unit)
        for path in knob.paths
    )
    kept = [change for change in earlier if change.path not in knob.paths]
    return (*kept, *(change for change in new if change.before != change.after))
