"""Whether a strategy that a language model has read follows from the words that it quotes for it:
part by part, number by number, and the way round that the words say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Any

from agents.language.tokens.pieces import Token
from agents.language.tokens.tokens import tokenise
from backtests.engine.indicators import INDICATORS
from backtests.engine.strategy import Strategy

Place = tuple[int, int]
RULES = ("entry", "exit", "short_entry", "short_exit")
WHOLE = frozenset({"version", "symbols"})  # nothing to quote, and quoted symbol by symbol
DEFAULTS = Strategy.model_construct(symbols=[]).model_dump(mode="json")

ABOVE = frozenset({"above", ">", ">=", "exceeds", "crosses-above", "breaks-above"})
BELOW = frozenset({"below", "<", "<=", "crosses-below", "drops-below", "crossunder"})
UPWARDS = frozenset({">", ">=", "crosses_above"})
BUYS, SELLS = frozenset({"buy", "buy-after"}), frozenset({"sell", "sell-after"})
ENDS = frozenset({".", ",", "and", "then", "but"})
SHORT = r"leerverk|découvert|descubierto|en corto|做空|卖空|放空|沽空"
SAYS_SHORT = re.compile(rf"\bshort|{SHORT}", re.I)
SELLS_SHORT = re.compile(rf"\b(?:sell|go|going)\s+short\b|\bshort[ -]?sell|{SHORT}", re.I)


# A strategy as JSON, by paths -------------------------------------------------------------------


def at(value: Any, path: str) -> Any:
    """What stands at a path, or None."""
    for name in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Numbers, words and dates with their paths; the version is none of a strategy's own."""
    if isinstance(value, dict | list):
        named = value.items() if isinstance(value, dict) else enumerate(value)
        for name, item in named:
            if name != "version":
                yield from leaves(item, f"{path}.{name}" if path else str(name))
    elif value is not None:
        yield path, value


def numbers(value: Any, path: str = "") -> Iterator[tuple[str, float]]:
    for where, leaf in leaves(value, path):
        if isinstance(leaf, int | float) and not isinstance(leaf, bool):
            yield where, float(leaf)


def figures(value: Any, path: str) -> Iterator[tuple[str, float]]:
    """Numbers with their paths, those of dates and of "15m" included."""
    yield from numbers(value, path)
    for where, leaf in leaves(value, path):
        if isinstance(leaf, str):
            yield from ((where, float(one)) for one in re.findall(r"\d+", leaf))


# Conditions about others, and where those stand.
OF = {"not": ("of",), "lasting": ("of",), "since": ("of", "until")}


def conditions(value: Any, path: str) -> Iterator[str]:
    """The paths of the conditions that a rule is made of."""
    if value["kind"] in ("all", "any"):
        for index, part in enumerate(value["of"]):
            yield from conditions(part, f"{path}.of.{index}")
    elif value["kind"] in OF:
        for name in OF[value["kind"]]:
            yield from conditions(value[name], f"{path}.{name}")
    else:
        yield path


