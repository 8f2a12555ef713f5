"""Selling a part of the position at a gain: "sell half at +3%, the rest at +6%"."""

from __future__ import annotations

from itertools import pairwise

from agents.language.draft import Limit, made, rounded
from agents.language.exits.departures import Exits
from agents.language.exits.exits import ENDS, GAINING, REST, share_up
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.setup.account import apply
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import PartialExit

SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25}
HEADS = words(
    "sell take close cover scale exit takeprofit target half third quarter num pct at when after "
    "first second final last"
)
BESIDE = words(
    """
    of position of-position off it share trade goes sell close take leaves comes out stake holding
    holdings lot bag bet pile shares cash rest
    """
)


def take_partials(tokens: list[Token], exits: Exits) -> Exits:
    return apply((_part_and_rest, _parts), HEADS, tokens, exits, NEEDS)


def _parts(cursor: Cursor, exits: Exits) -> bool:
    """One part after the other; together they may be all that there is."""
    labelled = _label(cursor)
    bare = _begins(cursor) or _leads(cursor)
    if not cursor.take("sell", "take", "close", "cover", "scale") and not (labelled or bare):
        return False
    cursor.skip("out", ":", "profit", "of")
    parts = _even(cursor) or _listed(cursor)
    if not parts:
        return False
    _pass_heading(cursor.tokens)
    _rest(cursor, exits)
    _keep(sorted((gain, share) for share, gain in parts), exits)
    return True


def _listed(cursor: Cursor) -> list[tuple[float, float]]:
    """ "half at +3%, another quarter at +6%" """
    parts = []
    while part := _part(cursor) or _turned(cursor):
        parts.append(part)
        ahead = Cursor(cursor.tokens, cursor.at)
        ahead.skip(*BETWEEN)
        if _part(ahead) is None and _turned(ahead) is None:
            break
        cursor.skip(*BETWEEN)
    return parts


def _turned(cursor: Cursor) -> tuple[float, float] | None:
    """ "3% (50%)", "+4%: sell a third": the gain before the part."""
    mark = cursor.mark
    cursor.skip("when", "after", "at", "+", ":", *GAINING)
    gain = share_up(cursor)
    opened = cursor.take(*OPENING) if gain else None
    cursor.skip(":", "→", "sell-after", "sell", "close", "take", "for", "off", "on", "with")
    share = _share(cursor) if opened else None
    cursor.skip(*BESIDE)
    closed = opened is not None and (opened.word != "(" or cursor.take(")"))
    apart = opened is not None and (opened.word != "," or cursor.seen[-2].word in SELLING)
    if gain is None or share is None or not (closed and apart) or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return None
    return share, gain


OPENING = ("(", "-", ":", "→", ",", "for", "sell", "sell-after", "close", "take", "on")
SELLING = ("sell", "close", "take", "off")
BETWEEN = (",", "and", "then", "sell", "another", "again", "other")


def _part_and_rest(cursor: Cursor, exits: Exits) -> bool:
    """ "take 1% with half of the quantity and 2% with the rest" """
    mark = cursor.mark
    first = _gain_with(cursor)
    share = _share(cursor) if first else None
    cursor.skip(*BESIDE, "quantity", "amount")
    if (
        share
        and cursor.word() == ","
        and cursor.word(1) == "pct"
        and cursor.value(1) == share * 100
    ):
        cursor.skip(",", "pct")  # "half of the quantity, 50%"
    cursor.skip(",", "and", ".", "then")
    last = _gain_with(cursor) if share else None
    rest = cursor.take("sell", "remainder", "rest") if last else None
    left = rest is not None and any(one in rest.small for one in REST)
    if not (first and share and last and left):
        cursor.back_to(mark)
        return False
    cursor.skip(*BESIDE, "quantity", "amount")
    exits.limits.append(Limit("partial_exits", _partial(first, share)))
    exits.add("take_profit", last)
    return True


def _gain_with(cursor: Cursor) -> float | None:
    """ "take a profit of 1% with" """
    cursor.skip("take", "takeprofit", "target", ":", "profit", "a", "of", "at", "+")
    gain = share_up(cursor)
    return gain if gain and cursor.take("with", "on", "for") else None


def _even(cursor: Cursor) -> list[tuple[float, float]]:
    """ "in thirds at +3%, +6% and +9%": as many gains as parts."""
    mark = cursor.mark
    share = cursor.take(*SHARES) if cursor.take("in", "by") else None
    cursor.skip("at", "when", ":", *GAINING)
    gains = []
    while share and (gain := share_up(cursor)) is not None:
        gains.append(gain)
        cursor.skip(",", "and")
    if share is None or len(gains) != round(1 / SHARES[share.word]):
        cursor.back_to(mark)
        return []
    return [(SHARES[share.word], gain) for gain in gains]


