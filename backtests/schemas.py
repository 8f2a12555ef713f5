"""What the API takes and gives, as its OpenAPI description shows it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from agents.language import reading
from agents.language.reading import Question
from backtests.intake import Options

Json = dict[str, Any]


def _no_flag(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("Send a number")
    return value


def _day(value: Any) -> Any:
    """Pydantic takes a number, and 20120131 too, for seconds since 1970."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except (TypeError, ValueError):
        raise ValueError("Send a day such as 2012-01-31") from None


Finite = Annotated[float, Field(allow_inf_nan=False), BeforeValidator(_no_flag)]
Day = Annotated[date | None, BeforeValidator(_day)]


def _answers(value: Any) -> Any:
    """One sentence, where a union would complain once for each of its members."""
    texts = isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if texts or value in (None, "defaults"):
        return value
    raise ValueError('Send "defaults", or an object with a text for each question')


# Its schema holds itself: Swagger UI, which unfolds all, would follow that for half a minute.
Strategy = Annotated[Json, Field(description="As `/api/strategy/schema` describes it")]


class Asked(Schema):
    """A prompt, and what may be said beside it."""

    model_config = ConfigDict(extra="forbid")

    prompt: str = ""
    answers: Annotated[dict[str, str] | Literal["defaults"] | None, BeforeValidator(_answers)] = (
        None
    )
    symbols: list[str] | None = None
    timeframe: str | None = None
    start: Day = None
    end: Day = None
    initial_capital: Finite | None = None
    commission: Finite | None = None
    slippage: Finite | None = None

    def options(self) -> Options:
        beside = {"prompt", "strategy", "answers", "guide"}
        said: Any = self.model_dump(exclude=beside, exclude_none=True)
        options: Options = said
        return options


class AskedToRead(Asked):
    """What a page asks besides: where its reader can say each assumption otherwise."""

    guide: bool = Field(
        default=False, description="Also say, for a page, where each assumption is said otherwise"
    )


class JobRequest(Asked):
    """A prompt or a strategy, and how to run it."""

    strategy: Strategy | None = None
    source: str | None = None
    max_iterations: int | None = None


class Refinement(Schema):
    """What to change: in words, or by other answers to the questions that were asked."""

    model_config = ConfigDict(extra="forbid")

    words: str = Field(default="", max_length=1000)
    base: Literal["written", "refined"] = Field(
        default="written", description="Which strategy the words change: as read, or as refined"
    )
    answers: dict[str, str] | None = None

    @model_validator(mode="after")
    def not_both(self) -> Self:
        if self.words.strip() and self.answers:
            raise ValueError("Send either words or answers, not both")
        return self


class Reading(reading.Reading):
    """How a text was understood, word for word."""

    strategy: Strategy | None = None  # type: ignore[assignment]  # described elsewhere


class JobError(Schema):
    code: str
    message: str


class Links(Schema):
    """`stream` (WebSocket) and `sse` are complete addresses, ticket included."""

    self: str
    page: str
    events: str
    stream: str
    sse: str
    result: str


class Job(Schema):
    id: str
    status: Literal["queued", "running", "complete", "error", "cancelled"]
    saved: bool
    attempt: int
    prompt: str
    strategy: Strategy | None
    reading: Reading | None
    created_at: str
    started_at: str | None
    finished_at: str | None
    rerun_of: str | None
    error: JobError | None
    links: Links


class JobPage(Schema):
    """`next` is what to send as `after` for the page that follows."""

    jobs: list[Job]
    next: str | None


class Events(Schema):
    """`reset`: the caller knew another log, so all of this one follows."""

    epoch: str
    events: list[Json]
    last_seq: int
    terminal: bool
    reset: bool


class Symbols(Schema):
    symbols: list[Json]


class Upload(Schema):
    """What was understood of a file; `kept` says whether it can be tested now."""

    symbol: str
    timeframe: str
    kept: bool
    bars: int
    start: str
    end: str
    close_only: bool
    sha256: str
    flags: list[str]
    first: list[Json]
    last: list[Json]


class ErrorDetail(Schema):
    """`offers` are symbols that can be tested instead, `problems` the bad lines of a file."""

    code: str
    message: str
    fields: dict[str, str] = {}
    offers: list[str] = []
    problems: list[str] = []


class Problem(Schema):
    """Any other answer than the one asked for."""

    error: ErrorDetail


class Refusal(Problem):
    """What cannot be run; with questions where the words are not enough."""

    questions: list[Question] | None = None
    reading: Reading | None = None
