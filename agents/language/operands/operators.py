"""The words of a comparison: "drops back below", "is not above", "crosses", ">="."""

from __future__ import annotations

from agents.language.draft import DENIED, Op, Side
from agents.language.operands.cursor import Cursor
from agents.language.operands.pairs import is_average
from agents.language.tokens.pieces import Token

UP = frozenset(
    {"above", "over", "past", "through", ">", ">=", "higher", "up-through", "exceeds", "more"}
)


DOWN = frozenset({"below", "<", "<=", "lower", "crossunder", "down-through"})


WAYS = {
    "down": -1, "red": -1, "lower": -1, "falls": -1, "bearish": -1, "negative": -1, "loss": -1,
    "up": 1, "green": 1, "higher": 1, "rises": 1, "bullish": 1, "positive": 1, "profit": 1,
}  # fmt: skip


# "has to close above", "needs to stay under"
INFINITIVES = frozenset(
    {"crosses", "falls", "rises", "goes", "closes", "close", "trade", "stays", "breaks", "exceeds"}
)


def comparator(cursor: Cursor, left: Side | None = None) -> Op | None:
    """ "drops back below", "is not above", "crosses", ">=" """
    mark = cursor.mark
    denied = bool(cursor.take("not"))
    cursor.skip("to") if cursor.word(1) in INFINITIVES else None
    verb = cursor.take("falls", "rises", "goes", "breaks", "crosses", "closes", "close", "recovers",
                       "touches", "breakout", "trade", "crossunder", "down", "up",
                       "exceeds", "drops-below", "breaks-above", "rises-to", "crosses-above",
                       "crosses-below", "stays", "pullback")  # fmt: skip
    lean = leaning(cursor, verb)
    if verb and verb.word == "touches":
        return _touching(cursor)
    if verb is None and cursor.word() == "x" and is_average(left):
        cursor.take("x")
        return "crosses"
    cursor.skip("to") if is_way(cursor, 1) else None
    way = cursor.take(*UP, *DOWN) if is_way(cursor) else None
    if verb and verb.word == "crosses" and _contradicts(lean, way):
        cursor.back_to(mark)
        return None
    op = _op(verb.word if verb else "", way.word if way else "", lean)
    if op == "crosses_above" and verb and verb.word in TURNING and _is_back(way) and not lean:
        op = "crosses_back"
    if op is None and verb and verb.word in REACHING:
        op = reaching(verb) if cursor.take("to") else None
    if op is None and verb and verb.word == "breaks" and cursor.word() in BANDS:
        op = "crosses"  # "breaks the lower band"
    if op is None and verb:
        op = _taken_back(verb, cursor)
    if op is None:
        cursor.back_to(mark)
        return None
    return DENIED[op] if denied and op in DENIED else op


def _is_back(way: Token | None) -> bool:
    """ "crosses back through the average": against the way of the entry, whichever that was."""
    return way is not None and way.small.startswith("back ")


TURNING = ("crosses", "goes", "breaks")


def reaching(verb: Token) -> Op:
    """ "falls to", "rises to", "reverts to" """
    return "returns_to" if verb.small.startswith(RETURNS) else REACHING[verb.word]


# Back to where it was, from above or from below.
RETURNS = ("return", "revert", "revien", "revenir", "retourn", "zurückkehr", "zurückkomm")


def _contradicts(lean: str, way: Token | None) -> bool:
    """ "crosses up under 20" says how, and where, but not what is crossed."""
    if way is None or way.word in ("through", "up-through", "down-through"):
        return False
    return (lean == "up" and way.word in DOWN) or (lean == "down" and way.word in UP)


def _taken_back(verb: Token, cursor: Cursor) -> Op | None:
    """ "reclaims the 20 EMA", "loses the 50-day average" """
    if cursor.word() in ("pct", "money", *NOWHERE):
        return None
    text = verb.small
    if text.startswith(RECLAIMS):
        return "crosses_above"
    bare = cursor.word() == "num" and cursor.word(1) in NOWHERE
    return "crosses_below" if text in LOST and not bare else None


