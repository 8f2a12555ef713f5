"""The analyst's ideas what to try next: changes in words, each with its reason in the data and its
effect on the first part of the period, where variants compete.

Only what `amending` can carry out is suggested, so that each is one click away. An idea that is
meant to better the figures and did not better them there is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from statistics import mean, median
from typing import Literal

from agents.amending import NotAmended, amend
from agents.analyst import TOO_FEW_TRADES, Code, Finding
from agents.backtest_runner import CheckCancelled, Trial
from agents.calling import called
from agents.effects import Effect, effect_of
from agents.events import Json
from agents.knobs import changed, knobs
from agents.observed import Observed, observe
from agents.refine import Iteration, early_figures, early_findings, in_turn, led
from agents.robustness import trades_freely
from agents.words import percent, plural, share
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Rotation, Strategy, Weights
from backtests.engine.trades import Trade

MOST = 3
# However many ideas there are, so many are tested.
MOST_TESTED = 16
# Fewer trades than these say nothing about stops and holding times.
ENOUGH = 8
USUAL_COMMISSION = "0.1%"
# Of the winners, how many a stop may spare.
SPARED = 0.9
GIVEN_BACK = 0.5
TREND = 200
SLOWER = {"day": "week", "week": "month", "month": "quarter", "quarter": "year"}
WEAK: frozenset[Code] = frozenset(
    {"low_sharpe", "deep_drawdown", "low_win_rate", "low_profit_factor"}
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


@dataclass(frozen=True)
class Next:
    """The ideas that are told, and how many were tested to find them; `late`: no time was left."""

    ideas: list[Suggestion]
    tested: int
    late: bool = False

    def __str__(self) -> str:
        if self.late:
            return "No time was left to test ideas what to try next."
        if not self.ideas:
            return "Nothing that was tried would have done better on the first part of the period."
        told = "; ".join(one.words for one in self.ideas)
        return f"{plural(len(self.ideas), 'idea')} to try next: {told}."


def suggestions(
    read: Iteration, bars: Sequence[Bars], check: CheckCancelled, own: Iterable[Suggestion] = ()
) -> Next:
    """For the strategy as it was read: those of others first, then the most telling."""
    weighed = list(weighing(chain(own, ideas(read, bars, check)), read.tested, bars, check))
    found = [one for one in weighed if one is not None]
    better = sorted((one for one in found if not one.honest), key=rank)
    honest = [one for one in found if one.honest]
    first = [*better[: MOST - bool(honest)], *honest, *better[MOST - bool(honest) :]]
    return Next(first[:MOST], sum(one is None or one.effect is not None for one in weighed))


def rank(one: Suggestion) -> tuple[bool, float]:
    """What it added to the Sharpe ratio; nothing, where so few trades had none that counts."""
    before, after = ((one.effect or {})[when] for when in ("before", "after"))
    counts = (before["trades"] or 0) >= TOO_FEW_TRADES
    added = (after["sharpe"] or 0.0) - (before["sharpe"] or 0.0)
    return one.by == "rules", -added if counts else 0.0


def weighing(
    found: Iterable[Suggestion], tested: Trial, bars: Sequence[Bars], check: CheckCancelled
) -> Iterator[Suggestion | None]:
    """Those that can be carried out, each once, with what they did; None for what did no good."""
    strategy, known = tested.backtest.strategy, set[str]()
    for one in found:
        after = amended(strategy, one.words)
        enough = len(known) >= MOST_TESTED and not one.honest
        misread = one.meant is not None and after != one.meant
        if after is None or misread or enough or after.model_dump_json() in known:
            continue
        known.add(after.model_dump_json())
        if not same_prices(strategy, after):
            yield one
        elif effect := effect_of(after, tested, bars, check):
            yield with_effect(one, effect) if effect.helps or one.honest else None


def with_effect(one: Suggestion, effect: Effect) -> Suggestion:
    return replace(one, expected=f"{one.expected} {effect}", effect=effect.to_dict())


def amended(strategy: Strategy, words: str) -> Strategy | None:
    try:
        return amend(strategy, words).strategy
    except NotAmended:
        return None


def same_prices(before: Strategy, after: Strategy) -> bool:
    """Whether the bars of the one serve the other."""
    return (before.needed_symbols, before.timeframe, before.start, before.end) == (
        after.needed_symbols, after.timeframe, after.start, after.end
    )  # fmt: skip


# Ideas ------------------------------------------------------------------------------------------


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
    yield from longer(done, broken)
    yield from costs(done)


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
    """Less often, and spread over one more."""
    portfolio = done.strategy.portfolio
    if not isinstance(portfolio, Weights | Rotation):
        return
    if slower := SLOWER.get(portfolio.rebalance):
        yield Suggestion(
            f"rebalance every {slower}",
            f"It traded {plural(done.positions, 'time')}, once a {portfolio.rebalance}.",
            "Fewer trades and lower costs; it follows changes later.",
        )
    if isinstance(portfolio, Rotation):
        yield Suggestion(
            f"hold the top {portfolio.top + 1}",
            f"All of the money is in {plural(portfolio.top, 'symbol')} at a time.",
            "Less depends on one of them; the best counts for less.",
        )


def longer(done: Backtest, broken: set[Code]) -> Iterator[Suggestion]:
    strategy = done.strategy
    if (strategy.start or strategy.end) and broken & FEW:
        yield Suggestion(
            "test over the full history",
            f"{plural(done.positions, 'trade')} in this period are too few to judge.",
            "More trades, in other markets than those that you had in mind.",
            honest=True,
        )


def costs(done: Backtest) -> Iterator[Suggestion]:
    if done.trades and trades_freely(done.strategy):
        yield Suggestion(
            f"use {USUAL_COMMISSION} commission",
            f"No costs were counted in {plural(done.positions, 'trade')}.",
            "A lower return, and one that could have been had.",
            honest=True,
        )
