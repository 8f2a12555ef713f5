"""What is suggested after a run follows from its first part, does good there, and can be run."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from agents.analyst import Review, findings_of
from agents.backtest_runner import Trial, judge
from agents.changing.amending import amend
from agents.events import AgentCompleted
from agents.refining.ideas import ideas, smaller
from agents.refining.refine import Iteration, Variant, why_not
from agents.refining.suggest import MOST_TESTED, Next, suggestions
from agents.refining.suggestion import Suggestion
from backtests.engine import backtest
from backtests.engine.backtest import Backtest
from backtests.engine.bars import Bars
from backtests.engine.strategy import Strategy
from tests.agents.making import RSI_PATHS, Desk, random_bars, reading_of, rsi_strategy
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
        assert "With this change alone, on the first part of the period" in one.expected
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
    assert found.tested == MOST_TESTED + 3  # and the honest ones, which are always asked for
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


def test_no_idea_merely_tests_less() -> None:
    long = [random_bars(4200)]
    found = [one.words for one in ideas(judged(rsi_strategy(), long), long)]
    assert not any(one.startswith("test since") for one in found)


def test_half_of_the_money_is_advised_only_where_all_of_it_was_at_work() -> None:
    found = [list(smaller(judged(rsi_strategy(leverage=borrowed)))) for borrowed in (1, 2)]
    assert [[one.words for one in some] for some in found] == [
        ["use 50% of the capital per trade"],
        [],
    ]


def test_all_that_there_is_was_tested_where_more_was_asked_for() -> None:
    assert "test over the full history" not in told(start="1995-01-01", end="2040-01-01")
    assert "test over the full history" not in told(start="2010-01-01")
    assert "test over the full history" in told(start="1995-01-01", end="2013-01-01")


NEVER = rsi_strategy(entry=compare(indicator("RSI", period=14), "<", 3))
HELD = Strategy.model_validate(
    {"symbols": ["X"], "portfolio": {"kind": "weights", "weights": {"X": 1}, "rebalance": "never"}}
)


@pytest.mark.parametrize(
    "strategy",
    [NEVER, HELD, rsi_strategy(), rsi_strategy(commission=0.001), rsi_strategy(leverage=5)],
    ids=["never traded", "held", "free", "paid", "with leverage"],
)
def test_there_are_three_where_three_can_be_had(strategy: Strategy) -> None:
    found = suggestions(judged(strategy), BARS, nothing).ideas
    assert len({one.words for one in found}) == 3
    for one in found:
        assert amend(strategy, one.words).changes


def test_the_neighbours_of_a_number_are_swept() -> None:
    (one,) = [one for one in ideas(judged(NEVER), BARS) if one.words.startswith("sweep")]
    assert one.words == "sweep the period of RSI from 6 to 22 by 4"
    assert amend(NEVER, one.words).strategy.count == 5


def test_a_multiple_of_an_average_that_was_never_reached_is_eased() -> None:
    loud = compare(
        {"kind": "price", "field": "volume"},
        ">",
        {**indicator("VOLUME_MEAN", period=20), "multiplier": 900},
    )
    strategy = rsi_strategy(entry=loud, exit=None, max_bars=10)
    one, rarer = (one for one in ideas(judged(strategy), BARS) if one.words.startswith("buy when"))
    assert one.words != rarer.words
    after = amend(strategy, one.words).strategy
    assert one.words.startswith("buy when volume is above ")
    assert "times its 20-day average" in one.words
    assert backtest.run(after, BARS).metrics["trades"]


def test_a_lost_account_is_proposed_what_one_trade_cannot_take() -> None:
    grown = BARS[0].columns()
    rise = np.exp(0.002 * np.arange(len(BARS[0])))
    prices = {name: column * (rise if name != "volume" else 1) for name, column in grown.items()}
    bars = [Bars("X", "1d", BARS[0].time, **prices)]
    rsi = indicator("RSI", period=14)
    short = rsi_strategy(direction="short", entry=compare(rsi, ">", 60), exit=compare(rsi, "<", 25))
    found = suggestions(judged(short, bars), bars, nothing).ideas
    assert {one.words for one in found} > {"use a stop of 10%", "use 10% of the capital per trade"}
    for one in found:
        assert one.effect is None or one.effect["after"]["total_return"] > -0.95


def test_a_strength_has_no_side_that_its_limit_has_to_stay_on() -> None:
    strong = rsi_strategy(entry=compare(indicator("ADX", period=14), ">", 90), exit=None,
                          max_bars=10)  # fmt: skip
    (first, *_) = suggestions(judged(strong), BARS, nothing).ideas
    assert first.words.startswith("set the entry limit of ADX")
    assert float(first.words.rpartition(" ")[2]) < 60


def test_costs_that_no_broker_takes_are_named_and_not_tuned_around() -> None:
    dear = rsi_strategy(commission=0.4)
    read = judged(dear)
    told_ = [one.text for one in read.review.in_sample if one.code == "costs"]
    assert told_
    assert told_[0].startswith("Costs took ")
    found = [one for one in ideas(read, BARS) if one.words == "use 0.1% commission"]
    assert found[0].why.startswith("Each order costs 40.0%")
    why = why_not([read], reading_of(dear, RSI_PATHS), 5)
    assert why is not None
    assert "no other number of the rules would mend that" in why


def test_the_long_trend_is_advised_only_where_trades_against_it_did_worse() -> None:
    for seed in range(6):
        bars = [random_bars(1500, seed=seed)]
        for one in ideas(judged(rsi_strategy(), bars), bars):
            if one.words.startswith("only when the close"):
                against, along = (float(part.rstrip("%.,").replace(",", "")) for part in
                                  one.why.split() if part[:1] in "+-0" and "%" in part)  # fmt: skip
                assert against <= along
                assert "began on the other side" in one.why


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
