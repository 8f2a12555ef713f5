"""What a language model answers about a text: a strategy, and the words that it comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.language.lexicon.untestable import NOT_ON_PRICES, NOT_UNDERSTOOD, NOT_YET
from agents.language_model.courtesy import Vital
from backtests.engine.strategy import Strategy

REASONS = {
    "not_on_prices": NOT_ON_PRICES,
    "not_supported": NOT_YET,
    "not_understood": NOT_UNDERSTOOD,
}


class Quote(BaseModel):
    model_config = ConfigDict(extra="forbid")

    path: str = Field(max_length=200)
    words: str = Field(min_length=1, max_length=240)


class LeftOut(BaseModel):
    """Words, and one of the reasons that this site gives: the model words none of its own."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=500)
    why: Literal["not_on_prices", "not_supported", "not_understood"]


class Asked(BaseModel):
    """A question of the model about one thing, no longer than a question is."""

    model_config = ConfigDict(extra="forbid")

    about: Vital

    text: str = Field(min_length=10, max_length=200, pattern=r"\S\s+\S")
    choices: list[Annotated[str, Field(max_length=80)]] = Field(default_factory=list, max_length=3)
    default: str | None = Field(default=None, max_length=80)


class Understood(BaseModel):
    """What a text says, and from which of its words that comes."""

    model_config = ConfigDict(extra="forbid")

    strategy: Strategy | None = None
    quotes: list[Quote] = Field(default_factory=list, max_length=60)
    left_out: list[LeftOut] = Field(default_factory=list, max_length=30)
    questions: list[Asked] = Field(default_factory=list, max_length=3)
