"""What is traded on: the settings, and the bars of all symbols at their common times."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from backtests.engine.bars import Bars, FloatArray, align, flat, priced, tested_of, until_last
from backtests.engine.calendar import local_time
from backtests.engine.script.parts.operands import Others
from backtests.engine.script.parts.truths import Truth

YEAR = np.timedelta64(365 * 86_400, "s")
Rule = Callable[[Bars, Others], Truth]


@dataclass(frozen=True)
class Settings:
    """What the account is like; everything in per cent is a fraction."""

    symbols: Sequence[str]
    timeframe: str
    start: date | None = None
    end: date | None = None
    at_close: bool = False  # orders fill at the close of their signal, not at the next open
    whole_shares: bool = False
    initial_capital: float = 10_000.0
    currency: str = "USD"
    commission: float = 0.0
    commission_per_trade: float = 0.0
    commission_per_share: float = 0.0
    slippage: float = 0.0


@dataclass(frozen=True)
class Market:
    """The histories begin with bars that only warm indicators up; all lists begin after them."""

    histories: Sequence[Bars]
    others: Others
    warm_up: int
    prices: Mapping[str, Mapping[str, list[float]]]
    time: np.ndarray
    days: list[int]

    def __len__(self) -> int:
        return len(self.days)

    def tested(self, rule: Rule, bars: Bars) -> FloatArray:
        """The value of a rule, or of an operand, at each close that is tested."""
        return rule(bars, self.others)[self.warm_up :]

    def years(self, bar: int) -> float:
        """Calendar time since the bar before, so a weekend counts as three days."""
        return float((self.time[bar] - self.time[bar - 1]) / YEAR) if bar > 0 else 0.0


def prepare(settings: Settings, series: Sequence[Bars]) -> Market:
    """`series` has the traded symbols in their order, then those that are only looked at."""
    until = [one.between(None, settings.end) for one in series]
    traded, others = until[: len(settings.symbols)], until[len(settings.symbols) :]
    looked_at = [priced(flat(one)) for one in others]
    histories = until_last(align(traded), looked_at)
    tested = tested_of(histories[0], settings.start, looked_at)
    if tested < 2:
        raise SystemExit("There are fewer than two bars to test.")
    warm_up = len(histories[0]) - tested
    bars = histories[0].take(slice(warm_up, None))
    return Market(
        histories=histories,
        others={one.symbol: priced(flat(one)) for one in until},
        warm_up=warm_up,
        prices={one.symbol: as_lists(one, warm_up) for one in histories},
        time=bars.time,
        days=local_time(bars.time, bars.timezone).astype("datetime64[D]").astype(int).tolist(),
    )


def as_lists(bars: Bars, warm_up: int) -> dict[str, list[float]]:
    fields = ("open", "high", "low", "close")
    return {name: getattr(bars, name)[warm_up:].tolist() for name in fields}
