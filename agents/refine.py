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
from itertools import zip_longest
from typing import Literal

from agents.analyst import FEW_TRADES, TOO_FEW_TRADES, Code, Finding, Review
from agents.backtest_runner import CheckCancelled, Trial
from agents.events import Json
from agents.knobs import Kind, Knob, Lead, Rule, changed, free_knobs, in_order, knobs
from agents.language.reading import Reading
from agents.observed import Observed, observe
from agents.pacing import FURTHEST
from agents.sweeping import Swept
from backtests.engine.bars import Bars
from backtests.engine.metrics import Figures
from backtests.engine.strategy import Strategy

STEPS = (1, 2, 3)


@dataclass(frozen=True)
class Change:
    """One number that differs from the strategy as read, and why."""

    path: str
    label: str
    before: float
    after: float
    why: str

    def to_dict(self) -> Json:
        return {
            "path": self.path,
            "label": self.label,
            "from": plain(self.before),
            "to": plain(self.after),
            "why": self.why,
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


@dataclass(frozen=True)
class Move:
    """A way to turn knobs of one kind, and what it is good for.

    For thresholds and periods, +1 makes the rule hold more often; for all else, +1 is a higher
    number. Where `lasted` says so, it is for trades of which those last longer.
    """

    kind: Kind
    way: int
    because: str
    rule: Rule | None = None
    lasted: Literal["", "winners", "losers"] = ""

    def fits(self, knob: Knob) -> bool:
        if self.kind != knob.kind or self.rule is None:
            return self.kind == knob.kind
        if self.kind == "period":
            return any(path.partition(".")[0].endswith(self.rule) for path in knob.paths)
        return self.rule == knob.rule


EASIER_ENTRY = Move("threshold", 1, "An easier entry signals more often.", "entry")
STRICTER_ENTRY = Move("threshold", -1, "A stricter entry leaves weaker signals out.", "entry")
EARLIER_EXIT = Move("threshold", 1, "An earlier exit gives less back.", "exit")
LATER_EXIT = Move("threshold", -1, "A later exit lets gains run.", "exit")
OFTENER = Move("period", 1, "More signals can be judged.")
SOONER = Move("period", 1, "An exit that acts more often ends losers sooner.", "exit", "losers")
CALMER = Move("period", -1, "A rule that acts less often acts on less noise.", "entry", "winners")
TIGHTER_STOP = Move("stop", -1, "A tighter stop cuts losses sooner.")
WIDER_STOP = Move("stop", 1, "A wider stop is hit by noise less often.")
HIGHER_TARGET = Move("target", 1, "A higher target lets gains run.")
LOWER_TARGET = Move("target", -1, "A lower target is reached more often.")
LONGER_HOLD = Move("time", 1, "Holding longer stays with a trend.")
SHORTER_HOLD = Move("time", -1, "Holding for less time risks less.")

MORE_TRADES = (EASIER_ENTRY, OFTENER, EARLIER_EXIT, SHORTER_HOLD)
REMEDIES: dict[Code, tuple[Move, ...]] = {
    "no_trades": MORE_TRADES,
    "too_few_trades": MORE_TRADES,
    "few_trades": MORE_TRADES,
    "low_win_rate": (STRICTER_ENTRY, WIDER_STOP, LOWER_TARGET, CALMER),
    "low_sharpe": (CALMER, SOONER, STRICTER_ENTRY, LATER_EXIT, WIDER_STOP),
    "deep_drawdown": (TIGHTER_STOP, EARLIER_EXIT, SHORTER_HOLD, STRICTER_ENTRY),
    "low_profit_factor": (STRICTER_ENTRY, TIGHTER_STOP, HIGHER_TARGET, CALMER),
    "under_buy_and_hold": (LATER_EXIT, HIGHER_TARGET, LONGER_HOLD, EASIER_ENTRY, CALMER),
}


def best_of(tried: Sequence[Iteration]) -> Iteration:
    """The best on the first part of the period; of equals, the earlier one."""
    best = tried[0]
    for candidate in tried[1:]:
        best = candidate if better(candidate, best) else best
    return best


def better(candidate: Iteration, best: Iteration) -> bool:
    """A higher score, not bought with so few trades that the rules would object.

    What rests on hardly any trade is better than what never trades, and than nothing else.
    """
    least = max(1, grade(best)) if count(best) else 0
    return grade(candidate) >= least and score(candidate) > score(best)


def grade(iteration: Iteration) -> int:
    """What the rules say of the number of trades: 0 bad, 1 borderline, 2 enough."""
    trades = count(iteration)
    return 0 if trades < TOO_FEW_TRADES else 1 if trades <= FEW_TRADES else 2


def score(iteration: Iteration) -> tuple[int, float, float]:
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
    if not free_knobs(best.variant.strategy, reading):
        return "Nothing may be changed: every number that could be tuned is yours."
    if len(tried) >= most:
        return f"All {most} iterations are used."
    return None


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
                if variant := moved(best.variant, knob, move, steps, seen, finding):
                    yield variant


def moved(
    variant: Variant, knob: Knob, move: Move, steps: int, seen: Observed, finding: Finding
) -> Variant | None:
    """The variant with a number where the data lead it; None where they do not."""
    read = next((one.before for one in variant.changes if one.path in knob.paths), knob.value)
    lead = led(variant.strategy, knob, read, move, steps, seen)
    if lead is None:
        return None
    why = f"On the first part of the period: {finding.text} {lead.why} {move.because}"
    return turned(variant, knob, lead.value, why)


def led(
    strategy: Strategy, knob: Knob, read: float, move: Move, steps: int, seen: Observed
) -> Lead | None:
    """Where the data lead a number that was read as `read`, and all that speaks for it."""
    everything, reason = knobs(strategy), holding(move, seen)

    def allowed(value: float) -> bool:
        seen.check()  # each number costs a look at all bars
        near = knob.kind != "period" or 1 / FURTHEST <= value / read <= FURTHEST
        return near and in_order(knob, value, everything)

    found = None if reason is None else seen.lead(knob, move.way, steps, allowed, move.rule or "")
    if found is None or not allowed(found.value):
        return None
    return Lead(found.value, " ".join(filter(None, (reason, found.why))))


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


def in_turn(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Move]]:
    rows = ([(finding, move) for move in REMEDIES[finding.code]] for finding in findings)
    for rank in zip_longest(*rows):
        yield from (pair for pair in rank if pair is not None)


