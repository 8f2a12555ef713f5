"""What a request says, checked before anything is stored: words or a strategy -> a reading.

Every door (page, API, command line) refuses here what cannot be run, in the same words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any, Literal, TypedDict, Unpack, get_args

from pydantic import ValidationError

from agents import clarifier, language
from agents.changing import amending
from agents.changing.differences import differences
from agents.changing.tuned import tuned
from agents.language.reading import ImpossibleStrategy, InvalidPrompt, Reading
from agents.language_model import understanding
from agents.language_model.asking import LanguageModel
from backtests import allowance, language_model, loops, refusals
from backtests.engine import windows
from backtests.engine.contradictions import contradictions
from backtests.engine.describe import describe as say_back
from backtests.engine.strategy import Strategy, Timeframe
from backtests.market_data import catalogue

Json = dict[str, Any]
Answers = Mapping[str, str] | Literal["defaults"] | None
# Whether a language model may be asked once more for whoever asks.
MayAsk = Callable[[], bool]
MOST_ITERATIONS = 50
MOST_CAPITAL = 1e12
GOES_ON = (
    "That run goes on from numbers that another one has found, which fit its answers only. Change "
    "the answers of that one."
)
HOW_TO_PUT_IT = (
    "Say what to buy, when to buy it and when to sell it, for example: Buy AAPL when RSI drops "
    "below 30, sell when RSI goes above 70."
)


class Options(TypedDict, total=False):
    """What a request may say beside its words; None means: not said."""

    symbols: list[str] | None
    timeframe: str | None
    start: date | None
    end: date | None
    initial_capital: float | None
    commission: float | None
    slippage: float | None
    source: str | None
    max_iterations: int | None


FIELDS = ("symbols", "timeframe", "start", "end", "initial_capital", "commission", "slippage")


class BadRequest(Exception):
    """The request cannot be run as it is; `fields` says where and why."""

    def __init__(self, code: str, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.fields = code, message, fields or {}


class NeedsAnswers(Exception):
    """Something vital is missing; the reading holds the questions, if any can help."""

    def __init__(self, reading: Reading, answers: Answers = None) -> None:
        self.reading = reading
        self.code = "needs_answers" if reading.questions else "not_understood"
        asked = " ".join(question.text for question in reading.questions)
        if asked and answers == "defaults":
            names = " and ".join(repr(question.id) for question in reading.questions)
            asked = f"No default can answer {names}; please say: {asked}"
        super().__init__(asked or f"{reading.sentence} {HOW_TO_PUT_IT}".strip())


def naming(owner: str = "") -> AbstractContextManager[None]:
    """Within it an owner's words may name what only that owner has prices of."""
    return language.naming(catalogue.own_symbols(owner))


def read(prompt: str, answers: Answers = None, **options: Unpack[Options]) -> Reading:
    """What is understood of the words; nothing is started."""
    _check_text(prompt, answers)
    _check_options(options)
    stated: Json = {key: options.get(key) for key in FIELDS}
    try:
        overrides, today = language.Overrides(**stated), datetime.now(UTC).date()
        return language.read(prompt, answers=answers, overrides=overrides, today=today)
    except InvalidPrompt as error:
        raise BadRequest("invalid_prompt", str(error), {"prompt": str(error)}) from None
    except ImpossibleStrategy as error:
        raise BadRequest("impossible", str(error), {error.field: str(error)}) from None


def understand(
    prompt: str = "",
    strategy: Mapping[str, Any] | None = None,
    answers: Answers = None,
    may_ask: MayAsk = lambda: True,
    **options: Unpack[Options],
) -> tuple[Reading, Strategy]:
    """The reading of a request that can be run; raises what is wrong with it otherwise."""
    if strategy is not None and prompt.strip():
        raise BadRequest("invalid", "Send either a prompt or a strategy, not both.")
    if strategy is not None:
        reading = read_strategy(strategy, **options)
    else:
        reading = helped(prompt, read(prompt, answers, **options), answers, options, may_ask)
    if reading.strategy is None or reading.action in ("clarify", "refuse"):
        raise NeedsAnswers(reading, answers)
    _check_ranges(reading.strategy, options)
    return reading, reading.strategy


