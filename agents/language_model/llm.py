"""The one place that calls a provider: one model for one run, within a time and a budget.

What it raises and logs names neither prompt nor answer nor key: providers repeat all three in
their own messages.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from pydantic_ai import Agent, CostNotFoundWarning, ModelRetry, UsageLimits
from pydantic_ai.exceptions import ModelConnectionError, ModelHTTPError, UsageLimitExceeded
from pydantic_ai.models import Model
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import RunUsage

from agents.events import Json
from agents.language_model.asking import Answer, NoAnswer, Task, Untrue
from agents.language_model.connection import TooLarge, connected

logger = logging.getLogger(__name__)
T = TypeVar("T")

ATTEMPTS = 2  # of a request that the provider turned down for now
PAUSE = 0.5
CORRECTIONS = 1  # of an answer that does not fit
LONGEST_ANSWER = 4_000
CANCEL_POLL_SECONDS = 0.2
warnings.simplefilter("ignore", CostNotFoundWarning)  # then the tokens alone are the limit
TRY_AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504, 529})


@dataclass(frozen=True)
class Limits:
    """Of one question in seconds, of one run in tokens and in US dollars."""

    seconds: float = 20
    tokens: int = 60_000
    dollars: float = 0.5


class ProvidedModel:
    """A `LanguageModel` behind an API; `model` is "provider:name", or one of the library's own."""

    def __init__(
        self,
        model: str | Model,
        limits: Limits = Limits(),
        check_cancelled: Callable[[], None] = lambda: None,
        spent: Json | None = None,
    ) -> None:
        self.model, self.limits, self.check_cancelled = model, limits, check_cancelled
        self.name = model if isinstance(model, str) else model.model_name
        self.usage = usage_of(spent or {})
        self.sent = self.usage.requests
        self.failure: NoAnswer | None = None
        self.useless = False

    def give_up(self, failure: NoAnswer) -> None:
        self.failure, self.useless = failure, True

    def spent(self) -> Json:
        cost = self.usage.cost
        return {
            "model": self.name,
            "requests": max(self.sent, self.usage.requests),
            "input_tokens": self.usage.input_tokens,
            "output_tokens": self.usage.output_tokens,
            "dollars": None if cost is None else float(round(cost, 6)),
            "most": {"tokens": self.limits.tokens, "dollars": self.limits.dollars},
            "failure": str(self.failure) if self.failure else None,
        }

    async def ask(self, task: Task[Answer], about: str) -> Answer:
        if self.failure is not None and self.useless:
            raise self.failure
        return await unless(self.check_cancelled, self.tried(task, about))

    async def tried(self, task: Task[Answer], about: str) -> Answer:
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await self.persistent(task, about)
        except Exception as error:  # whatever a provider or its library does, the run goes on
            self.failure = failure_of(error, self.limits)
            self.useless = not any(isinstance(one, Untrue) for one in causes(error))
            logger.warning("%s %s (%s)", self.name, self.failure, type(error).__name__)
        raise self.failure

    async def persistent(self, task: Task[Answer], about: str) -> Answer:
        """Once more after a pause, where the provider is busy."""
        for left in reversed(range(ATTEMPTS)):
            try:
                return await self.answer(task, about)
            except ModelHTTPError as error:
                if not left or error.status_code not in TRY_AGAIN:
                    raise
                pause = PAUSE if error.retry_after is None else error.retry_after
                if pause > self.limits.seconds / 2:
                    raise
            await asyncio.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    async def answer(self, task: Task[Answer], about: str) -> Answer:
        self.check_budget()
        async with connected(self.model, self.count) as model:
            result = await agent_for(task, model).run(
                about, usage=self.usage, usage_limits=self.budget()
            )
        return result.output

    def count(self) -> None:
        """The library counts requests that were answered; others may cost as well."""
        self.sent += 1

    def check_budget(self) -> None:
        """The library asks first and looks at the bill then; what is spent up asks no more."""
        if self.usage.total_tokens >= self.limits.tokens:
            raise UsageLimitExceeded("tokens")
        if self.usage.cost is not None and self.usage.cost >= Decimal(str(self.limits.dollars)):
            raise UsageLimitExceeded("dollars")

    def budget(self) -> UsageLimits:
        return UsageLimits(
            request_limit=None,
            total_tokens_limit=self.limits.tokens,
            cost_limit=Decimal(str(self.limits.dollars)),
        )


def usage_of(spent: Json) -> RunUsage:
    """What `spent` has told, to be added to."""
    dollars = spent.get("dollars")
    return RunUsage(
        requests=spent.get("requests", 0),
        input_tokens=spent.get("input_tokens", 0),
        output_tokens=spent.get("output_tokens", 0),
        cost=None if dollars is None else Decimal(str(dollars)),
    )


def agent_for(task: Task[Answer], model: Model) -> Agent[None, Answer]:
    agent: Agent[None, Answer] = Agent(
        model,
        output_type=task.output,
        instructions=task.instructions,
        retries=CORRECTIONS,
        model_settings=ModelSettings(max_tokens=LONGEST_ANSWER, max_retries=0),
    )

    @agent.output_validator
    def believable(answer: Answer) -> Answer:
        try:
            task.check(answer)
        except Untrue as error:
            raise ModelRetry(str(error)) from error
        return answer

    return agent


async def unless(check_cancelled: Callable[[], None], work: Awaitable[T]) -> T:
    """Wait for the work, and look all the while whether it is still wanted."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            check_cancelled()
            await asyncio.wait({task}, timeout=CANCEL_POLL_SECONDS)
        return task.result()
    finally:
        task.cancel()


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def failure_of(error: Exception, limits: Limits) -> NoAnswer:
    """How a failure is told."""
    match error:
        case TimeoutError():
            return NoAnswer("timeout", f"did not answer within {limits.seconds:g} seconds")
        case ModelHTTPError():
            return NoAnswer("refused", f"refused to answer (status {error.status_code})")
        case ModelConnectionError() if not any(isinstance(one, TooLarge) for one in causes(error)):
            return NoAnswer("unreachable", "could not be reached")
        case UsageLimitExceeded():
            return NoAnswer("budget", "has used up what one run may spend")
        case _:
            return NoAnswer("unusable", "gave an answer that cannot be used")
