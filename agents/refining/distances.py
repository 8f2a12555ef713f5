"""Stops, targets and times that follow from how trades went: how far they stood against and for
whoever held them, what the price did after they had ended, and how they grew with time.

Distances are fractions of the price paid, or multiples of what the ATR was at the signal.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import numpy as np
import numpy.typing as npt

from agents.refining.knobs import Knob, Lead
from agents.words import percent, plural, share
from backtests.engine.bars import Bars, FloatArray, TimeArray
from backtests.engine.kernel import layout
from backtests.engine.market import gap
from backtests.engine.signals import Panel
from backtests.engine.strategy import Atr, Strategy
from backtests.engine.trades import Trade

IntArray = npt.NDArray[np.intp]

# Fewer trades of a kind than these say nothing about distances.
ENOUGH_TRADES = 8
# Of the trades that speak for a distance, how many it is to hold; by further steps.
HELD = {"tighter": (0.9, 0.8, 0.7), "wider": (0.5, 0.7, 0.9)}
# Below this part, what had been stopped did not come back.
CAME_BACK = 1 / 3
# Distances are tried in half per cents, or in tenths of an ATR.
HALF_PER_CENT, TENTH = 0.005, 0.1


@dataclass(frozen=True)
class Held:
    """A trade on the bars of the first part, its prices turned so that up is good.

    Everything is relative to the price paid: 0 is the entry, 0.02 a gain of 2%.
    """

    trade: Trade
    panel: Panel
    first: int
    last: int

    @classmethod
    def of(cls, trade: Trade, panel: Panel) -> Held:
        first, last = np.searchsorted(panel.bars.time, [trade.entry_time, trade.exit_time])
        return cls(trade, panel, int(first), int(last))

    @property
    def side(self) -> int:
        return 1 if self.trade.side == "long" else -1

    def gains(self, price: FloatArray) -> FloatArray:
        return self.side * (price / self.trade.entry_price - 1)

    def best(self, first: int, last: int) -> FloatArray:
        """At each of these bars, the best that it stood at."""
        bars = self.panel.bars
        return self.gains((bars.high if self.side > 0 else bars.low)[first:last])

    def worst(self, first: int, last: int) -> FloatArray:
        bars = self.panel.bars
        return self.gains((bars.low if self.side > 0 else bars.high)[first:last])

    def after(self, bars: int) -> tuple[FloatArray, FloatArray]:
        """Best and worst from the bar at which it ended; the first part is all there is."""
        span = self.last, self.last + 1 + bars
        return self.best(*span), self.worst(*span)

    def unit(self, strategy: Strategy, field: str) -> float:
        """What a distance of 1 is of the price paid."""
        level = getattr(strategy, field)
        if not isinstance(level, Atr):
            return 1.0
        known = gap(level, self.panel)[max(0, self.first - self.panel.delay)] / level.multiple
        return float(known) / self.trade.entry_price


@dataclass(frozen=True)
class Entries:
    """Those on the bars of one symbol, looked at together: there may be tens of thousands."""

    bars: Bars
    first: IntArray
    time: TimeArray
    price: FloatArray
    side: IntArray

    @classmethod
    def of(cls, held: Sequence[Held]) -> Entries:
        return cls(
            held[0].panel.bars,
            np.array([one.first for one in held]),
            np.array([one.trade.entry_time for one in held]),
            np.array([one.trade.entry_price for one in held]),
            np.array([one.side for one in held]),
        )

    def gains_after(self, span: int, *, in_days: bool) -> FloatArray:
        """Of those that long ago of which the bars tell."""
        at = self.days_on(span) if in_days else self.first + span
        known = (at >= 0) & (at < len(self.bars))
        gains: FloatArray = self.bars.close[at[known]] / self.price[known] - 1
        return self.side[known] * gains

    def days_on(self, span: int) -> IntArray:
        """The last bar by then; -1 where the bars end before."""
        days = self.time + np.timedelta64(span, "D")
        at = np.searchsorted(self.bars.time, days, side="right") - 1
        return np.where(days <= self.bars.time[-1], at, -1)


@dataclass(frozen=True)
class Course:
    """The trades that ended in the first part of a period."""

    strategy: Strategy
    held: Sequence[Held]

    @cached_property
    def usual(self) -> int:
        """Bars that a trade lasts."""
        return max(1, int(median([one.trade.bars for one in self.held]))) if self.held else 1

    def ended(self, *codes: int) -> list[Held]:
        return [one for one in self.held if one.trade.why.code in codes]

    def won(self) -> list[Held]:
        return [one for one in self.held if one.trade.pnl > 0]

    # Nearer -----------------------------------------------------------------------------------

    def tighter_stop(self, knob: Knob, steps: int) -> Lead | None:
        """Where most winners never stood that far in the red."""
        worst = self.scaled(self.won(), knob, lambda one: -one.trade.mae)
        return self.tighter(knob, worst, steps, "of the winning trades never stood {} in the red")

    def tighter_trail(self, knob: Knob, steps: int) -> Lead | None:
        """Where most falls would still have been borne that a new high followed."""
        falls = self.scaled(self.held, knob, fall_before_best)
        return self.tighter(knob, falls, steps, "of the trades never fell {} before their best")

    def tighter(self, knob: Knob, found: list[float], steps: int, told: str) -> Lead | None:
        if len(found) < ENOUGH_TRADES:
            return None
        part = HELD["tighter"][steps - 1]
        value = max(grain_of(knob), raised(quantile(found, part), knob))
        why = f"{share(part)} {told.format(said(value, knob))}."
        return Lead(value, why) if value < knob.value else None

    def lower_target(self, knob: Knob, steps: int) -> Lead | None:
        """What half of the trades that missed the target stood at, at their best."""
        missed = [one for one in self.held if one.trade.why.code != layout.BY_TARGET]
        best = self.scaled(missed, knob, lambda one: one.trade.mfe)
        if len(best) < ENOUGH_TRADES:
            return None
        half, grain = median(best), grain_of(knob)
        value = round(raised(half / steps, knob) - grain, 4)
        why = (
            f"Half of the trades that missed the target stood {said(half, knob)} in front at best."
        )
        return Lead(value, why) if grain <= value < knob.value else None

    # Further ----------------------------------------------------------------------------------

    def wider_stop(self, knob: Knob, steps: int) -> Lead | None:
        """How far those fell that came back to the price paid after they had been stopped."""
        return self.wider(knob, self.ended(layout.BY_STOP), steps, lambda one: 0.0,
                          "came back to the price paid")  # fmt: skip

    def wider_trail(self, knob: Knob, steps: int) -> Lead | None:
        return self.wider(knob, self.ended(layout.BY_TRAIL), steps, lambda one: one.trade.mfe,
                          "came to a new best")  # fmt: skip

    def wider(
        self, knob: Knob, stopped: list[Held], steps: int, back_to: Callable[[Held], float],
        what: str,
    ) -> Lead | None:  # fmt: skip
        if len(stopped) < ENOUGH_TRADES:
            return None
        falls = [fall_until(one, back_to(one), self.usual) for one in stopped]
        back = [(one, fall) for one, fall in zip(stopped, falls, strict=True) if fall is not None]
        if len(back) < CAME_BACK * len(stopped):
            return None
        part = HELD["wider"][steps - 1]
        found = [fall / one.unit(self.strategy, head(knob)) for one, fall in back]
        value = raised(quantile(found, part), knob)
        why = (
            f"{len(back)} of {plural(len(stopped), 'trade')} that ended at the stop {what} within "
            f"{plural(self.usual, 'bar')}; {share(part)} of these had fallen less than "
            f"{said(value, knob)}."
        )
        return Lead(value, why) if knob.value < value <= knob.high else None

    def higher_target(self, knob: Knob, steps: int) -> Lead | None:
        """How far the price went on after the target."""
        ended = self.ended(layout.BY_TARGET)
        if len(ended) < ENOUGH_TRADES:
            return None
        best = self.scaled(ended, knob, lambda one: float(one.after(self.usual)[0].max()))
        part = HELD["wider"][steps - 1]
        value = round(raised(quantile(best, part), knob) - grain_of(knob), 4)
        why = (
            f"{share(1 - part)} of {plural(len(ended), 'trade')} that ended at the target stood "
            f"{said(value, knob)} in front within {plural(self.usual, 'more bar')}."
        )
        return Lead(value, why) if knob.value < value <= knob.high else None

    # Time -------------------------------------------------------------------------------------

    def other_time(self, knob: Knob, way: int, steps: int) -> Lead | None:
        """When trades stood best on average, held on or left earlier."""
        if len(self.held) < ENOUGH_TRADES:
            return None
        now = int(knob.value)
        low, high = (now, now * 2**steps) if way > 0 else (max(1, now >> steps), now)
        spans = range(low, min(high, int(knob.high)) + 1)
        grown = {span: self.average(span, in_days=knob.paths[0] == "max_days") for span in spans}
        if any(value is None for value in grown.values()):
            grown = {span: value for span, value in grown.items() if value is not None}
        if now not in grown or len(grown) < 2:
            return None
        best = max(grown, key=lambda span: (grown[span], -abs(span - now)))
        unit = knob.label.partition(" ")[0]
        why = (
            f"{best} {unit} after an entry the price stood at {percent(grown[best])} on average, "
            f"after {now} at {percent(grown[now])}."
        )
        return Lead(best, why) if best != now else None

    def average(self, span: int, *, in_days: bool) -> float | None:
        """Of all entries that long ago, whatever ended them."""
        found = [one.gains_after(span, in_days=in_days) for one in self.entries]
        gains = np.concatenate(found) if found else np.empty(0)
        return float(gains.mean()) if len(gains) >= ENOUGH_TRADES else None

    @cached_property
    def entries(self) -> list[Entries]:
        together: defaultdict[str, list[Held]] = defaultdict(list)
        for one in self.held:
            together[one.trade.symbol].append(one)
        return [Entries.of(some) for some in together.values()]

    # Who was right ----------------------------------------------------------------------------

    def lasted(self) -> tuple[float, float] | None:
        """Bars that winners and losers were held (medians); None where there are too few."""
        won = [one.trade.bars for one in self.held if one.trade.pnl > 0]
        lost = [one.trade.bars for one in self.held if one.trade.pnl <= 0]
        if min(len(won), len(lost)) < ENOUGH_TRADES // 2:
            return None
        return median(won), median(lost)

    def scaled(
        self, held: Sequence[Held], knob: Knob, measure: Callable[[Held], float]
    ) -> list[float]:
        return [measure(one) / one.unit(self.strategy, head(knob)) for one in held]


def fall_before_best(one: Held) -> float:
    """The deepest fall from a high within the trade that a higher one followed."""
    best = one.best(one.first, one.last + 1)
    top = int(best.argmax())
    peaks = np.maximum.accumulate(np.maximum(best[:top], 0.0))
    falls = (peaks - one.worst(one.first + 1, one.first + top + 1)) / (1 + peaks)
    return float(falls.max(initial=0.0))


def fall_until(one: Held, level: float, bars: int) -> float | None:
    """How far it had fallen below the level when it came back to it; None where it did not."""
    best, worst = one.after(bars)
    back = np.flatnonzero(best >= level)
    if not len(back):
        return None
    return (level - float(worst[: back[0] + 1].min())) / (1 + level)


def head(knob: Knob) -> str:
    return knob.paths[0].partition(".")[0]


def grain_of(knob: Knob) -> float:
    return TENTH if "." in knob.paths[0] else HALF_PER_CENT


def raised(value: float, knob: Knob) -> float:
    """The next plain distance beyond."""
    grain = grain_of(knob)
    return round((math.floor(value / grain + 1e-9) + 1) * grain, 4)


def quantile(values: Sequence[float], part: float) -> float:
    return sorted(values)[int(part * (len(values) - 1))]


def said(value: float, knob: Knob) -> str:
    return f"{value:.1f} ATR" if "." in knob.paths[0] else f"{value:.1%}"
