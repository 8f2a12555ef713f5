"""What to try next: at most three changes in words, each with its reason in the trades.

Only what `amending` can carry out is suggested, so that each is one click away. All of them come
from the very period that was tested, and say so: they are ideas, not improvements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import mean, median

from agents.amending import NotAmended, amend
from agents.analyst import Code, Finding
from agents.events import Json
from agents.words import percent, plural, share
from backtests.engine.backtest import Backtest
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade

MOST = 3
# Fewer trades than these say nothing about stops and holding times.
ENOUGH = 8
USUAL_COMMISSION = "0.1%"
# Of the winners, how many a stop may spare.
SPARED = 0.9
GIVEN_BACK = 0.5
TREND = 200


@dataclass(frozen=True)
class Suggestion:
    """The words that change the strategy, why they may help, and what is to be expected."""

    words: str
    why: str
    expected: str

    def to_dict(self) -> Json:
        return asdict(self)


def suggestions(done: Backtest, findings: Sequence[Finding]) -> list[Suggestion]:
    """Those that fit, the most telling first."""
    if done.strategy.portfolio:
        return []
    broken = {finding.code for finding in findings}
    return [one for one in ideas(done, broken) if feasible(done.strategy, one)][:MOST]


def feasible(strategy: Strategy, idea: Suggestion) -> bool:
    try:
        amend(strategy, idea.words)
    except NotAmended:
        return False
    return True


def ideas(done: Backtest, broken: set[Code]) -> Iterator[Suggestion]:
    closed = [trade for trade in done.trades if not trade.is_open]
    if len(closed) >= ENOUGH:
        yield from stop(done.strategy, closed)
        yield from trail(done.strategy, closed)
        yield from patience(done.strategy, closed)
    if broken & {"low_sharpe", "deep_drawdown", "low_win_rate", "low_profit_factor"}:
        yield with_the_trend(done)
    yield from longer(done, broken)
    yield from costs(done)


def stop(strategy: Strategy, closed: Sequence[Trade]) -> Iterator[Suggestion]:
    """Where most winners never fell that far, what falls further seldom comes back."""
    won = sorted(-trade.mae for trade in closed if trade.pnl > 0)
    if strategy.stop_loss or strategy.trailing_stop or len(won) < ENOUGH // 2:
        return
    level = max(0.01, round(won[min(int(SPARED * len(won)), len(won) - 1)] * 200 + 1) / 200)
    cut = [trade for trade in closed if trade.return_ < -level]
    if cut:
        worst = share(-mean(trade.return_ for trade in cut))
        yield Suggestion(
            f"use a stop of {level * 100:g}%",
            f"Nine in ten winning trades never stood {share(level)} in the red, and "
            f"{plural(len(cut), 'trade')} lost more than that, {worst} on average.",
            "Smaller single losses and a lower drawdown; some winners will be stopped as well.",
        )


def trail(strategy: Strategy, closed: Sequence[Trade]) -> Iterator[Suggestion]:
    """Where trades stood much higher than they ended, a stop that follows keeps some of it."""
    best, kept = mean(one.mfe for one in closed), mean(one.return_ for one in closed)
    if strategy.trailing_stop or strategy.take_profit or best < 0.02 or kept > GIVEN_BACK * best:
        return
    level = max(0.02, round(best * 100) / 100)
    yield Suggestion(
        f"add a trailing stop of {level:.0%}",
        f"Trades stood {share(best)} in front at their best and ended at {percent(kept)} on "
        "average.",
        "More of the gains kept; trends that pause are left too early.",
    )


def patience(strategy: Strategy, closed: Sequence[Trade]) -> Iterator[Suggestion]:
    """Losers that are held much longer than winners want a limit."""
    won = [one.bars for one in closed if one.pnl > 0]
    lost = [one.bars for one in closed if one.pnl <= 0]
    if strategy.max_bars or strategy.max_days or not won or not lost:
        return
    usual, long = median(won), median(lost)
    if long >= 1.5 * usual and usual >= 2:
        limit = round(1.5 * usual)
        yield Suggestion(
            f"hold for at most {limit} bars",
            f"Winners were held for {usual:g} bars, losers for {long:g} (medians).",
            "Losers end sooner and the money is free again; a few slow winners are lost.",
        )


def with_the_trend(done: Backtest) -> Suggestion:
    side = "below" if done.strategy.direction == "short" else "above"
    return Suggestion(
        f"only when the close is {side} its {TREND}-day average",
        "Many rules do well with the long trend and badly against it.",
        "Fewer trades and smaller falls; the first months of a new trend are missed.",
    )


def longer(done: Backtest, broken: set[Code]) -> Iterator[Suggestion]:
    start = done.strategy.start
    if start and broken & {"no_trades", "too_few_trades", "few_trades"}:
        yield Suggestion(
            f"test since {start.year - 10}",
            f"{plural(done.positions, 'trade')} since {start.year} are too few to judge.",
            "More trades, in other markets than those that you had in mind.",
        )


def costs(done: Backtest) -> Iterator[Suggestion]:
    strategy = done.strategy
    free = not (strategy.commission or strategy.commission_per_trade or strategy.slippage)
    if free and done.trades:
        yield Suggestion(
            f"use {USUAL_COMMISSION} commission",
            f"{plural(done.positions, 'trade')} were counted without any costs.",
            "A lower return, and one that could have been had.",
        )
