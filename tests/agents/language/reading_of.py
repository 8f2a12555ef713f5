"""Short ways to look at what was read."""

from agents.language import Reading, read
from backtests.engine.phrases import describe_condition
from backtests.engine.strategy import Strategy

EXIT = ", sell after 10 days"


def strategy_of(text: str) -> Strategy:
    reading = read(text)
    assert reading.strategy is not None, [question.text for question in reading.questions]
    return reading.strategy


def entry_of(condition: str) -> str:
    """What buys, said by the engine, where the text says only this condition."""
    return describe_condition(strategy_of(f"Buy MSFT when {condition}{EXIT}").entry)


def exit_of(condition: str, entry: str = "RSI is below 25") -> str:
    exit_ = strategy_of(f"Buy MSFT when {entry}, sell when {condition}").exit
    assert exit_ is not None
    return describe_condition(exit_)


def sides_of(text: str) -> tuple[str, str]:
    """What enters and what leaves, said by the engine."""
    strategy = strategy_of(text)
    assert strategy.entry is not None
    assert strategy.exit is not None
    return describe_condition(strategy.entry), describe_condition(strategy.exit)


def asked(reading: Reading) -> list[str]:
    return [question.id for question in reading.questions]


def noted(reading: Reading) -> list[str]:
    return [one.text for one in reading.assumptions]
