"""A rule that held some bars ago: of what is bought "5 days later"."""

from __future__ import annotations

from dataclasses import replace

from agents.language.clauses.ruleset import Rules
from agents.language.dealing.delays import DELAY
from agents.language.draft import Group, Lasts, Negation, Rule, Side, Slope, Tree
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Number

NOTE = "it enters {:g} bars after its rule held"


def delay_of(tokens: list[Token]) -> Token | None:
    return next((token for token in tokens if token.word == DELAY and token.free), None)


def put_off(tree: Tree, delay: Token, rules: Rules) -> Tree:
    """ "buy it 5 days later": the rule as it was that many bars before."""
    later = delayed(tree, int(delay.value or 0))
    if later is None:
        return tree
    rules.prompt = tree
    delay.kind, delay.lost = "used", False
    rules.notes.append(NOTE.format(delay.value))
    return later


def delayed(tree: Tree, bars: int) -> Tree | None:
    """The same rule as it was; one of the calendar is none of so many bars ago."""
    if isinstance(tree, Rule):
        asked = () if tree.ask is None else (f"{tree.ask.text} {tree.ask.choices[0]}",)
        sides = _back(tree.left, bars), _back(tree.right, bars)
        notes = (*tree.notes, *asked)
        return replace(tree, left=sides[0], right=sides[1], ask=None, notes=notes)
    if isinstance(tree, Slope):
        return replace(tree, side=_back(tree.side, bars))
    if isinstance(tree, Negation | Lasts):
        inner = delayed(tree.of, bars)
        return None if inner is None else replace(tree, of=inner)
    if isinstance(tree, Group):
        parts = [delayed(part, bars) for part in tree.of]
        return None if None in parts else replace(tree, of=tuple(part for part in parts if part))
    return None


def _back(side: Side, bars: int) -> Side:
    if isinstance(side.operand, Number):
        return side
    return side.updated(lag=side.operand.lag + bars)
