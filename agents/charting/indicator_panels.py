"""The lines of the rules: a series for each operand and symbol, its panel, limits and zones."""

from __future__ import annotations

from collections.abc import Iterable

from agents.charting.zones import Zone, zones_of
from agents.events import Json
from agents.jsonable import drawn, series
from backtests.engine.indicators import INDICATORS
from backtests.engine.operands import in_fractions
from backtests.engine.phrases import indicator_title, name_of
from backtests.engine.signals import Panel
from backtests.engine.strategy import (
    Allocation,
    Indicator,
    Number,
    Operand,
    Price,
    Strategy,
)

# The bars of a price chart show these already.
OF_A_BAR = ("open", "high", "low", "close")


def indicators_of(strategy: Strategy, panels: Iterable[Panel]) -> list[Json]:
    """One series for each operand of the conditions and each symbol, with its limits."""
    zones = zones_of(strategy)
    return [
        {
            "label": label_of(operand),
            "symbol": panel.bars.symbol,
            "panel": pane_of(operand, panel.bars.symbol),
            "group": group_of(operand, panel.bars.symbol),
            **limits(zones.get(operand.key, [])),
            "values": series(panel.bars.time, drawn(panel.series(operand))),
        }
        for panel in panels
        for operand in drawable(looked_at(strategy, panel.bars.symbol), panel.bars.symbol)
    ]


def looked_at(strategy: Strategy, symbol: str) -> list[Operand]:
    """A condition of an allocation that names no symbol looks at the first one alone."""
    if not isinstance(strategy.portfolio, Allocation) or symbol == strategy.symbols[0]:
        return strategy.operands
    return [one for one in strategy.operands if not isinstance(one, Number) and one.symbol]


def limits(zones: list[Zone]) -> Json:
    levels = sorted({level for zone in zones for level in zone.levels})
    return {"thresholds": levels, "zones": [zone.to_dict() for zone in zones]}


def drawable(operands: Iterable[Operand], symbol: str = "") -> list[Operand]:
    """What is worth a line, once each: the bars of the symbol are on the price chart already."""
    found = {one.key: one for one in operands if not isinstance(one, Number)}
    return [operand for operand in found.values() if not on_the_bars(operand, symbol)]


def on_the_bars(operand: Operand, symbol: str) -> bool:
    if not isinstance(operand, Price) or elsewhere(operand, symbol):
        return False
    return operand.field in OF_A_BAR and operand.lag == 0 and operand.multiplier == 1


def elsewhere(operand: Operand, symbol: str) -> str | None:
    """The symbol that it looks at, if that is another one."""
    other = None if isinstance(operand, Number) else operand.symbol
    return other if other != symbol else None


def over_price(operand: Operand) -> bool:
    match operand:
        case Price():
            return operand.field != "volume"
        case Indicator():
            return INDICATORS[operand.name].over_price(operand.output)
        case _:
            return False


def pane_of(operand: Operand, symbol: str) -> str:
    """Another symbol's prices have a scale of their own."""
    return "price" if over_price(operand) and not elsewhere(operand, symbol) else "own"


def group_of(operand: Operand, symbol: str) -> str:
    """Series of one group share a panel: the lines of one MACD, volume and its mean, an indicator
    and its value of a bar ago.
    """
    other = elsewhere(operand, symbol)
    if over_price(operand):
        return f"{other} price" if other else "price"
    if isinstance(operand, Price) or getattr(operand, "name", "") == "VOLUME_MEAN":
        return f"{other} volume" if other else "volume"
    if isinstance(operand, Indicator) and len(INDICATORS[operand.name].outputs) > 1:
        return f"{other} {indicator_title(operand)}" if other else indicator_title(operand)
    return label_of(as_of_now(operand))


def as_of_now(operand: Operand) -> Operand:
    """What an earlier value of it is compared with lies on the same scale."""
    return operand if isinstance(operand, Number) else operand.model_copy(update={"lag": 0})


def label_of(operand: Operand) -> str:
    return name_of(operand).removeprefix("the ")


def unit_of(operand: Operand) -> str:
    """Fractions are told as per cents."""
    return "%" if in_fractions(operand) else ""
