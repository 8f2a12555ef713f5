"""What the docs show is what the engine does: their strategies trade, their examples come true."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from backtests.engine.glossary import GLOSSARY
from backtests.engine.strategy import Strategy
from backtests.engine.trades import Trade
from tests.engine.worked import Row, moment, worked

DOCS = Path(__file__).parents[2] / "docs"
STRATEGIES = (DOCS / "strategies.md").read_text()
SHOWN = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", STRATEGIES, re.S)]
RULES = dict(
    re.findall(r"\n### (\d+\. .*?)\n(.*?)(?=\n##)", (DOCS / "engine.md").read_text(), re.S)
)
every_rule = pytest.mark.parametrize("text", RULES.values(), ids=RULES)


def test_the_docs_show_strategies() -> None:
    assert len(SHOWN) >= 6


@pytest.mark.parametrize("shown", SHOWN)
def test_a_strategy_of_the_docs_trades(shown: dict[str, Any], stocks: dict[str, Bars]) -> None:
    strategy = Strategy.model_validate(shown)
    strategy = strategy.variant(strategy.count - 1)
    done = run(strategy, [stocks[symbol] for symbol in strategy.needed_symbols])
    assert done.trades
    assert all(trade.entry_reason and trade.exit_reason for trade in done.trades)


def test_the_rules_are_numbered_without_a_gap() -> None:
    assert [int(title.split(".")[0]) for title in RULES] == list(range(1, 44))


@every_rule
def test_a_rule_has_one_example_that_comes_true(text: str) -> None:
    (block,) = re.findall(r"```worked\n(.*?)```", text, re.S)
    example = worked(block)
    done = example.run()
    for trade, row in zip(done.trades, example.trades, strict=True):
        assert_same(trade, row)
    assert done.equity[-1] == pytest.approx(example.totals["account"], abs=0.005)
    assert done.metrics["trades"] == example.totals.get("trades", len(example.trades))
    if "benchmark" in example.totals:
        assert done.benchmark_equity[-1] == example.totals["benchmark"]


def assert_same(trade: Trade, row: Row) -> None:
    assert (trade.side, trade.symbol) == (row.side, row.symbol)
    assert trade.entry_time == moment(row.entered)
    assert trade.is_open == (row.out == "open")
    assert trade.is_open or trade.exit_time == moment(row.out)
    numbers = (trade.quantity, trade.entry_price, trade.exit_price)
    assert numbers == pytest.approx((row.shares, row.paid, row.got), abs=6e-5)
    assert trade.pnl == pytest.approx(row.gain, abs=0.005)


def test_the_docs_say_of_every_figure_what_the_page_says() -> None:
    section = STRATEGIES.partition("## What the figures mean")[2].partition("`null` means")[0]
    rows = re.findall(r"\| `(\w+)` \| (\w+) \| (.*) \|", section)
    told = [
        (name, one.unit, f"{one.meaning} ({one.source})" if one.source else one.meaning)
        for name, one in GLOSSARY.items()
    ]
    assert rows == told


def test_every_figure_of_a_run_has_its_words(stocks: dict[str, Bars]) -> None:
    done = run(Strategy.model_validate(SHOWN[0]), [stocks["AAPL"], stocks["MSFT"]])
    assert set(done.metrics) == set(GLOSSARY)
