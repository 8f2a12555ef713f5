"""Trailing stops that begin to follow only later: "once up 20%, trail by 5%".

None of them can be tested, so each is heard whole and asked about.
"""

from __future__ import annotations

from agents.language.draft import Far
from agents.language.exits.departures import Exits, Later
from agents.language.exits.distances import distance, share_of
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import END, Cursor
from agents.language.tokens.pieces import Token

LEADS = ("when", "after", "at", "from", ".")
# What stands before the gain, where it is not the condition of another verb.
BEFORE = words("; . , : and then but ) -") | {END, "#taken"}
SUBJECT = words("it price position trade profit gain a of value in")
RISING = words("rises goes up profit makes return by + at touches exceeds above >= in more")
GAINED = words("profit up return rises from entry in above cost")
STARTING = words(", . then only use set goes it a with to be activated stop stoploss and but on -")
TRAIL = words("stop stoploss loss order it price by at of to : = with profit sell")
FALLING = ("falls", "down")


def begun(cursor: Cursor, made: Exits) -> bool:
    """ "once up 20%, trail by 5%", "it goes up 5%. When it drops 1%, sell" """
    before, narrated = cursor.word(-1) if cursor.at else END, cursor.word() == "."
    if not narrated and before not in BEFORE:
        return False
    told = before == "," and cursor.word() in ("goes", "rises", "up") and _bought(cursor)
    if not (told or cursor.take(*LEADS)) or not _gain(cursor):
        return False
    joint = cursor.word()
    cursor.skip(*STARTING)
    far = _trail(cursor) or _fall(cursor, listed=joint in (",", "and"))
    return far is not None and _keep(cursor, made, far)


def _bought(cursor: Cursor) -> bool:
    """ "bot buys 1 ETH, the value goes up 5%, drops 1%, sell": bought before, on no condition."""
    said = [token.word for token in cursor.tokens[max(0, cursor.at - 6) : cursor.at]]
    return "buy" in said and "when" not in said[said.index("buy") :]


def activated(cursor: Cursor, made: Exits, far: Far) -> bool:
    """ "a 3% trailing stop ... that activates after +5%", "... but only after a 6% gain" """
    mark = cursor.mark
    cursor.skip(*STARTING)
    led = any(token.word == "activated" for token in cursor.seen[mark[1] :])
    if (cursor.take(*BEGINS) or led) and _gain(cursor):
        cursor.skip("activated", "on", "and", "up") if cursor.word() == "activated" else None
        return _keep(cursor, made, far)
    cursor.back_to(mark)
    return False


# "once in profit" of 10%
BEGINS = ("when", "after", "from", "at", "profitable-close")


def put_off(cursor: Cursor, made: Exits, far: Far) -> bool:
    """ "move the stop to break-even, then trail by 4%": with when it begins, if that is said."""
    return activated(cursor, made, far) or _keep(cursor, made, far)


def _keep(cursor: Cursor, made: Exits, far: Far) -> bool:
    first = cursor.seen[0]
    begin = next(n for n, token in enumerate(cursor.tokens) if token is first)
    begin += first.word == "."
    made.later.append(Later(far, cursor.tokens[begin : cursor.at]))
    return True


def _gain(cursor: Cursor) -> bool:
    """ "it is up 5%", "a gain of 5%", "+5%": of the position, over no time that is named."""
    cursor.skip(*SUBJECT, *RISING)
    token = cursor.take("pct")
    if token is None or not token.value or token.value < 0:
        return False
    if FALLING_WORDS & {one.word for one in cursor.seen}:
        return False
    cursor.skip(*GAINED)
    return cursor.word() not in ("day", "bar", "week", "month", "num")


FALLING_WORDS = words("falls down below loss")


def _trail(cursor: Cursor) -> Far | None:
    """ "trail by 2%", "a 2% trailing stop" """
    mark = cursor.mark
    far = distance(cursor)
    if cursor.take("trailing"):
        cursor.skip(*TRAIL)
        far = far or distance(cursor)
        cursor.skip("stop", "stoploss", "below", "behind", "highest", "high", "peak", "price")
        if far is not None:
            return far
    cursor.back_to(mark)
    return None


def _fall(cursor: Cursor, listed: bool) -> float | None:
    """ "sell if it drops 1%", "it drops 1%, sell": what is sold then is behind its best."""
    verb = cursor.take("sell", "cover")
    cursor.skip("when", "it", "price", "as-soon", "goes", "then", "after", "value", "again", "back")
    fell: Token | None = cursor.take(*FALLING)
    cursor.skip("back", "by", "again", "more", "than", "at", "above", ">=")
    far = share_of(cursor) if fell else None
    if far is None or (listed and verb is None and cursor.word() == "or"):
        return None
    cursor.skip("from", "there", "top", "peak", "highest", "high", "back", "price", "again")
    return far if verb or _sold(cursor) else None


def _sold(cursor: Cursor) -> bool:
    """The verb behind it: "... falls 2% -> sell", "... drops 1% (bot should sell)"."""
    mark = cursor.mark
    cursor.skip(",", "(", "then", "-", ".", "and")
    if cursor.take("sell", "cover", "sell-after"):
        cursor.skip(")", "it")
        return cursor.word() in (END, ".", ",", "and", ")", "#taken")
    cursor.back_to(mark)
    return False
