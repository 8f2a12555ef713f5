"""Every trade and every close, next to backtesting.py."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.engine.making import WAIT
from tests.engine.test_reference_figures import J1, J2
from tests.oracles.by_backtesting_py import ask
from tests.oracles.ledger import compare, ours
from tests.oracles.series import SERIES, STOP, TARGET, random_bars, random_strategy

ENGINE = "backtesting.py"
LEVELS = [{"stop_loss": STOP}, {"take_profit": TARGET}, {"stop_loss": STOP, "take_profit": TARGET}]
BARS = pytest.mark.parametrize("stops_from", ["entry_bar", "next_bar"])


@BARS
@pytest.mark.parametrize("rules", [J1, J2], ids=["J1", "J2"])
@pytest.mark.parametrize("symbol", ["AAPL", "MSFT", "IBM"])
def test_real_prices(
    rules: dict[str, Any], symbol: str, stops_from: str, stocks: dict[str, Bars]
) -> None:
    sizing = {"whole_shares": True}
    data = {**rules, "symbols": [symbol], "sizing": sizing, "stops_from": stops_from}
    strategy = Strategy.model_validate(data)
    compare(ENGINE, ours(strategy, [stocks[symbol]]), ask(strategy, stocks[symbol]), symbol)


@BARS
@pytest.mark.parametrize("commission", [0.0, 0.001])
@pytest.mark.parametrize("levels", LEVELS, ids=["stop", "target", "both"])
def test_random_prices(levels: dict[str, float], commission: float, stops_from: str) -> None:
    for number in range(SERIES):
        bars = without_first_cue(random_bars(number))
        rules = {**levels, "commission": commission, "stops_from": stops_from}
        strategy = random_strategy(number, whole=True, **rules)
        compare(ENGINE, ours(strategy, [bars]), ask(strategy, bars), bars.symbol)


def without_first_cue(bars: Bars) -> Bars:
    """backtesting.py asks a strategy from the second bar on."""
    return replace(bars, volume=np.concatenate(([WAIT], bars.volume[1:])))
