"""Positions: trades as people count them, from the first entry until nothing is left.

The list of trades has a line for every part that was left on its own: a partial exit, or what a
rebalancing sold. Figures count positions, because the parts of one decision do not win or lose
each on their own: half sold at a gain and half at the stop is one trade, and its sum decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from backtests.engine.metrics import Closed


class Part(Closed, Protocol):
    """A line of the list of trades."""

    @property
    def symbol(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def entry_time(self) -> np.datetime64: ...
    @property
    def quantity(self) -> float: ...
    @property
    def entry_price(self) -> float: ...


P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Position:
    """Several parts of one position as one trade; it is open while one of them is.

    `return_` is what all parts gained / what was paid for all of them.
    """

    pnl: float
    return_: float
    bars: int
    is_open: bool
    costs: float
    turnover: float
    mae: float
    mfe: float


def positions_of(parts: Sequence[P]) -> list[P | Position]:
    """One for each entry, in the order of the last exits; parts of one entry share its time."""
    groups: dict[tuple[str, str, np.datetime64], list[P]] = {}
    for part in parts:
        groups.setdefault((part.symbol, part.side, part.entry_time), []).append(part)
    if len(groups) == len(parts):
        return list(parts)
    last = {id(group[-1]): group for group in groups.values()}
    return [joined(last[id(part)]) for part in parts if id(part) in last]


def joined(parts: Sequence[P]) -> P | Position:
    if len(parts) == 1:
        return parts[0]
    pnl, paid = (
        sum(one.pnl for one in parts),
        sum(one.entry_price * one.quantity for one in parts),
    )
    return Position(
        pnl=pnl,
        return_=pnl / paid,
        bars=max(one.bars for one in parts),
        is_open=any(one.is_open for one in parts),
        costs=sum(one.costs for one in parts),
        turnover=sum(one.turnover for one in parts),
        mae=min(one.mae for one in parts),
        mfe=max(one.mfe for one in parts),
    )
