"""One form for labels that say the same in several, before a reading is held against them."""

from __future__ import annotations

import re
from typing import Any

from agents.language.lexicon.pips import pip_of
from benchmarks.reading.operands import Json

NAMES = {"STOCH_RSI": "STOCHRSI_K", "RETURN": "PCT_CHANGE"}
LENGTHS = {"SMA": "period", "EMA": "period", "RETURN": "bars"}
SPANS = {"weeks": 5, "months": 21}  # in trading days
CROSSED = re.compile(r"cross|kreuz|cruz|crois|crucen|叉|穿", re.IGNORECASE)
ABROAD = re.compile(r"\bor\b.*\b(adr|new york)\b", re.IGNORECASE)
LOOSER = {"crosses_above": ">", "crosses_below": "<"}


def plain(expected: Json, text: str) -> Json:
    """A label in its usual form; "drops below" may be a cross or not, "crosses" needs one."""
    usual = _delayed(_of_itself(_in_days(_left_open(_by_morning(_usual(expected))))))
    made = _as_written(_back_after(_in_bars(_in_money(usual))), text)
    if after := (made.get("breakeven") or {}).get("after_pct"):
        made["break_even_pct"] = after
    return made if CROSSED.search(text) else _loosened(made)


RULES = ("entry", "exit", "short_entry", "short_exit")


def _by_morning(label: Json) -> Json:
    """ "In at the close, out at the next open" is a way of filling, and no rule of leaving."""
    named = [one.get("indicator") for one in label.get("exit") or [] if isinstance(one, dict)]
    if named != ["NEXT_OPEN"] or label.get("fill") != "same_close":
        return label
    return {**label, "exit": None, "fill": "close_to_open"}


def _of_itself(label: Json) -> Json:
    """The one symbol that is traded needs no name in its own rules."""
    traded = label.get("symbols") or []
    if len(traded) != 1:
        return label
    return {**label, **{key: _unnamed(label[key], traded[0]) for key in RULES if label.get(key)}}


def _unnamed(part: Any, symbol: str) -> Any:
    if isinstance(part, list):
        return [_unnamed(one, symbol) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: _unnamed(value, symbol) for key, value in part.items()}
    return {**made, "symbol": None} if made.get("symbol") == symbol else made


def _delayed(label: Json) -> Json:
    """To buy some days later is to buy when it was so that many bars before."""
    days, entry = label.get("entry_delay_days"), label.get("entry")
    if not days or not isinstance(entry, list):
        return label
    return {**label, "entry": [_shifted(one, days) for one in entry]}


def _shifted(rule: Any, bars: int) -> Any:
    """Each value that the rule looks at, so many bars ago."""
    if not isinstance(rule, dict):
        return rule
    made = {key: _shifted(value, bars) if key == "value" else value for key, value in rule.items()}
    if "indicator" in made:
        params = made.get("params") or {}
        made["params"] = {**params, "shift": params.get("shift", 0) + bars}
    return made


def _left_open(label: Json) -> Json:
    """Where the label itself says that a candle's colour may be that of its close to the last."""
    notes = " ".join(label.get("ambiguous") or [])
    if "previous close" not in notes:
        return label
    return {**label, **{key: _by_closes(label[key]) for key in RULES if label.get(key)}}


def _in_days(label: Json) -> Json:
    """Where the label itself says that an average of months may be one of daily bars."""
    if "daily bars" not in " ".join(label.get("ambiguous") or []):
        return label
    whole = label.get("timeframe") == "1mo"
    made = {key: _of_months(label[key], whole=whole) for key in RULES if label.get(key)}
    return {**label, **made, **({"timeframe": "1d"} if whole else {})}


def _of_months(part: Any, *, whole: bool) -> Any:
    if isinstance(part, list):
        return [_of_months(one, whole=whole) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: _of_months(value, whole=whole) for key, value in part.items() if key != "params"}
    params = dict(part.get("params") or {})
    monthly = params.pop("timeframe", "1mo" if whole else None) == "1mo"
    if part.get("indicator") not in LENGTHS or not monthly or not params.get("period"):
        return part if "params" in part and not made.get("value") else {**part, **made}
    return {**made, "params": {**params, "period": params["period"] * SPANS["months"]}}


