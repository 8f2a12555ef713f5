"""Exits that are more than one percentage: trailing stops, ATR and money, break-even, parts of a
position, calendar days, the same day. They are taken before anything else reads their words.
"""

from __future__ import annotations

from agents.language.dealing.later_trails import LATER
from agents.language.draft import Far, LimitName
from agents.language.exits.away import away, below_best
from agents.language.exits.closing import same_day
from agents.language.exits.departures import Doubt, Exits
from agents.language.exits.distances import atr_of, distance, money_of, note_of, share_of
from agents.language.exits.following import mark_following
from agents.language.exits.later import activated, begun, put_off
from agents.language.exits.limits import BETWEEN, NAMES
from agents.language.exits.units import UNITS
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import END, TAKEN, Cursor
from agents.language.setup.account import apply
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Atr, Money

REFERENCE = ("entry", "cost", "price", "buy", "it")


HEADS = words(
    """
    pct money num atr twice triple stop stoploss takeprofit target trailing breakeven goes move set
    raise at after when hold for sell cover out flat same-day close take not falls loss max maximum
    trails-later from . down rises up profit below above closes trade
    """
)


def take_exits(tokens: list[Token], made: Exits | None = None) -> Exits:
    mark_following(tokens)
    readers = (begun, _trailing, _break_even, _days, _level, below_best, away, _loss_cap, same_day)
    found = apply(readers, HEADS, tokens, made or Exits(), NEEDS)
    found.settle()
    return found


# Trailing ----------------------------------------------------------------------------------------


def _trailing(cursor: Cursor, made: Exits) -> bool:
    """ "8% trailing stop", "trail the stop by 2 ATR", "trailing stop: $3" """
    far = distance(cursor)
    cursor.skip("stop", "stoploss") if cursor.word(1) in ("trailing", LATER) else None
    trails = cursor.take("trailing", LATER)
    if trails is None:
        return False
    named = far is not None or cursor.word() in ("stop", "stoploss")
    cursor.skip("stop", "stoploss", "loss", "order", "price", "it", "profit", "exit", "sell-after")
    cursor.skip("sell") if _is_rest(cursor) else None
    if far is None:
        cursor.skip(*TO_DISTANCE)
        far = distance(cursor) or _bare_share(cursor)
        cursor.skip(")")
    elif trails.word == LATER and _measured_behind(cursor):
        return False  # "stop 5% then trail by 3%": the first is that of the stop
    _from_peak(cursor)
    if far is not None and trails.word == LATER:
        return put_off(cursor, made, far)
    if far is None:
        made.open += ["trailing_stop"] * named
        return named
    if activated(cursor, made, far):
        return True
    made.add("trailing_stop", far, _noted(far, cursor))
    return True


def _measured_behind(cursor: Cursor) -> bool:
    behind = Cursor(cursor.tokens, cursor.at)
    behind.skip(*TO_DISTANCE)
    return distance(behind) is not None


TO_DISTANCE = ("at", "of", "by", "to", ":", "with", "=", "-", "@", "(", "for", "behind", "stays")


def _is_rest(cursor: Cursor) -> bool:
    """ "trail the rest by 4%" """
    said = cursor.tokens[cursor.at].small if not cursor.done else ""
    return any(word in said for word in REST)


REST = ("rest", "remain", "other", "left", "balance", "runner", "last", "final")


def _bare_share(cursor: Cursor) -> float | None:
    """ "trailing stop 8": per cent, as for other stops; "2 days" is none."""
    if cursor.word() != "num" or cursor.word(1) not in ENDS:
        return None
    value = cursor.number()
    return round(abs(value) / 100, 12) if value else None


ENDS = frozenset({END, TAKEN, ".", ",", "and", "or", ")", "(", "with"})


def _from_peak(cursor: Cursor) -> None:
    """ "... below the highest price": what a trailing stop follows anyway."""
    mark = cursor.mark
    cursor.skip("below", "from", "under", "behind")
    begin = cursor.at
    cursor.skip("highest", "high", "peak", "top", "close", "price", "trough", "lowest", "low")
    if cursor.at == begin and cursor.word() not in ENDS:
        cursor.back_to(mark)
    else:
        cursor.skip("since-entry", "since", "entry", "buy")


def _noted(far: Far, cursor: Cursor) -> str:
    said = " ".join(token.text for token in cursor.seen)
    if isinstance(far, float) and not any(token.word == "pct" for token in cursor.seen):
        return f"'{said}' is read as {far * 100:g}%"
    return note_of(far, said)


# ATR and money -----------------------------------------------------------------------------------


def _level(cursor: Cursor, made: Exits) -> bool:
    """ "2 ATR stop", "target at 3x ATR", "stop $2 below the entry" """
    ahead = cursor.mark
    far: Far | None = atr_of(cursor) or money_of(cursor)
    name = cursor.take(*NAMES, *(GAINED if isinstance(far, Atr) else ()))
    if far is None and name is not None:
        if cursor.at > 1 and cursor.word(-2) == "pct":
            return False
        cursor.skip(*(BETWEEN - {"when"}), "+")
        far = atr_of(cursor) or money_of(cursor)
    if far is None or name is None:
        cursor.back_to(ahead)
        return False
    counted = any(token.word in UNITS for token in cursor.seen)  # as money never is
    said = " ".join(token.text for token in cursor.seen)
    measured = _beside(cursor) or counted
    elsewhere = cursor.word() in ("below", "above", "from", "under", "over", "of")
    if not measured and (elsewhere or not isinstance(far, Atr)):
        led = cursor.seen[0].word == "money" and not elsewhere and cursor.word() in ENDS
        return led and _doubted(cursor, made, NAMES.get(name.word), far, said)
    made.add({**NAMES, **GAINED}[name.word], far, _noted(far, cursor))
    return True


