"""Stops, targets and partial exits: the levels at which a position is left inside a bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, isnan, nan

import numpy as np
import talib

from backtests.engine.bars import Bars, FloatArray
from backtests.engine.script.parts.account import DUST, Account, Position, decrease


@dataclass(frozen=True)
class Atr:
    """A distance from the price paid: a multiple of the ATR at the close of the signal."""

    multiple: float
    period: int = 14


@dataclass(frozen=True)
class Money:
    """A distance from the price paid, in money a share."""

    distance: float


Level = float | Atr | Money | None  # a float is a fraction of the price paid


@dataclass(frozen=True)
class Exits:
    """How a position is left, beside the rules; None and 0 switch a way off."""

    stop_loss: Level = None
    take_profit: Level = None
    trailing_stop: Level = None
    break_even: float = 0.0  # the gain after which the stop is at the price paid
    partial_exits: Sequence[tuple[float, float]] = ()  # gain, part of what was bought
    max_bars: int = 0
    max_days: int = 0
    from_next_bar: bool = False  # whether stops and targets spare the bar of the entry


def in_money(level: Level, bars: Bars) -> FloatArray:
    """Of every close; unknown while the ATR is, and 0 for what is a fraction or no level."""
    if isinstance(level, Atr):
        return level.multiple * talib.ATR(bars.high, bars.low, bars.close, level.period)
    return np.full(len(bars), level.distance if isinstance(level, Money) else 0.0)


def distance(level: Level, price: float, money: float) -> float:
    return level * price if isinstance(level, float) else money


def away(level: Level, price: float, money: float, way: float) -> float:
    """So far above (`way` 1) or below (-1) a price; NaN, which nothing reaches, if none."""
    if isinstance(level, float):
        return price * (1 + way * level)
    return price + way * money if money > 0 else nan


def reaches(price: float, aim: float, way: float) -> bool:
    """Is the price at the level or beyond it, upwards (`way` 1) or downwards (-1)?"""
    return way * price >= way * aim


def nearest_stop(exits: Exits, one: Position) -> tuple[float, str]:
    """The stop that the price meets first; trailing ones know the bars before this one only."""
    stop, reason = one.stop, "stop loss"
    if one.trail > 0:
        trail = away(exits.trailing_stop, one.best, one.trail, -one.side)
        if isnan(stop) or one.side * trail > one.side * stop:
            stop, reason = trail, "trailing stop"
    if one.gained and (isnan(stop) or one.side * one.price > one.side * stop):
        stop, reason = one.price, "break-even"
    return stop, reason


def live(account: Account, exits: Exits, bar: int) -> list[tuple[str, Position]]:
    """The positions whose stops and targets count on this bar."""
    first = 1 if exits.from_next_bar else 0
    return [(symbol, one) for symbol, one in account.held() if bar >= one.bar + first]


def stops(account: Account, exits: Exits, bar: int) -> None:
    """A stop fills at its level, or at the open where the price has gapped through it."""
    for symbol, one in live(account, exits, bar):
        worse, extreme = (min, "low") if one.side > 0 else (max, "high")
        stop, reason = nearest_stop(exits, one)
        opened = account.quote(symbol, bar, "open")
        if reaches(worse(opened, account.quote(symbol, bar, extreme)), stop, -one.side):
            decrease(account, symbol, bar, worse(opened, stop), reason)


def targets(account: Account, exits: Exits, bar: int) -> None:
    """Limit orders, without slippage: partial exits, nearest first, then the target."""
    for symbol, one in live(account, exits, bar):
        better, extreme = (max, "high") if one.side > 0 else (min, "low")
        opened = account.quote(symbol, bar, "open")
        best = better(opened, account.quote(symbol, bar, extreme))
        for aim, part in partial_exits(account, exits, one, best):
            quote = better(opened, aim)
            decrease(account, symbol, bar, quote, "partial exit", part, slippage=0)
        if one.quantity > 0 and reaches(best, one.target, one.side):
            quote = better(opened, one.target)
            decrease(account, symbol, bar, quote, "take profit", slippage=0)


def partial_exits(
    account: Account, exits: Exits, one: Position, best: float
) -> Iterator[tuple[float, float]]:
    """The level and the quantity of each part that the best price of a bar reaches."""
    for gain, fraction in exits.partial_exits[one.taken :]:
        aim = away(gain, one.price, 0, one.side)
        if not reaches(best, aim, one.side):
            return
        part = min(one.bought * fraction, one.quantity)
        if account.settings.whole_shares:
            part = float(floor(part + DUST))
        one.taken += 1
        if part > 0:
            yield aim, part


def watch(account: Account, exits: Exits, bar: int) -> None:
    """What this bar reached counts from the next one on, as nobody knows the order inside it."""
    for symbol, one in account.held():
        better, extreme = (max, "high") if one.side > 0 else (min, "low")
        best = account.quote(symbol, bar, extreme)
        one.best = better(one.best, best)
        gain = away(exits.break_even, one.price, 0, one.side)
        if exits.break_even > 0 and reaches(best, gain, one.side):
            one.gained = True
