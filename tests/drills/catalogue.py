"""All drills, D0 (no fault) to D16, in the order of the architecture."""

from __future__ import annotations

from tests.drills.drill import Drill
from tests.drills.faults import (
    announcements,
    database,
    memory,
    model,
    persistence,
    prices,
    queue,
    redis_server,
    runner,
    web,
    workflow,
)
from tests.drills.pollers import CutServerSent
from tests.drills.stacks import Own, SmallDisk, Stack, StackName
from tests.drills.two_webs import EmbeddedTwoWebs, OwnTwoWebs
from tests.drills.viewers import (
    AfterExpiry,
    AfterTheEnd,
    Blackholed,
    Cut,
    Late,
    Mute,
    NeverReads,
    Slow,
)


def harmed(harm: str) -> dict[str, str]:
    """Settings of a site that is the product made worse in one thing."""
    return {"DJANGO_SETTINGS_MODULE": "tests.drills.wrapped.settings", "DRILL_HARM": harm}


TALKATIVE = {**harmed("talkative"), "STEP_DELAY": "0"}
# Slower runs, so that there is time to start a process again, and then to end the other one.
SLOWER = {"STEP_DELAY": "0.6"}
TWO_WEBS: dict[StackName, type[Stack]] = {"embedded": EmbeddedTwoWebs, "own": OwnTwoWebs}
EITHER_WAY = frozenset({"complete", "error"})

DRILLS = [
    Drill("D0", "none"),
    Drill("D1", "client's connection cut", kinds=(Cut, CutServerSent)),
    Drill("D1", "client's connection blackholed", kinds=(Blackholed,)),
    Drill("D2", "viewers that never acknowledge", kinds=(Mute,)),
    Drill("D4", "web process killed", web.killed),
    Drill("D4", "web process restarted", web.restarted, checks=web.told_of_the_restart),
    Drill("D5", "busy workflow workers killed", workflow.busy_workers_killed),
    Drill("D5", "idle workflow workers killed", before=workflow.idle_workers_killed),
    Drill("D5", "pusher killed", workflow.pusher_killed),
    Drill("D5", "sentinel killed", workflow.sentinel_killed),
    Drill("D6", "workflow cluster killed", workflow.cluster_killed),
    Drill("D8", "killed in mid-transaction", persistence.worker_killed_in_transaction),
    Drill("D8", "persistence cluster killed", persistence.cluster_killed),
    Drill(
        "D9",
        "database frozen",
        database.frozen,
        before=database.as_a_rule,
        checks=database.bells_rang_meanwhile,
        times=5,
    ),
    Drill(
        "D9",
        "database stopped",
        database.stopped,
        before=database.as_a_rule,
        stacks={"own": Own},
        checks=database.bells_rang_meanwhile,
        times=5,
    ),
    Drill("D10", "Redis killed", redis_server.killed),
    Drill("D10", "Redis frozen for 10 s", redis_server.frozen),
    Drill("D10", "workers killed while Redis is frozen", redis_server.frozen_as_workers_die),
    Drill("D10", "all keys flushed", redis_server.flushed),
    Drill("D10", "Redis back without its tail", redis_server.tail_lost),
    Drill("D11", "subscriptions killed", announcements.subscriptions_killed),
    Drill("D12", "every task delivered twice", queue.doubled),
    Drill(
        "D13",
        "language model fails",
        before=model.there,
        settings=model.SETTINGS,
        checks=model.survived,
    ),
    Drill(
        "D14",
        "market data gone, empty, NaN",
        prices.damaged,
        before=prices.imported,
        asked=prices.asked,
        endings=EITHER_WAY,
        checks=prices.named,
    ),
    Drill("D15", "workflow cluster retired", workflow.cluster_retired),
    Drill("D15", "site stopped and started", runner.deployed),
    Drill("D16", "runner killed", runner.killed),
    Drill("D5", "monitor killed", workflow.monitor_killed),
    Drill("D8", "monitor of the savers killed", persistence.monitor_killed),
    Drill(
        "D3",
        "late, after the end, after expiry",
        kinds=(Late, AfterTheEnd, AfterExpiry),
        settings={"EVENT_RETENTION_HOURS": "0.001"},
    ),
    Drill(
        "D7",
        "killed before the save is queued",
        settings=harmed("lethal"),
        checks=persistence.every_run_died_unsaved,
    ),
    Drill(
        "D11",
        "every other announcement lost",
        settings=harmed("lossy"),
        checks=announcements.some_were_lost,
    ),
    Drill(
        "D10",
        "all flushed after cancels",
        redis_server.flushed_after_cancels,
        settings=SLOWER,
        endings=frozenset({"complete", "cancelled"}),
        checks=redis_server.all_cancelled,
    ),
    Drill(
        "D4",
        "one of two behind nginx killed",
        web.killed_in_turn,
        stacks=TWO_WEBS,
        settings=SLOWER,
        checks=web.dropped_and_taken_over,
    ),
    Drill(
        "D4",
        "one of two behind nginx restarted",
        web.restarted_in_turn,
        stacks=TWO_WEBS,
        settings=SLOWER,
        checks=web.told_and_taken_over,
    ),
    Drill(
        "D11",
        "channel layer at capacity",
        web.paused,
        settings=harmed("tight"),
        checks=announcements.some_were_lost,
    ),
    Drill(
        "D2",
        "viewers that do not read",
        before=memory.measured,
        kinds=(Slow, NeverReads),
        settings=TALKATIVE,
        checks=memory.bounded,
    ),
    Drill(
        "D9",
        "disk of the database full",
        database.full,
        before=database.as_a_rule,
        stacks={"embedded": SmallDisk},
        checks=database.bells_rang_meanwhile,
        times=5,
    ),
]
