"""The agent that checks whether anything vital was left open, and what was answered or assumed."""

from __future__ import annotations

from agents.events import Emit
from agents.language.reading import Reading
from agents.turn import Turn
from agents.words import plural


async def check(reading: Reading, emit: Emit) -> None:
    turn = await Turn.begin(emit, "Clarifier", "check", "Looking for what was left open")
    data = {
        "questions": [question.model_dump() for question in reading.questions],
        "assumptions": len(reading.assumptions),
        "unsupported": len(reading.unsupported),
    }
    await turn.complete(_finding(reading), data)


def _finding(reading: Reading) -> str:
    """What a person would want to hear before the test begins."""
    if reading.questions:
        return f"Still open: {' '.join(question.text for question in reading.questions)}"
    parts = [f"{plural(len(reading.assumptions), 'thing')} assumed"] if reading.assumptions else []
    if reading.unsupported:
        parts.append(f"{plural(len(reading.unsupported), 'part')} not testable")
    return f"Nothing vital is missing; {', '.join(parts) or 'nothing was assumed'}."
