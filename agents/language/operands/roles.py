"""The periods of the fast and the slow of two averages, wherever a text says them."""

from __future__ import annotations

from collections.abc import Sequence

from agents.language.lexicon import vocabulary
from agents.language.operands.cursor import Cursor
from agents.language.operands.operands import operand
from agents.language.operands.speaking import Context
from agents.language.tokens.pieces import Token

ROLES = {"fast", "slow"}


def role_periods(every: Sequence[Token]) -> list[float]:
    """ "a fast SMA with a period of 10 and a slow SMA with a period of 30"; empty without both."""
    if not {token.word for token in every} >= ROLES:
        return []
    tokens = [token for token in every if token.word not in vocabulary.FILLER]
    found: dict[str, float] = {}
    for index, token in enumerate(tokens):
        if token.word in ROLES:
            side = operand(Cursor(tokens, index), Context())
            params = getattr(side.operand, "params", {}) if side and not side.gap else {}
            if side and side.role and "period" in params:
                found[side.role] = params["period"]
    return [found["fast"], found["slow"]] if len(found) == 2 else []
