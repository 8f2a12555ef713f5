"""A rule in words: conditions, operands and numbers as people write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    Streak,
    in_fractions,
)

VERBS = {
    "<": "is below",
    "<=": "is at or below",
    ">": "is above",
    ">=": "is at or above",
    "crosses_above": "crosses above",
    "crosses_below": "crosses below",
}


def describe_condition(condition: Condition) -> str:
    match condition:
        case Comparison():
            return describe_comparison(condition)
        case Between():
            low = value_text(condition.low, condition.operand)
            high = value_text(condition.high, condition.operand)
            return f"{name_of(condition.operand)} is between {low} and {high}"
        case Trend():
            moved = "has risen" if condition.way == "rising" else "has fallen"
            return f"{name_of(condition.operand)} {moved} for {counted(condition.bars, 'bar')}"
        case Calendar():
            return describe_calendar(condition)
        case Lasting():
            return f"{nested(condition.of)} {how_long(condition)}"
        case Since():
            return f"it is after {nested(condition.of)} and before {nested(condition.until)}"
        case Not():
            return f"it is not the case that {nested(condition.of)}"
        case All():
            return " and ".join(nested(part) for part in condition.of)
        case Any_():
            return " or ".join(nested(part) for part in condition.of)


def how_long(rule: Lasting) -> str:
    if rule.at_least is None:
        return f"for {counted(rule.bars, 'bar')}"
    if rule.at_least == 1:
        return f"at some time in the last {rule.bars} bars"
    return f"on at least {rule.at_least} of the last {rule.bars} bars"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def describe_calendar(rule: Calendar) -> str:
    where = " at the close of the signal" if rule.on == "signal" else ""
    return f"it is {' and '.join(dates(rule))}{where}"


def dates(rule: Calendar) -> Iterator[str]:
    if rule.weekdays:
        some = len(set(rule.weekdays)) < len(WEEKDAYS)
        yield listed([WEEKDAYS[day - 1] for day in rule.weekdays], "or") if some else "any day"
    if rule.every_weeks:
        yield f"every {nth(rule.every_weeks)} week"
    if rule.months:
        yield listed([MONTHS[month - 1] for month in rule.months], "or")
    if rule.first_days:
        yield f"among the first {counted(rule.first_days, 'trading day')} of the month"
    if rule.last_days:
        yield f"among the last {counted(rule.last_days, 'trading day')} of the month"
    if rule.month_day:
        yield f"the {nth(rule.month_day)} trading day of the month"
    if rule.from_day or rule.to_day:
        yield f"from the {nth(rule.from_day or 1)} to the {nth(rule.to_day or 31)} of the month"
    if rule.date:
        yield f"the {nth(rule.date)} of the month or the next trading day"
    if rule.session_bar:
        yield f"the {nth(rule.session_bar)} bar of the day"
    if rule.from_time:
        yield f"{rule.from_time:%H:%M} or later"
    if rule.to_time:
        yield f"before {rule.to_time:%H:%M}"


def nth(place: int) -> str:
    number = abs(place)
    ending = "th" if number % 100 in (11, 12, 13) else ENDINGS.get(number % 10, "th")
    last = "last" if number == 1 else f"{number}{ending} last"
    return f"{number}{ending}" if place > 0 else last


ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def nested(condition: Condition) -> str:
    text = describe_condition(condition)
    several = isinstance(condition, All | Any_) and len(condition.of) > 1
    return f"({text})" if several else text


def describe_comparison(comparison: Comparison) -> str:
    left, right = comparison.left, comparison.right
    verb = VERBS[comparison.op]
    if isinstance(right, Number) and comparison.op.startswith("crosses"):
        verb = "rises above" if comparison.op == "crosses_above" else "drops below"
    return f"{name_of(left)} {verb} {value_text(right, left)}"


def value_text(operand: Operand, beside: Operand) -> str:
    """A number is written in the unit of what it is compared with."""
    if isinstance(operand, Number):
        shares = in_fractions(beside)
        return percent(operand.value) if shares else exact(operand.value)
    return name_of(operand)


def amount(value: float, operand: Operand) -> str:
    return percent(value) if in_fractions(operand) else short(value)


def name_of(operand: Operand) -> str:
    if isinstance(operand, Number):
        return exact(operand.value)
    name = plain_name(operand)
    whose = f"{operand.symbol}'s {name.removeprefix('the ')}" if operand.symbol else name
    return adjusted(whose, operand.lag, operand.multiplier)


def plain_name(operand: Operand) -> str:
    match operand:
        case Number():
            return exact(operand.value)
        case Price():
            return "volume" if operand.field == "volume" else f"the {operand.field}"
        case Indicator():
            return indicator_name(operand)
        case Change():
            return f"the change over {counted(operand.bars, 'bar')}"
        case Distance():
            return f"the distance from the {operand.bars}-bar {operand.of}"
        case Gap():
            return "the gap from the close before to the open"
        case Streak():
            return f"the streak of {operand.way} closes"


def adjusted(name: str, lag: int, multiplier: float) -> str:
    times = "" if multiplier == 1 else f"{exact(multiplier)} x "
    ago = f" {counted(lag, 'bar')} ago" if lag else ""
    return f"{times}{name}{ago}"


def indicator_name(operand: Indicator) -> str:
    spec = INDICATORS[operand.name]
    values = _values(operand)
    if operand.output in spec.said:
        return spec.said[operand.output].format(values)
    return f"{operand.name}({values})" if values else operand.name


def indicator_title(operand: Indicator) -> str:
    """What all its outputs go by: "MACD (12, 26, 9)"."""
    return f"{INDICATORS[operand.name].title} ({_values(operand)})"


def _values(operand: Indicator) -> str:
    return ", ".join(exact(operand.params[key]) for key in INDICATORS[operand.name].params)


def listed(parts: Sequence[str], word: str = "and") -> str:
    head = ", ".join(parts[:-1])
    return f"{head} {word} {parts[-1]}" if head else parts[-1]


def counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(fraction: float) -> str:
    return f"{fraction * 100:.6g}%"


def exact(value: float) -> str:
    """A number of a rule, as it was said: 1.0725 is not 1.07."""
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def short(value: float, digits: int = 2) -> str:
    """A number as people write it: 30, 28.4, 101.25, 1,250,000; below 1 with 4 digits at least."""
    text = f"{value:,.{max(digits, 4 if abs(value) < 1 else 2)}f}"
    return text.rstrip("0").rstrip(".")
