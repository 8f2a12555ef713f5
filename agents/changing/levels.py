"""A level of a rule, said without what it is of: "sell above 70", "raise the exit to 75", "lower
the entry to 25".

It is that of the one value that the rule holds against a number; where it could be several, it is
asked which, and where there is none, the words are left for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.changing.edits import NotEdited, without
from agents.changing.replacing import WIDENS
from agents.changing.working import Work
from agents.events import Json
from backtests.engine.indicators import INDICATORS
from backtests.engine.operands import in_fractions
from backtests.engine.phrases import describe_condition, name_of, value_text
from backtests.engine.strategy import Comparison, Indicator, Number, Price

LONG, SHORT, EITHER = "long", "short", ""
# Of which side, and which rule of it, each verb speaks.
VERBS = {
    **dict.fromkeys(("buy", "buying", "go long", "long", "long entry"), (LONG, "entry")),
    **dict.fromkeys(("sell", "selling", "long exit", "exit longs"), (LONG, "exit")),
    **dict.fromkeys(("short", "go short", "sell short", "short entry"), (SHORT, "entry")),
    **dict.fromkeys(("cover", "buy back", "short exit", "exit shorts"), (SHORT, "exit")),
    **dict.fromkeys(("enter", "get in", "entry"), (EITHER, "entry")),
    **dict.fromkeys(("exit", "leave", "get out"), (EITHER, "exit")),
}
VERB = rf"(?P<verb>{'|'.join(sorted(VERBS, key=len, reverse=True))})"
WHEN = (
    r"(?:\s+(?:it|only|already|later,?|earlier,?|when|if|once|is|it's"
    r"|goes|gets|rises|falls|drops))*"
)
SIDE = r"(?P<side>above|over|below|under|at|>=?|<=?)"
POINT = r"(?:\s+(?:level|limit|threshold|point|signal|trigger|line|rule)s?)?"
THE = r"(?:the\s+|my\s+)?"
NUMBER = r"(?P<value>(?<![\w.-])-?\d+(?:\.\d+)?)"
ONWARD = r"(?:\s+or\s+(?:above|higher|more|below|lower|less))?"
BEGINS = r"(?:^|[,;.]|\band\b|\bbut\b)\s*(?:use\s+)?"
ENDS = r"(?=\s*(?:$|[,;.](?!\d)|\band\b|\bbut\b|\bwith\b|\bor\b))"
RAISES, LOWERS = r"(?P<up>raise|increase)", r"(?P<down>lower|reduce|decrease)"
MOVES = rf"(?:{RAISES}|{LOWERS}|set|move|change|put|bring|drop|shift)"
SAID = tuple(
    re.compile(pattern + ENDS, re.IGNORECASE)
    for pattern in (
        rf"\b{VERB}{WHEN}\s+{SIDE}\s*{NUMBER}{ONWARD}",
        rf"\b{MOVES}\s+{THE}{VERB}{POINT}(?:\s+from\s+-?[\d.]+)?\s+(?:to|at)\s+{NUMBER}",
        rf"{BEGINS}{THE}{VERB}{POINT}\s*(?:\bat|\bto|:|=|\bof)\s*{NUMBER}",
        rf"{BEGINS}{THE}(?P<verb>(?:(?:long|short)\s+)?(?:entry|exit)){POINT}\s+{NUMBER}",
        rf"\b(?:{RAISES}|{LOWERS})\s+{THE}{VERB}{POINT}\s+(?P<by>by)\s+{NUMBER}(?:\s+points?)?",
    )
)
ABOVE, BELOW = frozenset({">", ">=", "crosses_above"}), frozenset({"<", "<=", "crosses_below"})
SIDES = {**dict.fromkeys(("above", "over", ">", ">="), ABOVE),
         **dict.fromkeys(("below", "under", "<", "<="), BELOW)}  # fmt: skip


MOST_AS_A_FRACTION = 3.0


@dataclass(frozen=True)
class Level:
    """A value that a rule holds against a number, and where the number stands."""

    path: str
    value: float
    comparison: Comparison

    @property
    def told(self) -> str:
        return describe_condition(self.comparison)

    def in_its_unit(self, said: float) -> float:
        """A volatility of 30 is one of 30%, as the reader has it."""
        share = in_fractions(self.comparison.left) and said > MOST_AS_A_FRACTION
        return said / 100 if share else said

    def reaches(self, value: float) -> bool:
        """Whether the value that is looked at can have it."""
        spec = INDICATORS.get(getattr(self.comparison.left, "name", ""))
        low, high = (spec and spec.scale) or (float("-inf"), float("inf"))
        return low <= value <= high


def levelled(work: Work, words: str) -> str:
    """Changes the levels that are said; the words that are left say the rest."""
    if WIDENS.search(words):  # another rule, and no other level
        return words
    for pattern in SAID:
        for found in reversed(list(pattern.finditer(words))):
            if put(work, found):
                words = without(words, found)
    return words


def put(work: Work, found: re.Match[str]) -> bool:
    """Whether it was a level of the rule."""
    rule = rule_of(work.data["direction"], " ".join(found["verb"].lower().split()))
    there = list(levels(work.data[rule], rule)) if rule else []
    if not there:
        return False
    one = the_one(there, found)
    value = target(one, found.groupdict(), one.in_its_unit(float(found["value"])))
    if not one.reaches(value):
        return False
    work.put(one.path, value)
    told = value_text(Number(value=value), one.comparison.left)
    work.note(f"{told} is read as a level of {name_of(one.comparison.left)}", one.path)
    return True


def rule_of(direction: str, verb: str) -> str | None:
    """None where it trades both ways, and the verb does not say which is meant."""
    side, name = VERBS[verb]
    if direction == "both":
        return {LONG: name, SHORT: f"short_{name}"}.get(side)
    if side not in (EITHER, direction):
        told = "only sells short: say 'short' or 'cover'" if side == LONG else "never sells short"
        raise NotEdited(f"It {told}.")
    return name


def levels(rule: Json | None, path: str) -> Iterator[Level]:
    """Those of all comparisons with a number, but for what must not hold."""
    match rule:
        case {"kind": "compare", "right": {"kind": "number", "value": value}}:
            comparison = Comparison.model_validate(rule)
            if isinstance(comparison.left, Indicator | Price):
                yield Level(f"{path}.right.value", value, comparison)
        case {"kind": "all" | "any", "of": parts}:
            for index, part in enumerate(parts):
                yield from levels(part, f"{path}.of.{index}")
        case {"kind": "lasting", "of": part}:
            yield from levels(part, f"{path}.of")
        case {"kind": "since", "of": part, "until": end}:
            yield from levels(part, f"{path}.of")
            yield from levels(end, f"{path}.until")


def the_one(there: Sequence[Level], found: re.Match[str]) -> Level:
    """The one on the side that is said."""
    ops = SIDES.get(found.groupdict().get("side") or "", ABOVE | BELOW)
    meant = [one for one in there if one.comparison.op in ops]
    if len(meant) == 1:
        return meant[0]
    known = "; ".join(one.told for one in there)
    said = found.group().strip(" ,.;")
    raise NotEdited(f"Say the whole rule instead of {said!r}: now it is {known}.")


def target(level: Level, said: dict[str, str | None], value: float) -> float:
    """ "raise it by 5", or to what is said; what is lower is not raised."""
    if said.get("by"):
        return level.value + (value if said.get("up") else -value)
    up, down = said.get("up"), said.get("down")
    if (up and value < level.value) or (down and value > level.value):
        wished = "higher" if up else "lower"
        now, then = (
            value_text(Number(value=one), level.comparison.left) for one in (level.value, value)
        )
        raise NotEdited(f"It is at {now} now: {then} is not {wished}.")
    return value
