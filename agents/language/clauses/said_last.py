"""A condition that is said last, behind the sale: "buy when A, sell when B, price must be above its
200-day average" names none for which to sell.

Where the words lead it in as one that must hold, it is of the entry; where nothing does and no
position is left by the like of it, it is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from agents.language.clauses.clause import Clause
from agents.language.clauses.parts import BOTH, LASTING, Part
from agents.language.draft import Rule, Tree
from agents.language.lexicon.wordlist import words
from agents.language.operands.pairs import is_average
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Indicator, Price

ENTERS = ("entry", "short", "state")
LEADING = LASTING | {"only", "with"}
BARE = frozenset({",", ".", "when"})
# Of these nobody says on which side a position is left.
SIDELESS = words("ADX ATR VOLUME_MEAN STDDEV")


def mark_last(found: list[Clause]) -> None:
    """What leaves in the sentence in which something else enters."""
    for before, after in pairwise(found):
        ended = any(one.word == "." and one.text != ";" for one in before.tokens)
        entering = before.role in ENTERS and not ended
        after.behind_entry = entering and after.role in ("exit", "cover")


@dataclass(frozen=True)
class Last:
    """What was said last: the words say of which rule, or they do not."""

    tree: Tree
    of: Literal["entry", "both", ""]


def take_last(parts: list[Part], clause: Clause, *, short: bool) -> Last | None:
    """The last condition of an exit, where it may be one of the entry."""
    last = parts[-1] if parts else None
    if (
        last is None
        or last.leading
        or not clause.behind_entry
        or not last.lead & {",", "."}
        or last.brackets
    ):
        return None
    if clause.verb is not None and clause.verb.start > clause.tokens[0].start:
        return None  # "below 30 buy, above 50 sell"
    if _in_list(parts) or not (len(parts) > 1 or _limited(clause.tokens)):
        return None
    if BOTH in last.lead:
        return Last(parts.pop().tree, "both")
    led = bool(last.lead & LEADING)
    if not (led or last.lead <= BARE) or not _filters(last.tree, short=short):
        return None
    return Last(parts.pop().tree, "entry" if led else "")


def _in_list(parts: list[Part]) -> bool:
    """ "sell when A, B, C": the last is one of them."""
    return any("," in one.lead and one.join == "," for one in parts[1:-1])


def _limited(tokens: list[Token]) -> bool:
    """ "sell at 10% profit, ..." """
    return any(token.kind == "used" and token.value is not None for token in tokens)


def _filters(tree: Tree, *, short: bool) -> bool:
    """Nobody would leave by this: it says that all is well, or nothing of the side."""
    if not isinstance(tree, Rule) or tree.op.startswith(("crosses", "touches")):
        return False
    name = getattr(tree.left.operand, "name", "")
    volume = isinstance(tree.left.operand, Price) and tree.left.operand.field == "volume"
    if tree.symbol or name in SIDELESS or volume:
        return True
    above = tree.op[0] == ">" or tree.op == "rises_to"
    if tree.left.oscillates:
        middle = getattr(tree.right.operand, "value", None) == tree.left.middle
        return above == short or middle
    trend = is_average(tree.right) or name == "MACD"
    return trend and isinstance(tree.left.operand, Indicator | Price) and above != short
