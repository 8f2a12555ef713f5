"""Nothing that a strategy says is left out of the sentence that says it back."""

from typing import Any

import pytest

from backtests.engine.describe import describe
from backtests.engine.strategy import Sizing, Strategy
from tests.engine.making import compare, cued, number

CLOSE = {"kind": "price", "field": "close"}
RULE = compare(CLOSE, ">", 1)
OTHER = compare(CLOSE, ">", 2)
STOPPED = {"stop_loss": 0.1}
SHORTS = {"direction": "both", "short_entry": RULE}
ATR = {"kind": "atr", "multiple": 3, "period": 9}

# Field -> what changes in the sentence, beside rules that allow it.
CHANGES: dict[str, tuple[Any, str, dict[str, Any]]] = {
    "symbols": (["Y"], "Y", {}),
    "timeframe": ("1h", "hourly bars", {}),
    "start": ("2001-02-03", "from 2001-02-03", {}),
    "end": ("2001-02-03", "to 2001-02-03", {}),
    "benchmark": ("SPY", "Compare it with SPY", {}),
    "direction": ("short", "Sell X short", {}),
    "entry": (OTHER, "above 2", {}),
    "exit": (OTHER, "above 2", {}),
    "short_entry": (OTHER, "short when the close is above 2", SHORTS),
    "short_exit": (OTHER, "buy back when the close is above 2", SHORTS),
    "hold": (True, "keep what was bought", {}),
    "stop_loss": (ATR, "a stop loss of 3 x ATR(9)", {}),
    "take_profit": ({"kind": "money", "distance": 7}, "a take profit of 7 a share", {}),
    "trailing_stop": (0.07, "a trailing stop of 7%", {}),
    "break_even": (0.07, "at the price paid, once it has gained 7%", {}),
    "partial_exits": ([{"gain": 0.07, "fraction": 0.3}], "take 30% off at a gain of 7%", {}),
    "max_bars": (7, "after 7 bars", {}),
    "max_days": (7, "after 7 calendar days", {}),
    "same_day": (True, "at the close of the same day", {}),
    "fill": ("close", "at the close", {}),
    "stops_from": ("next_bar", "from the bar after the entry", STOPPED),
    "leverage": (3, "leverage of 3", {}),
    "initial_capital": (12_345, "12,345", {}),
    "currency": ("EUR", "EUR", {}),
    "commission": (0.07, "7% commission", {}),
    "commission_per_trade": (7, "7 a trade", {}),
    "commission_per_share": (0.07, "0.07 a share", {}),
    "slippage": (0.07, "7% slippage", {}),
    "borrow_cost": (0.07, "7% a year", {"direction": "short"}),
    "ranges": (
        [{"path": "commission", "from": 0.01, "to": 0.03, "step": 0.01}],
        "Tried in 3 variants: commission from 1% to 3% by 1%",
        {},
    ),
}
SIZES: dict[str, tuple[Any, str]] = {
    "fraction": (0.3, "30% of the equity"),
    "cash": (300, "300 USD"),
    "quantity": (7, "7 shares"),
    "risk": (0.07, "loses 7%"),
    "volatility": (0.07, "swings by 7%"),
    "whole_shares": (True, "in whole shares"),
    "max_positions": (1, "at most 1 position"),
    "max_entries": (7, "up to 7 times"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_field_is_said_back(name: str) -> None:
    value, words, beside = CHANGES[name]
    base = {"entry": RULE, "exit": RULE, **beside}
    without = {"exit": None} if name == "hold" else {}
    changed = describe(cued(**{**base, **without, name: value}))
    assert words in changed
    assert changed != describe(cued(**base))


@pytest.mark.parametrize("name", SIZES)
def test_every_way_of_sizing_is_said_back(name: str) -> None:
    value, words = SIZES[name]
    base = {"symbols": ["X", "Y"], "stop_loss": 0.1}
    changed = describe(cued(**base, sizing={name: value}))
    assert words in changed
    assert changed != describe(cued(**base))


def test_no_field_is_forgotten_here() -> None:
    assert set(CHANGES) == set(Strategy.model_fields) - {"version", "portfolio", "sizing"}
    assert set(SIZES) == set(Sizing.model_fields)


ROTATION = {"kind": "rotation", "rank_by": {"kind": "change", "bars": 9}}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"top": 2}, "the 2 of"),
        ({"lowest": True}, "lowest"),
        ({"filter": RULE}, "if the close is above 1"),
        ({"fallback": "Z"}, "goes to Z"),
        ({"rebalance": "week"}, "Every week"),
        ({"rank_by": {"kind": "change", "bars": 8}}, "over 8 bars"),
    ],
)
def test_every_field_of_a_rotation_is_said_back(change: dict[str, Any], words: str) -> None:
    rules = {"entry": None, "exit": None, "symbols": ["X", "Y", "Z"]}
    changed = describe(cued(**rules, portfolio={**ROTATION, **change}))
    assert words in changed
    assert changed != describe(cued(**rules, portfolio=ROTATION))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"kind": "calendar", "weekdays": [2], "on": "signal"}, "Tuesday"),
        ({"kind": "calendar", "months": [5]}, "May"),
        ({"kind": "calendar", "first_days": 3}, "first 3 trading days"),
        ({"kind": "calendar", "last_days": 1}, "last 1 trading day"),
        ({"kind": "calendar", "month_day": -2}, "2nd last trading day"),
        ({"kind": "calendar", "weekdays": [1], "every_weeks": 2}, "Monday and every 2nd week"),
        ({"kind": "calendar", "from_day": 15, "to_day": 21}, "from the 15th to the 21st of the"),
        ({"kind": "calendar", "to_day": 10}, "from the 1st to the 10th of the month"),
        ({"kind": "calendar", "from_day": 20}, "from the 20th to the 31st of the month"),
        ({"kind": "calendar", "date": 15}, "the 15th of the month or the next trading day"),
        (
            {"kind": "since", "of": RULE, "until": RULE},
            "it is after the close is above 1",
        ),
        ({"kind": "lasting", "of": RULE, "bars": 3}, "for 3 bars"),
        ({"kind": "lasting", "of": RULE, "bars": 3, "at_least": 1}, "some time in the last 3 bars"),
        ({"kind": "lasting", "of": RULE, "bars": 5, "at_least": 3}, "at least 3 of the last 5"),
        ({"kind": "trend", "operand": CLOSE, "way": "falling", "bars": 3}, "fallen for 3 bars"),
        (
            {"kind": "between", "operand": CLOSE, "low": number(3), "high": number(4)},
            "is between 3 and 4",
        ),
        (compare({**CLOSE, "symbol": "SPY"}, ">", 1), "SPY's close"),
        (compare({**CLOSE, "lag": 2, "multiplier": 0.9}, ">", 1), "0.9 x the close 2 bars ago"),
        (compare({"kind": "gap"}, ">", 0.02), "the gap from the close before to the open"),
        (compare({"kind": "streak", "way": "down"}, ">=", 3), "streak of down closes"),
        ({"kind": "not", "of": RULE}, "it is not the case that"),
    ],
)
def test_every_condition_is_said_back(rule: dict[str, Any], words: str) -> None:
    assert words in describe(cued(entry=rule, exit=RULE))


def test_of_which_bar_a_date_speaks_is_said_back() -> None:
    said = {
        on: describe(cued(entry={"kind": "calendar", "weekdays": [2], "on": on}))
        for on in ("fill", "signal")
    }
    assert said["fill"] != said["signal"]
