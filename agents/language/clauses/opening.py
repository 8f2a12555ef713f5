"""Opens that are signal and moment of trading at once: "short at the open when it gaps up 1%".

An order fills at an open behind its signal, so it is asked how a trade at the gap itself is tested.
"""

from __future__ import annotations

from agents.language.clauses.ruleset import Rules
from agents.language.draft import Limit, Rule, rules_of
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Words
from backtests.engine.strategy import Indicator, Price


def at_that_open(words: Words, rules: Rules, limits: list[Limit], context: Context) -> str:
    """Its words where the open was said as the moment, or the day of the gap is the whole trade."""
    entries = [*rules_of(rules.entry), *rules_of(rules.short_entry)]
    if context.fill == "close" or not any(_is_of_open(rule) for rule in entries):
        return ""
    moment = [token for token in words.tokens if token.word == "at-open" and token.kind == "used"]
    within = any(limit.name == "same_day" for limit in limits)
    gap = [token for token in words.tokens if token.word in ("gaps", "open")]
    return words.said(moment[:1] or gap[:1]) if moment or within else ""


def _is_of_open(rule: Rule) -> bool:
    """The open of the bar beside what is known before it."""
    left, right = rule.left.operand, rule.right.operand
    opened = isinstance(left, Price) and left.field == "open" and not left.lag
    return opened and isinstance(right, Price | Indicator) and right.lag > 0
