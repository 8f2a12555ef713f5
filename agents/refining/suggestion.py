"""One idea what to try next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents.events import Json
from backtests.engine.strategy import Strategy


@dataclass(frozen=True)
class Suggestion:
    """The words that change the strategy, why they may help, and what is to be expected.

    `honest` ideas make a test truer, and need not better its figures; `meant` is what the words
    have to make of the strategy, where that is known.
    """

    words: str
    why: str
    expected: str
    by: Literal["rules", "model"] = "rules"
    honest: bool = False
    effect: Json | None = None
    meant: Strategy | None = None

    def to_dict(self) -> Json:
        return {name: value for name, value in vars(self).items() if name != "meant"}
