"""Gains, losses and times that must be so beside a rule: "sell when RSI > 70 and profit is above
5%". Each exit of a test leaves by itself, so they are named, and are no other way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from agents.language.conditions.comparisons import Read
from agents.language.draft import Limit, Tree
from agents.language.lexicon.untestable import LEAST
from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

WHY = (
    "What the position has made or lost is no condition beside another: each exit leaves by "
    "itself, and this one is not part of the test."
)
TIMED = (
    "A time to sell holds for every position alike: that it holds only under a condition is not "
    "part of the test."
)
EITHER = "'{}' is read as another way out: whichever comes first"
RESULTS = ("take_profit", "stop_loss")
TIMES = ("max_bars", "max_days")
TIED = (*RESULTS, *TIMES, "trailing_stop")
# Behind these an exit of its own begins: "... and at a loss of 5%", "... and when it falls".
OWN = words("at after when on in for until or sell cover out hold")
OUTRIGHT = words("at")


@dataclass(frozen=True)
class Met:
    """What was read at one place of a clause, and the words that join it to what stands before."""

    clause: int
    found: Read
    joint: list[Token]
    tokens: list[Token]
    # Whether it is the first of its clause: behind more, a comma and "and" end a list.
    leads: bool = True

    @property
    def is_limit(self) -> bool:
        return isinstance(self.found, Limit) and self.found.name in TIED

    @property
    def is_time(self) -> bool:
        return isinstance(self.found, Limit) and self.found.name in TIMES


def either(met: list[Met]) -> Iterator[str]:
    """ "sell after 10 days and when RSI > 50" is read as two ways out, which is told."""
    for before, after in _pairs(met):
        said = [token.word for token in after.joint + after.tokens[:1]]
        timed = before.is_limit and after.is_limit
        led = timed or bool({"after", "when"} & set(said))
        if "and" in said and led and (timed or not _is_tied(before, after)):
            yield EITHER.format(" ".join(token.text for token in after.joint + after.tokens))


def withdraw(
    met: list[Met], limits: list[Limit], exits: list[Tree]
) -> Iterator[tuple[list[Token], str]]:
    """The limits that "and" ties to a rule, and the rules that narrow a time, taken out again,
    each with the reason."""
    for before, after in _pairs(met):
        limit, rule = (before, after) if before.is_limit else (after, before)
        if before.is_limit == after.is_limit or not _is_tied(before, after):
            continue
        found, narrows = limit.found, [one.word for one in after.joint] == ["when"]
        if before.is_time and narrows and rule.found in exits:
            exits[:] = [one for one in exits if one is not rule.found]
            yield [*after.joint, *after.tokens], TIMED
        elif isinstance(found, Limit) and found in limits:
            limits.remove(found)
            joint = [one for one in after.joint if one.word != ","] if limit is after else []
            yield [*joint, *limit.tokens], (LEAST if found.name in TIMES else WHY)


def _pairs(met: list[Met]) -> Iterator[tuple[Met, Met]]:
    """A limit and a rule of one clause, one behind the other, or a time and a result."""
    for _, several in groupby(met, key=lambda one: one.clause):
        for before, after in pairwise(several):
            both = before.is_limit and after.is_limit and before.is_time != after.is_time
            if before.is_limit != after.is_limit or both:
                yield before, after


def _is_tied(before: Met, after: Met) -> bool:
    joint = [token.word for token in after.joint]
    if joint == ["when"] or "only" in joint:
        return True  # "sell when RSI > 70 if it is up 5%", "... but only if it is up 5%"
    first = after.tokens[0].word if after.tokens else ""
    if first == "with" and after.is_limit:
        return any(token.word in (">=", ">", "exceeds") for token in after.tokens)
    if not {"and", "but"} & set(joint) or OWN & {*joint, first}:
        return False
    if "," in joint and not before.leads:
        return False
    listed = not before.leads and "," in {token.word for token in before.joint}
    return not (before.is_limit and (listed or before.tokens[0].word in OUTRIGHT))
