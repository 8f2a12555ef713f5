"""The strategy as code: its rules as functions, and the test bar by bar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from backtests.engine.conditions import Condition
from backtests.engine.describe import share
from backtests.engine.phrases import describe_condition, name_of
from backtests.engine.script.layout import Code, after, array, call, laid_out, table
from backtests.engine.script.rule_code import condition_code, operand_code
from backtests.engine.script.text import comment, literal
from backtests.engine.simulator import equal_part
from backtests.engine.strategy import (
    Allocation,
    Atr,
    Level,
    Money,
    Rotation,
    Strategy,
    Weights,
)

INDENT = "    "
EXITS = ("long_exit", "short_exit")


def strategy_code(strategy: Strategy) -> str:
    functions = portfolio_functions if strategy.portfolio else rule_functions
    return "\n\n".join([*functions(strategy), backtest_code(strategy)])


def function(head: str, about: str, body: Code) -> str:
    text = after("return ", body)
    return f"def {head}:\n{comment(about, INDENT)}{laid_out(text, INDENT)}\n"


def rule_function(name: str, rule: Condition, strategy: Strategy) -> str:
    head = f"{name}(bars: Bars, others: Others) -> Truth"
    at_close = strategy.leaves_at_close if name in EXITS else strategy.enters_at_close
    return function(head, describe_condition(rule), condition_code(rule, int(not at_close)))


# Rules ------------------------------------------------------------------------------------------


def rules_of(strategy: Strategy) -> dict[str, Condition]:
    (long_in, long_out), (short_in, short_out) = strategy.long_rules, strategy.short_rules
    given = {
        "long_entry": long_in,
        "long_exit": long_out,
        "short_entry": short_in,
        "short_exit": short_out,
    }
    return {name: rule for name, rule in given.items() if rule is not None}


def rule_functions(strategy: Strategy) -> Iterator[str]:
    for name, rule in rules_of(strategy).items():
        yield rule_function(name, rule, strategy)
    yield function("budget(order: Order) -> float", share(strategy), budget_code(strategy))


def budget_code(strategy: Strategy) -> str:
    """What an entry may use; a fixed fee comes on top of a number of shares."""
    size = strategy.sizing
    if size.cash:
        return literal(size.cash)
    if size.quantity:
        return f"{literal(size.quantity)} * order.cost + order.fee"
    if size.risk:
        return f"order.equity * {literal(size.risk)} / order.risked * order.cost + order.fee"
    if size.volatility:
        part = f"order.equity * {literal(equal_part(strategy))} * {literal(size.volatility)}"
        return f'{part} / order.swing if order.swing > 0 else float("nan")'
    fraction = size.fraction or strategy.leverage * equal_part(strategy)
    return f"order.equity * {literal(fraction)}"


# Portfolios -------------------------------------------------------------------------------------


def portfolio_functions(strategy: Strategy) -> Iterator[str]:
    match strategy.portfolio:
        case Rotation() as one:
            head, value = "rank(bars: Bars, others: Others) -> FloatArray", one.rank_by
            yield function(head, name_of(value), operand_code(value))
            if one.filter:
                yield rule_function("allowed", one.filter, strategy)
        case Allocation() as one:
            for place, branch in enumerate(one.branches, 1):
                yield rule_function(f"branch_{place}", branch.when, strategy)


def weights_code(strategy: Strategy) -> Code:
    match strategy.portfolio:
        case Weights() as one:
            shares, every = table(one.weights), literal(one.rebalance)
            return call("fixed", "market", "settings", shares, every)
        case Rotation() as one:
            more = {
                "lowest": "True" if one.lowest else "",
                "allowed": "allowed" if one.filter else "",
                "fallback": literal(one.fallback) if one.fallback else "",
            }
            given = ("market", "settings", literal(one.rebalance), "rank", str(one.top))
            return call("rotation", *given, **said(more))
        case Allocation() as one:
            pairs = [
                call("", f"branch_{place}", table(branch.weights))
                for place, branch in enumerate(one.branches, 1)
            ]
            rest, look = table(one.otherwise), literal(one.look)
            return call("allocation", "market", "settings", look, array(pairs), rest)
        case None:
            raise TypeError("a strategy of rules has no weights")


# The test ---------------------------------------------------------------------------------------


def backtest_code(strategy: Strategy) -> str:
    lines = ["def backtest(series: Sequence[Bars]) -> Account:"]
    lines += [laid_out(one, INDENT) for one in prepared(strategy)]
    lines.append(f"{INDENT}for bar in range(len(market)):")
    lines += [f"{INDENT * 2}{line}" for line in bar_lines(strategy)]
    lines += [f"{INDENT * 2}account.curve.append(account.equity)", f"{INDENT}return account"]
    return "\n".join(lines) + "\n"


def prepared(strategy: Strategy) -> Iterator[Code]:
    yield after("settings = ", call("Settings", **settings_of(strategy)))
    yield "market = prepare(settings, series)"
    if strategy.portfolio:
        yield after("weights = ", weights_code(strategy))
    else:
        yield after("exits = ", call("Exits", **exits_of(strategy)))
        yield after("sizing = ", call("Sizing", "budget", **sizing_of(strategy)))
        rules = {name: name for name in rules_of(strategy)}
        if strategy.enters_at_close and not strategy.leaves_at_close:
            rules["exits_beat"] = "False"
        yield after("wanted = ", call("wishes", "market", "exits", "settings.timeframe", **rules))
        yield "plan = Plan(wanted, exits, sizing)"
    yield "account = opened(settings, market)"


def bar_lines(strategy: Strategy) -> Iterator[str]:
    """What happens on each bar, in the order of the engine."""
    if strategy.borrow_cost:
        yield f"borrow(account, {literal(strategy.borrow_cost)}, bar)"
    if not strategy.leaves_at_close:
        yield "if bar > 0:  # at the open: what the close before has decided"
        yield from (INDENT + line for line in at_open(strategy))
    if not strategy.portfolio:
        yield from inside(strategy)
    yield "mark(account, bar)"
    if strategy.enters_at_close:
        yield "# At this close: what it has decided."
        yield from at_close(strategy)
        yield "mark(account, bar)"
    yield "look_for_ruin(account, bar)"


def at_open(strategy: Strategy) -> Iterator[str]:
    if strategy.portfolio:
        yield 'rebalance(account, weights, bar, bar - 1, "open")'
        return
    if strategy.enters_at_close:
        yield 'leave(account, plan, bar, bar - 1, "open")'
        return
    yield 'left = leave(account, plan, bar, bar - 1, "open")'
    yield 'enter(account, plan, left, bar, bar - 1, "open")'


def at_close(strategy: Strategy) -> Iterator[str]:
    if strategy.portfolio:
        yield 'rebalance(account, weights, bar, bar, "close")'
        return
    if not strategy.leaves_at_close:
        yield 'enter(account, plan, {}, bar, bar, "close")'
        return
    yield 'left = leave(account, plan, bar, bar, "close")'
    yield "mark(account, bar)"
    yield 'enter(account, plan, left, bar, bar, "close")'


def inside(strategy: Strategy) -> Iterator[str]:
    """Between the open and the close."""
    if strategy.stop_loss or strategy.trailing_stop or strategy.break_even:
        yield "stops(account, exits, bar)"
    if strategy.take_profit or strategy.partial_exits:
        yield "targets(account, exits, bar)"
    if strategy.same_day:
        yield "leave_at_the_end_of_the_day(account, bar)"
    if strategy.trailing_stop or strategy.break_even:
        yield "watch(account, exits, bar)"


# What is not left at its default ----------------------------------------------------------------


def said(values: Mapping[str, Code]) -> dict[str, Code]:
    return {name: value for name, value in values.items() if value}


def settings_of(strategy: Strategy) -> dict[str, Code]:
    return {
        "symbols": array([literal(one) for one in strategy.symbols]),
        "timeframe": literal(strategy.timeframe),
        **said({"start": day(strategy.start), "end": day(strategy.end)}),
        **said({"at_close": flag(strategy.enters_at_close)}),
        **said({"whole_shares": flag(strategy.sizing.whole_shares)}),
        "initial_capital": literal(strategy.initial_capital),
        "currency": literal(strategy.currency),
        "commission": literal(strategy.commission),
        **said({"commission_per_trade": amount(strategy.commission_per_trade)}),
        **said({"commission_per_share": amount(strategy.commission_per_share)}),
        "slippage": literal(strategy.slippage),
    }


def exits_of(strategy: Strategy) -> dict[str, Code]:
    parts = [f"({one.gain!r}, {one.fraction!r})" for one in strategy.partial_exits]
    return said(
        {
            "stop_loss": level(strategy.stop_loss),
            "take_profit": level(strategy.take_profit),
            "trailing_stop": level(strategy.trailing_stop),
            "break_even": amount(strategy.break_even),
            "partial_exits": array(parts) if parts else "",
            "max_bars": amount(strategy.max_bars),
            "max_days": amount(strategy.max_days),
            "from_next_bar": flag(strategy.stops_from == "next_bar"),
        }
    )


def sizing_of(strategy: Strategy) -> dict[str, Code]:
    size = strategy.sizing
    return said(
        {
            "most_shares": amount(size.quantity),
            "max_positions": amount(size.max_positions),
            "max_entries": literal(size.max_entries) if size.max_entries > 1 else "",
            "leverage": literal(strategy.leverage) if strategy.leverage > 1 else "",
        }
    )


def day(value: dt.date | None) -> str:
    return f"date({value.year}, {value.month}, {value.day})" if value else ""


def flag(value: bool) -> str:
    return "True" if value else ""


def amount(value: float | None) -> str:
    return literal(value) if value else ""


def level(value: Level | None) -> Code:
    """A fraction keeps its point, which tells it from money."""
    match value:
        case Atr():
            return call("Atr", literal(value.multiple), str(value.period))
        case Money():
            return call("Money", literal(value.distance))
        case None:
            return ""
        case _:
            return repr(value)
