"""What differs between two results of one strategy; pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

Json = dict[str, Any]
SHOWN_TRADES = 3
COMPARED = ("symbol", "quantity", "entry_time", "entry_price", "exit_time", "exit_price", "pnl")


def differences(old: Json, new: Json) -> list[str]:
    """One line a difference; none if the two say the same."""
    return [*_version(old, new), *_data(old, new), *_metrics(old, new), *_trades(old, new)]


def _version(old: Json, new: Json) -> Iterator[str]:
    before, after = old.get("engine_version"), new.get("engine_version")
    if before != after:
        yield f"engine version: {before} -> {after}"


def _data(old: Json, new: Json) -> Iterator[str]:
    before, after = _hashes(old), _hashes(new)
    for symbol in sorted({*before, *after}):
        if before.get(symbol) != after.get(symbol):
            yield f"prices of {symbol}: {_short(before, symbol)} -> {_short(after, symbol)}"


def _hashes(result: Json) -> dict[str, str]:
    return {card["symbol"]: str(card.get("sha256")) for card in result.get("data") or []}


def _short(hashes: dict[str, str], symbol: str) -> str:
    return hashes.get(symbol, "none")[:12]


def _metrics(old: Json, new: Json) -> Iterator[str]:
    before, after = old.get("metrics") or {}, new.get("metrics") or {}
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            yield f"{name}: {before.get(name)} -> {after.get(name)}"


def _trades(old: Json, new: Json) -> Iterator[str]:
    before, after = old.get("trades") or [], new.get("trades") or []
    if len(before) != len(after):
        yield f"number of trades: {len(before)} -> {len(after)}"
    none: Json = {}
    pairs = enumerate(zip_longest(before, after, fillvalue=none), 1)
    differing = [(n, was, now) for n, (was, now) in pairs if _compared(was) != _compared(now)]
    for n, was, now in differing[:SHOWN_TRADES]:
        yield f"trade {n}: {_told(was)} -> {_told(now)}"
    if len(differing) > SHOWN_TRADES:
        yield f"and {len(differing) - SHOWN_TRADES} more trades"


def _compared(trade: Json) -> list[Any]:
    return [trade.get(name) for name in COMPARED]


def _told(trade: Json) -> str:
    if not trade:
        return "none"
    return f"{trade['symbol']} {trade['entry_time']} at {trade['entry_price']}, pnl {trade['pnl']}"
