"""What the reader answers: the strategy, and an account of every word that went into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from backtests.engine.strategy import Strategy

Action = Literal["run", "clarify", "partial", "refuse"]
SpanKind = Literal["used", "assumed", "unsupported", "ignored"]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())


class Span(Part):
    """Characters `start` to `end` of the text, and what became of them."""

    start: int
    end: int
    kind: SpanKind


class Assumption(Part):
    """Something that was not said in so many words, and where it stands in the strategy."""

    text: str
    path: str


class Unsupported(Part):
    """Words that are not tested, and why."""

    text: str
    why: str


class Question(Part):
    """Something vital that is missing; `default` is what "use defaults" answers."""

    id: str
    text: str
    choices: list[str] = Field(default_factory=list)
    default: str | None = None


class Answered(Question):
    """A question that came up, with what was answered."""

    given: str


class Reading(Part):
    """The honesty ledger of one text."""

    action: Action
    strategy: Strategy | None = None
    sentence: str = ""
    spans: list[Span] = Field(default_factory=list)
    assumptions: list[Assumption] = Field(default_factory=list)
    unsupported: list[Unsupported] = Field(default_factory=list)
    questions: list[Question] = Field(default_factory=list)
    answered: list[Answered] = Field(default_factory=list)
    stated: list[str] = Field(default_factory=list)
    draft: dict[str, Any] = Field(default_factory=dict)
    # What a language model spent on this reading, if one was asked, and how it failed, if it did.
    model: dict[str, Any] | None = None
    # Where it is an earlier one changed in words: these, the job, and the fields that differ.
    amended: dict[str, Any] | None = None

    @field_validator("unsupported")
    @classmethod
    def _told_once(cls, named: list[Unsupported]) -> list[Unsupported]:
        """What a text says over and over is named once; every place keeps its span."""
        return list({(one.text.lower(), one.why): one for one in named}.values())


class InvalidPrompt(ValueError):
    """The text is empty or too long."""


class ImpossibleStrategy(ValueError):
    """A value that no strategy can have; `field` says where it stands."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Overrides:
    """Fields that were filled beside the text; a filled field counts as an answer."""

    symbols: Sequence[str] | None = None
    timeframe: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    initial_capital: float | None = None
    commission: float | None = None
    slippage: float | None = None
