"""Ideas what to try next, each from what the analyst saw on the first part of the period.

They are changes in words, such as `amending` can carry out. What they did there is measured later.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Literal

from agents.analyst import Code, Finding
from agents.backtest_runner import CheckCancelled
from agents.changing.calling import called
from agents.events import Json
from agents.judging.costs import trades_freely
from agents.judging.planned import count_of
from agents.refining.knobs import changed, knobs
from agents.refining.observed import Observed, observe
from agents.refining.refine import Iteration, early_figures, early_findings, led
from agents.refining.remedies import in_turn
from agents.words import percent, plural, share
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Rotation, Strategy, Weights
from backtests.engine.trades import Trade

# Fewer trades than these say nothing about stops and holding times.
ENOUGH = 8
USUAL_COMMISSION = "0.1%"
# Of the winners, how many a stop may spare.
SPARED = 0.9
GIVEN_BACK = 0.5
TREND = 200
RHYTHMS = ("day", "week", "month", "quarter", "year")
# Of how many years at least a test of lately takes the last third.
MANY_YEARS = 6
WEAK: frozenset[Code] = frozenset(
    {"account_lost", "low_sharpe", "deep_drawdown", "low_win_rate", "low_profit_factor"}
)
FEW: frozenset[Code] = frozenset({"no_trades", "too_few_trades", "few_trades"})


@dataclass(frozen=True)
class Suggestion:
    """The words that change the strategy, why they may help, and what is to be expected.

    `honest` ideas make a test truer, and need not better its figures; `meant` is what the words
    have to make of the strategy, where that is known.
    """

    words: str
    why: str
    expected: str
    by: Literal["rules", "model"] = "rules"
    honest: bool = False
    effect: Json | None = None
    meant: Strategy | None = None

    def to_dict(self) -> Json:
        return {name: value for name, value in vars(self).items() if name != "meant"}


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
    if broken & WEAK and not done.strategy.portfolio:
        yield with_the_trend(done)
    if "deep_drawdown" in broken:
        yield from smaller(read)
    yield from portfolios(done)
    yield from truer(done, broken)


def numbers(read: Iteration, seen: Observed, findings: Sequence[Finding]) -> Iterator[Suggestion]:
    """Where the data lead the numbers, those that were stated as well: here it is only advice."""
    strategy = read.variant.strategy
    for finding, move in in_turn(findings):
        for knob in filter(move.fits, knobs(strategy)):
            lead = led(strategy, knob, knob.value, move, 1, seen)
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


def with_the_trend(done: Backtest) -> Suggestion:
    side = "below" if done.strategy.direction == "short" else "above"
    return Suggestion(
        f"only when the close is {side} its {TREND}-day average",
        "Many rules do well with the long trend and badly against it.",
        "Fewer trades and smaller falls; the first months of a new trend are missed.",
    )


def smaller(read: Iteration) -> Iterator[Suggestion]:
    """Half of the money at risk falls half as deep."""
    strategy, fell = read.variant.strategy, early_figures(read)["max_drawdown"]
    sizing = strategy.sizing
    if not strategy.portfolio and sizing.fraction is None and not any(
        (sizing.cash, sizing.quantity, sizing.risk, sizing.volatility)
    ):  # fmt: skip
        yield Suggestion(
            "use half of the capital per trade",
            f"{share(abs(fell or 0.0))} were lost from a peak with all of the money at work.",
            "Falls and gains of about half the size; the rules stay as good or bad as they are.",
        )


def portfolios(done: Backtest) -> Iterator[Suggestion]:
    """Another rhythm, and spread over more or fewer."""
    portfolio = done.strategy.portfolio
    if not isinstance(portfolio, Weights | Rotation):
        return
    yield from rhythms(portfolio, done.positions)
    if isinstance(portfolio, Rotation):
        yield from widths(portfolio, len(done.strategy.symbols))


def rhythms(portfolio: Weights | Rotation, positions: int) -> Iterator[Suggestion]:
    """One step slower, and one faster; none for a portfolio that is never rebalanced."""
    if portfolio.rebalance not in RHYTHMS:
        return
    at = RHYTHMS.index(portfolio.rebalance)
    traded = f"It held {plural(positions, 'position')}, looked at every {portfolio.rebalance}."
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


# Honest ideas, which need not better the figures -------------------------------------------------


def truer(done: Backtest, broken: set[Code]) -> Iterator[Suggestion]:
    """More trades where there are too few, what trading costs, and other times."""
    yield from richer(done)
    if broken & FEW:
        yield from longer(done, f"{count_of(done)} in this period: that is too few.")
    yield from costs(done)
    if not broken & FEW:
        yield from longer(done, "The rules were tested on a period that was chosen.")
    yield from lately(done)


def richer(done: Backtest) -> Iterator[Suggestion]:
    """The money for all of the purchases, where it ran out."""
    course, each = done.plan and done.plan.course, done.strategy.sizing.cash
    if course and each and len(course.short):
        needed = math.ceil(1.01 * each * (len(course.bought) + len(course.short)) / 1000) * 1000
        yield Suggestion(
            f"start with {needed:,}",
            f"The money ran out: {plural(len(course.short), 'purchase')} did not happen.",
            "All of the plan, and not only its beginning.",
            honest=True,
        )


def longer(done: Backtest, why: str) -> Iterator[Suggestion]:
    if done.strategy.start or done.strategy.end:
        expected = "More trades, in other markets than those that you had in mind."
        yield Suggestion("test over the full history", why, expected, honest=True)


def lately(done: Backtest) -> Iterator[Suggestion]:
    first, last = (int(str(done.time[at])[:4]) for at in (0, -1))
    if not done.strategy.start and last - first >= MANY_YEARS:
        yield Suggestion(
            f"test since {last - (last - first) // 3}",
            f"The figures are those of {last - first} years together, and markets change.",
            "Less to judge by; it shows whether the rules still do what they did before.",
            honest=True,
        )


def costs(done: Backtest) -> Iterator[Suggestion]:
    if done.trades and trades_freely(done.strategy):
        yield Suggestion(
            f"use {USUAL_COMMISSION} commission",
            f"No costs were counted in {count_of(done)}.",
            "A lower return, and one that could have been had.",
            honest=True,
        )
