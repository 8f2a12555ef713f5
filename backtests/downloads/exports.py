"""Downloads: trades, equity and the grid of a sweep as CSV, the strategy as JSON; runs as CSV."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from backtests.downloads import grids

Json = dict[str, Any]
# A spreadsheet takes text that opens with one of these for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
TRADE_COLUMNS = (
    "symbol",
    "side",
    "quantity",
    "entry_time",
    "entry_price",
    "exit_time",
    "exit_price",
    "pnl",
    "return",
    "bars",
    "entry_reason",
    "exit_reason",
)
RUN_COLUMNS = (
    "id",
    "created_at",
    "status",
    "symbols",
    "prompt",
    "changed",
    "total_return",
    "benchmark_return",
    "sharpe",
    "max_drawdown",
    "trade_count",
    "cagr",
    "sortino",
    "win_rate",
    "profit_factor",
    "volatility",
    "calmar",
    "exposure",
    "expectancy",
    "starred",
    "tags",
    "note",
)


def runs_csv(runs: Iterable[Any]) -> str:
    """Rows of the history with their figures, one a line."""
    return _csv(RUN_COLUMNS, ([_figure(run, name) for name in RUN_COLUMNS] for run in runs))


def _figure(run: Any, name: str) -> Any:
    """As in the run's result, where there is no profit factor without a loss; no rate of a year of
    a run that lasts less."""
    value = getattr(run, name)
    return None if value == math.inf else value


def trades_csv(result: Json) -> str:
    rows = ([trade.get(name) for name in TRADE_COLUMNS] for trade in result.get("trades") or [])
    return _csv(TRADE_COLUMNS, rows)


def equity_csv(result: Json) -> str:
    """The account at every bar, beside buy and hold where the result has it."""
    held = dict(result.get("benchmark_equity") or [])
    points = result.get("equity") or []
    if not held:
        return _csv(("time", "equity"), points)
    rows = ([time, value, held.get(time)] for time, value in points)
    return _csv(("time", "equity", "buy_and_hold"), rows)


def sweep_csv(grid: Json) -> str:
    """Every variant of a sweep, one a line."""
    columns = [*(axis["label"] for axis in grid["axes"]), *grids.FIGURES, "chosen"]
    lines = (
        [*row.values, *row.figures.values(), "yes" if row.chosen else ""]
        for row in grids.rows(grid)
    )
    return _csv([defused(name) for name in columns], lines)


def strategy_json(strategy: Json) -> str:
    return json.dumps(strategy, indent=2) + "\n"


def filename(symbols: Sequence[str], job_id: str, ending: str) -> str:
    """A name that every file system takes."""
    names = "-".join(re.sub(r"[^A-Za-z0-9.]", "", symbol) for symbol in symbols[:3])
    return f"closing-bell-{names}-{job_id[:8]}-{ending}"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue()


def defused(cell: Any) -> Any:
    """Text stays text in a spreadsheet; numbers are no text, and a loss keeps its minus."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return "'" + cell
    return cell
