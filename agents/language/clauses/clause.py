"""A clause: the words of one rule, and what kind of rule it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.language.tokens.pieces import Token


@dataclass
class Clause:
    """The words of one rule: `role` is entry, exit, short, cover, hold, state (be in while), or
    filter (of every entry)."""

    role: str
    verb: Token | None = None
    tokens: list[Token] = field(default_factory=list)
    listing: bool = False
    denied: bool = False
    denial: Token | None = None
    only: bool = False
    of_longs: bool = False
    lasting: bool = False
    leading: int = 0
    behind_entry: bool = False
