"""What differs between two strategies, field by field, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agents.events import Json
from backtests.engine import describe
from backtests.engine.phrases import describe_condition, percent
from backtests.engine.ranges import size
from backtests.engine.strategy import Strategy

# How the value of a field is told; the others are told as they stand.
WORDS: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("entry", "exit", "short_entry", "short_exit"), describe_condition),
    **dict.fromkeys(("stop_loss", "take_profit", "trailing_stop"), describe.distance),
    **dict.fromkeys(("commission", "slippage", "borrow_cost", "break_even"), percent),
    "symbols": ", ".join,
    **dict.fromkeys(
        ("initial_capital", "commission_per_trade", "commission_per_share"), "{:,.10g}".format
    ),
    "hold": lambda held: "to the end" if held else "no",
    "same_day": lambda left: "left on the day of the entry" if left else "no",
    "fill": {
        "next_open": "at the next open",
        "close": "at the close",
        "close_to_open": "in at the close, out at the next open",
    }.__getitem__,
    "stops_from": {"entry_bar": "the bar of the entry", "next_bar": "the bar after"}.__getitem__,
    "leverage": "{:g} times".format,
    "ranges": lambda ranges: f"{size(ranges)} variants",
    "partial_exits": lambda parts: ", ".join(
        f"{percent(one.fraction)} at +{percent(one.gain)}" for one in parts
    ),
}


def differences(before: Strategy, after: Strategy) -> list[Json]:
    """The fields that differ, each with its old and its new value."""
    return [
        {
            "path": name,
            "label": name.replace("_", " "),
            "from": told(before, name),
            "to": told(after, name),
        }
        for name in Strategy.model_fields
        if getattr(before, name) != getattr(after, name)
    ]


def told(strategy: Strategy, name: str) -> str:
    value = getattr(strategy, name)
    if value is None or value == []:
        return "none"
    if name == "sizing":
        return describe.sizing(strategy)
    if name == "portfolio":
        return describe.portfolio(strategy)
    return WORDS.get(name, str)(value)