def _doubted(cursor: Cursor, made: Exits, name: LimitName | None, far: Far, said: str) -> bool:
    """ "a $2 stop": is it how far, or where?"""
    money = next((token for token in cursor.seen if token.word == "money"), None)
    if name is None or money is None or not isinstance(far, Money):
        return False
    made.doubt(name, Doubt(far, *(one.replace("$ ", "$") for one in (said, money.text))))
    return True


# "2 ATR profit", "1.5 ATR loss"
GAINED: dict[str, LimitName] = {"profit": "take_profit", "loss": "stop_loss"}


def _beside(cursor: Cursor) -> bool:
    """ "... below the entry price", "a share": then it is a distance and no price."""
    mark = cursor.mark
    cursor.skip("below", "above", "from", "under", "over", "of")
    if cursor.take(*REFERENCE):
        cursor.skip("price")
        return True
    cursor.back_to(mark)
    cursor.skip("/", "per")
    if cursor.at > mark[0] and cursor.take("share"):
        return True
    cursor.back_to(mark)
    return False


LOSING = words("lose loses losing lost loss losses loose")
CAPS = ("max", "maximum", "<=", "above", "only", "at", "more", "up", "to", "than")


def _loss_cap(cursor: Cursor, made: Exits) -> bool:
    """ "don't let me lose more than 4%", "lose max 7% per trade", "max 5% loss" """
    denied = cursor.take("not")
    cursor.skip("to", *CAPS) if denied else None
    capped = cursor.take("max", "maximum")
    early = share_of(cursor) if capped or denied else None
    verb = cursor.take("falls", "loss")
    if verb is None or verb.small not in LOSING:
        return False
    begin = cursor.at
    cursor.skip(*CAPS)
    said = {token.word for token in cursor.tokens[begin : cursor.at]} - {"at", "to", "than"}
    share = early if early is not None else share_of(cursor)
    if share is None or not (denied or capped or said & {"max", "maximum", "<="}):
        return False
    cursor.skip("of-position", "on", "trade", "position", "in", "money", "per")
    made.add("stop_loss", share)
    return True


# Break-even --------------------------------------------------------------------------------------


def _break_even(cursor: Cursor, made: Exits) -> bool:
    """ "move the stop to break-even after a 3% gain", "once up 3%, stop to breakeven" """
    sold = cursor.at > 0 and cursor.word(-1) in ("sell", "cover", "out")
    gain = _led_gain(cursor)
    if gain is not None and cursor.seen[0].word == "at" and cursor.word() == ",":
        return False
    cursor.skip(",", "then")
    cursor.skip("goes", "move", "set", "raise", "stop", "stoploss", "to", "at", "with", "it")
    if not cursor.take("breakeven", *(PAID if _is_moved(cursor) else ())):
        return False
    cursor.skip("stop", "stoploss")
    if sold and (above := share_up(cursor)):
        made.add("take_profit", above, "break-even and more is read as that gain on the entry")
        return True
    behind = _gain_behind(cursor)
    if gain is not None and behind is not None:
        return False
    gain = behind if gain is None else gain
    if gain is None:
        made.open.append("break_even")
    else:
        made.add("break_even", gain)
    return True


def _is_moved(cursor: Cursor) -> bool:
    """ "the stop moves to my entry": to break-even."""
    said = {token.word for token in cursor.seen}
    return cursor.word(-1) == "to" and bool(said & {"stop", "stoploss"})


PAID = ("entry", "cost")
GAINING = ("it", "price", "goes", "rises", "up", "by", "at", "in", "+", "of", "trade", "a", "hold")


def _led_gain(cursor: Cursor) -> float | None:
    mark = cursor.mark
    if cursor.take("when", "after", "at"):
        cursor.skip(*GAINING, "profit")
        gain = share_up(cursor)
        if gain is not None:
            return gain
    cursor.back_to(mark)
    return None


def _gain_behind(cursor: Cursor) -> float | None:
    mark = cursor.mark
    cursor.skip("when", "after", "at", "on", "from", "with", ":", "profit", *GAINING)
    gain = share_up(cursor)
    if gain is None:
        cursor.back_to(mark)
    return gain


def share_up(cursor: Cursor) -> float | None:
    """ "3%", "3% profit": a gain; never a fall."""
    if cursor.word() != "pct" or cursor.value() <= 0:
        return None
    token = cursor.take("pct")
    cursor.skip("profit", "up", "rises", "return", "in", "target")
    return round((token.value or 0) / 100, 12) if token else None


# Time --------------------------------------------------------------------------------------------

IN_DAYS = {"day": 1, "week": 7}


def _days(cursor: Cursor, made: Exits) -> bool:
    """ "hold for 10 calendar days", "sell after 45 calendar days" """
    cursor.skip("hold", "it", "for", "after", "at", "most", "max", "maximum", "up", "to")
    count = cursor.number() if cursor.seen else None
    if not count or not cursor.take("calendar"):
        return False
    unit = cursor.take(*IN_DAYS)
    if unit is None:
        return False
    made.add("max_days", count * IN_DAYS[unit.word])
    return True


NEEDS = {
    _trailing: frozenset({"trailing", LATER}), _break_even: words("breakeven entry cost"),
    _days: words("calendar"), _level: words("atr money point cents pips"),
    begun: words("trailing falls down"), away: words("atr money point cents pips"),
    below_best: words("highest high peak top"),
    _loss_cap: words("falls loss"), same_day: words("same-day day-end at-close close"),
}  # fmt: skip
