"""A number of a strategy and its new value as words, such as a change in words would say them."""

from __future__ import annotations

from agents.language.spreads.varied import Found, numbers_of
from agents.refining.knobs import Knob
from backtests.engine.strategy import Strategy

# How people say it; the others are called by their name.
SAID = {
    "stop loss": "use a stop of {}",
    "take profit": "use a target of {}",
    "trailing stop": "use a trailing stop of {}",
    "bars held at most": "hold for at most {} bars",
    "calendar days held at most": "hold for at most {} calendar days",
    "stop loss in ATRs": "use a stop of {} ATR",
    "trailing stop in ATRs": "use a trailing stop of {} ATR",
    "take profit in ATRs": "use a target of {} ATR",
}


def called(strategy: Strategy, knob: Knob, value: float) -> str | None:
    """None where it has no name of its own."""
    found = [one for one in numbers_of(strategy) if set(one.paths) == set(knob.paths)]
    if len(found) != 1:
        return None
    form = SAID.get(found[0].label, f"set the {found[0].label} to {{}}")
    return singular(form.format(amount(found[0], value)), value)


def singular(words: str, value: float) -> str:
    return words.removesuffix("s") if value == 1 and words.endswith((" bars", " days")) else words


def amount(found: Found, value: float) -> str:
    return f"{round(value / found.scale, 8):g}{found.unit}"
