"""What a strategy's name has beside it: "MACD crossover with volume confirmation".

The name is read for itself; of the filter no value is said, so that it is asked about.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token

KINDS = words(
    "volume momentum trend volatility rsi macd adx atr stochastic price regime market strength"
)
NAMES = words("filter filters filtering confirmation confirmations confirm")
LEADING = words("with and plus using")
ENDS = words(". , on for in strategy") | {""}
RULING = words(
    "when while until unless above below over under > < >= <= buy sell short long entry only : ("
)
UNSAID = "unsaid-filter"


def mark_qualified(tokens: list[Token]) -> None:
    """Fillers are still among the tokens; a text with rules says what its filters are."""
    places = [n for n, token in enumerate(tokens) if token.small in NAMES]
    if not places or any(token.word in RULING for token in tokens):
        return
    for at in places:
        first = at
        while first and tokens[first - 1].word in KINDS:
            first -= 1
        led = first - 1 - int(first > 1 and tokens[first - 1].small in ("a", "an", "the"))
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        ends = behind is None or behind.word in ENDS or bool(behind.symbol)
        if first < at and led > 0 and tokens[led].small in LEADING and ends:
            crossed = tokens[led - 1].word == "crosses"  # a rule by itself, which ends here
            tokens[led].word, tokens[led].kind = (",", None) if crossed else ("with", "used")
            for token in tokens[first : at + 1]:
                token.word, token.lost = UNSAID, True
