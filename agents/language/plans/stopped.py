"""A stop beside a portfolio: "60/40 SPY/TLT rebalanced weekly with a 15% drawdown stop". What has
parts or ranks is tested, which knows no stop; it is named.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.plans.plan import Plan
from agents.language.reading import Unsupported
from agents.language.tokens.pieces import Token, Words

JOINTS = words(". , with and using plus but")
STOPS = words("stoploss takeprofit trailing account-halt stop drawdown")
OF_ALL = words("portfolio account equity value drawdown")
# With these, what stands there is no more than a stop or a target.
SAID = (
    STOPS
    | OF_ALL
    | words(
        """
        pct points of at on in to from of-position position positions each per out max maximum peak
        high highest all-time hard overall total loss limit level rule a the its it any is goes down
        falls drops touches exceeds > >= above below under when while sell cash by more than hold
        once everything all then level hits reaches asset holding one
        """
    )
)
WHY = "A portfolio follows its weights; stops and targets are not part of it."


def without_stops(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """What is left without them, and each of them without its joint."""
    kept: list[Token] = []
    stops: list[list[Token]] = []
    for part in _parts(tokens):
        inner = part[1:] if part[0].word in JOINTS else part
        if _is_stop(inner):
            stops.append(inner)
            kept += [one for one in part[:1] if one.word == "."]
        else:
            kept += part
    return kept, stops


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """Each from its joint on."""
    parts: list[list[Token]] = []
    for token in tokens:
        if not parts or token.word in JOINTS:
            parts.append([])
        parts[-1].append(token)
    return parts


def _is_stop(part: list[Token]) -> bool:
    said = {token.word for token in part}
    plain = all(
        token.free and not token.symbol and (token.word in SAID or token.small in SAID)
        for token in part
    )
    cased = "when" in said and bool(said & OF_ALL) and "pct" in said
    return plain and (cased if "when" in said else bool(said & STOPS))


def name_stops(said: Words, plan: Plan | None) -> list[Unsupported]:
    found = plan.stops if plan is not None else []
    for part in found:
        for token in part:
            token.kind = "unsupported"
    return [Unsupported(text=said.said(part), why=WHY) for part in found]
