"""The story of a run, from the first word of the supervisor to the result."""

import datetime as dt
import json
import math
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from agents import analyst, backtest_runner, insights, workflow
from agents.events import Agent, AgentCompleted, AgentStarted, Event, Refined, Warned
from agents.language.reading import Unsupported
from agents.refining import refine
from agents.workflow import Cancelled
from backtests.engine import ENGINE_VERSION, backtest
from backtests.engine.bars import Bars
from tests.agents.making import (
    LIMIT_PATHS,
    RSI_PATHS,
    Desk,
    random_bars,
    reading_of,
    rsi_strategy,
)
from tests.engine.making import compare, indicator

KEYS = {
    "strategy",
    "iterations",
    "monthly_returns",
    "yearly_returns",
    "worst_drawdowns",
    "best_iteration",
    "metrics",
    "benchmark",
    "trades",
    "equity",
    "verdict",
    "robustness",
    "sweep",
    "data",
    "engine_version",
    "benchmark_equity",
    "drawdown",
    "prices",
    "indicators",
    "charts",
    "distances",
    "findings",
    "explanation",
    "reading",
    "headline",
    "suggestions",
}
ASSUMED = (*RSI_PATHS, *LIMIT_PATHS)


@pytest.fixture
def desk() -> Desk:
    return Desk([random_bars(1500)])


async def refined(desk: Desk, most: int = 5) -> dict[str, Any]:
    strategy = rsi_strategy()
    return await desk.run(strategy, reading_of(strategy, ASSUMED), max_iterations=most)


def agents_of(said: list[Event]) -> list[Agent | None]:
    return [event.agent for event in said if isinstance(event, AgentStarted)]


def numbers(value: Any) -> Iterator[float]:
    match value:
        case dict():
            for item in value.values():
                yield from numbers(item)
        case list():
            for item in value:
                yield from numbers(item)
        case float():
            yield value


async def test_the_agents_speak_in_the_order_of_the_story(desk: Desk) -> None:
    await desk.run(rsi_strategy())
    assert agents_of(desk.said) == [
        "Supervisor",
        "Clarifier",
        "Strategist",
        "BacktestRunner",
        "BacktestRunner",
        "StrategyAnalyst",
        "StrategyAnalyst",
        "InsightsGenerator",
        "StrategyAnalyst",
    ]


async def test_every_agent_that_starts_also_completes_with_its_measured_time(desk: Desk) -> None:
    await refined(desk)
    started = agents_of(desk.said)
    done = [event for event in desk.said if isinstance(event, AgentCompleted)]
    assert sorted(map(str, started)) == sorted(str(event.agent) for event in done)
    assert all(event.duration_ms is not None and event.duration_ms >= 0 for event in done)


async def test_how_the_run_was_queued_and_ended_is_not_its_own_to_say(desk: Desk) -> None:
    await refined(desk)
    assert not {"queued", "started", "complete", "error", "cancelled"} & set(desk.types())


async def test_everything_said_is_json_without_nan(desk: Desk) -> None:
    await refined(desk)
    for event in desk.said:
        json.dumps(event.to_dict(), allow_nan=False)


async def test_the_result_has_every_part_and_no_number_that_json_does_not_know(desk: Desk) -> None:
    result = await refined(desk)
    assert result.keys() >= KEYS
    assert all(math.isfinite(number) for number in numbers(result))
    assert json.loads(json.dumps(result, allow_nan=False)) == result


async def test_one_iteration_is_the_strategy_exactly_as_read(desk: Desk) -> None:
    result = await refined(desk, most=1)
    plain = backtest.run(rsi_strategy(), desk.bars)
    assert [item["n"] for item in result["iterations"]] == [1]
    assert result["strategy"] == rsi_strategy().model_dump(mode="json")
    assert result["metrics"] == plain.metrics
    assert result["trades"] == json.loads(json.dumps([one.to_dict() for one in plain.trades]))
    assert "refinement" not in desk.types()


async def test_iterations_are_at_most_as_many_as_asked_for(desk: Desk) -> None:
    result = await refined(desk, most=4)
    assert [item["n"] for item in result["iterations"]] == [1, 2, 3, 4]
    assert desk.types().count("iteration_start") == 4
    assert desk.types().count("refinement") == 3