def joints(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Where conditions are joined, and how."""
    if value["kind"] in ("all", "any"):
        yield path, value["kind"]
        for index, part in enumerate(value["of"]):
            yield from joints(part, f"{path}.of.{index}")
    elif value["kind"] in OF:
        for name in OF[value["kind"]]:
            yield from joints(value[name], f"{path}.{name}")


def parts(plain: Any) -> Iterator[str]:
    """The paths of all that somebody must have said, because it is not so by itself."""
    for name, value in plain.items():
        if name in WHOLE or value is None or value == DEFAULTS[name]:
            continue
        if name in RULES:
            yield from conditions(value, name)
        elif name == "sizing":
            yield from (f"sizing.{way}" for way in value if value[way] != DEFAULTS[name][way])
        else:
            yield name


def alike(read: Any, mine: Any) -> bool:
    """The same condition, whatever it looks at: rules that lack a word may mistake what "it" is."""
    if {read["kind"], mine["kind"]} != {"compare"}:
        return bool(bare(read) == bare(mine))
    same_way = (read["op"] in UPWARDS) == (mine["op"] in UPWARDS)
    if read["right"]["kind"] == "number":
        return same_way and bool(read["right"] == mine["right"])
    return same_way and bool(bare(read["left"]) == bare(mine["left"]))


def bare(value: Any) -> Any:
    """Without the numbers of its indicators."""
    if isinstance(value, dict):
        return {name: bare(item) for name, item in value.items() if name != "params"}
    return value


# Words and numbers ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """A text in words of one form, each at its place."""

    raw: str
    tokens: list[Token]

    @classmethod
    def of(cls, raw: str) -> Text:
        return cls(raw, tokenise(raw).tokens)

    def find(self, words: str) -> Place:
        """Where words stand; an empty place, if nowhere."""
        return next(self.every(words), (0, 0))

    def every(self, words: str) -> Iterator[Place]:
        """Each place where they stand."""
        wanted = words.strip()
        if wanted:
            yield from (one.span() for one in re.finditer(re.escape(wanted), self.raw, re.I))

    def within(self, place: Place) -> list[Token]:
        return [one for one in self.tokens if place[0] <= one.start < place[1]]

    def words(self, place: Place) -> frozenset[str]:
        return frozenset(one.word for one in self.within(place))

    def clause(self, place: Place) -> Place:
        """From the last mark or "and" before a place to the next one behind it."""
        start = max([one.end for one in self.tokens if one.word in ENDS and one.end <= place[0]],
                    default=0)  # fmt: skip
        end = min([one.start for one in self.tokens if one.word in ENDS and one.start >= place[1]],
                  default=len(self.raw))  # fmt: skip
        return start, end

    def figures(self) -> Iterator[tuple[Token, str]]:
        """Numbers, each with the word behind it."""
        for one, following in pairwise([*self.tokens, Token(0, 0, "", "")]):
            if one.value is not None:
                yield one, following.word


def means(said: Token, unit: str, value: float, path: str) -> bool:
    """Whether a number in the text is this one in the strategy, where per cents are fractions."""
    values = {abs(value)} | ({abs(1 - value)} if path.endswith("multiplier") else set())
    near = [scale * one for one in values for scale in scales(said, unit, path)]
    return any(math.isclose(one, abs(said.value or 0), rel_tol=1e-6) for one in near)


def scales(said: Token, unit: str, path: str) -> Iterator[float]:
    if unit == "bps":
        yield 10_000
    elif said.word == "pct":
        yield 100
        if path.startswith((*RULES, "portfolio")):  # an RSI of 30%
            yield 1
    else:
        yield from (1, 100)
    if re.fullmatch(r"\d{1,3}\.\d{3}", said.text.strip()):  # 10.000 Euro
        yield 1e-3


# What contradicts the words ---------------------------------------------------------------------


def turned_round(comparison: Any, words: frozenset[str]) -> bool:
    """Above where the text says below, or the other way round."""
    if comparison["kind"] != "compare" or "not" in words:
        return False
    left, right = comparison["left"]["kind"], comparison["right"]["kind"]
    if not {left, right} <= {"number", "price", "indicator"} or left == right:
        return False
    up = comparison["op"] in UPWARDS
    if left == "number" or (right == "price" and left == "indicator"):
        up = not up
    says_up, says_down = bool(words & ABOVE), bool(words & BELOW)
    return says_up != says_down and up != says_up


def other_indicator(condition: Any, words: frozenset[str]) -> bool:
    """The words name one, and the condition looks at none of that name."""
    named = {word.upper() for word in words} & INDICATORS.keys()
    used = {value for path, value in leaves(condition) if path.endswith("name")}
    return bool(named) and not named & used


def joined_otherwise(kind: str, words: frozenset[str]) -> bool:
    """All, where the text says "or", or any, where it says "and"."""
    said = words & {"and", "or"}
    return said == {"or"} if kind == "all" else said == {"and"}


def wrong_side(path: str, words: frozenset[str]) -> bool:
    """A rule to buy from words that only sell, or the other way round."""
    buys, sells = bool(words & BUYS), bool(words & SELLS)
    if path.startswith("entry"):
        return sells and not buys
    return path.startswith("exit") and buys and not sells


def same_words(places: dict[str, Place]) -> Iterator[tuple[str, str]]:
    """Pairs of conditions that lean on the very same words."""
    for (one, inner), (other, outer) in permutations(places.items(), 2):
        if outer[0] <= inner[0] and inner[1] <= outer[1]:
            yield one, other
