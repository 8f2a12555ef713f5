"""A run has ten minutes: it ends in time, with all that could be had, and says what it left out."""

from dataclasses import dataclass, field

import pytest

from agents import budget as budgets
from agents.budget import AFTERWARDS, SECONDS, Budget, OutOfTime
from agents.events import AgentCompleted, Event, IterationStarted
from agents.refining.sweeping import WATCHED_SECONDS, will_end_in_time
from agents.workflow import AgentFailure, Cancelled
from tests.agents.judging.test_robustness import quick
from tests.agents.making import LIMIT_PATHS, RSI_PATHS, Desk, random_bars, reading_of, rsi_strategy
from tests.agents.refining.test_sweeping import LIMIT, PERIOD, ranged

FREE = reading_of(rsi_strategy(), (*RSI_PATHS, *LIMIT_PATHS))


@dataclass
class SlowDesk(Desk):
    """Each event of a kind takes long, on a clock of its own; `action` narrows it down."""

    seconds: float = 0.0
    kind: type[Event] = IterationStarted
    action: str = ""
    now: float = field(default=0.0)

    async def emit(self, event: Event) -> None:
        await super().emit(event)
        if isinstance(event, self.kind) and self.action in ("", getattr(event, "action", "")):
            self.now += self.seconds

    def clock(self) -> float:
        return self.now


def slow(seconds: float, kind: type[Event] = IterationStarted, action: str = "") -> SlowDesk:
    return SlowDesk([random_bars(1500)], seconds=seconds, kind=kind, action=action)


def messages(desk: Desk) -> str:
    return " ".join(event.message for event in desk.said)


async def test_no_iteration_begins_that_would_not_leave_time_for_what_follows() -> None:
    desk = slow(SECONDS / (AFTERWARDS + 3))
    result = await desk.run(rsi_strategy(), FREE, max_iterations=20, clock=desk.clock)
    assert len(result["iterations"]) == 3  # a fourth, and what follows it, would be 19 parts of 18
    assert "No time for another iteration" in messages(desk)
    assert "ten minutes" in messages(desk)


async def test_with_time_enough_the_same_run_goes_further() -> None:
    desk = slow(1.0)
    result = await desk.run(rsi_strategy(), FREE, max_iterations=20, clock=desk.clock)
    assert len(result["iterations"]) > 2
    assert "No time" not in messages(desk)


async def test_doubts_that_come_too_late_are_left_open_and_the_result_stays() -> None:
    desk = slow(0.85 * SECONDS, AgentCompleted, "backtest")
    result = await desk.run(quick(), max_iterations=1, clock=desk.clock)
    found = {one["name"]: one for one in result["robustness"]["findings"]}
    assert result["metrics"]["trades"] > 0
    for name in ("histories", "entries", "costs", "neighbours", "walk_forward"):
        assert found[name]["state"] == "unknown"
        assert "the time of the run was used up" in found[name]["text"]
    assert result["robustness"]["look_ahead"] is None
    assert found["luck"]["state"] != "unknown"


async def test_ideas_that_come_too_late_are_left_out() -> None:
    desk = slow(0.95 * SECONDS, AgentCompleted, "robustness")
    result = await desk.run(rsi_strategy(), max_iterations=1, clock=desk.clock)
    assert result["suggestions"] == []
    assert "No time was left to test ideas" in messages(desk)


async def test_what_is_still_not_done_after_ten_minutes_ends_and_says_what_to_try() -> None:
    desk = slow(SECONDS + 1, AgentCompleted, "load")
    with pytest.raises(AgentFailure) as failed:
        await desk.run(rsi_strategy(), clock=desk.clock)
    assert failed.value.code == "timeout"
    assert "ten minutes. Try fewer symbols" in str(failed.value)


async def test_pauses_of_a_demonstration_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = slow(0.0)

    async def sleep(seconds: float) -> None:
        desk.now += seconds

    monkeypatch.setattr(budgets.asyncio, "sleep", sleep)
    await desk.run(rsi_strategy(), max_iterations=1, step_delay=SECONDS, clock=desk.clock)
    assert desk.now > 5 * SECONDS


async def test_a_pause_can_be_cancelled_within() -> None:
    waited = 0

    def check() -> None:
        nonlocal waited
        waited += 1
        if waited > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        await Budget(check).pause(SECONDS)


async def test_a_sweep_that_cannot_end_in_time_ends_soon() -> None:
    desk = slow(0.0)

    def clock() -> float:
        desk.now += 3.0  # with each look, and there is more than one for every variant
        return desk.now

    with pytest.raises(OutOfTime, match="54 variants would take about") as failed:
        await desk.run(ranged(PERIOD, LIMIT), clock=clock)
    assert failed.value.code == "timeout"
    assert desk.now < SECONDS / 2


def test_how_long_all_variants_take_is_foretold_from_those_that_are_done() -> None:
    will_end_in_time(WATCHED_SECONDS - 1, 1, 100_000)
    will_end_in_time(30, 5_000, 100_000)
    with pytest.raises(OutOfTime, match=r"100,000 variants would take about 50 minutes"):
        will_end_in_time(30, 1_000, 100_000)
