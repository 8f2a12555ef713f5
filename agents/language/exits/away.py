"""Stops and targets told as what becomes of the position: "falls 2 ATR below my entry"."""

from __future__ import annotations

from agents.language.draft import Far, LimitName
from agents.language.exits.departures import Exits
from agents.language.exits.distances import atr_of, money_of, note_of
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import TAKEN, Cursor
from backtests.engine.strategy import Atr

WAYS = {"falls": -1, "down": -1, "rises": 1, "up": 1, "goes": 0, "trade": 0, "closes": 0}
RESULTS: dict[str, LimitName] = {"profit": "take_profit", "loss": "stop_loss"}
PLACES = {"below": -1, "under": -1, "above": 1, "over": 1, "from": 0, "against": -1, "of": 0}
ENTRY = ("entry", "cost", "buy")
REACHES = words("touches exceeds of above >= is at goes to up")
SIDES = words("short cover")


Found = tuple[LimitName, Far]


def away(cursor: Cursor, made: Exits) -> bool:
    """Behind a verb that sells, in its sentence."""
    tied = cursor.word(-1) in ("and", "but") and cursor.word(-2) != TAKEN
    found = _moved(cursor) or _made(cursor)
    if found is None or tied or not _sells(cursor):
        return False  # "... when RSI > 70 and the profit exceeds 2 ATR" must be so beside it
    made.add(*found, note_of(found[1], " ".join(token.text for token in cursor.seen)))
    return True


def below_best(cursor: Cursor, made: Exits) -> bool:
    """ "drops below (the highest price since the entry - 10%)" """
    found = _below_best(cursor)
    if found is None or not (_sells(cursor) or _sells_behind(cursor)):
        return False
    made.add("trailing_stop", found)
    return True


def _below_best(cursor: Cursor) -> float | None:
    mark = cursor.mark
    led = cursor.take("falls", "goes", "closes") and cursor.take("below")
    cursor.skip("(")
    best = cursor.take("highest", "high", "peak", "top") if led else None
    cursor.skip("price", "close", "high", "since", "since-entry", "entry", "buy", "trade", "start")
    less = cursor.take("-", "minus", "by", "under") if best else None
    share = cursor.take("pct") if best else None
    if share is None or not share.value or not (less or share.text.startswith("-")):
        cursor.back_to(mark)
        return None
    cursor.skip(")")
    return round(abs(share.value) / 100, 12)


def _moved(cursor: Cursor) -> Found | None:
    """ "it falls below the entry by 5 ATR", "it is 2 ATR above my entry" """
    mark = cursor.mark
    verb = cursor.take(*WAYS)
    place = _place(cursor)
    cursor.skip("by")
    far: Far | None = atr_of(cursor) or money_of(cursor)
    place = place if place is not None or far is None else _place(cursor)
    if far is None or place is None:
        cursor.back_to(mark)
        return None
    way = place or (WAYS[verb.word] if verb else 0)
    if not way:
        cursor.back_to(mark)
        return None
    way = -way if any(token.word in SIDES for token in cursor.tokens) else way
    return ("take_profit" if way > 0 else "stop_loss"), far


def _place(cursor: Cursor) -> int | None:
    """ "below the entry price": which way it lies."""
    mark = cursor.mark
    place = cursor.take(*PLACES)
    if place is not None and cursor.take(*ENTRY):
        cursor.skip("price")
        return PLACES[place.word]
    cursor.back_to(mark)
    return None


def _made(cursor: Cursor) -> Found | None:
    """ "profit reaches $2 a share", "the loss is 2 ATR" """
    result = cursor.take(*RESULTS)
    cursor.skip(*REACHES) if result else None
    far: Far | None = (atr_of(cursor) or money_of(cursor)) if result else None
    cursor.skip("/", "per")
    if result is None or far is None or not (isinstance(far, Atr) or cursor.take("share")):
        return None
    return RESULTS[result.word], far


def _sells(cursor: Cursor) -> bool:
    """A verb that sells stands before it in the sentence, and none that buys between."""
    for token in reversed(cursor.tokens[: cursor.at]):
        if token.word == "." or token.word in ("buy", "short", "long", "buy-after"):
            return False
        if token.word in ("sell", "cover", "out", "sell-after"):
            return True
    return False


def _sells_behind(cursor: Cursor) -> bool:
    """ "as soon as it drops below ..., all of it is sold" """
    for token in cursor.tokens[cursor.at : cursor.at + 9]:
        if token.word in (".", "buy", "short", "buy-after"):
            return False
        if token.word in ("sell", "cover", "sell-after") or token.small == "sold":
            return True
    return False
