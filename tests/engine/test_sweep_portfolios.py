"""Variants of a portfolio: each must come out, at every close, as a run with its values does."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from backtests.engine import sweep as module
from backtests.engine.axes import axes
from backtests.engine.backtest import TooFewBars, prepared, run
from backtests.engine.bars import Bars
from backtests.engine.ranges import WrongGrid
from backtests.engine.strategy import Strategy
from backtests.engine.study import study
from backtests.engine.sweep import Desk, sweep
from backtests.engine.variants import Grid, combinations, variants
from tests.engine.making import compare, indicator, number
from tests.engine.test_sweep import alone, check_each

SYMBOLS = ["AAPL", "MSFT", "IBM"]
CLOSE = {"kind": "price"}
FIXED = {"kind": "weights", "weights": {"AAPL": 0.5, "IBM": 0.3}, "rebalance": "month"}
ROTATION = {
    "kind": "rotation",
    "rank_by": {"kind": "change", "bars": 63},
    "top": 1,
    "filter": compare(CLOSE, ">", indicator("SMA", period=100)),
}
BRANCHES = [
    {"when": compare(indicator("RSI", period=14), ">", 60), "weights": {"AAPL": 1}},
    {"when": compare({"kind": "change", "bars": 21}, "<", -0.05), "weights": {"IBM": 0.6}},
]
ALLOCATION = {
    "kind": "allocation",
    "branches": BRANCHES,
    "otherwise": {"MSFT": 0.5, "IBM": 0.5},
    "look": "week",
}
COSTS: Grid = {"commission": [0.0, 0.001], "slippage": [0.0, 0.002]}
WEIGHTS: Grid = {
    "portfolio.weights.AAPL": [0.2, 0.7],
    "portfolio.rebalance": ["never", "week", "year"],
}
RANKS: Grid = {
    "portfolio.rank_by.bars": [21, 63, 126],
    "portfolio.top": [1, 2],
    "portfolio.filter.right.params.period": [50, 200],
}
LIMITS: Grid = {
    "portfolio.branches.0.when.left.params.period": [7, 14],
    "portfolio.branches.0.when.right.value": [55, 70],
    "portfolio.branches.1.when.left.bars": [10, 21],
    "portfolio.branches.1.when.right.value": [-0.1, -0.02],
}


def holding(portfolio: dict[str, Any], **changes: Any) -> Strategy:
    data = {"symbols": SYMBOLS, "portfolio": portfolio, "initial_capital": 1_000_000, **changes}
    return Strategy.model_validate(data)


@pytest.fixture
def bars(stocks: dict[str, Bars]) -> list[Bars]:
    return [stocks[symbol] for symbol in SYMBOLS]


def nothing() -> None:
    """Nobody calls it off."""


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"fill": "close", "sizing": {"whole_shares": True}},
        {"start": "2004-01-01", "end": "2009-12-31", "commission_per_trade": 5, "slippage": 0.001},
    ],
)
@pytest.mark.parametrize(
    ("portfolio", "grid"),
    [(FIXED, COSTS), (FIXED, WEIGHTS), (ROTATION, RANKS), (ALLOCATION, LIMITS)],
)
def test_each_variant_of_a_portfolio_comes_out_as_it_does_alone(
    portfolio: dict[str, Any], grid: Grid, changes: dict[str, Any], bars: list[Bars]
) -> None:
    strategy = holding(portfolio, **changes)
    settings, desk = combinations(grid), Desk(strategy, prepared(strategy, bars), nothing)
    equities = set()
    for chosen, variant in zip(settings, variants(strategy, settings, grid, nothing), strict=True):
        found, single = desk.simulate(desk.plan(variant)), run(alone(strategy, chosen), bars)
        np.testing.assert_array_equal(found.equity, single.equity)
        assert found.trades == single.metrics["trades"]
        equities.add(found.equity.tobytes())
    assert len(equities) == len(settings)
    check_each(sweep(strategy, bars, grid, keep_returns=True), strategy, bars)


def test_a_rotation_with_a_place_to_go_and_the_lowest_first(bars: list[Bars]) -> None:
    rsi = indicator("RSI", period=14)
    rotation = {**ROTATION, "rank_by": rsi, "lowest": True, "fallback": "IBM"}
    grid: Grid = {"portfolio.rank_by.params.period": [5, 14], "portfolio.top": [1, 2]}
    check_each(sweep(holding(rotation), bars, grid), holding(rotation), bars)


def test_ranges_of_a_portfolio_make_the_same_variants(bars: list[Bars]) -> None:
    ranges = [
        {"path": "portfolio.top", "from": 1, "to": 2, "step": 1},
        {"path": "portfolio.rank_by.bars", "values": [21, 126]},
    ]
    strategy = holding(ROTATION, ranges=ranges)
    done = study(strategy, bars)
    singles = [run(strategy.variant(number), bars) for number in range(strategy.count)]
    assert [one.metrics["total_return"] for one in singles] == list(done.total_return)
    assert [one.strategy.portfolio.top for one in singles] == [1, 1, 2, 2]  # type: ignore[union-attr]
    assert done.overfitting is not None


def test_what_is_forgotten_for_want_of_room_is_computed_again(
    bars: list[Bars], monkeypatch: pytest.MonkeyPatch
) -> None:
    plenty = sweep(holding(ROTATION), bars, RANKS)
    monkeypatch.setattr(module, "MOST_KEPT_BYTES", 0)
    none = sweep(holding(ROTATION), bars, RANKS)
    np.testing.assert_array_equal(plenty.final_equity, none.final_equity)


@pytest.mark.parametrize(
    ("portfolio", "grid", "said"),
    [
        (ROTATION, {"portfolio.top": [1, 4]}, "top = 4: top 4 needs more symbols than the 3"),
        (ROTATION, {"portfolio.top": [1, 1.5]}, "top = 1.5: "),
        (ROTATION, {"portfolio.rebalance": ["month", "never"]}, "a rotation needs a period"),
        (ROTATION, {"portfolio.fallback": ["IBM", "SPY"]}, "portfolio names SPY"),
        (ROTATION, {"portfolio.filter.left.symbol": [None, "SPY"]}, "look at the same symbols"),
        (ROTATION, {"portfolio.rank_by.period": [1]}, "nothing is called 'period'"),
        (FIXED, {"portfolio.weights.AAPL": [0.5, 0.8]}, "= 0.8: the weights add up to 1.1"),
        (FIXED, {"stop_loss": [None, 0.1]}, "stop_loss does not go with a portfolio"),
    ],
)
def test_a_grid_that_does_not_fit_a_portfolio_says_why(
    portfolio: dict[str, Any], grid: Grid, said: str, bars: list[Bars]
) -> None:
    with pytest.raises(WrongGrid, match=said):
        sweep(holding(portfolio), bars, grid)


def test_a_window_that_is_longer_than_the_prices_is_refused(bars: list[Bars]) -> None:
    few = [one.take(slice(0, 300)) for one in bars]
    with pytest.raises(TooFewBars, match="the change over 500 bars needs 500 bars"):
        sweep(holding(ROTATION), few, {"portfolio.rank_by.bars": [63, 500]})


@pytest.mark.parametrize(
    ("portfolio", "one", "said"),
    [
        (FIXED, {"path": "portfolio.weights.AAPL", "values": [0.5, 0.8]}, "weights add up to 1.1"),
        (FIXED, {"path": "portfolio.rebalance", "values": [1, 2]}, "rebalance is no number, and"),
        (
            ROTATION,
            {"path": "portfolio.top", "from": 1, "to": 5, "step": 1},
            "top = 5: top 5 needs",
        ),
        (ROTATION, {"path": "portfolio.top", "values": [1, 1.5, 2]}, "top = 1.5: portfolio"),
        (ROTATION, {"path": "portfolio.lowest", "values": [0, 1]}, "lowest is no number"),
        (ALLOCATION, {"path": "portfolio.branches.2.when", "values": [1]}, "no portfolio.branches"),
        (
            ALLOCATION,
            {"path": "portfolio.branches.0.when.right.value", "values": [60, 160]},
            "160 is impossible",
        ),
    ],
)
def test_what_cannot_vary_in_a_portfolio_is_refused_by_name(
    portfolio: dict[str, Any], one: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        holding(portfolio, ranges=[one])


def labels(portfolio: dict[str, Any], values: dict[str, float]) -> list[tuple[str, str]]:
    ranges = [{"path": f"portfolio.{path}", "values": [value]} for path, value in values.items()]
    return [(axis.label, axis.unit) for axis in axes(holding(portfolio, ranges=ranges))]


def test_axes_of_a_portfolio_are_named_in_plain_words() -> None:
    limited = {**ROTATION, "filter": compare({"kind": "change", "bars": 63}, ">", number(0.1))}
    assert labels(limited, {"top": 2, "rank_by.bars": 20, "filter.right.value": 0.2}) == [
        ("symbols held at once", ""),
        ("bars of the change", ""),
        ("filter limit of change", "%"),
    ]
    varied = {
        "branches.1.when.right.value": 0.1, "branches.1.weights.IBM": 0.1, "otherwise.MSFT": 0.1,
    }  # fmt: skip
    assert labels(ALLOCATION, varied) == [
        ("condition 2 limit of change", "%"),
        ("share of IBM under condition 2", "%"),
        ("share of MSFT otherwise", "%"),
    ]
    single = {**ALLOCATION, "branches": BRANCHES[:1]}
    assert labels(single, {"branches.0.when.right.value": 50}) == [("condition limit of RSI", "")]


def test_a_symbol_with_a_dot_has_a_weight_like_any_other() -> None:
    fixed = {"kind": "weights", "weights": {"BRK.B": 0.5}}
    ranges = [{"path": "portfolio.weights.BRK.B", "values": [0.4, 0.6]}]
    strategy = holding(fixed, symbols=["BRK.B"], ranges=ranges)
    assert [axis.label for axis in axes(strategy)] == ["share of BRK.B"]
    assert strategy.variant(1) == holding({**fixed, "weights": {"BRK.B": 0.6}}, symbols=["BRK.B"])
