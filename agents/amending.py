"""A strategy changed in words: "use a 3% stop and test since 2015".

what is to go -> what the rest says, read as every text is read -> each field that it names takes
the place of the old one -> the whole is checked again. Where a word is not understood, nothing is
changed and the word is named.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from agents import language
from agents.differences import differences
from agents.edits import NotEdited, edited
from agents.events import Json
from agents.exchanging import exchanged
from agents.language.reading import Assumption, ImpossibleStrategy, InvalidPrompt, Reading
from agents.language.tokens import tokenise
from agents.naming import Numbers
from agents.placing import RULES, put
from agents.replacing import Placed
from agents.widening import NotWidened, untouched, widened
from backtests.engine.describe import describe
from backtests.engine.strategy import Strategy

# A verb of its own, so that what follows is read as the rest of a strategy.
BEGINNING = "Buy"
# Before or behind a symbol, they say that a condition looks at it.
ELSEWHERE = frozenset({"when", "unless"})
BEHIND = frozenset({"is", "closes", "trades", "'s"})
# What a wish begins with, and what says nothing of its own.
WISHES = re.compile(
    r"(^|[,.;]|\band\b|\bbut\b|\bthen\b)\s*(?:please\s+|now\s+|also\s+)*"
    r"(?:add|use|set|change|make\s+it|make|put|try|raise|lower|tighten|widen|move|test\s+it|fill|reduce|increase|decrease|cut|bring|set\s+up)\b"
    r"(?:\s+(?:the|a|an|it)\b)?",
    re.IGNORECASE,
)
EMPTY = re.compile(
    r"\b(?:instead|also|as well|too|please|(?<=compare )it|tighter|wider|looser|smaller|bigger"
    r"|(?:the\s+)?same(?:\s+(?:thing|rules?|strategy|idea|test))?)\b",
    re.IGNORECASE,
)
TO = re.compile(
    r"\b(stop(?:[ -]loss)?|target|take[ -]profit|commission|slippage|leverage)"
    r"(?:\s+from\s+[\d.]+\s*%?)?\s+to\s+(?=[\d$€£])",
    re.IGNORECASE,
)
# Behind a verb to buy, it would be read as another one.
BUY_BACK = re.compile(r"\bbuy(?:\s+(?:it|them))?\s+back\b", re.IGNORECASE)
PART = (
    r"(?:trailing stop|stop(?:[ -]loss)?|target|take[ -]profit|commissions?|slippage|costs|leverage"
    r"|time limit|partial exits?|break[ -]even|exit(?: rule)?)"
)
GONE = re.compile(
    r"\b(?:without|no|remove|drop|forget|delete|(?:do\s+not|don['’]?t|never)\s+use)"
    rf"(?P<all>(?:\s*(?:,|and|or|,\s*and)?\s+(?:the\s+|any\s+|an?\s+)?{PART}\b)+)(?!\s+(?:when|if|at|of)\b)",
    re.IGNORECASE,
)
EACH = re.compile(PART, re.IGNORECASE)
KEPT = re.compile(
    rf"\b(?:keep|leave)\s+(?:the\s+)?(?:{PART}|rest|entry|rules?|everything(?:\s+else)?)"
    r"(?:\s+(?:as\s+(?:it\s+)?is|the\s+same))?\s*(?:,|\bbut\b|\band\b|$)+",
    re.IGNORECASE,
)
# "by 2%" and "2% wider": of what? The new number is to be said.
NUMBERED = (
    r"(?:stops?(?:[ -]loss)?|targets?|take[ -]profit|commissions?|slippage|leverage|capital|period"
    r"|limit|average)"
)
BY_SO_MUCH = re.compile(
    rf"\b{NUMBERED}\s+by\s+[\d.]+\s*%?|\b{NUMBERED}\s+(?:to\s+be\s+)?[\d.]+\s*(?:%|percent|points?|bars|days)?"
    r"\s*(?:wider|tighter|looser|smaller|bigger|higher|lower|longer|shorter|more|less)\b"
    rf"|\b[\d.]+\s*(?:%|percent)?\s*(?:wider|tighter|looser|smaller|bigger|higher|lower)\s+{NUMBERED}\b",
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
# What the reader asks for that the strategy has.
THERE = frozenset({"symbol", "entry", "exit"})


class NotAmended(ValueError):
    """The words change nothing, or not all of them were understood."""


@dataclass(frozen=True)
class Amended:
    """The new strategy, the fields that differ, and the reading of the words that changed them."""

    strategy: Strategy
    changes: list[Json] = field(default_factory=list)
    reading: Reading = field(default_factory=lambda: Reading(action="run"))
    placed: tuple[Placed, ...] = ()
    numbers: frozenset[str] = frozenset()
    renamed: frozenset[str] = frozenset()

    def applied_to(self, old: Reading) -> Reading:
        """The account of the old strategy, where it still holds, and of the words."""
        kept = [moved(one, self.kept(one.path)) for one in old.assumptions]
        new = [moved(one, self.new(one.path)) for one in self.reading.assumptions]
        stated = [*map(self.kept, old.stated), *map(self.new, self.reading.stated), *self.numbers]
        return old.model_copy(
            update={
                "strategy": self.strategy,
                "sentence": describe(self.strategy),
                "assumptions": [one for one in (*kept, *new) if one],
                "answered": [],  # the words stand behind them: with others they would be lost
                "stated": sorted({one for one in stated if one}),
            }
        )

    def kept(self, path: str) -> str | None:
        """Where a part of the old strategy stands now; None where it has gone."""
        for one in self.placed:
            if head_of(path) == one.name:
                return one.kept(path)
        in_place = self.numbers | self.renamed
        if any(head_of(one) == head_of(path) for one in in_place):
            return None if path in in_place else path
        return None if self.changed(path) else path

    def unsaid(self, path: str) -> str | None:
        """The same, but None as well where the words say it again."""
        said = path in self.reading.stated and head_of(path) not in RULES
        return None if said else self.kept(path)

    def new(self, path: str) -> str | None:
        """Where a part of what was said stands; None where it changes nothing."""
        for one in self.placed:
            if head_of(path) == one.said:
                return one.new(path)
        return path if self.changed(path) else None

    def changed(self, path: str) -> bool:
        return any(head_of(path) == change["path"] for change in self.changes)


def head_of(path: str) -> str:
    return path.partition(".")[0]


def moved(one: Assumption, path: str | None) -> Assumption | None:
    return one.model_copy(update={"path": path}) if path else None


def amend(strategy: Strategy, words: str, today: dt.date | None = None) -> Amended:
    """Raises `NotAmended` with a sentence for whoever wrote the words."""
    if found := BY_SO_MUCH.search(words):
        raise NotAmended(f"Nothing was changed. Say the new number instead of {found.group()!r}.")
    data = strategy.model_dump(mode="json")
    try:
        ranges = widened(strategy, words)
    except NotWidened as error:
        raise NotAmended(f"Nothing was changed. {error}") from error
    if ranges is not None:
        return told(strategy, Amended(valid({**data, "ranges": ranges}).based()))
    numbers = Numbers(strategy, data)
    try:
        words = exchanged(data, words)
        for name in removed(words):
            data[name] = default_of(name)
        reading = read(numbers.read(edited(data, words)), today, strategy.symbols)
        placed = put(data, reading, words)
    except NotEdited as error:
        raise NotAmended(f"Nothing was changed. {error}") from error
    alone = valid({**data, "ranges": []})
    done = Amended(alone, differences(strategy, alone), reading, tuple(placed),
                   frozenset(numbers.changed), frozenset(numbers.renamed))  # fmt: skip
    ranges = untouched(strategy, done.unsaid)
    return told(strategy, replace(done, strategy=valid({**data, "ranges": ranges})))


def told(before: Strategy, done: Amended) -> Amended:
    found = differences(before, done.strategy)
    changes = [one for one in found if one["from"] != one["to"]]
    if not changes and before.ranges != done.strategy.ranges:
        changes = found
    if not changes:
        raise NotAmended("That changes nothing: the strategy already says so.")
    return replace(done, changes=changes)


def default_of(name: str) -> object:
    return Strategy.model_fields[name].get_default(call_default_factory=True)


def removed(words: str) -> list[str]:
    gone = [part for found in GONE.finditer(words) for part in EACH.findall(found["all"])]
    named = [re.split(r"[ -]", part.lower())[0] for part in gone]
    return [field for name in named for field in FIELDS[name]]


def read(words: str, today: dt.date | None, symbols: list[str]) -> Reading:
    """The rest of the words as the beginning of a strategy, of which much may be missing."""
    rest = BUY_BACK.sub("cover", EMPTY.sub(" ", GONE.sub(" ", KEPT.sub(" ", words))))
    rest = TO.sub(r"\1 ", WISHES.sub(r"\1 ", rest))
    named = f" {', '.join(symbols)}" if looks_elsewhere(rest) else ""
    try:
        found = language.read(f"{BEGINNING}{named}. {rest.strip(' ,.;')}", today=today)
    except (InvalidPrompt, ImpossibleStrategy) as error:
        raise NotAmended(str(error)) from error
    if left := [f"{one.text!r}: {one.why}" for one in found.unsupported]:
        raise NotAmended(f"Nothing was changed. {' '.join(left)}")
    if open_ := next((one for one in found.questions if one.id not in THERE), None):
        choices = f" For example: {'; '.join(open_.choices)}." if open_.choices else ""
        raise NotAmended(f"Nothing was changed. {open_.text}{choices}")
    return found


def looks_elsewhere(words: str) -> bool:
    """ "only if SPY is above ...", "MSFT's RSI": a condition on a symbol that is not traded."""
    tokens = tokenise(words).tokens
    after = [one.word for one in tokens[1:]] + [""]
    before = ["", *(one.word for one in tokens)]
    return any(
        one.symbol and (led in ELSEWHERE or followed in BEHIND or "'s" in one.text)
        for led, one, followed in zip(before, tokens, after, strict=False)
    )


def valid(data: Json) -> Strategy:
    try:
        return Strategy.model_validate(data)
    except ValidationError as error:
        told = error.errors()[0]
        where = ".".join(str(part) for part in told["loc"])
        why = told["msg"].removeprefix("Value error, ")
        raise NotAmended(f"Nothing was changed: {where and f'{where}: '}{why}.") from error
