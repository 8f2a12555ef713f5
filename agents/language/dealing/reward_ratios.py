"""What is gained for what is risked, said with one word of the two: "a 1:2 reward ratio", "price
hits 2:1 risk-reward"; and the range of a stop before its name: "1.5 ATR for the stop".
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

REACHING = words("hits hit reaches touches gets meets achieves")
LIMITS = words("stop stoploss takeprofit target trailing")
ARTICLES = words("the a an my your")


def mark_reward_ratios(tokens: list[Token]) -> None:
    hints = {token.small for token in tokens}
    if hints & {"reward", "risk-reward", "risk"} and ":" in hints:
        for at in range(len(tokens) - 3, -1, -1):
            if _is_ratio(tokens, at):
                _settle(tokens, at)
    if "atr" in hints:
        for at, token in enumerate(tokens):
            if token.word == "atr" and at and tokens[at - 1].word in ("num", "x", "*"):
                _put_before(tokens, at)


def _is_ratio(tokens: list[Token], at: int) -> bool:
    one, colon, other = tokens[at : at + 3]
    behind = tokens[at + 3].small if at + 3 < len(tokens) else ""
    parted = one.word == other.word == "num" and colon.text == ":"
    return parted and behind.startswith(("reward", "risk"))


def _settle(tokens: list[Token], at: int) -> None:
    """ "1:2 reward" is 1:2 of risk and reward; that it is hit says no more."""
    behind = [token.small for token in tokens[at + 3 : at + 6]]
    aimed = at and tokens[at - 1].word in ("target", "takeprofit")
    if behind[:1] == ["reward"] and "risk" not in behind:
        place = tokens[at + 2].end
        tokens[at + 3].kind = "used" if aimed else None
        tokens[at + 3 : at + 3] = [] if aimed else [Token(place, place, "risk", "risk")]
    first = at
    while first and tokens[first - 1].small in ARTICLES:
        first -= 1
    if first and tokens[first - 1].small in REACHING:
        tokens[first - 1].kind = "used"


def _put_before(tokens: list[Token], at: int) -> None:
    """ "use 1.5 ATR for the stop loss": as "a 1.5 ATR stop loss"."""
    end = at + 1
    if end >= len(tokens) or tokens[end].small not in ("for", "as"):
        return
    while end < len(tokens) and tokens[end].small in ARTICLES | {"for", "as"}:
        end += 1
    if end < len(tokens) and tokens[end].word in LIMITS:
        for token in tokens[at + 1 : end]:
            token.kind = "used"
