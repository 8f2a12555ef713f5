"""What a plan is, and how often it looks again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from agents.language.draft import Side, Tree
from agents.language.lexicon.wordlist import words
from agents.language.reading import ImpossibleStrategy
from agents.language.tokens.numerals import is_large
from agents.language.tokens.pieces import Token
from backtests.engine.phrases import listed
from backtests.engine.strategy import Change, Comparison, Number, Operand

PERIODS = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annually": "year", "annual": "year", "month-end": "month",
    "month-start": "month", "quarter-end": "quarter", "quarter-start": "quarter",
    "year-end": "year", "year-start": "year",
}  # fmt: skip
UNITS = ("day", "week", "month", "quarter", "year")
OF_UNIT = {"of-month": "month", "of-year": "year"}
EVERY = ("every", "once", "per")
REBALANCE = "portfolio.rebalance"
MONTHLY = ("a portfolio without a rhythm looks again every month", "portfolio.rebalance")
# What is done in a rhythm; the rhythm is what counts.
LOOKING = words(
    """
    evaluate evaluated look looked checked review reviewed rebalance rebalanced rebalancing switch
    refreshed refresh re-evaluate swap swapped then adjusted updated
    """
)


@dataclass(frozen=True)
class Branch:
    """What is held while the condition holds; `when` is None for "otherwise"."""

    when: Tree | None
    weights: dict[str, float]


@dataclass(frozen=True)
class Odd:
    """A rhythm that the engine does not have, and those that come nearest."""

    words: list[Token]
    choices: tuple[str, ...]


@dataclass
class Plan:
    """`rank_bars` None where a rotation does not say over what time it looks back."""

    kind: Literal["weights", "rotation", "allocation", "dca"]
    symbols: list[str]
    every: str | None = None
    weights: dict[str, float] = field(default_factory=dict)
    top: int = 1
    lowest: bool = False
    rank_bars: int | None = None
    ranked: Side | None = None
    filter: Tree | None = None
    positive: bool = False
    fallback: str | None = None
    branches: list[Branch] = field(default_factory=list)
    entry: Tree | None = None
    only: Tree | None = None
    cash: float | None = None
    quantity: float | None = None
    currency: str = ""
    odd: Odd | None = None
    stops: list[list[Token]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def over(self, symbols: list[str]) -> list[str]:
        """The symbols to trade, where others than those of the text are asked for.

        Raises `ImpossibleStrategy` where the text gives each of its own a part or a place.
        """
        parts = set(self.weights.values())
        if self.kind == "weights" and len(parts) == 1:
            share = sum(self.weights.values()) / len(symbols)
            self.weights = dict.fromkeys(symbols, share)
        elif self.kind in ("weights", "allocation") and set(symbols) != set(self.symbols):
            raise ImpossibleStrategy(
                f"The text says what part {listed(self.symbols)} have. To hold other symbols, "
                "name them in the text, and leave the field for symbols empty.",
                "symbols",
            )
        return symbols

    @property
    def unsized(self) -> bool:
        """How much is bought again and again was not said."""
        return self.kind == "dca" and not self.cash and not self.quantity

    @property
    def missing(self) -> bool:
        return self.kind == "rotation" and self.rank_bars is None and self.ranked is None

    @property
    def rank_by(self) -> Operand:
        return self.ranked.operand if self.ranked else Change(bars=self.rank_bars or 1)


def sentences(tokens: list[Token]) -> list[list[Token]]:
    """Each with its full stop."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        found[-1].append(token)
        if token.word == ".":
            found.append([])
    return found


def is_fortune(token: Token) -> bool:
    """ "$5,000", "100k": money to start with, beside whatever is held."""
    return token.word == "money" or is_large(token)


def said(tokens: list[Token]) -> set[str]:
    return {token.word for token in tokens if token.free}


def rhythm(tokens: list[Token], used: list[Token]) -> str | None:
    """ "monthly", "every quarter", "once a year"; a number before it is a span."""
    for index, token in enumerate(tokens):
        before = tokens[index - 1].word if index else ""
        if not token.free:
            continue
        if token.word in PERIODS:
            led = before in EVERY or before in ("at", "on")
            used += tokens[index - 1 : index + 1] if led else [token]
            return PERIODS[token.word]
        if token.word in UNITS and before in (*EVERY, "", ",", ".", "money", "share", "/"):
            used += tokens[index - 1 : index + 1] if before in (*EVERY, "/") else [token]
            return token.word
        if token.word in OF_UNIT and before == "money":
            used.append(token)
            return OF_UNIT[token.word]
    return None


def take(tokens: list[Token], used: list[Token], *wanted: str) -> None:
    used += [token for token in tokens if token.free and token.word in wanted]


def as_data(plan: Plan) -> dict[str, Any]:
    """The plan as the engine's portfolio, but for its conditions."""
    if plan.kind == "weights":
        return {"kind": "weights", "weights": plan.weights, "rebalance": plan.every or "never"}
    return {
        "kind": "rotation",
        "rank_by": plan.rank_by,
        "top": plan.top,
        "lowest": plan.lowest,
        "filter": _positive(plan) if plan.positive else None,
        "fallback": plan.fallback,
        "rebalance": plan.every or "month",
    }


def _positive(plan: Plan) -> Comparison:
    return Comparison(left=plan.rank_by, op=">", right=Number(value=0))
