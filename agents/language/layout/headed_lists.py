"""Lists on one line, each under its verb: "Buy when: - RSI < 30 - ADX > 20 Sell when: - RSI > 70".
The next verb begins a sentence, and takes nothing of the list before.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

VERBS = words("buy sell short cover entry exit")
LABELS = words("symbol ticker asset market instrument stock coin pair timeframe period capital")
CASES = words("when while")


def mark_headed_lists(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    if not any(token.word == ":" for token in tokens):
        return
    heads = {*places(tokens[:-1], VERBS), *places(tokens[:-1], LABELS, SMALL)} - {0}
    for at in sorted(heads, reverse=True):
        verb = tokens[at].word in VERBS and _heads(tokens, at)
        label = tokens[at].small in LABELS and tokens[at + 1].word == ":"
        if (verb or label) and _is_listed(tokens, at):
            place = tokens[at].start
            tokens.insert(at, Token(place, place, "", "."))


def _heads(tokens: list[Token], at: int) -> bool:
    """ "Sell:", "Sell when:", "Sell BTC if:" """
    at += 1
    at += at < len(tokens) and bool(tokens[at].symbol)
    at += at < len(tokens) and tokens[at].word in CASES
    return at < len(tokens) and tokens[at].word == ":"


def _is_listed(tokens: list[Token], at: int) -> bool:
    """Right behind an item of the list of another verb."""
    marks = [n for n in range(at) if tokens[n].word == "."]
    begin = marks[-1] if marks else 0
    item = bool(marks) and tokens[begin].text in ("-", "–", "•", "*", "\u2022")
    verbs = any(token.word in VERBS for token in tokens[begin:at])
    return item and not verbs and tokens[at - 1].word != "."
