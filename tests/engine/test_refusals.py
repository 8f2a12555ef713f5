"""Every sentence that refuses a strategy or a condition: what is wrong, and which field."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from backtests.engine.strategy import Strategy
from tests.engine.making import compare, cue, cued, indicator, number

CLOSE = {"kind": "price", "field": "close"}
RULE = compare(CLOSE, ">", 1)
SHORTS = {"direction": "both", "short_entry": RULE}
WEIGHTS = {"kind": "weights", "weights": {"X": 0.5}}
NOTHING = {"entry": None, "exit": None}


def calendar(**said: Any) -> dict[str, Any]:
    return {"kind": "calendar", **said}


def refused(words: str, **said: Any) -> None:
    with pytest.raises(ValidationError, match=re.escape(words)):
        cued(**said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"start": "2020-01-02", "end": "2020-01-02"}, "the start (2020-01-02) must be before"),
        ({"entry": None}, "there is no entry: say when to buy, or give a portfolio"),
        (SHORTS | {"entry": None}, "entry is missing: with direction both"),
        ({"direction": "both"}, "short_entry is missing: with direction both"),
        ({"short_entry": RULE}, "short_entry and short_exit are for direction both; with long"),
        (
            {"direction": "short", "short_exit": RULE},
            "short_entry and short_exit are for direction both; with short, say entry and exit",
        ),
        ({"exit": None}, "there is no exit: add an exit rule, a stop, a target"),
        ({"exit": None, "break_even": 0.1}, "there is no exit"),
        ({"same_day": True, "timeframe": "1w"}, "same_day needs daily bars or shorter ones"),
        ({"same_day": True, "fill": "close"}, "same_day does not go with fill close"),
        (
            {"same_day": True, "fill": "close_to_open"},
            "same_day does not go with fill close_to_open",
        ),
        (SHORTS | {"fill": "close_to_open"}, "fill close_to_open does not go with direction both"),
        (
            {"partial_exits": [{"gain": g, "fraction": 0.1} for g in (0.2, 0.1)]},
            "partial_exits must ascend in gain",
        ),
        (
            {"partial_exits": [{"gain": 0.1, "fraction": 0.1}] * 2},
            "partial_exits must ascend in gain",
        ),
        (
            {"partial_exits": [{"gain": g, "fraction": 0.6} for g in (0.1, 0.2)]},
            "partial_exits sell more than there is",
        ),
        ({"stop_loss": 1.0}, "a stop must be below 1 (100%), not 1"),
        ({"trailing_stop": 1.5}, "a stop must be below 1 (100%), not 1.5"),
        ({"take_profit": 101}, "a target must be at most 100 (10,000%), not 101"),
        ({"direction": "short", "take_profit": 1.0}, "take_profit and partial_exits of a short"),
        (
            {"direction": "short", "partial_exits": [{"gain": 1.0, "fraction": 0.5}]},
            "take_profit and partial_exits of a short must be below 1",
        ),
        (
            {"take_profit": 0.1, "partial_exits": [{"gain": 0.1, "fraction": 0.5}]},
            "partial_exits must lie below the take_profit of 0.1",
        ),
        ({"take_profit": 0.1, "break_even": 0.1}, "break_even must lie below the take_profit"),
        ({"sizing": {"fraction": 1.5}}, "sizing.fraction 1.5 is more than the leverage of 1"),
        ({"borrow_cost": 0.1}, "borrow_cost is paid for shorts only; with direction long"),
        ({"sizing": {"risk": 0.1}}, "sizing.risk needs a stop_loss or a trailing_stop"),
        (SHORTS | {"hold": True}, "hold does not go with direction both"),
        ({"sizing": {"risk": 0.1, "cash": 5}}, "give one way of sizing, not cash and risk"),
        ({"symbols": ["X", " x "]}, "a symbol is named twice"),
        ({"symbols": ["X" * 21]}, "a symbol has 1 to 20 characters"),
        ({"benchmark": " "}, "a symbol has 1 to 20 characters"),
        ({"leverage": 0.5}, "greater than or equal to 1"),
        ({"stop_loss": {"kind": "atr", "multiple": 0}}, "greater than 0"),
        ({"stop_loss": {"kind": "money", "distance": -1}}, "greater than 0"),
        ({"commission": float("nan")}, "finite number"),
    ],
)
def test_a_strategy_that_cannot_be_is_refused(said: dict[str, Any], words: str) -> None:
    refused(words, **said)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (compare(number(1), ">", 2), "two numbers say nothing about prices"),
        (compare(indicator("RSI"), ">", 101), "RSI only takes values from 0 to 100"),
        (compare(CLOSE, "<", -1), "close only takes values of 0 or more; -1 is impossible"),
        (compare({"kind": "streak", "way": "up"}, "<", -1), "a streak only takes values of 0 or"),
        (
            compare({"kind": "distance", "of": "high"}, ">", 0.1),
            "a distance from the high only takes values from -1 to 0; 0.1 is impossible",
        ),
        (compare({"kind": "distance", "of": "low"}, "<", -0.1), "from the low only takes values"),
        (
            compare({"kind": "change", "multiplier": 2}, "<", -3),
            "2 x a change only takes values of -2 or more; -3 is impossible",
        ),
        (
            compare({**indicator("RSI"), "multiplier": 0.5}, ">", 51),
            "0.5 x RSI only takes values from 0 to 50; 51 is impossible",
        ),
        (
            {"kind": "compare", "left": number(101), "op": "<", "right": indicator("RSI")},
            "RSI only",
        ),
        (
            {"kind": "between", "operand": CLOSE, "low": number(2), "high": number(2)},
            "between needs the lower limit first: 2 is not below 2",
        ),
        (
            {"kind": "between", "operand": indicator("RSI"), "low": number(2), "high": number(200)},
            "RSI only takes values from 0 to 100; 200 is impossible",
        ),
        ({"kind": "trend", "operand": number(1), "way": "rising"}, "a number neither rises nor"),
        (calendar(), "a calendar condition needs a day, a month or a time"),
        (calendar(on="signal"), "a calendar condition needs a day, a month or a time"),
        (calendar(session_bar=0), "bars and days are counted from 1, or from -1"),
        (calendar(month_day=0), "bars and days are counted from 1, or from -1"),
        (calendar(from_time="16:00", to_time="10:00"), "from_time 16:00:00 must be before to_time"),
        (calendar(from_time="10:00+02:00", to_time="12:00"), "from_time 10:00:00+02:00 must be a"),
        (calendar(to_time="12:00:30"), "to_time 12:00:30 must be a whole minute"),
        (calendar(to_time="00:00"), "to_time 00:00 lies before every bar of a day"),
        (calendar(weekdays=[8]), "less than or equal to 7"),
        (calendar(months=[]), "at least 1 item"),
        (calendar(session_bar=1), "session_bar or times needs bars within a day, not 1d"),
        (calendar(to_time="10:00"), "session_bar or times needs bars within a day, not 1d"),
        (calendar(from_day=20, to_day=10), "from_day 20 must not be after to_day 10"),
        ({"kind": "lasting", "of": RULE, "bars": 1}, "greater than or equal to 2"),
        ({"kind": "lasting", "of": RULE, "bars": 3, "at_least": 3}, "must be fewer than the 3"),
        ({"kind": "all", "of": []}, "at least 1 item"),
        ({"kind": "moon"}, "does not match any of the expected tags"),
    ],
)
def test_a_condition_that_cannot_be_is_refused(rule: dict[str, Any], words: str) -> None:
    refused(words, entry=rule)
    refused(words, exit={"kind": "any", "of": [cue(1), {"kind": "not", "of": rule}]})


@pytest.mark.parametrize(
    "said",
    [
        {"weekdays": [1]},
        {"every_weeks": 2},
        {"first_days": 1},
        {"last_days": 1},
        {"month_day": 1},
        {"from_day": 2},
        {"to_day": 9},
        {"date": 15},
    ],
)
def test_days_need_bars_of_days(said: dict[str, Any]) -> None:
    refused("a calendar with days needs daily bars", entry=calendar(**said), timeframe="1w")


# Portfolios -------------------------------------------------------------------------------------

FOREIGN: dict[str, Any] = {
    "entry": RULE,
    "exit": RULE,
    "short_entry": RULE,
    "short_exit": RULE,
    "hold": True,
    "stop_loss": 0.1,
    "take_profit": 0.1,
    "trailing_stop": 0.1,
    "break_even": 0.1,
    "partial_exits": [{"gain": 0.1, "fraction": 0.5}],
    "max_bars": 3,
    "max_days": 3,
    "same_day": True,
    "leverage": 2,
    "direction": "short",
    "sizing": {"max_positions": 2},
    "borrow_cost": 0.1,
    "stops_from": "next_bar",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_portfolio_refuses_what_belongs_to_rules(name: str) -> None:
    refused(name, **{**NOTHING, "portfolio": WEIGHTS, name: FOREIGN[name]})


@pytest.mark.parametrize("way", ["fraction", "cash", "quantity", "risk", "volatility"])
def test_the_weights_of_a_portfolio_are_its_sizes(way: str) -> None:
    refused("sizing does not go", **NOTHING, portfolio=WEIGHTS, sizing={way: 0.5})


def test_a_portfolio_fills_all_at_one_moment() -> None:
    refused("fill close_to_open does not go", **NOTHING, portfolio=WEIGHTS, fill="close_to_open")


def test_what_goes_with_a_portfolio() -> None:
    own = {"portfolio", "symbols", "timeframe", "start", "end", "benchmark", "fill", "currency"}
    costs = {"commission", "commission_per_trade", "commission_per_share", "slippage"}
    rest = {"version", "initial_capital", "ranges", *own, *costs}
    assert set(Strategy.model_fields) - set(FOREIGN) == rest


def rotation(**said: Any) -> dict[str, Any]:
    return {"kind": "rotation", "rank_by": {"kind": "change", "bars": 1}, **said}


@pytest.mark.parametrize(
    ("portfolio", "words"),
    [
        ({"kind": "weights", "weights": {"X": 0.6, "Y": 0.6}}, "the weights add up to 1.2"),
        ({"kind": "weights", "weights": {"X": 0.4, " x": 0.2}}, "X has two weights"),
        ({"kind": "weights", "weights": {"Z": 0.5}}, "portfolio names Z, which is not among"),
        ({"kind": "weights", "weights": {}}, "at least 1 item"),
        ({"kind": "weights", "weights": {"X": -0.5}}, "greater than or equal to 0"),
        (rotation(rank_by=number(1)), "rank_by needs a value that every symbol has of its own"),
        (rotation(rank_by={**CLOSE, "symbol": "X"}), "rank_by needs a value that every symbol"),
        (rotation(rebalance="never"), "a rotation needs a period after which it looks again"),
        (rotation(top=3), "top 3 needs more symbols than the 2 ranked"),
        (rotation(top=2, fallback="Y"), "top 2 needs more symbols than the 1 ranked"),
        (rotation(fallback="Z"), "portfolio names Z, which is not among the symbols"),
        (
            {"kind": "allocation", "branches": [{"when": RULE, "weights": {"X": 2}}]},
            "less than or equal to 1",
        ),
        (
            {
                "kind": "allocation",
                "branches": [{"when": RULE, "weights": {"X": 0.7, "Y": 0.7}}],
            },
            "the weights add up to 1.4",
        ),
        (
            {
                "kind": "allocation",
                "branches": [{"when": RULE, "weights": {}}],
                "otherwise": {"Z": 1},
            },
            "portfolio names Z, which is not among the symbols",
        ),
        (
            {
                "kind": "allocation",
                "branches": [{"when": RULE, "weights": {"X": 0.4, "x": 0.2}}],
                "otherwise": {},
            },
            "X has two weights",
        ),
        ({"kind": "allocation", "branches": []}, "at least 1 item"),
    ],
)
def test_a_portfolio_that_cannot_be_is_refused(portfolio: dict[str, Any], words: str) -> None:
    refused(words, **NOTHING, symbols=["X", "Y"], portfolio=portfolio)
