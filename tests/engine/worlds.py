"""Random prices, signals and rules: the worlds in which the laws of the engine are tried."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import reject
from hypothesis import strategies as st
from pydantic import ValidationError

from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.engine.making import cue, make_bars, volume

SYMBOLS = ["X", "Y", "Z"]
DAY, HOUR = np.timedelta64(86_400, "s"), np.timedelta64(3_600, "s")
BITS = {"entry": 1, "exit": 2, "short_entry": 4, "short_exit": 8}
CAPITAL = 1000.0

Candles = list[tuple[float, float, float, float]]
Rules = dict[str, Any]


def candles(length: int, seed: int, wild: float) -> Candles:
    """Prices that wander, whose opens lie apart from the closes before."""
    rng = np.random.default_rng(seed)
    close = 100 * np.exp(np.cumsum(rng.normal(0, wild, length)))
    open_ = close * np.exp(rng.normal(0, wild, length))
    reach = np.exp(np.abs(rng.normal(0, wild / 2, (2, length))))
    high, low = np.maximum(open_, close) * reach[0], np.minimum(open_, close) / reach[1]
    return [tuple(row) for row in np.stack([open_, high, low, close], axis=1).tolist()]


@st.composite
def universes(draw: st.DrawFn, most: int = 3, longest: int = 40) -> list[Bars]:
    """Up to three symbols whose bars come once a day, after weekends, or three times a day."""
    length, count = draw(st.integers(2, longest)), draw(st.integers(1, most))
    seed, wild = draw(st.integers(0, 2**32 - 1)), draw(st.sampled_from([0.02, 0.06, 0.2]))
    cues = st.lists(st.integers(0, 15) | st.sampled_from([0, 1, 4]), min_size=length)
    bars = [
        make_bars(candles(length, seed + place, wild), draw(cues)[:length], SYMBOLS[place])
        for place in range(count)
    ]
    how = draw(st.sampled_from(["1d", "weekends", "1h"]))
    return [timed(one, how) for one in bars]


def timed(bars: Bars, how: str) -> Bars:
    steps = np.arange(len(bars))
    start = np.datetime64("2020-01-01", "s")
    if how == "1h":
        hours = steps // 3 * 24 + 14 + steps % 3
        return replace(bars, time=start + hours * HOUR, timeframe="1h")
    days = steps + (steps // 5 * 2 if how == "weekends" else 0)
    return replace(bars, time=start + days * DAY)


LEVELS = st.one_of(
    st.sampled_from([0.01, 0.05, 0.2]),
    st.builds(lambda m, p: {"kind": "atr", "multiple": m, "period": p},
              st.sampled_from([0.5, 2.0]), st.sampled_from([1, 3])),
    st.sampled_from([{"kind": "money", "distance": 0.7}, {"kind": "money", "distance": 6.0}]),
)  # fmt: skip
PARTS = st.sampled_from(
    [
        [{"gain": 0.03, "fraction": 0.5}],
        [{"gain": 0.01, "fraction": 0.25}, {"gain": 0.04, "fraction": 0.5}],
        [{"gain": 0.02, "fraction": 0.6}, {"gain": 0.05, "fraction": 0.4}],
    ]
)
COSTS: dict[str, st.SearchStrategy[Any]] = {
    "commission": st.sampled_from([0.001, 0.02]),
    "commission_per_trade": st.sampled_from([0.5, 5.0]),
    "commission_per_share": st.sampled_from([0.01, 0.3]),
    "slippage": st.sampled_from([0.0005, 0.01]),
}
WAYS = st.fixed_dictionaries({}, optional={
    "whole_shares": st.just(True),
    "max_positions": st.integers(1, 3),
    "max_entries": st.integers(2, 4),
}).flatmap(
    lambda rest: st.sampled_from([
        {}, {}, {"fraction": 0.3}, {"fraction": 1.0}, {"fraction": 1.7}, {"cash": 250.0},
        {"quantity": 2.5}, {"risk": 0.02}, {"volatility": 0.3},
    ]).map(lambda way: {**rest, **way})
)  # fmt: skip


def exits() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "stop_loss": LEVELS,
        "take_profit": LEVELS,
        "trailing_stop": LEVELS,
        "break_even": st.sampled_from([0.01, 0.04]),
        "partial_exits": PARTS,
        "max_bars": st.integers(1, 10),
        "max_days": st.integers(1, 10),
        "same_day": st.just(True),
        "stops_from": st.just("next_bar"),
    }


@st.composite
def rules(draw: st.DrawFn, *, costs: bool = True, sizes: bool = True) -> Rules:
    """Some of all that a strategy can say, without its symbols."""
    optional = {
        **exits(),
        "fill": st.sampled_from(["close", "close_to_open"]),
        # With 5 a stop of 20% takes all that there is, and rounding says whether dust is left.
        "leverage": st.sampled_from([1.5, 2.0, 4.9]),
        **(COSTS if costs else {}),
        **({"sizing": WAYS} if sizes else {}),
    }
    direction = draw(st.sampled_from(["long", "short", "both"]))
    if direction != "long":
        optional["borrow_cost"] = st.sampled_from([0.05, 2.0])
    said = draw(st.fixed_dictionaries({}, optional=optional))
    if "same_day" in said or (direction == "both" and said.get("fill") == "close_to_open"):
        said.pop("fill", None)
    return {**said, "direction": direction}


def strategy_of(bars: list[Bars], said: Rules) -> Strategy:
    """The strategy that these rules and the cues of these bars make; impossible ones are left."""
    names = BITS if said.get("direction") == "both" else ("entry", "exit")
    sides = {} if said.get("portfolio") else {name: bit(BITS[name]) for name in names}
    usual = {"symbols": [one.symbol for one in bars], "timeframe": bars[0].timeframe}
    try:
        return Strategy.model_validate({**usual, **sides, "initial_capital": CAPITAL, **said})
    except ValidationError:
        reject()


def bit(value: int) -> dict[str, Any]:
    return cue(*(code for code in range(16) if code & value))


# Portfolios -------------------------------------------------------------------------------------

PERIODS = st.sampled_from(["day", "week", "month"])
SHARES = st.lists(st.sampled_from([0.0, 0.2, 0.5, 1.0]), min_size=3, max_size=3)


def parted(shares: list[float], names: list[str]) -> dict[str, float]:
    pairs = dict(zip(names, shares, strict=False))
    return {name: share / max(1.0, sum(pairs.values())) for name, share in pairs.items()}


@st.composite
def portfolios(draw: st.DrawFn, names: list[str]) -> Rules:
    kind = draw(st.sampled_from(["weights", "rotation", "allocation"]))
    if kind == "weights":
        every = draw(PERIODS | st.just("never"))
        return {"kind": kind, "weights": parted(draw(SHARES), names), "rebalance": every}
    if kind == "rotation":
        fallback = draw(st.sampled_from([None, names[-1]])) if len(names) > 1 else None
        return {
            "kind": kind,
            "rank_by": {"kind": "change", "bars": 2},
            "top": draw(st.integers(1, len(names) - bool(fallback))),
            "lowest": draw(st.booleans()),
            "filter": draw(st.sampled_from([None, volume(">=", 8)])),
            "fallback": fallback,
            "rebalance": draw(PERIODS),
        }
    branches = [
        {"when": volume(">=", limit), "weights": parted(draw(SHARES), names)}
        for limit in draw(st.sampled_from([[8], [8, 4]]))
    ]
    rest = draw(st.sampled_from([{}, {names[0]: 0.7}]))
    return {"kind": kind, "branches": branches, "otherwise": rest, "look": draw(PERIODS)}


@st.composite
def portfolio_worlds(draw: st.DrawFn) -> tuple[list[Bars], Rules]:
    bars = draw(universes())
    optional = {
        **COSTS,
        "fill": st.just("close"),
        "sizing": st.just({"whole_shares": True}),
    }
    said = draw(st.fixed_dictionaries({}, optional=optional))
    return bars, {**said, "portfolio": draw(portfolios([one.symbol for one in bars]))}
