"""The agent that says what was understood: the rules, what was assumed and what is not tested."""

from __future__ import annotations

from agents.events import Emit, Json, Warned
from agents.language.reading import Reading
from agents.turn import Turn
from agents.words import plural
from backtests.engine.describe import describe
from backtests.engine.strategy import Strategy


async def present(reading: Reading, strategy: Strategy, emit: Emit) -> None:
    """Say the strategy back, and warn of every part of the text that is no part of it."""
    turn = await Turn.begin(emit, "Strategist", "present", "Saying the strategy back")
    if failure := (reading.model or {}).get("failure"):
        message = f"The language model {failure}. The rules of this site alone read your words."
        data = {"code": "model_failed", "model": (reading.model or {}).get("model")}
        await emit(Warned(message=message, agent="Strategist", data=data))
    for left_out in reading.unsupported:
        message = f"Not tested: {left_out.text}. {left_out.why}"
        await emit(Warned(message=message, agent="Strategist", data=left_out.model_dump()))
    await turn.complete(f"{describe(strategy)} {_assumed(reading)}", _account(reading, strategy))


def _assumed(reading: Reading) -> str:
    if not reading.assumptions:
        return "Nothing had to be assumed."
    return f"Assumed: {'; '.join(part.text for part in reading.assumptions)}."


def _account(reading: Reading, strategy: Strategy) -> Json:
    return {
        "strategy": strategy.model_dump(mode="json"),
        "assumptions": [assumption.model_dump() for assumption in reading.assumptions],
        "unsupported": [left_out.model_dump() for left_out in reading.unsupported],
        "stated": plural(len(reading.stated), "stated value"),
    }
