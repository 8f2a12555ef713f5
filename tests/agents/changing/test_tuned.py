"""A change may start from the strategy that a run was refined to."""

from agents import language
from agents.changing.tuned import tuned
from backtests.engine.strategy import Strategy
from tests.agents.changing.test_amending import TODAY


def test_what_was_found_is_told_and_is_not_stated() -> None:
    old = language.read("Buy AAPL when RSI is below 30, sell when RSI is above 70", today=TODAY)
    assert old.strategy
    data = old.strategy.model_dump(mode="json")
    for rule in ("entry", "exit"):
        data[rule]["left"]["params"]["period"] = 10
    new = tuned(old, Strategy.model_validate(data))
    assert "RSI(10) is below 30" in new.sentence
    assert new.stated == old.stated
    told = {one.text for one in new.assumptions} - {one.text for one in old.assumptions}
    assert told == {"period of RSI: 10 was found by the run before"}
    assert "RSI uses its usual 14 bars" not in {one.text for one in new.assumptions}
