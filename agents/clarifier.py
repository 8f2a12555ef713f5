"""The clarifier: checks that nothing vital is missing, and warns of what will not be tested."""

from __future__ import annotations

from agents.events import Emit, Warned
from agents.language.reading import Reading
from agents.turn import Turn
from agents.words import plural


async def check(reading: Reading, emit: Emit) -> None:
    turn = await Turn.begin(
        emit, "Clarifier", "check", "Checking whether every word has been understood."
    )
    for gap in reading.unsupported:
        await emit(Warned(message=f"Not tested: {gap.text}: {gap.why}", agent="Clarifier"))
    gaps = [gap.model_dump() for gap in reading.unsupported]
    await turn.complete(told(reading), {"unsupported": gaps})


def told(reading: Reading) -> str:
    if reading.unsupported:
        number = plural(len(reading.unsupported), "part")
        return f"The rules are complete, but {number} of the text cannot be tested."
    return "Nothing vital is missing: there are rules to buy and to sell, and symbols to test."
