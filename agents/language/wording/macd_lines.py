"""The two lines of the MACD by their speed: "the MACD fast line crosses above the slow line"."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places, said_in

SPEEDS = {"fast": "macd", "slow": "signal"}
# Beside these a fast and a slow line may be theirs.
OTHERS = words("sma ema ma wma average stochastic stochrsi kdj tenkan kijun")


def mark_macd_lines(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    if said_in(tokens) & OTHERS:
        return
    for at in places(tokens[:-1], SPEEDS, SMALL):
        speed, line = tokens[at], tokens[at + 1]
        if line.small not in ("line", "lines") or not speed.free:
            continue
        line.kind = "used"
        owner = [one for one in tokens[max(0, at - 2) : at] if one.word == "macd"]
        behind = [one for one in tokens[at + 2 : at + 5] if one.word not in ("the", "'s")]
        if not owner and [one.word for one in behind[:2]] == ["of", "macd"]:
            behind[0].kind = "used"
            owner = behind[1:2]
        if owner and speed.small == "fast":
            speed.kind = "used"  # "the MACD fast line" is the MACD
        else:
            speed.word = SPEEDS[speed.small]
            for one in owner:
                one.kind = "used"
