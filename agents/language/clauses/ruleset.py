"""All rules of a text, as they are read clause by clause."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.language.draft import Direction, Limit, Tree


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

    @property
    def differ(self) -> bool:
        """Symbols are named beside conditions of their own, or sold and never bought."""
        return len(set(self.places.values())) > 1 or bool(self.bought and self.sold - self.bought)

    def turn_over(self, other: Rules) -> None:
        """The short side of the other rules, too."""
        self.direction, self.short_entry = other.direction, other.short_entry
        self.short_exits, self.notes = other.short_exits, self.notes + other.notes
