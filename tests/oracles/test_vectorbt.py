"""Every trade and every close, next to vectorbt."""

from typing import Any

import pytest

from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.engine.test_reference_figures import J1, J2
from tests.oracles.by_vectorbt import ask, ask_shared
from tests.oracles.ledger import compare, ours
from tests.oracles.series import SERIES, STOP, TARGET, random_bars, random_strategy

ENGINE = "vectorbt"
LEVELS = {
    "stop": {"stop_loss": STOP},
    "target": {"take_profit": TARGET},
    "both": {"stop_loss": STOP, "take_profit": TARGET},
}
COSTS = {
    "free": {},
    "commission": {"commission": 0.001},
    "slippage": {"commission": 0.001, "slippage": 0.0005},
}
# With stop and target, vectorbt has slippage on both or on neither; ours has it on stops.
CASES = [
    pytest.param({**LEVELS[level], **COSTS[cost]}, id=f"{level}-{cost}")
    for level in LEVELS
    for cost in COSTS
    if (level, cost) != ("both", "slippage")
]
BARS = pytest.mark.parametrize("stops_from", ["entry_bar", "next_bar"])
SHARES = pytest.mark.parametrize("whole", [False, True], ids=["fractional", "whole"])
GROUPS = [range(first, first + 4) for first in range(0, SERIES, 4)]


@BARS
@SHARES
@pytest.mark.parametrize("rules", [J1, J2], ids=["J1", "J2"])
@pytest.mark.parametrize("symbol", ["AAPL", "MSFT", "IBM"])
def test_real_prices(
    rules: dict[str, Any], symbol: str, whole: bool, stops_from: str, stocks: dict[str, Bars]
) -> None:
    sizing = {"whole_shares": whole}
    data = {**rules, "symbols": [symbol], "sizing": sizing, "stops_from": stops_from}
    strategy, bars = Strategy.model_validate(data), [stocks[symbol]]
    compare(ENGINE, ours(strategy, bars), ask([strategy], bars)[0], symbol)


@BARS
@SHARES
@pytest.mark.parametrize("rules", CASES)
def test_random_prices(rules: dict[str, Any], whole: bool, stops_from: str) -> None:
    bars = [random_bars(number) for number in range(SERIES)]
    strategies = [
        random_strategy(number, whole=whole, stops_from=stops_from, **rules)
        for number in range(SERIES)
    ]
    answers = ask(strategies, bars)
    for strategy, one, answer in zip(strategies, bars, answers, strict=True):
        compare(ENGINE, ours(strategy, [one]), answer, one.symbol)


@SHARES
@pytest.mark.parametrize("fraction", [None, 0.2, 0.5])
@pytest.mark.parametrize("rules", CASES)
def test_shared_cash(rules: dict[str, Any], fraction: float | None, whole: bool) -> None:
    """Half of the equity for each of four symbols: the last ones find less, or nothing."""
    for numbers in GROUPS:
        share_cash(numbers, {**rules, "fraction": fraction, "whole": whole})


@SHARES
@pytest.mark.parametrize("rules", CASES)
def test_shared_cash_with_stops_from_the_next_bar(rules: dict[str, Any], whole: bool) -> None:
    """Cash is never short here: with one row a bar, vectorbt frees and spends it by column."""
    for numbers in GROUPS:
        share_cash(numbers, {**rules, "fraction": 0.1, "whole": whole, "stops_from": "next_bar"})


def share_cash(numbers: range, rules: dict[str, Any]) -> None:
    strategy = random_strategy(*numbers, **rules)
    bars = [random_bars(number) for number in numbers]
    own = ours(strategy, bars)
    compare(f"{ENGINE}, shared cash,", own, ask_shared(strategy, bars, own.equity), str(numbers))