async def test_exactly_one_iteration_is_kept_and_it_is_what_is_shown(desk: Desk) -> None:
    result = await refined(desk)
    (kept,) = [item for item in result["iterations"] if item["kept"]]
    assert kept["n"] == result["best_iteration"]
    assert kept["strategy"] == result["strategy"]
    assert kept["metrics"] == result["metrics"]
    assert kept["out_of_sample"]["bars"] == 450


async def test_stated_numbers_are_the_same_in_every_iteration(desk: Desk) -> None:
    strategy = rsi_strategy(stop_loss=0.05)
    reading = reading_of(strategy, [*ASSUMED, "stop_loss"], stated=["stop_loss", LIMIT_PATHS[0]])
    result = await desk.run(strategy, reading, max_iterations=12)
    assert len(result["iterations"]) > 3
    for item in result["iterations"]:
        assert item["strategy"]["stop_loss"] == 0.05
        assert item["strategy"]["entry"]["right"]["value"] == 30


async def test_where_nothing_may_change_that_is_said_and_the_loop_ends(desk: Desk) -> None:
    result = await desk.run(rsi_strategy())
    assert len(result["iterations"]) == 1
    told = [event.message for event in desk.said]
    assert any("every number that could be tuned is yours" in message for message in told)
    assert "Iteration 1: the strategy as it was read." in told


async def test_a_refinement_says_what_changes_and_why(desk: Desk) -> None:
    result = await refined(desk, most=2)
    (event,) = [event for event in desk.said if isinstance(event, Refined)]
    assert event.data == {"changes": result["iterations"][1]["changes"]}
    assert {"path", "from", "to", "why"} <= result["iterations"][1]["changes"][0].keys()


async def test_the_same_request_gives_the_same_result(desk: Desk) -> None:
    assert await refined(desk) == await refined(Desk(desk.bars))


async def test_what_the_last_part_holds_does_not_change_the_choice(desk: Desk) -> None:
    bars, other = desk.bars[0], random_bars(1500, seed=77)
    columns = {
        name: np.concatenate((column[:1050], other.columns()[name][1050:]))
        for name, column in bars.columns().items()
    }
    one, two = await refined(desk), await refined(Desk([Bars("X", "1d", bars.time, **columns)]))
    assert one["best_iteration"] == two["best_iteration"]
    assert [item["changes"] for item in one["iterations"]] == [
        item["changes"] for item in two["iterations"]
    ]
    assert one["metrics"] != two["metrics"]


async def test_series_hold_every_bar_with_utc_times(desk: Desk) -> None:
    result = await refined(desk)
    for key in ("equity", "benchmark_equity", "drawdown"):
        assert len(result[key]) == 1500
        assert result[key][0][0] == "2010-01-01T00:00:00Z"
    assert len(result["prices"]["X"]) == 1500
    assert len(result["prices"]["X"][0]) == 5


async def test_data_and_engine_are_named_so_that_a_rerun_can_compare(desk: Desk) -> None:
    result = await desk.run(rsi_strategy())
    assert result["data"][0]["sha256"] == desk.bars[0].sha256()
    assert result["engine_version"] == ENGINE_VERSION


async def test_a_run_can_be_cancelled_at_every_step() -> None:
    calls = 0

    def counting() -> None:
        nonlocal calls
        calls += 1

    strategy, bars = rsi_strategy(), [random_bars(300)]
    reading = reading_of(strategy, ASSUMED)
    await Desk(bars).run(strategy, reading, max_iterations=2, check_cancelled=counting)
    assert calls > 10
    for moment in range(1, calls + 1):
        with pytest.raises(Cancelled):
            await Desk(bars).run(
                strategy, reading, max_iterations=2, check_cancelled=cancel_at(moment)
            )


def test_the_search_for_the_next_variant_can_be_cancelled_within() -> None:
    bars, strategy = [random_bars(900)], rsi_strategy()
    tested = backtest_runner.judge(strategy, bars, lambda: None)
    low = analyst.Finding("few_trades", "borderline", "There were few trades.", "trades", 9, 30)
    read = refine.Iteration(1, refine.Variant(strategy), tested, analyst.Review([low], [low]))
    with pytest.raises(Cancelled):
        refine.next_variant([read], reading_of(strategy, RSI_PATHS[:1]), bars, cancel_at(2))


