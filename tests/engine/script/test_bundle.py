"""What is taken into a script: all that it needs, nothing else, and nothing of others."""

import ast
import gc
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from backtests.engine import reasons
from backtests.engine.bars import Bars
from backtests.engine.conditions import Calendar
from backtests.engine.indicators import INDICATORS
from backtests.engine.script import write
from backtests.engine.script.bundle import (
    ALLOWED,
    Bundle,
    CannotBundle,
    bundle,
    import_lines,
    parsed,
)
from backtests.engine.script.parts import standins
from backtests.engine.script.writing import names
from backtests.engine.strategy import Strategy
from tests.engine.making import closes, compare
from tests.engine.test_documented import SHOWN


def everything() -> Bundle:
    return bundle("\n".join(names()), names())


def test_all_parts_go_together() -> None:
    """No name means two things, and what is evaluated at once stands above its use."""
    text = "\n\n\n".join(text for _, text in everything().sections())
    code = f"from __future__ import annotations\n{import_lines(everything().imports)}\n{text}\n"
    module = type(sys)("all_parts")
    sys.modules["all_parts"] = module
    try:
        exec(compile(code, "all_parts", "exec"), module.__dict__)
    finally:
        del sys.modules["all_parts"]
    assert set(names()) <= set(module.__dict__) | {"Calendar"}
    assert "backtests" not in text
    for spec in INDICATORS.values():
        assert names()[spec.compute.__name__] == spec.compute.__module__


def test_a_script_imports_numpy_talib_and_the_standard_library_only() -> None:
    wanted = {one.module.split(".")[0] for one in everything().imports}
    assert {"numpy", "talib"} <= wanted <= ALLOWED
    assert not wanted & {"numba", "pydantic", "django", "backtests"}


def test_a_model_cannot_be_taken_along() -> None:
    with pytest.raises(CannotBundle, match="pydantic"):
        Bundle().take("backtests.engine.strategy", "Strategy")


def test_two_meanings_of_one_name_are_refused() -> None:
    found = Bundle()
    found.take("backtests.engine.script.parts.levels", "distance")
    with pytest.raises(CannotBundle, match=r"distance .*levels .*describe"):
        found.take("backtests.engine.describe", "distance")


def test_a_name_of_the_strategy_is_not_taken_by_another() -> None:
    with pytest.raises(CannotBundle, match="budget"):
        bundle("def budget(): ...\nenter", {"enter": __name__})


def enter() -> object:
    """Stands for a function that needs another `budget`."""
    return budget()


def budget() -> object:
    return None


def test_the_calendar_of_a_script_says_what_the_model_says() -> None:
    model = set(Calendar.model_fields) - {"kind", "on"}
    assert set(standins.Calendar.__dataclass_fields__) == model


def test_only_what_is_needed_is_taken(stocks: dict[str, Bars]) -> None:
    buying = write(Strategy.model_validate(SHOWN[2]), [stocks["MSFT"]])
    assert "def dated" in buying
    for unneeded in ("def targets", "def rebalance", "def rsi", "def borrow", "def elsewhere"):
        assert unneeded not in buying
    weights = write(Strategy.model_validate(SHOWN[3]), [stocks[name] for name in ("AAPL", "IBM")])
    for unneeded in ("import talib", "def enter", "def stops", "def dated", "def held_at"):
        assert unneeded not in weights


@pytest.mark.parametrize("said", [said for said in SHOWN if "ranges" not in said])
def test_a_script_is_written_as_people_write(
    said: dict[str, object], stocks: dict[str, Bars], tmp_path: Path
) -> None:
    strategy = Strategy.model_validate(said)
    path = tmp_path / "script.py"
    path.write_text(write(strategy, [stocks[symbol] for symbol in strategy.all_symbols]))
    style = ["--isolated", "--line-length", "100", "--target-version", "py311", str(path)]
    for command in (["check", "--select", "B,C4,E,F,I,RUF,SIM,UP,W"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *style],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_the_strategy_stands_above_the_machinery() -> None:
    said = {"symbols": ["X"], "entry": compare({"kind": "price"}, ">", 2), "hold": True}
    text = write(Strategy.model_validate(said), [closes([1, 2, 3])])
    defined = [one.name for one in ast.parse(text).body if isinstance(one, ast.FunctionDef)]
    assert defined[:3] == ["long_entry", "budget", "backtest"]
    assert "# Buy X when the close is above 2; keep what was bought, on daily bars." in text


@pytest.fixture
def interrupted() -> Iterator[None]:
    """The collector runs all the time, and lets another thread go on whenever it does."""

    def give_way(*_: Any) -> None:
        time.sleep(0)

    before = gc.get_threshold()
    gc.callbacks.append(give_way)
    gc.set_threshold(20)
    yield
    gc.set_threshold(*before)
    gc.callbacks.remove(give_way)


@pytest.mark.usefixtures("interrupted")
def test_two_readers_at_once_get_their_scripts() -> None:
    """Python fails before 3.11.8 where two threads parse at once."""
    source = Path(reasons.__file__).read_text(encoding="utf-8")
    with ThreadPoolExecutor(3) as pool:
        trees = list(pool.map(parsed, [source] * 12))
    assert {len(tree.body) for tree in trees} == {len(trees[0].body)}
