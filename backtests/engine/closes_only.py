"""What a reader must know where only closes are known: how orders fill, and what has no answer."""

from collections.abc import Iterator, Sequence

from backtests.engine.indicators import INDICATORS
from backtests.engine.phrases import name_of
from backtests.engine.signals import Panel
from backtests.engine.strategy import (
    Atr,
    Distance,
    Gap,
    Indicator,
    Operand,
    Price,
    Strategy,
)

FILLS = "only closes are known; orders fill at the next close and stops are checked on closes"
WITHIN_A_BAR = ("open", "high", "low")


def close_only_flags(strategy: Strategy, panels: Sequence[Panel]) -> Iterator[str]:
    for panel in panels:
        if panel.bars.close_only:
            yield f"{panel.bars.symbol}: {FILLS}"
    for symbol, name in dict.fromkeys(blind(strategy, panels)):
        yield f"{symbol}: {name} needs full bars, which closes are not"


def blind(strategy: Strategy, panels: Sequence[Panel]) -> Iterator[tuple[str, str]]:
    """What looks at more than closes, and of which symbol."""
    levels = (strategy.stop_loss, strategy.take_profit, strategy.trailing_stop)
    for panel in panels:
        for operand in strategy.operands:
            bars = panel.looks_at(operand)
            if bars.close_only and looks_inside(operand):
                yield bars.symbol, plain_name(operand)
        if panel.bars.close_only and any(isinstance(level, Atr) for level in levels):
            yield panel.bars.symbol, "ATR"


def looks_inside(operand: Operand) -> bool:
    """Does it need what happened before the close of a bar?"""
    match operand:
        case Indicator(name=name, output=output):
            return INDICATORS[name].full_bars or output in WITHIN_A_BAR
        case Price(field=field):
            return field in WITHIN_A_BAR
        case Distance(of=of):
            return of in WITHIN_A_BAR
        case _:
            return isinstance(operand, Gap)


def plain_name(operand: Operand) -> str:
    if isinstance(operand, Indicator):
        return operand.name
    return name_of(operand.model_copy(update={"lag": 0, "multiplier": 1.0, "symbol": None}))
