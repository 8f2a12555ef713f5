"""Chooses the charts that show this strategy, the most helpful first, and says why each is there.

The page draws what is named here, in this order, and nothing else. A chart carries what only it
needs; equity, prices, trades and the lines of the rules are in the result already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from agents.charting import seasons
from agents.charting.held import Held, held_by
from agents.charting.indicator_panels import (
    drawable,
    elsewhere,
    group_of,
    label_of,
    limits,
    pane_of,
    unit_of,
)
from agents.charting.zones import Zone, zones_of
from agents.events import Json
from agents.words import plural
from backtests.engine.backtest import Backtest
from backtests.engine.describe import distance
from backtests.engine.phrases import describe_condition, listed, name_of, percent
from backtests.engine.signals import Panel
from backtests.engine.strategy import (
    Operand,
    Price,
    Rotation,
    Strategy,
    operands_of,
)

Kind = Literal[
    "equity", "drawdown", "price", "indicator", "holdings", "turnover", "invested", "ranked",
    "seasons", "excursions", "returns",
]  # fmt: skip
SOME = 5  # closed trades: of fewer the list says more than any picture
MANY = 300  # trades: more than these hide the price, so that their spread says more
TOLD_APART = 8  # lines in one panel


@dataclass(frozen=True)
class Chart:
    kind: Kind
    title: str
    why: str
    more: Json = field(default_factory=dict)

    def to_dict(self) -> Json:
        return {"kind": self.kind, "title": self.title, "why": self.why, **self.more}


def charts_of(done: Backtest, panels: Sequence[Panel]) -> list[Chart]:
    """In the order of use; without a trade only prices and rules say something."""
    strategy = done.strategy
    if not done.trades:
        rules = groups(strategy, panels, strategy.operands)
        return [
            price(strategy, "What the rules looked at, and found nothing."),
            *rules,
            equity(done),
        ]
    if strategy.portfolio:
        return [equity(done), fall(), *portfolio(done, panels)]
    if strategy.sizing.max_entries > 1:
        return [equity(done), fall(), *added_to(done, panels), *spread(done)]
    return [equity(done), fall(), *calendar(done, panels), *ruled(done, panels)]


def ruled(done: Backtest, panels: Sequence[Panel]) -> Iterator[Chart]:
    """Few trades are looked at one by one; of many, first how they spread."""
    where, how = market(done.strategy, panels), list(spread(done))
    yield from [*how, *where] if done.positions > MANY else [*where, *how]
    if len(panels) > 1:
        yield holdings(held_by(done.strategy, panels))


def equity(done: Backtest) -> Chart:
    name = done.strategy.benchmark_name
    said = f"What the account was worth at each close, beside {name}."
    if not done.trades:
        said = f"Flat, because nothing was ever held; beside it what {name} made."
    return Chart("equity", "Equity", said)


def fall() -> Chart:
    return Chart("drawdown", "Drawdown", "How deep, and how long, it stood below its last peak.")


def market(strategy: Strategy, panels: Sequence[Panel]) -> list[Chart]:
    """The price, then a panel for each group of lines that have a scale of their own."""
    return [price(strategy), *groups(strategy, panels, strategy.operands)]


def groups(
    strategy: Strategy, panels: Sequence[Panel], operands: Sequence[Operand]
) -> Iterator[Chart]:
    """One that looks at a certain symbol lies elsewhere beside that symbol than beside others."""
    found: dict[str, tuple[str, Json]] = {}
    for panel in panels:
        symbol = panel.bars.symbol
        for one in drawable(operands, symbol):
            if pane_of(one, symbol) == "own" and np.isfinite(panel.series(one)).any():
                found.setdefault(group_of(one, symbol), (symbol, named(one, symbol)))
    yield from (indicator(strategy, group, *where) for group, where in found.items())


def named(operand: Operand, symbol: str) -> Json:
    """What names another symbol already is not said to be of this one."""
    return {"unit": unit_of(operand), "elsewhere": elsewhere(operand, symbol) is not None}


def price(strategy: Strategy, why: str | None = None) -> Chart:
    """Limits of the plain price have no line of their own to stand at."""
    zones = zones_of(strategy)
    plain = [Price(), *(Price(symbol=symbol) for symbol in strategy.symbols)]
    own: list[Zone] = [zone for one in plain for zone in zones.get(one.key, [])]
    levels = {
        "stop loss": strategy.stop_loss,
        "trailing stop": strategy.trailing_stop,
        "take profit": strategy.take_profit,
    }
    drawn = [f"the {name} of {distance(level)}" for name, level in levels.items() if level]
    beside = f", with {listed(drawn)}" if drawn else ""
    return Chart("price", "Price", why or f"Where it bought and sold{beside}.", limits(own))


def indicator(strategy: Strategy, group: str, symbol: str, more: Json) -> Chart:
    rules = {
        "the entry": strategy.entry,
        "the exit": strategy.exit,
        "the entry of the short side": strategy.short_entry,
        "the exit of the short side": strategy.short_exit,
    }
    asking = [
        name
        for name, rule in rules.items()
        if any(group_of(one, symbol) == group for one in drawable(operands_of(rule), symbol))
    ]
    who = "all rules" if len(asking) > 2 else listed(asking or ["it"])
    verb = "look" if len(asking) > 1 else "looks"
    said = f"{who[0].upper()}{who[1:]} {verb} at it." if asking else "It decides what is held."
    return Chart("indicator", group, said, {"group": group, **more})


def portfolio(done: Backtest, panels: Sequence[Panel]) -> Iterator[Chart]:
    """What was held, what decided it, and what it cost; the price early only where it decides."""
    strategy, held = done.strategy, held_by(done.strategy, panels)
    lies_over = [pane_of(one, strategy.symbols[0]) for one in deciding(strategy)]
    if len(panels) > 1 or held.is_traded_again:
        yield holdings(held)
    if isinstance(strategy.portfolio, Rotation):
        yield from ranked(strategy.portfolio, strategy)
    if "price" in lies_over:
        yield price(strategy, "Where it bought and sold, and what decided it.")
    yield from groups(strategy, panels[:1], deciding(strategy))
    if held.is_traded_again:
        yield turnover(held)
    if "price" not in lies_over:
        yield price(strategy)


def deciding(strategy: Strategy) -> list[Operand]:
    """What the conditions of a portfolio look at; what a rotation ranks by has its own chart."""
    ranked = strategy.portfolio.rank_by if isinstance(strategy.portfolio, Rotation) else None
    looked_at = [one for rule in strategy.rules for one in operands_of(rule) if one != ranked]
    return drawable(looked_at, strategy.symbols[0])


def holdings(held: Held) -> Chart:
    said = "How much of the account was in what; what is left to the whole is cash."
    return Chart("holdings", "Holdings", said, held.shares())


def turnover(held: Held) -> Chart:
    said = (
        "How much of the account was bought and sold at each rebalancing: what costs are paid on."
    )
    return Chart("turnover", "Turnover", said, {"values": held.turnover()})


def added_to(done: Backtest, panels: Sequence[Panel]) -> Iterator[Chart]:
    """Trades say of a position that was added to only what it cost on average."""
    strategy, held = done.strategy, held_by(done.strategy, panels)
    yield invested(held)
    at = price(strategy, "The price, and what was paid on average for what is held.")
    yield replace(at, more={**at.more, "paid": held.averages()})
    yield from groups(strategy, panels, strategy.operands)


def invested(held: Held) -> Chart:
    said = "What was paid for the shares that were held, against what they were worth."
    return Chart("invested", "Money put in", said, {"rows": held.invested()})


def ranked(rotation: Rotation, strategy: Strategy) -> Iterator[Chart]:
    symbols = [one for one in strategy.symbols if one != rotation.fallback]
    if len(symbols) > TOLD_APART:
        return
    name, best = name_of(rotation.rank_by), "lowest" if rotation.lowest else "highest"
    only = f" of those where {describe_condition(rotation.filter)}" if rotation.filter else ""
    said = f"The {best} {rotation.top} of these{only} were held."
    lines = {"label": label_of(rotation.rank_by), "symbols": symbols}
    yield Chart("ranked", f"Rank by {name}", said, {**lines, "unit": unit_of(rotation.rank_by)})


def calendar(done: Backtest, panels: Sequence[Panel]) -> Iterator[Chart]:
    for by in seasons.asked_for(done.strategy):
        found = seasons.columns(by, done, panels)
        if len(found) > 1:
            said = (
                "What prices did on the days of the rule, from close to close, and on all others."
            )
            yield Chart("seasons", f"Return by {by}", said, {"by": by, "columns": found})


def spread(done: Backtest) -> Iterator[Chart]:
    """How far trades went is worth most where a stop or a target cuts them off."""
    closed = sum(not trade.is_open for trade in done.trades)
    if closed < SOME:
        return
    charts = [excursions(done.strategy), returns(closed)]
    yield from charts if limited(done.strategy) else charts[::-1]


def limited(strategy: Strategy) -> bool:
    levels = (strategy.stop_loss, strategy.take_profit, strategy.trailing_stop)
    return any(levels) or bool(strategy.break_even or strategy.partial_exits)


def excursions(strategy: Strategy) -> Chart:
    ends = {"stop": strategy.stop_loss, "target": strategy.take_profit}
    fixed = {name: level for name, level in ends.items() if isinstance(level, float)}
    signed = {name: -level if name == "stop" else level for name, level in fixed.items()}
    title = "How far trades stood against you, and for you"
    return Chart("excursions", title, judged_by(strategy, fixed), signed)


def judged_by(strategy: Strategy, fixed: dict[str, float]) -> str:
    if fixed:
        drawn = [f"a {name} of {percent(level)}" for name, level in fixed.items()]
        return f"How far trades went before they turned: does {listed(drawn)} fit?"
    if limited(strategy):
        return "How much of their best trades gave back before they were left."
    return "How far trades stood against you before they won: where a stop would cut them off."


def returns(closed: int) -> Chart:
    said = f"Whether a few of the {plural(closed, 'trade')} made the result, or most of them did."
    return Chart("returns", "Returns of the trades", said)
