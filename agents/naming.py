"""A number of a strategy that is called by its name: "RSI period 10", "use the 100-day average",
"double the stop", "20/50 averages", "RSI(10) instead of RSI(14)".

Only what the reader of whole strategies does not read by itself: it needs no strategy that has the
number already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from agents.edits import NotEdited, without
from agents.events import Json
from agents.evidence import leaves
from agents.language.spreads import EMPTY, NAMES, Spread
from agents.language.varied import Found, named_by, numbers_of
from backtests.engine.strategy import Strategy

NAME = r"(?P<name>[a-z][a-z \-]*?)"
VALUE = r"(?P<value>(?<![\w-])-?\d+(?:\.\d+)?)\s*(?:%|percent)?"
BARS = r"[\s-]*(?:days?|bars?|periods?)"
LED = (
    r"(?:^|[,.;]|\band\b|\bbut\b)\s*(?:use|set|make|put|change|raise|lower|try|with)?\s*"
    r"(?:the|an?)?\s*"
)
IS = r"\s*(?:\(|\bof\b|\bto\b|=|:|\bis\b|\bat\b|\s)\s*"
INSTEAD = (
    r"(?:\s+(?:instead\s+of|rather\s+than|not)\s+(?:the\s+)?[a-z ]*?\(?(?P<old>\d+(?:\.\d+)?)\)?"
    rf"(?:{BARS})?[a-z ]*)?"
)
ENDS = r"\s*(?=$|[,.;]|\band\b|\bbut\b)"
SAID = (
    re.compile(rf"{LED}{NAME}{IS}{VALUE}\)?(?:{BARS}\b)?{INSTEAD}{ENDS}", re.I),
    re.compile(rf"{LED}{VALUE}(?:{BARS})?[\s-]+{NAME}{INSTEAD}{ENDS}", re.I),
)
PAIR = re.compile(
    r"\b(?P<fast>\d+)\s*(?:/|and|-)\s*(?P<slow>\d+)(?:[\s-]*(?:day|bar))?[\s-]*"
    r"(?:moving\s+)?(?:averages?|smas?|emas?|mas?|cross(?:over|ing)?)\b",
    re.I,
)
TIMES = re.compile(
    rf"\b(?:(?P<more>double|twice)|(?P<less>halve|half))\s+(?:of\s+)?(?:the|my)\s+{NAME}{ENDS}",
    re.I,
)
OTHER_KIND = re.compile(
    r"\b(?:(?:use|an?|the)\s+)*(?P<new>sma|ema|wma|hma|simple|exponential|weighted|hull)s?"
    r"(?:\s+(?:moving\s+)?averages?)?\s+(?:instead\s+of|rather\s+than)\s+(?:an?\s+|the\s+)?"
    r"(?P<old>sma|ema|wma|hma|simple|exponential|weighted|hull)s?(?:\s+(?:moving\s+)?(?:averages?|ones?))?\b",
    re.I,
)
NAMED = {**NAMES, "exit": "exit"}
KINDS = {"simple": "SMA", "exponential": "EMA", "weighted": "WMA", "hull": "HMA"}
# What the reader reads by itself, and what might as well be a price or a number of shares.
READ = (
    "stop",
    "profit",
    "trailing",
    "stop trailing",
    "held",
    "commission",
    "slippage",
    "entry",
    "exit",
)
LONGEST = 300
# "a 2 ATR stop": a distance, and no number that is called so.
OF_ATR = re.compile(r"\batrs?\s+(?:trailing\s+)?(?:stop|target|away)", re.I)


@dataclass(frozen=True)
class Numbers:
    """The numbers of a strategy; those that are changed are changed in `data`, and so is of what
    kind its averages are.
    """

    strategy: Strategy
    data: Json
    changed: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)

    def read(self, words: str) -> str:
        """The words that are left say the rest."""
        if len(words) > LONGEST:
            return words
        words = self.other_kind(self.pair(self.times(words)))
        while found := self.value(words):
            words = without(words, found)
        return words

    def value(self, words: str) -> re.Match[str] | None:
        for found in (one for pattern in SAID for one in pattern.finditer(words)):
            if one := self.called(found):
                self.put(one, float(found["value"]))
                return found
        return None

    def called(self, found: re.Match[str]) -> Found | None:
        """By its whole name as it is told, or by words of it."""
        told = [
            one for one in numbers_of(self.strategy) if one.label.lower() == found["name"].lower()
        ]
        if OF_ATR.search(found["name"]):
            return None
        subject = subject_of(found["name"])
        if len(told) == 1 and told[0].is_set:
            return told[0]
        if not subject or " ".join(sorted(subject)) in READ:
            return None
        return the_one(self.strategy, subject, found["old"], found.group())

    def times(self, words: str) -> str:
        """ "double the stop" """
        found = TIMES.search(words)
        subject = subject_of(found["name"]) if found else frozenset()
        if found is None or not subject:
            return words
        one = the_one(self.strategy, subject, None, found.group())
        self.put(one, one.value / one.scale * (2 if found["more"] else 0.5))
        return without(words, found)

    def pair(self, words: str) -> str:
        """Of exactly two averages, the faster and the slower one."""
        found = PAIR.search(words)
        if found is None:
            return words
        both = sorted(periods(self.strategy), key=lambda one: one.value)
        if len(both) != 2:
            raise NotEdited("That needs a strategy with two averages.")
        for one, value in zip(both, sorted(map(float, found.group("fast", "slow"))), strict=True):
            self.put(one, value)
        return without(words, found)

    def other_kind(self, words: str) -> str:
        """ "EMA instead of SMA", for all of them."""
        found = OTHER_KIND.search(words)
        if found is None:
            return words
        new, old = (KINDS.get(found[name].lower(), found[name].upper()) for name in ("new", "old"))
        paths = [path for path, leaf in leaves(self.data) if path.endswith(".name") and leaf == old]
        if not paths:
            raise NotEdited(f"It has no {old}.")
        for path in paths:
            set_at(self.data, path.split("."), new)
        self.renamed.update(paths)
        return without(words, found)

    def put(self, one: Found, value: float) -> None:
        """At every place where the number stands."""
        scaled = round(value * one.scale, 10)
        for path in one.paths:
            set_at(self.data, path.split("."), int(scaled) if scaled.is_integer() else scaled)
            self.changed.add(path)


def periods(strategy: Strategy) -> list[Found]:
    return [one for one in numbers_of(strategy) if {"average", "period"} <= one.words]


def subject_of(name: str) -> frozenset[str]:
    """The features that a name is made of; none where a word of it is no part of a name."""
    found: set[str] = set()
    for word in re.split(r"[\s-]+", name.lower().strip()):
        features = NAMED.get(word) or NAMED.get(word.removesuffix("s"))
        if not features and word not in EMPTY:
            return frozenset()
        found |= set((features or "").split())
    return frozenset(found)


def the_one(strategy: Strategy, subject: frozenset[str], old: str | None, said: str) -> Found:
    """Beside a limit, an indicator has a period; and that is what is meant."""
    spread = Spread(0, 0, 0, 0, (0.0,), 0.0, "num", "", subject, asked=True)
    found = [one for one in named_by(spread, strategy) if one.is_set]
    if len(found) > 1:
        found = [one for one in found if "period" in one.words] or found
    if old is not None:
        found = [one for one in found if one.value == float(old) * one.scale]
    if len(found) == 1:
        return found[0]
    known = "; ".join(map(str, found)) or "it has none of that name"
    raise NotEdited(f"Which number is meant by {said.strip(' ,.;')!r}: {known}?")


def set_at(data: Json, path: Sequence[str], value: float | str) -> None:
    inner: object = data
    for name in path[:-1]:
        inner = inner[int(name)] if isinstance(inner, list) else inner[name]  # type: ignore[index]
    inner[path[-1]] = value  # type: ignore[index]
