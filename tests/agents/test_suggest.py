"""What is suggested after a run follows from its trades, and can be carried out."""

from dataclasses import replace
from typing import Any

import pytest

from agents.amending import amend
from agents.analyst import findings_of
from agents.suggest import suggestions
from backtests.engine import backtest
from backtests.engine.backtest import Backtest
from tests.agents.making import Desk, random_bars, rsi_strategy


def done(**changes: Any) -> Backtest:
    return backtest.run(rsi_strategy(**changes), [random_bars(1500)])


def words(tested: Backtest) -> list[str]:
    found = findings_of(tested.metrics, tested.benchmark)
    return [one.words for one in suggestions(tested, found)]


def with_trades(tested: Backtest, **changes: Any) -> Backtest:
    one = next(trade for trade in tested.trades if not trade.is_open)
    won = replace(one, pnl=1.0, return_=0.05, mae=-0.02, mfe=0.06, bars=4)
    lost = replace(one, pnl=-1.0, return_=-0.12, mae=-0.13, mfe=0.01, bars=4)
    trades = [replace(won, **changes)] * 8 + [replace(lost, **changes)] * 4
    return replace(tested, trades=trades)


def test_a_stop_lies_beyond_what_winners_stood_against_them() -> None:
    first = suggestions(with_trades(done()), [])[0]
    assert first.words == "use a stop of 2.5%"
    assert "4 trades lost more than that, 12.0% on average" in first.why


@pytest.mark.parametrize("changes", [{"stop_loss": 0.05}, {"trailing_stop": 0.05}])
def test_there_is_one_stop_at_most(changes: Any) -> None:
    assert not any("use a stop" in one for one in words(with_trades(done(**changes))))


def test_gains_that_were_given_back_ask_for_a_stop_that_follows() -> None:
    assert "add a trailing stop of 20%" in words(with_trades(done(), mfe=0.2))


def test_losers_that_are_held_for_long_ask_for_a_limit() -> None:
    tested = with_trades(done(stop_loss=0.3, trailing_stop=0.3))
    slow = [replace(one, bars=20) if one.pnl < 0 else one for one in tested.trades]
    assert "hold for at most 6 bars" in words(replace(tested, trades=slow))


def test_free_trades_are_asked_for_their_costs() -> None:
    assert "use 0.1% commission" in words(done(stop_loss=0.05, trailing_stop=0.2, max_bars=50))
    assert "use 0.1% commission" not in words(done(commission=0.001))


def test_too_few_trades_ask_for_more_years() -> None:
    tested = done(start="2013-06-01", end="2014-01-01")
    assert any(one.startswith("test since 2003") for one in words(tested))


async def test_each_is_one_that_can_be_carried_out() -> None:
    result = await Desk([random_bars(1500)]).run(rsi_strategy())
    assert 1 <= len(result["suggestions"]) <= 3
    for one in result["suggestions"]:
        assert amend(rsi_strategy(), one["words"]).changes
        assert one["why"]
        assert one["expected"]
