"""Real prices for the oracles, and a summary of what they agreed on."""

import pytest

from tests.engine.conftest import stocks
from tests.oracles.ledger import agreed

__all__ = ["stocks"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hundreds of series take longer than a usual test may."""
    for item in items:
        if "tests/oracles" in item.path.as_posix():
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.timeout(900))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for engine in sorted({engine for engine, _ in agreed}):
        runs, trades, bars = (agreed[engine, what] for what in ("runs", "trades", "bars"))
        terminalreporter.write_line(
            f"{engine} agreed on {runs:,} runs: {trades:,} trades, equity at {bars:,} closes"
        )
