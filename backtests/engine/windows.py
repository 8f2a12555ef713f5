"""Windows: the numbers of a strategy that ask for so many bars, and those that no prices can fill.

What is asked for is the least: with fewer bars there cannot be a single value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backtests.engine.bars import Bars, align, flat, priced
from backtests.engine.conditions import Lasting, Trend
from backtests.engine.indicators import INDICATORS
from backtests.engine.operands import (
    Change,
    Distance,
    Gap,
    Indicator,
    Number,
    Operand,
    Price,
    Series,
    Spec,
    Streak,
)
from backtests.engine.phrases import name_of
from backtests.engine.strategy import Atr, Strategy


@dataclass(frozen=True)
class Window:
    """A number that asks for bars: where it stands, what it is called, how many, and of whom."""

    path: str
    name: str
    bars: int
    symbol: str | None = None


def window_of(operand: Operand) -> int:
    """How many bars there must be before the operand can have a value, at least."""
    return 0 if isinstance(operand, Number) else longest(operand)[1] + operand.lag


def longest(operand: Series) -> tuple[str, int]:
    """The longest of an operand's own windows, by the name of its field."""
    if isinstance(operand, Indicator):
        limits = INDICATORS[operand.name].params
        whole = {key: int(value) for key, value in operand.params.items() if limits[key].whole}
        key = max(whole, key=whole.__getitem__, default="")
        return f"params.{key}" if key else "lag", max(whole.get(key, 1), 1)
    return ("bars", operand.bars) if isinstance(operand, Change | Distance) else ("lag", 1)


def windows(strategy: Strategy) -> Iterator[Window]:
    """All of them, in the order of the fields."""
    for path, part in parts(strategy):
        match part:
            case Price() | Indicator() | Change() | Distance() | Gap() | Streak():
                field, bars = longest(part)
                field = "lag" if part.lag > bars else field
                yield Window(f"{path}.{field}", name_of(part), window_of(part), part.symbol)
            case Trend() | Lasting():
                yield Window(f"{path}.bars", f"for {part.bars} bars", part.bars)
            case Atr():
                yield Window(f"{path}.period", f"ATR({part.period})", part.period)


def parts(whole: object, path: str = "") -> Iterator[tuple[str, Spec]]:
    """Every object of a strategy with its path in the JSON."""
    if isinstance(whole, Spec):
        yield path, whole
        inner = [(name, getattr(whole, name)) for name in type(whole).model_fields]
    elif isinstance(whole, list):
        inner = [(str(at), one) for at, one in enumerate(whole)]
    else:
        return
    for name, one in inner:
        yield from parts(one, f"{path}.{name}".lstrip("."))


def impossible(strategy: Strategy, bars: Mapping[str, Bars]) -> Iterator[tuple[str, str]]:
    """What no test on these bars can answer: the field, and what to do about it."""
    counts = known(strategy, bars)
    for one in windows(strategy):
        for symbol in [one.symbol] if one.symbol else strategy.symbols:
            if one.bars > counts[symbol]:
                yield (
                    one.path,
                    f"{one.name} needs {one.bars:,} bars, and {symbol} has only "
                    f"{counts[symbol]:,} here; choose a shorter one, or a longer time.",
                )
                break


def known(strategy: Strategy, bars: Mapping[str, Bars]) -> dict[str, int]:
    """How many bars each symbol has up to the end: those before the start fill windows too."""
    until = {name: one.between(None, strategy.end) for name, one in bars.items()}
    traded: Sequence[Bars] = align([until[name] for name in strategy.symbols])
    others = {name: len(priced(flat(one))) for name, one in until.items()}
    return others | {one.symbol: len(one) for one in traded}
