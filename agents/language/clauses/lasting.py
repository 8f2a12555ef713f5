"""What lasts until something: "stay long until it crosses the upper band", "sell and stay out until
RSI < 30", "don't buy until it closes above its average".
"""

from __future__ import annotations

from agents.language.clauses.clause import Clause
from agents.language.clauses.stating import opens_until
from agents.language.clauses.verbs import says
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

LEFT = {"entry": "exit", "state": "exit", "short": "cover"}
OUT = words("out flat cash aside away sidelines sideline")
TURNING = words("goes up down higher lower high low highest lowest profit loss")
BESIDE = words("and then but , stays be in hold on the")


def part_lasting(found: list[Clause]) -> list[Clause]:
    """Behind the verb, "until" says when its position ends; nothing is entered by that."""
    for clause in found:
        _undeny(clause, found)
    made: list[Clause] = []
    for clause in found:
        made += _parted(clause, [*made, *found])
    return made


def _undeny(clause: Clause, found: list[Clause]) -> None:
    """ "don't buy until RSI is under 30": then it buys, if that is not ruled elsewhere."""
    waits = clause.denied and opens_until(clause.tokens) and says(clause.tokens)
    if not waits or clause.denial is None:
        return
    clause.denied, clause.denial.kind = False, "used"
    others = (one for one in found if one is not clause and not one.denied)
    if clause.role == "entry" and any(one.role in ("entry", "state") for one in others):
        clause.role = "filter"


def _parted(clause: Clause, known: list[Clause]) -> list[Clause]:
    if clause.denial is not None:
        return [clause]
    for at in range(clause.leading, len(clause.tokens)):
        token = clause.tokens[at]
        if token.free and token.word == "until" and _tells(clause.tokens[at:]):
            before, behind = clause.tokens[:at], clause.tokens[at:]
            outside = _stands_outside(before)
            if outside and clause.role in (*LEFT, "exit", "hold"):
                return _waiting(clause, before, behind, outside, known)
            if clause.role in LEFT and clause.verb is not None and not clause.denied:
                return _left(clause, before, behind, known)
    return [clause]


def _tells(tokens: list[Token]) -> bool:
    """A condition, and no date or number of days."""
    return says(tokens) or any(token.free and token.word in TURNING for token in tokens)


def _stands_outside(before: list[Token]) -> list[Token]:
    """ "... and stay out": what waits for the condition is no position."""
    at = len(before)
    while at and (before[at - 1].small in OUT or before[at - 1].word in BESIDE):
        at -= 1
    said = before[at:]
    return said if any(token.small in OUT for token in said) else []


def _waiting(
    clause: Clause,
    before: list[Token],
    behind: list[Token],
    outside: list[Token],
    known: list[Clause],
) -> list[Clause]:
    """It buys again then; where it says elsewhere when it buys, this is a rule that is not read."""
    entered = any(one.role in ("entry", "state", "short") and _rules(one) for one in known)
    for token in outside:
        token.kind = "used" if not entered else token.kind
    clause.tokens = before[: len(before) - len(outside)]
    if clause.role == "hold" and clause.verb is not None and not clause.tokens:
        clause.verb.kind = "used"  # "stay in cash"
    return [clause, *_parted(Clause("none" if entered else "entry", None, behind), known)]


def _rules(clause: Clause) -> bool:
    """It has a condition of its own to enter by, and none to leave by."""
    return not opens_until(clause.tokens) and says(clause.tokens)


def _left(
    clause: Clause, before: list[Token], behind: list[Token], known: list[Clause]
) -> list[Clause]:
    """The clause as it is without it, and what leaves the position."""
    leaving = Clause(LEFT[clause.role], None, behind)
    clause.tokens = before
    side = "short" if clause.role == "short" else "entry"
    again = any(one.role == side and one is not clause and _rules(one) for one in known)
    if again and not says(before) and clause.verb is not None:
        clause.verb.kind = "used"  # "... and stay long until": as was said before
        clause.role, clause.verb = "none", None
    elif clause.role == "state":
        clause.role = "entry"
    return [clause, *_parted(leaving, known)]
