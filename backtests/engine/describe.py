"""Says a strategy back in plain English, one sentence for the rules and one for the account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backtests.engine.axes import Axis, axes
from backtests.engine.phrases import counted, describe_condition, listed, name_of, percent, short
from backtests.engine.ranges import Range
from backtests.engine.strategy import (
    Allocation,
    Atr,
    Condition,
    Level,
    Money,
    Rotation,
    Since,
    Strategy,
    Weights,
)

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
        yield "keep what was bought" if verb == "sell" else "keep it short"


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
                f"{weights(one.weights)} {how_long_held(one.when)}" for one in allocation.branches
            ]
            rest = weights(allocation.otherwise)
            return f"Hold {', else '.join([*parts, rest])}, looking every {allocation.look}"
        case None:
            return ""


def how_long_held(when: Condition) -> str:
    if isinstance(when, Since):
        begins, ends = describe_condition(when.of), describe_condition(when.until)
        return f"from when {begins} until {ends}"
    return f"while {describe_condition(when)}"


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
    adding = f", up to {more:,} times" if more > 1 else ""
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
    return {
        "next_open": "trade at the next open",
        "close": "trade at the close",
        "close_to_open": "enter at the close and leave at the next open",
    }[strategy.fill]
