"""Do symbols, limits, sizes, dates and money agree, and is nothing there that was not said?"""

from __future__ import annotations

import re
from typing import Any

from agents.language import Reading
from benchmarks.reading.operands import Json

SAME_SYMBOL = {"^GSPC": "SPY", "GC=F": "XAUUSD", "SI=F": "XAGUSD", "BTC/USDT": "BTC-USD"}
# Field, label, and the label's unit in that of the field.
NUMBERS = (
    ("stop_loss", "stop_loss_pct", 100), ("take_profit", "take_profit_pct", 100),
    ("max_bars", "max_hold_days", 1), ("initial_capital", "capital", 1),
    ("break_even", "break_even_pct", 100), ("commission", "commission_pct", 100),
    ("slippage", "slippage_pct", 100), ("commission_per_trade", "commission_per_trade", 1),
    ("borrow_cost", "borrow_pct", 100),
)  # fmt: skip
DISTANCES = (
    ("stop_loss", "stop_loss_atr", "multiple"), ("take_profit", "take_profit_atr", "multiple"),
    ("stop_loss", "stop_loss_money", "distance"), ("take_profit", "take_profit_money", "distance"),
    ("stop_loss", "stop_loss_points", "distance"),
    ("take_profit", "take_profit_points", "distance"),
)  # fmt: skip
SIZES = {
    "risk_pct": ("risk", "pct", 100), "pct_equity": ("fraction", "pct", 100),
    "fixed_cash": ("cash", "amount", 1), "fixed_amount": ("cash", "amount", 1),
    "fixed_quantity": ("quantity", "quantity", 1), "fixed_shares": ("quantity", "shares", 1),
    "shares": ("quantity", "shares", 1), "fixed_units": ("quantity", "units", 1),
    "units": ("quantity", "units", 1),
    "volatility_target": ("volatility", "pct", 100),
}  # fmt: skip


def differences(expected: Json, reading: Reading, data: Json) -> list[str]:
    return [
        *_symbols(expected, reading, data),
        *_numbers(expected, reading, data),
        *_distances(expected, reading, data),
        *_parts(expected, reading, data),
        *([] if _asked_size(expected, reading) else _sizes(expected, data)),
        *_frame(expected, data),
    ]


def _usual(symbol: str) -> str:
    """The name under which a thing that has several is compared: EURUSD=X, ETH/USDT."""
    pair = re.fullmatch(r"([A-Z]{2,6})/?USDT?", symbol)
    crypto = f"{pair[1]}-USD" if pair and pair[1] not in CURRENCIES else symbol
    return SAME_SYMBOL.get(symbol, crypto.removesuffix("=X"))


CURRENCIES = frozenset(["EUR", "GBP", "AUD", "NZD", "XAU", "XAG"])


def _symbols(expected: Json, reading: Reading, data: Json) -> list[str]:
    want = sorted(map(_usual, expected["symbols"]))
    have = sorted(map(_usual, data.get("symbols", [])))
    asked = {question.id for question in reading.questions}
    if not want or want == have or any(f"ticker-{name.lower()}" in asked for name in want):
        return []
    return [f"symbols {have} instead of {want}"]


def _numbers(expected: Json, reading: Reading, data: Json) -> list[str]:
    found = []
    for name, key, unit in NUMBERS:
        want, have = expected.get(key), data.get(name)
        if name == "max_bars" and want == 0:
            found += [] if data.get("same_day") else ["it is not left on the same day"]
        elif name == "max_bars" and data.get("exit") and not have:
            continue  # the holding time follows from the exit
        elif want is None:
            found += _invented(name, expected, reading, have)
        elif not isinstance(have, int | float) or abs(have * unit - want) > 1e-9:
            found.append(f"{name} {have} instead of {want / unit:g}")
    return found


def _invented(name: str, expected: Json, reading: Reading, have: Any) -> list[str]:
    """What was not said may only be a default or an answer to a question."""
    answered = any(one.id == "exit" for one in reading.answered)
    if expected["action"] == "clarify" or (expected["action"] == "partial" and answered):
        return []
    elsewhere = any(label[0] == name and expected.get(label[1]) for label in DISTANCES)
    return (
        [f"{name} {have} was not said"] if have and name in reading.stated and not elsewhere else []
    )


