"""Held whenever its exit is not so: "hold SPY, but go to cash when ...", also for a time."""

from __future__ import annotations

from agents.language.clauses.clause import Clause
from agents.language.clauses.ruleset import Rules
from agents.language.conditions.turning import negated
from agents.language.dealing.absences import ABSENT
from agents.language.draft import Lasts, Negation, Tree, joined, rules_of


def hold_otherwise(clauses: list[Clause], rules: Rules, timeframe: str) -> None:
    """ "hold SPY, but go to cash when it is below its average": in whenever that is not so."""
    held = [one for one in clauses if one.role == "hold" and one.verb is not None and one.verb.free]
    bare = held and not any(one.lost or one.value is not None for one in held[0].tokens)
    if not bare or rules.entry or rules.short_entry or rules.short_exits or not rules.traded:
        return
    left = joined("any", rules.exits)
    rested = _back_after(clauses, left) if timeframe == "1d" else None
    back, note = rested or (_back_as_ever(left), UNLESS)
    if back is None:
        return
    rules.entry = back
    rules.notes.append(note)
    for one in held:
        if one.verb is not None:
            one.verb.kind = "used"


UNLESS = "it is held whenever the exit is not so, and bought again then"
RESTED = (
    "it is held but for {0:g} bars from each close at which the exit is so, also if it is so once "
    "more within them, and bought at first when {0:g} bars have gone by without it"
)


def _back_as_ever(left: Tree | None) -> Tree | None:
    """As soon as the exit is not so; of a cross or an oscillator that is no plain thing."""
    gone = negated(left)
    found = list(rules_of(gone))
    plain = all(rule.left.is_level and not rule.op.startswith("crosses") for rule in found)
    return gone if found and plain else None


def _back_after(clauses: list[Clause], left: Tree | None) -> tuple[Tree, str] | None:
    """ "... go to cash for a month when ...": as soon as the exit was not so for that long."""
    said = [one for clause in clauses for one in clause.tokens if one.word == ABSENT and one.free]
    if left is None or len(said) != 1 or not said[0].value:
        return None
    said[0].kind, said[0].lost = "used", False
    gone = negated(left)
    exact = gone is not None and not any(rule.op.startswith("cross") for rule in rules_of(left))
    bars = int(said[0].value)
    return Lasts(gone if exact and gone else Negation(left), bars), RESTED.format(bars)
