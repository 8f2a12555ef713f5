"""How agents write numbers: signed per cents, plurals, lists."""

from __future__ import annotations

from backtests.engine.phrases import counted


def percent(fraction: float | None) -> str:
    """A change, with its sign: +1,234%, -12.3%, 0.0%."""
    if fraction is None:
        return "unknown"
    text = f"{fraction:+,.{0 if abs(fraction) >= 10 else 1}%}"  # rounded once, as on the tiles
    return text[1:] if text[1:] == "0.0%" else text


def share(fraction: float) -> str:
    """A part of a whole, without a sign: 38.5%."""
    return f"{round(fraction * 100, 1) + 0.0:.1f}%"  # no minus before nothing


def ratio(value: float | None) -> str:
    """0.52, and 0.00 rather than -0.00."""
    return "unknown" if value is None else f"{round(value, 2) + 0.0:.2f}"


def plural(number: int, noun: str) -> str:
    return counted(number, noun)


def sentence(text: str) -> str:
    """A capital first, and a full stop behind."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."
