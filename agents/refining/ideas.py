"""Ideas what to try next, each from what the analyst saw on the first part of the period.

They are changes in words, such as `amending` can carry out. What they did there is measured later.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import mean, median

import numpy as np

from agents.analyst import Code, Finding
from agents.backtest_runner import CheckCancelled
from agents.changing.calling import called
from agents.refining.honest import truer
from agents.refining.knobs import changed, knobs
from agents.refining.observed import Observed, observe
from agents.refining.refine import Iteration, early_figures, early_findings, led
from agents.refining.remedies import in_turn
from agents.refining.suggestion import Suggestion
from agents.refining.times import eased
from agents.words import percent, plural, share
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Indicator, Rotation, Strategy, Weights
from backtests.engine.trades import Trade

# Fewer trades than these say nothing about stops and holding times.
ENOUGH = 8
# Of the winners, how many a stop may spare.
SPARED = 0.9
GIVEN_BACK = 0.5
TREND = 200
RHYTHMS = ("day", "week", "month", "quarter", "year")
WEAK: frozenset[Code] = frozenset(
    {"account_lost", "costs", "low_sharpe", "deep_drawdown", "low_win_rate", "low_profit_factor"}
)


def ideas(
    read: Iteration, bars: Sequence[Bars], check: CheckCancelled = lambda: None
) -> Iterator[Suggestion]:
    done, findings = read.tested.backtest, early_findings(read)
    broken = {finding.code for finding in findings}
    seen = observe(read.tested, bars, check)
    closed = seen.trades if seen else [one for one in done.trades if not one.is_open]
    if len(closed) >= ENOUGH and not done.strategy.portfolio:
        yield from stop(done.strategy, closed)
        yield from trail(done.strategy, closed)
        yield from patience(done.strategy, closed)
    if seen:
        yield from numbers(read, seen, findings)
    if seen and "no_trades" in broken and done.strategy.direction == "long":
        yield from eased(seen)
    if seen and broken & WEAK:
        yield from with_the_trend(seen)
    if done.strategy.leverage > 1 and broken & WEAK:
        yield unborrowed(done.strategy)
    if "account_lost" in broken and not done.strategy.portfolio:
        yield from survivable(done)
    if "deep_drawdown" in broken:
        yield from smaller(read)
    yield from portfolios(read)
    yield from truer(read, broken, bars)


def numbers(read: Iteration, seen: Observed, findings: Sequence[Finding]) -> Iterator[Suggestion]:
    """Where the data lead the numbers, those that were stated as well: here it is only advice. What
    never traded is led further, too.
    """
    strategy = read.variant.strategy
    for finding, move in in_turn(findings):
        for knob in filter(move.fits, knobs(strategy)):
            for steps in (1, 2, 3) if finding.code == "no_trades" else (1,):
                lead = led(strategy, knob, knob.value, move, steps, seen)
                words = called(strategy, knob, lead.value) if lead else None
                if lead and words:
                    why = f"On the first part of the period: {finding.text} {lead.why}"
                    meant = changed(strategy, knob, lead.value)
                    yield Suggestion(words, why, move.because, meant=meant)


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
            f"hold for at most {plural(limit, 'bar')}",
            f"Winners were held for {usual:g} bars, losers for {long:g} (medians).",
            "Losers end sooner and the money is free again; a few slow winners are lost.",
        )


def with_the_trend(seen: Observed) -> Iterator[Suggestion]:
    """Where trades against the long trend did worse than those with it."""
    if seen.strategy.direction == "both":
        return
    side = "below" if seen.strategy.direction == "short" else "above"
    along, against = by_trend(seen, side)
    if not along or not against or mean(against) >= mean(along):
        return
    yield Suggestion(
        f"only when the close is {side} its {TREND}-day average",
        f"On the first part of the period, {plural(len(against), 'trade')} began on the other side "
        f"of it and made {percent(mean(against))} on average, {percent(mean(along))} the "
        f"{plural(len(along), 'other')}.",
        "Fewer trades and smaller falls; the first months of a new trend are missed.",
    )


def by_trend(seen: Observed, side: str) -> tuple[list[float], list[float]]:
    """Returns of trades that were decided on this side of the long average, and of the others."""
    average = Indicator(name="SMA", params={"period": TREND})
    found: tuple[list[float], list[float]] = ([], [])
    panels = {panel.bars.symbol: panel for panel in seen.panels}
    for trade in seen.trades:
        panel = panels[trade.symbol]
        at = int(np.searchsorted(panel.bars.time, trade.entry_time)) - 1
        level = panel.series(average)[at] if at >= 0 else math.nan
        if not math.isnan(level):
            is_above = panel.bars.close[at] > level
            found[int(is_above != (side == "above"))].append(trade.return_)
    return found


def unborrowed(strategy: Strategy) -> Suggestion:
    return Suggestion(
        "no leverage",
        f"Positions were {strategy.leverage:g} times the money that there is, and so were losses.",
        "Gains and losses of the rules themselves; no account can be lost to a single fall.",
    )


def survivable(done: Backtest) -> Iterator[Suggestion]:
    """What keeps one trade from taking everything."""
    worst = min((trade.return_ for trade in done.trades), default=0.0)
    why = f"The account was lost; its worst trade made {percent(worst)}."
    if not done.strategy.stop_loss and not done.strategy.trailing_stop:
        yield Suggestion(
            "use a stop of 10%", why, "No single trade takes everything; many small ones still may."
        )
    if not done.strategy.sizing.model_dump(exclude_defaults=True):
        yield Suggestion(
            "use 10% of the capital per trade",
            why,
            "A tenth of the gains and losses; the rules stay as good or bad as they are.",
        )


def smaller(read: Iteration) -> Iterator[Suggestion]:
    """Half of the money at risk falls half as deep."""
    strategy, fell = read.variant.strategy, early_figures(read)["max_drawdown"]
    sizing = strategy.sizing
    if strategy.leverage == 1 and not strategy.portfolio and sizing.fraction is None and not any(
        (sizing.cash, sizing.quantity, sizing.risk, sizing.volatility)
    ):  # fmt: skip
        yield Suggestion(
            "use 50% of the capital per trade",
            f"{share(abs(fell or 0.0))} were lost from a peak with all of the money at work.",
            "Falls and gains of about half the size; the rules stay as good or bad as they are.",
        )


def portfolios(read: Iteration) -> Iterator[Suggestion]:
    """Another rhythm, and spread over more or fewer."""
    strategy = read.variant.strategy
    portfolio = strategy.portfolio
    if not isinstance(portfolio, Weights | Rotation):
        return
    yield from rhythms(portfolio, read)
    if isinstance(portfolio, Rotation):
        yield from widths(portfolio, len(strategy.symbols))


def rhythms(portfolio: Weights | Rotation, read: Iteration) -> Iterator[Suggestion]:
    """One step slower, and one faster; none for a portfolio that is never rebalanced."""
    if portfolio.rebalance not in RHYTHMS:
        return
    at = RHYTHMS.index(portfolio.rebalance)
    held = plural(int(early_figures(read)["trades"] or 0), "position")
    where = "On the first part of the period it" if read.tested.in_sample else "It"
    traded = f"{where} held {held}, looked at every {portfolio.rebalance}."
    for slower in RHYTHMS[at + 1 : at + 2]:
        expected = "Fewer trades and lower costs; it follows changes later."
        yield Suggestion(f"rebalance every {slower}", traded, expected)
    for faster in reversed(RHYTHMS[max(at - 1, 1) : at]):
        expected = "It follows changes sooner; more trades and higher costs."
        yield Suggestion(f"rebalance every {faster}", traded, expected)


def widths(portfolio: Rotation, symbols: int) -> Iterator[Suggestion]:
    """To hold all of them would be no choice any more."""
    why = f"All of the money is in {plural(portfolio.top, 'symbol')} of {symbols} at a time."
    if portfolio.top + 1 < symbols:
        expected = "Less depends on one of them; the best counts for less."
        yield Suggestion(f"hold the top {portfolio.top + 1}", why, expected)
    if portfolio.top > 1:
        expected = "The best counts for more, and so does every mistake."
        yield Suggestion(f"hold the top {portfolio.top - 1}", why, expected)
