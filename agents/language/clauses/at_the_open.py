"""Who buys at the open knows the close of the day before as the last one: "buy at the open if
yesterday's close is above its average" looks at the close right before that open.

An open that is the next one lies behind a day of which "yesterday" is the one before.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agents.language.clauses.demanding import sentences
from agents.language.clauses.verbs import verbs_of
from agents.language.draft import Group, Lasts, Negation, Rule, Side, Tree
from agents.language.lexicon.wordlist import words
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Indicator, Price

LATER = words("next following tomorrow tomorrow's")
DAYS = words("day day's session session's close high low open bar bar's")
TODAY = words("today today's now current")
WINDOWS = ("HIGHEST", "LOWEST", "DONCHIAN")  # a bar ago is theirs, of the bars before this one
NOTE = "yesterday is the day of the last close before the open at which it is traded"


def opens_of(tokens: list[Token]) -> tuple[int, ...]:
    """Where the verbs stand of which a text says "at the open", and not at the next one."""
    if not any(token.word == "at-open" for token in tokens):
        return ()
    found = list[int]()
    for sentence in sentences(tokens):
        verbs = [verb.start for verb in verbs_of(sentence)]
        for token in sentence if verbs else []:
            later = LATER & set(token.small.replace("-", " ").split())
            if token.word == "at-open" and not later:
                found.append(next((at for at in verbs[::-1] if at < token.start), verbs[0]))
    return tuple(found)


def known_at_open(
    tokens: list[Token], verb: Token | None, tree: Tree | None, context: Context
) -> Tree | None:
    """The rule as it is on the bar of the signal, which is the one before the open."""
    daily = context.timeframe == "1d"
    if tree is None or verb is None or not daily or verb.start not in context.opens:
        return tree
    today = any(one.word in TODAY or one.small in TODAY for one in tokens)
    return _a_bar_later(tree) if _names_eve(tokens) and not today else tree


def _names_eve(tokens: list[Token]) -> bool:
    eve = any(one.word == "yesterday" for one in tokens)
    pairs = pairwise(one.word for one in tokens)
    return eve or any(one == "previous" and other in DAYS for one, other in pairs)


def _a_bar_later(tree: Tree) -> Tree:
    if isinstance(tree, Group):
        return replace(tree, of=tuple(_a_bar_later(one) for one in tree.of))
    if isinstance(tree, Negation | Lasts):
        return replace(tree, of=_a_bar_later(tree.of))
    if isinstance(tree, Rule) and _lag(tree.left):
        notes = tuple(dict.fromkeys((*tree.notes, NOTE)))
        return replace(tree, left=_moved(tree.left), right=_moved(tree.right), notes=notes)
    return tree


def _lag(side: Side) -> int:
    """How far back it lies, where that is a day that was named."""
    operand = side.operand
    lag = operand.lag if isinstance(operand, Price | Indicator) else 0
    return lag - 1 if lag and getattr(operand, "name", "") in WINDOWS else lag


def _moved(side: Side) -> Side:
    operand = side.operand
    if not isinstance(operand, Price | Indicator) or not _lag(side):
        return side
    return side.updated(lag=operand.lag - 1)
