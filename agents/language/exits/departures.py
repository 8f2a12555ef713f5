"""Exits that are more than one percentage, as they are found."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.language.draft import Far, Limit, LimitName
from agents.language.exits.limits import checked
from agents.language.tokens.pieces import Token


@dataclass(frozen=True)
class Later:
    """A trailing stop that is to follow only from a gain on, and the words that say it."""

    far: Far
    tokens: list[Token]


@dataclass
class Exits:
    """`open` are the limits whose distance was not said, with the `places` that were; `later` is
    what starts too late to test."""

    limits: list[Limit] = field(default_factory=list)
    open: list[LimitName] = field(default_factory=list)
    places: dict[LimitName, str] = field(default_factory=dict)
    later: list[Later] = field(default_factory=list)

    def add(self, name: LimitName, far: Far, note: str = "") -> None:
        self.limits.append(checked(Limit(name, far, note)))
