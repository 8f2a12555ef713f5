"""Steps, questions and results as lines of text, for the commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agents.language.reading import Reading
from backtests.downloads import grids
from backtests.engine.metrics import never_lost

Json = dict[str, Any]
PERCENT, NUMBER, MONEY, COUNT = "{:+.2%}", "{:.2f}", "{:,.2f}", "{:,.0f}"
TABLE = (
    ("Total return", "total_return", PERCENT),
    ("CAGR", "cagr", PERCENT),
    ("Volatility", "volatility", "{:.2%}"),
    ("Sharpe", "sharpe", NUMBER),
    ("Sortino", "sortino", NUMBER),
    ("Calmar", "calmar", NUMBER),
    ("Max drawdown", "max_drawdown", PERCENT),
    ("Exposure", "exposure", "{:.2%}"),
    ("Trades", "trades", COUNT),
    ("Win rate", "win_rate", "{:.2%}"),
    ("Profit factor", "profit_factor", NUMBER),
    ("Expectancy", "expectancy", PERCENT),
    ("Final equity", "final_equity", MONEY),
)


def step(event: Json) -> str:
    """One event as one line: who, what."""
    who = event.get("agent") or event["type"]
    return f"  {who:<18} {event.get('message') or event['type']}"


def table(result: Json) -> Iterator[str]:
    """The metrics beside those of buy and hold, and the verdict."""
    metrics, held = result.get("metrics") or {}, result.get("benchmark") or {}
    benchmark = (result.get("strategy") or {}).get("benchmark") or "buy and hold"
    yield f"{'':<16}{'strategy':>14}{benchmark:>16}"
    for label, key, form in TABLE:
        yield f"{label:<16}{_cell(metrics, key, form):>14}{_cell(held, key, form):>16}"
    if grid := result.get("sweep"):
        yield ""
        yield from variants(grid)
    verdict = result.get("verdict") or {}
    yield ""
    yield verdict.get("text") or ""
    yield from (f"! {warning}" for warning in verdict.get("warnings") or [])


def variants(grid: Json) -> Iterator[str]:
    """The best of a sweep, on the bars on which its variants competed."""
    best = grids.best(grid)
    first, last = grid["sample"]["start"][:10], grid["sample"]["end"][:10]
    yield f"The best {len(best)} of {grid['count']:,} variants, {first} to {last}:"
    columns = [*(axis["label"] for axis in grid["axes"]), "return", "Sharpe", "drawdown", "trades"]
    lines = [columns, *(_variant(grid, row) for row in best)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))


def _variant(grid: Json, row: grids.Row) -> list[str]:
    forms = (PERCENT, NUMBER, PERCENT, COUNT)
    pairs = zip(grids.FIGURES, forms, strict=True)
    return [*grids.told(grid, row), *(_cell(row.figures, name, form) for name, form in pairs)]


def _cell(metrics: Json, key: str, form: str) -> str:
    if key == "profit_factor" and never_lost(metrics):
        return "no loss"
    value = metrics.get(key)
    return "-" if value is None else form.format(value)


def questions(reading: Reading) -> Iterator[str]:
    """What is asked, the choices, and how to answer from here; nothing if nothing is asked."""
    if not reading.questions:
        return
    yield "something is missing before this can be tested."
    for words in reading.unsupported:
        yield f"Not tested: {words.text} ({words.why})"
    for question in reading.questions:
        yield f"? {question.text}"
        yield from (f"    - {choice}" for choice in question.choices)
        if question.default is not None:
            yield f"    default: {question.default}"
        yield f'    answer with: --answer {question.id}="..."'
    if any(question.default is not None for question in reading.questions):
        yield "Or take every default with --defaults."
