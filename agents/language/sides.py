"""Which side of the market a clause speaks of: longs, shorts, or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents.language.clauses import Clause
from agents.language.wordlist import words

Side = Literal["long", "short", "both"]
# Verbs that leave a position of either side; "sell" leaves a long.
NEUTRAL = words("exit exits exiting close closing closes get leave flat liquidate out")


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
        if clause.verb is None or not NEUTRAL & set(clause.verb.text.lower().split()):
            return "long"
        before = self.clauses[: self.clauses.index(clause)]
        opened = [one.role for one in before if one.role in ("entry", "state", "short")]
        left = any(one.role in ("exit", "cover") for one in self.clauses if one is not clause)
        if left or len(set(opened)) < 2:
            return "short" if opened[-1:] == ["short"] else "long"
        return "both"
