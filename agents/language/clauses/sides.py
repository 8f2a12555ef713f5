"""Which side of the market a clause speaks of: longs, shorts, or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents.language.clauses.clause import Clause
from agents.language.clauses.verbs import says
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

OneSide = Literal["long", "short"]
Side = OneSide | Literal["both"]
# Verbs that leave a position of either side; "sell" leaves a long.
NEUTRAL = words(
    "exit exits exiting close closing closes get leave flat liquidate out trades positions"
)


# What a text may call its one side, and the verbs of which that side decides the meaning.
DECLARING = words("direction side bias type")
SIDELESS = words(
    "entry entries enter enters entering entered exit exits exiting in out signal setup"
)


def declared_side(tokens: list[Token]) -> str:
    """ "Direction: short only": said once, for all the rules."""
    for index in places(tokens, {"short", "long"}):
        token = tokens[index]
        after = tokens[index + 1].word if index + 1 < len(tokens) else ""
        opens = index == 0 or tokens[index - 1].word in (".", ",", ":")
        labelled = index > 1 and tokens[index - 2].word in DECLARING
        if not token.free or not opens:
            continue
        if (after == "only" or labelled) and _ends(tokens, index + 1 + (after == "only")):
            first = index - 2 if labelled else index
            for part in tokens[first : index + 1 + (after == "only")]:
                part.kind = "used"
            return token.word
    return ""


def _ends(tokens: list[Token], index: int) -> bool:
    return index >= len(tokens) or tokens[index].word in (".", ",", ":")


def turned(found: list[Clause], side: str) -> list[Clause]:
    """Rules that name no side are those of the declared one."""
    if side == "short" or _only_shorts(found):
        for clause in found:
            said = set(clause.verb.small.split()) if clause.verb else set()
            if said & SIDELESS:
                clause.role = {"entry": "short", "exit": "cover"}.get(clause.role, clause.role)
    return found


def _only_shorts(found: list[Clause]) -> bool:
    """ "Short SPY. Enter when A, exit when B": what is sold short is told before it tells when."""
    entering = [one for one in found if one.role in ("entry", "short", "state")]
    if not entering or entering[0].role != "short" or entering[0].denied:
        return False
    later = [one for one in entering[1:] if says(one.tokens)]
    return bool(later) and all(_names_no_side(one) for one in later)


def _names_no_side(clause: Clause) -> bool:
    said = set(clause.verb.small.split()) if clause.verb else set()
    return clause.role == "entry" and bool(said & SIDELESS)


@dataclass
class Sides:
    """The clauses of a text, in their order."""

    clauses: list[Clause]

    def of(self, clause: Clause) -> Side:
        if clause.role in ("short", "cover"):
            return "short"
        if clause.role in ("entry", "state", "none") or not self._enters("short"):
            return "long"
        if not self._enters("entry", "state"):
            return "short"
        return self._left(clause) if clause.role == "exit" else "long"

    def _enters(self, *roles: str) -> bool:
        return any(one.role in roles and not one.denied for one in self.clauses)

    def _left(self, clause: Clause) -> Side:
        """A neutral exit is that of the side opened last; of both, if it is the only one."""
        if clause.of_longs or clause.verb is None:
            return "long"
        said = set(clause.verb.small.split())
        if not NEUTRAL & said or "buy" in said:  # "conditions to close the buy order"
            return "long"
        before = self.clauses[: self.clauses.index(clause)]
        opened = [one.role for one in before if one.role in ("entry", "state", "short")]
        left = any(one.role in ("exit", "cover") for one in self.clauses if one is not clause)
        if left or len(set(opened)) < 2:
            return "short" if opened[-1:] == ["short"] else "long"
        return "both"
