"""Says a strategy back in plain English, one sentence for the rules and one for the account."""

from collections.abc import Sequence

from backtests.engine.indicators import INDICATORS
from backtests.engine.strategy import (
    All,
    Any_,
    Change,
    Comparison,
    Condition,
    Distance,
    Indicator,
    Not,
    Number,
    Operand,
    Price,
    Strategy,
    Streak,
)

VERBS = {
    "<": "is below",
    "<=": "is at or below",
    ">": "is above",
    ">=": "is at or above",
    "crosses_above": "crosses above",
    "crosses_below": "crosses below",
}
TIMEFRAMES = {
    "1m": "1-minute",
    "5m": "5-minute",
    "15m": "15-minute",
    "30m": "30-minute",
    "1h": "hourly",
    "4h": "4-hour",
    "1d": "daily",
    "1w": "weekly",
}


def describe(strategy: Strategy) -> str:
    """The whole strategy, so that a reader can check every rule and number."""
    bars = f"on {TIMEFRAMES[strategy.timeframe]} bars{period(strategy)}"
    buy = f"Buy {listed(strategy.symbols)} when {describe_condition(strategy.entry)}"
    return f"{buy}; {leave(strategy)}, {bars}. {account(strategy)}"


def leave(strategy: Strategy) -> str:
    rule = strategy.exit and f"when {describe_condition(strategy.exit)}"
    stop = strategy.stop_loss and f"at a stop loss of {percent(strategy.stop_loss)}"
    target = strategy.take_profit and f"at a take profit of {percent(strategy.take_profit)}"
    time = strategy.max_bars and f"after {counted(strategy.max_bars, 'bar')}"
    return f"sell {listed([part for part in (rule, stop, target, time) if part], 'or')}"


def period(strategy: Strategy) -> str:
    start = f" from {strategy.start}" if strategy.start else ""
    end = f" to {strategy.end}" if strategy.end else ""
    return start + end


def account(strategy: Strategy) -> str:
    capital = f"Start with {strategy.initial_capital:,.15g} {strategy.currency}"
    costs = (
        f"pay {percent(strategy.commission)} commission and {percent(strategy.slippage)} slippage"
    )
    return f"{capital}, {sizing(strategy)}, {filling(strategy)}, {costs}."


def sizing(strategy: Strategy) -> str:
    shares = " in whole shares" if strategy.sizing.whole_shares else ""
    return f"put {share(strategy)} into each position{shares}"


def share(strategy: Strategy) -> str:
    if strategy.sizing.fraction is not None and strategy.sizing.fraction < 1:
        return f"{percent(strategy.sizing.fraction)} of the equity"
    if strategy.sizing.fraction is None and len(strategy.symbols) > 1:
        return f"an equal share (1/{len(strategy.symbols)}) of the equity"
    return "everything"


def filling(strategy: Strategy) -> str:
    return "trade at the close" if strategy.fill == "close" else "trade at the next open"


def describe_condition(condition: Condition) -> str:
    match condition:
        case Comparison():
            return describe_comparison(condition)
        case Not():
            return f"it is not the case that {nested(condition.of)}"
        case All():
            return " and ".join(nested(part) for part in condition.of)
        case Any_():
            return " or ".join(nested(part) for part in condition.of)


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
        return amount(operand.value, beside)
    return name_of(operand)


def amount(value: float, operand: Operand) -> str:
    return percent(value) if isinstance(operand, Change | Distance) else short(value)


def name_of(operand: Operand) -> str:
    match operand:
        case Number():
            return short(operand.value)
        case Price():
            field = "volume" if operand.field == "volume" else f"the {operand.field}"
            return adjusted(field, operand.lag, operand.multiplier)
        case Indicator():
            return adjusted(indicator_name(operand), operand.lag, operand.multiplier)
        case Change():
            return f"the change over {counted(operand.bars, 'bar')}"
        case Distance():
            return f"the distance from the {operand.bars}-bar {operand.of}"
        case Streak():
            return f"the streak of {operand.way} closes"


def adjusted(name: str, lag: int, multiplier: float) -> str:
    times = "" if multiplier == 1 else f"{short(multiplier)} x "
    ago = f" {counted(lag, 'bar')} ago" if lag else ""
    return f"{times}{name}{ago}"


def indicator_name(operand: Indicator) -> str:
    spec = INDICATORS[operand.name]
    values = ", ".join(short(operand.params[key]) for key in spec.params if key in operand.params)
    name = f"{operand.name}({values})" if values else operand.name
    plain = len(spec.outputs) == 1
    return name if plain else f"{name} {operand.output.replace('_', ' ')}"


def listed(parts: Sequence[str], word: str = "and") -> str:
    head = ", ".join(parts[:-1])
    return f"{head} {word} {parts[-1]}" if head else parts[-1]


def counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def percent(fraction: float) -> str:
    return f"{fraction * 100:.6g}%"


def short(value: float) -> str:
    """A number as people write it: 30, 28.4, 101.25, 1,250,000."""
    text = f"{value:,.4f}" if abs(value) < 1 else f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")
