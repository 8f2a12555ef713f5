"""Both sides with an end of their own: of "buy when A and close when B, sell when C and close when
D" the selling opens a short position, since the long one has its end already.
"""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import Token, said_in

OPENING = words("buy buy-after long")
LEAVING = words("sell sell-after")
SELLS = words("sell sells selling")
RULED = words("when at after by")


def mark_closed_sides(tokens: list[Token]) -> None:
    kinds = {n: kind for n in range(len(tokens)) if (kind := _kind(tokens, n))}
    if list(kinds.values()) != ORDER or said_in(tokens) & OTHERS:
        return
    opened, closed = (tokens[at] for at in list(kinds)[2:])
    opened.word = "short-after" if opened.word == "sell-after" else "short"
    closed.word = "cover-after" if closed.word == "sell-after" else "cover"


ORDER = ["opens", "closes", "sells", "closes"]
OTHERS = words("short short-after cover hold")


def _kind(tokens: list[Token], at: int) -> str:
    """A sale by that name, or an end that does not say of what and has a rule."""
    here, behind = tokens[at], tokens[at + 1].word if at + 1 < len(tokens) else ""
    if here.word in OPENING and here.free:
        return "opens"
    ends = here.word in LEAVING or (here.word == "close" and behind == "when")
    if not ends or not here.free:
        return ""
    if here.small in SELLS:
        return "sells"
    return "closes" if here.small.split()[:1] in ENDING and behind in RULED else "left"


ENDING = [[word] for word in ("close", "closing", "closes", "exit", "exits", "exiting", "leave")]
