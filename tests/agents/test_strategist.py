"""What the Strategist and the Clarifier say in a run."""

from agents import clarifier, strategist
from agents.events import AgentCompleted, AgentStarted, Event, Warned
from agents.language import read

FULL = "Buy MSFT when RSI is below 25, sell when RSI is above 60"
PARTLY = "Buy MSFT when RSI is below 25 and the news is good, sell when RSI is above 60"


class Said(list[Event]):
    async def __call__(self, event: Event) -> None:
        self.append(event)


async def presented(text: str) -> Said:
    said, reading = Said(), read(text)
    assert reading.strategy
    await strategist.present(reading, reading.strategy, said)
    return said


async def test_the_strategist_says_the_strategy_back() -> None:
    said = await presented(FULL)
    assert [type(event) for event in said] == [AgentStarted, AgentCompleted]
    assert "RSI(14) is below 25" in said[-1].message


async def test_the_strategist_measures_how_long_it_took() -> None:
    said = await presented(FULL)
    assert said[-1].duration_ms is not None


async def test_the_strategist_shows_every_assumption() -> None:
    said = await presented(FULL)
    assert said[-1].data
    paths = {assumption["path"] for assumption in said[-1].data["assumptions"]}
    assert {"timeframe", "initial_capital", "entry.left.params.period"} <= paths


async def test_the_strategist_warns_of_what_is_not_tested() -> None:
    warnings = [event for event in await presented(PARTLY) if isinstance(event, Warned)]
    assert len(warnings) == 1
    assert "news" in warnings[0].message


async def test_the_clarifier_finds_nothing_open_in_a_whole_strategy() -> None:
    said = Said()
    await clarifier.check(read(FULL), said)
    assert [event.agent for event in said] == ["Clarifier", "Clarifier"]
    assert said[-1].message.startswith("Nothing vital is missing")


async def test_the_clarifier_repeats_the_open_questions() -> None:
    said = Said()
    await clarifier.check(read("Buy MSFT when RSI is below 25"), said)
    assert "When should it sell?" in said[-1].message
    assert said[-1].data
    assert said[-1].data["questions"][0]["id"] == "exit"


async def test_the_clarifier_says_what_was_answered() -> None:
    said = Said()
    half = read("Buy MSFT when RSI is below 25", answers={"exit": "after 20 bars"})
    await clarifier.check(half, said)
    assert "1 question answered" in said[-1].message
    assert said[-1].data is not None
    assert [one["given"] for one in said[-1].data["answered"]] == ["after 20 bars"]
