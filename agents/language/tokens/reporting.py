"""What a test is to show: "and plot the equity curve", "tell me my XIRR", "what was the win rate?".

No rule hangs on it, and a backtest shows it anyway, so it is read over.
"""

from __future__ import annotations

from collections.abc import Iterator

from agents.language.lexicon.ways_reports import ASKING, BEFORE
from agents.language.tokens.pieces import Token

NEAR = 16


def without_reports(raw: str, tokens: list[Token]) -> list[Token]:
    """Each such request is one token that says nothing."""
    found = list(_requests(raw))
    if not found:
        return tokens
    kept: list[Token] = []
    for token in tokens:
        while found and found[0][1] <= token.start:
            del found[0]
        if not found or token.start < found[0][0]:
            kept.append(token)
        elif kept and kept[-1].start == found[0][0] and kept[-1].kind == "ignored":
            kept[-1].end, kept[-1].text = token.end, raw[kept[-1].start : token.end]
        else:
            kept.append(Token(token.start, token.end, token.text, "so-far", kind="ignored"))
    return kept


def _requests(raw: str) -> Iterator[tuple[int, int]]:
    text = raw.replace("’", "'")
    for asking in ASKING:
        for match in asking.finditer(text):
            before = text[max(0, match.start() - NEAR) : match.start()]
            if BEFORE.search(before):
                yield match.span()
