"""One condition of a clause, and how it is joined to the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents.language.draft import Group, Tree

Join = Literal["and", "or", ",", "new"]
EMPTY = Group("all")
# "..., both with C": C is of the entry and of the exit.
BOTH = "both-rules"


@dataclass(frozen=True)
class Part:
    """One condition, how it is joined to the one before and by which words, the brackets that it
    stands in and those of them that are denied, and whether it is one of those of which some are
    enough. `leading` stands before the verb, `denied` behind "unless"."""

    join: Join
    tree: Tree
    brackets: tuple[int, ...] = ()
    denials: frozenset[int] = frozenset()
    listed: bool = False
    lead: frozenset[str] = frozenset()
    leading: bool = False
    denied: bool = False


# Words for "and" of which what follows them narrows all that stands before.
LASTING = frozenset({
    "while", "as long as", "so long as", "for as long as", "provided that", "provided",
    "given that", "à condition que", "à condition qu", "pourvu que", "du moment que",
    "desde que", "siempre que", "siempre y cuando", "con tal de que", "a condición de que",
    "a condicion de que", "mientras",
})  # fmt: skip