BANDS = ("upper", "lower", "bollinger", "keltner", "donchian", "band")
RECLAIMS = ("reclaim", "regain", "recuper", "recobr", "zurückerob", "zurückgew", "reconqu")
LOST = frozenset({"loses", "lose", "losing", "lost", "pierde", "pierda", "perd"})
NOWHERE = ("#end", "#taken", "and", "or", ",", ".", "(", ")", ":", "bars-back")


def _touching(cursor: Cursor) -> Op:
    """ "touches or falls below" is reaching the level from above."""
    mark = cursor.mark
    further = comparator(cursor) if cursor.take("or") else None
    if further in BEYOND:
        return BEYOND[further]
    cursor.back_to(mark)
    return "touches"


BEYOND: dict[Op | None, Op] = {
    "<": "falls_to", "<=": "falls_to", "crosses_below": "falls_to",
    ">": "rises_to", ">=": "rises_to", "crosses_above": "rises_to",
}  # fmt: skip


def is_way(cursor: Cursor, ahead: int = 0) -> bool:
    """ "the lower band" is a level and no way."""
    word, after = cursor.word(ahead), cursor.word(ahead + 1)
    return word in UP | DOWN and not (
        word == "lower" and after in ("band", "bollinger", "donchian")
    )


def leaning(cursor: Cursor, verb: Token | None) -> str:
    """ "crosses back down through": the way that the small words behind the verb lean."""
    begin = cursor.at
    cursor.skip("up", "down", "back", "out", "crosses", "again")
    said = [verb.word] if verb else []
    said += [token.word for token in cursor.tokens[begin : cursor.at]]
    return next((word for word in said if word in ("down", "up")), "")


REACHING: dict[str, Op] = {
    "falls": "falls_to", "rises": "rises_to", "recovers": "rises_to", "goes": "touches",
    "pullback": "falls_to",
}  # fmt: skip


GLUED: dict[str, Op] = {
    "drops-below": "crosses_below", "breaks-above": "crosses_above", "rises-to": ">=",
    "crosses-above": "crosses_above", "crosses-below": "crosses_below", "exceeds": ">",
    "crossunder": "crosses_below",
}  # fmt: skip


EXACT: dict[str, Op] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "crossunder": "crosses_below",
                        "exceeds": ">", "up-through": "crosses_above",
                        "down-through": "crosses_below"}  # fmt: skip


def _op(verb: str, way: str, lean: str) -> Op | None:
    if verb in GLUED:
        return GLUED[verb]
    if way in EXACT and verb != "crosses":
        return EXACT[way]
    if not way:
        return _op_without_way(verb, lean)
    up = way in UP
    if way == "through":
        up = verb != "falls" and lean != "down"
    if way == "through" and verb in ("up", "down"):
        return "crosses_above" if verb == "up" else "crosses_below"
    if verb in ("", "closes", "close", "trade", "down", "up", "stays"):
        return ">" if up else "<"
    return "crosses_above" if up else "crosses_below"


def _op_without_way(verb: str, lean: str) -> Op | None:
    if verb == "crosses":
        leaning: dict[str, Op] = {"up": "crosses_above", "down": "crosses_below"}
        return leaning.get(lean, "crosses")
    return "crosses_above" if verb == "breakout" else None


def late_verb(cursor: Cursor, op: Op) -> Op:
    """ "unter 30 fällt", "darunter schließt": in German the verb comes last."""
    if cursor.word(1) not in ("#end", ",", ".", "and", "or", "buy", "sell", "#taken"):
        return op
    if op.startswith("crosses") and cursor.take("crosses"):
        return op
    cursor.take("closes")
    if op in ("<", "<=") and cursor.take("falls", "goes", "crosses", "breaks"):
        return "crosses_below"
    turned = op in (">", ">=") and cursor.take("rises", "goes", "crosses", "breaks")
    return "crosses_above" if turned else op


def late_direction(cursor: Cursor, op: Op) -> Op:
    """ "crosses the slow average from below to above": the direction comes last."""
    if op != "crosses":
        return op
    ends = cursor.word(1) in NOWHERE
    if cursor.take("up-through", *(("up",) if ends else ())):
        return "crosses_above"
    return "crosses_below" if cursor.take("down-through", *(("down",) if ends else ())) else op
