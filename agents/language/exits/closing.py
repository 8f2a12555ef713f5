"""What is bought at an open and sold at the close of the same day: "sell at the close"."""

from __future__ import annotations

from agents.language.exits.departures import Exits
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import END, TAKEN, Cursor
from agents.language.tokens.pieces import Token, places

ENDS = frozenset({END, TAKEN, ".", ",", "and", "or", ")", "(", "with"})


SAME_DAY = "what is bought at an open is sold at the close of the same day"


def same_day(cursor: Cursor, made: Exits) -> bool:
    """ "day trade", "sell on the same day", "sell at the close" without another condition."""
    if cursor.take("same-day"):
        made.add("same_day", 1.0, SAME_DAY)
        return True
    at = cursor.at
    if not cursor.take(*LEAVING, "close") or _has_condition(cursor, at):
        return False
    if cursor.word(1) in ("at-close", "same-day") and _is_only_one(cursor):
        cursor.skip("symbol")
    cursor.skip("it", "all", "at", "by", "before", "on", "position", "out", "in")
    same = cursor.take("day-end", "same-day")
    closes = cursor.take("at-close", "close", "day-end") or same
    cursor.skip("day-end", "at-close", "every", "day", "daily")
    named = "symbol" in (cursor.word(), cursor.word(cursor.word() == "on"))
    ends = cursor.word() in ENDS or named
    if not closes or not ends or _buys_at_close(cursor, closes):
        return False
    made.add("same_day", 1.0, SAME_DAY)
    return True


# "2% stop, 4% target, flat at the close": limits beside it are no condition of it.
LIMITS = words("stop stoploss target takeprofit trailing")
BESIDE = LIMITS | words("pct num money atr loss profit and , a the with use of")


def _is_only_one(cursor: Cursor) -> bool:
    """No other symbol stands in the text that would stay."""
    return len({token.symbol for token in cursor.tokens if token.symbol}) == 1


def _has_condition(cursor: Cursor, at: int) -> bool:
    """Words before the verb that say when: "after 5 days sell at the close"."""
    sentence = 0
    for index in range(at - 1, -1, -1):
        if cursor.tokens[index].word == ".":
            sentence = index + 1
            break
    before = [token.word for token in cursor.tokens[sentence:at]]
    if not before or (set(before) <= BESIDE and set(before) & LIMITS):
        return False
    joints = [index for index, word in enumerate(before) if word in (",", "and", "then")]
    own = before[joints[-2] + 1 if len(joints) > 1 and joints[-1] == len(before) - 1 else 0 :]
    verbs = {"buy", "short", "buy-after", "entry", "sell", "cover"}
    led = {"when", "after", "until"}
    if not {*led, *verbs} & set(own):
        own = before  # "buy when A and B, sell at the close"
    if not joints:  # "buy Monday open sell Monday close"
        return bool(led & set(own)) or not verbs & set(own)
    return not verbs & set(own) or not joints or joints[-1] != len(before) - 1 or "hold" in before


def _buys_at_close(cursor: Cursor, own: Token) -> bool:
    """Another close is one to buy at, unless it is where the other side leaves."""
    tokens = cursor.tokens
    others = (at for at, one in enumerate(tokens) if one.word == "at-close" and one is not own)
    return any(_verb(tokens, at) not in LEAVING for at in others)


def _verb(tokens: list[Token], at: int) -> str:
    verbs = (one.word for one in reversed(tokens[:at]) if one.word in LEAVING + ENTERING)
    return next(verbs, "")


def leads(tokens: list[Token], at: int) -> str:
    """The verb that is told to the close, in its own sentence: "trade at the close" is no exit."""
    begin = max((one for one in places(tokens[:at], (".",))), default=-1) + 1
    trades = any(one.word == "trade" for one in tokens[max(begin, at - 3) : at])
    return "" if trades else _verb(tokens[begin:at], at - begin)


AT_CLOSE = "every order is filled at the close, those that buy as well"
WITHIN = "a stop or a target is reached within the bar, at its level, and not at the close"


def fills_told(tokens: list[Token], fill: str | None, limits: bool) -> list[tuple[str, str]]:
    """ "exit at the close if down 5%": where only what leaves is told to, all orders go there."""
    told = places(tokens, ("at-close",)) if fill == "close" else []
    if not told or any(leads(tokens, at) not in LEAVING for at in told):
        return []
    return [(AT_CLOSE, "fill"), *([(WITHIN, "fill")] if limits else [])]


LEAVING = ("sell", "sell-after", "cover", "out", "flat")
ENTERING = ("buy", "buy-after", "short", "entry")
