"""How many daily bars a week, a month and a year have; of coins it is told that they trade more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from backtests.engine.phrases import listed

DAILY_BARS = {"day": 1, "bar": 1, "period": 1, "week": 5, "month": 21, "year": 252}
OF_COINS = {**DAILY_BARS, "week": 7, "month": 30, "year": 365}
LONG = ("week", "month", "year")
COIN = ("-USD", "-BTC", "-ETH")


@dataclass
class Calendar:
    """Which coins a text speaks of, and which units of time it counted in bars."""

    coins: list[str] = field(default_factory=list)
    shares: bool = False
    used: set[str] = field(default_factory=set)

    @property
    def bars(self) -> dict[str, int]:
        """Those of coins where nothing else is spoken of."""
        return OF_COINS if self.coins and not self.shares else DAILY_BARS

    def note(self) -> str:
        """What is told where a coin is spoken of; of shares everybody counts so."""
        counted = [f"{self.bars[unit]} a {unit}" for unit in LONG if unit in self.used]
        if not self.coins or not counted:
            return ""
        trade = f"{listed(self.coins)} {'trades' if len(self.coins) == 1 else 'trade'} every day"
        if not self.shares:
            return f"{trade}: daily bars are counted as {listed(counted)}"
        return (
            f"daily bars are counted as those of shares, {listed(counted)}, though {trade}: say a "
            "number of days where you mean others"
        )


CURRENT: ContextVar[Calendar] = ContextVar("calendar")


@contextmanager
def counted_for(symbols: Iterable[str]) -> Iterator[Calendar]:
    """What is read meanwhile is of these symbols."""
    named = dict.fromkeys(symbols)
    coins = [symbol for symbol in named if symbol.endswith(COIN)]
    calendar = Calendar(coins, shares=len(coins) < len(named))
    token = CURRENT.set(calendar)
    try:
        yield calendar
    finally:
        CURRENT.reset(token)


def daily(count: float, unit: str) -> int | None:
    """52 weeks are 252 bars; units below a day have no daily bars."""
    if unit not in DAILY_BARS:
        return None
    calendar = CURRENT.get(None) or Calendar()
    calendar.used.add(unit)
    year = calendar.bars["year"]
    return year if (count, unit) == (52, "week") else round(count * calendar.bars[unit])
