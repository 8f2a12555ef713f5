"""The systems under comparison, and what a reader must know of how each does the job."""

from __future__ import annotations

from dataclasses import dataclass

SLOW = frozenset({"j1", "j2", "variants"})
EVERY = frozenset({"j1", "j2", "variants", "million", "shared"})


@dataclass(frozen=True)
class System:
    name: str
    package: str
    module: str
    jobs: frozenset[str]
    says: str


SYSTEMS = {
    system.name: system
    for system in (
        System(
            "ours",
            "",
            "ours",
            EVERY,
            "`backtest.run` with all metrics, and buy and hold beside it with as many; its trades "
            "are records, each made an object with its reasons when somebody reads it; variants "
            "by `sweep`",
        ),
        System(
            "vectorbt",
            "vectorbt",
            "peer_vectorbt",
            EVERY,
            "`Portfolio.from_signals` and `stats()`; for variants the five figures that `sweep` "
            "gives, over all columns at once. With shared cash it spends what a gap at the open "
            "leaves on the order at hand; ours sizes by the last close, so a rest may go into the "
            "next symbol and be counted as a trade",
        ),
        System(
            "raptorbt",
            "raptorbt",
            "peer_raptorbt",
            EVERY - {"shared"},
            "array runner with its 48 metrics; variants in its parallel batch, on all cores. J1 "
            "is the same to the cent; in J2 it enters far less often, so there its time is that "
            "of another, smaller job",
        ),
        System(
            "backtesting.py",
            "backtesting",
            "peer_backtesting",
            SLOW,
            "`Backtest.run` with its statistics; whole shares, and 0.01% of the cash kept back, so "
            "the equity differs slightly. Of the variants 10 are timed and scaled up",
        ),
        System(
            "backtrader",
            "backtrader",
            "peer_backtrader",
            SLOW,
            "five analysers. Of the variants 5 are timed and scaled up",
        ),
    )
}
LEFT_OUT = (
    "backtesting.py and backtrader take a Python call a bar, so 1,000,000 bars would take them "
    "minutes a round; 20 tickers on one account are not in backtesting.py at all, and raptorbt "
    "divides the cash in another way."
)
