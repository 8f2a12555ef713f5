"""Rules of which one comes before the other: "RSI drops below 30 and then the MACD crosses up",
"price closes above its average after RSI was below 30". On one bar both would seldom be so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from agents.language.clauses.conjoined import Met
from agents.language.clauses.joining import open_parts, replaced
from agents.language.clauses.verbs import ACTIONS, says
from agents.language.draft import Ask, Day, Group, Lasts, Limit, Rule, Tree, price, rules_of
from agents.language.lexicon.wordlist import words
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import SMALL, Token, places
from backtests.engine.strategy import Streak

TEXT = "'{}' comes first. How long before may it have been?"
BEFORE = "_before"
BARS = 5
CHOICES = tuple(f"within {bars} bars before" for bars in (BARS, 10, 20))
SAME_BAR = "on the same bar"
AWAITED = words("after once until for")  # "wait for", "wait until"
ENDS = words(". , ; and or then → ->")
# "then if ..." asks for more at once, "then wait for ..." is done after the trade.
NESTED = ("if", "only", "but", "wait", "wait for", "wait until", "waiting")
BEEN = ("been", "has been", "was", "had")
LONGEST = 16


def turns_of(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Where a text says that what follows comes later. Fillers are still among the tokens."""
    said = [at for at in places(tokens, ("then",)) if _parts(tokens, at)]
    for at in places(tokens, ("once", "after"), SMALL):
        said += _been(tokens, at)
    return tuple(tokens[at].start for at in said)


def _parts(tokens: Sequence[Token], at: int) -> bool:
    """A condition stands on either side; "then buy" says what is done, "then if" what more."""
    behind = list(tokens[at + 1 : at + 1 + LONGEST])
    end = next((n for n, one in enumerate(behind) if one.word in ENDS), len(behind))
    behind = behind[:end]
    if not behind or behind[0].small in NESTED or any(one.word in ACTIONS for one in behind):
        return False
    first = max(0, at - LONGEST)
    before = tokens[first:at]
    begin = max((n for n, one in enumerate(before) if one.word == "."), default=-1)
    return _says(behind) and _says(before[begin + 1 :])


def _says(tokens: Sequence[Token]) -> bool:
    return says(list(tokens)) or any(one.word in ("pullback", "rejected") for one in tokens)


def _been(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """ "once RSI has been below 30 and price crosses ...", "after RSI was below 30 and ..." """
    behind = tokens[at : at + LONGEST]
    been = next((n for n, one in enumerate(behind) if one.small in BEEN), None)
    end = next((n for n, one in enumerate(behind) if one.word in ENDS), None)
    counted = any(one.word in ("for", "day", "bar", "week") for one in behind[: end or 0])
    if been is None or end is None or been > end or counted:
        return
    if behind[end].word in ("and", ","):
        yield at + end


def follows(tokens: list[Token], begin: int, at: int, context: Context) -> bool:
    """Between what was read last and the place where the next begins."""
    if not begin or at >= len(tokens):
        return False
    return any(tokens[begin - 1].end <= turn < tokens[at].start for turn in context.turns)


def in_order(tree: Tree | None, met: list[Met], context: Context) -> Tree | None:
    """What comes first may have been some bars before, and how many is asked."""
    for before, after in pairwise(met):
        first, later = _ordered(before, after, context)
        if tree is not None and isinstance(first, Met) and isinstance(later, Met):
            tree = _before(tree, first, context)
    return tree


def _ordered(before: Met, after: Met, context: Context) -> tuple[Met, Met] | tuple[None, None]:
    if before.clause != after.clause or before.is_limit or after.is_limit:
        return None, None
    gap = before.tokens[-1].end, after.tokens[0].start
    if any(gap[0] <= turn <= gap[1] for turn in context.turns):
        return before, after
    if after.tokens[0].small == "after" and not after.joint:
        return after, before
    return (before, after) if _led(before, after) else (None, None)


def _led(before: Met, after: Met) -> bool:
    """ "after a cross, buy when ...", "wait for a cross, then buy the first pullback": a cross is
    over on the next bar, so that what is done behind it comes later."""
    if not (isinstance(before.found, Rule) and before.found.op.startswith("crosses")):
        return False
    opened = {one.small for one in (before.tokens[0], *before.joint)}
    pulled = any(one.word == "pullback" for one in after.tokens[:3])
    parted = [one.word for one in after.joint if one.word != ","]
    return bool(opened & AWAITED) and (parted == ["when"] or (pulled and not parted))


def _before(tree: Tree, first: Met, context: Context) -> Tree:
    """Only one of several that must all be so; of one alone there is no order."""
    found = first.found
    rule = None if isinstance(found, Limit) else next(rules_of(found), None)
    if isinstance(found, Limit) or rule is None or rule.ask or _is_of_its_day(rule):
        return tree
    if not isinstance(tree, Group):
        return tree
    if tree.join == "any":
        return replace(tree, of=tuple(_before(one, first, context) for one in tree.of))
    if found not in tree.of or any(isinstance(one, Day) for one in tree.of):
        return tree
    side = "short_" if context.side == "short" else ""
    led = first.tokens[0].small in ("after", "when", "on", "once", "if", "for")
    said = " ".join(one.text for one in first.tokens[led:])
    several = f"_{len(open_parts(tree)) + 1}" if open_parts(tree) else ""
    name = f"{side}{context.role}{BEFORE}{several}"
    ask = Ask(name, TEXT.format(said), (*CHOICES, SAME_BAR))
    earlier = Lasts(replaced(found, rule, replace(rule, ask=ask)), BARS, 1)
    return replace(tree, of=tuple(earlier if one == found else one for one in tree.of))


def _is_of_its_day(rule: Rule) -> bool:
    """ "a close above the open after a gap", "up after 3 down days": seen on one day."""
    return isinstance(rule.left.operand, Streak) or rule.left.operand == price("open").operand