def turned(variant: Variant, knob: Knob, value: float, why: str) -> Variant | None:
    """The variant with one number changed everywhere; None if no strategy can be like that."""
    strategy = changed(variant.strategy, knob, value)
    return Variant(strategy, merged(variant.changes, knob, value, why)) if strategy else None


def winner_of(swept: Swept) -> Variant:
    """The winner of a sweep, which differs from the strategy as read in the numbers that vary."""
    why = f"Best of {len(swept):,} variants on the part of the period where they competed."
    changes = (
        Change(path, axis.label, axis.points[0], axis.points[at], why)
        for one, axis, at in zip(swept.strategy.ranges, swept.axes, swept.places, strict=True)
        for path in one.paths
    )
    different = tuple(one for one in changes if one.before != one.after)
    return Variant(swept.strategy.variant(swept.chosen), different)


def merged(earlier: tuple[Change, ...], knob: Knob, value: float, why: str) -> tuple[Change, ...]:
    """All that differs from the strategy as read; a number that came back is no change."""
    first = {change.path: change.before for change in earlier}
    new = (Change(path, knob.label, first.get(path, knob.value), value, why) for path in knob.paths)
    kept = [change for change in earlier if change.path not in knob.paths]
    return (*kept, *(change for change in new if change.before != change.after))
