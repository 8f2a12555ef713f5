"""Conditions and operands as code: calls of `parts.truths`, `parts.operands` and indicators."""

from __future__ import annotations

import datetime as dt

from backtests.engine.conditions import (
    All,
    Any_,
    Between,
    Calendar,
    Comparison,
    Condition,
    Lasting,
    Not,
    Since,
    Trend,
)
from backtests.engine.indicators import INDICATORS
from backtests.engine.operands import (
    Change,
    Distance,
    Gap,
    Indicator,
    Number,
    Operand,
    Price,
    Series,
    Streak,
)
from backtests.engine.script.layout import Call, Code, after, array, before, call, table
from backtests.engine.script.text import literal

COMPARED = {
    "<": "is_below",
    "<=": "is_at_most",
    ">": "is_above",
    ">=": "is_at_least",
    "crosses_above": "crosses_above",
    "crosses_below": "crosses_below",
}


def condition_code(condition: Condition, delay: int) -> Code:
    """`delay` is how many bars after its signal an order fills."""
    match condition:
        case Comparison():
            left, right = operand_code(condition.left), operand_code(condition.right)
            return call(COMPARED[condition.op], left, right)
        case Between():
            parts = (condition.operand, condition.low, condition.high)
            return call("is_between", *map(operand_code, parts))
        case Trend():
            return call(f"is_{condition.way}", operand_code(condition.operand), str(condition.bars))
        case Calendar():
            return call("dated", "bars", dates_code(condition), delay=delay_of(condition, delay))
        case Lasting():
            counts = [condition.bars, *([condition.at_least] if condition.at_least else [])]
            return call("lasting", condition_code(condition.of, delay), *map(str, counts))
        case Since():
            both = (condition.of, condition.until)
            return call("since", *(condition_code(part, delay) for part in both))
        case Not():
            return call("negated", condition_code(condition.of, delay))
        case All() | Any_():
            name = "all_of" if isinstance(condition, All) else "any_of"
            return call(name, *(condition_code(part, delay) for part in condition.of))


def delay_of(rule: Calendar, delay: int) -> str:
    return str(delay if rule.on == "fill" else 0)


def dates_code(rule: Calendar) -> Call:
    given = {name: getattr(rule, name) for name in type(rule).model_fields if name not in ABOUT}
    return call("Calendar", **{key: date_code(one) for key, one in given.items() if one})


ABOUT = ("kind", "on")


def date_code(value: object) -> Code:
    if isinstance(value, dt.time):
        return f"time({value.hour}, {value.minute})"
    if isinstance(value, list):
        return array([literal(one) for one in value])
    return literal(value)


def operand_code(operand: Operand) -> Code:
    if isinstance(operand, Number):
        return literal(operand.value)
    value = before(lagged_code(operand), times(operand.multiplier))
    if operand.symbol is None:
        return value
    return call(
        "elsewhere", literal(operand.symbol), after("lambda bars: ", value), "bars", "others"
    )


def lagged_code(operand: Series) -> Code:
    value = series_code(operand)
    return call("lagged", value, str(operand.lag)) if operand.lag else value


def times(multiplier: float) -> str:
    return "" if multiplier == 1 else f" * {literal(multiplier)}"


def series_code(operand: Series) -> Code:
    match operand:
        case Price():
            return f"bars.{operand.field}"
        case Indicator():
            return indicator_code(operand)
        case Change():
            return call("change", "bars", str(operand.bars))
        case Distance():
            return call(f"from_{operand.of}", "bars", str(operand.bars))
        case Gap():
            return call("opening_gap", "bars")
        case Streak():
            return call(f"closes_{operand.way}", "bars")
        case _:
            raise TypeError(f"{type(operand).__name__} is no operand with values of its own")


def indicator_code(operand: Indicator) -> Call:
    name = INDICATORS[operand.name].compute.__name__
    found = call(name, "bars.columns()", table(operand.params))
    return Call(found.head, found.parts, f")[{literal(operand.output)}]")
