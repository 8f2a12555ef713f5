"""Why a trade began or ended, as a sentence with the values of that moment."""

from backtests.engine import kernel
from backtests.engine.describe import amount, counted, name_of, percent, short
from backtests.engine.signals import Panel
from backtests.engine.strategy import (
    All,
    Any_,
    Comparison,
    Condition,
    Not,
    Number,
    Operand,
    Strategy,
)

CROSSED = {"crosses_above": "crossed above", "crosses_below": "crossed below"}


def entry_reason(strategy: Strategy, panel: Panel, bar: int) -> str:
    return sentence(strategy.entry, panel, decided_at(strategy, bar))


def exit_reason(strategy: Strategy, panel: Panel, bar: int, price: float, code: int) -> str:
    if code == kernel.BY_RULE and strategy.exit is not None:
        return sentence(strategy.exit, panel, decided_at(strategy, bar))
    if code == kernel.BY_STOP and strategy.stop_loss is not None:
        return f"stop loss {percent(strategy.stop_loss)} hit at {price:,.2f}"
    if code == kernel.BY_TARGET and strategy.take_profit is not None:
        return f"take profit {percent(strategy.take_profit)} hit at {price:,.2f}"
    if code == kernel.BY_TIME and strategy.max_bars is not None:
        return f"held for {counted(strategy.max_bars, 'bar')}"
    return "open at the end"


def decided_at(strategy: Strategy, bar: int) -> int:
    """The bar whose close gave the signal for a market order that filled at `bar`."""
    return bar if strategy.fill == "close" else bar - 1


def sentence(condition: Condition, panel: Panel, bar: int) -> str:
    match condition:
        case Comparison():
            return compared(condition, panel, bar)
        case Not():
            return f"not ({sentence(condition.of, panel, bar)})"
        case All():
            return " and ".join(sentence(part, panel, bar) for part in condition.of)
        case Any_():
            true = [part for part in condition.of if panel.truth(part).holds[bar]]
            return " and ".join(sentence(part, panel, bar) for part in true or condition.of)


def compared(comparison: Comparison, panel: Panel, bar: int) -> str:
    left = valued(comparison.left, comparison.right, panel, bar)
    right = valued(comparison.right, comparison.left, panel, bar)
    return f"{left} {CROSSED.get(comparison.op, comparison.op)} {right}"


def valued(operand: Operand, beside: Operand, panel: Panel, bar: int) -> str:
    if isinstance(operand, Number):
        return amount(operand.value, beside)
    value = float(panel.series(operand)[bar])
    return f"{name_of(operand)} {rounded(value, operand)}"


def rounded(value: float, operand: Operand) -> str:
    text = amount(value, operand)
    return percent(round(value, 4)) if text.endswith("%") else short(value)
