"""Many variants at once: each must come out as it does alone."""

import itertools
from typing import Any

import numpy as np
import pytest

from backtests.engine import sweep as module
from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from backtests.engine.ranges import WrongGrid
from backtests.engine.strategy import Strategy
from backtests.engine.sweep import Sweep, sweep
from backtests.engine.variants import Grid
from tests.engine.making import compare, cued, indicator, make_bars
from tests.engine.test_reference_figures import J1, J2

PERIODS = "entry.left.params.period, exit.left.params.period"
GRID: Grid = {PERIODS: [7, 14], "entry.right.value": [25, 30, 35], "stop_loss": [None, 0.05]}
OVERBOUGHT = compare(indicator("RSI", period=14), ">", 75)
OVERSOLD = compare(indicator("RSI", period=14), "<", 45)


def rsi(*symbols: str, **changes: Any) -> Strategy:
    return Strategy.model_validate({"symbols": list(symbols) or ["AAPL"], **J2, **changes})


def alone(strategy: Strategy, settings: dict[str, Any]) -> Strategy:
    """The variant, written out by hand rather than by the code under test."""
    data = strategy.model_dump()
    for key, value in settings.items():
        for path in key.split(","):
            *way, last = path.strip().split(".")
            holder: Any = data
            for name in way:
                holder = holder[int(name)] if isinstance(holder, list) else holder[name]
            holder[last] = value
    return Strategy.model_validate(data)


def check_each(done: Sweep, strategy: Strategy, bars: list[Bars]) -> None:
    for number, settings in enumerate(done.settings):
        single = run(alone(strategy, settings), bars)
        for name in ("total_return", "max_drawdown", "trades", "final_equity"):
            assert getattr(done, name)[number] == single.metrics[name]
        sharpe = single.metrics["sharpe"]
        expected = np.nan if sharpe is None else sharpe
        assert done.sharpe[number] == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)
        if done.returns is not None:
            equity = single.equity
            np.testing.assert_array_equal(done.returns[:, number], np.diff(equity) / equity[:-1])


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"stops_from": "next_bar", "slippage": 0.001},
        {"fill": "close", "max_bars": 9},
        {"fill": "close_to_open", "max_days": 3},
        {"sizing": {"fraction": 0.3, "whole_shares": True}},
        {"start": "2004-01-01", "end": "2009-12-31"},
        {"direction": "short", "borrow_cost": 0.03},
        {"direction": "both", "short_entry": OVERBOUGHT, "short_exit": OVERSOLD},
        {"trailing_stop": {"kind": "atr", "multiple": 3}, "leverage": 2, "same_day": True},
        {"partial_exits": [{"gain": 0.02, "fraction": 0.5}], "break_even": 0.01},
        {"sizing": {"volatility": 0.2, "max_entries": 3}, "commission_per_trade": 5},
    ],
)
def test_each_variant_comes_out_as_it_does_alone(
    changes: dict[str, Any], stocks: dict[str, Bars]
) -> None:
    strategy, bars = rsi(**changes), [stocks["AAPL"]]
    done = sweep(strategy, bars, GRID, keep_returns=True)
    assert len(done) == 12
    check_each(done, strategy, bars)


def test_symbols_share_their_cash_in_each_variant(stocks: dict[str, Bars]) -> None:
    strategy, bars = rsi("AAPL", "MSFT", "IBM"), [stocks[s] for s in ("AAPL", "MSFT", "IBM")]
    check_each(sweep(strategy, bars, {**GRID, "sizing.fraction": [None, 0.7]}), strategy, bars)


def test_variants_that_are_nearly_always_in_the_market(stocks: dict[str, Bars]) -> None:
    strategy = Strategy.model_validate({"symbols": ["IBM"], **J1})
    done = sweep(strategy, [stocks["IBM"]], {"entry.left.params.period": [5, 20]})
    check_each(done, strategy, [stocks["IBM"]])


def test_stops_of_every_kind_in_one_grid(stocks: dict[str, Bars]) -> None:
    strategy, bars = rsi(sizing={"risk": 0.02}), [stocks["AAPL"]]
    levels = [0.05, {"kind": "atr", "multiple": 2}, {"kind": "money", "distance": 1.5}]
    grid: Grid = {"stop_loss": levels, "sizing.risk": [0.01, 0.02]}
    check_each(sweep(strategy, bars, grid), strategy, bars)


def test_a_condition_may_look_at_another_symbol(stocks: dict[str, Bars]) -> None:
    left = indicator("RSI", period=14) | {"symbol": "IBM"}
    strategy = rsi(entry=compare(left, "<", 30))
    bars = [stocks["AAPL"], stocks["IBM"]]
    check_each(sweep(strategy, bars, {"entry.right.value": [30, 40]}), strategy, bars)


