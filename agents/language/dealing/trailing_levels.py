"""A stop that trails at a level which moves by itself: "trailing stop under the 20-day low" leaves
below that low, wherever it has risen to.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

STOPS = words("stop stoploss")
PLACING = STOPS | words("target takeprofit")
PLACED = words("at below under above over on beneath by is set using with the a just")
UNITS = words("day bar week period -")
AVERAGES = words("sma ema ma wma hma")
LEVELS = AVERAGES | words("low high lowest highest")
LINES = words("supertrend sar")


def mark_trailing_levels(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in [n for n, one in enumerate(tokens) if one.word in PLACING][::-1]:
        if tokens[at].free:
            _place(tokens, _with_trail(tokens, at))


def _with_trail(tokens: list[Token], at: int) -> int:
    """Where the stop stands once "trailing" is one with it, if a level is what it trails at."""
    lead = at - 1
    while lead > 0 and tokens[lead].word in ("the", "a", "my"):
        lead -= 1
    trails = lead >= 0 and tokens[lead].word == "trailing" and tokens[lead].free
    if trails and tokens[at].word in STOPS and (_moves(tokens, at + 1) or _apart(tokens, at + 1)):
        tokens[at].start = tokens[lead].start
        del tokens[lead:at]
        return lead
    return at


def _place(tokens: list[Token], at: int) -> None:
    if not _apart(tokens, at + 1):
        _lose_reference(tokens, at + 1)
    elif PARTS & {one.small for one in tokens[max(0, at - 4) : at]}:
        _lose(tokens, at)
    else:
        _leave(tokens, at)


def _apart(tokens: list[Token], at: int) -> bool:
    """ "5% below the 20-day high" """
    said = [one.word for one in tokens[at : at + 10] if one.word not in SMALL]
    extreme = said[1:2] and said[1] in ("below", "above") and said[2:3] == ["num"]
    return said[:1] == ["pct"] and bool(extreme) and bool(said[3:4]) and said[3] in LEVELS


def _lose(tokens: list[Token], at: int) -> None:
    """A part is sold at a gain from the price paid only: the level is none of the rules."""
    pct = next(n for n in range(at, len(tokens)) if tokens[n].word == "pct")
    end = next(n for n in range(pct, len(tokens)) if tokens[n].word in LEVELS)
    for one in tokens[pct + 1 : end + 1]:
        one.word, one.value, one.lost = "unused-rule", None, True


def _lose_reference(tokens: list[Token], at: int) -> None:
    """The high of "5% below the high" is of some time that is not said, and no condition."""
    near = [one for one in tokens[at : at + 6] if one.word not in SMALL]
    said = [one.word for one in near]
    ends = len(said) < 4 or said[3] not in FOLLOWING
    if said[:1] == ["pct"] and said[2:3] in (["high"], ["low"]) and said[1] in SIDES and ends:
        trails = at > 1 and tokens[at - 2].word == "trailing"
        for one in near[1:3]:
            if trails:
                one.kind = "used"
            else:
                one.word, one.value, one.lost = "unused-rule", None, True


SIDES = words("below above under over")
FOLLOWING = words("num price paid since entry")


PARTS = words("half third quarter part some pct")
SMALL = words("at of is the a its day week bar - set last loss")


def _leave(tokens: list[Token], at: int) -> None:
    """It is left when the price is so far from there."""
    short = any(one.word in ("short", "cover", "short-after") for one in tokens)
    end = tokens[at].end
    tokens[at].word = "cover" if short else "sell"
    pct = next(n for n in range(at, len(tokens)) if tokens[n].word == "pct")
    for one in tokens[at + 1 : pct]:
        one.kind = "used"
    tokens[at + 1 : at + 1] = [Token(end, end, "", "when"), Token(end, end, "", "price")]


def _moves(tokens: list[Token], at: int) -> bool:
    begin = at
    while at < len(tokens) and tokens[at].word in PLACED:
        at += 1
    said = [one.word for one in tokens[at : at + 5] if one.word not in UNITS]
    level = said[:1] == ["num"] and said[1:2] and said[1] in LEVELS
    named = said[:1] and said[0] in LINES | AVERAGES
    return at > begin and bool(level or named)
