"""Stops and targets that are measured from a level and not from the price paid: "stop 2% below the
20-day low". A level that moves makes a rule of them; where another lies at the entry, nobody can
tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agents.language.conditions.conditions import condition
from agents.language.draft import Direction, LimitName, Rule
from agents.language.exits.limits import NAMES
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import Cursor
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token, places
from backtests.engine.strategy import Indicator

WHY = (
    "A stop or a target is measured in ATR or in money from the price paid; from another level it "
    "can be a per cent: say, for example, 'stop 2% below the 20-day low'."
)
LIMITS = frozenset({*NAMES, "trailing"})
LINKS = words("at of to : = ( set by is - stop stoploss loss order level around with")
SIDES = {"below": -1, "under": -1, "beneath": -1, "above": 1, "over": 1}
UNITS = words("x * atr point cents pips tick money pct num")
# Behind the side, what is meant is the price paid, or nothing that could be a level.
PAID = words("entry cost price buy it . , and or ) ( with when for money now current") | {""}
BEST = words("high highest peak top")
PARTS = words("bar day low high wick close open candle")
ENDS = words(". , and or ( ) when with sell cover buy short target takeprofit stop stoploss then")
LONGEST = 12


@dataclass(frozen=True)
class OffLevel:
    """A limit so far from a level; `tokens` are all the words that say it, `far` and those behind
    it say where it lies."""

    name: LimitName
    tokens: list[Token]
    place: list[Token]

    @property
    def below(self) -> bool:
        return SIDES[self.place[1].word] < 0

    def side_of(self, direction: Direction) -> Direction:
        """Of longs and shorts a stop below its level is that of the longs."""
        if direction != "both":
            return direction
        return "short" if self.below != (self.name != "take_profit") else "long"

    @property
    def in_per_cent(self) -> bool:
        return self.place[0].word == "pct"

    def rule(self, context: Context, short: bool, said: str) -> Rule | None:
        """It leaves after the close beyond a level that moves; one that lies still was at the
        entry where nobody knows."""
        down = (self.name != "take_profit") != short
        way = "below" if down else "above"
        read = [replace(token, kind=None) for token in self.place[1:]]
        read[0] = replace(read[0], word=way)
        share = self.place[0].value or 0.0
        found = condition(cursor := Cursor([_price(read[0]), *read]), replace(context, role="exit"))
        if not isinstance(found, Rule) or not cursor.done or found.op not in ("<", ">"):
            return None
        moves = isinstance(found.right.operand, Indicator) and found.right.is_level
        if not moves or found.ask or found.right.gap:
            return None
        factor = round(1 + (-1 if self.below else 1) * abs(share) / 100, 10)
        right = found.right.updated("multiplier", multiplier=factor)
        note = f"'{said}' is read as a rule: a close {way} that level"
        return replace(found, right=right, notes=(*found.notes, note))


def _price(before: Token) -> Token:
    return Token(before.start, before.start, "", "price")


def take_off_levels(tokens: list[Token]) -> list[OffLevel]:
    """Taken before any other exit, which would read no more than the distance."""
    found = list(_off_levels(tokens))
    for one in found:
        for token in one.tokens:
            token.kind = "used"
    return found


def _off_levels(tokens: list[Token]) -> Iterator[OffLevel]:
    taken = 0
    for at in places(tokens, LIMITS):
        again = at > 0 and tokens[at - 1].word == "trailing"
        one = _off_level(tokens, at) if tokens[at].free and not again and at >= taken else None
        if one is not None:
            yield one
            taken = at + max(1, len(one.tokens) - 1)


def _off_level(tokens: list[Token], at: int) -> OffLevel | None:
    behind = at + 1
    while behind < len(tokens) and tokens[behind].free and tokens[behind].word in LINKS:
        behind += 1
    first, last = behind, _distance(tokens, behind)
    side = last
    if last == first:
        first, side = _before(tokens, at), behind
        last = at
        if first == at or not _lies_beyond(tokens, at, side):
            return None
    end = 0 if _from_best(tokens, at, side) else _level_end(tokens, side)
    if not end:
        return None
    name: LimitName = "trailing_stop" if tokens[at].word == "trailing" else NAMES[tokens[at].word]
    far = tokens[first] if last - first == 1 else replace(tokens[first], word="#far")
    begin = min(first, at)
    return OffLevel(name, tokens[begin:end], [far, *tokens[side:end]])


def _from_best(tokens: list[Token], at: int, side: int) -> bool:
    """ "a trailing stop 5% below the high": what such a stop follows anyway."""
    said = [token.word for token in tokens[side + 1 : side + 3]] + ["", ""]
    counted = said[1] in ("num", "last", "bar", "day", "yesterday", "previous")
    return tokens[at].word == "trailing" and said[0] in BEST and not counted


def _lies_beyond(tokens: list[Token], at: int, side: int) -> bool:
    """ "a 5% stop below the lower band"; "a 5% stop above the average" says where it is bought."""
    shorts = any(token.word in ("short", "cover") for token in tokens)
    way = SIDES.get(tokens[side].word, 0) if side < len(tokens) else 0
    return tokens[at].word not in ("target", "takeprofit") and way == (1 if shorts else -1)


def _distance(tokens: list[Token], at: int) -> int:
    """Behind the words that say how far: "2%", "1.5 ATR", "$1", "10 cents"."""
    while at < len(tokens) and tokens[at].free and tokens[at].word in UNITS:
        at += 1
    return at


def _before(tokens: list[Token], at: int) -> int:
    while at and tokens[at - 1].free and tokens[at - 1].word in UNITS:
        at -= 1
    return at


def _level_end(tokens: list[Token], side: int) -> int:
    """Behind the level that the words from the side on name; 0 if they name none."""
    if side + 1 >= len(tokens) or tokens[side].word not in SIDES or not tokens[side].free:
        return 0
    level = tokens[side + 1 : side + 1 + LONGEST]
    end = next((n for n, one in enumerate(level) if one.word in ENDS or not one.free), len(level))
    level = level[:end]
    said = [one.word for one in level] + ["", ""]
    of_bar = said[0] in ("entry", "buy") and PARTS & set(said[1:3])
    paid = said[0] in PAID or (said[0] == "average" and said[1] in ("entry", "cost", "buy"))
    if not level or (paid and not of_bar) or _is_time(tokens[side], said):
        return 0
    return side + 1 + end


def _is_time(side: Token, said: list[str]) -> bool:
    """ "a target of 5% over 10 days", "over the last month" """
    at = 1 if said[0] in ("last", "next") else 0
    at += said[at] == "num"
    return side.word == "over" and said[at] in UNITS_OF_TIME and said[at + 1] not in AVERAGED


UNITS_OF_TIME = words("day bar week month year hour minute")
AVERAGED = words("ma sma ema average moving exponential simple high low")