def helped(
    prompt: str, reading: Reading, answers: Answers, options: Options, may_ask: MayAsk
) -> Reading:
    """With what a language model makes of words that the rules did not understand, and of what they
    have to ask.
    """
    wanted = understanding.worth_asking(reading) or reading.action == "clarify"
    if not wanted or not (model := language_model.configured()):
        return reading
    if not may_ask():
        return reading.model_copy(update={"model": {**model.spent(), "failure": allowance.SPENT}})
    return asked(model, prompt, reading, answers, options)


def asked(
    model: LanguageModel, prompt: str, reading: Reading, answers: Answers, options: Options
) -> Reading:
    given = {key: options.get(key) for key in FIELDS if options.get(key) is not None}
    said = answers if isinstance(answers, Mapping) else {}

    def read_with(more: dict[str, str]) -> Reading | None:
        try:
            return read(prompt, {**said, **more}, **options)
        except BadRequest:
            return None

    async def help_() -> Reading:
        found = reading
        if understanding.worth_asking(reading):
            found = await understanding.consult(prompt, reading, model, given, answers)
        failed = (found.model or {}).get("failure")
        if found.action != "clarify" or found.questions != reading.questions or failed:
            return found
        return await clarifier.clarify(prompt, found, model, read_with)

    return loops.run(help_())


def read_strategy(strategy: Mapping[str, Any], **options: Unpack[Options]) -> Reading:
    """A strategy that came as data needs no understanding, but it is said back all the same."""
    _check_options(options)
    given = {key: options.get(key) for key in FIELDS if options.get(key) is not None}
    valid = validated({**strategy, **given}).based()
    return Reading(action="run", strategy=valid, sentence=say_back(valid))


def amended(reading: Reading, words: str, of: str, kept: Strategy | None = None) -> Reading:
    """The reading of an earlier job, with what the words change: of the strategy as it was read, or
    of the one that was `kept` after refinement.
    """
    _check_text(words)
    if reading.strategy is None:
        raise BadRequest("not_amended", "That run has no strategy that could be changed.")
    told: dict[str, Any] = {"of": of, "words": words.strip(), **history_of(reading)}
    told["said"] = [*told["said"], words.strip()]
    strategy = kept or reading.strategy
    if strategy != reading.strategy:
        told["refined"] = differences(reading.strategy, strategy)
        told["found"] = True
        reading = tuned(reading, strategy)
    try:
        done = amending.amend(strategy, words, datetime.now(UTC).date())
    except amending.NotAmended as error:
        raise BadRequest("not_amended", str(error), {"words": str(error)}) from None
    told["changes"] = done.changes
    return done.applied_to(reading).model_copy(update={"amended": told})


def history_of(reading: Reading) -> dict[str, Any]:
    """All that was `said` since the text, and whether it was of numbers that a run had `found`."""
    before = reading.amended or {}
    return {"said": before.get("said", []), "found": before.get("found", False)}


def answers_of(reading: Reading) -> dict[str, str]:
    return {one.id: one.given for one in reading.answered}


def reanswered(
    reading: Reading,
    prompt: str,
    answers: Mapping[str, str],
    of: str,
    may_ask: MayAsk = lambda: True,
    **options: Unpack[Options],
) -> Reading:
    """The words of an earlier job read with other answers, and changed as they were; `answers` are
    all of them.
    """
    before, history = answers_of(reading), history_of(reading)
    if not before or reading.strategy is None:
        raise BadRequest("not_asked", "Nothing was asked before that run, so nothing was answered.")
    if history["found"]:
        raise BadRequest("not_asked", GOES_ON)
    again, strategy = understand(prompt, None, answers, may_ask, **options)
    for words in history["said"]:
        again, strategy = changed_again(again, strategy, words)
    changes = differences(reading.strategy, strategy)
    if not changes:
        raise BadRequest("not_amended", "That changes nothing: the run was answered so before.")
    said = "; ".join(f"{one.text} {one.given}" for one in again.answered
                     if before.get(one.id) != one.given)  # fmt: skip
    told = {"of": of, "words": said, "changes": changes, **history}
    return again.model_copy(update={"amended": told})


