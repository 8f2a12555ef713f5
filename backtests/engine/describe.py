"""Says a strategy back in plain English, one sentence for the rules and one for the account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backtests.engine.axes import Axis, axes
from backtests.engine.indicators import INDICATORS
from backtests.engine.ranges import Range
from backtests.engine.strategy import (
    All,
    Allocation,
    Any_,
    Atr,
    Between,
    Calendar,
    Change,
    Comparison,
    Condition,
    Distance,
    Gap,
    Indicator,
    Lasting,
    Level,
    Money,
    Not,
    Number,
    Operand,
    Price,
    Rotation,
    Strategy,
    Streak,
    Trend,
    Weights,
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
    rules = portfolio(strategy) if strategy.portfolio else "; ".join(trades(strategy))
    against = f" Compare it with {strategy.benchmark}." if strategy.benchmark else ""
    return f"{rules}, {bars}. {account(strategy)}{against}{variations(strategy)}"


def variations(strategy: Strategy) -> str:
    """The ranges, which take the place of the numbers that stand in the rules."""
    if not strategy.ranges:
        return ""
    pairs = zip(axes(strategy), strategy.ranges, strict=True)
    said = "; ".join(f"{axis.label} {swept(axis, one)}" for axis, one in pairs)
    every = f"{strategy.count:,} variants" if strategy.count > 1 else "1 variant"
    return f" Tried in {every}: {said}."


def swept(axis: Axis, one: Range) -> str:
    if one.ends is None:
        return f"at {listed([at_point(axis, value) for value in axis.points], 'or')}"
    return "from {} to {} by {}".format(*(at_point(axis, end) for end in one.ends))


def at_point(axis: Axis, value: float) -> str:
    return percent(value) if axis.unit == "%" else short(value)


def trades(strategy: Strategy) -> Iterator[str]:
    """The rules of each side, then what ends a position on either."""
    names = listed(strategy.symbols)
    (long_in, long_out), (short_in, short_out) = strategy.long_rules, strategy.short_rules
    both = strategy.direction == "both"
    leaving = endings(strategy)
    if long_in:
        yield f"Buy {names} when {describe_condition(long_in)}"
        yield from way_out("sell", long_out, [] if both else leaving, strategy.hold)
    if short_in:
        yield f"{'sell' if both else 'Sell'} {names} short when {describe_condition(short_in)}"
        yield from way_out("buy back", short_out, [] if both else leaving, strategy.hold)
    if both:
        yield from way_out("leave either", None, leaving, False)
        yield "a signal for the other side turns a position round"
    yield from partials(strategy)
    if strategy.stops_from == "next_bar":
        yield "stops and targets count from the bar after the entry"


def way_out(verb: str, rule: Condition | None, leaving: Sequence[str], hold: bool) -> Iterator[str]:
    parts = [f"when {describe_condition(rule)}"] if rule else []
    if parts or leaving:
        yield f"{verb} {listed([*parts, *leaving], 'or')}"
    elif hold:
        yield "keep what was bought"


def endings(strategy: Strategy) -> list[str]:
    levels = (
        ("a stop loss", strategy.stop_loss),
        ("a trailing stop", strategy.trailing_stop),
        ("a take profit", strategy.take_profit),
    )
    found = [f"at {name} of {distance(level)}" for name, level in levels if level]
    if strategy.break_even:
        gained = percent(strategy.break_even)
        found.append(f"at the price paid, once it has gained {gained}")
    if strategy.max_bars:
        found.append(f"after {counted(strategy.max_bars, 'bar')}")
    if strategy.max_days:
        found.append(f"after {counted(strategy.max_days, 'calendar day')}")
    if strategy.same_day:
        found.append("at the close of the same day")
    return found


def partials(strategy: Strategy) -> Iterator[str]:
    for part in strategy.partial_exits:
        yield f"take {percent(part.fraction)} off at a gain of {percent(part.gain)}"


def distance(level: Level | None) -> str:
    match level:
        case Atr():
            return f"{short(level.multiple)} x ATR({level.period})"
        case Money():
            return f"{short(level.distance)} a share"
        case _:
            return percent(level or 0.0)


def portfolio(strategy: Strategy) -> str:
    match strategy.portfolio:
        case Weights() as fixed:
            how = "" if fixed.rebalance == "never" else f", restored every {fixed.rebalance}"
            return f"Hold {weights(fixed.weights)}{how}"
        case Rotation() as rotation:
            return rotated(rotation, strategy)
        case Allocation() as allocation:
            parts = [
                f"{weights(one.weights)} while {describe_condition(one.when)}"
                for one in allocation.branches
            ]
            rest = weights(allocation.otherwise)
            return f"Hold {', else '.join([*parts, rest])}, looking every {allocation.look}"
        case None:
            return ""


def rotated(rotation: Rotation, strategy: Strategy) -> str:
    names = listed([one for one in strategy.symbols if one != rotation.fallback])
    best = "lowest" if rotation.lowest else "highest"
    only = f", if {describe_condition(rotation.filter)}" if rotation.filter else ""
    rest = rotation.fallback or "cash"
    number = f"the {rotation.top}" if rotation.top > 1 else "the one"
    return (
        f"Every {rotation.rebalance} hold {number} of {names} with the {best} "
        f"{name_of(rotation.rank_by).removeprefix('the ')}{only}; what is not placed goes to {rest}"
    )


def weights(shares: Mapping[str, float]) -> str:
    """Shares of the equity; what is missing to the whole is cash."""
    parts = [f"{percent(share)} {symbol}" for symbol, share in shares.items() if share]
    cash = 1 - sum(shares.values())
    return listed([*parts, *([f"{percent(round(cash, 10))} cash"] if cash > 1e-9 else [])])


def period(strategy: Strategy) -> str:
    start = f" from {strategy.start}" if strategy.start else ""
    end = f" to {strategy.end}" if strategy.end else ""
    return start + end


def account(strategy: Strategy) -> str:
    capital = f"Start with {strategy.initial_capital:,.15g} {strategy.currency}"
    return f"{capital}, {sizing(strategy)}, {filling(strategy)}, {costs(strategy)}."


def costs(strategy: Strategy) -> str:
    parts = [f"{percent(strategy.commission)} commission"]
    if strategy.commission_per_trade:
        parts.append(f"{short(strategy.commission_per_trade)} a trade")
    if strategy.commission_per_share:
        parts.append(f"{short(strategy.commission_per_share)} a share")
    parts.append(f"{percent(strategy.slippage)} slippage")
    if strategy.borrow_cost:
        parts.append(f"{percent(strategy.borrow_cost)} a year for borrowed shares")
    return f"pay {listed(parts)}"


def sizing(strategy: Strategy) -> str:
    shares = " in whole shares" if strategy.sizing.whole_shares else ""
    if strategy.portfolio:
        return f"hold the weights{shares}"
    more = strategy.sizing.max_entries
    adding = f", up to {more} times" if more > 1 else ""
    limit = strategy.sizing.max_positions
    most = f", with at most {counted(limit, 'position')} at once" if limit else ""
    borrowed = f", with a leverage of {short(strategy.leverage)}" if strategy.leverage > 1 else ""
    least = ", or what the money allows" if strategy.sizing.cash or strategy.sizing.quantity else ""
    return f"put {share(strategy)} into each position{shares}{least}{adding}{most}{borrowed}"


def share(strategy: Strategy) -> str:
    size = strategy.sizing
    if size.cash:
        return f"{size.cash:,.15g} {strategy.currency}"
    if size.quantity:
        return f"{short(size.quantity)} shares"
    if size.risk:
        return f"what loses {percent(size.risk)} of the equity at the stop"
    if size.volatility:
        return f"what swings by {percent(size.volatility)} of its part of the equity a year"
    return fraction_of_equity(strategy)


def fraction_of_equity(strategy: Strategy) -> str:
    places = min(len(strategy.symbols), strategy.sizing.max_positions or len(strategy.symbols))
    if strategy.sizing.fraction is None and places > 1 and strategy.leverage == 1:
        return f"an equal share (1/{places}) of the equity"
    fraction = strategy.sizing.fraction or strategy.leverage / places
    return "everything" if fraction == 1 else f"{percent(fraction)} of the equity"


def filling(strategy: Strategy) -> str:
    return "trade at the close" if strategy.fill == "close" else "trade at the next open"


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
        return amount(operand.value, beside)
    return name_of(operand)


def amount(value: float, operand: Operand) -> str:
    return percent(value) if isinstance(operand, Change | Distance | Gap) else short(value)


def name_of(operand: Operand) -> str:
    if isinstance(operand, Number):
        return short(operand.value)
    name = plain_name(operand)
    whose = f"{operand.symbol}'s {name.removeprefix('the ')}" if operand.symbol else name
    return adjusted(whose, operand.lag, operand.multiplier)


def plain_name(operand: Operand) -> str:
    match operand:
        case Number():
            return short(operand.value)
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
