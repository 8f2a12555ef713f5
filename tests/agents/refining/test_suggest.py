"""What is suggested after a run follows from its first part, does good there, and can be run."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from agents.analyst import Review, findings_of
from agents.backtest_runner import Trial, judge
from agents.changing.amending import amend
from agents.events import AgentCompleted
from agents.refining.ideas import Suggestion, ideas
from agents.refining.refine import Iteration, Variant
from agents.refining.suggest import MOST_TESTED, Next, suggestions
from backtests.engine import backtest
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.agents.making import Desk, random_bars, rsi_strategy
from tests.engine.making import compare, indicator

BARS = [random_bars(1500)]


def nothing() -> None:
    """Nobody calls it off."""


def iteration(trial: Trial) -> Iteration:
    whole, early = trial.backtest, trial.in_sample
    found = findings_of(whole.metrics, whole.benchmark)
    first = findings_of(early.metrics, early.benchmark) if early else []
    return Iteration(1, Variant(whole.strategy), trial, Review(found, first))


def judged(strategy: Strategy, bars: list[Bars] = BARS) -> Iteration:
    return iteration(judge(strategy, bars, nothing))


def told(**changes: Any) -> list[str]:
    return [one.words for one in ideas(judged(rsi_strategy(**changes)), BARS)]


def with_trades(strategy: Strategy, **changes: Any) -> Iteration:
    """Without a first part, so that all of these trades count."""
    done: Backtest = backtest.run(strategy, BARS)
    one = next(trade for trade in done.trades if not trade.is_open)
    won = replace(one, pnl=1.0, return_=0.05, mae=-0.02, mfe=0.06, bars=4)
    lost = replace(one, pnl=-1.0, return_=-0.12, mae=-0.13, mfe=0.01, bars=4)
    trades = [replace(won, **changes)] * 8 + [replace(lost, **changes)] * 4
    return iteration(Trial(replace(done, trades=trades)))


def words(read: Iteration) -> list[str]:
    return [one.words for one in ideas(read, BARS)]


def test_a_stop_lies_beyond_what_winners_stood_against_them() -> None:
    first = next(ideas(with_trades(rsi_strategy()), BARS))
    assert first.words == "use a stop of 2.5%"
    assert "4 trades lost more than that, 12.0% on average" in first.why


@pytest.mark.parametrize("changes", [{"stop_loss": 0.05}, {"trailing_stop": 0.05}])
def test_there_is_one_stop_at_most(changes: Any) -> None:
    assert not any("use a stop" in one for one in words(with_trades(rsi_strategy(**changes))))


def test_gains_that_were_given_back_ask_for_a_stop_that_follows() -> None:
    assert "add a trailing stop of 20%" in words(with_trades(rsi_strategy(), mfe=0.2))


def test_losers_that_are_held_for_long_ask_for_a_limit() -> None:
    read = with_trades(rsi_strategy(stop_loss=0.3, trailing_stop=0.3))
    done = read.tested.backtest
    slow = [replace(one, bars=20) if one.pnl < 0 else one for one in done.trades]
    assert "hold for at most 6 bars" in words(iteration(Trial(replace(done, trades=slow))))


def test_free_trades_are_asked_for_their_costs() -> None:
    assert "use 0.1% commission" in told()
    assert "use 0.1% commission" not in told(commission=0.001)


def test_too_few_trades_ask_for_more_years() -> None:
    assert "test over the full history" in told(start="2013-06-01", end="2014-01-01")
    assert "test over the full history" not in told()


def test_a_limit_that_was_stated_may_be_advised_against() -> None:
    """It is never tuned; but who said it may hear what the data say."""
    never = rsi_strategy(entry=compare(indicator("RSI", period=14), "<", 12))
    (first, *_) = suggestions(judged(never), BARS, nothing).ideas
    assert first.words.startswith("set the entry limit of RSI to")
    assert "RSI(14) came as low as" in first.why
    assert amend(never, first.words).strategy != never


def test_what_is_expected_is_what_the_first_part_would_have_shown() -> None:
    read = judged(rsi_strategy())
    early = [BARS[0].take(slice(0, 1050))]
    for one in suggestions(read, BARS, nothing).ideas:
        after = backtest.run(amend(rsi_strategy(), one.words).strategy, early).metrics
        assert one.effect is not None
        assert one.effect["after"]["total_return"] == after["total_return"]
        assert read.tested.in_sample is not None
        assert one.effect["before"]["sharpe"] == read.tested.in_sample.metrics["sharpe"]
        assert f"return {after['total_return']:+.1%} instead of" in one.expected


@pytest.mark.parametrize("seed", range(4))
def test_an_idea_that_does_no_good_is_not_told(seed: int) -> None:
    bars = [random_bars(1500, seed=seed)]
    for one in suggestions(judged(rsi_strategy(stop_loss=0.2), bars), bars, nothing).ideas:
        assert one.effect is not None
        before, after = one.effect["before"], one.effect["after"]
        better = (after["sharpe"] or 0) > (before["sharpe"] or 0)
        assert one.honest or better or after["max_drawdown"] > before["max_drawdown"]


def test_what_changes_no_trade_is_no_idea() -> None:
    own = [Suggestion("use a target of 900%", "It is far away.", "")]
    found = suggestions(judged(rsi_strategy()), BARS, nothing, own)
    assert own[0].words not in [one.words for one in found.ideas]


def test_what_the_run_has_tried_is_no_idea() -> None:
    read = judged(rsi_strategy())
    (first, *_) = suggestions(read, BARS, nothing).ideas
    tried = [amend(rsi_strategy(), first.words).strategy]
    found = suggestions(read, BARS, nothing, tried=tried)
    assert first.words not in [one.words for one in found.ideas]


def test_the_unseen_part_lends_no_idea() -> None:
    other = random_bars(1500, seed=9)
    mixed = {
        name: np.concatenate((column[:1050], other.columns()[name][1050:]))
        for name, column in BARS[0].columns().items()
    }
    bars = [Bars("X", "1d", BARS[0].time, **mixed)]
    one = suggestions(judged(rsi_strategy()), BARS, nothing)
    two = suggestions(judged(rsi_strategy(), bars), bars, nothing)
    assert [idea.words for idea in one.ideas] == [idea.words for idea in two.ideas]


def test_a_first_part_without_findings_is_told_of_none_that_came_later() -> None:
    read = judged(rsi_strategy())
    assert read.tested.in_sample
    deep = findings_of(
        {**read.tested.in_sample.metrics, "max_drawdown": -0.9}, read.tested.in_sample.benchmark
    )
    crashed = replace(read, review=Review(deep, []))
    assert any("lost from a peak" in one.text for one in deep)
    assert not any("lost from a peak" in one.why for one in ideas(crashed, BARS))


def test_so_many_are_tested_and_no_more() -> None:
    own = [Suggestion(f"use a stop of {at}%", "Why not.", "") for at in range(1, 40)]
    found = suggestions(judged(rsi_strategy()), BARS, nothing, own)
    assert found.tested == MOST_TESTED + 1  # and the costs, which are always asked for
    assert len(found.ideas) == 3


def test_portfolios_are_spread_and_slowed() -> None:
    bars = [random_bars(1500, symbol, seed) for seed, symbol in enumerate("ABC")]
    rotation = {"kind": "rotation", "rank_by": {"kind": "change", "bars": 60}, "top": 1}
    strategy = Strategy.model_validate({"symbols": [*"ABC"], "portfolio": rotation})
    found = words(judged(strategy, bars))
    assert {"rebalance every quarter", "rebalance every week"} <= set(found)
    assert {"hold the top 2", "use 0.1% commission"} <= set(found)


def test_a_rotation_is_never_asked_to_hold_everything() -> None:
    bars = [random_bars(1500, symbol, seed) for seed, symbol in enumerate("ABC")]
    rotation = {"kind": "rotation", "rank_by": {"kind": "change", "bars": 60}, "top": 2}
    strategy = Strategy.model_validate({"symbols": [*"ABC"], "portfolio": rotation})
    found = words(judged(strategy, bars))
    assert "hold the top 1" in found
    assert "hold the top 3" not in found


def test_what_was_tested_on_many_years_is_asked_of_lately() -> None:
    long = [random_bars(4200)]
    found = [one.words for one in ideas(judged(rsi_strategy(), long), long)]
    assert (str(long[0].time[0])[:4], str(long[0].time[-1])[:4]) == ("2010", "2021")
    assert "test since 2018" in found


def test_what_was_tested_on_chosen_years_is_asked_of_all() -> None:
    found = told(start="2011-01-01")
    assert "test over the full history" in found
    assert not any(one.startswith("test since") for one in found)


@pytest.mark.parametrize("seed", range(6))
def test_there_are_three_for_years_of_prices(seed: int) -> None:
    long = [random_bars(4200, seed=seed)]
    assert len(suggestions(judged(rsi_strategy(), long), long, nothing).ideas) == 3


async def test_each_is_one_that_can_be_carried_out() -> None:
    desk = Desk(BARS)
    result = await desk.run(rsi_strategy())
    assert 1 <= len(result["suggestions"]) <= 3
    assert result["ideas_tested"] >= len(result["suggestions"])
    for one in result["suggestions"]:
        assert amend(rsi_strategy(), one["words"]).changes
        assert one["why"]
        assert one["expected"]
    (said,) = [e for e in desk.said if isinstance(e, AgentCompleted) and e.action == "suggest"]
    assert said.data == {"suggestions": result["suggestions"]}


def test_where_nothing_helps_that_is_said() -> None:
    assert "Nothing that was tried would have done better" in str(Next([], 4))
