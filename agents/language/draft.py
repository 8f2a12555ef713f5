"""Rules while they are being read: operands, and which of their numbers were said or assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from agents.language.reading import ImpossibleStrategy
from backtests.engine.indicators import INDICATORS
from backtests.engine.strategy import (
    Atr,
    Calendar,
    Indicator,
    Money,
    Number,
    Operand,
    PartialExit,
    Price,
)

Op = Literal["<", "<=", ">", ">=", "crosses_above", "crosses_below", "crosses", "touches",
             "falls_to", "rises_to", "returns_to", "crosses_back"]  # fmt: skip
Notes = tuple[tuple[str, str], ...]
Role = Literal["entry", "exit"]
Direction = Literal["long", "short", "both"]
Far = float | Atr | Money
LimitName = Literal[
    "stop_loss", "take_profit", "trailing_stop", "break_even", "partial_exits", "max_bars",
    "max_days", "same_day", "hold",
]  # fmt: skip
Built = TypeVar("Built", bound=BaseModel)
OPPOSITE: dict[str, Op] = {
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
    "crosses_above": "crosses_below",
    "crosses_below": "crosses_above",
}
# What does not drop below a level stands at it or above; it need not rise above it.
DENIED: dict[str, Op] = {**OPPOSITE, "crosses_above": "<=", "crosses_below": ">="}


# Oscillators, and where they are called oversold and overbought.
ZONES: dict[str, tuple[float, float]] = {
    "RSI": (30, 70), "STOCHASTIC": (20, 80), "CCI": (-100, 100), "WILLIAMS_R": (-80, -20),
    "MFI": (20, 80), "STOCHRSI": (20, 80),
}  # fmt: skip


@dataclass(frozen=True)
class Side:
    """An operand; `said` are the fields whose numbers the user stated, `notes` what was assumed.

    `gap` is a moving average whose period was not said; `role` tells which of two it is.
    """

    operand: Operand
    said: frozenset[str] = frozenset()
    notes: Notes = ()
    gap: bool = False
    role: str = ""
    symbol: str = ""

    def updated(self, said: str = "", **changes: Any) -> Side:
        operand = self.operand.model_copy(update=changes)
        return replace(self, operand=operand, said=self.said | ({said} if said else set()))

    @property
    def is_level(self) -> bool:
        """In the unit of the price."""
        operand = self.operand
        if isinstance(operand, Price):
            return operand.field != "volume"
        if not isinstance(operand, Indicator):
            return False
        return INDICATORS[operand.name].over_price(operand.output)

    @property
    def level(self) -> str:
        """What it is, on whichever bar."""
        here = {"lag": 0, "multiplier": 1.0} if hasattr(self.operand, "lag") else {}
        return repr(self.operand.model_copy(update=here))

    @property
    def within_bar(self) -> bool:
        """The internal bar strength, which people give from 0 to 1."""
        return getattr(self.operand, "params", {}).get("k") == 1

    @property
    def oscillates(self) -> bool:
        return isinstance(self.operand, Indicator) and self.operand.name in ZONES

    @property
    def scale(self) -> tuple[float, float]:
        """The range of an oscillator; of one without limits what is usual."""
        name = getattr(self.operand, "name", "")
        spec = INDICATORS.get(name)
        return spec.scale if spec and spec.scale else (-300.0, 300.0)

    @property
    def middle(self) -> float:
        return sum(self.scale) / 2


@dataclass(frozen=True)
class Ask:
    """What must be asked before a rule may be used; the first choice is what it says now."""

    id: str
    text: str
    choices: tuple[str, ...]
    # Where it stands in the text, if the rest can be tested without it.
    words: tuple[int, int] | None = None


LEAVE_OUT = "leave it out"


@dataclass(frozen=True)
class Rule:
    """`left op right`; "crosses" is a cross whose direction was not said."""

    left: Side
    op: Op
    right: Side
    notes: tuple[str, ...] = ()
    ask: Ask | None = None

    @property
    def symbol(self) -> str:
        return self.left.symbol or self.right.symbol

    @property
    def whose(self) -> tuple[str, str]:
        """ "SPY's return is above BIL's", and not "above EFA's" """
        return self.left.symbol, self.right.symbol

    @property
    def undefined(self) -> bool:
        """Nobody said what is meant by it: what it says now is one of several meanings."""
        return self.ask is not None and self.ask.words is not None


@dataclass(frozen=True)
class Group:
    """Rules joined by and / or."""

    join: Literal["all", "any"]
    of: tuple[Tree, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Negation:
    of: Tree


@dataclass(frozen=True)
class Day:
    """A rule of the calendar; with `look` the closes at which another rule is looked at."""

    rule: Calendar
    notes: tuple[str, ...] = ()
    ask: Ask | None = None
    look: bool = False


@dataclass(frozen=True)
class Slope:
    """A value that rose, or fell, on each of the last bars."""

    side: Side
    way: Literal["rising", "falling"]
    bars: int


@dataclass(frozen=True)
class Lasts:
    """It holds at this close, and held on the bars before: `bars` in all, or `at_least` of them."""

    of: Tree
    bars: int
    at_least: int | None = None


Tree = Rule | Group | Negation | Day | Slope | Lasts


@dataclass(frozen=True)
class Limit:
    """An exit that is no rule: a distance from the price paid, or a time."""

    name: LimitName
    value: Far | PartialExit
    note: str = ""

    @property
    def leaves(self) -> bool:
        """It ends every position sooner or later, or may."""
        return self.name not in ("break_even", "partial_exits")


def rounded(value: float) -> float:
    return round(value, 12)


def number(value: float) -> Side:
    return Side(Number(value=value), frozenset({"value"}))


def price(field_: str = "close", lag: int = 0, multiplier: float = 1.0, said: str = "") -> Side:
    operand = Price.model_validate({"field": field_, "lag": lag, "multiplier": multiplier})
    return Side(operand, frozenset({said}) if said else frozenset())


def indicator(
    name: str, output: str = "", *, lag: int = 0, notes: Notes = (), **params: Any
) -> Side:
    """An indicator from words; a parameter that it cannot have is impossible."""
    try:
        operand = Indicator(name=name, params=params, output=output, lag=lag)
    except ValidationError as error:
        raise ImpossibleStrategy(plain(error), next(iter(params), "entry")) from None
    return Side(operand, frozenset(f"params.{key}" for key in params), notes)


def made(kind: type[Built], field: str, **values: Any) -> Built:
    """A part of a strategy from words; one that cannot be is impossible."""
    try:
        return kind(**values)
    except ValidationError as error:
        raise ImpossibleStrategy(plain(error), field) from None


def plain(error: ValidationError) -> str:
    message = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
    return message[:1].upper() + message[1:] + "."


def joined(join: Literal["all", "any"], parts: list[Tree]) -> Tree | None:
    """One part stays as it is; groups of the same kind melt into one."""
    flat: list[Tree] = []
    for part in parts:
        inner = part.of if isinstance(part, Group) and part.join == join else (part,)
        flat += [one for one in inner if not any(same(one, known) for known in flat)]
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else Group(join, tuple(flat))


def same(one: Tree, other: Tree) -> bool:
    """The same rule, however it was said."""
    if isinstance(one, Rule) and isinstance(other, Rule):
        left, right = one.left, one.right
        return one.whose == other.whose and (left.operand, one.op, right.operand, left.gap) == (
            other.left.operand, other.op, other.right.operand, other.left.gap
        )  # fmt: skip
    return one == other


def is_near(one: Rule, other: Tree) -> bool:
    """The same two sides the same way round, whether they may be equal or not."""
    if not isinstance(other, Rule) or one.whose != other.whose:
        return False
    sides = (one.left.operand, one.right.operand) == (other.left.operand, other.right.operand)
    return sides and one.op[0] == other.op[0]


def rules_of(tree: Tree | None) -> Iterator[Rule]:
    if isinstance(tree, Rule):
        yield tree
    elif isinstance(tree, Negation | Lasts):
        yield from rules_of(tree.of)
    elif isinstance(tree, Group):
        for part in tree.of:
            yield from rules_of(part)


def symbol_of(found: object) -> str:
    """The symbol that a condition speaks of, if it names one."""
    if isinstance(found, Rule):
        return found.symbol
    if isinstance(found, Slope):
        return found.side.symbol
    if isinstance(found, Negation | Lasts):
        return symbol_of(found.of)
    if isinstance(found, Group):
        return next((name for part in found.of if (name := symbol_of(part))), "")
    return ""


def only_cross(tree: Tree | None) -> Rule | None:
    crosses = [rule for rule in rules_of(tree) if rule.op.startswith("crosses")]
    return crosses[0] if len(crosses) == 1 else None


def with_periods(tree: Tree, periods: list[float]) -> Tree:
    """Averages without a period get theirs: the fast (or first) one the shorter."""
    if isinstance(tree, Group):
        return joined(tree.join, [with_periods(part, periods) for part in tree.of]) or tree
    if isinstance(tree, Negation | Lasts):
        return replace(tree, of=with_periods(tree.of, periods))
    if isinstance(tree, Day | Slope):
        return tree
    second = 1 if tree.left.gap else 0
    return replace(
        tree, left=_filled(tree.left, periods, 0), right=_filled(tree.right, periods, second)
    )


def _filled(side: Side, periods: list[float], place: int) -> Side:
    if not side.gap or not isinstance(side.operand, Indicator):
        return side
    place = {"fast": 0, "slow": len(periods) - 1}.get(side.role, min(place, len(periods) - 1))
    period: dict[str, Any] = {**side.operand.params, "period": periods[place]}
    full = indicator(side.operand.name, **period)
    return replace(full, said=frozenset({"params.period"}), symbol=side.symbol)