def _by_closes(part: Any) -> Any:
    if isinstance(part, list):
        return [_by_closes(one) for one in part]
    coloured = isinstance(part, dict) and "CANDLE_STREAK" in str(part.get("indicator"))
    return {**part, "closes": True} if coloured else part


def _back_after(label: Json) -> Json:
    """Always in but for a time after its exit is in where that was not so for as long."""
    again, entry, left = label.get("reentry"), label.get("entry"), label.get("exit")
    always = isinstance(entry, list) and [one.get("indicator") for one in entry] == ["ALWAYS"]
    if not (again and always and isinstance(left, list) and len(left) == 1):
        return label
    bars = again.get("after_days") or SPANS["months"] * again.get("after_months", 0)
    return {**label, "entry": [{"for_bars": bars, "of": {"not": left[0]}}]}


def _in_money(label: Json) -> Json:
    """A stop in pips lies so far away in the price of its currency pair."""
    size = pip_of((label.get("symbols") or [""])[0])
    for name in ("stop_loss", "take_profit"):
        pips = label.get(f"{name}_pips")
        if pips and size and not label.get(f"{name}_money"):
            label = {**label, f"{name}_money": round(pips * size, 12)}
    return label


def _in_bars(label: Json) -> Json:
    """A longest time in bars and one in days are the same field."""
    bars = label.get("max_hold_bars")
    return {**label, "max_hold_days": bars} if bars and not label.get("max_hold_days") else label


def _as_written(label: Json, text: str) -> Json:
    """Where a label itself leaves open at which exchange, the ticker is right as it was said."""
    notes = " ".join(label.get("ambiguous") or [])
    return {**label, "symbols": [_ticker(one, text, notes) for one in label.get("symbols") or []]}


def _ticker(symbol: str, text: str, notes: str) -> str:
    ticker = symbol.partition(".")[0]
    said = re.search(rf"\b{re.escape(ticker)}\b(?!\.)", text)
    return ticker if said and symbol in notes and ABROAD.search(notes) else symbol


def _usual(label: Any) -> Any:
    match label:
        case list():
            return [_usual(one) for one in label]
        case {"indicator": "MACD_HIST", "operator": operator, "value": 0, "params": params, **rest}:
            signal = {"indicator": "MACD_SIGNAL", "params": params}
            line = {"indicator": "MACD", "params": params, "operator": operator, "value": signal}
            return {**rest, **line}
        case {"indicator": "RANGE_PCT", "operator": operator, "value": percent}:
            low = {"indicator": "LOW", "params": {}, "multiplier": 1 + percent / 100}
            return {"indicator": "HIGH", "params": {}, "operator": operator, "value": low}
        case {"any": [*parts]} if weekdays := _weekdays(parts):
            return {"indicator": "DAY_OF_WEEK", "params": {}, "operator": "==", "value": weekdays}
        case {"indicator": "CALENDAR_DATE" | "DATE_OF_YEAR", "value": str(date)}:
            month, day = (int(part) for part in date.split("-"))
            of_year = {"indicator": "MONTH", "operator": "==", "value": [month]}
            return {"all": [of_year, {"indicator": "DAY_OF_MONTH", "operator": "==", "value": day}]}
        case dict():
            return _operand({key: _usual(value) for key, value in label.items()})
    return label


def _weekdays(parts: list[Any]) -> list[Any]:
    """Several days, one of which it must be; empty where it is about something else too."""
    alike = all(one.get("indicator") == "DAY_OF_WEEK" and one["operator"] == "==" for one in parts)
    return [one["value"] for one in parts] if alike else []


def _operand(label: Json) -> Json:
    """Under the usual name, its length in bars."""
    params = label.get("params")
    if not isinstance(params, dict):
        return label
    for span, bars in SPANS.items():
        if span in params and (length := LENGTHS.get(label.get("indicator", ""))):
            others = {key: value for key, value in params.items() if key != span}
            params = {**others, length: bars * params[span]}
    return {
        **label,
        "indicator": NAMES.get(label["indicator"], label["indicator"]),
        "params": params,
    }


def _loosened(label: Any) -> Any:
    if isinstance(label, list):
        return [_loosened(one) for one in label]
    if not isinstance(label, dict):
        return label
    made = {key: _loosened(value) for key, value in label.items()}
    operator = made.get("operator")
    return {**made, "operator": LOOSER.get(operator, operator)} if operator else made
