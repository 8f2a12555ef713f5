"""Exits that are more than one percentage, as they are found."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.language.draft import Far, Limit, LimitName
from agents.language.exits.limits import checked
from agents.language.tokens.pieces import Token
from backtests.engine.strategy import Money


@dataclass(frozen=True)
class Later:
    """A trailing stop that is to follow only from a gain on, and the words that say it."""

    far: Far
    tokens: list[Token]


@dataclass(frozen=True)
class Doubt:
    """Money beside a stop or a target: a distance or a price; how it was said, all and itself."""

    far: Money
    said: str
    amount: str


# A target so many times its stop is no price beside a price.
APART = 1.4


@dataclass
class Exits:
    """`open` are the limits whose distance was not said, with the `places` that were, and what
    may be a distance; `later` is what starts too late to test."""

    limits: list[Limit] = field(default_factory=list)
    open: list[LimitName] = field(default_factory=list)
    places: dict[LimitName, str] = field(default_factory=dict)
    doubts: dict[LimitName, Doubt] = field(default_factory=dict)
    later: list[Later] = field(default_factory=list)

    def add(self, name: LimitName, far: Far, note: str = "") -> None:
        self.limits.append(checked(Limit(name, far, note)))

    def doubt(self, name: LimitName, doubt: Doubt) -> None:
        self.open.append(name)
        self.doubts[name] = doubt

    def settle(self) -> None:
        """ "a $2 stop and a $5 target": two prices would lie near each other."""
        stop, target = (self.doubts.get(name) for name in BOTH)
        if not stop or not target or target.far.distance < APART * stop.far.distance:
            return
        for name in BOTH:
            doubt = self.doubts.pop(name)
            self.open = [one for one in self.open if one != name]
            far = doubt.far
            note = f"'{doubt.said}' is read as {far.distance:g} a share from the price paid"
            self.add(name, far, note)


BOTH: tuple[LimitName, LimitName] = ("stop_loss", "take_profit")
