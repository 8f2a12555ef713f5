"""What a portfolio decides at which close, and how it trades: the other half of the oracle."""

import datetime as dt
import math
from collections.abc import Mapping

from backtests.engine.bars import Bars
from backtests.engine.strategy import Allocation, Rotation, Strategy, Weights
from tests.engine.ledger import NOTHING, Ledger

Shares = dict[str, float]


def decisions(strategy: Strategy, bars: list[Bars]) -> dict[int, Shares]:
    """At the last close before a period begins, or at its first one where orders fill there."""
    days = [time.date() for time in bars[0].time.tolist()]
    match strategy.portfolio:
        case Weights() as fixed:
            return dict.fromkeys(moments(days, fixed.rebalance, strategy.fill), fixed.weights)
        case Rotation() as rotation:
            at_once = moments(days, rotation.rebalance, strategy.fill)
            return {at: best(rotation, bars, at) for at in at_once}
        case Allocation() as allocation:
            return switches(allocation, bars, moments(days, allocation.look, strategy.fill))
        case None:
            return {}


def moments(days: list[dt.date], every: str, fill: str) -> list[int]:
    names = [period(day, every) for day in days]
    begins = [bar for bar in range(1, len(days)) if names[bar] != names[bar - 1]]
    return [0, *(bar - (fill == "next_open") for bar in begins)]


def period(day: dt.date, every: str) -> tuple[int, ...]:
    return {
        "never": (),
        "day": (day.toordinal(),),
        "week": tuple(day.isocalendar())[:2],
        "month": (day.year, day.month),
        "quarter": (day.year, (day.month - 1) // 3),
        "year": (day.year,),
    }[every]


def cue_at(bars: Bars, at: int) -> int:
    return int(bars.volume[at])


def best(rotation: Rotation, bars: list[Bars], at: int) -> Shares:
    """Ranked by the change over two bars; where there is a filter, a cue of 8 or more passes."""
    ranked = [one for one in bars if one.symbol != rotation.fallback]
    rank = {one.symbol: change(one, at) for one in ranked}
    passing = [
        one.symbol
        for one in ranked
        if not math.isnan(rank[one.symbol]) and (rotation.filter is None or cue_at(one, at) >= 8)
    ]
    order = sorted(passing, key=lambda name: rank[name] * (1 if rotation.lowest else -1))
    shares = dict.fromkeys(order[: rotation.top], 1 / rotation.top)
    if rotation.fallback:
        shares[rotation.fallback] = 1 - sum(shares.values())
    return shares


def change(bars: Bars, at: int) -> float:
    return float(bars.close[at] / bars.close[at - 2] - 1) if at >= 2 else math.nan


def switches(allocation: Allocation, bars: list[Bars], looks: list[int]) -> dict[int, Shares]:
    """The first branch holds at cues of 8 or more of the first symbol, the second at 4 or more."""
    found: dict[int, Shares] = {}
    before = -1
    for at in looks:
        held = [cue_at(bars[0], at) >= limit for limit in (8, 4)][: len(allocation.branches)]
        now = held.index(True) if True in held else len(held)
        if now != before:
            rest = allocation.otherwise
            found[at] = rest if now == len(held) else allocation.branches[now].weights
        before = now
    return found


# Orders -----------------------------------------------------------------------------------------


def rebalance(
    ledger: Ledger, bar: int, weights: Mapping[str, float], quotes: Mapping[str, float]
) -> None:
    """First all sales, then all purchases, shrunk together to what the cash allows."""
    equity, whole = ledger.worth(dict(quotes)), ledger.strategy.sizing.whole_shares
    goals = {name: weights.get(name, 0.0) * equity / quote for name, quote in quotes.items()}
    if whole:
        goals = {name: math.floor(goal + NOTHING) for name, goal in goals.items()}
    more = {name: goal - have(ledger, name) for name, goal in goals.items()}
    for name, quote in quotes.items():
        sold = -more[name] if more[name] * quote < -equity * NOTHING else 0
        if sold and sold * left_of(quote, ledger) > ledger.strategy.commission_per_trade:
            ledger.at_market(name, bar, quote, sold)
    buys = {name: one for name, one in more.items() if one * quotes[name] > equity * NOTHING}
    part = factor(ledger, buys, quotes)
    for name, one in buys.items():
        quantity = math.floor(one * part + NOTHING) if whole else one * part
        if quantity > 0:
            ledger.open(name, 1, bar, bar, quotes[name], quantity)


def left_of(quote: float, ledger: Ledger) -> float:
    """Of a share that is sold, before the fee of the order."""
    rules = ledger.strategy
    return quote * (1 - rules.slippage) * (1 - rules.commission) - rules.commission_per_share


def have(ledger: Ledger, name: str) -> float:
    return ledger.held[name].quantity if name in ledger.held else 0.0


def factor(ledger: Ledger, buys: Mapping[str, float], quotes: Mapping[str, float]) -> float:
    rules = ledger.strategy
    price = {name: quotes[name] * (1 + rules.slippage) for name in buys}
    cost = sum(
        more * (price[name] * (1 + rules.commission) + rules.commission_per_share)
        for name, more in buys.items()
    )
    money = ledger.cash - len(buys) * rules.commission_per_trade
    return max(0.0, min(1.0, money / cost)) if cost else 1.0
