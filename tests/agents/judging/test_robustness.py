"""Whether the edge is real: measured on the kept iteration, every try counted, and said."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from agents.analyst import Review
from agents.backtest_runner import Sample, Trial, judge
from agents.errors import Cancelled
from agents.events import AgentCompleted, AgentProgressed
from agents.judging import costs, entries, luck, robustness
from agents.judging.unseen import kept_of
from agents.refining.refine import Iteration, Variant
from agents.turn import Turn
from backtests.engine import backtest
from backtests.engine.bars import Bars
from backtests.engine.robustness import sharpe
from backtests.engine.strategy import Strategy
from tests.agents.making import LIMIT_PATHS, RSI_PATHS, Desk, random_bars, reading_of, rsi_strategy
from tests.engine.making import BUY, SELL, compare, cued, indicator, make_bars

ASSUMED = (*RSI_PATHS, *LIMIT_PATHS)


def quick(**changes: Any) -> Strategy:
    """Trades some hundred times in 1,500 bars."""
    fast = indicator("RSI", period=2)
    return rsi_strategy(entry=compare(fast, "<", 30), exit=compare(fast, ">", 60), **changes)


async def run(strategy: Strategy, bars: list[Bars], **more: Any) -> dict[str, Any]:
    return await Desk(bars).run(strategy, **more)


async def robustness_of(strategy: Strategy, bars: list[Bars], **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await run(strategy, bars, **more))["robustness"]
    return found


def states(found: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["state"] for one in found["findings"]}


async def test_every_part_is_measured_and_judged() -> None:
    found = await robustness_of(quick(), [random_bars(1500, drift=0.002)])
    assert states(found).keys() == {
        "luck", "holding", "histories", "entries", "costs", "out_of_sample", "neighbours",
        "walk_forward",
    }  # fmt: skip
    assert "unknown" not in states(found).values()
    assert found["returns"] == 1499
    assert found["bootstrap"]["paths"] == 1000
    assert found["random_entries"]["draws"] == 1000
    assert [one["factor"] for one in found["costs"]["points"]] == [0, 2, 4]
    assert found["neighbours"]["neighbours"] == len(found["neighbours"]["moved"])
    assert found["walk_forward"]["stretches"] == 6
    assert (found["look_ahead"]["cuts"], found["look_ahead"]["changed"]) == (5, 0)


async def test_every_variant_tried_counts_in_the_deflated_sharpe_ratio() -> None:
    strategy = quick()
    result = await run(
        strategy, [random_bars(1500)], reading=reading_of(strategy, ASSUMED), max_iterations=4
    )
    found = result["robustness"]
    assert found["trials"] == len(result["iterations"]) == 4
    assert found["expected_max_sharpe"] > 0
    assert found["dsr"] < found["psr"]
    assert "Of 4 variants tried" in str(found["findings"])


async def test_what_rises_with_the_market_alone_has_no_edge() -> None:
    """Nearly always in: what it holds explains nearly all that it gains."""
    entry = compare(indicator("RSI", period=2), "<", 90)
    idle = compare(indicator("RSI", period=2), ">", 95)
    found = await robustness_of(
        rsi_strategy(entry=entry, exit=idle), [random_bars(1500, drift=0.003)]
    )
    assert states(found)["luck"] == "passed"
    assert states(found)["holding"] == "failed"
    assert found["ahead"] < 0.95


async def test_the_sharpe_ratio_of_holding_is_the_threshold() -> None:
    done = backtest.run(quick(), [random_bars(1500, drift=0.002)])
    held = replace(done, equity=done.benchmark_equity)
    assert luck.ahead_of_holding(held) == pytest.approx(0.5)
    flat = replace(done, benchmark_equity=np.full_like(done.equity, 100.0))
    track = sharpe.track_of(luck.daily(done)[0])
    assert track
    assert luck.ahead_of_holding(flat) == sharpe.probabilistic_sharpe(track)


async def test_a_single_try_needs_no_deflation() -> None:
    found = await robustness_of(quick(), [random_bars(1500)], max_iterations=1)
    assert (found["trials"], found["expected_max_sharpe"]) == (1, 0)
    assert found["dsr"] == found["psr"]
    assert "tries" not in states(found)


async def test_tries_of_earlier_runs_count_too() -> None:
    bars = [random_bars(1500)]
    alone = await robustness_of(quick(), bars, max_iterations=1)
    found = await robustness_of(quick(), bars, max_iterations=1, earlier_tries=9)
    assert (found["trials"], found["earlier_tries"]) == (10, 9)
    assert "Of 10 variants tried, 9 of them in earlier runs" in str(found["findings"])
    assert found["dsr"] < alone["dsr"] == alone["psr"]


async def test_it_is_the_kept_iteration_that_is_measured() -> None:
    result = await run(quick(), [random_bars(1500)])
    equity = np.array([row[1] for row in result["equity"]])
    track = sharpe.track_of(np.diff(equity) / equity[:-1])
    assert track is not None
    assert result["robustness"]["psr"] == pytest.approx(sharpe.probabilistic_sharpe(track))
    real = result["robustness"]["random_entries"]["real"]
    assert real == pytest.approx(result["metrics"]["total_return"])


async def test_stated_costs_are_doubled_and_missing_ones_assumed() -> None:
    bars = [random_bars(1500)]
    stated = await robustness_of(quick(commission=0.001, slippage=0.0005), bars)
    doubled = backtest.run(quick(commission=0.002, slippage=0.001), bars)
    assert stated["costs"]["points"][1]["total_return"] == doubled.metrics["total_return"]
    assert stated["assumed_cost"] is None
    assumed = await robustness_of(quick(), bars)
    dear = backtest.run(quick(commission=2 * costs.ASSUMED_COST), bars)
    assert assumed["costs"]["points"][1]["total_return"] == dear.metrics["total_return"]
    assert assumed["assumed_cost"] == costs.ASSUMED_COST


async def test_costs_of_half_the_price_are_no_crash() -> None:
    found = await robustness_of(quick(commission=0.3, slippage=0.3), [random_bars(300)])
    assert found["costs"]["points"][-1]["total_return"] == pytest.approx(-1, abs=1e-3)


async def test_too_few_trades_are_unknown_and_never_passed() -> None:
    found = await robustness_of(rsi_strategy(), [random_bars(600)])
    assert set(states(found).values()) == {"unknown"}
    assert "cannot be known" in found["text"]


async def test_without_a_trade_nothing_is_measured() -> None:
    never = rsi_strategy(entry=compare(indicator("RSI", period=14), "<", 1))
    found = await robustness_of(never, [random_bars(600)])
    assert found["bootstrap"] is found["random_entries"] is found["costs"] is found["psr"] is None
    assert set(states(found).values()) == {"unknown"}


async def test_several_symbols_and_the_close_as_the_fill_are_measured_alike() -> None:
    bars = [random_bars(800, "A"), random_bars(800, "B", seed=2)]
    for changes in (
        {},
        {"fill": "close"},
        {"fill": "close_to_open"},
        {"sizing": {"fraction": 0.2}},
    ):
        found = await robustness_of(quick(symbols=["A", "B"], **changes), bars)
        assert found["random_entries"]["percentile"] is not None


def sample(sharpe: float | None, trades: int = 10) -> Sample:
    return Sample("", "", 100, {"sharpe": sharpe, "trades": trades}, {})


@pytest.mark.parametrize(
    ("early", "late", "kept", "reason"),
    [
        (sample(1.0), sample(0.4), 0.4, ""),
        (sample(1.0), sample(-0.4), -0.4, ""),
        (sample(1.0), sample(0.4, trades=9), None, "too few trades (9; 10 are needed)"),
        (sample(1.0), sample(None, trades=0), None, "too few trades (0; 10 are needed)"),
        (sample(-1.0), sample(0.4), None, "did not gain on the first 70%"),
        (None, None, None, "too short to set a part of it aside"),
    ],
)
def test_the_last_part_is_held_against_the_first(
    early: Sample | None, late: Sample | None, kept: float | None, reason: str
) -> None:
    trial = Trial(backtest.run(quick(), [random_bars(300)]), early, late)
    found, why = kept_of(trial)
    assert found == kept
    assert reason in why


def test_trades_that_are_not_long_have_no_random_entries_yet() -> None:
    bars = [random_bars(300)]
    done = backtest.run(quick(), bars)
    short = [replace(trade, side="short") for trade in done.trades]
    assert entries.at_random(replace(done, trades=short), bars, lambda: None) is None


def test_random_entries_are_counted_as_the_engine_counts() -> None:
    bars = make_bars([(10, 13, 9, 11), (12, 14, 10, 13), (12, 15, 11, 14), (16, 19, 12, 18)], [BUY])
    done = backtest.run(cued(exit=None, max_bars=99, commission=0.01), [bars])
    found = entries.at_random(done, [bars], lambda: None)
    assert found is not None
    assert found.exposure == 1
    assert found.real == pytest.approx(done.metrics["total_return"])
    assert found.total_return.middle == pytest.approx(done.benchmark["total_return"])


def test_a_trade_is_held_for_one_step_at_least() -> None:
    bars = make_bars([(10, 10, 10, 10), (10, 10, 5, 6), (6, 6, 6, 6), (6, 6, 6, 6)], [BUY, 0, SELL])
    (trade,) = backtest.run(cued(stop_loss=0.1), [bars]).trades
    assert trade.bars == 0
    assert entries.held(trade, at_close=False) == 1


def test_returns_of_one_day_count_once() -> None:
    hours = np.datetime64("2020-01-01", "s") + np.arange(20) * np.timedelta64(5 * 3600, "s")
    bars = random_bars(20)
    hourly = Bars("X", "1h", hours, *bars.columns().values())
    done = backtest.run(rsi_strategy(timeframe="1h"), [hourly])
    returns, first = luck.daily(replace(done, equity=np.arange(1.0, 21)))
    assert first == 5
    assert returns == pytest.approx([10 / 5 - 1, 15 / 10 - 1, 20 / 15 - 1])


async def test_a_run_gives_the_same_digits_again() -> None:
    first, again = [await robustness_of(quick(), [random_bars(700)]) for _ in range(2)]
    assert first == again


async def test_the_parts_are_counted_and_the_judgement_is_said() -> None:
    desk = Desk([random_bars(700)])
    result = await desk.run(quick())
    own = [event for event in desk.said if event.action == "robustness"]
    told = [event.data for event in own if isinstance(event, AgentProgressed)]
    assert told == [{"done": done, "total": 6} for done in range(1, 7)]
    (done,) = [event for event in own if isinstance(event, AgentCompleted)]
    assert done.message == result["robustness"]["text"]


async def test_it_can_be_cancelled_between_and_within_the_parts() -> None:
    bars, strategy, asked = [random_bars(700)], quick(), []
    trial = judge(strategy, bars, lambda: None)
    tried = Iteration(1, Variant(strategy), trial, Review([], []))
    turn = await Turn.begin(Desk(bars).emit, "StrategyAnalyst", "robustness", "Asking.")
    await robustness.measure(trial, [tried], 0, bars, lambda: asked.append(1), turn)
    assert len(asked) > 20

    def cancelled() -> None:
        asked.pop()
        if not asked:
            raise Cancelled

    with pytest.raises(Cancelled):
        await robustness.measure(trial, [tried], 0, bars, cancelled, turn)


async def test_what_fails_is_a_warning_where_money_was_made() -> None:
    for seed in range(1, 30):
        result = await run(quick(), [random_bars(700, seed=seed)])
        found, verdict = result["robustness"], result["verdict"]
        failed = [one["text"] for one in found["findings"] if one["state"] == "failed"]
        if result["metrics"]["total_return"] > 0 and failed:
            break
    assert found["text"] in verdict["text"]
    assert set(failed) <= set(verdict["warnings"])


async def test_a_trade_that_hangs_on_later_prices_is_warned_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The engine, made to peek: it prices its trades with the last close of all."""
    honest, bars = backtest.run, [random_bars(400, drift=0.002)]

    def peeking(strategy: Strategy, series: list[Bars], **more: Any) -> backtest.Backtest:
        done = honest(strategy, series, **more)
        last = float(series[0].close[-1])
        return replace(done, trades=[replace(one, exit_price=last) for one in done.trades])

    monkeypatch.setattr(robustness.engine, "run", peeking)
    result = await run(quick(), bars)
    assert result["robustness"]["look_ahead"]["changed"] > 0
    assert any("came out otherwise" in one for one in result["verdict"]["warnings"])


async def test_a_loss_is_not_doubted_further() -> None:
    result = await run(quick(commission=0.01), [random_bars(700)])
    assert result["metrics"]["total_return"] < 0
    assert result["robustness"]["text"] not in result["verdict"]["text"]
    failed = [one["text"] for one in result["robustness"]["findings"] if one["state"] == "failed"]
    assert failed
    assert not set(failed) & set(result["verdict"]["warnings"])
