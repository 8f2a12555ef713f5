"""Trades: the kernel's records as columns for figures, and as objects for whoever reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Literal, overload

import numpy as np

from backtests.engine.kernel import layout
from backtests.engine.kernel.layout import FloatArray
from backtests.engine.reasons import Reasons
from backtests.engine.signals import Panel
from backtests.engine.strategy import Strategy


@dataclass(frozen=True)
class Trade:
    """One position, or a part of it, from its entry to its exit, or to the last close (`is_open`).

    `return_` is the gain after costs over the price paid; `mae` and `mfe` are the worst and the
    best that the position stood at, relative to its entry price.
    """

    symbol: str
    quantity: float
    entry_time: np.datetime64
    entry_price: float
    exit_time: np.datetime64
    exit_price: float
    pnl: float
    return_: float
    bars: int
    is_open: bool
    mae: float
    mfe: float
    costs: float
    side: Literal["long", "short"]
    why: Reasons = field(repr=False, compare=False)

    @property
    def entry_reason(self) -> str:
        return self.why.entry()

    @property
    def exit_reason(self) -> str:
        return self.why.exit()

    @property
    def turnover(self) -> float:
        """The money that changed hands."""
        sold = 0.0 if self.is_open else self.exit_price
        return self.quantity * (self.entry_price + sold)

    def to_dict(self) -> dict[str, Any]:
        data = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "why"}
        data["return"] = data.pop("return_")
        return {
            **data,
            "entry_reason": self.entry_reason,
            "exit_reason": self.exit_reason,
            "entry_time": iso(self.entry_time),
            "exit_time": iso(self.exit_time),
        }


def iso(time: np.datetime64) -> str:
    return f"{np.datetime_as_string(time, 's')}Z"


@dataclass(frozen=True, eq=False)
class Trades(Sequence[Trade]):
    """All trades of a test, which are made when the first of them is asked for."""

    records: FloatArray
    strategy: Strategy = field(repr=False)
    panels: Sequence[Panel] = field(repr=False)

    @cached_property
    def made(self) -> list[Trade]:
        return [trade_of(record, self.strategy, self.panels) for record in self.records]

    def __len__(self) -> int:
        return len(self.records)

    @overload
    def __getitem__(self, at: int) -> Trade: ...
    @overload
    def __getitem__(self, at: slice) -> list[Trade]: ...
    def __getitem__(self, at: int | slice) -> Trade | list[Trade]:
        return self.made[at]

    def __iter__(self) -> Iterator[Trade]:
        return iter(self.made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.made == list(other)


def trade_of(record: FloatArray, strategy: Strategy, panels: Sequence[Panel]) -> Trade:
    """A kernel's record as a trade that explains itself."""
    symbol = int(record[layout.T_SYMBOL])
    panel = panels[symbol]
    first, last = int(record[layout.T_ENTRY_BAR]), int(record[layout.T_EXIT_BAR])
    step, code = divmod(int(record[layout.T_REASON]), layout.STEP)
    side = int(record[layout.T_SIDE])
    paid, got = float(record[layout.T_ENTRY_PRICE]), float(record[layout.T_EXIT_PRICE])
    quantity, pnl = float(record[layout.T_QUANTITY]), float(record[layout.T_PNL])
    extremes = (float(record[layout.T_LOWEST]), float(record[layout.T_HIGHEST]))
    worst, best = extremes if side > 0 else extremes[::-1]
    return Trade(
        symbol=panel.bars.symbol,
        side="long" if side > 0 else "short",
        quantity=quantity,
        entry_time=panel.bars.time[first],
        entry_price=paid,
        exit_time=panel.bars.time[last],
        exit_price=got,
        pnl=pnl,
        return_=pnl / (paid * quantity),
        bars=last - first,
        why=Reasons(strategy, panels, symbol, first, last, got, code, side, step),
        is_open=code == layout.AT_THE_END,
        mae=side * (worst / paid - 1),
        mfe=side * (best / paid - 1),
        costs=float(record[layout.T_COSTS]),
    )


def in_parts(records: FloatArray) -> bool:
    """Whether some position was left in several: they share symbol, side and entry."""
    symbols = records[:, layout.T_SYMBOL]
    places = records[:, layout.T_ENTRY_BAR] * (symbols.max(initial=0) + 1) + symbols
    entries = np.sort((places + 1) * records[:, layout.T_SIDE])
    return bool(np.any(entries[1:] == entries[:-1]))
