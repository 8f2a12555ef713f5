"""A number of a strategy that is called by its name: "RSI period 10", "use the 100-day average",
"double the stop", "20/50 averages", "RSI(10) instead of RSI(14)".

Only what the reader of whole strategies does not read by itself: it needs no strategy that has the
number already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.changing.edits import NotEdited, without
from agents.changing.working import Work, set_at
from agents.language.spreads.spreads import EMPTY, NAMES, Spread
from agents.language.spreads.varied import Found, named_by, numbers_of
from agents.language_model.evidence import leaves
from backtests.engine.strategy import Strategy

NAME = r"(?P<name>[a-z][a-z \-]*?)"
VALUE = r"(?P<value>(?<![\w-])-?\d+(?:\.\d+)?)\s*(?:%|percent)?"
BARS = r"[\s-]*(?:days?|bars?|periods?)"
LED = (
    r"(?:^|[,.;]|\band\b|\bbut\b)\s*(?:use|set|make|put|change|raise|lower|try|with)?\s*"
    r"(?:the|an?)?\s*(?:new\s+)?"
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
# "25 instead of 30": the number that has this value.
FOR_OLD = re.compile(
    rf"{LED}(?P<new>\d+(?:\.\d+)?)(?P<unit>\s*%|{BARS})?\s+(?:instead\s+of|rather\s+than)\s+(?:the\s+)?"
    rf"(?P<old>\d+(?:\.\d+)?)(?:\s*%|{BARS})?{ENDS}",
    re.I,
)
# "100-day instead": of the one average that there is. "100 days" may be how long it is held.
ALONE = re.compile(
    rf"{LED}(?:(?:it|use|make)\s+)*(?P<value>\d+)[\s-](?:day|bar)(?:\s+(?:one|instead))*{ENDS}",
    re.I,
)
KIND = r"(?:sma|ema|wma|hma|simple|exponential|weighted|hull)"
AVERAGE = r"(?:\s+(?:moving\s+)?averages?)"
OTHER_KINDS = (
    re.compile(
        rf"\b(?:(?:use|an?|the)\s+)*(?P<new>{KIND})s?{AVERAGE}?"
        r"\s+(?:instead\s+of|rather\s+than)\s+(?:an?\s+|the\s+)?"
        rf"(?P<old>{KIND})s?(?:\s+(?:moving\s+)?(?:averages?|ones?))?\b",
        re.I,
    ),
    re.compile(
        r"(?:^|\b(?:use|try|switch\s+to|make\s+it|change\s+(?:it\s+)?to))\s*(?:an?\s+|the\s+)?"
        rf"(?P<new>{KIND}s?{AVERAGE}|[sewh]mas?)(?P<old>)\s*(?=$|[,;.])",
        re.I,
    ),
)
NAMED = {**NAMES, "exit": "exit", "high": "highest", "low": "lowest"}
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
# "a 2 ATR stop", "a time limit": no number of a rule that is called so.
OF_EXITS = re.compile(r"\batrs?\s+(?:trailing\s+)?(?:stop|target|away)|\btime\s+limit", re.I)


@dataclass(frozen=True)
class Numbers:
    """The numbers of a strategy, and of what kind its averages are."""

    work: Work

    @property
    def strategy(self) -> Strategy:
        return self.work.strategy

    def read(self, words: str) -> str:
        """The words that are left say the rest."""
        if len(words) > LONGEST:
            return words
        words = self.alone(self.for_old(self.other_kind(self.pair(words))))
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
        if OF_EXITS.search(found["name"]):
            return None
        subject = subject_of(found["name"])
        if len(told) == 1 and told[0].is_set:
            return told[0]
        if not subject or " ".join(sorted(subject)) in READ:
            return None
        return the_one(self.strategy, subject, found["old"], found.group())

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

    def alone(self, words: str) -> str:
        found, there = ALONE.search(words), periods(self.strategy)
        if found is None or len(there) != 1:
            return words
        self.put(there[0], float(found["value"]))
        return without(words, found)

    def for_old(self, words: str) -> str:
        found = FOR_OLD.search(words)
        if found is None:
            return words
        old = float(found["old"])
        there = [one for one in numbers_of(self.strategy)
                 if one.is_set and round(one.value / one.scale, 10) == old
                 and (one.unit == "%") == ("%" in (found["unit"] or ""))]  # fmt: skip
        if len(there) != 1:
            known = "; ".join(map(str, there)) or f"nothing in it is {found['old']} now"
            raise NotEdited(f"Which number is meant by {found.group().strip(' ,.;')!r}: {known}?")
        self.put(there[0], float(found["new"]))
        return without(words, found)

    def other_kind(self, words: str) -> str:
        """ "EMA instead of SMA", for all of them."""
        found = next(filter(None, (one.search(words) for one in OTHER_KINDS)), None)
        if found is None:
            return words
        new, old = map(kind_of, found.group("new", "old"))
        there = {path: leaf for path, leaf in leaves(self.work.data)
                 if path.endswith(".name") and leaf in KINDS.values()}  # fmt: skip
        paths = [path for path, leaf in there.items() if leaf == (old or leaf)]
        if not paths:
            raise NotEdited(f"It has no {old or 'moving average'}.")
        for path in paths:
            set_at(self.work.data, path.split("."), new)
        self.work.renamed.update(paths)
        return without(words, found)

    def put(self, one: Found, value: float) -> None:
        """At every place where the number stands."""
        scaled = round(value * one.scale, 10)
        for path in one.paths:
            self.work.put(path, int(scaled) if scaled.is_integer() else scaled)


def kind_of(said: str) -> str:
    first = said.lower().split()[0].removesuffix("s") if said else ""
    return KINDS.get(first, first.upper())


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
