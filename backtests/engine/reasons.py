"""Why a trade began or ended, as a sentence with the values of that moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from backtests.engine.describe import distance
from backtests.engine.kernel import layout
from backtests.engine.kernel.layout import HOLDS
from backtests.engine.phrases import (
    amount,
    counted,
    describe_condition,
    how_long,
    name_of,
    percent,
    short,
    value_text,
)
from backtests.engine.signals import Panel
from backtests.engine.strategy import (
    All,
    Allocation,
    Any_,
    Between,
    Calendar,
    Comparison,
    Condition,
    Lasting,
    Not,
    Number,
    Operand,
    Rotation,
    Since,
    Strategy,
    Trend,
    Weights,
)

CROSSED = {"crosses_above": "crossed above", "crosses_below": "crossed below"}


@dataclass(frozen=True)
class Reasons:
    """Why one trade began and ended, put into words only where somebody asks."""

    strategy: Strategy
    panels: Sequence[Panel]
    symbol: int
    first: int
    last: int
    price: float
    code: int
    side: int
    step: int = 0

    @property
    def panel(self) -> Panel:
        return self.panels[self.symbol]

    def entry(self) -> str:
        if self.strategy.portfolio:
            return f"weight raised{self.weighed(self.first)}"
        return entry_reason(self.strategy, self.panel, self.first, self.side)

    def exit(self) -> str:
        if self.code == layout.BY_WEIGHTS:
            return f"weight lowered{self.weighed(self.last)}"
        if self.code == layout.BY_PARTIAL:
            aim = percent(self.strategy.partial_exits[self.step].gain)
            return f"partial take profit of {aim} hit at {priced(self.price)}"
        if self.code == layout.BY_TIME:
            return held_for(self.strategy, self.last - self.first)
        return exit_reason(self.strategy, self.panel, self.last, self.price, self.code, self.side)

    def weighed(self, bar: int) -> str:
        return weighed(self.strategy, self.panels, self.panel, decided_at(self.strategy, bar))


def entry_reason(strategy: Strategy, panel: Panel, bar: int, side: int) -> str:
    rule, _ = sides(strategy, side)
    return sentence(rule, panel, decided_at(strategy, bar)) if rule else "the benchmark is bought"


def sides(strategy: Strategy, side: int) -> tuple[Condition | None, Condition | None]:
    return strategy.long_rules if side > 0 else strategy.short_rules


def exit_reason(
    strategy: Strategy, panel: Panel, bar: int, price: float, code: int, side: int
) -> str:
    at = f"at {priced(price)}"
    match code:
        case layout.BY_RULE | layout.BY_TURN:
            rule = sides(strategy, side)[1] if code == layout.BY_RULE else sides(strategy, -side)[0]
            decided = bar if strategy.leaves_at_close else bar - 1
            why = sentence(rule, panel.leaving, decided) if rule else ""
            return why if code == layout.BY_RULE else f"turned round: {why}"
        case layout.BY_STOP:
            return f"stop loss {distance(strategy.stop_loss)} hit {at}"
        case layout.BY_TARGET:
            return f"take profit {distance(strategy.take_profit)} hit {at}"
        case layout.BY_TRAIL:
            return f"trailing stop {distance(strategy.trailing_stop)} hit {at}"
        case layout.BY_BREAK_EVEN:
            return f"stop at the price paid hit {at}, after a gain of {gain(strategy)}"
        case _:
            return PLAIN[code]


def priced(price: float) -> str:
    """As in the list of trades: below 1 two digits would make one price of many."""
    return f"{price:,.{2 if abs(price) >= 1 else 4}f}"


PLAIN = {
    layout.AT_THE_END: "open at the end",
    layout.BY_SESSION: "left at the close of the day",
    layout.BY_RUIN: "the account was lost",
}


def gain(strategy: Strategy) -> str:
    return percent(strategy.break_even or 0)


def held_for(strategy: Strategy, bars: int) -> str:
    """Which of the limits it was; of both at once, that of the bars."""
    if strategy.max_bars and bars >= strategy.max_bars:
        return f"held for {counted(strategy.max_bars, 'bar')}"
    return f"held for {counted(strategy.max_days or 0, 'day')}"


# Portfolios -------------------------------------------------------------------------------------


def weighed(strategy: Strategy, panels: Sequence[Panel], panel: Panel, bar: int) -> str:
    """To which weight, or after which rank; `bar` is that of the close that decided."""
    match strategy.portfolio:
        case Weights(weights=shares):
            return f" to {percent(shares.get(panel.bars.symbol, 0.0))}"
        case Rotation(fallback=fallback) if fallback == panel.bars.symbol:
            return ", because the places that are not taken go to the fallback"
        case Rotation() as rotation:
            return f": {ranked(rotation, panels, panel, bar)}"
        case Allocation() as allocation:
            chosen, why = followed(allocation, panels[0], bar)
            return f" to {percent(chosen.get(panel.bars.symbol, 0.0))}: {why}"
        case _:
            return ""


def ranked(rotation: Rotation, panels: Sequence[Panel], panel: Panel, bar: int) -> str:
    rule, named = rotation.filter, valued(rotation.rank_by, rotation.rank_by, panel, bar)
    if rule is not None and panel.truth(rule)[bar] != HOLDS:
        return f"not ({sentence(rule, panel, bar)})"
    passed = [one for one in panels if passes(rotation, one, bar)]
    if panel not in passed:
        return named
    values = [float(one.series(rotation.rank_by)[bar]) for one in passed]
    best = np.argsort(values if rotation.lowest else np.negative(values), kind="stable")
    return f"number {list(best).index(passed.index(panel)) + 1} of {len(passed)} by {named}"


def passes(rotation: Rotation, panel: Panel, bar: int) -> bool:
    allowed = rotation.filter is None or panel.truth(rotation.filter)[bar] == HOLDS
    known = not np.isnan(panel.series(rotation.rank_by)[bar])
    return bool(allowed and known and panel.bars.symbol != rotation.fallback)


def followed(allocation: Allocation, panel: Panel, bar: int) -> tuple[Mapping[str, float], str]:
    """The weights of the branch that holds, and why it does."""
    for branch in allocation.branches:
        if panel.truth(branch.when)[bar] == HOLDS:
            return branch.weights, sentence(branch.when, panel, bar)
    whens = (sentence(branch.when, panel, bar) for branch in allocation.branches)
    return allocation.otherwise, " and ".join(f"not ({when})" for when in whens)


# Conditions -------------------------------------------------------------------------------------


def decided_at(strategy: Strategy, bar: int) -> int:
    """The bar whose close gave the signal for an entry, or for new weights, filled at `bar`."""
    return bar if strategy.enters_at_close else bar - 1


def sentence(condition: Condition, panel: Panel, bar: int) -> str:
    match condition:
        case Comparison():
            return compared(condition, panel, bar)
        case Between():
            return within(condition, panel, bar)
        case Trend():
            value = valued(condition.operand, condition.operand, panel, bar)
            return f"{value} {condition.way} for {counted(condition.bars, 'bar')}"
        case Calendar():
            moment = panel.bars.time[min(bar + fills_later(condition, panel), len(panel.bars) - 1)]
            return f"{describe_condition(condition)} ({np.datetime_as_string(moment, 'D')})"
        case Lasting():
            return f"{sentence(condition.of, panel, bar)} {how_long(condition)}"
        case Since():
            return describe_condition(condition)
        case Not():
            return f"not ({sentence(condition.of, panel, bar)})"
        case All():
            return " and ".join(sentence(part, panel, bar) for part in condition.of)
        case Any_():
            true = [part for part in condition.of if panel.truth(part)[bar] == HOLDS]
            return " and ".join(sentence(part, panel, bar) for part in true or condition.of)


def fills_later(rule: Calendar, panel: Panel) -> int:
    return panel.delay if rule.on == "fill" else 0


def within(condition: Between, panel: Panel, bar: int) -> str:
    value = valued(condition.operand, condition.low, panel, bar)
    low = valued(condition.low, condition.operand, panel, bar)
    return f"{value} between {low} and {valued(condition.high, condition.operand, panel, bar)}"


def compared(comparison: Comparison, panel: Panel, bar: int) -> str:
    digits = needed(*(float(panel.series(one)[bar]) for one in (comparison.left, comparison.right)))
    left = valued(comparison.left, comparison.right, panel, bar, digits)
    right = valued(comparison.right, comparison.left, panel, bar, digits)
    return f"{left} {CROSSED.get(comparison.op, comparison.op)} {right}"


def needed(left: float, right: float) -> int:
    """Digits that tell one value from the other: not "81.43 < 81.43"."""
    return next((n for n in range(2, 7) if round(left, n) != round(right, n)), 2)


def valued(operand: Operand, beside: Operand, panel: Panel, bar: int, digits: int = 2) -> str:
    if isinstance(operand, Number):
        return value_text(operand, beside)
    value = float(panel.series(operand)[bar])
    return f"{name_of(operand)} {rounded(value, operand, digits)}"


def rounded(value: float, operand: Operand, digits: int = 2) -> str:
    if np.isnan(value):
        return "unknown"
    text = amount(value, operand)
    return percent(round(value, 4)) if text.endswith("%") else short(value, digits)
