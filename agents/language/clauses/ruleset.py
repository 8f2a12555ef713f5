"""All rules of a text, as they are read clause by clause."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.language.clauses.conjoined import Met
from agents.language.clauses.said_last import Last
from agents.language.draft import Direction, Limit, Tree
from agents.language.tokens.pieces import Token


@dataclass
class Rules:
    """What the clauses of a text say."""

    entry: Tree | None = None
    exits: list[Tree] = field(default_factory=list)
    short_entry: Tree | None = None
    short_exits: list[Tree] = field(default_factory=list)
    direction: Direction = "long"
    limits: list[Limit] = field(default_factory=list)
    traded: list[str] = field(default_factory=list)
    mixed: bool = False
    verbs: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    only: bool = False
    shared: bool = False
    together: bool = False
    implied: Tree | None = None
    short_implied: Tree | None = None
    places: dict[tuple[int, int], str] = field(default_factory=dict)
    bought: set[str] = field(default_factory=set)
    sold: set[str] = field(default_factory=set)
    met: list[Met] = field(default_factory=list)
    # What cannot be so beside a rule, and why.
    tied: list[tuple[list[Token], str]] = field(default_factory=list)
    # What an entry looks at that is put off by some bars.
    prompt: Tree | None = None
    last: list[Last] = field(default_factory=list)

    def has_met(self, clause: int) -> bool:
        """Something was read of the clause before."""
        return bool(self.met) and self.met[-1].clause == clause

    @property
    def differ(self) -> bool:
        """Symbols are named beside conditions of their own, or sold and never bought."""
        return len(set(self.places.values())) > 1 or bool(self.bought and self.sold - self.bought)

    def turn_over(self, other: Rules) -> None:
        """The short side of the other rules, too."""
        self.direction, self.short_entry = other.direction, other.short_entry
        self.short_exits, self.notes = other.short_exits, self.notes + other.notes
