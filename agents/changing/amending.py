"""A strategy changed in words: "use a 3% stop and test since 2015".

what is said of the strategy as it is -> what the rest says, read as every text is read -> each
field that it names takes the place of the old one -> the whole is checked again.
Where a word is not understood, nothing is changed and the word is named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from agents import language
from agents.changing.differences import differences
from agents.changing.edits import NotEdited, edited
from agents.changing.exchanging import exchanged
from agents.changing.levels import levelled
from agents.changing.naming import Numbers
from agents.changing.placing import RULES, put
from agents.changing.relating import related
from agents.changing.replacing import Placed
from agents.changing.replanning import planned
from agents.changing.saving import saved
from agents.changing.scaling import scaled
from agents.changing.translating import in_english
from agents.changing.turning import one_side_alone
from agents.changing.unread import instead
from agents.changing.widening import NotWidened, untouched, widened
from agents.changing.wishes import plain, removed, wished
from agents.changing.working import Work
from agents.events import Json
from agents.language.lexicon.untestable import NOT_UNDERSTOOD
from agents.language.reading import (
    Assumption,
    ImpossibleStrategy,
    InvalidPrompt,
    Reading,
    Unsupported,
)
from agents.language.tokens.tokens import tokenise
from backtests.engine.describe import describe
from backtests.engine.strategy import Strategy

# Before or behind a symbol, they say that a condition looks at it.
ELSEWHERE = frozenset({"when", "unless"})
BEHIND = frozenset({"is", "closes", "trades", "'s"})
# What the reader asks for that the strategy has.
THERE = frozenset({"symbol", "entry", "exit"})


class NotAmended(ValueError):
    """The words change nothing, or not all of them were understood."""


class NothingChanged(NotAmended):
    """The words say what the strategy says already."""


@dataclass(frozen=True)
class Amended:
    """The new strategy, the fields that differ, and the reading of the words that changed them."""

    strategy: Strategy
    changes: list[Json] = field(default_factory=list)
    reading: Reading = field(default_factory=lambda: Reading(action="run"))
    placed: tuple[Placed, ...] = ()
    numbers: frozenset[str] = frozenset()
    renamed: frozenset[str] = frozenset()
    notes: tuple[Assumption, ...] = ()

    def applied_to(self, old: Reading) -> Reading:
        """The account of the old strategy, where it still holds, and of the words."""
        kept = [moved(one, self.kept(one.path)) for one in old.assumptions]
        new = [*(moved(one, self.new(one.path)) for one in self.reading.assumptions), *self.notes]
        stated = [*map(self.kept, old.stated), *map(self.new, self.reading.stated), *self.numbers]
        return old.model_copy(
            update={
                "strategy": self.strategy,
                "sentence": describe(self.strategy),
                "assumptions": [one for one in (*kept, *new) if one],
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
            return None if any(f"{path}.".startswith(f"{one}.") for one in in_place) else path
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
        if path not in self.reading.stated and self.overruled(path):
            return None
        return path if self.changed(path) else None

    def overruled(self, path: str) -> bool:
        """What the reader takes for granted of a field that was changed as it is, or keeps."""
        said = self.reading.strategy and self.reading.strategy.portfolio
        rhythms = [getattr(one, "rebalance", None) for one in (said, self.strategy.portfolio)]
        kept = path == "portfolio.rebalance" and rhythms[0] != rhythms[1]
        return kept or any(head_of(one) == head_of(path) for one in self.numbers)

    def changed(self, path: str) -> bool:
        return any(head_of(path) == change["path"] for change in self.changes)


def head_of(path: str) -> str:
    return path.partition(".")[0]


def moved(one: Assumption, path: str | None) -> Assumption | None:
    return one.model_copy(update={"path": path}) if path else None


def amend(strategy: Strategy, words: str, today: dt.date | None = None) -> Amended:
    """Raises `NotAmended` with a sentence for whoever wrote the words."""
    data = strategy.model_dump(mode="json")
    try:
        if ranges := widened(strategy, words):
            return told(strategy, Amended(valid({**data, "ranges": ranges}).based()))
        work = Work(strategy, data)
        rest, verb = in_english(words)
        one_side_alone(data, rest)
        said = plain(rest)
        left = edits(work, said)
        reading = read(verb, left, today, strategy)
        something_taken(words, reading, untouched=left.split() == said.split())
        placed = put(data, reading, said)
    except (NotEdited, NotWidened) as error:
        raise NotAmended(f"Nothing was changed. {error}") from error
    alone = valid({**data, "ranges": []})
    done = Amended(alone, differences(strategy, alone), reading, tuple(placed),
                   frozenset(work.changed), frozenset(work.renamed), tuple(work.notes))  # fmt: skip
    ranges = untouched(strategy, done.unsaid)
    return told(strategy, replace(done, strategy=valid({**data, "ranges": ranges})))


def something_taken(words: str, reading: Reading, *, untouched: bool) -> None:
    """Raises `NotEdited` where no word was taken for anything: it is not known what was meant.

    The first one is the verb, which stands before what was said.
    """
    taken = (
        reading.strategy or reading.draft or any(one.kind == "used" for one in reading.spans[1:])
    )
    if words.strip() and untouched and not taken:
        raise NotEdited(f"I did not understand {words.strip(' .!?')!r}. {instead(words)}")


def edits(work: Work, words: str) -> str:
    """What is said of the strategy as it is, done; the words that are left say the rest."""
    words = removed(work, exchanged(work.data, words))
    for edit in (related, scaled, levelled, saved, planned):
        words = edit(work, words)
    return Numbers(work).read(edited(work, words))


def told(before: Strategy, done: Amended) -> Amended:
    found = differences(before, done.strategy)
    changes = [one for one in found if one["from"] != one["to"]]
    if not changes and before.ranges != done.strategy.ranges:
        changes = found
    if not changes:
        raise NothingChanged("That changes nothing: the strategy already says so.")
    return replace(done, changes=changes)


def read(verb: str, words: str, today: dt.date | None, strategy: Strategy) -> Reading:
    """The rest of the words as the beginning of a strategy, of which much may be missing."""
    rest = wished(words)
    named = f" {', '.join(strategy.symbols)}" if looks_elsewhere(rest) else ""
    try:
        found = language.read(f"{verb}{named}. {rest.strip(' ,.;')}", today=today)
    except (InvalidPrompt, ImpossibleStrategy) as error:
        raise NotAmended(str(error)) from error
    if found.unsupported:
        raise NotAmended(f"Nothing was changed. {refusal(found.unsupported)}")
    there = {*THERE, *known_from(strategy, found.draft)}
    if open_ := next((one for one in found.questions if one.id not in there), None):
        choices = f" For example: {'; '.join(open_.choices)}." if open_.choices else ""
        raise NotAmended(f"Nothing was changed. {open_.text}{choices}")
    return found


def known_from(strategy: Strategy, said: Json) -> list[str]:
    """A size that follows from the stop has one, where the strategy has."""
    risks = "risk" in said.get("sizing", {}) and "stop_loss" not in said
    stops = strategy.stop_loss is not None or strategy.trailing_stop is not None
    return ["stop_loss"] if risks and stops else []


def refusal(left: Sequence[Unsupported]) -> str:
    """The words that were not understood, with what is; and why others cannot be tested."""
    unread = [repr(" ".join(one.text.split())) for one in left if one.why == NOT_UNDERSTOOD]
    reasons = [f"{one.text!r}: {one.why}" for one in left if one.why != NOT_UNDERSTOOD]
    if unread:
        hint = instead(" ".join(unread))
        reasons.insert(0, f"I did not understand {' and '.join(unread)}. {hint}")
    return " ".join(reasons)


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
        raise NotAmended(
            f"Nothing was changed: {where and f'{where}: '}{why}.".replace("_", " ")
        ) from error
