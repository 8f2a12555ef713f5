"""Stops and targets whose multiple of the ATR is said behind their name: "ATR stop of 2.5",
"ATR-based trailing stop (3x)", "ATR 止损 2.5 倍". The ATR is put behind its number. Where none is
said, how many ATR is asked.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

NAMES = words("stop stoploss trailing takeprofit target")
BESIDE = words("- based ( ) stop loss of at : = is with to the a multiplier multiple factor set by")
COUNTED = words("num x * day bar period")
# What an ATR becomes of which nobody says how many the stop is away.
OF_ATR = "of-atr"
STOPS = words("stop stoploss trailing")
LED = words("- based")
ENDS = words(". , ; ) and or too for please")
# A number with such a unit is no multiple.
UNITS = words("pct % day bar week month hour minute money point pips tick r period")


def mark_atr_stops(tokens: list[Token]) -> None:
    for at, token in enumerate(tokens):
        if token.word == "atr" and token.free and not _is_counted(tokens, at):
            if part := _countless(tokens, at):
                for one in part:
                    one.kind = "used"
                token.word = OF_ATR
                continue
            end = _multiple(tokens, at)
            tokens[at : end + 1] = [*_names(tokens[at + 1 : end + 1]), token]


def _is_counted(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].word in COUNTED


def _countless(tokens: list[Token], at: int) -> list[Token]:
    """ "with an ATR-based stop": the words before the name, where nothing follows it."""
    name = at + 1
    while name < len(tokens) and tokens[name].small in LED:
        name += 1
    end = name
    while end < len(tokens) and tokens[end].word in STOPS | {"loss"}:
        end += 1
    ends = end == len(tokens) or tokens[end].word in ENDS
    return tokens[at:name] if end > name and ends and not _below_it(tokens, at) else []


def _below_it(tokens: list[Token], at: int) -> bool:
    """ "when it closes below the ATR stop": a line of its own, and no distance."""
    return any(one.word in LINES for one in tokens[max(0, at - 3) : at])


LINES = words("above below crosses under over touches breaks drops-below breaks-above > < falls")


def _multiple(tokens: list[Token], at: int) -> int:
    """Where the multiple behind the name ends; the place of the ATR where there is none."""
    end, named = at + 1, False
    while end < len(tokens) and tokens[end].word in NAMES | BESIDE:
        named |= tokens[end].word in NAMES
        end += 1
    if not named or end >= len(tokens) or tokens[end].word != "num" or not tokens[end].free:
        return at
    behind = tokens[end + 1].word if end + 1 < len(tokens) else ""
    return at if behind in UNITS | {"atr"} else end + (behind in ("x", "*"))


def _names(part: list[Token]) -> list[Token]:
    """What stands between the name and the number says no more."""
    for token in part:
        if token.word in ("-", "based", "(", "multiplier", "multiple", "factor", "set", "by"):
            token.kind = "used"
    return [token for token in part if token.kind is None] + [
        token for token in part if token.kind is not None
    ]
