"""The strategies that the docs show are strategies, and each of them trades."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy

DOCS = Path(__file__).parents[2] / "docs" / "strategies.md"
SHOWN = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", DOCS.read_text(), re.S)]


def test_the_docs_show_strategies() -> None:
    assert len(SHOWN) >= 6


@pytest.mark.parametrize("shown", SHOWN)
def test_a_strategy_of_the_docs_trades(shown: dict[str, Any], stocks: dict[str, Bars]) -> None:
    strategy = Strategy.model_validate(shown)
    done = run(strategy, [stocks[symbol] for symbol in strategy.needed_symbols])
    assert done.trades
    assert all(trade.entry_reason and trade.exit_reason for trade in done.trades)
