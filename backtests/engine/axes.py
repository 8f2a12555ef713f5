"""What each range of a strategy varies, in plain words: entry limit of RSI, stop loss."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from backtests.engine.indicators import INDICATORS
from backtests.engine.operands import in_fractions
from backtests.engine.ranges import Range
from backtests.engine.strategy import (
    Allocation,
    Atr,
    Between,
    Change,
    Comparison,
    Distance,
    Gap,
    Indicator,
    Money,
    Number,
    Operand,
    PartialExit,
    Price,
    Sizing,
    Strategy,
    Streak,
)

Unit = Literal["", "%"]
# Fields whose name does not say it, or that are fractions.
NAMES: dict[str, tuple[str, Unit]] = {
    "stop_loss": ("stop loss", "%"),
    "take_profit": ("take profit", "%"),
    "trailing_stop": ("trailing stop", "%"),
    "break_even": ("gain that moves the stop to break-even", "%"),
    "max_bars": ("bars held at most", ""),
    "max_days": ("calendar days held at most", ""),
    "commission": ("commission", "%"),
    "slippage": ("slippage", "%"),
    "borrow_cost": ("yearly cost of borrowed shares", "%"),
    "sizing.fraction": ("part of the equity in a position", "%"),
    "sizing.cash": ("money in a position", ""),
    "sizing.quantity": ("shares in a position", ""),
    "sizing.risk": ("risk of a trade", "%"),
    "sizing.volatility": ("volatility aimed at", "%"),
    "sizing.max_positions": ("positions at once", ""),
    "sizing.max_entries": ("entries into one position", ""),
    "portfolio.top": ("symbols held at once", ""),
}
# A weight of a portfolio; a symbol may have a dot.
SHARE = re.compile(
    r"portfolio\.(?:(?P<always>weights)|(?P<otherwise>otherwise)|branches\.\d+\.weights)"
    r"\.(?P<symbol>.+)"
)
AVERAGES = ("SMA", "EMA", "WMA", "HMA")


@dataclass(frozen=True)
class Axis:
    """A range with its name; `unit` "%" says that its points are fractions."""

    label: str
    path: str
    unit: Unit
    points: tuple[float, ...]


def axes(strategy: Strategy) -> list[Axis]:
    """One for each range, in their order; no two have the same label."""
    named = [(*name_of_range(strategy, one), one) for one in strategy.ranges]
    often = Counter(label for label, _, _ in named)
    return [
        Axis(label if often[label] == 1 else f"{label} ({one.path})", one.path, unit,
             tuple(one.points))
        for label, unit, one in named
    ]  # fmt: skip


def name_of_range(strategy: Strategy, one: Range) -> tuple[str, Unit]:
    """By the first of its paths: the others take the same value."""
    way = one.paths[0].split(".")
    if said := SHARE.fullmatch(one.paths[0]):
        return share(said, rule_of(strategy, way)), "%"
    name, rule = way[-1], rule_of(strategy, way)
    if (field := ".".join(way)) in NAMES:
        return NAMES[field]
    *_, above, holder = [None, *trail(strategy, way[:-1])]
    match holder:
        case Number():
            return limit(above, way[-2], rule)
        case Atr() | Money():
            told = {"multiple": "in ATRs", "period": "with an ATR period", "distance": "in money"}
            return f"{rule} {told[name]}", ""
        case PartialExit():
            unit: Unit = "%"
            return f"{name} of partial exit {int(way[1]) + 1}", unit
        case dict() if isinstance(above, Indicator):
            return parameter(above, name, trail(strategy, way[:-3])), ""
        case Strategy() | Sizing():
            return name.replace("_", " "), ""
        case Change() | Distance() | Indicator() | Price() | Gap() | Streak():
            return f"{name} of the {thing(holder)}", ""
        case _:
            return f"{name.replace('_', ' ')} of the {rule} rule", ""


def rule_of(strategy: Strategy, way: Sequence[str]) -> str:
    """The rule that a way leads into; of a portfolio, its filter or one of its conditions."""
    if way[:2] == ["portfolio", "branches"] and isinstance(strategy.portfolio, Allocation):
        several = len(strategy.portfolio.branches) > 1
        return f"condition {int(way[2]) + 1}" if several else "condition"
    return "filter" if way[:2] == ["portfolio", "filter"] else way[0].replace("_", " ")


def share(said: re.Match[str], rule: str) -> str:
    """A weight of a portfolio, and when it is held."""
    when = "" if said["always"] else " otherwise" if said["otherwise"] else f" under {rule}"
    return f"share of {said['symbol']}{when}"


def trail(strategy: Strategy, way: Sequence[str]) -> list[Any]:
    """All that the way leads through, the strategy first."""
    found: list[Any] = [strategy]
    for name in way:
        here = found[-1]
        if isinstance(here, Mapping):
            found.append(here[name])
        else:
            found.append(here[int(name)] if isinstance(here, list) else getattr(here, name))
    return found


def limit(condition: Any, side: str, rule: str) -> tuple[str, Unit]:
    """What a number is compared with, whose unit it has."""
    match condition:
        case Comparison():
            other = condition.left if side == "right" else condition.right
            words = f"{rule} limit"
        case Between():
            other = condition.operand
            words = f"{'lower' if side == 'low' else 'upper'} {rule} limit"
        case _:
            return f"number of the {rule} rule", ""
    return f"{words} of {thing(other)}", "%" if in_fractions(other) else ""


def parameter(operand: Indicator, name: str, way: Sequence[Any]) -> str:
    """The faster of two averages that are compared is called so."""
    words = "average" if operand.name in AVERAGES and not way else operand.name
    pair = way[-1] if way and isinstance(way[-1], Comparison) else None
    other = pair and (pair.right if pair.left is operand else pair.left)
    if isinstance(other, Indicator) and {operand.name, other.name} <= set(AVERAGES):
        faster = operand.params[name] < other.params.get(name, 0)
        words = f"the {'fast' if faster else 'slow'} {operand.name}"
    return f"{name} of {words}"


def thing(operand: Operand) -> str:
    """An operand without its numbers, which may vary too."""
    whose = None if isinstance(operand, Number) else operand.symbol
    return f"{whose}'s {kind_of(operand)}" if whose else kind_of(operand)


def kind_of(operand: Operand) -> str:
    match operand:
        case Price():
            return operand.field
        case Indicator():
            plain = len(INDICATORS[operand.name].outputs) == 1
            return operand.name if plain else f"{operand.name} {operand.output}".replace("_", " ")
        case Distance():
            return f"distance from the {operand.of}"
        case Streak():
            return f"streak of {operand.way} closes"
        case _:
            return operand.kind
