"""When an idea helps: better for its risk, and never by losing more."""

from typing import Any

import pytest

from agents.refining.effects import Effect

USUAL: dict[str, Any] = {
    "total_return": 0.1, "sharpe": 0.5, "max_drawdown": -0.3, "trades": 20,
}  # fmt: skip


def helps(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return Effect({**USUAL, **before}, {**USUAL, **after}, split=True).helps


@pytest.mark.parametrize("left", [-1.285, -1.0, -0.997])
def test_what_loses_the_account_helps_nobody(left: float) -> None:
    after = {"total_return": left, "sharpe": 3.0, "max_drawdown": -1.0}
    assert not helps({"total_return": -1.4, "sharpe": None}, after)
    assert not helps({"trades": 0}, after)


def test_what_keeps_the_money_helps_who_lost_it() -> None:
    lost = {"total_return": -1.069, "sharpe": None, "max_drawdown": -1.046}
    assert helps(lost, {"total_return": -0.5, "sharpe": -0.6, "max_drawdown": -0.6})


def test_a_lower_return_with_a_deeper_fall_is_no_help() -> None:
    """The Sharpe ratio alone would speak for it."""
    worse = {"total_return": 0.05, "sharpe": 0.9, "max_drawdown": -0.4}
    assert not helps({}, worse)
    assert helps({}, {**worse, "max_drawdown": -0.2})
    assert helps({}, {**worse, "total_return": 0.2})


def test_figures_that_read_the_same_before_and_after_are_not_read_out() -> None:
    told = str(Effect(USUAL, {**USUAL, "total_return": 0.10001}, split=True, plan=True))
    assert told.endswith("the Sharpe ratio and the drawdown as good as unchanged.")
    assert "0.50 instead of 0.50" not in told
    other = str(Effect(USUAL, {**USUAL, "total_return": 0.2}, split=True))
    assert "return +20.0% instead of +10.0%; Sharpe ratio 0.50 instead of 0.50" in other
