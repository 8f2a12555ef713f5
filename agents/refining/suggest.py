"""The analyst's ideas what to try next: changes in words, each with its reason in the data and its
effect on the first part of the period, where variants compete.

Only what `amending` can carry out is suggested, so that each is one click away. An idea that is
meant to better the figures and did not better them there is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain

from agents.analyst import TOO_FEW_TRADES
from agents.backtest_runner import CheckCancelled, Trial
from agents.changing.amending import NotAmended, amend
from agents.refining.effects import Effect, effect_of
from agents.refining.ideas import ideas
from agents.refining.refine import Iteration
from agents.refining.suggestion import Suggestion
from agents.words import plural
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy

MOST = 3
# However many ideas there are, so many are tested.
MOST_TESTED = 16


@dataclass(frozen=True)
class Next:
    """The ideas that are told, and how many were tested to find them; `late`: no time was left."""

    ideas: list[Suggestion]
    tested: int
    late: bool = False

    def __str__(self) -> str:
        if self.late:
            return "No time was left to test ideas what to try next."
        if not self.ideas:
            return "Nothing that was tried would have done better on the first part of the period."
        told = "; ".join(one.words for one in self.ideas)
        return f"{plural(len(self.ideas), 'idea')} to try next: {told}."


def suggestions(
    read: Iteration,
    bars: Sequence[Bars],
    check: CheckCancelled,
    own: Iterable[Suggestion] = (),
    tried: Iterable[Strategy] = (),
) -> Next:
    """For the strategy as it was read: those of others first, then the most telling.

    None leads to what the run has tried already.
    """
    ran = {strategy.model_dump_json() for strategy in tried}
    all_ideas = chain(own, ideas(read, bars, check))
    weighed = list(weighing(all_ideas, read.tested, bars, check, ran))
    found = [one for one in weighed if one is not None]
    better = sorted((one for one in found if not one.honest), key=rank)
    honest = [one for one in found if one.honest]
    first = [*better[: MOST - bool(honest)], *honest, *better[MOST - bool(honest) :]]
    return Next(first[:MOST], sum(one is None or one.effect is not None for one in weighed))


def rank(one: Suggestion) -> tuple[bool, float]:
    """What it added to the Sharpe ratio; nothing, where so few trades had none that counts."""
    before, after = ((one.effect or {})[when] for when in ("before", "after"))
    counts = (before["trades"] or 0) >= TOO_FEW_TRADES
    added = (after["sharpe"] or 0.0) - (before["sharpe"] or 0.0)
    return one.by == "rules", -added if counts else 0.0


def weighing(
    found: Iterable[Suggestion],
    tested: Trial,
    bars: Sequence[Bars],
    check: CheckCancelled,
    ran: AbstractSet[str] = frozenset(),
) -> Iterator[Suggestion | None]:
    """Those that can be carried out, each once, with what they did; None for what did no good."""
    strategy, known = tested.backtest.strategy, set[str]()
    for one in found:
        after = amended(strategy, one.words)
        enough = len(known) >= MOST_TESTED and not one.honest
        misread = one.meant is not None and after != one.meant
        if after is None or misread or enough or after.model_dump_json() in known | ran:
            continue
        known.add(after.model_dump_json())
        if after.ranges or not same_prices(strategy, after):
            yield one
        elif effect := effect_of(after, tested, bars, check):
            good = effect.helps or (one.honest and not effect.ruins)
            yield with_effect(one, effect) if good else None


def with_effect(one: Suggestion, effect: Effect) -> Suggestion:
    return replace(one, expected=f"{one.expected} {effect}", effect=effect.to_dict())


def amended(strategy: Strategy, words: str) -> Strategy | None:
    try:
        return amend(strategy, words).strategy
    except NotAmended:
        return None


def same_prices(before: Strategy, after: Strategy) -> bool:
    """Whether the bars of the one serve the other."""
    return (before.needed_symbols, before.timeframe, before.start, before.end) == (
        after.needed_symbols, after.timeframe, after.start, after.end
    )  # fmt: skip
