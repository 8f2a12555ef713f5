"""Whole runs kept as files: very different strategies on real prices, with all that came of them.

A file holds a strategy, the source of its prices, and the outcome: every trade with its reasons,
the equity at evenly spaced closes, the figures and the flags. `make golden` writes the outcomes
anew, for a change that is meant; the difference is then read like code.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade, iso
from backtests.market_data.bundled import SHELVES

Json = dict[str, Any]
CASES = Path(__file__).parent / "cases"
CLOSES = 12
DIGITS = 10
FIGURES = ("quantity", "entry_price", "exit_price", "pnl", "return", "mae", "mfe", "costs")
WORDS = ("side", "symbol", "entry_time", "exit_time", "bars", "entry_reason", "exit_reason")


def cases() -> dict[str, Json]:
    return {path.stem: json.loads(path.read_text()) for path in sorted(CASES.glob("*.json"))}


def outcome(case: Json) -> Json:
    """What comes of a case now, as its file would say it."""
    strategy = Strategy.model_validate(case["strategy"])
    names = strategy.needed_symbols
    done = run(strategy, [bars_of(name, strategy.timeframe, case["source"]) for name in names])
    return {
        "trades": [line(trade) for trade in done.trades],
        "equity": sampled(done),
        "metrics": {name: rounded(value) for name, value in sorted(done.metrics.items())},
        "benchmark": rounded(done.benchmark["total_return"]),
        "flags": done.flags,
    }


def bars_of(symbol: str, timeframe: str, source: str) -> Bars:
    (shelf,) = [one for one in SHELVES if one.name == source]
    found = shelf.load(symbol, timeframe)
    assert found is not None, f"{source} has no {timeframe} prices of {symbol}"
    return found.bars


def line(trade: Trade) -> list[Any]:
    told = trade.to_dict()
    return [told[name] for name in WORDS] + [rounded(told[name]) for name in FIGURES]


def sampled(done: Backtest) -> list[list[Any]]:
    """Evenly spaced closes, the first and the last among them."""
    bars = np.linspace(0, len(done.time) - 1, CLOSES).astype(int)
    return [[iso(done.time[bar]), rounded(float(done.equity[bar]))] for bar in bars]


def rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{DIGITS}g}")


def renew() -> None:
    for name, case in cases().items():
        asked = {key: case[key] for key in ("about", "source", "strategy")}
        (CASES / f"{name}.json").write_text(text_of({**asked, **outcome(case)}))


def text_of(case: Json) -> str:
    """One line for each trade and each close, so that a difference can be read."""
    parts = (f"{json.dumps(key)}: {listed(value)}" for key, value in case.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def listed(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {json.dumps(one)}" for one in value) + "\n]"
    if isinstance(value, dict) and "trades" in value:
        rows = (f"  {json.dumps(key)}: {json.dumps(one)}" for key, one in value.items())
        return "{\n" + ",\n".join(rows) + "\n}"
    return json.dumps(value)
