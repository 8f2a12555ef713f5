"""Portfolios: the shares of the equity that are decided at each close, NaN where none are.

A decision is made at the last close of a period, because it fills at the first open of the next
one; the very first bar decides too, so that the portfolio starts at once.
"""

from collections.abc import Mapping, Sequence
from math import floor

import numpy as np

from backtests.engine.bars import FloatArray
from backtests.engine.calendar import begins_period
from backtests.engine.kernel.layout import BoolArray
from backtests.engine.script.parts.account import DUST, Account, decrease, increase
from backtests.engine.script.parts.market import Market, Rule, Settings

Shares = Mapping[str, float]


def decides(market: Market, settings: Settings, every: str) -> BoolArray:
    """The closes after which (or, where orders fill at the close, at which) a period begins."""
    days = np.array(market.days).astype("datetime64[D]")
    begins = np.arange(len(days)) == 0 if every == "never" else begins_period(days, every)
    if settings.at_close:
        return begins
    decided = np.concatenate((begins[1:], [False]))
    decided[0] = True
    return decided


def row_of(shares: Shares, settings: Settings) -> FloatArray:
    return np.array([shares.get(symbol, 0.0) for symbol in settings.symbols])


def fixed(market: Market, settings: Settings, shares: Shares, every: str) -> FloatArray:
    """The same weights, restored at the first open of each period."""
    decided = decides(market, settings, every)
    return np.where(decided[:, None], row_of(shares, settings), np.nan)


def rotation(
    market: Market,
    settings: Settings,
    every: str,
    rank: Rule,
    top: int,
    *,
    lowest: bool = False,
    allowed: Rule | None = None,
    fallback: str | None = None,
) -> FloatArray:
    """Equal parts of the best; what is not known or not allowed leaves its part to `fallback`."""
    ranked = [bars for bars in market.histories if bars.symbol != fallback]
    values = np.stack([market.tested(rank, bars) for bars in ranked], axis=1)
    fits = ~np.isnan(values)
    if allowed:
        fits &= np.stack([market.tested(allowed, bars) == 1 for bars in ranked], axis=1)
    score = np.where(fits, values if lowest else -values, np.inf)
    order = np.argsort(score, axis=1, kind="stable")  # the first named wins a tie
    shares = np.zeros((len(market), len(settings.symbols)))
    column = np.array([settings.symbols.index(bars.symbol) for bars in ranked])
    for place in range(top):
        rows, best = np.arange(len(market)), order[:, place]
        shares[rows, column[best]] = np.where(fits[rows, best], 1 / top, 0.0)
    if fallback:
        shares[:, settings.symbols.index(fallback)] = 1 - shares.sum(axis=1)
    return np.where(decides(market, settings, every)[:, None], shares, np.nan)


def allocation(
    market: Market,
    settings: Settings,
    look: str,
    branches: Sequence[tuple[Rule, Shares]],
    otherwise: Shares,
) -> FloatArray:
    """The weights of the first branch that holds; only a change of branch is a decision."""
    first = market.histories[0]
    holds = [market.tested(rule, first) == 1 for rule, _ in branches]
    shares = [row_of(one, settings) for one in (*(one for _, one in branches), otherwise)]
    followed, found = -1, np.full((len(market), len(settings.symbols)), np.nan)
    for bar in np.flatnonzero(decides(market, settings, look)).tolist():
        now = next((place for place, one in enumerate(holds) if one[bar]), len(branches))
        if now != followed:
            found[bar], followed = shares[now], now
    return found


def rebalance(account: Account, weights: FloatArray, bar: int, signal: int, at: str) -> None:
    """Sales first, then purchases, which one common factor shrinks to what the cash allows.

    A sale that its fees would eat up is left out.
    """
    worth, whole = account.worth(bar, at), account.settings.whole_shares
    if np.isnan(weights[signal, 0]) or worth <= 0:
        return
    goals = goals_of(account, weights[signal].tolist(), worth, bar, at)
    for symbol, goal in goals.items():
        less, quote = owned(account, symbol) - goal, account.quote(symbol, bar, at)
        if less * quote > worth * DUST and proceeds(account, quote, less) > 0:
            decrease(account, symbol, bar, quote, "weights", less)
    factor = affordable_part(account, goals, worth, bar, at)
    for symbol, goal in goals.items():
        more, quote = (goal - owned(account, symbol)) * factor, account.quote(symbol, bar, at)
        more = floor(more + DUST) if whole else more
        if more * quote > worth * DUST:
            increase(account, symbol, bar, quote, more, 1.0)


def goals_of(
    account: Account, weights: Sequence[float], worth: float, bar: int, at: str
) -> dict[str, float]:
    goals = {
        symbol: weight * worth / account.quote(symbol, bar, at)
        for symbol, weight in zip(account.settings.symbols, weights, strict=True)
    }
    if account.settings.whole_shares:
        goals = {symbol: float(floor(goal + DUST)) for symbol, goal in goals.items()}
    return goals


def owned(account: Account, symbol: str) -> float:
    return account.positions[symbol].quantity if symbol in account.positions else 0.0


def proceeds(account: Account, quote: float, quantity: float) -> float:
    costs = account.settings
    price = quote * (1 - costs.slippage) * (1 - costs.commission) - costs.commission_per_share
    return quantity * price - costs.commission_per_trade


def affordable_part(
    account: Account, goals: Mapping[str, float], worth: float, bar: int, at: str
) -> float:
    """Of all that is to be bought, so that no symbol is favoured."""
    costs, needed, fees = account.settings, 0.0, 0.0
    for symbol, goal in goals.items():
        more, quote = goal - owned(account, symbol), account.quote(symbol, bar, at)
        if more * quote > worth * DUST:
            price = quote * (1 + costs.slippage)
            needed += more * (price * (1 + costs.commission) + costs.commission_per_share)
            fees += costs.commission_per_trade
    return min(1.0, max(account.cash - fees, 0.0) / needed) if needed > 0 else 0.0