async def test_what_looks_at_all_bars_looks_beside_the_event_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    beside: list[bool] = []

    def noted(done: Any) -> Any:
        def call(*args: Any) -> Any:
            beside.append(threading.current_thread() is not threading.main_thread())
            return done(*args)

        return call

    monkeypatch.setattr(workflow, "result_of", noted(workflow.result_of))
    monkeypatch.setattr(insights, "prepared", noted(insights.prepared))
    await Desk([random_bars()]).run(rsi_strategy(), max_iterations=1)
    assert beside == [True, True]


def cancel_at(moment: int) -> Any:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls >= moment:
            raise Cancelled

    return check


async def test_the_step_delay_is_waited_before_every_agent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(workflow.asyncio, "sleep", sleep)
    await desk.run(rsi_strategy(), step_delay=0.25)
    assert set(waited) == {0.25}
    assert len(waited) >= len(agents_of(desk.said))


async def test_a_strategy_that_never_trades_is_explained() -> None:
    strategy = rsi_strategy(entry=compare(indicator("RSI", period=14), "<", 1))
    result = await Desk([random_bars(500)]).run(strategy)
    assert result["trades"] == []
    assert result["explanation"]["conditions"][0]["held"] == 0
    assert "reached" in result["explanation"]["nearest"]
    assert result["verdict"]["text"].startswith("It never traded")


async def test_a_period_that_is_longer_than_the_prices_is_refused_by_name() -> None:
    average = indicator("SMA", period=200)
    strategy = rsi_strategy(entry=compare({"kind": "price", "field": "close"}, ">", average))
    with pytest.raises(workflow.AgentFailure, match=r"SMA\(200\) needs 200 bars, and X has only"):
        await Desk([random_bars(120)]).run(strategy)


async def test_bars_full_of_nothing_end_with_a_sentence() -> None:
    bars = random_bars(200)
    nothing = np.full(200, np.nan)
    empty = Bars("X", "1d", bars.time, nothing, nothing, nothing, nothing, nothing)
    with pytest.raises(workflow.AgentFailure, match="needs at least 2"):
        await Desk([empty]).run(rsi_strategy())


async def test_several_symbols_share_one_account_and_each_has_its_chart() -> None:
    bars = [random_bars(400, "A"), random_bars(400, "B", seed=2)]
    result = await Desk(bars).run(rsi_strategy(symbols=["A", "B"]))
    assert set(result["prices"]) == {"A", "B"}
    assert {one["symbol"] for one in result["indicators"]} == {"A", "B"}
    assert len(result["data"]) == 2


async def test_the_period_of_the_strategy_is_what_is_tested(desk: Desk) -> None:
    strategy = rsi_strategy(start="2011-01-01", end="2012-12-31")
    result = await desk.run(strategy)
    days = [dt.date.fromisoformat(row[0][:10]) for row in result["equity"]]
    assert (days[0], days[-1]) == (dt.date(2011, 1, 1), dt.date(2012, 12, 31))


async def test_the_strategist_says_what_was_assumed_and_the_clarifier_what_is_left_out(
    desk: Desk,
) -> None:
    gone = [Unsupported(text="when the news is good", why="news is not in the prices")]
    strategy = rsi_strategy()
    await desk.run(strategy, reading_of(strategy, RSI_PATHS[:1], unsupported=gone))
    told = {str(event.agent): event for event in desk.said if isinstance(event, AgentCompleted)}
    assert "Assumed: entry.left.params.period is usual" in told["Strategist"].message
    assert "1 part not testable" in told["Clarifier"].message
    (warned,) = [event for event in desk.said if isinstance(event, Warned)]
    assert warned.message == "Not tested: when the news is good. news is not in the prices"


async def test_where_nothing_was_assumed_that_is_said(desk: Desk) -> None:
    await desk.run(rsi_strategy())
    assert any("Nothing had to be assumed." in event.message for event in desk.said)
