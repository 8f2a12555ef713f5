"""The rules that figures are held against."""

from typing import Any

import pytest

from agents.analyst import findings_of
from backtests.engine.backtest import run
from backtests.engine.metrics import Figures
from tests.engine.making import BUY, SELL, WAIT, closes, cued

FINE: Figures = {
    "trades": 40,
    "win_rate": 0.55,
    "sharpe": 1.2,
    "max_drawdown": -0.12,
    "profit_factor": 1.8,
    "total_return": 0.9,
}
HELD: Figures = {"total_return": 0.5}


def codes(**changes: Any) -> list[str]:
    return [finding.code for finding in findings_of({**FINE, **changes}, HELD)]


def test_figures_that_break_no_rule_give_no_finding() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"win_rate": 0.39}, "low_win_rate"),
        ({"sharpe": 0.49}, "low_sharpe"),
        ({"max_drawdown": -0.31}, "deep_drawdown"),
        ({"profit_factor": 0.99}, "low_profit_factor"),
        ({"total_return": 0.49}, "under_buy_and_hold"),
    ],
)
def test_each_rule_finds_what_it_is_for(changes: dict[str, float], code: str) -> None:
    assert codes(**changes) == [code]


@pytest.mark.parametrize(
    "changes",
    [
        {"win_rate": 0.4},
        {"win_rate": 0.3996},
        {"sharpe": 0.4951},
        {"max_drawdown": -0.3004},
        {"profit_factor": 0.996},
        {"total_return": 0.4997},
        {"sharpe": 0.5},
        {"max_drawdown": -0.3},
        {"profit_factor": 1.0},
        {"total_return": 0.5},
    ],
)
def test_a_value_at_the_limit_or_told_as_it_breaks_no_rule(changes: dict[str, float]) -> None:
    assert codes(**changes) == []


@pytest.mark.parametrize(
    ("trades", "severity"), [(1, "bad"), (2, "bad"), (3, "borderline"), (5, "borderline")]
)
def test_few_trades_are_bad_below_three_and_borderline_to_five(trades: int, severity: str) -> None:
    assert [one.severity for one in findings_of({**FINE, "trades": trades}, HELD)] == [severity]


def test_one_position_left_in_many_parts_is_one_trade() -> None:
    parts = [{"gain": gain / 100, "fraction": 0.2} for gain in (1, 2, 3, 4)]
    done = run(cued(partial_exits=parts), [closes([100, 100, 105, 105, 105], [BUY, WAIT, SELL])])
    assert len(done.trades) == 5
    (first, *_) = findings_of(done.metrics, done.benchmark)
    assert first.text == "Only 1 trade; fewer than 3 say nothing."


def test_six_trades_are_enough_for_the_rules() -> None:
    assert codes(trades=6) == []


def test_without_a_trade_nothing_else_is_judged() -> None:
    unknown = {"win_rate": None, "sharpe": None, "profit_factor": None, "total_return": 0.0}
    assert codes(trades=0, **unknown) == ["no_trades"]


def test_a_figure_that_is_not_defined_breaks_no_rule() -> None:
    assert codes(profit_factor=None, win_rate=None, sharpe=None) == []


def test_a_finding_says_the_value_and_the_limit() -> None:
    (finding,) = findings_of({**FINE, "sharpe": 0.31}, HELD)
    assert finding.to_dict() == {
        "code": "low_sharpe",
        "severity": "weak",
        "text": "The Sharpe ratio is 0.31; that is under 0.50.",
        "metric": "sharpe",
        "value": 0.31,
        "limit": 0.5,
    }
