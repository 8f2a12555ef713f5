"""The orders of a history: by age or by a figure; pure, but for the questions to the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from backtests.models import Job

OLDEST = "oldest"
AGE = ("created_at", "pk")
Choices = list[tuple[str, str]]


class Figure(NamedTuple):
    """A figure of a run: its column in the database, how it is called and written."""

    column: str
    label: str
    form: str
    has_column: bool = False  # of its own in the table


FIGURES = {
    "return": Figure("total_return", "Return", "gain", has_column=True),
    "growth": Figure("cagr", "Return a year", "gain"),
    "benchmark": Figure("benchmark_return", "Buy and hold", "gain", has_column=True),
    "volatility": Figure("volatility", "Volatility a year", "percent"),
    "sharpe": Figure("sharpe", "Sharpe", "number", has_column=True),
    "sortino": Figure("sortino", "Sortino", "number"),
    "calmar": Figure("calmar", "Return a year / drawdown", "number"),
    "drawdown": Figure("max_drawdown", "Drawdown", "percent", has_column=True),
    "trades": Figure("trade_count", "Trades", "count", has_column=True),
    "exposure": Figure("exposure", "Time in the market", "percent"),
    "wins": Figure("win_rate", "Win rate", "percent"),
    "factor": Figure("profit_factor", "Profit factor", "factor"),
    "expectancy": Figure("expectancy", "Average closed trade", "gain"),
}
# What runs can be sorted by, smallest first; with a minus before it, largest first.
SORTS = {name: figure.column for name, figure in FIGURES.items()}


class Order(NamedTuple):
    """Columns of which the last tells any two runs apart."""

    columns: tuple[str, ...]
    down: bool
    lacking: str = ""  # the figure that its runs are without

    def turned(self) -> Order:
        return self._replace(down=not self.down)

    @property
    def _nulls(self) -> dict[str, bool]:
        figures = dict.fromkeys(self.columns[: -len(AGE)], False)
        return figures | ({self.lacking: True} if self.lacking else {})

    def holds(self, job: Job) -> bool:
        return all((getattr(job, name) is None) == null for name, null in self._nulls.items())

    def sorted(self, jobs: QuerySet[Job]) -> QuerySet[Job]:
        """Upwards is the exact reverse of downwards, so that one index serves both."""
        held = jobs.filter(**{f"{name}__isnull": null for name, null in self._nulls.items()})
        return held.order_by(*(f"{'-' if self.down else ''}{name}" for name in self.columns))

    def behind(self, jobs: QuerySet[Job], last: Job) -> QuerySet[Job]:
        row = [(name, getattr(last, name)) for name in self.columns]
        return jobs.filter(_beyond(row, "lt" if self.down else "gt"))


def orders_of(sort: str) -> list[Order]:
    """One behind the other: runs without the figure come last, whichever way it is sorted.

    Newest first, where the word says nothing else.
    """
    column = SORTS.get(sort.removeprefix("-"))
    if column:
        by_figure = Order((column, *AGE), down=sort.startswith("-"))
        return [by_figure, Order(AGE, down=True, lacking=column)]
    return [Order(AGE, down=sort != OLDEST)]


def known(sort: str) -> str:
    """The word, or nothing where it names no order."""
    return sort if sort == OLDEST or sort.removeprefix("-") in SORTS else ""


def choices() -> Iterator[tuple[str, Choices]]:
    """In groups; a drawdown is below zero, so that the highest number is the smallest one."""
    others = {name: figure for name, figure in FIGURES.items() if name != "drawdown"}
    yield "Time", [("", "Newest first"), (OLDEST, "Oldest first")]
    yield "Highest first", [(f"-{name}", figure.label) for name, figure in others.items()]
    yield "Lowest first", [(name, figure.label) for name, figure in others.items()]
    yield (
        "Drawdown",
        [("-drawdown", "Smallest drawdown first"), ("drawdown", "Largest drawdown first")],
    )


def _beyond(row: list[tuple[str, Any]], way: str) -> Q:
    """The condition of the rows past this one; its first part is a range that an index serves."""
    (name, value), *rest = row
    if not rest:
        return Q(**{f"{name}__{way}": value})
    past = Q(**{f"{name}__{way}": value}) | (Q(**{name: value}) & _beyond(rest, way))
    return Q(**{f"{name}__{way}e": value}) & past
