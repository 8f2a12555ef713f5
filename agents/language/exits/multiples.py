"""Distances as multiples of the risk: "take profit at 2R", "3 times the stop", "risk/reward 1:2".

The words are taken where the other exits are; how far it is follows once the stop is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from agents.language.draft import Far, Limit, rounded
from agents.language.exits.exits import GAINING
from agents.language.lexicon.wordlist import words
from agents.language.operands.cursor import END, Cursor
from agents.language.setup.account import apply
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Atr, Money

NO_STOP = (
    "Multiples of the risk need a stop to measure them, and one in per cent for break-even: say, "
    "for example, 'a 5% stop'."
)
HEADS = words(
    """
    takeprofit target profit sell cover risk reward rr r num twice triple goes move set raise stop
    breakeven
    """
)
NAMES = ("takeprofit", "target", "profit", "sell", "cover")
LINKS = ("at", "of", ":", "=", "is", "to", "on", "for", "with", "-", "profit", "order", "set")
MOVED = ("goes", "move", "set", "raise", "stop", "stoploss", "to", "at", "with", "it")
RISK, STOP = ("risk", "r"), ("stop", "stoploss")
TURNED = "of risk and reward the larger number is read as the reward"


@dataclass
class Multiple:
    """So many times the distance of the stop, and the words that say so."""

    times: float
    tokens: list[Token]
    note: str = ""
    name: Literal["take_profit", "break_even"] = "take_profit"

    def limit(self, stop: Far | None, said: str) -> Limit | None:
        """None where the stop does not tell how far it is."""
        if stop is None or (self.name == "break_even" and not isinstance(stop, float)):
            return None
        note = f"'{said}' is read as {self.times:g} times the distance of the stop"
        return Limit(self.name, self.of(stop), "; ".join(filter(None, (note, self.note))))

    def of(self, stop: Far) -> Far:
        if isinstance(stop, Atr):
            return stop.model_copy(update={"multiple": rounded(stop.multiple * self.times)})
        if isinstance(stop, Money):
            return Money(distance=rounded(stop.distance * self.times))
        return rounded(stop * self.times)


def take_multiples(tokens: list[Token]) -> list[Multiple]:
    return apply((_break_even, _named, _ratio, _bare), HEADS, tokens, [], NEEDS)


def stop_of(limits: Iterable[Limit]) -> Far | None:
    """The distance that is risked: that of the stop, or of a trailing one alone."""
    found = {one.name: one.value for one in limits if isinstance(one.value, float | Atr | Money)}
    return found.get("stop_loss", found.get("trailing_stop"))


def _named(cursor: Cursor, made: list[Multiple]) -> bool:
    """ "take profit at 2R", "target 3 times the risk", "sell at twice the stop" """
    name = cursor.take(*NAMES)
    cursor.skip(*LINKS)
    times = (_times(cursor) or _odds(cursor) or _of_that(cursor)) if name else None
    return _keep(cursor, made, times)


def _break_even(cursor: Cursor, made: list[Multiple]) -> bool:
    """ "move the stop to break-even at 1R" """
    cursor.skip(*MOVED)
    if not cursor.take("breakeven"):
        return False
    cursor.skip("stop", "when", "after", "at", "on", *GAINING)
    times = _times(cursor)
    return _keep(cursor, made, times, name="break_even")


def _of_that(cursor: Cursor) -> float | None:
    """ "a 5% stop, the target is twice that": of the stop that was just spoken of."""
    stopped = any(token.word in STOP for token in cursor.tokens[: cursor.at])
    if (
        stopped
        and cursor.word(1) in (END, ".", ",", "and")
        and cursor.word() in ("twice", "triple")
    ):
        word = cursor.take("twice", "triple")
        return 2.0 if word and word.word == "twice" else 3.0
    return None


def _odds(cursor: Cursor) -> float | None:
    """The 2:1 of "target: 2:1"."""
    pair = _pair(cursor) if cursor.word(1) == ":" else None
    mark = cursor.mark
    if pair and not _titled(cursor):  # "exit at 2:1 risk-reward"
        cursor.back_to(mark)
        cursor.skip("reward")
    return max(pair) / min(pair) if pair and min(pair) > 0 else None


def _bare(cursor: Cursor, made: list[Multiple]) -> bool:
    """ "a 2R target", "3x risk profit target" """
    times = _times(cursor)
    return bool(times and cursor.take("takeprofit", "target", "profit")) and _keep(
        cursor, made, times
    )


def _times(cursor: Cursor) -> float | None:
    mark = cursor.mark
    if word := cursor.take("twice", "triple"):
        times: float | None = 2.0 if word.word == "twice" else 3.0
    else:
        times = cursor.number()
    counted = not cursor.seen or cursor.seen[-1].word != "num" or cursor.take("x", "*")
    cursor.skip("initial")
    if not times or times < 0 or not cursor.take(*RISK, *(STOP if counted else ())):
        cursor.back_to(mark)
        return None
    cursor.skip("multiple", "loss", "distance", "amount", "size")
    return times


def _ratio(cursor: Cursor, made: list[Multiple]) -> bool:
    """ "risk/reward 1:2", "a reward to risk of 3", "2:1 RR", "a 2.0 risk-reward target" """
    early = _pair(cursor)
    number = None if early or _compares(cursor) else cursor.number()
    mark = cursor.mark
    if not _titled(cursor):
        cursor.back_to(mark)
        if not _rewarded(cursor, early):
            return False
    if number is not None:
        ends = cursor.take("takeprofit", "target", "profit") or cursor.word() in ENDS
        return bool(ends) and _keep(cursor, made, number)
    cursor.skip("of", ":", "at", "=", "is", "with", "least", ">=")
    pair = early or _pair(cursor)
    if pair is None:
        return _keep(cursor, made, cursor.number())
    return min(pair) > 0 and _keep(cursor, made, max(pair) / min(pair), TURNED)


def _compares(cursor: Cursor) -> bool:
    """ "RSI > 70, risk reward 1:2": what stands behind a sign is its level."""
    return cursor.word(-1) in ("<", ">", "<=", ">=", "above", "below", "over", "under")


ENDS = (END, ".", ",", "and", ")")


def _pair(cursor: Cursor) -> tuple[float, float] | None:
    mark = cursor.mark
    first = cursor.number()
    joint = cursor.take(":", "/", "to", "-") if first else None
    second = cursor.number() if joint else None
    if first is None or second is None:
        cursor.back_to(mark)
        return None
    return first, second


def _titled(cursor: Cursor) -> bool:
    """ "risk reward", "reward-to-risk", "R:R", "RR" """
    if cursor.take("rr"):
        return True
    first = cursor.take("risk", "reward", "r")
    cursor.skip(":", "/", "to", "-", "and") if first else None
    other = {"risk": "reward", "reward": "risk", "r": "r"}.get(first.word) if first else None
    return bool(other and cursor.take(other))


def _rewarded(cursor: Cursor, early: tuple[float, float] | None) -> bool:
    """ "1:2 reward ratio", "reward ratio 1:2": of the risk, without saying so."""
    if not cursor.take("reward"):
        return False
    behind = Cursor(cursor.tokens, cursor.at)
    behind.skip("of", ":", "at", "=", "is")
    return bool(early or _pair(behind))


def _keep(
    cursor: Cursor,
    made: list[Multiple],
    times: float | None,
    note: str = "",
    name: Literal["take_profit", "break_even"] = "take_profit",
) -> bool:
    if times:
        made.append(Multiple(rounded(times), list(cursor.seen), note, name))
    return bool(times)


NEEDS = {
    _break_even: words("breakeven"), _named: frozenset({*RISK, *STOP, "twice", "triple", ":"}),
    _ratio: words("rr risk reward r"), _bare: words("takeprofit target profit"),
}  # fmt: skip
