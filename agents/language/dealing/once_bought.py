"""What opens a way out by saying that something was bought: "After buying, if it gains 3%, sell".

A test sells only what it has bought, so that these words say no more, and order nothing.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, places

LEADS = words("after when once")
BOUGHT = words("buy bought buying short shorting sold entry")
NAMES = words("i we you i've have has to the a an or it stock share shares asset position trade in")
IFS = words("when")
OUT = words("sell cover exit close out")
IN = words("buy long short buy-after short-after add more again another")
OPENING = words(". ; : -")
LONGEST = 10


def mark_once_bought(tokens: list[Token]) -> None:
    """Fillers are still among the tokens."""
    for at in (0, *(sign + 1 for sign in places(tokens, OPENING))):
        if at == len(tokens) or not _leads(tokens[at]):
            continue
        end = _end(tokens, at)
        if end and _only_leaves(tokens, end + 1) and not _hides_short(tokens, at, end):
            for one in tokens[at : end + 1]:
                one.kind = "used"


def _hides_short(tokens: list[Token], at: int, end: int) -> bool:
    """ "When I buy or short a stock, if ...": of a short nothing else may tell."""
    shorts = any(one.word == "short" for one in tokens[at:end])
    return shorts and not any(one.word in SHORTS for one in (*tokens[:at], *tokens[end:]))


SHORTS = words("short short-after both-ways")


def _leads(token: Token) -> bool:
    """ "when i buy" is one token."""
    return token.word in LEADS or (token.word in BOUGHT and token.small.split()[0] in LEADS)


def _end(tokens: list[Token], at: int) -> int:
    """The place of the comma behind them, where an "if" follows; else 0."""
    bought = tokens[at].word in BOUGHT
    for end in range(at + 1, min(at + LONGEST, len(tokens) - 1)):
        one = tokens[end]
        if one.word == ",":
            return end if bought and tokens[end + 1].word in IFS else 0
        if one.word not in BOUGHT and one.small not in NAMES:
            return 0
        bought |= one.word in BOUGHT
    return 0


def _only_leaves(tokens: list[Token], at: int) -> bool:
    """The rest of the sentence sells and buys nothing."""
    end = next((n for n in range(at, len(tokens)) if tokens[n].word in (".", ";")), len(tokens))
    said = {one.word for one in tokens[at:end]} | {one.small for one in tokens[at:end]}
    return bool(said & OUT) and not said & IN
