"""What in a strategy is impossible, or does not go together; each sentence names its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from backtests.engine import ranges as grid
from backtests.engine.conditions import MAX_DEPTH, Calendar, calendars, depth
from backtests.engine.parts import Allocation, Rotation, Sizing, Weights

if TYPE_CHECKING:
    from backtests.engine.strategy import Strategy


def problems(strategy: Strategy) -> Iterator[str]:
    """All of them, the ranges last."""
    if strategy.start and strategy.end and strategy.start >= strategy.end:
        yield f"the start ({strategy.start}) must be before the end ({strategy.end})"
    yield from condition_problems(strategy)
    yield from field_problems(strategy)
    yield from range_problems(strategy)


def condition_problems(strategy: Strategy) -> Iterator[str]:
    """Of each rule by itself."""
    if any(depth(rule) > MAX_DEPTH for rule in strategy.rules):
        yield f"conditions are nested more than {MAX_DEPTH} deep"
    for rule in (one for whole in strategy.rules for one in calendars(whole)):
        yield from calendar_problems(rule, strategy.timeframe)


def field_problems(strategy: Strategy) -> Iterator[str]:
    """Of fields that do not go together."""
    if strategy.portfolio:
        yield from portfolio_problems(strategy)
        return
    yield from rule_problems(strategy)
    yield from exit_problems(strategy)
    yield from level_problems(strategy)
    yield from sizing_problems(strategy)


def calendar_problems(rule: Calendar, timeframe: str) -> Iterator[str]:
    clock = rule.session_bar or rule.from_time or rule.to_time
    if clock and timeframe in ("1d", "1w"):
        yield f"a calendar with session_bar or times needs bars within a day, not {timeframe}"
    month = rule.first_days or rule.last_days or rule.month_day
    date = rule.from_day or rule.to_day or rule.date
    if timeframe == "1w" and (rule.weekdays or rule.every_weeks or month or date):
        yield "a calendar with days needs daily bars or shorter ones, not 1w"


def portfolio_problems(strategy: Strategy) -> Iterator[str]:
    default = type(strategy).model_fields
    foreign = (
        "entry", "exit", "short_entry", "short_exit", "hold", "stop_loss", "take_profit",
        "trailing_stop", "break_even", "max_bars", "max_days", "same_day", "leverage",
        "stops_from", "borrow_cost",
    )  # fmt: skip
    if strategy.fill == "close_to_open":
        yield "fill close_to_open does not go with a portfolio, which has no entries and exits"
    for name in foreign:
        if getattr(strategy, name) != default[name].default:
            yield f"{name} does not go with a portfolio, whose positions follow its weights"
    if strategy.partial_exits:
        yield "partial_exits do not go with a portfolio, whose positions follow its weights"
    if strategy.direction != "long":
        yield "direction must be long with a portfolio"
    if strategy.sizing != Sizing(whole_shares=strategy.sizing.whole_shares):
        yield "sizing does not go with a portfolio, whose weights are the sizes"
    for symbol in named_symbols(strategy):
        if symbol not in strategy.symbols:
            yield f"portfolio names {symbol}, which is not among the symbols"
    if isinstance(strategy.portfolio, Rotation):
        fallback = strategy.portfolio.fallback
        ranked = [symbol for symbol in strategy.symbols if symbol != fallback]
        if strategy.portfolio.top > len(ranked):
            yield f"top {strategy.portfolio.top} needs more symbols than the {len(ranked)} ranked"


def named_symbols(strategy: Strategy) -> list[str]:
    match strategy.portfolio:
        case Weights(weights=weights):
            return list(weights)
        case Rotation(fallback=fallback):
            return [fallback] if fallback else []
        case Allocation(branches=branches, otherwise=otherwise):
            return [symbol for one in branches for symbol in one.weights] + list(otherwise)
        case _:
            return []


def rule_problems(strategy: Strategy) -> Iterator[str]:
    if strategy.entry is None and strategy.short_entry is None:
        yield "there is no entry: say when to buy, or give a portfolio"
    elif strategy.entry is None:
        yield "entry is missing: with direction both, both sides need one"
    if strategy.direction == "both" and strategy.short_entry is None:
        yield "short_entry is missing: with direction both, both sides need one"
    if strategy.direction != "both" and (strategy.short_entry or strategy.short_exit):
        yield (
            f"short_entry and short_exit are for direction both; with {strategy.direction}, "
            "say entry and exit"
        )


def exit_problems(strategy: Strategy) -> Iterator[str]:
    leaves = (
        strategy.stop_loss, strategy.take_profit, strategy.trailing_stop, strategy.max_bars,
        strategy.max_days, strategy.same_day, strategy.hold,
    )  # fmt: skip
    turns = strategy.direction == "both"
    if strategy.exit is None and not any(leaves) and not turns:
        yield (
            "there is no exit: add an exit rule, a stop, a target or a holding time "
            "(or hold: true, to keep what was bought)"
        )
    if strategy.same_day and strategy.timeframe == "1w":
        yield "same_day needs daily bars or shorter ones, not 1w"
    if strategy.same_day and strategy.enters_at_close:
        fill = strategy.fill
        yield f"same_day does not go with fill {fill}: what is bought at the close is left there"
    if strategy.fill == "close_to_open" and turns:
        yield "fill close_to_open does not go with direction both, which turns round at one moment"
    gains = [part.gain for part in strategy.partial_exits]
    if gains != sorted(set(gains)):
        yield "partial_exits must ascend in gain"
    if sum(part.fraction for part in strategy.partial_exits) > 1 + 1e-9:
        yield "partial_exits sell more than there is: their fractions add up to more than 1"


def level_problems(strategy: Strategy) -> Iterator[str]:
    target = strategy.take_profit
    gains = [part.gain for part in strategy.partial_exits]
    if strategy.direction == "short" and any(
        gain >= 1 for gain in (*gains, target) if isinstance(gain, float)
    ):
        yield "take_profit and partial_exits of a short must be below 1: no price falls by 100%"
    if isinstance(target, float):
        if any(gain >= target for gain in gains):
            yield f"partial_exits must lie below the take_profit of {target:g}"
        if strategy.break_even and strategy.break_even >= target:
            yield f"break_even must lie below the take_profit of {target:g}"


def sizing_problems(strategy: Strategy) -> Iterator[str]:
    sizing = strategy.sizing
    if sizing.fraction and sizing.fraction > strategy.leverage:
        yield (
            f"sizing.fraction {sizing.fraction:g} is more than the leverage of "
            f"{strategy.leverage:g} allows"
        )
    if strategy.borrow_cost and strategy.direction == "long":
        yield "borrow_cost is paid for shorts only; with direction long, leave it out"
    if sizing.risk and not (strategy.stop_loss or strategy.trailing_stop):
        yield "sizing.risk needs a stop_loss or a trailing_stop, from which the risk is counted"
    if strategy.hold and strategy.direction == "both":
        yield "hold does not go with direction both"


def range_problems(strategy: Strategy) -> Iterator[str]:
    if strategy.ranges:
        draft = strategy.model_dump(mode="json")
        yield from grid.problems(draft, strategy.ranges, type(strategy).model_validate)
