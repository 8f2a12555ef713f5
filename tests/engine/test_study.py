"""A whole grid, cut into parts: as if it had been swept at once, and each variant tested alone."""

import numpy as np
import pytest

from backtests.engine import study as module
from backtests.engine.backtest import run
from backtests.engine.bars import Bars
from backtests.engine.kernel.counting import newly_left
from backtests.engine.robustness.overfitting import overfitting
from backtests.engine.study import cut, study, warm_up
from backtests.engine.sweep import sweep
from tests.engine.making import closes, cued
from tests.engine.test_ranges import LIMIT, PERIOD, STOP, ranged


def test_each_variant_has_the_figures_that_it_has_alone(stocks: dict[str, Bars]) -> None:
    strategy, bars = ranged(LIMIT, STOP), [stocks["AAPL"]]
    done = study(strategy, bars)
    for number in range(len(done)):
        single = run(strategy.variant(number), bars).metrics
        assert done.total_return[number] == single["total_return"]
        assert done.trades[number] == single["trades"]
        assert done.sharpe[number] == pytest.approx(single["sharpe"])
        assert done.max_drawdown[number] == single["max_drawdown"]


def test_parts_change_nothing(stocks: dict[str, Bars], monkeypatch: pytest.MonkeyPatch) -> None:
    strategy, bars = ranged(PERIOD, LIMIT, STOP), [stocks["AAPL"]]
    whole = study(strategy, bars)
    monkeypatch.setattr(module, "CELLS", 4 * len(bars[0]))
    parts = study(strategy, bars)
    np.testing.assert_array_equal(whole.sharpe, parts.sharpe)
    np.testing.assert_array_equal(whole.trades, parts.trades)
    assert parts.overfitting == whole.overfitting


def test_overfitting_is_that_of_all_returns(stocks: dict[str, Bars]) -> None:
    strategy, bars = ranged(LIMIT, STOP), [stocks["AAPL"]]
    base = strategy.model_copy(update={"ranges": []})
    grid = {one.path: one.points for one in strategy.ranges}
    returns = sweep(base, bars, grid, keep_returns=True).returns
    assert returns is not None
    assert study(strategy, bars).overfitting == overfitting(returns)


def test_a_grid_is_cut_in_its_order() -> None:
    parts = list(cut({"a": [1, 2, 3], "b": [1, 2], "c": [1, 2, 3, 4]}, 3))
    assert [one["c"] for one in parts[:2]] == [[1, 2, 3], [4]]
    assert [(one["a"], one["b"]) for one in parts[::2]] == [
        ([a], [b]) for a in (1, 2, 3) for b in (1, 2)
    ]
    assert list(cut({"a": [1, 2, 3], "b": [1, 2]}, 4)) == [
        {"a": [1, 2], "b": [1, 2]},
        {"a": [3], "b": [1, 2]},
    ]


def test_too_many_variants_are_compared_evenly(
    stocks: dict[str, Bars], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_COMPARED", 4)
    found = study(ranged(LIMIT, STOP), [stocks["AAPL"]]).overfitting
    assert found is not None
    assert found.variants == 4


def test_progress_counts_all_variants(
    stocks: dict[str, Bars], monkeypatch: pytest.MonkeyPatch
) -> None:
    bars, said = [stocks["AAPL"]], []
    monkeypatch.setattr(module, "CELLS", 4 * len(bars[0]))
    study(ranged(LIMIT, STOP), bars, on_progress=lambda *counts: said.append(counts))
    assert said == [(done, 15) for done in range(1, 16)]


def test_bars_that_are_too_few_for_blocks_leave_overfitting_unknown() -> None:
    done = study(cued(ranges=[{"path": "commission", "values": [0, 0.1]}]), [closes([1, 2, 3])])
    assert done.overfitting is None
    assert len(done) == 2


def test_a_cancelled_study_ends_in_the_middle(stocks: dict[str, Bars]) -> None:
    class Enough(Exception):
        pass

    said: list[int] = []

    def check() -> None:
        if len(said) >= 3:
            raise Enough

    with pytest.raises(Enough):
        study(ranged(LIMIT, STOP), [stocks["AAPL"]], check_cancelled=check,
              on_progress=lambda done, _: said.append(done))  # fmt: skip
    assert said == [1, 2, 3]


def test_what_sweeps_use_can_be_compiled_beforehand() -> None:
    warm_up()
    assert newly_left.signatures  # type: ignore[attr-defined]
