"""Does a portfolio agree with the labelled weights, rotation or if/else?"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from backtests.engine.strategy import Operand
from benchmarks.reading.operands import Json, same
from benchmarks.reading.rules import fits, leaves, parsed


def portfolio(expected: Json, data: Json) -> list[str] | None:
    """The differences; None where the description has entry and exit."""
    size, have = expected.get("sizing") or {}, data.get("portfolio") or {}
    entry = expected["entry"]
    switch = next((one["switch"] for one in entry if "switch" in one), None) if entry else None
    if switch:
        return _switch(switch, have)
    if size.get("type") == "dca":
        return _periodic(size, data)
    if size.get("type") == "fixed_weights":
        alike = _weights(size) == _rounded(have.get("weights") or {}) and _often(size, have)
        return [] if alike else [f"portfolio {have} instead of {size}"]
    if size.get("type") != "rotation" or not have:
        return None
    return [] if _rotation(size, have) else [f"portfolio {have} instead of {size}"]


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(share, 3) for name, share in weights.items()}


def _weights(size: Json) -> dict[str, float]:
    return _rounded({name: share / 100 for name, share in size["weights"].items()})


def _rotation(size: Json, have: Json) -> bool:
    same_form = (
        have.get("top") == size["top_n"]
        and have.get("fallback") == size.get("fallback")
        and bool(have.get("filter")) == bool(size.get("filter"))
        and bool(have.get("lowest")) == bool(size.get("lowest"))
    )
    return same_form and _often(size, have) and _ranked(size, have["rank_by"])


def _ranked(size: Json, have: Json) -> bool:
    by = size["rank_by"]
    if isinstance(by, dict):
        adapter: TypeAdapter[Operand] = TypeAdapter(Operand)
        return same(by, adapter.validate_python(have))
    bars = size["lookback_days"] if "lookback_days" in size else 21 * size["lookback_months"]
    return have["kind"] == "change" and bars in (None, have["bars"])


def _often(size: Json, have: Json) -> bool:
    return (size.get("rebalance") or "monthly").startswith(have.get("rebalance", "?"))


DAYS = {"day": "weekdays", "week": "weekdays", "month": "month_day"}


def _periodic(size: Json, data: Json) -> list[str]:
    have = data.get("sizing") or {}
    way, amount = ("cash", size["amount"]) if "amount" in size else ("quantity", size["quantity"])
    day = (data.get("entry") or {}).get(DAYS.get(size["every"], "month_day"))
    if not data:
        return ["nothing is bought again"]
    if have.get(way) != amount or not day or not data.get("hold"):
        return [f"buys {have.get(way)} on {data.get('entry')} instead of {size}"]
    return []


def _switch(want: list[Any], have: Json) -> list[str]:
    branches, otherwise = have.get("branches", []), have.get("otherwise")
    last = {} if want[-1]["else"] == "CASH" else {want[-1]["else"]: 1.0}
    if len(branches) != len(want) - 1 or otherwise != last:
        return ["the branches differ"]
    return [
        f"branch lacks {one}"
        for one, branch in zip(want, branches, strict=False)
        if not _is_branch(one, branch)
    ]


def _is_branch(want: Json, have: Json) -> bool:
    when = want["when"]
    value = when["value"]
    if isinstance(value, dict):
        value = {**value, "symbol": value.get("symbol") or when.get("symbol")}
    rule = leaves(parsed(have["when"]))[0]
    return list(have["weights"]) == [want["hold"]] and fits({**when, "value": value}, rule)
