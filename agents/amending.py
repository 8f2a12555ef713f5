"""A strategy changed in words: "use a 3% stop and test since 2015".

what is to go -> what the rest says, read as every text is read -> each field that it names takes
the place of the old one -> the whole is checked again. Where a word is not understood, nothing is
changed and the word is named.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from agents import language
from agents.differences import differences
from agents.events import Json
from agents.language.reading import ImpossibleStrategy, InvalidPrompt, Reading
from agents.widening import NotWidened, untouched, widened
from backtests.engine.describe import describe
from backtests.engine.strategy import All, Any_, Comparison, Condition, Indicator, Not, Strategy

RULES = ("entry", "exit", "short_entry", "short_exit")
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
# A verb of its own, so that what follows is read as the rest of a strategy.
BEGINNING = "Buy. "
# What a wish begins with, and what says nothing of its own.
WISHES = re.compile(
    r"(^|[,.;]|\band\b|\bbut\b|\bthen\b)\s*(?:please\s+|now\s+|also\s+)*"
    r"(?:add|use|set|change|make\s+it|make|put|try|raise|lower|tighten|widen|move|test\s+it|fill)\b"
    r"(?:\s+(?:the|a|an|it)\b)?",
    re.IGNORECASE,
)
EMPTY = re.compile(r"\b(?:instead|also|as well|too|please|(?<=compare )it)\b", re.IGNORECASE)
TO = re.compile(
    r"\b(stop(?:[ -]loss)?|target|take[ -]profit|commission|slippage|leverage)"
    r"(?:\s+from\s+[\d.]+\s*%?)?\s+to\s+(?=[\d$€£])",
    re.IGNORECASE,
)
GONE = re.compile(
    r"\b(?:without|no|remove|drop|forget|delete)\s+(?:the\s+|any\s+|a\s+)?"
    r"(trailing stop|stop(?:[ -]loss)?|target|take[ -]profit|commissions?|slippage|costs|leverage|"
    r"time limit|partial exits?|break[ -]even|exit rule)\b",
    re.IGNORECASE,
)
COMMISSIONS = ("commission", "commission_per_trade", "commission_per_share")
FIELDS: dict[str, tuple[str, ...]] = {
    "trailing": ("trailing_stop",),
    "stop": ("stop_loss",),
    "target": ("take_profit",),
    "take": ("take_profit",),
    "commission": COMMISSIONS,
    "commissions": COMMISSIONS,
    "slippage": ("slippage",),
    "costs": (*COMMISSIONS, "slippage"),
    "leverage": ("leverage",),
    "time": ("max_bars", "max_days"),
    "partial": ("partial_exits",),
    "break": ("break_even",),
    "exit": ("exit",),
}
# A limit in bars replaces one in days; "since 2015" is up to today.
REPLACED = (("max_bars", "max_days"), ("max_days", "max_bars"), ("start", "end"))
NARROWS = re.compile(r"\bonly\b|\bfilter\b|\bas long as\b|\band also\b|\bprovided\b", re.IGNORECASE)


class NotAmended(ValueError):
    """The words change nothing, or not all of them were understood."""


@dataclass(frozen=True)
class Amended:
    """The new strategy, the fields that differ, and the reading of the words that changed them."""

    strategy: Strategy
    changes: list[Json]
    reading: Reading

    def applied_to(self, old: Reading) -> Reading:
        """The account of the old strategy, where it still holds, and of the words."""
        changed = {change["path"] for change in self.changes}

        def touched(path: str) -> bool:
            return path.partition(".")[0] in changed

        kept = [one for one in old.assumptions if not touched(one.path)]
        new = [one for one in self.reading.assumptions if touched(one.path)]
        stated = {one for one in old.stated if not touched(one)}
        return old.model_copy(
            update={
                "strategy": self.strategy,
                "sentence": describe(self.strategy),
                "assumptions": kept + new,
                "answered": [],  # the words stand behind them: with others they would be lost
                "stated": sorted(stated | {one for one in self.reading.stated if touched(one)}),
            }
        )


def amend(strategy: Strategy, words: str, today: dt.date | None = None) -> Amended:
    """Raises `NotAmended` with a sentence for whoever wrote the words."""
    data = strategy.model_dump(mode="json")
    try:
        ranges = widened(strategy, words)
    except NotWidened as error:
        raise NotAmended(f"Nothing was changed. {error}") from error
    if ranges is not None:
        return told(strategy, valid({**data, "ranges": ranges}).based(), Reading(action="run"))
    for name in removed(words):
        data[name] = Strategy.model_fields[name].get_default(call_default_factory=True)
    reading = read(words, today)
    put(data, reading, narrows=bool(NARROWS.search(words)))
    return told(strategy, valid({**data, "ranges": untouched(strategy, data)}), reading)


def told(strategy: Strategy, after: Strategy, reading: Reading) -> Amended:
    changes = differences(strategy, after)
    if not changes:
        raise NotAmended("That changes nothing: the strategy already says so.")
    return Amended(after, changes, reading)


def removed(words: str) -> list[str]:
    named = [re.split(r"[ -]", found.group(1).lower())[0] for found in GONE.finditer(words)]
    return [field for name in named for field in FIELDS[name]]


def read(words: str, today: dt.date | None) -> Reading:
    """The rest of the words as the beginning of a strategy, of which much may be missing."""
    rest = EMPTY.sub(" ", GONE.sub(" ", words))
    rest = TO.sub(r"\1 ", WISHES.sub(r"\1 ", rest))
    try:
        found = language.read(f"{BEGINNING}{rest.strip(' ,.;')}", today=today)
    except (InvalidPrompt, ImpossibleStrategy) as error:
        raise NotAmended(str(error)) from error
    if left := [f"{one.text!r}: {one.why}" for one in found.unsupported]:
        raise NotAmended(f"Nothing was changed. {' '.join(left)}")
    return found


def put(data: Json, reading: Reading, *, narrows: bool) -> None:
    """What the reading says takes the place of what the strategy said."""
    said = dict(reading.draft)
    if reading.strategy:
        said = reading.strategy.model_dump(mode="json", exclude_defaults=True)
    if said.get("symbols") == [said.get("benchmark")]:
        del said["symbols"]
    for name, value in said.items():
        if name in RULES:
            data[name] = rule(data[name], value, reading, name, narrows=narrows)
        else:
            data[name] = sizing(data[name], value) if name == "sizing" else value
    for one, other in REPLACED:
        if one in said and other not in said:
            data[other] = None


def rule(old: Any, new: Any, reading: Reading, name: str, *, narrows: bool) -> Any:
    before = CONDITION.validate_python(old) if old else None
    after = CONDITION.validate_python(new)
    if before is None:
        return new
    if narrows or not isinstance(after, Comparison | All | Any_ | Not):
        parts = before.of if isinstance(before, All) else [before]
        return All(of=[*parts, after]).model_dump(mode="json")
    if isinstance(after, Comparison):
        stated = any(path.startswith(f"{name}.left") for path in reading.stated)
        exchanged, found = exchange(before, after, keep=not stated)
        return exchanged.model_dump(mode="json") if found else new
    return new


def exchange(old: Condition, new: Comparison, *, keep: bool) -> tuple[Condition, bool]:
    """Put `new` where the old rule looks at the same thing in the same direction."""
    if isinstance(old, All | Any_):
        for index, part in enumerate(old.of):
            made, found = exchange(part, new, keep=keep)
            if found:
                parts = [*old.of[:index], made, *old.of[index + 1 :]]
                return old.model_copy(update={"of": parts}), True
    if isinstance(old, Comparison) and alike(old, new):
        return (new.model_copy(update={"left": old.left}) if keep else new), True
    return old, False


def alike(one: Comparison, other: Comparison) -> bool:
    return looks_at(one) == looks_at(other)


def looks_at(comparison: Comparison) -> tuple[object, bool]:
    """The value without its numbers, and whether it has to be low."""
    left = comparison.left
    name = (left.name, left.output) if isinstance(left, Indicator) else left
    return name, comparison.op in ("<", "<=", "crosses_below")


def sizing(old: Json, new: Json) -> Json:
    ways = ("fraction", "cash", "quantity", "risk", "volatility")
    kept = {k: v for k, v in old.items() if k not in ways or not set(new) & set(ways)}
    return {**kept, **new}


def valid(data: Json) -> Strategy:
    try:
        return Strategy.model_validate(data)
    except ValidationError as error:
        told = error.errors()[0]
        where = ".".join(str(part) for part in told["loc"])
        why = told["msg"].removeprefix("Value error, ")
        raise NotAmended(f"Nothing was changed: {where and f'{where}: '}{why}.") from error