def changed_again(reading: Reading, strategy: Strategy, words: str) -> tuple[Reading, Strategy]:
    """What was said before, of a strategy that was answered otherwise."""
    try:
        done = amending.amend(strategy, words, datetime.now(UTC).date())
    except amending.NothingChanged:
        return reading, strategy
    except amending.NotAmended as error:
        message = f"With that answer, {words!r} cannot be said any more: {error}"
        raise BadRequest("not_amended", message, {"answers": message}) from None
    return done.applied_to(reading), done.strategy


def validated(strategy: Mapping[str, Any]) -> Strategy:
    _check_text(json.dumps(strategy, default=str, ensure_ascii=False))
    try:
        valid = Strategy.model_validate(dict(strategy))
    except ValidationError as error:
        fields = refusals.fields_of(error, strategy)
        where, why = next(iter(fields.items()))
        raise BadRequest("invalid_strategy", f"{where}: {why}", fields) from None
    for side, why in contradictions(valid):
        raise BadRequest("invalid_strategy", why, {side: why})
    return valid


def check_available(strategy: Strategy, source: str | None, owner: str = "") -> None:
    """Raises `catalogue.NoData` with what there is instead, or what asks for more than there is."""
    bars = catalogue.check_available(strategy, source, owner)
    if fields := dict(windows.impossible(strategy, bars)):
        raise BadRequest("too_few_bars", " ".join(dict.fromkeys(fields.values())), fields)


def _check_text(text: str, answers: Answers = None) -> None:
    """Refuse what no database can keep as text."""
    whole = text + json.dumps(answers, ensure_ascii=False)
    if "\x00" in whole or "\\u0000" in whole or any("\ud800" <= c <= "\udfff" for c in whole):
        message = "The text holds characters that are not text; please type it again."
        raise BadRequest("invalid_prompt", message, {"prompt": message})


def _check_ranges(strategy: Strategy, options: Options) -> None:
    """One value beside the strategy, and several in it: which is meant?"""
    varied = {path for one in strategy.ranges for path in one.paths}
    both = [name for name in FIELDS if name in varied and options.get(name) is not None]
    fields = {name: f"The {name} has one value here and a range in the strategy." for name in both}
    if fields:
        raise BadRequest("invalid", " ".join(fields.values()), fields)


def _check_options(options: Options) -> None:
    """What can be wrong with the options whatever the words say."""
    fields = dict([*_range_problems(options), *_name_problems(options)])
    if fields:
        raise BadRequest("invalid", " ".join(fields.values()), fields)


def _range_problems(options: Options) -> Iterator[tuple[str, str]]:
    start, end = options.get("start"), options.get("end")
    if start and end and start >= end:
        yield "end", f"The start ({start}) must be before the end ({end})."
    if (capital := options.get("initial_capital")) is not None and not 0 < capital <= MOST_CAPITAL:
        limit = "above 0" if capital <= 0 else f"at most {MOST_CAPITAL:,.0f}"
        yield "initial_capital", f"The initial capital must be {limit}, not {capital:,g}."
    costs = {"commission": options.get("commission"), "slippage": options.get("slippage")}
    for name, cost in costs.items():
        if cost is not None and not 0 <= cost < 0.5:
            yield (
                name,
                f"The {name} must be at least 0% and below 50% of the money traded; "
                f"{cost * 100:g}% is not (a request says 0.001 for 0.1%).",
            )
    most = options.get("max_iterations")
    if most is not None and not 1 <= most <= MOST_ITERATIONS:
        yield "max_iterations", f"max_iterations is a whole number from 1 to {MOST_ITERATIONS}."


def _name_problems(options: Options) -> Iterator[tuple[str, str]]:
    source, timeframe = options.get("source"), options.get("timeframe")
    if source is not None and source not in catalogue.SOURCES:
        yield "source", f"There is no source {source!r}; known: {', '.join(catalogue.AT_HAND)}."
    if timeframe is not None and timeframe not in get_args(Timeframe):
        known = ", ".join(get_args(Timeframe))
        yield "timeframe", f"There is no timeframe {timeframe!r}; known: {known}."
    symbols = options.get("symbols")
    if symbols is not None and not 1 <= len(symbols) <= 20:
        yield "symbols", "Name 1 to 20 symbols."
