"""Scripts that are run: in this process for speed, or in one of their own for proof."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from backtests.engine.backtest import Backtest, run
from backtests.engine.bars import Bars
from backtests.engine.script import write
from backtests.engine.script.parts import telling
from backtests.engine.script.strategy_code import strategy_code
from backtests.engine.script.writing import names
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade

Row = dict[str, Any]
NAME = "a_script"
# How the engine's reason for an exit begins, and what a script calls it; anything else is a rule.
KINDS = {
    "open at the end": "open",
    "stop loss": "stop loss",
    "take profit": "take profit",
    "trailing stop": "trailing stop",
    "stop at the price paid": "break-even",
    "partial take profit": "partial exit",
    "held for": "time",
    "left at the close of the day": "end of day",
    "turned round": "turned round",
    "weight lowered": "weights",
    "the account was lost": "account lost",
}
WORDS = ("symbol", "side", "entry_time", "exit_time", "bars")
FIGURES = ("quantity", "entry_price", "exit_price", "pnl", "return")


@dataclass(frozen=True)
class Played:
    trades: Sequence[Row]
    equity: Sequence[float]


Play = Callable[[Strategy, Sequence[Bars]], Played]


@contextmanager
def script(strategy: Strategy, bars: Sequence[Bars]) -> Iterator[Any]:
    """The script as a module; a dataclass looks its own module up by name."""
    text = write(strategy, looked_at(strategy, bars))
    module = ModuleType(NAME)
    sys.modules[NAME] = module
    try:
        exec(compile(text, NAME, "exec"), module.__dict__)
        yield module
    finally:
        del sys.modules[NAME]


def looked_at(strategy: Strategy, bars: Sequence[Bars]) -> list[Bars]:
    """Without the benchmark, which a script does not need."""
    return [one for one in bars if one.symbol in strategy.all_symbols]


def played_here(strategy: Strategy, bars: Sequence[Bars]) -> Played:
    with script(strategy, bars) as module:
        account = module.backtest(module.series_of(module.PRICES, []))
        rows = [module.cells(account, one) for one in module.trades_of(account)]
        return Played([dict(zip(module.COLUMNS, row, strict=True)) for row in rows], account.curve)


def code_of(strategy: Strategy) -> dict[str, Any]:
    """The strategy's part of a script over the modules of the project: fast, for many of them."""
    there = {name: getattr(import_module(where), name) for name, where in names().items()}
    exec(strategy_code(strategy), there)
    return there


def played_fast(strategy: Strategy, bars: Sequence[Bars]) -> Played:
    account = code_of(strategy)["backtest"](looked_at(strategy, bars))
    rows = [telling.cells(account, one) for one in telling.trades_of(account)]
    return Played([dict(zip(telling.COLUMNS, row, strict=True)) for row in rows], account.curve)


def played_apart(strategy: Strategy, bars: Sequence[Bars], folder: Path) -> Played:
    """In a process that has nothing of the project: isolated, in an empty folder."""
    told = json.loads(printed(write(strategy, looked_at(strategy, bars)), folder, "--json"))
    equity = [value for _, value in told["equity"]]
    assert told["final_equity"] == equity[-1]
    return Played(told["trades"], equity)


def printed(text: str, folder: Path, *arguments: str) -> str:
    path = folder / "script.py"
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", path.name, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def agree(played: Played, done: Backtest) -> None:
    """Trade by trade in the same order, and the equity at every close."""
    expected = [trade.to_dict() for trade in done.trades]
    assert [chosen(one, WORDS) for one in played.trades] == [chosen(one, WORDS) for one in expected]
    assert [one["exit"] for one in played.trades] == [kind(trade) for trade in done.trades]
    ours, theirs = ([chosen(one, FIGURES) for one in rows] for rows in (played.trades, expected))
    assert np.array(ours) == pytest.approx(np.array(theirs), rel=1e-9, abs=1e-7)
    assert np.array(played.equity) == pytest.approx(done.equity, rel=1e-9, abs=1e-7)


def chosen(row: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    return [row[name] for name in names]


def kind(trade: Trade) -> str:
    reason = trade.exit_reason
    return next((word for start, word in KINDS.items() if reason.startswith(start)), "rule")


def same_as_the_engine(
    strategy: Strategy, bars: Sequence[Bars], play: Play = played_here
) -> Backtest:
    done = run(strategy, bars)
    agree(play(strategy, bars), done)
    return done