@pytest.mark.parametrize("fill", ["next_open", "close"])
@pytest.mark.parametrize("cues", list(itertools.product((0, 1, 2, 3), repeat=4)))
def test_every_order_of_signals(fill: str, cues: tuple[int, ...]) -> None:
    candles = [(10.0, 12.0, 9.0, 11.0), (11.0, 13.0, 8.0, 9.0), (9.0, 9.5, 7.0, 8.0)] * 2
    strategy, bars = cued(fill=fill, stop_loss=0.1, take_profit=0.1), [make_bars(candles, cues)]
    check_each(sweep(strategy, bars, {"commission": [0.0, 0.01]}), strategy, bars)


def test_the_last_field_changes_fastest(stocks: dict[str, Bars]) -> None:
    done = sweep(rsi(), [stocks["AAPL"]], {"entry.right.value": [20, 30], "stop_loss": [0.1, 0.2]})
    assert [tuple(one.values()) for one in done.settings] == [
        (20, 0.1),
        (20, 0.2),
        (30, 0.1),
        (30, 0.2),
    ]


def test_a_path_leads_into_lists(stocks: dict[str, Bars]) -> None:
    both = {"kind": "all", "of": [J2["entry"], compare(indicator("SMA", period=50), ">", 1)]}
    strategy = rsi(entry=both)
    done = sweep(strategy, [stocks["AAPL"]], {"entry.of.0.right.value": [1, 30]})
    assert list(done.trades) == [0, run(strategy, [stocks["AAPL"]]).metrics["trades"]]
    assert np.isnan(done.sharpe[0])


@pytest.mark.parametrize(
    ("grid", "said"),
    [
        ({"entry.left.params.length": [1]}, "nothing is called 'length'"),
        ({"entry.of.0": [1]}, "nothing is called 'of'"),
        ({"symbols": [["IBM"]]}, "symbols is the same for all variants"),
        ({"start": ["2001-01-01"]}, "start is the same for all variants"),
        ({"fill": ["close"]}, "fill is the same for all variants"),
        ({"entry.left.symbol": [None, "IBM"]}, "look at the same symbols"),
        ({"stop_loss": [0.1, 2]}, "stop_loss = 2: a stop must be below 1"),
        ({"entry.right.value": [30, 130]}, "130 is impossible"),
        ({"entry.left.params.period": []}, "1 to 100,000 variants, not 0"),
        ({"stop_loss": [0.1] * 400, "take_profit": [0.1] * 400}, "not 160,000"),
    ],
)
def test_a_grid_that_does_not_fit_says_why(grid: Grid, said: str, stocks: dict[str, Bars]) -> None:
    with pytest.raises(WrongGrid, match=said):
        sweep(rsi(), [stocks["AAPL"]], grid)


def test_no_variant_runs_before_all_are_valid(
    stocks: dict[str, Bars], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "chunks", lambda *_: pytest.fail("it ran"))
    with pytest.raises(WrongGrid):
        sweep(rsi(), [stocks["AAPL"]], {"stop_loss": [0.1, 2]})


def test_progress_is_told_and_a_cancelled_sweep_ends(stocks: dict[str, Bars]) -> None:
    class Cancelled(Exception): ...

    said: list[tuple[int, int]] = []

    def check() -> None:
        if len(said) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        sweep(
            rsi(),
            [stocks["AAPL"]],
            GRID,
            check_cancelled=check,
            on_progress=lambda done, of: said.append((done, of)),
        )
    assert said == [(1, 12), (2, 12)]


def test_what_is_forgotten_for_want_of_room_is_computed_again(
    stocks: dict[str, Bars], monkeypatch: pytest.MonkeyPatch
) -> None:
    plenty = sweep(rsi(), [stocks["AAPL"]], GRID)
    monkeypatch.setattr(module, "MOST_KEPT_BYTES", 0)
    none = sweep(rsi(), [stocks["AAPL"]], GRID)
    np.testing.assert_array_equal(plenty.final_equity, none.final_equity)


def test_a_variant_that_counts_days_does_so_as_its_own_run_does(stocks: dict[str, Bars]) -> None:
    done = sweep(rsi(), [stocks["AAPL"]], {"max_days": [None, 3, 20]})
    alone = [run(rsi(max_days=days), [stocks["AAPL"]]) for days in (None, 3, 20)]
    assert list(done.final_equity) == [one.equity[-1] for one in alone]


def test_fields_that_are_valid_alone_must_go_together(stocks: dict[str, Bars]) -> None:
    grid = {"break_even": [0.05, 0.2], "take_profit": [0.1, 0.3]}
    with pytest.raises(WrongGrid, match=r"break_even = 0\.2, take_profit = 0\.1: break_even"):
        sweep(rsi(), [stocks["AAPL"]], grid)
