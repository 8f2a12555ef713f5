"""The strategist: says the strategy back, and names every number that was assumed."""

from __future__ import annotations

from agents.events import Emit
from agents.language.reading import Reading
from agents.turn import Turn
from backtests.engine.describe import describe
from backtests.engine.strategy import Strategy


async def present(reading: Reading, strategy: Strategy, emit: Emit) -> None:
    turn = await Turn.begin(emit, "Strategist", "present", "Putting the strategy into words.")
    assumed = [assumption.text for assumption in reading.assumptions]
    sentence = reading.sentence or describe(strategy)
    await turn.complete(
        f"{sentence} {told(assumed)}",
        {"strategy": strategy.model_dump(mode="json"), "assumptions": assumed},
    )


def told(assumed: list[str]) -> str:
    if not assumed:
        return "Nothing had to be assumed."
    return f"Assumed: {'; '.join(assumed)}."
