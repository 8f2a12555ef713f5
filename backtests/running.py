"""One attempt at a run: the workflow told event by event, and its end with the result.

Nothing here touches the ORM: between the last step and the bell there is no database.
"""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from typing import Any

import redis
from channels.layers import get_channel_layer
from django.conf import settings

from agents import workflow
from agents.events import Event
from agents.language import naming
from agents.language_model.asking import warned
from backtests import language_model, loops
from backtests.delivery.log import Attempt, EventLog, Fenced, LogLost, Sealed
from backtests.delivery.publisher import Publisher, Pulse
from backtests.market_data import catalogue

logger = logging.getLogger(__name__)
Json = dict[str, Any]

CANCEL_POLL_SECONDS = 0.2
# For what hangs where nobody looks at the ten minutes of a run; pauses, left out there, count here.
# Well below the limit of a task on the workflow queue, which is enforced by force.
TIME_LIMIT_SECONDS = 3_400
MOST_ATTEMPTS = 5
HEADLINE = ("total_return", "sharpe", "max_drawdown", "trades", "win_rate", "final_equity")
UNEXPECTED = "Something went wrong on our side. The run has stopped; please run it again."
TOO_LONG = "The run took longer than this site allows. Try fewer symbols or a shorter period."
TOO_LARGE = "The run needs more memory than there is. Try fewer symbols or a shorter period."
WORKER_LOST = "The workers of this run were lost again and again, so it was given up."


def run(log: EventLog, attempt: Attempt) -> None:
    """To the terminal event. Raises `Fenced`, `Sealed` or `LogLost` where another has the word."""
    publisher = Publisher(log, attempt, get_channel_layer())
    with Pulse(publisher):
        try:
            loops.run(_tell(publisher, CancelCheck(log, attempt.job)))
        except SystemExit:  # django-q2's TimeoutException: the limit was slept through
            logger.exception("job %s ran into its hard time limit", attempt.job)
            asyncio.run(publisher.finish(_failed("timeout", TOO_LONG)))


def give_up(log: EventLog, attempt: Attempt) -> None:
    """End a run whose workers are lost before they can say a word. Raises as `run` does."""
    publisher = Publisher(log, attempt, get_channel_layer())
    asyncio.run(publisher.finish(_failed("worker_lost", WORKER_LOST)))


async def _tell(publisher: Publisher, check: CancelCheck) -> None:
    if publisher.attempt.number > MOST_ATTEMPTS:
        await publisher.finish(_failed("worker_lost", WORKER_LOST))
        return
    if all(frame.type != "started" for frame in publisher.said):
        await publisher.publish({"type": "started", "message": "The run has started."})
    try:
        with naming(catalogue.own_symbols(publisher.request.get("owner", ""))):
            event, result = await _outcome(publisher, check)
    finally:
        check.over = True  # a time limit must not wait for the engine's thread
    try:
        await publisher.finish(event, result)
    except (TypeError, ValueError):  # a result that JSON cannot hold must not cost the bell
        logger.exception("the result of job %s cannot be stored", publisher.attempt.job)
        await publisher.finish(_failed("internal", UNEXPECTED))


async def _outcome(publisher: Publisher, check: CancelCheck) -> tuple[Json, Any]:
    """The terminal event and, where there is one, the result."""
    job = publisher.attempt.job

    async def emit(event: Event) -> None:
        await publisher.publish(event.to_dict())

    model = language_model.of_run(job, publisher.request, check)
    if model and model.failure:
        await emit(warned(model, model.failure, "Supervisor", "help"))
    try:
        async with asyncio.timeout(TIME_LIMIT_SECONDS):
            result = await workflow.run(
                _request(publisher.request),
                emit=emit,
                load_bars=partial(catalogue.load, owner=publisher.request.get("owner", "")),
                check_cancelled=check,
                model=model,
            )
    except TimeoutError:
        logger.exception("job %s ran into its time limit", job)
        return _failed("timeout", TOO_LONG), None
    except workflow.Cancelled:
        return {"type": "cancelled", "message": "The run was cancelled."}, None
    except workflow.AgentFailure as failure:
        return _failed(failure.code, str(failure)), None
    except catalogue.NoData as missing:
        return _failed("no_data", str(missing)), None
    except catalogue.SourceFailed as failure:
        logger.exception("the prices of job %s cannot be read", job)
        return _failed("source_failed", str(failure)), None
    except (Fenced, Sealed, LogLost, redis.RedisError):
        raise  # not the job's fault: it runs again
    except MemoryError:
        logger.exception("job %s needs more memory than there is", job)
        return _failed("too_large", TOO_LARGE), None
    except Exception:
        logger.exception("job %s failed", job)
        return _failed("internal", UNEXPECTED), None
    return _completed(result), result


def _request(asked: Json) -> workflow.RunRequest:
    return workflow.RunRequest(
        reading=asked["reading"],
        strategy=asked["strategy"],
        max_iterations=asked["max_iterations"],
        source=asked["source"],
        step_delay=settings.STEP_DELAY,
        earlier_tries=asked.get("earlier_tries", 0),
    )


class CancelCheck:
    """Raises `Cancelled` once the log asks for it, or the run is over; looks now and then."""

    def __init__(self, log: EventLog, job: str) -> None:
        self.log, self.job = log, job
        self.over = False
        self.next_look = 0.0

    def __call__(self) -> None:
        if self.over:
            raise workflow.Cancelled
        if time.monotonic() < self.next_look:
            return
        self.next_look = time.monotonic() + CANCEL_POLL_SECONDS
        if self.log.cancel_requested(self.job):
            raise workflow.Cancelled


def _failed(code: str, message: str) -> Json:
    return {"type": "error", "message": message, "data": {"code": code, "message": message}}


def _completed(result: Json) -> Json:
    metrics = result.get("metrics") or {}
    benchmark = result.get("benchmark") or {}
    data = {
        "verdict": result.get("verdict"),
        "metrics": {key: metrics.get(key) for key in HEADLINE},
        "benchmark_return": benchmark.get("total_return"),
    }
    text = (result.get("verdict") or {}).get("text") or "The run is complete."
    return {"type": "complete", "message": text, "data": data}
