"""Rules with a margin that nobody said: "the close is well below the open". How far is asked."""

from __future__ import annotations

from dataclasses import replace

from agents.language.conditions.comparisons import Read
from agents.language.draft import Ask, Rule, Side
from agents.language.operands.pairs import is_volume
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token
from agents.language.wording.far_off import is_far_off
from backtests.engine.phrases import name_of
from backtests.engine.strategy import Number

OF_PRICE, OF_VOLUME = (2, 5, 1), (50, 100, 20)
HOWEVER = "how far '{}' is was not said: any distance counts"


def margin(found: Read | None, tokens: list[Token], context: Context) -> Read | None:
    """Beside a number of its own it only stresses that, which is told."""
    far = next((token for token in tokens if is_far_off(token)), None)
    if far is None or not isinstance(found, Rule) or found.ask or found.op[0] not in "<>c":
        return found
    up = found.op in (">", ">=", "crosses_above")
    plain = getattr(found.right.operand, "multiplier", 1.0) == 1.0
    if isinstance(found.right.operand, Number) or not plain:
        return replace(found, notes=(*found.notes, HOWEVER.format(far.text)))
    return _asked(found, far, context, up)


def _asked(rule: Rule, far: Token, context: Context, up: bool) -> Rule:
    sizes = OF_VOLUME if _is_of_volume(rule.right) else OF_PRICE
    side, verb = ("above" if up else "below"), _verb(rule)
    left, right = (name_of(one.operand) for one in (rule.left, rule.right))
    left = left.replace("the close", "price")  # "buy the close ..." is an order at the close
    choices = tuple(f"{left} {verb} {size}% {side} {right}" for size in sizes)
    ask = Ask(f"{context.role}_margin", f"How far is '{far.text}'?", choices)
    factor = round(1 + (sizes[0] if up else -sizes[0]) / 100, 10)
    return replace(rule, right=rule.right.updated(multiplier=factor), ask=ask)


def _verb(rule: Rule) -> str:
    return "crosses" if rule.op.startswith("crosses") else "is"


def _is_of_volume(side: Side) -> bool:
    return getattr(side.operand, "field", "") == "volume" or is_volume(side)
