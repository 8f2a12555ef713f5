"""What trading costs as a part of what is traded: "0.1% commission", "0.2% round trip"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agents.language.operands.cursor import Cursor
from agents.language.reading import ImpossibleStrategy

if TYPE_CHECKING:
    from agents.language.setup.account import Account

COSTS = {"commission": "commission", "slippage": "slippage"}
# "0.1% each way", "0.2% round trip": nothing else is paid so.
TRIPS = ("each-way", "round-trip")
HIGHEST = 0.015  # a cost that is not called one


def take_costs(cursor: Cursor, made: Account) -> bool:
    """ "0.1% commission", "commission of 10 bps", "no slippage"."""
    value = _rate(cursor)
    name = cursor.take(*COSTS, *TRIPS)
    if name is None or {cursor.word(-2), cursor.word(-3)} & {"borrow", "borrowing"}:
        return False
    if value is None:
        cursor.skip("of", "at", ":", "to", "=", "-", "by")
        value = _rate(cursor)
    cursor.skip("of-position")
    if value is None:
        return False
    if not 0 <= value < 0.5:
        raise ImpossibleStrategy(f"A {name.word} must be from 0 to below 50%.", name.word)
    if name.word in TRIPS and value > HIGHEST:
        return False  # "a move of 2% each way"
    trip = cursor.take(*TRIPS) or name
    setattr(made, COSTS.get(name.word, "commission"), _one_way(value, trip.word, made))
    if cursor.word() == "and" and cursor.word(1) == "slippage" and name.word == "commission":
        cursor.take("and")
        cursor.take("slippage")
        made.slippage = value
    return True


def _one_way(value: float, trip: str, made: Account) -> float:
    """What is said of both ways is paid by halves, to buy and to sell."""
    if trip != "round-trip":
        return value
    half = round(value / 2, 12)
    note = f"{value * 100:g}% for the round trip is read as {half * 100:g}% each way"
    made.notes.append((note, "commission"))
    return half


def _rate(cursor: Cursor) -> float | None:
    if cursor.take("not", "zero", "0"):
        return 0.0
    token = cursor.take("pct")
    if token is not None:
        return round((token.value or 0) / 100, 12)
    if cursor.word() == "num" and cursor.word(1) == "bps":
        value = cursor.number() or 0.0
        cursor.take("bps")
        return round(value / 10_000, 12)
    if cursor.word() == "num" and cursor.value() == 0:
        return cursor.number()
    return None
