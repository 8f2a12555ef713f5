"""Two that are held in turn, each while it does better than the other: "buy QQQ when it outperforms
SPY over 10 days; buy SPY when SPY outperforms QQQ".
"""

from __future__ import annotations

from dataclasses import replace

from agents.language.draft import Rule
from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import Branch
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Change

BEATS = words("exceeds beats underperforms trails lags")
UNITS = words("day week month year quarter bar")
SPAN = 3  # "over 10 days"


def with_span(parts: list[list[Token]]) -> list[list[Token]]:
    """The time over which the first case compares them is that of the second, which says none."""
    if len(parts) != 2 or not all(any(one.word in BEATS for one in part) for part in parts):
        return parts
    first, second = parts
    span = next((first[n : n + SPAN] for n in range(len(first)) if _is_span(first[n:])), [])
    numbers = any(token.value is not None for token in second)
    if not span or numbers or not second[-1].symbol:
        return parts
    place = second[-1].end
    return [first, [*second, *(replace(one, start=place, end=place, text="") for one in span)]]


def _is_span(tokens: list[Token]) -> bool:
    said = [token.word for token in tokens[:SPAN]]
    return len(said) == SPAN and said[:2] == ["over", "num"] and said[2] in UNITS


def is_mirrored(first: Branch, second: Branch) -> bool:
    """The same two over the same time, the other way round."""
    one, other = first.when, second.when
    if not isinstance(one, Rule) or not isinstance(other, Rule):
        return False
    operands = [one.left.operand, one.right.operand, other.left.operand, other.right.operand]
    compared = all(isinstance(each, Change) and each == operands[0] for each in operands)
    pair, turned = _pair(first, one), _pair(second, other)
    mirrored = pair == turned[::-1] and len(set(pair)) == 2
    return compared and mirrored and one.op[0] == other.op[0]


def _pair(branch: Branch, rule: Rule) -> tuple[str, str]:
    """Whose returns they are; "it" is what is held."""
    held = next(iter(branch.weights), "")
    return rule.left.symbol or held, rule.right.symbol or held
