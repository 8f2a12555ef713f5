"""Sentences that go on with the one before: "Sell when RSI > 70; or if it drops below 50.",
"Buy when RSI < 30. Or when MFI < 20."
"""

from __future__ import annotations

from agents.language.tokens.pieces import Token, places

STOPS = frozenset(".;；。")


def go_on(tokens: list[Token]) -> None:
    """What begins with "or", and behind a semicolon with "and", parts no sentences."""
    for at in places(tokens[:-1], {"."}):
        stop, joint = tokens[at : at + 2]
        closes = not stop.text.strip() or stop.text in STOPS
        if closes and (joint.word == "or" or (joint.word == "and" and stop.text in (";", "；"))):
            stop.word = ","
