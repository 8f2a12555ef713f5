"""What the money did not allow: orders that were cut to what there was, and shares in fractions."""

from __future__ import annotations

from collections.abc import Iterator

from backtests.engine.describe import share
from backtests.engine.phrases import counted
from backtests.engine.simulator import Entries
from backtests.engine.strategy import Strategy


def unaffordable(strategy: Strategy, entries: Entries, *, told: bool) -> Iterator[str]:
    """One flag for each; `told`: that the money of a plan ran out is said elsewhere."""
    if sized(strategy) and not told:
        yield from cut(strategy, entries)
        if entries.missed:
            yield (
                f"There was no money for {entries.missed} of {orders(strategy, entries)}: nothing "
                "was bought there."
            )
    if entries.broken:
        yield (
            f"{of_all(entries.broken, entries)} bought less than one whole share, which not every "
            "broker allows. Begin with more, or say 'whole shares'."
        )


def sized(strategy: Strategy) -> bool:
    """Whether it was said how much an order is to buy; all of the money is always there."""
    size = strategy.sizing
    return any((size.fraction, size.cash, size.quantity, size.risk, size.volatility))


def cut(strategy: Strategy, entries: Entries) -> Iterator[str]:
    if not entries.cut:
        return
    verb = "was" if entries.cut == 1 else "were"
    whole = strategy.sizing.whole_shares or not strategy.sizing.quantity
    parts = "" if whole else ", in fractions of a share"
    yield (
        f"{entries.cut} of {orders(strategy, entries)} {verb} cut to the money that there was: to "
        f"{entries.granted * 100:.3g}% of the size on average{parts}. Begin with more, or buy less."
    )


def orders(strategy: Strategy, entries: Entries) -> str:
    return f"{counted(entries.asked, 'order')} for {share(strategy)}"


def of_all(number: int, entries: Entries) -> str:
    return f"{number} of {counted(entries.asked, 'order')}"
