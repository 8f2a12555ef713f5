"""What agents ask of a language model, in types: a task, an answer, or the reason for none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

from agents.events import Agent, Emit, Json, Warned

Answer = TypeVar("Answer", bound=BaseModel)
Why = Literal["timeout", "refused", "unreachable", "unusable", "budget"]


class Untrue(ValueError):
    """The answer has the right form, and says something that does not follow from the facts."""


class NoAnswer(Exception):
    """The model was of no help; the message says how, without a word of prompt, answer or key."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why: Why = why


def anything(answer: Any) -> None:
    """Accept every answer that has the right form."""


@dataclass(frozen=True)
class Task(Generic[Answer]):
    """What is wanted, and in which form; `check` raises `Untrue` for what must not be believed."""

    name: str
    instructions: str
    output: type[Answer]
    check: Callable[[Answer], None] = anything


class LanguageModel(Protocol):
    """Answers within its time and its budget. After a failure it is not asked again, unless it was
    an answer in the right form that is not true: it may do better at something else.
    """

    name: str
    useless: bool
    failure: NoAnswer | None

    def give_up(self, failure: NoAnswer) -> None:
        """Ask it no more."""
        ...

    def spent(self) -> Json:
        """Requests, tokens in and out, and dollars where the price is known."""
        ...

    async def ask(self, task: Task[Answer], about: str) -> Answer:
        """Raises `NoAnswer`."""
        ...


async def advice(
    model: LanguageModel | None, task: Task[Answer], about: str, agent: Agent, emit: Emit
) -> Answer | None:
    """What the model says; None where the rules have to do, of which a warning tells once."""
    if model is None or model.useless:
        return None
    try:
        return await model.ask(task, about)
    except NoAnswer as failure:
        await emit(warned(model, failure, agent, task.name))
        return None


def warned(model: LanguageModel, failure: NoAnswer, agent: Agent, dropped: str) -> Warned:
    rest = "The rules of this site do its part of the work."
    message = f"The language model {failure}, so its {dropped} is left out. {rest}"
    data = {"code": f"model_{failure.why}", "model": model.name, "dropped": dropped}
    return Warned(message=message, agent=agent, data=data)