def _distances(expected: Json, reading: Reading, data: Json) -> list[str]:
    found = []
    for name, key, part in DISTANCES:
        have = data.get(name)
        value = have.get(part) if isinstance(have, dict) else None
        if expected.get(key) and value != expected[key]:
            found.append(f"{name} {have} instead of {key} {expected[key]}")
    trailing, have = expected.get("trailing") or {}, data.get("trailing_stop")
    want = trailing.get("pct", 0) / 100 if "pct" in trailing else trailing.get("atr")
    value = have.get("multiple") if isinstance(have, dict) else have
    if "trailing_stop" in {one.id for one in (*reading.questions, *reading.answered)}:
        return found  # its size was asked for
    if want != value and not (want and value and abs(want - value) < 1e-9):
        found.append(f"trailing_stop {have} instead of {trailing}")
    return found


def _parts(expected: Json, reading: Reading, data: Json) -> list[str]:
    """A part that is sold by a rule cannot be said, and must be named."""
    labels = expected.get("partial_exits") or []
    want = [_part(one) for one in labels if "when" not in one]
    if len(want) < len(labels) and not reading.unsupported:
        return ["a part that is sold by a rule is not named"]
    have = [
        (round(one["gain"] * 100, 6), round(one["fraction"] * 100, 6))
        for one in data.get("partial_exits") or []
    ]
    return [] if want == have else [f"partial exits {have} instead of {want}"]


GAINS = ("gain_pct", "at_profit_pct", "at_gain_pct", "at_pct")
PARTS = {"fraction_pct": 1, "sell_pct": 1, "close_pct": 1, "fraction": 100}


def _part(label: Json) -> tuple[float | None, float | None]:
    """A gain and what is sold at it, in per cent, under any of their names."""
    gain = next((label[name] for name in GAINS if name in label), None)
    sold = next((round(label[name] * by, 6) for name, by in PARTS.items() if name in label), None)
    return gain, sold


def _asked_size(expected: Json, reading: Reading) -> bool:
    """Of two sizes that contradict each other the answer is one, and the label has none."""
    asked = {one.id for one in (*reading.questions, *reading.answered)}
    return bool(expected.get("contradictory")) and "size" in asked


def _sizes(expected: Json, data: Json) -> list[str]:
    size, have = expected.get("sizing") or {}, data.get("sizing") or {}
    found = []
    if label := SIZES.get(size.get("type", "")):
        name, key, unit = label
        whole = size == {"type": "pct_equity", "pct": 100} and len(expected["symbols"]) == 1
        if whole and not any(have.get(one) for one, _, _ in SIZES.values()):
            return found  # all the money is what a single symbol gets anyway
        if have.get(name) is None or abs(have[name] * unit - size[key]) > 1e-9:
            found.append(f"sizing {have} instead of {size}")
    elif not size and any(have.get(name) for name, _, _ in SIZES.values()):
        found.append(f"sizing {have} was not said")
    for name, holder in (("max_positions", have), ("max_entries", have), ("leverage", data)):
        if expected.get(name) and holder.get(name) != expected[name]:
            found.append(f"{name} {holder.get(name)} instead of {expected[name]}")
    return found


# Which fills a label means; others are not held against a reading.
FILLS = {"same_close": ("close", "close_to_open"), "close_to_open": ("close_to_open",)}


def _frame(expected: Json, data: Json) -> list[str]:
    found = []
    direction, timeframe = data.get("direction", "long"), data.get("timeframe", "1d")
    if expected["direction"] not in (None, direction):
        found.append(f"direction {direction} instead of {expected['direction']}")
    if expected["timeframe"] not in (None, "intraday", timeframe):
        found.append(f"timeframe {timeframe} instead of {expected['timeframe']}")
    if expected.get("benchmark", data.get("benchmark")) != data.get("benchmark"):
        found.append(f"benchmark {data.get('benchmark')} instead of {expected['benchmark']}")
    if (wanted := FILLS.get(expected.get("fill", ""))) and data.get("fill", "close") not in wanted:
        found.append("it is not filled at the close")
    leaves = data.get("fill", "close_to_open")
    if expected.get("exit_fill") == "next_open" and leaves == "close":
        found.append("it is not left at the open")
    if expected.get("currency", data.get("currency")) != data.get("currency") and data.get(
        "currency"
    ):
        found.append(f"currency {data.get('currency')} instead of {expected['currency']}")
    return found + _dates(expected.get("date_range") or {}, data)


def _dates(want: Json, data: Json) -> list[str]:
    found = [
        f"{name} {data.get(name)} instead of {want[name]}"
        for name in ("start", "end")
        if want.get(name) and str(data.get(name)) != want[name]
    ]
    said = want.get("start") or want.get("end") or want.get("last_years") or want.get("last_months")
    if not said and (data.get("start") or data.get("end")):
        found.append(f"dates {data.get('start')} to {data.get('end')} were not said")
    return found
