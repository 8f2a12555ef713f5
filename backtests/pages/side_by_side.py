"""Two to six results side by side, on the period that they have in common; pure.

What the curve alone decides (growth, risk) is measured anew on the common period; what trades
decide is told for each whole run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any

import numpy as np

from agents.changing.differences import told
from backtests.engine.bars import FloatArray
from backtests.engine.metrics import BARS_PER_YEAR, comparable_factor, growth_figures
from backtests.engine.strategy import Strategy
from backtests.yearly import RATES, lasts_a_year

Json = dict[str, Any]
Period = tuple[str, str]
FEWEST, MOST = 2, 6
LETTERS = "ABCDEF"
BASE = 100.0
YEAR, MONTH, DAY = 4, 7, 10  # characters of a moment
FEWEST_ROWS = 4
NIGHT = "T23:59:59Z"
LONGEST_FIRST = ("1w", "1d")
STEEP = 20  # times the lowest value: from here on a linear scale hides all but the highest curve


@dataclass(frozen=True)
class Measure:
    """A figure, how it is written, and which of several is the best."""

    name: str
    label: str
    form: str
    best: Callable[[Sequence[float]], float] | None = max


@dataclass(frozen=True)
class Entrant:
    """The figures of a run, whether it held anything while they were measured, and what is to be
    said beside some of them.
    """

    figures: Mapping[str, Any]
    played: bool
    notes: Mapping[str, str] = field(default_factory=dict)


ON_THE_CURVE: Sequence[Measure] = (
    Measure("total_return", "Return", "gain"),
    Measure("cagr", "Return a year", "gain"),
    Measure("volatility", "Volatility a year", "percent", min),
    Measure("sharpe", "Sharpe ratio", "number"),
    Measure("sortino", "Sortino ratio", "number"),
    Measure("calmar", "Return a year / drawdown", "number"),
    Measure("max_drawdown", "Max drawdown", "percent"),
)
# Over periods that differ, none is the best.
OF_THE_WHOLE = Measure("total_return", "Return", "gain", None)
BY_TRADES: Sequence[Measure] = (
    Measure("trades", "Trades", "count", None),
    Measure("exposure", "Time in the market", "percent", None),
    Measure("win_rate", "Win rate", "percent"),
    Measure("profit_factor", "Profit factor", "factor"),
    Measure("expectancy", "Average closed trade", "gain"),
    Measure("costs_paid", "Costs paid", "number", min),
)


def on_one_clock(results: Sequence[Json]) -> list[Json]:
    """Where bars are of several lengths, each account as it stood at the end of the longest.

    What looks within a day is then valued, and its risk measured, once a day or once a week.
    """
    lengths = {_length(result) for result in results}
    if len(lengths) < 2:
        return list(results)
    longest = next(length for length in LONGEST_FIRST if length in lengths)
    unit = UNITS[longest]
    days = sorted(time[:DAY] for result in results for time, _ in result["equity"])
    last = {unit(day): f"{day}{NIGHT}" for day in days}
    return [
        {**result, "equity": _ends(result, unit, last), "timeframe": longest} for result in results
    ]


def _length(result: Json) -> str:
    timeframe = result["strategy"]["timeframe"]
    return timeframe if timeframe in UNITS else "within a day"


def _ends(result: Json, unit: Callable[[str], str], last: Mapping[str, str]) -> list[list[Any]]:
    """The last value of each unit, at the last moment that anything traded in it."""
    ends = {unit(time[:DAY]): value for time, value in result["equity"]}
    return [[last[name], value] for name, value in ends.items()]


def _week(day: str) -> str:
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-{week:02}"


UNITS: Mapping[str, Callable[[str], str]] = {"1w": _week, "1d": str}


def lost_on(result: Json) -> str | None:
    """The day on which nothing was left of an account."""
    return next((time[:DAY] for time, value in result["equity"] if value <= 0), None)


def common_without_one(results: Sequence[Json]) -> Iterator[tuple[int, Period]]:
    """Each run without which the others have a period in common, with that period."""
    for alone in range(len(results)) if len(results) > FEWEST else ():
        period = common_period([*results[:alone], *results[alone + 1 :]])
        if period:
            yield alone, period


def common_period(results: Sequence[Json]) -> Period | None:
    """First and last moment at which every account was valued; None if there are no two."""
    start = max(result["equity"][0][0] for result in results)
    end = min(result["equity"][-1][0] for result in results)
    bars = [_within(result["equity"], start, end) for result in results]
    return (start, end) if all(len(one) > 1 for one in bars) else None


def curves(results: Sequence[Json], period: Period) -> list[list[list[Any]]]:
    """Every account as if 100 had been put into it at the start of the period."""
    return [_rebased(_within(result["equity"], *period)) for result in results]


def is_steep(lines: Sequence[list[list[Any]]]) -> bool:
    values = [value for line in lines for _, value in line]
    return bool(values) and min(values) > 0 and max(values) / min(values) >= STEEP


def in_steps(lines: Sequence[list[list[Any]]]) -> list[Json]:
    """The last value of each year; of a short period, of each month or day."""
    times = [time for line in lines for time, _ in line]
    enough = (n for n in (YEAR, MONTH) if len({time[:n] for time in times}) >= FEWEST_ROWS)
    length = next(enough, DAY)
    ends = [{time[:length]: value for time, value in line} for line in lines]
    steps = sorted({time[:length] for time in times})
    return [{"step": step, "values": [end.get(step) for end in ends]} for step in steps]


def matrix(results: Sequence[Json], period: Period | None) -> list[Json]:
    """The figures in two groups, one row a figure, the best of each marked."""
    whole = [_whole(result) for result in results]
    by_trades = BY_TRADES if period else [OF_THE_WHOLE, *BY_TRADES]
    groups: list[tuple[str, Sequence[Measure], list[Entrant]]] = [
        (_each_whole(results), by_trades, whole)
    ]
    if period:
        title = f"On the common period, {period[0][:10]} to {period[1][:10]}"
        then = [_then(result, period) for result in results]
        rates = [one for one in ON_THE_CURVE if one.name not in RATES or lasts_a_year(*period)]
        groups.insert(0, (title, rates, then))
    return [
        {"title": title, "rows": [_row(measure, entrants) for measure in measures]}
        for title, measures, entrants in groups
    ]


def _each_whole(results: Sequence[Json]) -> str:
    ends = [(result["equity"][0][0], result["equity"][-1][0]) for result in results]
    days = {(first[:DAY], last[:DAY]) for first, last in ends}
    return "Each whole run" if len(days) == 1 else "Each whole run, over days of its own"


def differences(results: Sequence[Json]) -> list[Json]:
    """The fields in which the strategies are not all alike, and their prices, in words."""
    strategies = [Strategy.model_validate(result["strategy"]) for result in results]
    fields = [name for name in Strategy.model_fields if name != "version"]
    rows = [
        (name.replace("_", " ").capitalize(), [told(strategy, name) for strategy in strategies])
        for name in fields
    ]
    rows.append(("Prices from", [_providers(result) for result in results]))
    return [{"label": label, "texts": texts} for label, texts in rows if len(set(texts)) > 1]


def _providers(result: Json) -> str:
    """Where the prices of a run come from, and of which symbols where there are several."""
    of: dict[str, list[str]] = {}
    for card in result.get("data", ()):
        of.setdefault(card["provider"], []).append(card["symbol"])
    if len(of) < 2:
        return "".join(of) or "not recorded"
    return "; ".join(f"{provider}: {', '.join(symbols)}" for provider, symbols in of.items())


def overlaps(results: Sequence[Json], period: Period) -> list[list[Json | None]]:
    """For each pair, what they share of the period: their days in a position, and their entries."""
    held = [_days_held(result["trades"], period) for result in results]
    entries = [_entries(result["trades"], period) for result in results]
    numbers = range(len(results))
    return [
        [
            None
            if one == other
            else {
                "days": _shared(held[one], held[other]),
                "entries": len(entries[one] & entries[other]),
                "of": len(entries[one]),
            }
            for other in numbers
        ]
        for one in numbers
    ]


def _within(equity: Sequence[list[Any]], start: str, end: str) -> list[list[Any]]:
    return list(takewhile(lambda row: row[0] <= end, (row for row in equity if row[0] >= start)))


def _rebased(equity: Sequence[list[Any]]) -> list[list[Any]]:
    base = equity[0][1]
    return [[time, round(value / base * BASE, 4)] for time, value in equity] if base > 0 else []


def _whole(result: Json) -> Entrant:
    """What is bought on a rhythm is one position a symbol, so that its purchases are told too."""
    metrics, plan = result["metrics"], result.get("plan") or {}
    notes = {"trades": f"{plan['bought']:,} purchases"} if plan.get("kind") == "purchases" else {}
    figures = metrics | {"profit_factor": comparable_factor(metrics)}
    return Entrant(figures, bool(result["trades"]), notes)


def _then(result: Json, period: Period) -> Entrant:
    """A run in the period; of an account that was lost before there is nothing but the word."""
    figures = _on(result, period)
    notes = {} if figures else {OF_THE_WHOLE.name: "account lost"}
    return Entrant(figures, _played(result, period), notes)


def _on(result: Json, period: Period) -> Mapping[str, Any]:
    values: FloatArray = np.array([value for _, value in _within(result["equity"], *period)], float)
    if values[0] <= 0:
        return {}
    timeframe = result.get("timeframe") or result["strategy"]["timeframe"]
    return growth_figures(values, float(values[0]), BARS_PER_YEAR[timeframe])


def _played(result: Json, period: Period) -> bool:
    """Whether it held anything in the period."""
    first, last = period
    return any(
        one["entry_time"] <= last and (not one["exit_time"] or one["exit_time"] > first)
        for one in result["trades"]
    )


def _row(measure: Measure, entrants: Sequence[Entrant]) -> Json:
    """The best of those that traded; a word says why standing aside does not win."""
    values = [one.figures.get(measure.name) for one in entrants]
    first = _first(measure, values)
    best = _first(measure, [one.figures.get(measure.name) for one in entrants if one.played], first)
    cells = [
        {
            "value": value,
            "best": one.played and value is not None and value == best,
            "idle": not one.played and value is not None and value == first,
            "note": one.notes.get(measure.name, ""),
        }
        for one, value in zip(entrants, values, strict=True)
    ]
    return {"label": measure.label, "form": measure.form, "cells": cells}


def _first(
    measure: Measure, values: Sequence[float | None], of_all: float | None = None
) -> float | None:
    """The best value, if there is a contest; one alone must be the best of all runs."""
    known = {value for value in values if value is not None}
    best = measure.best(list(known)) if known and measure.best else None
    return best if len(known) > 1 or best == of_all else None


def _entries(trades: Sequence[Json], period: Period) -> set[tuple[str, str, str]]:
    first, last = period
    length = DAY if first.endswith(NIGHT) else None
    return {
        (trade["symbol"], trade["side"], trade["entry_time"][:length])
        for trade in trades
        if first <= trade["entry_time"] <= last
    }


def _days_held(trades: Sequence[Json], period: Period) -> dict[tuple[str, str], np.ndarray]:
    """By symbol and side, on which days of the period there was a position."""
    first, last = map(_day, period)
    held: dict[tuple[str, str], np.ndarray] = {}
    for trade in trades:
        key = trade["symbol"], trade["side"]
        days = held.setdefault(key, np.zeros(last - first + 1, bool))
        out = _day(trade["exit_time"]) if trade["exit_time"] else last
        days[max(0, _day(trade["entry_time"]) - first) : max(0, out - first + 1)] = True
    return held


def _day(moment: str) -> int:
    return date.fromisoformat(moment[:10]).toordinal()


def _shared(
    one: Mapping[tuple[str, str], np.ndarray], other: Mapping[tuple[str, str], np.ndarray]
) -> float | None:
    """Days with the same position in both / days with one in either; None without any."""
    both = sum(int(np.sum(one[key] & other[key])) for key in one.keys() & other.keys())
    all_days = sum(int(np.sum(days)) for held in (one, other) for days in held.values())
    return both / (all_days - both) if all_days else None