def _begins(cursor: Cursor) -> bool:
    """ "Half comes off at ...": a part that no verb stands before."""
    ahead = Cursor(cursor.tokens, cursor.at)
    opens = cursor.at == 0 or cursor.word(-1) in (*ENDS, ":", "then")
    return opens and _share(ahead) is not None and ahead.word() in LEAVES


LEAVES = words("off out goes position at of-position")


def _leads(cursor: Cursor) -> bool:
    """ "At +4% sell half": the gain stands first."""
    opens = cursor.at == 0 or cursor.word(-1) in (*ENDS, ":", "then")
    return opens and _turned(Cursor(cursor.tokens, cursor.at)) is not None


def _label(cursor: Cursor) -> bool:
    """The "TP1:" or the "first target" of a ladder."""
    mark = cursor.mark
    cursor.skip("first", "second", "third", "final", "last")
    name = cursor.take("takeprofit", "target")
    if name is None:
        cursor.back_to(mark)
        return False
    following = cursor.tokens[cursor.at] if not cursor.done else None
    glued = following is not None and following.start == name.end
    if cursor.word() == "num" and (glued or cursor.word(1) in (":", "pct", "at")):
        cursor.take("num")
    cursor.skip(":", "-", "sell", "close", "take")
    return True


def _rest(cursor: Cursor, exits: Exits) -> None:
    """ "... and the rest at 20%": the target of what is left."""
    mark = cursor.mark
    cursor.skip(",", "and", "then", ".")
    early = _gain_first(cursor)
    verb = cursor.take("sell", "remainder", "rest")
    remains = verb is not None and any(word in verb.small for word in REST)
    reached = remains and cursor.take("at", "after", "when", "for")
    cursor.skip(*GAINING) if reached else None
    gain = share_up(cursor) if reached else early if remains else None
    if gain is None or cursor.word() not in ENDS:
        cursor.back_to(mark)
        return
    exits.add("take_profit", gain)


def _gain_first(cursor: Cursor) -> float | None:
    """ "... at +8% sell the rest" """
    mark = cursor.mark
    led = cursor.take("at", "when", "after")
    cursor.skip(*GAINING) if led else None
    gain = share_up(cursor) if led else None
    cursor.skip(",", ":") if gain else cursor.back_to(mark)
    return gain


def _pass_heading(tokens: list[Token]) -> None:
    """ "Scale out of NVDA: ..." is what the parts say."""
    for verb, out in pairwise(tokens):
        if verb.free and verb.word == "scale" and out.word == "out":
            verb.kind = out.kind = "used"


def _part(cursor: Cursor) -> tuple[float, float] | None:
    """ "half at +3%", "50% of the position once it is up 4%" """
    mark = cursor.mark
    share = _share(cursor)
    cursor.skip(*BESIDE)
    cursor.at += cursor.word() == "symbol"
    cursor.skip("out")
    reached = cursor.take("at", "when", "after", "on", "with", ":")
    cursor.skip("target", "profit", *GAINING)
    gain = share_up(cursor) if share and reached else None
    if share is None or gain is None or cursor.word() in STOPS:
        cursor.back_to(mark)
        return None
    return share, gain


# "target 2% with a 1% stop" sells no part.
STOPS = words("stop stoploss trailing risk loss")


def _share(cursor: Cursor) -> float | None:
    cursor.skip("first", "one")
    if word := cursor.take(*SHARES):
        return SHARES[word.word]
    if cursor.word() == "num" and cursor.word(1) in SHARES and cursor.value() in (1, 2, 3):
        over = cursor.number() or 1.0
        word = cursor.take(*SHARES)
        share = SHARES[word.word] * over if word else 1.0
        return rounded(share) if share < 1 else None
    if cursor.word() == "pct" and 0 < cursor.value() < 100:
        token = cursor.take("pct")
        return round((token.value or 0) / 100, 12) if token else None
    if cursor.word() == "num" and cursor.word(1) == "/" and cursor.word(2) == "num":
        over, under = cursor.value(), cursor.value(2)
        cursor.skip("num", "/")
        return rounded(over / under) if 0 < over < under else None
    return None


def _partial(gain: float, share: float) -> PartialExit:
    return made(PartialExit, "partial_exits", gain=gain, fraction=share)


def _keep(parts: list[tuple[float, float]], exits: Exits) -> None:
    """The part that leaves nothing behind is a target for the whole."""
    known = (one.value for one in exits.limits if isinstance(one.value, PartialExit))
    sold = sum(part.fraction for part in known)
    for gain, share in parts:
        sold += share
        if sold > 1 - 1e-6:
            exits.add(
                "take_profit", gain, "the last part is sold as the target of all that is left"
            )
        else:
            exits.limits.append(Limit("partial_exits", _partial(gain, share)))


NEEDS = dict.fromkeys((_part_and_rest, _parts), words("pct"))
