"""How far something lies where nobody said it: "well below the open", "far above its average". The
word becomes part of the one that it strengthens, so that the rule can ask."""

from __future__ import annotations

from agents.language.lexicon.wordlist import words
from agents.language.tokens.pieces import SMALL, Token, places

FAR = words(
    """
    far well way much sharply considerably materially noticeably notably meaningfully vastly
    significantly substantially markedly dramatically strongly heavily massively deutlich weit klar
    erheblich wesentlich nettement largement fortement muy claramente considerablemente bastante
    明显 大幅 远 远远 显著
    """
)
GLUED = ("明显", "大幅", "远", "显著")
SIDES = words("above below over under higher lower < > exceeds")
BEFORE = words("the a this that other which one in so as oil very not")  # "on the way below"


def mark_far_off(tokens: list[Token]) -> None:
    for at in reversed(places(tokens[:-1], FAR, SMALL)):
        far, side = tokens[at], tokens[at + 1]
        led = at and tokens[at - 1].small in BEFORE
        free = far.free or far.small == "way"  # "it trades way below"
        if free and side.word in SIDES and side.free and not led:
            gap = " " * (side.start > far.end)
            side.start, side.text = far.start, f"{far.text}{gap}{side.text}"
            side.small = side.text.lower()
            del tokens[at]


def is_far_off(token: Token) -> bool:
    return token.word in SIDES and (
        token.small.split(" ", 1)[0] in FAR or token.small.startswith(GLUED)
    )
