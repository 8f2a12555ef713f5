"""What was spoken of before, and decides what "it" and a bare number mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from agents.language.draft import Role, Rule, Side, Tree


@dataclass
class Context:
    """What was read before and decides what "it" and a bare number mean."""

    role: Role = "entry"
    side: Literal["long", "short"] = "long"
    entry: Tree | None = None
    # What enters the other side of the market, where it was said.
    other: Tree | None = None
    exits: list[Tree] = field(default_factory=list)
    last: Rule | None = None
    left: Side | None = None
    macd: Side | None = None
    anchor: Side | None = None
    heading: Side | None = None
    pair: tuple[Side, Side] | None = None
    names: tuple[str, ...] = ()
    lost: bool = False
    # Whether what was lost is nothing that prices tell.
    foreign: bool = False
    # Where no operand begins, so that the next kind of condition need not look there again.
    blank: set[tuple[int, int, int]] = field(default_factory=set)
    several: bool = False
    # What is traded, as far as verbs say; the move of another symbol is no stop and no target.
    own: frozenset[str] = frozenset()
    # Whether the text speaks of nothing but prices, so that a bare number is one.
    priced: bool = False
    timeframe: str = "1d"
    fill: str | None = None
    # Where the text says that what follows comes later.
    turns: tuple[int, ...] = ()
    # Where the verbs stand whose orders it says to fill at the open of the day.
    opens: tuple[int, ...] = ()

    def come_to_now(self) -> None:
        """ "RSI was below 70 two days ago. Sell when it is above 60": as it is then."""
        then = getattr(self.left.operand, "lag", None) if self.left else None
        if self.left and then:
            self.left = self.left.updated(lag=0)

    @property
    def upward(self) -> bool:
        """Where a level is reached from below: a long leaves and a short enters there."""
        return (self.role == "exit") != (self.side == "short")
