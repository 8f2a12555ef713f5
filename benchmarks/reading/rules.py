"""Do the conditions of a reading agree with labelled ones, rule by rule?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from backtests.engine.conditions import Operator
from backtests.engine.strategy import (
    All,
    Any_,
    Between,
    Calendar,
    Change,
    Comparison,
    Condition,
    Distance,
    Gap,
    Indicator,
    Lasting,
    Not,
    Operand,
    Price,
    Streak,
    Trend,
    parts_of,
)
from benchmarks.reading import dates
from benchmarks.reading.operands import WINDOWS, Json, is_number, same

MOVING = {"<": ("<", "<=", "crosses_below"), ">": (">", ">=", "crosses_above")}
DENIED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
# A label, the operand that says it, the sign of its value, and its unit.
MOVES = {
    "PCT_CHANGE": (Change, None, 1), "GAP": (Gap, None, 1), "GAP_PCT": (Gap, None, 1),
    "DRAWDOWN_FROM_HIGH": (Distance, "high", -1), "RISE_FROM_LOW": (Distance, "low", 1),
}  # fmt: skip
TURNED: dict[Operator, Operator] = {
    "<": ">", "<=": ">=", ">": "<", ">=": "<=",
    "crosses_above": "crosses_below", "crosses_below": "crosses_above",
}  # fmt: skip
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
Leaf = Comparison | Calendar | Trend


@dataclass(frozen=True)
class Found:
    """One rule of a reading, and whether it is denied or must last."""

    rule: Leaf
    denied: bool = False
    bars: int = 1
    once: bool = False


def parsed(data: Any) -> Condition:
    adapter: TypeAdapter[Condition] = TypeAdapter(Condition)
    return adapter.validate_python(data)


def leaves(condition: Condition | None, denied: bool = False, bars: int = 1) -> list[Found]:
    match condition:
        case None:
            return []
        case Calendar() if not {"from_time", "to_time"} & (said := _said(condition)):
            alone = (Calendar.model_validate({name: getattr(condition, name), "on": condition.on})
                     for name in said)  # fmt: skip
            return [Found(one, denied, bars) for one in alone]
        case Comparison() | Calendar() | Trend():
            return [Found(condition, denied, bars)]
        case Not(of=part):
            return leaves(part, not denied, bars)
        case Lasting(of=part, bars=long, at_least=least):
            return [replace(one, once=least == 1) for one in leaves(part, denied, long)]
    return [leaf for part in parts_of(condition) for leaf in leaves(part, denied, bars)]


def _said(rule: Calendar) -> set[str]:
    return set(rule.model_dump(exclude={"kind", "on"}, exclude_none=True))


def differences(name: str, want: Any, have: Condition | None) -> list[str]:
    """What `have` lacks or has too much; nothing is expected where `want` is empty."""
    rules = list(_flat(want))
    if not rules:
        return []
    found = leaves(have)
    missing = [rule for rule in rules if not any(fits(rule, leaf) for leaf in found)]
    problems = [f"{name} lacks {json.dumps(rule)[:110]}" for rule in missing]
    steps = sum(rule.get("indicator") == "RSI_DOWN_STREAK" and rule["value"] - 1 for rule in rules)
    fills = sum(isinstance(one.rule, Calendar) and one.rule.on == "fill" for one in found)
    if len(found) > len(rules) + steps + (fills if len(rules) > 1 else 0):
        problems.append(f"{name} has {len(found) - len(rules)} rules more")
    return problems + _joint(name, want, have, len(rules))


def _flat(want: Any) -> Iterator[Json]:
    """The rules of a label, groups opened and "between" as its two comparisons."""
    if isinstance(want, list):
        for one in want:
            yield from _flat(one)
    elif (months := dates.months(want)) is not None:
        yield {"indicator": "MONTH", "params": {}, "operator": "==", "value": sorted(months)}
    elif "any" in want or "all" in want:
        yield from _flat(want.get("any") or want.get("all"))
    elif want.get("operator") == "between" and not dates.is_date(want["indicator"]):
        low, high = want["value"]
        yield {**want, "operator": ">=", "value": low}
        yield {**want, "operator": "<=", "value": high}
    else:
        yield want


def _joint(name: str, want: Any, have: Condition | None, rules: int) -> list[str]:
    if rules < 2 or have is None or isinstance(have, Between):
        return []
    by_and = isinstance(have, All)
    wanted = name.endswith("entry") if isinstance(want, list) else "all" in want
    if isinstance(want, list) and len(want) == 1:
        return []
    if not isinstance(have, All | Any_):
        return []
    return [] if by_and == wanted else [f"{name} is joined the wrong way"]


def fits(want: Json, found: Found) -> bool:
    if bars := (want.get("params") or {}).get("for_bars"):
        params = {key: value for key, value in want["params"].items() if key != "for_bars"}
        want = {"for_bars": bars, "of": {**want, "params": params}}
    if "within_bars" in (want.get("params") or {}):
        return _within(want, found)
    if "for_bars" in want:
        inner = Found(found.rule, found.denied)
        return found.bars == want["for_bars"] and fits(want["of"], inner)
    if "not" in want:
        inner = Found(found.rule, not found.denied, found.bars)
        return fits(want["not"], inner) or _opposed(want["not"], found)
    if found.denied:
        return _opposed(want, Found(found.rule, False, found.bars))
    if want.get("indicator") in COLOURED:
        return _coloured(want, found)
    if found.bars > 1:
        return not found.once and _one_of_row(want, found)
    return _fits(want, found.rule)


def _one_of_row(want: Json, found: Found) -> bool:
    """What holds for 3 bars holds on this one, on the one before and on the one before that."""
    value = want.get("value")
    sides = [want, value] if isinstance(value, dict) else [want]
    lags = {(one.get("params") or {}).get("shift", 0) for one in sides}
    if len(lags) != 1 or max(lags) >= found.bars:
        return False
    now = [{**one, "params": {**(one.get("params") or {}), "shift": 0}} for one in sides]
    return _fits({**now[0], "value": now[1] if len(now) > 1 else value}, found.rule)


def _within(want: Json, found: Found) -> bool:
    """At one of so many bars; of how many is asked where nobody said it."""
    params = {key: value for key, value in want["params"].items() if key != "within_bars"}
    bars = want["params"]["within_bars"]
    inner = Found(found.rule, found.denied)
    return found.once and bars in (None, found.bars) and fits({**want, "params": params}, inner)


# Candles of one colour in a row, and how each lies to its open.
COLOURED = {"GREEN_CANDLE_STREAK": (">", "up"), "RED_CANDLE_STREAK": ("<", "down")}


def _coloured(want: Json, found: Found) -> bool:
    """So many bars that each closed beyond their open; closes beyond the one before where the label
    itself leaves that open."""
    (op, way), rule, bars = COLOURED[want["indicator"]], found.rule, want["value"]
    if want["operator"] != ">=" or not isinstance(rule, Comparison):
        return False
    left, right, lag = rule.left, rule.right, want["params"].get("shift", 0)
    if isinstance(left, Streak):
        row = left.way == way and left.lag == lag and is_number(right, bars)
        return bool(want.get("closes")) and rule.op == ">=" and row and found.bars == 1
    if not isinstance(left, Price) or not isinstance(right, Price):
        return False
    alike = (left.field, right.field, left.lag, right.lag) == ("close", "open", lag, lag)
    return alike and rule.op == op and found.bars == bars


def _opposed(want: Json, found: Found) -> bool:
    turned = DENIED.get(want.get("operator", ""))
    return bool(turned) and fits({**want, "operator": turned}, found)


def _fits(want: Json, have: Leaf) -> bool:
    want, have, name = _of_one(want), _in_lines(have), want.get("indicator", "")
    if name == "ALWAYS":
        return isinstance(have, Calendar) and have.weekdays == [*range(1, 8)]
    if isinstance(have, Calendar) or dates.is_date(name):
        return isinstance(have, Calendar) and dates.is_date(name) and dates.dated(want, have)
    if isinstance(have, Trend) and have.bars == 1 and _above_its_last(want):
        return _rises(want, have)
    if isinstance(have, Trend) or name in ("RISING", "FALLING"):
        return isinstance(have, Trend) and _trend(_as_fall(want), have)
    if name in ("GAP", "GAP_PCT") and not isinstance(have.left, Gap):
        return _gap(want, have)
    if flip := _flip(want, have):
        return flip
    if name == "ROC" and isinstance(have.left, Change):
        return _rate(want, have)
    if name == "IBS":
        right = have.right
        scaled = isinstance(have.left, Indicator) and have.left.params.get("k") == 1
        return scaled and is_number(right, want["value"] * 100) and _op(want, have)
    if name == "ZSCORE" and isinstance(have.left, Price):
        return _deviates(want, have)
    if name == "RSI_DOWN_STREAK":
        right = have.right
        return isinstance(right, Indicator) and right.name == "RSI" and right.lag == 1
    if name == "PCT_CHANGE" and want.get("value") == 0 and isinstance(have.left, Price):
        return _fits(_as_prices(want), have)
    if name in MOVES:
        return _moves(want, have)
    if name in ("DOWN_STREAK", "UP_STREAK"):
        return _streak(want, have)
    left = _touching(want, have)
    if same(want.get("value"), have.right) and same(left, have.left) and _op(want, have):
        return True
    turned = Comparison(left=have.right, op=TURNED[have.op], right=have.left)
    return same(want.get("value"), turned.right) and same(want, turned.left) and _op(want, turned)


def _as_prices(want: Json) -> Json:
    """A change above 0 is a close above the one of so many bars before."""
    params = want.get("params") or {}
    lag = params.get("shift", 0)
    now = {"indicator": "PRICE", "params": {"shift": lag}, "symbol": want.get("symbol")}
    before = {**now, "params": {"shift": lag + params.get("bars", 1)}}
    return {**now, "operator": want["operator"], "value": before}


def _deviates(want: Json, have: Comparison) -> bool:
    """So many deviations from the mean of so many bars is a Bollinger Band of these numbers."""
    size, params = want["value"], want.get("params") or {}
    period = params.get("bars", params.get("period"))
    if not isinstance(size, int | float):
        return False
    if size == 0:
        level: Json = {"indicator": "SMA", "params": {"period": period}}
    else:
        band = "BB_UPPER" if size > 0 else "BB_LOWER"
        level = {"indicator": band, "params": {"period": period, "std": abs(size)}}
    price = {"indicator": "PRICE", "params": {}, "symbol": want.get("symbol")}
    level = {**level, "symbol": want.get("symbol")}
    return same(price, have.left) and same(level, have.right) and _op(want, have)


def _in_lines(have: Leaf) -> Leaf:
    """A histogram above 0 is its line above its signal."""
    left = getattr(have, "left", None)
    if not isinstance(have, Comparison) or not isinstance(left, Indicator):
        return have
    if (left.name, left.output) != ("MACD", "histogram") or not is_number(have.right, 0):
        return have
    line, signal = (left.model_copy(update={"output": one}) for one in ("line", "signal"))
    return have.model_copy(update={"left": line, "right": signal})


def _above_its_last(want: Json) -> bool:
    """A value against its own of one bar before."""
    value = want.get("value")
    if not isinstance(value, dict) or value.get("indicator") != want.get("indicator"):
        return False
    before, now = value.get("params") or {}, want.get("params") or {}
    return before == {**now, "shift": now.get("shift", 0) + 1}


def _rises(want: Json, have: Trend) -> bool:
    way = {">": "rising", "<": "falling"}.get(want["operator"][:1])
    return have.way == way and same({**want, "value": None}, have.operand)


def _of_one(want: Json) -> Json:
    """A rule about another symbol is so on both sides, where its label names it once."""
    value, symbol = want.get("value"), want.get("symbol")
    if symbol and isinstance(value, dict) and "symbol" not in value:
        return {**want, "value": {**value, "symbol": symbol}}
    return want


def _touching(want: Json, have: Comparison) -> Json:
    """A price that touches a level from below is its high, from above its low: we say which."""
    reached = {("high", ">="), ("low", "<=")}
    way = want.get("operator", "")[:1] + "="
    if not isinstance(have.left, Price) or not isinstance(want.get("value"), dict):
        return want
    if want["indicator"] == "PRICE" and (have.left.field, way) in reached:
        return {**want, "indicator": have.left.field.upper()}
    beyond = want["value"].get("indicator") in WINDOWS and have.left.field == "close"
    if beyond and (want["indicator"].lower(), way) in reached:
        return {**want, "indicator": "PRICE"}
    return want


def _flip(want: Json, have: Comparison) -> bool:
    """The SuperTrend turns where the price crosses its line, and the high of 1 bar is its high."""
    value, left = want.get("value"), have.left
    line = isinstance(value, dict) and value.get("indicator") == "SUPERTREND"
    turns = isinstance(left, Indicator) and left.output == "direction"
    return bool(line) and turns and is_number(have.right, 0) and _op(want, have)


def _trend(want: Json, have: Trend) -> bool:
    of = want.get("of")
    way = want.get("indicator", "").lower()
    return bool(of) and have.way == way and have.bars == want["params"]["bars"] and same(
        of, have.operand)  # fmt: skip


def _as_fall(want: Json) -> Json:
    """An RSI that is down for the third day in a row fell on each of three bars."""
    if want.get("indicator") != "RSI_DOWN_STREAK":
        return want
    of = {"indicator": "RSI", "params": want["params"]}
    return {"indicator": "FALLING", "params": {"bars": want["value"]}, "of": of}


def _moves(want: Json, have: Comparison) -> bool:
    kind, of, sign = MOVES[want["indicator"]]
    left, params = have.left, want.get("params") or {}
    if isinstance(left, Streak) and params.get("bars") == 1 and want["value"] == 0:
        way = {">": "up", "<": "down"}.get(want["operator"], "")
        return kind is Change and left.way == way and is_number(have.right, 1)
    if not isinstance(left, kind) or getattr(left, "of", None) != of:
        return False
    unsaid = "bars" in params and params["bars"] is None  # over what time is asked
    alike = unsaid or getattr(left, "bars", None) == params.get("bars")
    alike = alike and left.lag == params.get("shift", 0)
    op = want["operator"] if sign > 0 else FLIPPED[want["operator"]]
    if want["value"] is None:
        return alike and op[0] == have.op[0]  # how far was not said, and is asked
    if isinstance(want["value"], dict):
        return alike and op[0] == have.op[0] and _moved(want["value"], have.right)
    value = sign * want["value"] / 100
    return alike and is_number(have.right, value) and op[0] == have.op[0]


def _moved(want: Json, have: Operand) -> bool:
    """A change that another one is compared with."""
    alike = isinstance(have, Change) and want.get("indicator") == "PCT_CHANGE"
    return alike and have.bars == want["params"]["bars"] and have.symbol == want.get("symbol")


def _rate(want: Json, have: Comparison) -> bool:
    """A rate of change is the change over its bars, in per cent."""
    bars, value = want["params"].get("period"), want["value"]
    alike = isinstance(have.left, Change) and have.left.bars == bars
    return alike and is_number(have.right, value / 100) and _op(want, have)


def _gap(want: Json, have: Comparison) -> bool:
    """The open against a multiple of the close before says the same."""
    open_, close = {"indicator": "OPEN"}, {"indicator": "PRICE", "params": {"shift": 1}}
    level = {**close, "multiplier": round(1 + want["value"] / 100, 10)}
    return same(open_, have.left) and same(level, have.right) and have.op[0] == want["operator"][0]


def _streak(want: Json, have: Comparison) -> bool:
    """One close up or down is also a change above or below 0."""
    way, value = want["indicator"].split("_")[0].lower(), want["value"]
    if isinstance(have.left, Change) and value == 1:
        op = ">" if way == "up" else "<"
        return have.left.bars == 1 and is_number(have.right, 0) and have.op[0] == op
    return isinstance(have.left, Streak) and have.left.way == way and is_number(have.right, value)


def _op(want: Json, have: Comparison) -> bool:
    op = want.get("operator", "")
    if op in ("crosses_above", "crosses_below"):
        return have.op == op
    return have.op in MOVING.get(op[:1], (op,))
