"""Exits that are more than one percentage, as they are found."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.language.draft import Far, Limit, LimitName
from agents.language.exits.limits import checked
from agents.language.tokens.pieces import Token


@dataclass
class Exits:
    """`open` are the limits whose distance was not said, `strange` what cannot be done."""

    limits: list[Limit] = field(default_factory=list)
    open: list[LimitName] = field(default_factory=list)
    strange: list[tuple[list[Token], str]] = field(default_factory=list)

    def add(self, name: LimitName, far: Far, note: str = "") -> None:
        self.limits.append(checked(Limit(name, far, note)))
