"""What is bought at a close and sold at an open: "buy at the close, sell at the next open"."""

from __future__ import annotations

from agents.language.draft import Limit
from agents.language.exits.closing import ENTERING, LEAVING, leads
from agents.language.exits.limits import checked
from agents.language.tokens.pieces import Token, places

SIDES = {"at-close": ENTERING, "at-open": LEAVING}
TIMED = ("max_bars", "max_days")
NEXT = "the open to sell at is the next one"


def spans_nights(tokens: list[Token]) -> bool:
    """Every close that is named is one to enter at, and every open one to leave at."""
    told = [at for at in places(tokens, tuple(SIDES)) if tokens[at].text]
    named = {tokens[at].word for at in told}
    return len(named) == len(SIDES) and all(
        leads(tokens, at) in SIDES[tokens[at].word] for at in told
    )


def in_nights(limits: list[Limit], *, ruled: bool) -> list[Limit]:
    """Where no rule says after which night it is sold, and no time does, it is after the first."""
    timed = ruled or any(one.name in TIMED for one in limits)
    return limits if timed else [*limits, checked(Limit("max_bars", 1.0, NEXT))]
