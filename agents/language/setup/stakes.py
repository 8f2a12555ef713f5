"""What each position gets, where it is called a position, an exposure or a quantity: "use a 20%
position", "exposure 50%", "position = 1 BTC", "0.5 SOL per trade"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.setup.account import OF_WHAT, Account
from agents.language.setup.trading_costs import EACH, fraction
from agents.language.tokens.pieces import Token

EXPOSED = words("exposure allocation weighting")
COUNTED = words("quantity qty units lots")
STAKES = EXPOSED | COUNTED
BETWEEN = ("of", ":", "=", "at", "is", "to", "size", "-", "up", "max", "maximum", "<=", "only")
CAPPED = ("max", "maximum", "<=")
ENDS = NOWHERE | words("for in on when with each every use of-position at-open at-close using")
SOLD = words("sell cover sell-after cover-after")
PORTIONS = words("half third quarter pct remainder rest")
MOST = "the most that a position may get is what it gets"


def stake(cursor: Cursor, made: Account) -> bool:
    """ "use 20% position for each", "position: 10%", "max 5% portfolio exposure" """
    if cursor.at and cursor.word(-1) in SOLD:
        return False  # "sell 25% of the position" says nothing of how much is bought
    if {cursor.word(-1), cursor.word(-2) if cursor.word(-1) == "of" else ""} & PORTIONS:
        return False  # "half of the position at +5%" is sold there
    cursor.skip("use", "with", "a")
    capped = cursor.take(*CAPPED)
    cursor.skip("of")
    share = fraction(cursor)
    cursor.skip("of", "total", "current", *OF_WHAT)
    labelled = cursor.word(1) == ":" and cursor.word(2) == "pct"  # "per trade: 20% of capital"
    named = cursor.take("position", *EXPOSED, *(("of-position",) if labelled else ()))
    if share is None and named:
        capped = capped or cursor.take(*CAPPED)
        cursor.skip(*BETWEEN)
        share = fraction(cursor)
        cursor.skip("of", "total", "current", *OF_WHAT)
    if named is None or share is None or not 0 < share <= 1 or cursor.word() == "size":
        return False
    if cursor.word() not in ENDS and cursor.word() != "symbol" and not labelled:
        return False
    cursor.skip("for", "in", "on", *EACH) if cursor.word(1) in (*EACH, "each") else None
    cursor.skip(*EACH)
    made.fractions.append(share)
    made.notes += [(MOST, "sizing.fraction")] if capped else []
    return True


def quantity(cursor: Cursor, made: Account) -> bool:
    """ "position = 1 BTC", "quantity: 4", "0.5 SOL per trade" """
    led = cursor.take("position", "size", *COUNTED)
    led = led or (cursor.take("use", "trade") if cursor.word(1) == "num" else None)
    capped = cursor.take(*CAPPED)
    cursor.skip(*BETWEEN) if led else None
    value = cursor.number()
    if not value or value < 0:
        return False
    of_it = cursor.word() == "symbol"
    behind = cursor.tokens[cursor.at + of_it : cursor.at + of_it + 2]
    each = bool(behind) and _is_each(behind[0])
    counts = led is not None and (of_it or led.word in COUNTED) and (
        each or cursor.word(of_it) in ENDS
    )  # fmt: skip
    if not counts and not (of_it and each):
        return False
    for token in behind[: int(each)]:
        token.kind = "used"
    made.quantity = value
    made.notes += [(MOST, "sizing.quantity")] if capped else []
    return True


def _is_each(token: Token) -> bool:
    return token.word in EACH or token.small in ("each time", "every time", "at a time")
