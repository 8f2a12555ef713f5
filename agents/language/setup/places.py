"""How many positions are open at once: "max 3 positions", "at most 2 at a time", "one at once"."""

from __future__ import annotations

from agents.language.dealing.counted import MOST, OPEN
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import NOWHERE, Cursor
from agents.language.setup.account import Account

HELD = ("hold", "with", "only", "be-in", "goes", "trade")
ALWAYS = frozenset(
    {
        "at the same time", "concurrently", "simultaneously", "in parallel", "gleichzeitig",
        "zur gleichen zeit", "à la fois", "en même temps", "a la vez", "al mismo tiempo", "同时",
        "at one time", "at any one time", "at any given time", "ao mesmo tempo",
    }
)  # fmt: skip
LEADING = NOWHERE | words("with hold only buy symbol num pct never but be-in in goes - trade money")
MOST_HELD = 20


def places(cursor: Cursor, made: Account) -> bool:
    """ "max 3 positions", "hold at most 2 open trades at a time", "2 at a time" """
    if cursor.at and cursor.word(-1) not in LEADING:
        return False
    led = cursor.at
    cursor.skip(*HELD)
    most = cursor.take(*MOST)
    if most is None and cursor.at > led + 1:
        return False
    cursor.skip("to", "of", "<=", "number", *OPEN)
    named = cursor.take("position") if most else None
    cursor.skip(":", "of", "to") if named else None
    count = cursor.number() or (1.0 if cursor.take("single") else None)
    if not count or count != int(count) or not 1 <= count <= MOST_HELD:
        return False
    cursor.skip(*OPEN)
    named = named or cursor.take("position")
    traded = None if named else cursor.take("trade")
    cursor.skip(*OPEN)
    at_once = _moment(cursor) or bool({token.word for token in cursor.seen} & OPEN)
    if not (at_once if traded or not (named and most) else True):
        return False
    cursor.skip("in", "portfolio")
    return _hold(cursor, made, int(count))


def _hold(cursor: Cursor, made: Account, count: int) -> bool:
    """One position at a time goes without saying where one symbol is traded."""
    named = {token.symbol for token in cursor.tokens if token.symbol}
    made.positions = count if count > 1 or len(named) > 1 else made.positions
    return True


def _moment(cursor: Cursor) -> bool:
    """ "at a time", "at once", "at any time", "concurrently" """
    mark = cursor.mark
    cursor.skip("open")
    if cursor.word() in ("so-far", *ALWAYS) and cursor.tokens[cursor.at].small in ALWAYS:
        cursor.at, cursor.seen = cursor.at + 1, [*cursor.seen, cursor.tokens[cursor.at]]
        return True
    cursor.skip("at", "any", "a", "one", "same", "given")
    cursor.number() if cursor.word() == "num" and cursor.value() == 1 else None
    once = cursor.word() == "when" and cursor.tokens[cursor.at].small in ("once", "any time")
    if cursor.word(-1) in ("at", "any", "same", "num", "one") and (
        cursor.take("time", "moment") or (once and cursor.take("when"))
    ):
        return True
    cursor.back_to(mark)
    return False
