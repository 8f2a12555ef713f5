"""Remedies: the ways to turn a number, and which of them each finding calls for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from agents.analyst import Code, Finding
from agents.refining.knobs import Kind, Knob, Rule


@dataclass(frozen=True)
class Move:
    """A way to turn knobs of one kind, and what it is good for.

    For thresholds and periods, +1 makes the rule hold more often; for all else, +1 is a higher
    number. Where `lasted` says so, it is for trades of which those last longer.
    """

    kind: Kind
    way: int
    because: str
    rule: Rule | None = None
    lasted: Literal["", "winners", "losers"] = ""

    def fits(self, knob: Knob) -> bool:
        if self.kind != knob.kind or self.rule is None:
            return self.kind == knob.kind
        if self.kind == "period":
            return any(path.partition(".")[0].endswith(self.rule) for path in knob.paths)
        return self.rule == knob.rule


EASIER_ENTRY = Move("threshold", 1, "An easier entry signals more often.", "entry")
STRICTER_ENTRY = Move("threshold", -1, "A stricter entry leaves weaker signals out.", "entry")
EARLIER_EXIT = Move("threshold", 1, "An earlier exit gives less back.", "exit")
LATER_EXIT = Move("threshold", -1, "A later exit lets gains run.", "exit")
OFTENER = Move("period", 1, "More signals can be judged.")
SOONER = Move("period", 1, "An exit that acts more often ends losers sooner.", "exit", "losers")
CALMER = Move("period", -1, "A rule that acts less often acts on less noise.", "entry", "winners")
TIGHTER_STOP = Move("stop", -1, "A tighter stop cuts losses sooner.")
WIDER_STOP = Move("stop", 1, "A wider stop is hit by noise less often.")
HIGHER_TARGET = Move("target", 1, "A higher target lets gains run.")
LOWER_TARGET = Move("target", -1, "A lower target is reached more often.")
LONGER_HOLD = Move("time", 1, "Holding longer stays with a trend.")
SHORTER_HOLD = Move("time", -1, "Holding for less time risks less.")

MORE_TRADES = (EASIER_ENTRY, OFTENER, EARLIER_EXIT, SHORTER_HOLD)
REMEDIES: dict[Code, tuple[Move, ...]] = {
    "account_lost": (TIGHTER_STOP, EARLIER_EXIT, SHORTER_HOLD, STRICTER_ENTRY),
    "costs": (STRICTER_ENTRY, CALMER, LATER_EXIT, LONGER_HOLD),
    "no_trades": MORE_TRADES,
    "too_few_trades": MORE_TRADES,
    "few_trades": MORE_TRADES,
    "low_win_rate": (STRICTER_ENTRY, WIDER_STOP, LOWER_TARGET, CALMER),
    "low_sharpe": (CALMER, SOONER, STRICTER_ENTRY, LATER_EXIT, WIDER_STOP),
    "deep_drawdown": (TIGHTER_STOP, EARLIER_EXIT, SHORTER_HOLD, STRICTER_ENTRY),
    "low_profit_factor": (STRICTER_ENTRY, TIGHTER_STOP, HIGHER_TARGET, CALMER),
    "under_buy_and_hold": (LATER_EXIT, HIGHER_TARGET, LONGER_HOLD, EASIER_ENTRY, CALMER),
}


def in_turn(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Move]]:
    rows = ([(finding, move) for move in REMEDIES[finding.code]] for finding in findings)
    for rank in zip_longest(*rows):
        yield from (pair for pair in rank if pair is not None)
