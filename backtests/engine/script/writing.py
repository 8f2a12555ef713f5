"""Writes the script: heading, imports, the strategy, the machinery that it needs, the bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pkgutil import iter_modules

from backtests.engine.backtest import Ranged, WrongBars
from backtests.engine.bars import Bars
from backtests.engine.indicators import INDICATORS
from backtests.engine.script import parts
from backtests.engine.script.bundle import bundle, import_lines, module_of
from backtests.engine.script.heading import RULE, Origin, heading
from backtests.engine.script.packing import packed_code
from backtests.engine.script.strategy_code import strategy_code
from backtests.engine.script.text import comment
from backtests.engine.strategy import Strategy

END = 'if __name__ == "__main__":\n    main(backtest, PRICES)\n'


def write(strategy: Strategy, bars: Sequence[Bars], origin: Origin | None = None) -> str:
    """`bars` are those of the strategy's `all_symbols`, as the engine had them."""
    if strategy.ranges:
        raise Ranged(str(Ranged.__doc__))
    given = [one.symbol for one in bars]
    if given != strategy.all_symbols:
        needed = ", ".join(strategy.all_symbols)
        raise WrongBars(f"the script needs bars of {needed}, not {', '.join(given)}")
    code = strategy_code(strategy)
    taken = bundle(f"{code}\nPRICES = [Packed]\nmain", names())
    return "\n".join(
        [
            heading(strategy, bars, origin or Origin()),
            "from __future__ import annotations\n",
            import_lines(taken.imports),
            section("The strategy.", code),
            *(section(about, text) for about, text in taken.sections()),
            section("The prices.", "\n".join(price_lines(bars))),
            "\n" + END,
        ]
    )


def section(about: str, text: str) -> str:
    return f"\n{RULE}{comment(about)}{RULE}\n\n{text.strip()}\n"


def price_lines(bars: Sequence[Bars]) -> Iterator[str]:
    yield "PRICES = ["
    for one in bars:
        yield from packed_code(one)
    yield "]"


@cache
def names() -> Mapping[str, str]:
    """In which module each name lies that the code of a strategy may use."""
    found = {spec.compute.__name__: spec.compute.__module__ for spec in INDICATORS.values()}
    for part in iter_modules(parts.__path__):
        module = module_of(f"{parts.__name__}.{part.name}")
        found |= dict.fromkeys([*module.definitions, *module.imports], module.name)
    return found
