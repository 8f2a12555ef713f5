"""What trading costs in money: a commission per trade or share, and what is paid to borrow."""

from __future__ import annotations

from agents.language.draft import rounded
from agents.language.operands.cursor import Cursor
from agents.language.setup.account import Account

EACH = ("of-position", "each", "trade", "every")
COST = ("commission", "cost", "costs")


def costs(cursor: Cursor, made: Account) -> bool:
    """ "$1 commission per trade", "commission per trade: $1", "$2 per trade in fees" """
    led = cursor.take(*COST)
    of_each = cursor.take("of-position") if led else None
    cursor.skip("of", ":", "=", "at", "-", "is") if led else None
    plain = cursor.word() == "num"
    token = cursor.take("money", "num")
    if token is None or token.value is None:
        return False
    cents = 0.01 if cursor.take("cents") else 1.0
    named = led or cursor.take(*COST)
    per_share = _per_share(cursor)
    each = of_each or cursor.take(*EACH, "each-way")
    cursor.skip("in", "for")
    named = named or cursor.take(*COST)
    if not named and per_share and token.value * cents < SMALLEST:
        made.notes.append((f"{token.value * cents:g} per share is read as a commission", SHARE))
        named = token
    if not named or (plain and not (per_share or cents < 1 or each)):
        return False
    value = rounded(token.value * cents)
    if per_share:
        made.commission_per_share = value
    else:
        made.commission_per_trade = value
        made.notes += [] if each else [(f"the commission of {value:g} is paid per trade", TRADE)]
    return True


TRADE, SHARE = "commission_per_trade", "commission_per_share"
SMALLEST = 0.1  # a share that costs less is a fee


def _per_share(cursor: Cursor) -> bool:
    mark = cursor.mark
    cursor.skip("per", "/", "each")
    if cursor.take("share"):
        return True
    cursor.back_to(mark)
    return False


def borrowing(cursor: Cursor, made: Account) -> bool:
    """ "borrow cost of 3%", "3% borrow fee a year" """
    share = fraction(cursor)
    if not cursor.take("borrow", "borrowing"):
        return False
    cursor.skip(*COST, "rate", "of", ":", "at", "=")
    share = share if share is not None else fraction(cursor)
    cursor.skip("per", "year", "annual", "yearly")
    made.borrow_cost = share
    return share is not None


def fraction(cursor: Cursor) -> float | None:
    token = cursor.take("pct")
    return None if token is None else rounded((token.value or 0) / 100)
